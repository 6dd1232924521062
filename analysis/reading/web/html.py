"""Saved web pages: from the bytes of a page to its visible text and the span of the document in it.

The text comes from the page's own elements (`lines`), so that no visible character is lost. `main_text` finds
the document among the lines. trafilatura, which drops short lines and repetitions and keeps much boilerplate
in nested tables, decides only where that stays in doubt.
"""

from __future__ import annotations

import logging
import re

from lxml import etree

from analysis.notices import Field, Kind, Notice
from analysis.reading.errors import ReadingError, Reason
from analysis.reading.extracted import Extracted
from analysis.reading.web.charset import decode
from analysis.reading.web.limits import check_limits
from analysis.reading.web.lines import read_lines
from analysis.reading.web.main_text import find_main_text
from analysis.reading.web.page import WebPage
from analysis.reading.web.page_metadata import read_page_metadata
from analysis.settings import Settings

# A page may have its end in the middle, where another page was pasted in; browsers read on.
PAGE_END = re.compile(r"</(?:html|body)\s*>", re.I)
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
# trafilatura copies and searches the page many times: with more tags it would take seconds.
MAX_TAGS_FOR_TRAFILATURA = 20_000
# Less hidden prose is a message of the site, such as that a link leads elsewhere.
MIN_HIDDEN_CHARS = 40

# It logs every page in which it finds nothing, and a library prints nothing.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read(data: bytes, settings: Settings) -> Extracted:
    """Read a web page.

    Raises:
        ReadingError: the page is damaged, too large, in an unknown encoding, or shows no text.
    """
    html, encoding = decode(data)
    return read_decoded(html, encoding, settings)


def read_decoded(html: str, encoding: str, settings: Settings, *, url: str = "") -> Extracted:
    """Read a web page that is decoded already.

    Args:
        html: the page's source.
        encoding: what it was decoded with.
        settings: limits.
        url: the page's address, if the file states it outside of the page.

    Raises:
        ReadingError: the page is damaged, too large, or shows no text.
    """
    n_tags = html.count("<")
    check_limits(html, n_tags, settings)
    tree = parse_html(html)
    page = WebPage() if tree is None else read_lines(tree)
    if tree is None or not page.lines:
        raise ReadingError.of(Reason.EMPTY, Kind.PAGE_WITHOUT_TEXT)

    def run_trafilatura() -> str:
        return _extract_with_trafilatura(html) if n_tags <= MAX_TAGS_FOR_TRAFILATURA else ""

    main = find_main_text(page, run_trafilatura)
    embedded = read_page_metadata(tree, html, page, main, url)
    n_hidden = sum(hidden.n_chars for hidden in page.hidden)
    warnings = (Notice.of(Field.TEXT, Kind.HIDDEN_TEXT, n=n_hidden),) if n_hidden >= MIN_HIDDEN_CHARS else ()
    return Extracted(page.text, "html", encoding, main and page.span(*main), embedded, warnings)


def parse_html(html: str) -> etree._Element | None:
    """Parse a page; None if it has no elements. No entity is resolved, and nothing is fetched."""
    html = PAGE_END.sub("", CONTROL.sub("", html))
    parser = etree.HTMLParser(
        encoding="utf-8",
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
    )
    try:
        tree = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, MemoryError) as error:
        raise ReadingError.of(Reason.DAMAGED, Kind.PAGE_NOT_HTML) from error
    # The parser drops elements that are nested deeper than it can go.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadingError.of(Reason.DAMAGED, Kind.PAGE_NESTED_TOO_DEEP)
    return tree


def _extract_with_trafilatura(html: str) -> str:
    """Return what trafilatura takes for the document; empty where it finds nothing or fails."""
    # Imported only when needed, which is rare: it takes a second.
    import trafilatura

    try:
        document = trafilatura.bare_extraction(
            html, favor_precision=True, include_comments=False, include_tables=True
        )
    except Exception:
        # A hostile page may break trafilatura, but its lines have been read already.
        return ""
    return str(getattr(document, "text", None) or "")
