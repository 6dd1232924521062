"""What every reader of tables gives: sheets with rows of cells."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from analysis.notices import Notice

Cell: TypeAlias = "str | int | float | bool | datetime.datetime | datetime.date | None"
Row: TypeAlias = "tuple[int, tuple[Cell, ...]]"

# How Excel writes what XML can't hold: _x000D_ is the end of a line as old Macs write it, _x005F_ the low line
# of a text that looks like such an escape. Programs that don't know it pass it on into any format.
ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
LINE_END = re.compile("\r\n?")
# What no text has: control characters but for tabs and line ends, and halves of characters.
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


@dataclass(slots=True)
class Sheet:
    """A sheet of a table, read while its rows are taken.

    Attributes:
        name: its name; empty for formats without sheets.
        rows: the rows that hold anything, each with the number that a spreadsheet shows beside it (the first
            row of the file is 1) and its cells from column A on, without empty cells at the end. Empty rows
            are left out, but counted. An empty cell is None, never an empty text.
        notices: what a person should know about how it was read; complete once all rows have been taken.
    """

    name: str
    rows: Iterator[Row]
    notices: list[Notice] = field(default_factory=list)


def clean_row(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells of a row with texts cleaned, without empty cells at the end."""
    cleaned = [_clean_text(cell) if isinstance(cell, str) else cell for cell in cells]
    while cleaned and cleaned[-1] is None:
        cleaned.pop()
    return tuple(cleaned)


def _clean_text(text: str) -> str | None:
    """A text with its escapes read, lines that end in \\n, and only characters that a text has."""
    if "_x" in text:
        text = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if "\r" in text:
        text = LINE_END.sub("\n", text)
    text = NO_TEXT.sub("", text)
    return text if text and not text.isspace() else None
