"""Calls for opinions on a plan that is still a draft, and drafts."""

from __future__ import annotations

import re
from itertools import takewhile

from analysis.chinese.line_roles import LineRole
from analysis.chinese.patterns import MARKED_LINE
from analysis.documents.kinds.evidence import Evidence, Finding, find_words, has_any, quote_text, quote_title
from analysis.documents.kinds.paper import Paper
from analysis.notices import Kind
from analysis.reading import Reason

# A call comes before what it asks about.
LONGEST_HEAD = 1500
_PAPER = "(?:公告|通告|公示|通知|启事|函|说明|公开信|倡议书?)"
_OPINIONS = "(?:意见|建议|意见建议|意见和建议|建议意见)"
# The title asks for opinions, or tells what came of it; （征求意见稿） alone is the mark of a draft.
CALL_TITLE = re.compile(
    rf"(?:征求|征集|征询|听取)(?!意见稿)[^。]{{0,80}}?{_OPINIONS}(?!稿)[^。]{{0,10}}?的?(?:{_PAPER}|反馈|情况|结果|$)|{_OPINIONS}(?:征集|征求|采纳|反馈)"
    r"|(?:公开|广泛|向社会)(?:征求|征集)|征求意见(?!稿)|(?:征求|征集)意见(?:的)?(?:公告|通知)|建言献策|问计于民"
)
# A plan about asking for opinions: 征求意见工作方案.
NO_CALL = re.compile(
    r"(?:工作)?(?:方案|办法|制度|细则|规定|要点|计划)(?:[（(][^）)]{1,12}[）)])?$|(?:征求|征集)意见工作"
)
ASKS = re.compile(
    r"(?:面向|向)(?:社会|全社会|公众|全[县市区省州旗体])[^。\n]{0,20}?(?:征求|征集|征询|公示)|(?<![实体出展])(?:现|特|拟|予以|再次)[^。\n]{0,40}?(?:征求|征集)[^。\n]{0,24}?(?:意见|建议)"
    r"|(?:欢迎|恳请|敬请)[^。\n]{0,50}?(?:提出|反馈|提供|积极)[^。\n]{0,16}?(?:意见|建议)|公开征求意见|征求[^。\n]{0,12}意见建议?(?:如下|。|，欢迎)"
)
ANSWER_BY = re.compile(
    r"(?:\d{1,2}月\d{1,2}日|\d{1,2}日)[^。\n]{0,12}?(?:前|之前|以前|止|至|下班)|截止(?:时间|日期|到|至)?|(?:征求|征集|公示|反馈)(?:意见)?(?:时间|期限|期|起止)|(?:电子)?邮箱|电子邮件|信函|传真|邮寄|联系(?:电话|人|方式)|来电|来信|逾期"
)
DRAFT_MARK = re.compile(
    "[（(][^（(）)]{0,8}(?:征求意见|讨论|送审|草拟)[一二三四\\d]?稿[^（(）)]{0,8}[）)]|(?:征求意见|送审|讨论)稿$"
)


def find_call(paper: Paper) -> Finding:
    """What speaks for a call for opinions."""
    evidence: list[Evidence] = []
    for title in paper.titles:
        words = "" if NO_CALL.search(title) else find_words(CALL_TITLE, title)
        if words:
            evidence.append(quote_title(2, words))
            break
    # Telephone numbers are furniture.
    text = _cut_tasks(paper) if not evidence and paper.has_tasks else paper.text[:LONGEST_HEAD]
    text += "\n" + "\n".join(paper.lines_of(LineRole.FOOTER, LineRole.TRANSMITTAL))
    asks = find_words(ASKS, text) if has_any(text, ("征", "欢迎", "恳请", "敬请", "公示")) else ""
    if asks:
        evidence.append(quote_text(1, asks))
        until = find_words(ANSWER_BY, text)
        if until:
            evidence.append(quote_text(1, until))
    return Finding(Reason.CALL_FOR_OPINIONS, Kind.IS_CALL_FOR_OPINIONS, evidence)


def _cut_tasks(paper: Paper) -> str:
    """What stands above the first numbered paragraph: tasks of a plan may be to ask for opinions."""
    above = takewhile(lambda paragraph: not MARKED_LINE.match(paragraph), paper.paragraphs)
    return "\n".join(above)[:LONGEST_HEAD]


def find_draft_mark(paper: Paper) -> Evidence | None:
    """The mark of a draft in the title or below it: （征求意见稿）."""
    for title in [*paper.titles, *paper.lines_of(LineRole.SUBTITLE)[:3]]:
        words = find_words(DRAFT_MARK, title)
        if words:
            return quote_title(1, words)
    return None
