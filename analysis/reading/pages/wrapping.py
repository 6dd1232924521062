"""Wrapping: what a line break may part, and how two broken lines become one again."""

from __future__ import annotations

import re

from analysis.chinese.patterns import NUMBERED_MARK

# What no line may start with, and what none may end with, in Chinese typesetting.
# Quotation marks cling to what stands on either side (Unicode's rules of line breaking).
NOT_FIRST = "、，。；：！？）》〉”’】〕』」…—％%,.;:!?)]}·“‘\"'"
NOT_LAST = "+$¥￥№（《〈“‘”’【〔『「([{\"'"
# Marks that are half empty, so that a margin is not where their box ends.
HALF_EMPTY = tuple("、，。；：！？）》〉”’】〕』」")
SIGN = r"[●•○◦■□◆◇▪►➢★☆√✓·\-–—]"
MARKER, BULLET = re.compile(NUMBERED_MARK), re.compile(rf"{SIGN}\s*(?=\w)")
MARK = re.compile(rf"(?:{NUMBERED_MARK}|{SIGN})\s*")
LATIN_RUN = re.compile(r"[!-~]+")
HYPHENATED = re.compile(r"[A-Za-z]-$")


def first_unit(text: str) -> float:
    """Width in ems of what can't be parted at the start of a line."""
    end, open_ = 0, True
    while end < len(text) and (open_ or text[end] in NOT_FIRST):
        run = LATIN_RUN.match(text, end)
        end = run.end() if run else end + 1
        open_ = text[end - 1] in NOT_LAST
    return sum(0.6 if c < "\x80" else 1.0 for c in text[:end])


def join(text: str, following: str) -> str:
    """Two lines as one: Latin words keep a blank, hyphenated ones are joined."""
    if HYPHENATED.search(text) and following[:1].islower():
        return text[:-1] + following
    ends, starts = text[-1:], following[:1]
    both_latin = "!" <= ends <= "~" and "!" <= starts <= "~"
    if both_latin and not (ends.isdigit() and starts.isdigit()):
        return f"{text} {following}"
    return text + following
