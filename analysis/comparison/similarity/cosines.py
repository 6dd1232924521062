"""Cosines: exact products of unit vectors, for every pair or for given pairs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy import sparse

# Rows whose products with all rows are in memory at once.
BLOCK = 1_000
# Pairs whose rows are in memory at once.
CHUNK = 500

# First row, second row and score of each pair.
Pairs = tuple[np.ndarray, np.ndarray, np.ndarray]


def all_pairs(vectors: sparse.csr_matrix) -> Pairs:
    """Every pair i < j of rows: i, j and their product."""
    parts = [(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))]
    columns = vectors.T.tocsr()
    for start in range(0, vectors.shape[0], BLOCK):
        block = (vectors[start : start + BLOCK] @ columns).toarray()
        i, j = np.triu_indices(block.shape[0], k=start + 1, m=block.shape[1])
        parts.append((i + start, j, block[i, j]))
    first, second, scores = (np.concatenate(part) for part in zip(*parts, strict=True))
    return first, second, scores


def split_columns(vectors: sparse.csr_matrix, dense_from: float) -> tuple[np.ndarray, np.ndarray]:
    """Columns that are cheaper to multiply as a dense array, and those that are cheaper as sparse ones.

    A column that only one row has adds to no product of two rows, and is in neither.

    Args:
        vectors: rows × columns.
        dense_from: share of the rows from which a column is multiplied densely.
    """
    n_rows = vectors.getnnz(axis=0)
    is_dense = n_rows >= max(2.0, dense_from * vectors.shape[0])
    return np.flatnonzero(is_dense), np.flatnonzero((n_rows > 1) & ~is_dense)


def score_pairs(vectors: sparse.csr_matrix, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The product of row `first[p]` and row `second[p]` for each p, in double precision.

    Terms are added in the order of the columns: equal rows have equal products, and every product
    is that of `vectors @ vectors.T` to the last bit.
    """
    scores = np.empty(len(first))
    # Pairs with the same first row come together: each row is written out in full once.
    order = np.argsort(first, kind="stable")
    chunks = [order[start : start + CHUNK] for start in range(0, len(order), CHUNK)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        products = pool.map(lambda chunk: _score_chunk(vectors, first[chunk], second[chunk]), chunks)
        for chunk, chunk_scores in zip(chunks, products, strict=True):
            scores[chunk] = chunk_scores
    return scores


def _score_chunk(vectors: sparse.csr_matrix, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """`score_pairs` of pairs that are sorted by their first row."""
    row = np.zeros(vectors.shape[1])
    products = vectors[second]
    for own, members in group_positions(first):
        entries = slice(vectors.indptr[own], vectors.indptr[own + 1])
        others = slice(products.indptr[members[0]], products.indptr[members[-1] + 1])
        row[vectors.indices[entries]] = vectors.data[entries]
        products.data[others] *= row[products.indices[others]]
        row[vectors.indices[entries]] = 0.0
    return np.asarray(products @ np.ones(vectors.shape[1]))


def multiply_rows(matrix: sparse.csr_matrix, start: int, stop: int, vector: np.ndarray) -> np.ndarray:
    """`matrix[start:stop] @ vector`, without the time that SciPy takes to slice the rows.

    This saves a sixth of the time of the tables of pairs and groups (docs/benchmarks-parts.md).
    """
    ends = matrix.indptr[start : stop + 1]
    entries = slice(ends[0], ends[-1])
    terms = matrix.data[entries] * vector[matrix.indices[entries]]
    if (ends[1:] > ends[:-1]).all():
        return np.add.reduceat(terms, ends[:-1] - ends[0])
    row = np.repeat(np.arange(stop - start), np.diff(ends))  # reduceat can't sum empty rows
    return np.bincount(row, terms, minlength=stop - start)


def group_positions(numbers: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """Each distinct number with its positions."""
    order = np.argsort(numbers, kind="stable")
    edges = np.flatnonzero(np.diff(numbers[order], prepend=-1, append=-1))
    for start, stop in pairwise(edges):
        yield int(numbers[order[start]]), order[start:stop]
