"""Which column of a table is the text, the title, the place and so on: by its name and by what is in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.chinese.characters import count_hanzi
from analysis.notices import Kind
from analysis.reading.errors import ReadingError, Reason
from analysis.reading.spreadsheets.cell_values import states_nothing
from analysis.reading.spreadsheets.column_contents import CONTENTS, FITS, is_bare_year
from analysis.reading.spreadsheets.column_names import (
    FIELDS,
    is_no_name,
    read_name,
    says_other,
    split_words,
)
from analysis.reading.spreadsheets.sheet import Cell

# A column without a telling name is the text only if its cells hold so many hanzi on average.
LONG_TEXT = 100
# Of two columns with equally telling names, or with none, the one with texts so many times longer is the text.
CLEARLY_LONGER = 3
# A column with texts so many times longer than those of the column that its name makes the text is a doubt.
FAR_LONGER = 10
# The share of cells that must be of a kind for a column to be of that kind.
MOST = 0.5
# The same where the name of the column says nothing, so that what is in it decides alone.
NEARLY_ALL = 0.8
# The rank of names such as 时间 and date, which don't say of what.
PLAIN_TIME = 2
# Of a long cell so many characters are looked at.
LOOKED_AT = 5_000
# What is in such columns says enough, whatever their names; a day or a year may be that of anything.
BY_CONTENT_ALONE = frozenset({"title", "province", "city", "district", "place", "issuer", "number", "url"})


@dataclass(frozen=True)
class Columns:
    """The columns of a table.

    Attributes:
        names: the name of each column, unique.
        of: field → number of its column from 0; "text" is always there.
    """

    names: tuple[str, ...]
    of: Mapping[str, int]

    @cached_property
    def variables(self) -> tuple[int, ...]:
        """The columns that are the user's own. An address is evidence for us and stays hers too."""
        ours = {column for field, column in self.of.items() if field != "url"}
        return tuple(i for i in range(len(self.names)) if i not in ours)


class _Column:
    """A column with the cells of the first rows that state something."""

    def __init__(self, index: int, name: str, cells: Sequence[Cell]) -> None:
        self.index, self.name = index, name
        self.named = read_name(name)
        self.cells = [cell for cell in cells if not states_nothing(cell)]

    @cached_property
    def hanzi(self) -> list[int]:
        return [count_hanzi(cell[:LOOKED_AT]) for cell in self.cells if isinstance(cell, str)]

    @cached_property
    def mean_hanzi(self) -> float:
        return sum(self.hanzi) / len(self.cells) if self.cells else 0

    def share(self, fits: Callable[[Cell], object]) -> float:
        """The share of the cells that fit."""
        return sum(bool(fits(cell)) for cell in self.cells) / len(self.cells) if self.cells else 0


def find_columns(
    names: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    stated: Mapping[str, Sequence[str]],
    min_hanzi: int,
) -> Columns:
    """Find which column holds what.

    Args:
        names: the name of each column; empty for one without.
        rows: the first rows below the names.
        stated: field → names of the column that the user states, of which the first that the table has is
            taken; an empty name: no column of the table is this field.
        min_hanzi: a shorter text is none.

    Raises:
        ReadingError: no column or more than one looks like the text, or a stated column is not there.
    """
    columns = [
        _Column(i, name, [row[i] if i < len(row) else None for row in rows]) for i, name in enumerate(names)
    ]
    of = _find_stated(columns, stated)
    open_columns = [column for column in columns if column.index not in of.values()]
    if "text" not in of:
        of["text"] = _choose_text(open_columns, min_hanzi).index
    for field in FIELDS:
        if field not in of and stated.get(field) != ("",):
            open_columns = [column for column in open_columns if column.index not in of.values()]
            chosen = _choose_by_name(open_columns, field) or _choose_by_content(open_columns, field)
            if chosen:
                of[field] = chosen.index
    return Columns(_make_unique(names), {field: index for field, index in of.items() if index is not None})


def name_column(index: int) -> str:
    """The letters that a spreadsheet shows above a column: A for 0, AB for 27."""
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def describe_columns(names: Sequence[str]) -> tuple[str, ...]:
    """The names of columns as a sentence lists them; a column without a name by its letters."""
    return tuple(name.strip() or name_column(i) for i, name in enumerate(names))


def _find_stated(columns: Sequence[_Column], stated: Mapping[str, Sequence[str]]) -> dict[str, int]:
    of = {}
    for field, names in stated.items():
        if not names or names == ("",):
            continue
        found = next((c for name in names for c in columns if c.name.strip() == name.strip()), None)
        found = found or next(
            (c for name in names for c in columns if split_words(c.name) == split_words(name)), None
        )
        found = found or next((c for c in columns if not c.name and name_column(c.index) in names), None)
        if found is None:
            raise ReadingError.of(
                Reason.NO_SUCH_COLUMN,
                Kind.COLUMN_NOT_THERE,
                setting=field,
                wanted=tuple(names),
                columns=describe_columns([column.name for column in columns]),
            )
        of[field] = found.index
    return of


def _choose_text(columns: Sequence[_Column], min_hanzi: int) -> _Column:
    """The column of the texts.

    Raises:
        ReadingError: no column or more than one looks like it.
    """
    named = [
        c for c in columns if c.named and c.named.field == "text" and max(c.hanzi, default=0) >= min_hanzi
    ]
    unnamed = [c for c in columns if _may_be_unnamed_text(c)]
    rank = min((c.named.rank for c in named if c.named), default=None)
    best = [c for c in named if c.named and c.named.rank == rank] or unnamed
    if not best:
        raise ReadingError.of(
            Reason.NO_TEXT_COLUMN, Kind.NO_TEXT_COLUMN, columns=describe_columns([c.name for c in columns])
        )
    longest = max(best, key=lambda c: c.mean_hanzi)
    rivals = [
        c for c in best if c.mean_hanzi * CLEARLY_LONGER > longest.mean_hanzi and c.cells != longest.cells
    ]
    rivals += [c for c in unnamed if c not in best and c.mean_hanzi > FAR_LONGER * longest.mean_hanzi]
    others = [c for c in rivals if c is not longest]
    if others:
        doubtful = sorted([longest, *others], key=lambda c: c.index)
        names = tuple(c.name.strip() or name_column(c.index) for c in doubtful)
        raise ReadingError.of(Reason.NO_TEXT_COLUMN, Kind.SEVERAL_TEXT_COLUMNS, columns=names, first=names[0])
    return longest


def _may_be_unnamed_text(column: _Column) -> bool:
    """Whether the column has long texts, and a name that says nothing of what they are."""
    if column.named and column.named.field != "text":
        return False
    if column.named is None and says_other(column.name):
        return False
    return column.mean_hanzi >= LONG_TEXT


def _choose_by_name(columns: Sequence[_Column], field: str) -> _Column | None:
    """The column with the plainest name of a field, if what is in it fits; of several the fullest."""
    named = [
        (c.named.rank, -len(c.cells), c.index, c)
        for c in columns
        if c.named and c.named.field == field and (not c.cells or c.share(FITS[field]) >= MOST)
    ]
    if named or field != "year":
        return min(named)[-1] if named else None
    # A column 时间 may hold years and no days; 发布时间 does too, but its years are those of the issue.
    times = [c for c in columns if c.named and (c.named.field, c.named.rank) == ("issued", PLAIN_TIME)]
    return next((c for c in times if c.cells and c.share(is_bare_year) >= NEARLY_ALL), None)


def _choose_by_content(columns: Sequence[_Column], field: str) -> _Column | None:
    """The only column that holds a field by what is in it, if its name does not say otherwise."""
    fits = CONTENTS.get(field)
    if fits is None:
        return None
    found = [
        column
        for column in columns
        if column.cells
        and column.named is None
        and (is_no_name(column.name) or (field in BY_CONTENT_ALONE and not says_other(column.name)))
        and column.share(fits) >= NEARLY_ALL
    ]
    return found[0] if len(found) == 1 else None


def _make_unique(names: Sequence[str]) -> tuple[str, ...]:
    """A name for each column that no other has: its own, with _2, _3 where it comes again."""
    unique: list[str] = []
    for i, name in enumerate(names):
        own = name.strip() or f"column_{name_column(i)}"
        number, candidate = 1, own
        while candidate in unique:
            number += 1
            candidate = f"{own}_{number}"
        unique.append(candidate)
    return tuple(unique)
