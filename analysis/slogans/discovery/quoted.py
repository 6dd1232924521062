"""Quoted phrases, told from quoted names by what stands before and after them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from analysis.chinese.characters import HANZI
from analysis.chinese.detectors.quotation import EVENTS, NUMERALS, QUOTATION, may_be_phrase, read_form
from analysis.chinese.numerals import COUNTING
from analysis.chinese.patterns import FIRST_MARK, SECOND_MARK, SENTENCE_MARKS
from analysis.slogans.discovery.numerals import members
from analysis.slogans.discovery.reasons import Mention
from analysis.slogans.discovery.vocabulary import (
    AVOIDING,
    AWARDING,
    BRAND_HEADS,
    CAMPAIGN_HEADS,
    FORMULA_HEADS,
    LAUNCHING,
    NAME_HEADS,
    UPHOLDING,
)

TITLE = re.compile("《((?:[^《》\n]|《[^《》\n]*》){3,100})》")
# Quotations that stand side by side share the word that follows the last of them.
_JOINT = re.compile("[、，]?(?:和|与|及|以及)?")
_NUMBERED_HEADING = re.compile(f"{FIRST_MARK}|{SECOND_MARK}")
_LAST_HANZI = re.compile(f"[{HANZI}]*$")
# How far behind the quotation the word may begin; the first that is found counts.
HEADS = (
    ("head name", re.compile(f"等?(?:{NAME_HEADS})")),
    ("head campaign", re.compile(f".{{0,7}}?(?:{CAMPAIGN_HEADS})")),
    ("head brand", re.compile(f".{{0,7}}?(?:{BRAND_HEADS})")),
    ("head name", re.compile(f".{{0,3}}?(?:{NAME_HEADS})")),
    ("head formula", re.compile(f".{{0,5}}?(?:{FORMULA_HEADS})")),
)
# A few hanzi may stand between the verb and the phrase: 坚定捍卫“两个确立”.
BEFORE = (
    ("awarded", re.compile(f"(?:{AWARDING})[{HANZI}]{{0,4}}$")),
    ("avoided", re.compile(f"(?:{AVOIDING})[{HANZI}]{{0,5}}$")),
    ("upheld", re.compile(f"(?:{UPHOLDING})[{HANZI}]{{0,4}}$")),
    ("launched", re.compile(f"(?:{LAUNCHING})[{HANZI}]{{0,4}}$")),
    ("likened", re.compile("(?:当好|成为|好像|如同|犹如|[^一]是|的)$")),
)
NAME_ENDING = re.compile(
    "(?:奖|杯|号|班|公司|大学|中学|小学|医院|APP|App|客户端|会议|通知|大会|论坛|同志|案|事件)$"
)
# These end a name too, unless a word such as 活动 or 建设 follows.
MAYBE_NAME_ENDING = re.compile("(?:网|馆|店|路|街|中心|学校|营|站|园|社)$")
SENTENCE = re.compile(f"[{SENTENCE_MARKS}：,;!?]|^[我你他她它]是|[吗呢吧]$")
GENERAL_DOCUMENT = re.compile(
    "(?:法|条例|准则|纲要|规划|规定|决定|决议|章程|守则|规范|指南|细则|办法|方案|读本|选集|文选|问答|纪要)(?:（[^（）]*）)?$"
)
LOCAL_DOCUMENT = re.compile("[市区县镇乡]|教育局|教委|工作要点|通知")
# The first that fits tells the kind.
KINDS = (
    (EVENTS, "event"),
    (NUMERALS, "numeral"),
    ({"head brand"}, "local_brand"),
    ({"head campaign", "launched"}, "campaign"),
)


def find_quoted(text: str) -> list[Mention]:
    """The quoted phrases of a text, and the documents in title marks, in order.

    Args:
        text: clean text.
    """
    spans = [quotation.span() for quotation in QUOTATION.finditer(text)]
    found = [
        _judged(text, start, end, row)
        for (start, end), row in zip(spans, _rows(text, spans), strict=True)
        if may_be_phrase(text[start + 1 : end - 1])
    ]
    return sorted([*found, *_documents(text)])


def _rows(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each quotation where the row of quotations that it belongs to begins and ends."""
    rows: list[tuple[int, int]] = []
    first = 0
    for number, (_, end) in enumerate(spans, start=1):
        if number == len(spans) or not _JOINT.fullmatch(text[end : spans[number][0]]):
            rows += [(spans[first][0], end)] * (number - first)
            first = number
    return rows


def _judged(text: str, start: int, end: int, row: tuple[int, int]) -> Mention:
    name = text[start + 1 : end - 1]
    around = list(_around(text, *row))
    reasons = ["quoted", *around, *_inside(name, around)]
    if "numeral" in reasons:
        reasons += members(text, start + 1, end - 1)
    if row != (start, end):
        reasons.append("beside others")
    if _in_heading(text, start):
        reasons.append("in a heading")
    return Mention(start + 1, end - 1, name, _kind(reasons), tuple(reasons))


def _around(text: str, start: int, end: int) -> Iterator[str]:
    """What the words before and after a row of quotations say of it."""
    following = re.match("[^。；，、！？\n“”]*", text[end : end + 16])
    head = following[0] if following else ""
    yield from _head(head)
    preceding = _LAST_HANZI.search(text[max(0, start - 8) : start])
    for key, pattern in BEFORE:
        if preceding and pattern.search(preceding[0]):
            if key != "likened" or not head:
                yield key
            return


def _head(following: str) -> Iterator[str]:
    for key, pattern in HEADS:
        if pattern.match(following):
            yield key
            return


def _inside(name: str, around: list[str]) -> Iterator[str]:
    yield from read_form(name)
    has_head = {"head campaign", "head brand", "head formula"} & set(around)
    if NAME_ENDING.search(name) or (MAYBE_NAME_ENDING.search(name) and not has_head):
        yield "name ending"
    if SENTENCE.search(name):
        yield "sentence"
    if len(name) <= 3 and not re.search(f"[{COUNTING}新]", name):
        yield "one word"


def _in_heading(text: str, at: int) -> bool:
    begin = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[begin : end if end >= 0 else len(text)]
    return bool(_NUMBERED_HEADING.match(line)) and len(line) <= 40


def _kind(reasons: Collection[str]) -> str:
    for keys, kind in KINDS:
        if keys & set(reasons):
            return kind
    return "formula"


def _documents(text: str) -> Iterator[Mention]:
    for found in TITLE.finditer(text):
        reasons = ["in title marks"]
        if GENERAL_DOCUMENT.search(found[1]) and not LOCAL_DOCUMENT.search(found[1]):
            reasons.append("general document")
        yield Mention(found.start(), found.end(), found[0], "document", tuple(reasons))
