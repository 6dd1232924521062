"""Proposes numeral abbreviations (三会一课), and tells them from counts, ordinals and enumerations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from analysis.chinese.characters import HANZI
from analysis.chinese.detectors.numeral import PATTERNS, is_plain_count, is_plain_word
from analysis.chinese.detectors.quotation import QUOTATION
from analysis.chinese.numerals import VALUES
from analysis.slogans.discovery.clues import CLUES_OF_FORMS, Clue
from analysis.slogans.discovery.proposals import Proposal
from analysis.slogans.lexicon import SloganKind

ENUMERATED = re.compile(
    f"[{HANZI}]{{1,12}}(?:[、，][{HANZI}]{{1,12}})+(?:(?:和|与|及|以及)[{HANZI}]{{1,12}})?"
)
# What may be between a numeral and the members behind it, and the members before it.
BEFORE_MEMBERS = re.compile("”?(?:[（(：:]|，?即|，?就是|——)(?:即|就是)?")
MEMBERS_BEFORE = re.compile(f"({ENUMERATED.pattern})(?:的|等|这)?“?$")
# How many characters before a numeral are searched for its members.
REACH_BEFORE = 60


def propose_numerals(text: str, word_starts: Collection[int]) -> list[Proposal]:
    """Propose the numeral abbreviations of a text that are outside quotation marks, in order.

    Args:
        text: clean text.
        word_starts: the offsets at which words begin, from the segmenter.
    """
    clues_at: dict[tuple[int, int], list[Clue]] = {}
    for form, pattern in PATTERNS:
        for match in pattern.finditer(text):
            clues = clues_at.setdefault(match.span(), [Clue.NUMERAL, Clue.NO_QUOTATION_MARKS])
            clues.append(CLUES_OF_FORMS[form])
    quotations = [quotation.span() for quotation in QUOTATION.finditer(text)]
    proposals: list[Proposal] = []
    last = 0
    for start, end in sorted(clues_at, key=lambda span: (span[0], -span[1])):
        # A part of a longer abbreviation (一课 in 三会一课) is not proposed by itself.
        if end <= last or any(opens < start < closes for opens, closes in quotations):
            continue
        last = end
        clues = [
            *clues_at[start, end],
            *_find_objections(text, start, end, word_starts),
            *check_members(text, start, end),
        ]
        unique = tuple(dict.fromkeys(clues))
        proposals.append(Proposal(start, end, text[start:end], SloganKind.NUMERAL, unique))
    return proposals


def _find_objections(text: str, start: int, end: int, word_starts: Collection[int]) -> Iterator[Clue]:
    """What speaks for a numeral that only counts, or is half a word."""
    if is_plain_count(text, start):
        yield Clue.PLAIN_COUNT
    if is_plain_word(text, start, end):
        yield Clue.PLAIN_WORD
    if end < len(text) and end not in word_starts:
        yield Clue.RAGGED_EDGE


def check_members(text: str, start: int, end: int) -> Iterator[Clue]:
    """Whether the members of a numeral are listed beside it, and whether it names or only sums them up.

    三会一课（……、……、……） and 学站位、学自信、学融合的“三学” speak for a numeral; in 课程建设、文化建设等两大载体
    no member shares a word with the numeral.
    """
    count = VALUES.get(text[start], 0)
    if count < 2:
        return
    opening = BEFORE_MEMBERS.match(text, end)
    behind = ENUMERATED.match(text, opening.end()) if opening else None
    if behind and len(_split_members(behind[0])) == count:
        yield Clue.SPELLED_OUT
        return
    before = MEMBERS_BEFORE.search(text[max(0, start - REACH_BEFORE) : start])
    members = _split_members(before[1]) if before else []
    if len(members) == count:
        shared = set.intersection(*map(set, members[1:]))
        yield Clue.SPELLED_OUT if shared & set(text[start:end]) else Clue.SUMMED_UP


def _split_members(enumeration: str) -> list[str]:
    return re.split("[、，]|以及|和|与|及", enumeration)
