"""Web archives (.mht): a page and its pictures in one file, as browsers, Word and WPS save them."""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser

from analysis.reading.extracted import Extracted, ReadingError
from analysis.reading.web import html
from analysis.settings import Settings

NO_DIGIT = re.compile(rb"[^A-Za-z0-9+/]")
BLANK_LINE = re.compile(rb"\r?\n\r?\n|\r\r")
# Where a browser states the page's own address.
ADDRESSES = ("Snapshot-Content-Location", "Content-Location")
# Heads have some hundred bytes. A page with frames holds a handful of pages, and parts lie one
# level deep, two in archives made from mails.
LONGEST_HEAD, MAX_PAGES, DEEPEST = 64_000, 10, 3
# A page in a frame is the document where it has this many times the first page's text.
RATHER = 2


def read(data: bytes, settings: Settings) -> Extracted:
    """The text of the page in a web archive.

    The first page in it is the one that was saved; where that one only frames another, the other.

    Raises:
        ReadingError: the archive holds no page, or none that can be read.
    """
    best: Extracted | None = None
    failure = ReadingError(
        "damaged",
        "The web archive holds no page; open the page in a browser and save it again.",
    )
    for number, (headers, body) in enumerate(_pages(data)):
        if number == MAX_PAGES:
            break
        try:
            found = _read_page(headers, body, settings)
        except ReadingError as error:
            failure = error if not number else failure
            continue
        if best is None or _length(found) > RATHER * _length(best):
            best = found
    if best is None:
        raise failure
    return best


def _length(page: Extracted) -> int:
    return page.main[1] - page.main[0] if page.main else 0


def _pages(data: bytes) -> Iterator[tuple[Message, bytes]]:
    """Headers and encoded body of each web page of an archive, in order."""
    waiting = [(data, 0)]
    while waiting:
        part, depth = waiting.pop()
        headers, body = _split(part.lstrip(b"\r\n"))
        boundary = headers.get_boundary()
        if headers.get_content_maintype() == "multipart" and boundary and depth < DEEPEST:
            parts = body.split(b"--" + boundary.encode("utf-8", "replace"))[1:]
            waiting += [(inner, depth + 1) for inner in reversed(parts)]
        elif headers.get_content_type() in ("text/html", "application/xhtml+xml"):
            yield headers, body


def _split(part: bytes) -> tuple[Message, bytes]:
    end = BLANK_LINE.search(part, 0, LONGEST_HEAD)
    head, body = (part[: end.start()], part[end.end() :]) if end else (b"", b"")
    return BytesHeaderParser().parsebytes(head), body


def _read_page(headers: Message, body: bytes, settings: Settings) -> Extracted:
    way = str(headers.get("Content-Transfer-Encoding", "")).strip().lower()
    if way == "quoted-printable":
        body = quopri.decodestring(body)
    elif way == "base64":
        digits = NO_DIGIT.sub(b"", body)
        body = base64.b64decode(digits[: len(digits) // 4 * 4])
    text, encoding = html.decode(body, headers.get_content_charset() or "")
    stated = (str(headers.get(name, "")).strip() for name in ADDRESSES)
    address = next((url for url in stated if url.lower().startswith("http")), "")
    return html.read_page(text, encoding, settings, url=address)
