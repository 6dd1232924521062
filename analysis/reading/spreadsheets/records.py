"""Tables of records in JSON, as programs write them: one document of any common shape, or a record on each line.

The first row holds the names of the columns, so that record n is row n + 1. What is inside a value is a column
of its own, `a.b`, one level deep; anything deeper stays as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from analysis.notices import Field, Kind, Notice
from analysis.reading.errors import ReadingError, Reason, damage_error
from analysis.reading.spreadsheets.decoding import open_text
from analysis.reading.spreadsheets.record_shapes import find_tables
from analysis.reading.spreadsheets.sheet import Cell, Row, Sheet, clean_row
from analysis.settings import Settings

# A value takes up to 200 bytes in memory. 10,000 records of 50 values have 500,000.
MAX_VALUES = 10_000_000
SIGNS = ",:[{"
# As many as a spreadsheet has.
MAX_COLUMNS = 16_384
# How many lines a notice names.
NAMED_LINES = 10
Record = dict[str, Cell]


def read(path: Path, settings: Settings) -> Iterator[Sheet]:
    """Yield the tables of a JSON document; several where it has several lists of records, each by its key.

    Raises:
        ReadingError: it is no JSON, nested too deep, too large, or of a shape that is no table.
    """
    with open_text(path) as file:
        text = file.read()
    try:
        document = parse_json(text)
    except json.JSONDecodeError as error:
        # Records on lines of their own, under the wrong suffix.
        if error.msg == "Extra data" and "\n" in text[: error.pos + 1].strip() + "\n":
            yield from read_lines(path, settings)
            return
        raise damage_error(Kind.NOT_JSON, line=error.lineno, fault=error.msg) from error
    del text
    tables = find_tables(document)
    if not tables:
        keys = tuple(map(str, document))[:20] if isinstance(document, dict) else ()
        raise ReadingError.of(Reason.OTHER_FORMAT, Kind.JSON_OF_OTHER_SHAPE, keys=keys or ("—",))
    for name, rows in tables:
        yield Sheet(name if len(tables) > 1 else "", _read_rows(rows))


def read_lines(path: Path, settings: Settings) -> Iterator[Sheet]:
    """Yield the one table of a file with a record on each line; lines that are none are left out and told.

    The file is read twice, for its columns and for its rows, so that no more than a record is held.

    Raises:
        ReadingError: it is no text, or has too many columns.
    """
    columns: dict[str, None] = {}
    broken: list[int] = []
    for line, record in _parse_lines(path):
        if record is None:
            broken.append(line)
        else:
            _add_columns(columns, record)
    if not columns:
        line, fault = (broken or [1])[0], "no record"
        raise damage_error(Kind.NOT_JSON, line=line, fault=fault)
    records = (record for _, record in _parse_lines(path))
    sheet = Sheet("", _write_rows(list(columns), records))
    if broken:
        notice = Notice.of(Field.FILE, Kind.BROKEN_RECORDS, n=len(broken), lines=tuple(broken[:NAMED_LINES]))
        sheet.notices.append(notice)
    yield sheet


def parse_json(text: str) -> Any:
    """Parse a JSON document.

    Raises:
        ReadingError: it is nested too deep, or has too many values.
        JSONDecodeError: it is no JSON.
    """
    n = sum(map(text.count, SIGNS))
    if n > MAX_VALUES:
        raise ReadingError.of(Reason.TOO_LARGE, Kind.TOO_MANY_VALUES, n=n, most=MAX_VALUES)
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except RecursionError as error:
        raise ReadingError.of(Reason.UNSAFE, Kind.JSON_TOO_DEEP) from error
    except json.JSONDecodeError:
        raise
    except ValueError as error:  # a number of thousands of digits
        raise damage_error(Kind.NOT_JSON, line=1, fault=str(error)) from error


def _parse_lines(path: Path) -> Iterator[tuple[int, Record | None]]:
    """Yield the number and the record of each line that is not empty; None where it is no record."""
    with open_text(path) as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                document = parse_json(line)
            except (json.JSONDecodeError, ReadingError):
                yield number, None
                continue
            yield number, flatten_record(document) if isinstance(document, dict) else None


def _read_rows(rows: Sequence[Any]) -> Iterator[Row]:
    """Yield the rows of a table of records, or of lists of which the first holds the names."""
    if isinstance(rows[0], dict):
        columns: dict[str, None] = {}
        for row in rows:
            _add_columns(columns, flatten_record(row))
        yield from _write_rows(list(columns), map(flatten_record, rows))
        return
    for number, row in enumerate(rows, start=1):
        cells = clean_row([to_cell(value) for value in row[:MAX_COLUMNS]])
        if cells:
            yield number, cells


def _write_rows(columns: Sequence[str], records: Iterable[Record | None]) -> Iterator[Row]:
    yield 1, tuple(columns)
    for number, record in enumerate(records, start=2):
        row = clean_row([record.get(column) for column in columns]) if record else ()
        if row:
            yield number, row


def _add_columns(columns: dict[str, None], record: Record) -> None:
    columns.update(dict.fromkeys(record))
    if len(columns) > MAX_COLUMNS:
        raise ReadingError.of(Reason.TOO_LARGE, Kind.TOO_MANY_COLUMNS, most=MAX_COLUMNS)


def flatten_record(record: dict[str, Any]) -> Record:
    """A record with a cell for each value; what is in an object inside it has a name of both keys, `a.b`."""
    flat: Record = {}
    for name, value in record.items():
        if isinstance(value, dict) and value:
            flat |= {f"{name}.{inner}": to_cell(deeper) for inner, deeper in value.items()}
        else:
            flat[name] = to_cell(value)
    return flat


def to_cell(value: Any) -> Cell:
    """A value as a cell: a list of texts as lines (the paragraphs of a page), anything deeper as JSON."""
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str) if value else None
    if isinstance(value, float) and value != value:
        return None
    return value
