"""The properties of characters, paragraphs, styles and fonts in an old Word file ([MS-DOC] 2.4 and 2.6).

Properties stand apart from the text, in pages of 512 bytes that state for which bytes of the file each holds.
All bytes may be damaged or hostile: whatever lies outside the file is skipped, and no page is read twice.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from analysis.notices import Kind
from analysis.reading.errors import ReadingError, Reason
from analysis.reading.word.doc_bytes import read_u16

PAGE = 512
# A page holds some thirty paragraphs or runs, and a plan of a thousand printed pages needs three thousand.
MAX_PAGES = 5_000
# The size of a modifier's operand by the top three bits of its code; with 6, the operand states its size.
OPERANDS = (1, 1, 2, 4, 2, 2, 0, 3)
TABLE_DEFINITION, TAB_CHANGE = 0xD608, 0xC615
# Modifiers of paragraphs (P) and of characters (C).
P_DEPTH, P_LIST, P_TABS = 0x260A, 0x460B, 0xC60D
P_IN_TABLE, P_ROW_END = 0x2416, 0x2417
# Modifiers too long for a page, as those of wide tables, stand in the stream Data.
P_LONG = (0x6645, 0x6646)
MAX_LONG, LONGEST = 2_000, 4_096
C_DELETED, C_HIDDEN, C_SYMBOL = 0x0800, 0x083C, 0x6A09
# 0x81 is the opposite of what the style says; hardly any style is hidden, so it counts as switched on.
SWITCHED_ON = (1, 0x81)
# Kinds of dots that lead from a tab to a page number.
LEADERS = (1, 2, 5)
PARAGRAPH_STYLE = 1
# Built-in styles of tables of contents.
CONTENTS_STYLES = range(19, 28)
NO_STYLE = 0x0FFF
# Where the name stands in the properties of a font.
FONT_NAME_AT = 39
# A style may be based on another; a damaged file may make them a circle.
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The properties of a paragraph; `list_name` and `depth` are None where its style decides."""

    style: int = 0
    list_name: int | None = None
    depth: int | None = None
    in_table: bool = False
    row_end: bool = False
    leader: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: the style on which it is based, and its own properties."""

    based_on: int = NO_STYLE
    paragraph: Paragraph = field(default_factory=Paragraph)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters with the same properties, by their bytes in the file.

    Attributes:
        start, end: bytes of the stream WordDocument.
        is_hidden: whether they are hidden or deleted.
        symbol: the sign of a symbol font that they stand for (number of the font, code), if any.
    """

    start: int
    end: int
    is_hidden: bool
    symbol: tuple[int, int] | None


class Paragraphs:
    """The properties of all paragraphs, found by a byte of the file."""

    def __init__(self, word: bytes, table: bytes, data: bytes) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._properties: list[Paragraph] = []
        known: dict[bytes, Paragraph] = {}
        left = MAX_LONG
        entries = []
        for start, end, page, slot in _read_pages(word, table, width=13):
            raw = _paragraph_bytes(page, slot)
            if raw not in known:
                known[raw], is_long = _read_paragraph(raw, data if left else b"")
                left -= is_long
            entries.append((start, end, raw))
        for start, end, raw in sorted(entries):
            self._starts.append(start)
            self._ends.append(end)
            self._properties.append(known[raw])

    def at(self, place: int) -> tuple[Paragraph | None, int]:
        """Return the properties that hold at a byte of the file, and the byte behind the last they hold for."""
        i = bisect_right(self._starts, place) - 1
        if i < 0 or place >= self._ends[i]:
            return None, 0
        return self._properties[i], self._ends[i]


def read_runs(word: bytes, table: bytes) -> Iterator[Run]:
    """Yield the runs of characters that are hidden, deleted or signs of a symbol font."""
    for start, end, page, slot in _read_pages(word, table, width=1):
        place = 2 * slot
        size = page[place] if 0 < place < PAGE else 0
        is_hidden = False
        symbol: tuple[int, int] | None = None
        for code, operand in _read_modifiers(page[place + 1 : place + 1 + size]):
            if code in (C_DELETED, C_HIDDEN):
                is_hidden = is_hidden or operand[0] in SWITCHED_ON
            elif code == C_SYMBOL:
                symbol = read_u16(operand, 0), read_u16(operand, 2)
        if is_hidden or symbol is not None:
            yield Run(start, end, is_hidden, symbol)


def read_fonts(table: bytes) -> list[str]:
    """Read the names of the fonts from the font table ([MS-DOC] 2.9.286), as far as it is whole."""
    names: list[str] = []
    place = 4
    for _ in range(read_u16(table, 0)):
        size = table[place] if place < len(table) else 0
        font = table[place + 1 : place + 1 + size]
        if not size or len(font) < size:
            break
        names.append(font[FONT_NAME_AT:].decode("utf-16-le", "replace").partition("\0")[0])
        place += 1 + size
    return names


def read_styles(sheet: bytes) -> dict[int, Style]:
    """Read the paragraph styles of a style sheet, by the numbers with which paragraphs refer to them."""
    styles: dict[int, Style] = {}
    if len(sheet) < 6:
        return styles
    place = 2 + read_u16(sheet, 0)
    base_size = read_u16(sheet, 4)
    for name in range(read_u16(sheet, 2)):
        size = read_u16(sheet, place)
        if place + 2 + size > len(sheet):
            break
        style = _read_style(sheet[place + 2 : place + 2 + size], base_size)
        if style:
            styles[name] = style
        place += 2 + size
    return styles


def inherit_properties(own: Paragraph, styles: Mapping[int, Style]) -> Paragraph:
    """Return a paragraph's properties, completed by those of its styles."""
    name = own.style
    for _ in range(MAX_DEPTH):
        style = styles.get(name)
        if style is None:
            break
        inherited = style.paragraph
        if own.list_name is None and inherited.list_name is not None:
            # A level of the list may name this style, and so decide the depth.
            own = replace(own, list_name=inherited.list_name, style=name)
        if own.depth is None and inherited.depth is not None:
            own = replace(own, depth=inherited.depth)
        own = replace(own, leader=own.leader or inherited.leader)
        name = style.based_on
    return own


def _read_pages(word: bytes, table: bytes, *, width: int) -> Iterator[tuple[int, int, bytes, int]]:
    """Yield each stretch of text with properties of its own: start, end, page of properties, slot in it.

    Args:
        word: the stream WordDocument.
        table: which page holds which stretch: n + 1 places, then n numbers of pages.
        width: bytes of a slot; its first byte says where in the page the properties stand.
    """
    n = max(0, (len(table) - 4) // 8)
    numbers = struct.unpack_from(f"<{n}I", table, 4 * (n + 1)) if n else ()
    wanted = dict.fromkeys(number & 0x3FFFFF for number in numbers)
    if len(wanted) > MAX_PAGES:
        raise ReadingError.of(Reason.TOO_LARGE, Kind.TOO_MANY_PROPERTIES, most=MAX_PAGES)
    for number in wanted:
        page = word[PAGE * number : PAGE * (number + 1)]
        if len(page) < PAGE:
            continue
        count = page[-1]
        slots = 4 * (count + 1)
        if slots + width * count > PAGE - 1:
            continue
        places = struct.unpack_from(f"<{count + 1}I", page)
        for i in range(count):
            if places[i] < places[i + 1]:
                yield places[i], places[i + 1], page, page[slots + width * i]


def _paragraph_bytes(page: bytes, slot: int) -> bytes:
    place = 2 * slot
    if not 0 < place < PAGE - 2:
        return b""
    size = 2 * page[place] - 1
    if page[place] == 0:
        place += 1
        size = 2 * page[place]
    return page[place + 1 : place + 1 + size]


def _read_paragraph(raw: bytes, data: bytes) -> tuple[Paragraph, bool]:
    """Read properties as a page states them: the number of the style, then modifiers.

    Returns:
        The properties, and whether part of them was taken from `data`.
    """
    if len(raw) < 2:
        return Paragraph(), False
    paragraph = _apply_modifiers(Paragraph(style=read_u16(raw, 0)), raw[2:])
    for code, operand in _read_modifiers(raw[2:]):
        if code in P_LONG and data:
            place = int.from_bytes(operand, "little")
            size = min(read_u16(data, place), LONGEST)
            return _apply_modifiers(paragraph, data[place + 2 : place + 2 + size]), True
    return paragraph, False


def _apply_modifiers(paragraph: Paragraph, modifiers: bytes) -> Paragraph:
    for code, operand in _read_modifiers(modifiers):
        if code == P_LIST:
            paragraph = replace(paragraph, list_name=read_u16(operand, 0))
        elif code == P_DEPTH:
            paragraph = replace(paragraph, depth=operand[0])
        elif code == P_IN_TABLE:
            paragraph = replace(paragraph, in_table=bool(operand[0]))
        elif code == P_ROW_END:
            paragraph = replace(paragraph, row_end=bool(operand[0]))
        elif code == P_TABS:
            paragraph = replace(paragraph, leader=_has_leader(operand))
    return paragraph


def _has_leader(operand: bytes) -> bool:
    deleted = operand[0] if operand else 0
    added_at = 1 + 2 * deleted
    added = operand[added_at] if added_at < len(operand) else 0
    kinds = operand[added_at + 1 + 2 * added :][:added]
    return any(kind >> 3 & 7 in LEADERS for kind in kinds)


def _read_modifiers(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the modifiers (code, operand) in some bytes, as far as they are whole."""
    place = 0
    while place + 3 <= len(raw):
        code = read_u16(raw, place)
        place += 2
        size = OPERANDS[code >> 13]
        if code == TABLE_DEFINITION:
            size = read_u16(raw, place) - 1
            place += 2
        elif not size:
            size = raw[place]
            place += 1
            if code == TAB_CHANGE and size == 0xFF:
                return
        operand = raw[place : place + size]
        if size < 0 or len(operand) < size:
            return
        if operand:
            yield code, operand
        place += size


def _read_style(raw: bytes, base_size: int) -> Style | None:
    if len(raw) < base_size + 2 or base_size < 8 or read_u16(raw, 2) & 0xF != PARAGRAPH_STYLE:
        return None
    contents = read_u16(raw, 0) & 0xFFF in CONTENTS_STYLES
    # After the name and its closing zero come the modifiers of paragraphs, their size first.
    place = base_size + 2 + 2 * read_u16(raw, base_size) + 2
    size = read_u16(raw, place)
    changes = raw[place + 4 : place + 2 + size]
    paragraph = _apply_modifiers(Paragraph(), changes)
    return Style(read_u16(raw, 2) >> 4, replace(paragraph, leader=paragraph.leader or contents))
