"""Adoption lags: one rule for every table that has them."""

from __future__ import annotations

import pandas as pd

from analysis.documents.corpus import Corpus
from analysis.slogans.adoption import find_adoption_lags
from analysis.slogans.lexicon import Lexicon, read_lexicon
from analysis.slogans.occurrences import find_occurrences
from analysis.slogans.summary import find_slogans
from analysis.slogans.trends import find_trends, life_cycles


def test_lags_by_hand() -> None:
    # 2021 after 2016-07 is five years; 2021 before 2022-11 is one year too early, and stays -1.
    first_year = pd.Series([2021, 2021, 2020, None], dtype="Int64")
    first_use = pd.Series(["2016-07", "2022-11", "", "1950"], dtype="str")
    lags = find_adoption_lags(first_year, first_use)
    assert lags.dtype == "Int64"
    assert lags.fillna(99).tolist() == [5, -1, 99, 99]


def test_slogans_and_life_cycles_give_the_same_lags(samples: Corpus) -> None:
    lexicon: Lexicon = read_lexicon()
    occurrences = find_occurrences(samples, lexicon=lexicon)
    slogans = find_slogans(samples, occurrences, lexicon=lexicon).set_index("slogan")
    lives = life_cycles(find_trends(samples, occurrences), lexicon).set_index("slogan")
    both = slogans.loc[lives.index, "adoption_lag"]
    pd.testing.assert_series_equal(both, lives["adoption_lag"])
    assert (both < 0).any()
