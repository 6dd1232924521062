"""Web archives (MHT): the page among their parts."""

from __future__ import annotations

import pytest

from analysis.reading import extract, formats
from analysis.reading.errors import ReadingError
from analysis.reading.web import mht
from tests.support.web_pages import (
    BODY,
    LIMITS,
    PICTURE,
    TITLE,
    lines_of_document,
    make_archive,
    make_link,
    make_paragraphs,
    make_part,
)


@pytest.mark.parametrize("way", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_web_archive_gives_its_page(way: str, charset: str) -> None:
    source = f"<html><body>{make_link('首页')}<h1>{TITLE}</h1>{make_paragraphs(BODY)}</body></html>"
    page = mht.read(make_archive([make_part(source, way, charset=charset), PICTURE]), LIMITS)
    assert page.text.split("\n") == ["首页", TITLE, *BODY]
    assert lines_of_document(page)[-len(BODY) :] == BODY
    assert (page.format, page.encoding) == ("html", charset)
    assert page.embedded == {"title": TITLE, "url": "http://www.example.gov.cn/art/1.html"}


def test_web_archive_is_recognised_by_its_header() -> None:
    data = make_archive([make_part(make_paragraphs(BODY * 5))])
    assert formats.detect_format(data) == formats.MHT
    assert extract(data, LIMITS).text.split("\n") == BODY * 5


def test_web_archive_of_frames_gives_the_frame_with_the_document() -> None:
    frame = "<html><frameset><frame src=a.html></frameset></html>"
    data = make_archive(
        [
            make_part(frame),
            PICTURE,
            make_part(make_paragraphs(["欢迎访问本网站。"])),
            make_part(make_paragraphs(BODY)),
        ]
    )
    assert mht.read(data, LIMITS).text.split("\n") == BODY


def test_web_archive_inside_a_mail_part_is_found() -> None:
    inner = b'Content-Type: multipart/alternative; boundary="in"\r\n\r\n\r\n--in\r\n'
    data = make_archive([inner + make_part(make_paragraphs(BODY)) + b"\r\n--in--\r\n"])
    assert mht.read(data, LIMITS).text.split("\n") == BODY


def test_web_archive_without_a_page_is_refused() -> None:
    with pytest.raises(ReadingError, match="holds no page") as error:
        mht.read(make_archive([PICTURE]), LIMITS)
    assert error.value.reason == "damaged"
