"""One page of an OFD file (GB/T 33190): its text objects and rules as positioned characters.

OFD places each character as PDF does, so the page is handed on in the form that the layout of PDF
pages takes: points from the upper left corner, y growing downwards.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from analysis.reading.errors import ReadingError, Reason
from analysis.reading.pages.geometry import Box, Glyph
from analysis.reading.xml_parts import Element, attribute, child, local_name

POINTS = 72 / 25.4
A4 = (0.0, 0.0, 210.0, 297.0)
# Groups and drawings that stand in others; deeper nests draw nothing that is text.
DEEPEST = 16
# Some programs write an object for each character: a plan of 300 pages has that many thousand.
MAX_OBJECTS = 500_000
# Text that leans more than this (tangent of 8 degrees) is a watermark or a stamp.
LEANING = 0.14
MOST_SEGMENTS = 2_000
# Rules thinner than this many points are drawn as filled boxes.
THIN = 3.0
ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Page:
    """What one page shows.

    Attributes:
        width, height: of the page, in points.
        glyphs: its characters, in the order of the file.
        slanted: text across the page, as watermarks are.
        rules: straight lines: left, top, right, bottom.
        pictured: the share of the page that its largest picture covers.
        picture: the name of that picture among the resources.
    """

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    pictured: float = 0.0
    picture: str = ""


class Budget:
    """How much a document may still draw: drawings used inside each other multiply."""

    def __init__(self, max_chars: int) -> None:
        self.objects, self.characters = MAX_OBJECTS, max_chars

    def take(self, characters: int = 0) -> None:
        """Count one object, and the characters in it.

        Raises:
            ReadingError: there are more than any plan has.
        """
        self.objects -= 1
        self.characters -= characters
        if self.objects < 0 or self.characters < 0:
            raise ReadingError(
                Reason.TOO_LARGE,
                "The file's pages draw more text or objects than a plan has; raise max_chars in "
                "analysis.toml if it really is one plan.",
            )


def new_page(box: tuple[float, ...]) -> Page:
    """An empty page for a box of x, y, width and height in millimetres."""
    return Page(box[2] * POINTS, box[3] * POINTS)


def draw(
    page: Page,
    content: Element,
    origin: tuple[float, ...],
    units: Mapping[str, Element],
    budget: Budget,
) -> None:
    """Add what a page or its template draws.

    Args:
        page: where it is added.
        content: the root of its part.
        origin: x and y of the page's corner, in millimetres.
        units: drawings by the name that objects use them by.
        budget: what the document may still draw.
    """
    start = (POINTS, 0.0, 0.0, POINTS, -origin[0] * POINTS, -origin[1] * POINTS)
    holder = child(content, "Content")
    for layer in holder if holder is not None else ():
        _draw_all(page, layer, start, units, budget, 0)


def numbers(text: str | None) -> list[float]:
    """The numbers in an attribute, up to the first that is none."""
    found: list[float] = []
    for word in (text or "").replace(",", " ").split():
        try:
            value = float(word)
        except ValueError:
            break
        if not math.isfinite(value):
            break
        found.append(value)
    return found


def box(text: str | None) -> tuple[float, ...] | None:
    """A box of x, y, width and height; None where it is none with a size."""
    found = numbers(text)
    return tuple(found) if len(found) == 4 and found[2] > 0 and found[3] > 0 else None


def _draw_all(
    page: Page,
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
        matrix = _placed(element, outer)
        if name == "TextObject":
            _draw_text(page, element, matrix, budget)
        elif name == "PathObject":
            page.rules.extend(_rules(element, matrix))
        elif name == "ImageObject":
            _draw_picture(page, element, outer)
        elif name == "CompositeObject" and depth < DEEPEST:
            unit = child(units.get(attribute(element, "ResourceID") or ""), "Content")
            if unit is not None:
                _draw_all(page, unit, matrix, units, budget, depth + 1)


def _placed(element: Element, outer: Matrix) -> Matrix:
    """From an object's own space to the page: its matrix, its boundary's corner, what is around."""
    own = numbers(attribute(element, "CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else IDENTITY
    corner = numbers(attribute(element, "Boundary"))
    dx, dy = corner[:2] if len(corner) == 4 else (0.0, 0.0)
    return _multiply((a, b, c, d, e + dx, f + dy), outer)


def _number(text: str | None, otherwise: float) -> float:
    found = numbers(text)
    return found[0] if found else otherwise


def _multiply(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def _draw_text(page: Page, element: Element, matrix: Matrix, budget: Budget) -> None:
    em = _number(attribute(element, "Size"), 0.0)
    wide = _number(attribute(element, "HScale"), 1.0)
    size = abs(em) * math.hypot(matrix[2], matrix[3])
    along = math.hypot(matrix[0], matrix[1])
    leans = matrix[0] <= 0 or abs(matrix[1]) > LEANING * matrix[0]
    x = y = 0.0
    for code in element:
        text = code.text or ""
        if local_name(code) != "TextCode":
            continue
        budget.take(len(text))
        # Where a place is not told, it is that of the code before.
        x = _number(attribute(code, "X"), x)
        y = _number(attribute(code, "Y"), y)
        if leans:
            page.slanted.append(text.strip())
            continue
        for character, left, base, advance in _characters(code, text, x, y, em * wide):
            if not (math.isfinite(left) and math.isfinite(base)):
                continue
            start, bottom = _apply(matrix, left, base)
            page.glyphs.append(Glyph(bottom, start, start + advance * along, size, character))


def _characters(
    code: Element, text: str, x: float, y: float, em: float
) -> Iterator[tuple[str, float, float, float]]:
    """Each character with its place and how wide it is; a control character shows nothing."""
    steps_x = _steps(attribute(code, "DeltaX"), len(text) - 1)
    steps_y = _steps(attribute(code, "DeltaY"), len(text) - 1)
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


def _steps(text: str | None, most: int) -> list[float]:
    """Distances between characters; "g n d" stands for n times d."""
    steps: list[float] = []
    words = iter((text or "").replace(",", " ").split())
    for word in words:
        if len(steps) >= most:
            break
        if word == "g":
            count = int(_number(next(words, ""), 0.0))
            step = numbers(next(words, ""))[:1]
            steps += step * max(0, min(count, most - len(steps)))
        else:
            steps += numbers(word)[:1]
    return steps


def _draw_picture(page: Page, element: Element, outer: Matrix) -> None:
    frame = box(attribute(element, "Boundary"))
    if frame:
        right, bottom = _apply(outer, frame[0] + frame[2], frame[1] + frame[3])
        left, top = _apply(outer, frame[0], frame[1])
        share = abs((right - left) * (bottom - top)) / max(page.width * page.height, 1.0)
        if share > page.pictured:
            page.pictured, page.picture = share, attribute(element, "ResourceID") or ""


def _rules(element: Element, matrix: Matrix) -> list[Box]:
    """The straight lines of a path along the axes; itself where it is a line's thin box."""
    data = child(element, "AbbreviatedData")
    words = (data.text or "").split(maxsplit=8 * MOST_SEGMENTS) if data is not None else []
    segments = _segments(words, matrix)
    if not segments or len(segments) > MOST_SEGMENTS:
        return []
    xs = [x for (x, _), (to, _) in segments for x in (x, to)]
    ys = [y for (_, y), (_, to) in segments for y in (y, to)]
    whole = min(xs), min(ys), max(xs), max(ys)
    if min(whole[2] - whole[0], whole[3] - whole[1]) < THIN:
        return [Box(*whole)] if max(whole[2] - whole[0], whole[3] - whole[1]) >= THIN else []
    return [
        Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
        for a, b in segments
        if (abs(a[0] - b[0]) < 1) != (abs(a[1] - b[1]) < 1)
    ]


def _segments(words: list[str], matrix: Matrix) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The lines of a path; a curve counts as the line between its ends."""
    found = []
    start = here = (0.0, 0.0)
    place = 0
    while place < len(words) and words[place] in ARGUMENTS:
        command = words[place]
        given = numbers(" ".join(words[place + 1 : place + 1 + ARGUMENTS[command]]))
        if len(given) < ARGUMENTS[command]:
            break
        place += 1 + ARGUMENTS[command]
        there = start if command == "C" else _apply(matrix, given[-2], given[-1])
        if command in "SM":
            start = there
        else:
            found.append((here, there))
        here = there
    return found
