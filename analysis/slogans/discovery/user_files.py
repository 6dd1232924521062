"""The user's files of accepted slogans and refused phrases: read, and added to without losing a byte."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from analysis.reading import decode_table
from analysis.slogans.lexicon import KINDS, LEVELS

REFUSED_FILE = "slogans-refused.csv"
USER_COLUMNS = ("slogan", "kind", "level", "variants")
REFUSED_COLUMNS = ("slogan", "kind", "origin")
# Excel runs a cell that begins with one of these, so tables put an apostrophe before it.
FORMULA_STARTS = "=+-@＝＋－＠"
# The column of the cells that are more than the first line names.
SURPLUS = "…"


class ReviewError(ValueError):
    """A sheet or file of a review that can't be used; the message names the file and line."""


def accept(path: Path, rows: Iterable[Mapping[str, str]]) -> list[str]:
    """Add slogans to a user's file, which keeps everything it has, byte for byte.

    Args:
        path: the user's `slogans.csv`; it is made if it does not exist.
        rows: with slogan, kind, level and, if there are any, variants.

    Returns:
        The slogans added; slogans that the file has already are not among them.

    Raises:
        ReviewError: a kind or level does not exist, or the file lacks a column that a row needs.
    """
    checked = list(rows)
    for row in checked:
        check_categories(row, f"“{row.get('slogan', '')}”")
    return _append(path, USER_COLUMNS, checked, needs_all=True)


def refuse(path: Path, rows: Iterable[Mapping[str, str]]) -> list[str]:
    """Note phrases that are not slogans, so that they are not proposed again.

    Args:
        path: the user's `slogans-refused.csv`; it is made if it does not exist.
        rows: with slogan and, if known, kind and origin.

    Returns:
        The phrases added; phrases that the file has already are not among them.

    Raises:
        ReviewError: the file has no column slogan.
    """
    return _append(path, REFUSED_COLUMNS, list(rows), needs_all=False)


def read_refused(path: Path) -> list[str]:
    """Read the refused phrases of a file; without the file there are none.

    Raises:
        ReviewError: the file has no column slogan.
    """
    return _list_slogans(path, path.read_bytes()) if path.exists() else []


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
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_STARTS else cell


def _list_slogans(path: Path, data: bytes) -> list[str]:
    reader = open_csv(data)
    if "slogan" not in (reader.fieldnames or []):
        raise ReviewError(
            f"{path.name}, line 1: there is no column slogan. Name the columns in the first line, with "
            "commas between them."
        )
    return [name for row in reader if (name := clean_cell(row["slogan"] or ""))]


def _append(
    path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]], *, needs_all: bool
) -> list[str]:
    """Write rows behind what a file has, in its own encoding, columns and line ends.

    `needs_all` makes it an error if the file lacks a column that a row fills.
    """
    old = path.read_bytes() if path.exists() else b""
    # A new file begins with a BOM, so that Excel shows it right.
    data = old or codecs.BOM_UTF8 + (",".join(columns) + "\r\n").encode()
    present = set(_list_slogans(path, data))
    reader = open_csv(data)
    file_columns = list(reader.fieldnames or [])
    filled = [column for column in columns if any(row.get(column) for row in rows)]
    missing = [column for column in filled if column not in file_columns]
    if missing and needs_all:
        raise ReviewError(
            f"{path.name}, line 1: there is no column {missing[0]}. Add it, with commas between the names."
        )
    added = [row for row in rows if row["slogan"] not in present]
    if not added and old:
        return []
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
    _replace_file(path, data + (gap + lines.getvalue()).encode(_find_encoding(data)))
    return [row["slogan"] for row in added]


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


def _replace_file(path: Path, data: bytes) -> None:
    """Write a file in one step: whoever reads sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(data)
    draft.replace(path)
