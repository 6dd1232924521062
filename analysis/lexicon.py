"""The lexicon: dated slogans and their families, and the matcher that finds them in a text.

Slogans are matched on the text, never through the segmenter: every segmenter cuts them to pieces.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from importlib import resources
from itertools import chain
from pathlib import Path

import daachorse
import numpy as np

from analysis.reading import decode_table, table_bytes

KINDS = ("numeral", "formula", "event", "campaign", "document", "local_brand")
LEVELS = ("central", "provincial", "local")
# A slogan means the same with and without these: “三会一课”, 三会一课.
QUOTES = "“”‘’\"'「」『』《》〈〉（）()[]【】 \u3000\u00a0"
# These may be left out of a slogan (不敢腐不能腐不想腐) but not put in: 党史学习、教育、宣传 is no
# 党史学习教育.
SEPARATORS = "、，,·"
# Opening marks that a slogan may not cross without their closing ones.
PAIRS = {"“": "”", "《": "》", "〈": "〉", "（": "）", "「": "」", "『": "』"}
CLOSING = {closing: opening for opening, closing in PAIRS.items()}
GAP = "…"
# As many characters may stand for … in a wording.
LONGEST_GAP = 12
SENTENCE_END = re.compile("[。；！？\n]")


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
    def _wordings(self) -> dict[str, tuple[int, frozenset[int]]]:
        """Bare wordings, each with its entry and where it may hold a separator."""
        wordings: dict[str, tuple[int, frozenset[int]]] = {}
        for number, entry in enumerate(self.entries):
            for wording in (entry.slogan, *entry.variants):
                bare, allowed = _bare(wording)
                if not bare or GAP in bare:
                    continue
                # A wording belongs to the first entry that has it, with every separator it gives.
                owner, gaps = wordings.get(bare, (number, frozenset()))
                if owner == number:
                    wordings[bare] = owner, gaps | allowed
        return wordings

    @cached_property
    def _patterns(self) -> tuple[list[str], np.ndarray, list[frozenset[int]]]:
        """What the automaton looks for: wordings, and pieces of wordings whose entry is -1."""
        found = dict(self._wordings)
        for _, pieces in self._gapped:
            for piece in pieces:
                found.setdefault(piece, (-1, frozenset()))
        owners = [owner for owner, _ in found.values()]
        return list(found), np.array(owners, dtype=np.int64), [gaps for _, gaps in found.values()]

    @cached_property
    def _gapped(self) -> list[tuple[int, tuple[str, ...]]]:
        """Wordings with a gap in them: the entry, and the bare pieces in order."""
        return [
            (number, tuple(_bare(piece)[0] for piece in wording.split(GAP)))
            for number, entry in enumerate(self.entries)
            for wording in entry.variants
            if GAP in wording
        ]

    @cached_property
    def _automaton(self) -> daachorse.CharwiseDoubleArrayAhoCorasick:
        return daachorse.CharwiseDoubleArrayAhoCorasick(self._patterns[0] or ["\x00"])

    def __reduce__(self) -> tuple[Callable[[tuple[Entry, ...]], Lexicon], tuple[tuple[Entry, ...]]]:
        # The automaton does not pickle; a worker builds it once, however often the lexicon comes.
        return _lexicon_of, (self.entries,)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Every slogan in a text, nested and overlapping ones too, in no particular order.

        Quotation marks, brackets and blanks are looked through; separators only where the
        slogan itself has one. No slogan reaches across the end of a sentence.

        Returns:
            (start, end, number of the entry) for each.
        """
        skeleton = _Skeleton(text)
        found = self._automaton.find_overlapping(skeleton.text)
        if not found:
            return []
        patterns, owners, gaps = self._patterns
        spans = np.fromiter(chain.from_iterable(found), np.int64, 3 * len(found)).reshape(-1, 3)
        starts = skeleton.position(spans[:, 0])
        ends = skeleton.position(spans[:, 1] - 1) + 1
        kept = np.ones(len(found), dtype=bool)
        for i in np.flatnonzero(ends - starts > spans[:, 1] - spans[:, 0]).tolist():
            start, end = int(starts[i]), int(ends[i])
            edges = text[start - 1 : start], text[end : end + 1]
            kept[i] = _fits(text[start:end], *edges, gaps[spans[i, 2]])
        named = owners[spans[:, 2]]
        whole = kept & (named >= 0)
        hits = [
            *zip(starts[whole].tolist(), ends[whole].tolist(), named[whole].tolist(), strict=True)
        ]
        pieces = np.flatnonzero(kept & self._is_piece[spans[:, 2]])
        if len(pieces) > 1:
            places = np.column_stack([starts, ends, spans[:, 2]])[pieces]
            hits += self._chains(text, places.tolist(), patterns)
        return hits

    def _chains(
        self, text: str, found: list[list[int]], patterns: list[str]
    ) -> Iterator[tuple[int, int, int]]:
        """Wordings with gaps: their pieces one behind the other in one sentence."""
        places: dict[str, list[tuple[int, int]]] = {}
        for start, end, pattern in found:
            places.setdefault(patterns[pattern], []).append((start, end))
        for number, wording in self._gapped:
            for start, end in places.get(wording[0], []):
                stop = _follow(text, end, wording[1:], places)
                if stop:
                    yield start, stop, number

    @cached_property
    def _is_piece(self) -> np.ndarray:
        """For each pattern whether it is a piece of a wording with a gap."""
        wanted = {piece for _, wording in self._gapped for piece in wording}
        return np.array([pattern in wanted for pattern in self._patterns[0]], dtype=bool)


def _follow(
    text: str, end: int, pieces: tuple[str, ...], places: dict[str, list[tuple[int, int]]]
) -> int:
    """Where the last of `pieces` ends, each near the end of the one before; 0 if one is missing."""
    for piece in pieces:
        near = [
            stop
            for start, stop in places.get(piece, [])
            if end <= start <= end + LONGEST_GAP and not SENTENCE_END.search(text, end, start)
        ]
        if not near:
            return 0
        end = min(near)
    return end


@lru_cache(maxsize=100_000)
def _fits(found: str, before: str, after: str, gaps: frozenset[int]) -> bool:
    """Whether marks inside a match leave it a mention; the same wordings come again and again."""
    return _is_balanced(found, before, after) and _separated_as_written(found, gaps)


def _is_balanced(found: str, before: str, after: str) -> bool:
    """Whether no quotation reaches over the edge of a slogan, but for one that is all of its edge.

    区域化“党建 is cut out of a quotation; “三会一课”制度 and 党的“二十大” are not.
    """
    opened: list[str] = []
    closed: list[str] = []
    for mark in found:
        if mark in PAIRS:
            opened.append(mark)
        elif mark in CLOSING and opened and opened[-1] == CLOSING[mark]:
            opened.pop()
        elif mark in CLOSING:
            closed.append(mark)
    return (not closed or [before] == [CLOSING[mark] for mark in closed]) and (
        not opened or [after] == [PAIRS[mark] for mark in opened]
    )


@lru_cache(maxsize=4)
def _lexicon_of(entries: tuple[Entry, ...]) -> Lexicon:
    return Lexicon(entries)


def _bare(wording: str) -> tuple[str, frozenset[int]]:
    """A wording without marks, and the offsets at which a separator stood."""
    bare: list[str] = []
    gaps = set()
    for character in wording:
        if character in SEPARATORS:
            gaps.add(len(bare))
        elif character not in QUOTES:
            bare.append(character)
    return "".join(bare), frozenset(gaps)


def _marks_table() -> np.ndarray:
    """For each code point of the basic plane whether it is looked through."""
    table = np.zeros(0x10000, dtype=bool)
    table[[ord(c) for c in QUOTES + SEPARATORS]] = True
    return table


_IS_MARK = _marks_table()


class _Skeleton:
    """A text without the marks that are looked through, and the way back to the text."""

    def __init__(self, text: str) -> None:
        wide = text.encode("utf-16-le", "surrogatepass")
        # Two bytes a character, unless one lies beyond the basic plane.
        kind, name = (
            (np.uint16, "utf-16-le") if len(wide) == 2 * len(text) else (np.uint32, "utf-32-le")
        )
        codes = np.frombuffer(
            wide if kind is np.uint16 else text.encode(name, "surrogatepass"), kind
        )
        is_mark = _IS_MARK[codes if kind is np.uint16 else np.minimum(codes, 0xFFFF)]
        marks = np.flatnonzero(is_mark)
        self.text = codes[~is_mark].tobytes().decode(name, "surrogatepass") if len(marks) else text
        # Where in the skeleton each mark stood: before the character of that number.
        self._marks = marks - np.arange(len(marks))

    def position(self, places: np.ndarray) -> np.ndarray:
        """Where in the text the characters at some places of the skeleton stand."""
        return places + self._marks.searchsorted(places, side="right")


def _separated_as_written(found: str, allowed: frozenset[int]) -> bool:
    """Whether every separator inside a match stands where the slogan itself has one."""
    passed = 0
    for character in found:
        if character in SEPARATORS:
            if passed not in allowed:
                return False
        elif character not in QUOTES:
            passed += 1
    return True


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
    reader = csv.DictReader(lines)
    reader.fieldnames = [column.strip().casefold() for column in reader.fieldnames or []]
    missing = [column for column in ("slogan", "kind", "level") if column not in reader.fieldnames]
    if missing:
        raise LexiconError(
            f"{name}, line 1: no column {missing[0]}. The first line names the columns, with commas "
            "between them: slogan,kind,level and, if you like, variants,first_use,…"
        )
    columns = {field.name for field in fields(Entry)}
    entries = []
    for row in reader:
        where = f"{name}, line {reader.line_num}"
        told = {key: (value or "").strip() for key, value in row.items() if key in columns}
        if not any(told.values()):
            continue
        if not _bare(told.get("slogan", ""))[0]:
            raise LexiconError(f"{where}: slogan is empty. Write the slogan or take the row out.")
        for column, known in (("kind", KINDS), ("level", LEVELS), ("inside", ("", "yes", "no"))):
            if told.get(column, "") not in known:
                raise LexiconError(
                    f'{where}: {column} is "{told.get(column, "")}"; it can be {", ".join(filter(None, known))}.'
                )
        if not re.fullmatch(r"(\d{4}(-\d\d)?)?", told.get("first_use", "")):
            raise LexiconError(
                f'{where}: first_use is "{told["first_use"]}"; write YYYY or YYYY-MM.'
            )
        variants = tuple(v.strip() for v in told.pop("variants", "").split("|") if v.strip())
        entries.append(Entry(variants=variants, **told))
    return entries
