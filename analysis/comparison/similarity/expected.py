"""Expected similarity: what two plans of such years, levels and genres usually score.

Any two official plans share wording, two of the same year more than two a decade apart, two of
districts more than one of a district and one of a province. Beside that, a score can be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.similarity.cosines import Pairs
from analysis.comparison.similarity.vectors import squares
from analysis.documents.corpus import Corpus, Document

if TYPE_CHECKING:
    from scipy import sparse

# Years apart from which another class starts: 0, 1, 2–3, 4–7, 8 and more.
GAPS = (1, 2, 4, 8)
# A mean of fewer other pairs is refused.
FEWEST = 5
# What the other pairs have in common with a pair, the narrowest first.
BASES = ("years and levels", "years apart and levels", "levels", "corpus")


@dataclass(frozen=True)
class Expected:
    """What pairs of documents usually score.

    Attributes:
        score: mean score of the other pairs of the kind; NaN where no kind has five others.
        n: how many others these are.
        basis: what the others have in common with the pair, one of `BASES`; empty where none.
    """

    score: np.ndarray
    n: np.ndarray
    basis: np.ndarray


def expected_scores(corpus: Corpus, vectors: sparse.csr_matrix, pairs: Pairs) -> Expected:
    """The mean score of the other pairs of the corpus that are of the same kind.

    The kind is as narrow as leaves five other pairs: of the same two years and administrative
    levels; of as many years apart (0, 1, 2–3, 4–7, 8 and more, or not known) and the same levels,
    both times with both plans of one genre or not; of the same levels; every pair of the corpus.
    The mean is over all such pairs, whichever of them a table keeps.

    Args:
        corpus: the documents.
        vectors: their unit vectors.
        pairs: the numbers of both documents and the cosine of each pair; a pair is left out of
            its own mean.
    """
    first, second, scores = pairs
    told = Expected(
        np.full(len(scores), np.nan),
        np.zeros(len(scores), np.int64),
        np.full(len(scores), "", object),
    )
    if not len(scores):
        return told
    cells, cell = _cells(corpus)
    products, sizes = _between_cells(vectors, cell, len(cells))
    for basis, kind in zip(BASES, _kinds(cells), strict=True):
        totals = np.bincount(kind.ravel(), products.ravel()) / 2
        counts = np.bincount(kind.ravel(), sizes.ravel()).astype(np.int64) // 2
        own = kind[cell[first], cell[second]]
        at = np.flatnonzero((told.basis == "") & (own > 0) & (counts[own] - 1 >= FEWEST))
        told.n[at] = counts[own[at]] - 1
        told.score[at] = np.clip((totals[own[at]] - scores[at]) / told.n[at], 0.0, 1.0)
        told.basis[at] = basis
    return told


def _cells(corpus: Corpus) -> tuple[list[tuple[int, str, str]], np.ndarray]:
    """The distinct year, level and genre of documents, and which of them each document has."""
    told = [(document.metadata.year or 0, level_of(document), document.metadata.genre) for document in corpus]
    cells = sorted(set(told))
    place = {cell: number for number, cell in enumerate(cells)}
    return cells, np.array([place[cell] for cell in told], dtype=np.int64)


def level_of(document: Document) -> str:
    """The administrative level that speaks: district, city, province, or empty where not known."""
    meta = document.metadata
    levels = (("district", meta.district), ("city", meta.city), ("province", meta.province))
    return next((level for level, name in levels if name), "")


def _kinds(cells: list[tuple[int, str, str]]) -> list[np.ndarray]:
    """For each of `BASES` a number of the kind of pair that two cells make: cells × cells.

    It is 0 where they make none: plans of unknown year are not of the same years.
    """
    year, level, genre = (
        np.unique(np.array(told, dtype=object), return_inverse=True) for told in zip(*cells, strict=True)
    )
    levels = _unordered(level[1])
    same_genre = genre[1][:, None] == genre[1][None, :]
    told_year = year[0][year[1]].astype(np.int64)
    gap = np.searchsorted(GAPS, np.abs(told_year[:, None] - told_year[None, :]), side="right")
    undated = (told_year[:, None] == 0) | (told_year[None, :] == 0)
    gap[undated] = len(GAPS) + 1
    finer = 2 * levels + same_genre
    n_finer = int(finer.max()) + 1
    return [
        np.where(undated, 0, 1 + _unordered(year[1]) * n_finer + finer),
        1 + gap * n_finer + finer,
        1 + levels,
        np.ones_like(levels),
    ]


def _unordered(number: np.ndarray) -> np.ndarray:
    """A number for each two numbers, whichever comes first."""
    one, other = number[:, None], number[None, :]
    return np.asarray(np.maximum(one, other) * (int(number.max()) + 1) + np.minimum(one, other))


def _between_cells(
    vectors: sparse.csr_matrix, cell: np.ndarray, n_cells: int
) -> tuple[np.ndarray, np.ndarray]:
    """Sum of scores and number of ordered pairs of documents of each two cells.

    The scores between two cells sum to the product of the cells' summed vectors, so that no pair
    need be scored for it.
    """
    from scipy import sparse

    n = len(cell)
    members = sparse.csr_matrix((np.ones(n), (cell, np.arange(n))), shape=(n_cells, n))
    summed = members @ vectors
    products = (summed @ summed.T).toarray()
    products -= np.diag(np.bincount(cell, squares(vectors), n_cells))
    size = np.bincount(cell, minlength=n_cells)
    return products, np.outer(size, size) - np.diag(size)
