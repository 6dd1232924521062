"""Texts as one array of small integers, in which phrases are counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.chinese.characters import hanzi_table
from analysis.chinese.ngrams import code_points


@dataclass(frozen=True)
class Stream:
    """All texts as one array, those of a group side by side.

    Attributes:
        codes: of each character; 0 is not a hanzi, and no phrase contains it. The array begins with a 0.
        counts: how often each code occurs; none for 0.
        order: index of each text in the list that was given.
        starts: where each text begins.
        text_of: number of the text at each position.
        group_of: number of the group of each text; 0 is unknown.
    """

    codes: np.ndarray
    counts: np.ndarray
    order: np.ndarray
    starts: np.ndarray
    text_of: np.ndarray
    group_of: np.ndarray

    @property
    def place_bits(self) -> int:
        """Bits that hold a position."""
        return len(self.codes).bit_length()

    @property
    def code_bits(self) -> int:
        """Bits that hold a code."""
        return len(self.counts).bit_length()


def read_stream(texts: Sequence[str], groups: Sequence[str | None] | None) -> Stream:
    """The texts as a stream; None or "" is the group that is not known."""
    names = [name or "" for name in groups or [None] * len(texts)]
    number = {name: i for i, name in enumerate(sorted({"", *names}))}
    group = np.array([number[name] for name in names], dtype=np.int32)
    order = np.argsort(group, kind="stable")
    # A 0 before each text, so that its first character has a neighbour too, and one at the end.
    sizes = np.array([len(texts[i]) + 1 for i in order], dtype=np.int64)
    starts = np.cumsum(sizes) - sizes + 1
    table = hanzi_table()
    raw = np.zeros(int(sizes.sum()) + 1, dtype=np.uint32)
    for i, start in zip(order, starts, strict=True):
        points = code_points(texts[i])
        np.minimum(points, len(table) - 1, out=raw[start : start + len(points)])
    present = np.bincount(raw, minlength=len(table))
    hanzi = np.flatnonzero(table & (present > 0))
    code_of = np.zeros(len(table), dtype=np.min_scalar_type(len(hanzi)))
    code_of[hanzi] = np.arange(1, len(hanzi) + 1)
    text_of = np.repeat(np.arange(len(order), dtype=np.int32), sizes)
    counts = np.concatenate([[0], present[hanzi]]).astype(np.int64)
    return Stream(code_of[raw], counts, order, starts, text_of, group[order])


def split_into_ranges(counts: np.ndarray, places: int) -> Iterator[tuple[int, int]]:
    """Ranges of first characters with up to so many places together, or of a single character."""
    first, total = 1, 0
    for code, count in enumerate(counts.tolist()):
        if total and total + count > places:
            yield first, code
            first, total = code, 0
        total += count
    if total:
        yield first, len(counts)
