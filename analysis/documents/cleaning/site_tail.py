"""The tail of a page: lists of the site behind the document, such as news and links to other pages.

Their lines may read like headings or prose of a plan (县领导调研重点项目建设). They are known by what stands
above them: the buttons that close a page, or the heading of a list. The document ends there only if nothing
of a plan follows: the same buttons may stand above the text.
"""

from __future__ import annotations

import re

from analysis.chinese.line_roles import LineRole
from analysis.chinese.patterns import (
    FIRST_MARK,
    NUMERIC_MONTH,
    PART_NUMBER,
    SECOND_MARK,
    SECOND_SIGN,
    SENTENCE_MARK,
)
from analysis.documents.cleaning.layout import DocumentLines

# The longest link to another page, and the shortest sentence of a plan.
LINK_LENGTH, SENTENCE_LENGTH = 60, 12
# What closes a page in words that a plan does not use for itself.
OF_SITE = re.compile("版权|ICP|公网安备|网站标识码|技术支持|Copyright|©|网站地图|主办|承办|转载|未经授权")
OF_EDITOR = re.compile(
    r"[【\[（(]?\s*(?:责任编辑|责\s*编|编\s*辑|信息来源|稿\s*源|浏览|阅读|点击|[初终]审|审核人)"
)
# Headings of a site's lists. A plan may have such a line too, but then the plan goes on.
LIST_HEADING = re.compile(
    r"[【\[▍■◆●>»|\s]*(?:(?:今日|时政|本地|头条|国内|国际|热门|焦点|最新|更多)?(?:要闻|新闻|头条|资讯|快讯)(?:推荐|回顾|排行|导读|链接|速递|动态)?"
    r"|(?:热点|热门|最新|推荐|精彩|相关|更多|为您推荐|猜你喜欢|大家都在看)(?:新闻|文章|资讯|动态|发布|公告|信息|文件|政策|专题|链接|内容|阅读|解读|推荐|排行|关注|附件|稿件|报道|文档)?"
    r"|(?:点击|阅读|浏览|热点|新闻)排行榜?|排行榜|(?:图片|视频|图文)新闻|通知公告|友情链接|站内导航|网站导航|专题专栏"
    r"|(?:政策|文字|图片|图文|图示|视频|音频|动漫|媒体|专家|部门|领导|相关)?解读(?:材料|文件|链接|信息|回应)?|政策(?:图解|问答)|图解(?:政策)?|一图读懂)"
    r"[】\]：:>»|\s]*$"
)
# Links to what explains a plan; they stand below its signature.
EXPLANATION = re.compile(r".{0,60}(?:解读|图解|一图读懂|一图看懂|答记者问|新闻发布会|政策问答)")
# The explanation itself, below the signature of what it explains, and a heading that only it has.
EXPLANATION_TITLE = re.compile(
    "(?:关于)?《[^《》]{4,60}》的?(?:政策|文件)?(?:解读|说明)|(?:政策|文件)解读[：:]"
)
EXPLANATION_HEADING = re.compile(
    f"(?:{FIRST_MARK})?(?:出台|起草|制定|编制|政策|文件)的?(?:背景|依据|目的|必要性)"
)
# Such a heading follows within so many lines of the title.
FEW_LINES = 3
SIGNED = (LineRole.SIGNATURE, LineRole.DATE, LineRole.IMPRINT, LineRole.DISCLOSURE)
# Marks of the parts of a plan. News may be numbered 1. 2. 3., never 一、二、三、
PART = re.compile(rf"{PART_NUMBER}(?:[章节编篇条]|部分)|{FIRST_MARK}|{SECOND_MARK}|{SECOND_SIGN}")
# What sites say in whole sentences.
SITE_SENTENCE = re.compile(
    "本网|本站|网站|转载|版权|侵权|浏览器|分辨率|客户端|公众号|小程序|二维码|点击|扫码|投稿"
)
FILE_NAME = re.compile(r".*\.(?:docx?|wps|pdf|ofd|xlsx?|et|zip|rar|jpe?g|png)\b", re.I)
DATED_LINK = re.compile(rf"[\[（(]?\s*(?:{NUMERIC_MONTH}|\d\d?\s*[-/月.]\s*\d\d?)[-/月.\d\s日:：]*[\]）)]?$")


def name_site_tail(document: DocumentLines) -> None:
    """Give the role SITE to the lines behind the document, from the first sign that the page closes on."""
    tail = min(_find_tail(document), _find_explanation(document))
    document.set_role([i for i in range(tail, len(document.texts)) if document.is_open(i)], LineRole.SITE)


def _find_tail(document: DocumentLines) -> int:
    """The first line that belongs to the site behind the document; the number of all lines if none does."""
    lines, roles = document.texts, document.roles
    closing = [i for i in range(len(lines)) if roles[i] or LIST_HEADING.match(lines[i])]
    end = len(lines)
    if not closing:
        return end
    sentences = [i for i in range(end) if _is_sentence(document, i)]
    parts = [i for i in range(end) if _is_part(document, i)]
    first, last_part = min([*sentences[:1], *parts[:1]], default=end), max(parts[-1:], default=-1)
    last = max([last_part, *sentences[-1:]])
    is_closed = False  # whether buttons or a signature stand above
    for i in range(max(first, last_part) + 1, end):
        role = roles[i]
        if role is LineRole.RELATED:
            return i
        if _closes_page(role, lines[i]):
            if i > last:
                return i
            is_closed = True
        elif role in SIGNED:
            is_closed = True
        elif (not role and LIST_HEADING.match(lines[i]) and (is_closed or i > last)) or (
            not role and is_closed and i > last and EXPLANATION.match(lines[i])
        ):
            return i
    return end


def _find_explanation(document: DocumentLines) -> int:
    """Where the page adds an explanation below the signature of a plan; the number of all lines if it does not."""
    lines, end = document.texts, len(document.texts)
    for i, text in enumerate(lines):
        if not EXPLANATION_TITLE.match(text) or SENTENCE_MARK.search(text):
            continue
        if not any(EXPLANATION_HEADING.match(line) for line in lines[i + 1 : i + 1 + FEW_LINES]):
            continue
        start = i - 1 if LIST_HEADING.match(lines[i - 1]) else i
        signed = start > 0 and document.roles[start - 1] in SIGNED
        if signed and any(_is_part(document, j) for j in range(start)):
            return start
    return end


def _closes_page(role: str, text: str) -> bool:
    """Whether a line is one of the site's own that may close a page: buttons, a footer, the editor."""
    if role is LineRole.SITE:
        return True
    if role is LineRole.FOOTER:
        return bool(OF_SITE.search(text))
    return role is LineRole.PAGE_INFO and bool(OF_EDITOR.match(text))


def _is_sentence(document: DocumentLines, i: int) -> bool:
    """Whether a line ends like a sentence of a plan; a title of news does not."""
    text = document.texts[i]
    return (
        not document.roles[i]
        and len(text) >= SENTENCE_LENGTH
        and text.endswith(("。", "；", "：", ":", ";"))
        and not SITE_SENTENCE.search(text)
    )


def _is_part(document: DocumentLines, i: int) -> bool:
    """Whether a line is surely of a plan: it has the mark of a part, is long, is a table's row or an annex."""
    text, role = document.texts[i], document.roles[i]
    if role is LineRole.MARK:
        return starts_annex(document, i)
    if role:
        return False
    if "\t" in text:
        cells = text.split("\t")
        return len(cells) > 2 or not DATED_LINK.match(cells[-1])
    if document.marked[i]:
        return bool(PART.match(text) or SENTENCE_MARK.search(text))
    return len(text) > LINK_LENGTH and not SITE_SENTENCE.search(text)


def starts_annex(document: DocumentLines, mark: int) -> bool:
    """Whether an annex follows its mark, and not the name of a file to be downloaded."""
    following = document.texts[mark + 1 : mark + 2]
    return bool(following) and not FILE_NAME.match(following[0]) and document.is_open(mark + 1)
