"""Sequences: which marks inside long lines start a part, proved by their running numbers.

Text that was scraped into one line keeps its marks: 一、……。二、……。 A mark there is a mark of a part only
if its number follows that of the mark before it; 1.5亿元, 一、二产业 and 第（一）项 have no such company.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from analysis.chinese.characters import BLANKS
from analysis.chinese.numerals import HUNDREDS
from analysis.chinese.patterns import FIRST_MARK, PART_NUMBER, SECOND_MARK
from analysis.documents.structure.marks import (
    ARTICLE,
    CHAPTER,
    FIFTH,
    FIRST,
    FOURTH,
    MARK,
    PART,
    SECOND,
    SECTION,
    SPOKEN,
    THIRD,
    read_mark_number,
)

# A line of so many characters may hold several parts. If most of a text is in very long lines, shorter ones
# may too, and narrow marks count.
LONG, VERY_LONG, SHORTER = 300, 800, 120
# A line with so many tabs holds a table.
TABS = 4
WIDE = frozenset({PART, CHAPTER, SECTION, ARTICLE, FIRST, SECOND})
KINDS = (PART, CHAPTER, SECTION, ARTICLE, FIRST, SECOND, THIRD, FOURTH, FIFTH, SPOKEN)
# Numbers of these run through a whole text in some plans; those of narrower kinds start again in each part.
RUN_ON = frozenset({PART, CHAPTER, SECTION, ARTICLE, FIRST, SECOND, THIRD})
# What is skipped: a name, a quotation, the list of annexes.
QUOTED = r"《[^《》]{1,80}》|“[^“”]{1,80}”|附\s*件\s*[:：][^。]{0,200}"
# Before a mark there is no other number, and 唯一是 is a word.
BEFORE_MARK = rf"(?<![第{HUNDREDS}\d.．、唯统之万同单专])"
TOKEN = re.compile(rf"{QUOTED}|{BEFORE_MARK}(?:{MARK.pattern})")
# What is before a mark that starts a part: the end of a sentence, a bracket or a blank.
CLEAR = frozenset(f"。！？!?；;：:…”’）)》】 \t{BLANKS}")
LISTED = frozenset("；;，,、")
# A sentence that heads a part is no longer than this.
HEADING_LENGTH = 45
# A wide mark after a sentence, inside a line.
INNER_WIDE = re.compile(
    rf"[。！？!?；;：:…”’）)》】\s](?:{FIRST_MARK}|{SECOND_MARK}|{PART_NUMBER}(?:部分|[编篇章节]))"
)
HEADS = re.compile(rf"[^。！？；：]{{2,{HEADING_LENGTH}}}。")
# A sentence heads a part if more than one sentence, or a long one, follows.
SHORTEST_PROSE = 40


class InlineMark(NamedTuple):
    """A mark in a line.

    Attributes:
        line, start, end: where it is.
        kind: as `read_mark` counts it.
        number: its number.
        clear: whether the line or a sentence starts with it.
        listed: whether it continues a list inside a sentence.
    """

    line: int
    start: int
    end: int
    kind: int
    number: int
    clear: bool
    listed: bool


def find_sequences(lines: Sequence[str]) -> list[InlineMark]:
    """The marks that start parts, in the order of the text: those inside long lines and those at line starts.

    Args:
        lines: all lines of a text, in one spelling.
    """
    unbroken = is_unbroken(lines)
    longest = SHORTER if unbroken else LONG
    marks: list[InlineMark] = []
    for i, line in enumerate(lines):
        if len(line) >= longest and (unbroken or "\t" not in line):
            table = find_table(line)
            marks += [
                mark
                for mark in _find_marks(i, line)
                if mark.kind in WIDE or not mark.start or (unbroken and mark.start not in table)
            ]
        elif "\t" not in line and (first := MARK.match(line)):
            marks += _to_mark(i, line, first)
    proved: list[InlineMark] = []
    for kind in KINDS:
        of_kind = [mark for mark in marks if mark.kind == kind]
        if not of_kind:
            continue
        wider = proved.copy()
        for part in _split_at(of_kind, wider) if kind not in RUN_ON else [of_kind]:
            for chain in _find_chains(part):
                if _starts_parts(chain, lines, wider):
                    proved += chain
        proved.sort()
    return proved


def is_unbroken(lines: Sequence[str]) -> bool:
    """Whether most of a text is in lines that are too long for paragraphs, or in one line."""
    lengths = list(map(len, lines))
    total = sum(lengths)
    return 2 * max(lengths) >= total or 2 * sum(n for n in lengths if n >= VERY_LONG) >= total


def may_hold_parts(lines: Sequence[str]) -> bool:
    """Whether any line is so long, and so marked, that parts may start inside it."""
    longest = max(map(len, lines), default=0)
    if longest < SHORTER:
        return False
    if is_unbroken(lines):
        return True
    return longest >= LONG and any(len(line) >= LONG and INNER_WIDE.search(line) for line in lines)


def heads_prose(text: str, start: int, stop: int) -> bool:
    """Whether a short sentence at `start` heads more sentences before `stop`."""
    heading = HEADS.match(text, start, stop)
    return heading is not None and stop - heading.end() >= SHORTEST_PROSE


def find_table(line: str) -> range:
    """The part of a line that holds a table: numbers in its cells are those of lists."""
    tabs = line.count("\t") >= TABS
    return range(line.index("\t"), line.rindex("\t")) if tabs else range(0)


def _find_marks(i: int, line: str) -> Iterable[InlineMark]:
    for match in TOKEN.finditer(line):
        if match.lastindex:
            yield from _to_mark(i, line, match)


def _to_mark(i: int, line: str, match: re.Match[str]) -> Iterable[InlineMark]:
    kind = (match.lastindex or 0) - 1
    numbers = read_mark_number(match[0])
    if kind in KINDS and len(numbers) == 1:
        before = line[match.start() - 1] if match.start() else "。"
        yield InlineMark(i, *match.span(), kind, numbers[0], before in CLEAR, before in LISTED)


def _split_at(marks: list[InlineMark], borders: list[InlineMark]) -> list[list[InlineMark]]:
    """Marks of one kind, apart for each part that they are in."""
    parts: list[list[InlineMark]] = []
    places = iter([*borders, None])
    border = next(places)
    fresh = True
    for mark in marks:
        while border is not None and border < mark:
            border, fresh = next(places), True
        if fresh:
            parts.append([])
        parts[-1].append(mark)
        fresh = False
    return parts


def _find_chains(marks: list[InlineMark]) -> list[list[InlineMark]]:
    """Runs of marks of one kind whose numbers follow each other: 1, 2, 3.

    The first may come right after a title; the others come after a sentence, or the next one does. One
    number may be missing or doubled.
    """
    chains: list[list[InlineMark]] = []
    first: InlineMark | None = None  # a mark 1 that waits for its 2
    unclear: InlineMark | None = None  # the next number, but in the middle of a sentence
    for mark in marks:
        if mark.number == 1:
            if first is None or mark.clear or not first.clear:
                first = mark
            continue
        last = chains[-1][-1].number if chains else 0
        if first is not None and mark.number == 2 and mark.clear:
            chains.append([first, mark])
        elif chains and mark.clear and mark.number == last + 2 and unclear is not None:
            chains[-1] += (unclear, mark)
        elif chains and mark.clear and last <= mark.number <= last + (2 if mark.kind in WIDE else 1):
            chains[-1].append(mark)
        elif mark.start == 0:
            chains.append([mark])
        elif mark.number == last + 1:
            unclear = mark
            continue
        else:
            continue
        first = unclear = None
    return chains


def _starts_parts(chain: list[InlineMark], lines: Sequence[str], wider: list[InlineMark]) -> bool:
    """Whether the marks of a chain start parts, rather than members of a sentence."""
    if chain[0].kind in WIDE:
        return True
    if chain[0].kind != SPOKEN:
        return 2 * sum(mark.listed for mark in chain) < len(chain)
    place = bisect_right(wider, chain[-1])
    following = wider[place] if place < len(wider) else None
    heading = 0
    for mark, after in zip_longest(chain, chain[1:], fillvalue=following):
        if mark is not None:
            line = lines[mark.line]
            stop = after.start if after is not None and after.line == mark.line else len(line)
            heading += heads_prose(line, mark.end, stop)
    return 3 * heading >= 2 * len(chain)
