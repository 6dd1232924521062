"""The table of occurrences: every slogan at every place of a corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis.documents.corpus import Corpus
from analysis.slogans.lexicon import Entry, Lexicon, SloganKind, SloganLevel
from analysis.slogans.occurrences import OCCURRENCE_COLUMNS, find_occurrences
from tests.slogans.plans import LEXICON, make_plans


def test_occurrences_of_the_samples_slice_the_text_and_know_their_section(
    samples: Corpus,
) -> None:
    table = find_occurrences(samples)
    assert list(table.columns) == OCCURRENCE_COLUMNS
    assert len(table) > 500
    sections = samples.sections
    for row in table.itertuples():
        assert samples[row.doc_id].text[row.start : row.end] == row.surface
        around = sections[
            (sections["doc_id"] == row.doc_id)
            & (sections["start"] <= row.start)
            & (row.start < sections["end"])
        ]
        assert row.section == (around["section"].max() if len(around) else 0)


def test_occurrences_are_the_same_in_any_number_of_processes(samples: Corpus) -> None:
    pd.testing.assert_frame_equal(find_occurrences(samples, jobs=2), find_occurrences(samples))


# Each text would have a slogan together with the next: a known slogan, one with a gap, an anniversary, a
# list, a title, a quotation, a numeral. The last has a slogan of its own.
TORN = [
    "三会",
    "一课，坚定四个自信",
    "做到两个维护，建党100",
    "周年，同部署、同落实",
    "、同考核",
    "《教育",
    "法》“亲情",
    "家访”三查",
    "两改，四个一",
]


def make_documents(samples: Corpus, texts: Sequence[str]) -> Corpus:
    """Documents of just these texts."""
    model = samples.items[0]
    items = [
        replace(model, doc_id=str(i), sections=(), cleaned=replace(model.cleaned, text=text))
        for i, text in enumerate(texts)
    ]
    return replace(samples, items=tuple(items))


@pytest.mark.parametrize("most", [1, 30, 1_000_000])
def test_no_slogan_reaches_from_one_text_into_the_next(
    samples: Corpus, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr("analysis.slogans.occurrences.BATCH_CHARS", most)
    chain = Entry("甲", ("坚定四个自信…做到两个维护",), SloganKind.FORMULA, SloganLevel.CENTRAL)
    law = Entry("《教育法》", (), SloganKind.DOCUMENT, SloganLevel.CENTRAL)
    meeting, list_part = (
        Entry(name, (), SloganKind.EVENT, SloganLevel.CENTRAL) for name in ("三会一课", "同部署")
    )
    lexicon = Lexicon((meeting, chain, law, list_part))
    table = find_occurrences(make_documents(samples, TORN), lexicon=lexicon)
    assert table[["doc_id", "surface", "start"]].to_numpy().tolist() == [
        ["3", "同部署", 3],
        ["8", "四个一", 3],
    ]
    together = find_occurrences(make_documents(samples, ["".join(TORN)]), lexicon=lexicon)
    assert len(together) > 6


def test_texts_with_slogans_of_the_lexicon_only(samples: Corpus) -> None:
    table = find_occurrences(make_documents(samples, ["重温党史", ""]), lexicon=LEXICON)
    assert table[["doc_id", "slogan"]].to_numpy().tolist() == [["0", "党史"]]
    assert find_occurrences(make_documents(samples, []), lexicon=LEXICON).empty


def test_occurrence_table_by_hand(tmp_path: Path) -> None:
    plans = make_plans(tmp_path)
    numeral, origin = ("numeral", "central"), "lexicon"
    campaign, formula = ("campaign", "central"), ("formula", "central")
    expected = [
        ("a.txt", "三会一课", "三会一课", 3, 7, 0, *numeral, origin, ""),
        ("a.txt", "党史学习教育", "党史学习教育", 11, 17, 0, *campaign, origin, ""),
        ("a.txt", "党史", "党史", 11, 13, 0, *formula, origin, "党史学习教育"),
        ("b.txt", "三会一课", "三会一课", 2, 6, 0, *numeral, origin, ""),
        ("b.txt", "党史", "党史", 9, 11, 0, *formula, origin, ""),
        ("b.txt", "三会一课", "三会一课", 12, 16, 0, *numeral, origin, ""),
        ("c.txt", "党史学习教育", "党史学习教育活动", 2, 10, 0, *campaign, origin, ""),
        ("c.txt", "党史", "党史", 2, 4, 0, *formula, origin, "党史学习教育"),
    ]
    table = find_occurrences(plans, lexicon=LEXICON)
    columns = [c for c in OCCURRENCE_COLUMNS if c not in ("label", "place", "adcode", "year")]
    pd.testing.assert_frame_equal(table[columns], pd.DataFrame(expected, columns=columns))
    first = table.groupby("doc_id")[["label", "place", "adcode"]].first()
    assert first.to_numpy().tolist() == [
        ["西湖区 2021", "西湖区", ""],
        ["西湖区 2022", "西湖区", ""],
        ["金坛区 2022", "金坛区", "320413"],
    ]
    assert table["year"].tolist() == [2021] * 3 + [2022] * 5 and table["year"].dtype == "Int64"
