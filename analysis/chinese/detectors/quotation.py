"""Quoted phrases: which quotations may be slogans at all, and of what kind they are by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.chinese.characters import count_hanzi
from analysis.chinese.detectors.numeral import read_forms
from analysis.chinese.numerals import ONES

# A quotation of more characters is a passage; a phrase has these many hanzi.
LONGEST_QUOTATION = 40
SHORTEST, LONGEST = 2, 24
QUOTATION = re.compile(f"“([^“”\n]{{1,{LONGEST_QUOTATION}}})”")
# The name of a document, a path, a mask (XX), an abbreviation in Latin letters.
NO_PHRASE = re.compile(r"[《》〈〉\\/]|^[XxＸ×*○]+$|^[A-Za-z.·]+$")
# 12345, 315; 1+3+N, 5×5.
CODE = re.compile(r"^\d{3,6}$|^\d{1,6}(?:[+×xX-][\dNnXx]{1,6})+$")
PLAN_YEARS = re.compile(f"^(?:十?[{ONES}]五|十五)$")
CONGRESS = re.compile(f"^(?:党的)?(?:十[{ONES}]|二十[一二三四五]?)(?:大|届.{{1,3}}中全会)$")
DAY = re.compile("^(?:三八|五一|五四|六一|七一|八一|九一八|十一|一二九)$")
PLUS = re.compile("[+＋×]$")
EVENTS = frozenset({"plan years", "congress", "a day"})
NUMERALS = frozenset({"numeral", "code"})


def may_be_phrase(words: str) -> bool:
    """Whether a text in quotation marks may be a slogan: not a mask, title, letter or passage."""
    if NO_PHRASE.search(words):
        return False
    return bool(CODE.match(words)) or SHORTEST <= count_hanzi(words) <= LONGEST


def read_form(words: str) -> Iterator[str]:
    """What a quoted phrase is by its form: plan years, congress, a day, code, plus, numeral and its form."""
    for key, pattern in (
        ("plan years", PLAN_YEARS),
        ("congress", CONGRESS),
        ("a day", DAY),
        ("code", CODE),
        ("plus", PLUS),
    ):
        if pattern.search(words):
            yield key
            return
    yield from read_forms(words)
