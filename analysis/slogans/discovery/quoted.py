"""Proposes quoted phrases, and tells them from quoted names by what comes before and behind them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from analysis.chinese.characters import HANZI
from analysis.chinese.detectors.quotation import (
    EVENTS,
    NUMERALS,
    QUOTATION,
    find_titles,
    is_sentence,
    may_be_name,
    may_be_phrase,
    read_form,
)
from analysis.chinese.numerals import COUNTING
from analysis.chinese.patterns import FIRST_MARK, SECOND_MARK
from analysis.chinese.text_array import Characters
from analysis.slogans.discovery.clues import CLUES_OF_FORMS, Clue
from analysis.slogans.discovery.numerals import check_members
from analysis.slogans.discovery.proposals import Proposal
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

# What joins quotations side by side; they share the word that follows the last of them.
_JOINT = re.compile("[、，]?(?:和|与|及|以及)?")
_NUMBERED_HEADING = re.compile(f"{FIRST_MARK}|{SECOND_MARK}")
_LAST_HANZI = re.compile(f"[{HANZI}]*$")
# What may follow a quotation, and how many characters behind it; the first pattern that matches counts.
HEADS = (
    (Clue.HEAD_NAME, re.compile(f"等?(?:{NAME_HEADS})")),
    (Clue.HEAD_CAMPAIGN, re.compile(f".{{0,7}}?(?:{CAMPAIGN_HEADS})")),
    (Clue.HEAD_BRAND, re.compile(f".{{0,7}}?(?:{BRAND_HEADS})")),
    (Clue.HEAD_NAME, re.compile(f".{{0,3}}?(?:{NAME_HEADS})")),
    (Clue.HEAD_FORMULA, re.compile(f".{{0,5}}?(?:{FORMULA_HEADS})")),
)
# What may come before a quotation; the first pattern that matches counts. A few hanzi may be between
# the verb and the phrase: 坚定捍卫“两个确立”.
VERBS_BEFORE = (
    (Clue.AWARDED, re.compile(f"(?:{AWARDING})[{HANZI}]{{0,4}}$")),
    (Clue.AVOIDED, re.compile(f"(?:{AVOIDING})[{HANZI}]{{0,5}}$")),
    (Clue.UPHELD, re.compile(f"(?:{UPHOLDING})[{HANZI}]{{0,4}}$")),
    (Clue.LAUNCHED, re.compile(f"(?:{LAUNCHING})[{HANZI}]{{0,4}}$")),
    (Clue.FIGURE_OF_SPEECH, re.compile("(?:当好|成为|好像|如同|犹如|[^一]是|的)$")),
)
# These end a name, unless a word such as 活动 or 建设 follows.
NAME_ENDINGS_WITHOUT_HEAD = ("网", "馆", "店", "路", "街", "中心", "学校", "营", "站", "园", "社")
GENERAL_DOCUMENT = re.compile(
    "(?:法|条例|准则|纲要|规划|规定|决定|决议|章程|守则|规范|指南|细则|办法|方案|读本|选集|文选|问答|纪要)(?:（[^（）]*）)?$"
)
LOCAL_DOCUMENT = re.compile("[市区县镇乡]|教育局|教委|工作要点|通知")
# The kind that clues suggest; the first that fits counts.
KINDS_BY_CLUE: tuple[tuple[Collection[Clue], SloganKind], ...] = (
    ({CLUES_OF_FORMS[form] for form in EVENTS}, SloganKind.EVENT),
    ({CLUES_OF_FORMS[form] for form in NUMERALS}, SloganKind.NUMERAL),
    ({Clue.HEAD_BRAND}, SloganKind.LOCAL_BRAND),
    ({Clue.HEAD_CAMPAIGN, Clue.LAUNCHED}, SloganKind.CAMPAIGN),
)
HEADS_OF_SLOGANS = {Clue.HEAD_CAMPAIGN, Clue.HEAD_BRAND, Clue.HEAD_FORMULA}
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
    clues = [Clue.QUOTED, *context, *_read_phrase(phrase, context)]
    if Clue.NUMERAL in clues:
        clues += check_members(text, start, end)
    if row != quotation:
        clues.append(Clue.BESIDE_OTHERS)
    if _is_in_heading(text, start):
        clues.append(Clue.IN_A_HEADING)
    return Proposal(start, end, phrase, _guess_kind(clues), tuple(clues))


def _read_context(text: str, start: int, end: int) -> Iterator[Clue]:
    """What the words before and behind a row of quotations say of it."""
    match = re.match("[^。；，、！？\n“”]*", text[end : end + REACH_BEHIND])
    behind = match[0] if match else ""
    for clue, pattern in HEADS:
        if pattern.match(behind):
            yield clue
            break
    before = _LAST_HANZI.search(text[max(0, start - REACH_BEFORE) : start])
    for clue, pattern in VERBS_BEFORE:
        if before and pattern.search(before[0]):
            if clue != Clue.FIGURE_OF_SPEECH or not behind:
                yield clue
            return


def _read_phrase(phrase: str, context: Collection[Clue]) -> Iterator[Clue]:
    """What a phrase says by itself; a name ending counts less where a head of slogans follows."""
    for form in read_form(phrase):
        yield CLUES_OF_FORMS[form]
    has_head = not HEADS_OF_SLOGANS.isdisjoint(context)
    if may_be_name(phrase) or (phrase.endswith(NAME_ENDINGS_WITHOUT_HEAD) and not has_head):
        yield Clue.NAME_ENDING
    if is_sentence(phrase):
        yield Clue.SENTENCE
    if len(phrase) <= LONGEST_WORD and not re.search(f"[{COUNTING}新]", phrase):
        yield Clue.ONE_WORD


def _is_in_heading(text: str, offset: int) -> bool:
    line_start = text.rfind("\n", 0, offset) + 1
    line_end = text.find("\n", offset)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return bool(_NUMBERED_HEADING.match(line)) and len(line) <= LONGEST_HEADING


def _guess_kind(clues: Collection[Clue]) -> SloganKind:
    for suggesting, kind in KINDS_BY_CLUE:
        if not set(suggesting).isdisjoint(clues):
            return kind
    return SloganKind.FORMULA


def _propose_documents(text: str) -> Iterator[Proposal]:
    for start, end in find_titles(Characters(text)):
        title = text[start + 1 : end - 1]
        clues = [Clue.IN_TITLE_MARKS]
        if GENERAL_DOCUMENT.search(title) and not LOCAL_DOCUMENT.search(title):
            clues.append(Clue.GENERAL_DOCUMENT)
        yield Proposal(start, end, f"《{title}》", SloganKind.DOCUMENT, tuple(clues))
