"""Phrases that grow by one character a round, and the characters beside them.

No integer holds a phrase of 30 characters, and hashes would have to be computed again for each length.
So a phrase is stored as the number of the phrase without its last character, and that character.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.chinese.phrases.stream import Stream


@dataclass(frozen=True)
class Occurrences:
    """Phrases of one length, sorted, with all their places.

    Attributes:
        at: places of the first phrase, then of the second, …; each in the order of the stream.
        size: how many places each phrase has.
        parent: number of the phrase without its last character, among those a character shorter;
            of a phrase of two characters, the code of the first.
        last: code of the last character.
    """

    at: np.ndarray
    size: np.ndarray
    parent: np.ndarray
    last: np.ndarray

    @property
    def begin(self) -> np.ndarray:
        """Where the places of each phrase begin."""
        return np.cumsum(self.size) - self.size

    def select(self, wanted: np.ndarray) -> Occurrences:
        """Some of the phrases, by a flag for each."""
        if wanted.all():
            return self
        at = self.at[np.repeat(wanted, self.size)]
        return Occurrences(at, self.size[wanted], self.parent[wanted], self.last[wanted])


@dataclass(frozen=True)
class Level:
    """The frequent phrases of one length, sorted; parallel arrays.

    Attributes:
        parent, last: as in `Occurrences`.
        n, n_docs, n_groups: places, texts, known groups.
        at: one place.
        is_maximal: no character is beside it at all places.
        left, right: branching entropies in bits; left only of what is open on the right.
    """

    parent: np.ndarray
    last: np.ndarray
    n: np.ndarray
    n_docs: np.ndarray
    n_groups: np.ndarray
    at: np.ndarray
    is_maximal: np.ndarray
    left: np.ndarray
    right: np.ndarray


def grow_levels(stream: Stream, first: int, last: int, min_docs: int, max_chars: int) -> Iterator[Level]:
    """The levels of two characters, three, … of phrases whose first code is in a range.

    The characters after a phrase are known a round later, so each level is measured with the next.
    """
    at = np.flatnonzero((stream.codes >= first) & (stream.codes < last))
    owner = stream.codes[at].astype(np.int64)
    before: tuple[Occurrences, np.ndarray] | None = None
    for ahead in range(1, max_chars + 1):
        longer = _extend(stream, at, owner, ahead)
        if before is not None:
            yield _measure_level(stream, *before, longer)
        if ahead == max_chars:
            return
        longer = longer.select(longer.size >= min_docs)
        n_docs = _count_distinct(stream.text_of[longer.at], longer.begin)
        frequent = longer.select(n_docs >= min_docs)
        if not len(frequent.size):
            return
        before = frequent, n_docs[n_docs >= min_docs]
        at, owner = frequent.at, np.repeat(np.arange(len(frequent.size)), frequent.size)


def _extend(stream: Stream, at: np.ndarray, owner: np.ndarray, ahead: int) -> Occurrences:
    """The phrases that begin at `at`, by one character longer; `owner` numbers them so far.

    Number, next character and place make one integer of 63 bits, which sorts them all at once.
    """
    if int(owner.max()).bit_length() + stream.code_bits + stream.place_bits > 63:
        raise ValueError("The texts are too long to be compared in one go; compare fewer.")
    following = stream.codes[at + ahead]
    key = owner << stream.code_bits
    key |= following
    key <<= stream.place_bits
    key |= at
    key = key[following > 0]
    key.sort()
    begin = _find_changes(key >> stream.place_bits)
    size = np.diff(begin, append=len(key))
    phrase = key[begin] >> stream.place_bits
    key &= (1 << stream.place_bits) - 1
    return Occurrences(key, size, phrase >> stream.code_bits, phrase & ((1 << stream.code_bits) - 1))


def _find_changes(values: np.ndarray) -> np.ndarray:
    """Where a value differs from the value before it, and the first place."""
    new = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return np.flatnonzero(new)


def _count_distinct(values: np.ndarray, begin: np.ndarray) -> np.ndarray:
    """The number of different values of each part; each part is sorted and has values."""
    if not len(begin):
        return np.zeros(0, dtype=np.int64)
    new = np.ones(len(values), dtype=np.int32)
    new[1:] = values[1:] != values[:-1]
    new[begin] = 1
    return np.add.reduceat(new, begin)


def _measure_level(stream: Stream, phrases: Occurrences, n_docs: np.ndarray, longer: Occurrences) -> Level:
    n = phrases.size
    right, is_open = _measure_branching(longer.parent, longer.size, n)
    left = np.zeros(len(n))
    n_groups = np.zeros(len(n), dtype=np.int64)
    is_maximal = is_open.copy()
    open_ones = phrases.select(is_open)
    if is_open.any():
        left[is_open], is_maximal[is_open] = _measure_left_branching(stream, open_ones)
        group = stream.group_of[stream.text_of[open_ones.at]]
        known = group[open_ones.begin] > 0  # the unknown group comes first
        n_groups[is_open] = _count_distinct(group, open_ones.begin) - ~known
    at = phrases.at[phrases.begin]
    return Level(phrases.parent, phrases.last, n, n_docs, n_groups, at, is_maximal, left, right)


def _measure_left_branching(stream: Stream, phrases: Occurrences) -> tuple[np.ndarray, np.ndarray]:
    before = stream.codes[phrases.at - 1]
    key = np.repeat(np.arange(len(phrases.size)), phrases.size) << stream.code_bits
    key |= before
    key = key[before > 0]
    key.sort()
    begin = _find_changes(key)
    size = np.diff(begin, append=len(key))
    return _measure_branching(key[begin] >> stream.code_bits, size, phrases.size)


def _measure_branching(owner: np.ndarray, size: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Entropy in bits of the characters beside each phrase, and whether there are several.

    Args:
        owner: the phrase of each distinct neighbour, sorted.
        size: how often that neighbour occurs there.
        n: places of each phrase; a place without a neighbour counts as a neighbour of its own.
    """
    spread = np.bincount(owner, weights=size * np.log2(size), minlength=len(n))
    most = np.zeros(len(n), dtype=np.int64)
    begin = _find_changes(owner)
    if len(begin):
        most[owner[begin]] = np.maximum.reduceat(size, begin)
    # A sum of many terms can miss 0 by a rounding error.
    return np.maximum(np.log2(n) - spread / n, 0.0), most < n
