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
from analysis.chinese.patterns import ARABIC_YEAR, PLAN_GENRES
from analysis.documents.cleaning.preface import cut_preface
from analysis.documents.structure.heading_ends import find_heading_ends
from analysis.documents.structure.run_in import find_parallel
from analysis.documents.structure.sequences import (
    SHORTER,
    InlineMark,
    find_sequences,
    find_table,
    is_unbroken,
    may_hold_parts,
)

# A blank that may stand for a line break: not the one in 2022 年 or in 08:22 16:30.
_AFTER = rf"(?=[{HANZI}（(【《“A-Za-z]|{ARABIC_YEAR}年)"
BLANK = re.compile(
    rf"(?<=[^\d{BLANKS}])[{BLANKS}]++{_AFTER}|(?<=\d)[{BLANKS}]++{_AFTER}(?![年月日号时分个名人所元万亿项条届])"
)
BLANK_BREAK = re.compile(rf"(?<=[。！？])[{BLANKS}]+")
# A title that runs into the first sentence.
TITLE_BEFORE_TEXT = re.compile(
    rf"(?=[^，。；：！？]{{0,60}}(?:{ARABIC_YEAR}|关于))[^，。；：！？]{{4,60}}?(?:{PLAN_GENRES})(?:[（(][^（()）]{{1,14}}[)）])?"
    rf"(?=[{BLANKS}]*(?:{ARABIC_YEAR}年(?:是|，|[^，。]{{0,12}}(?:总体要求|工作的))|今年是|各位|同志们|现将|根据|按照"
    "|为(?:了|深入|全面|进一步|认真|贯彻|切实|推)))"
)
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
    if not may_hold_parts(lines):
        return {}
    unbroken = is_unbroken(lines)
    breaks: dict[int, set[int]] = defaultdict(set)
    for i, cuts in cut_preface(lines).items():
        breaks[i].update(cuts)
    marks = find_sequences(lines)
    for mark in marks:
        breaks[mark.line].add(mark.start)
    if unbroken:
        for i, end in find_heading_ends(lines, marks):
            breaks[i].add(end)
        inside: dict[int, list[InlineMark]] = defaultdict(list)
        for mark in marks:
            if mark.start:
                inside[mark.line].append(mark)
        for i, line in enumerate(lines):
            if len(line) >= SHORTER:
                breaks[i].update(_find_parts(line, inside[i]))
                breaks[i].update(_cut_head(line, min(breaks[i] - {0}, default=len(line))))
                breaks[i].update(_cut_tail(line))
    ascending = {i: sorted(cuts - {0}) for i, cuts in breaks.items()}
    return {i: cuts for i, cuts in ascending.items() if cuts}


def _find_parts(line: str, marks: list[InlineMark]) -> list[int]:
    """Where parts without numbers start in a line without marks; where blanks stand for breaks, each of these.

    Args:
        line: a long line.
        marks: those inside it.
    """
    if not marks:
        return find_parallel(line, 0, len(line))
    spaced = sum(line[mark.start - 1] in BLANKS for mark in marks)
    if 2 * spaced <= len(marks):
        return []
    table = find_table(line)
    head = [blank.end() for blank in BLANK.finditer(line, 0, min(marks[0].start, PAGE_LENGTH))]
    return [*head, *(blank.end() for blank in BLANK_BREAK.finditer(line) if blank.end() not in table)]


def _cut_head(line: str, stop: int) -> list[int]:
    """Cut off a title, and what the page says before the text at the blanks between its pieces."""
    stop = min(stop, PAGE_LENGTH)
    title = TITLE_BEFORE_TEXT.match(line, 0, stop)
    if title:
        return [title.end()]
    sentence = SENTENCE_END.search(line, 0, stop)
    if sentence:
        stop = max((blank.end() for blank in BLANK.finditer(line, 0, sentence.start())), default=0)
    if not PAGE_WORDS.search(line, 0, stop):
        return []
    blanks = BLANK.finditer(line, 0, stop)
    cuts = [blank.end() for blank in blanks if not POSITION.search(line, 0, blank.start())]
    if not sentence:
        return cuts
    title = TITLE_BEFORE_TEXT.match(line, stop, PAGE_LENGTH)
    return [*cuts, stop, *([title.end()] if title else [])]


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
