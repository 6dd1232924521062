"""Notices of other years that a document gives beside the year that was taken."""

from __future__ import annotations

import re

from analysis.chinese.ngrams import bigrams
from analysis.chinese.patterns import LONE_YEAR
from analysis.documents.metadata.page import Page
from analysis.documents.metadata.title_years import year_in
from analysis.documents.metadata.values import HIGH, FieldValue, Titles
from analysis.notices import Field, Kind, Notice, Source, Value

# The share of a title's pairs of characters that another title of the same plan has too.
SIMILAR = 0.7
# Titles that look back may be issued a year later; a plan for several years has no one year.
LOOKS_BACK = re.compile("总结|报告|回顾|学年|规划|纲要|行动计划")


def find_conflicts(
    page: Page, titles: Titles, issued: FieldValue, plan_years: range, source: Source, spoken: int | None
) -> list[Notice]:
    """Notices of other years; each holds the year taken and `other`.

    Args:
        page, titles, issued: the document, its titles and its date of issue.
        plan_years: the years that the plan is for.
        source: where they were read.
        spoken: the year that the text says it is for, if that is none of its title.
    """
    year = plan_years[0]

    def conflict(kind: Kind, other: int, **values: Value) -> Notice:
        return Notice.of(Field.YEAR, kind, year=year, other=other, **values)

    notices = []
    if spoken and spoken not in plan_years:
        notices.append(conflict(Kind.TEXT_GIVES_OTHER_YEAR, spoken))
    same = (t for t in (*titles.all, page.embedded.get("title", "")) if _is_same_plan(titles.own.value, t))
    of_titles = {other for title in same if (other := year_in(title)) and other not in plan_years}
    notices += [conflict(Kind.TITLE_GIVES_OTHER_YEAR, other) for other in sorted(of_titles)]
    if issued.confidence == HIGH and source in (Source.TITLE, Source.NOTICE_TITLE, Source.PAGE_TITLE):
        of_date = int(issued.value[:4])
        is_open = len(plan_years) > 1 or LOOKS_BACK.search(titles.own.value)
        if not is_open and of_date - year not in (-1, 0):
            notices.append(conflict(Kind.DATE_GIVES_OTHER_YEAR, of_date, issued=issued.value))
    of_file = {int(other) for other in LONE_YEAR.findall(page.file_stem)}
    if len(of_file) == 1 and of_file.isdisjoint(plan_years) and source != Source.FILE_NAME:
        notices.append(conflict(Kind.FILE_NAME_GIVES_OTHER_YEAR, of_file.pop(), source=source))
    return notices


def _is_same_plan(own: str, title: str) -> bool:
    """Whether a title on the page names the same plan; if not, it is a link to another."""
    if own == title or not title:
        return own == title
    own, title = (re.sub(r"\d|年", "", text) for text in (own, title))
    if own[-2:] not in title:
        return False
    pairs = bigrams(own)
    return len(pairs & bigrams(title)) >= SIMILAR * len(pairs)
