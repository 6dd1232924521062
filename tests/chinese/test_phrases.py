"""Recurring phrases: worked by hand, and against counting every substring."""

from __future__ import annotations

import re
from collections import Counter
from math import log2
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.chinese.phrases import PHRASE_COLUMNS, recurring_phrases

# Every way to cut 三会一课 in two is as likely as the others: worked out below.
THREE = ["落实三会一课制度", "三会一课，抓三会一课", "抓落实"]


def _row(texts: list[str], phrase: str, **options: Any) -> dict[str, Any]:
    table = recurring_phrases(texts, 2, **options)
    rows = table[table["phrase"] == phrase]
    assert len(rows) == 1
    return dict(rows.iloc[0])


def test_columns_and_types() -> None:
    for texts in (THREE, [], ["", "。"], ["三会一课"]):
        table = recurring_phrases(texts, 2)
        assert list(table.columns) == PHRASE_COLUMNS
        kinds = ["str", "int64", "int64", "int64", *["float64"] * 3, "int64", "int64"]
        assert [str(kind) for kind in table.dtypes] == kinds


def test_values_worked_by_hand() -> None:
    table = recurring_phrases(THREE, 2)
    assert list(table["phrase"]) == ["三会一课", "落实"]
    row = _row(THREE, "三会一课")
    # Three places in two texts; before them 实, the start of a stretch, 抓; after them 制, two ends.
    assert (row["n"], row["n_docs"], row["n_districts"]) == (3, 2, 0)
    assert row["left_entropy"] == pytest.approx(log2(3))
    assert row["right_entropy"] == pytest.approx(log2(3))
    # 20 hanzi in all, and 三, 三会, 三会一, 会一课, 一课, 课 stand three times each.
    assert row["cohesion"] == pytest.approx(log2(3 * 20 / (3 * 3)))
    assert THREE[row["text"]][row["start"] : row["start"] + 4] == "三会一课"


def test_a_phrase_that_always_goes_on_in_the_same_way_is_not_reported() -> None:
    assert list(recurring_phrases(["抓三会", "抓三会一"], 2)["phrase"]) == ["抓三会"]


def test_an_end_counts_as_a_character_of_its_own_each_time() -> None:
    row = _row(["甲乙丙", "甲乙丙", "甲乙", "甲乙。"], "甲乙")
    # 丙 twice, and two ends: one half, one quarter, one quarter.
    assert row["right_entropy"] == pytest.approx(1.5)
    assert row["left_entropy"] == pytest.approx(2.0)


@pytest.mark.parametrize("mark", "，。、“”《》（） \n\t·0aA％\U0001f6a9")
def test_no_phrase_reaches_across_anything_but_hanzi(mark: str) -> None:
    texts = [f"两个{mark}确立", f"两个{mark}确立"]
    assert list(recurring_phrases(texts, 2)["phrase"]) == ["两个", "确立"]


def test_no_phrase_reaches_from_text_to_text() -> None:
    assert len(recurring_phrases(["甲", "乙", "甲", "乙"], 2)) == 0


def test_districts_are_counted_where_they_are_known() -> None:
    texts = ["三会一课"] * 5
    row = _row(texts, "三会一课", groups=["西湖区", None, "宝山区", "西湖区", ""])
    assert (row["n_docs"], row["n_districts"]) == (5, 2)
    assert _row(texts, "三会一课", groups=[None] * 5)["n_districts"] == 0


def test_a_passage_beyond_the_longest_gives_no_phrase() -> None:
    passage = "一二三四五六七八九十"
    texts = [f"甲{passage}乙", f"丙{passage}丁"]
    assert list(recurring_phrases(texts, 2)["phrase"]) == [passage]
    assert list(recurring_phrases(texts, 2, max_chars=10)["phrase"]) == [passage]
    assert list(recurring_phrases(texts, 2, max_chars=9)["phrase"]) == []
    assert list(recurring_phrases(texts, 2, min_chars=11)["phrase"]) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"min_docs": 1}, "min_docs"),
        ({"min_docs": 2, "min_chars": 1}, "min_chars"),
        ({"min_docs": 2, "min_chars": 4, "max_chars": 3}, "min_chars"),
        ({"min_docs": 2, "groups": ["西湖区"]}, "1 groups for 2 texts"),
    ],
)
def test_senseless_requests_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        recurring_phrases(["甲乙", "甲乙"], **options)


TEXTS = st.lists(st.text("甲乙丙，", max_size=25), max_size=7)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.integers(2, 3), st.integers(2, 7), st.data())
def test_the_same_as_counting_every_substring(
    texts: list[str], min_docs: int, longest: int, data: st.DataObject
) -> None:
    groups = data.draw(st.lists(st.sampled_from("东西 "), min_size=len(texts), max_size=len(texts)))
    groups = [name.strip() for name in groups]
    table = recurring_phrases(texts, min_docs, groups, max_chars=longest)
    assert list(table["phrase"]) == sorted(
        table["phrase"], key=lambda p: (-_docs(texts, p), -_count(texts, p), p)
    )
    assert set(table["phrase"]) == _maximal(texts, min_docs, longest)
    for row in table.itertuples():
        assert row.n == _count(texts, row.phrase)
        assert row.n_docs == _docs(texts, row.phrase)
        holds = {g for text, g in zip(texts, groups, strict=True) if row.phrase in text}
        assert row.n_districts == len(holds - {""})
        assert row.left_entropy == pytest.approx(_entropy(texts, row.phrase, -1), abs=1e-9)
        assert row.right_entropy == pytest.approx(_entropy(texts, row.phrase, 1), abs=1e-9)
        assert row.cohesion == pytest.approx(_cohesion(texts, row.phrase))
        assert texts[row.text][row.start :].startswith(row.phrase)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(1, 30))
def test_memory_bounds_change_nothing(texts: list[str], places: int) -> None:
    whole = recurring_phrases(texts, 2)
    in_parts = recurring_phrases(texts, 2, places=places)
    assert whole.equals(in_parts)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_texts_changes_no_figure(texts: list[str], chance: Random) -> None:
    shuffled = list(texts)
    chance.shuffle(shuffled)
    figures = PHRASE_COLUMNS[:-2]
    one, other = recurring_phrases(texts, 2), recurring_phrases(shuffled, 2)
    assert one[figures].equals(other[figures])


def _count(texts: list[str], phrase: str) -> int:
    return sum(len(re.findall(f"(?={phrase})", text)) for text in texts)


def _docs(texts: list[str], phrase: str) -> int:
    return sum(phrase in text for text in texts)


def _maximal(texts: list[str], min_docs: int, longest: int) -> set[str]:
    found = {
        stretch[i:j]
        for text in texts
        for stretch in text.split("，")
        for i in range(len(stretch))
        for j in range(i + 2, min(i + longest, len(stretch)) + 1)
    }
    return {
        phrase
        for phrase in found
        if _docs(texts, phrase) >= min_docs
        and all(
            _count(texts, longer) < _count(texts, phrase)
            for beside in "甲乙丙"
            for longer in (beside + phrase, phrase + beside)
        )
    }


def _entropy(texts: list[str], phrase: str, side: int) -> float:
    beside: Counter[str] = Counter()
    for number, text in enumerate(texts):
        padded = f"，{text}，"
        for match in re.finditer(f"(?={phrase})", padded):
            at = match.start() - 1 if side < 0 else match.start() + len(phrase)
            beside[padded[at] if padded[at] != "，" else f"{number} {at}"] += 1
    total = sum(beside.values())
    return sum(-n / total * log2(n / total) for n in beside.values())


def _cohesion(texts: list[str], phrase: str) -> float:
    total = sum(len(text.replace("，", "")) for text in texts)
    return min(
        log2(_count(texts, phrase) * total) - log2(_count(texts, phrase[:cut]) * _count(texts, phrase[cut:]))
        for cut in range(1, len(phrase))
    )
