"""What a row of a table states about its document, in the form in which documents have it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import NamedTuple

from analysis.notices import Field, Kind, Notice
from analysis.reading.spreadsheets.cell_values import (
    counts_days,
    read_code,
    read_day,
    read_years,
    write_cell,
)
from analysis.reading.spreadsheets.column_names import read_name
from analysis.reading.spreadsheets.rows import TextRow

NOTICE_FIELDS = {
    "title": Field.TITLE,
    "province": Field.PLACE,
    "city": Field.PLACE,
    "district": Field.PLACE,
    "place": Field.PLACE,
    "adcode": Field.PLACE,
    "year": Field.YEAR,
    "year_end": Field.YEAR,
    "issued": Field.ISSUED,
    "issuer": Field.ISSUER,
    "number": Field.NUMBER,
}


class StatedCells(NamedTuple):
    """What the columns of a row state.

    Attributes:
        fields: field → value: years of four digits, days as YYYY-MM-DD or YYYY-MM, codes of six digits.
        columns: field → name of its column.
        notices: cells that state something which could not be read, and days given as numbers.
    """

    fields: Mapping[str, str] = {}
    columns: Mapping[str, str] = {}
    notices: tuple[Notice, ...] = ()


def read_stated(row: TextRow) -> StatedCells:
    """Read what the columns of a row state."""
    fields: dict[str, str] = {}
    notices: list[Notice] = []
    for field, cell in row.cells.items():
        value = " ".join(write_cell(cell).split())
        if field == "year":
            years = read_years(cell)
            if years and years[1]:
                fields["year_end"] = str(years[1])
            value = str(years[0]) if years else ""
        elif field == "year_end":
            years = read_years(cell)
            value = str(years[1] or years[0]) if years else ""
        elif field == "issued":
            value = read_day(cell)
            if value and counts_days(cell):
                notices.append(
                    Notice.of(Field.ISSUED, Kind.DAY_AS_NUMBER, number=write_cell(cell), issued=value)
                )
        elif field == "adcode":
            value = read_code(cell)
        if value:
            fields[field] = value
        else:
            shown, column = write_cell(cell)[:80], row.columns[field]
            notices.append(Notice.of(NOTICE_FIELDS[field], Kind.CELL_NOT_READ, column=column, value=shown))
    if int(fields.get("year_end", 0)) <= int(fields.get("year", 0)):
        fields.pop("year_end", None)
    return StatedCells(fields, row.columns, tuple(notices))


def is_signed_date(column: str) -> bool:
    """Whether a column has the dates of the documents themselves, 成文日期, and not of their publication."""
    named = read_name(column)
    return named is not None and named.field == "issued" and named.rank == 0


def hash_row(text: str, fields: Mapping[str, str]) -> str:
    """The identity of a row: its text, and what it states. Where it was found does not count."""
    stated = sorted((field, value) for field, value in fields.items() if field != "url")
    content = json.dumps([text, stated], ensure_ascii=False)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
