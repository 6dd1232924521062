"""The table `life_cycles`: from when to when each slogan is in use, how hot it is and which way it goes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from analysis.inference import Floats, Integers, difference_interval, false_discovery, wilson_interval
from analysis.slogans.adoption import find_adoption_lags
from analysis.slogans.lexicon import Lexicon
from analysis.slogans.trends.tiers import temperature
from analysis.slogans.trends.trend_test import TrendTest

if TYPE_CHECKING:
    import pandas as pd

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


class Direction(StrEnum):
    """Which way the use of a slogan goes over the years."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"
    UNCLEAR = "unclear"
    TOO_FEW = "too few"


# A corpus with fewer years or documents has no trends; a slogan in fewer documents has none.
MIN_YEARS, MIN_DOCUMENTS, MIN_WITH_SLOGAN = 3, 8, 3
# Share of errors among the trends that are reported, on average.
FALSE_DISCOVERY_RATE = 0.05
# The interval of a steady slogan's change stays within this share of documents, and within half of
# the slogan's own share: from 5 to 10 % of documents is not steady.
STEADY_WITHIN = 0.25


def life_cycles(trends: pd.DataFrame, lexicon: Lexicon) -> pd.DataFrame:
    """Describe the life of each slogan in the corpus: from when to when, how hot, which way.

    Documents are the cases: the test asks whether the years of the documents with a slogan differ
    from those of all. Where other districts are in the corpus in other years, it can't tell a change
    of districts from a change of use (see `limits`).

    Args:
        trends: from `find_trends`.
        lexicon: known slogans, for the first use and the successor of each.

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
        first_censored: whether it occurs in the corpus's first year, so that it may be older.
        last_censored: whether it occurs in the corpus's last year, so that it may still be in use.
        direction: over all years: rising (q ≤ .05, and in the last year too: a slogan that has disappeared
            again is not rising), falling (q ≤ .05), steady (the 95 % interval of the change holds 0 and stays within
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
        {
            "slogan": slogans,
            **_describe_extent(grid, years, year_docs),
            **_describe_course(grid, years, year_docs),
        }
    )
    directions = dict(zip(slogans.tolist(), table["direction"], strict=True))
    table["replaced_by"] = _find_replacements(directions, lexicon)
    entries = map(lexicon.describe, slogans)
    first_uses = [entry.first_use if entry else "" for entry in entries]
    table["first_use"] = pd.Series(first_uses, dtype="str")
    table["adoption_lag"] = find_adoption_lags(table["first_year"], table["first_use"])
    year_of_first_use = table["first_year"] - table["adoption_lag"]
    table["adoption_lag_censored"] = (year_of_first_use < int(years[0])).fillna(False).astype(bool)
    return table[LIFE_COLUMNS].astype({"slogan": "str", "tier": "str", "direction": "str"})


def _describe_extent(grid: Integers, years: Integers, year_docs: Integers) -> dict[str, object]:
    """The columns that say from when to when, and in how many documents.

    Args:
        grid: documents with each slogan (row) in each year (column).
        years: the years of the columns.
        year_docs: all documents of each year.
    """
    is_present = grid > 0
    first = years[is_present.argmax(axis=1)]
    last = years[len(years) - 1 - is_present[:, ::-1].argmax(axis=1)]
    n_docs, corpus_docs = grid.sum(axis=1), np.full(len(grid), year_docs.sum())
    lowest_share, _ = wilson_interval(grid, year_docs[None, :])
    return {
        "corpus_docs": corpus_docs,
        "n_docs": n_docs,
        "share_docs": n_docs / corpus_docs,
        "tier": temperature(n_docs, corpus_docs),
        "first_year": first,
        "last_year": last,
        "peak_year": years[lowest_share.argmax(axis=1)],
        "first_censored": first == years[0],
        "last_censored": last == years[-1],
    }


def _describe_course(grid: Integers, years: Integers, year_docs: Integers) -> dict[str, object]:
    """The columns that say which way it goes; arguments as in `_describe_extent`."""
    n_docs, corpus_docs = grid.sum(axis=1), int(year_docs.sum())
    change, low, high = _measure_change(grid, year_docs)
    within = np.minimum(STEADY_WITHIN, n_docs / corpus_docs / 2)
    is_steady = (low <= 0) & (high >= 0) & (low > -within) & (high < within)
    p = _test_trends(grid, years, year_docs)
    q = false_discovery(p)
    # A slogan in all documents, or in nearly all, can't be tested, and is known to be steady.
    is_judged = ~np.isnan(p) | (is_steady & (n_docs > corpus_docs / 2))
    is_significant = q <= FALSE_DISCOVERY_RATE
    # Whether the mean year of the documents with it is later than that of all.
    score = years - years[0]
    is_later = (grid @ score) * corpus_docs > n_docs * (year_docs @ score)
    direction = np.select(
        [
            ~is_judged | _is_too_small(year_docs),
            is_significant & ~is_later,
            is_significant & (grid[:, -1] > 0),
            is_steady,
        ],
        [Direction.TOO_FEW, Direction.FALLING, Direction.RISING, Direction.STEADY],
        Direction.UNCLEAR,
    )
    return {
        "direction": direction,
        "change": change,
        "change_low": low,
        "change_high": high,
        "p": p,
        "q": q,
    }


def _is_too_small(year_docs: Integers) -> bool:
    """Whether the corpus is too small for trends."""
    return len(year_docs) < MIN_YEARS or int(year_docs.sum()) < MIN_DOCUMENTS


def _test_trends(grid: Integers, years: Integers, year_docs: Integers) -> Floats:
    """The p of each slogan; NaN where nothing can be tested."""
    if _is_too_small(year_docs):
        return np.full(len(grid), np.nan)
    test = TrendTest.of(years, year_docs)
    # Many slogans have the same number of documents and sum of years, and so the same p.
    cases, case_of_slogan = np.unique(
        np.column_stack([grid.sum(axis=1), grid @ (years - years[0])]), axis=0, return_inverse=True
    )
    p = np.full(len(cases), np.nan)
    for i, (n_docs, year_sum) in enumerate(cases.tolist()):
        # A test that can't come out below 5 % tests nothing (Tarone 1990).
        if n_docs >= MIN_WITH_SLOGAN and test.least_p(n_docs) <= FALSE_DISCOVERY_RATE:
            p[i] = test.p(n_docs, year_sum)
    return p[case_of_slogan.ravel()]


def _measure_change(grid: Integers, year_docs: Integers) -> tuple[Floats, Floats, Floats]:
    """Share in the later years minus share in the earlier ones, with its interval (Newcombe 1998)."""
    if len(year_docs) < 2:
        unknown = np.full(len(grid), np.nan)
        return unknown, unknown, unknown
    # Cut between the years that leave the halves most equal in documents.
    docs_before = np.cumsum(year_docs)[:-1]
    cut = int(np.abs(2 * docs_before - year_docs.sum()).argmin()) + 1
    early, late = grid[:, :cut].sum(axis=1), grid[:, cut:].sum(axis=1)
    early_docs, late_docs = year_docs[:cut].sum(), year_docs[cut:].sum()
    low, high = difference_interval(late, late_docs, early, early_docs)
    return late / late_docs - early / early_docs, low, high


def _find_replacements(directions: dict[str, str], lexicon: Lexicon) -> list[str]:
    """The successor of each falling slogan, if that is rising; else empty."""
    successors = {entry.slogan: entry.successor for entry in lexicon.entries}
    replacements = []
    for slogan, direction in directions.items():
        successor = successors.get(slogan, "")
        is_replaced = direction == Direction.FALLING and directions.get(successor) == Direction.RISING
        replacements.append(successor if is_replaced else "")
    return replacements
