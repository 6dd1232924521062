"""Hanzi numerals: which characters write numbers, and numbers in hanzi to integers and back."""

from __future__ import annotations

import re

ONES = "一二三四五六七八九"
# What numbers up to 99 are written with, and those up to 999.
TENS = f"{ONES}十"
HUNDREDS = f"{TENS}百零"
# How zero is written in a hanzi year: the digit 〇 and what is typed for it, the last five being
# a full-width O, two Latin ones, a Cyrillic and a Greek one.
ZEROS = "〇零○◯0ＯOoОΟ"
# Numerals that begin an abbreviation of a slogan: 三会一课, 两个维护, 双培养.
COUNTING = "一二两三四五六七八九十双"
VALUES = {numeral: value for value, numeral in enumerate(TENS, start=1)} | {"两": 2, "双": 2}
DIGITS = {**dict.fromkeys(ZEROS, 0), **{numeral: VALUES[numeral] for numeral in ONES}}
PLACES = ("", "十", "百", "千")
_WITH_PLACES = re.compile(f"(?:([{ONES}])百)?零?(?:([{ONES}]?)十)?([{ONES}])?|(百)")


def read_numeral(text: str) -> int:
    """The number that hanzi stand for; 0 if they are not a number up to 999.

    Numbers are read with places (二十三, 一百零五) or digit by digit (二〇二三, 二三); 元 is the first of
    months and years.
    """
    if text == "元":
        return 1
    if text and all(numeral in DIGITS for numeral in text):
        number = 0
        for numeral in text:
            number = 10 * number + DIGITS[numeral]
        return number
    match = _WITH_PLACES.fullmatch(text)
    if not match:
        return 0
    hundreds, tens, ones, bare_hundred = match.groups()
    if bare_hundred:
        return 100
    ten = 0 if tens is None else 10 * VALUES.get(tens, 1)
    return 100 * VALUES.get(hundreds, 0) + ten + VALUES.get(ones, 0)


def spell_number(number: int, digits: str = f"零{ONES}", places: tuple[str, ...] = PLACES) -> str:
    """A number in hanzi: 一, 十, 十一, 二十, 一百零一, 九千九百九十九.

    Args:
        number: 1 to 9,999.
        digits: how 0 to 9 are written.
        places: how ones, tens, hundreds and thousands are written.
    """
    words, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            words += (digits[0] if gap else "") + digits[digit] + places[place]
        gap = not digit and bool(words)
    # 十一, but 壹拾壹 in the script that protects numbers from being altered.
    return words[1:] if 10 <= number < 20 and places[1] == "十" else words
