"""Heading ends: where a heading ends that runs into its text without a full stop.

一、2023年工作思路认真学习……: a blank may stand for the break that was lost; otherwise a heading ends as headings
do, and what follows begins as paragraphs do, or most headings beside it end before such a beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

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
# 一、组织建设方面一是……。二是…….
BEFORE_SPOKEN = re.compile(
    rf"[^。；：！？]{{2,{LONGEST - 1}}}?[{HANZI}”](?=(?<![唯统之万单专同])一是[^。]*[。；，]\s*二是)"
)
PART_END = re.compile(
    rf"(?:{_AHEAD}|工作|任务|要求|思想|原则|措施|保障|问题|不足|困难|成效|成绩|做法|情况|建议|取向|举措|考虑)$"
)
# How the first paragraph of a part begins: with a time, with whom it speaks of or refers to.
OPENING = (
    rf"{ARABIC_YEAR}年(?:，|是|以?来|[全我上下])|[今去]年|当前|过去的?[一五]|[一几五近]年来|(?:今后|未来)[一三五几]|“十[一二三四五]五”时期[是，]|面对|新的一年"
    r"|新时代以来|我们|我[国省区县市局镇街]|党的十|党中央|新(?:使命|征程|形势)|锚定|结合|全[区县市镇街乡](?:上下|各|要)|各(?:级|单位|部门|学校|地)"
    r"|以习近平|坚持以|深入(?:学习|贯彻)|全面(?:贯彻|落实)|认真(?:学习|贯彻|落实)"
    r"|紧紧围绕|围绕|按照|根据|为(?:了|深入|全面|进一步|认真|贯彻)|高举"
)
# How paragraphs begin that say what is to be done.
ACTING = (
    "坚持把|坚决|深入(?:实施|推进|开展)|全面学习|认真(?:组织|执行)|继续|进一步|聚焦|立足|紧扣|切实|扎实|积极|大力|充分"
    "|严格|始终|牢固|持续"
)
# Nothing but a paragraph begins with these in the middle of a clause: 经济工作再上新水平今年以来，…….
SINCE = re.compile(
    rf"(?<![自从])(?:(?:{ARABIC_YEAR}年|[今去]年)以来|[一几五近半]年来|(?:刚刚)?过去的?一年)，"
)
OPENING_WORDS, ANY_BEGINNING = re.compile(OPENING), re.compile(f"{OPENING}|{ACTING}")
# A clause that says what is to be done: 着力保障和改善民生. It is over where, behind its object, a paragraph or
# another such clause begins. 推动经济持续增长 goes on, and so does a clause that begins with a noun.
_STRIVING = "大力|着力|全力|认真|努力|切实|坚决|加大|统筹|积极"
_HOW = f"(?:{_STRIVING}|全面|深入|扎实|持续|稳步|不断|进一步|继续|有效|充分|始终|牢牢|纵深|协同|一体|坚定不移|更加注重|加快)"
_DO = (
    "加强|推进|提升|提高|增强|深化|强化|优化|完善|健全|扩大|维护|巩固|打造|实施|改善|落实|抓好|抓实|抓牢|做好|做大|做强|壮大|构建|营造"
    "|激发|释放|防范|防控|化解|守牢|筑牢|守住|夯实|转变|培育|繁荣|增进|丰富|开展|压实|净化|锤炼|弘扬|树立|办好|凝聚|拓展|畅通|建强"
    "|锻造|激活|厚植|擦亮|调整|适应|贯彻|发展壮大"
)
_DO_OR_NOUN = "发展|建设|创新|保障|规范|保护|服务"
_CAUSE = "推动|促进|确保|保持|实现|引领|带动|助推"
_OBJECT = (
    "建设|发展|水平|能力|质量|格局|优势|活力|动力|动能|潜力|实力|根基|基础|防线|底线|安全|稳定|和谐|民生|福祉|生活|治理|效能|管理"
    "|服务|保障|经济|产业|振兴|转型|升级|改革(?!扩大)|开放|创新|生态|屏障|环境|文化|教育|队伍|作风|机制|体系|制度|工作|力度|增长|向好|融合|协调"
    "|责任|意识|战略|品质|局面|特色|品牌|阵地|空间|势头|布局|目标|效率|公平|正义|需求|结构|事业|方式|政策|秩序|作用|职能|走实|增效"
)
# Verbs that are no nouns: 能力提升 and 结构优化 go on, and so does 工作进一步加强。
_DO_NEXT = (
    "加强|深化|强化|健全|扩大|巩固|打造|抓好|抓实|抓牢|做好|做大|做强|壮大|构建|营造|激发|防范|防控|化解|守牢|筑牢|夯实|丰富|办好"
    "|凝聚|拓展|畅通|建强|突出"
)
_NEXT = f"要(?!求|素|点|件)|坚持|(?:{_STRIVING}|{_DO_NEXT})(?![{HANZI}]{{0,2}}[，。；])|{OPENING}"
ACTION = re.compile(
    rf"(?:[^，。；：！？]{{2,24}}，)??(?:"
    rf"(?:(?:{_HOW}){{0,2}}(?:{_DO})|(?:{_HOW}){{1,2}}(?:{_DO_OR_NOUN}))[^，。；：！？]{{2,24}}?(?:{_OBJECT}|”)(?={_NEXT}|{_HOW}(?![{HANZI}]{{2}}[，。；、]))"
    rf"|(?:{_HOW}){{0,2}}(?:{_CAUSE})[^，。；：！？]{{2,24}}?(?:{_OBJECT}|”)(?={_NEXT}))"
)
_CLAUSE = re.compile("[，、：]")
_UNFINISHED = re.compile(r"[的和与及、，以在对为将要并]$|(?:加快|推动|推进|引导|开展|实现|促进)$")


class _Heading(NamedTuple):
    """What follows a mark.

    Attributes:
        mark: the mark.
        end: where its heading ends in its line; 0 for at the end of the sentence.
        sure: whether `end` needs no company.
    """

    mark: InlineMark
    end: int
    sure: bool


def find_heading_ends(lines: Sequence[str], marks: Sequence[InlineMark]) -> Iterator[tuple[int, int]]:
    """The line and the offset after each heading that runs into its text.

    Args:
        lines: all lines of a text.
        marks: those that start parts, in order.
    """
    families: dict[int, list[_Heading]] = {}
    for i, mark in enumerate(marks):
        for kind in [kind for kind in families if kind > mark.kind]:
            yield from _select_ends(families.pop(kind))
        line = lines[mark.line]
        following = marks[i + 1] if i + 1 < len(marks) else None
        stop = following.start if following and following.line == mark.line else len(line)
        heading = _read_heading(mark, line[mark.end : stop])
        if heading:
            families.setdefault(mark.kind, []).append(heading)
    for family in families.values():
        yield from _select_ends(family)


def _read_heading(mark: InlineMark, words: str) -> _Heading | None:
    """The heading at the start of a part; None if the part is no longer than a heading."""
    end = _find_sure_end(words)
    if end:
        return _Heading(mark, mark.end + end, sure=True)
    if len(words) <= LONGEST:
        return None
    begin = 0 if STOP.search(words, 0, LONGEST) else _find_beginning(words, LONGEST, ANY_BEGINNING)
    return _Heading(mark, mark.end + begin if begin else 0, sure=False)


def _find_sure_end(words: str) -> int:
    """Where a heading ends before a blank, or as every reader knows; 0 for nowhere."""
    known = KNOWN.match(words) or BEFORE_SPOKEN.match(words)
    if known and known.end() < len(words):
        return known.end()
    sentence = STOP.search(words)
    stop = min(sentence.start() if sentence else len(words), LONGEST)
    blank = BLANK.search(words, 2, stop + SHORTEST)
    if blank and blank.end() < len(words):
        return blank.end()
    begin = _find_beginning(words, stop, OPENING_WORDS)
    if PART_END.search(words, 0, begin):
        return begin
    action = ACTION.match(words, 0, LONGEST)
    if action and action.end() <= stop:
        return action.end()
    return _find_beginning(words, stop, SINCE)


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


def _select_ends(family: list[_Heading]) -> Iterator[tuple[int, int]]:
    """The ends of headings beside each other: the sure ones, and the others if most headings have an end."""
    ends = [heading for heading in family if heading.end]
    agreed = family[0].mark.kind in WIDE and len(ends) > 1 and 3 * len(ends) >= 2 * len(family)
    for heading in ends:
        if heading.sure or agreed:
            yield heading.mark.line, heading.end
