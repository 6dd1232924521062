"""Parquet files: a table column by column, read some rows at a time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from analysis.notices import Kind
from analysis.reading.errors import ReadingError, Reason, damage_error
from analysis.reading.spreadsheets.records import MAX_COLUMNS, flatten_record
from analysis.reading.spreadsheets.sheet import Cell, Row, Sheet, clean_row
from analysis.settings import Settings

# So few that a column with one long text, which is stored once, takes little memory.
BATCH_ROWS = 64
# What pandas adds for the names of rows.
INDEX = "__index_level_"


def read(path: Path, settings: Settings) -> Iterator[Sheet]:
    """Yield the one table of a file.

    Raises:
        ReadingError: it is damaged, encrypted or too large; also while rows are taken.
    """
    with _telling_damage():
        file = parquet.ParquetFile(path, memory_map=False, pre_buffer=False)
        groups = [file.metadata.row_group(place) for place in range(file.num_row_groups)]
        n, most = sum(group.total_byte_size for group in groups), settings.max_table_bytes
        if n > most:
            raise ReadingError.of(Reason.TOO_LARGE, Kind.TABLE_UNPACKS_TOO_LARGE, n=n, most=most)
    with file:
        yield Sheet("", _read_rows(file))


@contextmanager
def _telling_damage() -> Iterator[None]:
    """Turn what pyarrow raises on a damaged file into a ReadingError."""
    try:
        yield
    except ReadingError:
        raise
    except (pa.ArrowException, OSError, ValueError, MemoryError, OverflowError, LookupError) as error:
        raise damage_error(Kind.PARQUET_UNREADABLE, fault=str(error).rstrip(".")) from error


def _read_rows(file: parquet.ParquetFile) -> Iterator[Row]:
    fields = [field for field in file.schema_arrow if not field.name.startswith(INDEX)]
    columns = list(_name_columns(fields))
    if len(columns) > MAX_COLUMNS:
        raise ReadingError.of(Reason.TOO_LARGE, Kind.TOO_MANY_COLUMNS, most=MAX_COLUMNS)
    yield 1, tuple(columns)
    number = 1
    with _telling_damage():
        for batch in file.iter_batches(
            BATCH_ROWS, columns=[field.name for field in fields], use_threads=False
        ):
            for record in batch.to_pylist():
                number += 1
                flat = flatten_record(record)
                row = clean_row([_to_cell(flat.get(column)) for column in columns])
                if row:
                    yield number, row


def _name_columns(fields: list[pa.Field]) -> Iterator[str]:
    """Yield the names of the columns; those inside a column as `a.b`."""
    for field in fields:
        if pa.types.is_struct(field.type) and field.type.num_fields:
            yield from (f"{field.name}.{inner.name}" for inner in field.type)
        else:
            yield field.name


def _to_cell(value: Any) -> Cell:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, datetime.time | datetime.timedelta):
        return str(value)
    return value
