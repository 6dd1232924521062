"""Finds the forms of known slogans in a text, whatever marks are inside them.

Slogans are matched on the text, never through the segmenter: every segmenter cuts them to pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import daachorse
import numpy as np

from analysis.chinese.numerals import COUNTING
from analysis.chinese.patterns import QUOTES, SENTENCE_MARKS, SEPARATORS
from analysis.chinese.text_array import Booleans, Characters, Integers, make_table

# A slogan may not cross an opening mark without its closing mark.
PAIRS = {"“": "”", "《": "》", "〈": "〉", "（": "）", "「": "」", "『": "』"}
CLOSING = {closing: opening for opening, closing in PAIRS.items()}
# What stands for a few words in a form of a slogan, and for how many characters at most.
GAP = "…"
LONGEST_GAP = 12
# Between the members of a chain another member may stand, with its verb and marks: 、捍卫“两个确立”，做到“.
LONGEST_CHAIN_GAP = 20
# In a chain of so many members one may be missing.
LONG_CHAIN = 5
# The owner of a piece of a form with a gap: such a piece is not a slogan by itself.
NO_SLOGAN = -1
SENTENCE_END = re.compile(f"[{SENTENCE_MARKS}\n]")
HEADING_NUMBER = re.compile(f"[{COUNTING}0-9]+")
_MARKS = make_table(QUOTES + SEPARATORS)
_WITHOUT_MARKS = str.maketrans("", "", QUOTES + SEPARATORS)
_NOWHERE: frozenset[int] = frozenset()


class Gapped(NamedTuple):
    """A form of a slogan with gaps in it.

    Attributes:
        slogan: number of the slogan.
        pieces: what stands between the gaps.
        longest_gap: most characters in a gap.
    """

    slogan: int
    pieces: list[str]
    longest_gap: int


class Matcher:
    """The automaton that finds the forms of slogans."""

    def __init__(self, forms_of: Sequence[Sequence[str]], chains: Sequence[Sequence[str]] = ()) -> None:
        """Build the automaton.

        Args:
            forms_of: the forms of each slogan, the canonical one first; all but the first may have a gap
                (…) in them.
            chains: the members of each slogan that is a chain, in order; empty for other slogans.
        """
        # By bare form: the number of its slogan, and where it may hold a separator.
        owners = _assign_owners(forms_of)
        canonical = [strip_marks(forms[0]) if forms else "" for forms in forms_of]
        gapped = [*_split_gapped_forms(forms_of), *_split_chains(chains)]
        for form in gapped:
            for piece in form.pieces:
                owner, separators = owners.get(strip_marks(piece), (NO_SLOGAN, _NOWHERE))
                if owner == NO_SLOGAN:
                    owners[strip_marks(piece)] = owner, separators | _find_separators(piece)
        numbers = {bare: i for i, bare in enumerate(owners)}
        self._owner = np.array([owner for owner, _ in owners.values()], dtype=np.int64)
        self._separators = [separators for _, separators in owners.values()]
        self._is_variant = np.array(
            [bare != canonical[owner] for bare, (owner, _) in owners.items()], dtype=np.int64
        )
        # Each form with gaps, and its pieces as numbers of forms.
        self._gapped = [(form, [numbers[strip_marks(piece)] for piece in form.pieces]) for form in gapped]
        self._is_piece = np.zeros(len(owners), dtype=bool)
        self._is_piece[[piece for _, pieces in self._gapped for piece in pieces]] = True
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(list(owners) or ["\x00"])

    def find(self, text: Characters) -> Integers:
        """Find every slogan in a text, nested and overlapping ones too, in no particular order.

        Returns:
            A row each: start, end, number of the slogan, 1 if it is not in its canonical form and 0 if it is.
        """
        # The automaton reads the text without marks; `place` leads back to the text with them.
        place = text.places_without(_MARKS)
        matches = self._automaton.find_overlapping(text.at(place))
        if not matches or not self._separators:
            return np.empty((0, 4), dtype=np.int64)
        bare = np.fromiter(chain.from_iterable(matches), np.int64, 3 * len(matches)).reshape(-1, 3)
        starts, ends = place[bare[:, 0]], place[bare[:, 1] - 1] + 1
        kept = self._are_mentions(text.text, starts, ends, bare)
        starts, ends, forms = starts[kept], ends[kept], bare[kept, 2]
        owners = self._owner[forms]
        is_slogan = owners != NO_SLOGAN
        rows = [np.column_stack([starts, ends, owners, self._is_variant[forms]])[is_slogan]]
        pieces = np.flatnonzero(self._is_piece[forms])
        if len(pieces) > 1:
            rows += self._find_gapped(text.text, starts[pieces], ends[pieces], forms[pieces])
        return np.concatenate(rows)

    def _are_mentions(self, text: str, starts: Integers, ends: Integers, bare: Integers) -> Booleans:
        """Whether each match mentions its slogan in spite of the marks inside it."""
        kept = np.ones(len(bare), dtype=bool)
        has_marks = np.flatnonzero(ends - starts > bare[:, 1] - bare[:, 0])
        columns = (column[has_marks].tolist() for column in (starts, ends, bare[:, 2]))
        kept[has_marks] = [
            _is_mention(text[start:end], text[start - 1 : start], text[end : end + 1], self._separators[form])
            for start, end, form in zip(*columns, strict=True)
        ]
        return kept

    def _find_gapped(
        self, text: str, starts: Integers, ends: Integers, forms: Integers
    ) -> Iterator[Integers]:
        """Rows of the forms with gaps: their pieces in order, near each other in one sentence."""
        present = set(forms.tolist())
        for form, pieces in self._gapped:
            if not present.issuperset(pieces):
                continue
            is_piece = forms == pieces[0]
            first, end = starts[is_piece], ends[is_piece]
            for piece in pieces[1:]:
                is_piece = forms == piece
                continued, end = _continue_with(text, end, starts[is_piece], ends[is_piece], form.longest_gap)
                first = first[continued]
            yield np.column_stack([first, end, np.full(len(first), form.slogan), np.ones_like(first)])


def _continue_with(
    text: str, reached: Integers, starts: Integers, ends: Integers, longest_gap: int
) -> tuple[Integers, Integers]:
    """Which of the places reached so far a piece follows closely in the same sentence, and where it ends."""
    nearest = starts.searchsorted(reached)
    continued = np.flatnonzero(nearest < len(starts))
    gaps = zip(reached[continued].tolist(), starts[nearest[continued]].tolist(), strict=True)
    is_near = [
        start <= end + longest_gap and not SENTENCE_END.search(text, end, start) for end, start in gaps
    ]
    continued = continued[np.array(is_near, dtype=bool)]
    return continued, ends[nearest[continued]]


def _assign_owners(forms_of: Sequence[Sequence[str]]) -> dict[str, tuple[int, frozenset[int]]]:
    """By bare form: the number of its slogan, and the offsets at which it may hold a separator."""
    owners: dict[str, tuple[int, frozenset[int]]] = {}
    for number, forms in enumerate(forms_of):
        for form in forms:
            bare = strip_marks(form)
            if not bare or GAP in bare:
                continue
            # A form belongs to the first slogan that has it, with every separator it is written with.
            owner, earlier = owners.get(bare, (number, _NOWHERE))
            if owner == number:
                owners[bare] = owner, earlier | _find_separators(form)
    return owners


def _split_gapped_forms(forms_of: Sequence[Sequence[str]]) -> list[Gapped]:
    """The pieces of every form with a gap."""
    return [
        Gapped(number, form.split(GAP), LONGEST_GAP)
        for number, forms in enumerate(forms_of)
        for form in forms[1:]
        if GAP in form
    ]


def _split_chains(chains: Sequence[Sequence[str]]) -> list[Gapped]:
    """The members of every chain; of a long one also without any one of them."""
    return [
        Gapped(number, list(form), LONGEST_CHAIN_GAP)
        for number, members in enumerate(chains)
        if members
        for form in _list_chain_forms(members)
    ]


def _list_chain_forms(members: Sequence[str]) -> Iterator[Sequence[str]]:
    yield members
    if len(members) >= LONG_CHAIN:
        for left_out in range(len(members)):
            yield [member for place, member in enumerate(members) if place != left_out]


def strip_marks(form: str) -> str:
    """A form without marks: two spellings of one slogan are the same without them."""
    return form.translate(_WITHOUT_MARKS)


def _find_separators(form: str) -> frozenset[int]:
    """The offsets at which a form has separators, counted without marks."""
    separators, n_passed = set(), 0
    for character in form:
        if character in SEPARATORS:
            separators.add(n_passed)
        elif character not in QUOTES:
            n_passed += 1
    return frozenset(separators)


# The same surfaces come again and again.
@lru_cache(maxsize=100_000)
def _is_mention(surface: str, before: str, after: str, separators: frozenset[int]) -> bool:
    """Whether a surface with marks in it mentions its slogan, which may hold some separators."""
    return _is_balanced(surface, before, after) and _find_separators(surface) <= separators


def _is_balanced(surface: str, before: str, after: str) -> bool:
    """Whether no quotation reaches over an edge of the surface, unless it begins or ends right there.

    区域化“党建 is cut out of a quotation; “三会一课”制度 and 党的“二十大” are not. The number of a heading
    is no part of a slogan: （四）早发现 does not hold 四早.
    """
    number, bracket, _ = surface.partition("）")
    if bracket and HEADING_NUMBER.fullmatch(number):
        return False
    opened: list[str] = []
    closed: list[str] = []
    for mark in surface:
        if mark in PAIRS:
            opened.append(mark)
        elif mark in CLOSING and opened and opened[-1] == CLOSING[mark]:
            opened.pop()
        elif mark in CLOSING:
            closed.append(mark)
    return (not closed or [before] == [CLOSING[mark] for mark in closed]) and (
        not opened or [after] == [PAIRS[mark] for mark in opened]
    )
