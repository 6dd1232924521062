"""The heads of a text: titles in lines of their own, each with the numbering that starts below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from analysis.chinese import line_roles
from analysis.chinese.characters import BLANKS, HANZI
from analysis.chinese.line_roles import TITLE_END, LineRole
from analysis.chinese.numerals import TENS
from analysis.chinese.patterns import PLAN_GENRES, SENTENCE_MARK, YEAR
from analysis.documents.metadata.page import tidy
from analysis.documents.places import mentions
from analysis.documents.structure.marks import THIRD, read_mark, read_mark_number

# 篇一：…, 第2篇 …, 【篇三】…: what a compilation puts before the titles of its texts.
PIECE = re.compile(
    rf"[【\[]?(?:篇\s*(?:[{TENS}]{{1,3}}|\d{{1,3}})|第\s*(?:[{TENS}]{{1,3}}|\d{{1,3}})\s*篇)[】\]]?\s*[:：、.]?\s*"
)
# A longer line is no title.
LONGEST = 80
ANCHOR = re.compile(rf"{YEAR}|关于|^(?:[{HANZI}]{{2,24}}?{line_roles.ORGAN})")
NUMBER_OF_YEAR = re.compile(YEAR)
GENRE = re.compile(f"(?:{PLAN_GENRES})")
NOTICE = re.compile("印发|转发|下发|批转|公布")
BEFORE_YEAR = re.compile(rf"^(?:中共|中国共产党)?([{HANZI}（）]{{2,30}}?)(?=关于|印发|{YEAR})")
AFTER_YEAR = re.compile(rf"^{YEAR}年?度?([{HANZI}]{{2,24}}?{line_roles.ORGAN})(?=[{HANZI}]{{2,20}}$)")
# Above a title these belong to its document.
OVER_TITLE = {LineRole.NUMBER, LineRole.HEADER}
BLANK_ENDS = f"{BLANKS}\t\r\n\f\v"


class TextLine(NamedTuple):
    """A line that is not blank: its text in one spelling, and where it starts."""

    text: str
    start: int


@dataclass(frozen=True)
class Title:
    """A title in a line of its own, or in two.

    Attributes:
        first, last: the numbers of its lines.
        text: its words, without 篇一.
        piece: whether it is numbered as a piece of a compilation: 篇一.
    """

    first: int
    last: int
    text: str
    piece: bool

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that it names."""
        return frozenset(NUMBER_OF_YEAR.findall(self.text))

    @cached_property
    def places(self) -> frozenset[str]:
        """The places that it names in full."""
        return frozenset(mentions(self.text))

    @cached_property
    def organ(self) -> str:
        """The body that it names; empty for none."""
        named = BEFORE_YEAR.match(self.text) or AFTER_YEAR.match(self.text)
        return named[1] if named else ""

    @cached_property
    def genre(self) -> str:
        """The kind of document that it names last."""
        genres = GENRE.findall(self.text)
        return genres[-1] if genres else ""


@dataclass(frozen=True)
class Head:
    """Titles that come together, above a numbering that starts with one.

    Attributes:
        titles: in their order; the last is the plan's own, one before it may be that of a notice.
        first: the line at which its document starts, red header and number included.
        mark: the first numbered line below.
        widest: the widest kind of mark between it and the next head, and its first number.
    """

    titles: tuple[Title, ...]
    first: int
    mark: int
    widest: tuple[int, int]

    @property
    def title(self) -> Title:
        """The plan's own title."""
        return self.titles[-1]


def list_lines(text: str) -> list[TextLine]:
    """The lines of a text that are not blank."""
    lines, position = [], 0
    for line in text.splitlines(keepends=True):
        bare = line.strip(BLANK_ENDS)
        if bare:
            lines.append(TextLine(tidy(bare) if len(bare) <= LONGEST else bare, position + line.find(bare)))
        position += len(line)
    return lines


def find_heads(lines: list[TextLine]) -> list[Head]:
    """The heads of a text, in their order."""
    titles = list(_find_titles(lines))
    marks = [_read_first_number(line.text) for line in lines]
    groups: list[tuple[list[Title], int]] = []
    waiting: list[Title] = []
    for title, stop in zip(titles, [*(title.first for title in titles[1:]), len(lines)], strict=False):
        waiting.append(title)
        mark = next((i for i in range(title.last + 1, stop) if marks[i]), None)
        if mark is not None:
            groups.append((waiting, mark))
            waiting = []
    heads = []
    for k, (group, mark) in enumerate(groups):
        stop = groups[k + 1][0][0].first if k + 1 < len(groups) else len(lines)
        widest = min((found for i in range(mark, stop) if (found := marks[i])), key=lambda found: found[0])
        heads.append(Head(tuple(group), _find_first_line(lines, group[0].first), mark, widest))
    return heads


def _find_titles(lines: list[TextLine]) -> Iterator[Title]:
    i = 0
    while i < len(lines):
        piece = PIECE.match(lines[i].text)
        text = lines[i].text[piece.end() :] if piece else lines[i].text
        for last in (i, i + 1):
            if last < len(lines) and _is_title(joined := text + lines[last].text * (last > i)):
                yield Title(i, last, joined, bool(piece))
                i = last
                break
            if not _may_go_on(text):
                break
        i += 1


def _is_title(text: str) -> bool:
    """Whether a line is the title of a plan: a year, a matter or a body, and a kind of plan at its end."""
    if len(text) > LONGEST or not TITLE_END.search(text) or SENTENCE_MARK.search(text):
        return False
    if read_mark(text) or not ANCHOR.search(text) or not GENRE.search(text):
        return False
    return line_roles.role_alone(text) == ""


def _may_go_on(text: str) -> bool:
    """Whether a title may be broken after a line: 沛县教育局 | 2022年工作要点."""
    if not 4 <= len(text) <= LONGEST // 2 or SENTENCE_MARK.search(text) or read_mark(text):
        return False
    if line_roles.role_alone(text):
        return False
    return bool(line_roles.NAMED_ORGAN.match(text) or re.match(rf"关于|{YEAR}|中共", text))


def _find_first_line(lines: list[TextLine], first: int) -> int:
    """The first line of a head: the document's number and red header are above its title."""
    while first and (
        line_roles.role_alone(lines[first - 1].text) in OVER_TITLE
        or line_roles.RED_HEADER.match(lines[first - 1].text)
    ):
        first -= 1
    return first


def _read_first_number(text: str) -> tuple[int, int] | None:
    """The kind and number of a line's mark, down to 1.; None for no mark."""
    mark = read_mark(text)
    if mark is None or mark[0] > THIRD:
        return None
    numbers = read_mark_number(mark[1])
    return (mark[0], numbers[0]) if numbers else None
