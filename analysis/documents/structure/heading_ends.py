"""Heading ends: where a heading ends that runs into its text without a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.chinese.characters import BLANKS, HANZI
from analysis.chinese.patterns import ARABIC_YEAR
from analysis.documents.structure.sequences import InlineMark

# A heading that runs into its text is no longer than this.
LONGEST = 45
STOP = re.compile("[。！？；;!?]")
BLANK = re.compile(rf"(?<=[{HANZI}”）》])[{BLANKS}]+(?=[{HANZI}“《\d])")
# Headings that every reader knows.
AHEAD = "回顾|总结|安排|任务|打算|目标|部署|思路|重点|计划|要点"
KNOWN = re.compile(
    rf"(?:(?:{ARABIC_YEAR}年|过去[一五]年|今后五年|今年|明年|下一步|下步)[^，。]{{0,10}}?(?:{AHEAD})(?!和|及|与|、|暨|{AHEAD})"
    r"|(?:总体|指导|基本|工作|主要|目标|发展|重点)(?:要求|思想|思路|目标|原则|任务|方针|定位|举措|措施)"
    r"|(?:组织|工作)?保障措施|组织领导|工作要求)(?![，。：、是为的和及与“])"
)


def find_heading_ends(lines: Sequence[str], marks: Sequence[InlineMark]) -> Iterator[tuple[int, int]]:
    """The line and the offset after each heading that runs into its text."""
    for i, mark in enumerate(marks):
        line = lines[mark.line]
        following = marks[i + 1] if i + 1 < len(marks) else None
        stop = following.start if following and following.line == mark.line else len(line)
        words = line[mark.end : stop]
        known = KNOWN.match(words)
        if known and known.end() < len(words):
            yield mark.line, mark.end + known.end()
            continue
        end = STOP.search(words)
        blank = BLANK.search(words, 2, min(end.start() if end else len(words), LONGEST + 5))
        if blank:
            yield mark.line, mark.end + blank.end()
