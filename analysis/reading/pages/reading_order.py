"""Layout: the pieces of a page as lines in reading order, by geometry alone.

A gutter that most of the page respects makes columns, which are read one after the other; a line
across the gutter (a title) parts what stands above it from what stands below.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from analysis.reading.pages.aligned_tables import table_rows
from analysis.reading.pages.pieces import Piece, baselines
from analysis.reading.pages.ruled_tables import Table
from analysis.reading.pages.wrapping import HALF_EMPTY, MARK

# A gutter is wider than this many ems, and few lines cross it. Both columns are prose: enough of
# their lines run from margin to margin, as cells of a table seldom do.
GUTTER, CROSSING, FULL, NARROWEST, INDENT = 0.7, 0.3, 0.4, 8.0, 2.6
# Ems between the number of an item and its text.
FARTHEST_TEXT = 4.0
# Columns inside columns end here, whatever a page looks like.
DEEPEST = 3
# A page with more pieces of text is no page of columns.
MOST_ITEMS = 3_000

Item = Piece | Table


@dataclass(slots=True)
class Column:
    """A column of one page; `left` and `right` are the margins that its lines keep."""

    page: int
    left: float = 0.0
    right: float = 0.0
    justified: bool = False
    lines: list[Line] = field(default_factory=list, repr=False)


@dataclass(slots=True)
class Line:
    """A printed line; `solid` says it is a row of a table and never part of a paragraph."""

    text: str
    left: float
    right: float
    base: float
    size: float
    column: Column
    solid: bool = False


def lay_out(items: list[Item], page: int, gutters: list[float]) -> list[Line]:
    """The lines of a page in reading order.

    Args:
        items: pieces of text and ruled tables, in any order.
        page: the page's number, kept with its columns.
        gutters: where gutters were found on earlier pages; those of this page are added.
    """
    lines: list[Line] = []
    for region in _regions(items, gutters, 0):
        column = Column(page)
        column.lines = _lines(region, column)
        lines.extend(column.lines)
    return lines


def _regions(items: list[Item], gutters: list[float], depth: int) -> list[list[Item]]:
    gutter = _gutter(items, gutters, depth)
    if gutter is None:
        return [items] if items else []
    gutters.append(gutter)
    regions: list[list[Item]] = []
    band: list[Item] = []
    across: list[Item] = []
    for item in sorted(items, key=lambda item: item.base):
        crosses = item.left < gutter < _inked_right(item)
        if crosses and band:
            regions += _band(band, gutter, gutters, depth)
            band = []
        elif not crosses and across:
            regions.append(across)
            across = []
        (across if crosses else band).append(item)
    return regions + ([across] if across else _band(band, gutter, gutters, depth))


def _band(band: list[Item], gutter: float, gutters: list[float], depth: int) -> list[list[Item]]:
    """The columns between two lines that cross the gutter, and what stands above both."""
    left = [item for item in band if _inked_right(item) <= gutter]
    right = [item for item in band if item.left >= gutter]
    if not left or not right:
        return [band] if band else []
    # A line or two that stand above one column only, as a date at the right does, come first.
    top = max(side[0].base - 0.5 * side[0].size for side in (left, right))
    above = [item for item in band if item.base < top]
    above = above if len(above) <= 2 else []
    left, right = ([item for item in side if item not in above] for side in (left, right))
    columns = _regions(left, gutters, depth + 1) + _regions(right, gutters, depth + 1)
    return [above, *columns] if above else columns


def _gutter(items: list[Item], known: list[float], depth: int) -> float | None:
    """The middle of the stretch that the fewest lines cross, where prose stands on both sides."""
    if not 4 <= len(items) <= MOST_ITEMS or depth == DEEPEST:
        return None
    size = median(item.size for item in items)
    places = [(item.left, _inked_right(item), item) for item in items]
    found = []
    for start, end in pairwise(sorted({edge for place in places for edge in place[:2]})):
        if end - start < GUTTER * size:
            continue
        middle = (start + end) / 2
        left = [item for _, edge, item in places if edge <= middle]
        right = [item for edge, _, item in places if edge >= middle]
        crossing = len(items) - len(left) - len(right)
        if crossing > CROSSING * len(items):
            continue
        known_here = left and right and any(start <= gutter <= end for gutter in known)
        if known_here or all(_is_prose(side, size, depth) for side in (left, right)):
            found.append((crossing, start - end, middle))
    return min(found)[2] if found else None


def _inked_right(item: Item) -> float:
    """Where an item ends for the eye: a mark at its end may hang into the gutter."""
    if isinstance(item, Piece) and item.text.endswith(HALF_EMPTY):
        return item.right - 0.5 * item.size
    return item.right


def _is_prose(items: list[Item], size: float, depth: int) -> bool:
    """Whether text fills a column: several lines, enough of them from margin to margin."""
    if len(items) < 4:
        return False
    left, right = min(item.left for item in items), max(item.right for item in items)
    full = sum(right - i.right < 2 * size and i.left - left < INDENT * size for i in items)
    if right - left > NARROWEST * size and full >= FULL * len(items):
        return True
    # Of three columns, two stand on one side of a gutter.
    return depth < DEEPEST - 1 and _gutter(items, [], DEEPEST - 1) is not None


def _lines(items: list[Item], column: Column) -> list[Line]:
    tables = [item for item in items if isinstance(item, Table)]
    rows = baselines(item for item in items if isinstance(item, Piece))
    found = table_rows([_with_mark(row) for row in rows])
    lines = [_line(row, column, solid) for row, solid in found]
    for table in tables:
        place = table.left, table.right, table.base, table.size
        texts = ("\t".join(cells).rstrip("\t") for cells in table.rows)
        lines += [Line(text, *place, column, solid=True) for text in texts]
    # The sort is stable: the rows of a table, all at its top, stay in order.
    return sorted(lines, key=lambda line: line.base)


def _with_mark(row: list[Piece]) -> list[Piece]:
    """Put the number or bullet of a list to its text, from which a tab parts it."""
    if len(row) != 2 or not MARK.fullmatch(row[0].text):
        return row
    mark, text = row
    if text.left - mark.right > FARTHEST_TEXT * text.size:
        return row
    joined = f"{mark.text} {text.text}"
    return [Piece(joined, mark.left, text.right, text.base, text.size)]


def _line(row: list[Piece], column: Column, solid: bool) -> Line:
    widest = max(row, key=lambda piece: piece.right - piece.left)
    text = ("\t" if solid else " ").join(piece.text for piece in row)
    right = max(piece.right for piece in row)
    return Line(text, row[0].left, right, widest.base, widest.size, column, solid)
