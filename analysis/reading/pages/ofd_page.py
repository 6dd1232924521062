"""One page of an OFD file (GB/T 33190): its text objects and rules as positioned characters.

OFD places each character as PDF does, so the page is handed on in the form that the layout of PDF
pages takes: points from the upper left corner, y growing downwards.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.notices import Kind
from analysis.reading.errors import ReadingError, Reason
from analysis.reading.pages.geometry import (
    IDENTITY,
    THIN,
    Box,
    Glyph,
    Matrix,
    Segment,
    straight_lines,
    thin_line,
)
from analysis.reading.xml_parts import Element, attribute, child, local_name

POINTS = 72 / 25.4
# Groups and drawings may stand in each other; what is nested deeper is not read.
DEEPEST = 16
# Some programs write an object for each character: a plan of 300 pages has that many thousand.
MAX_OBJECTS = 500_000
# Text that leans more than this (tangent of 8 degrees) is a watermark or a stamp.
LEANING = 0.14
MOST_SEGMENTS = 2_000
ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


class PageFrame(NamedTuple):
    """The box of a page or of an object on it, in millimetres."""

    x: float
    y: float
    width: float
    height: float


A4 = PageFrame(0.0, 0.0, 210.0, 297.0)


@dataclass(slots=True)
class OfdPage:
    """What one page shows.

    Attributes:
        width, height: of the page, in points.
        glyphs: its characters, in the order of the file.
        slanted: text across the page, as watermarks are.
        lines: straight lines, level or upright.
        pictured: the share of the page that its largest picture covers.
        picture: the name of that picture among the resources.
    """

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)
    pictured: float = 0.0
    picture: str = ""

    @classmethod
    def of_size(cls, frame: PageFrame) -> OfdPage:
        """An empty page."""
        return cls(frame.width * POINTS, frame.height * POINTS)


class Budget:
    """How much a document may still draw: drawings that use each other multiply."""

    def __init__(self, max_chars: int) -> None:
        self.objects, self.characters = MAX_OBJECTS, max_chars

    def take(self, characters: int = 0) -> None:
        """Count one object, and the characters in it.

        Raises:
            ReadingError: the document draws more than any plan does.
        """
        self.objects -= 1
        self.characters -= characters
        if self.objects < 0 or self.characters < 0:
            raise ReadingError.of(Reason.TOO_LARGE, Kind.OFD_DRAWS_TOO_MUCH)


def draw(
    page: OfdPage,
    content: Element,
    frame: PageFrame,
    units: Mapping[str, Element],
    budget: Budget,
) -> None:
    """Add what a page or its template draws.

    Args:
        page: where it is added.
        content: the root of its part.
        frame: the box of the page.
        units: drawings by the name that objects use them by.
        budget: what the document may still draw.
    """
    start = Matrix(POINTS, 0.0, 0.0, POINTS, -frame.x * POINTS, -frame.y * POINTS)
    holder = child(content, "Content")
    for layer in holder if holder is not None else ():
        _draw_all(page, layer, start, units, budget, 0)


def read_numbers(text: str | None) -> list[float]:
    """Read the numbers in an attribute, up to the first word that is not a finite number."""
    values: list[float] = []
    for word in (text or "").replace(",", " ").split():
        try:
            value = float(word)
        except ValueError:
            break
        if not math.isfinite(value):
            break
        values.append(value)
    return values


def read_frame(text: str | None) -> PageFrame | None:
    """Read a box of x, y, width and height; None if it is incomplete or has no size."""
    values = read_numbers(text)
    return PageFrame(*values) if len(values) == 4 and values[2] > 0 and values[3] > 0 else None


def _draw_all(
    page: OfdPage,
    holder: Element,
    outer: Matrix,
    units: Mapping[str, Element],
    budget: Budget,
    depth: int,
) -> None:
    for element in holder:
        name = local_name(element)
        budget.take()
        if attribute(element, "Visible") == "false":
            continue
        if name == "PageBlock" and depth < DEEPEST:
            _draw_all(page, element, outer, units, budget, depth + 1)
            continue
        matrix = _read_matrix(element, outer)
        if name == "TextObject":
            _draw_text(page, element, matrix, budget)
        elif name == "PathObject":
            page.lines.extend(_read_lines(element, matrix))
        elif name == "ImageObject":
            _draw_picture(page, element, outer)
        elif name == "CompositeObject" and depth < DEEPEST:
            unit = child(units.get(attribute(element, "ResourceID") or ""), "Content")
            if unit is not None:
                _draw_all(page, unit, matrix, units, budget, depth + 1)


def _read_matrix(element: Element, outer: Matrix) -> Matrix:
    """What places an object on the page: its own matrix, the corner of its boundary, and the matrix around it."""
    own = read_numbers(attribute(element, "CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else IDENTITY
    corner = read_numbers(attribute(element, "Boundary"))
    dx, dy = corner[:2] if len(corner) == 4 else (0.0, 0.0)
    return Matrix(a, b, c, d, e + dx, f + dy).then(outer)


def _read_number(text: str | None, default: float) -> float:
    values = read_numbers(text)
    return values[0] if values else default


def _draw_text(page: OfdPage, element: Element, matrix: Matrix, budget: Budget) -> None:
    em = _read_number(attribute(element, "Size"), 0.0)
    wide = _read_number(attribute(element, "HScale"), 1.0)
    size = abs(em) * math.hypot(matrix.c, matrix.d)
    stretch = math.hypot(matrix.a, matrix.b)
    is_slanted = matrix.a <= 0 or abs(matrix.b) > LEANING * matrix.a
    x = y = 0.0
    for code in element:
        text = code.text or ""
        if local_name(code) != "TextCode":
            continue
        budget.take(len(text))
        # A text code without a place has that of the one before.
        x = _read_number(attribute(code, "X"), x)
        y = _read_number(attribute(code, "Y"), y)
        if is_slanted:
            page.slanted.append(text.strip())
            continue
        for character, left, base, advance in _place_characters(code, text, x, y, em * wide):
            if not (math.isfinite(left) and math.isfinite(base)):
                continue
            start, bottom = matrix.apply(left, base)
            page.glyphs.append(Glyph(bottom, start, start + advance * stretch, size, character))


def _place_characters(
    code: Element, text: str, x: float, y: float, em: float
) -> Iterator[tuple[str, float, float, float]]:
    """Each character with its place and how wide it is; a control character shows nothing."""
    steps_x = _read_steps(attribute(code, "DeltaX"), len(text) - 1)
    steps_y = _read_steps(attribute(code, "DeltaY"), len(text) - 1)
    # Programs that space all characters alike may say it once, or not at all.
    usual = steps_x[-1] if steps_x else 0.0 if steps_y else None
    for i, character in enumerate(text):
        full = unicodedata.east_asian_width(character) in "WFA"
        width = em if full else em / 2
        step = steps_x[i] if i < len(steps_x) else usual if usual is not None else width
        # Latin letters are as wide as the step behind them, unless that is a gap.
        known = not full and 0 < step <= em
        shown = character if character.isprintable() or character.isspace() else ""
        if shown:
            yield shown, x, y, step if known else width
        x += step
        y += steps_y[i] if i < len(steps_y) else 0.0


def _read_steps(text: str | None, most: int) -> list[float]:
    """Distances between characters; "g n d" stands for n times d."""
    steps: list[float] = []
    words = iter((text or "").replace(",", " ").split())
    for word in words:
        if len(steps) >= most:
            break
        if word == "g":
            count = int(_read_number(next(words, ""), 0.0))
            step = read_numbers(next(words, ""))[:1]
            steps += step * max(0, min(count, most - len(steps)))
        else:
            steps += read_numbers(word)[:1]
    return steps


def _draw_picture(page: OfdPage, element: Element, outer: Matrix) -> None:
    frame = read_frame(attribute(element, "Boundary"))
    if frame:
        right, bottom = outer.apply(frame.x + frame.width, frame.y + frame.height)
        left, top = outer.apply(frame.x, frame.y)
        share = abs((right - left) * (bottom - top)) / max(page.width * page.height, 1.0)
        if share > page.pictured:
            page.pictured, page.picture = share, attribute(element, "ResourceID") or ""


def _read_lines(element: Element, matrix: Matrix) -> list[Box]:
    """The straight lines of a path: the path itself where it is thin, else its segments."""
    data = child(element, "AbbreviatedData")
    words = (data.text or "").split(maxsplit=8 * MOST_SEGMENTS) if data is not None else []
    segments = _read_segments(words, matrix)
    if not segments or len(segments) > MOST_SEGMENTS:
        return []
    box = Box.around(point for segment in segments for point in segment)
    if min(box.width, box.height) < THIN:
        return thin_line(box)
    return straight_lines(segments)


def _read_segments(words: list[str], matrix: Matrix) -> list[Segment]:
    """The lines of a path; a curve counts as the line between its ends."""
    segments = []
    start = here = (0.0, 0.0)
    place = 0
    while place < len(words) and words[place] in ARGUMENTS:
        command = words[place]
        values = read_numbers(" ".join(words[place + 1 : place + 1 + ARGUMENTS[command]]))
        if len(values) < ARGUMENTS[command]:
            break
        place += 1 + ARGUMENTS[command]
        there = start if command == "C" else matrix.apply(values[-2], values[-1])
        if command in "SM":
            start = there
        else:
            segments.append((here, there))
        here = there
    return segments
