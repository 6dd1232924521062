"""Proposes parallel formulae (同谋划、同部署、同推进、同考核), and tells them from plain lists.

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
from analysis.slogans.discovery.clues import CLUES_OF_FORMS, Clue
from analysis.slogans.discovery.proposals import Proposal
from analysis.slogans.lexicon import SloganKind

LISTED = re.compile(f"[{HANZI}]+(?:[、，；][{HANZI}]+)+")
PART = re.compile(f"[{HANZI}]+")
# The length of a part, in characters.
SHORTEST, LONGEST = 3, 12
# What closes a list of parts: 讲政治、守纪律的干部.
CLOSING = frozenset("的等地")
Span = tuple[int, int]


def propose_parallel(text: str, word_starts: Collection[int]) -> list[Proposal]:
    """Propose the parallel formulae of a text, in order.

    Args:
        text: clean text.
        word_starts: the offsets at which words begin, from the segmenter.
    """
    proposals: list[Proposal] = []
    for listed in LISTED.finditer(text):
        parts: list[Span] = []
        for part in PART.finditer(text, *listed.span()):
            # A formula has the same separator throughout.
            if len(parts) >= 2 and text[parts[-1][1]] != text[parts[-2][1]]:
                proposals += _propose_in_list(text, parts, word_starts)
                parts = parts[-1:]
            parts.append(part.span())
        proposals += _propose_in_list(text, parts, word_starts)
    for match in UNPARTED.finditer(text):
        clues = (Clue.PARALLEL, Clue.SAME_FRAME if match[1] else Clue.SAME_END)
        proposals.append(Proposal(*match.span(), match[0], SloganKind.FORMULA, clues))
    return sorted(proposals)


def _propose_in_list(text: str, parts: list[Span], word_starts: Collection[int]) -> Iterator[Proposal]:
    first = 0
    while first + 1 < len(parts):
        chain = _find_chain(text, parts[first:], word_starts)
        chain = chain or _find_pair(text, parts[first], parts[first + 1], word_starts)
        members = [_slice(text, part) for part in chain]
        if chain and len(set(members)) == len(members):
            start, end = chain[0][0], chain[-1][1]
            clues = tuple(_find_clues(text, chain, members, word_starts))
            yield Proposal(start, end, "、".join(members), SloganKind.FORMULA, clues)
        # The last part may also be the first of the next chain, if it was cut out of a longer part.
        first += max(1, len(chain) - 1)


def _find_chain(text: str, parts: list[Span], word_starts: Collection[int]) -> list[Span]:
    """Three parts or more of one length; the first and the last may be cut out of longer parts."""
    if len(parts) < 3 or not SHORTEST <= _length(parts[1]) <= LONGEST:
        return []
    size = _length(parts[1])
    stop = 2
    while stop < len(parts) and _length(parts[stop]) == size:
        stop += 1
    chain = parts[1:stop]
    shared = shared_places([_slice(text, part) for part in chain]) if len(chain) > 1 else set()
    opening = (parts[0][1] - size, parts[0][1])
    may_open = opening[0] >= parts[0][0] and _is_edge(opening[0], parts[0][0], word_starts)
    if may_open and _shares(text, opening, chain[0], shared):
        chain = [opening, *chain]
    if stop < len(parts) and _length(parts[stop]) > size:
        ending = (parts[stop][0], parts[stop][0] + size)
        is_closed = text[ending[1]] in CLOSING
        has_frame = bool(shared_places([_slice(text, part) for part in (*chain, ending)]))
        may_end = ending[1] in word_starts and (is_closed or has_frame)
        if may_end and _shares(text, ending, chain[0], shared):
            chain = [*chain, ending]
    return chain if len(chain) >= 3 else []


def _shares(text: str, cut_out: Span, part: Span, shared: set[int]) -> bool:
    """Whether a part that was cut out of a longer one shares with another what all others share."""
    return shared <= shared_places([_slice(text, cut_out), _slice(text, part)])


def _find_pair(text: str, first: Span, second: Span, word_starts: Collection[int]) -> list[Span]:
    """Two parts that belong together, as long as possible; they may be cut out of longer parts."""
    for size in range(min(_length(first), _length(second), LONGEST), SHORTEST - 1, -1):
        left, right = (first[1] - size, first[1]), (second[0], second[0] + size)
        is_cut_at_words = _is_edge(left[0], first[0], word_starts) and _is_edge(
            right[1], second[1], word_starts
        )
        if is_cut_at_words and _belong_together(text, left, right, first, second, word_starts):
            return [left, right]
    return []


def _belong_together(
    text: str, left: Span, right: Span, first: Span, second: Span, word_starts: Collection[int]
) -> bool:
    """Whether the end of one part and the beginning of the next make a formula of two parts."""
    pair, separator = [_slice(text, left), _slice(text, right)], text[first[1]]
    if is_framed(pair, separator) or is_mirrored(*pair):
        return True
    size = _length(left)
    if size == 3 and _are_verbs_with_objects(text, [left, right], word_starts):
        return True
    is_closed = right[1] == second[1] or text[right[1]] in CLOSING
    return size == 4 and is_closed and separator == "、" and (bool(shared_places(pair)) or left == first)


def _find_clues(
    text: str, chain: Sequence[Span], members: Sequence[str], word_starts: Collection[int]
) -> Iterator[Clue]:
    separator, size = text[chain[0][1]], len(members[0])
    yield Clue.PARALLEL
    if len(members) >= 3:
        yield Clue.THREE_PARTS
    if len(members) >= 4:
        yield Clue.FOUR_PARTS
    if separator == "，":
        yield Clue.CLAUSES
    if size > LONG_PART:
        yield Clue.LONG_PARTS
    likeness = judge_likeness(members, separator)
    if likeness:
        yield CLUES_OF_FORMS[likeness]
    if _are_verbs_with_objects(text, chain, word_starts):
        yield Clue.VERBS_AND_OBJECTS
    elif size == 4 and not any(
        offset in word_starts for start, end in chain for offset in range(start + 1, end)
    ):
        yield Clue.IDIOMS


def _length(part: Span) -> int:
    return part[1] - part[0]


def _slice(text: str, part: Span) -> str:
    return text[part[0] : part[1]]


def _is_edge(offset: int, edge: int, word_starts: Collection[int]) -> bool:
    """Whether a part may be cut at an offset: at its edge, or where a word begins."""
    return offset == edge or offset in word_starts


def _are_verbs_with_objects(text: str, chain: Sequence[Span], word_starts: Collection[int]) -> bool:
    """Whether at least two parts in three are a verb with its object."""
    members = [_slice(text, part) for part in chain]
    # 听党话、跟党走, however the segmenter cuts it.
    if len(members[0]) == 3 and 1 in shared_places(members):
        return all(member[0] in SHORT_VERBS for member in members)
    n_verbs = sum(_is_verb_with_object(text, part, word_starts) for part in chain)
    return n_verbs * 3 >= 2 * len(chain)


def _is_verb_with_object(text: str, part: Span, word_starts: Collection[int]) -> bool:
    """抓落实: a verb of one character and its object; 围绕中心: a known verb of two."""
    start, end = part
    if end - start == 3:
        return text[start] in SHORT_VERBS and (start + 1 in word_starts or start + 2 not in word_starts)
    return end - start == 4 and text[start : start + 2] in LONG_VERBS
