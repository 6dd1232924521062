"""Numeral abbreviations (三会一课), told from counts, ordinals and enumerations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from analysis.chinese.characters import HANZI
from analysis.chinese.detectors.numeral import PATTERNS, is_plain_count, is_plain_word
from analysis.chinese.detectors.quotation import QUOTATION
from analysis.chinese.numerals import VALUES
from analysis.slogans.discovery.reasons import Mention

ENUMERATED = re.compile(
    f"[{HANZI}]{{1,12}}(?:[、，][{HANZI}]{{1,12}})+(?:(?:和|与|及|以及)[{HANZI}]{{1,12}})?"
)
# What may stand between a numeral and its members.
AHEAD = re.compile("”?(?:[（(：:]|，?即|，?就是|——)(?:即|就是)?")
BEHIND = re.compile(f"({ENUMERATED.pattern})(?:的|等|这)?“?$")


def find_numerals(text: str, words: Collection[int]) -> list[Mention]:
    """The numeral abbreviations of a text that stand outside quotation marks, in order.

    Args:
        text: clean text.
        words: the offsets at which words begin, from the segmenter.
    """
    found: dict[tuple[int, int], list[str]] = {}
    for key, pattern in PATTERNS:
        for match in pattern.finditer(text):
            found.setdefault(match.span(), ["numeral", "no quotation marks"]).append(key)
    quotations = [quotation.span() for quotation in QUOTATION.finditer(text)]
    mentions: list[Mention] = []
    last = 0
    for (start, end), keys in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        # A part of a longer one (一课 in 三会一课) is none by itself.
        if end <= last or any(opens < start < closes for opens, closes in quotations):
            continue
        last = end
        reasons = [*keys, *_against(text, start, end, words), *members(text, start, end)]
        mentions.append(Mention(start, end, text[start:end], "numeral", tuple(dict.fromkeys(reasons))))
    return mentions


def _against(text: str, start: int, end: int, words: Collection[int]) -> Iterator[str]:
    """What says that a numeral only counts, or is half a word."""
    if is_plain_count(text, start):
        yield "plain count"
    if is_plain_word(text, start, end):
        yield "plain word"
    if end < len(text) and end not in words:
        yield "ragged edge"


def members(text: str, start: int, end: int) -> Iterator[str]:
    """Whether members are spelled out beside a numeral: for it, or only summed up by it.

    三会一课（……、……、……） and 学站位、学自信、学融合的“三学” speak for it; of 课程建设、文化建设等两大载体
    no member has a word of the numeral.
    """
    count = VALUES.get(text[start], 0)
    if count < 2:
        return
    ahead = AHEAD.match(text, end)
    listed = ENUMERATED.match(text, ahead.end()) if ahead else None
    if listed and len(_parts(listed[0])) == count:
        yield "spelled out"
        return
    before = BEHIND.search(text[max(0, start - 60) : start])
    if before and len(_parts(before[1])) == count:
        shared = set.intersection(*(set(part) for part in _parts(before[1])[1:]))
        yield "spelled out" if shared & set(text[start:end]) else "summed up"


def _parts(listed: str) -> list[str]:
    return re.split("[、，]|以及|和|与|及", listed)
