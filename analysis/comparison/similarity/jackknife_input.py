"""Jackknife input: what the jackknife needs to score items whole and without each of their units.

An item is a document or a group. The units of a document are its sections (see `jackknife_units`),
those of a group its documents.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.similarity.cosines import multiply_rows
from analysis.comparison.similarity.vectors import dampen, squares, weigh

if TYPE_CHECKING:
    from scipy import sparse


@dataclass(frozen=True)
class JackknifeInput:
    """Documents or groups that are compared, whole and without each of their units.

    The score of items i and j is the product of their totals over the product of their lengths.

    Attributes:
        totals: items × terms.
        removals: units × terms, what the total loses when the unit is left out.
        edges: the units of item i are rows edges[i] to edges[i + 1] of `removals`.
        lengths: of each item.
        lengths_without: for each unit the length of its item without it.
    """

    totals: sparse.csr_matrix
    removals: sparse.csr_matrix
    edges: np.ndarray
    lengths: np.ndarray
    lengths_without: np.ndarray

    @property
    def n_units(self) -> np.ndarray:
        """How many units each item has."""
        return np.diff(self.edges)


def prepare_cosine(
    units: sparse.csr_matrix, edges: np.ndarray, idf: np.ndarray, *, sublinear: bool
) -> JackknifeInput:
    """Documents for a TF-IDF cosine, whole and without each of their units.

    Args:
        units: counts, units × terms.
        edges: the units of document i are rows edges[i] to edges[i + 1].
        idf: of each term.
        sublinear: weigh a count as 1 + ln(count).
    """
    owner = _owners(edges)
    counts = _sum_units(units, owner, len(edges) - 1)
    whole = _look_up(counts, owner, units)
    left = dampen(whole - units.data, sublinear=sublinear)
    removals = units.copy()
    removals.data = (dampen(whole, sublinear=sublinear) - left) * idf[units.indices]
    totals = weigh(counts, idf, sublinear=sublinear)
    weight = dampen(whole, sublinear=sublinear) * idf[units.indices]
    # w² − (w − r)² = r (2 w − r): what the squared length loses with a weight that falls from w by r.
    lost = removals.copy()
    lost.data = removals.data * (2 * weight - removals.data)
    square = squares(totals)
    without = square[owner] - lost @ np.ones(lost.shape[1])
    return JackknifeInput(totals, removals, edges, np.sqrt(square), np.sqrt(np.maximum(without, 0.0)))


def prepare_containment(units: sparse.csr_matrix, edges: np.ndarray) -> tuple[JackknifeInput, JackknifeInput]:
    """Documents for the share of the first's distinct terms that the second has too (Broder 1997).

    Args:
        units: counts, units × terms.
        edges: the units of document i are rows edges[i] to edges[i + 1].

    Returns:
        The documents as the first of a pair, and as the second.
    """
    owner = _owners(edges)
    present = units.copy()
    present.data = np.ones(len(units.data))
    n_units = _sum_units(present, owner, len(edges) - 1)
    # Without a unit a document loses those terms that no other unit has.
    removals = present.copy()
    removals.data = (_look_up(n_units, owner, present) == 1).astype(float)
    totals = n_units.copy()
    totals.data = np.ones(len(totals.data))
    sizes = np.diff(totals.indptr).astype(float)
    left = sizes[owner] - removals @ np.ones(removals.shape[1])
    first = JackknifeInput(totals, removals, edges, sizes, left)
    return first, replace(first, lengths=np.ones(len(sizes)), lengths_without=np.ones(len(left)))


def prepare_group_cosine(vectors: sparse.csr_matrix, edges: np.ndarray) -> JackknifeInput:
    """Groups for the cosine of their summed vectors, whole and without each of their documents.

    Args:
        vectors: unit vectors, documents × terms.
        edges: the documents of group i are rows edges[i] to edges[i + 1].
    """
    owner = _owners(edges)
    totals = _sum_units(vectors, owner, len(edges) - 1)
    square = squares(totals)
    product = np.empty(len(owner))
    for group, (start, stop) in enumerate(pairwise(edges)):
        product[start:stop] = multiply_rows(vectors, start, stop, totals[group].toarray().ravel())
    without = square[owner] - 2 * product + squares(vectors)
    return JackknifeInput(totals, vectors, edges, np.sqrt(square), np.sqrt(np.maximum(without, 0.0)))


def stack_inputs(upper: JackknifeInput, lower: JackknifeInput) -> JackknifeInput:
    """The items of `upper` followed by those of `lower`."""
    from scipy import sparse

    return JackknifeInput(
        sparse.vstack([upper.totals, lower.totals], format="csr"),
        sparse.vstack([upper.removals, lower.removals], format="csr"),
        np.concatenate([upper.edges, lower.edges[1:] + upper.edges[-1]]),
        np.concatenate([upper.lengths, lower.lengths]),
        np.concatenate([upper.lengths_without, lower.lengths_without]),
    )


def _owners(edges: np.ndarray) -> np.ndarray:
    """The item of each unit."""
    return np.repeat(np.arange(len(edges) - 1), np.diff(edges))


def _sum_units(units: sparse.csr_matrix, owner: np.ndarray, n_items: int) -> sparse.csr_matrix:
    """The sum of the units of each item, with sorted columns."""
    from scipy import sparse

    n = len(owner)
    totals = sparse.csr_matrix((np.ones(n), (owner, np.arange(n))), shape=(n_items, n)) @ units
    totals.sort_indices()
    return totals


def _look_up(totals: sparse.csr_matrix, owner: np.ndarray, units: sparse.csr_matrix) -> np.ndarray:
    """For each entry of the units, the entry of the same column in the total of its item."""
    width = np.int64(totals.shape[1])
    row = np.repeat(np.arange(totals.shape[0]), np.diff(totals.indptr))
    own = np.repeat(owner, np.diff(units.indptr))
    place = np.searchsorted(row * width + totals.indices, own * width + units.indices)
    return totals.data[place]
