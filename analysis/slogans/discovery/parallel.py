"""Parallel formulae (同谋划、同部署、同推进、同考核), told from plain lists.

Parts of equal length are not enough: 语文、数学、英语 is a list. What makes a formula is a frame
that the parts share, verbs with their objects, or one part that turns another round.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from analysis.chinese.characters import HANZI
from analysis.chinese.detectors.parallel import (
    LONG_PART,
    LONG_VERBS,
    SHORT_VERBS,
    UNPARTED,
    is_framed,
    is_mirrored,
    judge_likeness,
    shared_places,
)
from analysis.slogans.discovery.reasons import Mention

STRETCH = re.compile(f"[{HANZI}]+(?:[、，；][{HANZI}]+)+")
PART = re.compile(f"[{HANZI}]+")
SHORTEST, LONGEST = 3, 12
# What closes a row of parts: 讲政治、守纪律的干部.
CLOSING = frozenset("的等地")
Span = tuple[int, int]


def find_parallel(text: str, words: Collection[int]) -> list[Mention]:
    """The parallel formulae of a text, in order.

    Args:
        text: clean text.
        words: the offsets at which words begin, from the segmenter.
    """
    found: list[Mention] = []
    for stretch in STRETCH.finditer(text):
        row: list[Span] = []
        for part in PART.finditer(text, *stretch.span()):
            # A chain has one kind of separator throughout.
            if len(row) >= 2 and text[row[-1][1]] != text[row[-2][1]]:
                found += _in_row(text, row, words)
                row = row[-1:]
            row.append(part.span())
        found += _in_row(text, row, words)
    for match in UNPARTED.finditer(text):
        reasons = ("parallel", "same frame" if match[1] else "same end")
        found.append(Mention(match.start(), match.end(), match[0], "formula", reasons))
    return sorted(found)


def _in_row(text: str, row: list[Span], words: Collection[int]) -> Iterator[Mention]:
    at = 0
    while at + 1 < len(row):
        chain = _chain(text, row[at:], words) or _pair(text, row[at], row[at + 1], words)
        if chain:
            members = [_of(text, part) for part in chain]
            reasons = _reasons(text, chain, members, words)
            if len(set(members)) == len(members):
                candidate = "、".join(members)
                yield Mention(chain[0][0], chain[-1][1], candidate, "formula", reasons)
        # The last part may open the next chain where it was cut out of a longer one.
        at += max(1, len(chain) - 1)


def _chain(text: str, row: list[Span], words: Collection[int]) -> list[Span]:
    """Three parts or more of one length; the first and last may be cut out of longer ones."""
    if len(row) < 3 or not SHORTEST <= _length(row[1]) <= LONGEST:
        return []
    size = _length(row[1])
    whole = 1
    while 1 + whole < len(row) and _length(row[1 + whole]) == size:
        whole += 1
    chain = row[1 : 1 + whole]
    shared = shared_places([_of(text, part) for part in chain]) if whole > 1 else set()
    first = (row[0][1] - size, row[0][1])
    if first[0] >= row[0][0] and _is_edge(first[0], row[0][0], words):
        chain = [first, *chain] if _fits(text, first, chain[0], shared) else chain
    if 1 + whole < len(row) and _length(row[1 + whole]) > size:
        last = (row[1 + whole][0], row[1 + whole][0] + size)
        is_closed = text[last[1]] in CLOSING
        framed = bool(shared_places([_of(text, part) for part in (*chain, last)]))
        if last[1] in words and (is_closed or framed) and _fits(text, last, chain[0], shared):
            chain = [*chain, last]
    return chain if len(chain) >= 3 else []


def _fits(text: str, part: Span, other: Span, shared: set[int]) -> bool:
    """Whether a part that was cut out of a longer one has what all the others share."""
    return shared <= shared_places([_of(text, part), _of(text, other)])


def _pair(text: str, one: Span, other: Span, words: Collection[int]) -> list[Span]:
    """Two parts that share a frame or turn one another round; cut out of longer ones if need be."""
    for size in range(min(_length(one), _length(other), LONGEST), SHORTEST - 1, -1):
        left, right = (one[1] - size, one[1]), (other[0], other[0] + size)
        if not _is_edge(left[0], one[0], words) or not _is_edge(right[1], other[1], words):
            continue
        pair = [_of(text, left), _of(text, right)]
        if is_framed(pair, text[one[1]]) or is_mirrored(*pair):
            return [left, right]
        if size == 3 and _verbs_and_objects(text, [left, right], words):
            return [left, right]
        is_closed = right[1] == other[1] or text[right[1]] in CLOSING
        if size == 4 and is_closed and text[one[1]] == "、" and (shared_places(pair) or left == one):
            return [left, right]
    return []


def _reasons(
    text: str, chain: Sequence[Span], members: Sequence[str], words: Collection[int]
) -> tuple[str, ...]:
    reasons = ["parallel"]
    if len(members) >= 3:
        reasons.append("three parts")
    if len(members) >= 4:
        reasons.append("four parts")
    if text[chain[0][1]] == "，":
        reasons.append("clauses")
    if len(members[0]) > LONG_PART:
        reasons.append("long parts")
    return (*reasons, *_likeness(text, chain, members, words))


def _likeness(
    text: str, chain: Sequence[Span], members: Sequence[str], words: Collection[int]
) -> Iterator[str]:
    likeness = judge_likeness(members, text[chain[0][1]])
    if likeness:
        yield likeness
    if _verbs_and_objects(text, chain, words):
        yield "verbs and objects"
    elif len(members[0]) == 4 and not any(at in words for a, b in chain for at in range(a + 1, b)):
        yield "idioms"


def _length(part: Span) -> int:
    return part[1] - part[0]


def _of(text: str, part: Span) -> str:
    return text[part[0] : part[1]]


def _is_edge(at: int, bound: int, words: Collection[int]) -> bool:
    return at == bound or at in words


def _verbs_and_objects(text: str, chain: Sequence[Span], words: Collection[int]) -> bool:
    """Whether two parts in three are a verb with its object."""
    members = [_of(text, part) for part in chain]
    # 听党话、跟党走, however the segmenter cuts it.
    if len(members[0]) == 3 and 1 in shared_places(members):
        return all(member[0] in SHORT_VERBS for member in members)
    return sum(_verb_object(text, part, words) for part in chain) * 3 >= 2 * len(chain)


def _verb_object(text: str, part: Span, words: Collection[int]) -> bool:
    """抓落实: a verb of one character and its object; 围绕中心: a known verb of two."""
    start, end = part
    if end - start == 3:
        return text[start] in SHORT_VERBS and (start + 1 in words or start + 2 not in words)
    return end - start == 4 and text[start : start + 2] in LONG_VERBS
