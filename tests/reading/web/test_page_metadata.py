"""Metadata that a page states: its title, date of issue and address."""

from __future__ import annotations

import pytest

from tests.support.web_pages import (
    BODY,
    TITLE,
    make_paragraphs,
    read_page,
)


@pytest.mark.parametrize(
    ("head", "above", "title"),
    [
        (f"<title>{TITLE}-某某区人民政府网</title>", "", TITLE),
        (f"<title>某某区政府网 | 公开 | {TITLE}</title>", "", TITLE),
        ("<title>某某区人民政府门户网站</title>", "", None),
        ("<title>某某区人民政府</title>", f"<h1>{TITLE}</h1>", TITLE),
        (f"<title>{TITLE}_某某区</title>", f"<h1>某某区人民政府</h1><p>{TITLE}</p>", TITLE),
        ("<title>2021-2025年教育规划-某某区教育局</title>", "", "2021-2025年教育规划"),
        (f'<meta name="ArticleTitle" content="{TITLE[:9]}...">', f"<h2>{TITLE}</h2>", TITLE),
        # A title over several lines is whole in <title>; any of its lines would be half of it.
        *(
            (f"<title>{''.join(lines)}_某某区人民政府</title>", make_paragraphs(list(lines)), "".join(lines))
            for lines in (
                ("某某区人民政府对区十八届人大", "一次会议2022年重点工作的方案"),
                ("某某区人民政府办公室", "关于印发某某区2022年", "重点工作任务", "分解方案的", "通知"),
            )
        ),
        (f'<meta property="og:title" content=" {TITLE} ">', "<h2>通知公告专栏</h2>", TITLE),
    ],
)
def test_title_is_found_without_the_name_of_the_site(head: str, above: str, title: str | None) -> None:
    page = read_page(f"<html><head>{head}</head><body>{above}<div>{make_paragraphs(BODY)}</div>")
    assert page.embedded.get("title") == title


@pytest.mark.parametrize(
    ("head", "above", "issued"),
    [
        ('<meta name="PubDate" content="2022-03-05 09:12">', "", "2022-03-05"),
        ('<meta property="article:published_time" content="2022-3-5T01:00Z">', "", "2022-03-05"),
        ('<meta name="publishdate" content="20220305">', "", "2022-03-05"),
        ("", "<p>发布时间：2022年3月5日 来源：区教育局</p>", "2022-03-05"),
        ('<meta name="PubDate" content="2022-03-05">', "<p>成文日期：2022-03-01</p>", "2022-03-01"),
        ('<meta name="PubDate" content="2022-13-45">', "", None),
    ],
)
def test_date_of_issue_is_found(head: str, above: str, issued: str | None) -> None:
    page = read_page(f"<html><head>{head}</head><body>{above}<div>{make_paragraphs(BODY)}</div>")
    assert page.embedded.get("issued") == issued


def test_address_in_the_comment_of_single_file_is_found() -> None:
    comment = (
        "<!--\n Page saved with SingleFile \n url: https://www.example.gov.cn/1.html \n saved date: x -->"
    )
    page = read_page(f"<!DOCTYPE html> <html>{comment}<body>{make_paragraphs(BODY)}")
    assert page.embedded == {"url": "https://www.example.gov.cn/1.html"}
