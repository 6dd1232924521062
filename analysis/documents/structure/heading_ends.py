"""Heading ends: where a heading ends that runs into its text without a full stop.

一、2023年工作思路认真学习……: a blank may stand for the break that was lost; otherwise a heading ends as headings
do, and what follows begins as paragraphs do, or most headings beside it end before such a beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.chinese.characters import BLANKS, HANZI
from analysis.chinese.patterns import ARABIC_YEAR
from analysis.documents.structure.sequences import WIDE, InlineMark

# A heading that runs into its text is no longer than this, nor is a clause of it shorter.
LONGEST, SHORTEST = 45, 4
STOP = re.compile("[。！？；;!?]")
BLANK = re.compile(rf"(?<=[{HANZI}”）》])[{BLANKS}]++(?=[{HANZI}“《]|{ARABIC_YEAR}年是)")
# Headings that every reader knows, and how headings of whole parts end.
_AHEAD = "回顾|总结|(?:重点|主要|亮点)(?:工作|任务)|安排|打算|目标|部署|思路|计划|要点"
KNOWN = re.compile(
    rf"(?:(?:{ARABIC_YEAR}年|过去[一五]年|今后五年|今年|明年|下一步|下步)[^，。]{{0,10}}?(?:{_AHEAD})(?!{_AHEAD}|暨|任务|工作)"
    r"|(?:总体|指导|基本|工作|主要|目标|发展|重点)(?:要求|思想|思路|目标|原则|任务|方针|定位|举措|措施)"
    r"|(?:组织|工作)?保障措施|组织领导|工作要求)(?![，。：、是为的和及与“中会])"
)
PART_END = re.compile(rf"(?:{_AHEAD}|工作|任务|要求|思想|原则|措施|保障|问题|不足|困难|成效|成绩|做法|情况)$")
# How the first paragraph of a part begins: with a time, with whom it speaks of or refers to.
OPENING = (
    rf"{ARABIC_YEAR}年(?:，|是|以?来|[全我上下])|[今去]年(?:，|是|以?来)|过去的?[一五]|[一几五近]年来|(?:今后|未来)[一三五几]|“十[一二三四五]五”时期[是，]|面对|新的一年"
    r"|我们|我[区县市局镇街]|全[区县市镇街乡](?:上下|各|要)|各(?:级|单位|部门|学校|地)"
    r"|以习近平|坚持以|深入(?:学习|贯彻)|全面(?:贯彻|落实)|认真(?:学习|贯彻|落实)"
    r"|紧紧围绕|围绕|按照|根据|为(?:了|深入|全面|进一步|认真|贯彻)|高举"
)
# How paragraphs begin that say what is to be done.
ACTING = (
    "坚持把|坚决|深入(?:实施|推进|开展)|全面学习|认真(?:组织|执行)|继续|进一步|聚焦|立足|紧扣|切实|扎实|积极|大力|充分"
    "|严格|始终|牢固|持续"
)
OPENING_WORDS, ANY_BEGINNING = re.compile(OPENING), re.compile(f"{OPENING}|{ACTING}")
_CLAUSE = re.compile("[，、：]")
_UNFINISHED = re.compile(r"[的和与及、，以在对为将要并]$|(?:加快|推动|推进|引导|开展|实现|促进)$")


def find_heading_ends(lines: Sequence[str], marks: Sequence[InlineMark]) -> Iterator[tuple[int, int]]:
    """The line and the offset after each heading that runs into its text.

    Args:
        lines: all lines of a text.
        marks: those that start parts, in order.
    """
    families: dict[int, list[tuple[InlineMark, int]]] = {}
    for i, mark in enumerate(marks):
        for kind in [kind for kind in families if kind > mark.kind]:
            yield from _select_ends(families.pop(kind))
        line = lines[mark.line]
        following = marks[i + 1] if i + 1 < len(marks) else None
        stop = following.start if following and following.line == mark.line else len(line)
        words = line[mark.end : stop]
        end = _find_sure_end(words)
        if end:
            yield mark.line, mark.end + end
        elif not STOP.search(words, 0, LONGEST) and len(words) > LONGEST:
            families.setdefault(mark.kind, []).append((mark, _find_beginning(words, LONGEST, ANY_BEGINNING)))
    for family in families.values():
        yield from _select_ends(family)


def _find_sure_end(words: str) -> int:
    """Where a heading ends before a blank, or as every reader knows; 0 for nowhere."""
    known = KNOWN.match(words)
    if known and known.end() < len(words):
        return known.end()
    sentence = STOP.search(words)
    stop = min(sentence.start() if sentence else len(words), LONGEST)
    blank = BLANK.search(words, 2, stop + SHORTEST)
    if blank and blank.end() < len(words):
        return blank.end()
    begin = _find_beginning(words, stop, OPENING_WORDS)
    return begin if PART_END.search(words, 0, begin) else 0


def _find_beginning(words: str, stop: int, beginnings: re.Pattern[str]) -> int:
    """Where a paragraph begins inside a clause; 0 for nowhere."""
    clause = 0
    for beginning in beginnings.finditer(words, SHORTEST, stop):
        at = beginning.start()
        marks = [mark.end() for mark in _CLAUSE.finditer(words, clause, at)]
        clause = marks[-1] if marks else clause
        if at - clause >= SHORTEST and not _UNFINISHED.search(words, 0, at):
            return at
    return 0


def _select_ends(family: list[tuple[InlineMark, int]]) -> Iterator[tuple[int, int]]:
    """The ends of headings beside each other, if most of them have one and they are alike in length."""
    ends = [end for _, end in family if end]
    if family[0][0].kind not in WIDE or len(ends) < 2 or 3 * len(ends) < 2 * len(family):
        return
    for mark, end in family:
        if end:
            yield mark.line, mark.end + end
