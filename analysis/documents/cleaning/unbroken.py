"""Unbroken text: where a text that was scraped into one line, or into a few, had its breaks.

The marks that its numbering proves, sentences of one build that head its parts, the end of a heading that
runs into its text, and the pieces of the page before and after it.
"""

from __future__ import annotations

import re
from collections import defaultdict

from analysis.chinese import line_roles
from analysis.chinese.characters import BLANKS, HANZI
from analysis.chinese.page_fields import LABEL
from analysis.documents.cleaning.preface import cut_preface
from analysis.documents.structure.heading_ends import find_heading_ends
from analysis.documents.structure.run_in import find_parallel
from analysis.documents.structure.sequences import (
    LONG,
    SHORTER,
    InlineMark,
    find_sequences,
    find_table,
    is_unbroken,
)

# A blank that may stand for a line break: not the one in 2022 年 or in 08:22 16:30.
BLANK = re.compile(rf"[{BLANKS}]+(?=[{HANZI}（(【《“A-Za-z])")
BLANK_BREAK = re.compile(rf"(?<=[。！？])[{BLANKS}]+")
SENTENCE_END = re.compile(r"[。！？][”’）)》]*")
# What the page around a text says in the same line.
PAGE_WORDS = re.compile(
    r"位置\s*[:：]|首\s*页|(?:时间|日期|来源|作者|字号|索引号|浏览\S{0,2}|点击\S{0,2})\s*[:：]|微信|微博|打印|字体|分享"
)
POSITION = re.compile(r"位置\s*[:：]?$")
# The head and the tail of a page are not longer than this.
PAGE_LENGTH = 400
TAIL_LENGTH = 200


def find_breaks(lines: list[str]) -> dict[int, list[int]]:
    """Where lines should be cut: the number of a line → the offsets in it, ascending.

    Args:
        lines: all lines of a text, in one spelling, without the blanks at their ends.
    """
    longest = max(map(len, lines), default=0)
    if longest < SHORTER:
        return {}
    unbroken = is_unbroken(lines)
    if not unbroken and longest < LONG:
        return {}
    breaks: dict[int, set[int]] = defaultdict(set)
    for i, cuts in cut_preface(lines).items():
        breaks[i].update(cuts)
    marks = find_sequences(lines)
    for mark in marks:
        breaks[mark.line].add(mark.start)
    if unbroken:
        for i, end in find_heading_ends(lines, marks):
            breaks[i].add(end)
        for i, line in enumerate(lines):
            if len(line) >= SHORTER:
                breaks[i].update(_find_parts(i, line, marks))
                breaks[i].update(_cut_head(line, min(breaks[i] - {0}, default=len(line))))
                breaks[i].update(_cut_tail(line))
    ascending = {i: sorted(cuts - {0}) for i, cuts in breaks.items()}
    return {i: cuts for i, cuts in ascending.items() if cuts}


def _find_parts(i: int, line: str, marks: list[InlineMark]) -> list[int]:
    """Where parts without numbers start, in a line without marks; where blanks stand for breaks, each of these."""
    inside = [mark for mark in marks if mark.line == i and mark.start]
    spaced = sum(line[mark.start - 1] in BLANKS for mark in inside)
    cuts = [] if inside else find_parallel(line, 0, len(line))
    if inside and 2 * spaced > len(inside):
        table = find_table(line)
        cuts += [blank.end() for blank in BLANK_BREAK.finditer(line) if blank.end() not in table]
    return cuts


def _cut_head(line: str, stop: int) -> list[int]:
    """Cut what the page says before the text into its pieces, at the blanks between them."""
    stop = min(stop, PAGE_LENGTH)
    sentence = SENTENCE_END.search(line, 0, stop)
    if sentence:
        stop = max((blank.end() for blank in BLANK.finditer(line, 0, sentence.start())), default=0)
    if not PAGE_WORDS.search(line, 0, stop):
        return []
    cuts = [
        blank.end() for blank in BLANK.finditer(line, 0, stop) if not POSITION.search(line, 0, blank.start())
    ]
    return [*cuts, stop] if sentence else cuts


def _cut_tail(line: str) -> list[int]:
    """Cut what the page says after the last sentence into its pieces."""
    last = max(
        (match.end() for match in SENTENCE_END.finditer(line, max(0, len(line) - TAIL_LENGTH))), default=0
    )
    if not last or last == len(line):
        return []
    cuts = [last, *(blank.end() for blank in BLANK.finditer(line, last + 1))]
    pieces = [line[a:b].strip(BLANKS) for a, b in zip(cuts, [*cuts[1:], len(line)], strict=True)]
    named = any(
        line_roles.role_alone(piece) or line_roles.NAMED_ORGAN.match(piece) or LABEL.match(piece)
        for piece in pieces
        if piece
    )
    return cuts if named else []
