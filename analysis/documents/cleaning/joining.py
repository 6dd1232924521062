"""Joining: lines that break inside a sentence become one paragraph again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.chinese.characters import HANZI
from analysis.chinese.numerals import TENS
from analysis.chinese.patterns import LINE_END, MARKED_LINE, OPENING_HEADING, SENTENCE_MARK
from analysis.chinese.segmentation import segment

OPEN_TAIL = re.compile(r"[，,、（(《〈“‘「—及和与]\s*$")
# A longer marked line is not a heading but the start of an item.
HEADING_LENGTH = 40
# A line this short without any punctuation is a title, a name or a table cell, not a broken line.
SHORT_LINE = 20
# In text wrapped at a fixed width no line is wider than WIDEST hanzi, and a third of the lines come within
# SLACK hanzi of the margin: a first line is indented, and some marks may not start a line.
WIDEST, FULL_SHARE, SLACK = 60, 1 / 3, 4
# What no line begins with unless its sentence began in the line before.
INSIDE_SENTENCE = re.compile("[，。、；：！？”’）》」』】%]")
PAIRS = ("“”", "‘’", "（）", "《》", "「」", "【】")
# The hanzi beside a break of which words are looked for, and the shortest word that is sure to be one.
BESIDE_BREAK = 4
HANZI_AT_END = re.compile(f"[{HANZI}]{{1,{BESIDE_BREAK}}}$")
HANZI_AT_START = re.compile(f"[{HANZI}]{{1,{BESIDE_BREAK}}}")
LONG_WORD = 4
NUMERAL = re.compile(rf"[{TENS}\d]+")
# Of the lines with the same kind of mark this share ends like a sentence where they are no headings.
SENTENCES_SHARE = 2 / 3


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


def continues_over_page(paragraph: Sequence[str], following: str, lines: Sequence[tuple[str, int]]) -> bool:
    """Whether a paragraph that reaches the end of its page goes on in the first line of the next page.

    Args:
        paragraph: its lines on the page.
        following: the first line of the next page.
        lines: all lines of the text, each with its offset.
    """
    line = "".join(paragraph)
    if "\t" in line or "\t" in following or MARKED_LINE.match(following) or LINE_END.search(line):
        return False
    if INSIDE_SENTENCE.match(following) or OPEN_TAIL.search(line):
        return True
    if any(line.count(pair[0]) > line.count(pair[1]) for pair in PAIRS):
        return True
    is_heading = MARKED_LINE.match(line) and not SENTENCE_MARK.search(line) and len(line) <= HEADING_LENGTH
    if cuts_word(line, following, long_words=not is_heading):
        return True
    if OPENING_HEADING.match(following):
        return False
    if is_heading:
        return _marks_sentences(line, lines)
    return "，" in line or len(line) >= SHORT_LINE or bool(SENTENCE_MARK.search(line))


def cuts_word(line: str, following: str, *, long_words: bool = False) -> bool:
    """Whether a word begins at the end of a line and ends in the next: 两个确 | 立.

    A word of which two halves are words may be there by chance (改进工作 | 作风建设), so one part must be a
    single hanzi; or the word is long, if `long_words` is set.
    """
    end, start = HANZI_AT_END.search(line), HANZI_AT_START.match(following)
    if not end or not start:
        return False
    at, reached = len(end[0]), 0
    for word in segment(end[0] + start[0]):
        before, reached = at - reached, reached + len(word)
        if reached > at:
            is_part = before > 0 and (before == 1 or reached - at == 1)
            return is_part or (long_words and before > 0 and len(word) >= LONG_WORD)
    return False


def _marks_sentences(line: str, lines: Sequence[tuple[str, int]]) -> bool:
    """Whether the other lines with the same kind of mark, （一） or 1., are sentences and no headings."""
    shape = _find_mark_shape(line)
    others = [text for text, _ in lines if text != line and _find_mark_shape(text) == shape]
    n_sentences = sum(LINE_END.search(text) is not None for text in others)
    return len(others) >= 2 and n_sentences >= SENTENCES_SHARE * len(others)


def _find_mark_shape(line: str) -> str:
    mark = MARKED_LINE.match(line)
    return NUMERAL.sub("0", mark[0]) if mark else ""
