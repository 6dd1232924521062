"""The table of variance: how much of the differences goes with place, and how much with year.

Only a corpus in which places and years cross can answer this. In any other, place and year divide
the documents in the same way; the table then has a note that says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.similarity import tfidf
from analysis.comparison.variance.design import CONFOUNDED, PLACE, TOO_FEW, YEAR, Design
from analysis.comparison.variance.drift import drift
from analysis.comparison.variance.permanova import permanova
from analysis.inference import Floats
from analysis.processes import one_thread
from analysis.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

COLUMNS = ["factor", "given", "df", "r2", "adjusted", "f", "r", "p", "corpus_docs", "note"]
APART = "years apart"
# Distances used in a test: thousands of documents get fewer permutations, so that a test takes
# seconds, not minutes.
MOST_NUMBERS = 100_000_000
AT_ONCE = 100  # vectors written out as a dense array


def explain_variance(
    tokens: Tokens,
    *,
    permutations: int | None = None,
    vectors: sparse.csr_matrix | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """How much of the differences between documents goes with their place, and how much with their year.

    Permutational analysis of variance (PERMANOVA: Anderson 2001) of the chord distances between
    unit TF-IDF vectors, whose squares are twice 1 − cosine. Each factor is tested
    by itself and given the other factor, which leaves what the two do not share. A factor given the
    other is tested by permuting documents within the groups of the other. Groups of unequal size
    that differ in spread can look as if they differed in position (Anderson and Walsh 2013).

    A document whose place or year has no other document is left out: its group
    would fit it perfectly. Leaving it out can leave another document single, which is then left out too.

    Args:
        tokens: the corpus.
        permutations: random permutations, if there are too many to try all; fewer for thousands of
            documents. None: `permutations` of the corpus's settings.
        vectors: from `tfidf`, if they were made already.
        language: of the notes, "zh" or "en". None: `language` of the corpus's settings.

    Returns:
        Five rows: place, year, place given year, year given place, years apart. Numbers are NaN if
        the question is refused: if a place has one year only or a year one place, so that the
        effects can't be separated, or if too few plans repeat.

        factor: "place", "year", or "years apart".
        given: the other factor, if what it explains was subtracted first; else empty.
        df: degrees of freedom.
        r2: share of the sum of squared distances, 0 to 1; many groups explain much by chance.
        adjusted: r2 less what chance explains (Ezekiel 1930); compare the factors by this. It may
            be below 0.
        f: pseudo-F.
        r: only for "years apart": correlation of the years between two plans of a place with
            their distance, each place centred (Mantel 1967); above 0 if plans drift apart.
        p: of the permutation test, one-sided as F is.
        corpus_docs: documents that are used.
        note: how many documents were left out, or why the question or this row is refused.
    """
    import pandas as pd

    settings = tokens.corpus.settings
    permutations = settings.permutations if permutations is None else permutations
    language = language or settings.language
    design = Design.of(tokens)
    reason = design.reason_to_refuse()
    if reason:
        note = _NOTES[reason][language].format(n=design.corpus_docs, used=len(design.used))
        refused = {"df": 0, "corpus_docs": len(design.used), "note": note}
        rows = [{**refused, "factor": factor, "given": given} for factor, given in (*_TESTS, (APART, PLACE))]
    else:
        vectors = tfidf(tokens) if vectors is None else vectors
        with one_thread():
            rows = _test_all(design, _squared_chords(vectors[design.used]), permutations, language)
    table = pd.DataFrame(rows, columns=COLUMNS)
    numbers = dict.fromkeys(("r2", "adjusted", "f", "r", "p"), "float64")
    return table.astype({**numbers, "df": "int64", "corpus_docs": "int64"})


# Factor and given of each PERMANOVA.
_TESTS = ((PLACE, ""), (YEAR, ""), (PLACE, YEAR), (YEAR, PLACE))


def _squared_chords(vectors: sparse.csr_matrix) -> Floats:
    """Squared chord distance of each pair of unit vectors."""
    shared = vectors[:, np.flatnonzero(vectors.getnnz(axis=0) > 1)]
    squares = np.empty((vectors.shape[0],) * 2)
    for start in range(0, len(squares), AT_ONCE):
        columns = slice(start, start + AT_ONCE)
        squares[:, columns] = shared @ shared[columns].T.toarray()
    np.clip(2 - 2 * squares, 0.0, None, out=squares)
    np.fill_diagonal(squares, 0.0)
    return squares


def _test_all(design: Design, squares: Floats, permutations: int, language: str) -> list[dict[str, object]]:
    """The five rows of the table."""
    n, left = len(design.used), design.corpus_docs - len(design.used)
    note = _NOTES["left out"][language].format(left=left) if left else ""
    draws = max(99, min(permutations, MOST_NUMBERS // n**2))
    rows = [_test_factor(design, squares, factor, given, draws) for factor, given in _TESTS]
    r, p = drift(np.sqrt(squares), design.place, design.years, permutations=draws)
    rows.append({"factor": APART, "given": PLACE, "df": 1, "r": r, "p": p})
    for row in rows:
        row |= {"corpus_docs": n, "note": note}
    if np.isnan(r):
        rows[-1]["note"] = note + _NOTES["no drift"][language]
    return rows


def _test_factor(design: Design, squares: Floats, factor: str, given: str, draws: int) -> dict[str, object]:
    """The row of a factor, by itself or given the other factor."""
    groups = design.groups(factor)
    strata = design.groups(given) if given else np.zeros_like(groups)
    result = permanova(squares, groups, strata, permutations=draws)
    n, df = len(groups), design.degrees(factor, given)
    given_df = design.n_groups(given) - 1 if given else 0
    # Ezekiel's share of the larger model less that of the smaller.
    adjusted = (1 - result.given_r2) * (n - 1) / (n - 1 - given_df)
    adjusted -= (1 - result.given_r2 - result.r2) * (n - 1) / (n - 1 - given_df - df)
    return {
        "factor": factor,
        "given": given,
        "df": df,
        "r2": result.r2,
        "adjusted": adjusted,
        "f": result.f,
        "p": result.p,
    }


_NOTES = {
    CONFOUNDED: {
        "zh": (
            "拒绝回答：能用的文本里，地点与年份没有交叉（各地只见于一个年份，或各年只有一个地点），"
            "两者的影响无从分开。{n} 份文本中有 {used} 份的地点和年份都另有文本。"
        ),
        "en": (
            "Refused: in these documents places and years do not cross (each place has one year "
            "only, or each year one place), so their effects cannot be told apart. Of {n} "
            "documents, {used} share both their place and their year with others."
        ),
    },
    TOO_FEW: {
        "zh": (
            "拒绝回答：地点与年份的交叉太少，怎样排列也得不出 p ≤ 0.05。"
            "{n} 份文本中有 {used} 份的地点和年份都另有文本。"
        ),
        "en": (
            "Refused: places and years cross too seldom; no arrangement would give p ≤ .05. Of "
            "{n} documents, {used} share both their place and their year with others."
        ),
    },
    "left out": {
        "zh": "{left} 份文本未用：地点或年份未详，或只此一份。",
        "en": "{left} documents are not used: place or year unknown, or no other document has it. ",
    },
    "no drift": {
        "zh": "没有一个地点有三份以上年份间隔不同的文本。",
        "en": "No place has three documents or more at unequal distances in years.",
    },
}
