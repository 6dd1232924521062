"""Locating: which place a document comes from, decided by evidence and never guessed.

Its author decides: the body that issued it, or the one that its title names, not a place that it is about. If
several places have one name, what is beside the name decides: first where the document names itself, then on its
page, then in its text. If nothing decides, the place is left open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from analysis.chinese.characters import HANZI
from analysis.chinese.patterns import YEAR
from analysis.documents.places.admin_levels import SHORT
from analysis.documents.places.authors import Author, read_organ, read_titles
from analysis.documents.places.deciding import HIGH, LAST, LOW, MEDIUM, OWN, Context
from analysis.documents.places.file_names import find_places_in_path
from analysis.documents.places.gazetteer import Place, county_stems, fitting, gazetteer, mentions, stem_of
from analysis.documents.places.located import NATIONWIDE, Evidence, Located
from analysis.documents.places.towns import find_town
from analysis.documents.places.zones import ZONE_KINDS
from analysis.notices import Source

TITLES = frozenset({Source.TITLE, Source.SUBTITLE})
# A district's plan speaks of 全区, a city's of 全市.
SELF = {
    "区": re.compile("[全我本]区"),
    "县": re.compile("[全我本]县"),
    "旗": re.compile("[全我本]旗"),
    "市": re.compile("[全我本]市"),
    "省": re.compile("[全我本]省"),
}
# What comes behind the short name of a county at the start of a title.
SHORT_NAME = re.compile(
    f"([{HANZI}]{{2,4}}?)(?=教育|体育|卫生|卫健|科技|民政|政法|组织|宣传|统战|水务|水利|农业|住建|交通|财政|公安|司法|党建|机关"
    f"|[{HANZI}]{{2,6}}系统|{YEAR})"
)
DISTRICTS = "区县旗"
LEVELS = ("district", "city", "province")
_ENDINGS = {"district": DISTRICTS, "city": "市", "province": "省"}
_LEADING = re.compile(r"^[\d\s_.\-—–年]+")


def locate(
    evidence: Iterable[Evidence],
    body: str,
    year: int | None,
    signs: Sequence[frozenset[str]] = (),
) -> Located:
    """Find a document's place by its evidence.

    Args:
        evidence: (source, text) from the strongest to the weakest, such as issuer, title, footer. Names of folders
            come last, the nearest first.
        body: the text itself; it decides between namesakes and, if it names one place far more
            often than others, is evidence before the file's name.
        year: the plan's year, for names and codes that changed.
        signs: codes of the places that telephone numbers and so on of the page point to.

    Returns:
        The place, or the name of a place that is left open.
    """
    case = _Case([*evidence], body, year, signs)
    if case.is_central():
        return case.locate_nationwide()
    located = (
        case.locate_by_author()
        or case.locate_by_topic()
        or case.locate_by_short_name()
        or case.locate_by_page()
        or case.locate_by_body()
        or case.locate_by_path()
        or Located(None, "", "")
    )
    return case.add_zone_and_town(located)


class _Case:
    """The evidence of one document."""

    def __init__(
        self, evidence: list[Evidence], body: str, year: int | None, signs: Sequence[frozenset[str]]
    ) -> None:
        self.evidence, self.body, self.year = evidence, body, year
        self.context = Context(evidence, body, year, signs)
        self.authors: list[tuple[Source, Author]] = [
            (source, read_titles(text, year) if source in TITLES else read_organ(text, year))
            for source, text in evidence
            if source in OWN and text
        ]
        first = next(((source, author) for source, author in self.authors if author.says_whose), None)
        self.first_source, self.first = first or (Source.ISSUER, Author())

    def is_central(self) -> bool:
        """Whether the document is of a body of the centre."""
        return self.first.is_central

    def locate_nationwide(self) -> Located:
        """The whole country."""
        return Located(None, NATIONWIDE, self.first_source, HIGH, is_nationwide=True)

    def locate_by_author(self) -> Located | None:
        """The narrowest place that the first author names, or that the name of its zone begins with."""
        for source, author in self.authors:
            level, name = self._find_narrowest(author.names)
            if author.around and level in ("", "province"):
                return self.context.decide(
                    author.around.name, author.around.level, source, MEDIUM, among=(author.around,)
                )
            if name:
                return self.context.decide(
                    name, level, source, HIGH, self._find_conflicts(source, name, level)
                )
        return None

    def _find_narrowest(self, names: Sequence[str]) -> tuple[str, str]:
        """The first name of the narrowest level, with its level; empty if there is none."""
        for level in LEVELS:
            there = [name for name in names if fitting(name, level, self.year)]
            if there:
                return level, there[0]
        return "", ""

    def _find_conflicts(self, source: Source, name: str, level: str) -> tuple[Evidence, ...]:
        """Names that contradict: of other authors, which are not beside the name and do not lie around it."""
        mine = self._names_of(source)
        others = []
        for other_source, author in self.authors:
            beside = self._names_of(other_source)
            for other in author.names if other_source != source and name not in beside else ():
                is_wider = any(
                    fitting(other, wider, self.year) for wider in LEVELS[LEVELS.index(level) + 1 :]
                )
                if other not in mine and not is_wider:
                    others.append((other_source, other))
        return tuple(dict.fromkeys(others))

    def _names_of(self, source: Source) -> set[str]:
        return {name for s, text in self.evidence if s == source for name in mentions(text)}

    def locate_by_topic(self) -> Located | None:
        """The place that the titles are about, or the one around it whose body issued the document.

        关于加强西湖区学校党建的意见 is of 西湖区, and of its city if 市教育局 signs. A paper that approves or
        supports is never of the place that it speaks of.
        """
        topics = [(s, name, a.is_approval) for s, a in self.authors for name in a.topics]
        level, name = self._find_narrowest([name for _, name, _ in topics])
        if not name:
            return None
        source = next(s for s, topic, _ in topics if topic == name)
        located = self.context.decide(name, level, source, MEDIUM)
        scope = self._find_level_of_issuer()
        if located.place and scope in ("省", "市") and not name.endswith(scope):
            wider = self._widen(located.place, "province" if scope == "省" else "city")
            return replace(located, place=wider, name=wider.name, source=Source.ISSUER) if wider else None
        return None if any(is_approval for _, _, is_approval in topics) else located

    def locate_by_short_name(self) -> Located | None:
        """The county whose short name a title begins with: 睢宁教育系统2022年党建工作要点.

        It is doubtful unless the name of the page, the site or the account begins so too.
        """
        for source, text in self.evidence:
            if source not in TITLES:
                continue
            named = SHORT_NAME.match(_LEADING.sub("", text))
            county = county_stems().get(named[1]) if named else None
            # 和平 may also be one of the districts of that name.
            if county and named and f"{named[1]}区" not in gazetteer():
                pages = [text for source, text in self.evidence if source not in OWN | LAST]
                is_named_again = any(part.startswith(named[1]) for text in pages for part in text.split("；"))
                sure = MEDIUM if is_named_again else LOW
                return self.context.decide(county.name, "district", source, sure, among=(county,))
        return None

    def _find_level_of_issuer(self) -> str:
        """省, 市 or 区 for an issuer that names no place: 市教育局; empty if there is none."""
        for source, text in self.evidence:
            short = SHORT.match(text) if source in (Source.ISSUER, Source.SIGNATURE) else None
            if short:
                return {"自治区": "省", "州": "市", "盟": "市"}.get(short[1], short[1])
        return ""

    def _widen(self, place: Place, level: str) -> Place | None:
        """The city or province that a place lies in."""
        name = place.province if level == "province" else place.city
        return next((p for p in fitting(name, level, self.year) if p.province == place.province), None)

    def locate_by_page(self) -> Located | None:
        """The district that the page's own lines name, or their city for a city's plan."""
        scope = self._find_scope()
        for source, text in self.evidence:
            if source in OWN or source in LAST:
                continue
            for level in LEVELS:
                name = _find_dominant_name([n for n in mentions(text) if fitting(n, level, self.year)])
                if name and _may_be_in_scope(name, level, scope):
                    located = self.context.decide(name, level, source, MEDIUM)
                    unnamed = level != "district" and scope in DISTRICTS and not self.first.says_whose
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
        counts = Counter(name for name, _ in self.context.find_places_in_body())
        scope = self._find_scope()
        for level in LEVELS:
            if level != "district" and scope != _ENDINGS[level]:
                # A district's plan names its city and province too.
                continue
            ranked = [(n, c) for n, c in counts.most_common() if fitting(n, level, self.year)]
            rival = ranked[1][1] if ranked[1:] else 1
            if ranked and ranked[0][1] >= 3 * rival:
                return self.context.decide(ranked[0][0], level, Source.BODY, MEDIUM)
        return None

    def locate_by_path(self) -> Located | None:
        """The place that the names of the file and of its folders show."""
        path = [(source, text) for source, text in self.evidence if source in LAST and text][::-1]
        zone = read_organ(_LEADING.sub("", path[-1][1]), self.year) if path else Author()
        if zone.zone and zone.around:
            return Located(zone.around, zone.zone, path[-1][0], LOW, zone=zone.zone, town=zone.town)
        places, at, end = find_places_in_path([text for _, text in path], self.year)
        if not places:
            return None
        source, text = path[at]
        located = self.context.decide(places[0].name, places[0].level, source, LOW, among=places)
        return replace(located, town=find_town(text, end))

    def add_zone_and_town(self, located: Located) -> Located:
        """A place with the zone and the town in it whose document it is."""
        author = self.first
        if not author.zone and not author.town:
            return located
        place, zone = located.place, author.zone
        if zone and place and place.level == "district":
            # The zone's page names the district in which its office stands.
            place = self._widen(place, "city") or self._widen(place, "province")
        if zone and place and place.level == "city" and not author.around and not author.names:
            # 高新区 alone has no name of its own.
            zone = (
                f"{stem_of(place.name)}{zone}" if zone.removesuffix("区") in ZONE_KINDS.split("|") else zone
            )
        if not place and not located.namesakes:
            return Located(None, author.town or zone, self.first_source, LOW, zone=zone, town=author.town)
        return replace(located, place=place, zone=zone, town=author.town)


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
