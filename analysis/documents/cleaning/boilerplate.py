"""Boilerplate: lines around the document in its file, such as a web page's navigation and footer.

Some formats say where the document starts and ends in its file, but that span may leave out the red
header or the signature. Lines of these kinds directly before or after the span belong to the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from analysis.chinese import line_roles
from analysis.chinese.line_roles import GivenRole, LineRole
from analysis.chinese.patterns import SENTENCE_MARK, YEAR

# Roles that lines of a page may have wherever they are.
PAGE_ROLES = {
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
AFTER = {
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


def name_boilerplate(texts: list[str], roles: list[GivenRole], inside: list[bool]) -> None:
    """Give each line outside the document a role that is neither body nor annex.

    Args:
        texts: the lines.
        roles: their roles as far as they are known; changed in place.
        inside: for each line whether it lies inside the document.
    """
    start = inside.index(True)
    stop = len(inside) - inside[::-1].index(True)
    kept = _extend(texts, roles, range(start - 1, -1, -1), _role_before, BEFORE)
    kept |= _extend(texts, roles, range(stop, len(texts)), _role_after, AFTER)
    title = _nearest_title(texts, roles, kept, start)
    for i in range(len(texts)):
        if not inside[i] and i not in kept and roles[i] not in PAGE_ROLES:
            roles[i] = LineRole.TITLE if i == title else LineRole.SITE


def _nearest_title(texts: list[str], roles: list[GivenRole], kept: set[int], start: int) -> int:
    """The nearest title above the document; -1 if a title is directly before or after it."""
    if any(roles[i] == LineRole.TITLE for i in kept):
        return -1
    return max((i for i in range(start) if not roles[i] and _is_title(texts[i])), default=-1)


def _extend(
    texts: list[str],
    roles: list[GivenRole],
    lines: Iterable[int],
    role_of: Callable[[str], GivenRole],
    allowed: set[LineRole],
) -> set[int]:
    """The lines that belong to the document, counted away from it; they get their roles."""
    kept = set()
    for i in lines:
        given = roles[i] or role_of(texts[i])
        if given not in allowed:
            break
        roles[i] = given
        kept.add(i)
    return kept


def _role_before(text: str) -> GivenRole:
    if line_roles.RED_HEADER.match(text):
        return LineRole.HEADER
    if line_roles.is_address(text):
        return LineRole.ADDRESSEE
    return LineRole.TITLE if _is_title(text) else ""


def _role_after(text: str) -> GivenRole:
    return LineRole.SIGNATURE if line_roles.SIGNED.match(text) or line_roles.NAMED_ORGAN.match(text) else ""


def _is_title(text: str) -> bool:
    if len(text) not in TITLE_LENGTHS or SENTENCE_MARK.search(text):
        return False
    return bool(line_roles.TITLE_END.search(text) and TITLED.search(text))
