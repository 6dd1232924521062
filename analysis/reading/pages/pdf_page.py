"""Glyphs: the characters of a PDF page and where each stands, taken from pdfium, turned upright."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_double, c_int, c_uint, c_void_p, cast
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analysis.reading.pages.pdf_drawings import Box, Drawings, Frame, drawings_of

# Baseline, left, right, size of the em, the character. A page has a thousand: tuples are cheap.
Glyph = tuple[float, float, float, float, str]
NOT_MAPPED = "\ufffd"
INVISIBLE = 3
# What pdfium gives for a hyphen at the end of a line.
HYPHEN = 0x02
# How far apart, in ems, the letters of a ligature are taken to stand.
LIGATURE = 0.3
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
        drawings: its rules and pictures.
        glyphs: its characters, in the order of the file.
        turned: characters written at a right angle to these, one direction after the other.
        slanted: text across the page, as watermarks are.
        unseen: how many of the characters are invisible: the text layer of a scan.
    """

    width: float
    height: float
    drawings: Drawings
    glyphs: list[Glyph] = field(default_factory=list)
    turned: list[list[Glyph]] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)
    unseen: int = 0


def read_page(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> Page:
    """Take the characters, rules and pictures off a page."""
    characters = list(_characters(textpage))
    box = page.get_bbox()
    frame = Frame(_main_direction(characters), box)
    found = Page(frame.width, frame.height, drawings_of(page, frame))
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
_box_at = _bare(pdfium_c.FPDFText_GetCharBox, c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)
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


def _add_glyphs(page: Page, characters: list[Character], frame: Frame, box: Box) -> None:
    across: dict[tuple[float, float], list[Character]] = {}
    near = {frame.direction: True}
    for character in characters:
        text, x, y, advance, (size, direction, visible) = character
        left, base = frame.place(x, y)
        # Text outside the sheet is seen by nobody, nor is invisible text that covers no picture.
        inside = -1 < left < page.width + 1 and -1 < base < page.height + size
        if not inside or not size or not (visible or page.drawings.pictured):
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
            page.turned.append(_turned(others, Frame(direction, box)))


def _turned(characters: list[Character], frame: Frame) -> list[Glyph]:
    places = [frame.place(character[1], character[2]) for character in characters]
    return [
        (base, left, left + advance, style.size, text)
        for (left, base), (text, _, _, advance, style) in zip(places, characters, strict=True)
    ]
