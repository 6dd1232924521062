"""The place that a document comes from: its evidence gathered, its doubts put into words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from analysis.chinese import line_roles as role
from analysis.chinese.page_fields import SOURCE
from analysis.documents.metadata.record import LOW, Evidence, Found, Page, Titles, tidy
from analysis.documents.places import Located, locate, place_of_code, signs_of

MASKED = re.compile(r"(?<![A-Za-z])[XＸ×xＯ○〇*＊]{2,}(?=[市区县镇省旗州教街乡村校]|[”\"])|某[市区县省]")
# The firm that made a site is of any place.
MAKER = re.compile(r"(?:技术支持|技术保障|技术服务|网站制作|设计制作|建设维护)[^；]*")


def read_place(page: Page, titles: Titles, issuer: Found, number: str, year: int | None) -> Located:
    """Where the document comes from, as far as its evidence tells."""
    own_lines = page.said(role.FOOTER, role.PAGE_INFO, role.SITE)
    signs = signs_of(own_lines, number, page.told.get("url", ""))
    return locate(_evidence(page, titles, issuer), page.text, year, signs)


def _evidence(page: Page, titles: Titles, issuer: Found) -> list[Evidence]:
    own = [title for title in (*reversed(titles.all), titles.own.value) if title]
    if titles.own.source == "file name":
        own = []
    page_names = [
        page.said(role.SITE, role.PAGE_INFO, role.RUNNING),
        tidy(page.told.get("source", "")),
    ]
    if issuer.confidence == LOW:
        page_names.insert(0, issuer.value)
    return [
        ("issuer", "" if issuer.confidence == LOW else issuer.value),
        ("title", "；".join(own)),
        ("subtitle", page.said(role.SUBTITLE)),
        ("signature", page.said(role.SIGNATURE, role.IMPRINT)),
        ("page", page.fact(SOURCE)),
        ("page", "；".join(page_names)),
        ("footer", MAKER.sub("", page.said(role.FOOTER))),
        ("file name", page.file_stem),
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


def place_warnings(located: Located, texts: list[str]) -> list[str]:
    """Sentences on what is open or contradicted; `texts` are searched for masked names."""
    if located.namesakes:
        where = "、".join(f"{p.province}{p.city}" for p in located.namesakes)
        return [f"place: {located.name} lies in {where}; nothing in the text settles which."]
    if located.place:
        warnings = [
            f"place: the {located.source} says {located.name}, but the {source} says {name}."
            for source, name in located.others[:1]
        ]
        if located.partial:
            warnings.append(
                f"place: only {located.name} is named, but the text speaks of a district in it; "
                "write which in manifest.csv."
            )
        return warnings
    text = "\n".join(texts)
    masked = MASKED.search(text)
    if masked:
        around = text[max(0, masked.start() - 6) : masked.end() + 6]
        return [f"place: names are masked in the text (“{around}”)."]
    return ["place: no place is named anywhere."]


def stated_place(told: Mapping[str, str]) -> Located:
    """The place that a person stated, by its code or by its names."""
    place = place_of_code(told.get("adcode", ""))
    if place:
        return Located(place, place.name, "manifest", "high")
    names = "".join(told.get(name, "") for name in ("province", "city", "district"))
    return locate([("manifest", names)], "", int(told["year"]) if "year" in told else None)
