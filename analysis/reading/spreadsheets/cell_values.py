"""What the cells of a table state: years, dates, codes and names, in the forms in which people write them."""

from __future__ import annotations

import datetime
import re

from analysis.chinese.dates import find_date, parse_day
from analysis.chinese.numerals import read_numeral
from analysis.chinese.patterns import ARABIC_YEAR, HANZI_YEAR
from analysis.reading.spreadsheets.sheet import Cell

# What people and programs write into a cell that states nothing.
NOTHING = frozenset(
    [
        "nan",
        "none",
        "null",
        "nat",
        "n/a",
        "na",
        "#n/a",
        "#value!",
        "#ref!",
        "#name?",
        "-",
        "--",
        "—",
        "——",
        "/",
        "\\",
        ".",
        "无",
        "暂无",
        "未知",
        "不详",
        "空",
        "缺失",
        "未注明",
        "未标注",
    ]
)
# Excel counts days from here; the day that 1900 did not have is counted too.
FIRST_DAY = datetime.date(1899, 12, 30)
# 1950-01-01 to 2099-12-31 as Excel counts days; a year or a number of a document is smaller, a day such as
# 20220305 larger.
SERIALS = range(18264, 73051)
# Seconds and milliseconds since 1970 for the same years, as programs count.
SECONDS, MILLISECONDS = range(10**8, 4_102_444_800), range(10**11, 4_102_444_800_000)
BEIJING = datetime.timezone(datetime.timedelta(hours=8))
_YEAR = f"(?:{ARABIC_YEAR}|{HANZI_YEAR})"
YEAR = re.compile(rf"({_YEAR})(?:\.0+)?\s*(?:年度?)?")
PERIOD = re.compile(rf"({_YEAR})\s*年?\s*(?:[-—–―－~～〜至到]{{1,2}}|\bto\b)\s*({_YEAR})\s*(?:年度?)?", re.I)
TIME_OF_DAY = re.compile(r"[ T]\s*\d{1,2}[:：时]\d{1,2}.*$|\s+\d{1,2}时.*$")
NUMERIC_MONTH = re.compile(rf"({ARABIC_YEAR})\s*[-年./]\s*(\d{{1,2}})\s*月?")
COMPACT_MONTH = re.compile(rf"({ARABIC_YEAR})(\d\d)")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
ENGLISH_DAY = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+([a-z]{{3,9}})\.?,?\s+|([a-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+)"
    rf"({ARABIC_YEAR})",
    re.I,
)
CODE = re.compile(r"(\d{6})(?:\d{3}|\d{6})?(?:\.0)?")
URL = re.compile(r"(?:https?://|www\.)\S+|[\w.-]+\.(?:gov|com|org|net|edu)\.?(?:cn)?(?:/\S*)?", re.I)


def write_cell(cell: Cell) -> str:
    """A cell as text: whole numbers without a point, days as YYYY-MM-DD; empty for one that states nothing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return str(cell).strip()


def states_nothing(cell: Cell) -> bool:
    """Whether a cell is empty, or holds what people write where they know nothing."""
    return cell is None or write_cell(cell).casefold() in ("", *NOTHING) or cell != cell


def read_years(cell: Cell) -> tuple[int, int | None] | None:
    """The year of a cell, and the last year of a period: 2022, 2022.0, 2022年, a day, 2021—2025.

    Returns:
        First and last year, the last None for a single year; None if the cell is anything else.
    """
    if isinstance(cell, datetime.date):
        return cell.year, None
    text = write_cell(cell)
    period = PERIOD.fullmatch(text)
    if period:
        first, last = (_read_year(year) for year in period.groups())
        return (first, last) if first < last else (first, None) if first == last else None
    year = YEAR.fullmatch(text)
    if year:
        return _read_year(year[1]), None
    day = read_day(cell)
    return (int(day[:4]), None) if day and not isinstance(cell, int | float) else None


def read_day(cell: Cell) -> str:
    """The day of a cell: a date, a text in any usual form, 20220305, or a number as Excel counts days.

    Returns:
        YYYY-MM-DD, or YYYY-MM where no day is given; empty if the cell is anything else.
    """
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if counts_days(cell):
        return _read_count(float(write_cell(cell)))
    text = TIME_OF_DAY.sub("", write_cell(cell))
    day = parse_day(text)
    if day:
        return day
    month = NUMERIC_MONTH.fullmatch(text) or COMPACT_MONTH.fullmatch(text)
    if month:
        return f"{month[1]}-{int(month[2]):02d}" if 1 <= int(month[2]) <= 12 else ""
    return _read_english_day(text) or find_date(text)


def counts_days(cell: Cell) -> bool:
    """Whether a cell holds a day as a count, of days (Excel), seconds or milliseconds (programs)."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        # A table of texts has numbers as texts.
        if not isinstance(cell, str) or not re.fullmatch(r"\d{5}(?:\.\d+)?|\d{10}|\d{13}", cell.strip()):
            return False
        cell = float(cell)
    return any(int(cell) in counts for counts in (SERIALS, SECONDS, MILLISECONDS)) and cell == cell


def _read_count(count: float) -> str:
    if int(count) in SERIALS:
        return (FIRST_DAY + datetime.timedelta(days=int(count))).isoformat()
    seconds = count if int(count) in SECONDS else count / 1000
    return datetime.datetime.fromtimestamp(seconds, BEIJING).date().isoformat()


def read_code(cell: Cell) -> str:
    """The six digits of a place's code; codes of 9 or 12 digits name a street or village in it."""
    code = CODE.fullmatch(write_cell(cell))
    return code[1] if code else ""


def _read_year(text: str) -> int:
    return int(text) if text.isascii() else read_numeral(text)


def _read_english_day(text: str) -> str:
    match = ENGLISH_DAY.fullmatch(text)
    if not match:
        return ""
    day, month = match[1] or match[4], (match[2] or match[3])[:3].casefold()
    if month not in MONTHS:
        return ""
    return parse_day(f"{match[5]}-{MONTHS.index(month) + 1}-{day}")
