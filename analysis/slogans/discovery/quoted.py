"""Proposes quoted phrases, and tells them from quoted names by what comes before and behind them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

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
from analysis.chinese.detectors.quotation_context import Span, find_rows, read_context
from analysis.chinese.numerals import COUNTING
from analysis.chinese.patterns import FIRST_MARK, SECOND_MARK
from analysis.chinese.text_array import Characters
from analysis.slogans.discovery.clues import CLUES_OF_FORMS, Clue
from analysis.slogans.discovery.numerals import check_members
from analysis.slogans.discovery.proposals import Proposal
from analysis.slogans.lexicon import SloganKind

_NUMBERED_HEADING = re.compile(f"{FIRST_MARK}|{SECOND_MARK}")
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
# A phrase of at most so many characters is likely a single word.
LONGEST_WORD = 3
# A line of more characters is not a heading.
LONGEST_HEADING = 40


def propose_quoted(text: str) -> list[Proposal]:
    """Propose the quoted phrases of a text, and the documents in title marks, in order.

    Args:
        text: clean text.
    """
    quotations = [quotation.span() for quotation in QUOTATION.finditer(text)]
    proposals = [
        _propose_quotation(text, quotation, row)
        for quotation, row in zip(quotations, find_rows(text, quotations), strict=True)
        if may_be_phrase(text[quotation[0] + 1 : quotation[1] - 1])
    ]
    return sorted([*proposals, *_propose_documents(text)])


def _propose_quotation(text: str, quotation: Span, row: Span) -> Proposal:
    start, end = quotation[0] + 1, quotation[1] - 1
    phrase = text[start:end]
    context = [Clue(context) for context in read_context(text, *row)]
    clues = [Clue.QUOTED, *context, *_read_phrase(phrase, context)]
    if Clue.NUMERAL in clues:
        clues += check_members(text, start, end)
    if row != quotation:
        clues.append(Clue.BESIDE_OTHERS)
    if _is_in_heading(text, start):
        clues.append(Clue.IN_A_HEADING)
    return Proposal(start, end, phrase, _guess_kind(clues), tuple(clues))


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
