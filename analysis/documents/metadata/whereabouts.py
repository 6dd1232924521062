"""The place that a document comes from: its evidence, and notices of what is open or contradicted."""

from __future__ import annotations

import re
from collections.abc import Mapping

from analysis.chinese.line_roles import LineRole
from analysis.chinese.page_fields import SOURCE
from analysis.documents.metadata.record import LOW, Evidence, Found, Page, Titles, tidy
from analysis.documents.places import Located, locate, place_of_code, signs_of
from analysis.notices import Confidence, Field, Kind, Notice, Source

MASKED = re.compile(r"(?<![A-Za-z])[XＸ×xＯ○〇*＊]{2,}(?=[市区县镇省旗州教街乡村校]|[”\"])|某[市区县省]")
# The firm that made a site is of any place.
MAKER = re.compile(r"(?:技术支持|技术保障|技术服务|网站制作|设计制作|建设维护)[^；]*")


def read_place(page: Page, titles: Titles, issuer: Found, number: str, year: int | None) -> Located:
    """Where the document comes from, as far as its evidence tells."""
    own_lines = page.said(LineRole.FOOTER, LineRole.PAGE_INFO, LineRole.SITE)
    signs = signs_of(own_lines, number, page.embedded.get("url", ""))
    return locate(_evidence(page, titles, issuer), page.text, year, signs)


def _evidence(page: Page, titles: Titles, issuer: Found) -> list[Evidence]:
    own = [title for title in (*reversed(titles.all), titles.own.value) if title]
    if titles.own.source == Source.FILE_NAME:
        own = []
    page_names = [
        page.said(LineRole.SITE, LineRole.PAGE_INFO, LineRole.RUNNING),
        tidy(page.embedded.get("source", "")),
    ]
    if issuer.confidence == LOW:
        page_names.insert(0, issuer.value)
    return [
        (Source.ISSUER, "" if issuer.confidence == LOW else issuer.value),
        (Source.TITLE, "；".join(own)),
        (Source.SUBTITLE, page.said(LineRole.SUBTITLE)),
        (Source.SIGNATURE, page.said(LineRole.SIGNATURE, LineRole.IMPRINT)),
        (Source.PAGE, page.fact(SOURCE)),
        (Source.PAGE, "；".join(page_names)),
        (Source.FOOTER, MAKER.sub("", page.said(LineRole.FOOTER))),
        (Source.FILE_NAME, page.file_stem),
    ]


def place_fields(located: Located) -> dict[str, object]:
    """The four fields of the place; of a namesake left open its name alone."""
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


def place_warnings(located: Located, texts: list[str]) -> list[Notice]:
    """Notices of what is open or contradicted; `texts` are searched for masked names."""
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


def stated_place(stated: Mapping[str, str]) -> Located:
    """The place that a person stated, by its code or by its names."""
    place = place_of_code(stated.get("adcode", ""))
    if place:
        return Located(place, place.name, Source.MANIFEST, Confidence.HIGH)
    names = "".join(stated.get(name, "") for name in ("province", "city", "district"))
    year = int(stated["year"]) if "year" in stated else None
    return locate([(Source.MANIFEST, names)], "", year)
