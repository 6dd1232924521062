"""Tables without drawn lines: cells that stand in line below each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from analysis.reading.pages.line_breaks import join_lines, measure_first_unit
from analysis.reading.pages.pieces import Piece

# Ems: cells of one column differ by less than this on the left or in the middle, and by half of it
# on the right.
IN_LINE = 0.8
# Ems: the rows of a table stand no farther apart.
FARTHEST = 4.0
# Ems that a full line of a cell may lack beside what the next line starts with.
SLACK = 0.5
# Two rows are farther apart than two lines of one cell, by this factor.
WIDER = 1.1
# No table of a plan has more columns.
MOST_CELLS = 60

# Pieces on one baseline, from the left.
Row = list[Piece]


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row of a page; `is_table` says that its pieces are the cells of a table."""

    pieces: Row
    is_table: bool


class Span(NamedTuple):
    """From where to where a column of cells reaches across the page."""

    left: float
    right: float


def find_table_rows(rows: list[Row]) -> list[PageRow]:
    """Find the rows that belong to a table, and join the lines of their cells.

    Args:
        rows: all rows of a page or column, from top to bottom.
    """
    result: list[PageRow] = []
    start = 0
    for first, last in _find_blocks(rows):
        result += [PageRow(row, is_table=False) for row in rows[start:first]]
        result += [PageRow(row, is_table=True) for row in _join_cell_lines(rows[first : last + 1])]
        start = last + 1
    return result + [PageRow(row, is_table=False) for row in rows[start:]]


def _find_blocks(rows: list[Row]) -> list[tuple[int, int]]:
    """Find the stretches where cells stand in line: the index of the first and the last row of each."""
    candidates = [n for n, row in enumerate(rows) if _may_be_cells(row)]
    blocks: list[tuple[int, int]] = []
    for above, below in pairwise(candidates):
        if not _are_near(rows, above, below) or not _stand_in_line(rows[above], rows[below]):
            continue
        if blocks and blocks[-1][1] == above:
            blocks[-1] = blocks[-1][0], below
        else:
            blocks.append((above, below))
    return [(first, _find_last_line(rows, first, last)) for first, last in blocks]


def _may_be_cells(row: Row) -> bool:
    # A title with blanks between its letters is not a row of cells.
    return 1 < len(row) <= MOST_CELLS and any(len(piece.text) > 1 for piece in row)


def _are_near(rows: list[Row], above: int, below: int) -> bool:
    """Whether two rows are close, with nothing between them but lines of cells."""
    for upper, lower in pairwise(rows[above : below + 1]):
        if lower[0].base - upper[0].base > FARTHEST * upper[0].size:
            return False
    columns = _find_columns([rows[above], rows[below]])
    return all(_fits_columns(row, columns) for row in rows[above + 1 : below])


def _stand_in_line(above: Row, below: Row) -> bool:
    return sum(any(_share_column(lower, upper) for upper in above) for lower in below) > 1


def _share_column(a: Piece, b: Piece) -> bool:
    """Whether two pieces agree on the left, in the middle or on the right."""
    near = IN_LINE * max(a.size, b.size)
    middles = (a.left + a.right - b.left - b.right) / 2
    return abs(a.left - b.left) < near or abs(middles) < near or abs(a.right - b.right) < near / 2


def _find_last_line(rows: list[Row], first: int, last: int) -> int:
    """Find where a block ends: some or all cells of its last row may have further lines."""
    columns = _find_columns(rows[first : last + 1])
    while last + 1 < len(rows) and _fits_columns(rows[last + 1], columns):
        if not _continues_cells(rows[last], rows[last + 1], columns):
            break
        last += 1
    return last


def _find_columns(rows: list[Row]) -> list[Span]:
    """Find the spans that pieces cover; between two spans no row has a piece."""
    columns: list[Span] = []
    for piece in sorted((piece for row in rows for piece in row), key=lambda piece: piece.left):
        if columns and piece.left < columns[-1].right:
            columns[-1] = Span(columns[-1].left, max(columns[-1].right, piece.right))
        else:
            columns.append(Span(piece.left, piece.right))
    return columns


def _fits_columns(row: Row, columns: list[Span]) -> bool:
    return all(_find_column(piece, columns) is not None for piece in row)


def _find_column(piece: Piece, columns: list[Span]) -> int | None:
    """The index of a piece's column; None if it stands in two columns, or in none."""
    size = piece.size
    for index, column in enumerate(columns):
        if column.left - size < piece.left and piece.right < column.right + size:
            return index
    return None


def _continues_cells(above: Row, row: Row, columns: list[Span]) -> bool:
    """Whether each piece of a row continues a cell whose line above was full."""
    upper = {_find_column(piece, columns): piece for piece in above}
    for piece in row:
        index = _find_column(piece, columns)
        before = upper.get(index)
        if index is None or before is None:
            return False
        column = columns[index]
        # Cells are set from the left or in the middle.
        space = column.right - before.right + min(0.0, column.left - before.left)
        if space > (measure_first_unit(piece.text) + SLACK) * piece.size:
            return False
    return True


def _join_cell_lines(rows: list[Row]) -> list[Row]:
    """Join rows that are only further lines of the cells of the row above."""
    columns = _find_columns(rows)
    steps = [below[0].base - above[0].base for above, below in pairwise(rows)]
    least_step = min(steps, default=0.0)
    rows_set_apart = any(step > WIDER * least_step for step in steps)
    joined = [rows[0]]
    for (above, row), step in zip(pairwise(rows), steps, strict=True):
        # If all distances are equal, a row starts with a cell in the first column.
        close = step <= WIDER * least_step if rows_set_apart else _find_column(row[0], columns) != 0
        if len(row) < len(columns) and close and _continues_cells(above, row, columns):
            joined[-1] = _add_line(joined[-1], row, columns)
        else:
            joined.append(row)
    return joined


def _add_line(cells: Row, row: Row, columns: list[Span]) -> Row:
    """The cells of a row, each with its further line if it has one."""
    line_of = {_find_column(piece, columns): piece for piece in row}
    result = []
    for cell in cells:
        line = line_of.get(_find_column(cell, columns))
        if line is not None:
            text, right = join_lines(cell.text, line.text), max(cell.right, line.right)
            cell = Piece(text, min(cell.left, line.left), right, cell.base, cell.size)
        result.append(cell)
    return result
