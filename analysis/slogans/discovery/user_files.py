"""The user's files of accepted slogans and refused phrases: read, and with rows added behind every byte they have.

Nothing is written here; `output/user_files` does that.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from analysis.reading import decode_table, strip_apostrophe
from analysis.slogans.lexicon import KINDS, LEVELS

REFUSED_FILE = "slogans-refused.csv"
USER_COLUMNS = ("slogan", "kind", "level", "variants")
REFUSED_COLUMNS = ("slogan", "kind", "origin")
# The column of the cells that are more than the first line names.
SURPLUS = "…"


class ReviewError(ValueError):
    """A sheet or file of a review that can't be used; the message names the file and line."""


class Addition(NamedTuple):
    """A user's file with rows added.

    Attributes:
        slogans: those added; those that the file had already are not among them.
        data: the bytes of the whole file.
    """

    slogans: list[str]
    data: bytes


def add_accepted(file_name: str, old: bytes, rows: Iterable[Mapping[str, str]]) -> Addition:
    """Add slogans to a user's file of slogans.

    Args:
        file_name: its name, for error messages.
        old: its bytes; empty for a file that does not exist.
        rows: with slogan, kind, level and, if there are any, variants.

    Returns:
        The slogans added and the new bytes, which begin with the old ones.

    Raises:
        ReviewError: a kind or level does not exist, or the file lacks a column that a row needs.
    """
    checked = list(rows)
    for row in checked:
        check_categories(row, f"“{row.get('slogan', '')}”")
    return _add_rows(file_name, old, USER_COLUMNS, checked, needs_all=True)


def add_refused(file_name: str, old: bytes, rows: Iterable[Mapping[str, str]]) -> Addition:
    """Add phrases that are not slogans to a user's file of these, so that they are not proposed again.

    Args:
        file_name: its name, for error messages.
        old: its bytes; empty for a file that does not exist.
        rows: with slogan and, if known, kind and origin.

    Returns:
        The phrases added and the new bytes, which begin with the old ones.

    Raises:
        ReviewError: the file has no column slogan.
    """
    return _add_rows(file_name, old, REFUSED_COLUMNS, list(rows), needs_all=False)


def read_refused(path: Path) -> list[str]:
    """Read the refused phrases of a file; without the file there are none.

    Raises:
        ReviewError: the file has no column slogan.
    """
    return _list_slogans(path.name, path.read_bytes()) if path.exists() else []


def check_categories(row: Mapping[str, str], where: str) -> None:
    """Check kind and level of a row.

    Args:
        row: by column.
        where: what names the row in the message.

    Raises:
        ReviewError: one of them does not exist.
    """
    allowed_values: tuple[tuple[str, Sequence[str]], ...] = (("kind", KINDS), ("level", LEVELS))
    for column, allowed in allowed_values:
        value = row.get(column, "")
        if value not in allowed:
            raise ReviewError(f"{where}: {column} is “{value}”; it can be {', '.join(allowed)}.")


def open_csv(data: bytes) -> csv.DictReader[str]:
    """Read the bytes of a CSV, whatever its encoding and delimiter; names of columns are in lower case."""
    text = decode_table(data).lstrip("\ufeff")
    first_line = text.split("\n", 1)[0]
    # A comma is the last resort: there may be only one column.
    delimiter = next((mark for mark in "\t,;" if mark in first_line), ",")
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey=SURPLUS)
    reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or []]
    return reader


def clean_cell(cell: str) -> str:
    """A cell without blanks around it, and without the apostrophe that keeps Excel from running it."""
    return strip_apostrophe(cell.strip())


def _list_slogans(file_name: str, data: bytes) -> list[str]:
    reader = open_csv(data)
    if "slogan" not in (reader.fieldnames or []):
        raise ReviewError(
            f"{file_name}, line 1: there is no column slogan. Name the columns in the first line, with "
            "commas between them."
        )
    return [name for row in reader if (name := clean_cell(row["slogan"] or ""))]


def _add_rows(
    file_name: str, old: bytes, columns: Sequence[str], rows: Sequence[Mapping[str, str]], *, needs_all: bool
) -> Addition:
    """Add rows behind what a file has, in its own encoding, columns and line ends.

    `needs_all` makes it an error if the file lacks a column that a row fills.
    """
    # A new file begins with a BOM, so that Excel shows it right.
    data = old or codecs.BOM_UTF8 + (",".join(columns) + "\r\n").encode()
    present = set(_list_slogans(file_name, data))
    reader = open_csv(data)
    file_columns = list(reader.fieldnames or [])
    filled = [column for column in columns if any(row.get(column) for row in rows)]
    missing = [column for column in filled if column not in file_columns]
    if missing and needs_all:
        raise ReviewError(
            f"{file_name}, line 1: there is no column {missing[0]}. Add it, with commas between the names."
        )
    added = [row for row in rows if row["slogan"] not in present]
    if not added and old:
        return Addition([], old)
    text = decode_table(data)
    line_end = "\r\n" if "\r\n" in text else "\n"
    lines = io.StringIO()
    writer = csv.DictWriter(
        lines,
        file_columns,
        extrasaction="ignore",
        lineterminator=line_end,
        delimiter=reader.reader.dialect.delimiter,
    )
    writer.writerows({column: row.get(column, "") for column in columns} for row in added)
    gap = "" if text.endswith("\n") else line_end
    new = (gap + lines.getvalue()).encode(_find_encoding(data))
    return Addition([row["slogan"] for row in added], data + new)


def _find_encoding(data: bytes) -> str:
    """The encoding in which `decode_table` reads the bytes, to write more in the same."""
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"
