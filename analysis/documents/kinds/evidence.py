"""Evidence: what speaks for a document being no plan, and the row of the ledger that tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import reduce
from typing import NamedTuple

from analysis.documents.corpus import LedgerRow, Status
from analysis.documents.draft import Draft
from analysis.notices import Field, Kind, Notice
from analysis.reading import Reason
from analysis.reading.manifest import PLAN

# A document is set aside from this weight on: two pieces of evidence of different sorts, or one that no plan has.
ENOUGH = 2
# From this weight on not even numbered tasks speak for a plan, unless they stand below a plan's own title.
SURE = 3
# A longer text is kept where no title speaks against it: news, calls and replies are short.
LONGEST_UNTITLED = 3000
# The longest words that are quoted as evidence.
LONGEST_QUOTATION = 30


class Evidence(NamedTuple):
    """A piece of evidence: what was found, and how much it weighs.

    Attributes:
        weight: 1 for what a plan may have too, 2 for what hardly any has, 3 for what none has.
        notice: the words that were found, and where.
    """

    weight: int
    notice: Notice


class Finding(NamedTuple):
    """What speaks for one kind."""

    reason: Reason
    kind: Kind
    evidence: Sequence[Evidence]

    @property
    def weight(self) -> int:
        """The weight of all its evidence."""
        return sum(evidence.weight for evidence in self.evidence)

    @property
    def is_titled(self) -> bool:
        """Whether the title names the kind."""
        return any(evidence.notice.kind == Kind.TITLE_SAYS for evidence in self.evidence)


def quote_title(weight: int, words: str) -> Evidence:
    """Words of the title."""
    return Evidence(weight, Notice.of(Field.FILE, Kind.TITLE_SAYS, words=(_shorten(words),)))


def quote_text(weight: int, *words: str) -> Evidence:
    """Words of the text."""
    return Evidence(weight, Notice.of(Field.FILE, Kind.TEXT_SAYS, words=tuple(map(_shorten, words))))


def describe_form(weight: int, kind: Kind, **values: int) -> Evidence:
    """A form of the text, such as its number of questions and answers."""
    return Evidence(weight, Notice.of(Field.FILE, kind, **values))


def join_evidence(evidence: Iterable[Evidence]) -> Notice:
    """The notices of all evidence as one."""
    return reduce(
        lambda first, second: Notice.of(Field.FILE, Kind.BOTH, first=first, second=second),
        (item.notice for item in evidence),
    )


def set_aside(draft: Draft, finding: Finding) -> LedgerRow:
    """The row of a draft that is no plan."""
    notice = Notice.of(Field.FILE, finding.kind, evidence=join_evidence(finding.evidence))
    return LedgerRow(draft.doc_id, Status.SET_ASIDE, finding.reason, notice)


def is_stated_plan(draft: Draft) -> bool:
    """Whether the user states that the draft is a plan."""
    return draft.stated.fields.get("kind") == PLAN


def find_words(pattern: re.Pattern[str], text: str) -> str:
    """The first words of a text that fit a pattern; empty for none."""
    match = pattern.search(text)
    return match[0].strip() if match else ""


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether a text has one of some words; much faster than an expression, which only then need be tried."""
    return any(word in text for word in words)


def _shorten(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_QUOTATION else words[: LONGEST_QUOTATION - 1] + "…"
