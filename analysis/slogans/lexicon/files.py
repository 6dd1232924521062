"""Reads the lexicon: the package's own file, and the rows that a user adds."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import fields
from importlib import resources
from pathlib import Path

from analysis.notices import Confidence
from analysis.reading import decode_table, table_bytes
from analysis.slogans.lexicon.categories import KINDS, LEVELS, SloganKind, SloganLevel
from analysis.slogans.lexicon.entries import Entry, Lexicon
from analysis.slogans.lexicon.matching import strip_marks

COLUMNS = tuple(field.name for field in fields(Entry))
# The columns that hold one of a few values.
CLOSED_COLUMNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kind", KINDS),
    ("level", LEVELS),
    ("inside", ("", "yes", "no")),
    ("confidence", ("", *Confidence)),
)
FIRST_USE = re.compile(r"(\d{4}(-\d\d)?)?")


class LexiconError(ValueError):
    """A lexicon file that can't be used; the message names the file and line."""


def read_lexicon(user_file: Path | None = None) -> Lexicon:
    """Read a user's own slogans, and after them the lexicon that comes with the package.

    Args:
        user_file: a CSV (UTF-8 or GB 18030) with at least the columns slogan, kind and level. A
            slogan of it replaces that of the package, and a form that both have belongs to the
            user's slogan. A file that does not exist adds nothing.

    Returns:
        The entries of both, the user's first.

    Raises:
        LexiconError: a row has no slogan, or a value that its column does not know.
        ManifestError: the user's file is not a file, is too large, or is a link out of the folder.
    """
    resource = resources.files("analysis.resources").joinpath("slogans.csv")
    entries = _read_entries(resource.read_text("utf-8").splitlines(), "slogans.csv")
    if user_file is not None and user_file.exists():
        own = _read_entries(decode_table(table_bytes(user_file)).splitlines(), user_file.name)
        replaced = {entry.slogan for entry in own}
        entries = [*own, *(entry for entry in entries if entry.slogan not in replaced)]
    return Lexicon(tuple(entries))


def _read_entries(lines: Iterable[str], file_name: str) -> list[Entry]:
    reader = csv.reader(lines)
    header = [column.strip().casefold() for column in next(reader, [])]
    missing = [column for column in ("slogan", "kind", "level") if column not in header]
    if missing:
        raise LexiconError(
            f"{file_name}, line 1: there is no column {missing[0]}. The first line names the columns, with "
            "commas between them: slogan,kind,level and, if you like, variants,first_use,…"
        )
    places = {column: i for i, column in enumerate(header) if column in COLUMNS}
    entries = []
    for row in reader:
        cells = {column: row[i].strip() for column, i in places.items() if i < len(row)}
        if any(cells.values()):
            entries.append(_read_entry(cells, f"{file_name}, line {reader.line_num}"))
    return entries


def _read_entry(cells: dict[str, str], where: str) -> Entry:
    """An entry from the cells of its row; `where` names the row in error messages."""
    if not strip_marks(cells.get("slogan", "")):
        raise LexiconError(f"{where}: slogan is empty. Write the slogan or delete the row.")
    for column, allowed in CLOSED_COLUMNS:
        value = cells.get(column, "")
        if value not in allowed:
            values = ", ".join(filter(None, allowed))
            raise LexiconError(f'{where}: {column} is "{value}"; it can be {values}.')
    if not FIRST_USE.fullmatch(cells.get("first_use", "")):
        raise LexiconError(f'{where}: first_use is "{cells["first_use"]}"; write YYYY or YYYY-MM.')
    variants = cells.pop("variants", "").split("|")
    kind, level = SloganKind(cells.pop("kind")), SloganLevel(cells.pop("level"))
    confidence = cells.pop("confidence", "")
    return Entry(
        variants=tuple(variant.strip() for variant in variants if variant.strip()),
        kind=kind,
        level=level,
        confidence=Confidence(confidence) if confidence else "",
        **cells,
    )
