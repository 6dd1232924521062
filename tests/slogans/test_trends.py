"""Trends: shares by year, tiers, and the lives of slogans; by hand, by counting, by simulation."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.documents.corpus import Corpus
from analysis.slogans.lexicon import Entry, Lexicon, SloganKind, SloganLevel
from analysis.slogans.occurrences import find_occurrences
from analysis.slogans.trends import TrendTest, find_trends, life_cycles, temperature
from tests.support.corpora import corpus_of

TRENDS = ["slogan", "year", "year_docs", "n_docs", "share_docs", "low", "high", "tier"]
LIVES = [
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
NOTHING = Lexicon(())


def trends_of(year_docs: Mapping[int, int], n_docs: Mapping[str, Sequence[int]]) -> pd.DataFrame:
    """What `find_trends` gives, as far as `life_cycles` reads it."""
    rows = [
        (slogan, year, n, k)
        for slogan, counts in n_docs.items()
        for (year, n), k in zip(year_docs.items(), counts, strict=True)
    ]
    return pd.DataFrame(rows, columns=["slogan", "year", "year_docs", "n_docs"])


def entry(slogan: str, first_use: str = "", successor: str = "") -> Entry:
    return Entry(
        slogan, (), SloganKind.FORMULA, SloganLevel.CENTRAL, first_use=first_use, successor=successor
    )


def test_trends_by_hand(tmp_path: Path) -> None:
    # 2020: one plan of two says 三会一课 (twice: it counts once). 2021: no plan, so no row.
    # 2022: both. d has no year and counts for nothing, and neither does what it alone says.
    texts = {
        "a": "各校落实三会一课，党员参加三会一课。",
        "b": "各校做好教学工作，党员带头。",
        "c": "党员做到两个维护，各校落实三会一课。",
        "d": "党员树立四个意识，各校落实三会一课。",
        "e": "各校落实三会一课，党员带头。",
    }
    corpus = corpus_of(tmp_path, texts, years={"a": 2020, "b": 2020, "c": 2022, "e": 2022})
    names = ("三会一课", "两个维护", "四个意识")
    lexicon = Lexicon(tuple(entry(name) for name in names))
    table = find_trends(corpus, find_occurrences(corpus, lexicon=lexicon))
    assert list(table.columns) == TRENDS
    assert table[["slogan", "year", "year_docs", "n_docs"]].to_numpy().tolist() == [
        ["三会一课", 2020, 2, 1],
        ["三会一课", 2022, 2, 2],
        ["两个维护", 2020, 2, 0],
        ["两个维护", 2022, 2, 1],
    ]
    assert table["share_docs"].tolist() == [0.5, 1.0, 0.0, 0.5]
    # Wilson, z² = 3.8415: 2 of 2 from 2 / (2 + z²) = 0.34238, 0 of 2 up to z² / (2 + z²) = 0.65762;
    # 1 of 2: 0.5 ± √(z² (0.5 + z² / 4)) / 5.8415 = 0.5 ± 0.40547.
    assert table["low"].tolist() == pytest.approx([0.09453, 0.34238, 0.0, 0.09453], abs=5e-6)
    assert table["high"].tolist() == pytest.approx([0.90547, 1.0, 0.65762, 0.90547], abs=5e-6)
    # Two plans tell no tier.
    assert table["tier"].tolist() == [""] * 4
    assert table["year"].dtype == table["year_docs"].dtype == table["n_docs"].dtype == np.int64


def test_a_corpus_without_years_has_no_trends(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a": "各校落实三会一课，党员带头。"})
    table = find_trends(corpus, find_occurrences(corpus))
    assert list(table.columns) == TRENDS
    assert len(table) == 0
    lives = life_cycles(table, NOTHING)
    assert list(lives.columns) == LIVES
    assert len(lives) == 0


def test_tiers_by_hand() -> None:
    def tier(n_docs: int, corpus_docs: int) -> str:
        return str(temperature(np.array([n_docs]), np.array([corpus_docs]))[0])

    # 200 plans: the interval of a share is at most ±.07, so none reaches past the next tier.
    told = [tier(n, 200) for n in (200, 160, 159, 120, 80, 40, 39, 10, 9, 0)]
    assert told == ["沸", "沸", "烫", "烫", "热", "暖", "温", "温", "冷", "冷"]
    # 10 of 20: .30 to .70, 暖 to 烫 about 热. 3 of 5: .23 to .88, from 暖 on: too far from 烫.
    # 10 of 10: .72 to 1, 烫 to 沸. 5 of 5: from .57, 热 is too far from 沸. 0 of 10: up to .28, 暖.
    assert tier(10, 20) == "热"
    assert [tier(3, 5), tier(10, 10), tier(5, 5), tier(0, 10), tier(0, 0)] == ["", "沸", "", "", ""]


@given(st.integers(0, 60), st.integers(0, 60))
def test_tiers_rise_with_the_share(a: int, b: int) -> None:
    cold = {name: i for i, name in enumerate("冷温暖热烫沸")}
    low, high = sorted((a, b))
    tiers = temperature(np.array([low, high]), np.array([60, 60]))
    if all(tiers):
        assert cold[tiers[0]] <= cold[tiers[1]]


def test_trend_test_by_hand() -> None:
    # Two plans in each of three years, years as 0, 1, 2. Of the 15 pairs one sums to 0, one to 4;
    # 4 to 1, 4 to 3, and 5 to 2 (the middle pair, and first with last). Expected: 2.
    test = TrendTest.of(np.array([2020, 2021, 2022]), np.array([2, 2, 2]))
    assert [test.p(2, total) for total in range(5)] == pytest.approx([2 / 15, 10 / 15, 1.0, 10 / 15, 2 / 15])
    # Four plans with it are two without: sum 6 of all 6 leaves two of sum 0.
    assert test.p(4, 6) == pytest.approx(2 / 15)
    assert test.least_p(2) == pytest.approx(2 / 15)
    assert test.p(6, 6) == test.least_p(6) == test.p(0, 0) == 1.0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 3)), min_size=1, max_size=4), st.data())
def test_trend_test_counts_every_permutation(members: list[tuple[int, int]], data: st.DataObject) -> None:
    years = np.cumsum([2015] + [1 + gap for gap, _ in members[1:]])
    sizes = np.array([size for _, size in members])
    of_documents = np.repeat(years - years[0], sizes).tolist()
    drawn = data.draw(st.integers(0, len(of_documents)))
    sums = [sum(some) for some in itertools.combinations(of_documents, drawn)]
    expected = drawn * sum(of_documents) / len(of_documents)
    test = TrendTest.of(years, sizes)
    for total in set(sums):
        far = [abs(s - expected) >= abs(total - expected) - 1e-9 for s in sums]
        assert test.p(drawn, total) == pytest.approx(np.mean(far), abs=1e-9)
    assert test.least_p(drawn) == pytest.approx(min(test.p(drawn, s) for s in set(sums)), abs=1e-9)


def test_normal_trend_test_agrees_with_permutations() -> None:
    # 60 of 240 plans: beyond the exact table. Against 20,000 drawings.
    years, sizes = np.arange(2015, 2023), np.full(8, 30)
    test = TrendTest.of(years, sizes)
    random = np.random.default_rng(1955)
    of_documents = np.repeat(years - 2015, sizes)
    sums = np.array([random.permutation(of_documents)[:60].sum() for _ in range(20_000)])
    for total in (170, 180, 195, 205, 250):
        drawn = np.mean(np.abs(sums - 210) >= abs(total - 210))
        assert test.p(60, total) == pytest.approx(drawn, abs=0.012)
    # With 51 without it, the normal; with 50, the exact: hardly another p for the same trend.
    assert test.p(189, 189 * 7 // 2 + 30) == pytest.approx(test.p(190, 190 * 7 // 2 + 30), abs=0.03)


def test_lives_by_hand() -> None:
    # Three plans a year. 上 is in all six of the later half, 下 in all six of the earlier.
    # Sum of six years out of 0 0 0 1 1 1 2 2 2 3 3 3: expected 9, 上 has 15, the highest; one way
    # of C(12, 6) = 924 there, and one to the lowest, 3: p = 2 / 924.
    # 早 is in two plans of 2021: too few. 全 is in all 12: nothing to test.
    trends = trends_of(
        {2019: 3, 2020: 3, 2021: 3, 2022: 3},
        {"上": [0, 0, 3, 3], "下": [3, 3, 0, 0], "早": [0, 0, 2, 0], "全": [3, 3, 3, 3], "中": [0, 3, 3, 0]},
    )
    lexicon = Lexicon((entry("上", "2016-07"), entry("下", "2019", "上"), entry("早", "2022-11")))
    table = life_cycles(trends, lexicon)
    assert list(table.columns) == LIVES
    lives = table.set_index("slogan")
    assert lives["direction"].to_dict() == {
        "上": "rising",
        "下": "falling",
        "早": "too few",
        "全": "too few",
        "中": "unclear",
    }
    assert lives.loc[["上", "下"], "p"].tolist() == pytest.approx([2 / 924] * 2)
    # Three tests: 上, 下, 中. 2 / 924 · 3 / 2 for the best two.
    assert lives.loc[["上", "下"], "q"].tolist() == pytest.approx([3 / 924] * 2)
    assert lives.loc["中", ["p", "q"]].tolist() == pytest.approx([1.0, 1.0])
    assert lives.loc[["早", "全"], ["p", "q"]].isna().all().all()
    assert lives["replaced_by"].to_dict() == {"上": "", "下": "上", "早": "", "全": "", "中": ""}
    extent = lives[["first_year", "last_year", "peak_year", "first_censored", "last_censored"]]
    assert extent.loc["上"].tolist() == [2021, 2022, 2021, False, True]
    assert extent.loc["下"].tolist() == [2019, 2020, 2019, True, False]
    assert extent.loc["全"].tolist() == [2019, 2022, 2019, True, True]
    assert lives.loc["上", ["change", "share_docs"]].tolist() == [1.0, 0.5]
    # The corpus starts after 上 came up, so its lag of five years may be shorter in truth.
    assert lives["first_use"].to_dict() == {
        "上": "2016-07",
        "下": "2019",
        "早": "2022-11",
        "全": "",
        "中": "",
    }
    assert lives.loc[["上", "下", "早"], "adoption_lag"].tolist() == [5, 0, -1]
    assert lives.loc[["全", "中"], "adoption_lag"].isna().all()
    assert lives.loc[["上", "下", "早", "全"], "adoption_lag_censored"].tolist() == [
        True,
        False,
        False,
        False,
    ]


def test_nothing_replaces_what_does_not_fall_or_by_what_does_not_rise() -> None:
    lexicon = Lexicon((entry("下", successor="平"), entry("平", successor="上")))
    counts = {"下": [3, 3, 0, 0], "平": [1, 2, 2, 1], "上": [0, 0, 3, 3]}
    table = life_cycles(trends_of({2019: 3, 2020: 3, 2021: 3, 2022: 3}, counts), lexicon)
    assert table["replaced_by"].tolist() == ["", "", ""]


def test_what_came_and_went_is_not_rising() -> None:
    # In 2020 and 2021, of 2017 to 2022: late in the corpus, and yet gone.
    year_docs = dict.fromkeys(range(2017, 2023), 5)
    table = life_cycles(trends_of(year_docs, {"来去": [0, 0, 0, 5, 5, 0]}), NOTHING)
    assert table["q"][0] <= 0.05
    assert table[["direction", "last_censored"]].to_numpy().tolist() == [["unclear", False]]
    table = life_cycles(trends_of(year_docs, {"来": [0, 0, 0, 5, 5, 1]}), NOTHING)
    assert table["direction"].tolist() == ["rising"]


def test_small_corpora_have_no_trends() -> None:
    # Two years; seven documents in three years.
    for year_docs, counts in (
        ({2021: 9, 2022: 9}, [0, 9]),
        ({2020: 2, 2021: 2, 2022: 3}, [0, 2, 3]),
    ):
        table = life_cycles(trends_of(year_docs, {"提法": counts}), NOTHING)
        assert table["direction"].tolist() == ["too few"]
        assert table["p"].isna().all()
    # 30 of 32 plans of one year: three plans can sum to 2, 3 or 4 (years as 0, 1, 2), and 2 or 4,
    # the furthest, have a chance of 2 · C(30, 2) / C(32, 3) = 870 / 4,960 = .18: nothing to test.
    year_docs = {2020: 1, 2021: 30, 2022: 1}
    table = life_cycles(trends_of(year_docs, {"提法": [0, 3, 0]}), NOTHING)
    assert table["direction"].tolist() == ["too few"]


def test_steady_needs_many_plans() -> None:
    # 20 plans a half, all with it: Wilson from .839, so the change is within ±.161.
    # Six a half: from .610, ±.39, and nothing to test.
    many = life_cycles(trends_of(dict.fromkeys(range(2019, 2023), 10), {"常": [10] * 4}), NOTHING)
    assert many["direction"].tolist() == ["steady"]
    assert many[["change", "change_low", "change_high"]].to_numpy()[0] == pytest.approx(
        [0.0, -0.1611, 0.1611], abs=5e-5
    )
    few = life_cycles(trends_of(dict.fromkeys(range(2019, 2023), 3), {"常": [3] * 4}), NOTHING)
    assert few["direction"].tolist() == ["too few"]
    # 4 of 40 plans at 10 %: a change within half its share, ±.05, can't be shown.
    rare = life_cycles(trends_of(dict.fromkeys(range(2019, 2023), 10), {"稀": [1] * 4}), NOTHING)
    assert rare["direction"].tolist() == ["unclear"]


def test_one_year_has_no_change() -> None:
    table = life_cycles(trends_of({2022: 30}, {"提法": [20]}), NOTHING)
    assert table["change"].isna().all()
    assert table["direction"].tolist() == ["too few"]


@given(st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(random: object) -> None:
    year_docs = {2019: 3, 2020: 4, 2021: 3, 2022: 5}
    trends = trends_of(year_docs, {"甲": [0, 1, 3, 5], "乙": [3, 2, 1, 0], "丙": [1, 1, 1, 1]})
    shuffled = trends.sample(frac=1, random_state=random.randrange(1000))  # type: ignore[attr-defined]
    pd.testing.assert_frame_equal(life_cycles(trends, NOTHING), life_cycles(shuffled, NOTHING))


def test_false_trends_stay_under_the_rate() -> None:
    # 2,000 slogans without a trend, in 6 years of 5 plans: each share its own, the same every year.
    random = np.random.default_rng(1995)
    shares = random.uniform(0.1, 0.9, (2_000, 1))
    counts = random.binomial(5, shares, (2_000, 6))
    names = {f"提法{i}": row.tolist() for i, row in enumerate(counts) if row.sum()}
    table = life_cycles(trends_of(dict.fromkeys(range(2017, 2023), 5), names), NOTHING)
    tested = table["p"].notna()
    assert tested.sum() > 1_900
    # The test is exact, so it errs at most so often; false-discovery control then lets next to none.
    assert (table.loc[tested, "p"] <= 0.05).mean() <= 0.05
    assert table["direction"].isin(["rising", "falling"]).sum() <= 5


def test_true_trends_are_found() -> None:
    # 100 slogans that rise from 5 % to 95 % among 900 that do not: most found, few others.
    random = np.random.default_rng(1995)
    rising = random.binomial(8, np.linspace(0.05, 0.95, 6), (100, 6))
    flat = random.binomial(8, random.uniform(0.2, 0.8, (900, 1)), (900, 6))
    names = {
        f"{kind}{i}": row.tolist()
        for kind, rows in (("升", rising), ("平", flat))
        for i, row in enumerate(rows)
    }
    table = life_cycles(trends_of(dict.fromkeys(range(2017, 2023), 8), names), NOTHING)
    found = table[table["direction"].isin(["rising", "falling"])]
    truly = found["slogan"].str.startswith("升")
    assert truly.sum() >= 97
    assert (~truly).sum() <= math.ceil(0.1 * len(found))


def test_trends_of_the_samples_add_up(samples: Corpus) -> None:
    occurrences = find_occurrences(samples)
    table = find_trends(samples, occurrences)
    years = samples.documents.groupby("year").size()
    assert table.groupby("year")["year_docs"].unique().map(list).to_dict() == {
        int(year): [n] for year, n in years.items()
    }
    n_docs = occurrences.groupby("slogan")["doc_id"].nunique()
    pd.testing.assert_series_equal(
        table.groupby("slogan")["n_docs"].sum(),
        n_docs,
        check_names=False,
        check_index_type=False,
    )
    assert ((table["low"] <= table["share_docs"]) & (table["share_docs"] <= table["high"])).all()
    # Five plans are too few for any trend, and for any tier of a year.
    lives = life_cycles(table, NOTHING)
    assert set(lives["direction"]) == {"too few"}
    assert set(table["tier"]) == {""}
