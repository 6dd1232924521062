"""Roles that a line shows by itself, wherever it is: page numbers, dates, breadcrumbs, footers.

The rules are tried in order and the first that matches wins. They are joined into one expression, so
one call decides nearly every line. Some rules look for words inside a line; a line without any of those
words is tested at its start only, which halves the time.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from analysis.chinese.characters import HANZI
from analysis.chinese.numerals import TENS
from analysis.chinese.page_fields import LINE_START
from analysis.chinese.patterns import (
    ARABIC_YEAR,
    DAY,
    DOCUMENT_NUMBER,
    NUMERIC_DAY,
    PAGE_NUMBER,
    PAGE_OF_ENTRY,
    SENTENCE_MARK,
    TITLE_GENRES,
    YEAR_CLOSES,
    YEAR_MONTH,
    YEAR_OPENS,
)
from analysis.chinese.site_lines import BUTTONS, CREDIT, INVITATION, RELATED


class LineRole(StrEnum):
    """What a line of a document is."""

    BODY = "body"
    ANNEX = "annex"
    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADER = "red header"
    NUMBER = "number"
    ADDRESSEE = "addressee"
    TRANSMITTAL = "transmittal"
    SIGNATURE = "signature"
    DATE = "date"
    IMPRINT = "imprint"
    DISCLOSURE = "disclosure"
    POINTER = "annex pointer"
    MARK = "annex mark"
    PAGE = "page number"
    RUNNING = "running head"
    PAGE_INFO = "page information"
    SITE = "site"
    RELATED = "related links"
    FOOTER = "footer"
    INTRO = "site introduction"
    CONTENTS = "table of contents"
    RULE = "drawn line"


# A line that shows no role by itself has an empty one.
GivenRole: TypeAlias = LineRole | Literal[""]


ORGAN = (
    r"(?:委员会|政府|人民政府|教育局|局|办公室|办公厅|工委|党委|党组|支部|总支|教委|区委|县委|市委|省委"
    r"|中心|委|厅|部|院|处|站|室|领导小组|街道办事处|管委会|组委会|协会|学会|联合会|妇联|工会|集团|公司"
    r"|学校|中心校|小学|中学|大学|幼儿园)"
)
OFFICES = "省长|市长|区长|县长|州长|旗长|盟长|主席|书记"
# The officer's name after the office.
AFTER_OFFICE = rf"\s*[{HANZI}·](?:\s*[{HANZI}·]){{1,3}}"
OFFICER = rf"(?:{OFFICES}){AFTER_OFFICE}"


class _Inner(NamedTuple):
    """Words by which a line is known from its middle, with the patterns before and after them.

    Each alternative of the words begins with a plain character: a search then skips all others.
    """

    before: str
    words: str
    after: str = ""


class _Rule(NamedTuple):
    """How a role shows: by how a line starts, or by words inside it; a longer line has another role."""

    role: LineRole
    longest: int
    start: str = ""
    inner: tuple[_Inner, ...] = ()

    def join(self, *, with_inner: bool) -> str:
        """The rule as one expression, of the line's start alone or of its inner words as well."""
        parts = [self.start] if self.start else []
        if with_inner:
            parts += [f"{inner.before}(?:{inner.words}){inner.after}" for inner in self.inner]
        return "|".join(parts)


RULES = (
    _Rule(LineRole.RULE, 120, r"(?:[-=_*#~—–─━]\s*){3,}$"),
    _Rule(
        LineRole.PAGE,
        30,
        rf"(?:{PAGE_NUMBER})$",
    ),
    _Rule(
        LineRole.CONTENTS,
        160,
        r"[【\[]?目\s*[录次][】\]]?[:：]?$|CONTENTS$",
        (
            _Inner(
                ".{2,60}?",
                r"\.\.\.+|……*|···+|．．．+|___*|‥‥*|。。。+|———+|---+|－－－+|\. \. [. ]*",
                rf"\s*{PAGE_OF_ENTRY}$",
            ),
        ),
    ),
    _Rule(
        LineRole.NUMBER,
        60,
        # A form may leave the number itself open: 徐教发〔2022〕　号.
        rf"[（(]?(?:{DOCUMENT_NUMBER}|[{HANZI}]{{1,15}}\s*{YEAR_OPENS}\s*{ARABIC_YEAR}\s*{YEAR_CLOSES}\s*第?\s*号)[）)]?"
        r"(?:\s*签发人\s*[:：].*)?$",
    ),
    _Rule(
        LineRole.DATE,
        60,
        rf"[（(]?\s*{DAY}(?:\s*\d+[时:：]\d+分?)?\s*[）)]?(?:\s*[（(](?:联\s*系\s*人|此件|公开|印发|联系电话)[^）)]*[）)])?$",
    ),
    _Rule(
        LineRole.IMPRINT,
        160,
        r"印\s*发$|抄\s*[送报]\s*[:：]|[报送发]\s*[:：][^。]{2,50}。?$|主题词\s*[:：]|校\s*对\s*[:：]|[（(]?共印\s*\d+\s*份",
        (_Inner(rf".{{0,60}}{DAY}\s*", "印", "(?:发|制)?$"),),
    ),
    _Rule(
        LineRole.DISCLOSURE,
        40,
        r"[（(【]?\s*(?:此件|本文件?|信息)?\s*(?:主动公开|依申请公开|不予公开|不公开|公开(?=发布|属性|方式|形式|范围|类别|选项|[）)】]?$))[^，。]{0,14}[）)】]?$"
        r"|[（(]此件.{0,14}[）)]$",
    ),
    _Rule(LineRole.POINTER, 120, r"附\s*[件表]?\s*[\d一二三四五六]{0,2}\s*[:：]\s*\S"),
    _Rule(LineRole.MARK, 12, r"附\s*(?:[件表录]\s*[\d一二三四五六]{0,2}\s*[:：]?|[:：])$"),
    _Rule(
        LineRole.SITE,
        120,
        r"(?:您|你|当前)?(?:现在|当前|所在)?的?位置\s*[:：是]|首\s*页\s*(?:[>»›＞/]|-+>)",
        (_Inner(r"[^。]*(?:>|》|＞)+\s*", "正文"),),
    ),
    _Rule(
        LineRole.SITE,
        40,
        f"{BUTTONS}|{INVITATION}",
    ),
    _Rule(
        LineRole.RELATED,
        60,
        RELATED,
    ),
    _Rule(
        LineRole.PAGE_INFO,
        160,
        f"{LINE_START}|{CREDIT}",
        (_Inner("[^，。；]{0,30}", "发布|发表|更新", "(?:时间|日期|于)[^，。；]*$"),),
    ),
    _Rule(
        LineRole.FOOTER,
        200,
        r"(?:地\s*址|邮\s*编|邮政编码|联系电话|电\s*话|传\s*真|电子邮箱|E-?mail)\s*[:：]"
        r"|[（(]?联\s*系\s*人\s*[:：]",
        (
            _Inner(".{0,12}", "来源于网络|转载请注明|如需转载|未经授权"),
            _Inner(
                ".{0,40}",
                r"版权(?:所有|归属|声明)|ICP\s*[备证]|公网安备|网站标识码|技术支持\s*[:：]|Copyright|©|网站地图"
                r"|主办(?:单位)?\s*[:：]|承办(?:单位)?\s*[:：]",
            ),
        ),
    ),
    _Rule(LineRole.SITE, 400, r"(?:https?|file)://\S+$"),
    _Rule(
        LineRole.INTRO,
        400,
        inner=(
            _Inner(
                ".*",
                "以下是.{0,40}(?:整理|分享|收集|收藏|带来|提供)|供(?:您|你|大家|各位).{0,2}(?:参考|阅读|借鉴|查阅)"
                "|仅供参考|欢迎(?:阅读|参阅|下载|借鉴)|小编",
                ".{0,30}$",
            ),
        ),
    ),
    _Rule(
        LineRole.TRANSMITTAL,
        260,
        inner=(
            _Inner(
                "(?:.{0,80}[，,。])?",
                "现将",
                ".{2,120}(?:印发|转发|下发|发|公布).{0,4}(?:给?你们|各|如下|大家)?.{0,60}$",
            ),
            _Inner(
                ".{0,120}",
                "现(?:予以?|正式|批准)?(?:印发|转发|下发)",
                "(?:给?你们)?[，,。].{0,60}$",
            ),
            _Inner(".{0,160}", "印发给?你们", "[，,。].{0,60}$"),
        ),
    ),
    _Rule(
        LineRole.SUBTITLE,
        80,
        rf"(?:[—–-]{{2,8}}|[（(])\s*{ARABIC_YEAR}年.{{4,60}}$"
        r"|[（(].{0,30}(?:讨论|征求意见|审议|通过|试行|送审)稿?.{0,20}[）)]$"
        rf"|第[{TENS}]+次(?:全体)?会议上?$",
        (
            _Inner(
                ".{0,40}(?:代表大会|委员会).{0,12}",
                "会议|全会",
                rf"\s*上?(?:的.{{0,6}}|\s.{{0,12}}{OFFICER})?$",
            ),
            _Inner(".{0,20}", OFFICES, rf"{AFTER_OFFICE}$"),
        ),
    ),
)
# Most lines of a body are longer than any line of page furniture that more than a few rules know.
SHORT = 160
LONGEST = max(rule.longest for rule in RULES)


class _Joined:
    """The rules for lines of some lengths as one expression; its groups are called after the rules' places."""

    def __init__(self, longer_than: int) -> None:
        rules = [(i, rule) for i, rule in enumerate(RULES) if rule.longest > longer_than]
        self._words = re.compile("|".join(inner.words for _, rule in rules for inner in rule.inner))
        self._start, self._whole = (
            re.compile(
                "|".join(
                    f"(?P<rule{i}>{pattern})"
                    for i, rule in rules
                    if (pattern := rule.join(with_inner=with_inner))
                )
            )
            for with_inner in (False, True)
        )

    def match(self, text: str) -> re.Match[str] | None:
        """The first rule that matches a line."""
        return (self._whole if self._words.search(text) else self._start).match(text)


_FOR_SHORT, _FOR_LONG = _Joined(0), _Joined(SHORT)


def role_alone(text: str) -> GivenRole:
    """The role that a line shows by itself; empty for a line that shows none."""
    length = len(text)
    if length > LONGEST:
        return ""
    match = (_FOR_SHORT if length <= SHORT else _FOR_LONG).match(text)
    if match is None:
        return ""
    rule = RULES[int(str(match.lastgroup)[4:])]
    return rule.role if length <= rule.longest else _role_of_long_line(text)


def _role_of_long_line(text: str) -> GivenRole:
    """The role of a line too long for the first rule that matches it."""
    for rule, pattern in zip(RULES, _rule_patterns(), strict=True):
        if len(text) <= rule.longest and pattern.match(text):
            return rule.role
    return ""


@cache
def _rule_patterns() -> list[re.Pattern[str]]:
    return [re.compile(rule.join(with_inner=True)) for rule in RULES]


# What a line is beside its neighbours.
COUNTER = re.compile(r"[\d\s./:：-]{1,40}$")
NUMERIC_DATE = re.compile(rf"{ARABIC_YEAR}([./-])\d{{1,2}}\1\d{{1,2}}$")
# 2023-11-24 11:54 区政府教育督导室
STAMPED = re.compile(rf"{NUMERIC_DAY}日?(?:\s*\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?)?\s+[^，。]{{2,24}}$")
# （盖章） may follow an organ that signs.
SEAL = r"(?:\s*[（(](?:盖|代|公)?章[）)])?"
NAMED_ORGAN = re.compile(rf"[{HANZI}（）()\s]{{2,38}}{ORGAN}{SEAL}$")
SIGNED = re.compile(rf"[（(]?([{HANZI}][{HANZI}（）()\s]{{1,37}}{ORGAN})\s*[（(]?(?:{DAY})[）)]?$")
MONTH = re.compile(rf"[（(]?\s*{YEAR_MONTH}\s*[）)]?$")
RED_HEADER = re.compile(rf"[{HANZI}（）()\s]{{3,38}}{ORGAN}\s*(?:公\s*)?文\s*件$")
TITLE_END = re.compile(rf"(?:{TITLE_GENRES})\s*(?:[（(].{{1,14}}[）)])?\s*$")
ADDRESSED = re.compile(
    r"(?:各|区|市|县|旗|州|省|直属|机关|局|全|有关|相关|尊敬|同志|本|属|系统|党|公办|民办|中小学|辖区).{0,120}[:：]$"
)
# 各学校要做好以下工作： is not an address: what follows the colon is a matter, not a greeting.
ANNOUNCED = re.compile(
    "(?:如下|以下|下列|要求|任务|工作|意见|方案|计划|措施|目标|原则|是|到|为)[^，。]{0,6}[:：]$"
)


def is_address(text: str) -> bool:
    """Whether a line greets those whom a notice is for: 各学校：."""
    if not text.endswith((":", "：")) or SENTENCE_MARK.search(text) or ANNOUNCED.search(text):
        return False
    return bool(ADDRESSED.match(text))
