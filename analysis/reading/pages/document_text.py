"""The text of a document: the sheets of all its pages to paragraphs, with a form feed between pages."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from operator import attrgetter

from analysis.reading.pages.furniture import take_furniture
from analysis.reading.pages.line_breaks import join_lines
from analysis.reading.pages.paragraphs import join_paragraphs
from analysis.reading.pages.reading_order import Line, order_lines
from analysis.reading.pages.sheet import Sheet

# Footnotes are smaller than this share of the body's size.
FOOTNOTE_SIZE = 0.87
# Points by which the columns of one table may differ from page to page.
SAME_COLUMN = 3.0


def compose_text(sheets: list[Sheet]) -> str:
    """Compose the text of a document: a line for each paragraph, a form feed between pages.

    A paragraph that runs over the end of a page is written whole on the page where it starts.
    Footnotes, and after them running heads and page numbers, come last on their page.
    """
    take_furniture(sheets)
    for above, below in pairwise(sheets):
        _join_tables(above, below)
    gutters: list[float] = []
    pages = [order_lines([*sheet.pieces, *sheet.tables], n, gutters) for n, sheet in enumerate(sheets)]
    body_size = _body_size([line for page in pages for line in page])
    footnotes = [_take_footnotes(page, body_size) for page in pages]
    texts: list[list[str]] = [[] for _ in sheets]
    for paragraph in join_paragraphs([line for page in pages for line in page]):
        texts[paragraph.page].append(paragraph.text)
    for page_texts, page_footnotes, sheet in zip(texts, footnotes, sheets, strict=True):
        page_texts.extend(paragraph.text for paragraph in join_paragraphs(page_footnotes))
        page_texts.extend(sheet.furniture)
    return "\f".join("".join(f"{text}\n" for text in page_texts) for page_texts in texts)


def _join_tables(above: Sheet, below: Sheet) -> None:
    """Join a row that the page break cut in two: its first cell is empty on the next page."""
    if not above.tables or not below.tables:
        return
    last = max(above.tables, key=attrgetter("base"))
    first = min(below.tables, key=attrgetter("base"))
    same_columns = len(last.columns) == len(first.columns) and all(
        abs(upper - lower) < SAME_COLUMN for upper, lower in zip(last.columns, first.columns, strict=True)
    )
    ends_page = all(piece.base < last.bottom for piece in above.pieces)
    starts_page = all(piece.base > first.base for piece in below.pieces)
    if not (same_columns and ends_page and starts_page and last.rows and first.rows):
        return
    upper_cells, lower_cells = last.rows[-1], first.rows[0]
    if len(upper_cells) == len(lower_cells) and not lower_cells[0]:
        last.rows[-1] = [join_lines(*halves) for halves in zip(upper_cells, lower_cells, strict=True)]
        del first.rows[0]


def _body_size(lines: list[Line]) -> float:
    """The size that most characters of the running text have."""
    counts: Counter[float] = Counter()
    for line in lines:
        if not line.in_table:
            counts[round(line.size, 1)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _take_footnotes(lines: list[Line], body_size: float) -> list[Line]:
    """Take the footnotes off a page: the smaller lines below the last line of the body."""
    last = next((n for n in reversed(range(len(lines))) if lines[n].size > FOOTNOTE_SIZE * body_size), None)
    if last is None or lines[last].in_table:
        return []
    footnotes = lines[last + 1 :]
    if any(line.in_table or line.column is not lines[last].column for line in footnotes):
        return []
    del lines[last + 1 :]
    return footnotes
