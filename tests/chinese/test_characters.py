"""Which characters are hanzi, in every form that the definition has."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest

from analysis.chinese.characters import (
    ALL_HANZI,
    HANZI_RANGES,
    ONE_HANZI,
    common_simplified,
    common_traditional,
    count_hanzi,
    hanzi_table,
    is_hanzi,
)
from analysis.chinese.phrases import recurring_phrases
from analysis.comparison.robustness.units import find_ngrams
from analysis.comparison.similarity.shingles import count_shingles

# Extension A, the last unified one, a compatibility form, extensions B, F and G.
RARE = "㙟鿿豈𠮷𬇕𰀀"
NONE = "〇○々〡〆⺀⼀、。“《（１ａa1 \n\t　·…\ue000\U000f0000"


@pytest.mark.parametrize("character", "一党龥" + RARE)
def test_hanzi_of_all_extensions_are_hanzi(character: str) -> None:
    assert is_hanzi(character)
    assert ONE_HANZI.match(character)
    assert hanzi_table().take([ord(character)], mode="clip")[0]


@pytest.mark.parametrize("character", NONE)
def test_digits_repetition_marks_and_radicals_are_not(character: str) -> None:
    assert not is_hanzi(character)
    assert not ONE_HANZI.match(character)
    assert not hanzi_table().take([ord(character)], mode="clip")[0]


def test_text_is_no_character() -> None:
    assert not is_hanzi("")
    assert not is_hanzi("党的")


def test_count() -> None:
    assert count_hanzi("二〇二三年，𠮷林㙟local 3 月") == 8
    assert count_hanzi("") == 0
    assert ALL_HANZI.findall("党的“二十大”精神𠮷") == ["党的", "二十大", "精神𠮷"]


def test_all_forms_agree_on_every_character() -> None:
    points = [point for point in range(0x110000) if not 0xD800 <= point < 0xE000]
    table = hanzi_table().take(points, mode="clip")
    expression = [point for point in points if ONE_HANZI.match(chr(point))]
    assert np.flatnonzero(hanzi_table())[[0, -1]].tolist() == [0x3400, 0x3FFFF]
    assert np.array(points)[table].tolist() == expression
    assert sum(last - first + 1 for first, last in HANZI_RANGES) == len(expression)


def test_every_ideograph_that_unicode_names_is_one() -> None:
    named = [
        chr(point)
        for point in range(0x110000)
        if unicodedata.name(chr(point), "").startswith(
            ("CJK UNIFIED IDEOGRAPH-", "CJK COMPATIBILITY IDEOGRAPH-")
        )
    ]
    assert len(named) > 90_000
    assert all(map(is_hanzi, named))


def test_rare_hanzi_are_hanzi_to_all_counts_of_characters() -> None:
    """Phrases and character n-grams of both kinds see one set."""
    text = "𠮷豈㙟"
    assert recurring_phrases([text, text], 2)["phrase"].tolist() == [text]
    assert len(count_shingles([text])[0]) == 1
    sizes = np.array([len(text) + 1])
    assert sorted(find_ngrams(text + "\n", sizes).names) == ["豈㙟", "𠮷豈", "𠮷豈㙟"]


def test_common_hanzi_are_as_many_as_the_standards_count() -> None:
    assert len(common_simplified()) == 3755
    assert len(common_traditional()) == 5401
    assert "啊" in common_simplified()
    assert {"一", "籲"} <= common_traditional()
