"""Deciding: which of several places of one name is meant, by what stands beside the name and on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from analysis.documents.places.gazetteer import Place, fitting, spans
from analysis.documents.places.located import Evidence, Located
from analysis.documents.places.namesakes import (
    ELSEWHERE,
    GUIDING,
    narrow_by_lines,
    narrow_by_name_beside,
    shorten,
)
from analysis.documents.places.signs import supports
from analysis.notices import Confidence, Source

HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW
# Where a document names its own place; in other sources its page or its file's name does.
OWN = frozenset(
    {Source.MANIFEST, Source.COLUMN, Source.ISSUER, Source.TITLE, Source.SUBTITLE, Source.SIGNATURE}
)
LAST = frozenset({Source.FILE_NAME, Source.FOLDER_NAME})
# Plans of a province cite a visit to it: 总书记考察浙江重要讲话精神.
VISITED = "(?:考察|视察){stem}|对{stem}(?:工作|教育|提出)"

_Narrow = Callable[[tuple[Place, ...], str], tuple[Place, ...]]


class Context:
    """What a document says beside the name of its place.

    Attributes:
        evidence: (source, text) from the strongest to the weakest.
        body: the text itself.
        year: the plan's year, for names that changed.
        signs: codes of the places that telephone numbers and so on of the page point to.
    """

    def __init__(
        self,
        evidence: Sequence[Evidence],
        body: str,
        year: int | None,
        signs: Sequence[frozenset[str]],
    ) -> None:
        self.evidence, self.body, self.year, self.signs = evidence, body, year, signs

    def decide(
        self,
        name: str,
        level: str,
        source: Source,
        sure: Confidence,
        others: tuple[Evidence, ...] = (),
        among: tuple[Place, ...] = (),
    ) -> Located:
        """The place of a name, or the namesakes that nothing tells apart.

        Args:
            name: the name.
            level: "province", "city" or "district".
            source: where it was read.
            sure: how sure it is if there is one such place.
            others: names that contradict it.
            among: the places that it may be; all of that name and level if empty.
        """
        left, strength = among or fitting(name, level, self.year), HIGH
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
        page = [text for source, text in self.evidence if source not in OWN | LAST]
        last = [text for source, text in self.evidence if source in LAST]
        return (
            (HIGH, partial(narrow_by_name_beside, own)),
            (HIGH, partial(narrow_by_lines, own)),
            (MEDIUM, partial(narrow_by_name_beside, page)),
            (MEDIUM, partial(narrow_by_name_beside, [self.body])),
            (MEDIUM, partial(narrow_by_lines, page)),
            (MEDIUM, self._narrow_by_signs),
            (MEDIUM, self._narrow_by_body),
            (LOW, partial(narrow_by_name_beside, last)),
            (LOW, partial(narrow_by_lines, last)),
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
        named = {place for place, _ in self.find_places_in_body()}
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

    def find_places_in_body(self) -> Iterator[tuple[str, int]]:
        """Places that the text names, without those that it learns from or visits, and their offsets."""
        for name, at in spans(self.body):
            is_elsewhere = ELSEWHERE.search(self.body, max(0, at - 6), at)
            if not is_elsewhere or GUIDING.match(self.body, at + len(name)):
                yield name, at


def _is_single_place(left: tuple[Place, ...]) -> bool:
    return len({place.adcode for place in left}) == 1
