"""Proposes quoted phrases, and tells them from quoted names by what comes before and behind them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from analysis.chinese.characters import HANZI
from analysis.chinese.detectors.quotation import EVENTS, NUMERALS, QUOTATION, may_be_phrase, read_form
from analysis.chinese.numerals import COUNTING
from analysis.chinese.patterns import FIRST_MARK, SECOND_MARK, SENTENCE_MARKS
from analysis.slogans.discovery.numerals import check_members
from analysis.slogans.discovery.proposals import Proposal
from analysis.slogans.discovery.reasons import Reason
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
from analysis.slogans.lexicon import SloganKind

TITLE = re.compile("《((?:[^《》\n]|《[^《》\n]*》){3,100})》")
# What joins quotations side by side; they share the word that follows the last of them.
_JOINT = re.compile("[、，]?(?:和|与|及|以及)?")
_NUMBERED_HEADING = re.compile(f"{FIRST_MARK}|{SECOND_MARK}")
_LAST_HANZI = re.compile(f"[{HANZI}]*$")
# What may follow a quotation, and how many characters behind it; the first pattern that matches counts.
HEADS = (
    (Reason.HEAD_NAME, re.compile(f"等?(?:{NAME_HEADS})")),
    (Reason.HEAD_CAMPAIGN, re.compile(f".{{0,7}}?(?:{CAMPAIGN_HEADS})")),
    (Reason.HEAD_BRAND, re.compile(f".{{0,7}}?(?:{BRAND_HEADS})")),
    (Reason.HEAD_NAME, re.compile(f".{{0,3}}?(?:{NAME_HEADS})")),
    (Reason.HEAD_FORMULA, re.compile(f".{{0,5}}?(?:{FORMULA_HEADS})")),
)
# What may come before a quotation; the first pattern that matches counts. A few hanzi may be between
# the verb and the phrase: 坚定捍卫“两个确立”.
VERBS_BEFORE = (
    (Reason.AWARDED, re.compile(f"(?:{AWARDING})[{HANZI}]{{0,4}}$")),
    (Reason.AVOIDED, re.compile(f"(?:{AVOIDING})[{HANZI}]{{0,5}}$")),
    (Reason.UPHELD, re.compile(f"(?:{UPHOLDING})[{HANZI}]{{0,4}}$")),
    (Reason.LAUNCHED, re.compile(f"(?:{LAUNCHING})[{HANZI}]{{0,4}}$")),
    (Reason.FIGURE_OF_SPEECH, re.compile("(?:当好|成为|好像|如同|犹如|[^一]是|的)$")),
)
NAME_ENDING = re.compile(
    "(?:奖|杯|号|班|公司|大学|中学|小学|医院|APP|App|客户端|会议|通知|大会|论坛|同志|案|事件)$"
)
# These end a name too, unless a word such as 活动 or 建设 follows.
POSSIBLE_NAME_ENDING = re.compile("(?:网|馆|店|路|街|中心|学校|营|站|园|社)$")
SENTENCE = re.compile(f"[{SENTENCE_MARKS}：,;!?]|^[我你他她它]是|[吗呢吧]$")
GENERAL_DOCUMENT = re.compile(
    "(?:法|条例|准则|纲要|规划|规定|决定|决议|章程|守则|规范|指南|细则|办法|方案|读本|选集|文选|问答|纪要)(?:（[^（）]*）)?$"
)
LOCAL_DOCUMENT = re.compile("[市区县镇乡]|教育局|教委|工作要点|通知")
# The kind that reasons suggest; the first that fits counts.
KINDS_BY_REASON: tuple[tuple[Collection[str], SloganKind], ...] = (
    (EVENTS, SloganKind.EVENT),
    (NUMERALS, SloganKind.NUMERAL),
    ({Reason.HEAD_BRAND}, SloganKind.LOCAL_BRAND),
    ({Reason.HEAD_CAMPAIGN, Reason.LAUNCHED}, SloganKind.CAMPAIGN),
)
HEADS_OF_SLOGANS = {Reason.HEAD_CAMPAIGN, Reason.HEAD_BRAND, Reason.HEAD_FORMULA}
# How many characters behind and before quotations are read.
REACH_BEHIND, REACH_BEFORE = 16, 8
# A phrase of at most so many characters is likely a single word.
LONGEST_WORD = 3
# A line of more characters is not a heading.
LONGEST_HEADING = 40
Span = tuple[int, int]


def propose_quoted(text: str) -> list[Proposal]:
    """Propose the quoted phrases of a text, and the documents in title marks, in order.

    Args:
        text: clean text.
    """
    quotations = [quotation.span() for quotation in QUOTATION.finditer(text)]
    proposals = [
        _propose_quotation(text, quotation, row)
        for quotation, row in zip(quotations, _find_rows(text, quotations), strict=True)
        if may_be_phrase(text[quotation[0] + 1 : quotation[1] - 1])
    ]
    return sorted([*proposals, *_propose_documents(text)])


def _find_rows(text: str, quotations: list[Span]) -> list[Span]:
    """For each quotation the span of the row of joined quotations that it belongs to."""
    rows: list[Span] = []
    first = 0
    for n, (_, end) in enumerate(quotations, start=1):
        if n == len(quotations) or not _JOINT.fullmatch(text[end : quotations[n][0]]):
            rows += [(quotations[first][0], end)] * (n - first)
            first = n
    return rows


def _propose_quotation(text: str, quotation: Span, row: Span) -> Proposal:
    start, end = quotation[0] + 1, quotation[1] - 1
    phrase = text[start:end]
    context = list(_read_context(text, *row))
    reasons = [Reason.QUOTED, *context, *_read_phrase(phrase, context)]
    if Reason.NUMERAL in reasons:
        reasons += check_members(text, start, end)
    if row != quotation:
        reasons.append(Reason.BESIDE_OTHERS)
    if _is_in_heading(text, start):
        reasons.append(Reason.IN_A_HEADING)
    return Proposal(start, end, phrase, _guess_kind(reasons), tuple(reasons))


def _read_context(text: str, start: int, end: int) -> Iterator[Reason]:
    """What the words before and behind a row of quotations say of it."""
    match = re.match("[^。；，、！？\n“”]*", text[end : end + REACH_BEHIND])
    behind = match[0] if match else ""
    for reason, pattern in HEADS:
        if pattern.match(behind):
            yield reason
            break
    before = _LAST_HANZI.search(text[max(0, start - REACH_BEFORE) : start])
    for reason, pattern in VERBS_BEFORE:
        if before and pattern.search(before[0]):
            if reason != Reason.FIGURE_OF_SPEECH or not behind:
                yield reason
            return


def _read_phrase(phrase: str, context: Collection[Reason]) -> Iterator[Reason]:
    """What a phrase says by itself; a name ending counts less where a head of slogans follows."""
    yield from map(Reason, read_form(phrase))
    has_head = not HEADS_OF_SLOGANS.isdisjoint(context)
    if NAME_ENDING.search(phrase) or (POSSIBLE_NAME_ENDING.search(phrase) and not has_head):
        yield Reason.NAME_ENDING
    if SENTENCE.search(phrase):
        yield Reason.SENTENCE
    if len(phrase) <= LONGEST_WORD and not re.search(f"[{COUNTING}新]", phrase):
        yield Reason.ONE_WORD


def _is_in_heading(text: str, offset: int) -> bool:
    line_start = text.rfind("\n", 0, offset) + 1
    line_end = text.find("\n", offset)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return bool(_NUMBERED_HEADING.match(line)) and len(line) <= LONGEST_HEADING


def _guess_kind(reasons: Collection[Reason]) -> SloganKind:
    for suggesting, kind in KINDS_BY_REASON:
        if not set(suggesting).isdisjoint(reasons):
            return kind
    return SloganKind.FORMULA


def _propose_documents(text: str) -> Iterator[Proposal]:
    for title in TITLE.finditer(text):
        reasons = [Reason.IN_TITLE_MARKS]
        if GENERAL_DOCUMENT.search(title[1]) and not LOCAL_DOCUMENT.search(title[1]):
            reasons.append(Reason.GENERAL_DOCUMENT)
        yield Proposal(title.start(), title.end(), title[0], SloganKind.DOCUMENT, tuple(reasons))
