"""Lines around the document proper: a web page's navigation and footer, a header of Word's.

A file that tells where the document starts and ends may cut off its red header or its signature;
an unbroken run of such lines beside it is taken to belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from analysis.chinese import line_roles as role
from analysis.chinese.line_roles import GivenRole, LineRole
from analysis.chinese.patterns import SENTENCE_MARK, YEAR

# Roles that a page's own lines may have, wherever they stand.
OF_PAGES = {
    LineRole.FOOTER,
    LineRole.INTRO,
    LineRole.PAGE,
    LineRole.PAGE_INFO,
    LineRole.RELATED,
    LineRole.SITE,
}
BEFORE = {
    LineRole.HEADER,
    LineRole.NUMBER,
    LineRole.SUBTITLE,
    LineRole.ADDRESSEE,
    LineRole.TITLE,
    LineRole.PAGE_INFO,
}
BEHIND = {
    LineRole.SIGNATURE,
    LineRole.DATE,
    LineRole.IMPRINT,
    LineRole.DISCLOSURE,
    LineRole.POINTER,
    LineRole.MARK,
}
# A title names a year or a matter; 规划计划 and 通知公告 are parts of a page.
TITLED = re.compile(rf"{YEAR}|关于|政府工作报告$")
TITLE_LENGTHS = range(6, 90)


def name_outside(texts: list[str], roles: list[GivenRole], inside: list[bool]) -> None:
    """Give each line outside the document a role that is neither body nor annex."""
    start = inside.index(True)
    stop = len(inside) - inside[::-1].index(True)
    kept = _run(texts, roles, range(start - 1, -1, -1), _role_before, BEFORE)
    kept |= _run(texts, roles, range(stop, len(texts)), _role_behind, BEHIND)
    title = _nearest_title(texts, roles, kept, start)
    for i in range(len(texts)):
        if not inside[i] and i not in kept and roles[i] not in OF_PAGES:
            roles[i] = LineRole.TITLE if i == title else LineRole.SITE


def _nearest_title(texts: list[str], roles: list[GivenRole], kept: set[int], start: int) -> int:
    """The title above the document; others further up are links. -1 where one stands beside it."""
    if any(roles[i] == LineRole.TITLE for i in kept):
        return -1
    return max((i for i in range(start) if not roles[i] and _is_title(texts[i])), default=-1)


def _run(
    texts: list[str],
    roles: list[GivenRole],
    lines: Iterable[int],
    role_of: Callable[[str], GivenRole],
    wanted: set[LineRole],
) -> set[int]:
    """The lines, counted away from the document, that still belong to it; they get their roles."""
    kept = set()
    for i in lines:
        given = roles[i] or role_of(texts[i])
        if given not in wanted:
            break
        roles[i] = given
        kept.add(i)
    return kept


def _role_before(text: str) -> GivenRole:
    if role.RED_HEADER.match(text):
        return LineRole.HEADER
    if role.is_address(text):
        return LineRole.ADDRESSEE
    return LineRole.TITLE if _is_title(text) else ""


def _role_behind(text: str) -> GivenRole:
    return LineRole.SIGNATURE if role.SIGNED.match(text) or role.NAMED_ORGAN.match(text) else ""


def _is_title(text: str) -> bool:
    if len(text) not in TITLE_LENGTHS or SENTENCE_MARK.search(text):
        return False
    return bool(role.TITLE_END.search(text) and TITLED.search(text))
