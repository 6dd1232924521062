"""The year or period that a title says its plan is for."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.chinese.numerals import TENS, VALUES
from analysis.chinese.patterns import TITLE_GENRES
from analysis.chinese.years import Form, Years, find_years, write_digits

# What is ahead in 2019年工作总结和2020年工作思路, and in the headings of a report.
AHEAD = "(?:安排|打算|计划|规划|思路|要点|重点|目标|任务|部署|总体要求|主要工作|谋划|设想|草案|展望|建议|方案|举措)"
BEHIND = "(?:总结|回顾|小结|决算|执行|(?:完成|进展|落实|开展)情况)"
_IS_BEHIND = re.compile(rf"[^\d]{{0,14}}{BEHIND}")
_IS_AHEAD = re.compile(rf"(?!{_IS_BEHIND.pattern})[^\d，。]{{0,20}}{AHEAD}")
# 2021年工作总结和明年工作打算.
_NEXT_YEAR = re.compile(rf"(?:明|来|次|下一?)年度?[^\d，。]{{0,20}}{AHEAD}")
# 2021年3月修订, 2021年版: when a plan was written.
_IS_DATE = re.compile(r"\s*(?:\d{1,2}月|修[订正改]|印发|发布|[版本])")

# A plan that is carried out, judged or drawn up is the matter of a title, not what it names.
_CARRIES_OUT = re.compile("(?:贯彻|落实|执行|学习|对接|衔接|评估|修订|修编|编制|起草|解读)[^，。》]{0,20}$")
_FOLLOWS = re.compile("(?:实施|推进|根据|按照|依据|调整)$")
_JUDGED = re.compile("中期|评估|评价|督查|督导|(?:执行|实施|完成|进展)情况|解读|编制工作|批复|复函|答复")
_ISSUES = re.compile("(?:印发|转发|下发|发布|公布|批转|批准|制定|通过)[^《》]{0,30}$")
_ISSUED = re.compile("》?(?:[（(][^（()）]*[）)])?的?(?:通知|函|公告|通报|决定|决议|报告|说明)?$")
_PLAN_OF_YEARS = re.compile("规划|纲要|计划")
# How a title ends that names a plan for years and is that plan, or its draft.
_BRACKETS = r"(?:[（(][^（()）]{0,14}[）)])*"
_PLAN_AT_END = re.compile(
    rf"(?:规划|纲要|计划)(?:思路|设想|要点|谋划)?{_BRACKETS}(?:[和与及].{{0,12}}(?:目标|愿景|思路))?"
    rf"{_BRACKETS}[》”]?(?:的?(?:建议|决议|决定|通知|公告|报告|说明)|草案.{{0,6}})?$"
)
# 三年行动计划: for how many years a plan is. 三年级工作计划 and 近三年 are something else.
_LENGTH = re.compile(
    rf"(?<![{TENS}\d个第近届去前])([二两三四五六七八九十\d])年(?![级制])(?:期|滚动)?[“”]?"
    r"(?:行动|[^\d，。年届度]{0,8}(?:计划|规划|方案|行动|攻坚))"
)
_SHORT_YEAR = re.compile(
    rf"^['’‘]?(\d\d)年(?=.*(?:{TITLE_GENRES}))|(?<![\d.%])['’‘]?(\d\d)年(?:度|版)?[）)]?$"
)


@lru_cache(1024)
def find_plan_years(title: str) -> Years | None:
    """The year or period that a title is for; of several years the one that is ahead."""
    text = write_digits(title)
    years = [found for found in find_years(text) if not _is_of_other_plan(text, found)]
    single = [found for found in years if not found.last]
    periods = [found for found in years if found.last]
    if not periods:
        return _choose_year(text, single) if single else None
    ahead = [found for found in periods if not _IS_BEHIND.match(text, found.end)] or periods
    period = max(ahead, key=lambda found: (found.form == Form.RANGE, found.first))
    # 2022年推进“十四五”规划实施要点 is for one year of the period, 迎接“十四五”2020年工作要点 for the year before.
    of_one_year = [
        found
        for found in single
        if found.form != Form.EDGE
        and not _IS_DATE.match(text, found.end)
        and (found.first in period.span or period.form == Form.FIVE_YEARS)
        and not _IS_BEHIND.match(text, found.end)
    ]
    return of_one_year[-1] if of_one_year else period


def year_in(title: str) -> int | None:
    """The year that a title is for, the first of a period; None if it names none."""
    years = find_plan_years(title)
    return years.first if years else None


def find_other_period(title: str) -> Years | None:
    """The period of another plan that a title is about: 关于落实“十四五”规划的意见."""
    text = write_digits(title)
    return next((years for years in find_years(text) if _is_of_other_plan(text, years)), None)


def find_length(title: str) -> int | None:
    """For how many years a plan is whose title names no years: three for 三年行动计划."""
    match = _LENGTH.search(write_digits(title))
    return (VALUES.get(match[1]) or int(match[1])) if match else None


def find_short_year(title: str) -> int | None:
    """The two digits of a year at an edge of a title: 22 in 22年工作要点. They need other evidence."""
    match = _SHORT_YEAR.search(title)
    return int(match[1] or match[2]) if match else None


def _choose_year(text: str, years: list[Years]) -> Years:
    if len({found.first for found in years}) > 1:
        ahead = [found for found in years if _IS_AHEAD.match(text, found.end)]
        if ahead:
            return max(ahead, key=lambda found: found.first)
    elif _NEXT_YEAR.search(text, years[0].end):
        return years[0]._replace(first=years[0].first + 1)
    return years[0]


def _is_of_other_plan(text: str, years: Years) -> bool:
    """Whether a period is that of another plan which the title is about."""
    if not years.last:
        return False
    before, after = text[: years.start], text[years.end :]
    if before.count("《") > before.count("》"):
        outside, behind = before[: before.rindex("《")], after.partition("》")[2]
        if _CARRIES_OUT.search(outside) or _FOLLOWS.search(outside):
            return True
        return not _ISSUED.match(behind) and not _ISSUES.search(outside)
    if _CARRIES_OUT.search(before) and years.form == Form.FIVE_YEARS:
        return True
    if years.form == Form.RANGE or not _PLAN_OF_YEARS.search(after):
        return bool(_JUDGED.search(after))
    return not _PLAN_AT_END.search(after)
