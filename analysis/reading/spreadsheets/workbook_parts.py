"""The parts of a workbook, checked before calamine unpacks them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from analysis.notices import Kind
from analysis.reading.archive import DAMAGE, check_members, check_ratio
from analysis.reading.errors import ReadingError, Reason, damage_error
from analysis.settings import Settings

# A sheet of this many cells, empty ones among them, takes a gigabyte in calamine.
MAX_CELLS = 40_000_000
SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml", re.I)
CELL = re.compile(rb"""<(?:\w+:)?c\b[^<>]*?\br\s*=\s*["']([A-Za-z]{1,8})([0-9]{1,10})["']""")
# A formula, and no value after it before the end of its cell.
FORMULA_WITHOUT_VALUE = re.compile(
    rb"<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*"
    rb"</(?:\w+:)?c>"
)
CHUNK_BYTES = 1_000_000
# Excel cuts a text at 32,767 characters.
LONGEST_CELL = 10_000_000
END_OF_CELL = b"c>"


def check_parts(path: Path, settings: Settings) -> int:
    """Check the size of what a workbook packs, and that no cell lies far out; an xls packs nothing.

    Returns:
        The number of formulas without a value, which programs write that don't compute.

    Raises:
        ReadingError: the container is damaged, encrypted, unsafe, or its contents are too large.
    """
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return 0
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            check_members(members)
            n, most = sum(member.file_size for member in members), settings.max_table_bytes
            if n > most:
                raise ReadingError.of(Reason.TOO_LARGE, Kind.TABLE_UNPACKS_TOO_LARGE, n=n, most=most)
            for member in members:
                check_ratio(member)
            parts = [member for member in members if SHEET_PART.fullmatch(member.filename)]
            return sum(_check_sheet(archive, part) for part in parts)
    except ReadingError:
        raise
    except DAMAGE as error:
        raise damage_error(Kind.DIRECTORY_UNREADABLE, fault=str(error)) from error


def _check_sheet(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Return the number of formulas without a value in a sheet.

    Raises:
        ReadingError: its cells span too large a rectangle.
    """
    last_row = last_column = n_missing = 0
    for chunk in _read_chunks(archive, part):
        n_missing += sum(1 for _ in FORMULA_WITHOUT_VALUE.finditer(chunk))
        for letters, row in CELL.findall(chunk):
            last_row = max(last_row, int(row))
            last_column = max(last_column, _number_column(letters))
    if last_row * last_column > MAX_CELLS:
        raise ReadingError.of(
            Reason.TOO_LARGE, Kind.CELLS_FAR_OUT, part=part.filename, n=last_row, columns=last_column
        )
    return n_missing


def _read_chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a part piece by piece, each with whole cells, unless a cell is longer than anything real."""
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(CHUNK_BYTES):
            end = piece.rfind(END_OF_CELL) + len(END_OF_CELL)
            if end >= len(END_OF_CELL) or len(rest) > LONGEST_CELL:
                yield rest + piece[:end]
                rest = piece[end:]
            else:
                rest += piece
    yield rest


def _number_column(letters: bytes) -> int:
    """The number of a column: A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
