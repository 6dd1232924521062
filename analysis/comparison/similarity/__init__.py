"""Similarity: how alike documents, districts and years are, how certain that is, and why.

A score is the TF-IDF cosine over words, with slogans as whole units. Next to it are a measure that
needs no words (shingles), a directional one (containment), an interval, the score that such plans
usually have, and a score by frozen weights that does not change when documents are added. Every
score can be taken apart into its terms, kinds of terms and sections.

- vectors: TF-IDF vectors; frozen_weights: a vocabulary with its idf, kept for later runs
- cosines: exact products of vectors; nearest: the nearest neighbours
- document_pairs: the table of pairs; expected: what such plans usually score
- group_pairs: the same of districts and years; group_terms: the terms that weigh most in them
- jackknife: the intervals; jackknife_units and jackknife_input: what they leave out in turn
- shingles: three hanzi in a row
- explanation: a score by terms and kinds of terms; alignment: by sections
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
