"""Locating: which place a document comes from, told by evidence and never guessed.

A name that several places bear is settled by what stands beside it, first where the document
speaks of itself, then by the signs of its page, then by its text; else it is left open.
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
from analysis.documents.places.namesakes import ELSEWHERE, beside, by_context, short
from analysis.documents.places.signs import supports
from analysis.notices import Confidence, Source

HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW
# Where a document names its own place; in other sources its page or its file's name does.
OWN = frozenset({Source.MANIFEST, Source.ISSUER, Source.TITLE, Source.SUBTITLE, Source.SIGNATURE})
LAST = Source.FILE_NAME
# A district's plan speaks of 全区, a city's of 全市.
SELF = {
    "区": re.compile("[全我本]区"),
    "县": re.compile("[全我本]县"),
    "旗": re.compile("[全我本]旗"),
    "市": re.compile("[全我本]市"),
    "省": re.compile("[全我本]省"),
}
# 苏州工业园区 and 芜湖经开区 are in no gazetteer; the city they belong to is.
ZONE = re.compile(
    "(?:国家级?)?(?:高新技术产业开发|高新技术开发|高新产业开发|高新|经济技术开发|经济开发|经开|工业园|开发)区"
    f"|[{HANZI}]{{2,3}}新区"
)
# 总书记考察浙江重要讲话精神 is cited in the plans of that province.
VISITED = "(?:考察|视察){stem}|对{stem}(?:工作|教育|提出)"

DISTRICTS = "区县旗"
_ENDINGS = {"district": DISTRICTS, "city": "市", "province": "省"}

Evidence = tuple[Source, str]
_Narrow = Callable[[tuple[Place, ...], str], tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class Located:
    """Where a document comes from, as far as the evidence tells.

    Attributes:
        place: the place, or None where nothing or several places fit.
        name: the name that was read, even where namesakes are not settled.
        source: which evidence named it; empty if none did.
        confidence: "high" where the document names its own place; "medium" where its page or its
            text does, or settles a namesake; "low" for a file's name and where it is contradicted.
        namesakes: the places that remain possible when the name is not settled.
        others: (source, name) of other places that the document says it comes from.
        partial: whether the text speaks of a district (全区) that is named nowhere.
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
    """Tell a document's place from its evidence.

    Args:
        evidence: (source, text) from the strongest to the weakest, such as issuer, title, footer.
        body: the text itself, used to settle namesakes and, where it names one place far more
            often than others, as evidence before the file's name.
        year: the plan's year, for names and codes that changed.
        signs: codes that telephone numbers, registrations and addresses of the page stand for.

    Returns:
        The place, or the name that is left open. A name shared by several places is settled only
        by evidence, never guessed.
    """
    case = _Case([*evidence], body, year, signs)
    return (
        case.named_by_itself()
        or case.named_by_zone()
        or case.named_by_page()
        or case.named_by_body()
        or case.named_by_file()
        or Located(None, "", "")
    )


class _Case:
    """The evidence of one document."""

    def __init__(
        self, evidence: list[Evidence], body: str, year: int | None, signs: Sequence[frozenset[str]]
    ) -> None:
        self.evidence, self.body, self.year, self.signs = evidence, body, year, signs
        self.named = [(s, t, mentions(t)) for s, t in evidence]

    def named_by_itself(self) -> Located | None:
        """The narrowest place that issuer, title or signature name."""
        own = [(source, name) for source, _, names in self.named if source in OWN for name in names]
        for level in ("district", "city", "province"):
            there = [(s, n) for s, n in own if fitting(n, level, self.year)]
            if there:
                source, name = there[0]
                others = tuple(dict.fromkeys((s, n) for s, n in there[1:] if n != name))
                return self._settled(name, level, source, HIGH, self._conflicting(source, name, others))
        return None

    def _conflicting(self, source: Source, name: str, others: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """Other names by a source that does not name the first; 甲区与乙区 in one source is none."""
        mine = self._names_of(source)
        return tuple((s, n) for s, n in others if n not in mine and name not in self._names_of(s))

    def _names_of(self, source: Source) -> set[str]:
        return {name for s, _, names in self.named if s == source for name in names}

    def named_by_zone(self) -> Located | None:
        """The city that a development zone without a code of its own lies in."""
        for source, text, _ in self.named:
            for zone in ZONE.finditer(text) if source in OWN else ():
                before = text[: zone.start()]
                for stem in (before[-n:] for n in range(min(6, len(before)), 1, -1)):
                    cities = [n for n in stems().get(stem, ()) if fitting(n, "city", self.year)]
                    if cities:
                        return self._settled(cities[0], "city", source, MEDIUM)
        return None

    def named_by_page(self) -> Located | None:
        """The one district that the page's own lines name, or their city for a city's plan."""
        scope = self._scope()
        for source, _, names in self.named:
            if source in OWN or source == LAST:
                continue
            for level in ("district", "city", "province"):
                name = _only([n for n in names if fitting(n, level, self.year)])
                if name and _in_scope(name, level, scope):
                    located = self._settled(name, level, source, MEDIUM)
                    unnamed = level != "district" and scope in DISTRICTS
                    return replace(located, confidence=LOW, partial=True) if unnamed else located
        return None

    def _scope(self) -> str:
        """Whether the document speaks of 全区, 全县, 全市 …; empty where it does not say."""
        own = [text for source, text in self.evidence if source in OWN]
        text = "".join([*own, self.body])
        counts = Counter({scope: len(said.findall(text)) for scope, said in SELF.items()})
        scope, count = counts.most_common(1)[0]
        return scope if count else ""

    def named_by_body(self) -> Located | None:
        """The place that the text names three times, and three times as often as any other."""
        counts = Counter(name for name, _ in self._said())
        scope = self._scope()
        for level in ("district", "city", "province"):
            if level != "district" and scope != _ENDINGS[level]:
                # A district's plan names its city and province too.
                continue
            ranked = [(n, c) for n, c in counts.most_common() if fitting(n, level, self.year)]
            rival = ranked[1][1] if ranked[1:] else 1
            if ranked and ranked[0][1] >= 3 * rival:
                return self._settled(ranked[0][0], level, Source.BODY, MEDIUM)
        return None

    def _said(self) -> Iterator[tuple[str, int]]:
        """Places that the text names, but for those that it learns from or visits."""
        for name, at in spans(self.body):
            if not ELSEWHERE.search(self.body, max(0, at - 6), at):
                yield name, at

    def named_by_file(self) -> Located | None:
        """The place that the file's name names."""
        for source, _, names in self.named:
            if source == LAST:
                for level in ("district", "city", "province"):
                    there = [n for n in names if fitting(n, level, self.year)]
                    if there:
                        return self._settled(there[0], level, source, LOW)
        return None

    def _settled(
        self, name: str, level: str, source: Source, sure: Confidence, others: tuple[Evidence, ...] = ()
    ) -> Located:
        left, strength = fitting(name, level, self.year), HIGH
        if not _is_one(left):
            for step, narrow in self._steps():
                left, strength = narrow(left, name) or left, step
                if _is_one(left):
                    break
            else:
                return Located(None, name, source, LOW, left, others)
        weakest = max(sure, strength, LOW if others else HIGH, key=(HIGH, MEDIUM, LOW).index)
        return Located(left[0], name, source, weakest, (), others)

    def _steps(self) -> tuple[tuple[Confidence, _Narrow], ...]:
        """What may tell namesakes apart, the surest first, with how sure a place is then."""
        own = [text for source, text in self.evidence if source in OWN]
        page = [text for source, text in self.evidence if source not in OWN | {LAST}]
        return (
            (HIGH, partial(beside, own)),
            (HIGH, partial(by_context, own)),
            (MEDIUM, partial(beside, page)),
            (MEDIUM, partial(beside, [self.body])),
            (MEDIUM, partial(by_context, page)),
            (MEDIUM, self._by_signs),
            (MEDIUM, self._by_body),
            (LOW, partial(beside, [text for source, text in self.evidence if source == LAST])),
            (LOW, partial(by_context, [text for source, text in self.evidence if source == LAST])),
        )

    def _by_signs(self, left: tuple[Place, ...], name: str) -> tuple[Place, ...]:
        """The namesake that the page's numbers and addresses stand for and no other."""
        for codes in self.signs:
            found = tuple(p for p in left if supports(codes, p))
            if len(found) == 1:
                return found
        return ()

    def _by_body(self, left: tuple[Place, ...], name: str) -> tuple[Place, ...]:
        """The only namesake whose city, province or neighbours the text names."""
        said = {place for place, _ in self._said()}
        neighbours = {
            near[0].city for n in said - {name} if len(near := fitting(n, "district", self.year)) == 1
        }
        for city_of in (said, neighbours):
            found = tuple(p for p in left if p.city in city_of)
            if found:
                return found
        found = tuple(p for p in left if p.province in said)
        return found or tuple(p for p in left if self._visited(p))

    def _visited(self, place: Place) -> bool:
        names = "|".join(map(re.escape, {short(place.city), short(place.province)}))
        return bool(re.search(VISITED.format(stem=f"(?:{names})"), self.body))


def _is_one(left: tuple[Place, ...]) -> bool:
    return len({place.adcode for place in left}) == 1


def _only(names: list[str]) -> str:
    """The one name there is, or the one named twice as often as the others together."""
    ranked = Counter(names).most_common()
    others = sum(count for _, count in ranked[1:])
    return ranked[0][0] if ranked and ranked[0][1] >= max(1, 2 * others) else ""


def _in_scope(name: str, level: str, scope: str) -> bool:
    """Whether a plan that speaks of 全市 can be the plan of a place called so."""
    if level == "district":
        return not scope or scope == name[-1] or (scope in DISTRICTS and name[-1] in DISTRICTS)
    return scope != "省" or level == "province"
