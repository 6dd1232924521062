"""Page metadata: the title, date, issuer, document number, site and address of a web page's document.

They are read from the head of the page, from the table of facts above the document, and from the headings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from analysis.chinese import line_roles, page_fields
from analysis.chinese.characters import UNSEEN
from analysis.chinese.dates import find_day
from analysis.reading.web.page import WebPage

# Names of <meta>, in lower case: first those that Chinese government sites must state, then those of other
# systems. The first one that is there is taken.
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
# The comment at the start of a page in which browsers write the address it came from.
SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)\s*|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>]+)",
    re.I,
)
MAX_COMMENT_END = 4096
URL = re.compile(r"https?://\S+$", re.I)
HEADINGS = frozenset({"h1", "h2", "h3"})
HEADING_NAME = re.compile(r"title|biaoti|^(?:bt|tit)$|activity-name", re.I)
OFFICE_PROGRAM = re.compile("Microsoft Word|WPS|Kingsoft", re.I)
# How many lines above the document, and from its start on, are searched for the title.
LINES_ABOVE, LINES_WITHIN = 12, 4
MIN_TITLE, MAX_TITLE = 6, 120
# The most lines that a title is broken over.
MOST_TITLE_LINES = 5
# A longer text is no title, no name and no fact of a page.
MAX_VALUE = 500
MARKUP = re.compile(f"<[^<>]*>|[\x00-\x1f\x7f-\x9f{UNSEEN}]")


def read_page_metadata(
    tree: etree._Element, source: str, page: WebPage, main: tuple[int, int] | None, url: str = ""
) -> dict[str, str]:
    """Read the metadata of a page.

    Args:
        tree: the parsed page.
        source: the page's source.
        page: its lines.
        main: the span of lines that holds the document.
        url: the page's address, if its file states it outside of the page.

    Returns:
        Those of title, issued (YYYY-MM-DD), issuer, number, source (the site) and url that the page has.
    """
    metas = _read_metas(tree)
    start, end = main or (0, len(page.lines))
    around = page.lines[: start + LINES_WITHIN] + (page.lines[end:] if main else [])
    fields = page_fields.read_fields([line for line in around if len(line) <= MAX_VALUE])
    metadata = {
        "title": _find_title(tree, metas, page, start),
        "issued": _find_date(metas, fields, _read_element(tree, source, "publish_time")),
        "issuer": _first_value(fields, page_fields.ISSUER, page_fields.PUBLISHER),
        "number": re.sub(r"\s", "", _first_value(fields, page_fields.NUMBER)),
        "source": _find_site(metas, fields, _read_element(tree, source, "js_name")),
        "url": _find_url(tree, metas, source, url),
    }
    return {name: value for name, value in metadata.items() if value}


def _read_metas(tree: etree._Element) -> dict[str, str]:
    """Read the content of each <meta> by its name in lower case; of several, the first that is not empty."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop") or ""
        content = _tidy_value(meta.get("content") or "")
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _tidy_value(text: str) -> str:
    return " ".join(MARKUP.sub(" ", text[:MAX_VALUE]).split())


def _first_value(fields: Mapping[str, list[str]], *kinds: str) -> str:
    return next((fields[kind][0] for kind in kinds if kind in fields), "")


def _find_title(tree: etree._Element, metas: Mapping[str, str], page: WebPage, start: int) -> str:
    """Find the document's title: in a <meta>, else in the headings near it, else in <title>."""
    stated = next((metas[name] for name in TITLES if name in metas), "")
    if len(stated) >= MIN_TITLE and not stated.endswith(("...", "…")):
        return stated
    element = tree.find(".//title")
    head = _tidy_value("".join(element.itertext())) if element is not None else ""
    headings = _find_headings(page, start)
    confirmed = [text for text in headings if _remove_spaces(text) in _remove_spaces(head)]
    near = page.lines[max(0, start - LINES_ABOVE) : start + LINES_WITHIN]
    lines = [line for line in near if _is_title(line) and _remove_spaces(line) in _remove_spaces(head)]
    likely = [text for text in headings if page_fields.TITLE_WORDS.search(text)]
    if OFFICE_PROGRAM.search(metas.get("generator", "")):
        # Word keeps the title of the document from which this one was made.
        head = ""
    whole = _strip_site_name(head)
    if _is_broken_over(
        whole, page.lines[max(0, start - LINES_ABOVE) : start + LINES_WITHIN + MOST_TITLE_LINES]
    ):
        return whole
    candidates = (*confirmed[:1], *sorted(lines, key=len)[-1:], *likely[:1], whole)
    return next((_tidy_value(title) for title in candidates if title), "")


def _is_broken_over(title: str, lines: Sequence[str]) -> bool:
    """Whether a title stands on the page in several lines, one below the other."""
    plain, texts = _remove_spaces(title), [_remove_spaces(line) for line in lines]
    if not plain or plain in texts:
        return False
    return any(
        plain.startswith(first)
        and plain in ("".join(texts[i : i + n]) for n in range(2, MOST_TITLE_LINES + 1))
        for i, first in enumerate(texts)
        if first
    )


def _find_headings(page: WebPage, start: int) -> list[str]:
    """Return the headings near the document: those in heading tags first, then by nearness."""
    first, last = max(0, start - LINES_ABOVE), min(len(page.lines), start + LINES_WITHIN)
    boxes = [box for box in page.boxes if first <= box.start < box.end <= last]
    named = [box for box in boxes if _is_heading(box.names)]
    named.sort(key=lambda box: (box.names[0] not in HEADINGS, abs(start - box.start)))
    texts = ("".join(page.lines[box.start : box.end]) for box in named)
    return [text for text in texts if _is_title(text)]


def _is_heading(names: tuple[str, ...]) -> bool:
    return names[0] in HEADINGS or any(HEADING_NAME.search(name) for name in names[1:])


def _is_title(text: str) -> bool:
    return MIN_TITLE <= len(text) <= MAX_TITLE and not line_roles.role_alone(text)


def _strip_site_name(head: str) -> str:
    """Return the part of <title> that is no name of a site or a column."""
    parts = [part for part in page_fields.split_page_title(head) if page_fields.TITLE_WORDS.search(part)]
    return max(parts, key=len, default="")


def _remove_spaces(text: str) -> str:
    return "".join(text.split())


def _find_date(metas: Mapping[str, str], fields: Mapping[str, list[str]], wechat: str) -> str:
    """Find the date of the document, or else the day on which it was published on the site."""
    in_metas = (metas[name] for name in DATES if name in metas)
    signed, posted = (fields.get(kind, []) for kind in (page_fields.SIGNED, page_fields.POSTED))
    days = (find_day(text, compact=True) for text in (*signed, *in_metas, wechat, *posted))
    return next(filter(None, days), "")


def _find_site(metas: Mapping[str, str], fields: Mapping[str, list[str]], account: str) -> str:
    """Find the name of the site or WeChat account; else the source that the site states."""
    sites = (metas[name] for name in SITES if metas.get(name) not in (None, *NO_SITE))
    origin = metas.get("contentsource", ""), _first_value(fields, page_fields.SOURCE)
    return next(filter(None, (*sites, account, *origin)), "")


def _read_element(tree: etree._Element, source: str, element_id: str) -> str:
    """Read the text of the element with an id that WeChat uses; empty where there is none."""
    element = tree.find(f".//*[@id='{element_id}']") if element_id in source else None
    return _tidy_value("".join(element.itertext())) if element is not None else ""


def _find_url(tree: etree._Element, metas: Mapping[str, str], source: str, url: str) -> str:
    links = (link for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical")
    canonical = (link.get("href") or "" for link in links)
    saved = SAVED_FROM.search(source, 0, MAX_COMMENT_END)
    in_metas = (metas[name] for name in URLS if name in metas)
    addresses = (*canonical, *in_metas, saved[1] if saved else "", url)
    return next((address for address in map(str.strip, addresses) if URL.match(address)), "")
