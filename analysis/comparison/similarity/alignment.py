"""Alignment: which sections of two documents speak of the same, and what they add to the score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.chinese.ngrams import bigrams
from analysis.comparison.similarity.jackknife_units import ENOUGH, locate_terms
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
        sections: in the order of the text; none reaches into another.
        counts: terms of the text outside of all of them, then of each section.
    """

    sections: tuple[Section, ...]
    counts: sparse.csr_matrix


def align_sections(tokens: Tokens, a: str, b: str) -> pd.DataFrame:
    """Which section of one document answers to which of the other, by heading and content.

    Of each document the sections of the widest level that has at least four of them are taken, or
    of the level that has most. Each has one partner at most: the pairs are those whose scores sum
    to most (Kuhn 1955).

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
        score: mean of the next two, 0 to 1; content_score alone where a heading is empty.
        content_score: TF-IDF cosine of the sections' words, 0 to 1.
        heading_score: shared pairs of neighbouring characters of the headings, 0 to 1 (Dice 1945).
        contribution: what words that stand in both sections add to the documents' score.
        mutual: whether each is also the most alike of all to the other; a pair that is not may only be what
            was left over.

    Raises:
        KeyError: no document has that name.
    """
    import pandas as pd

    one, other = (_outline(tokens, name) for name in (a, b))
    content = _content(tokens, one, other)
    heading = np.array(
        [[_alike(s.heading, t.heading) for t in other.sections] for s in one.sections]
    ).reshape(content.shape)
    score = np.where(np.isnan(heading), content, (content + np.nan_to_num(heading)) / 2)
    i, j = _assigned(score)
    table = _named(tokens, (a, b), (one, other), i + 1, j + 1)
    table["score"], table["content_score"] = score[i, j], content[i, j]
    table["heading_score"] = heading[i, j]
    table["contribution"] = _contributions(tokens, (a, b), (one, other))[i + 1, j + 1]
    table["mutual"] = _mutual(score, i, j)
    return pd.DataFrame(table)


def explain_sections(tokens: Tokens, a: str, b: str) -> pd.DataFrame:
    """What each section of a with each section of b adds to the score of the two documents.

    What a word adds is divided over the sections in the shares in which they hold it.

    Args:
        tokens: the corpus.
        a, b: the label or doc_id of each document.

    Returns:
        A row for each pair of sections, the largest contribution first; none that is 0.

        a: doc_id.
        b: doc_id.
        section_a: number of the section of a, as in `sections`; 0 for what is in none of those compared.
        heading_a: its heading.
        section_b: number of the section of b; 0 for what is in none of those compared.
        heading_b: its heading.
        contribution: to the score of the documents; they sum to it.

    Raises:
        KeyError: no document has that name.
    """
    import pandas as pd

    both = _outline(tokens, a), _outline(tokens, b)
    added = _contributions(tokens, (a, b), both)
    i, j = np.nonzero(added)
    order = np.lexsort((j, i, -added[i, j]))
    table = _named(tokens, (a, b), both, i[order], j[order])
    table["contribution"] = added[i, j][order]
    return pd.DataFrame(table)


def _outline(tokens: Tokens, name: str) -> Outline:
    from scipy import sparse

    number = _number(tokens, name)
    sections = _sections(tokens.corpus.items[number])
    places, terms = locate_terms(tokens, number)
    starts = np.array([section.start for section in sections], dtype=np.int64)
    ends = np.array([0, *(section.end for section in sections)], dtype=np.int64)
    row = np.searchsorted(starts, places, side="right")
    row[places >= ends[row]] = 0
    shape = (len(sections) + 1, len(tokens.terms))
    counts = sparse.csr_matrix((np.ones(len(row)), (row, terms)), shape=shape)
    return Outline(sections, counts)


def _number(tokens: Tokens, name: str) -> int:
    wanted = tokens.corpus[name].doc_id
    return next(i for i, document in enumerate(tokens.corpus) if document.doc_id == wanted)


def _sections(document: Document) -> tuple[Section, ...]:
    """The sections of the widest level with at least four, or of the level that has most."""
    levels = [section.level for section in document.sections]
    counts = {level: levels.count(level) for level in sorted(set(levels))}
    wide = [level for level, n in counts.items() if n >= ENOUGH]
    level = wide[0] if wide else max(counts, key=counts.__getitem__, default=0)
    return tuple(section for section in document.sections if section.level == level)


def _content(tokens: Tokens, one: Outline, other: Outline) -> np.ndarray:
    """The TF-IDF cosine of each section with each."""
    idf, sublinear = idf_of(tokens), tokens.corpus.settings.sublinear_tf
    first, second = (unit(weigh(outline.counts, idf, sublinear=sublinear))[1:] for outline in (one, other))
    return np.clip((first @ second.T).toarray(), 0.0, 1.0)


def _alike(one: str, other: str) -> float:
    """Shared character pairs of two headings (Dice 1945); NaN where one is empty."""
    if not one or not other:
        return float("nan")
    first, second = bigrams(one), bigrams(other)
    return 2 * len(first & second) / (len(first) + len(second))


def _assigned(score: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns, each once, whose scores above 0 sum to most."""
    from scipy.optimize import linear_sum_assignment

    row, column = linear_sum_assignment(score, maximize=True)
    kept = score[row, column] > 0
    return row[kept], column[kept]


def _mutual(score: np.ndarray, row: np.ndarray, column: np.ndarray) -> np.ndarray:
    """Which of the pairs hold the largest score of their row and of their column."""
    if not score.size:
        return np.empty(0, dtype=bool)
    largest = np.maximum(score.max(axis=1)[row], score.max(axis=0)[column])
    return np.asarray(score[row, column] >= largest)


def _contributions(tokens: Tokens, names: tuple[str, str], both: tuple[Outline, Outline]) -> np.ndarray:
    """What each section with each adds to the score; row and column 0 are what is in none."""
    vectors = tfidf(tokens)
    shares = []
    for name, outline in zip(names, both, strict=True):
        number = _number(tokens, name)
        weight, whole = vectors[number].toarray().ravel(), tokens.counts[number].toarray().ravel()
        share = outline.counts.copy()
        share.data = share.data * (weight / np.maximum(whole, 1))[share.indices]
        shares.append(share)
    return np.asarray((shares[0] @ shares[1].T).toarray())


def _named(
    tokens: Tokens,
    names: tuple[str, str],
    both: tuple[Outline, Outline],
    first: np.ndarray,
    second: np.ndarray,
) -> dict[str, object]:
    """The columns that say which sections: places in the outlines, 0 for none."""
    table: dict[str, object] = {
        side: [tokens.corpus[name].doc_id] * len(first) for side, name in zip("ab", names, strict=True)
    }
    for side, outline, places in zip("ab", both, (first, second), strict=True):
        numbers = np.array([0, *(section.number for section in outline.sections)], np.int64)
        headings = np.array(["", *(section.heading for section in outline.sections)], object)
        table[f"section_{side}"] = numbers[places]
        table[f"heading_{side}"] = headings[places]
    return table
