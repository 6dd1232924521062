"""The gazetteer: provinces, cities and districts with their codes and years, and how to find them in a text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from analysis.chinese.characters import HANZI

# 文县 and 成县 are counties, but 人文县域 and 建成县级 name none.
BEFORE_SHORT = re.compile(rf"[省市区州盟共在于向对至经与和驻年]|[^{HANZI}]|(?<=印)发")
SUFFIX = re.compile("[区县市旗省州盟]")
# The year of a document without one: of today.
NOW = 9999
# Names that are also common words; they count only directly after the city that they lie in.
COMMON_WORDS = frozenset({"城区", "郊区", "矿区", "东区", "西区", "南区", "北区", "市区", "市中区", "新区"})
PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西"
    "|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固"
    "|独龙|鄂伦春|门巴|珞巴|基诺|各"
)
# 互助土族自治县 is called 互助县 too, and 黔东南苗族侗族自治州 is 黔东南州.
AUTONOMOUS = re.compile(rf"(.{{2,8}}?)(?:(?:{PEOPLES})族?)+自治([县州旗区])$")


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
    by_name: dict[str, list[Place]] = {}
    for row in read_table("places.csv"):
        place = Place(
            row["adcode"],
            row["level"],
            row["province"],
            row["city"],
            row["district"],
            int(row["from_year"] or 0),
            int(row["to_year"] or 9999),
        )
        by_name.setdefault(place.name, []).append(place)
    return {name: tuple(places) for name, places in by_name.items()}


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of the package's resources."""
    table = resources.files("analysis.resources").joinpath(name).read_text("utf-8")
    yield from csv.DictReader(table.splitlines())


def place_of_code(adcode: str) -> Place | None:
    """The place of a GB/T 2260 code, by its latest name; None if no place has it."""
    places = [p for same in gazetteer().values() for p in same if p.adcode == adcode]
    return max(places, key=lambda place: place.to_year, default=None)


@lru_cache(4096)
def fitting(name: str, level: str, year: int | None) -> tuple[Place, ...]:
    """Places of a name and level in use in a year; of any year if the name was not in use then.

    巴中市 was a district until 1993 and is a city since: in a plan for 2024 it is the city.
    """
    places = gazetteer().get(name, ())
    then = tuple(p for p in places if p.existed(year or NOW)) or places
    return tuple(p for p in then if p.level == level)


@cache
def stems() -> dict[str, tuple[str, ...]]:
    """Cities and provinces by the name without its ending: 杭州 → 杭州市, 吉林 → 吉林省 and 吉林市."""
    by_stem: dict[str, list[str]] = {}
    for name, places in gazetteer().items():
        if any(place.level != "district" for place in places):
            stem = stem_of(name)
            if len(stem) >= 2:
                by_stem.setdefault(stem, []).append(name)
    return {stem: tuple(names) for stem, names in by_stem.items()}


def stem_of(name: str) -> str:
    """A name without its ending and without the peoples in it: 恩施土家族苗族自治州 → 恩施."""
    autonomous = AUTONOMOUS.match(name)
    if autonomous:
        return autonomous[1]
    return re.sub("(?:市|省|地区|自治区|自治州|盟|特别行政区|[区县旗])$", "", name)


@cache
def county_stems() -> dict[str, Place]:
    """Counties and county-level cities of today by the name without its ending, where only one is called so.

    平潭 → 平潭县. Districts are left out: 东湖 and 江北 name many things.
    """
    by_stem: dict[str, dict[str, Place]] = {}
    for name, places in gazetteer().items():
        for place in places:
            if place.level == "district" and place.existed(NOW) and not name.endswith("区"):
                by_stem.setdefault(stem_of(name), {})[place.adcode] = place
    return {
        stem: next(iter(same.values()))
        for stem, same in by_stem.items()
        if len(stem) >= 2 and len(same) == 1 and stem not in stems()
    }


@cache
def cities_with_districts() -> frozenset[str]:
    """Names of the cities that have districts or counties; 东莞市 has towns only."""
    return frozenset(p.city for places in gazetteer().values() for p in places if p.level == "district")


@cache
def _aliases() -> dict[str, str]:
    """Short names of autonomous places by the full one: 互助县 → 互助土族自治县."""
    short = {}
    for name in gazetteer():
        match = AUTONOMOUS.match(name)
        if match and match[1] + match[2] not in gazetteer() and match[2] != "区":
            short[match[1] + match[2]] = name
    return short


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """The lengths of names by their last two hanzi, because most 区 and 市 of a text end no name."""
    lengths: dict[str, set[int]] = {}
    for name in (*gazetteer(), *_aliases()):
        lengths.setdefault(name[-2:], set()).add(len(name))
    return {ending: tuple(sorted(sizes, reverse=True)) for ending, sizes in lengths.items()}


@lru_cache(4096)
def mentions(text: str) -> tuple[str, ...]:
    """Names of places in a text, longest first at each end, in order.

    东昌府区 is not 东昌区, and 城区 counts only in 汕尾市城区.
    """
    return tuple(name for name, _ in spans(text))


def spans(text: str) -> Iterator[tuple[str, int]]:
    """Names of places in a text, written in full, and where each starts."""
    for name, start, _ in find_names(text):
        yield name, start


def find_names(text: str) -> Iterator[tuple[str, int, int]]:
    """Names of places in a text, written in full, and where each starts and ends."""
    names, short, lengths = gazetteer(), _aliases(), _lengths()
    last_end = 0
    for suffix in SUFFIX.finditer(text):
        end = suffix.end()
        for length in lengths.get(text[end - 2 : end], ()):
            start = end - length
            name = text[start:end] if start >= last_end else ""
            if name in names or name in short:
                follows_place = start == last_end and last_end > 0
                certain = length > 2 or not start or BEFORE_SHORT.match(text, start - 1)
                if follows_place or (name not in COMMON_WORDS and certain):
                    # 沙县 is a district of today, 沙县区.
                    last_end = end + (text[start : end + 1] in names)
                    yield short.get(name) or text[start:last_end], start, last_end
                break
