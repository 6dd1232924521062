"""The tree of headings in a clean text.

Chinese official documents number their parts 一、（一）1.（1）①, and the level of a mark depends on
what comes above it: under 二、（一）, "1." is level 3; directly under 三、 it is level 2.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from analysis.chinese.characters import HANZI
from analysis.chinese.patterns import FULL_STOPS
from analysis.documents.structure.marks import (
    ARTICLE,
    DECIMAL,
    FIRST,
    PART,
    SECOND,
    SPOKEN,
    SUBDECIMAL,
    read_mark,
    read_mark_number,
)
from analysis.documents.structure.run_in import find_run_in
from analysis.documents.structure.sequences import heads_prose
from analysis.documents.structure.unnumbered import find_unnumbered

HEADING_END = re.compile(f"[{FULL_STOPS}]")
# The longest sentence that can head a paragraph, and the longest heading in a line of its own.
RUN_IN_LENGTH = 45
HEADING_LENGTH = 60
# An article of rules has a heading only where a few words are alone in its line.
ARTICLE_LENGTH = 15
RUN_IN_COLON = re.compile(r"[：:]")
# 1 总则 above 1.1 编制目的.
PLAIN_NUMBER = re.compile(rf"(\d{{1,2}})(?=[{HANZI}]{{2,16}}$)")
WIDEST, NARROWEST = -1, 100


class Section(NamedTuple):
    """A part of a document under a heading or a number.

    Attributes:
        number: 1, 2, … in the order of the text.
        parent: number of the section it is in; 0 at the top.
        level: 1 for the widest parts.
        marker: the mark as printed, "（一）"; empty for a heading without a number.
        heading: its words without mark and full stop; empty for a list item without heading.
        start, end: offsets into the clean text, subsections included.
    """

    number: int
    parent: int
    level: int
    marker: str
    heading: str
    start: int
    end: int


@dataclass(slots=True)
class _Part:
    """A marked paragraph while the tree is being built."""

    rank: int
    marker: str
    heading: str
    start: int
    bare: bool  # a single short sentence with its full stop: heading or item?
    followed: bool = False  # plain text or deeper marks come next
    parent: int = -1
    level: int = 1
    end: int = 0


def find_sections(text: str, annex_start: int | None = None) -> tuple[Section, ...]:
    """The headings and numbered items of a clean text, in order.

    A heading may be alone in its line or start its paragraph (1.强化政治领导。深刻认识……). A numbered
    item that is only a sentence is a section with an empty heading.

    Args:
        text: the clean text; a paragraph a line.
        annex_start: where an annex starts; numbered rows of its tables are not headings.
    """
    stop = len(text) if annex_start is None else annex_start
    parts = _find_parts(text[:stop].split("\n"))
    _nest(parts, stop)
    _decide_bare_sentences(parts)
    return tuple(
        [
            Section(i, p.parent + 1, p.level, p.marker, p.heading, p.start, p.end)
            for i, p in enumerate(parts, start=1)
        ]
    )


def sections_at(sections: tuple[Section, ...], positions: Iterable[int]) -> list[int]:
    """For each position of the text the number of the innermost section that holds it; 0 for none."""
    starts = [section.start for section in sections]
    inner = []
    for position in positions:
        number = bisect_right(starts, position)
        while number and position >= sections[number - 1].end:
            number = sections[number - 1].parent
        inner.append(number)
    return inner


def _find_parts(paragraphs: list[str]) -> list[_Part]:
    marks = [None if "\t" in p else read_mark(p) for p in paragraphs]
    _check_decimals(paragraphs, marks)
    _check_spoken(paragraphs, marks)
    numbered = any(mark and mark[0] <= SECOND for mark in marks)
    bare = find_unnumbered(paragraphs, [mark is not None for mark in marks], numbered=numbered)
    rank_of_bare = _rank_unnumbered(marks, bare) if bare else FIRST
    run_in = find_run_in(paragraphs, [mark is not None or i in bare for i, mark in enumerate(marks)])
    parts: list[_Part] = []
    position = 0
    for i, (paragraph, mark) in enumerate(zip(paragraphs, marks, strict=True)):
        if mark or i in bare or i in run_in:
            if mark:
                part = _to_part(paragraph, mark, position)
            elif i in bare:
                part = _Part(rank_of_bare, "", paragraph, position, bare=False)
            else:
                part = _Part(NARROWEST, "", run_in[i], position, bare=False)
            if parts and part.rank > parts[-1].rank:
                parts[-1].followed = True
            parts.append(part)
        elif parts and paragraph:
            parts[-1].followed = True
        position += len(paragraph) + 1
    return parts


def _check_decimals(paragraphs: list[str], marks: list[tuple[int, str] | None]) -> None:
    """1.1 is a mark only if 1.2 or 1.1.1 is a mark too; then a single 1 above it is a mark as well."""
    decimals = {
        i: read_mark_number(mark[1])
        for i, mark in enumerate(marks)
        if mark and mark[0] in (DECIMAL, SUBDECIMAL)
    }
    numbers = set(decimals.values())
    for i, number in decimals.items():
        *above, last = number
        near = {(*above, last - 1), (*above, last + 1), (*number, 1)}
        opens = last == 1 and any(before[0] == number[0] - 1 for before in numbers)
        if not near & numbers and not opens:
            marks[i] = None
        elif i and last == 1 and marks[i - 1] is None:
            plain = PLAIN_NUMBER.match(paragraphs[i - 1])
            if plain and int(plain[1]) == above[0]:
                marks[i - 1] = (DECIMAL - 1, plain[0])


def _check_spoken(paragraphs: list[str], marks: list[tuple[int, str] | None]) -> None:
    """一是 is a mark only where it, 二是 and so on head their paragraphs with a short sentence."""
    company: list[tuple[int, str]] = []
    for i, mark in enumerate([*marks, (PART, "")]):
        spoken = mark is not None and mark[0] == SPOKEN
        if mark and company and (not spoken or read_mark_number(mark[1])[0] == 1):
            numbers = [read_mark_number(marker)[0] for _, marker in company]
            heads = [heads_prose(paragraphs[j], len(marker), len(paragraphs[j])) for j, marker in company]
            counted = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
            if not counted or 3 * sum(heads) < 2 * len(heads):
                for j, _ in company:
                    marks[j] = None
            company = []
        if mark and spoken:
            company.append((i, mark[1]))


def _rank_unnumbered(marks: list[tuple[int, str] | None], bare: set[int]) -> int:
    """Headings without a number rank above 一、 if 一、 restarts below them, otherwise at its level."""
    restarts, last_bare = 0, False
    for i, mark in enumerate(marks):
        if mark and last_bare and mark[0] == FIRST and mark[1][0] == "一":
            restarts += 1
        last_bare = i in bare or (last_bare and not mark)
    return WIDEST if restarts > 1 else FIRST


def _to_part(paragraph: str, mark: tuple[int, str], position: int) -> _Part:
    rank, marker = mark
    heading, bare = _split_heading(paragraph[len(marker) :])
    if rank == ARTICLE and (bare or len(heading) > ARTICLE_LENGTH):
        heading = ""
    return _Part(rank, marker.rstrip("：:"), heading, position, bare)


def _split_heading(words: str) -> tuple[str, bool]:
    """The heading at the start of a paragraph, and whether it is a bare sentence."""
    words = words.strip()
    end = HEADING_END.search(words, 0, RUN_IN_LENGTH + 1)
    if end:
        return words[: end.start()], end.end() == len(words)
    if len(words) > 2 * HEADING_LENGTH or HEADING_END.search(words):
        return "", False
    colon = RUN_IN_COLON.search(words)
    if colon and colon.end() < len(words):
        words = words[: colon.start()]
    listed = words.endswith(("；", ";"))
    return (words.rstrip("：:；;"), listed) if len(words) <= HEADING_LENGTH else ("", False)


def _nest(parts: list[_Part], stop: int) -> None:
    """Give each part its parent and level from the marks above it, and its end.

    It ends where the next part of its level or of a wider one starts.
    """
    above: list[int] = []
    for i, part in enumerate(parts):
        while above and parts[above[-1]].rank >= part.rank:
            parts[above.pop()].end = part.start
        part.parent = above[-1] if above else -1
        part.level = len(above) + 1
        above.append(i)
    for i in above:
        parts[i].end = stop


def _decide_bare_sentences(parts: list[_Part]) -> None:
    """A short sentence alone is a heading if text follows, and an item if most of its siblings are items."""
    siblings: dict[tuple[int, int], list[_Part]] = {}
    for part in parts:
        siblings.setdefault((part.parent, part.rank), []).append(part)
    for family in siblings.values():
        sure = len([p for p in family if p.heading and (not p.bare or p.followed)])
        for part in family:
            if (part.bare and not part.followed and 2 * sure < len(family)) or (
                part.heading and 3 * sure < len(family)
            ):
                part.heading = ""
