"""Hanzi numerals, worked by hand and back again."""

from __future__ import annotations

import pytest

from analysis.chinese.numerals import DIGITS, ZEROS, read_numeral, spell_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("一百", 100),
        ("百", 100),
        ("一百零五", 105),
        ("一百一十", 110),
        ("一百二十一", 121),
        ("九百九十九", 999),
        # Digit by digit, with every spelling of zero.
        ("二〇二三", 2023),
        ("二○一九", 2019),
        ("二零零八", 2008),
        ("一九九八", 1998),
        ("二二", 22),
        # The first month, and of years.
        ("元", 1),
    ],
)
def test_numerals_are_read(text: str, number: int) -> None:
    assert read_numeral(text) == number


@pytest.mark.parametrize("text", ["", "三会一课", "十十", "百百", "一十百", "两", "12", "二十〇", "元月"])
def test_what_is_no_numeral_is_0(text: str) -> None:
    assert read_numeral(text) == 0


def test_every_zero_that_is_typed_is_0() -> None:
    assert {DIGITS[zero] for zero in ZEROS} == {0}
    assert {read_numeral(f"二{zero}二三") for zero in ZEROS} == {2023}


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (19, "十九"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (9999, "九千九百九十九"),
    ],
)
def test_numbers_are_spelled(number: int, text: str) -> None:
    assert spell_number(number) == text


def test_numerals_that_cannot_be_altered_keep_their_first() -> None:
    assert spell_number(11, "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")) == "壹拾壹"


def test_what_is_spelled_is_read_back() -> None:
    assert [read_numeral(spell_number(number)) for number in range(1, 1000)] == list(range(1, 1000))
