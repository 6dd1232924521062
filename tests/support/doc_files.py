"""Makers of small old Word files (.doc), byte by byte after [MS-CFB] and [MS-DOC]."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

SECTOR, PAGE, TEXT_AT = 512, 512, 1024
END_OF_CHAIN, FREE, FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SMALLEST = 4096  # smaller streams are stored elsewhere in the container
ENCRYPTED = 0x0100
HIDDEN, DELETED = b"\x3c\x08\x01", b"\x00\x08\x01"
IN_TABLE, ROW_END = b"\x16\x24\x01", b"\x17\x24\x01"


def container(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams."""
    padded = {name: data.ljust(SMALLEST, b"\0") for name, data in streams.items()}
    sectors, chains = b"", []
    for data in padded.values():
        count = -(-len(data) // SECTOR)
        chains.append((len(sectors) // SECTOR, count))
        sectors += data.ljust(count * SECTOR, b"\0")
    entries = [_entry("Root Entry", 5, 1, END_OF_CHAIN, 0, FREE)]
    for i, (name, data) in enumerate(padded.items()):
        following = i + 2 if i + 1 < len(padded) else FREE
        entries.append(_entry(name, 2, FREE, chains[i][0], len(data), following))
    directory = b"".join(entries)
    chains.append((len(sectors) // SECTOR, -(-len(directory) // SECTOR)))
    directory_at = chains[-1][0]
    sectors += directory.ljust(chains[-1][1] * SECTOR, b"\0")
    table_at = len(sectors) // SECTOR
    table = [FREE] * 128
    for first, count in chains:
        for sector in range(first, first + count):
            table[sector] = sector + 1 if sector + 1 < first + count else END_OF_CHAIN
    table[table_at] = FAT_SECTOR
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<3I", 0, 1, directory_at) + bytes(4)
    head += struct.pack("<5I", SMALLEST, END_OF_CHAIN, 0, END_OF_CHAIN, 0)
    head += struct.pack("<109I", table_at, *[FREE] * 108)
    return head + sectors + struct.pack("<128I", *table)


def _entry(name: str, kind: int, child: int, first: int, size: int, right: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    entry = raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw), kind, 1, FREE, right, child)
    return entry + bytes(36) + struct.pack("<IQ", first, size)


@dataclass
class Doc:
    """An old Word file in the making: paragraphs first, then stories behind the body."""

    text: str = ""
    paragraphs: list[tuple[int, bytes]] = field(default_factory=list)
    runs: list[tuple[int, int, bytes]] = field(default_factory=list)
    stories: dict[int, int] = field(default_factory=dict)
    parts: dict[int, bytes] = field(default_factory=dict)
    lists: bytes = b""
    data: bytes = b""
    flags: int = 0x0200
    identity: int = 0xA5EC
    edition: int = 0xC1
    narrow: bool = False

    def add(self, text: str, properties: bytes = b"", *, end: str = "\r", style: int = 0) -> Doc:
        """Add a paragraph with its properties: style, then modifiers."""
        self.text += text + end
        self.paragraphs.append((len(self.text), struct.pack("<H", style) + properties))
        return self

    def mark(self, words: str, properties: bytes) -> Doc:
        """Format the last occurrence of these words."""
        start = self.text.rindex(words)
        self.runs.append((start, start + len(words), properties))
        return self

    def story(self, number: int) -> Doc:
        """End a story: 0 the body, 1 footnotes, 2 headers, 6 text boxes."""
        self.stories[number] = len(self.text) - sum(self.stories.values())
        return self

    def build(self) -> bytes:
        """The bytes of the file."""
        if not self.stories:
            self.story(0)
        width = 1 if self.narrow else 2
        raw = self.text.encode("cp1252" if self.narrow else "utf-16-le")
        places = [TEXT_AT + width * position for position in range(len(self.text) + 1)]
        body_end = TEXT_AT + len(raw)
        page = -(-body_end // PAGE)
        word = raw.ljust((page * PAGE) - TEXT_AT, b"\0")
        word += _page(
            [0, *(end for end, _ in self.paragraphs)],
            [properties for _, properties in self.paragraphs],
            places,
            paragraph=True,
        )
        cuts = sorted({0, len(self.text), *(c for a, b, _ in self.runs for c in (a, b))})
        looks = [b"".join(p for a, b, p in self.runs if a <= start < b) for start in cuts[:-1]]
        word += _page(cuts, looks, places, paragraph=False)
        ends = struct.pack("<2I", TEXT_AT, body_end)
        self.parts[13] = ends + struct.pack("<I", page)
        self.parts[12] = ends + struct.pack("<I", page + 1)
        self.parts[33] = self._pieces()
        streams = {"WordDocument": self._head() + word, "1Table": self._table}
        return container(streams | ({"Data": self.data} if self.data else {}))

    def _pieces(self) -> bytes:
        """One piece for all; narrow text says so in its place, which counts double."""
        place = TEXT_AT * 2 | 0x40000000 if self.narrow else TEXT_AT
        table = struct.pack("<2I", 0, len(self.text)) + struct.pack("<HIH", 0, place, 0)
        return b"\x01\x02\x00ab\x02" + struct.pack("<I", len(table)) + table

    def _head(self) -> bytes:
        head = bytearray(TEXT_AT)
        struct.pack_into("<HH", head, 0, self.identity, self.edition)
        struct.pack_into("<H", head, 0x0A, self.flags)
        for number, length in self.stories.items():
            struct.pack_into("<I", head, 0x4C + 4 * number, length)
        self._table = b"\0" * 8
        for index, data in self.parts.items():
            struct.pack_into("<2I", head, 0x9A + 8 * index, len(self._table), len(data))
            # The levels stand behind the kinds of lists and count for no part.
            self._table += data + (self.lists if index == 73 else b"")
        return bytes(head)


def _page(cuts: list[int], properties: list[bytes], places: list[int], *, paragraph: bool) -> bytes:
    """A page of properties: the range of each, where each is stored, and the properties from the end upwards."""
    width = 13 if paragraph else 1
    page = bytearray(PAGE)
    free = PAGE - 2
    for i, modifiers in enumerate(properties):
        struct.pack_into("<I", page, 4 * i, places[cuts[i]])
        if not modifiers:
            continue
        odd = len(modifiers) % 2 == 1
        if paragraph:
            stored = (
                bytes([(len(modifiers) + 1) // 2]) + modifiers
                if odd
                else bytes([0, len(modifiers) // 2]) + modifiers
            )
        else:
            stored = bytes([len(modifiers)]) + modifiers
        free = (free - len(stored)) // 2 * 2
        page[free : free + len(stored)] = stored
        page[4 * (len(properties) + 1) + width * i] = free // 2
    struct.pack_into("<I", page, 4 * len(properties), places[cuts[len(properties)]])
    page[-1] = len(properties)
    assert free > 4 * (len(properties) + 1) + width * len(properties), "the page is full"
    return bytes(page)


def in_list(name: int, depth: int) -> bytes:
    """The modifiers of a paragraph at a level of a list."""
    return struct.pack("<HHHB", 0x460B, name, 0x260A, depth)


def level(
    numerals: int, pattern: str, *, start: int = 1, follow: int = 2, restart: int | None = None
) -> bytes:
    """One level: %1 to %9 in its pattern stand for the numbers."""
    text = pattern
    for depth in range(9):
        text = text.replace(f"%{depth + 1}", chr(depth))
    flags = 0 if restart is None else 0x08
    head = struct.pack("<IBB9xB8xBBBB", start, numerals, flags, follow, 0, 0, restart or 0, 0)
    return head + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def kinds(*simple: bool, styles: tuple[int, ...] = (0xFFF,) * 9) -> bytes:
    """The kinds of lists, numbered from 1; a simple kind has one level, the others nine."""
    raw = struct.pack("<H", len(simple))
    for number, is_simple in enumerate(simple, 1):
        raw += struct.pack("<II9HBB", number, 0, *styles, int(is_simple), 0)
    return raw


def uses(*lists: tuple[int, tuple[int, int] | None]) -> bytes:
    """The lists that paragraphs name: the kind of each, and (level, start) where it restarts."""
    raw = struct.pack("<I", len(lists))
    for kind, restart in lists:
        raw += struct.pack("<I8xBBBB", kind, 1 if restart else 0, 0, 0, 0)
    for _, restart in lists:
        raw += struct.pack("<I", FREE)
        if restart:
            raw += struct.pack("<II", restart[1], restart[0] | 0x10)
    return raw


def font_table(*names: str) -> bytes:
    """The font table: the properties of each font, of which only the name counts."""
    raw = struct.pack("<HH", len(names), 0)
    for name in names:
        font = bytes(39) + name.encode("utf-16-le") + b"\0\0"
        raw += bytes([len(font)]) + font
    return raw


def style_sheet(*styles: tuple[int, int, bytes]) -> bytes:
    """A style sheet of paragraph styles: (kind, style it is based on, modifiers) of each."""
    raw = struct.pack("<HHH", 4, len(styles), 10)
    for kind, based_on, modifiers in styles:
        style = struct.pack("<HHHHH", kind, 1 | based_on << 4, 1, 0, 0)
        style += struct.pack("<H", 2) + "样式".encode("utf-16-le") + b"\0\0"
        style += struct.pack("<HH", 2 + len(modifiers), 0) + modifiers
        raw += struct.pack("<H", len(style)) + style
    return raw
