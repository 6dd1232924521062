"""Cosines: exact scores of given pairs, and the nearest neighbours of every vector.

The neighbours of many vectors are found in single precision, block by block: columns that many
vectors have are multiplied densely, the rest sparsely. Whatever may be among the nearest is then
scored again in double precision, so that the answer is that of the whole matrix of cosines.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import combinations_with_replacement, pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy import sparse

BLOCK = 1_000
CHUNK = 2_000
THREADS = 4
# A column that this share of the vectors has is cheaper to multiply densely; at most so many are.
DENSE_SHARE = 0.06
DENSE_COLUMNS = 4_000
# More than single precision can err in a product of unit vectors.
MARGIN = 2e-5
# A bound below every score.
UNKNOWN = -1.0

Pairs = tuple[np.ndarray, np.ndarray, np.ndarray]


def all_pairs(vectors: sparse.csr_matrix) -> Pairs:
    """Every pair i < j of rows: i, j and their product."""
    parts = [(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))]
    turned = vectors.T.tocsr()
    for start in range(0, vectors.shape[0], BLOCK):
        block = (vectors[start : start + BLOCK] @ turned).toarray()
        i, j = np.triu_indices(block.shape[0], k=start + 1, m=block.shape[1])
        parts.append((i + start, j, block[i, j]))
    first, second, scores = (np.concatenate(part) for part in zip(*parts, strict=True))
    return first, second, scores


def score_pairs(vectors: sparse.csr_matrix, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The product of row `first[p]` and row `second[p]` for each p, in double precision."""
    scores = np.empty(len(first))
    spread = np.zeros(vectors.shape[1])
    order = np.argsort(first, kind="stable")
    for start in range(0, len(order), CHUNK):
        chunk = order[start : start + CHUNK]
        others = vectors[second[chunk]]
        for own, members in by_value(first[chunk]):
            here = slice(vectors.indptr[own], vectors.indptr[own + 1])
            spread[vectors.indices[here]] = vectors.data[here]
            scores[chunk[members]] = times(others, members[0], members[-1] + 1, spread)
            spread[vectors.indices[here]] = 0.0
    return scores


def times(matrix: sparse.csr_matrix, start: int, stop: int, spread: np.ndarray) -> np.ndarray:
    """The product of the rows from `start` to `stop` with a dense vector."""
    ends = matrix.indptr[start : stop + 1]
    here = slice(ends[0], ends[-1])
    terms = matrix.data[here] * spread[matrix.indices[here]]
    if (ends[1:] > ends[:-1]).all():
        return np.add.reduceat(terms, ends[:-1] - ends[0])
    row = np.repeat(np.arange(stop - start), np.diff(ends))
    return np.bincount(row, terms, minlength=stop - start)


def by_value(numbers: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """Each distinct number with the positions where it stands."""
    order = np.argsort(numbers, kind="stable")
    edges = np.flatnonzero(np.diff(numbers[order], prepend=-1, append=-1))
    for start, stop in pairwise(edges):
        yield int(numbers[order[start]]), order[start:stop]


def nearest_pairs(vectors: sparse.csr_matrix, k: int) -> Pairs:
    """Pairs i < j of unit rows in which one is among the other's k nearest: i, j and cosine.

    Of rows equally near the earlier is taken.
    """
    row, column, score = nearest_rows(vectors, k)
    code = np.minimum(row, column) * vectors.shape[0] + np.maximum(row, column)
    code, at = np.unique(code, return_index=True)
    return code // vectors.shape[0], code % vectors.shape[0], score[at]


def nearest_rows(vectors: sparse.csr_matrix, k: int) -> Pairs:
    """The k nearest rows of each unit row: row, other and cosine, the nearest first."""
    n = vectors.shape[0]
    k = min(k, n - 1)
    if k < 1:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    row, column = _candidates(vectors, k)
    code = np.minimum(row, column) * n + np.maximum(row, column)
    code, place = np.unique(code, return_inverse=True)
    score = score_pairs(vectors, code // n, code % n)[place]
    order = np.lexsort((column, -score, row))
    row, column, score = row[order], column[order], score[order]
    kept = _rank(row, n) < k
    return row[kept], column[kept], score[kept]


def _rank(row: np.ndarray, n: int) -> np.ndarray:
    """How many entries of the same row stand before each, where rows stand together."""
    return np.arange(len(row)) - np.searchsorted(row, np.arange(n))[row]


def _candidates(vectors: sparse.csr_matrix, k: int) -> tuple[np.ndarray, np.ndarray]:
    """For each row whatever may be among its k nearest: row and other, in no order."""
    found = _Candidates(k, np.full(vectors.shape[0], UNKNOWN, np.float32))
    for row, column, block in _blocks(vectors):
        if row == column:
            np.fill_diagonal(block, 2 * UNKNOWN)
        else:
            found.add(np.ascontiguousarray(block.T), column, row)
        found.add(block, row, column)
    found.shrink()
    return found.rows[0], found.columns[0]


def _blocks(vectors: sparse.csr_matrix) -> Iterator[tuple[int, int, np.ndarray]]:
    """The blocks on and above the diagonal: first row, first column, products.

    Threads make whole blocks: a sparse product has one thread, and a dense one that has several
    waits for the slowest.
    """
    from threadpoolctl import threadpool_limits

    edges = [*range(0, vectors.shape[0], BLOCK), vectors.shape[0]]
    dense, rest = _split(vectors)
    rows = [(dense[a:b], rest[a:b]) for a, b in pairwise(edges)]
    columns = [(often.T, rare.T.tocsr()) for often, rare in rows]

    def block(x: int, y: int) -> tuple[int, int, np.ndarray]:
        (often, rare), (often_t, rare_t) = rows[x], columns[y]
        products = often @ often_t
        products += (rare @ rare_t).toarray()
        return edges[x], edges[y], products

    threads = min(THREADS, os.cpu_count() or 1)
    waiting: deque[Future[tuple[int, int, np.ndarray]]] = deque()
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(threads) as pool:
        for x, y in combinations_with_replacement(range(len(rows)), 2):
            waiting.append(pool.submit(block, x, y))
            if len(waiting) > threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _split(vectors: sparse.csr_matrix) -> tuple[np.ndarray, sparse.csr_matrix]:
    """The vectors in single precision: frequent columns dense, the others sparse.

    A column that a single vector has is in no pair and left out.
    """
    from scipy import sparse

    n, width = vectors.shape
    frequency = np.bincount(vectors.indices, minlength=width)
    order = np.argsort(-frequency, kind="stable")
    n_dense = min(int((frequency > DENSE_SHARE * n).sum()), DENSE_COLUMNS)
    place = np.empty(width, np.int64)
    place[order] = np.arange(width)
    column, data = place[vectors.indices], vectors.data.astype(np.float32)
    row = np.repeat(np.arange(n), np.diff(vectors.indptr))
    often = column < n_dense
    dense = np.zeros((n, n_dense), np.float32)
    dense[row[often], column[often]] = data[often]
    rare = np.flatnonzero(~often & (frequency[vectors.indices] > 1))
    ends = np.searchsorted(rare, vectors.indptr)
    parts = (data[rare], column[rare] - n_dense, ends)
    return dense, sparse.csr_matrix(parts, shape=(n, width - n_dense))


@dataclass
class _Candidates:
    """Entries that may be among the k largest of their row, while blocks come in.

    Attributes:
        k: how many are wanted.
        bound: for each row a score that k of its entries are known to reach.
        rows, columns, scores: the entries, in parts.
    """

    k: int
    bound: np.ndarray
    rows: list[np.ndarray] = field(default_factory=list)
    columns: list[np.ndarray] = field(default_factory=list)
    scores: list[np.ndarray] = field(default_factory=list)
    size: int = 0

    def add(self, block: np.ndarray, first_row: int, first_column: int) -> None:
        """Take in a block of scores that starts at some row and column of the whole."""
        bound = self.bound[first_row : first_row + len(block)]
        if block.shape[1] > self.k and (bound < 0).any():
            at = block.shape[1] - self.k
            np.maximum(bound, np.partition(block, at, axis=1)[:, at], out=bound)
        place = np.flatnonzero(block >= bound[:, None] - np.float32(MARGIN))
        row, column = np.divmod(place, block.shape[1])
        self.rows.append(row + first_row)
        self.columns.append(column + first_column)
        self.scores.append(block.ravel()[place])
        self.size += len(place)
        if self.size > 5 * self.k * len(self.bound):
            self.shrink()

    def shrink(self) -> None:
        """Raise the bounds to what is known by now, and drop what lies below."""
        row, column, score = (
            np.concatenate(parts) for parts in (self.rows, self.columns, self.scores)
        )
        order = np.argsort(2.0 * row - score)  # by row, the largest first
        row, column, score = row[order], column[order], score[order]
        kth = _rank(row, len(self.bound)) == self.k - 1
        self.bound[row[kth]] = np.maximum(self.bound[row[kth]], score[kth])
        kept = score >= self.bound[row] - np.float32(MARGIN)
        self.rows, self.columns, self.scores = [row[kept]], [column[kept]], [score[kept]]
        self.size = int(kept.sum())
