"""Tables that are drawn with rules: the cells between the rules, each row a line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from analysis.reading.pages.pdf_page import Glyph
from analysis.reading.pages.pieces import Piece, pieces_of

Rule = tuple[float, float, float, float]
# Points: how far apart two rules may stand that meet or are one, and the least side of a cell.
NEAR, LEAST_SIDE = 3.0, 5.0
# More rules or cells than this are a drawing.
MOST_RULES, MOST_CELLS = 1_000, 5_000


@dataclass(slots=True)
class Table:
    """A table drawn with rules.

    Attributes:
        rows: the cells of each row.
        columns: where its columns begin; none where it is no table but text that is set apart.
        left, right, base, size: where it stands, as a piece of text would.
        bottom: where it ends.
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
    """The cells between rules: columns end at `xs`, rows at `ys`, `cell_at` joins merged ones."""

    xs: list[float]
    ys: list[float]
    cell_at: dict[tuple[int, int], tuple[int, int]]
    glyphs: dict[tuple[int, int], list[Glyph]] = field(default_factory=dict)

    def take(self, glyph: Glyph) -> bool:
        """Keep a character in the cell where its middle stands; whether there is one."""
        x, y = (glyph[1] + glyph[2]) / 2, glyph[0] - 0.35 * glyph[3]
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        cell = self.cell_at.get((column, row))
        if cell is None:
            return False
        self.glyphs.setdefault(cell, []).append(glyph)
        return True


def take_tables(
    rules: list[Rule], glyphs: list[Glyph], paragraphs: Callable[[list[Piece]], list[str]]
) -> tuple[list[Table], list[Glyph]]:
    """Take the tables off a page.

    Args:
        rules: the straight lines of the page.
        glyphs: its characters.
        paragraphs: how the text of one cell becomes lines.

    Returns:
        The tables, and the characters that stand in none.
    """
    grids = find_grids(rules)
    if not grids:
        return [], glyphs
    free = [glyph for glyph in glyphs if not any(grid.take(glyph) for grid in grids)]
    return [_table(grid, paragraphs) for grid in grids if grid.glyphs], free


def find_grids(rules: list[Rule]) -> list[Grid]:
    """The grids of cells that rules make: two columns or more, each group of rules that touch."""
    level = _merged([rule for rule in rules if rule[3] - rule[1] <= rule[2] - rule[0]], 1)
    upright = _merged([rule for rule in rules if rule[3] - rule[1] > rule[2] - rule[0]], 0)
    if len(level) + len(upright) > MOST_RULES:
        return []
    grids = (_grid(group) for group in _groups(level + upright))
    return [grid for grid in grids if grid is not None]


def _merged(rules: list[Rule], axis: int) -> list[Rule]:
    """Rules on one line that touch, as one: many programs draw each cell's own.

    Args:
        rules: rules in one direction.
        axis: the coordinate they share, 1 for level ones.
    """
    along = 1 - axis
    merged: list[Rule] = []
    row: list[Rule] = []
    for rule in [*sorted(rules, key=lambda rule: rule[axis]), None]:
        if row and (rule is None or rule[axis] - row[0][axis] > NEAR / 2):
            for one in sorted(row, key=lambda one: one[along]):
                last = merged[-1] if merged else None
                if last and abs(last[axis] - one[axis]) <= NEAR and _touch(last, one):
                    merged[-1] = _around(last, one)
                else:
                    merged.append(one)
            row = []
        if rule is not None:
            row.append(rule)
    return merged


def _groups(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that touch each other, directly or through others."""
    groups: list[tuple[Rule, list[Rule]]] = []
    for rule in rules:
        box, members, apart = rule, [rule], []
        for other, others in groups:
            if _touch(box, other) and any(_touch(rule, one) for one in others):
                box, members = _around(box, other), members + others
            else:
                apart.append((other, others))
        groups = [*apart, (box, members)]
    return [members for _, members in groups]


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one[0] - NEAR <= other[2]
        and other[0] - NEAR <= one[2]
        and one[1] - NEAR <= other[3]
        and other[1] - NEAR <= one[3]
    )


def _around(one: Rule, other: Rule) -> Rule:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _grid(rules: list[Rule]) -> Grid | None:
    upright = [rule for rule in rules if rule[3] - rule[1] > rule[2] - rule[0]]
    level = [rule for rule in rules if rule[3] - rule[1] <= rule[2] - rule[0]]
    if not upright or not level:
        return None
    # A table open at its sides ends where its level rules do.
    xs = _places([(r[0] + r[2]) / 2 for r in upright], min(r[0] for r in level), max(r[2] for r in level))
    ys = _places([(r[1] + r[3]) / 2 for r in level], min(r[1] for r in upright), max(r[3] for r in upright))
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > MOST_CELLS:
        return None
    cells = _cells(xs, ys, upright, level)
    columns = {cell[0] for cell in cells.values()}
    return Grid(xs, ys, cells) if len(columns) > 1 else None


def _places(found: list[float], first: float, last: float) -> list[float]:
    """Where rules stand, those closer than a cell's least side taken as one."""
    places: list[float] = []
    for place in sorted([*found, first, last]):
        if not places or place - places[-1] >= LEAST_SIDE:
            places.append(place)
    return places


def _cells(
    xs: list[float], ys: list[float], upright: list[Rule], level: list[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Each place of the grid with the first place of its cell: no rule between, one cell."""
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    for row, (top, bottom) in enumerate(pairwise(ys)):
        for column, (left, right) in enumerate(pairwise(xs)):
            cell = column, row
            middle = (top + bottom) / 2
            if column and not any(
                abs((r[0] + r[2]) / 2 - left) < LEAST_SIDE and r[1] <= middle <= r[3] for r in upright
            ):
                cell = cells[column - 1, row]
            middle = (left + right) / 2
            if row and not any(
                abs((r[1] + r[3]) / 2 - top) < LEAST_SIDE and r[0] <= middle <= r[2] for r in level
            ):
                cell = min(cell, cells[column, row - 1], key=lambda place: (place[1], place[0]))
            cells[column, row] = cell
    return cells


def _table(grid: Grid, paragraphs: Callable[[list[Piece]], list[str]]) -> Table:
    texts = {cell: paragraphs(pieces_of(glyphs)) for cell, glyphs in grid.glyphs.items()}
    starts = sorted(set(grid.cell_at.values()), key=lambda cell: (cell[1], cell[0]))
    rows: list[list[str]] = []
    for row in range(len(grid.ys) - 1):
        cells = [texts.get(cell, []) for cell in starts if cell[1] == row]
        filled = [lines for lines in cells if lines]
        # A row of one cell only frames its paragraphs.
        if len(filled) == 1 and (len(cells) == 1 or len(filled[0]) > 1):
            rows.extend([line] for line in filled[0])
        elif filled:
            rows.append([" ".join(lines) for lines in cells])
    size = next(iter(grid.glyphs.values()))[0][3]
    return Table(rows, grid.xs, grid.xs[0], grid.xs[-1], grid.ys[0] + size, size, grid.ys[-1])
