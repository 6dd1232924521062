"""The calendar by hand, and the years of texts whose truth is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.notices import Confidence
from analysis.slogans.dating import (
    Sightings,
    estimate_years,
    find_earliest_year,
    find_sightings,
    posterior,
)
from analysis.slogans.dating.calendar import FIRST_YEAR, Calendar
from analysis.slogans.lexicon import Entry, Lexicon, SloganKind, SloganLevel
from analysis.slogans.occurrences import find_occurrences
from tests.slogans.dated_slogans import LEXICON, entry, make_sightings
from tests.support.corpora import corpus_of


def test_calendar_by_hand() -> None:
    # Two slogans of March 2010 and 2020: used 2.5 / 12 = .20833 into the year. A text for a year is
    # written at .25, so .04167 after it in that year: chance .6 + .4 · e^(-.04167 / 5) = .99668.
    # In 2010 the second is unknown: the first's share is 1, and with 2 % spread over both .99.
    # In 2020 the first is 10.04167 years old: .6 + .4 · e^(-2.00833) = .65368; of both 1.65036,
    # the second's share is .60392, and .98 · .60392 + .01 = .60184.
    calendar = Calendar.of(Lexicon((entry("甲", "2010-03"), entry("乙", "2020-03"))))
    assert calendar.years.tolist() == list(range(FIRST_YEAR, 2022))
    share = pd.DataFrame(np.exp(calendar.share), columns=calendar.years)
    assert share[2010].tolist() == pytest.approx([0.99, 0.01])
    assert share[2020].tolist() == pytest.approx([0.39816, 0.60184], abs=5e-6)
    # Before either was in use, both can only be misread.
    assert share[2005].tolist() == pytest.approx([0.01, 0.01])
    # Half a year early (-.79 to March 2020 from 2019 is more than .75): not in 2019's text.
    assert share[2019].tolist() == pytest.approx([0.99, 0.01])
    # A slogan of October, .54 after the text of its own year was written, seldom stands there:
    # .03 against the other's .6 + .4 · e^(-.625) = .81410.
    late = Calendar.of(Lexicon((entry("甲", "2017-02"), entry("乙", "2020-10"))))
    share = pd.DataFrame(np.exp(late.share), columns=late.years)
    age = 2020.25 - (2017 + 1.5 / 12)
    old = 0.6 + 0.4 * np.exp(-age / 5)
    assert share[2020][1] == pytest.approx(0.98 * 0.03 / (0.03 + old) + 0.01)


def test_posterior_by_hand() -> None:
    # One slogan of each of the two: in 2020 and 2021 both stand. Each counts half.
    calendar = Calendar.of(Lexicon((entry("甲", "2010-03"), entry("乙", "2020-03"))))
    chance, nothing = posterior(make_sightings([0, 1], []), calendar)
    share = np.exp(calendar.share)
    weight = np.sqrt(share[0] * share[1])
    np.testing.assert_allclose(chance, weight / weight.sum(), atol=1e-12)
    assert calendar.years[chance.argmax()] >= 2020
    # Without slogans every year is equally likely.
    assert nothing == pytest.approx(1 / len(calendar.years))


def test_events_still_to_come_and_anniversaries() -> None:
    lexicon = Lexicon((entry("甲", "2010-03"), entry("乙", "2023-06"), *LEXICON.entries[-3:]))
    calendar = Calendar.of(lexicon)
    congress = {e.slogan: i for i, e in enumerate(calendar.entries)}["党的二十大"]
    anniversary = {e.slogan: i for i, e in enumerate(calendar.entries)}["建党100周年"]

    def find_likeliest(sightings: Sightings) -> list[int]:
        (chance,) = posterior(sightings, calendar)
        return [int(y) for y in calendar.years[chance > chance.max() / 2]]

    # A congress of October 2022 that a text looks forward to dates it to that year; else it is over.
    assert find_likeliest(make_sightings([congress], ahead=[congress])) == [2022]
    assert find_likeliest(make_sightings([congress])) == [2023, 2024]
    assert find_likeliest(make_sightings([anniversary])) == [2021, 2022]


@pytest.mark.parametrize(
    ("text", "is_ahead"),
    [
        ("各校以优异成绩迎接党的二十大胜利召开，党员带头。", True),
        ("各校开展“喜迎二十大”系列活动，党员带头。", True),
        ("各校以优异成绩向党的二十大献礼，党员带头。", True),
        ("各校为党的“二十大”召开营造良好氛围，党员带头。", True),
        ("各校贯彻党的二十大精神，党员带头。", False),
        ("党的二十大胜利召开，描绘了宏伟蓝图，党员带头。", False),
        ("各校迎接检查，学习党的二十大精神，党员带头。", False),
        # One greeting is enough: the text was written before.
        ("各校学习党的二十大精神，以优异成绩迎接党的二十大。", True),
    ],
)
def test_a_greeted_event_is_still_to_come(tmp_path: Path, text: str, is_ahead: bool) -> None:
    lexicon = Lexicon(
        (
            Entry(
                "党的二十大",
                ("二十大",),
                SloganKind.EVENT,
                SloganLevel.CENTRAL,
                "2022-10",
                confidence=Confidence.HIGH,
            ),
        )
    )
    corpus = corpus_of(tmp_path, {"a": text})
    sightings = find_sightings(corpus, find_occurrences(corpus, lexicon=lexicon), Calendar.of(lexicon))
    assert (sightings.text.tolist(), sightings.entry.tolist()) == ([0], [0])
    assert sightings.is_ahead.tolist() == [is_ahead]


def test_earliest_year_needs_proof() -> None:
    slogans = [
        entry("甲", "2016-07"),
        entry("乙", "2018", Confidence.MEDIUM),
        entry("丙", "2019-01", Confidence.MEDIUM),
        entry("丁", "2020-05", Confidence.MEDIUM),
        entry("戊", "2021-11", ""),
        entry("己", "2022-10", kind=SloganKind.EVENT),
    ]
    calendar = Calendar.of(Lexicon(tuple(slogans)))

    def get_earliest(*numbers: int) -> int:
        return int(find_earliest_year(make_sightings(numbers), calendar)[0])

    # One of high confidence, or three of medium; one without confidence is a user's and counts as medium.
    # Of three the oldest decides. Events are named ahead.
    assert get_earliest(0) == 2016
    assert get_earliest(1) == get_earliest(1, 3) == get_earliest(5) == get_earliest() == 0
    assert get_earliest(1, 2, 3) == 2018
    assert get_earliest(0, 1, 2, 3, 4, 5) == 2019
    assert get_earliest(0, 3, 4) == 2016


def test_one_young_slogan_does_not_outweigh_many() -> None:
    # Ten slogans of 2001 to 2010, and one of 2021 that was misread.
    old = [entry(f"提法{year}", f"{year}-03") for year in range(2001, 2011)]
    newer = [entry(f"提法{year}", f"{year}-03") for year in range(2011, 2022)]
    calendar = Calendar.of(Lexicon((*old, *newer)))
    sightings = make_sightings(range(10), (*range(10), 20))
    assert calendar.entries[20].first_use == "2021-03"
    chance = posterior(sightings, calendar)
    alone, both = estimate_years(chance, calendar).tolist()
    assert both[:2] == alone[:2]
    assert chance[1, calendar.years >= 2021].sum() < 0.1
    # And yet the earliest year shows it: something in the text is of 2021.
    assert find_earliest_year(sightings, calendar).tolist() == [2010, 2021]


LONG = Lexicon(tuple(entry(f"提法{n}", f"{2000 + n // 12}-{n % 12 + 1:02d}") for n in range(300)))
CALENDAR = Calendar.of(LONG)


@given(st.lists(st.integers(0, 299), unique=True, max_size=40), st.randoms(use_true_random=False))
def test_posterior_is_a_distribution_and_order_does_not_matter(numbers: list[int], random: object) -> None:
    sightings = make_sightings(numbers)
    chance = posterior(sightings, CALENDAR)
    assert chance.sum() == pytest.approx(1.0)
    assert (chance >= 0).all()
    ((low, estimate, high),) = estimate_years(chance, CALENDAR).tolist()
    assert low <= estimate <= high
    random.shuffle(numbers)  # type: ignore[attr-defined]
    mixed = replace(sightings, entry=np.array(numbers, dtype=np.int64))
    np.testing.assert_allclose(posterior(mixed, CALENDAR), chance, atol=1e-12)


@given(st.lists(st.integers(0, 299), unique=True, max_size=20), st.integers(0, 299))
def test_another_slogan_never_makes_a_text_older(numbers: list[int], more: int) -> None:
    before, after = find_earliest_year(make_sightings(numbers, {*numbers, more}), CALENDAR)
    assert after > 0
    assert after >= before


def test_texts_of_known_year_are_dated() -> None:
    # Texts of 30 slogans drawn as the calendar says, for every year from 2003 to 2023. Slogans
    # count half because they come in strings; these do not, since they are drawn one by one. So the
    # interval holds the year more often than 95 times in 100.
    random = np.random.default_rng(2008)
    off, held = [], []
    for year in range(2003, 2024):
        part = np.exp(CALENDAR.share[:, CALENDAR.years == year]).ravel()
        for _ in range(20):
            drawn = random.choice(len(part), size=30, replace=False, p=part / part.sum())
            ((low, estimate, high),) = estimate_years(posterior(make_sightings(drawn), CALENDAR), CALENDAR)
            off.append(estimate - year)
            held.append(low <= year <= high)
    assert np.abs(off).mean() < 0.5
    assert abs(np.mean(off)) < 0.15
    assert np.mean(held) >= 0.95
