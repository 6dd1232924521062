"""The year that a plan is for, its date of issue, and where they contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from analysis.chinese import line_roles as role
from analysis.chinese.ngrams import bigrams
from analysis.chinese.numerals import TENS, read_numeral
from analysis.chinese.page_fields import POSTED, SIGNED
from analysis.chinese.patterns import ARABIC_YEAR, FIRST_MARK, HANZI_YEAR, LONE_YEAR, PART_NUMBER, SECOND_MARK
from analysis.documents.metadata.record import HIGH, LOW, MEDIUM, NUMBER, Found, Page, Titles, tidy

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
NO_YEAR: tuple[str, None, str] = ("", None, "")
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


def read_year(page: Page, titles: Titles, issued: Found, number: str) -> tuple[Found, list[str]]:
    """The year the plan is for, and what contradicts it."""
    title = titles.own.value
    source, year, sure = next((c for c in _years(page, titles, issued, number) if c[1]), NO_YEAR)
    if year is None:
        return Found(), []
    stated = _stated(page.text, title) if source in ("title", "notice title") else None
    if stated and titles.of_site:
        # The site gave the text a new year; the text still says its own.
        source, year, stated = "text", int(stated), None
        warnings = [f"year: the page's title says {year_in(title)}, but the text speaks of {year}."]
        return Found(str(year), source, LOW), warnings
    warnings = _conflicts(page, titles, issued, int(year), source, stated)
    if any(not warning.startswith("year: the file") for warning in warnings):
        sure = LOW
    return Found(str(year), source, sure), warnings


def _years(page: Page, titles: Titles, issued: Found, number: str) -> Iterator[tuple[str, int | None, str]]:
    """Where a year is told, that year and how sure it is; the strongest first."""
    yield "title", year_in(titles.own.value), titles.own.confidence
    yield "heading", _year_of_headings(page.text), MEDIUM
    yield "subtitle", year_in(" ".join(page.texts(role.SUBTITLE))), MEDIUM
    yield "notice title", year_in(" ".join(titles.all)), HIGH
    opening = OPENING_YEAR.match(page.text)
    yield "opening", int(opening[1]) if opening else None, MEDIUM
    dated = int(issued.value[:4]) if issued.value else None
    if issued.confidence == HIGH:
        yield "date of issue", dated, MEDIUM
    yield "page date", dated, LOW
    numbered = LONE_YEAR.search(number) if NUMBER.search(number) else None
    yield "number", int(numbered[0]) if numbered else None, MEDIUM
    yield "file name", _year_of_stem(page.file_stem), LOW


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


def _conflicts(
    page: Page, titles: Titles, issued: Found, year: int, source: str, stated: str | None
) -> list[str]:
    """Sentences on what else the document says of its year."""
    warnings = []
    if stated:
        warnings.append(f"year: the title says {year}, but the text speaks of {stated}.")
    near = (t for t in (*titles.all, page.told.get("title", "")) if _is_alike(titles.own.value, t))
    others = {year_in(title) for title in near} - {None, year}
    warnings += [
        f"year: the text says {year}, but another title on the page says {other}."
        for other in sorted(other for other in others if other is not None)
    ]
    if issued.confidence == HIGH and source in ("title", "notice title"):
        late = int(issued.value[:4]) - year
        looks_back = bool(LOOKS_BACK.search(titles.own.value))
        if not looks_back and late not in (-1, 0):
            warnings.append(f"year: the title says {year}, but it is dated {issued.value}.")
    of_file = _year_of_stem(page.file_stem)
    if of_file and of_file != year and source != "file name":
        warnings.append(f"year: the file's name says {of_file}, but its {source} says {year}.")
    return warnings


def _is_alike(own: str, other: str) -> bool:
    """Whether another title on the page is for the same plan, and no link to another one."""
    if own == other or not other:
        return own == other
    own, other = (re.sub(r"\d|年", "", title) for title in (own, other))
    if own[-2:] not in other:
        return False
    pairs = bigrams(own)
    return len(pairs & bigrams(other)) >= ALIKE * len(pairs)


def read_issued(page: Page) -> tuple[Found, list[str]]:
    """The date of issue, and whether the page says another."""
    lines = (
        (role.DATE, "date line", HIGH),
        (role.SIGNATURE, "signature", HIGH),
        (role.IMPRINT, "imprint", HIGH),
        (role.SUBTITLE, "subtitle", MEDIUM),
    )
    found = _first_date((page.texts(r), source, sure) for r, source, sure in lines)
    on_page = _first_date([(page.facts.get(SIGNED, []), "page information", HIGH)])
    if found.value and on_page.value and found.value[:4] != on_page.value[:4]:
        warning = f"issued: the {found.source} says {found.value}, but the page says {on_page.value}."
        return found._replace(confidence=LOW), [warning]
    posted = (
        (page.facts.get(POSTED, []), "page information", MEDIUM),
        (page.texts(role.PAGE_INFO), "page information", MEDIUM),
        ([page.told.get("issued", "")], "page", MEDIUM),
        (page.texts(role.SITE), "page", LOW),
    )
    # A day that is told by the page says more than a month that is told by the document.
    if found.value and (len(found.value) == 10 or not on_page.value):
        return found, []
    return (on_page if on_page.value else _first_date(posted)), []


def _first_date(places: Iterable[tuple[list[str], str, str]]) -> Found:
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
