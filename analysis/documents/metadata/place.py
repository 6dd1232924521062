"""The place that a document comes from: where its names appear, and notices of what is doubtful."""

from __future__ import annotations

import re

from analysis.chinese.line_roles import LineRole
from analysis.chinese.page_fields import SOURCE
from analysis.documents.metadata.page import Page, tidy
from analysis.documents.metadata.values import LOW, FieldValue, Titles
from analysis.documents.places import Evidence, Located, locate, signs_of
from analysis.notices import Field, Kind, Notice, Source

MASKED = re.compile(r"(?<![A-Za-z])[XＸ×xＯ○〇*＊]{2,}(?=[市区县镇省旗州教街乡村校]|[”\"])|某[市区县省]")
# The firm that made a site may come from anywhere.
MAKER = re.compile(r"(?:技术支持|技术保障|技术服务|网站制作|设计制作|建设维护)[^；]*")


def read_place(page: Page, titles: Titles, issuer: FieldValue, number: str, year: int | None) -> Located:
    """The place that the document comes from, as far as its evidence shows it."""
    own_lines = page.join_lines(LineRole.FOOTER, LineRole.PAGE_INFO, LineRole.SITE)
    signs = signs_of(own_lines, number, page.embedded.get("url", ""))
    return locate(_collect_evidence(page, titles, issuer), page.text, year, signs)


def _collect_evidence(page: Page, titles: Titles, issuer: FieldValue) -> list[Evidence]:
    own = [title for title in (*reversed(titles.all), titles.own.value) if title]
    if titles.own.source == Source.FILE_NAME:
        own = []
    page_names = [
        page.join_lines(LineRole.SITE, LineRole.PAGE_INFO, LineRole.RUNNING),
        tidy(page.embedded.get("source", "")),
    ]
    if issuer.confidence == LOW:
        page_names.insert(0, issuer.value)
    return [
        (Source.ISSUER, "" if issuer.confidence == LOW else issuer.value),
        (Source.TITLE, "；".join(own)),
        (Source.SUBTITLE, page.join_lines(LineRole.SUBTITLE)),
        (Source.SIGNATURE, page.join_lines(LineRole.SIGNATURE, LineRole.IMPRINT)),
        (Source.PAGE, page.fact(SOURCE)),
        (Source.PAGE, "；".join(page_names)),
        (Source.FOOTER, MAKER.sub("", page.join_lines(LineRole.FOOTER))),
        (Source.FILE_NAME, page.file_stem),
    ]


def place_fields(located: Located) -> dict[str, object]:
    """The four fields of the place; only the name of a place with namesakes that could not be told apart."""
    place = located.place
    if place:
        return {
            "province": place.province,
            "city": place.city,
            "district": place.district,
            "adcode": place.adcode,
        }
    district = located.name if located.namesakes else ""
    return {"province": "", "city": "", "district": district, "adcode": ""}


def place_notices(located: Located, texts: list[str]) -> list[Notice]:
    """Notices of a place that is open or contradicted; `texts` are searched for masked names."""
    if located.namesakes:
        places = tuple(f"{place.province}{place.city}" for place in located.namesakes)
        return [Notice.of(Field.PLACE, Kind.SEVERAL_PLACES, name=located.name, places=places)]
    if located.place:
        notices = [
            Notice.of(
                Field.PLACE,
                Kind.OTHER_PLACE,
                name=located.name,
                source=located.source,
                other=name,
                other_source=source,
            )
            for source, name in located.others[:1]
        ]
        if located.partial:
            notices.append(Notice.of(Field.PLACE, Kind.DISTRICT_NOT_NAMED, name=located.name))
        return notices
    text = "\n".join(texts)
    masked = MASKED.search(text)
    if masked:
        around = text[max(0, masked.start() - 6) : masked.end() + 6]
        return [Notice.of(Field.PLACE, Kind.MASKED_PLACE, text=around)]
    return [Notice.of(Field.PLACE, Kind.NO_PLACE)]
