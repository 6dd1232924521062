"""Encodings of pages: what they declare, and what they are in."""

from __future__ import annotations

import pytest

from analysis.reading.errors import ReadingError
from analysis.reading.web import html
from tests.support.web_pages import (
    BODY,
    LIMITS,
    make_link,
    make_paragraphs,
)


@pytest.mark.parametrize(
    ("declared", "actual", "named"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("", "gb18030", "gb18030"),
        ("", "utf-8", "utf-8"),
        ("iso-8859-1", "gb18030", "gb18030"),
        ("no-such-charset", "gb18030", "gb18030"),
        ("utf-8", "utf-16", "utf-16"),
        ("gb2312", "utf-16-le", "utf-16-le"),
        ("", "utf-16-be", "utf-16-be"),
        ("gbk", "utf-8-sig", "utf-8-sig"),
    ],
)
def test_encoding_is_detected_from_the_bytes(declared: str, actual: str, named: str) -> None:
    meta = f"<meta http-equiv=content-type content='text/html; charset={declared}'>" * bool(declared)
    data = f"<html><head>{meta}<title>页</title></head><body>{make_paragraphs(BODY)}".encode(actual)
    page = html.read(data, LIMITS)
    assert (page.encoding, page.text.split("\n")) == (named, BODY)


def test_big5_page_is_read() -> None:
    body = "堅持和加強黨對教育工作的全面領導，落實立德樹人根本任務，推進學校黨組織建設。"
    page = html.read(f"<meta charset=big5><p>{body}".encode("big5"), LIMITS)
    assert (page.encoding, page.text) == ("big5hkscs", body)


def test_characters_beyond_gb2312_are_read() -> None:
    page = html.read("<meta charset=gb2312><p>朱镕基、喆、〇、㐂、堃，学校的工作。".encode("gb18030"), LIMITS)
    assert page.text == "朱镕基、喆、〇、㐂、堃，学校的工作。"


def test_one_damaged_byte_in_a_menu_costs_one_character() -> None:
    data = f"<meta charset=utf-8><p>{make_link('首页')}</p>{make_paragraphs(BODY)}".encode()
    broken = data.replace("页".encode(), "页".encode()[:2], 1)
    page = html.read(broken, LIMITS)
    assert (page.encoding, page.text.split("\n")) == ("utf-8", ["首\ufffd", *BODY])


def test_hanzi_as_entities_in_a_western_page_are_read() -> None:
    entities = "".join(f"&#{ord(c)};" for c in BODY[0])
    data = f"<meta charset=windows-1252><p>{entities} ".encode() + b"\x93A\x94 caf\xe9"
    page = html.read(data, LIMITS)
    assert (page.encoding, page.text) == ("cp1252", f"{BODY[0]} “A” café")


def test_bytes_of_no_chinese_encoding_are_refused() -> None:
    data = b"<p>" + bytes(range(0x80, 0x100)) * 3
    with pytest.raises(ReadingError) as error:
        html.read(data, LIMITS)
    assert error.value.reason == "wrong encoding"
