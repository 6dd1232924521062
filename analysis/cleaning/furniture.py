"""Furniture: which lines are the plan's own words, and which only carry it.

A plan reaches us inside something: a red-headed notice with number, addressee, signature and
imprint, or a web page with breadcrumbs and footer. Each line gets one role; only lines whose
role is BODY or ANNEX are analysed, the others are kept as evidence for the metadata.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from analysis.cleaning.folding import one_spelling
from analysis.cleaning.joining import MARKER

BODY, ANNEX = "body", "annex"
TITLE, SUBTITLE, HEADER, NUMBER = "title", "subtitle", "red header", "number"
ADDRESSEE, TRANSMITTAL, SIGNATURE, DATE = "addressee", "transmittal", "signature", "date"
IMPRINT, DISCLOSURE, POINTER, MARK = "imprint", "disclosure", "annex pointer", "annex mark"
PAGE, RUNNING, PAGE_INFO, SITE = "page number", "running head", "page information", "site"
RELATED, FOOTER, INTRO = "related links", "footer", "site introduction"
CONTENTS = "table of contents"

YEAR = r"(?:19|20)\d\d|[二一][〇○零Ｏ0九][〇○零Ｏ0一二三四五六七八九]{2}"
DAY = rf"(?:{YEAR})\s*年\s*[\d一二三四五六七八九十元]{{1,3}}\s*月\s*[\d一二三四五六七八九十]{{1,3}}\s*日"
ORGAN = (
    r"(?:委员会|政府|人民政府|教育局|局|办公室|办公厅|工委|党委|党组|支部|总支|教委|区委|县委|市委|省委"
    r"|中心|委|厅|部|院|处|站|室|领导小组|街道办事处|管委会|组委会|协会|学会|联合会|工会"
    r"|学校|小学|中学|大学|幼儿园)"
)
GENRE = (
    r"(?:要点|意见|通知|方案|计划|规划|报告|总结|办法|安排|细则|决定|纲要|措施|清单|任务书?|思路|打算"
    r"|公报|讲话|函|批复|公告|通报|条例|规定|决议|说明|分工|部署)"
)
OFFICER = r"(?:[省市区县州旗盟]长|主席|书记)\s*[一-鿿·](?:\s*[一-鿿·]){1,3}"
# Roles that a line shows by itself, wherever it stands. The first that matches wins.
ALONE: tuple[tuple[str, re.Pattern[str], int], ...] = tuple(
    (role, re.compile(pattern), longest)
    for role, pattern, longest in (
        (
            PAGE,
            r"[-—–－·]+\s*\d{1,3}\s*[-—–－·]*$|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?$"
            r"|\d{1,3}\s*/\s*\d{1,3}$|Page\s*\d+",
            30,
        ),
        (CONTENTS, r"目\s*录$|.{2,60}?(?:\.{3,}|…+|·{3,}|．{3,})\s*\d{1,3}$", 90),
        (
            NUMBER,
            r"[（(]?[一-鿿]{1,15}\s*[〔\[（(【﹝［]\s*(?:19|20)\d\d\s*[〕\])）】﹞］]\s*第?\s*\d*\s*号[）)]?"
            r"(?:\s*签发人\s*[:：].*)?$",
            60,
        ),
        (DATE, rf"[（(]?\s*{DAY}(?:\s*\d+[时:：]\d+分?)?\s*[）)]?$", 40),
        (
            IMPRINT,
            rf".{{0,60}}{DAY}\s*印(?:发|制)?$|印\s*发$|抄\s*[送报]\s*[:：]|主题词\s*[:：]"
            r"|[（(]?共印\s*\d+\s*份",
            160,
        ),
        (
            DISCLOSURE,
            r"[（(【]?\s*(?:此件|本文件?|信息)?\s*(?:主动公开|依申请公开|不予公开|不公开|公开(?=发布|属性|方式|形式|范围|类别|选项|[）)】]?$))[^，。]{0,14}[）)】]?$"
            r"|[（(]此件.{0,14}[）)]$",
            40,
        ),
        (POINTER, r"附\s*[件表]?\s*[\d一二三四五六]{0,2}\s*[:：]\s*\S", 120),
        (MARK, r"附\s*(?:[件表录]\s*[\d一二三四五六]{0,2}\s*[:：]?|[:：])$", 12),
        (
            SITE,
            r"(?:您|你|当前)?(?:现在|当前|所在)?的?位置\s*[:：是]|首\s*页\s*(?:[>»›＞/]|-+>)|[^。]*(?:>|》|＞)+\s*正文",
            120,
        ),
        (
            SITE,
            r"[【\[]?\s*(?:[【\[〖]?\s*(?:下载|打印(?:本[页文])?|全屏|收藏|分享(?:到)?|关闭(?:窗口|本页)?|字[号体]|[大中小]|加大|还原|减小"
            r"|返回(?:顶部|列表|首页)?|微信|微博|QQ空间|朗读|繁[體体]|简体|无障碍|登录|注册|搜索|首页)[\s:：|/、】\]〗]*)+$|[】\]【\[>»›＞|/]+$",
            40,
        ),
        (
            RELATED,
            r"(?:相关(?:推荐|文章|阅读|报道|链接|新闻|信息|稿件|文档)|热门(?:文档|文章|推荐|范文)|推荐(?:阅读|文章)|猜你喜欢"
            r"|上一[篇条]|下一[篇条]|扫一扫|附件下载|分享到|关联稿件)[^。！；]*$",
            60,
        ),
        (
            PAGE_INFO,
            r"[【\[（(]?\s*(?:发布者|发布人|发布机构|发布单位|发布时间|发布日期|发表时间|更新时间|信息来源|文章来源|来\s*源|稿源|作\s*者"
            r"|编辑|责任编辑|责编|审核|点击[数率量]?|浏览(?:次数|量)?|阅读(?:次数|量)?|访问(?:次数|量)|字[号体]|索\s*引\s*号|发文机[关构]|发文单位"
            r"|成文日期|发文日期|生成日期|公开日期|主题分类|公文种类|文\s*号|发文字号|有效性|名\s*称|标\s*题|信息分类|体裁分类|时\s*间|日期)"
            r"\s*[】\]]?\s*[:：]|[^，。；]{0,30}(?:发布|发表|更新)(?:时间|日期|于)[^，。；]*$",
            160,
        ),
        (
            FOOTER,
            r".{0,40}(?:版权(?:所有|归属|声明)|ICP\s*[备证]|公网安备|网站标识码|技术支持\s*[:：]|Copyright|©|网站地图|[主承]办(?:单位)?\s*[:：])"
            r"|(?:地\s*址|邮\s*编|邮政编码|联系电话|电\s*话|传\s*真|电子邮箱|E-?mail)\s*[:：]"
            r"|[（(]?联\s*系\s*人\s*[:：]",
            200,
        ),
        (
            INTRO,
            r".*(?:以下是.{0,40}(?:整理|分享|收集|收藏|带来|提供)|供(?:您|你|大家|各位).{0,2}(?:参考|阅读|借鉴|查阅)|仅供参考|欢迎(?:阅读|参阅|下载|借鉴)"
            r"|小编).{0,30}$",
            400,
        ),
        (
            TRANSMITTAL,
            r"(?:.{0,80}[，,。])?现将.{2,120}(?:印发|转发|下发|发|公布).{0,4}(?:给?你们|各|如下|大家)?.{0,60}$"
            r"|.{0,120}现(?:予以?|正式|批准)?(?:印发|转发|下发)(?:给?你们)?[，,。].{0,60}$"
            r"|.{0,160}印发给?你们[，,。].{0,60}$",
            260,
        ),
        (
            SUBTITLE,
            r"(?:[—–-]{2,8}|[（(])\s*(?:19|20)\d\d年.{4,60}$"
            rf"|.{{0,40}}(?:代表大会|委员会).{{0,12}}(?:会议|全会)\s*上?(?:的.{{0,6}}|\s.{{0,12}}{OFFICER})?$"
            rf"|.{{0,20}}{OFFICER}$"
            r"|[（(].{0,30}(?:讨论|征求意见|审议|通过|试行|送审)稿?.{0,20}[）)]$",
            80,
        ),
    )
)
# Most lines of a body are longer than any furniture but these.
SHORT = 160
ALONE_LONG = tuple(rule for rule in ALONE if rule[2] > SHORT)
# Of these a plan may speak itself: 时间：每周五 in a list of meetings, （一）学习总书记重要讲话.
AMBIGUOUS = re.compile(
    r"[【\[（(]?\s*(?:时\s*间|日期|名\s*称|标\s*题|作\s*者|来\s*源|编辑|审核)\s*[:：]|[主承]办|联\s*系\s*人"
)
COUNTER = re.compile(r"[\d\s./:：-]{1,40}$")
ADDRESSED = re.compile(
    r"(?:各|区|市|县|旗|州|省|直属|机关|局|全|有关|相关|尊敬|同志|本|属|系统|党|公办|民办|中小学|辖区).{0,120}[:：]$"
)
# 各学校要做好以下工作： is no address: what follows the colon is a matter, not a greeting.
ANNOUNCED = re.compile(
    "(?:如下|以下|下列|要求|任务|工作|意见|方案|计划|措施|目标|原则|是|到|为)[^，。]{0,6}[:：]$"
)
NAMED_ORGAN = re.compile(rf"[一-鿿（）()\s]{{2,38}}{ORGAN}$")
SIGNED = re.compile(rf"[（(]?([一-鿿][一-鿿（）()\s]{{1,37}}{ORGAN})\s*[（(]?(?:{DAY})[）)]?$")
MONTH = re.compile(rf"[（(]?\s*(?:{YEAR})\s*年\s*[\d一二三四五六七八九十元]{{1,3}}\s*月\s*[）)]?$")
RED_HEADER = re.compile(rf"[一-鿿（）()\s]{{3,38}}{ORGAN}\s*(?:公\s*)?文\s*件$")
TITLE_END = re.compile(rf"{GENRE}\s*(?:[（(].{{1,14}}[）)])?\s*$")
# Headings without a number that open a plan.
OPENING = re.compile(
    "(?:总体|指导|基本|工作|主要|目标|发展)(?:要求|思想|思路|目标|原则|任务|方针|定位)$|[前引序]言$"
)
# How a notice sends off what is annexed to it.
SENT_OFF = re.compile("请.{0,30}(?:执行|落实|实施|贯彻|遵照|参照|办理|学习|组织).{0,14}$")
LISTED = re.compile(r"\d{1,2}\s*[.．、]")
SENTENCE_MARK = re.compile("[。！；]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the raw text that is not blank.

    Attributes:
        text: the line without the blanks at its ends.
        start: where it starts in the raw text.
        role: what it is: one of this module's constants.
    """

    text: str
    start: int
    role: str


def assign_roles(texts: list[str]) -> list[str]:
    """The role of each line of a document, blank lines left out beforehand."""
    texts = [one_spelling(text) for text in texts]
    roles = [_role_alone(text) for text in texts]
    _mark_pages(texts, roles)
    _extend_pointers(texts, roles)
    _name_notice(texts, roles)
    prose = _prose(texts, roles)
    first = prose[0] if prose else len(texts)
    last = prose[-1] if prose else -1
    _restore_inside(texts, roles, first, last)
    _name_head(texts, roles, first)
    _name_signatures(texts, roles)
    _name_tail(texts, roles, last)
    _name_annex(texts, roles, first)
    return [role or BODY for role in roles]


def _prose(texts: list[str], roles: list[str]) -> list[int]:
    return [i for i, role in enumerate(roles) if not role and _is_prose(texts[i])]


def _role_alone(text: str) -> str:
    length = len(text)
    for role, pattern, longest in ALONE if length <= SHORT else ALONE_LONG:
        if length <= longest and pattern.match(text):
            return "" if role == SUBTITLE and MARKER.match(text) else role
    return ""


def _extend_pointers(texts: list[str], roles: list[str]) -> None:
    """附件：1.…… goes on in the lines 2.…… 3.…… below it."""
    for i in range(1, len(texts)):
        listed = LISTED.match(texts[i]) and not SENTENCE_MARK.search(texts[i])
        if not roles[i] and roles[i - 1] == POINTER and listed and _lists(texts[i - 1]):
            roles[i] = POINTER


def _lists(pointer: str) -> bool:
    return bool(LISTED.match(re.sub(r"^附\s*[件表]?\s*[:：]\s*", "", pointer)))


def _name_notice(texts: list[str], roles: list[str]) -> None:
    """A few sentences that end in 请……执行。 before the plan annexed to them only send it off."""
    marked = [i for i, text in enumerate(texts) if MARKER.match(text) and not roles[i]]
    before = [i for i in _prose(texts, roles) if not marked or i < marked[0]]
    for k in range(min(len(before), 3)):
        i = before[k]
        behind = [role for role in roles[i + 1 : i + 12] if role and role != POINTER]
        if SENT_OFF.search(texts[i]) and behind[:1] in ([SIGNATURE], [DATE], [MARK], [IMPRINT]):
            if any(TITLE_END.search(text) for text in texts[i + 1 : (marked or [0])[0]]):
                for j in before[: k + 1]:
                    roles[j] = TRANSMITTAL
            return


def _restore_inside(texts: list[str], roles: list[str], first: int, last: int) -> None:
    """Behind the first numbered line 时间： and 主办： are the plan's own words."""
    numbered = (i for i in range(first, len(texts)) if MARKER.match(texts[i]))
    for i in range(next(numbered, last), last):
        if roles[i] in (PAGE_INFO, FOOTER) and AMBIGUOUS.match(texts[i]):
            roles[i] = ""


def _mark_pages(texts: list[str], roles: list[str]) -> None:
    """Bare numbers that rise from line to line are page numbers; names beside them, their heads.

    A single bare number may as well be the 2 of a CO2 that lost its line.
    """
    bare = [
        i for i, text in enumerate(texts) if text.isdecimal() and len(text) <= 3 and not roles[i]
    ]
    values = [int(texts[i]) for i in bare]
    if len(values) >= 2 and all(a < b for a, b in pairwise(values)):
        for i in bare:
            roles[i] = PAGE
    counts = Counter(t for t in texts if 4 <= len(t) <= 40 and not SENTENCE_MARK.search(t))
    for i, text in enumerate(texts):
        beside = PAGE in (roles[i - 1 : i] + roles[i + 1 : i + 2])
        if beside and counts.get(text, 0) >= 3 and not roles[i] and not MARKER.match(text):
            roles[i] = RUNNING


def _is_prose(text: str) -> bool:
    if MARKER.match(text) or "\t" in text:
        return True
    if _is_address(text):
        return False
    if SENTENCE_MARK.search(text):
        return len(text) >= 12
    if ANNOUNCED.search(text) and "，" in text:
        return True
    commas = text.count("，") + text.count(",")
    return len(text) >= 20 and commas > bool(TITLE_END.search(text))


def _is_address(text: str) -> bool:
    if SENTENCE_MARK.search(text) or ANNOUNCED.search(text):
        return False
    return bool(ADDRESSED.match(text))


def _name_head(texts: list[str], roles: list[str], first: int) -> None:
    """Lines before the first sentence: header, addressee, organ, else part of a title."""
    for i in range(first):
        if roles[i]:
            continue
        if RED_HEADER.match(texts[i]):
            roles[i] = HEADER
        elif _is_address(texts[i]):
            roles[i] = ADDRESSEE
        elif COUNTER.match(texts[i]):
            roles[i] = SITE
        elif MONTH.match(texts[i]):
            roles[i] = DATE
        elif _is_signature(texts[i]):
            roles[i] = SIGNATURE
        elif not OPENING.match(texts[i]):
            roles[i] = TITLE
    # 各位代表： may follow a first sentence of its own page, and still greets.
    for i in range(first, min(first + 3, len(texts))):
        if not roles[i] and _is_address(texts[i]) and len(texts[i]) < 30:
            roles[i] = ADDRESSEE


def _is_signature(text: str) -> bool:
    if SIGNED.match(text):
        return True
    return bool(NAMED_ORGAN.match(text)) and not TITLE_END.search(text)


def _name_signatures(texts: list[str], roles: list[str]) -> None:
    """An organ's name alone in a line is a signature where a date or imprint comes next."""
    closing = {DATE, IMPRINT, DISCLOSURE, SIGNATURE}
    for i in range(len(texts) - 2, -1, -1):
        if not roles[i] and roles[i + 1] in closing and NAMED_ORGAN.match(texts[i]):
            roles[i] = SIGNATURE


def _name_tail(texts: list[str], roles: list[str], last: int) -> None:
    """After the last sentence: what follows related links or a footer belongs to the site."""
    in_site = False
    for i in range(last + 1, len(texts)):
        in_site = in_site or roles[i] in (RELATED, FOOTER)
        if not roles[i] and (in_site or COUNTER.match(texts[i])):
            roles[i] = SITE
        elif not roles[i] and MONTH.match(texts[i]):
            roles[i] = DATE
        elif not roles[i] and _is_signature(texts[i]):
            roles[i] = SIGNATURE


def _name_annex(texts: list[str], roles: list[str], first: int) -> None:
    """Text behind an annex mark is the annex, unless the plan itself is what was annexed."""
    in_annex = False
    for i in range(first + 1, len(texts)):
        if roles[i] == MARK:
            in_annex = True
        elif not roles[i] and in_annex:
            roles[i] = ANNEX
