"""Expected similarity: what two plans of such years, levels and genres usually score.

Any two official plans share words. Two plans of the same year share more than two a decade apart,
and two districts more than a district and a province. A score means something only next to that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.similarity.cosines import Pairs
from analysis.comparison.similarity.vectors import squares
from analysis.documents.corpus import Corpus, Document
from analysis.documents.places import AdminLevel

if TYPE_CHECKING:
    from scipy import sparse

# Years apart from which another class starts: 0, 1, 2–3, 4–7, 8 and more.
GAPS = (1, 2, 4, 8)
# A mean of fewer other pairs is not given.
MIN_PAIRS = 5
# What the other pairs have in common with a pair, the narrowest first.
BASES = ("years and levels", "years apart and levels", "levels", "corpus")


@dataclass(frozen=True)
class Expected:
    """What pairs of documents usually score.

    Attributes:
        score: mean score of the other pairs of the same kind; NaN if no kind has five others.
        n: number of these other pairs.
        basis: what they have in common with the pair, one of `BASES`; empty if there is no mean.
    """

    score: np.ndarray
    n: np.ndarray
    basis: np.ndarray


def expected_scores(corpus: Corpus, vectors: sparse.csr_matrix, pairs: Pairs) -> Expected:
    """The mean score of the other pairs of the corpus that are of the same kind.

    The kind is the narrowest of these that has five other pairs:

    - the same two years and administrative levels, and both plans of one genre or not;
    - as many years apart (0, 1, 2–3, 4–7, 8 and more, or not known), and levels and genre as above;
    - the same levels;
    - every pair of the corpus.

    The mean is over all such pairs, not only over those that a table keeps.

    Args:
        corpus: the documents.
        vectors: their unit vectors.
        pairs: rows of both documents and the cosine of each pair; a pair is left out of its own
            mean.
    """
    first, second, scores = pairs
    expected = Expected(
        np.full(len(scores), np.nan),
        np.zeros(len(scores), np.int64),
        np.full(len(scores), "", object),
    )
    if not len(scores):
        return expected
    cells, cell = _list_cells(corpus)
    products, sizes = _sum_between_cells(vectors, cell, len(cells))
    for basis, kind in zip(BASES, _number_kinds(cells), strict=True):
        totals = np.bincount(kind.ravel(), products.ravel()) / 2
        counts = np.bincount(kind.ravel(), sizes.ravel()).astype(np.int64) // 2
        own = kind[cell[first], cell[second]]
        at = np.flatnonzero((expected.basis == "") & (own > 0) & (counts[own] - 1 >= MIN_PAIRS))
        expected.n[at] = counts[own[at]] - 1
        expected.score[at] = np.clip((totals[own[at]] - scores[at]) / expected.n[at], 0.0, 1.0)
        expected.basis[at] = basis
    return expected


def _list_cells(corpus: Corpus) -> tuple[list[tuple[int, str, str]], np.ndarray]:
    """The distinct year, level and genre of documents, and which of them each document has."""
    of_documents = [
        (document.metadata.year or 0, level_of(document), document.metadata.genre) for document in corpus
    ]
    cells = sorted(set(of_documents))
    place = {cell: at for at, cell in enumerate(cells)}
    return cells, np.array([place[cell] for cell in of_documents], dtype=np.int64)


def level_of(document: Document) -> str:
    """The level of a plan's place: town, district, city, province, national, or empty if not known."""
    meta = document.metadata
    levels = (
        ("town", meta.town),
        ("district", meta.district),
        ("city", meta.city),
        ("province", meta.province),
    )
    national = str(AdminLevel.NATIONAL) if meta.admin_level == AdminLevel.NATIONAL else ""
    return next((level for level, name in levels if name), national)


def _number_kinds(cells: list[tuple[int, str, str]]) -> list[np.ndarray]:
    """For each of `BASES` the kind of pair that two cells make, as a number: cells × cells.

    It is 0 if they make no such pair: plans of unknown year are not of the same years.
    """
    year, level, genre = (
        np.unique(np.array(values, dtype=object), return_inverse=True) for values in zip(*cells, strict=True)
    )
    levels = _number_unordered_pairs(level[1])
    same_genre = genre[1][:, None] == genre[1][None, :]
    year_of_cell = year[0][year[1]].astype(np.int64)
    gap = np.searchsorted(GAPS, np.abs(year_of_cell[:, None] - year_of_cell[None, :]), side="right")
    undated = (year_of_cell[:, None] == 0) | (year_of_cell[None, :] == 0)
    gap[undated] = len(GAPS) + 1
    finer = 2 * levels + same_genre
    n_finer = int(finer.max()) + 1
    return [
        np.where(undated, 0, 1 + _number_unordered_pairs(year[1]) * n_finer + finer),
        1 + gap * n_finer + finer,
        1 + levels,
        np.ones_like(levels),
    ]


def _number_unordered_pairs(codes: np.ndarray) -> np.ndarray:
    """A number for each pair of codes, the same in either order: codes × codes."""
    larger, smaller = np.maximum.outer(codes, codes), np.minimum.outer(codes, codes)
    return np.asarray(larger * (int(codes.max()) + 1) + smaller)


def _sum_between_cells(
    vectors: sparse.csr_matrix, cell: np.ndarray, n_cells: int
) -> tuple[np.ndarray, np.ndarray]:
    """Sum of scores, and number of ordered pairs of documents, for each pair of cells.

    The scores between two cells sum to the product of the summed vectors of the cells, so no
    single pair has to be scored.
    """
    from scipy import sparse

    n = len(cell)
    members = sparse.csr_matrix((np.ones(n), (cell, np.arange(n))), shape=(n_cells, n))
    summed = members @ vectors
    products = (summed @ summed.T).toarray()
    products -= np.diag(np.bincount(cell, squares(vectors), n_cells))
    size = np.bincount(cell, minlength=n_cells)
    return products, np.outer(size, size) - np.diag(size)
