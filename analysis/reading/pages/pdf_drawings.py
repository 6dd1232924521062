"""Drawings of a PDF page: its straight lines, which may rule a table, and its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import c_float, c_uint
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analysis.reading.pages.geometry import (
    IDENTITY,
    THIN,
    Box,
    Frame,
    Matrix,
    Segment,
    straight_lines,
    thin_line,
)

# A form may hold forms; so many levels are read.
DEEPEST_FORM = 4
# A path of more segments is a picture.
MOST_SEGMENTS = 2_000
# A page with more drawings is a map, whose lines are no table's.
MOST_DRAWINGS = 20_000


@dataclass(slots=True)
class Drawings:
    """What is drawn on a page beside its text.

    Attributes:
        lines: straight lines, level or upright.
        pictured: the share of the page that pictures cover.
        pixels: of its largest picture.
        count: how many things are drawn.
    """

    lines: list[Box] = field(default_factory=list)
    pictured: float = 0.0
    pixels: int = 0
    count: int = 0


def read_drawings(page: pdfium.PdfPage, frame: Frame) -> Drawings:
    """Read the straight lines of a page, and how much of it pictures cover."""
    drawings = Drawings()
    page_area = max(frame.width * frame.height, 1.0)
    width, height = c_uint(), c_uint()
    for kind, handle, matrix in _page_objects(page):
        drawings.count += kind != pdfium_c.FPDF_PAGEOBJ_TEXT
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH and drawings.count <= MOST_DRAWINGS:
            drawings.lines.extend(_read_lines(handle, matrix, frame))
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            box = _read_box(handle, matrix, frame)
            shown_width = min(box.right, frame.width) - max(box.left, 0)
            shown_height = min(box.bottom, frame.height) - max(box.top, 0)
            # Scanning programs cut a page into strips, so the shares add up.
            drawings.pictured += max(shown_width, 0) * max(shown_height, 0) / page_area
            pdfium_c.FPDFImageObj_GetImagePixelSize(handle, width, height)
            drawings.pixels = max(drawings.pixels, width.value * height.value)
    return drawings


def _page_objects(page: pdfium.PdfPage) -> Iterator[tuple[int, Any, Matrix]]:
    """The objects of a page and of its forms: pdfium's type, pdfium's handle, the matrix that places it."""
    count, get = pdfium_c.FPDFPage_CountObjects(page), pdfium_c.FPDFPage_GetObject
    stack: list[tuple[Any, int, Any, Matrix, int]] = [(page, count, get, IDENTITY, 0)]
    while stack:
        holder, count, get, matrix, depth = stack.pop()
        for index in range(max(count, 0)):
            handle = get(holder, index)
            kind = pdfium_c.FPDFPageObj_GetType(handle)
            if kind != pdfium_c.FPDF_PAGEOBJ_FORM:
                yield kind, handle, matrix
            elif depth < DEEPEST_FORM:
                inner_count = pdfium_c.FPDFFormObj_CountObjects(handle)
                inner_matrix = _read_matrix(handle).then(matrix)
                stack.append((handle, inner_count, pdfium_c.FPDFFormObj_GetObject, inner_matrix, depth + 1))


def _read_matrix(handle: Any) -> Matrix:
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(handle, matrix):
        return IDENTITY
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _read_box(handle: Any, matrix: Matrix, frame: Frame) -> Box:
    """The box that an object covers, in the coordinates of reading."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium_c.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    corners = Box.around(matrix.apply(x.value, y.value) for x in (left, right) for y in (bottom, top))
    return frame.box(corners[:2], corners[2:])


def _read_lines(handle: Any, matrix: Matrix, frame: Frame) -> list[Box]:
    """The straight lines of a path: the path itself where it is thin, else its segments."""
    box = _read_box(handle, matrix, frame)
    if min(box.width, box.height) < THIN:
        return thin_line(box)
    fill, stroke = pdfium_c.c_int(), pdfium_c.FPDF_BOOL()
    pdfium_c.FPDFPath_GetDrawMode(handle, fill, stroke)
    count = pdfium_c.FPDFPath_CountSegments(handle)
    if not stroke.value or not 2 <= count <= MOST_SEGMENTS:
        return []
    return straight_lines(_read_segments(handle, count, _read_matrix(handle).then(matrix), frame))


def _read_segments(handle: Any, count: int, matrix: Matrix, frame: Frame) -> Iterator[Segment]:
    start = here = (0.0, 0.0)
    x, y = c_float(), c_float()
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(handle, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        there = frame.place(*matrix.apply(x.value, y.value))
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = there
        else:
            yield here, there
        here = there
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            yield here, start
