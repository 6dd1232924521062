"""Margins: between which margins the lines of each column run, and whether they are justified."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from analysis.reading.pages.reading_order import Column, Line

# Ems: edges as near as this are one margin.
SAME_EDGE = 0.3
# A column with fewer lines takes its margins from other pages.
FEW_LINES = 6
# Text is justified where fewer lines than this end near the margin for each that ends at it.
RAGGED = 0.04
# Ems: lines that end this near the right margin are near it.
NEAR_MARGIN = 2.5


@dataclass(slots=True)
class _LineEnds:
    """How many lines end at the right margin, and how many near it."""

    at: int = 0
    near: int = 0


def set_margins(columns: list[Column]) -> None:
    """Set the margins of each column, from its own lines or from those of the nearest page."""
    columns = [column for column in columns if _prose(column)]
    ends = [_measure_margins(column) for column in columns]
    justified = sum(end.near for end in ends) < RAGGED * sum(end.at for end in ends)
    long = [column for column in columns if len(_prose(column)) >= FEW_LINES]
    widest = max((column.width for column in long), default=0.0)
    for column in columns:
        column.justified = justified
        lines = _prose(column)
        if column.width > widest - lines[0].size:
            continue
        for model in sorted(long, key=lambda model: abs(model.page - column.page)):
            if _fit(lines, model):
                column.left, column.right = model.left, model.right
                break


def _prose(column: Column) -> list[Line]:
    return [line for line in column.lines if not line.in_table]


def _fit(lines: list[Line], column: Column) -> bool:
    slack = lines[0].size
    return all(line.left > column.left - slack and line.right < column.right + slack for line in lines)


def _measure_margins(column: Column) -> _LineEnds:
    """Set the margins that the lines of a column show, and count the lines that end at or near the right one.

    In justified text lines end at the margin or well before it, in ragged text anywhere near it.
    """
    lines = _prose(column)
    em = Counter(line.size for line in lines).most_common(1)[0][0]
    same = SAME_EDGE * em
    lefts = sorted(line.left for line in lines)
    rights = sorted(line.inked_right for line in lines)
    # A margin is the outermost place where several lines start or end.
    least = max(2, len(lines) // 10) if len(lines) > 3 else 1
    falling = rights[::-1]
    column.left = next((x for x in lefts if _count_between(lefts, x, x + same) >= least), lefts[0])
    column.right = next((x for x in falling if _count_between(rights, x - 2 * same, x) >= least), falling[0])
    commonest, at = Counter(round(x / same) for x in falling).most_common(1)[0]
    margin = max(x for x in rights if round(x / same) == commonest)
    near = sum(same < abs(margin - x) < NEAR_MARGIN * em for x in rights)
    return _LineEnds(at, near) if at >= FEW_LINES else _LineEnds()


def _count_between(places: list[float], low: float, high: float) -> int:
    """How many sorted places lie between two places, both included."""
    return bisect_right(places, high) - bisect_left(places, low)
