"""Unbroken text: where a text that was scraped into one line, or into a few, had its breaks.

The marks that its numbering proves, sentences of one build that head its parts, the ends of headings that
run into their text, blanks that stand for breaks, and the pieces of the page before and after it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from analysis.chinese.characters import BLANKS
from analysis.documents.cleaning.page_pieces import cut_head, cut_tail
from analysis.documents.cleaning.preface import cut_preface
from analysis.documents.structure.heading_ends import find_heading_ends
from analysis.documents.structure.run_in import find_parallel
from analysis.documents.structure.sequences import (
    SHORTER,
    WIDE,
    InlineMark,
    find_sequences,
    find_table,
    is_unbroken,
    may_hold_parts,
)

# A blank after a sentence.
BLANK_BREAK = re.compile(rf"(?<=[。！？])[{BLANKS}]+")


def find_breaks(lines: list[str]) -> dict[int, list[int]]:
    """Where lines should be cut: the number of a line → the offsets in it, ascending.

    Args:
        lines: all lines of a text, in one spelling, without the blanks at their ends.
    """
    if not may_hold_parts(lines):
        return {}
    breaks: dict[int, set[int]] = defaultdict(set)
    for i, cuts in cut_preface(lines).items():
        breaks[i].update(cuts)
    marks = find_sequences(lines)
    marks_of: dict[int, list[InlineMark]] = defaultdict(list)
    for mark in marks:
        marks_of[mark.line].append(mark)
        breaks[mark.line].add(mark.start)
    if is_unbroken(lines):
        for i, end in find_heading_ends(lines, marks):
            breaks[i].add(end)
        for i, line in enumerate(lines):
            if len(line) >= SHORTER:
                breaks[i].update(_cut_unmarked(line, marks_of[i]))
    ascending = {i: sorted(cuts - {0}) for i, cuts in breaks.items()}
    return {i: cuts for i, cuts in ascending.items() if cuts}


def _cut_unmarked(line: str, marks: Sequence[InlineMark]) -> Iterator[int]:
    """Where paragraphs and pieces of the page begin that have no mark.

    Args:
        line: a long line.
        marks: those in it that start parts.
    """
    starts = [mark.start for mark in marks if mark.start] or find_parallel(line)
    spaced = is_spaced(line, marks)
    yield from starts
    if not marks or marks[0].start:
        yield from cut_head(line, min(starts, default=len(line)), spaced=spaced)
    yield from cut_tail(line)
    if spaced:
        table = find_table(line)
        yield from (blank.end() for blank in BLANK_BREAK.finditer(line) if blank.end() not in table)


def is_spaced(line: str, marks: Sequence[InlineMark]) -> bool:
    """Whether blanks stand for the line breaks: most of the wide marks inside the line come after one."""
    inside = [mark for mark in marks if mark.start]
    wide = [mark for mark in inside if mark.kind in WIDE] or inside
    return 2 * sum(line[mark.start - 1] in BLANKS for mark in wide) > len(wide)
