"""Tables of a web page: rows of data become lines, tables that only lay out the page do not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

BORDER = re.compile(r"border[a-z-]*\s*:[^;]{0,60}\b(?:solid|[1-9][\d.]*p[xt])", re.I)
WORD_CLASS = re.compile("MsoTableGrid|MsoNormalTable", re.I)
# A cell with more lines or characters is a part of the page and no data: in a table with borders or header
# cells, in a table without, and in one where only a single row has several cells (like a menu beside the
# article).
MAX_BORDERED, MAX_PLAIN, MAX_ONE_ROW = (15, 1500), (3, 400), (1, 400)


@dataclass(slots=True)
class Table:
    """A table whose cells are added as they end.

    Attributes:
        start: the line at which it starts.
        rows: for each row, the spans of lines of its cells.
        bordered: whether it has borders or header cells.
        holds_table: whether another table lies in it.
    """

    start: int
    bordered: bool = False
    holds_table: bool = False
    rows: list[list[tuple[int, int]]] = field(default_factory=list)

    def note_border(self, element: etree._Element) -> None:
        """Notice a border or header on the table, or on one of its rows or cells."""
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
        """Whether rows and columns have a meaning, so that each row should become one line."""
        wide = [row for row in self.rows if sum(end > start for start, end in row) > 1]
        if self.holds_table or not wide:
            return False
        most = MAX_BORDERED if self.bordered else MAX_PLAIN
        max_lines, max_chars = most if len(wide) > 1 else MAX_ONE_ROW
        return all(
            end - start <= max_lines and sum(map(len, lines[start:end])) <= max_chars
            for row in self.rows
            for start, end in row
        )

    def merge_rows(self, lines: list[str], linked: list[int]) -> tuple[list[str], list[int]]:
        """Merge the cells of each row into one line.

        Args:
            lines: the lines of the page.
            linked: for each line, how many of its characters belong to links.

        Returns:
            The same two lists from the start of the table on.
        """
        new_lines: list[str] = []
        new_linked: list[int] = []
        position = self.start
        for row in self.rows:
            first, cells = row[0][0] if row else position, []
            new_lines += lines[position:first]
            new_linked += linked[position:first]
            position = first
            for _, end in row:
                # Text between two cells is an error of the page, but browsers show it.
                cells.append(" ".join(lines[position:end]))
                position = end
            line = "\t".join(cells).strip("\t")
            if line:
                new_lines.append(line)
                new_linked.append(sum(linked[first:position]))
        return new_lines + lines[position:], new_linked + linked[position:]
