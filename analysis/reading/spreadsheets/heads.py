"""Where the head of a table is, and what it calls the columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.chinese.characters import count_hanzi
from analysis.reading.spreadsheets.column_names import LONGEST_NAME, read_name
from analysis.reading.spreadsheets.sheet import Cell, Row

# A head comes within so many rows: titles, dates and notes of a table stand above it.
HEAD_ROWS = 10
# A text has so many hanzi, and the name of its column fewer than half of them.
LONG_CELL = 40
# Years that name columns of numbers.
YEARS = range(1949, 2100)


class Head(NamedTuple):
    """The head of a table.

    Attributes:
        names: the name of each column; empty where it has none.
        n_rows: how many of the first rows are above the data.
    """

    names: tuple[str, ...]
    n_rows: int


def find_head(rows: Sequence[Row], stated: int | None = None) -> Head:
    """Find the head in the first rows of a table.

    It is the row with the most names that we know; a row above or below it, as merged cells make it, adds
    names for columns that have none in it. Where no name is known, the first row is the head if it holds
    short, different texts above longer ones. Otherwise the table has no head, and its first row is data.

    Args:
        rows: the first rows of the table.
        stated: the number of the row that the user states; 0 for a table without a head.
    """
    width = max((len(cells) for _, cells in rows), default=0)
    if stated is not None:
        at = next((i for i, (number, _) in enumerate(rows) if number == stated), None)
        return Head(("",) * width, 0) if at is None else Head(_read_names(rows[at][1], width), at + 1)
    known = _count_known_names(rows[:HEAD_ROWS])
    most = max(known, default=0)
    if most == 0:
        if _is_unknown_head(rows):
            return Head(_read_names(rows[0][1], width), 1)
        return Head(("",) * width, 0)
    at = known.index(most)
    names = _read_names(rows[at][1], width)
    if at + 1 < len(rows) and _is_second_row(rows[at][1], rows[at + 1][1]):
        return Head(_merge(_read_names(rows[at + 1][1], width), names), at + 2)
    if at and _is_first_row(rows[at - 1][1]):
        names = _merge(names, _read_names(rows[at - 1][1], width))
    return Head(names, at + 1)


def _read_names(cells: Sequence[Cell], width: int) -> tuple[str, ...]:
    names = [" ".join(str(cell).split()) if cell is not None else "" for cell in cells]
    return (*names, *[""] * (width - len(names)))


def _merge(lower: Sequence[str], upper: Sequence[str]) -> tuple[str, ...]:
    """The names of a head of two rows: those of the lower one, and of the upper one where it has none."""
    return tuple(below or above for below, above in zip(lower, upper, strict=True))


def _count_known_names(rows: Sequence[Row]) -> list[int]:
    """For each row how many things its names say; one name alone counts only below rows of one cell."""
    counts, alone = [], True
    for _, cells in rows:
        count = _count_known(cells)
        counts.append(count if count > 1 or alone else 0)
        alone = alone and sum(cell is not None for cell in cells) == 1
    return counts


def _count_known(cells: Sequence[Cell]) -> int:
    """How many different things the names of a row say; none for a row that is not one of names."""
    if not _is_short(cells):
        return 0
    names = (read_name(cell) for cell in cells if isinstance(cell, str))
    return len({named.field for named in names if named})


def _is_short(cells: Sequence[Cell]) -> bool:
    """Whether a row holds nothing but short texts, as a head does; a year may name a column too."""
    names = [cell for cell in cells if cell is not None]
    return any(isinstance(name, str) for name in names) and all(
        len(name) <= LONGEST_NAME if isinstance(name, str) else name in YEARS for name in names
    )


def _is_second_row(first: Sequence[Cell], second: Sequence[Cell]) -> bool:
    """Whether the row below the head belongs to it: it names parts of merged cells, or fills empty ones."""
    if not _is_short(second) or _count_known(second) == 0:
        return False
    return all(
        upper is None or lower is None or read_name(str(lower)) is not None
        for upper, lower in zip(_pad(first, len(second)), second, strict=False)
    )


def _is_first_row(above: Sequence[Cell]) -> bool:
    """Whether the row above the head belongs to it: a title stands alone in its row."""
    return _is_short(above) and sum(cell is not None for cell in above) > 1


def _pad(cells: Sequence[Cell], width: int) -> list[Cell]:
    return [*cells, *[None] * (width - len(cells))]


def _is_unknown_head(rows: Sequence[Row]) -> bool:
    """Whether the first row names columns in words that we don't know."""
    if len(rows) < 2 or not _is_short(rows[0][1]):
        return False
    names = [cell for cell in rows[0][1] if cell is not None]
    if len(set(names)) < len(names):
        return False
    below = [cells for _, cells in rows[1:]]
    for column, name in enumerate(rows[0][1]):
        cells = [row[column] for row in below if column < len(row) and row[column] is not None]
        texts = [cell for cell in cells if isinstance(cell, str)]
        long = sum(count_hanzi(text) >= LONG_CELL for text in texts)
        if (
            texts
            and isinstance(name, str)
            and count_hanzi(name) < LONG_CELL // 2
            and long >= 0.5 * len(cells)
        ):
            return True
    return False
