"""Slogans by their marks: phrases in quotation marks, and documents in title marks."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from analysis.chinese.detectors import quotation
from analysis.chinese.detectors.quotation import (
    EVENTS,
    LONGEST_QUOTATION,
    NUMERALS,
    is_name,
    is_sentence,
    may_be_phrase,
    read_form,
)
from analysis.chinese.text_array import Characters, Integers, make_table
from analysis.slogans.lexicon import SloganKind, SloganLevel
from analysis.slogans.mentions.numbering import Origin, Slogan, SloganNumbers

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
    phrases = [text.text[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)]
    slogans = {phrase: _read_quotation(phrase) for phrase in dict.fromkeys(phrases)}
    number_of = {phrase: numbers.number_built(slogan) if slogan else 0 for phrase, slogan in slogans.items()}
    number = np.array([number_of[phrase] for phrase in phrases], dtype=np.int64)
    return np.column_stack([start, end, number])[number > 0]


@lru_cache(maxsize=50_000)
def _read_quotation(phrase: str) -> Slogan | None:
    """The slogan that a quotation may be; None for a sentence, a name, a mask such as XX, a single hanzi."""
    if not may_be_phrase(phrase) or is_sentence(phrase) or is_name(phrase):
        return None
    form = next(read_form(phrase), None)
    if form in EVENTS:
        kind = SloganKind.EVENT
    elif form in NUMERALS:
        kind = SloganKind.NUMERAL
    else:
        kind = SloganKind.UNCLASSIFIED
    return Slogan(phrase, kind, SloganLevel.UNCLASSIFIED, Origin.QUOTED)


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
