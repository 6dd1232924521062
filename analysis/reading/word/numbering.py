"""Automatic numbers: the 一、（一）1.(1) that Word shows before a paragraph and never stores.

A file stores lists: for each level where it starts, in which numerals it counts and the pattern
its number stands in. The number itself exists only while the paragraphs are counted in order.
The lists of .docx and of .doc are the same, so both readers count here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.reading.word.numerals import NO_NUMBER, write_number

PLACEHOLDER = re.compile("%([1-9])")
# Longer patterns are cut: they would make a number of a megabyte.
MAX_PATTERN = 64
# Numbers that stand close to their text; Word shows a gap behind "1." or 第一章.
CLOSE = re.compile("[、）)．。：:】》」』]$")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        start: the first number.
        numerals: in which numerals it counts, by the name that Office Open XML gives them.
        pattern: the text around the numbers, %1 for the number of the widest level and so on.
        follow: what stands between number and text: tab, space or nothing.
        restart: 0 where it never starts again; n where only the levels up to the n-th start it
            again; None where every wider level does.
        legal: whether the numbers of wider levels are shown in digits.
        hidden: whether the number is hidden.
    """

    start: int = 1
    numerals: str = "decimal"
    pattern: str = ""
    follow: str = "tab"
    restart: int | None = None
    legal: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """A list that paragraphs refer to.

    Attributes:
        counters: which counters it counts with; several lists of one kind share them.
        levels: the levels by their depth, 0 for the widest.
        starts: the levels that start again when the list is first used, with their first number.
    """

    counters: int
    levels: Mapping[int, Level]
    starts: Mapping[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of a document's lists, in the order of the document."""

    def __init__(self, lists: Mapping[int, List]) -> None:
        self.lists = lists
        self._counters: dict[int, dict[int, int]] = {}
        self._used: set[int] = set()

    def add_number(self, name: int, depth: int, text: str) -> str:
        """Count one paragraph and put its number before its text.

        Args:
            name: the list to which the paragraph belongs.
            depth: its level, 0 for the widest.
            text: the paragraph's own text.
        """
        numbered_list = self.lists.get(name)
        level = numbered_list.levels.get(depth) if numbered_list else None
        if numbered_list is None or level is None:
            return text
        counters = self._count(name, numbered_list, depth, level)
        if level.hidden or level.numerals == "bullet" or not text:
            return text
        return join_number(_fill_pattern(numbered_list, depth, level, counters), level.follow, text)

    def _count(self, name: int, numbered_list: List, depth: int, level: Level) -> dict[int, int]:
        counters = self._counters.setdefault(numbered_list.counters, {})
        if name not in self._used:
            self._used.add(name)
            for restarted in numbered_list.starts:
                counters.pop(restarted, None)
        first = numbered_list.starts.get(depth, level.start)
        counters[depth] = counters[depth] + 1 if depth in counters else first
        for deeper in [d for d in counters if d > depth]:
            below = numbered_list.levels.get(deeper)
            if below is None or below.restart is None or depth < below.restart:
                del counters[deeper]
        return counters


def join_number(number: str, follow: str, text: str) -> str:
    """Join a number and the text behind it, without a tab: it would make them cells of a row.

    Args:
        number: the number with its marks, as 一、 or (1).
        follow: what Word puts behind it: tab, space or nothing.
        text: the text.
    """
    number = number.strip()
    if not number or CLOSE.search(number):
        return number + text
    # 1.2023年… would read as a fraction.
    is_close = follow == "nothing" and not (number[-1] == "." and text[:1].isdecimal())
    return number + text if is_close else f"{number} {text}"


def _fill_pattern(numbered_list: List, depth: int, level: Level, counters: Mapping[int, int]) -> str:
    """Put the numbers of the levels into a level's pattern."""

    def number_of_level(placeholder: re.Match[str]) -> str:
        wider_depth = int(placeholder[1]) - 1
        wider = numbered_list.levels.get(wider_depth)
        if wider is None or wider_depth > depth:
            return ""
        # A level that was skipped shows the number at which it would start.
        value = counters.get(wider_depth, numbered_list.starts.get(wider_depth, wider.start))
        numerals = "decimal" if level.legal and wider.numerals not in NO_NUMBER else wider.numerals
        return write_number(value, numerals)

    return PLACEHOLDER.sub(number_of_level, level.pattern[:MAX_PATTERN])
