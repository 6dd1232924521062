"""Similarity: how alike documents, districts and years are, how surely, and why.

A score is the TF-IDF cosine over words with slogans whole. Beside it stand a measure that knows no
words (shingles), a directional one (containment), an interval, what such plans usually score, and
a score by frozen weights that does not move when documents are added. Every score can be
taken apart into its terms, kinds of terms and sections.
"""

from analysis.comparison.similarity.alignment import align_sections, explain_sections
from analysis.comparison.similarity.document_pairs import (
    compare_documents,
    nearest_documents,
    shingle_vectors,
)
from analysis.comparison.similarity.explanation import explain, explain_parts, pair_parts, pair_terms
from analysis.comparison.similarity.frozen_weights import (
    FrozenWeights,
    FrozenWeightsError,
)
from analysis.comparison.similarity.group_pairs import compare_groups
from analysis.comparison.similarity.group_terms import group_terms
from analysis.comparison.similarity.vectors import freeze_weights, tfidf

__all__ = [
    "FrozenWeights",
    "FrozenWeightsError",
    "align_sections",
    "compare_documents",
    "compare_groups",
    "explain",
    "explain_parts",
    "explain_sections",
    "freeze_weights",
    "group_terms",
    "nearest_documents",
    "pair_parts",
    "pair_terms",
    "shingle_vectors",
    "tfidf",
]
