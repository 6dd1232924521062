"""Numbering: marks that are missing, doubled or out of order."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.documents.structure.marks import THIRD, mark_kind, read_mark_number, renumber_mark
from analysis.documents.structure.tree import Section
from analysis.notices import Field, Kind, Notice

# So many faults are listed one by one; the rest of a text are only counted.
MOST_FAULTS = 6
# If more marks are missing, only the first and the last are named.
MOST_MARKS = 6


def numbering_gaps(sections: Sequence[Section]) -> list[Notice]:
    """Notices of numbers that are missing or appear twice, in the order of the text.

    Numbers may restart under each heading or run through the whole text, and a list may restart with
    1. Marks narrower than 1. are left out, because （2） may occur inside a paragraph.

    Args:
        sections: those of one document, as `find_sections` gives them.
    """
    faults = []
    # The last mark of each kind under each parent, and of each kind in the whole text.
    under: dict[tuple[int, int], str] = {}
    through: dict[int, str] = {}
    for section in sections:
        marker = section.marker
        kind = mark_kind(marker)
        if not 0 <= kind <= THIRD:
            continue
        before = under.get((section.parent, kind), "")
        if _read_number(marker) != _read_number(before) + 1:
            fault = _find_fault(marker, before, through.get(kind, ""))
            if fault:
                faults.append(fault)
        under[section.parent, kind] = through[kind] = marker
    more = len(faults) - MOST_FAULTS
    if more > 0:
        return [*faults[:MOST_FAULTS], Notice.of(Field.HEADINGS, Kind.MORE_MARKS, n=more)]
    return faults


def _find_fault(marker: str, before: str, running: str) -> Notice | None:
    """What is wrong with a mark after the one before it and after the last of its kind."""
    current, last, run = map(_read_number, (marker, before, running))
    if current == last:
        return Notice.of(Field.HEADINGS, Kind.MARK_TWICE, mark=marker)
    if current in (1, last + 1, run + 1):
        return None
    if not before and run < current and (run > 1 or current > 3):
        # Numbers that run on through the whole text.
        before, last = running, run
    if not before:
        if current > 3:
            return None
        return Notice.of(
            Field.HEADINGS, Kind.FIRST_MARK_MISSING, mark=marker, missing=renumber_mark(marker, 1)
        )
    if current < last:
        return Notice.of(Field.HEADINGS, Kind.MARK_OUT_OF_ORDER, mark=marker, before=before)
    missing = tuple(renumber_mark(marker, n) for n in range(last + 1, current))
    if len(missing) > MOST_MARKS:
        return Notice.of(
            Field.HEADINGS,
            Kind.MANY_MARKS_MISSING,
            mark=marker,
            before=before,
            first=missing[0],
            last=missing[-1],
        )
    return Notice.of(
        Field.HEADINGS,
        Kind.MARK_MISSING if len(missing) == 1 else Kind.MARKS_MISSING,
        mark=marker,
        before=before,
        missing=missing,
    )


def _read_number(marker: str) -> int:
    numbers = read_mark_number(marker)
    return numbers[0] if numbers else 0
