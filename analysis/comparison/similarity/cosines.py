"""Cosines: exact scores of given pairs, and the nearest neighbours of every vector.

The neighbours of many vectors are found in single precision, strip by strip of the matrix of
cosines: columns that many vectors have are multiplied densely, the rest sparsely. Whatever may be
among the nearest is then scored again in double precision, so that the answer is that of the whole
matrix of cosines.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy import sparse

BLOCK = 1_000
# A thread multiplies so many rows with all rows behind them, the rare columns of so many together.
STRIP = 500
TOGETHER = 8
# Pairs that a thread scores at once.
CHUNK = 500
THREADS = min(4, os.cpu_count() or 1)
# A column that this share of the vectors has is cheaper to multiply densely; at most so many are.
DENSE_SHARE = 0.06
DENSE_COLUMNS = 4_000
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


def select_pairs(vectors: sparse.csr_matrix, all_pairs_up_to: int, neighbours: int) -> Pairs:
    """The pairs of a table, the most alike first: i, j and cosine.

    Args:
        vectors: unit rows.
        all_pairs_up_to: of so many rows at most, every pair is given.
        neighbours: of more rows, the pairs in which one is among so many nearest of the other.
    """
    if vectors.shape[0] <= all_pairs_up_to:
        first, second, score = all_pairs(vectors)
    else:
        first, second, score = nearest_pairs(vectors, neighbours)
    score = np.clip(score, 0.0, 1.0)
    order = np.lexsort((second, first, -score))
    return first[order], second[order], score[order]


def score_pairs(vectors: sparse.csr_matrix, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The product of row `first[p]` and row `second[p]` for each p, in double precision.

    Terms are added in the order of the columns, so that equal rows have equal products, to the
    last bit those of `vectors @ vectors.T`.
    """
    scores = np.empty(len(first))
    order = np.argsort(first, kind="stable")
    chunks = [order[start : start + CHUNK] for start in range(0, len(order), CHUNK)]
    with ThreadPoolExecutor(THREADS) as pool:
        told = pool.map(lambda chunk: _chunk_scores(vectors, first[chunk], second[chunk]), chunks)
        for chunk, products in zip(chunks, told, strict=True):
            scores[chunk] = products
    return scores


def _chunk_scores(vectors: sparse.csr_matrix, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """`score_pairs` where `first` is sorted."""
    terms = vectors[second]
    spread = np.zeros(vectors.shape[1])
    for own, members in group_positions(first):
        here = slice(vectors.indptr[own], vectors.indptr[own + 1])
        theirs = slice(terms.indptr[members[0]], terms.indptr[members[-1] + 1])
        spread[vectors.indices[here]] = vectors.data[here]
        terms.data[theirs] *= spread.take(terms.indices[theirs])
        spread[vectors.indices[here]] = 0.0
    return np.asarray(terms @ np.ones(vectors.shape[1]))


def multiply_rows(matrix: sparse.csr_matrix, start: int, stop: int, spread: np.ndarray) -> np.ndarray:
    """The product of the rows from `start` to `stop` with a dense vector."""
    ends = matrix.indptr[start : stop + 1]
    here = slice(ends[0], ends[-1])
    terms = matrix.data[here] * spread[matrix.indices[here]]
    if (ends[1:] > ends[:-1]).all():
        return np.add.reduceat(terms, ends[:-1] - ends[0])
    row = np.repeat(np.arange(stop - start), np.diff(ends))
    return np.bincount(row, terms, minlength=stop - start)


def group_positions(numbers: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
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
    if not vectors.has_sorted_indices:
        vectors = vectors.sorted_indices()
    row, column = _candidates(vectors, k)
    score, kept = _settled(vectors, row, column, k)
    return row[kept], column[kept], score[kept]


def _settled(
    vectors: sparse.csr_matrix, row: np.ndarray, column: np.ndarray, k: int
) -> tuple[np.ndarray, np.ndarray]:
    """The exact score of each pair, and where the k nearest of each row stand, in their order."""
    n = vectors.shape[0]
    code = np.minimum(row, column) * n + np.maximum(row, column)
    code, place = np.unique(code, return_inverse=True)
    score = score_pairs(vectors, code // n, code % n)[place]
    order = np.lexsort((column, -score, row))
    return score, order[_rank(row[order], n) < k]


def _rank(row: np.ndarray, n: int) -> np.ndarray:
    """How many entries of the same row stand before each, where rows stand together."""
    return np.arange(len(row)) - np.searchsorted(row, np.arange(n))[row]


def _candidates(vectors: sparse.csr_matrix, k: int) -> tuple[np.ndarray, np.ndarray]:
    """For each row whatever may be among its k nearest: row and other, in no order."""
    found = _Candidates(vectors, k)
    # A row without entries has a product of 0 with any: the first rows are its nearest.
    empty = np.flatnonzero(np.diff(vectors.indptr) == 0)
    found.bound[empty] = np.inf
    for start, strip in _strips(vectors):
        height = len(strip)
        np.fill_diagonal(strip, 2 * UNKNOWN)
        found.add(strip, start, start)
        if height < strip.shape[1]:
            found.add(strip[:, height:].T, start + height, start)
    found.shrink()
    row = np.concatenate([found.rows[0], np.repeat(empty, k + 1)])
    column = np.concatenate([found.columns[0], np.tile(np.arange(k + 1), len(empty))])
    return row[row != column], column[row != column]


def _strips(vectors: sparse.csr_matrix) -> Iterator[tuple[int, np.ndarray]]:
    """Products of some rows with themselves and all rows behind them: first row, products.

    Threads make whole strips: a sparse product has one thread, and a dense one that has several
    waits for the slowest.
    """
    from threadpoolctl import threadpool_limits

    dense, rare = _split(vectors)
    lists = rare.T.tocsr()

    def strip(start: int, lists: sparse.csr_matrix) -> tuple[int, np.ndarray]:
        products = dense[start : start + STRIP] @ dense[start:].T
        rows = rare[start : start + STRIP]
        for at in range(0, len(products), TOGETHER):
            products[at : at + TOGETHER] += _scattered(rows[at : at + TOGETHER], lists)
        return start, products

    waiting: deque[Future[tuple[int, np.ndarray]]] = deque()
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(THREADS) as pool:
        for start in range(0, vectors.shape[0], STRIP):
            waiting.append(pool.submit(strip, start, lists))
            lists = lists[:, STRIP:]
            if len(waiting) > THREADS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _scattered(rows: sparse.csr_matrix, lists: sparse.csr_matrix) -> np.ndarray:
    """`(rows @ lists).toarray()` in half the time: SciPy first finds out what is not 0.

    The lists of all columns that the rows have are put one behind the other, each pointing to its
    row's place in the result, and added up there.
    """
    from scipy import sparse

    n, width = rows.shape[0], lists.shape[1]
    found = lists[rows.indices]
    owner = np.repeat(np.arange(n, dtype=np.int32) * width, np.diff(rows.indptr))
    found.indices += np.repeat(owner, np.diff(found.indptr))
    told = (found.data, found.indices, found.indptr)
    return (sparse.csc_matrix(told, shape=(n * width, len(owner))) @ rows.data).reshape(n, width)


def _split(vectors: sparse.csr_matrix) -> tuple[np.ndarray, sparse.csr_matrix]:
    """The vectors in single precision: frequent columns dense, the others sparse.

    A column that a single vector has is in no pair and left out.
    """
    from scipy import sparse

    n, width = vectors.shape
    frequency = np.bincount(vectors.indices, minlength=width)
    place = np.empty(width, np.int32)
    place[np.argsort(-frequency, kind="stable")] = np.arange(width)
    n_dense = min(int((frequency > DENSE_SHARE * n).sum()), DENSE_COLUMNS)
    n_rare = max(0, int((frequency > 1).sum()) - n_dense)
    dense = np.zeros((n, n_dense), np.float32)
    parts = []
    for start in range(0, n, BLOCK):
        part = vectors[start : start + BLOCK]
        column, data = place[part.indices], part.data.astype(np.float32)
        row = np.repeat(np.arange(start, start + part.shape[0]), np.diff(part.indptr))
        often = column < n_dense
        dense[row[often], column[often]] = data[often]
        rare = np.flatnonzero(~often & (column < n_dense + n_rare))
        told = (data[rare], column[rare] - n_dense, np.searchsorted(rare, part.indptr))
        parts.append(sparse.csr_matrix(told, shape=(part.shape[0], n_rare)))
    return dense, sparse.vstack(parts, format="csr")


class _Candidates:
    """Entries that may be among the k largest of their row, while blocks come in.

    Attributes:
        vectors: the rows whose products the entries are.
        k: how many are wanted.
        bound: for each row a score that k of its entries are known to reach.
        margin: twice as much as single precision can err at the most in a product of unit
            vectors: a sum of n products by n times half the spacing of numbers at 1 (Higham 2002,
            ch. 3), and a little for the rounding of the vectors themselves.
        rows, columns, scores: the entries, in parts.
    """

    def __init__(self, vectors: sparse.csr_matrix, k: int) -> None:
        n = vectors.shape[0]
        self.vectors, self.k = vectors, k
        self.bound = np.full(n, UNKNOWN, np.float32)
        longest = int(np.diff(vectors.indptr).max())
        self.margin = np.float32((longest + 10) * np.finfo(np.float32).eps)
        self.rows: list[np.ndarray] = []
        self.columns: list[np.ndarray] = []
        self.scores: list[np.ndarray] = []
        self.size = 0

    def add(self, block: np.ndarray, first_row: int, first_column: int) -> None:
        """Take in a block of scores that starts at some row and column of the whole."""
        bound = self.bound[first_row : first_row + len(block)]
        if block.shape[1] > self.k and (bound < 0).any():
            at = block.shape[1] - self.k
            kth = np.partition(np.ascontiguousarray(block), at, axis=1)[:, at]
            np.maximum(bound, kth, out=bound)
        row, column = _where(block >= (bound - self.margin)[:, None])
        self.rows.append(row + first_row)
        self.columns.append(column + first_column)
        self.scores.append(block[row, column])
        self.size += len(row)
        if self.size > 5 * self.k * len(self.bound):
            self.shrink()

    def shrink(self) -> None:
        """Raise the bounds to what is known by now, and drop what lies below."""
        row, column, score = (np.concatenate(parts) for parts in (self.rows, self.columns, self.scores))
        order = np.argsort(3.0 * row - score)  # by row, the largest first
        row, column, score = row[order], column[order], score[order]
        kth = _rank(row, len(self.bound)) == self.k - 1
        self.bound[row[kth]] = np.maximum(self.bound[row[kth]], score[kth])
        kept = score >= self.bound[row] - self.margin
        row, column, score = row[kept], column[kept], score[kept]
        if len(row) > 3 * self.k * len(self.bound):  # so many are equal that only exact scores tell
            _, kept = _settled(self.vectors, row, column, self.k)
            row, column, score = row[kept], column[kept], score[kept]
        self.rows, self.columns, self.scores = [row], [column], [score]
        self.size = len(row)


def _where(mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Row and column of what is true, however the mask lies in memory."""
    if mask.flags.c_contiguous:
        row, column = np.divmod(np.flatnonzero(mask), mask.shape[1])
    else:
        column, row = np.divmod(np.flatnonzero(mask.T), mask.shape[0])
    return row, column
