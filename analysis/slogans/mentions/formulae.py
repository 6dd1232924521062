"""Phrases that the genre varies: 建党100周年, 以评促建、以评促改, “5G”工程, filled templates of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import numpy as np

from analysis.chinese.characters import HANZI
from analysis.chinese.detectors.parallel import PROMOTIONS
from analysis.chinese.text_array import Characters, Integers
from analysis.slogans.lexicon import Lexicon, SloganKind, SloganLevel
from analysis.slogans.mentions.numbering import Origin, Slogan, SloganNumbers

# With the kind of each; where a pattern has a group `name`, that is the slogan.
FORMULAE: tuple[tuple[SloganKind, re.Pattern[str]], ...] = (
    (SloganKind.FORMULA, PROMOTIONS),
    (
        SloganKind.LOCAL_BRAND,
        re.compile(f"(?P<name>“[^“”XxＸ×\n]{{1,3}}”(?!重大|重点|等)[{HANZI}]{{0,2}}(?:工程|战略))"),
    ),
)
# An event is searched by its ending, which is rare, and then by its beginning in the characters before.
_ANNIVERSARY_ENDING = re.compile("周年")
_ANNIVERSARY_BEGINNING = re.compile(
    "(?:建党|建团|建队|建军|建国|建校|改革开放|(?:中国共产党|新中国|中华人民共和国|共青团)成立"
    "|五四运动|(?:抗战|抗日战争|长征|红军长征)胜利|[香澳][港门]回归)[0-9]{1,3}\\Z"
)
_PLENUMS_ENDING = re.compile("届[一二三四五六七]中(?:[、和及][一二三四五六七]中)+全会")
_PLENUMS_BEGINNING = re.compile("[十二三]{1,2}[一二三四五六七八九]?\\Z")
# Ending, beginning, and the most characters that a beginning has.
EVENTS = ((_PLENUMS_ENDING, _PLENUMS_BEGINNING, 3), (_ANNIVERSARY_ENDING, _ANNIVERSARY_BEGINNING, 14))
_NO_QUOTATION_MARKS = str.maketrans("", "", "“”")


def find_formulae(text: Characters, lexicon: Lexicon, numbers: SloganNumbers) -> Integers:
    """Find the formulae and events that the genre varies every year, and the filled templates of a lexicon.

    Returns:
        A row each: start, end, number of the slogan.
    """
    rows = [
        (start, end, numbers.number_built(slogan))
        for start, end, slogan in chain(
            _find_patterns(text.text), _find_events(text.text), _find_templates(text.text, lexicon)
        )
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def _find_patterns(text: str) -> Iterator[tuple[int, int, Slogan]]:
    for kind, pattern in FORMULAE:
        group = "name" if "name" in pattern.groupindex else 0
        for match in pattern.finditer(text):
            name = match[group].translate(_NO_QUOTATION_MARKS)
            slogan = Slogan(name, kind, SloganLevel.UNCLASSIFIED, Origin.FORMULA, counts_inside=False)
            yield *match.span(group), slogan


def _find_templates(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int, Slogan]]:
    for entry, pattern in lexicon.templates:
        for match in pattern.finditer(text):
            yield *match.span(), Slogan(match[0], SloganKind.TEMPLATE, entry.level, Origin.FORMULA)


def _find_events(text: str) -> Iterator[tuple[int, int, Slogan]]:
    for ending, beginning, longest in EVENTS:
        for end in ending.finditer(text):
            begin = beginning.search(text[max(0, end.start() - longest) : end.start()])
            if begin:
                start = end.start() - len(begin[0])
                name = text[start : end.end()]
                slogan = Slogan(name, SloganKind.EVENT, SloganLevel.UNCLASSIFIED, Origin.FORMULA)
                yield start, end.end(), slogan
