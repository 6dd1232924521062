"""Units: the parts of a document that are drawn again when a score's interval is asked for."""

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

# A document with fewer parts of one level is cut more finely.
ENOUGH = 4
# A line up to this long in front of a deeper heading is that heading's own line of announcement.
HEADING_LENGTH = 60

Spans = list[tuple[int, int]]


def cut_into_units(document: Document) -> Spans:
    """The parts of a document, in order and without gaps: start and end in the clean text.

    Its top-level sections, what stands before the first of them, and its annex; where it has fewer
    than four top-level sections, those of the second level too; where these are still fewer than
    four, its paragraphs.
    """
    text = document.text
    for deepest in (1, 2):
        headings = [(s.start, s.level) for s in document.sections if s.level <= deepest]
        starts = _joined(text, headings) if len(headings) >= ENOUGH else []
        if len(starts) >= ENOUGH:
            stop = max(section.end for section in document.sections)
            return _spans(text, [*starts, stop, len(text)])
    breaks = [at + 1 for at, character in enumerate(text) if character == "\n"]
    return _spans(text, [0, *breaks, len(text)])


def _joined(text: str, headings: Sequence[tuple[int, int]]) -> list[int]:
    """Where units start.

    None at a heading right behind the short line of a wider one, or behind the title alone.
    """
    opening = [(0, 0)] if headings[0][0] > 0 else []
    first, *rest = [*opening, *headings]
    kept = [first]
    for start, level in rest:
        before = text[kept[-1][0] : start].strip("\n")
        if level <= kept[-1][1] or "\n" in before or len(before) > HEADING_LENGTH:
            kept.append((start, level))
    return [start for start, _ in kept]


def _spans(text: str, edges: Sequence[int]) -> Spans:
    return [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]


def count_words_by_unit(tokens: Tokens, documents: Iterable[int]) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Terms of the units of some documents.

    Args:
        tokens: the corpus.
        documents: numbers of the documents, in the order wanted.

    Returns:
        units × `tokens.terms` (units without a term are left out), and the edges between the
        documents: those of the d-th stand in rows edges[d] to edges[d + 1].
    """
    from scipy import sparse

    column = _columns(tokens)
    rows, columns, edges = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [0]
    for number in documents:
        starts = [start for start, _ in cut_into_units(tokens.corpus.items[number])]
        places, terms = _placed(tokens, number, column)
        rows.append(np.searchsorted(starts, places, side="right") - 1 + edges[-1])
        columns.append(terms)
        edges.append(edges[-1] + len(starts))
    row, term = np.concatenate(rows), np.concatenate(columns)
    shape = (edges[-1], len(tokens.terms))
    counts = sparse.csr_matrix((np.ones(len(row)), (row, term)), shape=shape)
    return _filled(counts, edges)


def locate_terms(tokens: Tokens, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Where the terms of a document start in its text, and which of `tokens.terms` each is."""
    return _placed(tokens, number, _columns(tokens))


def _columns(tokens: Tokens) -> np.ndarray:
    """The place among `tokens.terms` of each entry of the vocabulary; -1 where not counted."""
    vocabulary = np.array(tokens.vocabulary, dtype=object)
    column = np.full(len(vocabulary), -1, dtype=np.int64)
    column[np.searchsorted(vocabulary, tokens.terms)] = np.arange(len(tokens.terms))
    return column


def _placed(tokens: Tokens, number: int, column: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    term = column[tokens.ids[number]]
    return tokens.starts[number][term >= 0].astype(np.int64), term[term >= 0]


def count_shingles_by_unit(
    corpus: Corpus, documents: Iterable[int]
) -> tuple[np.ndarray, sparse.csr_matrix, np.ndarray]:
    """Shingles of the units of some documents: the shingles, units × shingles, edges.

    See `count_shingles` and `count_words_by_unit`.
    """
    texts: list[str] = []
    edges = [0]
    for number in documents:
        document = corpus.items[number]
        texts += [document.text[start:end] for start, end in cut_into_units(document)]
        edges.append(len(texts))
    shingles, counts = count_shingles(texts)
    return shingles, *_filled(counts, edges)


def _filled(counts: sparse.csr_matrix, edges: Sequence[int]) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Without empty rows."""
    kept = np.diff(counts.indptr) > 0
    return counts[kept], np.concatenate([[0], np.cumsum(kept)])[edges]
