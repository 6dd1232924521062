"""`manifest.csv`: what a person knows of a file that its text does not tell."""

from __future__ import annotations

import codecs
import csv
import io
import re
from datetime import date
from pathlib import Path

# What a person may state; `path` names the file.
FIELDS = (
    "province",
    "city",
    "district",
    "adcode",
    "year",
    "issued",
    "issuer",
    "number",
    "title",
    "genre",
)


class ManifestError(ValueError):
    """A row of `manifest.csv` that can't be used; the message names its line."""


def read_manifest(path: Path) -> dict[str, dict[str, str]]:
    """Read the overrides of a manifest; a file that does not exist means none.

    The file is UTF-8 or GB 18030 CSV with a column `path` (under the raw folder) and any of
    province, city, district, adcode, year, issued (YYYY-MM-DD), issuer, number, title, genre.
    An empty cell leaves what was detected.

    Returns:
        path → {field: value}.

    Raises:
        ManifestError: a column is unknown, a row names no file or one twice, a year, a
            date or a code is none; the message names the line.
    """
    if not path.exists():
        return {}
    reader = csv.DictReader(io.StringIO(decode_table(path.read_bytes()), newline=""))
    reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or []]
    unknown = [n for n in reader.fieldnames if n and n not in ("path", "note", *FIELDS)]
    if unknown or "path" not in (reader.fieldnames or []):
        raise ManifestError(
            f"{path.name}, line 1: {'unknown column ' + unknown[0] if unknown else 'no column path'}. "
            f"Columns are path, note, {', '.join(FIELDS)}."
        )
    rows: dict[str, dict[str, str]] = {}
    for row in reader:
        if not any((value or "").strip() for value in row.values() if isinstance(value, str)):
            continue
        _check_row(row, rows, where=f"{path.name}, line {reader.line_num}")
        given = {name: (row.get(name) or "").strip() for name in FIELDS}
        rows[row["path"].strip()] = {name: value for name, value in given.items() if value}
    return rows


def decode_table(data: bytes) -> str:
    """The text of a table that a person saved: UTF-8, UTF-16 as Excel's, or GB 18030."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def _check_row(row: dict[str, str], seen: dict[str, dict[str, str]], *, where: str) -> None:
    path = (row.get("path") or "").strip()
    if not path:
        raise ManifestError(f"{where}: path is empty. Write the file's path under the raw folder.")
    if path in seen:
        raise ManifestError(f"{where}: {path} has a row already. Keep one.")
    if None in row:
        raise ManifestError(f"{where}: more cells than columns. Quote a cell that holds a comma.")
    year, issued, adcode = ((row.get(name) or "").strip() for name in ("year", "issued", "adcode"))
    if year and not re.fullmatch("[0-9]{4}", year):
        raise ManifestError(f'{where}: year is "{year}". Write four digits.')
    if issued and not _is_date(issued):
        raise ManifestError(f'{where}: issued is "{issued}". Write YYYY-MM-DD.')
    if adcode and not re.fullmatch("[0-9]{6}", adcode):
        raise ManifestError(f'{where}: adcode is "{adcode}". Write the six digits of GB/T 2260.')


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
