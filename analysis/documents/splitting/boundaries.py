"""Boundaries: which heads of a text start another plan, and which only may."""

from __future__ import annotations

from enum import Enum
from itertools import pairwise

from analysis.chinese import line_roles
from analysis.chinese.line_roles import TITLE_END, LineRole
from analysis.chinese.patterns import TITLE_GENRES
from analysis.documents.splitting.titles import LONGEST, NOTICE, Head, TextLine, find_heads, list_lines

# So many lines before a title show whether the document above it is closed, or the title is an annex.
BEFORE = 4
ENDS = {LineRole.DATE, LineRole.IMPRINT, LineRole.SIGNATURE, LineRole.DISCLOSURE}
ANNEXES = {LineRole.MARK, LineRole.POINTER}
# The last characters of the kinds of plans, and of a draft's bracket.
TITLE_ENDS = tuple({genre[-1] for genre in TITLE_GENRES.replace("?", "").split("|")} | set("）)"))
# A summary of the year that is over often comes before the plan for the next one, in one document.
LOOKS_BACK = ("总结", "报告")


class Boundary(Enum):
    """Whether a head starts another plan."""

    PROVED = "proved"
    LIKELY = "likely"
    NONE = "none"


def find_boundaries(text: str) -> tuple[list[int], list[str]]:
    """Where the plans of a text start.

    It is proved by a title that names another year, place or body than the one before, and a numbering
    that starts again below it. Other titles with a numbering of their own are only likely to start a plan.

    Returns:
        The offsets of the second and further plans, and the titles that are only likely to start one.
    """
    if not _has_two_titles(text):
        return [], []
    lines = list_lines(text)
    heads = find_heads(lines)
    starts: list[int] = []
    likely: list[str] = []
    for before, head in pairwise(heads):
        boundary = _judge(lines, before, head)
        if boundary is Boundary.PROVED:
            starts.append(lines[head.first].start)
        elif boundary is Boundary.LIKELY:
            likely.append(head.title.text)
    return starts, likely


def _has_two_titles(text: str) -> bool:
    """Whether two lines end like titles; most texts have one and need not be looked at line by line."""
    ends = [line for line in text.split("\n") if len(line) <= LONGEST and line.rstrip().endswith(TITLE_ENDS)]
    return sum(bool(TITLE_END.search(line)) for line in ends) >= 2


def _judge(lines: list[TextLine], before: Head, head: Head) -> Boundary:
    above = [line_roles.role_alone(line.text) for line in lines[max(0, head.first - BEFORE) : head.first]]
    # The numbering does not start again, or it is a narrower one inside the document.
    if head.widest[1] != 1 or before.widest[1] != 1 or head.widest[0] > before.widest[0]:
        return Boundary.NONE
    if not ANNEXES.isdisjoint(above) or _carries(before, head):
        return Boundary.NONE
    differs = _differ(before, head)
    closed = not ENDS.isdisjoint(above) or any(
        line_roles.SIGNED.match(line.text) for line in lines[head.first - 2 : head.first]
    )
    if not differs:
        return Boundary.LIKELY if closed or head.title.piece else Boundary.NONE
    one_report = before.title.genre in LOOKS_BACK and head.title.genre not in LOOKS_BACK
    named = head.title.organ or head.title.places
    if closed or (not one_report and (named or before.title.genre == head.title.genre)):
        return Boundary.PROVED
    return Boundary.LIKELY


def _carries(before: Head, head: Head) -> bool:
    """Whether the document above is a notice that the plan comes with, or names both in one title."""
    for title in before.titles:
        if NOTICE.search(title.text) and (head.title.years <= title.years or head.title.text in title.text):
            return True
        if len(title.years) > 1 and head.title.years <= title.years:
            return True
    return False


def _differ(before: Head, head: Head) -> bool:
    """Whether two titles name different years, places or bodies."""
    first, second = before.title, head.title
    if first.years and second.years and first.years != second.years:
        return True
    if first.places and second.places and first.places != second.places:
        return True
    return bool(first.organ and second.organ and first.organ != second.organ)
