"""Namesakes: the city or province beside a name tells which of several places is meant."""

from __future__ import annotations

import re
from functools import cache

from analysis.documents.places.gazetteer import Place, mentions, stem_of

# 赴杭州市考察 and 学习上海市经验 speak of another place.
ELSEWHERE = re.compile(
    r"(?:赴|前往|去|到|学习|借鉴|对标|来自|走进|考察|援|帮扶|支援|协作|结对|[与和同、])[^，。；]{0,3}$"
)

# 在区委和开封市城市管理局指导下: a body that guides is above the author's, whatever stands before its name.
GUIDING = re.compile("[^，。；、]{0,14}?(?:指导|领导|部署|安排|要求|支持|关心)")


def narrow_by_name_beside(texts: list[str], left: tuple[Place, ...], name: str) -> tuple[Place, ...]:
    """The namesake written together with its city or province: 杭州市西湖区, 杭州西湖区."""
    for text in texts:
        named = tuple(p for p in left if any(names_as_own(text, w + name) for w in wider_names(p)))
        if len(named) == 1:
            return named
    return ()


def names_as_own(text: str, name: str) -> bool:
    """Whether a text names a place, and not only as one that it learns from or visits."""
    at = text.find(name)
    while at >= 0:
        if not ELSEWHERE.search(text, max(0, at - 6), at):
            return True
        at = text.find(name, at + 1)
    return False


def narrow_by_lines(texts: list[str], left: tuple[Place, ...], name: str) -> tuple[Place, ...]:
    """Namesakes whose city the lines name, in full or in short; if none, those whose province they name."""
    context = "；".join(texts).replace(name, "；")
    named = set(mentions(context))
    cities = tuple(p for p in left if p.city in named or shorten(p.city) in context)
    return cities or tuple(p for p in left if p.province in named or shorten(p.province) in context)


def wider_names(place: Place) -> set[str]:
    """The names, in full and in short, of the city and province that a place lies in."""
    names = {place.city, place.province} - {"", place.name}
    return names | {shorten(name) for name in names}


@cache
def shorten(name: str) -> str:
    """A name without its ending; a line end, which no name contains, if too little would be left."""
    stem = stem_of(name) if name else ""
    # A single hanzi would be found anywhere.
    return stem if len(stem) >= 2 else "\n"
