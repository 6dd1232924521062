"""Drawings: the rules and pictures of a PDF page, and the frame that turns a page upright.

Coordinates are points from the upper left corner of the page as it is read, y growing downwards,
so that every later step is plain geometry.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float, c_uint
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# Lines thinner than this are rules of a table; a form inside a form inside a form is rare.
THIN, DEEPEST, MOST_SEGMENTS = 3.0, 4, 2_000
# A page with more things drawn on it is a map, and its lines are no table's.
MOST_DRAWINGS = 20_000


class Frame:
    """Turns the page's own coordinates into those of reading."""

    def __init__(self, direction: tuple[float, float], box: Box) -> None:
        self.direction = direction
        left, bottom, right, top = box
        self.left = self.top = 0.0
        corners = [self.place(x, y) for x in (left, right) for y in (bottom, top)]
        self.left = min(x for x, _ in corners)
        self.top = min(y for _, y in corners)
        self.width = max(x for x, _ in corners) - self.left
        self.height = max(y for _, y in corners) - self.top

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page stands in the coordinates of reading."""
        dx, dy = self.direction
        return x * dx + y * dy - self.left, x * dy - y * dx - self.top

    def rectangle(self, box: Box) -> Box:
        """Left, top, right and bottom of a rectangle given by left, bottom, right, top."""
        corners = [self.place(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(slots=True)
class Drawings:
    """What is drawn on a page beside its text.

    Attributes:
        rules: straight lines: left, top, right, bottom.
        pictured: the share of the page that pictures cover.
        pixels: of its largest picture.
        count: how many things are drawn.
    """

    rules: list[Box] = field(default_factory=list)
    pictured: float = 0.0
    pixels: int = 0
    count: int = 0


def drawings_of(source: pdfium.PdfPage, frame: Frame) -> Drawings:
    """Rules, and how much of the page is a picture."""
    found = Drawings()
    area = max(frame.width * frame.height, 1.0)
    width, height = c_uint(), c_uint()
    for kind, raw, matrix in _objects(source):
        found.count += kind != pdfium_c.FPDF_PAGEOBJ_TEXT
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH and found.count <= MOST_DRAWINGS:
            found.rules.extend(_rules(raw, matrix, frame))
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            left, top, right, bottom = frame.rectangle(_bounds(raw, matrix))
            across = min(right, frame.width) - max(left, 0)
            down = min(bottom, frame.height) - max(top, 0)
            # Scanning programs cut a page into strips.
            found.pictured += max(across, 0) * max(down, 0) / area
            pdfium_c.FPDFImageObj_GetImagePixelSize(raw, width, height)
            found.pixels = max(found.pixels, width.value * height.value)
    return found


def _objects(source: pdfium.PdfPage) -> Iterator[tuple[int, Any, Matrix]]:
    """The objects of a page and of the forms in it, each with the matrix that places it."""
    count, get = pdfium_c.FPDFPage_CountObjects(source), pdfium_c.FPDFPage_GetObject
    stack: list[tuple[Any, int, Any, Matrix, int]] = [(source, count, get, IDENTITY, 0)]
    while stack:
        holder, count, get, matrix, depth = stack.pop()
        for index in range(max(count, 0)):
            raw = get(holder, index)
            kind = pdfium_c.FPDFPageObj_GetType(raw)
            if kind != pdfium_c.FPDF_PAGEOBJ_FORM:
                yield kind, raw, matrix
            elif depth < DEEPEST:
                inner = pdfium_c.FPDFFormObj_CountObjects(raw)
                placed = _multiply(_matrix(raw), matrix)
                stack.append((raw, inner, pdfium_c.FPDFFormObj_GetObject, placed, depth + 1))


def _matrix(raw: Any) -> Matrix:
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(raw, matrix):
        return IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


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


def _bounds(raw: Any, matrix: Matrix) -> Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium_c.FPDFPageObj_GetBounds(raw, left, bottom, right, top)
    corners = [_apply(matrix, x.value, y.value) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _rules(raw: Any, matrix: Matrix, frame: Frame) -> list[Box]:
    """The straight lines of a path: itself where it is thin, else its strokes along the axes."""
    left, top, right, bottom = frame.rectangle(_bounds(raw, matrix))
    if min(right - left, bottom - top) < THIN:
        return [(left, top, right, bottom)] if max(right - left, bottom - top) >= THIN else []
    fill, stroke = pdfium_c.c_int(), pdfium_c.FPDF_BOOL()
    pdfium_c.FPDFPath_GetDrawMode(raw, fill, stroke)
    count = pdfium_c.FPDFPath_CountSegments(raw)
    if not stroke.value or not 2 <= count <= MOST_SEGMENTS:
        return []
    return _strokes(raw, count, _multiply(_matrix(raw), matrix), frame)


def _strokes(raw: Any, count: int, matrix: Matrix, frame: Frame) -> list[Box]:
    found, start, here = [], (0.0, 0.0), (0.0, 0.0)
    x, y = c_float(), c_float()
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(raw, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        there = frame.place(*_apply(matrix, x.value, y.value))
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = there
        else:
            found.append((here, there))
        here = there
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            found.append((here, start))
    return [
        (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
        for a, b in found
        if (abs(a[0] - b[0]) < 1) != (abs(a[1] - b[1]) < 1)
    ]
