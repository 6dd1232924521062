"""Parallel formulae (同谋划、同部署、同推进、同考核), told from plain lists.

Parts of equal length are not enough: 语文、数学、英语 is a list. What makes a formula is a frame
that the parts share, verbs with their objects, or one part that turns another round.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from analysis.chinese.characters import HANZI
from analysis.slogans.discovery.reasons import Mention
from analysis.slogans.discovery.vocabulary import LONG_VERBS, SHORT_VERBS, THINGS

STRETCH = re.compile(f"[{HANZI}]+(?:[、，；][{HANZI}]+)+")
PART = re.compile(f"[{HANZI}]+")
SHORTEST, LONGEST = 3, 12
# Of longer parts, and of clauses, half must be shared.
SHORT_PART, LONG_PART = 6, 8
_THINGS = re.compile(THINGS)
# What closes a row of parts: 讲政治、守纪律的干部.
CLOSING = frozenset("的等地")
# One character at the end of all parts that still makes a formula: 获得感、幸福感、安全感.
ABSTRACT = frozenset("感力性化观关权好高强硬实严活优上下中里心底通准稳托牢深细学评走干讲做过新美清正")
# Openings that parts of a plain list share as well: 区委、区政府; 老党员、老干部.
SHARED_BY_THINGS = frozenset("党校区市省县老小中大高副男女全各新非主次总分本")
# Openings of a formula even where two characters are shared: 以学铸魂、以学增智.
OPENINGS = frozenset("以为不敢最更越同老有无可能用讲")
# Frames with a word of their own in each part: 越……越……, 以……促…….
FRAME = re.compile(
    f"越[{HANZI}]+越|^以[{HANZI}]+[促带强育立代补养为]|^往[{HANZI}]+里|^从[{HANZI}]+到|^让[{HANZI}]+|^为[{HANZI}]+[育谋守]|"
    f"^有[{HANZI}]+必|^该[{HANZI}]+的?[{HANZI}]|^不[{HANZI}]+不|[{HANZI}]要[{HANZI}]$|于[心行]$"
)
# Without separators: 不敢腐不能腐不想腐, 获得感幸福感安全感.
UNPARTED = re.compile(
    f"([不同讲有更最早])[{HANZI}]([{HANZI}])(?:\\1[{HANZI}]\\2)+|[{HANZI}]{{2}}([感力性])(?:[{HANZI}]{{2}}\\3)+"
)
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
    shared = _shared([_of(text, part) for part in chain]) if whole > 1 else set()
    first = (row[0][1] - size, row[0][1])
    if first[0] >= row[0][0] and _is_edge(first[0], row[0][0], words):
        chain = [first, *chain] if _fits(text, first, chain[0], shared) else chain
    if 1 + whole < len(row) and _length(row[1 + whole]) > size:
        last = (row[1 + whole][0], row[1 + whole][0] + size)
        is_closed = text[last[1]] in CLOSING
        framed = bool(_shared([_of(text, part) for part in (*chain, last)]))
        if last[1] in words and (is_closed or framed) and _fits(text, last, chain[0], shared):
            chain = [*chain, last]
    return chain if len(chain) >= 3 else []


def _fits(text: str, part: Span, other: Span, shared: set[int]) -> bool:
    """Whether a part that was cut out of a longer one has what all the others share."""
    return shared <= _shared([_of(text, part), _of(text, other)])


def _pair(text: str, one: Span, other: Span, words: Collection[int]) -> list[Span]:
    """Two parts that share a frame or turn one another round; cut out of longer ones if need be."""
    for size in range(min(_length(one), _length(other), LONGEST), SHORTEST - 1, -1):
        left, right = (one[1] - size, one[1]), (other[0], other[0] + size)
        if not _is_edge(left[0], one[0], words) or not _is_edge(right[1], other[1], words):
            continue
        pair = [_of(text, left), _of(text, right)]
        if _is_framed(pair, text[one[1]]) or _mirrored(*pair):
            return [left, right]
        if size == 3 and _verbs_and_objects(text, [left, right], words):
            return [left, right]
        is_closed = right[1] == other[1] or text[right[1]] in CLOSING
        if size == 4 and is_closed and text[one[1]] == "、" and (_shared(pair) or left == one):
            return [left, right]
    return []


def _is_framed(members: Sequence[str], separator: str) -> bool:
    """Whether the parts share characters that are not only their beginning or their end."""
    size, shared = len(members[0]), _shared(members)
    if all(FRAME.search(member) for member in members):
        return True
    if _is_suffix(shared, size) or _is_prefix(shared):
        return False
    if {0, size - 1} <= shared and size > 4:
        return True
    strict = size > SHORT_PART or separator == "，"
    return len(shared) >= ((size + 1) // 2 if strict else min(2, size - 1))


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
    size, shared = len(members[0]), _shared(members)
    separator = text[chain[0][1]]
    things = sum(bool(_THINGS.search(member)) for member in members) * 2 > len(members)
    if _is_framed(members, separator):
        # 长江北走廊、长江南走廊 differ in one character only.
        alike = len(members) == 2 and len(shared) == size - 1 > 2
        is_list = alike or (things and size - 1 in shared)
        yield "list of things" if is_list else "same frame"
    elif len(members) == 2 and _mirrored(*members):
        yield "mirrored"
    elif shared and _is_prefix(shared):
        yield _opening(members[0][: len(shared)])
    elif shared and _is_suffix(shared, size):
        yield _ending(members[0][-len(shared) :])
    elif things and not all(_long_verb(member) for member in members):
        yield "list of things"
    if _verbs_and_objects(text, chain, words):
        yield "verbs and objects"
    elif size == 4 and not any(at in words for a, b in chain for at in range(a + 1, b)):
        yield "idioms"


def _opening(shared: str) -> str:
    if len(shared) == 1:
        return "list of things" if shared in SHARED_BY_THINGS else "same start"
    if shared[0] == shared[1] or shared[0] in OPENINGS:
        return "same start"
    return "same opening word"


def _ending(shared: str) -> str:
    if len(shared) == 1:
        return "same end" if shared in ABSTRACT else "list of things"
    return "list of things" if _THINGS.search(shared) else "same closing word"


def _length(part: Span) -> int:
    return part[1] - part[0]


def _of(text: str, part: Span) -> str:
    return text[part[0] : part[1]]


def _is_edge(at: int, bound: int, words: Collection[int]) -> bool:
    return at == bound or at in words


def _shared(members: Sequence[str]) -> set[int]:
    """The positions at which all members have the same character."""
    return {i for i, here in enumerate(zip(*members, strict=True)) if len(set(here)) == 1}


def _is_suffix(shared: set[int], size: int) -> bool:
    return shared == set(range(size - len(shared), size))


def _is_prefix(shared: set[int]) -> bool:
    return shared == set(range(len(shared)))


def _mirrored(one: str, other: str) -> bool:
    """Two words of the first part in the other order: 围绕教育抓党建，抓好党建促教育."""
    pieces = [one[i : i + 2] for i in range(len(one) - 1) if one[i : i + 2] in other]
    return any(
        one.index(p) + 2 <= one.index(q) and other.index(q) + 2 <= other.index(p) for p, q in pairwise(pieces)
    ) or (len(one) == 4 and one[0] == other[0] and one[3] == other[1])


def _verbs_and_objects(text: str, chain: Sequence[Span], words: Collection[int]) -> bool:
    """Whether two parts in three are a verb with its object."""
    members = [_of(text, part) for part in chain]
    # 听党话、跟党走, however the segmenter cuts it.
    if len(members[0]) == 3 and 1 in _shared(members):
        return all(member[0] in SHORT_VERBS for member in members)
    return sum(_verb_object(text, part, words) for part in chain) * 3 >= 2 * len(chain)


def _verb_object(text: str, part: Span, words: Collection[int]) -> bool:
    """抓落实: a verb of one character and its object; 围绕中心: a known verb of two."""
    start, end = part
    if end - start == 3:
        return text[start] in SHORT_VERBS and (start + 1 in words or start + 2 not in words)
    return end - start == 4 and text[start : start + 2] in LONG_VERBS


def _long_verb(member: str) -> bool:
    return len(member) == 4 and member[:2] in LONG_VERBS
