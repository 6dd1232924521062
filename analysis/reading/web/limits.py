"""Refuses pages that are too large or made to be slow, before anything is built from them."""

from __future__ import annotations

import re

from analysis.notices import Kind
from analysis.reading.errors import ReadingError, Reason
from analysis.settings import Settings

ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
UP_TO_100_ATTRIBUTES = rf"(?:{ATTRIBUTE}){{0,100}}+(?!{ATTRIBUTE})"
# The page up to the first tag with more attributes. The parser compares each attribute of a tag with all
# others, so thousands of them would take minutes.
ORDINARY = re.compile(
    r"(?:[^<]++|<!--(?!-?>)(?:[^-]++|-(?!-!?>))*+"
    rf"|<(?:script|style)(?=[\s/>]){UP_TO_100_ATTRIBUTES}(?:[^<]++|<(?!/(?:script|style)))*+"
    rf"|<[a-z][^\s/>]*+{UP_TO_100_ATTRIBUTES}|<(?![a-z]))*+",
    re.I,
)
# What may be long in a page that holds one plan: scripts, styles, comments, and pictures as text.
BULK = re.compile(
    r"<script\b(?:[^<]++|<(?!/script))*+|<style\b(?:[^<]++|<(?!/style))*+"
    r"|<!--(?:[^-]++|-(?!-))*+|[!#-&(-;=?-~]{1000,}+",
    re.I,
)
TAG = re.compile("<[^<>]*+>?")
# A parsed element takes about a kilobyte. A long report with two tags around each character has some
# hundred thousand tags.
MAX_TAGS = 400_000
# How long a page may be with its tags, in multiples of max_chars.
MAX_WITH_TAGS = 2


def check_limits(html: str, n_tags: int, settings: Settings) -> None:
    """Refuse a page that is too large or would take too long to parse.

    Args:
        html: the page's source.
        n_tags: how often `<` stands in it.
        settings: limits.

    Raises:
        ReadingError: the page has too many tags, too many attributes in a tag, or too much text.
    """
    if n_tags > MAX_TAGS:
        raise ReadingError.of(Reason.TOO_LARGE, Kind.TOO_MANY_TAGS, n=n_tags, most=MAX_TAGS)
    ordinary = ORDINARY.match(html)
    if ordinary is None or ordinary.end() < len(html):
        raise ReadingError.of(Reason.DAMAGED, Kind.TOO_MANY_ATTRIBUTES)
    if len(html) <= settings.max_chars:
        return
    lean = BULK.sub("", html)
    n_chars = len(TAG.sub("", lean))
    if n_chars > settings.max_chars or len(lean) > MAX_WITH_TAGS * settings.max_chars:
        raise ReadingError.of(
            Reason.TOO_LARGE, Kind.PAGE_TOO_LONG, n=n_chars, total=len(lean), most=settings.max_chars
        )
