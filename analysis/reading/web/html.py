"""Saved web pages: the text that a person sees, and which part of it is the document.

All text comes from the page's own elements (`html_lines`), so that nothing seen is lost.
`html_main` finds the document among the lines; trafilatura, which drops short lines and repeats
and keeps much of what stands in nested tables, is only asked where that stays in doubt.
"""

from __future__ import annotations

import codecs
import logging
import re

from lxml import etree

from analysis.reading.extracted import Extracted, ReadingError
from analysis.reading.plain import PLAUSIBLE, plausibility
from analysis.reading.web.lines import Page, read_lines
from analysis.reading.web.main import find_main
from analysis.reading.web.told import read_told
from analysis.settings import Settings

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHARSET = re.compile(rb"<meta[^<>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
HEAD = 16_384
# In UTF-16 each letter of the tags at the start of a page has a zero byte; few hanzi have one.
WIDE_HEAD = 400
# Each in the widest form that reads all of it.
CHINESE = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf-8": "utf-8",
    "utf8": "utf-8",
}
# What browsers take for the Western charsets that programs declare unasked.
WESTERN = {"iso-8859-1": "cp1252", "windows-1252": "cp1252", "us-ascii": "cp1252"}
# One stray character beyond ASCII proves no encoding.
FEW = 12
SAMPLE = 400_000
# An end of page may stand in its middle, where another page was pasted in; a browser reads on.
PAGE_END = re.compile(r"</(?:html|body)\s*>", re.I)
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
FEW_ATTRIBUTES = rf"(?:{ATTRIBUTE}){{0,100}}+(?!{ATTRIBUTE})"
# As far as no tag has more attributes: the parser compares each attribute of a tag with all
# others, so that thousands of them take minutes.
ORDINARY = re.compile(
    r"(?:[^<]++|<!--(?!-?>)(?:[^-]++|-(?!-!?>))*+"
    rf"|<(?:script|style)(?=[\s/>]){FEW_ATTRIBUTES}(?:[^<]++|<(?!/(?:script|style)))*+"
    rf"|<[a-z][^\s/>]*+{FEW_ATTRIBUTES}|<(?![a-z]))*+",
    re.I,
)
# What may be long in a page that holds one plan: scripts, styles and pictures written out.
BULK = re.compile(
    r"<script\b(?:[^<]++|<(?!/script))*+|<style\b(?:[^<]++|<(?!/style))*+"
    r"|<!--(?:[^-]++|-(?!-))*+|[!#-&(-;=?-~]{1000,}+",
    re.I,
)
TAG = re.compile("<[^<>]*+>?")
# An element takes about a kilobyte here; a long report with two tags around each character has
# some hundred thousand.
MAX_TAGS = 400_000
# Tags may take this part of a long page beside its text.
MOST_MARKUP = 2
# trafilatura copies and searches the page many times: above this, it would take seconds.
MAX_TAGS_TO_ASK = 20_000

# It tells of every page that it finds nothing in, and a library prints nothing.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read(data: bytes, settings: Settings) -> Extracted:
    """The text of a web page.

    Raises:
        ReadingError: the page is damaged, too large, of an unknown encoding, or shows no text.
    """
    html, encoding = decode(data)
    return read_page(html, encoding, settings)


def read_page(html: str, encoding: str, settings: Settings, *, url: str = "") -> Extracted:
    """The text of a web page that is decoded already.

    Args:
        html: the page's source.
        encoding: what it was decoded with.
        settings: limits.
        url: where the page came from, if known from outside of it.

    Raises:
        ReadingError: the page is damaged, too large, or shows no text.
    """
    n_tags = html.count("<")
    _check(html, n_tags, settings)
    tree = _parse(html)
    page = Page() if tree is None else read_lines(tree)
    if tree is None or not page.lines:
        raise ReadingError(
            "empty",
            "The page shows no text of its own (it holds frames or pictures, or a script fills "
            "it); open it in a browser and save what it shows, or copy its text into a .txt file.",
        )
    main = find_main(page, lambda: _kept_text(html) if n_tags <= MAX_TAGS_TO_ASK else "")
    told = read_told(tree, html, page, main, url)
    return Extracted(page.text, "html", encoding, main and page.span(*main), told)


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Decode a page to text: by its mark, as UTF-8 if it is that, else as reads like Chinese.

    Pages declare gb2312 and are UTF-8, and the other way round, so a declaration only decides
    where the bytes do not.

    Args:
        data: the page's bytes.
        declared: the charset told outside of the page.

    Returns:
        The text and the name of the encoding. Damaged bytes become U+FFFD.

    Raises:
        ReadingError: the bytes are in no encoding that Chinese pages use.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    high, low = data[:WIDE_HEAD:2].count(0), data[1:WIDE_HEAD:2].count(0)
    if max(high, low) > WIDE_HEAD / 8 and max(high, low) > 4 * min(high, low):
        encoding = "utf-16-be" if high > low else "utf-16-le"
        return data.decode(encoding, "replace"), encoding
    stated = CHARSET.search(data, 0, HEAD)
    declared = (declared or (stated[1].decode() if stated else "")).lower()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_by_trial(data, declared)
    return text, "utf-8"


def _decode_by_trial(data: bytes, declared: str) -> tuple[str, str]:
    codec = CHINESE.get(declared, "utf-8")
    sample = data[:SAMPLE]
    likeliest = max(
        dict.fromkeys((codec, "utf-8", "gb18030", "big5hkscs")),
        key=lambda name: plausibility(sample.decode(name, "replace")),
    )
    if plausibility(sample.decode(likeliest, "replace")) >= PLAUSIBLE:
        return data.decode(likeliest, "replace"), likeliest
    n_beyond_ascii = len(data.translate(None, bytes(range(128))))
    if declared in WESTERN or n_beyond_ascii <= FEW:
        codec = WESTERN.get(declared, codec)
        return data.decode(codec, "replace"), codec
    raise ReadingError(
        "wrong encoding",
        "The page's bytes are no Chinese text in UTF-8, UTF-16, GB 18030 or Big5; open it in a "
        "browser and save it again as UTF-8, or copy its text into a .txt file.",
    )


def _check(html: str, n_tags: int, settings: Settings) -> None:
    """Refuse a page that is too large, or made to be slow, before anything is built from it."""
    if n_tags > MAX_TAGS:
        raise ReadingError(
            "too large",
            f"The page has {n_tags:,} tags and the limit is {MAX_TAGS:,}, many times what a plan "
            "needs; copy the plan's text out of it into a .txt file.",
        )
    ordinary = ORDINARY.match(html)
    if ordinary is None or ordinary.end() < len(html):
        raise ReadingError(
            "damaged",
            "A tag of the page has over a hundred attributes, as no page needs; open it in a browser "
            "and save it again, or copy its text into a .txt file.",
        )
    if len(html) <= settings.max_chars:
        return
    lean = BULK.sub("", html)
    n_chars = len(TAG.sub("", lean))
    if n_chars > settings.max_chars or len(lean) > MOST_MARKUP * settings.max_chars:
        raise ReadingError(
            "too large",
            f"The page has {n_chars:,} characters of text, in {len(lean):,} with its tags, and "
            f"the limit is {settings.max_chars:,}; raise max_chars in analysis.toml if it really "
            "is one plan.",
        )


def _parse(html: str) -> etree._Element | None:
    """The page's elements, if it has any. No entity is resolved, and nothing is fetched."""
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
        raise ReadingError(
            "damaged",
            "The page can't be read as HTML; open it in a browser and save it again, or copy its "
            "text into a .txt file.",
        ) from error
    # The parser drops what lies deeper than it can go.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadingError(
            "damaged",
            "The page's tags are nested thousands deep, so that its text can't be read in full; "
            "open it in a browser and copy its text into a .txt file.",
        )
    return tree


def _kept_text(html: str) -> str:
    """What trafilatura takes for the document; empty where it finds nothing or fails."""
    # Loaded in the rare case only: it takes a second.
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            html, favor_precision=True, include_comments=False, include_tables=True
        )
    except Exception:
        # Whatever happens in there to a hostile page, the page itself has been read.
        return ""
    return str(getattr(found, "text", None) or "")
