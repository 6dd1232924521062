"""Decides which of the slogans that overlap in a text stay, and which is inside which."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.chinese.text_array import Integers

# The rank of a slogan that the text builds; the forms of known slogans rank 0 and 1.
RANK_BUILT = 2


class Candidates(NamedTuple):
    """Places that may mention slogans, in order: the leftmost first, then the longest, the best known.

    Attributes:
        start, end: offsets into the text, in characters.
        rank: 0 for the canonical form of a known slogan, 1 for another form of it, `RANK_BUILT`.
        name: number of the slogan's name.
        is_part: whether it is only a part of the words of any longer slogan around it.
        is_quoted: whether it is only a part of the words of a known slogan around it.
        is_known: whether it is known.
    """

    start: np.ndarray
    end: np.ndarray
    rank: np.ndarray
    name: np.ndarray
    is_part: np.ndarray
    is_quoted: np.ndarray
    is_known: np.ndarray

    def take(self, rows: Integers) -> Candidates:
        """The candidates of some rows, in the order of the rows."""
        return Candidates(*(column[rows] for column in self))


def nest_candidates(candidates: Candidates) -> tuple[Integers, Integers]:
    """Keep candidates that are apart or inside one another.

    Of two that straddle, the longer one stays; of two as long as each other the one of lower rank, and then
    the first. A slogan inside a longer form of itself is the same mention, and is dropped; so is a
    slogan that is only a part of the longer slogan's words.

    Returns:
        The rows of those kept, in order, and for each the row of the candidate around it; -1 at the
        top.
    """
    reach = np.maximum.accumulate(candidates.end)
    begins = np.append(True, candidates.start[1:] >= reach[:-1])[: len(reach)]
    # By row, of the run of overlapping candidates that it belongs to: the first, and the end of all.
    run = np.cumsum(begins) - 1
    first = np.flatnonzero(begins)[run]
    last = np.append(np.flatnonzero(begins)[1:], len(begins))[run] - 1
    # Where the first covers its run it stays, and hides most of the others.
    is_covered = candidates.end[first] == reach[last]
    outer = candidates.take(first)
    left = np.flatnonzero(begins | ~is_covered | ~_is_hidden(candidates, outer))
    run_size = np.bincount(run[left], minlength=len(first))[run[left]]
    # Where one or two are left of a run that is covered, nothing else has to be decided.
    is_clear = (run_size <= 2) & is_covered[left]
    kept, around = _nest_by_length(candidates, left[~is_clear], run)
    kept = np.concatenate([left[is_clear], kept])
    around = np.concatenate([np.where(begins, -1, first)[left[is_clear]], around])
    order = np.argsort(kept)
    return kept[order], around[order]


def _is_hidden(inner: Candidates, outer: Candidates) -> np.ndarray:
    """Whether candidates are dropped because others are kept around them; both columns, or single ones."""
    return (
        (inner.start == outer.start) & (inner.end == outer.end)
        | (inner.name == outer.name)
        | inner.is_part
        | inner.is_quoted & outer.is_known
    )


def _nest_by_length(candidates: Candidates, rows: Integers, run: Integers) -> tuple[Integers, Integers]:
    """What `nest_candidates` returns, for some rows, decided one after the other, the longest first."""
    size = candidates.end[rows] - candidates.start[rows]
    order = rows[np.lexsort([candidates.rank[rows], -size, run[rows]])]
    kept: list[int] = []
    nested_in: list[int] = []
    # The candidates of the current run that are kept.
    of_run: list[tuple[int, Candidates]] = []
    current = -1
    columns = zip(*(column.tolist() for column in candidates.take(order)), strict=True)
    for row, its_run, candidate in zip(
        order.tolist(), run[order].tolist(), map(Candidates._make, columns), strict=True
    ):
        if its_run != current:
            current, of_run = its_run, []
        overlapping = [
            (other_row, other)
            for other_row, other in of_run
            if other.start < candidate.end and candidate.start < other.end
        ]
        around = [pair for pair in overlapping if _is_inside(candidate, pair[1])]
        if len(around) < len(overlapping) or any(_is_hidden(candidate, outer) for _, outer in around):
            continue
        kept.append(row)
        # The innermost is the one that was kept last.
        nested_in.append(around[-1][0] if around else -1)
        of_run.append((row, candidate))
    return np.array(kept, dtype=np.int64), np.array(nested_in, dtype=np.int64)


def _is_inside(inner: Candidates, outer: Candidates) -> bool:
    return bool(outer.start <= inner.start and inner.end <= outer.end)
