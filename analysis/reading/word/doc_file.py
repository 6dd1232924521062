"""The parts of an old Word file ([MS-DOC] 2.5 and 2.8): its streams, its text and where it stands."""

from __future__ import annotations

import io
import struct
from bisect import bisect_right
from dataclasses import dataclass

import olefile

from analysis.reading.archive import damaged
from analysis.reading.extracted import ReadingError, Reason

WORD_97, WORD_6 = 0xA5EC, 0xA5DC
FIRST_EDITION = 0xC1
ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200
# Places in the file's head: flags, lengths of the stories, and pairs of place and size.
FLAGS_AT, LENGTHS_AT, PAIRS_AT, HEAD_SIZE = 0x0A, 0x4C, 0x9A, 0x1AA
# Parts of the table stream, by their numbers in the head.
STYLES, RUNS, PARAGRAPHS, FONTS, SHAPES, PIECES, BOXES, KINDS, LISTS = 1, 12, 13, 15, 40, 33, 56, 73, 74
NARROW = 0x40000000
# Word cuts a text into some thousand pieces when it is saved in haste many times.
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
    """A stretch of text that stands in the file in one row.

    Attributes:
        start: its first character, counted from the start of the document.
        length: how many characters it has.
        place: byte of the stream WordDocument where it starts.
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
        data: the stream Data, which holds what was too long for a page of properties.
        text: all stories; a character for each 16-bit unit, so that counts agree with the file.
        stories: first character and end of each story, by name.
        pieces: where the text stands.

    Raises:
        ReadingError: the file is damaged, encrypted, or of an edition before 1997.
    """

    def __init__(self, data: bytes, max_chars: int) -> None:
        streams = _streams(data)
        self.word = streams["worddocument"]
        self._check()
        flags = _number(self.word, FLAGS_AT, 2)
        first, second = ("1table", "0table") if flags & SECOND_TABLE else ("0table", "1table")
        # The flag is wrong in some files that Word opens all the same.
        self._table = streams.get(first) or streams.get(second) or b""
        self.data = streams.get("data", b"")
        self.stories: dict[str, tuple[int, int]] = {}
        start = 0
        for i, name in enumerate(STORIES):
            length = _number(self.word, LENGTHS_AT + 4 * i, 4)
            self.stories[name] = (start, start + length)
            start += length
        self.pieces = _read_pieces(self.part(PIECES), len(self.word), max_chars)
        self.text = "".join(_decoded(self.word, piece) for piece in self.pieces)
        self._starts = [piece.start for piece in self.pieces]

    def part(self, index: int) -> bytes:
        """A part of the table stream by its number in the file's head; empty where it is none."""
        place = _number(self.word, PAIRS_AT + 8 * index, 4)
        size = _number(self.word, PAIRS_AT + 8 * index + 4, 4)
        return self._table[place : place + size]

    def lists_part(self) -> bytes:
        """The kinds of lists; their levels stand behind them and beyond the size that is told."""
        place = _number(self.word, PAIRS_AT + 8 * KINDS, 4)
        return self._table[place:] if _number(self.word, PAIRS_AT + 8 * KINDS + 4, 4) else b""

    def place(self, position: int) -> tuple[int, int]:
        """Where in the stream a character stands, and how many bytes it takes."""
        i = bisect_right(self._starts, position) - 1
        if i < 0:
            return -1, 1
        piece = self.pieces[i]
        return piece.place + (position - piece.start) * piece.width, piece.width

    def _check(self) -> None:
        kind, edition = _number(self.word, 0, 2), _number(self.word, 2, 2)
        if kind == WORD_6 or (kind == WORD_97 and edition < FIRST_EDITION):
            raise ReadingError(
                Reason.OLD_EDITION,
                "The document is of Word 6 or 95; open it in Word, WPS or LibreOffice and save it as .docx.",
            )
        if kind != WORD_97 or len(self.word) < HEAD_SIZE:
            raise damaged("its head is none of a Word document")
        if _number(self.word, FLAGS_AT, 2) & ENCRYPTED:
            raise ReadingError(
                Reason.ENCRYPTED,
                "The document is protected by a password; open it with the password, take the "
                "protection off and save it again.",
            )


def _streams(data: bytes) -> dict[str, bytes]:
    """The streams that hold the text; no other is unpacked."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            names = {name[0].casefold(): name for name in ole.listdir() if len(name) == 1}
            wanted = [n for n in ("worddocument", "0table", "1table", "data") if n in names]
            streams = {name: ole.openstream(names[name]).read() for name in wanted}
    except OLE_DAMAGE as error:
        raise damaged(f"its container can't be read: {error}") from error
    if "worddocument" not in streams:
        raise damaged("it has no text")
    return streams


def _read_pieces(raw: bytes, size: int, max_chars: int) -> list[Piece]:
    """The piece table; pieces that would lie outside the file are a sign of damage."""
    place = 0
    # Changes to properties stand before the table.
    while raw[place : place + 1] == b"\x01":
        place += 3 + _number(raw, place + 1, 2)
    if raw[place : place + 1] != b"\x02":
        raise damaged("the table of its text is missing")
    table = raw[place + 5 : place + 5 + _number(raw, place + 1, 4)]
    n = max(0, (len(table) - 4) // 12)
    starts = struct.unpack_from(f"<{n + 1}I", table) if n else (0,)
    if starts[-1] > max_chars:
        raise ReadingError(
            Reason.TOO_LARGE,
            f"The document states {starts[-1]:,} characters and the limit is {max_chars:,}; raise "
            "max_chars in analysis.toml if it really is one plan.",
        )
    if n > MAX_PIECES or list(starts) != sorted({0, *starts}):
        raise damaged("the table of its text contradicts itself")
    pieces = []
    for i in range(n):
        where = _number(table, 4 * (n + 1) + 8 * i + 2, 4)
        width = 1 if where & NARROW else 2
        place = (where & ~NARROW) // 2 if width == 1 else where & ~NARROW
        piece = Piece(starts[i], starts[i + 1] - starts[i], place, width)
        if place + piece.length * width > size:
            raise damaged("its text is cut off")
        pieces.append(piece)
    return pieces


def _decoded(word: bytes, piece: Piece) -> str:
    raw = word[piece.place : piece.place + piece.length * piece.width]
    if piece.width == 1:
        return raw.decode("cp1252", "replace")
    # Unit by unit: a pair of surrogates stays two characters until the lines are made.
    return "".join(map(chr, struct.unpack(f"<{piece.length}H", raw)))


def _number(data: bytes, place: int, size: int) -> int:
    """Bytes as a number; what lies behind the end counts as zero."""
    return int.from_bytes(data[place : place + size], "little")
