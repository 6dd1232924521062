"""Phrases grown by a character a round, and what stands beside them.

Phrases have up to 30 characters, which no integer holds, and a hash would have to be made anew for
each length: so a phrase is the number of the one without its last character, and that character.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.chinese.phrases.stream import Stream


@dataclass(frozen=True)
class Found:
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

    def only(self, wanted: np.ndarray) -> Found:
        """The phrases that are wanted, a flag for each."""
        if wanted.all():
            return self
        at = self.at[np.repeat(wanted, self.size)]
        return Found(at, self.size[wanted], self.parent[wanted], self.last[wanted])


@dataclass(frozen=True)
class Level:
    """The frequent phrases of one length, sorted; parallel arrays.

    Attributes:
        parent, last: as in `Found`.
        n, n_docs, n_groups: places, texts, known groups.
        at: one place.
        is_maximal: no character stands beside it at all places.
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


def grown(stream: Stream, first: int, last: int, min_docs: int, max_chars: int) -> Iterator[Level]:
    """The levels of two characters, three, … of phrases whose first code is in a range.

    What a phrase goes on with is known a round later, so each level waits for the next.
    """
    at = np.flatnonzero((stream.codes >= first) & (stream.codes < last))
    owner = stream.codes[at].astype(np.int64)
    before: tuple[Found, np.ndarray] | None = None
    for ahead in range(1, max_chars + 1):
        longer = _longer(stream, at, owner, ahead)
        if before is not None:
            yield _level(stream, *before, longer)
        if ahead == max_chars:
            return
        longer = longer.only(longer.size >= min_docs)
        n_docs = _distinct(stream.text_of[longer.at], longer.begin)
        frequent = longer.only(n_docs >= min_docs)
        if not len(frequent.size):
            return
        before = frequent, n_docs[n_docs >= min_docs]
        at, owner = frequent.at, np.repeat(np.arange(len(frequent.size)), frequent.size)


def _longer(stream: Stream, at: np.ndarray, owner: np.ndarray, ahead: int) -> Found:
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
    begin = _changes(key >> stream.place_bits)
    size = np.diff(begin, append=len(key))
    phrase = key[begin] >> stream.place_bits
    key &= (1 << stream.place_bits) - 1
    return Found(key, size, phrase >> stream.code_bits, phrase & ((1 << stream.code_bits) - 1))


def _changes(values: np.ndarray) -> np.ndarray:
    """Where a value differs from the one before it, the first place included."""
    new = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return np.flatnonzero(new)


def _distinct(values: np.ndarray, begin: np.ndarray) -> np.ndarray:
    """How many different values stand in each part; each part is sorted, none is empty."""
    if not len(begin):
        return np.zeros(0, dtype=np.int64)
    new = np.ones(len(values), dtype=np.int32)
    new[1:] = values[1:] != values[:-1]
    new[begin] = 1
    return np.add.reduceat(new, begin)


def _level(stream: Stream, found: Found, n_docs: np.ndarray, longer: Found) -> Level:
    n = found.size
    right, is_open = _branching(longer.parent, longer.size, n)
    left = np.zeros(len(n))
    n_groups = np.zeros(len(n), dtype=np.int64)
    is_maximal = is_open.copy()
    open_ones = found.only(is_open)
    if is_open.any():
        left[is_open], is_maximal[is_open] = _left_branching(stream, open_ones)
        group = stream.group_of[stream.text_of[open_ones.at]]
        known = group[open_ones.begin] > 0  # the unknown group comes first
        n_groups[is_open] = _distinct(group, open_ones.begin) - ~known
    at = found.at[found.begin]
    return Level(found.parent, found.last, n, n_docs, n_groups, at, is_maximal, left, right)


def _left_branching(stream: Stream, found: Found) -> tuple[np.ndarray, np.ndarray]:
    before = stream.codes[found.at - 1]
    key = np.repeat(np.arange(len(found.size)), found.size) << stream.code_bits
    key |= before
    key = key[before > 0]
    key.sort()
    begin = _changes(key)
    size = np.diff(begin, append=len(key))
    return _branching(key[begin] >> stream.code_bits, size, found.size)


def _branching(owner: np.ndarray, size: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Entropy in bits of what stands beside each phrase, and whether it is not always the same.

    Args:
        owner: the phrase of each distinct neighbour, sorted.
        size: how often that neighbour stands there.
        n: places of each phrase; what no neighbour takes is an end, each of its own kind.
    """
    spread = np.bincount(owner, weights=size * np.log2(size), minlength=len(n))
    most = np.zeros(len(n), dtype=np.int64)
    begin = _changes(owner)
    if len(begin):
        most[owner[begin]] = np.maximum.reduceat(size, begin)
    # A sum of many terms can miss 0 by a rounding error.
    return np.maximum(np.log2(n) - spread / n, 0.0), most < n
