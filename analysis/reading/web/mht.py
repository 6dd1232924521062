"""Web archives (.mht): a page and its pictures in one file, as browsers, Word and WPS save them."""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser

from analysis.notices import Kind
from analysis.reading.errors import ReadingError, Reason
from analysis.reading.extracted import Extracted
from analysis.reading.web.charset import decode
from analysis.reading.web.html import read_decoded
from analysis.settings import Settings

NO_DIGIT = re.compile(rb"[^A-Za-z0-9+/]")
BLANK_LINE = re.compile(rb"\r?\n\r?\n|\r\r")
# Headers in which browsers state the address of a page.
ADDRESSES = ("Snapshot-Content-Location", "Content-Location")
# Headers have a few hundred bytes. An archive with frames holds a handful of pages. Parts lie one level deep,
# two in archives made from mails.
MAX_HEADER_SIZE, MAX_PAGES, MAX_DEPTH = 64_000, 10, 3
# A page in a frame is preferred where its document is longer than the first page's by this factor.
MUCH_LONGER = 2


def read(data: bytes, settings: Settings) -> Extracted:
    """Read the page in a web archive.

    The first page is the one that was saved; where it is only a frame around another, the other is read.

    Raises:
        ReadingError: the archive holds no page, or none that can be read.
    """
    best: Extracted | None = None
    failure = ReadingError.of(Reason.DAMAGED, Kind.WEB_ARCHIVE_WITHOUT_PAGE)
    for index, (headers, body) in enumerate(_pages(data)):
        if index == MAX_PAGES:
            break
        try:
            page = _read_page(headers, body, settings)
        except ReadingError as error:
            failure = error if not index else failure
            continue
        if best is None or _main_length(page) > MUCH_LONGER * _main_length(best):
            best = page
    if best is None:
        raise failure
    return best


def _main_length(page: Extracted) -> int:
    return page.main[1] - page.main[0] if page.main else 0


def _pages(data: bytes) -> Iterator[tuple[Message, bytes]]:
    """Yield the headers and the encoded body of each web page in an archive, in order."""
    waiting = [(data, 0)]
    while waiting:
        part, depth = waiting.pop()
        headers, body = _split_part(part.lstrip(b"\r\n"))
        boundary = headers.get_boundary()
        if headers.get_content_maintype() == "multipart" and boundary and depth < MAX_DEPTH:
            parts = body.split(b"--" + boundary.encode("utf-8", "replace"))[1:]
            waiting += [(inner, depth + 1) for inner in reversed(parts)]
        elif headers.get_content_type() in ("text/html", "application/xhtml+xml"):
            yield headers, body


def _split_part(part: bytes) -> tuple[Message, bytes]:
    end = BLANK_LINE.search(part, 0, MAX_HEADER_SIZE)
    head, body = (part[: end.start()], part[end.end() :]) if end else (b"", b"")
    return BytesHeaderParser().parsebytes(head), body


def _read_page(headers: Message, body: bytes, settings: Settings) -> Extracted:
    transfer = str(headers.get("Content-Transfer-Encoding", "")).strip().lower()
    if transfer == "quoted-printable":
        body = quopri.decodestring(body)
    elif transfer == "base64":
        digits = NO_DIGIT.sub(b"", body)
        body = base64.b64decode(digits[: len(digits) // 4 * 4])
    text, encoding = decode(body, headers.get_content_charset() or "")
    addresses = (str(headers.get(name, "")).strip() for name in ADDRESSES)
    url = next((address for address in addresses if address.lower().startswith("http")), "")
    return read_decoded(text, encoding, settings, url=url)
