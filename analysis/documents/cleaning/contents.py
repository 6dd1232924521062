"""Tables of contents: their entries come again further on, as the headings of the plan.

The entries may have dots and a page number behind them, or nothing; they may reach over pages and break over
lines; the word 目录 above them may be missing.
"""

from __future__ import annotations

import re
from itertools import takewhile

from analysis.chinese.characters import HANZI
from analysis.chinese.line_roles import LineRole
from analysis.chinese.patterns import PAGE_OF_ENTRY, SENTENCE_MARK
from analysis.documents.cleaning.layout import DocumentLines

# A table of contents has at most so many lines.
MOST_LINES = 300
# With so many hanzi and digits an entry may be the start of a longer line: 一、加强学习。坚持……
SURE_ENTRY = 5
# A longer line with the mark of a sentence is none.
LONGEST_ENTRY_WITH_MARK = 12
# An entry and its heading begin with the same characters.
OPENING = 4
# Of the lines of a table without the word 目录 at least so many come again.
FEWEST_ENTRIES = 2
# What separates an entry from its page, and the page.
_DOTS = r"(?:[\s.…·•_—‥．-]|。(?=。)|(?<=。)。)"
ENTRY_END = re.compile(rf"(?:{_DOTS}*{PAGE_OF_ENTRY}|{_DOTS}+)$")
PAGED = re.compile(rf"(?:{_DOTS}+{PAGE_OF_ENTRY}|[（(]\d{{1,3}}[）)])$")
NOT_WORDS = re.compile(rf"[^{HANZI}\dA-Za-z]+")


def name_contents(document: DocumentLines) -> None:
    """Give the lines of a table of contents their role."""
    start = _find_start(document)
    if start < 0:
        return
    keys = [_make_key(text) for text in document.texts]
    stop = _find_stop(document, keys, start)
    document.set_role([i for i in range(start, stop) if document.is_open(i)], LineRole.CONTENTS)


def _find_start(document: DocumentLines) -> int:
    """The first line that may be an entry: below 目录, or the first numbered line; -1 if there is none."""
    contents = document.with_role(LineRole.CONTENTS)
    if contents:
        return contents[0]
    first = next((i for i, marked in enumerate(document.marked) if marked and document.is_open(i)), -1)
    # Most documents have no such table, and the rest of this module takes time.
    if first < 0:
        return -1
    opening = document.texts[first][:OPENING]
    return first if any(text.startswith(opening) for text in document.texts[first + 1 :]) else -1


def _make_key(text: str) -> str:
    """A line without its page, dots, blanks and marks."""
    return NOT_WORDS.sub("", ENTRY_END.sub("", text[:120]))


def _find_stop(document: DocumentLines, keys: list[str], start: int) -> int:
    """Where the table ends: behind its last entry before the first sentence; `start` if it is none."""
    texts, roles = document.texts, document.roles
    named = roles[start] is LineRole.CONTENTS
    lines = range(start + named, min(len(texts), start + MOST_LINES))
    open_lines = [i for i in lines if document.is_open(i) or roles[i] is LineRole.CONTENTS]
    # The first entries may have no heading of their own: 前言.
    for first in open_lines[: 3 if named else 1]:
        again = next((i for i in open_lines if i > first and _comes_again(keys[first], keys[i])), -1)
        if again < 0:
            continue
        above = [i for i in open_lines if i < again]
        entries = list(takewhile(lambda i: not _is_prose(texts[i]), above))
        found = [i for i in entries if PAGED.search(texts[i]) or _is_among(keys[i], keys[again:])]
        if 2 * len(found) < len(entries) or len(found) < (1 if named else FEWEST_ENTRIES):
            continue
        # Headings of a plan may come again in its annex, but then other headings are between.
        if named or not any(document.marked[i] for i in above[len(entries) :]):
            return found[-1] + 1
    return start


def _is_prose(text: str) -> bool:
    """Whether a line is a sentence or a table's row, which no entry is."""
    if "\t" in text and not PAGED.search(text):
        return True
    return len(text) > LONGEST_ENTRY_WITH_MARK and bool(SENTENCE_MARK.search(ENTRY_END.sub("", text)))


def _is_among(entry: str, lines: list[str]) -> bool:
    return any(_comes_again(entry, line) for line in lines)


def _comes_again(entry: str, line: str) -> bool:
    """Whether a line begins with an entry of the table of contents; a short one must be the whole line."""
    return line.startswith(entry) if len(entry) >= SURE_ENTRY else line == entry != ""
