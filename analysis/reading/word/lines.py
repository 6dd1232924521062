"""How the paragraphs and table rows of a word processor become lines of text.

The readers of docx, doc and RTF share it: each finds the paragraphs in its own way and hands them over here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.chinese.characters import UNSEEN
from analysis.notices import Field, Kind, Notice
from analysis.reading.word.numbering import join_number
from analysis.reading.word.symbols import replace_private_signs

PAGE_NUMBER = re.compile(r"\d{1,4}")
DOTS = "……"
# Rows that were made with tabs instead of a table have three pieces or more; one or two tabs in a line of
# prose only move its words.
MIN_PIECES = 3
# Characters that no font shows.
INVISIBLE = re.compile(f"[\x00-\x08\x0e-\x1f\x7f{UNSEEN}\ufffc\ufffe\uffff]")
SURROGATES = re.compile("[\ud800-\udfff]")
LETTER_OR_DIGIT = re.compile(r"\w")
LETTER = re.compile(r"[^\W\d_]")


class Story:
    """Collects the lines of one text: the body, a note, a margin or a text box.

    Paragraphs, cells and rows are handed over in the order of the document.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._carried: list[str] = []
        self._cells: list[list[str]] = []
        self._cell: list[str] = []

    @property
    def is_carrying(self) -> bool:
        """Whether the next paragraph continues one whose end is hidden or deleted."""
        return bool(self._carried)

    def carry(self, text: str) -> None:
        """Add a paragraph whose end is hidden or deleted, so that the next one continues it."""
        if text.strip() or self._carried:
            self._carried.append(text)

    def add_paragraph(self, text: str, *, leader: bool = False, in_table: bool = False) -> None:
        """Add a paragraph; in a table it belongs to the current cell."""
        text = "".join((*self._carried, text))
        self._carried.clear()
        if not in_table:
            self.end_row()
        self.add_lines(paragraph_lines(text, leader=leader), in_table=in_table)

    def end_cell(self, text: str) -> None:
        """Add the last paragraph of a cell, and end the cell."""
        self.add_paragraph(text, in_table=True)
        self._cells.append(self._cell)
        self._cell = []

    def add_lines(self, lines: Iterable[str], *, in_table: bool) -> None:
        """Add finished lines; in a table they belong to the current cell."""
        (self._cell if in_table else self.lines).extend(lines)

    def end_row(self) -> None:
        """Make a row of the cells since the last row."""
        if self._cell:
            self._cells.append(self._cell)
        self.lines += row_lines(self._cells)
        self._cells, self._cell = [], []

    def finish(self) -> list[str]:
        """Return all lines, including those of an unfinished row or paragraph."""
        self.end_row()
        self.add_paragraph("")
        return self.lines


def paragraph_lines(text: str, *, leader: bool = False) -> list[str]:
    """Return the lines of a paragraph: more than one if it has manual line breaks.

    Args:
        text: its characters, with newlines, tabs and form feeds.
        leader: whether dots lead to a page number at its end, as in a table of contents.
    """
    lines = (_tidy_line(part, leader=leader) for part in visible_text(text).split("\n"))
    return [line for line in lines if line]


def row_lines(cells: list[list[str]]) -> list[str]:
    """Return the line of a table row, with tabs between its cells.

    Where the row has one cell, or text of several lines in one cell only, the table is a frame around
    ordinary text, and the lines of that cell are returned as they are.
    """
    filled = [lines for lines in cells if lines]
    if len(cells) == 1 or (len(filled) == 1 and len(filled[0]) > 1):
        return filled[0] if filled else []
    # Without the tabs inside a cell: they would look like borders between cells.
    line = "\t".join(" ".join(" ".join(lines).split()) for lines in cells).rstrip("\t")
    return [line] if filled else []


def margin_lines(lines: list[str]) -> list[str]:
    """Return the lines of headers and footers, each once and without page numbers."""
    return list(dict.fromkeys(line for line in lines if LETTER.search(line)))


def join_saved_number(number: str, text: str) -> str:
    """Put a list number that the file stores before its text; a bullet is left out."""
    number = visible_text(number)
    return join_number(number, "tab", text) if LETTER_OR_DIGIT.search(number) else text


def visible_text(text: str) -> str:
    """Return a text as a reader sees it: surrogates joined, symbols replaced, control characters removed."""
    if SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return INVISIBLE.sub("", replace_private_signs(text))


def notes_warning(n_lines: int) -> tuple[Notice, ...]:
    """The notice that `n_lines` lines of footnotes and endnotes are not analysed; empty for none."""
    return (Notice.of(Field.TEXT, Kind.NOTES_LEFT_OUT, n=n_lines),) if n_lines else ()


def _tidy_line(part: str, *, leader: bool) -> str:
    part = part.strip(" \t\u3000\r")
    if "\t" not in part:
        return part
    pieces = [piece for piece in (piece.strip(" \u3000") for piece in part.split("\t")) if piece]
    if leader:
        heading = " ".join(pieces[:-1])
        ends_in_page_number = PAGE_NUMBER.fullmatch(pieces[-1]) and heading
        return f"{heading}{DOTS}{pieces[-1]}" if ends_in_page_number else " ".join(pieces)
    return ("\t" if len(pieces) >= MIN_PIECES else " ").join(pieces)
