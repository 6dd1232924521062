"""Shares by year and tiers, by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.documents.corpus import Corpus
from analysis.slogans.lexicon import Entry, Lexicon, SloganKind, SloganLevel
from analysis.slogans.occurrences import find_occurrences
from analysis.slogans.trends import find_trends, life_cycles, temperature
from analysis.slogans.trends.life_cycles import LIFE_COLUMNS
from tests.support.corpora import corpus_of

TRENDS = ["slogan", "year", "year_docs", "n_docs", "share_docs", "low", "high", "tier"]
NOTHING = Lexicon(())


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
    lexicon = Lexicon(tuple(Entry(name, (), SloganKind.FORMULA, SloganLevel.CENTRAL) for name in names))
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
    # Two plans are too few for a tier.
    assert table["tier"].tolist() == [""] * 4
    assert table["year"].dtype == table["year_docs"].dtype == table["n_docs"].dtype == np.int64


def test_a_corpus_without_years_has_no_trends(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a": "各校落实三会一课，党员带头。"})
    table = find_trends(corpus, find_occurrences(corpus))
    assert list(table.columns) == TRENDS
    assert len(table) == 0
    lives = life_cycles(table, NOTHING)
    assert list(lives.columns) == LIFE_COLUMNS
    assert len(lives) == 0


def test_tiers_by_hand() -> None:
    def get_tier(n_docs: int, corpus_docs: int) -> str:
        return str(temperature(np.array([n_docs]), np.array([corpus_docs]))[0])

    # 200 plans: the interval of a share is at most ±.07, so no interval reaches past the next tier.
    tiers = [get_tier(n, 200) for n in (200, 160, 159, 120, 80, 40, 39, 10, 9, 0)]
    assert tiers == ["沸", "沸", "烫", "烫", "热", "暖", "温", "温", "冷", "冷"]
    # 10 of 20: .30 to .70, 暖 to 烫 about 热. 3 of 5: .23 to .88, from 暖 on: too far from 烫.
    # 10 of 10: .72 to 1, 烫 to 沸. 5 of 5: from .57, 热 is too far from 沸. 0 of 10: up to .28, 暖.
    assert get_tier(10, 20) == "热"
    assert [get_tier(3, 5), get_tier(10, 10), get_tier(5, 5), get_tier(0, 10), get_tier(0, 0)] == [
        "",
        "沸",
        "",
        "",
        "",
    ]


@given(st.integers(0, 60), st.integers(0, 60))
def test_tiers_rise_with_the_share(a: int, b: int) -> None:
    cold = {name: i for i, name in enumerate("冷温暖热烫沸")}
    low, high = sorted((a, b))
    tiers = temperature(np.array([low, high]), np.array([60, 60]))
    if all(tiers):
        assert cold[tiers[0]] <= cold[tiers[1]]


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
