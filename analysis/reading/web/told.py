"""What a web page says of its document: in its head, in its table of facts, in its headings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from lxml import etree

from analysis.chinese import line_roles as roles
from analysis.chinese import page_fields
from analysis.chinese.patterns import ARABIC_YEAR
from analysis.reading.web.lines import Page

# What Chinese government sites must state of each page (names of <meta>, in lower case), and what
# other systems state; the first that says something is taken.
TITLES = ("articletitle", "og:title")
DATES = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "firstpublishedtime",
    "maketime",
    "publish_time",
    "og:release_date",
    "datepublished",
)
SITES = ("sitename", "og:site_name")
NO_SITE = frozenset({"微信公众平台"})
URLS = ("og:url", "url")
# Browsers write where a page came from into a comment at its start.
SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)\s*|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>]+)",
    re.I,
)
COMMENT_WITHIN = 4096
DATE = re.compile(rf"({ARABIC_YEAR})(?:\s*[-年./]\s*(\d{{1,2}})\s*[-月./]\s*(\d{{1,2}})|(\d\d)(\d\d))")
URL = re.compile(r"https?://\S+$", re.I)
HEADINGS = frozenset({"h1", "h2", "h3"})
HEADING_NAME = re.compile(r"title|biaoti|^(?:bt|tit)$|activity-name", re.I)
# Between the title and the name of column or site in <title>; a hyphen may stand in a title.
PARTS = re.compile(r"\s*[_|｜丨»>]+\s*|\s+[-–—]+\s+|[-–—]+(?=[^-–—]*(?:网|政府|局|委|门户|平台|学校?)\s*$)")
OFFICE = re.compile("Microsoft Word|WPS|Kingsoft", re.I)
# The title stands above the document, or in its first lines, within so many lines.
ABOVE, WITHIN = 12, 4
SHORTEST, LONGEST = 6, 120
# What is longer is no title, no name and no fact of a page.
LONGEST_STATED = 500
MARKUP = re.compile("<[^<>]*>|[\x00-\x1f\x7f-\x9f\u00ad\u200b\ufeff]")


def read_told(
    tree: etree._Element, source: str, page: Page, main: tuple[int, int] | None, url: str = ""
) -> dict[str, str]:
    """What the page says of its document, by the names that `Extracted.told` uses.

    Args:
        tree: the parsed page.
        source: the page's source.
        page: its lines.
        main: the lines that hold the document.
        url: where the page came from, if its file says so.
    """
    metas = _metas(tree)
    start, end = main or (0, len(page.lines))
    around = page.lines[: start + WITHIN] + (page.lines[end:] if main else [])
    fields = page_fields.fields_of([line for line in around if len(line) <= LONGEST_STATED])
    told = {
        "title": _title(tree, metas, page, start),
        "issued": _issued(metas, fields, _of_id(tree, source, "publish_time")),
        "issuer": _first(fields, page_fields.ISSUER, page_fields.PUBLISHER),
        "number": re.sub(r"\s", "", _first(fields, page_fields.NUMBER)),
        "source": _source(metas, fields, _of_id(tree, source, "js_name")),
        "url": _url(tree, metas, source, url),
    }
    return {name: value for name, value in told.items() if value}


def _metas(tree: etree._Element) -> dict[str, str]:
    """Content of each <meta> by its name in lower case; the first of a name that has any."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        content = _one_line(meta.get("content") or "")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _one_line(text: str) -> str:
    return " ".join(MARKUP.sub(" ", text[:LONGEST_STATED]).split())


def _first(fields: Mapping[str, list[str]], *kinds: str) -> str:
    return next((fields[kind][0] for kind in kinds if kind in fields), "")


def _title(tree: etree._Element, metas: Mapping[str, str], page: Page, start: int) -> str:
    """The document's title: as stated for machines, else the heading near it, else <title>."""
    stated = next((metas[name] for name in TITLES if name in metas), "")
    if len(stated) >= SHORTEST and not stated.endswith(("...", "…")):
        return stated
    element = tree.find(".//title")
    head = _one_line("".join(element.itertext())) if element is not None else ""
    headings = _headings(page, start)
    confirmed = [text for text in headings if _squeeze(text) in _squeeze(head)]
    near = page.lines[max(0, start - ABOVE) : start + WITHIN]
    lines = [line for line in near if _is_title(line) and _squeeze(line) in _squeeze(head)]
    likely = [text for text in headings if page_fields.TITLE_WORDS.search(text)]
    if OFFICE.search(metas.get("generator", "")):
        # Word keeps the first title that its template ever had.
        head = ""
    candidates = (*confirmed[:1], *sorted(lines, key=len)[-1:], *likely[:1], _of_document(head))
    return next((_one_line(title) for title in candidates if title), "")


def _headings(page: Page, start: int) -> list[str]:
    """Texts of the headings near the document: tags of headings first, then the nearest."""
    first, last = max(0, start - ABOVE), min(len(page.lines), start + WITHIN)
    boxes = [box for box in page.boxes if first <= box.start < box.end <= last]
    named = [box for box in boxes if _is_heading(box.names)]
    named.sort(key=lambda box: (box.names[0] not in HEADINGS, abs(start - box.start)))
    texts = ("".join(page.lines[box.start : box.end]) for box in named)
    return [text for text in texts if _is_title(text)]


def _is_heading(names: tuple[str, ...]) -> bool:
    return names[0] in HEADINGS or any(HEADING_NAME.search(name) for name in names[1:])


def _is_title(text: str) -> bool:
    return SHORTEST <= len(text) <= LONGEST and not roles.role_alone(text)


def _of_document(head: str) -> str:
    """The part of <title> that is no name of a site or a column."""
    parts = [part for part in PARTS.split(head) if page_fields.TITLE_WORDS.search(part)]
    return max(parts, key=len, default="")


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _issued(metas: Mapping[str, str], fields: Mapping[str, list[str]], shown: str) -> str:
    """The date of the document, or else the day it was put up."""
    stated = (metas[name] for name in DATES if name in metas)
    signed, posted = (fields.get(kind, []) for kind in (page_fields.SIGNED, page_fields.POSTED))
    return next(filter(None, map(_date, (*signed, *stated, shown, *posted))), "")


def _date(text: str) -> str:
    found = DATE.search(text)
    if not found:
        return ""
    year, *rest = found.groups()
    month, day = (int(part) for part in rest if part)
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return ""


def _source(metas: Mapping[str, str], fields: Mapping[str, list[str]], account: str) -> str:
    """The site, or the account of a WeChat page; else where the site has it from."""
    sites = (metas[name] for name in SITES if metas.get(name) not in (None, *NO_SITE))
    origin = metas.get("contentsource", ""), _first(fields, page_fields.SOURCE)
    return next(filter(None, (*sites, account, *origin)), "")


def _of_id(tree: etree._Element, source: str, name: str) -> str:
    """The text of the element with an id that WeChat uses; empty where there is none."""
    found = tree.find(f".//*[@id='{name}']") if name in source else None
    return _one_line("".join(found.itertext())) if found is not None else ""


def _url(tree: etree._Element, metas: Mapping[str, str], source: str, url: str) -> str:
    canonical = (link.get("href") or "" for link in tree.iter("link") if _is_canonical(link))
    saved = SAVED_FROM.search(source, 0, COMMENT_WITHIN)
    stated = (metas[name] for name in URLS if name in metas)
    urls = (*canonical, *stated, saved[1] if saved else "", url)
    return next((found for found in map(str.strip, urls) if URL.match(found)), "")


def _is_canonical(link: etree._Element) -> bool:
    return (link.get("rel") or "").lower() == "canonical"
