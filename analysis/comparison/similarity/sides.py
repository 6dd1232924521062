"""Sides: what is compared in a score, whole and without each of its units in turn.

Documents are made of their sections, groups of their documents.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.similarity.cosines import times
from analysis.comparison.similarity.vectors import damped, squares, weigh

if TYPE_CHECKING:
    from scipy import sparse


@dataclass(frozen=True)
class Sides:
    """Things that are compared; the score of i and j is their product over their two lengths.

    Attributes:
        totals: things × terms.
        losses: units × terms: what the total loses without the unit.
        edges: the units of thing i stand in rows edges[i] to edges[i + 1] of `losses`.
        lengths: of each thing.
        lengths_without: for each unit the length of its thing without it.
    """

    totals: sparse.csr_matrix
    losses: sparse.csr_matrix
    edges: np.ndarray
    lengths: np.ndarray
    lengths_without: np.ndarray

    @property
    def n_units(self) -> np.ndarray:
        """How many units each thing has."""
        return np.diff(self.edges)


def weighted_sides(units: sparse.csr_matrix, edges: np.ndarray, idf: np.ndarray, *, sublinear: bool) -> Sides:
    """Documents for a TF-IDF cosine, each without each of its units.

    Args:
        units: counts, units × terms.
        edges: the units of document i are rows edges[i] to edges[i + 1].
        idf: of each term.
        sublinear: weigh a count as 1 + ln(count).
    """
    owner = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    counts = _summed(units, owner, len(edges) - 1)
    whole = _at(counts, owner, units)
    left = damped(whole - units.data, sublinear=sublinear)
    losses = units.copy()
    losses.data = (damped(whole, sublinear=sublinear) - left) * idf[units.indices]
    totals = weigh(counts, idf, sublinear=sublinear)
    weight = damped(whole, sublinear=sublinear) * idf[units.indices]
    dropped = losses.copy()
    dropped.data = losses.data * (2 * weight - losses.data)
    square = squares(totals)
    without = square[owner] - dropped @ np.ones(dropped.shape[1])
    return Sides(totals, losses, edges, np.sqrt(square), np.sqrt(np.maximum(without, 0.0)))


def contained_sides(units: sparse.csr_matrix, edges: np.ndarray) -> tuple[Sides, Sides]:
    """Documents for the share of the first's distinct terms that the second has too.

    Returns:
        The documents as the first of a pair, and as the second.
    """
    owner = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    present = units.copy()
    present.data = np.ones(len(units.data))
    n_units = _summed(present, owner, len(edges) - 1)
    losses = present.copy()
    losses.data = (_at(n_units, owner, present) == 1).astype(float)
    totals = n_units.copy()
    totals.data = np.ones(len(totals.data))
    sizes = np.diff(totals.indptr).astype(float)
    left = sizes[owner] - losses @ np.ones(losses.shape[1])
    first = Sides(totals, losses, edges, sizes, left)
    return first, replace(first, lengths=np.ones(len(sizes)), lengths_without=np.ones(len(left)))


def pooled_sides(vectors: sparse.csr_matrix, edges: np.ndarray) -> Sides:
    """Groups of unit vectors for the cosine of their sums, each without each of its members."""
    owner = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    totals = _summed(vectors, owner, len(edges) - 1)
    square = squares(totals)
    product = np.empty(len(owner))
    for group, (start, stop) in enumerate(pairwise(edges)):
        product[start:stop] = times(vectors, start, stop, totals[group].toarray().ravel())
    without = square[owner] - 2 * product + squares(vectors)
    return Sides(totals, vectors, edges, np.sqrt(square), np.sqrt(np.maximum(without, 0.0)))


def stacked_sides(one: Sides, other: Sides) -> Sides:
    """The things of one and, behind them, those of the other."""
    from scipy import sparse

    return Sides(
        sparse.vstack([one.totals, other.totals], format="csr"),
        sparse.vstack([one.losses, other.losses], format="csr"),
        np.concatenate([one.edges, other.edges[1:] + one.edges[-1]]),
        np.concatenate([one.lengths, other.lengths]),
        np.concatenate([one.lengths_without, other.lengths_without]),
    )


def _summed(units: sparse.csr_matrix, owner: np.ndarray, n: int) -> sparse.csr_matrix:
    """The sum of the units of each thing, with sorted columns."""
    from scipy import sparse

    rows = np.arange(len(owner))
    whole = sparse.csr_matrix((np.ones(len(owner)), (owner, rows)), shape=(n, len(owner))) @ units
    whole.sort_indices()
    return whole


def _at(whole: sparse.csr_matrix, owner: np.ndarray, units: sparse.csr_matrix) -> np.ndarray:
    """For each entry of the units what their whole has in that column."""
    width = np.int64(whole.shape[1])
    row = np.repeat(np.arange(whole.shape[0]), np.diff(whole.indptr))
    own = np.repeat(owner, np.diff(units.indptr))
    place = np.searchsorted(row * width + whole.indices, own * width + units.indices)
    return whole.data[place]
