"""The body that issued a document, and the document's official number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.chinese import line_roles as role
from analysis.chinese.characters import HANZI
from analysis.chinese.line_roles import LineRole
from analysis.chinese.numerals import TENS
from analysis.chinese.page_fields import ISSUER, PUBLISHER, SOURCE
from analysis.chinese.page_fields import NUMBER as NUMBER_FACT
from analysis.chinese.patterns import ARABIC_YEAR, YEAR, YEAR_CLOSES, YEAR_OPENS
from analysis.documents.cleaning import Line
from analysis.documents.metadata.record import (
    HIGH,
    LOW,
    MEDIUM,
    NUMBER,
    Found,
    Page,
    Titles,
    names_place,
    tidy,
)
from analysis.notices import Field, Kind, Notice, Source

TITLE_ISSUER = re.compile(rf"([{HANZI}（）]{{3,38}}?{role.ORGAN})(?=关于|印发|{YEAR})")
# 2022年某区教育局党建工作要点: the organ stands behind the year.
YEAR_ISSUER = re.compile(
    rf"{ARABIC_YEAR}年度?(?!关于)([{HANZI}]{{3,30}}?{role.ORGAN})(?<!中小学)(?=[{HANZI}]{{2,20}}$)"
)
BYLINE = re.compile(r"(.{2,20}人民政府)(?:代?[省市区县州旗盟]长|代?主席)")
# ——2022年1月10日在某县第十七届人民代表大会第一次会议上, spoken by its 县长.
ASSEMBLY = re.compile(
    rf"在([{HANZI}]{{1,20}}?(?:[省市区县州旗盟]|自治区))第[{TENS}]+届[^{HANZI}]*人民代表大会"
)
SEAL = re.compile(rf"{role.SEAL}$")
SPEAKS = re.compile(rf"我(?:谨|受)?代表([{HANZI}]{{2,20}}?人民政府)")
HEAD_OF_GOVERNMENT = re.compile(rf"代?(?:[省市区县州旗盟]长|主席)\s*[{HANZI}·]")
SCHOOL = re.compile(rf"^([{HANZI}]{{4,30}}(?:学校|小学|中学|幼儿园|学院|中心校))(?:$|\s*版权所有)")
# How far into a report it says for whom it speaks.
GREETING_LENGTH = 200
NOT_NUMBER = re.compile(r"签发人.*|\s+")
BRACKETS = re.compile(rf"{YEAR_OPENS}({ARABIC_YEAR}){YEAR_CLOSES}")
FILE_END = re.compile(r"\s*(?:公\s*)?文\s*件$")
ORGAN_END = re.compile(rf"{role.ORGAN}$")


def read_issuer(page: Page, titles: Titles) -> Found:
    """The issuing body, from the red header down to the page's source."""
    signed = _red_header(page) or _signature(page)
    if signed:
        return signed
    if titles.own.value.endswith("政府工作报告") and (speaker := _speaker(page)):
        return speaker
    named = _page_issuer(page)
    titled = _title_issuer(titles)
    if named and (named.confidence == HIGH or not titled):
        return named
    return titled or _speaker(page) or _source(page) or _school(page) or Found()


def _red_header(page: Page) -> Found | None:
    """The organ, or the organs one below the other, whose 文件 this is."""
    last = max((i for i, line in enumerate(page.lines) if line.role == LineRole.HEADER), default=-1)
    if last < 0:
        return None
    first = last
    while first and page.lines[first - 1].role in (LineRole.HEADER, LineRole.SIGNATURE):
        first -= 1
    names = [FILE_END.sub("", tidy(line.text)) for line in page.lines[first : last + 1]]
    organ = "、".join(dict.fromkeys(filter(None, names)))
    return Found(organ, Source.RED_HEADER, HIGH if names_place(organ) or len(organ) > 6 else MEDIUM)


def _signature(page: Page) -> Found | None:
    """The organs that sign; one that only prints, or the name of a site's owner, is passed over."""
    of_site: Found | None = None
    for first, last in _runs_of_signatures(page.lines):
        if last + 1 < len(page.lines) and page.lines[last + 1].role == LineRole.IMPRINT:
            last -= 1
        lines = page.lines[first : last + 1]
        if not lines:
            continue
        organ = "、".join(dict.fromkeys(_signing(line.text) for line in lines))
        if _heads_site(page.lines, last):
            of_site = of_site or Found(organ, Source.PAGE, LOW)
        else:
            return Found(organ, Source.SIGNATURE, HIGH if names_place(organ) else MEDIUM)
    return of_site


def _runs_of_signatures(lines: tuple[Line, ...]) -> Iterator[tuple[int, int]]:
    """First and last of the signature lines that stand together; a date between them ends a run."""
    first = None
    for i, line in enumerate(lines):
        if line.role == LineRole.SIGNATURE:
            first = i if first is None else first
            if i + 1 == len(lines) or lines[i + 1].role != LineRole.SIGNATURE:
                yield first, i
                first = None


def _signing(text: str) -> str:
    text = SEAL.sub("", text)
    dated = role.SIGNED.match(tidy(text))
    return dated[1] if dated else _organs(text)


def _heads_site(lines: tuple[Line, ...], i: int) -> bool:
    """Whether an organ's name stands above the page's navigation, as the name of the site."""
    for line in lines[i + 1 : i + 4]:
        if line.role in (LineRole.TITLE, LineRole.DATE, LineRole.SIGNATURE, LineRole.NUMBER):
            return False
        if line.role in (LineRole.SITE, LineRole.PAGE_INFO):
            return True
    return False


def _organs(text: str) -> str:
    """The organ that signs, or the organs, where several stand in one line."""
    parts = text.split()
    if all(len(part) > 4 and role.NAMED_ORGAN.match(part) for part in parts):
        return "、".join(parts)
    return tidy(text)


def _page_issuer(page: Page) -> Found | None:
    """What the page's table of facts, or the file itself, says; 县教育局 says less than a full name."""
    for source, organ in (
        (Source.PAGE_INFORMATION, page.fact(ISSUER)),
        (Source.PAGE_INFORMATION, page.fact(PUBLISHER)),
        (Source.PAGE, tidy(page.embedded.get("issuer", ""))),
    ):
        if organ and ORGAN_END.search(organ):
            full = names_place(organ) and source != Source.PAGE
            return Found(organ, source, HIGH if full else MEDIUM)
    return None


def _title_issuer(titles: Titles) -> Found | None:
    for title in (*titles.all, titles.own.value):
        named = TITLE_ISSUER.match(title)
        if named:
            return Found(named[1], Source.TITLE, MEDIUM)
    for title in (*titles.all, titles.own.value):
        named = YEAR_ISSUER.match(title)
        if named and names_place(named[1]):
            return Found(named[1], Source.TITLE, MEDIUM)
    return None


def _speaker(page: Page) -> Found | None:
    """The government that a report is given for, by its byline or by the assembly that hears it."""
    said = [tidy(text) for text in page.texts(LineRole.SUBTITLE)]
    byline = next((found for text in said if (found := BYLINE.match(text))), None)
    if byline and names_place(byline[1]):
        return Found(byline[1], Source.SUBTITLE, MEDIUM)
    assembly = ASSEMBLY.search("".join(said))
    if assembly and any(HEAD_OF_GOVERNMENT.search(text) for text in said):
        return Found(f"{assembly[1]}人民政府", Source.SUBTITLE, MEDIUM)
    speaks = SPEAKS.search(page.text, 0, GREETING_LENGTH)
    if speaks and names_place(speaks[1]):
        return Found(speaks[1], Source.TEXT, MEDIUM)
    return Found(byline[1], Source.SUBTITLE, MEDIUM) if byline else None


def _source(page: Page) -> Found | None:
    """来源：某市某区教育局 is the last resort; a newspaper is no issuer."""
    for organ in (page.fact(SOURCE), tidy(page.embedded.get("source", ""))):
        if role.NAMED_ORGAN.match(organ) and names_place(organ):
            return Found(organ, Source.PAGE, LOW)
    return None


def _school(page: Page) -> Found | None:
    """A school whose own site this is: its name heads the page or holds the rights."""
    names = [
        name
        for line in page.lines
        if line.role in (LineRole.SITE, LineRole.FOOTER)
        for name in SCHOOL.findall(tidy(line.text))
        if names_place(name)
    ]
    return Found(max(names, key=len), Source.PAGE, LOW) if names else None


def read_number(page: Page) -> tuple[Found, list[Notice]]:
    """The official number, and whether the page says another."""
    printed = [_number(text) for text in page.texts(LineRole.NUMBER)]
    on_page = [_number(text) for text in page.facts.get(NUMBER_FACT, ())]
    told = _number(page.embedded.get("number", ""))
    for numbers, source in ((printed, Source.NUMBER_LINE), (on_page, Source.PAGE_INFORMATION)):
        number = next(filter(None, numbers), "")
        if number:
            other = next((n for n in on_page if n and _bare(n) != _bare(number)), "")
            if not other:
                return Found(number, source, HIGH), []
            notice = Notice.of(Field.NUMBER, Kind.PAGE_GIVES_OTHER_NUMBER, number=number, other=other)
            return Found(number, source, LOW), [notice]
    return (Found(told, Source.PAGE, MEDIUM) if told else Found()), []


def _number(text: str) -> str:
    text = NOT_NUMBER.sub("", text).strip("（）()")
    found = NUMBER.search(text)
    if not found:
        return ""
    return BRACKETS.sub(r"〔\1〕", found[0])


def _bare(number: str) -> str:
    return "".join(c for c in number if c.isalnum() and c != "第")
