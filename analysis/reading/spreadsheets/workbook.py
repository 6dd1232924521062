"""Workbooks of office programs: xlsx, xlsm, xlsb, xls, ods and et, read with calamine in a process apart."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.notices import Field, Kind, Notice
from analysis.reading.errors import ReadingError, Reason, damage_error
from analysis.reading.spreadsheets.sheet import Cell, Row, Sheet, clean_row
from analysis.reading.spreadsheets.workbook_parts import check_parts
from analysis.settings import Settings

PROGRAM = Path(__file__).with_name("calamine_process.py")
# A workbook of 100 MB of text takes 500 MB.
MOST_MEMORY = 4_000_000_000


def read(path: Path, settings: Settings) -> Iterator[Sheet]:
    """Yield the sheets of a workbook one after the other; take the rows of one before the next.

    Raises:
        ReadingError: it is damaged, protected by a password, unsafe or too large.
    """
    n_missing = check_parts(path, settings)
    # Without the folder of the program in front, whose modules would hide those of Python.
    command = [sys.executable, "-P", str(PROGRAM), str(path.absolute()), str(MOST_MEMORY)]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield from _read_sheets(_read_messages(process), n_missing)
        finally:
            process.kill()


def _read_messages(process: subprocess.Popen[bytes]) -> Iterator[Any]:
    """Yield what the process writes.

    Raises:
        ReadingError: the process can't read the workbook, or ended before it was through.
    """
    assert process.stdout is not None
    for line in process.stdout:
        # Without its end where the process was cut off in the middle of a row.
        if not line.endswith(b"\n"):
            break
        message = json.loads(line, object_hook=_decode_date)
        if not isinstance(message, dict) or "sheet" in message:
            yield message
        elif "end" in message:
            return
        else:
            raise _make_error(message["error"], message["fault"])
    raise _make_error("memory", "")


def _make_error(kind: str, fault: str) -> ReadingError:
    if kind == "password":
        return ReadingError.of(Reason.ENCRYPTED, Kind.FILE_PROTECTED)
    if kind == "memory":
        return ReadingError.of(Reason.TOO_LARGE, Kind.WORKBOOK_NEEDS_MEMORY)
    return damage_error(Kind.WORKBOOK_UNREADABLE, fault=fault.rstrip("."))


def _decode_date(message: dict[str, Any]) -> Any:
    if "date" in message:
        return datetime.date.fromisoformat(message["date"])
    if "time" in message:
        return datetime.datetime.fromisoformat(message["time"])
    return message


def _read_sheets(messages: Iterator[Any], n_missing: int) -> Iterator[Sheet]:
    """Yield a sheet for each head among the messages, with the rows that follow it."""
    heads: list[dict[str, Any]] = []

    def read_rows() -> Iterator[Row]:
        for message in messages:
            if isinstance(message, dict):
                heads.append(message)
                return
            number, cells = message
            row: tuple[Cell, ...] = clean_row(cells)
            if row:
                yield number, row

    rows = read_rows()
    for _ in rows:  # nothing comes before the first head
        pass
    while heads:
        head = heads.pop()
        sheet = Sheet(head["sheet"], read_rows())
        if head["hidden"]:
            sheet.notices.append(Notice.of(Field.FILE, Kind.HIDDEN_SHEET, name=sheet.name))
        if n_missing:
            sheet.notices.append(Notice.of(Field.FILE, Kind.FORMULAS_WITHOUT_VALUE, n=n_missing))
            n_missing = 0
        yield sheet
        for _ in sheet.rows:  # what was not taken
            pass
