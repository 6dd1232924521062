"""Headlines: news that a page lists above the title of a document, below its menu."""

from __future__ import annotations

import re

from analysis.chinese import line_roles
from analysis.chinese.line_roles import LineRole
from analysis.chinese.patterns import SENTENCE_MARK, YEAR
from analysis.documents.cleaning.layout import DocumentLines
from analysis.documents.cleaning.site_tail import LIST_HEADING

# What news tells that no title of a plan does: 我区赴杭州市考察学习, 县领导调研重点项目建设.
NEWS = re.compile(
    "赴|来我[省市县区旗州]|召开|举行|举办|调研|考察|慰问|走访|座谈|督导|视察|莅临|出席|参加|荣获|获评|启动仪式|开幕|主持会议|检查指导|交流学习"
)
# A title on a matter, or the first line of one.
OF_TITLE = re.compile("关于|《|印发|转发")
MENU = re.compile(
    "(?:新闻|政务|信息|通知|公告|工作|党建|教育|机构|互动|在线|便民|专题)(?:中心|动态|公开|公告|资讯|服务|概况|交流|办事|专栏)$|首\\s*页$|English$"
)
TITLED = re.compile(rf"{YEAR}|关于|政府工作报告$")
SHORTEST_HEADLINE = 8


def name_headlines(document: DocumentLines) -> None:
    """Give the role SITE to news between a page's menu and the title of its document."""
    texts, head = document.texts, range(document.head_length())
    menu = next((i for i in head if document.roles[i] is LineRole.SITE or _is_menu(texts[i])), -1)
    if menu < 0:
        return
    title = max((i for i in head if document.is_open(i) and _is_title(texts[i])), default=-1)
    for i in range(menu, title):
        text = texts[i]
        if not document.is_open(i) or OF_TITLE.search(text) or line_roles.TITLE_END.search(text):
            continue
        is_news = len(text) >= SHORTEST_HEADLINE and NEWS.search(text)
        if _is_menu(text) or (is_news and not line_roles.NAMED_ORGAN.match(text)):
            document.roles[i] = LineRole.SITE


def _is_menu(text: str) -> bool:
    return bool(MENU.match(text) or LIST_HEADING.match(text))


def _is_title(text: str) -> bool:
    return bool(line_roles.TITLE_END.search(text) and TITLED.search(text)) and not SENTENCE_MARK.search(text)
