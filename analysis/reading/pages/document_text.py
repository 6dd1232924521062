"""Pages: positioned text of a whole document to lines of text, a form feed behind each page."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from analysis.reading.pages.furniture import Sheet, take_furniture
from analysis.reading.pages.paragraphs import paragraphs_of
from analysis.reading.pages.reading_order import Line, lay_out
from analysis.reading.pages.wrapping import join

# Footnotes are set smaller than this share of the body.
SMALL = 0.87
# Points by which the columns of one table differ from page to page.
SAME_COLUMN = 3.0


def text_of(sheets: list[Sheet]) -> str:
    """The text of a document, a line for each paragraph.

    A paragraph that runs over the page is written whole on the page where it starts. Footnotes,
    running heads and page numbers come last on their page.
    """
    take_furniture(sheets)
    for above, below in pairwise(sheets):
        _join_tables(above, below)
    gutters: list[float] = []
    pages = [lay_out([*s.pieces, *s.tables], n, gutters) for n, s in enumerate(sheets)]
    body_size = _body_size([line for page in pages for line in page])
    written: list[list[str]] = [[] for _ in sheets]
    notes = [_take_notes(page, body_size) for page in pages]
    for paragraph in paragraphs_of([line for page in pages for line in page]):
        written[paragraph.first_page].append(paragraph.text)
    for lines, page_notes, sheet in zip(written, notes, sheets, strict=True):
        lines.extend(paragraph.text for paragraph in paragraphs_of(page_notes))
        lines.extend(sheet.furniture)
    return "\f".join("".join(f"{line}\n" for line in lines) for lines in written)


def _join_tables(above: Sheet, below: Sheet) -> None:
    """Put a row together that the page break parted: its first cell is empty on the next page."""
    if not above.tables or not below.tables:
        return
    last = max(above.tables, key=lambda table: table.base)
    first = min(below.tables, key=lambda table: table.base)
    upper, lower = last.rows[-1:], first.rows[:1]
    same = len(last.columns) == len(first.columns) and all(
        abs(one - other) < SAME_COLUMN for one, other in zip(last.columns, first.columns, strict=True)
    )
    at_break = all(piece.base < last.bottom for piece in above.pieces) and all(
        piece.base > first.base for piece in below.pieces
    )
    if same and at_break and upper and lower and len(upper[0]) == len(lower[0]) and not lower[0][0]:
        last.rows[-1] = [join(one, other) for one, other in zip(*upper, *lower, strict=True)]
        del first.rows[0]


def _body_size(lines: list[Line]) -> float:
    counts: Counter[float] = Counter()
    for line in lines:
        if not line.solid:
            counts[round(line.size, 1)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _take_notes(lines: list[Line], body_size: float) -> list[Line]:
    """Take the footnotes off a page: smaller lines below the last one of the body."""
    last = next((n for n in reversed(range(len(lines))) if lines[n].size > SMALL * body_size), None)
    if last is None or lines[last].solid:
        return []
    notes = lines[last + 1 :]
    if any(line.solid or line.column is not lines[last].column for line in notes):
        return []
    del lines[last + 1 :]
    return notes
