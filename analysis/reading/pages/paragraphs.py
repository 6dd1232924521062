"""Paragraphs: which printed lines were one line before the page broke them.

A line was broken where it is full: what starts the next line would not have fitted into it. A full
line ends a paragraph only by chance, and then the next line shows it: it is indented, stands
farther below, or is of another size. The geometry is that of the whole document, for a page with
three lines on it tells no margin.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from analysis.chinese.patterns import LINE_END, NUMBERED, YEAR
from analysis.reading.pages.pieces import Piece, baselines
from analysis.reading.pages.reading_order import Column, Line
from analysis.reading.pages.wrapping import BULLET, HALF_EMPTY, MARK, MARKER, first_unit, join

# Ems: edges as near as this are one margin; an indent is wider than this; and what a line may
# lack beside what the next line starts with.
SAME_EDGE, INDENT, SLACK = 0.3, 0.8, 0.2
# A line of another size than this, or farther below than this, is another paragraph's.
OTHER_SIZE, FARTHER, MUCH_FARTHER = 1.12, 1.25, 1.6
# A short line that starts farther in than so many ems is a signature or a date at the right.
FAR_RIGHT = 5.0
# A column with fewer lines takes its margins from other pages.
FEW_LINES = 6
# Where all lines of a document are shorter than this, none shows where the margin is.
NARROWEST = 10.0
# Text is justified where fewer lines than this end near the margin for each that ends at it.
RAGGED = 0.04
# Lines that stand below a title, however long it is: the document's number, a date.
BELOW_TITLE = re.compile(rf"[^。]{{1,20}}{NUMBERED}|[（(]?\s*{YEAR}\s*年.{{1,8}}[月日]\s*[）)]?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a row of a table, with the pages where it starts and ends."""

    text: str
    first_page: int
    last_page: int


def paragraphs_of(lines: list[Line], narrowest: float = NARROWEST) -> list[Paragraph]:
    """Join lines of a document, given in reading order, to paragraphs.

    Args:
        lines: the lines.
        narrowest: lines of a column that seems narrower than so many ems are not joined.
    """
    columns = list({id(line.column): line.column for line in lines}.values())
    _set_margins(columns)
    habits = _Habits(lines, narrowest)
    found: list[list[Line]] = []
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if found and habits.goes_on(found[-1], line, after):
            found[-1].append(line)
        else:
            found.append([line])
    return [Paragraph(_text(group), group[0].column.page, group[-1].column.page) for group in found]


def lines_of_cell(pieces: list[Piece]) -> list[str]:
    """The paragraphs in one cell of a table."""
    column = Column(0)
    for row in baselines(pieces):
        text = " ".join(piece.text for piece in row)
        right = max(piece.right for piece in row)
        column.lines.append(Line(text, row[0].left, right, row[0].base, row[0].size, column))
    return [paragraph.text for paragraph in paragraphs_of(column.lines, narrowest=0)]


# --- margins --------------------------------------------------------------------------------


def _set_margins(columns: list[Column]) -> None:
    columns = [column for column in columns if _prose(column)]
    flush = sum([_measure(column) for column in columns], Counter[bool]())
    full = [column for column in columns if len(_prose(column)) >= FEW_LINES]
    width = max((_width(column) for column in full), default=0.0)
    for column in columns:
        lines = _prose(column)
        column.justified = flush[False] < RAGGED * flush[True]
        if _width(column) > width - lines[0].size:
            continue
        nearest = sorted(full, key=lambda other: abs(other.page - column.page))
        model = next((other for other in nearest if _fits(lines, other)), column)
        column.left, column.right = model.left, model.right


def _prose(column: Column) -> list[Line]:
    return [line for line in column.lines if not line.solid]


def _fits(lines: list[Line], column: Column) -> bool:
    slack = lines[0].size
    return all(line.left > column.left - slack and line.right < column.right + slack for line in lines)


def _measure(column: Column) -> Counter[bool]:
    """Set the margins that the lines of a column show; count lines that end at or about the right one.

    In justified text lines end at the margin or well before it, ragged ones end all about it.
    """
    lines = _prose(column)
    em = Counter(line.size for line in lines).most_common(1)[0][0]
    near = SAME_EDGE * em
    lefts = sorted(line.left for line in lines)
    rights = sorted((_inked_right(line) for line in lines), reverse=True)
    rising = rights[::-1]
    least = max(2, len(lines) // 10) if len(lines) > 3 else 1
    lone = [x for x in lefts if _between(lefts, x, x + near) >= least]
    column.left = lone[0] if lone else lefts[0]
    lone = [x for x in rights if _between(rising, x - 2 * near, x) >= least]
    column.right = lone[0] if lone else rights[0]
    at, count = Counter(round(x / near) for x in rights).most_common(1)[0]
    margin = max(x for x in rights if round(x / near) == at)
    about = sum(near < abs(margin - x) < 2.5 * em for x in rights)
    return Counter({True: count, False: about}) if count >= FEW_LINES else Counter()


def _between(places: list[float], low: float, high: float) -> int:
    """How many of the sorted places lie between two, both counted in."""
    return bisect_right(places, high) - bisect_left(places, low)


def _inked_right(line: Line) -> float:
    return line.right - 0.5 * line.size * line.text.endswith(HALF_EMPTY)


# --- where a line goes on -------------------------------------------------------------------


class _Habits:
    """How a document sets its paragraphs: with an indent or not, and how far apart its lines."""

    def __init__(self, lines: list[Line], narrowest: float) -> None:
        self.narrowest = narrowest
        self.pitches = _pitches(lines)
        starts = [
            line
            for last, line in pairwise(lines)
            if not line.solid and not last.solid and not _is_full(last, line)
        ]
        indents = [_indent(line) for line in starts if INDENT < _indent(line) < 4]
        self.indents = len(starts) > 0 and len(indents) >= 0.5 * len(starts)
        self.indent = median(indents) if indents else 0.0
        marked = [_indent(line) > INDENT for line in starts if MARKER.match(line.text)]
        # Where numbered lines are set in, a number at the margin is inside a sentence.
        self.marks_set_in = len(marked) > 2 and all(marked)

    def goes_on(self, group: list[Line], line: Line, after: Line | None) -> bool:
        """Whether `line` goes on the paragraph whose lines so far are `group`."""
        last = group[-1]
        if last.solid or line.solid or not _same_size(last, line):
            return False
        if len(group) == 1 and MARK.fullmatch(last.text) and not MARKER.match(line.text):
            # A number alone, where a program broke the line at the blank behind it.
            return True
        if not _is_full(last, line):
            return False
        if _width(last.column) < self.narrowest * last.size:
            return False
        over = bool(LINE_END.search(last.text))
        marked = bool(MARKER.match(line.text))
        if last.column is line.column and not self._near(last, line, over or marked):
            return False
        if _indent(line) > INDENT and _is_centred(line):
            wrapped = all(_is_centred(one) for one in group) and _fills(last, line)
            return wrapped and not over and not BELOW_TITLE.fullmatch(line.text)
        if _indent(last) > FAR_RIGHT and 2 * (last.right - last.left) < _width(last.column):
            return False
        deeper = _indent(line) - _indent(last)
        if _indent(line) <= INDENT:
            return not marked or self.marks_set_in or (self.indents and not over)
        if deeper > INDENT / 2:
            return len(group) == 1 and not marked and self._hangs(last, line, after)
        if len(group) == 1 and abs(deeper) <= INDENT / 2:
            usual = self.indents and abs(_indent(line) - self.indent) <= INDENT / 2
            return not (marked or over or usual)
        return abs(deeper) <= INDENT / 2 or (len(group) == 1 and not (marked and over))

    def _near(self, last: Line, line: Line, may_end: bool) -> bool:
        """Whether a line stands as close below the last as lines of one paragraph do."""
        pitch = line.base - last.base
        usual = self.pitches.get(round(line.size), 1.6 * line.size)
        return 0 < pitch < usual * (FARTHER if may_end or not self.indents else MUCH_FARTHER)

    def _hangs(self, last: Line, line: Line, after: Line | None) -> bool:
        """Whether the lines under a number or bullet are set in, as in a list."""
        if not (MARKER.match(last.text) or BULLET.match(last.text)):
            return False
        if not self.indents:
            return True
        return (
            after is not None
            and after.column is line.column
            and not MARKER.match(after.text)
            and abs(_indent(after) - _indent(line)) < SAME_EDGE
            and _is_full(line, after)
        )


def _pitches(lines: list[Line]) -> dict[int, float]:
    """The least distance of lines that is common, for each size."""
    seen: dict[int, list[float]] = {}
    for last, line in pairwise(lines):
        pitch = line.base - last.base
        if last.column is line.column and _same_size(last, line) and 0 < pitch < 4 * line.size:
            seen.setdefault(round(line.size), []).append(pitch)
    usual = {}
    for size, found in seen.items():
        counts = Counter(round(pitch / (0.1 * size)) for pitch in found)
        common = [place for place, n in counts.items() if n >= max(0.1 * len(found), min(2, len(found)))]
        least = min(common or counts)
        usual[size] = max(pitch for pitch in found if round(pitch / (0.1 * size)) == least)
    return usual


def _same_size(one: Line, other: Line) -> bool:
    return max(one.size, other.size) < OTHER_SIZE * min(one.size, other.size)


def _indent(line: Line) -> float:
    return (line.left - line.column.left) / line.size


def _is_centred(line: Line) -> bool:
    """Whether a line has as much room on its left as on its right."""
    middle = (line.left + line.right - line.column.left - line.column.right) / 2
    return abs(middle) < SAME_EDGE * line.size


def _fills(last: Line, line: Line) -> bool:
    """Whether a centred line is so long that what `line` starts with has no room on either side."""
    room = _width(last.column) - (last.right - last.left)
    return room < (first_unit(line.text) + SLACK) * last.size


def _width(column: Column) -> float:
    return column.right - column.left


def _is_full(line: Line, following: Line) -> bool:
    """Whether what `following` starts with would not have fitted at the end of `line`."""
    room = (line.column.right - line.right) / line.size
    if line.column.justified:
        return room < INDENT
    return room < first_unit(following.text) + SLACK


def _text(group: list[Line]) -> str:
    text = group[0].text
    for line in group[1:]:
        text = join(text, line.text)
    return text
