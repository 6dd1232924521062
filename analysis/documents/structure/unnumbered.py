"""Headings without a number, only the certain ones.

Certain are the few that every reader knows (总体要求, 2023年工作安排), and the short lines over prose
in a text without numbered parts, if there are several of them.
"""

from __future__ import annotations

import re

from analysis.chinese.characters import HANZI
from analysis.chinese.patterns import ARABIC_YEAR, OPENING_HEADING

KNOWN = re.compile(
    rf"{OPENING_HEADING.pattern}|结束?语$|(?:组织|工作)?保障(?:措施)?$|组织领导$"
    rf"|(?:{ARABIC_YEAR}年|过去[一五]年|今后五年|今年)[^，。]{{0,14}}(?:回顾|总结|安排|任务|打算|目标|部署|思路)$"
)
# A short line over prose: words only, with a comma at most.
PLAIN = re.compile(rf"[{HANZI}\d“”《》·]+(?:[，、 　][{HANZI}\d“”《》·]+){{0,3}}$")
SHORTEST, LONGEST = 4, 28
# Prose is a paragraph of at least a sentence.
PROSE_LENGTH = 30
FEWEST = 3


def find_unnumbered(paragraphs: list[str], marked: list[bool], *, numbered: bool) -> set[int]:
    """Which paragraphs are headings without a number.

    Args:
        paragraphs: those of the body.
        marked: for each whether it starts with a mark.
        numbered: whether the text numbers its parts: 一、 or wider or （一）.
    """
    known, likely = set(), []
    for i, paragraph in enumerate(paragraphs[:-1]):
        if not 2 <= len(paragraph) <= LONGEST or marked[i]:
            continue
        if not PLAIN.match(paragraph) or not _may_precede(paragraphs, marked, i):
            continue
        over_prose = marked[i + 1] or _is_prose(paragraphs[i + 1])
        if KNOWN.match(paragraph) and over_prose and not paragraphs[i + 1].startswith("是"):
            known.add(i)
        elif not numbered and len(paragraph) >= SHORTEST and not _is_open(paragraphs[i + 1]):
            likely.append(i)
    return known | _select_similar(likely, paragraphs, marked)


def _select_similar(likely: list[int], paragraphs: list[str], marked: list[bool]) -> set[int]:
    """The short lines over prose, or over another such line, if they are three or more."""
    sure: set[int] = set()
    for i in reversed(likely):
        if marked[i + 1] or _is_prose(paragraphs[i + 1]) or i + 1 in sure:
            sure.add(i)
    return sure if len(sure) >= FEWEST else set()


def _may_precede(paragraphs: list[str], marked: list[bool], i: int) -> bool:
    """Whether the paragraph before `i` is complete, so that `i` is not the rest of a broken sentence."""
    if not i or marked[i - 1]:
        return True
    before = paragraphs[i - 1]
    short = SHORTEST <= len(before) <= LONGEST and bool(PLAIN.match(before))
    return short or before.endswith(("。", "！", "？", "”", "）", "…"))


def _is_open(paragraph: str) -> bool:
    """Whether a paragraph continues below, or is a row of a table."""
    return paragraph.endswith(("：", ":", "，", "、")) or "\t" in paragraph


def _is_prose(paragraph: str) -> bool:
    return len(paragraph) >= PROSE_LENGTH and "。" in paragraph and "\t" not in paragraph
