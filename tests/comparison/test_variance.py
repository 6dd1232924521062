"""Variance: place and year by hand, by brute force, by simulation; refused where they are confounded."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from scipy import stats

from analysis.comparison.variance import COLUMNS, drift, explain_variance, permanova
from analysis.documents.corpus import Corpus
from analysis.settings import Settings
from analysis.tokens import Tokens, tokenize
from tests.support.simulated import simulate_tokens

RESULTS = ["r2", "adjusted", "f", "r", "p"]


def _simulate_crossed(
    seed: int,
    *,
    places: int = 6,
    years: int = 5,
    of_place: float = 0.0,
    of_year: float = 0.0,
    drifting: float = 0.0,
) -> Tokens:
    """Tokens of one plan for each place and year.

    `of_place` and `of_year` weigh words of a place's or a year's own; `drifting` weighs words that
    change from a place's first year to its last.
    """
    random = np.random.default_rng(seed)
    common = random.dirichlet(np.full(150, 0.5))
    by_place = random.dirichlet(np.full(150, 0.5), places)
    by_year = random.dirichlet(np.full(150, 0.5), years)
    ends = random.dirichlet(np.full(150, 0.5), (places, 2))
    rows, place_names, plan_years = [], [], []
    for place in range(places):
        for year in range(years):
            rates = common + of_place * by_place[place] + of_year * by_year[year]
            moved = year / (years - 1)
            rates = rates + drifting * (ends[place, 0] * moved + ends[place, 1] * (1 - moved))
            rows.append(random.multinomial(400, rates / rates.sum()))
            place_names.append(f"{'甲乙丙丁戊己庚辛'[place]}区")
            plan_years.append(2015 + year)
    return simulate_tokens(np.array(rows), place_names, plan_years)


def test_permanova_by_hand() -> None:
    # Points 0, 1 against 4, 5 on a line: total 17 (squares about 2.5), within 0.5 + 0.5,
    # between 16; F = 16 / (1 / 2) = 32. A third of the 24 orders keeps the pairs: p = 8 / 24.
    x = np.array([0.0, 1, 4, 5])
    result = permanova((x[:, None] - x) ** 2, np.array([0, 0, 1, 1]), permutations=999)
    assert (result.r2, result.f, result.given_r2) == pytest.approx((16 / 17, 32.0, 0.0))
    assert result.p == pytest.approx(1 / 3)


def test_permanova_of_points_on_a_line_equals_the_analysis_of_variance() -> None:
    random = np.random.default_rng(2001)
    x, groups = random.normal(size=20), np.repeat([0, 1, 2], [5, 8, 7])
    result = permanova((x[:, None] - x) ** 2, groups, permutations=99)
    expected = stats.f_oneway(*(x[groups == group] for group in range(3)))
    assert result.f == pytest.approx(expected.statistic)


def test_permanova_given_another_factor_equals_least_squares_with_restricted_permutations() -> None:
    random = np.random.default_rng(7)
    x = random.normal(size=7)
    groups, given = np.array([0, 1, 0, 1, 2, 2, 0]), np.array([0, 0, 0, 1, 1, 1, 1])
    result = permanova((x[:, None] - x) ** 2, groups, given, permutations=999)

    def sum_residuals(*divisions: np.ndarray, y: np.ndarray = x) -> float:
        columns = np.hstack([np.eye(d.max() + 1)[d] for d in divisions])
        return float(((y - columns @ np.linalg.pinv(columns) @ y) ** 2).sum())

    total = ((x - x.mean()) ** 2).sum()
    assert result.given_r2 == pytest.approx(1 - sum_residuals(given) / total)
    assert result.r2 == pytest.approx((sum_residuals(given) - sum_residuals(given, groups)) / total)
    # Both factors together have rank 4, the given one 2: 2 degrees of freedom, and 3 for the residual.
    assert result.f == pytest.approx(
        (sum_residuals(given) - sum_residuals(given, groups)) / 2 / (sum_residuals(given, groups) / 3)
    )
    every = [
        sum_residuals(given, groups, y=x[[*first, *second]])
        for first in permutations(range(3))
        for second in permutations(range(3, 7))
    ]
    assert result.p == pytest.approx(np.mean(np.array(every) <= sum_residuals(given, groups) + 1e-9))


def test_table_of_a_crossed_corpus_answers_each_question() -> None:
    table = explain_variance(_simulate_crossed(1, of_place=1.0, of_year=0.2), permutations=199)
    assert list(table.columns) == COLUMNS
    assert table[["factor", "given"]].to_numpy().tolist() == [
        ["place", ""],
        ["year", ""],
        ["place", "year"],
        ["year", "place"],
        ["years apart", "place"],
    ]
    assert table["df"].tolist() == [5, 4, 5, 4, 1] and set(table["corpus_docs"]) == {30}
    # In a complete and balanced design neither factor takes any share from the other.
    r2 = table["r2"].to_list()
    assert r2[0] == pytest.approx(r2[2]) and r2[1] == pytest.approx(r2[3])
    assert table["adjusted"][2] > 2 * table["adjusted"][3] > 0
    # The differences between places hide the effect of the year; given the place it shows.
    assert (table["p"][[0, 2, 3]] <= 0.01).all() and table["p"][1] > 0.05
    # Ezekiel: 1 - (1 - r2) 29 / 24.
    assert table["adjusted"][0] == pytest.approx(1 - (1 - r2[0]) * 29 / 24)
    assert table["f"][0] == pytest.approx(r2[0] / 5 / ((1 - r2[0]) / 24))
    assert set(table["note"]) == {""}


def test_drift_by_hand() -> None:
    # One place, years 0, 1, 3: they are 1, 3 and 2 years apart. Distances equal to these correlate
    # perfectly, and of the 6 orders only the real one does so: p = 1 / 6.
    years = np.array([0, 1, 3])
    distances = np.abs(years[:, None] - years).astype(float)
    r, p = drift(distances, np.zeros(3, dtype=np.int64), years, permutations=999)
    assert r == pytest.approx(1.0) and p == pytest.approx(1 / 6)
    # With two plans in each place there is no correlation to compute.
    r, p = drift(np.ones((4, 4)), np.array([0, 0, 1, 1]), np.array([1, 2, 1, 3]), permutations=999)
    assert np.isnan([r, p]).all()


def test_drift_of_a_single_place_is_the_correlation_over_its_pairs() -> None:
    random = np.random.default_rng(1967)
    points, years = random.normal(size=(8, 3)), random.permutation(8)
    distances = np.linalg.norm(points[:, None] - points, axis=2)
    i, j = np.triu_indices(8, k=1)
    r, _ = drift(distances, np.zeros(8, dtype=np.int64), years, permutations=99)
    assert r == pytest.approx(np.corrcoef(distances[i, j], np.abs(years[i] - years[j]))[0, 1])


def test_the_samples_are_refused(samples: Corpus) -> None:
    table = explain_variance(tokenize(samples))
    assert table[RESULTS].isna().all().all() and len(table) == 5
    assert table["note"].str.startswith("拒绝回答：能用的文本里，地点与年份没有交叉").all()


@pytest.mark.parametrize(
    ("places", "years", "reason"),
    [
        # each place in one year only; one place only; a chain of places and years without a cycle
        (["甲区"] * 3 + ["乙区"] * 3, [2020] * 3 + [2021] * 3, "do not cross"),
        (["甲区"] * 4, [2020, 2020, 2021, 2021], "do not cross"),
        (["甲区", "甲区", "乙区", "乙区", "丙区"], [2020, 2021, 2021, 2022, 2022], "do not cross"),
        # two places in three years: 2³ orders, half of them mirror images
        (["甲区"] * 3 + ["乙区"] * 3, [2020, 2021, 2022] * 2, "too seldom"),
        (["甲区", "乙区"], [None, 2020], "do not cross"),
    ],
)
def test_confounded_places_and_years_are_refused(
    places: list[str], years: list[int | None], reason: str
) -> None:
    counts = np.random.default_rng(9).poisson(3, (len(places), 12)) + 1
    tokens = simulate_tokens(counts, places, years, settings=Settings(language="en"))
    table = explain_variance(tokens)
    assert table[RESULTS].isna().all().all()
    assert table["note"].str.startswith("Refused").all() and reason in table["note"][0]


def test_documents_alone_in_place_or_year_are_left_out_and_counted() -> None:
    full = _simulate_crossed(3, places=4, years=4)
    counts = full.counts.toarray().astype(int)
    places, years = list(full.corpus.places), [d.metadata.year for d in full.corpus]
    extra = np.ones((2, counts.shape[1]), dtype=int)
    tokens = simulate_tokens(
        np.vstack([counts, extra]),
        [*places, "孤区", "甲区"],
        [*years, 2015, 1999],
        settings=Settings(language="en"),
    )
    table = explain_variance(tokens, permutations=99)
    assert set(table["corpus_docs"]) == {16}
    assert table["note"][0].startswith("2 documents are not used")


@pytest.mark.slow
def test_null_p_values_are_uniform() -> None:
    p_values = [
        explain_variance(_simulate_crossed(seed, places=4, years=4), permutations=99)["p"]
        for seed in range(150)
    ]
    random = np.random.default_rng(1)
    for p in np.array(p_values).T:
        # Each p is k / 100, and all are equally likely.
        smooth = p - random.random(len(p)) / 100
        assert stats.kstest(smooth, "uniform").pvalue > 0.005
        assert np.mean(p <= 0.05) < 0.11


@pytest.mark.slow
def test_the_planted_factor_explains_more() -> None:
    n_right = {"place": 0, "year": 0, "drift": 0}
    for seed in range(20):
        place = explain_variance(_simulate_crossed(seed, of_place=0.5), permutations=99)
        n_right["place"] += place["adjusted"][2] > place["adjusted"][3] and place["p"][2] <= 0.05
        year = explain_variance(_simulate_crossed(seed, of_year=0.5), permutations=99)
        n_right["year"] += year["adjusted"][3] > year["adjusted"][2] and year["p"][3] <= 0.05
        moved = explain_variance(_simulate_crossed(seed, drifting=1.5), permutations=99)
        n_right["drift"] += moved["p"][4] <= 0.05 and moved["r"][4] > 0
    assert min(n_right.values()) >= 18
