"""Model texts: what document-sharing sites offer to copy, 工作要点范文（精选5篇）, written for no place."""

from __future__ import annotations

import re

from analysis.chinese.characters import HANZI
from analysis.chinese.line_roles import LineRole
from analysis.chinese.numerals import TENS
from analysis.chinese.patterns import SENTENCE_MARK
from analysis.documents.corpus import LedgerRow
from analysis.documents.draft import Draft
from analysis.documents.kinds.evidence import (
    ENOUGH,
    Evidence,
    Finding,
    describe_form,
    find_words,
    is_stated_plan,
    quote_text,
    quote_title,
    set_aside,
)
from analysis.documents.kinds.paper import Paper
from analysis.documents.places import mentions
from analysis.notices import Kind
from analysis.reading import Reason

_PRAISE = "(?:精选|通用|优秀|热门|最新|推荐|荐读|实用|集锦|锦集|合集|汇总|精品|优质|经典|收藏|必备|常用|共|范文|模板)"
_SEVERAL = rf"(?:\d{{1,3}}|[{TENS}两]{{1,3}}|[多数]|N|n)\s*篇"
# 工作要点范文, 工作计划(通用5篇), 实施方案模板, 年度计划怎么写. 关于…的范文 is none: 范文 ends such a title.
MODEL_TITLE = re.compile(
    rf"{_PRAISE}[（(]?\s*{_SEVERAL}|{_SEVERAL}[）)]?(?:{_PRAISE}|$)|[（(](?:{_PRAISE}|{_SEVERAL}|完整版|标准版|通用版|最新版|精简版|word版)[^（(）)]{{0,6}}[）)]$"
    r"|(?:范文|范本|模板|模版|样本|例文|通用版|参考稿|文案|精选|荐读|大全|集锦|合集)(?:[（(].{0,12}[）)]|[\d一二三四五六七八九十]*)$|范文|(?:怎么|如何|怎样)写|写作(?:指南|技巧)|(?:参考|完整)(?:文本|范例)"
)
# 篇一：…, 篇1, 第二篇, … 篇3 at the start or end of a line by itself.
_NUMBER = rf"(?:[{TENS}]{{1,3}}|\d{{1,3}})"
PART_LINE = re.compile(
    rf"(?:【?\s*(?:篇\s*{_NUMBER}|第\s*{_NUMBER}\s*篇|范文\s*{_NUMBER}|【\s*篇\s*{_NUMBER}\s*】)\s*】?(?:[：:、.\s].{{0,60}})?"
    rf"|.{{4,50}}?(?:[（(【]?\s*(?:篇|范文|模板)\s*{_NUMBER}\s*[）)】]?|[（(]\s*{_NUMBER}\s*[）)]))$"
)
PART_END = re.compile(rf"\s*[（(【]?\s*篇\s*{_NUMBER}\s*[）)】]?$")
# 2023年社区工作计划一, … 二: one title with running numbers.
COUNTED_LINE = re.compile(rf"(.{{5,40}}?)\s*({_NUMBER})$")
SITE_TALK = re.compile(
    r"小编|[供为给](?:大家|您|你|各位)[^。\n]{0,12}?(?:参考|阅读|借鉴|整理|准备|带来|收集|分享)|(?:来源于|源自|来自|整理自)网[络友]|仅供参考|欢迎(?:大家)?(?:阅读|借鉴|下载|参考|查阅)|(?:会员|VIP)[^。\n]{0,8}可见"
    r"|本文档由|珍藏版|免费下载|下载(?:本文|文档|全文)|希望(?:能)?对(?:大家|您|你)[^。\n]{0,8}帮助|(?:网友|会员)(?:投稿|上传|分享)|以下是[^。\n]{0,40}?(?:范文|整理|分享|收集)|不代表本站"
)
# Names left open for whoever copies the text.
OPEN_NAME = re.compile(
    rf"(?:[xX×＊*○]{{1,4}}|[_＿]{{2,8}})\s*(?:省|市|县|区|镇|乡|街道|局|单位|学校|小学|中学|社区|村|公司|支部|党委|党组|同志)|(?<![{HANZI}])某某?(?:单位|公司)"
)


def set_aside_model_texts(draft: Draft) -> LedgerRow | None:
    """Set aside a file of model texts, whole: its parts are no plans of several places or years.

    Returns:
        The row of the ledger; None where the titles name a place, or little speaks for model texts.
    """
    if is_stated_plan(draft):
        return None
    paper = Paper(draft)
    titled = _read_titles(paper)
    parts = _find_part_lines(paper)
    if not titled and len(parts) < 2:
        return None
    if any(mentions(title) for title in (*paper.titles, *parts)):
        return None
    evidence = [*titled, *_read_parts(parts), *_read_signs(paper, bool(titled) or _share_name(parts))]
    finding = Finding(Reason.MODEL_TEXTS, Kind.IS_MODEL_TEXTS, evidence)
    return set_aside(draft, finding) if finding.weight >= ENOUGH else None


def _read_titles(paper: Paper) -> list[Evidence]:
    for title in paper.titles:
        words = find_words(MODEL_TITLE, title)
        if words:
            return [quote_title(1, words)]
    return []


def _find_part_lines(paper: Paper) -> list[str]:
    """The lines that number the texts of a file, or an empty list."""
    lines = [*paper.lines_of(LineRole.TITLE, LineRole.SITE), *paper.paragraphs]
    short = [line for line in lines if 2 <= len(line) <= 60 and not SENTENCE_MARK.search(line)]
    parts = [line for line in short if PART_LINE.match(line)]
    if len(parts) >= 2:
        return parts
    counted: dict[str, dict[str, str]] = {}
    for line in short:
        match = COUNTED_LINE.match(line)
        if match:
            counted.setdefault(match[1], {})[match[2]] = line
    return next((list(lines.values()) for lines in counted.values() if len(lines) >= 2), [])


def _share_name(parts: list[str]) -> bool:
    """Whether all texts of a file have one name and their number: 党建工作要点 篇2, 党建工作要点 篇3."""
    names = {PART_END.sub("", part) if PART_END.search(part) else "" for part in parts}
    return len(names) == 1 and "" not in names


def _read_parts(parts: list[str]) -> list[Evidence]:
    return [describe_form(1, Kind.TEXT_HAS_PARTS, n=len(parts))] if len(parts) >= 2 else []


def _read_signs(paper: Paper, titled: bool) -> list[Evidence]:
    """What a sharing site says around a text, and names that are left open or, below such titles, missing."""
    intro = "\n".join(paper.lines_of(LineRole.INTRO, LineRole.SITE, LineRole.FOOTER, LineRole.PAGE_INFO))
    evidence = []
    talk = find_words(SITE_TALK, f"{paper.text[:600]}\n{intro}\n{paper.text[-300:]}")
    if talk:
        evidence.append(quote_text(1, talk))
    open_name = find_words(OPEN_NAME, paper.text)
    if open_name:
        evidence.append(quote_text(1, open_name))
    elif titled and not mentions(paper.text):
        evidence.append(describe_form(1, Kind.TEXT_NAMES_NO_PLACE))
    return evidence
