"""A program of its own that reads a workbook and writes its rows; `workbook` starts it.

calamine holds a sheet as a full rectangle, so that a single cell far out takes gigabytes, and where memory
ends it takes its process with it. Here that is not the process that reads the corpus.

    python calamine_process.py WORKBOOK MOST_MEMORY

It writes lines of JSON: {"sheet": NAME, "hidden": …} before each sheet, [ROW, [CELL, …]] for each row that is
not empty (a date is {"date": …}, a date with a time {"time": …}), and at last {"end": true} or
{"error": KIND, "fault": …}.
"""

from __future__ import annotations

import datetime
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine

# Seconds of work after which a workbook counts as one that is never done.
MOST_SECONDS = 900
# Larger whole numbers have lost digits already, so they stay as they are.
LARGEST_EXACT = 2**53


def main(path: str, most_memory: int) -> None:
    """Write the rows of a workbook."""
    _limit(most_memory)
    try:
        for message in _read_workbook(_open_workbook(path)):
            _write(message)
        _write({"end": True})
    except python_calamine.PasswordError:
        _write({"error": "password", "fault": ""})
    except MemoryError:
        _write({"error": "memory", "fault": ""})
    # calamine panics on some damaged files; a panic is no Exception.
    except BaseException as error:
        _write({"error": "damaged", "fault": str(error)})


def _limit(most_memory: int) -> None:
    """Bound memory and time, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in ((resource.RLIMIT_AS, most_memory), (resource.RLIMIT_CPU, MOST_SECONDS)):
        allowed = resource.getrlimit(kind)[1]
        if allowed == resource.RLIM_INFINITY or most < allowed:
            resource.setrlimit(kind, (most, allowed))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _open_workbook(path: str) -> python_calamine.CalamineWorkbook:
    """Open a workbook as what its suffix says, which gives the better error, or else as what it is."""
    try:
        return python_calamine.CalamineWorkbook.from_path(path)
    except python_calamine.PasswordError:
        raise
    except python_calamine.CalamineError as first:
        try:
            return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(Path(path).read_bytes()))
        except python_calamine.CalamineError:
            raise first from None


def _read_workbook(workbook: python_calamine.CalamineWorkbook) -> Iterator[Any]:
    for place, sheet in enumerate(workbook.sheets_metadata):
        if sheet.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        yield {"sheet": sheet.name, "hidden": sheet.visible != python_calamine.SheetVisibleEnum.Visible}
        yield from _read_rows(workbook.get_sheet_by_index(place))


def _read_rows(sheet: python_calamine.CalamineSheet) -> Iterator[Any]:
    # Rows come from the first of the sheet on, but only with the columns that are in use.
    before = [None] * sheet.start[1] if sheet.start else []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if any(not isinstance(cell, str) or cell.strip() for cell in cells):
            yield number, before + [_encode_cell(cell) for cell in cells]


def _encode_cell(cell: Any) -> Any:
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) <= LARGEST_EXACT else cell
    if isinstance(cell, datetime.datetime):
        return {"time": cell.isoformat()}
    if isinstance(cell, datetime.date):
        return {"date": cell.isoformat()}
    if isinstance(cell, datetime.time | datetime.timedelta):
        return str(cell)
    return None if cell == "" else cell


def _write(message: Any) -> None:
    sys.stdout.buffer.write(json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
