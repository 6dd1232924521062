"""What an old Word document says of its characters and paragraphs ([MS-DOC], 2.4 and 2.6).

Properties are kept apart from the text: tables of pages of 512 bytes say from which byte of the
file to which a property holds. Everything here reads bytes that may be damaged or hostile: what
lies outside the file is passed over, and no page is read twice.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from analysis.reading.extracted import ReadingError, Reason

PAGE = 512
# Each holds some thirty paragraphs or runs: a plan of a thousand pages has three thousand.
MAX_PAGES = 5_000
# Operand sizes of property modifiers by their top three bits; 6 states its own size.
OPERANDS = (1, 1, 2, 4, 2, 2, 0, 3)
TABLE_DEFINITION, TAB_CHANGE = 0xD608, 0xC615
P_DEPTH, P_LIST, P_TABS = 0x260A, 0x460B, 0xC60D
P_IN_TABLE, P_ROW_END = 0x2416, 0x2417
# Changes that are too long for a page, as those of wide tables, stand in the stream Data.
P_LONG = (0x6645, 0x6646)
MAX_LONG, LONGEST = 2_000, 4_096
C_DELETED, C_HIDDEN, C_SYMBOL = 0x0800, 0x083C, 0x6A09
# Toggles: 0x81 is the opposite of what the style says, and styles of hidden text are rare.
SWITCHED_ON = (1, 0x81)
LEADERS = (1, 2, 5)
PARAGRAPH_STYLE = 1
CONTENTS_STYLES = range(19, 28)
NO_STYLE = 0x0FFF
# Where the name stands in the properties of a font.
FONT_NAME_AT = 39
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's properties; list and depth are None where it leaves them to its style."""

    style: int = 0
    list_name: int | None = None
    depth: int | None = None
    in_table: bool = False
    row_end: bool = False
    leader: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: the style it is based on and what it says itself."""

    based_on: int = NO_STYLE
    paragraph: Paragraph = field(default_factory=Paragraph)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of the same look, by the bytes they take in the file.

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
    """The paragraphs' properties, looked up by a byte of the file."""

    def __init__(self, word: bytes, table: bytes, data: bytes) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._found: list[Paragraph] = []
        known: dict[bytes, Paragraph] = {}
        left = MAX_LONG
        entries = []
        for start, end, page, slot in _entries(word, table, width=13):
            raw = _paragraph_bytes(page, slot)
            if raw not in known:
                known[raw], long = _paragraph(raw, data if left else b"")
                left -= long
            entries.append((start, end, raw))
        for start, end, raw in sorted(entries):
            self._starts.append(start)
            self._ends.append(end)
            self._found.append(known[raw])

    def at(self, place: int) -> tuple[Paragraph | None, int]:
        """The properties that hold for a byte of the file, and where they end."""
        i = bisect_right(self._starts, place) - 1
        if i < 0 or place >= self._ends[i]:
            return None, 0
        return self._found[i], self._ends[i]


def read_runs(word: bytes, table: bytes) -> Iterator[Run]:
    """The runs of characters that are hidden, deleted or signs of a symbol font."""
    for start, end, page, slot in _entries(word, table, width=1):
        place = 2 * slot
        size = page[place] if 0 < place < PAGE else 0
        is_hidden = False
        symbol: tuple[int, int] | None = None
        for code, operand in _modifiers(page[place + 1 : place + 1 + size]):
            if code in (C_DELETED, C_HIDDEN):
                is_hidden = is_hidden or operand[0] in SWITCHED_ON
            elif code == C_SYMBOL:
                symbol = _u16(operand, 0), _u16(operand, 2)
        if is_hidden or symbol is not None:
            yield Run(start, end, is_hidden, symbol)


def read_fonts(table: bytes) -> list[str]:
    """Read the names of the fonts from the font table ([MS-DOC] 2.9.286), as far as it is whole."""
    names: list[str] = []
    place = 4
    for _ in range(_u16(table, 0)):
        size = table[place] if place < len(table) else 0
        font = table[place + 1 : place + 1 + size]
        if not size or len(font) < size:
            break
        names.append(font[FONT_NAME_AT:].decode("utf-16-le", "replace").partition("\0")[0])
        place += 1 + size
    return names


def read_styles(sheet: bytes) -> dict[int, Style]:
    """The paragraph styles of a style sheet, by the number that paragraphs name them by."""
    styles: dict[int, Style] = {}
    if len(sheet) < 6:
        return styles
    place = 2 + _u16(sheet, 0)
    base_size = _u16(sheet, 4)
    for name in range(_u16(sheet, 2)):
        size = _u16(sheet, place)
        if place + 2 + size > len(sheet):
            break
        style = _style(sheet[place + 2 : place + 2 + size], base_size)
        if style:
            styles[name] = style
        place += 2 + size
    return styles


def inherited(own: Paragraph, styles: Mapping[int, Style]) -> Paragraph:
    """A paragraph's properties with what its styles say added."""
    name = own.style
    for _ in range(DEEPEST):
        style = styles.get(name)
        if style is None:
            break
        above = style.paragraph
        if own.list_name is None and above.list_name is not None:
            # The style that names the list is the one that a level of the list may name.
            own = replace(own, list_name=above.list_name, style=name)
        if own.depth is None and above.depth is not None:
            own = replace(own, depth=above.depth)
        own = replace(own, leader=own.leader or above.leader)
        name = style.based_on
    return own


def _entries(word: bytes, table: bytes, *, width: int) -> Iterator[tuple[int, int, bytes, int]]:
    """For each stretch of text with its own properties: start, end, its page and slot there.

    Args:
        word: the stream WordDocument.
        table: which page holds which stretch: n + 1 places, n numbers of pages.
        width: bytes of a slot; the first tells where in the page the properties stand.
    """
    n = max(0, (len(table) - 4) // 8)
    numbers = struct.unpack_from(f"<{n}I", table, 4 * (n + 1)) if n else ()
    wanted = dict.fromkeys(number & 0x3FFFFF for number in numbers)
    if len(wanted) > MAX_PAGES:
        raise ReadingError(
            Reason.TOO_LARGE,
            f"The document has over {MAX_PAGES:,} pages of properties; save the plan alone as a "
            "document of its own.",
        )
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


def _paragraph(raw: bytes, data: bytes) -> tuple[Paragraph, bool]:
    """Properties as a page states them: the style's number, then changes to it.

    Returns:
        The properties, and whether part of them was taken from `data`.
    """
    if len(raw) < 2:
        return Paragraph(), False
    paragraph = _changed(Paragraph(style=_u16(raw, 0)), raw[2:])
    for code, operand in _modifiers(raw[2:]):
        if code in P_LONG and data:
            place = int.from_bytes(operand, "little")
            size = min(_u16(data, place), LONGEST)
            return _changed(paragraph, data[place + 2 : place + 2 + size]), True
    return paragraph, False


def _changed(one: Paragraph, modifiers: bytes) -> Paragraph:
    for code, operand in _modifiers(modifiers):
        if code == P_LIST:
            one = replace(one, list_name=_u16(operand, 0))
        elif code == P_DEPTH:
            one = replace(one, depth=operand[0])
        elif code == P_IN_TABLE:
            one = replace(one, in_table=bool(operand[0]))
        elif code == P_ROW_END:
            one = replace(one, row_end=bool(operand[0]))
        elif code == P_TABS:
            one = replace(one, leader=_has_leader(operand))
    return one


def _has_leader(operand: bytes) -> bool:
    deleted = operand[0] if operand else 0
    added_at = 1 + 2 * deleted
    added = operand[added_at] if added_at < len(operand) else 0
    kinds = operand[added_at + 1 + 2 * added :][:added]
    return any(kind >> 3 & 7 in LEADERS for kind in kinds)


def _modifiers(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """The property modifiers (code, operand) in a row of bytes, as far as they are whole."""
    place = 0
    while place + 3 <= len(raw):
        code = _u16(raw, place)
        place += 2
        size = OPERANDS[code >> 13]
        if code == TABLE_DEFINITION:
            size = _u16(raw, place) - 1
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


def _style(raw: bytes, base_size: int) -> Style | None:
    if len(raw) < base_size + 2 or base_size < 8 or _u16(raw, 2) & 0xF != PARAGRAPH_STYLE:
        return None
    contents = _u16(raw, 0) & 0xFFF in CONTENTS_STYLES
    # Behind the name and its closing zero come the changes to paragraphs, size first.
    place = base_size + 2 + 2 * _u16(raw, base_size) + 2
    size = _u16(raw, place)
    changes = raw[place + 4 : place + 2 + size]
    paragraph = _changed(Paragraph(), changes)
    return Style(_u16(raw, 2) >> 4, replace(paragraph, leader=paragraph.leader or contents))


def _u16(data: bytes, place: int) -> int:
    """Two bytes as a number; what lies behind the end counts as zero."""
    return int.from_bytes(data[place : place + 2], "little")
