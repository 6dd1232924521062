"""One page of a PDF as pdfium gives it: its glyphs, turned upright, and its drawings.

The page is read along the direction that most of its text is written in. Text at a right angle to
that is kept apart, and so is slanted text, which is a watermark.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from ctypes import byref, c_double
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analysis.reading.pages import pdfium_calls
from analysis.reading.pages.font_codes import NOT_MAPPED
from analysis.reading.pages.geometry import Frame, Glyph, Point
from analysis.reading.pages.pdf_drawings import Drawings, read_drawings

INVISIBLE = 3
# What pdfium gives for a hyphen at the end of a line.
HYPHEN = 0x02
# Characters that fill the em; nearly all of these are hanzi.
FULL_WIDTH = range(0x3400, 0xA000)
# How far apart, in ems, the letters of a ligature are taken to stand.
LIGATURE = 0.3
# Scanned text leans by a degree or two; text that leans by more is a watermark.
LEANING = math.radians(8)
# Points by which text may stand off the sheet and still be read.
OFF_SHEET = 1.0
UPRIGHT = (1.0, 0.0)
NOWHERE = (math.nan, math.nan)


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """What the characters of one text object share; each style of a page is one object.

    Attributes:
        size: of the em, in points; 0 where the file gives no usable number.
        direction: x and y of one step along the line, in the page's own coordinates.
        visible: whether it is shown: the text layer of a scan is not.
    """

    size: float
    direction: Point
    visible: bool


# A character in the page's own coordinates, whose y grows upwards: text, x and y of its origin on the
# baseline, how far the next character is, style. It is always unpacked to these names: a tuple is
# made three times as fast as an object with slots.
Character = tuple[str, float, float, float, Style]


@dataclass(slots=True)
class PageContent:
    """What one page shows.

    Attributes:
        width, height: of the page as it is read.
        drawings: its straight lines and pictures.
        glyphs: its characters, in the order of the file.
        turned: characters at a right angle to `glyphs`, one list for each direction.
        slanted: text across the page, as watermarks are.
        n_invisible: how many of the glyphs are invisible: the text layer of a scan.
    """

    width: float
    height: float
    drawings: Drawings
    glyphs: list[Glyph] = field(default_factory=list)
    turned: list[list[Glyph]] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)
    n_invisible: int = 0


def read_page(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> PageContent:
    """Read the glyphs, lines and pictures of a page."""
    characters = list(_read_characters(textpage))
    left, bottom, right, top = page.get_bbox()
    corners = (left, bottom), (right, top)
    frame = Frame(_main_direction(characters), corners)
    result = PageContent(frame.width, frame.height, read_drawings(page, frame))
    across = _add_glyphs(result, characters, frame)
    for direction, others in across.items():
        if abs(math.sin(2 * _angle(direction, frame.direction))) > math.sin(2 * LEANING):
            result.slanted.append("".join(text for text, *_ in others).strip())
        else:
            result.turned.append(_turn(others, Frame(direction, corners)))
    return result


def _read_characters(textpage: pdfium.PdfTextPage) -> Iterator[Character]:
    """The characters that the file draws; the blanks that pdfium infers belong to no text object."""
    address = pdfium_calls.address_of(textpage.raw)
    styles = _Styles(address)
    x, y = c_double(), c_double()
    to_x, to_y = byref(x), byref(y)
    last_object, style = 0, Style(0.0, UPRIGHT, True)
    high_surrogate = 0
    last_origin, shift = NOWHERE, 0.0
    for index in range(textpage.count_chars()):
        text_object = pdfium_calls.text_object(address, index)
        if not text_object:
            continue
        if text_object != last_object:
            last_object, style, last_origin = text_object, styles.read(index, text_object), NOWHERE
        code = pdfium_calls.unicode(address, index)
        if 0xD800 <= code < 0xE000:
            if code < 0xDC00:
                high_surrogate = code
                continue
            code = 0x10000 + (high_surrogate - 0xD800 << 10) + (code - 0xDC00) if high_surrogate else 0
        high_surrogate = 0
        pdfium_calls.origin(address, index, to_x, to_y)
        origin = x.value, y.value
        # The letters of a ligature (ff, ——) all have its origin; set them apart.
        shift = shift + LIGATURE * style.size if origin == last_origin else 0.0
        last_origin = origin
        # pdfium need not be called for the width of a hanzi.
        advance = style.size if code in FULL_WIDTH else _read_advance(address, index, origin, style)
        known = code not in (0, 0xFFFE, 0xFFFF) and pdfium_calls.has_map_error(address, index) <= 0
        text = (chr(code) if code != HYPHEN else "-") if known else NOT_MAPPED
        if shift:
            dx, dy = style.direction
            origin = origin[0] + dx * shift, origin[1] + dy * shift
        yield text, *origin, advance, style


class _Styles:
    """The styles of a page's text objects, each made once: some files have an object a letter."""

    def __init__(self, address: int | None) -> None:
        self.address = address
        self.matrix = pdfium_c.FS_MATRIX()
        self.to_matrix = byref(self.matrix)
        self.known: dict[tuple[float, ...], Style] = {}

    def read(self, index: int, text_object: int) -> Style:
        """The style of a text object, given one of its characters."""
        matrix = self.matrix
        pdfium_calls.matrix(self.address, index, self.to_matrix)
        size = pdfium_calls.font_size(self.address, index)
        mode = pdfium_calls.render_mode(text_object)
        key = matrix.a, matrix.b, matrix.c, matrix.d, size, mode
        style = self.known.get(key)
        if style is None:
            style = self.known[key] = _make_style(*key)
        return style


def _make_style(a: float, b: float, c: float, d: float, size: float, mode: int) -> Style:
    size = abs(size) * math.hypot(c, d)
    direction = UPRIGHT
    if a <= 0 or abs(b) > 1e-3 * a:
        length = math.hypot(a, b)
        direction = (a / length, b / length) if length else UPRIGHT
    # Text of an infinite size, or of a size that is not a number, is not shown.
    usable = math.isfinite(size) and all(map(math.isfinite, direction))
    return Style(size, direction, mode != INVISIBLE) if usable else Style(0.0, UPRIGHT, False)


def _read_advance(address: int | None, index: int, origin: Point, style: Style) -> float:
    """How far the next character stands; pdfium's loose box knows it for upright text only."""
    if style.direction is UPRIGHT:
        box = pdfium_c.FS_RECTF()
        pdfium_calls.loose_box(address, index, byref(box))
        return max(box.right - origin[0], 0.0)
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    pdfium_calls.box(address, index, byref(left), byref(right), byref(bottom), byref(top))
    dx, dy = style.direction
    along_x = (left.value if dx < 0 else right.value) - origin[0]
    along_y = (bottom.value if dy < 0 else top.value) - origin[1]
    return max(along_x * dx + along_y * dy, 0.0)


def _main_direction(characters: list[Character]) -> Point:
    """The direction most of a page is written in, however its sheet was turned."""
    counts: Counter[Point] = Counter()
    for style, n in Counter([character[-1] for character in characters]).items():
        counts[style.direction] += n
    if not counts:
        return UPRIGHT
    main = counts.most_common(1)[0][0]
    near = {direction: n for direction, n in counts.items() if _angle(direction, main) < LEANING}
    if len(near) == 1:
        return main
    dx, dy = (sum(direction[axis] * n for direction, n in near.items()) for axis in (0, 1))
    length = math.hypot(dx, dy)
    return (dx / length, dy / length) if length else main


def _angle(first: Point, second: Point) -> float:
    """The angle between two directions, from 0 to π."""
    (x, y), (u, v) = first, second
    return abs(math.atan2(x * v - y * u, x * u + y * v))


def _add_glyphs(page: PageContent, characters: list[Character], frame: Frame) -> dict[Point, list[Character]]:
    """Add the characters to a page that are written along its lines; return the others by direction."""
    across: dict[Point, list[Character]] = {}
    far_right, pictured = page.width + OFF_SHEET, bool(page.drawings.pictured)
    style = None
    for character in characters:
        text, x, y, advance, own_style = character
        if own_style is not style:
            style = own_style
            # Invisible text without a picture is not meant to be read.
            shown = style.size > 0 and (style.visible or pictured)
            along = style.direction is frame.direction or _angle(style.direction, frame.direction) < LEANING
            far_down = page.height + style.size
        left, base = frame.place(x, y)
        # Text off the sheet can't be seen.
        if not shown or not -OFF_SHEET < left < far_right or not -OFF_SHEET < base < far_down:
            continue
        if along:
            page.n_invisible += not style.visible
            page.glyphs.append(Glyph(base, left, left + advance, style.size, text))
        else:
            across.setdefault(style.direction, []).append(character)
    return across


def _turn(characters: list[Character], frame: Frame) -> list[Glyph]:
    """The glyphs of characters, in the coordinates of a frame."""
    glyphs = []
    for text, x, y, advance, style in characters:
        left, base = frame.place(x, y)
        glyphs.append(Glyph(base, left, left + advance, style.size, text))
    return glyphs
