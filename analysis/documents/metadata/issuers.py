"""The body that issued a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.chinese import line_roles
from analysis.chinese.characters import HANZI
from analysis.chinese.line_roles import LineRole
from analysis.chinese.numerals import TENS
from analysis.chinese.page_fields import ISSUER, PUBLISHER, SOURCE
from analysis.chinese.patterns import ARABIC_YEAR, YEAR
from analysis.documents.cleaning import Line
from analysis.documents.metadata.page import Page, names_author, names_place, tidy
from analysis.documents.metadata.values import HIGH, LOW, MEDIUM, FieldValue, Titles
from analysis.notices import Source

TITLE_ISSUER = re.compile(
    rf"([{HANZI}（）]{{2,38}}?(?:{line_roles.ORGAN}|(?<=中共)中央))(?=关于|印发|转发|批转|对(?![口外标接])|{YEAR})"
)
# 2022年某区教育局党建工作要点: the organ comes after the year.
YEAR_ISSUER = re.compile(
    rf"{ARABIC_YEAR}年度?(?!关于)([{HANZI}]{{3,30}}?{line_roles.ORGAN})(?<!中小学)(?=[{HANZI}]{{2,20}}$)"
)
BYLINE = re.compile(r"(.{2,20}人民政府)(?:代?[省市区县州旗盟]长|代?主席)")
# ——2022年1月10日在某县第十七届人民代表大会第一次会议上, spoken by its 县长.
ASSEMBLY = re.compile(
    rf"在([{HANZI}]{{1,20}}?(?:[省市区县州旗盟]|自治区))第[{TENS}]+届[^{HANZI}]*人民代表大会"
)
# The State Council's own report: ——2022年3月5日在第十三届全国人民代表大会第五次会议上 | 国务院总理.
NATIONAL_ASSEMBLY = re.compile(f"在第[{TENS}]+届全国人民代表大会第[{TENS}]+次会议")
PREMIER = re.compile("国务院总理")
STATE_COUNCIL = "国务院"
SEAL = re.compile(rf"{line_roles.SEAL}$")
SPEAKS = re.compile(rf"我(?:谨|受)?代表({STATE_COUNCIL}|[{HANZI}]{{2,20}}?人民政府)")
HEAD_OF_GOVERNMENT = re.compile(rf"代?(?:[省市区县州旗盟]长|主席)\s*[{HANZI}·]")
SCHOOL = re.compile(rf"^([{HANZI}]{{4,30}}(?:学校|小学|中学|幼儿园|学院|中心校))(?:$|\s*版权所有)")
# A report says in so many characters for whom it speaks.
GREETING_LENGTH = 200
FILE_END = re.compile(r"\s*(?:公\s*)?文\s*件$")
ORGAN_END = re.compile(rf"{line_roles.ORGAN}$")


def read_issuer(page: Page, titles: Titles) -> FieldValue:
    """The issuing body, from the first of these that names one: red header, signature, page, title, source.

    The publisher that a page states only put the document there: a title that names a body goes before it.
    """
    own = _read_red_header(page) or _read_signature(page)
    if own:
        return own
    if titles.own.value.endswith("政府工作报告") and (speaker := _read_speaker(page, titles)):
        return speaker
    on_page = _read_page_fields(page)
    in_title = _read_titles(titles)
    if on_page and not (in_title and _says_more(in_title.value, on_page, page)):
        return on_page
    return in_title or _read_speaker(page, titles) or _read_source(page) or _read_school(page) or FieldValue()


def _read_red_header(page: Page) -> FieldValue | None:
    """The organ whose name the red header prints, or several with 、 between them."""
    last = max((i for i, line in enumerate(page.lines) if line.role == LineRole.HEADER), default=-1)
    if last < 0:
        return None
    first = last
    while first and page.lines[first - 1].role in (LineRole.HEADER, LineRole.SIGNATURE):
        first -= 1
    names = [FILE_END.sub("", tidy(line.text)) for line in page.lines[first : last + 1]]
    organ = "、".join(dict.fromkeys(filter(None, names)))
    return FieldValue(organ, Source.RED_HEADER, HIGH if names_place(organ) or len(organ) > 6 else MEDIUM)


def _read_signature(page: Page) -> FieldValue | None:
    """The organs that sign, without one that only prints; the owner of a site only if nobody signs."""
    of_site: FieldValue | None = None
    for first, last in _group_signature_lines(page.lines):
        if last + 1 < len(page.lines) and page.lines[last + 1].role == LineRole.IMPRINT:
            last -= 1
        lines = page.lines[first : last + 1]
        if not lines:
            continue
        organ = "、".join(dict.fromkeys(_read_signing_organs(line.text) for line in lines))
        if _is_name_of_site(page.lines, last):
            of_site = of_site or FieldValue(organ, Source.PAGE, LOW)
        else:
            return FieldValue(organ, Source.SIGNATURE, HIGH if names_place(organ) else MEDIUM)
    return of_site


def _group_signature_lines(lines: tuple[Line, ...]) -> Iterator[tuple[int, int]]:
    """First and last line of each group of signature lines that come together."""
    first = None
    for i, line in enumerate(lines):
        if line.role == LineRole.SIGNATURE:
            first = i if first is None else first
            if i + 1 == len(lines) or lines[i + 1].role != LineRole.SIGNATURE:
                yield first, i
                first = None


def _read_signing_organs(text: str) -> str:
    """The organ of a signature line, without seal and date; several with 、 between them."""
    text = SEAL.sub("", text)
    with_date = line_roles.SIGNED.match(tidy(text))
    return with_date[1] if with_date else _split_organs(text)


def _is_name_of_site(lines: tuple[Line, ...], i: int) -> bool:
    """Whether an organ's name is above the page's navigation, as the name of the site."""
    for line in lines[i + 1 : i + 4]:
        if line.role in (LineRole.TITLE, LineRole.DATE, LineRole.SIGNATURE, LineRole.NUMBER):
            return False
        if line.role in (LineRole.SITE, LineRole.PAGE_INFO):
            return True
    return False


def _split_organs(text: str) -> str:
    """The organ in a line; if there are several, with 、 between them."""
    parts = text.split()
    if all(len(part) > 4 and line_roles.NAMED_ORGAN.match(part) for part in parts):
        return "、".join(parts)
    return tidy(text)


def _read_page_fields(page: Page) -> FieldValue | None:
    """The issuer or publisher in the page's table of facts or in the file's own metadata."""
    for source, organ in (
        (Source.PAGE_INFORMATION, page.fact(ISSUER)),
        (Source.PAGE_INFORMATION, page.fact(PUBLISHER)),
        (Source.PAGE, tidy(page.embedded.get("issuer", ""))),
    ):
        if organ and ORGAN_END.search(organ):
            full = names_place(organ) and source != Source.PAGE
            return FieldValue(organ, source, HIGH if full else MEDIUM)
    return None


def _says_more(in_title: str, on_page: FieldValue, page: Page) -> bool:
    """Whether the body in the title is the issuer rather than the one that the page states."""
    if on_page.value.endswith(in_title):
        return False
    if on_page.value == page.fact(ISSUER):
        return on_page.confidence != HIGH
    return names_author(in_title) or on_page.confidence != HIGH


def _read_titles(titles: Titles) -> FieldValue | None:
    for title in (*titles.all, titles.own.value):
        named = TITLE_ISSUER.match(title)
        if named:
            return FieldValue(named[1], Source.TITLE, MEDIUM)
    for title in (*titles.all, titles.own.value):
        named = YEAR_ISSUER.match(title)
        if named and names_place(named[1]):
            return FieldValue(named[1], Source.TITLE, MEDIUM)
    return None


def _read_speaker(page: Page, titles: Titles) -> FieldValue | None:
    """The government that a report speaks for: by its byline, its assembly or its first sentences."""
    subtitles = [tidy(text) for text in page.texts(LineRole.SUBTITLE)]
    byline = next((match for text in subtitles if (match := BYLINE.match(text))), None)
    if byline and names_place(byline[1]):
        return FieldValue(byline[1], Source.SUBTITLE, MEDIUM)
    head = [*subtitles, *(tidy(text) for text in page.texts(LineRole.TITLE))]
    is_report = titles.own.value.endswith("政府工作报告") and any(map(NATIONAL_ASSEMBLY.search, subtitles))
    if is_report or any(map(PREMIER.match, head)):
        return FieldValue(STATE_COUNCIL, Source.SUBTITLE, MEDIUM)
    assembly = ASSEMBLY.search("".join(subtitles))
    if assembly and any(HEAD_OF_GOVERNMENT.search(text) for text in subtitles):
        return FieldValue(f"{assembly[1]}人民政府", Source.SUBTITLE, MEDIUM)
    speaks = SPEAKS.search(page.text, 0, GREETING_LENGTH)
    if speaks and (names_place(speaks[1]) or speaks[1] == STATE_COUNCIL):
        return FieldValue(speaks[1], Source.TEXT, MEDIUM)
    return FieldValue(byline[1], Source.SUBTITLE, MEDIUM) if byline else None


def _read_source(page: Page) -> FieldValue | None:
    """The organ that the page names as its source, 来源：某市某区教育局; a newspaper is not an issuer."""
    for organ in (page.fact(SOURCE), tidy(page.embedded.get("source", ""))):
        if line_roles.NAMED_ORGAN.match(organ) and names_place(organ):
            return FieldValue(organ, Source.PAGE, LOW)
    return None


def _read_school(page: Page) -> FieldValue | None:
    """The school that owns the site: its name is in the page's header or footer."""
    names = [
        name
        for line in page.lines
        if line.role in (LineRole.SITE, LineRole.FOOTER)
        for name in SCHOOL.findall(tidy(line.text))
        if names_place(name)
    ]
    return FieldValue(max(names, key=len), Source.PAGE, LOW) if names else None
