"""The document of a page: which lines it has, and which are menus, links and footers."""

from __future__ import annotations

import pytest
import trafilatura

from tests.support.web_pages import (
    BODY,
    FOOTER,
    RELATED,
    TITLE,
    lines_of_document,
    make_link,
    make_paragraphs,
    read_page,
)


def test_text_that_trafilatura_drops_is_kept() -> None:
    table = "<table><tr><td>1</td><td>甲</td></tr><tr><td>2</td><td>乙</td></tr></table>"
    body = [*BODY[:6], BODY[5], BODY[5], "（一）", "略"]
    page = read_page(f"<div><div>{make_paragraphs(body)}{table}</div><p>{BODY[7]}</p></div>")
    assert lines_of_document(page) == [*body, "1\t甲", "2\t乙", BODY[7]]


def test_document_over_several_boxes_is_kept_whole() -> None:
    boxes = "".join(f"<div class=sec>{make_paragraphs(BODY[i : i + 2])}</div>" for i in (0, 2, 4))
    signed = f"<div>{BODY[6]}</div><div>{BODY[7]}</div>"
    page = read_page(f"<ul><li>{make_link('首页')}</ul><div>{boxes}</div>{signed}<div>{FOOTER[1]}</div>")
    assert lines_of_document(page) == BODY


def test_notice_and_its_enclosed_plan_are_one_document() -> None:
    notice = f"<div><p>现将{TITLE}印发给你们，请认真贯彻执行。</p></div><p>{make_link('要点.doc')}</p>"
    page = read_page(f"{make_link('首页')}<div>{notice}<div>{make_paragraphs(BODY)}</div></div>")
    assert lines_of_document(page) == [
        f"现将{TITLE}印发给你们，请认真贯彻执行。",
        "要点.doc",
        *BODY,
    ]


def test_document_directly_in_the_body_is_found() -> None:
    page = read_page(
        f"{make_link('首页')} &gt; 正文<h1>{TITLE}</h1><p>发布时间：2022-03-05</p>{make_paragraphs(BODY)}"
        f"<p>【{make_link('打印')}】</p><p>上一篇：{make_link(RELATED[0])}</p><p>相关阅读：</p>"
        f"<ul><li>{make_link(RELATED[1])}</ul><hr>{make_paragraphs(FOOTER)}"
    )
    assert lines_of_document(page) == BODY


def test_prose_beside_the_document_is_boilerplate_by_its_name_or_by_what_separates_it() -> None:
    news = "近日，区教育局召开会议，学习全国教育大会精神。"
    for beside in (
        f"<div class='sidebar'><p>{news}</p></div>",
        f"<div><h4>相关新闻</h4><p>{news}</p></div>",
        f"<div>{make_link(RELATED[0])}<p>{news}</p></div>",
    ):
        page = read_page(f"<div><div>{make_paragraphs(BODY)}</div>{beside}</div>")
        assert lines_of_document(page) == BODY
        assert news in page.text


def test_trafilatura_decides_in_doubt() -> None:
    comments = "<div class='comment-list'><p>说得好，支持！</p><p>希望早日落到实处。</p></div>"
    page = read_page(f"<div><div>{make_paragraphs(BODY)}</div>{comments}</div>")
    assert lines_of_document(page) == BODY


@pytest.mark.parametrize("failure", [RecursionError, ValueError, None])
def test_the_wider_box_is_taken_where_trafilatura_fails(
    failure: type[Exception] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        if failure:
            raise failure

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    comments = "<div class='comment-list'><p>说得好，支持！</p></div>"
    page = read_page(f"<div><div>{make_paragraphs(BODY)}</div>{comments}</div>")
    assert lines_of_document(page) == [*BODY, "说得好，支持！"]


def test_a_box_named_like_a_document_needs_prose() -> None:
    page = read_page(f"<div id=zoom>{make_link('首页')}</div><div>{make_paragraphs(BODY)}</div>")
    assert lines_of_document(page) == BODY


def test_unclosed_link_does_not_hide_the_document() -> None:
    page = read_page(f"<p>{make_link('首页')}</p><div><a href=x.doc>{make_paragraphs(BODY)}</div>")
    assert lines_of_document(page) == BODY


def test_footer_like_line_within_the_plan_does_not_end_it() -> None:
    body = [*BODY[:4], "主办：区教育局党建办", "联系人：张三", *BODY[4:]]
    assert lines_of_document(read_page(f"{make_link('首页')}<div>{make_paragraphs(body)}</div>")) == body


def test_sentence_about_websites_is_not_boilerplate() -> None:
    body = [*BODY[:6], "提高门户网站访问量，经验及时分享到各校，扫描二维码即可学习。", *BODY[6:]]
    assert lines_of_document(read_page(f"{make_link('首页')}<div>{make_paragraphs(body)}</div>")) == body


def test_page_without_prose_has_no_document() -> None:
    page = read_page(make_paragraphs([make_link(text) for text in RELATED]))
    assert page.main is None
    assert page.text.split("\n") == RELATED
