"""Glyphs: what a PDF page shows and where, taken from pdfium and turned upright.

Coordinates are points from the upper left corner of the page as it is read, y growing downwards,
so that every later step is plain geometry. This is the only module that speaks pdfium's C API.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_double, c_float, c_int, c_uint, c_void_p, cast
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

# Baseline, left, right, size of the em, the character. A page has a thousand: tuples are cheap.
Glyph = tuple[float, float, float, float, str]
Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
NOT_MAPPED = "\ufffd"
INVISIBLE = 3
# What pdfium gives for a hyphen at the end of a line.
HYPHEN = 0x02
# How far apart, in ems, the letters of a ligature are taken to stand.
LIGATURE = 0.3
# Lines thinner than this are rules of a table; a form inside a form inside a form is rare.
THIN, DEEPEST, MOST_SEGMENTS = 3.0, 4, 2_000
# Scanned text leans by a degree or two; anything further off the axis is a watermark.
LEANING = math.radians(8)
UPRIGHT = (1.0, 0.0)


class Style(NamedTuple):
    """What the characters of one text object share: em size, direction of writing, visibility."""

    size: float
    direction: tuple[float, float]
    visible: bool


# The character, its origin, how far the writing moves on, and its style.
Character = tuple[str, float, float, float, Style]


@dataclass(slots=True)
class Page:
    """What one page shows.

    Attributes:
        width, height: of the page as it is read.
        glyphs: its characters, in the order of the file.
        turned: characters written at a right angle to these, one direction after the other.
        slanted: text across the page, as watermarks are.
        rules: straight lines: left, top, right, bottom.
        pictured: the share of the page that its largest picture covers.
        pixels: of its largest picture.
        drawings: how many things other than text are drawn.
        unseen: how many of the characters are invisible: the text layer of a scan.
    """

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    turned: list[list[Glyph]] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    pictured: float = 0.0
    pixels: int = 0
    drawings: int = 0
    unseen: int = 0


def read_page(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> Page:
    """Take the characters, rules and pictures off a page."""
    characters = list(_characters(textpage))
    box = page.get_bbox()
    frame = _Frame(_main_direction(characters), box)
    found = Page(frame.width, frame.height)
    _add_objects(found, page, frame)
    _add_glyphs(found, characters, frame, box)
    return found


def _bare(function: Any, result: Any, *arguments: Any) -> Any:
    """A function of pdfium that takes and gives plain addresses: half the time of a call."""
    bare = type(function)(cast(function, c_void_p).value)
    bare.restype, bare.argtypes = result, arguments
    return bare


_object_at = _bare(pdfium_c.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
_code_at = _bare(pdfium_c.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
_unmapped_at = _bare(pdfium_c.FPDFText_HasUnicodeMapError, c_int, c_void_p, c_int)
_origin_at = _bare(pdfium_c.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
_wide_box_at = _bare(pdfium_c.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
_box_at = _bare(
    pdfium_c.FPDFText_GetCharBox, c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p
)
_matrix_at = _bare(pdfium_c.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
_size_at = _bare(pdfium_c.FPDFText_GetFontSize, c_double, c_void_p, c_int)
_mode_of = _bare(pdfium_c.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)


def _characters(textpage: pdfium.PdfTextPage) -> Iterator[Character]:
    """The characters as the file draws them; those that pdfium only infers belong to no object."""
    raw = cast(textpage.raw, c_void_p).value
    styles = _Styles(raw)
    x, y = c_double(), c_double()
    at_x, at_y = byref(x), byref(y)
    last, style, high = 0, Style(0.0, UPRIGHT, True), 0
    before, shift = (math.nan, math.nan), 0.0
    for index in range(textpage.count_chars()):
        drawn = _object_at(raw, index)
        if not drawn:
            continue
        if drawn != last:
            last, style, before = drawn, styles.of(index, drawn), (math.nan, math.nan)
        code = _code_at(raw, index)
        if 0xD800 <= code < 0xE000:
            if code < 0xDC00:
                high = code
                continue
            code = 0x10000 + (high - 0xD800 << 10) + (code - 0xDC00) if high else 0
        high = 0
        _origin_at(raw, index, at_x, at_y)
        place = x.value, y.value
        # The letters of a ligature (ff, ——) all stand where it does; set them apart.
        shift = shift + LIGATURE * style.size if place == before else 0.0
        before = place
        # Hanzi fill the em, so that their box need not be asked for.
        hanzi = 0x3400 <= code < 0xA000
        advance = style.size if hanzi else _advance(raw, index, place, style)
        known = code not in (0, 0xFFFE, 0xFFFF) and _unmapped_at(raw, index) <= 0
        text = (chr(code) if code != HYPHEN else "-") if known else NOT_MAPPED
        if shift:
            dx, dy = style.direction
            place = place[0] + dx * shift, place[1] + dy * shift
        yield text, *place, advance, style


class _Styles:
    """The styles of a page's text objects, each made once: some files have an object a letter."""

    def __init__(self, raw: int | None) -> None:
        self.raw = raw
        self.matrix = pdfium_c.FS_MATRIX()
        self.at_matrix = byref(self.matrix)
        self.known: dict[tuple[float, ...], Style] = {}

    def of(self, index: int, drawn: int) -> Style:
        """The style of a text object, given one of its characters."""
        _matrix_at(self.raw, index, self.at_matrix)
        matrix = self.matrix
        mode, size = _mode_of(drawn), _size_at(self.raw, index)
        key = matrix.a, matrix.b, matrix.c, matrix.d, size, mode
        style = self.known.get(key)
        if style is None:
            style = self.known[key] = _style(*key)
        return style


def _style(a: float, b: float, c: float, d: float, size: float, mode: int) -> Style:
    size = abs(size) * math.hypot(c, d)
    direction = UPRIGHT
    if a <= 0 or abs(b) > 1e-3 * a:
        length = math.hypot(a, b)
        direction = (a / length, b / length) if length else UPRIGHT
    # No number, or one without end, is no size: such text is not shown.
    usable = math.isfinite(size) and all(map(math.isfinite, direction))
    return Style(size, direction, mode != INVISIBLE) if usable else Style(0.0, UPRIGHT, False)


def _advance(raw: int | None, index: int, place: tuple[float, float], style: Style) -> float:
    """How far the writing moves on; pdfium's wide box knows it for upright text only."""
    if style.direction is UPRIGHT:
        box = pdfium_c.FS_RECTF()
        _wide_box_at(raw, index, byref(box))
        return max(box.right - place[0], 0.0)
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    _box_at(raw, index, byref(left), byref(right), byref(bottom), byref(top))
    dx, dy = style.direction
    along_x = (left.value if dx < 0 else right.value) - place[0]
    along_y = (bottom.value if dy < 0 else top.value) - place[1]
    return max(along_x * dx + along_y * dy, 0.0)


def _main_direction(characters: list[Character]) -> tuple[float, float]:
    """The direction most of a page is written in, whatever way its sheet was turned."""
    counts = Counter(character[4].direction for character in characters)
    if not counts:
        return UPRIGHT
    main = counts.most_common(1)[0][0]
    near = {d: n for d, n in counts.items() if _angle(d, main) < LEANING}
    if len(near) == 1:
        return main
    dx, dy = (sum(d[axis] * n for d, n in near.items()) for axis in (0, 1))
    length = math.hypot(dx, dy)
    return (dx / length, dy / length) if length else main


def _angle(one: tuple[float, float], other: tuple[float, float]) -> float:
    return abs(math.atan2(one[0] * other[1] - one[1] * other[0], one[0] * other[0] + one[1] * other[1]))


class _Frame:
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


def _add_glyphs(page: Page, characters: list[Character], frame: _Frame, box: Box) -> None:
    across: dict[tuple[float, float], list[Character]] = {}
    near = {frame.direction: True}
    for character in characters:
        text, x, y, advance, (size, direction, visible) = character
        left, base = frame.place(x, y)
        # Text outside the sheet is seen by nobody, nor is invisible text that covers no picture.
        inside = -1 < left < page.width + 1 and -1 < base < page.height + size
        if not inside or not size or not (visible or page.pictured):
            continue
        if direction not in near:
            near[direction] = _angle(direction, frame.direction) < LEANING
        if near[direction]:
            page.unseen += not visible
            page.glyphs.append((base, left, left + advance, size, text))
        else:
            across.setdefault(direction, []).append(character)
    for direction, others in across.items():
        if abs(math.sin(2 * _angle(direction, frame.direction))) > math.sin(2 * LEANING):
            page.slanted.append("".join(character[0] for character in others).strip())
        else:
            page.turned.append(_turned(others, _Frame(direction, box)))


def _turned(characters: list[Character], frame: _Frame) -> list[Glyph]:
    places = [frame.place(character[1], character[2]) for character in characters]
    return [
        (base, left, left + advance, style.size, text)
        for (left, base), (text, _, _, advance, style) in zip(places, characters, strict=True)
    ]


def _add_objects(page: Page, source: pdfium.PdfPage, frame: _Frame) -> None:
    """Rules, and how much of the page is a picture."""
    area = max(page.width * page.height, 1.0)
    width, height = c_uint(), c_uint()
    for kind, raw, matrix in _objects(source):
        page.drawings += kind != pdfium_c.FPDF_PAGEOBJ_TEXT
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            page.rules.extend(_rules(raw, matrix, frame))
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            left, top, right, bottom = frame.rectangle(_bounds(raw, matrix))
            across = min(right, page.width) - max(left, 0)
            down = min(bottom, page.height) - max(top, 0)
            page.pictured = max(page.pictured, max(across, 0) * max(down, 0) / area)
            pdfium_c.FPDFImageObj_GetImagePixelSize(raw, width, height)
            page.pixels = max(page.pixels, width.value * height.value)


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
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5]


def _bounds(raw: Any, matrix: Matrix) -> Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium_c.FPDFPageObj_GetBounds(raw, left, bottom, right, top)
    corners = [_apply(matrix, x.value, y.value) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _rules(raw: Any, matrix: Matrix, frame: _Frame) -> list[Box]:
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


def _strokes(
    raw: Any, count: int, matrix: Matrix, frame: _Frame
) -> list[Box]:
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
