"""The year that a plan is for, and other years that its document gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from analysis.chinese.line_roles import LineRole
from analysis.chinese.ngrams import bigrams
from analysis.chinese.numerals import read_numeral
from analysis.chinese.page_fields import NUMBER_SHAPE
from analysis.chinese.patterns import ARABIC_YEAR, FIRST_MARK, HANZI_YEAR, LONE_YEAR, PART_NUMBER, SECOND_MARK
from analysis.documents.metadata.page import Page
from analysis.documents.metadata.values import HIGH, LOW, MEDIUM, FieldValue, Titles
from analysis.notices import Confidence, Field, Kind, Notice, Source, Value

_RANGE = rf"(?:\s*年?[—–~～至-]{{1,2}}\s*({ARABIC_YEAR}))?"
YEAR = re.compile(rf"({ARABIC_YEAR}){_RANGE}\s*(?:年(?!远景)|学年|(?=年?度|工作|党建|教育|党的))")
YEAR_IN_HANZI = re.compile(f"({HANZI_YEAR})年")
# What is ahead in 2019年工作总结和2020年工作思路, and in the headings of a report.
AHEAD = "(?:安排|打算|计划|思路|要点|重点|目标|任务|部署|总体要求|主要工作)"
YEAR_AHEAD = re.compile(rf"({ARABIC_YEAR})年(?!.{{0,12}}(?:总结|回顾))[^\d，。]{{0,16}}{AHEAD}")
HEADING_AHEAD = re.compile(
    rf"^(?:{FIRST_MARK}|{PART_NUMBER}部分|{SECOND_MARK})?[^\n，。]{{0,12}}?({ARABIC_YEAR})年"
    rf"(?![^\n]*(?:回顾|总结))[^\n，。]{{0,20}}(?:{AHEAD}|工作$)[^\n，。]{{0,6}}$",
    re.M,
)
OPENING_YEAR = re.compile(
    rf".{{0,24}}?({ARABIC_YEAR})年(?=是|[^，。]{{0,24}}(?:工作|思路|要求|要点|任务|目标))"
)
# A plan for 2023 writes 2023年全区教育工作的总体要求是; it also writes 2023年是……之年 in its first
# sentence, and a text with that sentence further on is for 2023 if its title names an earlier year.
SPOKEN_YEAR = re.compile(
    rf"({ARABIC_YEAR})年(?:(是)[^。\n]{{2,40}}年"
    r"|，?[^，。；：:\n\d]{0,24}(?:总体要求|总体思路|指导思想|总体目标|主要目标|工作目标|工作思路)[^，。\n]{0,2}[是为：:\n])"
)
NO_SPOKEN_YEAR_AFTER = frozenset("《“—–-")
FIRST_SENTENCE = 40
# A text's own year is looked for in so many characters; further on it speaks of other plans.
HEAD_LENGTH = 2500
# The share of a title's pairs of characters that another title of the same plan has too.
SIMILAR = 0.7
# Titles that look back may be issued a year later; a plan for several years has no one year.
LOOKS_BACK = re.compile("总结|报告|回顾|学年|规划|纲要|行动计划")


@lru_cache(1024)
def year_in(text: str) -> int | None:
    """The year that a title is for; of several years the one that is ahead."""
    years = [year for year, _ in YEAR.findall(text)]
    if len(set(years)) > 1:
        ahead = YEAR_AHEAD.findall(text)
        if ahead:
            return int(ahead[-1])
    if years:
        return int(years[0])
    hanzi = YEAR_IN_HANZI.search(text)
    return read_numeral(hanzi[1]) if hanzi else None


def read_year(page: Page, titles: Titles, issued: FieldValue, number: str) -> tuple[FieldValue, list[Notice]]:
    """The year that the plan is for, with notices of other years that the document gives."""
    title = titles.own.value
    years = _list_years(page, titles, issued, number)
    strongest = next(((source, year, sure) for source, year, sure in years if year), None)
    if strongest is None:
        return FieldValue(), []
    source, year, sure = strongest
    spoken = _find_spoken_year(page.text, title) if source in (Source.TITLE, Source.NOTICE_TITLE) else None
    if spoken and titles.of_site:
        # The site put a new year above the text, which still gives its own.
        own = year_in(title) or year
        notice = Notice.of(Field.YEAR, Kind.SITE_TITLE_GIVES_OTHER_YEAR, year=int(spoken), other=own)
        return FieldValue(spoken, Source.TEXT, LOW), [notice]
    notices = _find_conflicts(page, titles, issued, year, source, spoken)
    if any(notice.kind != Kind.FILE_NAME_GIVES_OTHER_YEAR for notice in notices):
        sure = LOW
    return FieldValue(str(year), source, sure), notices


def _list_years(
    page: Page, titles: Titles, issued: FieldValue, number: str
) -> Iterator[tuple[Source, int | None, Confidence | Literal[""]]]:
    """Each place where a year may be given, the year there and how sure it is; the strongest first."""
    yield Source.TITLE, year_in(titles.own.value), titles.own.confidence
    yield Source.HEADING, _year_of_headings(page.text), MEDIUM
    yield Source.SUBTITLE, year_in(" ".join(page.texts(LineRole.SUBTITLE))), MEDIUM
    yield Source.NOTICE_TITLE, year_in(" ".join(titles.all)), HIGH
    opening = OPENING_YEAR.match(page.text)
    yield Source.OPENING, int(opening[1]) if opening else None, MEDIUM
    dated = int(issued.value[:4]) if issued.value else None
    if issued.confidence == HIGH:
        yield Source.DATE_OF_ISSUE, dated, MEDIUM
    yield Source.PAGE_DATE, dated, LOW
    numbered = LONE_YEAR.search(number) if NUMBER_SHAPE.search(number) else None
    yield Source.NUMBER, int(numbered[0]) if numbered else None, MEDIUM
    yield Source.FILE_NAME, _year_of_stem(page.file_stem), LOW
    yield Source.FOLDER_NAME, next(filter(None, map(_year_of_stem, page.folders)), None), LOW


def _year_of_headings(text: str) -> int | None:
    """The year that a report's headings look ahead to: 二、2022年工作安排."""
    return max((int(year) for year in HEADING_AHEAD.findall(text)), default=None)


def _year_of_stem(stem: str) -> int | None:
    years = set(LONE_YEAR.findall(stem))
    return int(years.pop()) if len(years) == 1 else None


def _find_spoken_year(text: str, title: str) -> str | None:
    """The year that the text says it is for, if the title names none of the years in the text."""
    year = year_in(title) or 0
    years = [
        match[1]
        for match in SPOKEN_YEAR.finditer(text, 0, HEAD_LENGTH)
        if text[match.start() - 1 : match.start()] not in NO_SPOKEN_YEAR_AFTER
        and (not match[2] or match.start() < FIRST_SENTENCE or int(match[1]) > year)
    ]
    of_title = {year for first_and_last in YEAR.findall(title) for year in first_and_last} | {str(year)}
    if not years or of_title & set(years):
        return None
    return max(years, key=lambda year: (years.count(year), year))


def _find_conflicts(
    page: Page, titles: Titles, issued: FieldValue, year: int, source: Source, spoken: str | None
) -> list[Notice]:
    """Notices of other years that the document gives; each holds the year taken and `other`."""

    def conflict(kind: Kind, other: int, **values: Value) -> Notice:
        return Notice.of(Field.YEAR, kind, year=year, other=other, **values)

    notices = []
    if spoken:
        notices.append(conflict(Kind.TEXT_GIVES_OTHER_YEAR, int(spoken)))
    same = (t for t in (*titles.all, page.embedded.get("title", "")) if _is_same_plan(titles.own.value, t))
    of_titles = {other for title in same if (other := year_in(title))} - {year}
    notices += [conflict(Kind.TITLE_GIVES_OTHER_YEAR, other) for other in sorted(of_titles)]
    if issued.confidence == HIGH and source in (Source.TITLE, Source.NOTICE_TITLE):
        of_date = int(issued.value[:4])
        looks_back = bool(LOOKS_BACK.search(titles.own.value))
        if not looks_back and of_date - year not in (-1, 0):
            notices.append(conflict(Kind.DATE_GIVES_OTHER_YEAR, of_date, issued=issued.value))
    of_file = _year_of_stem(page.file_stem)
    if of_file and of_file != year and source != Source.FILE_NAME:
        notices.append(conflict(Kind.FILE_NAME_GIVES_OTHER_YEAR, of_file, source=source))
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
