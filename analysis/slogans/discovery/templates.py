"""Templates: brands of different places that differ only in their first or last part (坛有优学, 吾有优学)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

# The shortest part that phrases share, and the longest part that is a place's own, in characters.
SHORTEST_SHARED, LONGEST_OWN = 2, 4
# A shared part is an ordinary word, not a template, if this many times as many documents have it as
# have the phrases.
MOST_OTHER_DOCUMENTS = 1.5


def find_templates(
    phrases: Mapping[str, Set[int]], places: Sequence[str], texts: Sequence[str]
) -> dict[str, list[str]]:
    """Find phrases of different places that share their beginning or end and differ in the rest.

    Args:
        phrases: the numbers of the texts that each phrase occurs in; only phrases that may be brands.
        places: the place of each text.
        texts: all texts.

    Returns:
        For each phrase with siblings at other places: these siblings, sorted.
    """
    families: defaultdict[tuple[str, bool, int], set[str]] = defaultdict(set)
    for phrase in phrases:
        for shared, is_end in _split_shared_parts(phrase):
            families[shared, is_end, len(phrase)].add(phrase)
    siblings: defaultdict[str, set[str]] = defaultdict(set)
    for (shared, _, _), family in families.items():
        if len(family) < 2 or not _belongs_to_family(shared, family, phrases, texts):
            continue
        places_of = {phrase: {places[text] for text in phrases[phrase]} for phrase in family}
        for phrase in family:
            own = places_of[phrase]
            siblings[phrase] |= {
                sibling for sibling in family if places_of[sibling] - own and own - places_of[sibling]
            }
    return {phrase: sorted(others) for phrase, others in sorted(siblings.items()) if others}


def _split_shared_parts(phrase: str) -> Iterator[tuple[str, bool]]:
    """Ends and beginnings of a phrase that are no shorter than the rest, and whether each is an end."""
    longest_own = min(LONGEST_OWN, len(phrase) // 2, len(phrase) - SHORTEST_SHARED)
    for n_own in range(1, longest_own + 1):
        yield phrase[n_own:], True
        yield phrase[:-n_own], False


def _belongs_to_family(
    shared: str, family: Set[str], phrases: Mapping[str, Set[int]], texts: Sequence[str]
) -> bool:
    """Whether few documents have a shared part without one of the phrases."""
    with_family = set().union(*(phrases[phrase] for phrase in family))
    return sum(shared in text for text in texts) <= MOST_OTHER_DOCUMENTS * len(with_family)
