"""The year or period that a plan is for, from the strongest evidence of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from analysis.chinese.characters import ONE_HANZI
from analysis.chinese.line_roles import LineRole
from analysis.chinese.page_fields import NUMBER_SHAPE
from analysis.chinese.patterns import LONE_YEAR
from analysis.documents.metadata import text_years
from analysis.documents.metadata.page import Page
from analysis.documents.metadata.title_years import (
    find_length,
    find_other_period,
    find_plan_years,
    find_short_year,
)
from analysis.documents.metadata.values import HIGH, LOW, MEDIUM, FieldValue, Titles
from analysis.documents.metadata.year_conflicts import find_conflicts
from analysis.notices import Confidence, Field, Kind, Notice, Source

# A plan for one year that is dated in December is for the year that follows; a decision or an opinion is not.
FOR_NEXT_YEAR = re.compile("要点|计划|思路|打算|安排|谋划|设想")
LOOKS_BACK = re.compile("总结|报告|回顾|学年")
# The years in two digits that are of the last century: 98年工作要点.
LAST_CENTURY = 78


class PlanYears(NamedTuple):
    """What was read of the year or period that a plan is for.

    Attributes:
        year: the year, or the first year of the period.
        year_end: the last year of the period; None for a plan of one year.
        notices: of what is doubtful, and that the plan is for a period.
    """

    year: FieldValue
    year_end: int | None
    notices: list[Notice]


class _Evidence(NamedTuple):
    """A place where a year or period is given, and how sure it is there."""

    source: Source
    first: int
    sure: Confidence | Literal[""]
    last: int | None = None
    notices: tuple[Notice, ...] = ()


def read_year(page: Page, titles: Titles, issued: FieldValue, number: str) -> PlanYears:
    """The year or period that the plan is for, with notices of other years that the document gives."""
    title = titles.own.value
    best = next(_list_evidence(page, titles, issued, number), None)
    if best is None:
        return PlanYears(FieldValue(), None, [_write_mentions(page, titles)])
    in_title = best.source in (Source.TITLE, Source.NOTICE_TITLE, Source.PAGE_TITLE)
    spoken = text_years.find_spoken_year(page.text, title) if in_title else None
    if spoken and titles.of_site:
        # The site put a new year above the text, which still gives its own.
        notice = Notice.of(Field.YEAR, Kind.SITE_TITLE_GIVES_OTHER_YEAR, year=spoken, other=best.first)
        return PlanYears(FieldValue(str(spoken), Source.TEXT, LOW), None, [notice])
    length = None if best.last or in_title else find_length(title)
    if length:
        best = _add_end(best, page, length)
    plan_years = range(best.first, (best.last or best.first) + 1)
    conflicts = find_conflicts(page, titles, issued, plan_years, best.source, spoken)
    contradicted = any(notice.kind != Kind.FILE_NAME_GIVES_OTHER_YEAR for notice in conflicts)
    year = FieldValue(str(best.first), best.source, LOW if contradicted else best.sure)
    return PlanYears(year, best.last, [*conflicts, *best.notices, *_describe_period(best, title, length)])


def _list_evidence(page: Page, titles: Titles, issued: FieldValue, number: str) -> Iterator[_Evidence]:
    """Each place where a year is given, the strongest first."""
    title = titles.own
    source = Source.TITLE
    if title.source and title.source in (Source.FILE_NAME, Source.PAGE_TITLE):
        source = title.source
    yield from _read_titles(source, title.value, title.confidence)
    short = find_short_year(title.value)
    if short is not None and _is_borne_out(_add_century(short), page, issued, number):
        yield _Evidence(source, _add_century(short), MEDIUM if title.confidence != LOW else LOW)
    length = find_length(title.value)
    if length:
        # The notice may write out the years of a plan that calls itself only 三年行动计划.
        yield from _read_titles(Source.NOTICE_TITLE, " ".join(titles.all), HIGH)
        yield from _read_titles(Source.SUBTITLE, " ".join(page.texts(LineRole.SUBTITLE)), MEDIUM)
    period = text_years.find_period(page.text, length)
    if period:
        yield _Evidence(Source.TEXT, period.first, MEDIUM, period.last)
    start = text_years.find_start(page.text) if length else None
    if start:
        yield _Evidence(Source.TEXT, start, MEDIUM)
    heading = None if length else text_years.find_heading_year(page.text)
    if heading:
        yield _Evidence(Source.HEADING, heading, MEDIUM)
    yield from _read_titles(Source.SUBTITLE, " ".join(page.texts(LineRole.SUBTITLE)), MEDIUM)
    yield from _read_titles(Source.NOTICE_TITLE, " ".join(titles.all), HIGH)
    opening = text_years.find_opening_year(page.text)
    if opening:
        yield _Evidence(Source.OPENING, opening, MEDIUM)
    if issued.value:
        yield _read_date_of_issue(page, title.value, issued)
    numbered = LONE_YEAR.search(number) if NUMBER_SHAPE.search(number) else None
    if numbered:
        yield _Evidence(Source.NUMBER, int(numbered[0]), MEDIUM)
    yield from _read_names(Source.FILE_NAME, (page.file_stem,))
    yield from _read_names(Source.FOLDER_NAME, page.folders)
    if short is not None:
        yield _Evidence(source, _add_century(short), LOW)


def _read_titles(source: Source, titles: str, sure: Confidence | Literal[""]) -> Iterator[_Evidence]:
    years = find_plan_years(titles)
    if years:
        yield _Evidence(source, years.first, sure, years.last)


def _add_century(short: int) -> int:
    """The year that two digits stand for: 22 for 2022."""
    return short + (1900 if short >= LAST_CENTURY else 2000)


def _is_borne_out(year: int, page: Page, issued: FieldValue, number: str) -> bool:
    """Whether the date of issue, the number, the text or the file's name agrees with a year in two digits."""
    if issued.value and year - int(issued.value[:4]) in (0, 1):
        return True
    return any(str(year) in text for text in (page.text, number, page.file_stem, *page.folders))


def _read_date_of_issue(page: Page, title: str, issued: FieldValue) -> _Evidence:
    """The year of the date of issue; of a plan that is dated in December the year that follows."""
    dated = int(issued.value[:4])
    own_date = issued.confidence == HIGH
    source, sure = (Source.DATE_OF_ISSUE, MEDIUM) if own_date else (Source.PAGE_DATE, LOW)
    in_december = issued.value[5:7] == "12" and FOR_NEXT_YEAR.search(title) and not LOOKS_BACK.search(title)
    if not in_december or page.text.count(str(dated)) > page.text.count(str(dated + 1)):
        return _Evidence(source, dated, sure)
    notice = Notice.of(Field.YEAR, Kind.DATED_IN_DECEMBER, year=dated + 1, issued=issued.value)
    return _Evidence(source, dated + 1, LOW, notices=(notice,))


def _read_names(source: Source, names: tuple[str, ...]) -> Iterator[_Evidence]:
    """The year in the name of a file or a folder; a period only in a name with words."""
    for name in names:
        years = {int(year) for year in LONE_YEAR.findall(name)}
        if len(years) == 1:
            yield _Evidence(source, years.pop(), LOW)
        elif ONE_HANZI.search(name):
            yield from _read_titles(source, name, LOW)


def _add_end(evidence: _Evidence, page: Page, length: int) -> _Evidence:
    """The evidence for the first year of a 三年行动计划, with the last year that the text implies."""
    last = text_years.find_end(page.text, evidence.first, length)
    return evidence._replace(last=last, sure=LOW)


def _describe_period(evidence: _Evidence, title: str, length: int | None) -> Iterator[Notice]:
    """Notices that a plan is for a period, or speaks of the period of another plan."""
    if evidence.last and length:
        yield Notice.of(Field.YEAR, Kind.PERIOD_INFERRED, year=evidence.first, end=evidence.last)
    elif evidence.last:
        yield Notice.of(Field.YEAR, Kind.PERIOD, year=evidence.first, end=evidence.last)
    elif length:
        yield Notice.of(Field.YEAR, Kind.END_OF_PERIOD_OPEN, year=evidence.first, length=length)
    elif evidence.source != Source.TITLE and (other := find_other_period(title)):
        first, last = other.first, other.last or other.first
        yield Notice.of(Field.YEAR, Kind.PERIOD_OF_OTHER_PLAN, year=evidence.first, first=first, last=last)


def _write_mentions(page: Page, titles: Titles) -> Notice:
    """The notice that no year was recognised, with the years that are mentioned somewhere."""
    furniture = (line.text for line in page.lines)
    mentioned = tuple(
        f"{year} ({n}×)"
        for year, n in text_years.count_years((page.text, *furniture, page.file_stem, *page.folders))
    )
    if not mentioned:
        return Notice.of(Field.YEAR, Kind.NO_YEAR)
    return Notice.of(Field.YEAR, Kind.NO_YEAR_RECOGNISED, years=mentioned)
