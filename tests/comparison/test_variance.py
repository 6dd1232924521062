"""Variance: place and year by hand, by brute force, by simulation; and refused where confounded."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from scipy import stats

from analysis.comparison.variance import COLUMNS, drift, explain_variance, permanova
from analysis.documents.corpus import Corpus
from analysis.settings import Settings
from analysis.tokens import Tokens, tokenize
from tests.support.simulated import simulated

NUMBERS = ["r2", "adjusted", "f", "r", "p"]


def _crossed(
    seed: int,
    *,
    places: int = 6,
    years: int = 5,
    of_place: float = 0.0,
    of_year: float = 0.0,
    drifting: float = 0.0,
) -> Tokens:
    """A plan of every place in every year; a place, and a year, may have words of its own."""
    random = np.random.default_rng(seed)
    common = random.dirichlet(np.full(150, 0.5))
    by_place = random.dirichlet(np.full(150, 0.5), places)
    by_year = random.dirichlet(np.full(150, 0.5), years)
    ends = random.dirichlet(np.full(150, 0.5), (places, 2))
    rows, names, dated = [], [], []
    for place in range(places):
        for year in range(years):
            rates = common + of_place * by_place[place] + of_year * by_year[year]
            moved = year / (years - 1)
            rates = rates + drifting * (ends[place, 0] * moved + ends[place, 1] * (1 - moved))
            rows.append(random.multinomial(400, rates / rates.sum()))
            names.append(f"{'甲乙丙丁戊己庚辛'[place]}区")
            dated.append(2015 + year)
    return simulated(np.array(rows), names, dated)


def test_permanova_by_hand() -> None:
    # Points 0, 1 against 4, 5 on a line: total 17 (squares about 2.5), within 0.5 + 0.5,
    # between 16; F = 16 / (1 / 2) = 32. Of 24 orders a third keeps the pairs: p = 8 / 24.
    x = np.array([0.0, 1, 4, 5])
    told = permanova((x[:, None] - x) ** 2, np.array([0, 0, 1, 1]))
    assert (told.r2, told.f, told.given_r2) == pytest.approx((16 / 17, 32.0, 0.0))
    assert told.p == pytest.approx(1 / 3)


def test_permanova_on_a_line_is_the_analysis_of_variance() -> None:
    random = np.random.default_rng(2001)
    x, groups = random.normal(size=20), np.repeat([0, 1, 2], [5, 8, 7])
    told = permanova((x[:, None] - x) ** 2, groups, permutations=99)
    expected = stats.f_oneway(*(x[groups == group] for group in range(3)))
    assert told.f == pytest.approx(expected.statistic)


def test_given_the_other_is_least_squares_and_restricted() -> None:
    random = np.random.default_rng(7)
    x = random.normal(size=7)
    groups, given = np.array([0, 1, 0, 1, 2, 2, 0]), np.array([0, 0, 0, 1, 1, 1, 1])
    told = permanova((x[:, None] - x) ** 2, groups, given, permutations=999)

    def left(*divisions: np.ndarray, y: np.ndarray = x) -> float:
        columns = np.hstack([np.eye(d.max() + 1)[d] for d in divisions])
        return float(((y - columns @ np.linalg.pinv(columns) @ y) ** 2).sum())

    total = ((x - x.mean()) ** 2).sum()
    assert told.given_r2 == pytest.approx(1 - left(given) / total)
    assert told.r2 == pytest.approx((left(given) - left(given, groups)) / total)
    # Rank 4 of both, 2 of the given: 2 degrees of freedom, 3 left over.
    assert told.f == pytest.approx((left(given) - left(given, groups)) / 2 / (left(given, groups) / 3))
    every = [
        left(given, groups, y=x[[*first, *second]])
        for first in permutations(range(3))
        for second in permutations(range(3, 7))
    ]
    assert told.p == pytest.approx(np.mean(np.array(every) <= left(given, groups) + 1e-9))


def test_table_of_a_crossed_corpus() -> None:
    table = explain_variance(_crossed(1, of_place=1.0, of_year=0.2), permutations=199)
    assert list(table.columns) == COLUMNS
    assert table[["factor", "given"]].to_numpy().tolist() == [
        ["place", ""],
        ["year", ""],
        ["place", "year"],
        ["year", "place"],
        ["years apart", "place"],
    ]
    assert table["df"].tolist() == [5, 4, 5, 4, 1] and set(table["n_docs"]) == {30}
    # Complete and balanced: neither takes anything from the other.
    r2 = table["r2"].to_list()
    assert r2[0] == pytest.approx(r2[2]) and r2[1] == pytest.approx(r2[3])
    assert table["adjusted"][2] > 2 * table["adjusted"][3] > 0
    # The year alone drowns in what the places differ by; given the place it shows.
    assert (table["p"][[0, 2, 3]] <= 0.01).all() and table["p"][1] > 0.05
    # Ezekiel: 1 - (1 - r2) 29 / 24.
    assert table["adjusted"][0] == pytest.approx(1 - (1 - r2[0]) * 29 / 24)
    assert table["f"][0] == pytest.approx(r2[0] / 5 / ((1 - r2[0]) / 24))
    assert set(table["note"]) == {""}


def test_drift_by_hand() -> None:
    # One place, years 0, 1, 3: apart 1, 3, 2; distances as far apart correlate perfectly, and of
    # 6 orders the real one and its mirror image do so.
    years = np.array([0, 1, 3])
    distances = np.abs(years[:, None] - years).astype(float)
    r, p = drift(distances, np.zeros(3, dtype=np.int64), years)
    assert r == pytest.approx(1.0) and p == pytest.approx(1 / 6)
    # Two plans a place: nothing to correlate.
    r, p = drift(np.ones((4, 4)), np.array([0, 0, 1, 1]), np.array([1, 2, 1, 3]))
    assert np.isnan([r, p]).all()


def test_drift_of_one_place_is_the_correlation_of_pairs() -> None:
    random = np.random.default_rng(1967)
    points, years = random.normal(size=(8, 3)), random.permutation(8)
    distances = np.linalg.norm(points[:, None] - points, axis=2)
    i, j = np.triu_indices(8, k=1)
    r, _ = drift(distances, np.zeros(8, dtype=np.int64), years, permutations=99)
    assert r == pytest.approx(np.corrcoef(distances[i, j], np.abs(years[i] - years[j]))[0, 1])


def test_the_samples_are_refused(samples: Corpus) -> None:
    table = explain_variance(tokenize(samples))
    assert table[NUMBERS].isna().all().all() and len(table) == 5
    assert table["note"].str.startswith("拒绝回答：能用的文本里，地点与年份没有交叉").all()


@pytest.mark.parametrize(
    ("places", "years", "said"),
    [
        # each place in one year only; each year in one place; a chain without a circle
        (["甲区"] * 3 + ["乙区"] * 3, [2020] * 3 + [2021] * 3, "do not cross"),
        (["甲区"] * 4, [2020, 2020, 2021, 2021], "do not cross"),
        (["甲区", "甲区", "乙区", "乙区", "丙区"], [2020, 2021, 2021, 2022, 2022], "do not cross"),
        # two places in three years: 2³ orders, half of them mirror images
        (["甲区"] * 3 + ["乙区"] * 3, [2020, 2021, 2022] * 2, "too seldom"),
        (["甲区", "乙区"], [None, 2020], "do not cross"),
    ],
)
def test_what_cannot_be_told_apart_is_refused(places: list[str], years: list[int | None], said: str) -> None:
    counts = np.random.default_rng(9).poisson(3, (len(places), 12)) + 1
    tokens = simulated(counts, places, years, settings=Settings(language="en"))
    table = explain_variance(tokens)
    assert table[NUMBERS].isna().all().all()
    assert table["note"].str.startswith("Refused").all() and said in table["note"][0]


def test_lone_documents_are_left_out_and_counted() -> None:
    full = _crossed(3, places=4, years=4)
    counts = full.counts.toarray().astype(int)
    places, years = list(full.corpus.places), [d.metadata.year for d in full.corpus]
    extra = np.ones((2, counts.shape[1]), dtype=int)
    tokens = simulated(
        np.vstack([counts, extra]),
        [*places, "孤区", "甲区"],
        [*years, 2015, 1999],
        settings=Settings(language="en"),
    )
    table = explain_variance(tokens, permutations=99)
    assert set(table["n_docs"]) == {16}
    assert table["note"][0].startswith("2 documents are not used")


@pytest.mark.slow
def test_null_p_values_are_uniform() -> None:
    told = [explain_variance(_crossed(seed, places=4, years=4), permutations=99)["p"] for seed in range(150)]
    random = np.random.default_rng(1)
    for p in np.array(told).T:
        # Each p is k / 100, and as likely as any other.
        smooth = p - random.random(len(p)) / 100
        assert stats.kstest(smooth, "uniform").pvalue > 0.005
        assert np.mean(p <= 0.05) < 0.11


@pytest.mark.slow
def test_the_planted_factor_explains_more() -> None:
    right = {"place": 0, "year": 0, "drift": 0}
    for seed in range(20):
        place = explain_variance(_crossed(seed, of_place=0.5), permutations=99)
        right["place"] += place["adjusted"][2] > place["adjusted"][3] and place["p"][2] <= 0.05
        year = explain_variance(_crossed(seed, of_year=0.5), permutations=99)
        right["year"] += year["adjusted"][3] > year["adjusted"][2] and year["p"][3] <= 0.05
        moved = explain_variance(_crossed(seed, drifting=1.5), permutations=99)
        right["drift"] += moved["p"][4] <= 0.05 and moved["r"][4] > 0
    assert min(right.values()) >= 18
