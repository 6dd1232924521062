"""What the cells of a column are: whether they fit its name, and what they are if its name says nothing."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from analysis.chinese import line_roles
from analysis.chinese.characters import HANZI, count_hanzi
from analysis.chinese.page_fields import NUMBER_SHAPE
from analysis.reading.spreadsheets.cell_values import URL, read_code, read_day, read_years, write_cell
from analysis.reading.spreadsheets.sheet import Cell

LONGEST_PLACE, LONGEST_ISSUER, LONGEST_TITLE = 30, 80, 200
_PROVINCE = re.compile(rf"[{HANZI}]{{2,8}}(?:省|自治区|特别行政区)|(?:北京|天津|上海|重庆)市?")
_CITY = re.compile(rf"(?!.+省.)[{HANZI}]{{2,12}}(?:市|州|盟|地区)")
_DISTRICT = re.compile(rf"(?!.+[省市].)[{HANZI}]{{1,12}}[区县旗]")
_PLACE = re.compile(rf"[{HANZI}\s/·-]{{2,30}}[省市区县旗州盟]")
_ORGAN = re.compile(rf"[{HANZI}（）()、，,;；\s]{{2,78}}{line_roles.ORGAN}")


def _is_text(cell: Cell) -> bool:
    return isinstance(cell, str)


def _is_short_chinese(most: int) -> Callable[[Cell], bool]:
    return lambda cell: isinstance(cell, str) and len(cell) <= most and count_hanzi(cell) > 0


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(NUMBER_SHAPE.search(cell) or re.search(r"[〔\[【]\d{4}|号$", cell))


def _is_url(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(URL.match(cell.strip()))


def _is_year(cell: Cell) -> bool:
    return read_years(cell) is not None


def is_bare_year(cell: Cell) -> bool:
    """Whether a cell gives a year and no day in it."""
    return _is_year(cell) and not read_day(cell)


def _matches(pattern: re.Pattern[str]) -> Callable[[Cell], bool]:
    return lambda cell: isinstance(cell, str) and bool(pattern.fullmatch(cell.strip()))


def _is_title(cell: Cell) -> bool:
    return (
        isinstance(cell, str) and 8 <= len(cell) <= LONGEST_TITLE and bool(line_roles.TITLE_END.search(cell))
    )


def _is_plain_day(cell: Cell) -> bool:
    """Whether a cell is a day beyond doubt: a number may count anything."""
    return isinstance(cell, datetime.date) or (
        isinstance(cell, str) and len(cell) <= 20 and bool(read_day(cell))
    )


# What a column must hold for its name to be believed.
FITS: dict[str, Callable[[Cell], object]] = {
    "text": _is_text,
    "title": _is_short_chinese(LONGEST_TITLE),
    "province": _is_short_chinese(LONGEST_PLACE),
    "city": _is_short_chinese(LONGEST_PLACE),
    "district": _is_short_chinese(LONGEST_PLACE),
    "place": _is_short_chinese(LONGEST_PLACE),
    "adcode": read_code,
    "year": _is_year,
    "year_end": _is_year,
    "issued": read_day,
    "issuer": _is_short_chinese(LONGEST_ISSUER),
    "number": _is_number,
    "url": _is_url,
}
# What a column without a telling name must hold to be recognised.
CONTENTS: dict[str, Callable[[Cell], object]] = {
    "title": _is_title,
    "province": _matches(_PROVINCE),
    "city": _matches(_CITY),
    "district": _matches(_DISTRICT),
    "place": _matches(_PLACE),
    "year": lambda cell: _is_year(cell) and len(write_cell(cell)) <= 6,
    "issued": _is_plain_day,
    "issuer": _matches(_ORGAN),
    "number": lambda cell: isinstance(cell, str) and bool(NUMBER_SHAPE.match(cell.strip())),
    "url": _is_url,
}
