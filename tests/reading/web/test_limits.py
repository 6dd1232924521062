"""Hostile, empty and damaged pages: they are read or refused, in bounded time."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.reading.errors import ReadingError
from analysis.reading.extracted import Extracted
from analysis.reading.web import html, mht
from analysis.settings import Settings
from tests.support.web_pages import (
    BODY,
    LIMITS,
    PICTURE,
    TITLE,
    make_archive,
    make_link,
    make_paragraphs,
    make_part,
    read_lines,
    read_page,
)


@pytest.mark.parametrize(
    "source",
    [
        "<html></html>",
        "<frameset><frame src=a></frameset>",
        "<script>x()</script>",
        "<!-- <p>文",
        "",
        "\x00",
    ],
)
def test_page_without_visible_text_is_refused_as_empty(source: str) -> None:
    with pytest.raises(ReadingError) as error:
        read_page(source)
    assert error.value.reason == "empty"


def test_text_inside_a_thousand_nested_tags_is_kept() -> None:
    page = read_page("<div><b>" * 900 + make_paragraphs(BODY) + "</b></div>" * 900 + "<p>尾")
    assert page.text.split("\n") == [*BODY, "尾"]


def test_tags_too_deep_for_the_parser_are_refused() -> None:
    with pytest.raises(ReadingError, match="nested thousands deep"):
        read_page("<div>" * 100_000 + "文" + "</div>" * 100_000)


def test_tag_with_thousands_of_attributes_is_refused_at_once() -> None:
    attributes = " ".join(f"a{i}='>'" for i in range(50_000))
    with pytest.raises(ReadingError, match="attributes"):
        read_page(f"{make_paragraphs(BODY)}<p {attributes}>文")


def test_code_in_a_script_does_not_count_as_attributes() -> None:
    script = "<script>if (a<b) {" + " ".join(f"x{i} = {i};" for i in range(500)) + "}</script>"
    assert read_lines(script + make_paragraphs(BODY)) == BODY


def test_entities_are_not_resolved() -> None:
    laughs = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    source = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "哈">{laughs}'
        '<!ENTITY x SYSTEM "file:///etc/hostname">]><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<body><p>&a9;&x;</p>{make_paragraphs(BODY)}</body></html>"
    )
    shown = read_lines(source)
    assert shown[-len(BODY) :] == BODY
    assert len(shown) <= len(BODY) + 2
    assert shown[-len(BODY) - 1] == "&a9;&x;"


def test_too_much_text_is_refused_before_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "parse_html", None)
    few = Settings(max_chars=10_000)
    for source in ("<p>" + "教" * 10_001, "<" * 500_000, "<p>" * 400_001):
        with pytest.raises(ReadingError) as error:
            html.read(source.encode(), few)
        assert error.value.reason == "too large"


def test_pictures_and_scripts_do_not_count_towards_the_limit_of_text() -> None:
    few = Settings(max_chars=1_000)
    bulk = f"<script>{'a<b;' * 2_000}</script><img src='data:image/png;base64,{'iVBO/Rw0' * 2_000}'><!--{'x' * 9_000}-->"
    page = html.read(f"{bulk}{make_paragraphs(BODY)}".encode(), few)
    assert page.text.split("\n") == BODY


WHOLE = f"""<html><head><meta charset="utf-8"><title>{TITLE}</title></head><body><ul><li>{make_link("首页")}</ul>
<table border=1 style="border:1px solid"><tr><td>索引号：</td><td>1</td></tr><tr><td>a<td>b</table><div id=zoom><ol type=I>
<li value=4>甲</ol>{make_paragraphs(BODY)}<p style="display:none">无。</p></div></body></html>"""

PIECES = st.sampled_from(
    [
        b"<table>",
        b"</td>",
        b"<tr>",
        b"<ol start=9>",
        b"</ol>",
        b"<li>",
        b"<a href=x>",
        b"</a>",
        b"<!--",
        b"<pre>",
        b"</div>",
        b"<div hidden>",
        b"\x00",
        b"\xff\xfe",
        b"&#0;",
        b"<br",
        b"<script>",
        b"\r\n\r\n",
        b"=?utf-8?b?",
        b"--",
        b"charset*0*=x''%ff",
        b"<p style='",
        b"<title>",
        b"<caption>",
    ]
)

MUTATIONS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 40), st.one_of(st.binary(max_size=6), PIECES)),
    max_size=8,
)


def mutate(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for place, cut, put in changes:
        place %= len(data) + 1
        data = data[:place] + put + data[place + cut :]
    return data


def check_page(page: Extracted) -> None:
    assert all(line.strip() for line in page.text.split("\n"))
    if page.main:
        start, end = page.main
        assert 0 <= start < end <= len(page.text)
        assert start == 0 or page.text[start - 1] == "\n"
        assert end == len(page.text) or page.text[end] == "\n"
    assert all(isinstance(value, str) and value for value in page.embedded.values())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MUTATIONS, st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_damaged_pages_are_read_or_refused(changes: list[tuple[int, int, bytes]], encoding: str) -> None:
    try:
        page = html.read(mutate(WHOLE.encode(encoding), changes), LIMITS)
    except ReadingError:
        return
    check_page(page)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MUTATIONS)
def test_damaged_archives_are_read_or_refused(changes: list[tuple[int, int, bytes]]) -> None:
    try:
        page = mht.read(mutate(make_archive([make_part(WHOLE), PICTURE]), changes), LIMITS)
    except ReadingError:
        return
    check_page(page)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for reader in (html.read, mht.read):
        try:
            check_page(reader(data, LIMITS))
        except ReadingError:
            continue
