"""Tables that are drawn with lines: each cell is a space between lines, each row a line of text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.reading.pages.geometry import Box, Glyph
from analysis.reading.pages.pieces import Piece, make_pieces

# Points: lines that stand no farther apart meet, or are one line.
NEAR = 3.0
# Points: no cell is smaller.
LEAST_SIDE = 5.0
# More lines or cells than this are a drawing.
MOST_LINES, MOST_CELLS = 1_000, 5_000
# Ems by which the middle of a glyph stands above its baseline.
MIDDLE_OF_GLYPH = 0.35

# A place in a grid: column and row, counted from 0.
Place = tuple[int, int]


@dataclass(slots=True)
class Table:
    """A table drawn with lines, or text that is set apart from the rest of its page.

    Attributes:
        rows: the text of each cell, row by row.
        columns: x where its columns begin; empty for text that is set apart.
        left, right, base, size: where it stands, as a piece of text would.
        bottom: y where it ends.
    """

    rows: list[list[str]]
    columns: list[float]
    left: float
    right: float
    base: float
    size: float
    bottom: float


@dataclass(slots=True)
class Grid:
    """The cells between lines.

    Attributes:
        xs, ys: where columns and rows begin and end.
        cell_at: for each place its cell, which is known by its first place: a cell that is merged
            from several covers several places.
        glyphs: the characters of each cell.
    """

    xs: list[float]
    ys: list[float]
    cell_at: dict[Place, Place]
    glyphs: dict[Place, list[Glyph]] = field(default_factory=dict)

    def add(self, glyph: Glyph) -> bool:
        """Add a glyph to the cell where its middle stands; False if it stands in none."""
        x = (glyph.left + glyph.right) / 2
        y = glyph.base - MIDDLE_OF_GLYPH * glyph.size
        place = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        cell = self.cell_at.get(place)
        if cell is None:
            return False
        self.glyphs.setdefault(cell, []).append(glyph)
        return True


def take_tables(
    lines: list[Box], glyphs: list[Glyph], cell_lines: Callable[[list[Piece]], list[str]]
) -> tuple[list[Table], list[Glyph]]:
    """Take the tables off a page.

    Args:
        lines: the level and upright lines of the page.
        glyphs: its characters.
        cell_lines: makes lines of text from the pieces in one cell.

    Returns:
        The tables, and the glyphs that stand in none.
    """
    grids = find_grids(lines)
    if not grids:
        return [], glyphs
    free = [glyph for glyph in glyphs if not any(grid.add(glyph) for grid in grids)]
    return [_make_table(grid, cell_lines) for grid in grids if grid.glyphs], free


def find_grids(lines: list[Box]) -> list[Grid]:
    """Find the grids of two columns or more, one for each group of lines that touch."""
    level = _merge_lines([line for line in lines if _is_level(line)], 1)
    upright = _merge_lines([line for line in lines if _is_upright(line)], 0)
    if len(level) + len(upright) > MOST_LINES:
        return []
    grids = (_make_grid(group) for group in _group_touching(level + upright))
    return [grid for grid in grids if grid is not None]


def _is_level(line: Box) -> bool:
    return line.height <= line.width


def _is_upright(line: Box) -> bool:
    return line.height > line.width


def _merge_lines(lines: list[Box], axis: int) -> list[Box]:
    """Make one of the lines that continue each other: many programs draw the sides of each cell.

    Args:
        lines: lines of one direction.
        axis: the coordinate that all points of such a line share: 0 for x, 1 for y.
    """
    along = 1 - axis
    in_line: list[list[Box]] = []
    for line in sorted(lines, key=lambda line: line[axis]):
        if in_line and line[axis] - in_line[-1][0][axis] <= NEAR / 2:
            in_line[-1].append(line)
        else:
            in_line.append([line])
    merged: list[Box] = []
    for group in in_line:
        for line in sorted(group, key=lambda line: line[along]):
            last = merged[-1] if merged else None
            if last and abs(last[axis] - line[axis]) <= NEAR and _touch(last, line):
                merged[-1] = _surround(last, line)
            else:
                merged.append(line)
    return merged


def _group_touching(lines: list[Box]) -> list[list[Box]]:
    """Group lines that touch each other, directly or through other lines."""
    groups: list[tuple[Box, list[Box]]] = []
    for line in lines:
        box, members, apart = line, [line], []
        for group_box, group in groups:
            if _touch(box, group_box) and any(_touch(line, member) for member in group):
                box, members = _surround(box, group_box), members + group
            else:
                apart.append((group_box, group))
        groups = [*apart, (box, members)]
    return [members for _, members in groups]


def _touch(a: Box, b: Box) -> bool:
    return (
        a.left - NEAR <= b.right
        and b.left - NEAR <= a.right
        and a.top - NEAR <= b.bottom
        and b.top - NEAR <= a.bottom
    )


def _surround(a: Box, b: Box) -> Box:
    """The smallest box around two."""
    return Box(min(a.left, b.left), min(a.top, b.top), max(a.right, b.right), max(a.bottom, b.bottom))


def _make_grid(lines: list[Box]) -> Grid | None:
    """The grid that lines make; None if it has fewer than two columns or too many cells."""
    upright = [line for line in lines if _is_upright(line)]
    level = [line for line in lines if _is_level(line)]
    if not upright or not level:
        return None
    # A table that is open at its sides ends where its level lines end.
    ends = min(line.left for line in level), max(line.right for line in level)
    xs = _merge_places([*(_middle_x(line) for line in upright), *ends])
    ends = min(line.top for line in upright), max(line.bottom for line in upright)
    ys = _merge_places([*(_middle_y(line) for line in level), *ends])
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > MOST_CELLS:
        return None
    cell_at = _find_cells(xs, ys, upright, level)
    n_columns = len({column for column, _ in cell_at.values()})
    return Grid(xs, ys, cell_at) if n_columns > 1 else None


def _middle_x(line: Box) -> float:
    return (line.left + line.right) / 2


def _middle_y(line: Box) -> float:
    return (line.top + line.bottom) / 2


def _merge_places(places: list[float]) -> list[float]:
    """Sort places, without those that are closer to the one before than a cell's least side."""
    merged: list[float] = []
    for place in sorted(places):
        if not merged or place - merged[-1] >= LEAST_SIDE:
            merged.append(place)
    return merged


def _find_cells(xs: list[float], ys: list[float], upright: list[Box], level: list[Box]) -> dict[Place, Place]:
    """Find for each place of a grid the first place of its cell: two without a line between are one."""
    cell_at: dict[Place, Place] = {}
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for column, (left, right) in enumerate(pairwise(xs)):
            cell = column, row
            middle = (top + bottom) / 2
            if column and not any(
                abs(_middle_x(line) - left) < LEAST_SIDE and line.top <= middle <= line.bottom
                for line in upright
            ):
                cell = cell_at[column - 1, row]
            middle = (left + right) / 2
            if row and not any(
                abs(_middle_y(line) - top) < LEAST_SIDE and line.left <= middle <= line.right
                for line in level
            ):
                cell = min(cell, cell_at[column, row - 1], key=_reading_order)
            cell_at[column, row] = cell
    return cell_at


def _reading_order(place: Place) -> Place:
    column, row = place
    return row, column


def _make_table(grid: Grid, cell_lines: Callable[[list[Piece]], list[str]]) -> Table:
    lines_of = {cell: cell_lines(make_pieces(glyphs)) for cell, glyphs in grid.glyphs.items()}
    cells = sorted(set(grid.cell_at.values()), key=_reading_order)
    rows: list[list[str]] = []
    for row in range(len(grid.ys) - 1):
        row_cells = [lines_of.get(cell, []) for cell in cells if cell[1] == row]
        filled = [lines for lines in row_cells if lines]
        # A row of one cell only frames its paragraphs.
        if len(filled) == 1 and (len(row_cells) == 1 or len(filled[0]) > 1):
            rows.extend([line] for line in filled[0])
        elif filled:
            rows.append([" ".join(lines) for lines in row_cells])
    size = next(iter(grid.glyphs.values()))[0].size
    return Table(rows, grid.xs, grid.xs[0], grid.xs[-1], grid.ys[0] + size, size, grid.ys[-1])
