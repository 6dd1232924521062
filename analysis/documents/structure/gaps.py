"""Numbering: marks that are missing, doubled or out of order, told in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.documents.structure.marks import THIRD, kind_of, like, number_of
from analysis.documents.structure.tree import Section

# What a person looks at; a text with more is listed, not numbered.
MOST = 6


def numbering_gaps(sections: Sequence[Section]) -> list[str]:
    """Sentences on numbers that are missing or stand twice, in the order of the text.

    Numbers may start anew under each heading or run on through the whole text; both are in
    order, and so is a list that starts anew with 1. Marks below 1. are left out: （2） may stand
    inside a paragraph.

    Args:
        sections: those of one document, as `find_sections` gives them.
    """
    found = []
    # The last mark of each kind under each parent, and of each kind in the whole text.
    under: dict[tuple[int, int], str] = {}
    through: dict[int, str] = {}
    for section in sections:
        marker = section.marker
        kind = kind_of(marker)
        if not 0 <= kind <= THIRD:
            continue
        before = under.get((section.parent, kind), "")
        if _number(marker) != _number(before) + 1:
            fault = _fault(marker, before, through.get(kind, ""))
            if fault:
                found.append(f"headings: {fault.rstrip('.')}.")
        under[section.parent, kind] = through[kind] = marker
    more = len(found) - MOST
    rest = [f"headings: {more} more such faults."] if more > 0 else []
    return found[:MOST] + rest


def _fault(marker: str, before: str, running: str) -> str:
    """What is wrong with a mark behind the one before it and behind the last of its kind."""
    number, last, run = map(_number, (marker, before, running))
    if number == last:
        return f"{marker} stands twice"
    if number in (1, last + 1, run + 1):
        return ""
    if not before and run < number and (run > 1 or number > 3):
        # Numbers that run on through the whole text.
        before, last = running, run
    if not before:
        return f"{like(marker, 1)} is missing before {marker}" if number <= 3 else ""
    if number < last:
        return f"{marker} comes behind {before}"
    missing = [like(marker, n) for n in range(last + 1, number)]
    if len(missing) > MOST:
        return f"{missing[0]} to {missing[-1]} are missing between {before} and {marker}"
    verb = "is" if len(missing) == 1 else "are"
    return f"{', '.join(missing)} {verb} missing between {before} and {marker}"


def _number(marker: str) -> int:
    numbers = number_of(marker)
    return numbers[0] if numbers else 0
