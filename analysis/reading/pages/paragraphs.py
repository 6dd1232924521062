"""Paragraphs: join the printed lines that were one line before the page broke them.

A line was broken if it is full: what starts the next line would not have fitted into it. A full line
ends a paragraph only by chance, and then the next line shows it: that one is indented, stands
farther below, or is of another size. How a document indents and spaces its paragraphs is learned
from all its pages, because a page with three lines shows too little.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from analysis.chinese.patterns import LINE_END, MARKED_LINE, NUMBERED, YEAR
from analysis.reading.pages.line_breaks import BULLET, MARK, join_lines, measure_first_unit
from analysis.reading.pages.margins import SAME_EDGE, set_margins
from analysis.reading.pages.pieces import Piece, group_by_baseline
from analysis.reading.pages.reading_order import Column, Line

# Ems: an indent is wider than the first and narrower than the second. Indents that differ by less
# than half of the first count as equal.
INDENT, WIDEST_INDENT = 0.8, 4.0
# Ems that a full line may lack beside what the next line starts with.
SLACK = 0.2
# Lines of one paragraph differ less in size than this factor, and stand no farther below each other
# than this many times the usual distance: the second where the next paragraph would be indented.
OTHER_SIZE, FARTHER, MUCH_FARTHER = 1.12, 1.25, 1.6
# Ems: the usual distance of lines where a document shows none, and the largest that counts.
USUAL_PITCH, LARGEST_PITCH = 1.6, 4.0
# A distance is common if at least this share of the lines has it; ems in which it is counted.
COMMON_SHARE, PITCH_STEP = 0.1, 0.1
# Ems: a short line that starts farther in is a signature or a date at the right.
FAR_RIGHT = 5.0
# Ems: where all lines of a document are shorter, none shows where the margin is.
NARROWEST = 10.0
# A document indents its paragraphs if at least this share of them is indented.
LEAST_INDENTED = 0.5
# Lines that stand below a title, however long it is: the document's number, a date.
BELOW_TITLE = re.compile(rf"[^。]{{1,20}}{NUMBERED}|[（(]?\s*{YEAR}\s*年.{{1,8}}[月日]\s*[）)]?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a row of a table, and the index of the page where it starts."""

    text: str
    page: int


def join_paragraphs(lines: list[Line], narrowest: float = NARROWEST) -> list[Paragraph]:
    """Join the lines of a document to paragraphs.

    Args:
        lines: the lines in reading order.
        narrowest: in ems; lines of a column that seems narrower are not joined.
    """
    set_margins(list({id(line.column): line.column for line in lines}.values()))
    habits = _Habits(lines, narrowest)
    groups: list[list[Line]] = []
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if groups and habits.continues(groups[-1], line, after):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Paragraph(_join_texts(group), group[0].column.page) for group in groups]


def join_cell_lines(pieces: list[Piece]) -> list[str]:
    """Join the lines in one cell of a table to paragraphs."""
    column = Column(0)
    for row in group_by_baseline(pieces):
        text = " ".join(piece.text for piece in row)
        right = max(piece.right for piece in row)
        column.lines.append(Line(text, row[0].left, right, row[0].base, row[0].size, column))
    return [paragraph.text for paragraph in join_paragraphs(column.lines, narrowest=0)]


class _Habits:
    """How a document lays out its paragraphs.

    Attributes:
        narrowest: in ems; lines of a column that is narrower are not joined.
        pitches: for each size, rounded, the distance from line to line within a paragraph.
        indents: whether paragraphs start with an indent.
        indent: the usual indent, in ems.
        marks_indented: whether numbered lines are indented, so that a number at the margin stands
            inside a sentence.
    """

    def __init__(self, lines: list[Line], narrowest: float) -> None:
        self.narrowest = narrowest
        self.pitches = _measure_pitches(lines)
        starts = [
            line
            for last, line in pairwise(lines)
            if not line.in_table and not last.in_table and not _is_full(last, line)
        ]
        indents = [line.indent for line in starts if INDENT < line.indent < WIDEST_INDENT]
        self.indents = len(starts) > 0 and len(indents) >= LEAST_INDENTED * len(starts)
        self.indent = median(indents) if indents else 0.0
        marks_indented = [line.indent > INDENT for line in starts if MARKED_LINE.match(line.text)]
        self.marks_indented = len(marks_indented) > 2 and all(marks_indented)

    def continues(self, paragraph: list[Line], line: Line, after: Line | None) -> bool:
        """Whether a line continues a paragraph.

        Args:
            paragraph: its lines so far.
            line: the next line.
            after: the line after that.
        """
        last = paragraph[-1]
        if last.in_table or line.in_table or not _have_same_size(last, line):
            return False
        starts_with_mark = bool(MARKED_LINE.match(line.text))
        if len(paragraph) == 1 and MARK.fullmatch(last.text) and not starts_with_mark:
            # The line is only a number: a program broke it at the blank after the number.
            return True
        if not _is_full(last, line) or last.column.width < self.narrowest * last.size:
            return False
        sentence_ends = bool(LINE_END.search(last.text))
        may_end = sentence_ends or starts_with_mark
        if last.column is line.column and not self._is_near(last, line, may_end):
            return False
        if line.indent > INDENT and _is_centred(line):
            wrapped = all(_is_centred(member) for member in paragraph) and _fills_column(last, line)
            return wrapped and not sentence_ends and not BELOW_TITLE.fullmatch(line.text)
        if last.indent > FAR_RIGHT and 2 * (last.right - last.left) < last.column.width:
            return False
        if line.indent <= INDENT:
            return not starts_with_mark or self.marks_indented or (self.indents and not sentence_ends)
        return self._continues_indented(paragraph, line, after, sentence_ends, starts_with_mark)

    def _continues_indented(
        self,
        paragraph: list[Line],
        line: Line,
        after: Line | None,
        sentence_ends: bool,
        starts_with_mark: bool,
    ) -> bool:
        """Whether an indented line continues a paragraph whose last line is full."""
        last = paragraph[-1]
        deeper = line.indent - last.indent
        is_second = len(paragraph) == 1
        if deeper > INDENT / 2:
            return is_second and not starts_with_mark and self._hangs(last, line, after)
        same_indent = abs(deeper) <= INDENT / 2
        if is_second and same_indent:
            starts_paragraph = self.indents and abs(line.indent - self.indent) <= INDENT / 2
            return not (starts_with_mark or sentence_ends or starts_paragraph)
        return same_indent or (is_second and not (starts_with_mark and sentence_ends))

    def _is_near(self, last: Line, line: Line, may_end: bool) -> bool:
        """Whether a line stands as close below the last as lines of one paragraph do."""
        pitch = line.base - last.base
        usual = self.pitches.get(round(line.size), USUAL_PITCH * line.size)
        return 0 < pitch < usual * (FARTHER if may_end or not self.indents else MUCH_FARTHER)

    def _hangs(self, last: Line, line: Line, after: Line | None) -> bool:
        """Whether the lines under a number or bullet are indented, as in a list."""
        if not (MARKED_LINE.match(last.text) or BULLET.match(last.text)):
            return False
        if not self.indents:
            return True
        return (
            after is not None
            and after.column is line.column
            and not MARKED_LINE.match(after.text)
            and abs(after.indent - line.indent) < SAME_EDGE
            and _is_full(line, after)
        )


def _measure_pitches(lines: list[Line]) -> dict[int, float]:
    """The least distance from line to line that is common, for each size, rounded."""
    seen: dict[int, list[float]] = {}
    for last, line in pairwise(lines):
        pitch = line.base - last.base
        near = 0 < pitch < LARGEST_PITCH * line.size
        if last.column is line.column and _have_same_size(last, line) and near:
            seen.setdefault(round(line.size), []).append(pitch)
    usual = {}
    for size, pitches in seen.items():
        steps = [round(pitch / (PITCH_STEP * size)) for pitch in pitches]
        counts = Counter(steps)
        enough = max(COMMON_SHARE * len(pitches), min(2, len(pitches)))
        least = min([step for step, n in counts.items() if n >= enough] or counts)
        usual[size] = max(pitch for pitch, step in zip(pitches, steps, strict=True) if step == least)
    return usual


def _have_same_size(a: Line, b: Line) -> bool:
    return max(a.size, b.size) < OTHER_SIZE * min(a.size, b.size)


def _is_centred(line: Line) -> bool:
    """Whether a line has as much space on its left as on its right."""
    middle = (line.left + line.right - line.column.left - line.column.right) / 2
    return abs(middle) < SAME_EDGE * line.size


def _fills_column(last: Line, line: Line) -> bool:
    """Whether a centred line leaves no space for what the next line starts with."""
    space = last.column.width - (last.right - last.left)
    return space < (measure_first_unit(line.text) + SLACK) * last.size


def _is_full(line: Line, following: Line) -> bool:
    """Whether what the following line starts with would not have fitted at the end of a line."""
    space = (line.column.right - line.right) / line.size
    if line.column.justified:
        return space < INDENT
    return space < measure_first_unit(following.text) + SLACK


def _join_texts(lines: list[Line]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        text = join_lines(text, line.text)
    return text
