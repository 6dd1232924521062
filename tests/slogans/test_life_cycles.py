"""The lives of slogans: by hand, and by simulation."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.slogans.lexicon import Entry, Lexicon, SloganKind, SloganLevel
from analysis.slogans.trends import life_cycles

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


def make_trends(year_docs: Mapping[int, int], n_docs: Mapping[str, Sequence[int]]) -> pd.DataFrame:
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


def test_lives_by_hand() -> None:
    # Three plans a year. 上 is in all six of the later half, 下 in all six of the earlier.
    # Sum of six years out of 0 0 0 1 1 1 2 2 2 3 3 3: expected 9, 上 has 15, the highest; 1 of
    # C(12, 6) = 924 draws gives 15, and 1 gives the lowest sum, 3: p = 2 / 924.
    # 早 is in two plans of 2021: too few. 全 is in all 12: nothing to test.
    trends = make_trends(
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
    table = life_cycles(make_trends({2019: 3, 2020: 3, 2021: 3, 2022: 3}, counts), lexicon)
    assert table["replaced_by"].tolist() == ["", "", ""]


def test_what_came_and_went_is_not_rising() -> None:
    # In 2020 and 2021 of a corpus from 2017 to 2022: late, and yet gone by the end.
    year_docs = dict.fromkeys(range(2017, 2023), 5)
    table = life_cycles(make_trends(year_docs, {"来去": [0, 0, 0, 5, 5, 0]}), NOTHING)
    assert table["q"][0] <= 0.05
    assert table[["direction", "last_censored"]].to_numpy().tolist() == [["unclear", False]]
    table = life_cycles(make_trends(year_docs, {"来": [0, 0, 0, 5, 5, 1]}), NOTHING)
    assert table["direction"].tolist() == ["rising"]


def test_small_corpora_have_no_trends() -> None:
    # Two years; seven documents in three years.
    for year_docs, counts in (
        ({2021: 9, 2022: 9}, [0, 9]),
        ({2020: 2, 2021: 2, 2022: 3}, [0, 2, 3]),
    ):
        table = life_cycles(make_trends(year_docs, {"提法": counts}), NOTHING)
        assert table["direction"].tolist() == ["too few"]
        assert table["p"].isna().all()
    # 30 of 32 plans of one year: three plans can sum to 2, 3 or 4 (years as 0, 1, 2), and 2 or 4,
    # the furthest, have a chance of 2 · C(30, 2) / C(32, 3) = 870 / 4,960 = .18: nothing to test.
    year_docs = {2020: 1, 2021: 30, 2022: 1}
    table = life_cycles(make_trends(year_docs, {"提法": [0, 3, 0]}), NOTHING)
    assert table["direction"].tolist() == ["too few"]


def test_steady_needs_many_plans() -> None:
    # 20 plans in each half, all with it: the Wilson interval begins at .839, so the change is within ±.161.
    # Six in each half: from .610, so within ±.39, and there is nothing to test.
    many = life_cycles(make_trends(dict.fromkeys(range(2019, 2023), 10), {"常": [10] * 4}), NOTHING)
    assert many["direction"].tolist() == ["steady"]
    assert many[["change", "change_low", "change_high"]].to_numpy()[0] == pytest.approx(
        [0.0, -0.1611, 0.1611], abs=5e-5
    )
    few = life_cycles(make_trends(dict.fromkeys(range(2019, 2023), 3), {"常": [3] * 4}), NOTHING)
    assert few["direction"].tolist() == ["too few"]
    # 4 of 40 plans at 10 %: a change within half its share, ±.05, can't be shown.
    rare = life_cycles(make_trends(dict.fromkeys(range(2019, 2023), 10), {"稀": [1] * 4}), NOTHING)
    assert rare["direction"].tolist() == ["unclear"]


def test_one_year_has_no_change() -> None:
    table = life_cycles(make_trends({2022: 30}, {"提法": [20]}), NOTHING)
    assert table["change"].isna().all()
    assert table["direction"].tolist() == ["too few"]


@given(st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(random: object) -> None:
    year_docs = {2019: 3, 2020: 4, 2021: 3, 2022: 5}
    trends = make_trends(year_docs, {"甲": [0, 1, 3, 5], "乙": [3, 2, 1, 0], "丙": [1, 1, 1, 1]})
    shuffled = trends.sample(frac=1, random_state=random.randrange(1000))  # type: ignore[attr-defined]
    pd.testing.assert_frame_equal(life_cycles(trends, NOTHING), life_cycles(shuffled, NOTHING))


def test_false_trends_stay_under_the_rate() -> None:
    # 2,000 slogans without a trend, in 6 years of 5 plans: each has its own share, the same every year.
    random = np.random.default_rng(1995)
    shares = random.uniform(0.1, 0.9, (2_000, 1))
    counts = random.binomial(5, shares, (2_000, 6))
    names = {f"提法{i}": row.tolist() for i, row in enumerate(counts) if row.sum()}
    table = life_cycles(make_trends(dict.fromkeys(range(2017, 2023), 5), names), NOTHING)
    tested = table["p"].notna()
    assert tested.sum() > 1_900
    # The test is exact, so it errs in at most 5 % of cases; false-discovery control lets hardly any through.
    assert (table.loc[tested, "p"] <= 0.05).mean() <= 0.05
    assert table["direction"].isin(["rising", "falling"]).sum() <= 5


def test_true_trends_are_reported() -> None:
    # 100 slogans that rise from 5 % to 95 % among 900 that do not: most are reported, and few others.
    random = np.random.default_rng(1995)
    rising = random.binomial(8, np.linspace(0.05, 0.95, 6), (100, 6))
    flat = random.binomial(8, random.uniform(0.2, 0.8, (900, 1)), (900, 6))
    names = {
        f"{kind}{i}": row.tolist()
        for kind, rows in (("升", rising), ("平", flat))
        for i, row in enumerate(rows)
    }
    table = life_cycles(make_trends(dict.fromkeys(range(2017, 2023), 8), names), NOTHING)
    reported = table[table["direction"].isin(["rising", "falling"])]
    is_true = reported["slogan"].str.startswith("升")
    assert is_true.sum() >= 97
    assert (~is_true).sum() <= math.ceil(0.1 * len(reported))
