"""Geometry of fixed pages: glyphs, boxes, matrices and frames, for PDF and OFD alike.

Pages are measured in points (OCR: in pixels) from the upper left corner of the page as it is read;
x grows to the right, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

Point = tuple[float, float]
Segment = tuple[Point, Point]
# Points: a path thinner than this is one line of a table, and lines shorter than this are dots.
THIN = 3.0
# Points by which the ends of a level or upright line may be out of line.
OUT_OF_LINE = 1.0


@dataclass(slots=True)
class Glyph:
    """A printed character. A page has a thousand of them, and slots are quicker than named tuples.

    Attributes:
        base: y of the baseline.
        left, right: x where the glyph starts, and where the next one may start.
        size: of the em, as high as a hanzi.
        text: the character.
    """

    base: float
    left: float
    right: float
    size: float
    text: str


class Box(NamedTuple):
    """A rectangle; a box without height or without width is a line."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From the left side to the right side."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From the top to the bottom."""
        return self.bottom - self.top

    @staticmethod
    def around(points: Iterable[Point]) -> Box:
        """The smallest box that holds all of some points."""
        xs, ys = zip(*points, strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys))


class Matrix(NamedTuple):
    """An affine transformation, its six numbers in the order of PDF and OFD."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def then(self, outer: Matrix) -> Matrix:
        """This transformation followed by another."""
        return Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e,
            self.e * outer.b + self.f * outer.d + outer.f,
        )

    def apply(self, x: float, y: float) -> Point:
        """Where a point moves."""
        return x * self.a + y * self.c + self.e, x * self.b + y * self.d + self.f


IDENTITY = Matrix(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Frame:
    """Turns the coordinates of a PDF page, whose y grows upwards, into those of reading.

    Args:
        direction: x and y of one step along the lines of text.
        corners: two opposite corners of the page.
    """

    def __init__(self, direction: Point, corners: tuple[Point, Point]) -> None:
        self.direction = direction
        self.left = self.top = 0.0
        page = self.box(*corners)
        self.left, self.top = page.left, page.top
        self.width, self.height = page.width, page.height

    def place(self, x: float, y: float) -> Point:
        """Where a point of the page stands in the coordinates of reading."""
        dx, dy = self.direction
        return x * dx + y * dy - self.left, x * dy - y * dx - self.top

    def box(self, corner: Point, opposite: Point) -> Box:
        """A rectangle of the page in the coordinates of reading."""
        return Box.around(
            self.place(x, y) for x in (corner[0], opposite[0]) for y in (corner[1], opposite[1])
        )


def thin_line(box: Box) -> list[Box]:
    """The line that a thin box is: none where it is a dot."""
    return [box] if max(box.width, box.height) >= THIN else []


def straight_lines(segments: Iterable[Segment]) -> list[Box]:
    """Those segments of a path that are level or upright."""
    return [
        Box.around((start, end))
        for start, end in segments
        if (abs(start[0] - end[0]) < OUT_OF_LINE) != (abs(start[1] - end[1]) < OUT_OF_LINE)
    ]
