"""Reading order: the pieces and tables of a page as lines, column after column, by geometry alone.

A gutter that most lines of a page respect makes columns, which are read one after the other. A line
across the gutter (a title) separates the columns above it from those below.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from statistics import median

from analysis.reading.pages.aligned_tables import PageRow, find_table_rows
from analysis.reading.pages.line_breaks import HALF_EMPTY, MARK
from analysis.reading.pages.pieces import Piece, group_by_baseline
from analysis.reading.pages.ruled_tables import Table

# A gutter is wider than this many ems, and a smaller share of the lines than this crosses it.
GUTTER, MOST_CROSSING = 0.7, 0.3
# There is prose on both sides of a gutter: at least this share of the lines runs from margin to
# margin, as cells of a table seldom do. In ems: how much such a line may lack on the left and on
# the right, and how wide a column of prose is at least.
LEAST_FULL, INDENT, RAGGED, NARROWEST = 0.4, 2.6, 2.0, 8.0
# Fewer lines show no column.
FEW_LINES = 4
# Columns are not looked for inside columns beyond this level.
DEEPEST = 3
# A page with more pieces of text does not have columns of prose.
MOST_ITEMS = 3_000
# At most so many lines (a date at the right) stand above one column only.
MOST_ABOVE = 2
# Ems between the number of an item and its text.
FARTHEST_TEXT = 4.0

Item = Piece | Table


@dataclass(slots=True)
class Column:
    """A column of one page.

    Attributes:
        page: the page's index.
        left, right: x of the margins that its lines keep; see `margins`.
        justified: whether its full lines all end at the right margin.
        lines: its lines, from top to bottom.
    """

    page: int
    left: float = 0.0
    right: float = 0.0
    justified: bool = False
    lines: list[Line] = field(default_factory=list, repr=False)

    @property
    def width(self) -> float:
        """From margin to margin."""
        return self.right - self.left


@dataclass(slots=True)
class Line:
    """A printed line, or a row of a table.

    Attributes:
        text: its text, with tabs between the cells of a table.
        left, right: x where it starts and ends.
        base: y of its baseline.
        size: of the em.
        column: where it stands.
        in_table: it is a row of a table, and never joined to a paragraph.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    column: Column
    in_table: bool = False

    @property
    def indent(self) -> float:
        """Ems from the left margin to the line."""
        return (self.left - self.column.left) / self.size

    @property
    def inked_right(self) -> float:
        """Where the line ends for the eye: a punctuation mark is half empty."""
        return _inked_right(self.text, self.right, self.size)


def order_lines(items: list[Item], page: int, gutters: list[float]) -> list[Line]:
    """Put the text of a page into lines in reading order.

    Args:
        items: pieces of text and ruled tables, in any order.
        page: the page's index, kept with its columns.
        gutters: x of the gutters of earlier pages; those of this page are added.
    """
    lines: list[Line] = []
    for region in _split_into_regions(items, gutters, 0):
        column = Column(page)
        column.lines = _make_lines(region, column)
        lines.extend(column.lines)
    return lines


def _split_into_regions(items: list[Item], gutters: list[float], depth: int) -> list[list[Item]]:
    """Split a page, or a column of it, at the gutter: parts of one column each, in reading order."""
    gutter = _find_gutter(items, gutters, depth)
    if gutter is None:
        return [items] if items else []
    gutters.append(gutter)
    regions: list[list[Item]] = []
    band: list[Item] = []
    across: list[Item] = []
    for item in sorted(items, key=attrgetter("base")):
        crosses = item.left < gutter < _item_right(item)
        if crosses and band:
            regions += _split_band(band, gutter, gutters, depth)
            band = []
        elif not crosses and across:
            regions.append(across)
            across = []
        (across if crosses else band).append(item)
    return regions + ([across] if across else _split_band(band, gutter, gutters, depth))


def _split_band(band: list[Item], gutter: float, gutters: list[float], depth: int) -> list[list[Item]]:
    """Split what stands between two lines that cross the gutter into its columns."""
    left = [item for item in band if _item_right(item) <= gutter]
    right = [item for item in band if item.left >= gutter]
    if not left or not right:
        return [band] if band else []
    # A line or two that stand above one column only, as a date at the right does, come first.
    top = max(side[0].base - 0.5 * side[0].size for side in (left, right))
    above = [item for item in band if item.base < top]
    above = above if len(above) <= MOST_ABOVE else []
    left, right = ([item for item in side if item not in above] for side in (left, right))
    columns = [
        *_split_into_regions(left, gutters, depth + 1),
        *_split_into_regions(right, gutters, depth + 1),
    ]
    return [above, *columns] if above else columns


def _find_gutter(items: list[Item], known: list[float], depth: int) -> float | None:
    """Find the middle of the gap that the fewest lines cross, if there is prose on both sides of one."""
    if not FEW_LINES <= len(items) <= MOST_ITEMS or depth == DEEPEST:
        return None
    size = median(item.size for item in items)
    # The right end of each item is needed for each gap.
    places = [(item, _item_right(item)) for item in items]
    edges = {item.left for item in items} | {right for _, right in places}
    candidates = []
    for start, end in pairwise(sorted(edges)):
        if end - start < GUTTER * size:
            continue
        middle = (start + end) / 2
        left = [item for item, item_right in places if item_right <= middle]
        right = [item for item in items if item.left >= middle]
        n_crossing = len(items) - len(left) - len(right)
        if n_crossing > MOST_CROSSING * len(items):
            continue
        is_known = left and right and any(start <= gutter <= end for gutter in known)
        if is_known or all(_is_prose(side, size, depth) for side in (left, right)):
            # Of gaps that equally many lines cross, the widest.
            candidates.append((n_crossing, start - end, middle))
    return min(candidates)[2] if candidates else None


def _inked_right(text: str, right: float, size: float) -> float:
    return right - 0.5 * size if text.endswith(HALF_EMPTY) else right


def _item_right(item: Item) -> float:
    return _inked_right(item.text, item.right, item.size) if isinstance(item, Piece) else item.right


def _is_prose(items: list[Item], size: float, depth: int) -> bool:
    """Whether text fills a column: several lines, enough of them from margin to margin."""
    if len(items) < FEW_LINES:
        return False
    left, right = min(item.left for item in items), max(item.right for item in items)
    n_full = sum(right - item.right < RAGGED * size and item.left - left < INDENT * size for item in items)
    if right - left > NARROWEST * size and n_full >= LEAST_FULL * len(items):
        return True
    # Of three columns, two stand on one side of a gutter.
    return depth < DEEPEST - 1 and _find_gutter(items, [], DEEPEST - 1) is not None


def _make_lines(items: list[Item], column: Column) -> list[Line]:
    """The lines of a column, from top to bottom."""
    rows = group_by_baseline(item for item in items if isinstance(item, Piece))
    lines = [_make_line(row, column) for row in find_table_rows([_join_mark(row) for row in rows])]
    for table in items:
        if isinstance(table, Table):
            for cells in table.rows:
                text = "\t".join(cells).rstrip("\t")
                lines.append(
                    Line(text, table.left, table.right, table.base, table.size, column, in_table=True)
                )
    # The sort is stable: the rows of a table, which all have its baseline, stay in order.
    return sorted(lines, key=attrgetter("base"))


def _join_mark(row: list[Piece]) -> list[Piece]:
    """Join the number or bullet of an item to its text, if a tab stands between the two."""
    if len(row) != 2 or not MARK.fullmatch(row[0].text):
        return row
    mark, text = row
    if text.left - mark.right > FARTHEST_TEXT * text.size:
        return row
    return [Piece(f"{mark.text} {text.text}", mark.left, text.right, text.base, text.size)]


def _make_line(row: PageRow, column: Column) -> Line:
    pieces = row.pieces
    widest = max(pieces, key=lambda piece: piece.right - piece.left)
    text = ("\t" if row.is_table else " ").join(piece.text for piece in pieces)
    right = max(piece.right for piece in pieces)
    return Line(text, pieces[0].left, right, widest.base, widest.size, column, row.is_table)
