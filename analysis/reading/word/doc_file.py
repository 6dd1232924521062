"""Opens an old Word file: its streams, its text and the place of each character ([MS-DOC] 2.5 and 2.8)."""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from dataclasses import dataclass

import olefile

from analysis.notices import Kind
from analysis.reading.errors import ReadingError, Reason, damage_error
from analysis.reading.word.doc_bytes import read_number

# What the first two bytes say, and the first edition of Word 97 in the next two.
WORD_97, WORD_6 = 0xA5EC, 0xA5DC
FIRST_EDITION = 0xC1
# Flags.
ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200
# Places in the head of the file: the flags, the lengths of the stories, the place and size of each part.
FLAGS_AT, LENGTHS_AT, PAIRS_AT, HEAD_SIZE = 0x0A, 0x4C, 0x9A, 0x1AA
# Parts of the table stream, by their numbers in the head.
STYLES, RUNS, PARAGRAPHS, FONTS, SHAPES, PIECES, BOXES, KINDS, LISTS = 1, 12, 13, 15, 40, 33, 56, 73, 74
# Set in the place of a piece whose characters take one byte.
NARROW = 0x40000000
# Word cuts a text into some thousand pieces when it saves only the changes many times.
MAX_PIECES = 100_000
STORIES = (
    "body",
    "footnotes",
    "headers",
    "macros",
    "comments",
    "endnotes",
    "boxes",
    "header boxes",
)
OLE_DAMAGE = (
    OSError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    struct.error,
    OverflowError,
    RecursionError,
    MemoryError,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stands in one place of the file.

    Attributes:
        start: its first character, counted from the start of the document.
        length: how many characters it has.
        place: the byte of the stream WordDocument at which it starts.
        width: bytes of a character: 1 for Western text, 2 for UTF-16.
    """

    start: int
    length: int
    place: int
    width: int


class WordFile:
    """An opened file.

    Attributes:
        word: the stream WordDocument.
        data: the stream Data, which holds properties too long for a page of properties.
        text: all stories, one character for each 16-bit unit, so that positions agree with the file.
        stories: first character and end of each story, by name.
        pieces: the places of the text.

    Raises:
        ReadingError: the file is damaged, encrypted, or of an edition before 1997.
    """

    def __init__(self, data: bytes, max_chars: int) -> None:
        streams = _read_streams(data)
        self.word = streams["worddocument"]
        self._check()
        flags = read_number(self.word, FLAGS_AT, 2)
        first, second = ("1table", "0table") if flags & SECOND_TABLE else ("0table", "1table")
        # Word also opens files in which the flag is wrong.
        self._table = streams.get(first) or streams.get(second) or b""
        self.data = streams.get("data", b"")
        self.stories: dict[str, tuple[int, int]] = {}
        start = 0
        for i, name in enumerate(STORIES):
            length = read_number(self.word, LENGTHS_AT + 4 * i, 4)
            self.stories[name] = (start, start + length)
            start += length
        self.pieces = _read_pieces(self.part(PIECES), len(self.word), max_chars)
        self.text = "".join(_decode_piece(self.word, piece) for piece in self.pieces)
        self._starts = [piece.start for piece in self.pieces]

    def part(self, index: int) -> bytes:
        """Return a part of the table stream by its number in the head; empty where the file has none."""
        place = read_number(self.word, PAIRS_AT + 8 * index, 4)
        size = read_number(self.word, PAIRS_AT + 8 * index + 4, 4)
        return self._table[place : place + size]

    def lists_part(self) -> bytes:
        """Return the kinds of lists with all that follows: their levels stand behind the stated size."""
        place = read_number(self.word, PAIRS_AT + 8 * KINDS, 4)
        return self._table[place:] if read_number(self.word, PAIRS_AT + 8 * KINDS + 4, 4) else b""

    def place(self, position: int) -> tuple[int, int]:
        """Return the byte of the stream at which a character stands, and how many bytes it takes."""
        i = bisect_right(self._starts, position) - 1
        if i < 0:
            return -1, 1
        piece = self.pieces[i]
        return piece.place + (position - piece.start) * piece.width, piece.width

    def _check(self) -> None:
        kind, edition = read_number(self.word, 0, 2), read_number(self.word, 2, 2)
        if kind == WORD_6 or (kind == WORD_97 and edition < FIRST_EDITION):
            raise ReadingError.of(Reason.OLD_EDITION, Kind.OLD_WORD)
        if kind != WORD_97 or len(self.word) < HEAD_SIZE:
            raise damage_error(Kind.NOT_WORD)
        if read_number(self.word, FLAGS_AT, 2) & ENCRYPTED:
            raise ReadingError.of(Reason.ENCRYPTED, Kind.DOCUMENT_PROTECTED)


def _read_streams(data: bytes) -> dict[str, bytes]:
    """Unpack the streams that hold the text, and no others."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            names = {name[0].casefold(): name for name in ole.listdir() if len(name) == 1}
            wanted = [n for n in ("worddocument", "0table", "1table", "data") if n in names]
            streams = {name: ole.openstream(names[name]).read() for name in wanted}
    except OLE_DAMAGE as error:
        raise damage_error(Kind.CONTAINER_UNREADABLE, fault=str(error)) from error
    if "worddocument" not in streams:
        raise damage_error(Kind.NO_TEXT)
    return streams


def _read_pieces(raw: bytes, size: int, max_chars: int) -> list[Piece]:
    """Read the piece table; pieces that would lie outside the file are damage."""
    place = 0
    # Changes to properties may stand before the table.
    while raw[place : place + 1] == b"\x01":
        place += 3 + read_number(raw, place + 1, 2)
    if raw[place : place + 1] != b"\x02":
        raise damage_error(Kind.TEXT_TABLE_MISSING)
    table = raw[place + 5 : place + 5 + read_number(raw, place + 1, 4)]
    n = max(0, (len(table) - 4) // 12)
    starts = struct.unpack_from(f"<{n + 1}I", table) if n else (0,)
    if starts[-1] > max_chars:
        raise ReadingError.of(Reason.TOO_LARGE, Kind.DOCUMENT_TOO_LONG, n=starts[-1], most=max_chars)
    if n > MAX_PIECES or list(starts) != sorted({0, *starts}):
        raise damage_error(Kind.TEXT_TABLE_CONTRADICTS)
    pieces = []
    for i in range(n):
        stored = read_number(table, 4 * (n + 1) + 8 * i + 2, 4)
        width = 1 if stored & NARROW else 2
        place = (stored & ~NARROW) // 2 if width == 1 else stored & ~NARROW
        piece = Piece(starts[i], starts[i + 1] - starts[i], place, width)
        if place + piece.length * width > size:
            raise damage_error(Kind.TEXT_CUT_OFF)
        pieces.append(piece)
    return pieces


def _decode_piece(word: bytes, piece: Piece) -> str:
    raw = word[piece.place : piece.place + piece.length * piece.width]
    if piece.width == 1:
        return raw.decode("cp1252", "replace")
    # A pair of surrogates stays two characters until the lines are made.
    return "".join(map(chr, struct.unpack(f"<{piece.length}H", raw)))
