"""The fonts of a rich text file: which code page the bytes of each are in."""

from __future__ import annotations

import codecs

from analysis.reading.word.symbols import symbol_character

CHINESE = "gb18030"
# The code page of each character set of a font; sets 0 and 1 are the code page of the document.
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


class Fonts:
    """The fonts of a document, by their numbers.

    Attributes:
        default_page: code page of the document; empty as long as the document states none.
    """

    def __init__(self) -> None:
        self.default_page = ""
        self._sets: dict[int, int] = {}
        self._pages: dict[int, str] = {}
        self._names: dict[int, str] = {}

    def set_encoding(self, font: int, word: bytes, value: int) -> None:
        """Take a control word of the font table that states the character set or code page of a font."""
        if word == b"fcharset":
            self._sets[font] = value
        elif word == b"cpg":
            self._pages[font] = code_page(value)

    def set_name(self, font: int, text: bytes) -> None:
        """Take the name of a font; only the names of symbol fonts matter."""
        self._names[font] = text.decode("latin-1").strip(" ;")

    def decode(self, font: int, raw: bytes) -> str:
        """Decode bytes of text that are set in a font."""
        character_set = self._sets.get(font, 0)
        if character_set == SYMBOL_SET:
            name = self._names.get(font, "")
            return "".join(symbol_character(name, byte | 0xF000) for byte in raw)
        if raw.isascii():
            return raw.decode("ascii")
        page = CHARACTER_SETS.get(character_set) or self._pages.get(font) or self.default_page or CHINESE
        try:
            return raw.decode(page)
        except UnicodeDecodeError:
            # One such byte is a quotation mark of Western text among Chinese; more are damage.
            return raw.decode("cp1252" if len(raw) == 1 else page, "replace")


def code_page(number: int) -> str:
    """Return the encoding of a Windows code page by its number; GB 18030 for an unknown number."""
    if number in (936, 54936):
        return CHINESE
    name = "utf-8" if number == 65001 else f"cp{number}"
    try:
        codecs.lookup(name)
    except LookupError:
        return CHINESE
    return name
