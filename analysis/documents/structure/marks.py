"""Marks: what a numbered paragraph starts with, 一、（一）1.（1）①, and the numbers of marks."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.chinese.numerals import HUNDREDS, TENS, read_numeral, spell_number
from analysis.chinese.patterns import (
    FIFTH_SIGN,
    FIRST_MARK,
    FOURTH_MARK,
    FOURTH_SIGN,
    PART_NUMBER,
    SECOND_MARK,
    SECOND_SIGN,
    SPOKEN_MARK,
    THIRD_MARK,
    THIRD_SIGN,
)

# 第一节课 and 第一条线 are words.
_WORDS = "(?![课晚自线龙鱼])"
# 一、二年级, 1、2月份 and 十、百、千 are not marks; whether 三、四个方面 has one, the numbering decides.
_NO_LIST = f"(?![{TENS}百千]{{1,2}}(?:年级|季度|月份?|等奖|等级|期|批次|类地区|班|号|、))"
_NO_DIGITS = r"(?!\d{1,2}(?:[月号日期楼班、]|年级|季度))"
# 1.5亿元, 2.0版 and 3.15 are numbers.
_NO_UNIT = r"(?![\d.%％‰亿万千百元倍个名人米公里吨平版℃])"

PART, CHAPTER, SECTION, ARTICLE, FIRST, SECOND, THIRD, DECIMAL, SUBDECIMAL, FOURTH, FIFTH, SPOKEN = range(12)
# Kinds of marks from the widest part to the narrowest; the number of the matching group is the kind.
_KINDS = (
    rf"{PART_NUMBER}(?:部分|编|篇)[：:、]?",
    rf"{PART_NUMBER}章[：:、]?",
    rf"{PART_NUMBER}节{_WORDS}[：:、]?",
    rf"{PART_NUMBER}条{_WORDS}[：:、]?",
    rf"{FIRST_MARK}{_NO_LIST}",
    rf"(?:{SECOND_MARK}|{SECOND_SIGN})[、.．]?",
    rf"{THIRD_MARK}{_NO_DIGITS}|{THIRD_SIGN}",
    rf"\d{{1,2}}\.\d{{1,2}}{_NO_UNIT}",
    rf"\d{{1,2}}\.\d{{1,2}}\.\d{{1,2}}{_NO_UNIT}",
    rf"(?:{FOURTH_MARK}|{FOURTH_SIGN})[、.．]?",
    rf"{FIFTH_SIGN}[、.．]?",
    SPOKEN_MARK,
)
MARK = re.compile("|".join(f"({kind})" for kind in _KINDS))
MARK_START = frozenset(f"第{TENS}（(0123456789") | {
    chr(code) for first, last in ("①⒛", "㈠㈩") for code in range(ord(first), ord(last) + 1)
}
DIGITS = re.compile(r"\d+")
NUMERALS = re.compile(f"[{HUNDREDS}]+")
# The first characters of the rows of numbered marks in Unicode.
_FIRST_OF_ROWS = tuple(map(ord, "①⑴⒈㈠"))


def read_mark(paragraph: str) -> tuple[int, str] | None:
    """The kind and the text of the mark that a paragraph starts with; None for no mark."""
    if paragraph[:1] not in MARK_START:
        return None
    match = MARK.match(paragraph)
    return (match.lastindex - 1, match[0]) if match and match.lastindex else None


@lru_cache(1024)
def mark_kind(marker: str) -> int:
    """The kind of a mark by itself, as `read_mark` counts it; -1 for none."""
    mark = read_mark(marker)
    return mark[0] if mark else -1


@lru_cache(1024)
def read_mark_number(marker: str) -> tuple[int, ...]:
    """The number of a mark, 第十二章 → (12,), 2.1 → (2, 1); empty for no mark."""
    digits = DIGITS.findall(marker)
    if digits:
        return tuple(int(number) for number in digits)
    numerals = NUMERALS.search(marker)
    if numerals:
        return (read_numeral(numerals[0]),)
    first = next((f for f in _FIRST_OF_ROWS if marker and 0 <= ord(marker[0]) - f < 20), None)
    return (ord(marker[0]) - first + 1,) if first else ()


def renumber_mark(marker: str, number: int) -> str:
    """The mark of the same form for another number: （二） and 3 give （三）."""
    for numbers, spell in ((DIGITS, str), (NUMERALS, spell_number)):
        match = numbers.search(marker)
        if match:
            return marker[: match.start()] + spell(number) + marker[match.end() :]
    first = next(f for f in _FIRST_OF_ROWS if 0 <= ord(marker[0]) - f < 20)
    return chr(first + number - 1) + marker[1:]
