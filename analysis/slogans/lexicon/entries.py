"""The lexicon: dated slogans and their families, as the package and a user's own file have them."""

from __future__ import annotations

import csv
import pickle
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path

from analysis.chinese.patterns import QUOTES, SEPARATORS
from analysis.chinese.text_array import Characters
from analysis.reading import decode_table, table_bytes
from analysis.slogans.lexicon.matching import Matcher

KINDS = ("numeral", "formula", "event", "campaign", "document", "local_brand")
LEVELS = ("central", "provincial", "local")
FIRST_USE = re.compile(r"(\d{4}(-\d\d)?)?")


class LexiconError(ValueError):
    """A lexicon file that can't be used; the message names the file and line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A slogan as the lexicon knows it.

    Attributes:
        slogan: canonical wording, without quotation marks.
        variants: other wordings of the same slogan; … in one stands for a few words of its
            sentence: 增强四个意识…坚定四个自信…做到两个维护.
        kind: numeral, formula, event, campaign, document or local_brand.
        level: central, provincial or local.
        first_use: YYYY-MM or YYYY of the first authoritative use; empty where not sure.
        source: the meeting, speech or document of that use.
        inside: "yes" or "no": whether a mention of a longer slogan that holds this one mentions
            it as well; empty for what is usual with its kind.
        family: name shared by related slogans.
        successor: the slogan that replaced it.
        spells_out: the members that a numeral stands for.
        english: usual rendering.
        confidence: high, medium or low.
    """

    slogan: str
    variants: tuple[str, ...]
    kind: str
    level: str
    first_use: str = ""
    source: str = ""
    inside: str = ""
    family: str = ""
    successor: str = ""
    spells_out: str = ""
    english: str = ""
    confidence: str = ""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Slogans with the automaton that finds them.

    Attributes:
        entries: the slogans.
    """

    entries: tuple[Entry, ...]

    @cached_property
    def matcher(self) -> Matcher:
        """What finds their wordings in a text."""
        return Matcher([(entry.slogan, *entry.variants) for entry in self.entries])

    @cached_property
    def _pickled(self) -> bytes:
        return pickle.dumps(self.entries)

    def __reduce__(self) -> tuple[Callable[[bytes], Lexicon], tuple[bytes]]:
        # The automaton does not pickle. It goes to a worker with every task: as bytes it is pickled
        # once, and read and built once, however often it comes.
        return _lexicon_of, (self._pickled,)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Every slogan in a text, nested and overlapping ones too, in no particular order.

        Quotation marks, brackets and blanks are looked through; separators only where the
        slogan itself has one. No slogan reaches across the end of a sentence.

        Returns:
            (start, end, number of the entry) for each.
        """
        hits = self.matcher.find(Characters(text)).tolist()
        return [(start, end, number) for start, end, number in hits]


@lru_cache(maxsize=4)
def _lexicon_of(pickled: bytes) -> Lexicon:
    return Lexicon(pickle.loads(pickled))


def read_lexicon(user_file: Path | None = None) -> Lexicon:
    """A user's own slogans, and then the lexicon that comes with the package.

    Args:
        user_file: a CSV (UTF-8 or GB 18030) with at least the columns slogan, kind, level; a
            slogan that the package has too is replaced, and a wording that both have is the
            user's. A file that does not exist means none.

    Raises:
        LexiconError: a row has no slogan, or a kind or level that does not exist.
        ManifestError: the user's file is no file, too large, or a link out of the folder.
    """
    resource = resources.files("analysis.resources").joinpath("slogans.csv")
    entries = _read(resource.read_text("utf-8").splitlines(), "slogans.csv")
    if user_file is not None and user_file.exists():
        own = _read(decode_table(table_bytes(user_file)).splitlines(), user_file.name)
        replaced = {entry.slogan for entry in own}
        entries = [*own, *(entry for entry in entries if entry.slogan not in replaced)]
    return Lexicon(tuple(entries))


def _read(lines: Iterable[str], name: str) -> list[Entry]:
    reader = csv.reader(lines)
    header = [column.strip().casefold() for column in next(reader, [])]
    missing = [column for column in ("slogan", "kind", "level") if column not in header]
    if missing:
        raise LexiconError(
            f"{name}, line 1: no column {missing[0]}. The first line names the columns, with commas "
            "between them: slogan,kind,level and, if you like, variants,first_use,…"
        )
    columns = {field.name for field in fields(Entry)}
    places = {column: i for i, column in enumerate(header) if column in columns}
    entries = []
    for row in reader:
        told = {column: row[i].strip() for column, i in places.items() if i < len(row)}
        if not any(told.values()):
            continue
        where = f"{name}, line {reader.line_num}"
        if not told.get("slogan", "").strip(QUOTES + SEPARATORS):
            raise LexiconError(f"{where}: slogan is empty. Write the slogan or take the row out.")
        for column, known in (("kind", KINDS), ("level", LEVELS), ("inside", ("", "yes", "no"))):
            if told.get(column, "") not in known:
                raise LexiconError(
                    f'{where}: {column} is "{told.get(column, "")}"; it can be {", ".join(filter(None, known))}.'
                )
        if not FIRST_USE.fullmatch(told.get("first_use", "")):
            raise LexiconError(f'{where}: first_use is "{told["first_use"]}"; write YYYY or YYYY-MM.')
        variants = tuple(v.strip() for v in told.pop("variants", "").split("|") if v.strip())
        entries.append(Entry(variants=variants, **told))
    return entries
