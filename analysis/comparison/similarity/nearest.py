"""Nearest neighbours: the most alike rows of each row, in corpora too large to list every pair.

Every pair is scored in single precision. The pairs that may be among the nearest are then scored
again in double precision, so that the result is that of sorting the whole matrix of cosines, also
where cosines are equal.

Measured with benchmarks/pairs.py: taking the plain product `vectors @ vectors.T` in double
precision instead costs a whole run of 2,000 documents about one second more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.similarity.cosines import Pairs, all_pairs, score_pairs, split_columns
from analysis.processes import one_thread

if TYPE_CHECKING:
    from scipy import sparse

# Rows whose products with all rows are in memory at once.
BLOCK = 500
# A column that a larger share of the rows has is cheaper to multiply densely (measured: .06 is
# the fastest of .01 to .06 on real and on drawn vectors).
DENSE_SHARE = 0.06


def select_pairs(vectors: sparse.csr_matrix, all_pairs_up_to: int, neighbours: int) -> Pairs:
    """The pairs of a table, the most alike first: i, j and cosine.

    Args:
        vectors: unit rows.
        all_pairs_up_to: up to this many rows, every pair is given.
        neighbours: with more rows, the pairs in which one row is among this many nearest of the
            other.
    """
    if vectors.shape[0] <= all_pairs_up_to:
        first, second, score = all_pairs(vectors)
    else:
        first, second, score = nearest_pairs(vectors, neighbours)
    score = np.clip(score, 0.0, 1.0)
    order = np.lexsort((second, first, -score))
    return first[order], second[order], score[order]


def nearest_pairs(vectors: sparse.csr_matrix, k: int) -> Pairs:
    """Pairs i < j of unit rows in which one is among the other's k nearest: i, j and cosine.

    Of equally near rows the earlier is taken.
    """
    row, neighbour, score = nearest_rows(vectors, k)
    code = np.minimum(row, neighbour) * vectors.shape[0] + np.maximum(row, neighbour)
    code, at = np.unique(code, return_index=True)
    return code // vectors.shape[0], code % vectors.shape[0], score[at]


def nearest_rows(vectors: sparse.csr_matrix, k: int) -> Pairs:
    """The k nearest rows of each unit row: row, neighbour and cosine, the nearest first.

    Of equally near rows the earlier is taken.
    """
    n = vectors.shape[0]
    k = min(k, n - 1)
    parts = [(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))]
    if k < 1:
        return parts[0]
    if not vectors.has_sorted_indices:
        vectors = vectors.sorted_indices()
    frequent_columns, rare_columns = split_columns(vectors, DENSE_SHARE)
    single = vectors.astype(np.float32)
    dense, rare = single[:, frequent_columns].toarray(), single[:, rare_columns]
    rare_transposed, margin = rare.T.tocsr(), _rounding_margin(vectors)
    for start in range(0, n, BLOCK):
        rows = slice(start, start + BLOCK)
        with one_thread():  # several spend more time waiting for each other than multiplying
            products = dense[rows] @ dense.T
        products += (rare[rows] @ rare_transposed).toarray()
        own = np.arange(len(products))
        products[own, start + own] = -1.0  # no row is its own neighbour
        kth = np.partition(products, n - k, axis=1)[:, n - k]
        row, neighbour = np.nonzero(products >= (kth - margin)[:, None])
        parts.append(_take_nearest(vectors, row + start, neighbour, k))
    row, neighbour, score = (np.concatenate(part) for part in zip(*parts, strict=True))
    return row, neighbour, score


def _rounding_margin(vectors: sparse.csr_matrix) -> np.float32:
    """Twice the largest error of single precision in a product of two unit rows.

    The error of a sum of n products is at most n times half the spacing of numbers at 1 (Higham
    2002, ch. 3), plus a little for the rounding of the vectors themselves.
    """
    longest = int(np.diff(vectors.indptr).max())
    return np.float32((longest + 10) * np.finfo(np.float32).eps)


def _take_nearest(vectors: sparse.csr_matrix, row: np.ndarray, neighbour: np.ndarray, k: int) -> Pairs:
    """The k nearest neighbours of each row among candidates sorted by row, by their exact score."""
    score = score_pairs(vectors, row, neighbour)
    order = np.lexsort((neighbour, -score, row))
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    nearest = order[rank < k]
    return row[nearest], neighbour[nearest], score[nearest]
