"""Variance: does the place or the year explain more of how plans differ?

Only a corpus in which places and years cross can tell; in any other the two are one and the same
division of the documents, and the answer is a sentence that says so.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.similarity import tfidf
from analysis.comparison.variance.measures import drift, permanova
from analysis.inference import Floats, Integers
from analysis.parallel import one_thread
from analysis.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

COLUMNS = ["factor", "given", "df", "r2", "adjusted", "f", "r", "p", "n_docs", "note"]
PLACE, YEAR, APART = "place", "year", "years apart"
# As few orders as these can't give a p of .05.
MIN_ORDERS = 20
# Numbers looked up for one test, so that thousands of documents take seconds, not minutes.
MOST_NUMBERS = 100_000_000
AT_ONCE = 100  # vectors written out in full


def explain_variance(
    tokens: Tokens,
    *,
    permutations: int | None = None,
    vectors: sparse.csr_matrix | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """How much of the differences between documents goes with their place, and how much with their year.

    Permutational analysis of variance (PERMANOVA: Anderson 2001) of the chord distances between
    unit TF-IDF vectors, whose squares are twice 1 − cosine. Each factor stands alone, and given
    the other, which is what place and year can't share: with the first rows these give both
    sequential orders. A factor given the other is tested by dealing the documents out within the
    other's groups. A difference in spread between groups of unequal size can look like one in
    position (Anderson and Walsh 2013).

    Documents of a place, or of a year, that has no other document are left out, again until none
    is left: such a document fits itself and says nothing of either.

    Args:
        tokens: the corpus.
        permutations: orders that are drawn, where not all can be looked at; fewer for thousands of
            documents. None: `permutations` of the corpus's settings.
        vectors: from `tfidf`, where they were made already.
        language: of the notes, "zh" or "en". None: `language` of the corpus's settings.

    Returns:
        factor (place, year, or years apart); given (the other factor, where its part was taken
        off; else empty); df (degrees of freedom); r2 (share of the sum of squared distances, 0 to
        1; many groups explain much by chance); adjusted (r2 less what chance explains, Ezekiel
        1930: compare the factors by this one; may lie below 0); f (pseudo-F); r (of "years
        apart": Mantel's correlation, Mantel 1967, of years between two plans of one place with
        their distance, each place centred; above 0 where plans drift apart); p (permutation test,
        one-sided as F is); n_docs (documents used); note (how many were left out, or why it is refused,
        or why this row is). Five rows; numbers are NaN where refused: where a place has one year
        only or a year one place, so that they can't be told apart, or where too few plans repeat.
    """
    import pandas as pd

    design = _Design.of(tokens)
    settings = tokens.corpus.settings
    permutations = settings.permutations if permutations is None else permutations
    language = language or settings.language
    refused = design.refusal(language)
    if refused:
        nothing = {"df": 0, "n_docs": len(design.used), "note": refused}
        rows = [{**nothing, "factor": factor, "given": given} for factor, given in _ROWS]
    else:
        chosen = tfidf(tokens) if vectors is None else vectors
        with one_thread():
            squares = _squares(chosen[design.used])
            rows = _rows(design, squares, permutations, language)
    table = pd.DataFrame(rows, columns=COLUMNS)
    numbers = dict.fromkeys(("r2", "adjusted", "f", "r", "p"), "float64")
    return table.astype({**numbers, "df": "int64", "n_docs": "int64"})


_ROWS = ((PLACE, ""), (YEAR, ""), (PLACE, YEAR), (YEAR, PLACE), (APART, PLACE))


@dataclass(frozen=True)
class _Design:
    """Which documents are used, and the place and the year of each, numbered from 0.

    Attributes:
        used: numbers of the documents in the corpus.
        place, year: of each, as numbers from 0.
        years: the year itself.
        n_all: documents of the corpus.
        parts: connected parts of the graph in which a plan joins its place and its year. Effects
            are comparable within a part only.
    """

    used: Integers
    place: Integers
    year: Integers
    years: Integers
    n_all: int
    parts: int

    @classmethod
    def of(cls, tokens: Tokens) -> _Design:
        corpus = tokens.corpus
        has_terms = tokens.counts.getnnz(axis=1) > 0
        cells = [
            (i, place, int(document.metadata.year))
            for i, (document, place) in enumerate(zip(corpus, corpus.places, strict=True))
            if document.metadata.year and document.is_located and has_terms[i]
        ]
        cells = _repeated(cells)
        used = np.array([i for i, _, _ in cells], dtype=np.int64)
        years = np.array([year for _, _, year in cells], dtype=np.int64)
        place = np.unique([place for _, place, _ in cells], return_inverse=True)[1]
        year = np.unique(years, return_inverse=True)[1]
        return cls(used, place, year, years, len(corpus), _parts(place, year))

    @property
    def left_over(self) -> int:
        """Degrees of freedom that neither factor takes: repeats and crossings."""
        return len(self.used) - self.size(PLACE) - self.size(YEAR) + self.parts

    def size(self, factor: str) -> int:
        """Groups of a factor."""
        return len(np.unique(self.of_factor(factor)))

    def of_factor(self, factor: str) -> Integers:
        """The group of each document."""
        return self.place if factor == PLACE else self.year

    def degrees(self, factor: str, given: str) -> int:
        """Degrees of freedom of a factor, alone or given the other."""
        return self.size(factor) - (self.parts if given else 1)

    def refusal(self, language: str) -> str:
        """Why the two can't be told apart; empty where they can."""
        kind = ""
        if len(self.used) == 0 or min(self.degrees(f, YEAR) for f in (PLACE, YEAR)) < 1:
            kind = "confounded"
        elif self.left_over < 1 or min(map(self.orders, (PLACE, YEAR))) < MIN_ORDERS:
            kind = "few"
        return _SAID[kind][language].format(n=self.n_all, used=len(self.used)) if kind else ""

    def orders(self, within: str) -> float:
        """Ways to deal the other factor's labels out within the groups of this one.

        Ways that differ in names only count once: they have the same F.
        """
        from scipy.special import gammaln

        stratum = self.of_factor(within)
        dealt = self.year if within == PLACE else self.place
        cells = np.zeros((dealt.max() + 1, stratum.max() + 1))
        np.add.at(cells, (dealt, stratum), 1)
        alike = np.unique(cells, axis=0, return_counts=True)[1]
        ways = gammaln(cells.sum(axis=0) + 1).sum() - gammaln(cells + 1).sum()
        return float(np.exp(min(ways - gammaln(alike + 1).sum(), 50.0)) + 1e-6)


def _repeated(cells: list[tuple[int, str, int]]) -> list[tuple[int, str, int]]:
    """The documents whose place and year have another document, all others left out."""
    while True:
        places = Counter(place for _, place, _ in cells)
        years = Counter(year for _, _, year in cells)
        kept = [cell for cell in cells if places[cell[1]] > 1 and years[cell[2]] > 1]
        if len(kept) == len(cells):
            return kept
        cells = kept


def _parts(place: Integers, year: Integers) -> int:
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    if not len(place):
        return 0
    n = int(place.max()) + int(year.max()) + 2
    ends = (place, year + int(place.max()) + 1)
    return int(connected_components(coo_matrix((np.ones(len(place)), ends), shape=(n, n)))[0])


def _squares(vectors: sparse.csr_matrix) -> Floats:
    """Squared chord distances of every two unit vectors."""
    shared = vectors[:, np.flatnonzero(vectors.getnnz(axis=0) > 1)]
    squares = np.empty((vectors.shape[0],) * 2)
    for start in range(0, len(squares), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        squares[:, some] = shared @ shared[some].T.toarray()
    np.clip(2 - 2 * squares, 0.0, None, out=squares)
    np.fill_diagonal(squares, 0.0)
    return squares


def _rows(design: _Design, squares: Floats, permutations: int, language: str) -> list[dict[str, object]]:
    n, left = len(design.used), design.n_all - len(design.used)
    note = _SAID["left out"][language].format(left=left) if left else ""
    draws = max(99, min(permutations, MOST_NUMBERS // n**2))
    rows = [
        {
            "factor": factor,
            "given": given,
            "n_docs": n,
            "note": note,
            **_tested(design, squares, factor, given, draws),
        }
        for factor, given in _ROWS[:4]
    ]
    apart = drift(np.sqrt(squares), design.place, design.years, permutations=draws)
    said = note if not np.isnan(apart[0]) else note + _SAID["no drift"][language]
    last = {"factor": APART, "given": PLACE, "df": 1, "r": apart[0], "p": apart[1]}
    return [*rows, {**last, "n_docs": n, "note": said}]


def _tested(design: _Design, squares: Floats, factor: str, given: str, draws: int) -> dict[str, object]:
    groups = design.of_factor(factor)
    other = design.of_factor(given) if given else np.zeros_like(groups)
    told = permanova(squares, groups, other, permutations=draws)
    n, df = len(groups), design.degrees(factor, given)
    base = design.size(given) - 1 if given else 0
    # Ezekiel's share of the larger model less that of the smaller.
    adjusted = (1 - told.below) * (n - 1) / (n - 1 - base)
    adjusted -= (1 - told.below - told.r2) * (n - 1) / (n - 1 - base - df)
    return {"df": df, "r2": told.r2, "adjusted": adjusted, "f": told.f, "p": told.p}


_SAID = {
    "confounded": {
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
    "few": {
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
