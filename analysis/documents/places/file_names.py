"""Places in the names of a file and of the folders above it: 江西省/南昌市/西湖区/2021, 浙江杭州西湖2022.

A name without its ending (杭州) counts only beside one that it lies in, or that lies in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from analysis.chinese.characters import HANZI
from analysis.documents.places.authors import own_names
from analysis.documents.places.gazetteer import NOW, Place, gazetteer, stem_of

_FIRST_HANZI = re.compile(f"[{HANZI}]")
# 杭州西湖小学 may be anywhere.
_SCHOOL = re.compile("(?:第[一二三四五六七八九十]+)?(?:实验)?(?:小学|中学|大学|学院|高中|幼儿园)")
_LEVELS = ("province", "city", "district")
# The longest name without its ending.
_LONGEST_STEM = 7


def find_places_in_path(names: Sequence[str], year: int | None) -> tuple[tuple[Place, ...], int, int]:
    """The places that names of folders and of a file may mean.

    Args:
        names: of the folders, the outermost first, and of the file without suffix.
        year: the plan's year, for names that changed.

    Returns:
        The narrowest place, or several of one name; which of the names holds it; and where in it the name ends.
        No place and -1 if none is named.
    """
    found: tuple[Place, ...] = ()
    at = end = -1
    n_short = n_full = 0
    for i, name in enumerate(names):
        for places, is_full, name_end in _find_names(name, found, year):
            if _lie_in(places, found) or not found:
                n_short, n_full = n_short + (not is_full), n_full + is_full
            else:
                # The inner name counts where the two contradict each other.
                n_short, n_full = int(not is_full), int(is_full)
            found, at, end = _lie_in(places, found) or places, i, name_end
    if not found or (not n_full and n_short < 2):
        return (), -1, -1
    return found, at, end


def _find_names(
    text: str, around: tuple[Place, ...], year: int | None
) -> Iterator[tuple[tuple[Place, ...], bool, int]]:
    """Names of places in a name, each with its places, whether it is in full, and its end."""
    full = {start: (name, end) for name, start, end in own_names(text)}
    first = _FIRST_HANZI.search(text)
    at = first.start() if first else len(text)
    # At the start of the name short forms count too, one after the other.
    while at < len(text):
        if at in full:
            name, at = full.pop(at)
            around = _lie_in(_existing(gazetteer()[name], year), around) or _existing(gazetteer()[name], year)
            yield around, True, at
            continue
        places, end = _read_stem(text, at, around, year)
        if not places:
            break
        around, at = places, end
        yield places, False, end
    for start, (name, end) in full.items():
        if start >= at:
            yield _existing(gazetteer()[name], year), True, end


def _read_stem(
    text: str, at: int, around: tuple[Place, ...], year: int | None
) -> tuple[tuple[Place, ...], int]:
    """The places that a short name at a position means in the places around it, and where it ends."""
    for length in range(_LONGEST_STEM, 1, -1):
        end = at + length
        named = _existing(_stems().get(text[at:end], ()), year)
        places = (_lie_in(named, around) if around else _widest(named)) if end <= len(text) else ()
        if places and not _SCHOOL.match(text, end):
            return _widest(places), end
    return (), at


def _widest(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places of the widest level: 吉林 is the province before it is the city."""
    for level in _LEVELS:
        there = tuple(place for place in places if place.level == level)
        if there:
            return there
    return ()


def _lie_in(places: tuple[Place, ...], around: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places that lie in one of others."""
    return tuple(
        place
        for place in places
        if any(
            place.adcode != wider.adcode
            and (not wider.district)
            and (not wider.city or wider.city == place.city)
            and wider.province == place.province
            for wider in around
        )
    )


def _existing(places: tuple[Place, ...], year: int | None) -> tuple[Place, ...]:
    return tuple(place for place in places if place.existed(year or NOW)) or places


@cache
def _stems() -> dict[str, tuple[Place, ...]]:
    """Places by their name without its ending."""
    by_stem: dict[str, tuple[Place, ...]] = {}
    for name, places in gazetteer().items():
        stem = stem_of(name)
        if len(stem) >= 2:
            by_stem[stem] = by_stem.get(stem, ()) + places
    return by_stem
