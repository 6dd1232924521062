"""Jackknife units: the parts of a document that are left out in turn for the interval of a score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.similarity.shingles import count_shingles
from analysis.documents.corpus import Corpus, Document
from analysis.tokens import Tokens

if TYPE_CHECKING:
    from scipy import sparse

# A document with fewer sections is cut more finely.
MIN_SECTIONS = 4
# A single line up to this long between a heading and a deeper one only introduces the deeper one.
HEADING_LENGTH = 60

Spans = list[tuple[int, int]]


def cut_into_units(document: Document) -> Spans:
    """The parts of a document, in order and without gaps: start and end in the clean text.

    Its top-level sections, the text before the first of them, and its annex. With fewer than four
    top-level sections, those of the second level too; if these are still fewer than four, its
    paragraphs.
    """
    text = document.text
    for deepest in (1, 2):
        headings = [(s.start, s.level) for s in document.sections if s.level <= deepest]
        starts = _find_starts(text, headings) if len(headings) >= MIN_SECTIONS else []
        if len(starts) >= MIN_SECTIONS:
            stop = max(section.end for section in document.sections)
            return _cut_text(text, [*starts, stop, len(text)])
    breaks = [at + 1 for at, character in enumerate(text) if character == "\n"]
    return _cut_text(text, [0, *breaks, len(text)])


def _find_starts(text: str, headings: Sequence[tuple[int, int]]) -> list[int]:
    """Where units start: at headings (start and level), and at the beginning of the text.

    A heading right after the short line of a higher heading, or right after the title, starts no unit.
    """
    opening = [(0, 0)] if headings[0][0] > 0 else []
    first, *rest = [*opening, *headings]
    kept = [first]
    for start, level in rest:
        before = text[kept[-1][0] : start].strip("\n")
        if level <= kept[-1][1] or "\n" in before or len(before) > HEADING_LENGTH:
            kept.append((start, level))
    return [start for start, _ in kept]


def _cut_text(text: str, edges: Sequence[int]) -> Spans:
    """The stretches between edges that are not blank."""
    return [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]


def count_words_by_unit(tokens: Tokens, documents: Iterable[int]) -> tuple[sparse.csr_matrix, np.ndarray]:
    """How often each term is in each unit of some documents.

    Args:
        tokens: the corpus.
        documents: rows of the documents, in the order of the result.

    Returns:
        Units × `tokens.terms` without units that have no term, and the edges between the
        documents: the units of the d-th are rows edges[d] to edges[d + 1].
    """
    from scipy import sparse

    column = _columns_of_vocabulary(tokens)
    rows, columns, edges = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [0]
    for document in documents:
        starts = [start for start, _ in cut_into_units(tokens.corpus.items[document])]
        places, terms = _locate(tokens, document, column)
        rows.append(np.searchsorted(starts, places, side="right") - 1 + edges[-1])
        columns.append(terms)
        edges.append(edges[-1] + len(starts))
    row, term = np.concatenate(rows), np.concatenate(columns)
    shape = (edges[-1], len(tokens.terms))
    counts = sparse.csr_matrix((np.ones(len(row)), (row, term)), shape=shape)
    return _drop_empty_units(counts, edges)


def locate_terms(tokens: Tokens, document: int) -> tuple[np.ndarray, np.ndarray]:
    """Where the terms of a document start in its text, and which of `tokens.terms` each is.

    Args:
        tokens: the corpus.
        document: row of the document.
    """
    return _locate(tokens, document, _columns_of_vocabulary(tokens))


def _columns_of_vocabulary(tokens: Tokens) -> np.ndarray:
    """The index in `tokens.terms` of each entry of the vocabulary; -1 if it is not counted."""
    vocabulary = np.array(tokens.vocabulary, dtype=object)
    column = np.full(len(vocabulary), -1, dtype=np.int64)
    column[np.searchsorted(vocabulary, tokens.terms)] = np.arange(len(tokens.terms))
    return column


def _locate(tokens: Tokens, document: int, column: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    term = column[tokens.ids[document]]
    return tokens.starts[document][term >= 0].astype(np.int64), term[term >= 0]


def count_shingles_by_unit(
    corpus: Corpus, documents: Iterable[int]
) -> tuple[np.ndarray, sparse.csr_matrix, np.ndarray]:
    """How often each shingle is in each unit of some documents: the shingles, units × shingles, edges.

    See `count_shingles` and `count_words_by_unit`.
    """
    texts: list[str] = []
    edges = [0]
    for row in documents:
        text = corpus.compared_texts[row]
        texts += [text[start:end] for start, end in cut_into_units(corpus.items[row])]
        edges.append(len(texts))
    shingles, counts = count_shingles(texts)
    return shingles, *_drop_empty_units(counts, edges)


def _drop_empty_units(
    counts: sparse.csr_matrix, edges: Sequence[int]
) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Counts without empty rows, and the edges between documents after that."""
    kept = np.diff(counts.indptr) > 0
    return counts[kept], np.concatenate([[0], np.cumsum(kept)])[edges]
