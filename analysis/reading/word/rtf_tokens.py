"""The tokens of rich text format, and what its bytes mean in the code pages of its fonts."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from analysis.reading import lines as lay
from analysis.reading.extracted import ReadingError

TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?"  # control word, number
    rb"|((?:\\'[0-9A-Fa-f]{2})+)"  # bytes
    rb"|\\([^A-Za-z])"  # control symbol
    rb"|([{}])"
    rb"|[\r\n]+"
    rb"|([^\\{}\r\n]+)",
    re.S,
)
WORD, BYTES, SYMBOL, BRACE = "word", "bytes", "symbol", "brace"
# Chinese spelled out character by character takes two or three tokens each, and every change of
# look some ten: a plan of a thousand pages stays below.
MAX_TOKENS = 4_000_000
CHINESE = "gb18030"
# Code pages of a font's character set; sets 0 and 1 are the document's own.
CHARACTER_SETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: CHINESE,
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
SYMBOL_SET = 2
Token = tuple[str, bytes, int | None]


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of a file: (kind, what, number); binary data are passed over.

    Raises:
        ReadingError: there are more tokens than any plan has.
    """
    place, left = 0, MAX_TOKENS
    while (found := TOKEN.match(data, place)) is not None:
        place = found.end()
        word, number, spelled, symbol, brace, text = found.groups()
        if word is not None:
            value = int(number) if number is not None else None
            if word == b"bin":
                place += max(0, value or 0)
            yield WORD, word, value
        elif text is not None:
            yield BYTES, text, None
        elif spelled is not None:
            yield BYTES, bytes.fromhex(spelled.replace(b"\\'", b"").decode()), None
        elif brace is not None:
            yield BRACE, brace, None
        elif symbol is not None:
            yield SYMBOL, symbol, None
        left -= 1
        if left < 0:
            raise ReadingError(
                "too large",
                f"The file has more than {MAX_TOKENS:,} commands, as no plan has; save the plan "
                "alone, as .docx.",
            )


class Fonts:
    """The fonts of a document: which code page the bytes of each are in.

    Attributes:
        document: code page of the document; empty as long as it states none.
    """

    def __init__(self) -> None:
        self.document = ""
        self._sets: dict[int, int] = {}
        self._pages: dict[int, str] = {}
        self._names: dict[int, str] = {}

    def state(self, font: int, word: bytes, value: int) -> None:
        """Take what the table of fonts says of one: its character set or code page."""
        if word == b"fcharset":
            self._sets[font] = value
        elif word == b"cpg":
            self._pages[font] = code_page(value)

    def name(self, font: int, text: bytes) -> None:
        """Take the name of a font; only those of symbol fonts matter."""
        self._names[font] = text.decode("latin-1").strip(" ;")

    def decode(self, font: int, raw: bytes) -> str:
        """The characters of some bytes set in a font."""
        kind = self._sets.get(font, 0)
        if kind == SYMBOL_SET:
            name = self._names.get(font, "")
            return "".join(lay.symbol(name, byte | 0xF000) for byte in raw)
        if raw.isascii():
            return raw.decode("ascii")
        page = CHARACTER_SETS.get(kind) or self._pages.get(font) or self.document or CHINESE
        try:
            return raw.decode(page)
        except UnicodeDecodeError:
            # A quotation mark of Western text among Chinese, else damage.
            return raw.decode("cp1252" if len(raw) == 1 else page, "replace")


def code_page(number: int) -> str:
    """The encoding of a Windows code page by its number; Chinese for one that is unknown."""
    if number in (936, 54936):
        return CHINESE
    name = "utf-8" if number == 65001 else f"cp{number}"
    try:
        codecs.lookup(name)
    except LookupError:
        return CHINESE
    return name
