"""Reads the lexicon: the package's own file, and the rows that a user adds."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from importlib import resources
from itertools import product
from math import prod
from pathlib import Path

from analysis.chinese.look_alikes import fold_look_alikes
from analysis.chinese.simplify import simplify
from analysis.notices import Confidence
from analysis.reading import decode_table, table_bytes
from analysis.slogans.lexicon.categories import (
    FIELDS,
    KINDS,
    LEVELS,
    TIERS,
    SloganField,
    SloganKind,
    SloganLevel,
    SloganTier,
)
from analysis.slogans.lexicon.entries import Entry, Lexicon
from analysis.slogans.lexicon.matching import GAP, strip_marks
from analysis.slogans.lexicon.templates import SLOT

COLUMNS = tuple(field.name for field in fields(Entry))
# The columns that hold one of a few values, or nothing; kind and level must be there in the package's file.
CLOSED_COLUMNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kind", KINDS),
    ("level", LEVELS),
    ("field", FIELDS),
    ("tier", TIERS),
    ("inside", ("yes", "no")),
    ("confidence", tuple(Confidence)),
)
FIRST_USE = re.compile(r"(\d{4}(-\d\d)?)?")
TEXT_COLUMNS = ("first_use", "source", "inside", "family", "successor")
DELIMITERS = ",;\t"
BETWEEN_FORMS = "|"
BETWEEN_MEMBERS = re.compile("[、，,]")
# (坚决/自觉/)做到 stands for 坚决做到, 自觉做到 and 做到.
ALTERNATIVES = re.compile(r"\(([^()]*/[^()]*)\)")
MOST_FORMS = 256


class LexiconError(ValueError):
    """A lexicon file that can't be used; the message names the file and line."""


def read_lexicon(user_file: Path | None = None) -> Lexicon:
    """Read a user's own slogans, and after them the lexicon that comes with the package.

    Args:
        user_file: a slogan in each line, or a CSV with at least the column slogan (comma, semicolon or tab;
            UTF-8 or GB 18030). A slogan of it replaces that of the package, and a form that both have
            belongs to the user's slogan; traditional characters become simplified ones, as in texts. A file
            that does not exist adds nothing.

    Returns:
        The entries of both, the user's first.

    Raises:
        LexiconError: a row has no slogan, or a value that its column does not know.
        ManifestError: the user's file is not a file, is too large, or is a link out of the folder.
    """
    resource = resources.files("analysis.resources").joinpath("slogans.csv")
    entries = _read_entries(resource.read_text("utf-8").splitlines(), "slogans.csv")
    if user_file is not None and user_file.exists():
        lines = simplify(fold_look_alikes(decode_table(table_bytes(user_file)))).splitlines()
        own = _read_entries(lines, user_file.name)
        replaced = {entry.slogan for entry in own}
        entries = [*own, *(entry for entry in entries if entry.slogan not in replaced)]
    return Lexicon(tuple(entries))


def _read_entries(lines: Sequence[str], file_name: str) -> list[Entry]:
    first = lines[0] if lines else ""
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(lines, delimiter=delimiter)
    header = [column.strip().casefold() for column in next(reader, [])]
    if len(header) == 1 and header[0] not in COLUMNS:
        header, reader = ["slogan"], csv.reader(lines, delimiter=delimiter)
    if header and "slogan" not in header:
        raise LexiconError(
            f"{file_name}, line 1: there is no column slogan. Write a slogan in each line, or name the columns in "
            "the first line: slogan and, if you like, variants,kind,level,first_use,…"
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
        if value and value not in allowed:
            raise LexiconError(f'{where}: {column} is "{value}"; it can be {", ".join(allowed)}.')
    if not FIRST_USE.fullmatch(cells.get("first_use", "")):
        raise LexiconError(f'{where}: first_use is "{cells["first_use"]}"; write YYYY or YYYY-MM.')
    kind = SloganKind(cells.get("kind") or SloganKind.UNCLASSIFIED)
    members = tuple(filter(None, map(str.strip, BETWEEN_MEMBERS.split(cells.get("members", "")))))
    if kind == SloganKind.CHAIN and len(members) < 2:
        raise LexiconError(f"{where}: a chain needs two members or more, with 、 between them, in members.")
    if kind == SloganKind.TEMPLATE and SLOT in cells["slogan"] and not members:
        raise LexiconError(
            f"{where}: a template needs what {SLOT} may hold, with 、 between them, in members."
        )
    forms = filter(None, map(str.strip, cells.get("variants", "").split(BETWEEN_FORMS)))
    variants = list(forms if kind == SloganKind.TEMPLATE else _write_out(forms, where))
    if kind != SloganKind.TEMPLATE and GAP in cells["slogan"]:
        raise LexiconError(f"{where}: … stands for a few words; only a variant and a template can have it.")
    for variant in variants:
        if not all(map(strip_marks, variant.split(GAP))):
            raise LexiconError(
                f"{where}: “{variant}” begins or ends with …. Write words on both sides of it."
            )
    field, tier, confidence = (cells.get(column, "") for column in ("field", "tier", "confidence"))
    return Entry(
        slogan=cells["slogan"],
        variants=tuple(variants),
        kind=kind,
        level=SloganLevel(cells.get("level") or SloganLevel.UNCLASSIFIED),
        field=SloganField(field) if field else "",
        tier=SloganTier(tier) if tier else "",
        members=members,
        confidence=Confidence(confidence) if confidence else "",
        **{column: cells.get(column, "") for column in TEXT_COLUMNS},
    )


def _write_out(forms: Iterable[str], where: str) -> Iterator[str]:
    """The forms, each alternative written out: (坚决/自觉)做到… as two forms."""
    for form in forms:
        # Every second part is what stands in brackets.
        parts = [
            part.split("/") if place % 2 else [part] for place, part in enumerate(ALTERNATIVES.split(form))
        ]
        if prod(map(len, parts)) > MOST_FORMS:
            raise LexiconError(
                f"{where}: “{form}” stands for more than {MOST_FORMS} forms. Write it in parts."
            )
        yield from map("".join, product(*parts))
