"""Alignment: which sections of two documents are about the same thing, and what they add to the score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.chinese.ngrams import bigrams
from analysis.comparison.similarity.jackknife_units import MIN_SECTIONS, locate_terms
from analysis.comparison.similarity.vectors import idf_of, tfidf, unit, weigh
from analysis.documents.corpus import Document
from analysis.documents.structure import Section
from analysis.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse


@dataclass(frozen=True)
class Outline:
    """The sections of a document that are compared, with their words.

    Attributes:
        sections: in the order of the text; they do not overlap.
        counts: sections × terms; row 0 is the text outside of all sections.
    """

    sections: tuple[Section, ...]
    counts: sparse.csr_matrix


def align_sections(tokens: Tokens, a: str, b: str) -> pd.DataFrame:
    """Which section of one document matches which of the other, by heading and content.

    Compared are the sections of the highest level that has at least four of them, or of the level
    that has most. Each has at most one partner; the pairs are those whose scores have the highest
    sum (Kuhn 1955).

    Args:
        tokens: the corpus.
        a, b: the label or doc_id of each document.

    Returns:
        A row for each pair of sections, in the order of a's text; none whose score is 0.

        a: doc_id.
        b: doc_id.
        section_a: number of the section of a, as in `sections`.
        heading_a: its heading.
        section_b: number of the section of b.
        heading_b: its heading.
        score: mean of the next two, 0 to 1; content_score where a heading is empty.
        content_score: TF-IDF cosine of the sections' words, 0 to 1.
        heading_score: shared pairs of neighbouring characters of the headings, 0 to 1 (Dice 1945).
        contribution: what words of both sections add to the documents' score.
        mutual: whether each is also the most alike of all to the other; otherwise the two may be paired only
            because no better partner was left.

    Raises:
        UnknownDocumentError: no document has that name.
    """
    import pandas as pd

    outlines = _outline(tokens, a), _outline(tokens, b)
    content = _compare_contents(tokens, *outlines)
    heading = np.array(
        [
            [_compare_headings(s.heading, t.heading) for t in outlines[1].sections]
            for s in outlines[0].sections
        ]
    ).reshape(content.shape)
    score = np.where(np.isnan(heading), content, (content + np.nan_to_num(heading)) / 2)
    i, j = _assign_partners(score)
    table = _describe_sections(tokens, (a, b), outlines, i + 1, j + 1)
    table["score"], table["content_score"] = score[i, j], content[i, j]
    table["heading_score"] = heading[i, j]
    table["contribution"] = _sum_contributions(tokens, (a, b), outlines)[i + 1, j + 1]
    table["mutual"] = _find_mutual(score, i, j)
    return pd.DataFrame(table)


def explain_sections(tokens: Tokens, a: str, b: str) -> pd.DataFrame:
    """What each section of a with each section of b adds to the score of the two documents.

    What a word adds is divided among the sections in proportion to how often they have it.

    Args:
        tokens: the corpus.
        a, b: the label or doc_id of each document.

    Returns:
        A row for each pair of sections, the largest contribution first; only pairs that add something.

        a: doc_id.
        b: doc_id.
        section_a: number of the section of a, as in `sections`; 0 for text outside the compared sections.
        heading_a: its heading.
        section_b: number of the section of b; 0 for text outside the compared sections.
        heading_b: its heading.
        contribution: to the score of the documents; they sum to it.

    Raises:
        UnknownDocumentError: no document has that name.
    """
    import pandas as pd

    outlines = _outline(tokens, a), _outline(tokens, b)
    added = _sum_contributions(tokens, (a, b), outlines)
    i, j = np.nonzero(added)
    order = np.lexsort((j, i, -added[i, j]))
    table = _describe_sections(tokens, (a, b), outlines, i[order], j[order])
    table["contribution"] = added[i, j][order]
    return pd.DataFrame(table)


def _outline(tokens: Tokens, name: str) -> Outline:
    """The sections of a document that are compared, with their words."""
    from scipy import sparse

    document = _row(tokens, name)
    sections = _select_sections(tokens.corpus.items[document])
    places, terms = locate_terms(tokens, document)
    starts = np.array([section.start for section in sections], dtype=np.int64)
    ends = np.array([0, *(section.end for section in sections)], dtype=np.int64)
    row = np.searchsorted(starts, places, side="right")
    row[places >= ends[row]] = 0
    shape = (len(sections) + 1, len(tokens.terms))
    counts = sparse.csr_matrix((np.ones(len(row)), (row, terms)), shape=shape)
    return Outline(sections, counts)


def _row(tokens: Tokens, name: str) -> int:
    """The row of a document that is given by label or doc_id."""
    doc_id = tokens.corpus[name].doc_id
    return next(i for i, document in enumerate(tokens.corpus) if document.doc_id == doc_id)


def _select_sections(document: Document) -> tuple[Section, ...]:
    """The sections of the highest level with at least four, or of the level that has most."""
    levels = [section.level for section in document.sections]
    counts = {level: levels.count(level) for level in sorted(set(levels))}
    wide = [level for level, n in counts.items() if n >= MIN_SECTIONS]
    level = wide[0] if wide else max(counts, key=counts.__getitem__, default=0)
    return tuple(section for section in document.sections if section.level == level)


def _compare_contents(tokens: Tokens, outline_a: Outline, outline_b: Outline) -> np.ndarray:
    """TF-IDF cosine of each section of a with each section of b."""
    idf, sublinear = idf_of(tokens), tokens.corpus.settings.sublinear_tf
    first, second = (
        unit(weigh(outline.counts, idf, sublinear=sublinear))[1:] for outline in (outline_a, outline_b)
    )
    return np.clip((first @ second.T).toarray(), 0.0, 1.0)


def _compare_headings(heading_a: str, heading_b: str) -> float:
    """Shared character pairs of two headings (Dice 1945); NaN if one is empty."""
    if not heading_a or not heading_b:
        return float("nan")
    first, second = bigrams(heading_a), bigrams(heading_b)
    return 2 * len(first & second) / (len(first) + len(second))


def _assign_partners(score: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns, each once, with the highest sum of scores; pairs that score 0 are dropped."""
    from scipy.optimize import linear_sum_assignment

    row, column = linear_sum_assignment(score, maximize=True)
    kept = score[row, column] > 0
    return row[kept], column[kept]


def _find_mutual(score: np.ndarray, row: np.ndarray, column: np.ndarray) -> np.ndarray:
    """Which of the pairs have the largest score of their row and of their column."""
    if not score.size:
        return np.empty(0, dtype=bool)
    largest = np.maximum(score.max(axis=1)[row], score.max(axis=0)[column])
    return np.asarray(score[row, column] >= largest)


def _sum_contributions(
    tokens: Tokens, names: tuple[str, str], outlines: tuple[Outline, Outline]
) -> np.ndarray:
    """What each section with each adds to the score; row and column 0 are text in no section."""
    vectors = tfidf(tokens)
    shares = []
    for name, outline in zip(names, outlines, strict=True):
        row = _row(tokens, name)
        weight, whole = vectors[row].toarray().ravel(), tokens.counts[row].toarray().ravel()
        share = outline.counts.copy()
        share.data = share.data * (weight / np.maximum(whole, 1))[share.indices]
        shares.append(share)
    return np.asarray((shares[0] @ shares[1].T).toarray())


def _describe_sections(
    tokens: Tokens,
    names: tuple[str, str],
    outlines: tuple[Outline, Outline],
    first: np.ndarray,
    second: np.ndarray,
) -> dict[str, object]:
    """The columns that name documents and sections; `first` and `second` are rows of the outlines."""
    table: dict[str, object] = {
        side: [tokens.corpus[name].doc_id] * len(first) for side, name in zip("ab", names, strict=True)
    }
    for side, outline, rows in zip("ab", outlines, (first, second), strict=True):
        numbers = np.array([0, *(section.number for section in outline.sections)], np.int64)
        headings = np.array(["", *(section.heading for section in outline.sections)], object)
        table[f"section_{side}"] = numbers[rows]
        table[f"heading_{side}"] = headings[rows]
    return table
