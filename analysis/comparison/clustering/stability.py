"""Stability: how often each cluster of a tree recurs when the words are resampled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.similarity.cosines import split_columns
from analysis.inference import Floats, bootstrap_weights
from analysis.processes import one_thread

if TYPE_CHECKING:
    from scipy import sparse

SEED = 19_850_701
# If a smaller share of the items has a term, its products are computed pair by pair, for many draws
# at once. That way 500 documents take 1.4 s instead of 6 to 8 (docs/benchmarks-parts.md).
DENSE_FROM = 1 / 8
# Products of pairs that are in memory at once.
MOST_NUMBERS = 5_000_000


def measure_stability(
    matrix: sparse.csr_matrix, links: Floats, draws: int, *, min_items: int
) -> tuple[Floats, Floats]:
    """Support and stability of each join of a tree, over bootstrap samples of the terms.

    Args:
        matrix: items × terms.
        links: the tree, as SciPy's linkage gives it.
        draws: bootstrap samples.
        min_items: with fewer items no stability is given.

    Returns:
        For each join the share of the samples that have exactly this cluster, and the mean of the
        highest Jaccard similarity to any of their clusters. NaN for the join of all items.
    """
    from scipy.cluster.hierarchy import linkage

    if matrix.shape[0] < min_items:
        return np.full(len(links), np.nan), np.full(len(links), np.nan)
    sets = _sum_over_merges(np.eye(len(links) + 1, dtype=np.int32), links)  # merges × items, 0 or 1
    with one_thread():
        best = np.array(
            [_best_match(sets, linkage(d, "average")) for d in _resample_distances(matrix, draws)]
        )
    best[:, -1] = np.nan
    return np.where(np.isnan(best), np.nan, best > 1 - 1e-9).mean(axis=0), best.mean(axis=0)


def _sum_over_merges(leaves: NDArray[np.int32], links: Floats) -> NDArray[np.int32]:
    """The sums over the leaves (a row each) that every merge joins: merges × columns of `leaves`."""
    n = len(leaves)
    sums = np.empty((2 * n - 1, leaves.shape[1]), dtype=np.int32)
    sums[:n] = leaves
    for merge, (left, right) in enumerate(links[:, :2].astype(np.int64).tolist(), start=n):
        np.add(sums[left], sums[right], out=sums[merge])
    return sums[n:]


def _best_match(sets: NDArray[np.int32], links: Floats) -> Floats:
    """The highest Jaccard similarity of each set of items to any cluster of a tree."""
    common = _sum_over_merges(sets.T, links)
    best: Floats = (common / (sets.sum(axis=1) + links[:, 3:] - common)).max(axis=0)
    return best


def _resample_distances(matrix: sparse.csr_matrix, draws: int) -> Iterator[Floats]:
    """Cosine distance of each pair of items in each sample of the terms, in SciPy's condensed form."""
    from scipy.spatial.distance import squareform

    used = matrix[:, np.flatnonzero(matrix.getnnz(axis=0))]
    weights = bootstrap_weights(used.shape[1], draws=draws, seed=SEED)
    squares = used.multiply(used) @ weights.T
    scale = np.divide(1.0, np.sqrt(squares), out=np.zeros_like(squares), where=squares > 0)
    # A term of a single item only adds to the length of that item.
    frequent, rare = split_columns(used, DENSE_FROM)
    dense = used[:, frequent].astype(np.float32).toarray().T.copy()
    pairs, weights = _pair_products(used[:, rare].tocsc()), weights.astype(np.float32)
    at_once = max(MOST_NUMBERS // pairs.shape[0], 1)
    for start in range(0, draws, at_once):
        rest = (pairs @ weights[start : start + at_once, rare].T).T.copy()
        for i, products in enumerate(rest, start=start):
            # A third of the terms is not in the sample; leaving them out halves the product.
            sampled = np.flatnonzero(weights[i, frequent])
            rows = dense[sampled] * np.sqrt(weights[i, frequent[sampled], None])
            products += squareform(rows.T @ rows, checks=False)
            lengths = squareform(np.outer(scale[:, i], scale[:, i]), checks=False)
            yield 1 - np.clip(products * lengths, 0.0, 1.0)


def _pair_products(columns: sparse.csc_matrix) -> sparse.csr_matrix:
    """What each term adds to the product of each pair of items: pairs (condensed as in SciPy) × terms."""
    from scipy import sparse

    n, width = columns.shape
    items = np.diff(columns.indptr)
    pair, term, value = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [np.empty(0, np.float32)]
    for k in np.unique(items):
        terms = np.flatnonzero(items == k)
        i, j = np.triu_indices(k, 1)
        at = columns.indptr[terms][:, None] + np.arange(k)
        item, weight = columns.indices[at].astype(np.int64), columns.data[at].astype(np.float32)
        first, second = item[:, i], item[:, j]
        pair.append((first * (2 * n - first - 3) // 2 + second - 1).ravel())
        term.append(np.repeat(terms, len(i)))
        value.append((weight[:, i] * weight[:, j]).ravel())
    entries = (np.concatenate(value), (np.concatenate(pair), np.concatenate(term)))
    return sparse.csr_matrix(entries, shape=(n * (n - 1) // 2, width))
