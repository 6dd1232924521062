"""Trends: the life of each slogan over the plan years of a corpus.

What is counted are documents, not mentions: a plan that says a slogan ten times is one plan. A year
without documents has no row; nothing is interpolated.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, erfc, sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.documents.corpus import Corpus
from analysis.inference import difference_interval, false_discovery, wilson_interval
from analysis.slogans.adoption import find_adoption_lags
from analysis.slogans.incidence import Incidence
from analysis.slogans.lexicon import Lexicon

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
TREND_COLUMNS = ["slogan", "year", "year_docs", "n_docs", "share_docs", "low", "high", "tier"]
LIFE_COLUMNS = [
    "slogan",
    "corpus_docs",
    "n_docs",
    "share_docs",
    "tier",
    "first_year",
    "last_year",
    "peak_year",
    "first_censored",
    "last_censored",
    "direction",
    "change",
    "change_low",
    "change_high",
    "p",
    "q",
    "replaced_by",
    "first_use",
    "adoption_lag",
    "adoption_lag_censored",
]
# A tier from its document share up: 沸 is in four of five plans or more, 冷 in fewer than one of 20.
TIERS = (("冷", 0.0), ("温", 0.05), ("暖", 0.2), ("热", 0.4), ("烫", 0.6), ("沸", 0.8))
# The last is that of no tier, whose number is -1.
TIER_NAMES = [*(name for name, _ in TIERS), ""]
RISING, FALLING, STEADY, UNCLEAR, TOO_FEW = "rising", "falling", "steady", "unclear", "too few"
# A corpus with less has no trends; a slogan in fewer documents has none.
MIN_YEARS, MIN_DOCUMENTS, MIN_WITH = 3, 8, 3
# Errors among the trends that are reported, on average.
RATE = 0.05
# A steady slogan has lost or gained less than this share of documents for sure, and less than half
# of its own: 5 % to 10 % is no steady life.
STEADY_WITHIN = 0.25
# Up to so many documents with a slogan (or without it) the test is exact, beyond it is normal.
EXACT_UP_TO = 50


def find_trends(corpus: Corpus, occurrences: pd.DataFrame | Incidence) -> pd.DataFrame:
    """The share of documents with each slogan, year by year.

    Args:
        corpus: the documents; those without a plan year are left out.
        occurrences: from `find_occurrences`, as they are or counted already (`Incidence.of`).

    Returns:
        A row for every slogan of a dated document and every plan year of the corpus, in that order;
        years without a document have none.

        slogan: canonical form.
        year: plan year.
        year_docs: documents of that year.
        n_docs: of these, documents that have it.
        share_docs: n_docs of year_docs, 0 to 1.
        low: lower end of the 95 % interval of share_docs (Wilson 1927).
        high: upper end of it.
        tier: 沸烫热暖温冷 by share_docs (`temperature`); empty where the interval reaches past the
            neighbouring tiers.
    """
    import pandas as pd

    column, years = pd.factorize(corpus.identities["year"], sort=True)
    told = Incidence.of(corpus, occurrences)
    in_years = told.counts.by(column)
    grid = np.zeros((len(told.slogans), len(years)), dtype=np.int64)
    grid[in_years.slogan, in_years.group] = in_years.n_docs
    slogans = np.flatnonzero(grid.any(axis=1))
    cells = grid[slogans]
    n = np.broadcast_to(np.bincount(column[column >= 0], minlength=len(years)), cells.shape)
    low, high = wilson_interval(cells, n)
    table = pd.DataFrame(
        {
            "slogan": told.slogans.array.take(slogans.repeat(len(years))),
            "year": np.tile(years.to_numpy(dtype=np.int64), len(slogans)),
            "year_docs": n.ravel(),
            "n_docs": cells.ravel(),
            "share_docs": (cells / n).ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
        }
    )
    tiers = pd.Series(TIER_NAMES, dtype="str").array
    return table.assign(tier=tiers.take(_tier(cells / n, low, high).ravel()))


def temperature(n_docs: Integers, corpus_docs: Integers) -> NDArray[np.object_]:
    """How hot a slogan is, in the six tiers 沸烫热暖温冷 by its share of documents.

    The six names are those of Qian Gang's scale (钱钢, China Media Project), which
    counts newspaper articles; the cut points here are shares of documents: 80, 60, 40, 20 and 5 %.

    Args:
        n_docs: documents with the slogan.
        corpus_docs: all documents.

    Returns:
        The tier; empty where there are too few documents, that is where the 95 % interval of the
        share reaches beyond the tiers next to it. A tier thus rules out all but its neighbours.
    """
    low, high = wilson_interval(n_docs, corpus_docs)
    share = np.divide(n_docs, corpus_docs, out=np.zeros(np.shape(corpus_docs)), where=corpus_docs > 0)
    return np.array(TIER_NAMES, dtype=object)[_tier(share, low, high)]


def _tier(share: Floats, low: Floats, high: Floats) -> Integers:
    """The number of the tier; -1 where its interval is too wide, or there are no documents."""
    cuts = np.array([cut for _, cut in TIERS[1:]])
    # A share such as 12 of 20 is a cut point itself, whatever its last bit.
    tier, lowest, highest = (np.searchsorted(cuts, x + 1e-12, side="right") for x in (share, low, high))
    known = (tier - lowest <= 1) & (highest - tier <= 1) & ~np.isnan(low)
    return np.where(known, tier, -1)


def life_cycles(trends: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """The life of each slogan in the corpus: from when to when, how hot, which way.

    Documents are the cases: the test asks whether the years of the documents with a slogan differ
    from those of all. Where districts come and go with the years it can't tell the one from the
    other (see `limits`).

    Args:
        trends: from `find_trends`.
        lexicon: for the central first use of each slogan, and for its successor.

    Returns:
        A row for each slogan of a dated document, by slogan.

        slogan: canonical form.
        corpus_docs: dated documents of the corpus.
        n_docs: of these, documents that have it.
        share_docs: n_docs of corpus_docs, 0 to 1.
        tier: 沸烫热暖温冷 over all years (`temperature`).
        first_year: first plan year that has it.
        last_year: last plan year that has it.
        peak_year: year with the highest lower bound of its share; the first of several.
        first_censored: whether it is there in the corpus's first year, so that it may be older.
        last_censored: whether it is there in the corpus's last year, so that it may live on.
        direction: over all years: rising (q ≤ .05, and there in the last year: what came and went is not
            rising), falling (q ≤ .05), steady (the 95 % interval of the change holds 0 and stays within
            25 points and within half the slogan's share), unclear (none of them is shown), too few (fewer
            than 3 years or 8 documents in the corpus, fewer than 3 with the slogan, or so few that no
            order of the years would give p ≤ .05).
        change: share in the later half of the documents minus the earlier half, split between years.
        change_low: lower end of its 95 % interval (Newcombe 1998).
        change_high: upper end of it.
        p: trend test (Cochran 1954; Armitage 1955), by exact permutation where at most 50 documents have
            or lack it; NaN where there are too few.
        q: p with false-discovery control (Benjamini and Hochberg 1995) over the slogans tested.
        replaced_by: successor of a falling slogan, where that is rising; else empty.
        first_use: YYYY or YYYY-MM, of the lexicon; empty where it is not known.
        adoption_lag: years from first_use to first_year; below 0 where the corpus has it earlier (an event
            named ahead, or a doubtful date).
        adoption_lag_censored: whether the corpus starts after first_use, so that the lag may be shorter.
    """
    import pandas as pd

    if trends.empty:
        return pd.DataFrame({column: [] for column in LIFE_COLUMNS})
    row, slogans = pd.factorize(trends["slogan"], sort=True)
    column, years = pd.factorize(trends["year"].to_numpy(dtype=np.int64), sort=True)
    year_docs = np.zeros(len(years), dtype=np.int64)
    year_docs[column] = trends["year_docs"]
    grid = np.zeros((len(slogans), len(years)), dtype=np.int64)
    grid[row, column] = trends["n_docs"]
    table = pd.DataFrame(
        {"slogan": slogans, **_extent(grid, years, year_docs), **_course(grid, years, year_docs)}
    )
    row = {slogan: i for i, slogan in enumerate(slogans.tolist())}
    table["replaced_by"] = _replaced_by(table["direction"].to_numpy(), row, lexicon)
    first_use = {entry.slogan: entry.first_use for entry in lexicon.entries}
    table["first_use"] = pd.Series([first_use.get(slogan, "") for slogan in slogans], dtype="str")
    table["adoption_lag"] = find_adoption_lags(table["first_year"], table["first_use"])
    began = table["first_year"] - table["adoption_lag"]
    table["adoption_lag_censored"] = (began < int(years[0])).fillna(False).astype(bool)
    return table[LIFE_COLUMNS].astype({"slogan": "str", "tier": "str", "direction": "str"})


def _extent(grid: Integers, years: Integers, year_docs: Integers) -> dict[str, object]:
    """From when to when, and how much, of slogans × years."""
    present = grid > 0
    first = years[present.argmax(axis=1)]
    last = years[len(years) - 1 - present[:, ::-1].argmax(axis=1)]
    total, n = grid.sum(axis=1), np.full(len(grid), year_docs.sum())
    return {
        "corpus_docs": n,
        "n_docs": total,
        "share_docs": total / n,
        "tier": temperature(total, n),
        "first_year": first,
        "last_year": last,
        "peak_year": years[wilson_interval(grid, year_docs[None, :])[0].argmax(axis=1)],
        "first_censored": first == years[0],
        "last_censored": last == years[-1],
    }


def _course(grid: Integers, years: Integers, year_docs: Integers) -> dict[str, object]:
    """Which way it goes, of slogans × years."""
    total, n = grid.sum(axis=1), int(year_docs.sum())
    change, low, high = _change(grid, year_docs)
    within = np.minimum(STEADY_WITHIN, total / n / 2)
    is_steady = (low <= 0) & (high >= 0) & (low > -within) & (high < within)
    p = _trend_p(grid, years, year_docs)
    q = false_discovery(p)
    # In every document, or in nearly every one, nothing can be tested and yet much is known.
    is_told = ~np.isnan(p) | (is_steady & (total > n / 2))
    sums = grid @ (years - years[0])
    is_later = sums * n > total * (year_docs @ (years - years[0]))
    shown = q <= RATE
    direction = np.select(
        [
            ~is_told | _has_no_trends(year_docs),
            shown & ~is_later,
            shown & (grid[:, -1] > 0),
            is_steady,
        ],
        [TOO_FEW, FALLING, RISING, STEADY],
        UNCLEAR,
    )
    return {
        "direction": direction,
        "change": change,
        "change_low": low,
        "change_high": high,
        "p": p,
        "q": q,
    }


def _has_no_trends(year_docs: Integers) -> bool:
    return len(year_docs) < MIN_YEARS or int(year_docs.sum()) < MIN_DOCUMENTS


def _trend_p(grid: Integers, years: Integers, year_docs: Integers) -> Floats:
    """The p of each slogan; NaN where nothing can be tested."""
    if _has_no_trends(year_docs):
        return np.full(len(grid), np.nan)
    test = TrendTest.of(years, year_docs)
    cases, which = np.unique(
        np.column_stack([grid.sum(axis=1), grid @ (years - years[0])]), axis=0, return_inverse=True
    )
    told = np.full(len(cases), np.nan)
    for i, (drawn, of_sum) in enumerate(cases.tolist()):
        # A test that can't come out below 5 % tests nothing (Tarone 1990).
        if drawn >= MIN_WITH and test.least(drawn) <= RATE:
            told[i] = test.p(drawn, of_sum)
    return told[which.ravel()]


def _change(grid: Integers, year_docs: Integers) -> tuple[Floats, Floats, Floats]:
    """Share in the later years minus share in the earlier ones, with its interval."""
    if len(year_docs) < 2:
        nothing = np.full(len(grid), np.nan)
        return nothing, nothing, nothing
    # The cut between years that leaves the halves most equal in documents.
    before = np.cumsum(year_docs)[:-1]
    cut = int(np.abs(2 * before - year_docs.sum()).argmin()) + 1
    early, late = grid[:, :cut].sum(axis=1), grid[:, cut:].sum(axis=1)
    n_early, n_late = year_docs[:cut].sum(), year_docs[cut:].sum()
    low, high = difference_interval(late, n_late, early, n_early)
    return late / n_late - early / n_early, low, high


def _replaced_by(
    direction: NDArray[np.object_], row: dict[str, int], lexicon: Lexicon
) -> NDArray[np.object_]:
    """The successor of each falling slogan, if that is rising."""
    found = np.full(len(direction), "", dtype=object)
    for slogan, heir in {entry.slogan: entry.successor for entry in lexicon.entries}.items():
        if slogan in row and heir in row:
            old, new = row[slogan], row[heir]
            if direction[old] == FALLING and direction[new] == RISING:
                found[old] = heir
    return found


@dataclass(frozen=True)
class TrendTest:
    """Whether the documents with a slogan are later, or earlier, than documents drawn at random.

    The statistic is the sum of their years, which is that of Cochran (1954) and Armitage (1955);
    under no trend the documents with a slogan are any of all, so its distribution is that of a sum
    drawn without replacement.

    Attributes:
        chances: documents drawn (0 to 50) × sum of their years, counted from the first: the chance
            of each sum.
        total: sum of the years of all documents.
        n: documents.
        variance: of the years, with n - 1 below.
    """

    chances: Floats
    total: int
    n: int
    variance: float

    @classmethod
    def of(cls, years: Integers, year_docs: Integers) -> TrendTest:
        """The test for so many documents in each year."""
        scores, n = (years - years[0]).tolist(), int(year_docs.sum())
        most = min(EXACT_UP_TO, n)
        ways = np.zeros((most + 1, most * int(scores[-1]) + 1))
        ways[0, 0] = 1.0
        for score, members in zip(scores, year_docs.tolist(), strict=True):
            ways = _with_year(ways, score, members)
        of_years = np.repeat(scores, year_docs)
        chances = ways / ways.sum(axis=1, keepdims=True)
        return cls(chances, int(of_years.sum()), n, float(of_years.var()) * n / max(1, n - 1))

    def p(self, drawn: int, of_sum: int) -> float:
        """Two-sided: the chance of a sum as far from the expected one, or further."""
        if self._other_side(drawn):
            drawn, of_sum = self.n - drawn, self.total - of_sum
        away = abs(of_sum - drawn * self.total / self.n)
        if drawn >= len(self.chances):
            return self._normal(drawn, away)
        sums = np.arange(self.chances.shape[1])
        far = np.abs(sums - drawn * self.total / self.n) >= away - 1e-9
        return min(1.0, float(self.chances[drawn, far].sum()))

    def least(self, drawn: int) -> float:
        """The smallest p that so many documents can give: all of them first, or all last."""
        if self._other_side(drawn):
            drawn = self.n - drawn
        if drawn >= len(self.chances):
            return 0.0
        possible = np.flatnonzero(self.chances[drawn])
        return min(self.p(drawn, int(possible[0])), self.p(drawn, int(possible[-1])))

    def _other_side(self, drawn: int) -> bool:
        """Whether to count the documents without it: they are fewer, and say the same."""
        return 2 * drawn > self.n

    def _normal(self, drawn: int, away: float) -> float:
        spread = sqrt(drawn * (self.n - drawn) / self.n * self.variance)
        return erfc(max(0.0, away - 0.5) / spread / sqrt(2)) if spread else 1.0


def _with_year(ways: Floats, score: int, members: int) -> Floats:
    """Ways to draw documents by number and sum, after a further year's documents came in."""
    most, widest = ways.shape
    more = np.zeros_like(ways)
    for drawn in range(min(members, most - 1) + 1):
        shift = drawn * score
        # A sum that lies past the table can't be reached by as few documents as it holds.
        more[drawn:, shift:] += float(comb(members, drawn)) * ways[: most - drawn, : widest - shift]
    return more
