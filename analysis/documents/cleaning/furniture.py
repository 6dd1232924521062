"""Furniture: which lines are the plan's own words, and which only carry it.

A plan is inside a red-headed notice with number, addressee, signature and imprint, or in a web
page with breadcrumbs and footer. Each line gets one role. Only lines with the role BODY or ANNEX are
analysed; the others are kept as evidence for the metadata. `chinese/line_roles` gives the role that a
line shows by itself; here its neighbours decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.chinese import line_roles
from analysis.chinese.line_roles import GivenRole, LineRole
from analysis.chinese.page_fields import belongs_below
from analysis.chinese.patterns import FIRST_MARK, OPENING_HEADING, SENTENCE_MARK
from analysis.documents.cleaning.boilerplate import name_boilerplate
from analysis.documents.cleaning.contents import name_contents
from analysis.documents.cleaning.headlines import name_headlines
from analysis.documents.cleaning.layout import DocumentLines, name_page_numbers
from analysis.documents.cleaning.preface import RULE, find_preface
from analysis.documents.cleaning.site_tail import name_site_tail, starts_annex

# A plan may write these itself: 时间：每周五 in a list of meetings.
AMBIGUOUS = re.compile(
    r"[【\[（(]?\s*(?:时\s*间|日期|名\s*称|标\s*题|作\s*者|来\s*源|编辑|审核|关键[词字])\s*[:：]"
    r"|[主承]办|联\s*系\s*人"
)
MAY_BE_BODY = frozenset({LineRole.PAGE_INFO, LineRole.FOOTER})
# How a notice introduces the plan that is annexed to it.
INTRODUCES = re.compile("请.{0,30}(?:执行|落实|实施|贯彻|遵照|参照|办理|学习|组织).{0,14}$")
LISTED = re.compile(r"\d{1,2}\s*[.．、]")
PART = re.compile(FIRST_MARK)
FILE_WORD = re.compile(r"文\s*件$")
# What comes between a notice and the plan that is annexed to it.
CARRIED = {LineRole.SIGNATURE, LineRole.DATE, LineRole.MARK, LineRole.IMPRINT}
# What comes below the organ that signs.
CLOSING = {LineRole.DATE, LineRole.IMPRINT, LineRole.DISCLOSURE, LineRole.SIGNATURE}
# A longer text before a plan is a plan itself, not a notice.
NOTICE_LENGTH = 600


class Line(NamedTuple):
    """A line of the raw text that is not blank.

    Attributes:
        text: the line without the blanks at its ends.
        start: where it starts in the raw text.
        role: what it is.
    """

    text: str
    start: int
    role: LineRole


def assign_roles(
    texts: list[str], inside: list[bool] | None = None, page_starts: Sequence[int] = ()
) -> list[LineRole]:
    """The role of each line of a document, blank lines left out beforehand.

    Args:
        texts: the lines in one spelling, without the blanks at their ends.
        inside: for each line whether it lies in the document proper, where the file's format
            says so; a line outside it is never BODY or ANNEX.
        page_starts: which lines come first after a form feed.
    """
    document = DocumentLines(texts)
    _name_preface(document)
    if inside is not None and any(inside):
        name_boilerplate(document.texts, document.roles, inside)
    _name_values(document)
    name_page_numbers(document, page_starts)
    _extend_pointers(document)
    _name_numeric_dates(document)
    _name_notice(document)
    name_headlines(document)
    name_site_tail(document)
    name_contents(document)
    lines = range(len(texts))
    first = next(document.prose_lines(lines), len(texts))
    last = next(document.prose_lines(reversed(lines)), -1)
    _restore_body(document, first, last)
    _name_head(document, first)
    _name_signatures(document)
    _name_tail(document, last)
    _name_annex(document, first)
    body = LineRole.BODY  # looked up once: for a member of an enum that takes time
    return [given or body for given in document.roles]


def _name_preface(document: DocumentLines) -> None:
    """Fields that a crawler wrote above the text, and lines that only separate."""
    document.set_role(range(find_preface(document.texts)), LineRole.PAGE_INFO)
    for i, text in enumerate(document.texts):
        if document.is_open(i) and RULE.match(text):
            document.roles[i] = LineRole.SITE


def _name_values(document: DocumentLines) -> None:
    """The line below 发文机关： or 成文日期： in the head is its value, if it looks like one."""
    for i in range(document.head_length() - 1):
        if document.roles[i] == LineRole.PAGE_INFO and belongs_below(
            document.texts[i], document.texts[i + 1]
        ):
            document.roles[i + 1] = LineRole.PAGE_INFO


def _extend_pointers(document: DocumentLines) -> None:
    """附件：1.…… continues in the lines 2.…… 3.…… below it."""
    if LineRole.POINTER not in document.roles:
        return
    for i in range(1, len(document.texts)):
        follows = document.roles[i - 1] == LineRole.POINTER and document.is_open(i)
        if follows and _starts_list(document.texts[i - 1]) and _is_listed(document.texts[i]):
            document.roles[i] = LineRole.POINTER


def _is_listed(text: str) -> bool:
    return bool(LISTED.match(text)) and not SENTENCE_MARK.search(text)


def _starts_list(pointer: str) -> bool:
    return bool(LISTED.match(re.sub(r"^附\s*[件表]?\s*[:：]\s*", "", pointer)))


def _name_numeric_dates(document: DocumentLines) -> None:
    """2022.3.5 below an organ's name is a date of signature."""
    for i, text in enumerate(document.texts):
        dated = len(text) <= 12 and document.is_open(i) and line_roles.NUMERIC_DATE.match(text)
        if dated and i and line_roles.NAMED_ORGAN.match(document.texts[i - 1]):
            document.roles[i] = LineRole.DATE


def _name_notice(document: DocumentLines) -> None:
    """The sentences of a notice, before the plan that is annexed to it, are not part of the plan."""
    if CARRIED.isdisjoint(document.roles):
        return
    marked = next((i for i, m in enumerate(document.marked) if m and document.is_open(i)), None)
    before = list(document.prose_lines(range(len(document.texts) if marked is None else marked)))
    for k in range(min(len(before), 3)):
        i = before[k]
        following = [given for given in document.roles[i + 1 : i + 12] if given and given != LineRole.POINTER]
        carried = following and following[0] in CARRIED
        if carried and INTRODUCES.search(document.texts[i]):
            if any(line_roles.TITLE_END.search(text) for text in document.texts[i + 1 : marked or 0]):
                document.set_role(before[: k + 1], LineRole.TRANSMITTAL)
            return
    _name_long_notice(document, before, marked)


def _name_long_notice(document: DocumentLines, before: list[int], marked: int | None) -> None:
    """Sentences before 附件 and a title are a notice even without 请……执行。"""
    if LineRole.MARK not in document.roles or marked is None or not PART.match(document.texts[marked]):
        return
    mark = document.roles.index(LineRole.MARK)
    sentences = [i for i in before if i < mark]
    titled = any(line_roles.TITLE_END.search(text) for text in document.texts[mark + 1 : mark + 4])
    short = sum(len(document.texts[i]) for i in sentences) <= NOTICE_LENGTH
    if mark < marked and titled and short:
        document.set_role(sentences, LineRole.TRANSMITTAL)


def _restore_body(document: DocumentLines, first: int, last: int) -> None:
    """After the first numbered line 时间： and 主办： are the plan's own words."""
    numbered = next((i for i in range(first, len(document.texts)) if document.marked[i]), last)
    for i in range(numbered, last):
        if document.roles[i] in MAY_BE_BODY and AMBIGUOUS.match(document.texts[i]):
            document.roles[i] = ""


def _name_head(document: DocumentLines, first: int) -> None:
    """Lines before the first sentence: header, addressee, signature and so on; all others are titles."""
    for i in range(first):
        if document.is_open(i):
            document.roles[i] = _role_in_head(document.texts[i])
            if i and FILE_WORD.match(document.texts[i]) and document.roles[i - 1] == LineRole.SIGNATURE:
                document.roles[i - 1 : i + 1] = [LineRole.HEADER, LineRole.HEADER]
    # 各位代表： may follow a first sentence of its own page, and still greets.
    for i in range(first, min(first + 3, len(document.texts))):
        if document.is_open(i) and len(document.texts[i]) < 30 and line_roles.is_address(document.texts[i]):
            document.roles[i] = LineRole.ADDRESSEE


def _role_in_head(text: str) -> GivenRole:
    if line_roles.RED_HEADER.match(text):
        return LineRole.HEADER
    if line_roles.is_address(text):
        return LineRole.ADDRESSEE
    if line_roles.COUNTER.match(text):
        return LineRole.SITE
    if line_roles.STAMPED.match(text):
        return LineRole.PAGE_INFO
    if line_roles.MONTH.match(text):
        return LineRole.DATE
    if _is_signature(text):
        return LineRole.SIGNATURE
    return "" if OPENING_HEADING.match(text) else LineRole.TITLE


def _is_signature(text: str) -> bool:
    if line_roles.SIGNED.match(text):
        return True
    return bool(line_roles.NAMED_ORGAN.match(text)) and not line_roles.TITLE_END.search(text)


def _name_signatures(document: DocumentLines) -> None:
    """An organ's name alone in a line is a signature if a date or imprint comes next."""
    for i in range(len(document.texts) - 2, -1, -1):
        if (
            document.roles[i + 1] in CLOSING
            and document.is_open(i)
            and line_roles.NAMED_ORGAN.match(document.texts[i])
        ):
            document.roles[i] = LineRole.SIGNATURE


def _name_tail(document: DocumentLines, last: int) -> None:
    """Lines after the last sentence: date, signature, or of the site below related links or a footer."""
    in_site = False
    for i in range(last + 1, len(document.texts)):
        text = document.texts[i]
        if document.roles[i] == LineRole.MARK and starts_annex(document, i):
            return
        in_site = in_site or document.roles[i] in (LineRole.RELATED, LineRole.FOOTER)
        if document.is_open(i) and (in_site or line_roles.COUNTER.match(text)):
            document.roles[i] = LineRole.SITE
        elif document.is_open(i) and line_roles.MONTH.match(text):
            document.roles[i] = LineRole.DATE
        elif document.is_open(i) and _is_signature(text):
            document.roles[i] = LineRole.SIGNATURE


def _name_annex(document: DocumentLines, first: int) -> None:
    """Text after an annex mark is the annex, unless the mark comes before the plan."""
    if LineRole.MARK in document.roles[first + 1 :]:
        mark = document.roles.index(LineRole.MARK, first + 1)
        document.set_role(
            [i for i in range(mark, len(document.texts)) if document.is_open(i)], LineRole.ANNEX
        )
