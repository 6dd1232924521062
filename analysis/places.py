"""Places: the gazetteer of provinces, cities and districts, and who is meant by a name."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

# 文县 and 成县 are counties, but 人文县域 and 建成县级 name none.
BEFORE_SHORT = re.compile(r"[省市区州盟共在于向对至经与和驻]|[^一-鿿]")
SUFFIX = re.compile("[区县市旗省州盟]")
LONGEST_NAME = 15
# A document without a year is taken for one of these days.
NOW = 9999
# Names that are words of their own; they count only right behind the city they lie in.
COMMON_WORDS = frozenset(
    {"城区", "郊区", "矿区", "东区", "西区", "南区", "北区", "市区", "市中区", "新区"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """A province, a city (prefecture level) or a district (county level) over some years.

    Attributes:
        adcode: GB/T 2260 code, six digits.
        level: "province", "city" or "district".
        province, city, district: names in full; empty where the level is wider.
        from_year, to_year: first and last year of the name, both included.
    """

    adcode: str
    level: str
    province: str
    city: str
    district: str
    from_year: int
    to_year: int

    @property
    def name(self) -> str:
        """The narrowest name."""
        return self.district or self.city or self.province

    def existed(self, year: int | None) -> bool:
        """Whether the name was in use in a year; in any year if none is given."""
        return year is None or self.from_year <= year <= self.to_year


@cache
def gazetteer() -> dict[str, tuple[Place, ...]]:
    """All places by their narrowest name, namesakes together."""
    table = resources.files("analysis.resources").joinpath("places.csv").read_text("utf-8")
    by_name: dict[str, list[Place]] = {}
    for row in csv.DictReader(table.splitlines()):
        place = Place(
            row["adcode"], row["level"], row["province"], row["city"], row["district"],
            int(row["from_year"] or 0), int(row["to_year"] or 9999),
        )  # fmt: skip
        by_name.setdefault(place.name, []).append(place)
    return {name: tuple(places) for name, places in by_name.items()}


def place_of_code(adcode: str) -> Place | None:
    """The place of a GB/T 2260 code, by its latest name; None for no code."""
    places = [p for same in gazetteer().values() for p in same if p.adcode == adcode]
    return max(places, key=lambda place: place.to_year, default=None)


def mentions(text: str) -> list[str]:
    """Names of places in a text, longest first at each end, in order.

    东昌府区 is not 东昌区, and 城区 counts only in 汕尾市城区.
    """
    return [name for name, _ in _spans(text)]


def _spans(text: str) -> Iterator[tuple[str, int]]:
    names = gazetteer()
    last_end = 0
    for suffix in SUFFIX.finditer(text):
        end = suffix.end()
        for start in range(max(last_end, end - LONGEST_NAME), end - 1):
            name = text[start:end]
            if name in names:
                follows_place = start == last_end and last_end > 0
                certain = len(name) > 2 or not start or BEFORE_SHORT.match(text, start - 1)
                if follows_place or (name not in COMMON_WORDS and certain):
                    # 沙县 is a district of today, 沙县区.
                    last_end = end + (text[start : end + 1] in names)
                    yield text[start:last_end], start
                break


@dataclass(frozen=True, slots=True)
class Located:
    """Where a document comes from, as far as the evidence tells.

    Attributes:
        place: the place, or None where nothing or several places fit.
        name: the name that was read, even where namesakes are not settled.
        source: which evidence named it; empty if none did.
        namesakes: the places that remain possible when the name is not settled.
    """

    place: Place | None
    name: str
    source: str
    namesakes: tuple[Place, ...] = ()


def locate(evidence: Iterable[tuple[str, str]], body: str, year: int | None) -> Located:
    """Tell a document's place from its evidence, narrowest level first.

    Args:
        evidence: (source, text) from the strongest to the weakest, such as issuer, title, footer.
        body: the text itself, used to settle namesakes and, where it names one district far
            more often than others, as the weakest evidence.
        year: the plan's year, for names and codes that changed.

    Returns:
        The place, or the name that is left open. A name shared by several places is settled only
        by a city or province named beside it, never guessed.
    """
    evidence = [*evidence]
    named = [(source, name) for source, text in evidence for name in mentions(text)]
    context = "".join(text for _, text in evidence)
    for level in ("district", "city", "province"):
        for source, name in named:
            fitting = _fitting(name, level, year)
            if fitting:
                return _settle(name, source, fitting, context, body)
        if level == "district":
            common = _common_district(body, year)
            if common and not named:
                return _settle(common, "body", _fitting(common, level, year), context, body)
    return Located(None, "", "")


def _fitting(name: str, level: str, year: int | None) -> tuple[Place, ...]:
    """Places of a name and level in use in a year; of any year where the name was in use nowhere.

    巴中市 was a district until 1993 and is a city since: of a plan for 2024 it is the city.
    """
    places = gazetteer().get(name, ())
    then = tuple(p for p in places if p.existed(year or NOW)) or places
    return tuple(p for p in then if p.level == level)


def _settle(name: str, source: str, fitting: tuple[Place, ...], context: str, body: str) -> Located:
    if len(fitting) > 1:
        fitting = _narrow(fitting, {*mentions(context), *_short_names(context)}) or fitting
    if len(fitting) > 1:
        coded = tuple(p for p in fitting if _registered(p, context))
        fitting = coded or fitting
    if len(fitting) > 1:
        # A body speaks of 北京冬奥会 anywhere: there only names in full count.
        fitting = _narrow(fitting, {*mentions(body)}) or fitting
    if len({place.adcode for place in fitting}) == 1:
        return Located(fitting[0], name, source)
    return Located(None, name, source, fitting)


def _registered(place: Place, text: str) -> bool:
    """Whether a page's number of registration starts with the place's code: 公网安备 330106….."""
    return bool(re.search(rf"(?<!\d)1?1?{place.adcode}\d{{6,}}", text))


def _narrow(fitting: tuple[Place, ...], context: set[str]) -> tuple[Place, ...]:
    """Namesakes whose city is named beside them; their province, where no city is."""
    by_city = tuple(p for p in fitting if p.city in context)
    return by_city or tuple(p for p in fitting if p.province in context)


def _common_district(body: str, year: int | None) -> str:
    """The district that a body names at least three times and three times as often as others."""
    counts = Counter(name for name in mentions(body) if _fitting(name, "district", year))
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] < 3 * ranked[1][1]):
        return ""
    return ranked[0][0]


@cache
def _shortened() -> dict[str, str]:
    """Cities and provinces by the name without its ending: 杭州 → 杭州市."""
    short = {}
    for name, places in gazetteer().items():
        if any(place.level != "district" for place in places):
            stem = re.sub("(?:市|省|地区|(?:[^市省]{1,4}族)*自治[区州]|盟|特别行政区)$", "", name)
            if len(stem) >= 2:
                short[stem] = name
    return short


def _short_names(text: str) -> set[str]:
    """Full names of the cities and provinces that a text names in short."""
    return {name for stem, name in _shortened().items() if stem in text}
