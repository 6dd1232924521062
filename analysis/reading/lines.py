"""Lines: how the paragraphs and table rows of word processors become lines of text."""

from __future__ import annotations

import re

from analysis.reading.word.numbering import joined

PAGE_NUMBER = re.compile(r"\d{1,4}")
DOTS = "……"
# Rows that were set with tabs and no table have three pieces or more; a tab or two in a line of
# prose only moves its words.
FEWEST_CELLS = 3
# Characters that no font shows, and those that belong to a font of symbols.
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\ufeff\ufffc\ufffe\uffff]")
# Where programs put the signs of symbol fonts that have no place of their own.
SIGNS = re.compile("[\uf020-\uf0ff]")
SURROGATES = re.compile("[\ud800-\udfff]")
NUMERAL = re.compile(r"\w")
# Signs of the fonts Wingdings, Wingdings 2 and Symbol that plans use: boxes, ticks, bullets.
SYMBOLS = {
    ("wingdings", 0x6C): "●",
    ("wingdings", 0x6E): "■",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x75): "◆",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0xFC): "√",
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFB): "×",
    ("wingdings", 0xAB): "★",
    ("wingdings 2", 0x50): "√",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0xA3): "□",
    ("symbol", 0xB7): "·",
    ("symbol", 0xB4): "×",
    ("symbol", 0xB3): "≥",
    ("symbol", 0xA3): "≤",
}


def paragraph(text: str, *, leader: bool = False) -> list[str]:
    """The lines of a paragraph: more than one where it was broken by hand.

    Args:
        text: its characters, with newlines, tabs and form feeds.
        leader: whether dots lead to a page number at its end.
    """
    lines = (_line(part, leader=leader) for part in seen(text).split("\n"))
    return [line for line in lines if line]


def cell(lines: list[str]) -> str:
    """The lines of a table's cell as one, without the tabs that part cells."""
    return " ".join(" ".join(lines).split())


def row(cells: list[list[str]]) -> list[str]:
    """The line of a table's row; the lines of its one cell where it only frames them."""
    filled = [lines for lines in cells if lines]
    if len(cells) == 1 or (len(filled) == 1 and len(filled[0]) > 1):
        return filled[0] if filled else []
    line = "\t".join(cell(lines) for lines in cells).rstrip("\t")
    return [line] if filled else []


def numbered(mark: str, text: str) -> str:
    """A number that was saved with its text, and the text; a bullet is left out."""
    mark = seen(mark)
    return joined(mark, "tab", text) if NUMERAL.search(mark) else text


def seen(text: str) -> str:
    """The text as it shows: halves of characters joined, signs read, controls left out."""
    if SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = SIGNS.sub(lambda sign: symbol("wingdings", ord(sign[0])), text)
    return UNSEEN.sub("", text)


def symbol(font: str, code: int) -> str:
    """The character for a sign of a symbol font; nothing for one that is mere ornament."""
    known = SYMBOLS.get((font.strip().casefold(), code & 0xFF if code >= 0xF000 else code))
    if known is not None:
        return known
    # Halves of characters and the private use area show nothing by themselves.
    return "" if 0xD800 <= code <= 0xF8FF or not 0x20 <= code < 0x110000 else chr(code)


def furniture(lines: list[str]) -> list[str]:
    """The lines of headers and footers, each once; page numbers left out."""
    return list(dict.fromkeys(line for line in lines if re.search(r"[^\W\d_]", line)))


def told_of_notes(n_lines: int) -> tuple[str, ...]:
    """The warning that there are footnotes or endnotes of so many lines; none for none."""
    if not n_lines:
        return ()
    return (f"Footnotes and endnotes stand behind the body and are not analysed ({n_lines}).",)


class Story:
    """Collects the lines of a text, and the cells of the row that is being read."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._carried: list[str] = []
        self._cells: list[list[str]] = []
        self._cell: list[str] = []

    @property
    def goes_on(self) -> bool:
        """Whether the next paragraph goes on one whose end is not seen."""
        return bool(self._carried)

    def carry(self, text: str) -> None:
        """Take the text of a paragraph whose end is not seen: it goes on in the next."""
        if text.strip() or self._carried:
            self._carried.append(text)

    def paragraph(self, text: str, *, leader: bool = False, in_table: bool = False) -> None:
        """Take a paragraph; in a table it belongs to the cell that is being read."""
        text = "".join((*self._carried, text))
        self._carried.clear()
        if not in_table:
            self.end_row()
        self.add(paragraph(text, leader=leader), in_table=in_table)

    def cell(self, text: str) -> None:
        """Take the last paragraph of a cell."""
        self.paragraph(text, in_table=True)
        self._cells.append(self._cell)
        self._cell = []

    def add(self, lines: list[str], *, in_table: bool) -> None:
        """Take lines as they are."""
        (self._cell if in_table else self.lines).extend(lines)

    def end_row(self) -> None:
        """Make the cells read so far a row."""
        if self._cell:
            self._cells.append(self._cell)
        self.lines += row(self._cells)
        self._cells, self._cell = [], []

    def finished(self) -> list[str]:
        """All lines, with what an unfinished row or paragraph holds."""
        self.end_row()
        self.paragraph("")
        return self.lines


def _line(part: str, *, leader: bool) -> str:
    part = part.strip(" \t\u3000\r")
    if "\t" not in part:
        return part
    pieces = [piece for piece in (piece.strip(" \u3000") for piece in part.split("\t")) if piece]
    if leader:
        words = " ".join(pieces[:-1])
        numbered = PAGE_NUMBER.fullmatch(pieces[-1]) and words
        return f"{words}{DOTS}{pieces[-1]}" if numbered else " ".join(pieces)
    return ("\t" if len(pieces) >= FEWEST_CELLS else " ").join(pieces)
