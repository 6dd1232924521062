"""Tables as text: csv, and tsv with tabs, in any encoding that Chinese offices use.

Lines that are no rows are left out and told; reading goes on with the next line that is one.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TextIO

from analysis.notices import Field, Kind, Notice
from analysis.reading.spreadsheets.decoding import open_text
from analysis.reading.spreadsheets.sheet import Row, Sheet, clean_row
from analysis.settings import Settings

SEPARATORS = ",\t;|"
# The first rows tell the separator and the number of columns.
HEAD_CHARS, HEAD_ROWS = 1_000_000, 100
# Spreadsheets may write their separator on a line before the table: sep=;
SEPARATOR_LINE = re.compile("sep=(.?)\r?\n?", re.I)
# After a broken line each following line is tried as the first of a row. Where quotation marks are many, such
# a row may seem to go on to the end of the file; in all they may take this many characters.
SEARCHED_CHARS = 50_000_000
# What csv can hold as a limit on every system.
LARGEST_LIMIT = 2**31 - 1
# How many lines a notice names.
NAMED_LINES = 10


def read(path: Path, settings: Settings) -> Iterator[Sheet]:
    """Yield the one sheet of a table.

    Raises:
        ReadingError: the file is no text.
    """
    with open_text(path) as file:
        head = file.read(HEAD_CHARS)
    # A cell may be as long as a text; the default of csv is 131,072 characters. The limit holds for the process.
    csv.field_size_limit(min(settings.max_chars, LARGEST_LIMIT))
    sheet = Sheet("", iter(()))
    with open_text(path) as file:
        sheet.rows = _read_rows(_Records(file, *_find_shape(head)), sheet)
        yield sheet


class _Records:
    """The records of a table one after the other; after a broken line, from the next that is a record on.

    Attributes:
        broken: the lines that are no record, or part of none.
        short: the first lines of records with fewer cells than there are columns.
    """

    def __init__(self, file: TextIO, separator: str, width: int) -> None:
        self.broken: list[int] = []
        self.short: list[int] = []
        self._file = file
        self._separator = separator
        self._width = width
        self._line = 0  # how many lines were taken
        self._taken: list[str] = []  # those of the record that is being read
        self._ahead: deque[str] = deque()  # lines that were taken and put back
        self._left_to_search = SEARCHED_CHARS

    def __iter__(self) -> Iterator[list[str]]:
        """Yield the cells of each record, none for broken lines."""
        is_lost = is_in_table = False
        while self._has_more():
            first = self._line + 1
            cells = self._read_record(self._left_to_search if is_lost else None)
            if cells is None or (is_lost and len(cells) != self._width):
                if cells is None or is_lost:
                    self._put_back_all_but_first()
                self.broken.append(first)
                if not is_lost:
                    yield []
                is_lost = True
                continue
            is_lost = False
            while len(cells) > self._width and not cells[-1].strip():
                cells.pop()
            if len(cells) > self._width:
                self.broken.append(first)
                yield []
                continue
            # Lines above the table may have fewer.
            is_in_table = is_in_table or len(cells) == self._width
            if is_in_table and 0 < len(cells) < self._width:
                self.short.append(first)
            yield cells

    def _has_more(self) -> bool:
        if not self._ahead:
            line = self._file.readline()
            if line:
                self._ahead.append(line)
        return bool(self._ahead)

    def _read_record(self, most_chars: int | None) -> list[str] | None:
        """Return the cells of the next record; None if the next line begins none."""
        self._taken = []
        reader = csv.reader(self._take_lines(most_chars), delimiter=self._separator, strict=True)
        try:
            return next(reader)
        except csv.Error:
            return None
        finally:
            if most_chars is not None:
                self._left_to_search -= sum(map(len, self._taken[1:]))

    def _take_lines(self, most_chars: int | None) -> Iterator[str]:
        while self._has_more():
            line = self._ahead.popleft()
            if most_chars is not None and self._taken:
                most_chars -= len(line)
                if most_chars < 0:
                    self._ahead.appendleft(line)
                    return
            self._line += 1
            self._taken.append(line)
            yield line

    def _put_back_all_but_first(self) -> None:
        self._ahead.extendleft(reversed(self._taken[1:]))
        self._line -= len(self._taken) - 1


def _read_rows(records: _Records, sheet: Sheet) -> Iterator[Row]:
    """Yield the rows that are not empty; at the end, tell which lines are no rows."""
    number = 0
    for cells in records:
        # An empty line is no cell.
        if number == 0 and SEPARATOR_LINE.fullmatch("".join(cells)):
            continue
        number += 1
        row = clean_row(cells)
        if row:
            yield number, row
    if records.broken:
        lines = tuple(records.broken[:NAMED_LINES])
        sheet.notices.append(Notice.of(Field.FILE, Kind.BROKEN_LINES, n=len(records.broken), lines=lines))
    if records.short:
        lines = tuple(records.short[:NAMED_LINES])
        sheet.notices.append(Notice.of(Field.FILE, Kind.SHORT_LINES, n=len(records.short), lines=lines))


def _find_shape(head: str) -> tuple[str, int]:
    """Return the separator of a table and its number of columns, from its first characters.

    The separator is that by which the first rows agree most on a number of cells, two or more.
    """
    stated = SEPARATOR_LINE.match(head)
    if stated and stated[1]:
        return stated[1], _count_columns(head[stated.end() :], stated[1])[0]
    shapes = {separator: _count_columns(head, separator) for separator in SEPARATORS}
    separator = max(shapes, key=lambda name: (shapes[name][0] > 1, shapes[name][1]))
    return separator, shapes[separator][0]


def _count_columns(head: str, separator: str) -> tuple[int, float]:
    """Return the number of columns by a separator, and the share of the first rows that have as many."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator, strict=True)
    counts: list[int] = []
    with suppress(csv.Error):
        counts.extend(len(cells) for cells in islice(reader, HEAD_ROWS) if cells)
    if not counts:
        return head.partition("\n")[0].count(separator) + 1, 0.0
    common, n = Counter(counts).most_common(1)[0]
    width = max(common, counts[0])
    # By a mark of the text itself rows differ, and the row of names has none.
    return width if counts[0] > 1 or n >= len(counts) / 2 else 1, n / len(counts)
