"""Spreadsheets: tables of many texts, as sheets with rows of cells.

- `sheet`: what every reader gives
- `workbook`: xlsx, xlsm, xlsb, xls, ods, et; `workbook_parts` checks them, `calamine_process` reads them apart
- `delimited`: csv and tsv; `decoding` finds their encoding
- `records`: json; `record_shapes` knows the shapes in which programs write a table; `json_lines`: jsonl
- `columnar`: parquet
- `markup`: web pages and Excel's XML of 2003 under the name of a workbook
- `table_format`: which files are tables, and which reader reads them
- `column_names`, `column_contents`, `columns`, `heads`: which column holds what, and where the head is
- `rows`: rows become documents; `cell_text` reads the text of one, `cell_values` and `stated` what it states
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from analysis.notices import Kind
from analysis.reading.errors import ReadingError, Reason
from analysis.reading.spreadsheets.sheet import Cell, Row, Sheet
from analysis.reading.spreadsheets.table_format import TABLE_SUFFIXES, find_table_format, is_table
from analysis.settings import Settings

__all__ = ["TABLE_SUFFIXES", "Cell", "Row", "Sheet", "is_table", "read_sheets"]


def read_sheets(path: Path, settings: Settings) -> Iterator[Sheet]:
    """Yield the sheets of a table one after the other; take the rows of one before the next.

    Args:
        path: a file for which `is_table` is true.
        settings: limit its size.

    Raises:
        ReadingError: the file can't be opened, is too large, damaged, protected by a password, or no table;
            also while rows are taken.
    """
    try:
        size = path.stat().st_size
        if size > settings.max_table_bytes:
            raise ReadingError.of(
                Reason.TOO_LARGE, Kind.TABLE_TOO_LARGE, n=size, most=settings.max_table_bytes
            )
        if not size:
            raise ReadingError.of(Reason.EMPTY, Kind.FILE_EMPTY)
        table_format = find_table_format(path)
        if not table_format:
            raise ReadingError.of(Reason.OTHER_FORMAT, Kind.NO_TABLE)
        module = import_module(f"analysis.reading.spreadsheets.{table_format}")
        read: Callable[[Path, Settings], Iterator[Sheet]] = module.read
        yield from read(path, settings)
    except OSError as error:
        raise ReadingError.of(
            Reason.CANNOT_BE_OPENED, Kind.FILE_NOT_OPENED, fault=str(error.strerror)
        ) from error
