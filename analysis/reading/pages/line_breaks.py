"""Line breaks of Chinese typesetting: where a line may be broken, and how two lines are joined again."""

from __future__ import annotations

import re

from analysis.chinese.patterns import BULLETS, NUMBERED_MARK

# Marks that no line may start with, and marks that no line may end with. Quotation marks stay with
# the text on both sides (Unicode's rules of line breaking).
NOT_FIRST = "、，。；：！？）》〉”’】〕』」…—％%,.;:!?)]}·“‘\"'"
NOT_LAST = "+$¥￥№（《〈“‘”’【〔『「([{\"'"
# Marks whose right half is empty, so that the line ends for the eye before they do.
HALF_EMPTY = tuple("、，。；：！？）》〉”’】〕』」")
# The bullets of lists; in print a dash is one too.
SIGN = rf"[{BULLETS}\-–—]"
BULLET = re.compile(rf"{SIGN}\s*(?=\w)")
MARK = re.compile(rf"(?:{NUMBERED_MARK}|{SIGN})\s*")
# Ems that a letter of a short run takes: more than the mean, because it may be a capital or a wide digit.
LATIN_WIDTH = 0.6
LATIN_RUN = re.compile(r"[!-~]+")
HYPHENATED = re.compile(r"[A-Za-z]-$")


def measure_first_unit(text: str) -> float:
    """Measure, in ems, the start of a line up to where it may first be broken."""
    end, may_not_end = 0, True
    while end < len(text) and (may_not_end or text[end] in NOT_FIRST):
        run = LATIN_RUN.match(text, end)
        end = run.end() if run else end + 1
        may_not_end = text[end - 1] in NOT_LAST
    return sum(LATIN_WIDTH if c < "\x80" else 1.0 for c in text[:end])


def join_lines(text: str, following: str) -> str:
    """Join two lines: Latin words with a blank between, a hyphenated word without its hyphen."""
    if HYPHENATED.search(text) and following[:1].islower():
        return text[:-1] + following
    last, first = text[-1:], following[:1]
    both_latin = "!" <= last <= "~" and "!" <= first <= "~"
    if both_latin and not (last.isdigit() and first.isdigit()):
        return f"{text} {following}"
    return text + following
