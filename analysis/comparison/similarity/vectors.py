"""Vectors: TF-IDF weights of documents, refitted on the corpus or on frozen weights.

A term's weight is 1 + ln(count) (or the count, if `settings.sublinear_tf` is off) times
idf = ln((1 + n) / (1 + df)) + 1, and each document's weights are scaled to length 1: the smoothed
TF-IDF of Salton and Buckley (1988) as scikit-learn computes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.similarity.frozen_weights import FrozenWeights
from analysis.tokens import Tokens

if TYPE_CHECKING:
    from scipy import sparse


def tfidf(tokens: Tokens, *, frozen_weights: FrozenWeights | None = None) -> sparse.csr_matrix:
    """Unit TF-IDF vectors of all documents.

    Args:
        tokens: the corpus.
        frozen_weights: weigh by their idf instead of the corpus's own, so that a score does not change
            when documents are added.

    Returns:
        documents × `tokens.terms`; rows have length 1 (0 for a document without terms).

    Raises:
        FrozenWeightsError: the frozen weights were made with other settings.
    """
    idf = idf_of(tokens, frozen_weights=frozen_weights)
    return unit(weigh(tokens.counts, idf, sublinear=tokens.corpus.settings.sublinear_tf))


def idf_of(tokens: Tokens, *, frozen_weights: FrozenWeights | None = None) -> np.ndarray:
    """The idf of each of `tokens.terms`, of the corpus itself or of frozen weights.

    Raises:
        FrozenWeightsError: the frozen weights were made with other settings.
    """
    if frozen_weights is None:
        return inverse_document_frequency(tokens.counts)
    frozen_weights.check(tokens.corpus.settings)
    return frozen_weights.idf_for(tokens.terms)


def freeze_weights(tokens: Tokens) -> FrozenWeights:
    """Freeze the vocabulary and the idf of a corpus, to score documents that are added later alike.

    Args:
        tokens: the corpus.

    Returns:
        The weights, with the settings they depend on: `min_word_length`, `sublinear_tf` and
        `compare_responsible_units`.
    """
    settings = tokens.corpus.settings
    return FrozenWeights(
        terms=tuple(tokens.terms),
        idf=tuple(inverse_document_frequency(tokens.counts).tolist()),
        corpus_docs=len(tokens.corpus),
        sublinear_tf=settings.sublinear_tf,
        min_word_length=settings.min_word_length,
        compare_responsible_units=settings.compare_responsible_units,
    )


def inverse_document_frequency(counts: sparse.csr_matrix) -> np.ndarray:
    """ln((1 + n) / (1 + df)) + 1 of each column of documents × terms."""
    return smoothed_idf(np.bincount(counts.indices, minlength=counts.shape[1]), counts.shape[0])


def smoothed_idf(n_docs: np.ndarray, corpus_docs: int) -> np.ndarray:
    """ln((1 + corpus_docs) / (1 + n_docs)) + 1 of terms that `n_docs` of `corpus_docs` documents have."""
    return np.asarray(np.log((1 + corpus_docs) / (1 + n_docs)) + 1)


def weigh(counts: sparse.csr_matrix, idf: np.ndarray, *, sublinear: bool) -> sparse.csr_matrix:
    """Dampened counts times idf; the rows are not scaled to length 1."""
    weights = counts.copy()
    weights.data = dampen(counts.data, sublinear=sublinear) * idf[counts.indices]
    return weights


def dampen(counts: np.ndarray, *, sublinear: bool) -> np.ndarray:
    """1 + ln(count) of counts above 0 if `sublinear`, else the counts; 0 stays 0."""
    if not sublinear:
        return np.asarray(counts, dtype=float)
    return np.where(counts > 0, 1 + np.log(np.maximum(counts, 1)), 0.0)


def unit(weights: sparse.csr_matrix) -> sparse.csr_matrix:
    """Rows scaled to length 1; a row of zeros stays one."""
    scaled = weights.copy()
    length = np.sqrt(squares(weights))
    scaled.data /= np.repeat(np.where(length > 0, length, 1.0), np.diff(weights.indptr))
    return scaled


def squares(weights: sparse.csr_matrix) -> np.ndarray:
    """The sum of squares of each row."""
    row = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
    return np.bincount(row, weights.data**2, minlength=weights.shape[0])
