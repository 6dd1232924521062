"""A sheet: what is on one page, whatever its format, before its lines are put in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.reading.pages.pieces import Piece
from analysis.reading.pages.ruled_tables import Table


@dataclass(slots=True)
class Sheet:
    """One page.

    Attributes:
        height: of the page, in the unit of all its places.
        pieces: its text.
        tables: its tables that are drawn with lines.
        furniture: page numbers, running heads and running feet that were taken off its pieces.
    """

    height: float
    pieces: list[Piece] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
