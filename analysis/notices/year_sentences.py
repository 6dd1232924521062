"""Sentences on the years that a plan is for: a period, a year that was inferred, a year that is not known."""

from __future__ import annotations

from analysis.notices.kinds import Kind
from analysis.notices.sentence import Sentence

YEAR_SENTENCES = {
    Kind.PERIOD: Sentence(
        "这是{year}—{end}年的多年计划；按年份统计时只计入{year}年。",
        "the plan is for {year}–{end}; in results by year it counts in {year} only.",
    ),
    Kind.PERIOD_INFERRED: Sentence(
        "标题没有写明起止年份；根据日期和正文推断为{year}—{end}年，按年份统计时只计入{year}年。",
        "the title gives no years for this plan of several; {year}–{end} is inferred from date and text. "
        "In results by year it counts in {year} only.",
    ),
    Kind.END_OF_PERIOD_OPEN: Sentence(
        "这是{length}年的计划，但没有写明到哪一年为止；按年份统计时只计入{year}年。",
        "the plan is for {length} years, but its last year is not stated; in results by year it counts in "
        "{year} only.",
    ),
    Kind.PERIOD_OF_OTHER_PLAN: Sentence(
        "标题提到的{first}—{last}年是另一份规划的规划期；这份文件计入{year}年。",
        "the title names a plan for {first}–{last}, but this is another document; it counts in {year}.",
    ),
    Kind.DATED_IN_DECEMBER: Sentence(
        "没有写明年份；成文或发布日期是{issued}，12月的年度计划一般属于下一年，所以计入{year}年。",
        "no year is stated; it is dated {issued}, and a yearly plan of December is usually for the next year, "
        "so that it counts in {year}.",
    ),
    Kind.NO_YEAR_RECOGNISED: Sentence(
        "没有认出是哪一年的计划；文件（包括文件名）里提到{years}。",
        "no year was recognised as the plan's; the file (or its name) mentions {years}.",
    ),
    Kind.NO_YEAR: Sentence(
        "没有认出是哪一年的计划；文件和文件名里没有四位数的年份。",
        "no year was recognised; neither the file nor its name mentions one in four digits.",
    ),
}
