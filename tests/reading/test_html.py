"""Saved web pages: visible lines, the document among them, page metadata, encodings and limits."""

from __future__ import annotations

import quopri
from base64 import encodebytes

import pytest
import trafilatura
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from analysis.reading import extract, formats
from analysis.reading.errors import ReadingError
from analysis.reading.extracted import Extracted
from analysis.reading.web import html, mht
from analysis.reading.web.elements import INVISIBLE
from analysis.settings import Settings

LIMITS = Settings()
TITLE = "中共某某区教育局委员会2022年党建工作要点"
BODY = [
    "2022年党建工作的总体要求是：坚持和加强党对教育工作的全面领导，落实立德树人根本任务。",
    "一、强化政治引领",
    "1.加强理论学习。落实“第一议题”制度，每月集中学习不少于一次。",
    "2.严肃党内政治生活。认真开好民主生活会和组织生活会。",
    "二、夯实基层基础",
    "推进党支部标准化建设，选好配强学校党组织书记。",
    "某某区教育局",
    "2022年3月1日",
]
RELATED = ["区教育局召开党建工作推进会", "关于公布优秀党务工作者名单的通知", "我区举行庆祝大会"]
FOOTER = ["主办：某某区人民政府办公室", "版权所有：某某区人民政府　某ICP备05000001号"]


def link(text: str) -> str:
    return f'<a href="/1.html">{text}</a>'


def links(texts: list[str], between: str = "") -> str:
    return between.join(map(link, texts))


def paragraphs(texts: list[str], tag: str = "p") -> str:
    return "\n".join(f"<{tag}>{text}</{tag}>" for text in texts)


def read(source: str, encoding: str = "utf-8") -> Extracted:
    return html.read(source.encode(encoding), LIMITS)


def lines(source: str) -> list[str]:
    return read(source).text.split("\n")


def main_lines(page: Extracted) -> list[str]:
    assert page.main is not None
    start, end = page.main
    return page.text[start:end].split("\n")


# Layouts of sites: all lines, and which of them are the document.


def test_nested_layout_tables_of_2003_in_gb2312() -> None:
    page = read(
        f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{TITLE}-某某区教育信息网</title></head><body bgcolor=#ffffff>
<table width=778 border=0><tr><td><img src=banner.jpg alt=横幅></td></tr><tr><td><table><tr>
<td>{link("首页")}</td><td>|</td><td>{link("通知公告")}</td></tr></table></td></tr></table>
<table width=778 border=0><tr><td width=180 valign=top><table>
<tr><td>最新公告</td></tr><tr><td>&nbsp;{link(RELATED[0])}</td></tr><tr><td>&nbsp;{link(RELATED[1])}</td></tr></table></td>
<td><table width=98%><tr><td>您当前的位置：{link("首页")} &gt;&gt; {link("通知公告")} &gt;&gt; 正文</td></tr>
<tr><td align=center><font size=4 color=red><b>{TITLE}</b></font></td></tr>
<tr><td>发布时间：2022-3-5 10:00:00&nbsp;&nbsp;点击数：<script>document.write(1)</script>235</td></tr>
<tr><td><font style="font-size:14px">{"<br>".join("&nbsp;&nbsp;" + text for text in BODY)}</font></td></tr>
<tr><td align=right>【{link("打印本页")}】【{link("关闭窗口")}】</td></tr></table></td></tr></table>
<table><tr><td align=center>{"<br>".join(FOOTER)}</td></tr></table></body></html>""",
        "gb18030",
    )
    assert page.encoding == "gb18030"
    assert page.text.split("\n") == [
        "首页\t|\t通知公告",
        "最新公告",
        f"\xa0{RELATED[0]}",
        f"\xa0{RELATED[1]}",
        "您当前的位置：首页 >> 通知公告 >> 正文",
        TITLE,
        "发布时间：2022-3-5 10:00:00\xa0\xa0点击数：235",
        *("\xa0\xa0" + text for text in BODY),
        "【打印本页】【关闭窗口】",
        *FOOTER,
    ]
    assert main_lines(page) == ["\xa0\xa0" + text for text in BODY]
    assert page.embedded == {"title": TITLE, "issued": "2022-03-05"}


def test_page_of_trs_wcm_with_meta_data_for_machines() -> None:
    page = read(
        f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head>
<meta charset="utf-8"/><title>{TITLE}_某某区人民政府</title>
<meta name="SiteName" content="某某区人民政府"/><meta name="ArticleTitle" content="{TITLE}"/>
<meta name="PubDate" content="2022-03-05 09:12"/><meta name="ContentSource" content="区教育局"/>
<link rel="canonical" href="https://www.example.gov.cn/art/1.html"></head><body>
<ul class="nav"><li>{link("首页")}</li><li>{link("政务公开")}</li></ul>
<div class="dqwz">当前位置：{link("首页")}&nbsp;&gt;&nbsp;{link("工作计划")}</div>
<div class="xl"><h2>{TITLE}</h2><div><span>2022-03-05</span> <span>来源：区教育局</span>
<div class="share">分享到：<a title="微信"></a></div>字号：{link("大")} {link("中")} {link("小")}</div>
<div class=TRS_Editor><style>.TRS_Editor P{{margin:0}}</style>{paragraphs(BODY)}</div>
<div class="fj">附件：{link("任务分工表.doc")}</div></div>
<div><h3>相关信息</h3><ul>{paragraphs([link(text) + "<span>2022-02-01</span>" for text in RELATED], "li")}</ul></div>
<div class="footer">{paragraphs(FOOTER)}</div></body></html>"""
    )
    assert page.text.split("\n") == [
        "首页",
        "政务公开",
        "当前位置：首页\xa0>\xa0工作计划",
        TITLE,
        "2022-03-05 来源：区教育局",
        "分享到：",
        "字号：大 中 小",
        *BODY,
        "附件：任务分工表.doc",
        "相关信息",
        *(text + "2022-02-01" for text in RELATED),
        *FOOTER,
    ]
    assert main_lines(page) == BODY
    assert page.embedded == {
        "title": TITLE,
        "issued": "2022-03-05",
        "source": "某某区人民政府",
        "url": "https://www.example.gov.cn/art/1.html",
    }


def test_page_of_hanweb_jcms_with_marks_in_comments() -> None:
    page = read(
        f"""<html><head><title>某某区人民政府 通知公告 {TITLE}</title>
<meta name="Maketime" content="2022-03-05 09:12:11"></head><body><table width="100%">
<tr><td>当前位置：<table><tr><td>{link("首页")}</td><td> &gt; </td><td>{link("通知公告")}</td></tr></table></td></tr></table>
<table width="100%"><tbody><tr><td class="title"><!--<$[标题]>begin-->{TITLE}<!--<$[标题]>end--></td></tr>
<tr><td>发布日期：2022-03-05 09:12　信息来源：<!--begin-->区教育局<!--end-->　浏览次数：<script src="h.js"></script></td></tr>
<tr><td><div id="zoom"><!--ZJEG_RSS.content.begin--><meta name="ContentStart">
{"".join(f'<p style="text-indent:2em"><span>{text}</span></p>' for text in BODY)}
<meta name="ContentEnd"><!--ZJEG_RSS.content.end--></div></td></tr></tbody></table>
<div>上一篇：{link(RELATED[0])}</div><div>下一篇：{link(RELATED[1])}</div>
<table width="100%"><tr><td>{FOOTER[0]}</td></tr><tr><td>{FOOTER[1]}</td></tr></table></body></html>"""
    )
    assert page.text.split("\n") == [
        "当前位置：",
        "首页\t>\t通知公告",
        TITLE,
        "发布日期：2022-03-05 09:12　信息来源：区教育局　浏览次数：",
        *BODY,
        f"上一篇：{RELATED[0]}",
        f"下一篇：{RELATED[1]}",
        *FOOTER,
    ]
    assert main_lines(page) == BODY
    assert page.embedded == {"title": TITLE, "issued": "2022-03-05", "source": "区教育局"}


def test_modern_page_with_share_bar_and_sidebar() -> None:
    page = read(
        f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{TITLE} - 某某区教育局</title></head><body>
<header><nav>{links(["首页", "公开"], " ")}</nav></header><main><div class="crumb">您所在的位置：{link("首页")}<i>&gt;</i>{link("公开")}</div>
<article><h1>{TITLE}</h1><div><span>发布时间：2022-03-05</span><span>　浏览量：33</span><div><em>分享：</em><a>微信</a><a>微博</a></div></div>
<div>{paragraphs(BODY)}</div><div>{link("打印")} {link("收藏")}</div></article>
<aside><h3>热门推荐</h3><p>近日，区委书记到学校调研，强调要办好人民满意的教育。</p>{links(RELATED, "<br>")}</aside></main>
<footer>{paragraphs(FOOTER)}</footer></body></html>"""
    )
    assert page.text.split("\n") == [
        "首页 公开",
        "您所在的位置：首页>公开",
        TITLE,
        "发布时间：2022-03-05　浏览量：33",
        "分享：微信微博",
        *BODY,
        "打印 收藏",
        "热门推荐",
        "近日，区委书记到学校调研，强调要办好人民满意的教育。",
        *RELATED,
        *FOOTER,
    ]
    assert main_lines(page) == BODY
    assert page.embedded == {"title": TITLE, "issued": "2022-03-05"}


def test_disclosure_page_with_its_table_of_facts() -> None:
    page = read(
        f"""<html><head><meta charset="gbk"><title>{TITLE}</title></head><body><div>{links(["首页", "目录"], " ")}</div>
<table class="xxgk"><tr><td>索 引 号：</td><td>330106-2022-001</td><td>主题分类：</td><td>教育</td></tr>
<tr><td>发文机关：</td><td>某某区教育局</td><td>成文日期：</td><td>2022年3月1日</td></tr>
<tr><td>标　　题：</td><td colspan=3>{TITLE}</td></tr>
<tr><td>发文字号：</td><td>某教〔2022〕3号</td><td>有效性：</td><td>有效</td></tr></table>
<div class="tit">{TITLE}</div><div id="content">{paragraphs(BODY, "div")}</div>
<div>扫一扫在手机打开当前页</div><div>{"<br/>".join(FOOTER)}</div></body></html>"""
    )
    assert page.encoding == "utf-8"
    assert page.text.split("\n") == [
        "首页 目录",
        "索 引 号：\t330106-2022-001\t主题分类：\t教育",
        "发文机关：\t某某区教育局\t成文日期：\t2022年3月1日",
        f"标　　题：\t{TITLE}",
        "发文字号：\t某教〔2022〕3号\t有效性：\t有效",
        TITLE,
        *BODY,
        "扫一扫在手机打开当前页",
        *FOOTER,
    ]
    assert main_lines(page)[-len(BODY) :] == BODY
    assert page.embedded == {
        "title": TITLE,
        "issued": "2022-03-01",
        "issuer": "某某区教育局",
        "number": "某教〔2022〕3号",
    }


def test_wechat_page_whose_script_would_show_the_article() -> None:
    sections = "".join(
        f"<section><section><p><span>{text}</span></p></section></section><p><br></p>" for text in BODY
    )
    page = read(
        f"""<!DOCTYPE html>
<!-- saved from url=(0040)https://mp.weixin.qq.com/s/abcdefghijklmn -->
<html><head><meta charset="utf-8"><meta property="og:title" content="{TITLE}">
<meta property="og:site_name" content="微信公众平台"><title></title></head><body><div id="img-content">
<h1 class="rich_media_title" id="activity-name">
{TITLE}
</h1><div><span>党建办</span> <a href="javascript:void(0);" id="js_name">某某教育</a> <em id="publish_time">2022-03-05 18:20</em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0; ">{sections}
<p style="display: none;"><mp-style-type data-value="3">样式</mp-style-type></p></div>
</div><div><span>预览时标签不可点</span><div>微信扫一扫关注该公众号</div></div>
<script>var nickname="某某教育";</script></body></html>"""
    )
    assert page.text.split("\n") == [
        TITLE,
        "党建办 某某教育 2022-03-05 18:20",
        *BODY,
        "预览时标签不可点",
        "微信扫一扫关注该公众号",
    ]
    assert main_lines(page) == BODY
    assert page.embedded == {
        "title": TITLE,
        "issued": "2022-03-05",
        "source": "某某教育",
        "url": "https://mp.weixin.qq.com/s/abcdefghijklmn",
    }


def test_school_site_saved_by_a_browser() -> None:
    page = read(
        f"""<!DOCTYPE html>
<!-- saved from url=(0034)http://www.example.edu.cn/1/2.html -->
<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><title>{TITLE}-某某小学</title></head>
<body><ul id="menu"><li>{link("学校概况")}<ul><li>{link("历史")}</li></ul></li></ul><form name="_newscontent">
<h3>{TITLE}</h3><div>日期：2022-03-05　点击：[<span>12</span>]</div>
<div id="vsb_content"><div class="v_news_content">{paragraphs(BODY)}</div></div>
<p>上一条：{link(RELATED[0])}</p><p align="right">【{link("关闭")}】</p></form>
<div>{"<br>".join(FOOTER)}</div></body></html>"""
    )
    assert page.text.split("\n") == [
        "学校概况",
        "历史",
        TITLE,
        "日期：2022-03-05　点击：[12]",
        *BODY,
        f"上一条：{RELATED[0]}",
        "【关闭】",
        *FOOTER,
    ]
    assert main_lines(page) == BODY
    assert page.embedded == {
        "title": TITLE,
        "issued": "2022-03-05",
        "url": "http://www.example.edu.cn/1/2.html",
    }


def test_html_saved_by_word() -> None:
    def paragraph(text: str) -> str:
        return (
            "<p class=MsoNormal style='text-indent:32.0pt'><span\nlang=EN-US><o:p>&nbsp;</o:p></span>"
            f"<span style='font-family:仿宋_GB2312'>{text[:9]}\n{text[9:]}</span></p>\n"
        )

    page = read(
        f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
<meta name=Generator content="Microsoft Word 11"><title>关于召开2009年工作会议的通知</title>
<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><style><!-- p {{margin:0cm}} --></style></head>
<body lang=ZH-CN><div class=Section1 style='layout-grid:15.6pt'><p class=MsoNormal><b>{TITLE}<o:p></o:p></b></p>
{"".join(map(paragraph, BODY))}<p class=MsoNormal><![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p>
<xml><w:View>Normal</w:View></xml></div></body></html>""",
        "gb18030",
    )
    # A newline between hanzi shows as nothing, between a hanzi and a digit as a blank.
    shown = ["\xa0" + text[:9] + (" " if text[9:10].isascii() else "") + text[9:] for text in BODY]
    assert page.text.split("\n") == [TITLE, *(text.rstrip(" ") for text in shown)]
    assert page.main == (0, len(page.text))
    assert page.embedded == {}


def archive(parts: list[bytes], *, boundary: bytes = b"----=_Part_0", location: bytes = b"") -> bytes:
    head = (
        b'From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="'
        + boundary
        + b'"\r\n'
        + (b"Snapshot-Content-Location: " + location + b"\r\n" if location else b"")
    )
    return (
        head
        + b"\r\n"
        + b"".join(b"\r\n--" + boundary + b"\r\n" + part for part in parts)
        + b"\r\n--"
        + boundary
        + b"--\r\n"
    )


def part(source: str, way: str = "quoted-printable", *, charset: str = "utf-8") -> bytes:
    encode = quopri.encodestring if way == "quoted-printable" else encodebytes
    body = encode(source.encode(charset))
    return (
        f'Content-Type: text/html; charset="{charset}"\r\nContent-Transfer-Encoding: {way}\r\n'
        "Content-Location: http://www.example.gov.cn/art/1.html\r\n\r\n"
    ).encode() + body


PICTURE = b"Content-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGODlhAQABAAAAACw=\r\n"


@pytest.mark.parametrize("way", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_web_archive_gives_its_page(way: str, charset: str) -> None:
    source = f"<html><body>{link('首页')}<h1>{TITLE}</h1>{paragraphs(BODY)}</body></html>"
    page = mht.read(archive([part(source, way, charset=charset), PICTURE]), LIMITS)
    assert page.text.split("\n") == ["首页", TITLE, *BODY]
    assert main_lines(page)[-len(BODY) :] == BODY
    assert (page.format, page.encoding) == ("html", charset)
    assert page.embedded == {"title": TITLE, "url": "http://www.example.gov.cn/art/1.html"}


def test_web_archive_is_known_by_its_head() -> None:
    data = archive([part(paragraphs(BODY * 5))])
    assert formats.detect_format(data) == formats.MHT
    assert extract(data, LIMITS).text.split("\n") == BODY * 5


def test_web_archive_of_frames_gives_the_frame_with_the_document() -> None:
    frame = "<html><frameset><frame src=a.html></frameset></html>"
    data = archive([part(frame), PICTURE, part(paragraphs(["欢迎访问本网站。"])), part(paragraphs(BODY))])
    assert mht.read(data, LIMITS).text.split("\n") == BODY


def test_web_archive_inside_a_mail_part_is_found() -> None:
    inner = b'Content-Type: multipart/alternative; boundary="in"\r\n\r\n\r\n--in\r\n'
    data = archive([inner + part(paragraphs(BODY)) + b"\r\n--in--\r\n"])
    assert mht.read(data, LIMITS).text.split("\n") == BODY


def test_web_archive_without_a_page_says_so() -> None:
    with pytest.raises(ReadingError, match="holds no page") as error:
        mht.read(archive([PICTURE]), LIMITS)
    assert error.value.reason == "damaged"


# Visible lines.


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
def test_lines_are_what_a_person_sees(source: str, shown: list[str]) -> None:
    assert lines(source) == shown


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
def test_what_is_invisible_is_left_out(invisible: str) -> None:
    assert "".join(lines(f"<div>前{invisible}后</div>")) == "前后"


def test_another_page_pasted_into_the_article_is_read_through() -> None:
    pasted = (
        "<html><head><meta charset=gb2312><title>内页</title><style>p{}</style></head>"
        f"<body lang=ZH-CN><p>{BODY[1]}</p></body></html>"
    )
    source = f"<html><body><div><p>{BODY[0]}</p>{pasted}<p>{BODY[2]}</p></div></body></html>"
    assert lines(source) == BODY[:3]


def test_row_of_a_data_table_is_a_line_with_tabs() -> None:
    source = (
        "<p>分工表</p><table border=1><caption>表1</caption><tr><th>序号<th>任务<th>时限</tr>"
        "<tr><td>1<td><p>抓学习<p>抓队伍</p><td></tr><tr><td rowspan=2>2<td>建<br>阵地<td>6月</tr>"
        "<tr><td colspan=2>合计</table>完"
    )
    assert lines(source) == [
        "分工表",
        "表1",
        "序号\t任务\t时限",
        "1\t抓学习 抓队伍",
        "2\t建 阵地\t6月",
        "合计",
        "完",
    ]


def test_table_that_lays_out_the_page_is_no_data() -> None:
    nested = "<table><tr><td>甲</td><td><table><tr><td>乙</td></tr></table></td></tr></table>"
    beside = f"<table><tr><td>栏目</td><td><p>{BODY[0]}<p>{BODY[2]}</td></tr></table>"
    single = "<table border=1><tr><td>一</td></tr><tr><td>二</td></tr></table>"
    menus = "<table><tr><td>甲<br>乙<br>丙<br>丁</td><td>戊</td></tr><tr><td>己</td><td>庚</td></tr></table>"
    assert lines(nested) == ["甲", "乙"]
    assert lines(beside) == ["栏目", BODY[0], BODY[2]]
    assert lines(single) == ["一", "二"]
    assert lines(menus) == list("甲乙丙丁戊己庚")


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
        (f"<ol><li>{link('首页')}<li>{link('公开')}</ol>", ["首页", "公开"]),
        ("<ol start=99999999999><li>甲</ol><li>乙", ["1. 甲", "乙"]),
    ],
)
def test_numbers_of_an_ordered_list_are_restored(source: str, shown: list[str]) -> None:
    assert lines(source) == shown


def test_text_is_kept_that_trafilatura_drops() -> None:
    table = "<table><tr><td>1</td><td>甲</td></tr><tr><td>2</td><td>乙</td></tr></table>"
    body = [*BODY[:6], BODY[5], BODY[5], "（一）", "略"]
    page = read(f"<div><div>{paragraphs(body)}{table}</div><p>{BODY[7]}</p></div>")
    assert main_lines(page) == [*body, "1\t甲", "2\t乙", BODY[7]]


# Which lines are the document.


def test_document_over_several_boxes_is_kept_whole() -> None:
    boxes = "".join(f"<div class=sec>{paragraphs(BODY[i : i + 2])}</div>" for i in (0, 2, 4))
    signed = f"<div>{BODY[6]}</div><div>{BODY[7]}</div>"
    page = read(f"<ul><li>{link('首页')}</ul><div>{boxes}</div>{signed}<div>{FOOTER[1]}</div>")
    assert main_lines(page) == BODY


def test_notice_and_what_it_sends_are_one_document() -> None:
    notice = f"<div><p>现将{TITLE}印发给你们，请认真贯彻执行。</p></div><p>{link('要点.doc')}</p>"
    page = read(f"{link('首页')}<div>{notice}<div>{paragraphs(BODY)}</div></div>")
    assert main_lines(page) == [
        f"现将{TITLE}印发给你们，请认真贯彻执行。",
        "要点.doc",
        *BODY,
    ]


def test_everything_directly_in_the_body() -> None:
    page = read(
        f"{link('首页')} &gt; 正文<h1>{TITLE}</h1><p>发布时间：2022-03-05</p>{paragraphs(BODY)}"
        f"<p>【{link('打印')}】</p><p>上一篇：{link(RELATED[0])}</p><p>相关阅读：</p>"
        f"<ul><li>{link(RELATED[1])}</ul><hr>{paragraphs(FOOTER)}"
    )
    assert main_lines(page) == BODY


def test_prose_beside_the_document_is_boilerplate_by_its_name_or_by_what_separates_it() -> None:
    news = "近日，区教育局召开会议，学习全国教育大会精神。"
    for beside in (
        f"<div class='sidebar'><p>{news}</p></div>",
        f"<div><h4>相关新闻</h4><p>{news}</p></div>",
        f"<div>{link(RELATED[0])}<p>{news}</p></div>",
    ):
        page = read(f"<div><div>{paragraphs(BODY)}</div>{beside}</div>")
        assert main_lines(page) == BODY
        assert news in page.text


def test_in_doubt_trafilatura_decides() -> None:
    comments = "<div class='comment-list'><p>说得好，支持！</p><p>希望早日落到实处。</p></div>"
    page = read(f"<div><div>{paragraphs(BODY)}</div>{comments}</div>")
    assert main_lines(page) == BODY


@pytest.mark.parametrize("failure", [RecursionError, ValueError, None])
def test_where_trafilatura_fails_the_wider_box_is_taken(
    failure: type[Exception] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        if failure:
            raise failure

    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    comments = "<div class='comment-list'><p>说得好，支持！</p></div>"
    page = read(f"<div><div>{paragraphs(BODY)}</div>{comments}</div>")
    assert main_lines(page) == [*BODY, "说得好，支持！"]


def test_a_name_alone_makes_no_document() -> None:
    page = read(f"<div id=zoom>{link('首页')}</div><div>{paragraphs(BODY)}</div>")
    assert main_lines(page) == BODY


def test_unclosed_link_does_not_hide_the_document() -> None:
    page = read(f"<p>{link('首页')}</p><div><a href=x.doc>{paragraphs(BODY)}</div>")
    assert main_lines(page) == BODY


def test_footer_like_line_within_the_plan_does_not_end_it() -> None:
    body = [*BODY[:4], "主办：区教育局党建办", "联系人：张三", *BODY[4:]]
    assert main_lines(read(f"{link('首页')}<div>{paragraphs(body)}</div>")) == body


def test_sentence_about_sites_is_no_line_of_the_site() -> None:
    body = [*BODY[:6], "提高门户网站访问量，经验及时分享到各校，扫描二维码即可学习。", *BODY[6:]]
    assert main_lines(read(f"{link('首页')}<div>{paragraphs(body)}</div>")) == body


def test_page_without_prose_has_no_document() -> None:
    page = read(paragraphs([link(text) for text in RELATED]))
    assert page.main is None
    assert page.text.split("\n") == RELATED


# What the page says of itself.


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
        (f'<meta property="og:title" content=" {TITLE} ">', "<h2>通知公告专栏</h2>", TITLE),
    ],
)
def test_title(head: str, above: str, title: str | None) -> None:
    page = read(f"<html><head>{head}</head><body>{above}<div>{paragraphs(BODY)}</div>")
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
def test_date_of_issue(head: str, above: str, issued: str | None) -> None:
    page = read(f"<html><head>{head}</head><body>{above}<div>{paragraphs(BODY)}</div>")
    assert page.embedded.get("issued") == issued


def test_address_that_single_file_writes() -> None:
    comment = (
        "<!--\n Page saved with SingleFile \n url: https://www.example.gov.cn/1.html \n saved date: x -->"
    )
    page = read(f"<!DOCTYPE html> <html>{comment}<body>{paragraphs(BODY)}")
    assert page.embedded == {"url": "https://www.example.gov.cn/1.html"}


# Encodings.


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
    data = f"<html><head>{meta}<title>页</title></head><body>{paragraphs(BODY)}".encode(actual)
    page = html.read(data, LIMITS)
    assert (page.encoding, page.text.split("\n")) == (named, BODY)


def test_big5_page() -> None:
    body = "堅持和加強黨對教育工作的全面領導，落實立德樹人根本任務，推進學校黨組織建設。"
    page = html.read(f"<meta charset=big5><p>{body}".encode("big5"), LIMITS)
    assert (page.encoding, page.text) == ("big5hkscs", body)


def test_characters_beyond_gb2312_are_read() -> None:
    page = html.read("<meta charset=gb2312><p>朱镕基、喆、〇、㐂、堃，学校的工作。".encode("gb18030"), LIMITS)
    assert page.text == "朱镕基、喆、〇、㐂、堃，学校的工作。"


def test_one_damaged_byte_in_a_menu_costs_one_character() -> None:
    data = f"<meta charset=utf-8><p>{link('首页')}</p>{paragraphs(BODY)}".encode()
    broken = data.replace("页".encode(), "页".encode()[:2], 1)
    page = html.read(broken, LIMITS)
    assert (page.encoding, page.text.split("\n")) == ("utf-8", ["首\ufffd", *BODY])


def test_hanzi_as_entities_in_a_western_page() -> None:
    entities = "".join(f"&#{ord(c)};" for c in BODY[0])
    data = f"<meta charset=windows-1252><p>{entities} ".encode() + b"\x93A\x94 caf\xe9"
    page = html.read(data, LIMITS)
    assert (page.encoding, page.text) == ("cp1252", f"{BODY[0]} “A” café")


def test_bytes_of_no_chinese_encoding_are_refused() -> None:
    data = b"<p>" + bytes(range(0x80, 0x100)) * 3
    with pytest.raises(ReadingError) as error:
        html.read(data, LIMITS)
    assert error.value.reason == "wrong encoding"


# Hostile pages.


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
def test_page_that_shows_nothing_says_so(source: str) -> None:
    with pytest.raises(ReadingError) as error:
        read(source)
    assert error.value.reason == "empty"


def test_tags_a_thousand_deep_lose_nothing() -> None:
    page = read("<div><b>" * 900 + paragraphs(BODY) + "</b></div>" * 900 + "<p>尾")
    assert page.text.split("\n") == [*BODY, "尾"]


def test_tags_too_deep_for_the_parser_are_refused() -> None:
    with pytest.raises(ReadingError, match="nested thousands deep"):
        read("<div>" * 100_000 + "文" + "</div>" * 100_000)


def test_tag_with_thousands_of_attributes_is_refused_at_once() -> None:
    attributes = " ".join(f"a{i}='>'" for i in range(50_000))
    with pytest.raises(ReadingError, match="attributes"):
        read(f"{paragraphs(BODY)}<p {attributes}>文")


def test_attributes_in_a_script_are_none() -> None:
    script = "<script>if (a<b) {" + " ".join(f"x{i} = {i};" for i in range(500)) + "}</script>"
    assert lines(script + paragraphs(BODY)) == BODY


def test_entities_are_not_resolved() -> None:
    laughs = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    source = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "哈">{laughs}'
        '<!ENTITY x SYSTEM "file:///etc/hostname">]><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<body><p>&a9;&x;</p>{paragraphs(BODY)}</body></html>"
    )
    shown = lines(source)
    assert shown[-len(BODY) :] == BODY
    assert len(shown) <= len(BODY) + 2
    assert shown[-len(BODY) - 1] == "&a9;&x;"


def test_too_much_text_is_refused_before_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_parse", None)
    few = Settings(max_chars=10_000)
    for source in ("<p>" + "教" * 10_001, "<" * 500_000, "<p>" * 400_001):
        with pytest.raises(ReadingError) as error:
            html.read(source.encode(), few)
        assert error.value.reason == "too large"


def test_pictures_and_scripts_inside_the_page_are_no_text() -> None:
    few = Settings(max_chars=1_000)
    bulk = f"<script>{'a<b;' * 2_000}</script><img src='data:image/png;base64,{'iVBO/Rw0' * 2_000}'><!--{'x' * 9_000}-->"
    page = html.read(f"{bulk}{paragraphs(BODY)}".encode(), few)
    assert page.text.split("\n") == BODY


WHOLE = f"""<html><head><meta charset="utf-8"><title>{TITLE}</title></head><body><ul><li>{link("首页")}</ul>
<table border=1 style="border:1px solid"><tr><td>索引号：</td><td>1</td></tr><tr><td>a<td>b</table><div id=zoom><ol type=I>
<li value=4>甲</ol>{paragraphs(BODY)}<p style="display:none">无。</p></div></body></html>"""
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


def check(page: Extracted) -> None:
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
    check(page)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MUTATIONS)
def test_damaged_archives_are_read_or_refused(changes: list[tuple[int, int, bytes]]) -> None:
    try:
        page = mht.read(mutate(archive([part(WHOLE), PICTURE]), changes), LIMITS)
    except ReadingError:
        return
    check(page)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for reader in (html.read, mht.read):
        try:
            check(reader(data, LIMITS))
        except ReadingError:
            continue


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


def visible(element: HtmlElement) -> str:
    if element.tag in INVISIBLE:
        return ""
    inner = "".join(visible(child) + (child.tail or "") for child in element)
    return (element.text or "") + inner


@settings(max_examples=200, deadline=None)
@given(st.lists(TAGS, max_size=60))
def test_no_visible_character_is_lost_or_moved(tags: list[str]) -> None:
    source = "<html>" + "".join(tags)
    parser = HTMLParser(encoding="utf-8", remove_comments=True)
    tree = document_fromstring(source.replace("</body>", "").encode(), parser=parser)
    try:
        text = read(source).text
    except ReadingError:
        text = ""
    assert "".join(text.split()) == "".join(visible(tree).split())
