"""Joining: lines that break inside a sentence become one paragraph again."""

from __future__ import annotations

import re

from analysis.chinese.patterns import LINE_END, MARKED_LINE, SENTENCE_MARK

OPEN_TAIL = re.compile(r"[，,、（(《〈“‘「—及和与]\s*$")
# A longer marked line is not a heading but the start of an item.
HEADING_LENGTH = 40
# A line this short without any punctuation is a title, a name or a table cell, not a broken line.
SHORT_LINE = 20
# In text wrapped at a fixed width no line is wider than WIDEST hanzi, and a third of the lines come within
# SLACK hanzi of the margin: a first line is indented, and some marks may not start a line.
WIDEST, FULL_SHARE, SLACK = 60, 1 / 3, 4


def wrap_width(lines: list[str]) -> float:
    """How many hanzi fill a line of a text that was wrapped at a fixed width, such as PDF text.

    Returns:
        The width of the widest line; infinity if the text was not wrapped.
    """
    if max(map(len, lines), default=0) > 2 * WIDEST:
        return float("inf")
    widths = [_width(line) for line in lines]
    widest = max(widths, default=0)
    full = [line for line, width in zip(lines, widths, strict=True) if width >= widest - SLACK]
    cut = sum(not LINE_END.search(line) for line in full)
    wrapped = len(full) >= max(4, FULL_SHARE * len(lines)) and 2 * cut >= len(full)
    return widest if wrapped and SHORT_LINE <= widest <= WIDEST else float("inf")


def _width(line: str) -> float:
    """Width in hanzi: Latin letters and digits take half."""
    return len(line) - len(line.encode("ascii", "ignore")) / 2


def continues(line: str, following: str, width: float = float("inf")) -> bool:
    """Whether the sentence at the end of `line` continues in the next line.

    Args:
        line, following: two lines of a text.
        width: the width at which the text is wrapped, from `wrap_width`.
    """
    if "\t" in line or "\t" in following or MARKED_LINE.match(following):
        return False
    if LINE_END.search(line):
        return False
    if OPEN_TAIL.search(line) or _width(line) >= width - SLACK:
        return True
    if MARKED_LINE.match(line) and not SENTENCE_MARK.search(line) and len(line) <= HEADING_LENGTH:
        return False
    return len(line) >= SHORT_LINE or bool(SENTENCE_MARK.search(line))
