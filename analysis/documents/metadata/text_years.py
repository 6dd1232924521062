"""Years and periods that a plan's text says it is for, where its title leaves them open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from analysis.chinese.numerals import spell_number
from analysis.chinese.patterns import ARABIC_YEAR, FIRST_MARK, LONE_YEAR, PART_NUMBER, SECOND_MARK
from analysis.chinese.years import Form, Years, find_periods, find_years, write_digits
from analysis.documents.metadata.title_years import BEHIND, find_plan_years

# A text's own year is looked for in so many characters; further on it speaks of other plans.
HEAD_LENGTH = 2500
# An opening says what is planned; it comes before the parts of the plan, or in the first of them.
OPENING_LENGTH = 400

_AHEAD = "(?:安排|打算|计划|思路|要点|重点|目标|任务|部署|总体要求|主要工作|谋划|设想|举措)"
_HEADING = re.compile(
    rf"^(?:{FIRST_MARK}|{PART_NUMBER}部分|{SECOND_MARK})?(?P<before>[^\n，。]{{0,12}}?)(?P<year>{ARABIC_YEAR})年"
    rf"(?!远景|愿景)(?![^\n]*(?:回顾|总结))[^\n，。]{{0,20}}(?:{_AHEAD}|工作$)[^\n，。]{{0,6}}$",
    re.M,
)
_TO_GOAL = re.compile("[到至]$")

_FIRST_WORDS = re.compile(
    rf"(?:(?!总结|回顾).){{0,24}}?({ARABIC_YEAR})年(?!\d{{1,2}}月|以来)"
    r"(?=是|[^，。]{0,24}(?:工作|思路|要求|要点|任务|目标))"
)
# 2022年，我局将……; 为做好2022年教育工作; 现就2022年工作提出如下意见. Not 2021年，我局……取得了……成绩.
_LOOKS_BACK = r"(?!\d{1,2}月|[^。\n]*(?:取得|完成了|实现了|圆满|荣获|以来|回顾|总结|去年))"
_OPENING = re.compile(
    rf"(?:^|[。！；：\n]|今年是)({ARABIC_YEAR})年度?{_LOOKS_BACK}[^。；\n]{{0,40}}?(?:将|要(?![求点素])|坚持|围绕|继续|紧扣|聚焦|必须|以.{{1,30}}为)"
    rf"|(?:做好|抓好|推进|推动|加强|开展|谋划|部署)好?[^，。\d]{{0,12}}({ARABIC_YEAR})年度?(?!\d{{1,2}}月|{BEHIND})[^，。\d]{{0,24}}(?:工作|任务|建设|教育|发展)"
    rf"|(?:就|将|制定|提出|编制|制订|拟定|形成)[^，。\d]{{0,14}}({ARABIC_YEAR})年度?(?!\d{{1,2}}月|[^，。\d]{{0,24}}{BEHIND})"
    rf"[^，。\d]{{0,24}}(?:工作|要点|计划|方案|任务|安排|思路|意见)",
    re.M,
)

# A plan for 2023 writes 2023年全区教育工作的总体要求是; it also writes 2023年是……之年 in its first
# sentence, and a text with that sentence further on is for 2023 if its title names an earlier year.
_SPOKEN_YEAR = re.compile(
    rf"({ARABIC_YEAR})年(?:(是)[^。\n]{{2,40}}年"
    r"|，?[^，。；：:\n\d]{0,24}(?:总体要求|总体思路|指导思想|总体目标|主要目标|工作目标|工作思路)[^，。\n]{0,2}[是为：:\n])"
)
_NOT_SPOKEN_AFTER = frozenset("《“—–-")
FIRST_SENTENCE = 40

# 规划期限为2021—2025年, 实施时间：2022年至2024年.
_BEFORE_PERIOD = re.compile(
    "(?:规划|计划|实施|行动|工作|建设|时间|方案)(?:的)?(?:期限?|周期|时限|时间|年限|跨度|范围)[^，。\\d]{0,8}$"
)
_START_YEAR = re.compile(rf"[从自]({ARABIC_YEAR})年(?:\d{{1,2}}月)?(?:起|开始)")
_GOAL_YEAR = re.compile(rf"[到至]({ARABIC_YEAR})年")


def find_heading_year(text: str) -> int | None:
    """The year that a report's headings look ahead to: 二、2022年工作安排."""
    years = (
        int(match["year"])
        for match in _HEADING.finditer(write_digits(text))
        if not _TO_GOAL.search(match["before"])
    )
    return max(years, default=None)


def find_opening_year(text: str) -> int | None:
    """The year of the first sentences: 2022年是……; 2022年，我局将……; 为做好2022年工作."""
    opening = write_digits(text[:OPENING_LENGTH])
    first = _FIRST_WORDS.match(opening)
    if first:
        return int(first[1])
    years = (next(filter(None, match.groups())) for match in _OPENING.finditer(opening))
    return max(map(int, years), default=None)


def find_spoken_year(text: str, title: str) -> int | None:
    """The year that a text says it is for, if its title names another one."""
    head = write_digits(text[:HEAD_LENGTH])
    of_title = find_plan_years(title)
    year = of_title.first if of_title else 0
    years = [
        int(match[1])
        for match in _SPOKEN_YEAR.finditer(head)
        if head[match.start() - 1 : match.start()] not in _NOT_SPOKEN_AFTER
        and (not match[2] or match.start() < FIRST_SENTENCE or int(match[1]) > year)
    ]
    if not years:
        return None
    named = {year for found in find_years(title) for year in found.span} | {year}
    if not named.isdisjoint(years):
        return None
    return max(years, key=lambda year: (years.count(year), year))


def find_period(text: str, length: int | None) -> Years | None:
    """The period that a text states for its plan.

    Args:
        text: the plan's text.
        length: for how many years the plan is by its title; None if that says nothing. A period of that
            length, or counted with the year before it, is the plan's.
    """
    head = write_digits(text[:HEAD_LENGTH])
    for period in find_periods(head):
        before = head[: period.start]
        if period.form != Form.RANGE or before.count("《") > before.count("》"):
            continue
        if len(period.span) - (length or 0) in (0, 1) or _BEFORE_PERIOD.search(before[-16:]):
            return period
    return None


def find_start(text: str) -> int | None:
    """The year from which a plan for some years is carried out: 从2023年起，用三年时间."""
    match = _START_YEAR.search(write_digits(text[:HEAD_LENGTH]))
    return int(match[1]) if match else None


def find_end(text: str, first: int, length: int) -> int | None:
    """The last year of a plan for some years that begins in `first`: 到2025年, 用三年时间; None if it is open."""
    head = write_digits(text[:HEAD_LENGTH])
    goals = Counter(int(goal) for goal in _GOAL_YEAR.findall(head))
    likely = [goal for goal in goals if first < goal <= first + length]
    if likely:
        return max(likely, key=lambda goal: (goals[goal], goal))
    numeral = spell_number(length)
    in_years = re.search(rf"[用过力争划]\s*(?:{numeral}|{length})\s*年(?:左右)?的?(?:时间|努力)?", head)
    return first + length - 1 if in_years else None


def count_years(texts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """The years that are named in some texts, in their order, and how often each is named."""
    counts = Counter(int(year) for text in texts for year in LONE_YEAR.findall(write_digits(text)))
    yield from sorted(counts.items())
