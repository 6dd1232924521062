"""Locating: which place a document comes from, decided by evidence and never guessed.

If several places have one name, what is beside the name decides: first where the document names
itself, then on its page, then in its text. If nothing decides, the place is left open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from analysis.chinese.characters import HANZI
from analysis.documents.places.gazetteer import Place, fitting, mentions, spans, stems
from analysis.documents.places.namesakes import ELSEWHERE, narrow_by_lines, narrow_by_name_beside, shorten
from analysis.documents.places.signs import supports
from analysis.documents.places.zones import ZONE_KINDS
from analysis.notices import Confidence, Source

HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW
# Where a document names its own place; in other sources its page or its file's name does.
OWN = frozenset(
    {Source.MANIFEST, Source.COLUMN, Source.ISSUER, Source.TITLE, Source.SUBTITLE, Source.SIGNATURE}
)
LAST = Source.FILE_NAME
# A district's plan speaks of 全区, a city's of 全市.
SELF = {
    "区": re.compile("[全我本]区"),
    "县": re.compile("[全我本]县"),
    "旗": re.compile("[全我本]旗"),
    "市": re.compile("[全我本]市"),
    "省": re.compile("[全我本]省"),
}
# The gazetteer does not have these, but it has the city that they belong to.
ZONE = re.compile(f"(?:国家级?)?(?:{ZONE_KINDS})区|[{HANZI}]{{2,3}}新区")
# Plans of a province cite a visit to it: 总书记考察浙江重要讲话精神.
VISITED = "(?:考察|视察){stem}|对{stem}(?:工作|教育|提出)"

DISTRICTS = "区县旗"
_ENDINGS = {"district": DISTRICTS, "city": "市", "province": "省"}

Evidence = tuple[Source, str]
_Narrow = Callable[[tuple[Place, ...], str], tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class Located:
    """Where a document comes from, as far as the evidence shows.

    Attributes:
        place: the place, or None if none or several fit.
        name: the name that was read, even if several places have it.
        source: which evidence names it; empty if none does.
        confidence: "high" if the document names its own place; "medium" if its page or its text does,
            or decides between namesakes; "low" for a file's name and for a contradicted place.
        namesakes: the places that remain possible if nothing decides between them.
        others: (source, name) of other places that the document says it comes from.
        partial: whether the text speaks of a district (全区) without naming it.
    """

    place: Place | None
    name: str
    source: Source | Literal[""]
    confidence: Confidence | Literal[""] = ""
    namesakes: tuple[Place, ...] = ()
    others: tuple[Evidence, ...] = ()
    partial: bool = False


def locate(
    evidence: Iterable[Evidence],
    body: str,
    year: int | None,
    signs: Sequence[frozenset[str]] = (),
) -> Located:
    """Find a document's place by its evidence.

    Args:
        evidence: (source, text) from the strongest to the weakest, such as issuer, title, footer.
        body: the text itself; it decides between namesakes and, if it names one place far more
            often than others, is evidence before the file's name.
        year: the plan's year, for names and codes that changed.
        signs: codes of the places that telephone numbers and so on of the page point to.

    Returns:
        The place, or the name of a place that is left open.
    """
    case = _Case([*evidence], body, year, signs)
    return (
        case.locate_by_own_names()
        or case.locate_by_zone()
        or case.locate_by_page()
        or case.locate_by_body()
        or case.locate_by_file_name()
        or Located(None, "", "")
    )


class _Case:
    """The evidence of one document."""

    def __init__(
        self, evidence: list[Evidence], body: str, year: int | None, signs: Sequence[frozenset[str]]
    ) -> None:
        self.evidence, self.body, self.year, self.signs = evidence, body, year, signs
        self.named = [(s, t, mentions(t)) for s, t in evidence]

    def locate_by_own_names(self) -> Located | None:
        """The narrowest place that issuer, title or signature name."""
        own = [(source, name) for source, _, names in self.named if source in OWN for name in names]
        for level in ("district", "city", "province"):
            there = [(s, n) for s, n in own if fitting(n, level, self.year)]
            if there:
                source, name = there[0]
                others = tuple(dict.fromkeys((s, n) for s, n in there[1:] if n != name))
                return self._decide(name, level, source, HIGH, self._find_conflicts(source, name, others))
        return None

    def _find_conflicts(self, source: Source, name: str, others: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """Names that contradict: from sources that do not name the place, which is not beside them."""
        mine = self._names_of(source)
        return tuple((s, n) for s, n in others if n not in mine and name not in self._names_of(s))

    def _names_of(self, source: Source) -> set[str]:
        return {name for s, _, names in self.named if s == source for name in names}

    def locate_by_zone(self) -> Located | None:
        """The city that a development zone without a code of its own lies in."""
        for source, text, _ in self.named:
            for zone in ZONE.finditer(text) if source in OWN else ():
                before = text[: zone.start()]
                for stem in (before[-n:] for n in range(min(6, len(before)), 1, -1)):
                    cities = [n for n in stems().get(stem, ()) if fitting(n, "city", self.year)]
                    if cities:
                        return self._decide(cities[0], "city", source, MEDIUM)
        return None

    def locate_by_page(self) -> Located | None:
        """The district that the page's own lines name, or their city for a city's plan."""
        scope = self._find_scope()
        for source, _, names in self.named:
            if source in OWN or source == LAST:
                continue
            for level in ("district", "city", "province"):
                name = _find_dominant_name([n for n in names if fitting(n, level, self.year)])
                if name and _may_be_in_scope(name, level, scope):
                    located = self._decide(name, level, source, MEDIUM)
                    unnamed = level != "district" and scope in DISTRICTS
                    return replace(located, confidence=LOW, partial=True) if unnamed else located
        return None

    def _find_scope(self) -> str:
        """Whether the document speaks of 全区, 全县, 全市 …; empty if of none."""
        own = [text for source, text in self.evidence if source in OWN]
        text = "".join([*own, self.body])
        counts = Counter({scope: len(pattern.findall(text)) for scope, pattern in SELF.items()})
        scope, count = counts.most_common(1)[0]
        return scope if count else ""

    def locate_by_body(self) -> Located | None:
        """The place that the text names at least three times, and three times as often as any other."""
        counts = Counter(name for name, _ in self._find_places_in_body())
        scope = self._find_scope()
        for level in ("district", "city", "province"):
            if level != "district" and scope != _ENDINGS[level]:
                # A district's plan names its city and province too.
                continue
            ranked = [(n, c) for n, c in counts.most_common() if fitting(n, level, self.year)]
            rival = ranked[1][1] if ranked[1:] else 1
            if ranked and ranked[0][1] >= 3 * rival:
                return self._decide(ranked[0][0], level, Source.BODY, MEDIUM)
        return None

    def _find_places_in_body(self) -> Iterator[tuple[str, int]]:
        """Places that the text names, without those that it learns from or visits, and their offsets."""
        for name, at in spans(self.body):
            if not ELSEWHERE.search(self.body, max(0, at - 6), at):
                yield name, at

    def locate_by_file_name(self) -> Located | None:
        """The place that the file's name names."""
        for source, _, names in self.named:
            if source == LAST:
                for level in ("district", "city", "province"):
                    there = [n for n in names if fitting(n, level, self.year)]
                    if there:
                        return self._decide(there[0], level, source, LOW)
        return None

    def _decide(
        self, name: str, level: str, source: Source, sure: Confidence, others: tuple[Evidence, ...] = ()
    ) -> Located:
        left, strength = fitting(name, level, self.year), HIGH
        if not _is_single_place(left):
            for step, narrow in self._list_narrowing_steps():
                left, strength = narrow(left, name) or left, step
                if _is_single_place(left):
                    break
            else:
                return Located(None, name, source, LOW, left, others)
        weakest = max(sure, strength, LOW if others else HIGH, key=(HIGH, MEDIUM, LOW).index)
        return Located(left[0], name, source, weakest, (), others)

    def _list_narrowing_steps(self) -> tuple[tuple[Confidence, _Narrow], ...]:
        """Ways to tell namesakes apart, the surest first, each with the confidence of its result."""
        own = [text for source, text in self.evidence if source in OWN]
        page = [text for source, text in self.evidence if source not in OWN | {LAST}]
        return (
            (HIGH, partial(narrow_by_name_beside, own)),
            (HIGH, partial(narrow_by_lines, own)),
            (MEDIUM, partial(narrow_by_name_beside, page)),
            (MEDIUM, partial(narrow_by_name_beside, [self.body])),
            (MEDIUM, partial(narrow_by_lines, page)),
            (MEDIUM, self._narrow_by_signs),
            (MEDIUM, self._narrow_by_body),
            (LOW, partial(narrow_by_name_beside, [text for source, text in self.evidence if source == LAST])),
            (LOW, partial(narrow_by_lines, [text for source, text in self.evidence if source == LAST])),
        )

    def _narrow_by_signs(self, left: tuple[Place, ...], name: str) -> tuple[Place, ...]:
        """The only namesake that the page's numbers and addresses point to."""
        for codes in self.signs:
            supported = tuple(p for p in left if supports(codes, p))
            if len(supported) == 1:
                return supported
        return ()

    def _narrow_by_body(self, left: tuple[Place, ...], name: str) -> tuple[Place, ...]:
        """The namesakes whose city, neighbours or province the text names."""
        named = {place for place, _ in self._find_places_in_body()}
        neighbours = (fitting(n, "district", self.year) for n in named - {name})
        cities_of_neighbours = {places[0].city for places in neighbours if len(places) == 1}
        for cities in (named, cities_of_neighbours):
            in_cities = tuple(p for p in left if p.city in cities)
            if in_cities:
                return in_cities
        in_provinces = tuple(p for p in left if p.province in named)
        return in_provinces or tuple(p for p in left if self._is_visited(p))

    def _is_visited(self, place: Place) -> bool:
        names = "|".join(map(re.escape, {shorten(place.city), shorten(place.province)}))
        return bool(re.search(VISITED.format(stem=f"(?:{names})"), self.body))


def _is_single_place(left: tuple[Place, ...]) -> bool:
    return len({place.adcode for place in left}) == 1


def _find_dominant_name(names: list[str]) -> str:
    """The only name, or the name that occurs twice as often as the others together; empty for none."""
    ranked = Counter(names).most_common()
    others = sum(count for _, count in ranked[1:])
    return ranked[0][0] if ranked and ranked[0][1] >= max(1, 2 * others) else ""


def _may_be_in_scope(name: str, level: str, scope: str) -> bool:
    """Whether a plan that speaks of 全市 can be the plan of a place called so."""
    if level == "district":
        return not scope or scope == name[-1] or (scope in DISTRICTS and name[-1] in DISTRICTS)
    return scope != "省" or level == "province"
