"""Slogans by their marks: phrases in quotation marks, and documents in title marks."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from analysis.chinese.characters import HANZI
from analysis.chinese.detectors import quotation
from analysis.chinese.detectors.parallel import Likeness, judge_likeness
from analysis.chinese.detectors.quotation import (
    EVENTS,
    LONGEST_QUOTATION,
    NUMERALS,
    is_name,
    is_sentence,
    may_be_phrase,
    read_form,
)
from analysis.chinese.detectors.quotation_context import find_rows, read_context, speaks_for_slogan
from analysis.chinese.text_array import Characters, Integers, make_table
from analysis.slogans.lexicon import SloganKind, SloganLevel
from analysis.slogans.mentions.numbering import Origin, Slogan, SloganNumbers

# The length of a part of a parallel formula, in characters.
SHORTEST_PART = 3
# A phrase that says by itself what it is: 优才计划, 湖长制, 每月一讲.
SPEAKING = re.compile(
    f"(?<=[{HANZI}]{{2}})(?:行动|工程|计划|机制|品牌|模式|战略|活动|制度|体系|改革|工作法|制)$|每[{HANZI}]{{1,2}}一[{HANZI}]"
)
_QUOTATION_MARKS = make_table("“”\n")


def find_quotations(text: Characters, numbers: SloganNumbers) -> Integers:
    """Find the phrases in quotation marks that may be slogans.

    Returns:
        A row each: start, end, number of the slogan.
    """
    marks = text.places(_QUOTATION_MARKS)
    mark = text.codes[marks]
    start, end = marks[:-1] + 1, marks[1:]
    is_pair = (mark[:-1] == ord("“")) & (mark[1:] == ord("”"))
    fits = np.flatnonzero(is_pair & (end - start >= 2) & (end - start <= LONGEST_QUOTATION))
    start, end = start[fits], end[fits]
    spans = list(zip(start.tolist(), end.tolist(), strict=True))
    rows = find_rows(text.text, [(a - 1, b + 1) for a, b in spans])
    number = np.zeros(len(spans), dtype=np.int64)
    for place, ((a, b), row) in enumerate(zip(spans, rows, strict=True)):
        slogan = _read_quotation(text.text[a:b])
        if slogan and not slogan.has_evidence:
            slogan = slogan._replace(has_evidence=speaks_for_slogan(read_context(text.text, *row)))
        number[place] = numbers.number_built(slogan) if slogan else 0
    return np.column_stack([start, end, number])[number > 0]


@lru_cache(maxsize=50_000)
def _read_quotation(phrase: str) -> Slogan | None:
    """The slogan that a quotation may be; None for a sentence, a name, a mask such as XX, a single hanzi.

    Its form may be evidence enough; else the words around it are looked at.
    """
    if not may_be_phrase(phrase) or is_sentence(phrase) or is_name(phrase):
        return None
    form = next(read_form(phrase), None)
    if form in EVENTS:
        kind = SloganKind.EVENT
    elif form in NUMERALS:
        kind = SloganKind.NUMERAL
    else:
        kind = SloganKind.UNCLASSIFIED
    return Slogan(
        phrase,
        kind,
        SloganLevel.UNCLASSIFIED,
        Origin.QUOTED,
        has_evidence=form is not None or _is_parallel(phrase),
    )


def _is_parallel(phrase: str) -> bool:
    """Whether a quotation is a parallel formula: 人到格中去、事在网上办."""
    parts = re.split("[、，]", phrase)
    if len(parts) == 1 or len(set(map(len, parts))) > 1 or len(parts[0]) < SHORTEST_PART:
        return False
    return judge_likeness(parts, phrase[len(parts[0])]) not in (None, Likeness.LIST)


def find_titles(text: Characters, numbers: SloganNumbers) -> Integers:
    """Find the documents in title marks; a title inside another one too.

    Returns:
        A row each: start, end, number of the slogan.
    """
    rows: list[tuple[int, int, int]] = []
    for start, end in quotation.find_titles(text):
        name = f"《{text.text[start + 1 : end - 1]}》"
        slogan = Slogan(name, SloganKind.DOCUMENT, SloganLevel.UNCLASSIFIED, Origin.QUOTED)
        rows.append((start, end, numbers.number_built(slogan)))
    return np.array(rows, dtype=np.int64).reshape(-1, 3)
