"""Character n-grams, by hand and by brute force."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.chinese.characters import hanzi_table, is_hanzi, letter_table
from analysis.chinese.ngrams import (
    BITS,
    GOLDEN,
    MIX_1,
    MIX_2,
    bigrams,
    code_points,
    encode_ngrams,
    hash_fives,
)

TEXTS = st.text("党的二十大精神\n，1a〇𠀀豈\U0003ffff\U0001f6a9\ud800", max_size=30)


def decode_ngram(number: int, size: int) -> str:
    """The characters of an n-gram, by hand."""
    return "".join(chr(number >> BITS * place & (1 << BITS) - 1) for place in reversed(range(size)))


def ngrams_of(text: str, size: int) -> list[tuple[int, str]]:
    points = code_points(text)
    starts, numbers = encode_ngrams(points, hanzi_table().take(points, mode="clip"), size)
    return [(at, decode_ngram(n, size)) for at, n in zip(starts.tolist(), numbers.tolist(), strict=True)]


def test_ngrams_by_hand() -> None:
    text = "党的“二十大”\U00030000"
    assert code_points(text).tolist() == [*map(ord, text)]
    assert ngrams_of(text, 2) == [(0, "党的"), (3, "二十"), (4, "十大")]
    assert ngrams_of(text, 3) == [(3, "二十大")]
    assert ngrams_of(text, 1)[-1] == (7, "\U00030000")
    assert ngrams_of("", 3) == ngrams_of("党的", 3) == []


@given(TEXTS, st.integers(1, 3))
def test_ngrams_by_brute_force(text: str, size: int) -> None:
    whole = [
        (at, text[at : at + size])
        for at in range(len(text) - size + 1)
        if all(map(is_hanzi, text[at : at + size]))
    ]
    assert ngrams_of(text, size) == whole


def test_numbers_are_in_the_order_of_the_characters() -> None:
    points = code_points("丁一丁丁一一")
    _, numbers = encode_ngrams(points, np.ones(6, dtype=bool), 2)
    assert [decode_ngram(n, 2) for n in sorted(numbers.tolist())] == ["一一", "一丁", "丁一", "丁一", "丁丁"]


@pytest.mark.parametrize("size", [0, 4])
def test_longer_ngrams_do_not_fit(size: int) -> None:
    with pytest.raises(ValueError, match="1 to 3 characters"):
        encode_ngrams(code_points("党的二十大"), np.ones(5, dtype=bool), size)


def hash_by_hand(five: str) -> int:
    number = 0
    for character in five:
        number = (number * GOLDEN + ord(character)) % 2**64
    for shift, multiplier in ((30, MIX_1), (27, MIX_2)):
        number = (number ^ number >> shift) * multiplier % 2**64
    return number ^ number >> 31


@given(st.text("党的二十大精神1a𠀀", max_size=12))
def test_hashes_are_those_of_each_five_characters(text: str) -> None:
    fives = [text[at : at + 5] for at in range(len(text) - 4)]
    assert hash_fives(code_points(text)).tolist() == [hash_by_hand(five) for five in fives]


def test_letters_are_hanzi_letters_and_digits() -> None:
    kept = [c for c in "党〇a１2，。 “㙟𠀀" if letter_table().take([ord(c)], mode="clip")[0]]
    assert "".join(kept) == "党〇a１2㙟𠀀"


def test_every_hanzi_is_a_letter() -> None:
    points = np.flatnonzero(hanzi_table())
    assigned = Counter(chr(p).isalnum() for p in points.tolist())
    assert letter_table().take(points[points >= 0x10000], mode="clip").all()
    assert assigned[True] > 90_000


def test_pairs_of_characters() -> None:
    assert bigrams("三会一课") == {"三会", "会一", "一课"}
    assert bigrams("课") == {"课"}
    assert bigrams("一一一") == {"一一"}
