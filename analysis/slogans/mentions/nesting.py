"""Nesting: which of the slogans that overlap in a text stay, and what stands inside what."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.chinese.text_array import Integers


class Candidates(NamedTuple):
    """Places that may be mentions of slogans: the leftmost first, then the longest, the best known.

    Attributes:
        start, end: offsets.
        slogan: its number.
        is_part: whether inside a longer slogan it is no more than a part of its words.
        is_quoted: whether it is so inside a known one.
        is_known: whether it is known.
    """

    start: np.ndarray
    end: np.ndarray
    slogan: np.ndarray
    is_part: np.ndarray
    is_quoted: np.ndarray
    is_known: np.ndarray

    def take(self, those: Integers) -> Candidates:
        """Some of them, in the order that is given."""
        return Candidates(*(column[those] for column in self))


def nest(found: Candidates) -> tuple[Integers, Integers]:
    """Keep candidates that stand apart or inside one another; drop what straddles a kept one.

    A slogan inside a longer wording of itself is the same mention, and dropped too; so is one
    that is no more than a part of the longer slogan's words.

    Returns:
        The numbers of those kept, in order, and for each the number of the one around it; -1 at
        the top.
    """
    reach = np.maximum.accumulate(found.end)
    begins = np.append(True, found.start[1:] >= reach[:-1])[: len(reach)]
    # What a row of overlapping candidates begins with stays, and hides most of the others.
    first = np.flatnonzero(begins)[np.cumsum(begins) - 1]
    outer = found.take(first)
    is_inside = ~begins & (found.start < outer.end)
    left = np.flatnonzero(~(is_inside & _is_hidden(found, outer)))
    in_row = np.bincount(first[left])[first[left]]
    is_settled = (in_row <= 2) & (begins | is_inside)[left]
    kept, around = _swept(found, left[~is_settled])
    kept = np.concatenate([left[is_settled], kept])
    around = np.concatenate([np.where(begins, -1, first)[left[is_settled]], around])
    order = np.argsort(kept)
    return kept[order], around[order]


def _is_hidden(inner: Candidates, outer: Candidates) -> np.ndarray:
    """Whether candidates can't stay where others are kept that begin no later and end behind them.

    Both are columns, or one candidate each.
    """
    return (
        (inner.end > outer.end)
        | (inner.start == outer.start) & (inner.end == outer.end)
        | (inner.slogan == outer.slogan)
        | inner.is_part
        | inner.is_quoted & outer.is_known
    )


def _swept(found: Candidates, those: Integers) -> tuple[Integers, Integers]:
    """The same of some candidates, one by one."""
    kept: list[int] = []
    nested_in: list[int] = []
    around: list[tuple[int, Candidates]] = []
    rows = zip(*(column.tolist() for column in found.take(those)), strict=True)
    for number, row in zip(those.tolist(), map(Candidates._make, rows), strict=True):
        while around and around[-1][1].end <= row.start:
            around.pop()
        if not any(_is_hidden(row, outer) for _, outer in around):
            kept.append(number)
            nested_in.append(around[-1][0] if around else -1)
            around.append((number, row))
    return np.array(kept, dtype=np.int64), np.array(nested_in, dtype=np.int64)
