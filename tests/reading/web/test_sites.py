"""Saved pages of common sites and programs: all lines, the document among them, and the metadata."""

from __future__ import annotations

from tests.support.web_pages import (
    BODY,
    FOOTER,
    RELATED,
    TITLE,
    lines_of_document,
    make_link,
    make_links,
    make_paragraphs,
    read_page,
)


def test_page_of_nested_layout_tables_in_gb2312_is_read() -> None:
    page = read_page(
        f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{TITLE}-某某区教育信息网</title></head><body bgcolor=#ffffff>
<table width=778 border=0><tr><td><img src=banner.jpg alt=横幅></td></tr><tr><td><table><tr>
<td>{make_link("首页")}</td><td>|</td><td>{make_link("通知公告")}</td></tr></table></td></tr></table>
<table width=778 border=0><tr><td width=180 valign=top><table>
<tr><td>最新公告</td></tr><tr><td>&nbsp;{make_link(RELATED[0])}</td></tr><tr><td>&nbsp;{make_link(RELATED[1])}</td></tr></table></td>
<td><table width=98%><tr><td>您当前的位置：{make_link("首页")} &gt;&gt; {make_link("通知公告")} &gt;&gt; 正文</td></tr>
<tr><td align=center><font size=4 color=red><b>{TITLE}</b></font></td></tr>
<tr><td>发布时间：2022-3-5 10:00:00&nbsp;&nbsp;点击数：<script>document.write(1)</script>235</td></tr>
<tr><td><font style="font-size:14px">{"<br>".join("&nbsp;&nbsp;" + text for text in BODY)}</font></td></tr>
<tr><td align=right>【{make_link("打印本页")}】【{make_link("关闭窗口")}】</td></tr></table></td></tr></table>
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
    assert lines_of_document(page) == ["\xa0\xa0" + text for text in BODY]
    assert page.embedded == {"title": TITLE, "issued": "2022-03-05"}


def test_page_of_trs_wcm_is_read_with_its_meta_elements() -> None:
    page = read_page(
        f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head>
<meta charset="utf-8"/><title>{TITLE}_某某区人民政府</title>
<meta name="SiteName" content="某某区人民政府"/><meta name="ArticleTitle" content="{TITLE}"/>
<meta name="PubDate" content="2022-03-05 09:12"/><meta name="ContentSource" content="区教育局"/>
<link rel="canonical" href="https://www.example.gov.cn/art/1.html"></head><body>
<ul class="nav"><li>{make_link("首页")}</li><li>{make_link("政务公开")}</li></ul>
<div class="dqwz">当前位置：{make_link("首页")}&nbsp;&gt;&nbsp;{make_link("工作计划")}</div>
<div class="xl"><h2>{TITLE}</h2><div><span>2022-03-05</span> <span>来源：区教育局</span>
<div class="share">分享到：<a title="微信"></a></div>字号：{make_link("大")} {make_link("中")} {make_link("小")}</div>
<div class=TRS_Editor><style>.TRS_Editor P{{margin:0}}</style>{make_paragraphs(BODY)}</div>
<div class="fj">附件：{make_link("任务分工表.doc")}</div></div>
<div><h3>相关信息</h3><ul>{make_paragraphs([make_link(text) + "<span>2022-02-01</span>" for text in RELATED], "li")}</ul></div>
<div class="footer">{make_paragraphs(FOOTER)}</div></body></html>"""
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
    assert lines_of_document(page) == BODY
    assert page.embedded == {
        "title": TITLE,
        "issued": "2022-03-05",
        "source": "某某区人民政府",
        "url": "https://www.example.gov.cn/art/1.html",
    }


def test_page_of_hanweb_jcms_with_markers_in_comments_is_read() -> None:
    page = read_page(
        f"""<html><head><title>某某区人民政府 通知公告 {TITLE}</title>
<meta name="Maketime" content="2022-03-05 09:12:11"></head><body><table width="100%">
<tr><td>当前位置：<table><tr><td>{make_link("首页")}</td><td> &gt; </td><td>{make_link("通知公告")}</td></tr></table></td></tr></table>
<table width="100%"><tbody><tr><td class="title"><!--<$[标题]>begin-->{TITLE}<!--<$[标题]>end--></td></tr>
<tr><td>发布日期：2022-03-05 09:12　信息来源：<!--begin-->区教育局<!--end-->　浏览次数：<script src="h.js"></script></td></tr>
<tr><td><div id="zoom"><!--ZJEG_RSS.content.begin--><meta name="ContentStart">
{"".join(f'<p style="text-indent:2em"><span>{text}</span></p>' for text in BODY)}
<meta name="ContentEnd"><!--ZJEG_RSS.content.end--></div></td></tr></tbody></table>
<div>上一篇：{make_link(RELATED[0])}</div><div>下一篇：{make_link(RELATED[1])}</div>
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
    assert lines_of_document(page) == BODY
    assert page.embedded == {"title": TITLE, "issued": "2022-03-05", "source": "区教育局"}


def test_modern_page_with_share_bar_and_sidebar_is_read() -> None:
    page = read_page(
        f"""<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{TITLE} - 某某区教育局</title></head><body>
<header><nav>{make_links(["首页", "公开"], " ")}</nav></header><main><div class="crumb">您所在的位置：{make_link("首页")}<i>&gt;</i>{make_link("公开")}</div>
<article><h1>{TITLE}</h1><div><span>发布时间：2022-03-05</span><span>　浏览量：33</span><div><em>分享：</em><a>微信</a><a>微博</a></div></div>
<div>{make_paragraphs(BODY)}</div><div>{make_link("打印")} {make_link("收藏")}</div></article>
<aside><h3>热门推荐</h3><p>近日，区委书记到学校调研，强调要办好人民满意的教育。</p>{make_links(RELATED, "<br>")}</aside></main>
<footer>{make_paragraphs(FOOTER)}</footer></body></html>"""
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
    assert lines_of_document(page) == BODY
    assert page.embedded == {"title": TITLE, "issued": "2022-03-05"}


def test_disclosure_page_is_read_with_the_metadata_of_its_table() -> None:
    page = read_page(
        f"""<html><head><meta charset="gbk"><title>{TITLE}</title></head><body><div>{make_links(["首页", "目录"], " ")}</div>
<table class="xxgk"><tr><td>索 引 号：</td><td>330106-2022-001</td><td>主题分类：</td><td>教育</td></tr>
<tr><td>发文机关：</td><td>某某区教育局</td><td>成文日期：</td><td>2022年3月1日</td></tr>
<tr><td>标　　题：</td><td colspan=3>{TITLE}</td></tr>
<tr><td>发文字号：</td><td>某教〔2022〕3号</td><td>有效性：</td><td>有效</td></tr></table>
<div class="tit">{TITLE}</div><div id="content">{make_paragraphs(BODY, "div")}</div>
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
    assert lines_of_document(page)[-len(BODY) :] == BODY
    assert page.embedded == {
        "title": TITLE,
        "issued": "2022-03-01",
        "issuer": "某某区教育局",
        "number": "某教〔2022〕3号",
    }


def test_wechat_article_that_only_a_script_makes_visible_is_read() -> None:
    sections = "".join(
        f"<section><section><p><span>{text}</span></p></section></section><p><br></p>" for text in BODY
    )
    page = read_page(
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
    assert lines_of_document(page) == BODY
    assert page.embedded == {
        "title": TITLE,
        "issued": "2022-03-05",
        "source": "某某教育",
        "url": "https://mp.weixin.qq.com/s/abcdefghijklmn",
    }


def test_page_of_a_school_saved_by_a_browser_is_read() -> None:
    page = read_page(
        f"""<!DOCTYPE html>
<!-- saved from url=(0034)http://www.example.edu.cn/1/2.html -->
<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><title>{TITLE}-某某小学</title></head>
<body><ul id="menu"><li>{make_link("学校概况")}<ul><li>{make_link("历史")}</li></ul></li></ul><form name="_newscontent">
<h3>{TITLE}</h3><div>日期：2022-03-05　点击：[<span>12</span>]</div>
<div id="vsb_content"><div class="v_news_content">{make_paragraphs(BODY)}</div></div>
<p>上一条：{make_link(RELATED[0])}</p><p align="right">【{make_link("关闭")}】</p></form>
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
    assert lines_of_document(page) == BODY
    assert page.embedded == {
        "title": TITLE,
        "issued": "2022-03-05",
        "url": "http://www.example.edu.cn/1/2.html",
    }


def test_page_saved_by_word_is_read() -> None:
    def paragraph(text: str) -> str:
        return (
            "<p class=MsoNormal style='text-indent:32.0pt'><span\nlang=EN-US><o:p>&nbsp;</o:p></span>"
            f"<span style='font-family:仿宋_GB2312'>{text[:9]}\n{text[9:]}</span></p>\n"
        )

    page = read_page(
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
