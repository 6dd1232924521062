"""Matching: where known wordings stand in a text, marks inside them looked through.

Slogans are matched on the text, never through the segmenter: every segmenter cuts them to pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

import daachorse
import numpy as np

from analysis.chinese.patterns import QUOTES, SENTENCE_MARKS, SEPARATORS
from analysis.chinese.text_array import Booleans, Characters, Integers, table_of

# Opening marks that a slogan may not cross without their closing ones.
PAIRS = {"“": "”", "《": "》", "〈": "〉", "（": "）", "「": "」", "『": "』"}
CLOSING = {closing: opening for opening, closing in PAIRS.items()}
GAP = "…"
# As many characters may stand for … in a wording.
LONGEST_GAP = 12
SENTENCE_END = re.compile(f"[{SENTENCE_MARKS}\n]")
_MARKS = table_of(QUOTES + SEPARATORS)
_TAKE_OUT = str.maketrans("", "", QUOTES + SEPARATORS)
_NO_GAPS: frozenset[int] = frozenset()


class Matcher:
    """The automaton that finds the wordings of slogans."""

    def __init__(self, families: Sequence[Sequence[str]]) -> None:
        """Of the wordings of each slogan; all but the first may have a gap in them."""
        # Each bare wording with its slogan (-1: a piece of a wording with a gap) and its separators.
        known = _owners(families)
        chains = _gapped(families)
        for _, pieces in chains:
            for piece in pieces:
                known.setdefault(piece, (-1, _NO_GAPS))
        number = {bare: i for i, bare in enumerate(known)}
        self._owners = np.array([owner for owner, _ in known.values()], dtype=np.int64)
        self._gaps = [gaps for _, gaps in known.values()]
        self._chains = [(owner, [number[piece] for piece in pieces]) for owner, pieces in chains]
        self._is_piece = np.zeros(len(known), dtype=bool)
        self._is_piece[[piece for _, pieces in self._chains for piece in pieces]] = True
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(list(known) or ["\x00"])

    def find(self, text: Characters) -> Integers:
        """Every slogan in a text, nested and overlapping ones too, in no particular order.

        Returns:
            A row each: start, end, number of the slogan.
        """
        place = text.places_without(_MARKS)
        found = self._automaton.find_overlapping(text.at(place))
        if not found or not self._gaps:
            return np.empty((0, 3), dtype=np.int64)
        spans = np.fromiter(chain.from_iterable(found), np.int64, 3 * len(found)).reshape(-1, 3)
        starts, ends = place[spans[:, 0]], place[spans[:, 1] - 1] + 1
        kept = self._are_mentions(text.text, starts, ends, spans)
        starts, ends, which = starts[kept], ends[kept], spans[kept, 2]
        owners = self._owners[which]
        whole = owners >= 0
        hits = [np.column_stack([starts, ends, owners])[whole]]
        pieces = np.flatnonzero(self._is_piece[which])
        if len(pieces) > 1:
            hits += self._chained(text.text, starts[pieces], ends[pieces], which[pieces])
        return np.concatenate(hits)

    def _are_mentions(self, text: str, starts: Integers, ends: Integers, spans: Integers) -> Booleans:
        """Whether marks inside each match leave it a mention."""
        kept = np.ones(len(spans), dtype=bool)
        marked = np.flatnonzero(ends - starts > spans[:, 1] - spans[:, 0])
        columns = (column[marked].tolist() for column in (starts, ends, spans[:, 2]))
        kept[marked] = [
            _fits(text[start:end], text[start - 1 : start], text[end : end + 1], self._gaps[which])
            for start, end, which in zip(*columns, strict=True)
        ]
        return kept

    def _chained(self, text: str, starts: Integers, ends: Integers, which: Integers) -> Iterator[Integers]:
        """Wordings with gaps: their pieces one behind the other in one sentence."""
        present = set(which.tolist())
        for owner, pieces in self._chains:
            if not present.issuperset(pieces):
                continue
            here = which == pieces[0]
            first, end = starts[here], ends[here]
            for piece in pieces[1:]:
                here = which == piece
                reached, stop = _next(text, end, starts[here], ends[here])
                first, end = first[reached], stop
            yield np.column_stack([first, end, np.full(len(first), owner)])


def _next(text: str, reached: Integers, starts: Integers, ends: Integers) -> tuple[Integers, Integers]:
    """Which of some places have a piece near behind them in their sentence, and where that ends."""
    nearest = starts.searchsorted(reached)
    has = np.flatnonzero(nearest < len(starts))
    gaps = zip(reached[has].tolist(), starts[nearest[has]].tolist(), strict=True)
    near = [start <= end + LONGEST_GAP and not SENTENCE_END.search(text, end, start) for end, start in gaps]
    has = has[np.array(near, dtype=bool)]
    return has, ends[nearest[has]]


def _owners(families: Sequence[Sequence[str]]) -> dict[str, tuple[int, frozenset[int]]]:
    """Bare wordings, each with its slogan and where it may hold a separator."""
    found: dict[str, tuple[int, frozenset[int]]] = {}
    for number, wordings in enumerate(families):
        for wording in wordings:
            bare, allowed = _bare(wording)
            if not bare or GAP in bare:
                continue
            # A wording belongs to the first slogan that has it, with every separator it gives.
            owner, gaps = found.get(bare, (number, _NO_GAPS))
            if owner == number:
                found[bare] = owner, gaps | allowed
    return found


def _gapped(families: Sequence[Sequence[str]]) -> list[tuple[int, list[str]]]:
    """Wordings with a gap in them: the slogan, and the bare pieces in order."""
    return [
        (number, [_bare(piece)[0] for piece in wording.split(GAP)])
        for number, wordings in enumerate(families)
        for wording in wordings[1:]
        if GAP in wording
    ]


def _bare(wording: str) -> tuple[str, frozenset[int]]:
    """A wording without marks, and the offsets at which a separator stood."""
    bare = wording.translate(_TAKE_OUT)
    if len(bare) == len(wording):
        return bare, _NO_GAPS
    gaps, passed = set(), 0
    for character in wording:
        if character in SEPARATORS:
            gaps.add(passed)
        elif character not in QUOTES:
            passed += 1
    return bare, frozenset(gaps)


@lru_cache(maxsize=100_000)
def _fits(found: str, before: str, after: str, gaps: frozenset[int]) -> bool:
    """Whether marks inside a match leave it a mention; the same wordings come again and again."""
    return _is_balanced(found, before, after) and _bare(found)[1] <= gaps


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
