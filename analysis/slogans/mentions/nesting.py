"""Decides which of the slogans that overlap in a text stay, and which is inside which."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.chinese.text_array import Integers


class Candidates(NamedTuple):
    """Places that may mention slogans, in order: the leftmost first, then the longest, the best known.

    Attributes:
        start, end: offsets into the text, in characters.
        name: number of the slogan's name.
        is_part: whether it is only a part of the words of any longer slogan around it.
        is_quoted: whether it is only a part of the words of a known slogan around it.
        is_known: whether it is known.
    """

    start: np.ndarray
    end: np.ndarray
    name: np.ndarray
    is_part: np.ndarray
    is_quoted: np.ndarray
    is_known: np.ndarray

    def take(self, rows: Integers) -> Candidates:
        """The candidates of some rows, in the order of the rows."""
        return Candidates(*(column[rows] for column in self))


def nest_candidates(candidates: Candidates) -> tuple[Integers, Integers]:
    """Keep candidates that are apart or inside one another; drop those that straddle a kept one.

    A slogan inside a longer form of itself is the same mention, and is dropped too; so is a slogan
    that is only a part of the longer slogan's words.

    Returns:
        The rows of those kept, in order, and for each the row of the candidate around it; -1 at the
        top.
    """
    reach = np.maximum.accumulate(candidates.end)
    begins = np.append(True, candidates.start[1:] >= reach[:-1])[: len(reach)]
    # The first of a run of overlapping candidates stays, and hides most of the others.
    first = np.flatnonzero(begins)[np.cumsum(begins) - 1]
    outer = candidates.take(first)
    is_inside = ~begins & (candidates.start < outer.end)
    left = np.flatnonzero(~(is_inside & _is_hidden(candidates, outer)))
    run_size = np.bincount(first[left])[first[left]]
    # Where one or two are left of a run, nothing else has to be decided.
    is_clear = (run_size <= 2) & (begins | is_inside)[left]
    kept, around = _nest_in_order(candidates, left[~is_clear])
    kept = np.concatenate([left[is_clear], kept])
    around = np.concatenate([np.where(begins, -1, first)[left[is_clear]], around])
    order = np.argsort(kept)
    return kept[order], around[order]


def _is_hidden(inner: Candidates, outer: Candidates) -> np.ndarray:
    """Whether candidates are dropped because others are kept that begin no later and end behind their start.

    Both are columns, or single candidates.
    """
    return (
        (inner.end > outer.end)
        | (inner.start == outer.start) & (inner.end == outer.end)
        | (inner.name == outer.name)
        | inner.is_part
        | inner.is_quoted & outer.is_known
    )


def _nest_in_order(candidates: Candidates, rows: Integers) -> tuple[Integers, Integers]:
    """What `nest_candidates` returns, for some rows, decided one after the other."""
    kept: list[int] = []
    nested_in: list[int] = []
    # The kept candidates that the current one is inside, the innermost last.
    around: list[tuple[int, Candidates]] = []
    values = zip(*(column.tolist() for column in candidates.take(rows)), strict=True)
    for row, candidate in zip(rows.tolist(), map(Candidates._make, values), strict=True):
        while around and around[-1][1].end <= candidate.start:
            around.pop()
        if not any(_is_hidden(candidate, outer) for _, outer in around):
            kept.append(row)
            nested_in.append(around[-1][0] if around else -1)
            around.append((row, candidate))
    return np.array(kept, dtype=np.int64), np.array(nested_in, dtype=np.int64)
