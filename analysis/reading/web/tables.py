"""Tables of a web page: those that hold data, and those that only lay out the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

BORDER = re.compile(r"border[a-z-]*\s*:[^;]{0,60}\b(?:solid|[1-9][\d.]*p[xt])", re.I)
WORD_CLASS = re.compile("MsoTableGrid|MsoNormalTable", re.I)
# A cell with more is a part of the page, not a datum: most in lines and characters that a cell
# holds in a table with borders or headings, in one with neither, and where a single row has
# several cells (a menu beside the article is one).
BORDERED, PLAIN, ONE_ROW = (15, 1500), (3, 400), (1, 400)


@dataclass(slots=True)
class Table:
    """A table being read.

    Attributes:
        start: the line it starts at.
        rows: the spans of lines of each row's cells.
        bordered: whether lines are drawn around its cells, or cells are headings.
        holds_table: whether another table lies in it.
    """

    start: int
    bordered: bool = False
    holds_table: bool = False
    rows: list[list[tuple[int, int]]] = field(default_factory=list)

    def note_border(self, element: etree._Element) -> None:
        """Look for a sign of borders on the table or one of its cells."""
        if not self.bordered:
            self.bordered = (
                element.tag == "th"
                or (element.get("border") or "0") not in ("0", "0px", "none")
                or bool(WORD_CLASS.search(element.get("class") or ""))
                or bool(BORDER.search(element.get("style") or ""))
            )

    def add_cell(self, start: int, end: int) -> None:
        """Add a cell's lines to the last row."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append((start, end))

    def is_data(self, lines: list[str]) -> bool:
        """Whether rows and columns mean something, so that a row should be one line."""
        wide = [row for row in self.rows if sum(end > start for start, end in row) > 1]
        if self.holds_table or not wide:
            return False
        kind = BORDERED if self.bordered else PLAIN
        most_lines, most_chars = kind if len(wide) > 1 else ONE_ROW
        return all(
            end - start <= most_lines and sum(map(len, lines[start:end])) <= most_chars
            for row in self.rows
            for start, end in row
        )

    def merged(self, lines: list[str], linked: list[int]) -> tuple[list[str], list[int]]:
        """The table's lines with each row in one, and how many characters of each are links."""
        new_lines: list[str] = []
        new_linked: list[int] = []
        position = self.start
        for row in self.rows:
            first, cells = row[0][0] if row else position, []
            new_lines += lines[position:first]
            new_linked += linked[position:first]
            position = first
            for _, end in row:
                # Text between two cells is a fault of the page, but it is seen.
                cells.append(" ".join(lines[position:end]))
                position = end
            line = "\t".join(cells).strip("\t")
            if line:
                new_lines.append(line)
                new_linked.append(sum(linked[first:position]))
        return new_lines + lines[position:], new_linked + linked[position:]
