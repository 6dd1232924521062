"""Dating: the calendar by hand, texts with known truth, and what contradicts what they state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.documents.corpus import Corpus
from analysis.documents.ingest import read_corpus
from analysis.notices import Confidence
from analysis.slogans.dating import (
    Sightings,
    date_documents,
    earliest_year,
    find_sightings,
    posterior,
    years_of,
)
from analysis.slogans.dating.calendar import FIRST_YEAR, Calendar
from analysis.slogans.lexicon import Entry, Lexicon, SloganKind, SloganLevel
from analysis.slogans.occurrences import find_occurrences
from tests.support.corpora import corpus_of

COLUMNS = [
    "doc_id",
    "label",
    "place",
    "adcode",
    "year",
    "page_years",
    "earliest_possible",
    "estimate",
    "low",
    "high",
    "n_dated",
    "evidence",
    "flag",
]


def entry(
    slogan: str,
    first_use: str,
    confidence: Confidence | Literal[""] = Confidence.HIGH,
    kind: SloganKind = SloganKind.FORMULA,
) -> Entry:
    return Entry(slogan, (), kind, SloganLevel.CENTRAL, first_use=first_use, confidence=confidence)


LEXICON = Lexicon(
    (
        entry("依法治国", "1997-09"),
        entry("科学发展观", "2003-10"),
        entry("创先争优", "2010-04"),
        entry("三严三实", "2014-03"),
        entry("两学一做", "2016-02"),
        entry("四个自信", "2016-07"),
        entry("两个确立", "2021-11"),
        entry("大思政课", "2021-03", Confidence.MEDIUM),
        entry("动态清零", "2021", Confidence.LOW),
        entry("党的十九大", "2017-10", kind=SloganKind.EVENT),
        entry("党的二十大", "2022-10", kind=SloganKind.EVENT),
        entry("建党100周年", "2021-07", kind=SloganKind.EVENT),
    )
)


def seen_in(*texts: Iterable[int], ahead: Sequence[int] = ()) -> Sightings:
    """The slogans of texts, as numbers of the calendar; those of `ahead` are still to come."""
    rows = [(text, entry) for text, entries in enumerate(texts) for entry in sorted(entries)]
    text, entry = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    return Sightings(text, entry, np.isin(entry, ahead), len(texts))


def dated(folder: Path, texts: dict[str, str], *, years: dict[str, int]) -> pd.DataFrame:
    """The table of some texts by LEXICON, doc_id as index."""
    corpus = corpus_of(folder, texts, years=years)
    table = date_documents(corpus, find_occurrences(corpus, lexicon=LEXICON), LEXICON)
    assert list(table.columns) == COLUMNS
    return table.set_index("doc_id")


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
    # Before either, both are misread, if anything.
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
    chance, nothing = posterior(seen_in([0, 1], []), calendar)
    share = np.exp(calendar.share)
    weight = np.sqrt(share[0] * share[1])
    np.testing.assert_allclose(chance, weight / weight.sum(), atol=1e-12)
    assert calendar.years[chance.argmax()] >= 2020
    # Nothing seen, nothing known.
    assert nothing == pytest.approx(1 / len(calendar.years))


def test_events_still_to_come_and_anniversaries() -> None:
    lexicon = Lexicon((entry("甲", "2010-03"), entry("乙", "2023-06"), *LEXICON.entries[-3:]))
    calendar = Calendar.of(lexicon)
    congress = {e.slogan: i for i, e in enumerate(calendar.entries)}["党的二十大"]
    feast = {e.slogan: i for i, e in enumerate(calendar.entries)}["建党100周年"]

    def likeliest(seen: Sightings) -> list[int]:
        (chance,) = posterior(seen, calendar)
        return [int(y) for y in calendar.years[chance > chance.max() / 2]]

    # Greeted, a congress of October 2022 dates a text to the year before it; unmarked, it has been.
    assert likeliest(seen_in([congress], ahead=[congress])) == [2022]
    assert likeliest(seen_in([congress])) == [2023, 2024]
    assert likeliest(seen_in([feast])) == [2021, 2022]


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
    seen = find_sightings(corpus, find_occurrences(corpus, lexicon=lexicon), Calendar.of(lexicon))
    assert (seen.text.tolist(), seen.entry.tolist()) == ([0], [0])
    assert seen.is_ahead.tolist() == [is_ahead]


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

    def earliest(*numbers: int) -> int:
        return int(earliest_year(seen_in(numbers), calendar)[0])

    # One of high confidence, or three of medium; one without confidence is a user's, as medium.
    # Of three the oldest decides. Events are named ahead.
    assert earliest(0) == 2016
    assert earliest(1) == earliest(1, 3) == earliest(5) == earliest() == 0
    assert earliest(1, 2, 3) == 2018
    assert earliest(0, 1, 2, 3, 4, 5) == 2019
    assert earliest(0, 3, 4) == 2016


def test_table_by_hand(tmp_path: Path) -> None:
    texts = {
        "a": "各校开展两学一做，坚定四个自信，做到三严三实，推进依法治国。",
        "b": "各校讲好大思政课，坚持动态清零，党员带头。",
        "c": "各校做好教学工作，党员带头。",
    }
    table = dated(tmp_path, texts, years={"a": 2017, "b": 2022})
    # a: newest of 2016-07; nothing of 2021 stands in it. low of all: not used.
    a = table.loc["a.txt"]
    assert a["year"] == 2017
    assert a["earliest_possible"] == 2016
    assert a["low"] <= 2017 <= a["high"]
    assert 2016 <= a["estimate"] <= 2019
    assert a["n_dated"] == 4
    # Proofs first, both of 2016, the newer one first. What is older speaks for no year near.
    assert a["evidence"] == "四个自信（2016-07）；两学一做（2016-02）"
    # b: one slogan of medium confidence proves nothing, one of low is not there. No estimate.
    b = table.loc["b.txt"]
    assert b["n_dated"] == 1
    assert b[["earliest_possible", "estimate", "low", "high"]].isna().all()
    assert b["evidence"] == ""
    assert table.loc["c.txt", ["n_dated", "evidence", "flag"]].tolist() == [0, "", ""]
    assert table.loc["c.txt", ["year", "earliest_possible", "estimate"]].isna().all()
    assert (table["flag"] == "").all()
    whole = ["year", "earliest_possible", "estimate", "low", "high"]
    assert {str(table[column].dtype) for column in whole} == {"Int64"}


def test_anachronism(tmp_path: Path) -> None:
    # A plan for 2017 that knows 两个确立, of November 2021; the rest is of its time.
    texts = {
        "a": "各校开展两学一做，坚定四个自信，做到三严三实，领悟两个确立。",
        "b": "各校开展两学一做，坚定四个自信，做到三严三实，推进依法治国。",
        "c": "各校坚定四个自信，做到三严三实，推进依法治国，以优异成绩迎接党的十九大。",
    }
    table = dated(tmp_path, texts, years={"a": 2017, "b": 2016, "c": 2017})
    assert table["flag"].to_dict() == {"a.txt": "anachronism", "b.txt": "", "c.txt": ""}
    assert table.loc["a.txt", "earliest_possible"] == 2021
    assert table.loc["a.txt", "evidence"].startswith("两个确立（2021-11）")


def test_one_young_slogan_does_not_sway_many() -> None:
    # Ten slogans of 2001 to 2010, and one misread of 2021, sure as it seems.
    old = [entry(f"提法{year}", f"{year}-03") for year in range(2001, 2011)]
    newer = [entry(f"提法{year}", f"{year}-03") for year in range(2011, 2022)]
    calendar = Calendar.of(Lexicon((*old, *newer)))
    seen = seen_in(range(10), (*range(10), 20))
    assert calendar.entries[20].first_use == "2021-03"
    chance = posterior(seen, calendar)
    alone, both = years_of(chance, calendar).tolist()
    assert both[:2] == alone[:2]
    assert chance[1, calendar.years >= 2021].sum() < 0.1
    # And yet it is told: something in the text is of 2021.
    assert earliest_year(seen, calendar).tolist() == [2010, 2021]


def test_stale(tmp_path: Path) -> None:
    texts = {"a": "各校开展创先争优，落实科学发展观，推进依法治国，创先争优见实效。"}
    # The lexicon goes on to 2021, so a text for 2021 would hardly lack everything after 2010.
    many = [entry(f"新提法{n}号", f"{2012 + n // 12}-{n % 12 + 1:02d}") for n in range(120)]
    lexicon = Lexicon((*LEXICON.entries, *many))
    corpus = corpus_of(tmp_path / "old", texts, years={"a": 2021})
    table = date_documents(corpus, find_occurrences(corpus, lexicon=lexicon), lexicon)
    assert table["flag"].tolist() == ["stale"]
    assert table["high"][0] <= 2019
    # Its own year is not stale.
    corpus = corpus_of(tmp_path / "own", texts, years={"a": 2011})
    table = date_documents(corpus, find_occurrences(corpus, lexicon=lexicon), lexicon)
    assert table["flag"].tolist() == [""]


LONG = Lexicon(tuple(entry(f"提法{n}", f"{2000 + n // 12}-{n % 12 + 1:02d}") for n in range(300)))
CALENDAR = Calendar.of(LONG)


@given(st.lists(st.integers(0, 299), unique=True, max_size=40), st.randoms(use_true_random=False))
def test_posterior_is_a_distribution_and_order_does_not_matter(numbers: list[int], random: object) -> None:
    seen = seen_in(numbers)
    chance = posterior(seen, CALENDAR)
    assert chance.sum() == pytest.approx(1.0)
    assert (chance >= 0).all()
    ((low, estimate, high),) = years_of(chance, CALENDAR).tolist()
    assert low <= estimate <= high
    random.shuffle(numbers)  # type: ignore[attr-defined]
    mixed = replace(seen, entry=np.array(numbers, dtype=np.int64))
    np.testing.assert_allclose(posterior(mixed, CALENDAR), chance, atol=1e-12)


@given(st.lists(st.integers(0, 299), unique=True, max_size=20), st.integers(0, 299))
def test_another_slogan_never_makes_a_text_older(numbers: list[int], more: int) -> None:
    before, after = earliest_year(seen_in(numbers, {*numbers, more}), CALENDAR)
    assert after > 0
    assert after >= before


def test_texts_of_known_year_are_dated() -> None:
    # Texts of 30 slogans drawn as the calendar says, for every year from 2003 to 2023. Slogans
    # count half, which these, drawn one by one, do not deserve: the interval holds the year more
    # often than 95 times of 100, and must not do so less.
    random = np.random.default_rng(2008)
    off, held = [], []
    for year in range(2003, 2024):
        part = np.exp(CALENDAR.share[:, CALENDAR.years == year]).ravel()
        for _ in range(20):
            drawn = random.choice(len(part), size=30, replace=False, p=part / part.sum())
            ((low, estimate, high),) = years_of(posterior(seen_in(drawn), CALENDAR), CALENDAR)
            off.append(estimate - year)
            held.append(low <= year <= high)
    assert np.abs(off).mean() < 0.5
    assert abs(np.mean(off)) < 0.15
    assert np.mean(held) >= 0.95


def test_lexicon_without_dates_dates_nothing(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a": "各校落实三会一课，党员带头。"}, years={"a": 2020})
    nothing = Lexicon((entry("三会一课", ""),))
    table = date_documents(corpus, find_occurrences(corpus, lexicon=nothing), nothing)
    assert list(table.columns) == COLUMNS
    assert table["n_dated"].tolist() == [0]
    assert table["estimate"].isna().all()


def test_the_samples_are_of_their_years(samples: Corpus) -> None:
    table = date_documents(samples, find_occurrences(samples)).set_index("doc_id")
    assert ((table["estimate"] - table["year"]).abs() <= 1).all()
    assert ((table["low"] <= table["year"]) & (table["year"] <= table["high"])).all()
    assert (table["earliest_possible"] <= table["year"]).all()
    # A page that says 2024 over a plan for 2023: its slogans are 2023's.
    masked = table.loc["masked-district-2023.txt"]
    assert masked[["year", "page_years", "estimate"]].tolist() == [2023, "2024", 2023]
    assert masked["flag"] == "page says otherwise"
    assert (table["flag"].drop("masked-district-2023.txt") == "").all()


def test_a_sample_with_a_later_slogan_is_an_anachronism(tmp_path: Path, raw: Path) -> None:
    plan = (raw / "tonghua-dongchang-2017.txt").read_bytes().decode("utf-8-sig")
    heading = "二、"
    assert plan.count("\n" + heading) == 1
    mended = plan.replace("\n" + heading, "\n深刻领悟“两个确立”的决定性意义。\n" + heading)
    (tmp_path / "plan.txt").write_text(mended, "utf-8")
    corpus = read_corpus(tmp_path)
    table = date_documents(corpus, find_occurrences(corpus))
    assert table[["year", "earliest_possible", "flag"]].to_numpy().tolist() == [[2017, 2021, "anachronism"]]
    assert table["evidence"][0].startswith("两个确立（2021-11）")
    assert table["estimate"][0] in (2016, 2017, 2018)
