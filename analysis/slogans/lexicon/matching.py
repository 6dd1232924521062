"""Finds the forms of known slogans in a text, whatever marks are inside them.

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
from analysis.chinese.text_array import Booleans, Characters, Integers, make_table

# A slogan may not cross an opening mark without its closing mark.
PAIRS = {"“": "”", "《": "》", "〈": "〉", "（": "）", "「": "」", "『": "』"}
CLOSING = {closing: opening for opening, closing in PAIRS.items()}
# What stands for a few words in a form of a slogan, and for how many characters at most.
GAP = "…"
LONGEST_GAP = 12
# The owner of a piece of a form with a gap: such a piece is not a slogan by itself.
NO_SLOGAN = -1
SENTENCE_END = re.compile(f"[{SENTENCE_MARKS}\n]")
_MARKS = make_table(QUOTES + SEPARATORS)
_WITHOUT_MARKS = str.maketrans("", "", QUOTES + SEPARATORS)
_NOWHERE: frozenset[int] = frozenset()


class Matcher:
    """The automaton that finds the forms of slogans."""

    def __init__(self, forms_of: Sequence[Sequence[str]]) -> None:
        """Build the automaton.

        Args:
            forms_of: the forms of each slogan; all but the first may have a gap (…) in them.
        """
        # By bare form: the number of its slogan, and where it may hold a separator.
        owners = _assign_owners(forms_of)
        gapped = _split_gapped_forms(forms_of)
        for _, pieces in gapped:
            for piece in pieces:
                owners.setdefault(piece, (NO_SLOGAN, _NOWHERE))
        numbers = {bare: i for i, bare in enumerate(owners)}
        self._owner = np.array([owner for owner, _ in owners.values()], dtype=np.int64)
        self._separators = [separators for _, separators in owners.values()]
        self._gapped = [(owner, [numbers[piece] for piece in pieces]) for owner, pieces in gapped]
        self._is_piece = np.zeros(len(owners), dtype=bool)
        self._is_piece[[piece for _, pieces in self._gapped for piece in pieces]] = True
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(list(owners) or ["\x00"])

    def find(self, text: Characters) -> Integers:
        """Find every slogan in a text, nested and overlapping ones too, in no particular order.

        Returns:
            A row each: start, end, number of the slogan.
        """
        # The automaton reads the text without marks; `place` leads back to the text with them.
        place = text.places_without(_MARKS)
        matches = self._automaton.find_overlapping(text.at(place))
        if not matches or not self._separators:
            return np.empty((0, 3), dtype=np.int64)
        bare = np.fromiter(chain.from_iterable(matches), np.int64, 3 * len(matches)).reshape(-1, 3)
        starts, ends = place[bare[:, 0]], place[bare[:, 1] - 1] + 1
        kept = self._are_mentions(text.text, starts, ends, bare)
        starts, ends, forms = starts[kept], ends[kept], bare[kept, 2]
        owners = self._owner[forms]
        is_slogan = owners != NO_SLOGAN
        rows = [np.column_stack([starts, ends, owners])[is_slogan]]
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
        for owner, pieces in self._gapped:
            if not present.issuperset(pieces):
                continue
            is_piece = forms == pieces[0]
            first, end = starts[is_piece], ends[is_piece]
            for piece in pieces[1:]:
                is_piece = forms == piece
                continued, end = _continue_with(text, end, starts[is_piece], ends[is_piece])
                first = first[continued]
            yield np.column_stack([first, end, np.full(len(first), owner)])


def _continue_with(
    text: str, reached: Integers, starts: Integers, ends: Integers
) -> tuple[Integers, Integers]:
    """Which of the places reached so far a piece follows closely in the same sentence, and where it ends."""
    nearest = starts.searchsorted(reached)
    continued = np.flatnonzero(nearest < len(starts))
    gaps = zip(reached[continued].tolist(), starts[nearest[continued]].tolist(), strict=True)
    is_near = [
        start <= end + LONGEST_GAP and not SENTENCE_END.search(text, end, start) for end, start in gaps
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


def _split_gapped_forms(forms_of: Sequence[Sequence[str]]) -> list[tuple[int, list[str]]]:
    """The number of the slogan and the bare pieces of every form with a gap."""
    return [
        (number, [strip_marks(piece) for piece in form.split(GAP)])
        for number, forms in enumerate(forms_of)
        for form in forms[1:]
        if GAP in form
    ]


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

    区域化“党建 is cut out of a quotation; “三会一课”制度 and 党的“二十大” are not.
    """
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
