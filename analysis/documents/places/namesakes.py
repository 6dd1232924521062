"""Namesakes: who is meant by a name is told by the city or province written beside it."""

from __future__ import annotations

import re
from functools import cache

from analysis.documents.places.gazetteer import Place, mentions, stem_of

# 赴杭州市考察 and 学习上海市经验 speak of another place.
ELSEWHERE = re.compile(
    r"(?:赴|前往|去|到|学习|借鉴|对标|来自|走进|考察|援|帮扶|支援|协作|结对|[与和同、])[^，。；]{0,3}$"
)


def beside(texts: list[str], left: tuple[Place, ...], name: str) -> tuple[Place, ...]:
    """The namesake written together with its city or province: 杭州市西湖区, 杭州西湖区."""
    for text in texts:
        found = tuple(p for p in left if any(says(text, w + name) for w in wider(p)))
        if len(found) == 1:
            return found
    return ()


def says(text: str, name: str) -> bool:
    """Whether a text names a place otherwise than as one that it learns from or visits."""
    at = text.find(name)
    while at >= 0:
        if not ELSEWHERE.search(text, max(0, at - 6), at):
            return True
        at = text.find(name, at + 1)
    return False


def by_context(texts: list[str], left: tuple[Place, ...], name: str) -> tuple[Place, ...]:
    """Namesakes whose city, or else province, the lines name, in full or in short."""
    context = "；".join(texts).replace(name, "；")
    said = set(mentions(context))
    cities = tuple(p for p in left if p.city in said or short(p.city) in context)
    return cities or tuple(p for p in left if p.province in said or short(p.province) in context)


def wider(place: Place) -> set[str]:
    """The names, in full and in short, of the city and province that a place lies in."""
    names = {place.city, place.province} - {"", place.name}
    return names | {short(name) for name in names}


@cache
def short(name: str) -> str:
    """A name without its ending; what is in no text where too little of it is left."""
    stem = stem_of(name) if name else ""
    # A stem of one hanzi or none would be found anywhere.
    return stem if len(stem) >= 2 else "\n"
