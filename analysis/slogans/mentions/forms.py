"""Forms: slogans that no list has, found by how they are built.

Numeral abbreviations (三会一课), and what the genre builds anew each year: 习近平总书记关于……的重要论述,
建党100周年, 同部署、同落实、同考核.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import numpy as np

from analysis.chinese.characters import HANZI, ONE_HANZI
from analysis.chinese.detectors.numeral import ALTERNATING, IDIOM_LENGTH, SEVERAL_ONES, is_plain_word
from analysis.chinese.detectors.parallel import is_formula
from analysis.chinese.numerals import COUNTING
from analysis.chinese.text_array import Characters, Integers, table_of
from analysis.slogans.mentions.names import FORMULA, NUMERAL, UNCLASSIFIED, Name, Names

_COUNTS = table_of(COUNTING)
# What the genre builds anew each year, with its kind. A group `name` is the slogan.
_LEADER = "习近平总书记"
_MESSAGE = (
    "(?:重要论述|重要讲话精神|重要讲话和(?:重要)?指示(?:批示)?精神|重要指示批示精神|重要指示精神"
    "|重要批示精神|重要回信精神|回信精神|贺信精神|重要讲话|重要指示批示)"
)
# Events are looked for by how they end, which is rare, and then by how they begin before that.
_CELEBRATED = re.compile(
    "(?:建党|建团|建队|建军|建国|建校|改革开放|(?:中国共产党|新中国|中华人民共和国|共青团)成立"
    "|五四运动|(?:抗战|抗日战争|长征|红军长征)胜利|[香澳][港门]回归)[0-9]{1,3}\\Z"
)
_PLENUMS = re.compile("届[一二三四五六七]中(?:[、和及][一二三四五六七]中)+全会")
_CONGRESS = re.compile("[十二三]{1,2}[一二三四五六七八九]?\\Z")
# How each ends and begins, and in how many characters.
EVENTS = ((_PLENUMS, _CONGRESS, 3), (re.compile("周年"), _CELEBRATED, 14))
FORMULAE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "formula",
        re.compile(f"{_LEADER}(?:关于|对|考察|视察|在|致|给)[^，。；：、“”\n]{{2,28}}?{_MESSAGE}"),
    ),
    (
        "formula",
        re.compile(f"以[{HANZI}]{{1,2}}促[{HANZI}]{{1,2}}(?:、以[{HANZI}]{{1,2}}促[{HANZI}]{{1,2}})+"),
    ),
    (
        "local_brand",
        re.compile(f"(?P<name>“[^“”XxＸ×\n]{{1,3}}”(?!重大|重点|等)[{HANZI}]{{0,2}}(?:工程|战略))"),
    ),
)
# Parts of a list that may be parallel have so many characters.
SHORTEST_PART, LONGEST_PART = 3, 5
PARTING = ("、", "，")
_PARTING = table_of("、，")
# What may follow the last part of a list that is not longer than the others.
AFTER_LIST = frozenset("的等和及与为之地是以并要将在工活制原机")
# (start, end, number of the name).
Row = tuple[int, int, int]


def find_forms(text: Characters, names: Names) -> Integers:
    """Where slogans of these forms stand; their names are added.

    Returns:
        A row each: start, end, number of the name.
    """
    rows = chain(_numerals(text, names), _formulae(text.text, names), _parallels(text, names))
    return np.fromiter(chain.from_iterable(rows), dtype=np.int64).reshape(-1, 3)


def _numerals(text: Characters, names: Names) -> Iterator[Row]:
    first = text.places(_COUNTS)
    first = first[first < len(text.codes) - 2]
    second, third = text.codes[first + 1], text.codes[first + 2]
    starts = (
        (ALTERNATING, first[_COUNTS[third] & ~_COUNTS[second]]),
        (SEVERAL_ONES, first[(second == ord("个")) & (third == ord("一"))]),
    )
    for pattern, places in starts:
        reach = 0
        for start in places.tolist():
            match = pattern.match(text.text, start) if start >= reach else None
            if not match:
                continue
            if is_plain_word(match[0]):
                # What follows 一心一意 may be a slogan, its own half is none.
                reach = start + IDIOM_LENGTH
                continue
            reach = match.end()
            name = Name(match[0], "numeral", UNCLASSIFIED, NUMERAL, is_whole=False)
            yield start, reach, names.number(name)


def _formulae(text: str, names: Names) -> Iterator[Row]:
    """Slogans that the genre builds anew each year: 建党100周年, 十八届三中、四中全会."""
    for kind, pattern in FORMULAE:
        for match in pattern.finditer(text):
            words = match["name"] if "name" in pattern.groupindex else match[0]
            start = match.start("name") if "name" in pattern.groupindex else match.start()
            name = Name(_bare(words), kind, UNCLASSIFIED, FORMULA, is_whole=False)
            yield start, start + len(words), names.number(name)
    for ending, beginning, longest in EVENTS:
        for end in ending.finditer(text):
            before = beginning.search(text[max(0, end.start() - longest) : end.start()])
            if before:
                name = Name(before[0] + end[0], "event", UNCLASSIFIED, FORMULA)
                yield end.start() - len(before[0]), end.end(), names.number(name)


def _bare(words: str) -> str:
    return re.sub("[“”]", "", words)


def _parallels(text: Characters, names: Names) -> Iterator[Row]:
    """Three or more parts of one length that share a character: 同部署、同落实、同考核."""
    whole, reach = text.text, 0
    for start, second, size in _pairs(text):
        if start < reach:
            continue
        parts = [whole[start : start + size], whole[second : second + size]]
        end = second + size
        while whole[end : end + 1] in PARTING and _shares(whole, start, end + 1, size):
            parts.append(whole[end + 1 : end + 1 + size])
            end += 1 + size
        follows = whole[end : end + 1]
        is_whole = not ONE_HANZI.match(follows) or follows in AFTER_LIST
        if len(parts) > 2 and is_whole and is_formula(parts, whole[second - 1]):
            reach = end
            name = Name(whole[start:end], "formula", UNCLASSIFIED, FORMULA, is_whole=False)
            yield start, end, names.number(name)


def _pairs(text: Characters) -> Iterator[tuple[int, int, int]]:
    """Where a part of a list that is inside it is alike the one before: (start of both, size)."""
    marks = text.places(_PARTING)
    second, size = marks[:-1] + 1, np.diff(marks) - 1
    start = marks[:-1] - size
    may = np.flatnonzero((size >= SHORTEST_PART) & (size <= LONGEST_PART) & (start >= 0))
    start, second, size = start[may], second[may], size[may]
    codes = text.codes
    # It goes on for a third part that is alike, or it is no list.
    last = len(codes) - 1
    third = np.minimum(second + size + 1, last)
    ends, third_ends = codes[start + size - 1], codes[np.minimum(third + size - 1, last)]
    alike = (codes[start] == codes[second]) | (ends == codes[second + size - 1])
    alike &= (codes[start] == codes[third]) | (ends == third_ends)
    return zip(start[alike].tolist(), second[alike].tolist(), size[alike].tolist(), strict=True)


def _shares(text: str, first: int, second: int, size: int) -> bool:
    """Whether two parts begin, or end, with one character."""
    return (
        text[first] == text[second : second + 1]
        or text[first + size - 1] == text[second + size - 1 : second + size]
    )
