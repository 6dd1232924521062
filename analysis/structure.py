"""Structure: the tree of numbered headings in a clean text.

Chinese official documents number their parts 一、（一）1.（1）①, and the level of a mark depends on
what stands above it: under 二、（一）, "1." is level 3; directly under 三、 it is level 2.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

# Kinds of marks from the widest part to the narrowest.
MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"第[一二三四五六七八九十百\d]{1,4}(?:部分|编|篇)[：:、]?",
        r"第[一二三四五六七八九十百\d]{1,4}章[：:、]?",
        r"第[一二三四五六七八九十百\d]{1,4}节[：:、]?",
        r"[一二三四五六七八九十]{1,3}[、.．]",
        r"[（(][一二三四五六七八九十]{1,3}[）)][、.．]?|[㈠-㈩]",
        r"\d{1,2}(?:[、．]|\.(?!\d))|[⒈-⒛]",
        r"[（(]\d{1,2}[）)][、.．]?|\d{1,2}[）)]|[⑴-⒇]",
        r"[①-⑳]",
    )
)
MARK_START = re.compile(r"[第一二三四五六七八九十（(\d①-⒛㈠-㈩]")
HEADING_END = re.compile(r"[。！？]")
# The longest sentence that can head a paragraph, and the longest heading in a line of its own.
RUN_IN_LENGTH = 45
HEADING_LENGTH = 60
RUN_IN_COLON = re.compile(r"[：:]")


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of a document.

    Attributes:
        number: 1, 2, … in the order of the text.
        parent: number of the section it stands in; 0 at the top.
        level: 1 for the widest parts.
        marker: the mark as printed, "（一）".
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
    bare: bool  # one short sentence with a full stop and nothing behind it: heading or item?
    followed: bool = False  # plain text or deeper marks come next
    parent: int = -1
    level: int = 1


def find_sections(text: str, annex_start: int | None = None) -> tuple[Section, ...]:
    """The headings and numbered items of a clean text, in order.

    Headings that stand alone in their line and headings that run into their paragraph
    (1.强化政治领导。深刻认识……) are both found; a numbered item that is a whole sentence of its own
    gets a section with an empty heading.

    Args:
        text: the clean text; a paragraph a line.
        annex_start: where an annex starts; numbered rows of its tables are no headings.
    """
    stop = len(text) if annex_start is None else annex_start
    parts = _marked_paragraphs(text, stop)
    _nest(parts)
    _settle_bare_sentences(parts)
    ends = _ends(parts, stop)
    return tuple(
        Section(i + 1, part.parent + 1, part.level, part.marker, part.heading, part.start, end)
        for i, (part, end) in enumerate(zip(parts, ends, strict=True))
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


def _marked_paragraphs(text: str, stop: int) -> list[_Part]:
    parts: list[_Part] = []
    position = 0
    for paragraph in text[:stop].split("\n"):
        part = _read_mark(paragraph, position)
        if part:
            if parts and part.rank > parts[-1].rank:
                parts[-1].followed = True
            parts.append(part)
        elif parts and paragraph:
            parts[-1].followed = True
        position += len(paragraph) + 1
    return parts


def _read_mark(paragraph: str, position: int) -> _Part | None:
    if not MARK_START.match(paragraph) or "\t" in paragraph:
        return None
    for rank, mark in enumerate(MARKS):
        found = mark.match(paragraph)
        if found:
            heading, bare = _heading(paragraph[found.end() :])
            return _Part(rank, found[0].rstrip("：:"), heading, position, bare)
    return None


def _heading(words: str) -> tuple[str, bool]:
    """The heading at the start of a paragraph, and whether it is a bare sentence."""
    words = words.strip()
    end = HEADING_END.search(words)
    if end is None:
        colon = RUN_IN_COLON.search(words)
        if colon and colon.end() < len(words):
            words = words[: colon.start()]
        listed = words.endswith(("；", ";"))
        return (words.rstrip("：:；;"), listed) if len(words) <= HEADING_LENGTH else ("", False)
    if end.start() > RUN_IN_LENGTH:
        return "", False
    return words[: end.start()], end.end() == len(words)


def _nest(parts: list[_Part]) -> None:
    """Give each part its parent and level from the marks above it."""
    above: list[int] = []
    for i, part in enumerate(parts):
        while above and parts[above[-1]].rank >= part.rank:
            above.pop()
        part.parent = above[-1] if above else -1
        part.level = len(above) + 1
        above.append(i)


def _settle_bare_sentences(parts: list[_Part]) -> None:
    """A short sentence alone is a heading if text follows it, an item if its siblings are items."""
    siblings: dict[tuple[int, int], list[_Part]] = {}
    for part in parts:
        siblings.setdefault((part.parent, part.rank), []).append(part)
    for family in siblings.values():
        sure = sum(bool(part.heading) and (not part.bare or part.followed) for part in family)
        for part in family:
            if (part.bare and not part.followed and 2 * sure < len(family)) or (
                part.heading and 3 * sure < len(family)
            ):
                part.heading = ""


def _ends(parts: list[_Part], stop: int) -> list[int]:
    """Each part ends where the next one of its level or a wider one starts."""
    ends = [stop] * len(parts)
    for i, part in enumerate(parts):
        for later in parts[i + 1 :]:
            if later.level <= part.level:
                ends[i] = later.start
                break
    return ends
