"""Rows of tables that have no rules: cells that stand in line below each other."""

from __future__ import annotations

from itertools import pairwise

from analysis.reading.pages.pieces import Piece
from analysis.reading.pages.wrapping import first_unit, join

# Ems: how closely the cells of a column line up, how far apart the rows of a table may be, and
# what a full line of a cell may lack beside what the next one starts with.
IN_LINE, FARTHEST, SLACK = 0.8, 4.0, 0.5
# Between two rows there is more room than between two lines of a cell.
WIDER = 1.1
# No table of a plan has more columns.
MOST_CELLS = 60

Row = list[Piece]


def table_rows(rows: list[Row]) -> list[tuple[Row, bool]]:
    """Tell rows of tables from lines of text, and put the lines of their cells together.

    Args:
        rows: pieces on one baseline each, from top to bottom.

    Returns:
        Each row and whether it is a table's.
    """
    found: list[tuple[Row, bool]] = []
    start = 0
    for first, last in _blocks(rows):
        found += [(row, False) for row in rows[start:first]]
        found += [(row, True) for row in _with_whole_cells(rows[first : last + 1])]
        start = last + 1
    return found + [(row, False) for row in rows[start:]]


def _blocks(rows: list[Row]) -> list[tuple[int, int]]:
    """First and last row of each stretch where cells stand in line."""
    many = [n for n, row in enumerate(rows) if _may_be_cells(row)]
    blocks: list[tuple[int, int]] = []
    for above, below in pairwise(many):
        if not _near(rows, above, below) or not _in_line(rows[above], rows[below]):
            continue
        if blocks and blocks[-1][1] == above:
            blocks[-1] = blocks[-1][0], below
        else:
            blocks.append((above, below))
    return [(first, _last_line(rows, first, last)) for first, last in blocks]


def _may_be_cells(row: Row) -> bool:
    # A title with blanks between its letters is no row of cells.
    return 1 < len(row) <= MOST_CELLS and any(len(piece.text) > 1 for piece in row)


def _near(rows: list[Row], above: int, below: int) -> bool:
    """Whether two rows are close, with nothing between them but lines of cells."""
    steps = pairwise(rows[above : below + 1])
    if any(two[0].base - one[0].base > FARTHEST * one[0].size for one, two in steps):
        return False
    columns = _columns([rows[above], rows[below]])
    return all(_fits(row, columns) for row in rows[above + 1 : below])


def _in_line(above: Row, below: Row) -> bool:
    return sum(any(_same_column(one, other) for other in above) for one in below) > 1


def _same_column(one: Piece, other: Piece) -> bool:
    near = IN_LINE * max(one.size, other.size)
    middles = (one.left + one.right - other.left - other.right) / 2
    lefts, rights = one.left - other.left, one.right - other.right
    return abs(lefts) < near or abs(middles) < near or abs(rights) < near / 2


def _last_line(rows: list[Row], first: int, last: int) -> int:
    """The last line of the last row: its cells may have more lines, one of them or all."""
    columns = _columns(rows[first : last + 1])
    while last + 1 < len(rows) and _fits(rows[last + 1], columns):
        if not _goes_on(rows[last], rows[last + 1], columns):
            break
        last += 1
    return last


def _columns(rows: list[Row]) -> list[tuple[float, float]]:
    """The stretches from left to right that pieces cover, with nothing between two of them."""
    columns: list[tuple[float, float]] = []
    for piece in sorted((piece for row in rows for piece in row), key=lambda piece: piece.left):
        if columns and piece.left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], piece.right)
        else:
            columns.append((piece.left, piece.right))
    return columns


def _fits(row: Row, columns: list[tuple[float, float]]) -> bool:
    return all(_column_of(piece, columns) is not None for piece in row)


def _column_of(piece: Piece, columns: list[tuple[float, float]]) -> int | None:
    """The column that a piece stands in; None where it stands in two, or beside all of them."""
    size = piece.size
    return next(
        (
            n
            for n, (left, right) in enumerate(columns)
            if left - size < piece.left and piece.right < right + size
        ),
        None,
    )


def _goes_on(above: Row, row: Row, columns: list[tuple[float, float]]) -> bool:
    """Whether each piece of a row goes on a line of a cell that was full."""
    upper = {_column_of(piece, columns): piece for piece in above}
    for piece in row:
        column = _column_of(piece, columns)
        before = upper.get(column)
        if column is None or before is None:
            return False
        # Cells are set from the left or in the middle.
        room = columns[column][1] - before.right + min(0.0, columns[column][0] - before.left)
        if room > (first_unit(piece.text) + SLACK) * piece.size:
            return False
    return True


def _with_whole_cells(rows: list[Row]) -> list[Row]:
    columns = _columns(rows)
    steps = [below[0].base - above[0].base for above, below in pairwise(rows)]
    least = min(steps, default=0.0)
    apart = any(step > WIDER * least for step in steps)
    whole = [rows[0]]
    for (above, row), step in zip(pairwise(rows), steps, strict=True):
        partial = len(row) < len(columns)
        close = step <= WIDER * least if apart else _column_of(row[0], columns) != 0
        if partial and close and _goes_on(above, row, columns):
            whole[-1] = _joined(whole[-1], row, columns)
        else:
            whole.append(row)
    return whole


def _joined(cells: Row, row: Row, columns: list[tuple[float, float]]) -> Row:
    """The cells of a row with one more line each."""
    more = {_column_of(piece, columns): piece for piece in row}
    joined = []
    for cell in cells:
        piece = more.get(_column_of(cell, columns))
        if piece is not None:
            text, right = join(cell.text, piece.text), max(cell.right, piece.right)
            cell = Piece(text, min(cell.left, piece.left), right, cell.base, cell.size)
        joined.append(cell)
    return joined
