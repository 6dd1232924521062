"""Near duplicates: found without comparing every pair, shares counted in full."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.documents import duplicates
from analysis.documents.duplicates import RUN, NearDuplicate, near_duplicates

WORDS = "坚持党的全面领导落实立德树人根本任务深化改革创新推动教育高质量发展加强队伍建设"


def plan(seed: int, length: int = 2000) -> str:
    return "".join(random.Random(seed).choices(WORDS, k=length))


def jaccard(first: str, second: str) -> float:
    a, b = (
        {text[i : i + RUN] for i in range(len(text) - RUN + 1)}
        for text in ("".join(filter(str.isalnum, first)), "".join(filter(str.isalnum, second)))
    )
    return len(a & b) / len(a | b) if a | b else 0.0


def test_same_text_with_other_line_breaks_and_marks_has_all_in_common() -> None:
    text = plan(1)
    other = "\n".join(text[i : i + 37] + "，" for i in range(0, len(text), 37))
    assert near_duplicates([text, other], 0.9) == [NearDuplicate(0, 1, 1.0)]


def test_share_is_counted_by_hand() -> None:
    # 甲乙丙丁戊己庚辛壬癸 has 6 runs of five; with 子 behind it 7, of which 6 are common.
    assert near_duplicates(["甲乙丙丁戊己庚辛壬癸", "甲乙丙丁戊己庚辛壬癸子"], 0.5) == [
        NearDuplicate(0, 1, 6 / 7)
    ]


def test_pairs_are_those_that_comparing_all_would_find() -> None:
    texts = [plan(seed) for seed in range(30)]
    rng = random.Random(7)
    for changes in (1, 4, 10, 20, 30, 60, 200):
        copy = list(texts[changes % 30])
        for place in rng.sample(range(len(copy)), changes):
            copy[place] = "改"
        texts.append("".join(copy))
    wanted = [
        NearDuplicate(i, j, share)
        for j in range(len(texts))
        for i in range(j)
        if (share := jaccard(texts[i], texts[j])) >= 0.8
    ]
    assert len(wanted) >= 5
    assert near_duplicates(texts, 0.8) == wanted


@pytest.mark.parametrize(("threshold", "found"), [(0.85, 1), (0.87, 0)])
def test_threshold_is_the_least_share_that_counts(threshold: float, found: int) -> None:
    # 6 of 7 runs are .857.
    texts = ["甲乙丙丁戊己庚辛壬癸", "甲乙丙丁戊己庚辛壬癸子"]
    assert len(near_duplicates(texts, threshold)) == found


@pytest.mark.parametrize("threshold", [0.0, 0.49, 1.01, float("nan")])
def test_threshold_out_of_range_is_an_error(threshold: float) -> None:
    with pytest.raises(ValueError, match="must lie between"):
        near_duplicates([], threshold)


@pytest.mark.parametrize("texts", [[], ["甲"], ["", ""], ["甲乙丙丁", "甲乙丙丁"], ["，。！", "——"]])
def test_texts_too_short_to_compare_are_no_duplicates(texts: list[str]) -> None:
    assert near_duplicates(texts, 0.9) == []


def test_many_copies_of_one_text_take_no_square_of_pairs() -> None:
    found = near_duplicates([plan(1)] * 200, 0.9)
    assert {pair.second for pair in found} == set(range(1, 200))
    assert len(found) <= 200 * 20
    assert {pair.share for pair in found} == {1.0}


def test_characters_of_every_plane_are_taken() -> None:
    text = "𠀀𠀁𠀂𠀃𠀄𠀅" + plan(3, 100) + "\ud800"
    assert near_duplicates([text, text], 0.9) == [NearDuplicate(0, 1, 1.0)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="甲乙丙1a，\n", max_size=40), max_size=8))
def test_shares_are_exact_and_pairs_ordered(texts: list[str]) -> None:
    found = near_duplicates(texts, 0.5)
    assert found == sorted(found, key=lambda pair: (pair.second, pair.first))
    for first, second, share in found:
        assert first < second
        assert share == jaccard(texts[first], texts[second]) >= 0.5
    same = {(i, j) for j in range(len(texts)) for i in range(j) if jaccard(texts[i], texts[j]) == 1}
    assert same <= {(pair.first, pair.second) for pair in found}


@given(st.lists(st.text(alphabet="党建工作a，\uffff\ud800\U00020000", max_size=30), min_size=1))
def test_a_text_is_sketched_alike_alone_and_among_others(texts: list[str]) -> None:
    together = duplicates._sketch_texts(texts)
    alone = [duplicates._sketch_texts([text])[0] for text in texts]
    assert (together == np.stack(alone)).all()
    assert [bool(sketch.any()) for sketch in together] == [
        sum(c.isalnum() or ord(c) > 0xFFFF for c in text) >= RUN for text in texts
    ]
