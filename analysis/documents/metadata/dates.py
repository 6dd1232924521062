"""The year that a plan is for, its date of issue, and where they contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from analysis.chinese.line_roles import LineRole
from analysis.chinese.ngrams import bigrams
from analysis.chinese.numerals import TENS, read_numeral
from analysis.chinese.page_fields import POSTED, SIGNED
from analysis.chinese.patterns import ARABIC_YEAR, FIRST_MARK, HANZI_YEAR, LONE_YEAR, PART_NUMBER, SECOND_MARK
from analysis.documents.metadata.record import HIGH, LOW, MEDIUM, NUMBER, Found, Page, Titles, tidy
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
# 2023年全区教育工作的总体要求是 is said by a plan for that year; 2023年是……之年 is by its first
# sentence, or where that year is still ahead.
STATED = re.compile(
    rf"({ARABIC_YEAR})年(?:(是)[^。\n]{{2,40}}年"
    r"|，?[^，。；：:\n\d]{0,24}(?:总体要求|总体思路|指导思想|总体目标|主要目标|工作目标|工作思路)[^，。\n]{0,2}[是为：:\n])"
)
NOT_STATED = frozenset("《“—–-")
FIRST_SENTENCE = 40
# How far into a text its own year is looked for; further on it speaks of other plans.
HEAD_LENGTH = 2500
DATE = re.compile(rf"({ARABIC_YEAR})\s*[年./-]\s*(\d{{1,2}})\s*[月./-]\s*(\d{{1,2}})")
MONTH = re.compile(rf"({ARABIC_YEAR})\s*年\s*(\d{{1,2}})\s*月(?!\s*\d)")
HANZI_MONTH = re.compile(f"({HANZI_YEAR})年([{TENS}元]{{1,2}})月(?!.{{1,3}}日)")
HANZI_DATE = re.compile(f"({HANZI_YEAR})年([{TENS}元]{{1,2}})月([{TENS}]{{1,3}})日")
# Of the pairs of characters in a title, so many come again in another title of the same plan.
ALIKE = 0.7
# Titles that look back may be issued a year later; a plan for several years has no one year.
LOOKS_BACK = re.compile("总结|报告|回顾|学年|规划|纲要|行动计划")


@lru_cache(1024)
def year_in(text: str) -> int | None:
    """The year that a title is for; of several the one that is ahead."""
    found = YEAR.findall(text)
    if len({year for year, _ in found}) > 1:
        ahead = YEAR_AHEAD.findall(text)
        if ahead:
            return int(ahead[-1])
    if found:
        return int(found[0][0])
    hanzi = YEAR_IN_HANZI.search(text)
    return read_numeral(hanzi[1]) if hanzi else None


def read_year(page: Page, titles: Titles, issued: Found, number: str) -> tuple[Found, list[Notice]]:
    """The year the plan is for, and what contradicts it."""
    title = titles.own.value
    years = _list_years(page, titles, issued, number)
    strongest = next(((source, year, sure) for source, year, sure in years if year), None)
    if strongest is None:
        return Found(), []
    source, year, sure = strongest
    stated = _stated(page.text, title) if source in (Source.TITLE, Source.NOTICE_TITLE) else None
    if stated and titles.of_site:
        # The site gave the text a new year; the text still says its own.
        own, kind = year_in(title) or year, Kind.SITE_TITLE_GIVES_OTHER_YEAR
        notice = Notice.of(Field.YEAR, kind, year=int(stated), other=own)
        return Found(stated, Source.TEXT, LOW), [notice]
    notices = _find_conflicts(page, titles, issued, year, source, stated)
    if any(notice.kind != Kind.FILE_NAME_GIVES_OTHER_YEAR for notice in notices):
        sure = LOW
    return Found(str(year), source, sure), notices


def _list_years(
    page: Page, titles: Titles, issued: Found, number: str
) -> Iterator[tuple[Source, int | None, Confidence | Literal[""]]]:
    """Where a year may stand, the year that stands there and how sure it is; the strongest first."""
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
    numbered = LONE_YEAR.search(number) if NUMBER.search(number) else None
    yield Source.NUMBER, int(numbered[0]) if numbered else None, MEDIUM
    yield Source.FILE_NAME, _year_of_stem(page.file_stem), LOW


def _year_of_headings(text: str) -> int | None:
    """The year that a report's headings look ahead to: 二、2022年工作安排."""
    return max((int(year) for year in HEADING_AHEAD.findall(text)), default=None)


def _year_of_stem(stem: str) -> int | None:
    years = set(LONE_YEAR.findall(stem))
    return int(years.pop()) if len(years) == 1 else None


def _stated(text: str, title: str) -> str | None:
    """The year that the text says it is for, where the title names none of the years it says."""
    year = year_in(title) or 0
    said = [
        found[1]
        for found in STATED.finditer(text, 0, HEAD_LENGTH)
        if text[found.start() - 1 : found.start()] not in NOT_STATED
        and (not found[2] or found.start() < FIRST_SENTENCE or int(found[1]) > year)
    ]
    of_title = {year for found in YEAR.findall(title) for year in found} | {str(year)}
    if not said or of_title & set(said):
        return None
    return max(said, key=lambda year: (said.count(year), year))


def _find_conflicts(
    page: Page, titles: Titles, issued: Found, year: int, source: Source, stated: str | None
) -> list[Notice]:
    """Notices of other years that the document gives; each has the year taken and `other`."""

    def conflict(kind: Kind, other: int, **values: Value) -> Notice:
        return Notice.of(Field.YEAR, kind, year=year, other=other, **values)

    notices = []
    if stated:
        notices.append(conflict(Kind.TEXT_GIVES_OTHER_YEAR, int(stated)))
    near = (t for t in (*titles.all, page.embedded.get("title", "")) if _is_alike(titles.own.value, t))
    of_titles = {other for title in near if (other := year_in(title))} - {year}
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


def _is_alike(own: str, other: str) -> bool:
    """Whether another title on the page is for the same plan, and no link to another one."""
    if own == other or not other:
        return own == other
    own, other = (re.sub(r"\d|年", "", title) for title in (own, other))
    if own[-2:] not in other:
        return False
    pairs = bigrams(own)
    return len(pairs & bigrams(other)) >= ALIKE * len(pairs)


def read_issued(page: Page) -> tuple[Found, list[Notice]]:
    """The date of issue, and whether the page says another."""
    lines = (
        (LineRole.DATE, Source.DATE_LINE, HIGH),
        (LineRole.SIGNATURE, Source.SIGNATURE, HIGH),
        (LineRole.IMPRINT, Source.IMPRINT, HIGH),
        (LineRole.SUBTITLE, Source.SUBTITLE, MEDIUM),
    )
    found = _first_date((page.texts(r), source, sure) for r, source, sure in lines)
    on_page = _first_date([(page.facts.get(SIGNED, []), Source.PAGE_INFORMATION, HIGH)])
    if found.value and on_page.value and found.value[:4] != on_page.value[:4]:
        notice = Notice.of(
            Field.ISSUED,
            Kind.PAGE_GIVES_OTHER_DATE,
            source=found.source,
            issued=found.value,
            other=on_page.value,
        )
        return found._replace(confidence=LOW), [notice]
    posted = (
        (page.facts.get(POSTED, []), Source.PAGE_INFORMATION, MEDIUM),
        (page.texts(LineRole.PAGE_INFO), Source.PAGE_INFORMATION, MEDIUM),
        ([page.embedded.get("issued", "")], Source.PAGE, MEDIUM),
        (page.texts(LineRole.SITE), Source.PAGE, LOW),
    )
    # A day that is told by the page says more than a month that is told by the document.
    if found.value and (len(found.value) == 10 or not on_page.value):
        return found, []
    return (on_page if on_page.value else _first_date(posted)), []


def _first_date(places: Iterable[tuple[list[str], Source, Confidence]]) -> Found:
    """The first full date in the order of places; else the first month."""
    months = []
    for texts, source, sure in places:
        for text in texts:
            date = _date(text)
            if len(date) == 10:
                return Found(date, source, sure)
            if date:
                months.append(Found(date, source, MEDIUM if sure == HIGH else sure))
    return months[0] if months else Found()


def _date(text: str) -> str:
    """YYYY-MM-DD, or YYYY-MM where no day is told; empty for no date."""
    text = tidy(text)
    if plain := DATE.search(text):
        parts = [int(part) for part in plain.groups()]
    elif hanzi := HANZI_DATE.search(text):
        year = read_numeral(hanzi[1])
        parts = [year, read_numeral(hanzi[2]), read_numeral(hanzi[3])]
    elif month := MONTH.search(text):
        parts = [int(part) for part in month.groups()]
    elif month := HANZI_MONTH.search(text):
        parts = [read_numeral(month[1]), read_numeral(month[2])]
    else:
        return ""
    if not 1 <= parts[1] <= 12 or not 1 <= parts[-1] <= (31 if len(parts) == 3 else 12):
        return ""
    return f"{parts[0]:04d}" + "".join(f"-{part:02d}" for part in parts[1:])
