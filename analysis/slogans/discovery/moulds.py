"""Local moulds: brands cast in one form with another first or last part (坛有优学, 吾有优学)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

# What is shared has so many characters at least, what is a place's own so many at most.
SHARED, OWN = 2, 4
# What is shared belongs to the mould if few documents have it outside the mould's phrases.
MOSTLY_ITS_OWN = 1.5


def find_moulds(
    phrases: Mapping[str, Set[int]], places: Sequence[str], texts: Sequence[str]
) -> dict[str, list[str]]:
    """Phrases of different places that share their beginning or end and differ in the rest.

    Args:
        phrases: the numbers of the texts that each phrase stands in; only what may be a brand.
        places: the place of each text.
        texts: all texts; what other phrases of theirs share as well is no mould but a word.

    Returns:
        For each phrase that has siblings at other places: those siblings, sorted.
    """
    families: defaultdict[tuple[str, bool, int], set[str]] = defaultdict(set)
    for phrase in phrases:
        for shared, is_end in _shared_parts(phrase):
            families[shared, is_end, len(phrase)].add(phrase)
    siblings: defaultdict[str, set[str]] = defaultdict(set)
    for (shared, _, _), family in families.items():
        if len(family) < 2 or not _is_telling(shared, family, phrases, texts):
            continue
        homes = {phrase: {places[text] for text in phrases[phrase]} for phrase in family}
        for phrase in family:
            siblings[phrase] |= {
                other for other in family if homes[other] - homes[phrase] and homes[phrase] - homes[other]
            }
    return {phrase: sorted(others) for phrase, others in sorted(siblings.items()) if others}


def _shared_parts(phrase: str) -> Iterator[tuple[str, bool]]:
    """Ends and beginnings that are no shorter than the rest of the phrase."""
    for own in range(1, min(OWN, len(phrase) // 2, len(phrase) - SHARED) + 1):
        yield phrase[own:], True
        yield phrase[:-own], False


def _is_telling(shared: str, family: Set[str], phrases: Mapping[str, Set[int]], texts: Sequence[str]) -> bool:
    inside = set().union(*(phrases[phrase] for phrase in family))
    return sum(shared in text for text in texts) <= MOSTLY_ITS_OWN * len(inside)
