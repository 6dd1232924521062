"""Similarity: how alike documents, districts and years are, how surely, and why.

A score is the TF-IDF cosine over words with slogans whole. Beside it stand a measure that knows no
words (shingles), a directional one (containment), an interval, what such plans usually score, and
a score by a frozen reference that does not move when documents are added. Every score can be
taken apart into its terms, kinds of terms and sections.
"""

from analysis.similarity.alignment import align_sections, explain_sections
from analysis.similarity.explanation import explain, explain_parts, pair_parts, pair_terms
from analysis.similarity.grouped import compare_groups, group_terms
from analysis.similarity.pairs import (
    compare_documents,
    nearest_documents,
    shingle_vectors,
)
from analysis.similarity.reference import (
    Reference,
    ReferenceError,
    make_reference,
)
from analysis.similarity.vectors import tfidf

__all__ = [
    "Reference",
    "ReferenceError",
    "align_sections",
    "compare_documents",
    "compare_groups",
    "explain",
    "explain_parts",
    "explain_sections",
    "group_terms",
    "make_reference",
    "nearest_documents",
    "pair_parts",
    "pair_terms",
    "shingle_vectors",
    "tfidf",
]
