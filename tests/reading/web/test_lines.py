"""Lines of a page: those that a browser shows, with rows of tables and numbers of lists."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from analysis.chinese.characters import UNSEEN
from analysis.reading.errors import ReadingError
from analysis.reading.web.elements import INVISIBLE
from analysis.reading.web.lines import UNPRINTED
from analysis.reading.word.lines import INVISIBLE as INVISIBLE_IN_WORD
from tests.support.web_pages import (
    BODY,
    make_link,
    read_lines,
    read_page,
)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>一段<p>二段</p>三段", ["一段", "二段", "三段"]),
        ("<p>甲<b>乙</b><i>丙</i></p>", ["甲乙丙"]),
        ("<font>党<span>建</span></font><font><span>工</span>作</font>", ["党建工作"]),
        ("<div>一<br>二<br><br>三</div>四", ["一", "二", "三", "四"]),
        ("<div>直接<div>嵌套</div>写字</div>", ["直接", "嵌套", "写字"]),
        ("<p>&nbsp;&emsp;缩进　空格&ensp;</p>", ["\xa0\u2003缩进　空格\u2002"]),
        ("<p>学\n    校   党\tAB\n CD</p>", ["学校 党 AB CD"]),
        ("<p>软&shy;连&#8203;字\ufeff符</p>", ["软连字符"]),
        ("<p>a<wbr>b &lt;甲&gt; &#20826;&#x5efa; &amp;</p>", ["ab <甲> 党建 &"]),
        ("<p>一<p></p><p>&nbsp;</p><p>二", ["一", "二"]),
        ("<p>见<sup>①</sup><ruby>党<rp>(</rp></ruby></p>", ["见①党"]),
        ('<p><img src=a alt="图"><input value="提交">文</p>', ["文"]),
        ("<pre>一\n\t二\n三</pre>", ["一", "二", "三"]),
        ('<p style="white-space: pre-wrap">一<b>点\n二</b>点</p>', ["一点", "二点"]),
        ("<p>甲<span style='display:block'>乙</span>丙</p>", ["甲", "乙", "丙"]),
        ("<p>甲</p><p style='display:inline'>乙</p>", ["甲", "乙"]),
        ("<ucapcontent>正<p>文</p></ucapcontent>", ["正", "文"]),
        ("<div>甲</div></body></html><p>页尾之后</p>", ["甲", "页尾之后"]),
        ("<p>甲<p>乙</b></i></div>丙", ["甲", "乙丙"]),
        ("<p>一<!-- 注释 -->段<?php x ?></p><![if !vml]>看<![endif]>", ["一段", "看"]),
        ("<title>题</title>无头的<p>页", ["无头的", "页"]),
        ("<p>段\u2028落\x0b里\x85的</p><p>符\x00号\x07</p>", ["段 落 里 的", "符号"]),
    ],
)
def test_lines_are_as_a_browser_shows_them(source: str, shown: list[str]) -> None:
    assert read_lines(source) == shown


@pytest.mark.parametrize(
    "invisible",
    [
        "<script>var a = '看不见';</script>",
        "<style>p { content: '看不见' }</style>",
        "<noscript><p>看不见</p></noscript>",
        "<template><p>看不见</p></template>",
        "<select><option>看不见<option>看不见</select>",
        "<iframe src=a srcdoc='<p>看不见</p>'>看不见</iframe>",
        "<p hidden>看不见</p>",
        "<div style='color:red; DISPLAY : none'><p>看不见</p></div>",
        "<span style='visibility:hidden'>看不见</span>",
        "<svg><text>看不见</text></svg>",
        "<xml><o:p>看不见</o:p></xml>",
        "<title>看不见</title>",
    ],
)
def test_invisible_text_is_left_out(invisible: str) -> None:
    assert "".join(read_lines(f"<div>前{invisible}后</div>")) == "前后"


def test_a_page_pasted_into_the_article_is_read_as_its_part() -> None:
    pasted = (
        "<html><head><meta charset=gb2312><title>内页</title><style>p{}</style></head>"
        f"<body lang=ZH-CN><p>{BODY[1]}</p></body></html>"
    )
    source = f"<html><body><div><p>{BODY[0]}</p>{pasted}<p>{BODY[2]}</p></div></body></html>"
    assert read_lines(source) == BODY[:3]


def test_row_of_a_data_table_is_a_line_with_tabs() -> None:
    source = (
        "<p>分工表</p><table border=1><caption>表1</caption><tr><th>序号<th>任务<th>时限</tr>"
        "<tr><td>1<td><p>抓学习<p>抓队伍</p><td></tr><tr><td rowspan=2>2<td>建<br>阵地<td>6月</tr>"
        "<tr><td colspan=2>合计</table>完"
    )
    assert read_lines(source) == [
        "分工表",
        "表1",
        "序号\t任务\t时限",
        "1\t抓学习 抓队伍",
        "2\t建 阵地\t6月",
        "合计",
        "完",
    ]


def test_cells_of_a_layout_table_are_separate_lines() -> None:
    nested = "<table><tr><td>甲</td><td><table><tr><td>乙</td></tr></table></td></tr></table>"
    beside = f"<table><tr><td>栏目</td><td><p>{BODY[0]}<p>{BODY[2]}</td></tr></table>"
    single = "<table border=1><tr><td>一</td></tr><tr><td>二</td></tr></table>"
    menus = "<table><tr><td>甲<br>乙<br>丙<br>丁</td><td>戊</td></tr><tr><td>己</td><td>庚</td></tr></table>"
    assert read_lines(nested) == ["甲", "乙"]
    assert read_lines(beside) == ["栏目", BODY[0], BODY[2]]
    assert read_lines(single) == ["一", "二"]
    assert read_lines(menus) == list("甲乙丙丁戊己庚")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
        (
            "<ol start=3><li><p>甲</p>续<li value=9>乙<li>丙</ol>",
            ["3. 甲", "续", "9. 乙", "10. 丙"],
        ),
        ("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"]),
        ("<ol type=a><li>甲<ol type=I><li>乙</ol></ol>", ["a. 甲", "I. 乙"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲<li>乙</ol>", ["一、甲", "二、乙"]),
        ("<ol class='custom_cn2 list-paddingleft-1'><li>甲<li>乙</ol>", ["（一）甲", "（二）乙"]),
        ("<ol style='list-style: none'><li>甲</ol><ul><li>乙</ul>", ["甲", "乙"]),
        ("<ol><li>1.甲<li>（二）乙<li>第三章</ol>", ["1.甲", "（二）乙", "第三章"]),
        (f"<ol><li>{make_link('首页')}<li>{make_link('公开')}</ol>", ["首页", "公开"]),
        ("<ol start=99999999999><li>甲</ol><li>乙", ["1. 甲", "乙"]),
    ],
)
def test_numbers_of_an_ordered_list_are_restored(source: str, shown: list[str]) -> None:
    assert read_lines(source) == shown


TAGS = st.sampled_from(
    [
        "<table border=1>",
        "<tr>",
        "<td>",
        "<th>",
        "</table>",
        "<ul>",
        "<li>",
        "</ul>",
        "<a href=x>",
        "</a>",
        "<p>",
        "</p>",
        "<div id=zoom>",
        "</div>",
        "<br>",
        "<pre>",
        "</pre>",
        "<span style='display:block'>",
        "<h1>",
        "<title>",
        "</title>",
        "</body>",
        "<html>",
        "<select>",
        "<option>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<caption>",
        "<dd>",
        "<textarea>",
        "</textarea>",
        "\n",
        "&nbsp;",
        "一、",
        "坚持领导。",
        "a b",
    ]
)


def collect_visible_text(element: HtmlElement) -> str:
    if element.tag in INVISIBLE:
        return ""
    inner = "".join(collect_visible_text(child) + (child.tail or "") for child in element)
    return (element.text or "") + inner


@settings(max_examples=200, deadline=None)
@given(st.lists(TAGS, max_size=60))
def test_no_visible_character_is_lost_or_moved(tags: list[str]) -> None:
    source = "<html>" + "".join(tags)
    parser = HTMLParser(encoding="utf-8", remove_comments=True)
    tree = document_fromstring(source.replace("</body>", "").encode(), parser=parser)
    try:
        text = read_page(source).text
    except ReadingError:
        text = ""
    assert "".join(text.split()) == "".join(collect_visible_text(tree).split())


@pytest.mark.parametrize("unseen", UNSEEN)
def test_characters_that_no_font_shows_are_left_out_of_pages_and_word_files(unseen: str) -> None:
    assert UNPRINTED.sub("", f"教{unseen}育") == INVISIBLE_IN_WORD.sub("", f"教{unseen}育") == "教育"
