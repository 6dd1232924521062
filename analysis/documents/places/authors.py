"""Authors: which words of an organ's name or of a title say whose document it is.

浙江省对口支援新疆阿克苏市 is of 浙江省, and 国务院关于同意沛县 of the State Council: a place that is helped,
visited, or spoken about after 关于 is what a document is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from analysis.chinese.characters import HANZI
from analysis.chinese.numerals import TENS
from analysis.chinese.patterns import ARABIC_YEAR, YEAR
from analysis.documents.places.admin_levels import UNIT, find_central_organ
from analysis.documents.places.gazetteer import (
    Place,
    county_stems,
    find_names,
    fitting,
    gazetteer,
    stem_of,
    stems,
)
from analysis.documents.places.towns import find_town
from analysis.documents.places.zones import NATIONAL_NEW_AREAS, Zone, find_part, find_zone, spell_free_trade

# What a title is about follows these; before them stands its author, if it names one.
_TOPIC = re.compile(
    rf"关于|有关|印发|转发|批转|下发|公布|发布|批复|同意|决定|支持|推动|促进|对(?![口外标接策象照])|{YEAR}|(?:人民)?政府工作报告"
)
_LEADING_YEAR = re.compile(rf"^[《“\"]?(?:关于)?{YEAR}(?:[—–-]+{YEAR})?年?度?(?:全[省市区县])?")
_NOTICE = re.compile("^关于(?:印发|转发|下发|发布|公布|批转)")
# Before the name of a place these say that it is another's: helped, visited, learnt from, or a partner.
_OTHERS = re.compile(
    rf"(?:对口(?:支援|帮扶|协作|合作|援助)?|支援|援助|援建|帮扶|协作|结对|共建|支持|援|驻|赴|前往|走进|来自|考察|参观|访问|借鉴|推广|对标|对接|接轨|融入"
    rf"|学习(?!教育)|服务(?=[{HANZI}]{{0,4}}$)|[与同](?<![共协大]同)|[和·—–-](?<!呼和))(?!市|区|县|省)[{HANZI}]{{0,4}}$"
)
# 睢宁县 is the object of a paper that approves, even where no author is named.
_APPROVAL = re.compile("(?:批复|复函|答复)[》）)]?$|同意|批准|设立|撤销|授予|命名|支持")
_PARTY = re.compile("^(?:中国共产党|中国共产主义青年团|中华人民共和国|中共|共青团)")
# The national congress hears reports of central bodies only.
_NATIONAL_CONGRESS = re.compile(
    f"第[{TENS}]+届(?:全国人民代表大会|全国人大|中国人民政治协商会议全国委员会)|国务院总理"
)
_NATIONAL_PLAN = re.compile("^中华人民共和国(?:国民经济|20)")
_ORGANS = re.compile(r"[、；\s]+")


@dataclass(frozen=True, slots=True)
class Author:
    """Whose document an organ's name or a title says that it is; all empty if it says nothing.

    Attributes:
        is_central: whether it is of a body of the centre.
        names: names of provinces, cities and districts in full.
        around: the province, city or county that a zone's name begins with, 合肥市 for 合肥高新区.
        zone: a zone without a code of its own, as 秦皇岛经济技术开发区.
        town: a town, a street, or a part of a zone.
        topics: names of places that the words are about.
        is_approval: whether the topics are what a paper approves or supports.
    """

    is_central: bool = False
    names: tuple[str, ...] = ()
    around: Place | None = None
    zone: str = ""
    town: str = ""
    topics: tuple[str, ...] = ()
    is_approval: bool = False

    @property
    def says_whose(self) -> bool:
        """Whether it says anything of whose document it is."""
        return bool(self.is_central or self.names or self.zone or self.town)


def read_organ(text: str, year: int | None) -> Author:
    """The author that the name of a body shows; of several bodies the first that shows one.

    Args:
        text: the name, or several with 、 or blanks between them.
        year: the plan's year, for names that changed.
    """
    authors = [_read_words(organ, year, in_title=False) for organ in _ORGANS.split(text) if organ]
    return next((author for author in authors if author.says_whose), Author())


def read_titles(text: str, year: int | None) -> Author:
    """The author that titles show, the first title that shows one; with what the titles are about.

    Args:
        text: the titles with ； between them.
        year: the plan's year, for names that changed.
    """
    authors = [_read_title(title, year) for title in text.split("；") if title]
    first = next((author for author in authors if author.says_whose), Author())
    topics = tuple(dict.fromkeys(name for author in authors for name in author.topics))
    return Author(
        first.is_central,
        first.names,
        first.around,
        first.zone,
        first.town,
        topics,
        any(author.is_approval for author in authors),
    )


def own_names(text: str) -> Iterator[tuple[str, int, int]]:
    """Names of places in a text with start and end, without those of others: helped, visited or partners."""
    end, is_other = -1, False
    for name, start, name_end in find_names(text):
        # 浙江省杭州市 is one place: the second name is another's where the first is.
        is_other = is_other if start == end else bool(_OTHERS.search(text, max(0, start - 10), start))
        end = name_end
        if not is_other:
            yield name, start, name_end


@lru_cache(4096)
def _read_title(title: str, year: int | None) -> Author:
    if _NATIONAL_CONGRESS.search(title) or _NATIONAL_PLAN.match(title):
        return Author(is_central=True)
    subject, topic = _split_title(title)
    author = _read_words(subject, year, in_title=True)
    notice = _NOTICE.match(title)
    if notice and not author.says_whose:
        # 关于印发西湖区教育局2022年工作要点的通知: the author of the paper inside.
        author = _read_title(title[notice.end() :].lstrip("《"), year)
        if author.says_whose:
            return author
    topics = tuple(name for name, _, _ in own_names(topic))
    return Author(
        author.is_central,
        author.names,
        author.around,
        author.zone,
        author.town,
        topics,
        bool(_APPROVAL.search(title)),
    )


def _split_title(title: str) -> tuple[str, str]:
    """The words of a title that may name its author, and those that say what it is about."""
    leading = _LEADING_YEAR.match(title)
    start = leading.end() if leading and not title.startswith("关于") else 0
    for marker in _TOPIC.finditer(title, start):
        before = title[start : marker.start()]
        is_year = re.match(ARABIC_YEAR, marker[0]) is not None
        # In 教育系统2022年西湖区要点 the author comes after the year.
        if is_year and not _names_somebody(before):
            continue
        return before, title[marker.start() :]
    return title[start:], ""


def _names_somebody(words: str) -> bool:
    return bool(words) and _read_words(words, None, in_title=True).says_whose


def _read_words(words: str, year: int | None, *, in_title: bool) -> Author:
    """The author in an organ's name, or in the words of a title that may name one."""
    words = spell_free_trade(words)
    if find_central_organ(words):
        return Author(is_central=True)
    words = _PARTY.sub("", words)
    named = list(own_names(words))
    names = tuple(name for name, _, _ in named)
    end = named[-1][2] if named else 0
    around, end = _skip_stems(words, end, year)
    zone = find_zone(words, end, in_title=in_title)
    if zone:
        return _make_zone_author(words, names, around, zone, year)
    end = named[-1][2] if named else 0
    is_unit = UNIT.search(words[end:]) is not None
    return Author(names=names, town="" if is_unit else find_town(words, end))


def _skip_stems(words: str, start: int, year: int | None) -> tuple[Place | None, int]:
    """The city or province that is named in short at a position, before a zone, and where that ends."""
    around = None
    while True:
        for length in range(5, 1, -1):
            found = [
                place
                for name in stems().get(words[start : start + length], ())
                for level in ("city", "province")
                for place in fitting(name, level, year)
            ]
            if found:
                around = found[0]
                start += length
                break
        else:
            return around, start


def _make_zone_author(
    words: str, names: tuple[str, ...], around: Place | None, zone: Zone, year: int | None
) -> Author:
    """The author that is a zone, or a part of one, in the places that stand before it."""
    part = find_part(words, zone.end)
    part_name = part.name if part else find_town(words, zone.end)
    wider = around.name if around else (names[-1] if names else "")
    name = zone.name
    if not zone.is_named:
        if not wider:
            return Author(zone=name, town=part_name)
        is_province = not fitting(wider, "city", year) and not fitting(wider, "district", year)
        if is_province:
            # 江苏省开发区 is all zones of the province.
            return Author(names=names)
        name = f"{stem_of(wider) if wider.endswith('市') else wider}{name}"
    if around is None and not names:
        around = _find_around(zone, year)
    if any(fitting(n, "district", year) for n in names):
        # A zone inside a district is as narrow as a town.
        return Author(names=names, town=name)
    return Author(names=names, around=around, zone=name, town=part_name)


def _find_around(zone: Zone, year: int | None) -> Place | None:
    """The place that the zone's own name shows: a new area of national rank, or the name of one county."""
    if zone.name in NATIONAL_NEW_AREAS:
        name = NATIONAL_NEW_AREAS[zone.name]
        return next((p for level in ("city", "province") for p in fitting(name, level, year)), None)
    if "兵团" in zone.name:
        return gazetteer()["新疆维吾尔自治区"][0]
    for length in range(5, 1, -1):
        county = county_stems().get(zone.name[:length])
        if county:
            return next(iter(fitting(county.city, "city", year)), county)
    return None
