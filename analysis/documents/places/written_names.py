"""Names of places as tables write them: 浙江杭州, 杭州市西湖区, 西湖; in a cell that is nothing but a name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analysis.documents.places.gazetteer import AUTONOMOUS, NOW, Place, gazetteer, stem_of

# What is written between and around the names of a place.
SEPARATORS = re.compile(
    r"[\s\u3000/\\|>›,，、;；:：·.\-—–_()（）\[\]【】]+|(?<=.)本级$|市辖区|省直辖县级行政区划|自治区直辖县级行政区划"
)
# These name no place of the gazetteer, and no other.
WHOLE_COUNTRY = frozenset({"全国", "中国", "中央", "国家", "国家级", "中华人民共和国", "国务院", "部委"})
LONGEST = 40


@lru_cache(4096)
def find_written_places(text: str, year: int | None, level: str = "") -> tuple[Place, ...]:
    """The places that a cell may mean: one, several of the same name, or none.

    A name may be short (杭州) and have wider names before it, in full or short. The name of a district without its
    ending counts too (西湖), as in 浙江杭州西湖 and in a column of districts.

    Args:
        text: the cell.
        year: the plan's year, for names that changed; today's if None.
        level: "province", "city" or "district", where the column says which.
    """
    name = SEPARATORS.sub("", text)
    if not name or len(name) > LONGEST:
        return ()
    found: list[Place] = []
    for at in range(len(name)):
        for place in _list_names().get(name[at:], ()):
            if name[:at] in _list_prefixes(place):
                found.append(place)
        if found:
            break
    then = [place for place in found if place.existed(year or NOW)] or found
    full = [place for place in then if name.endswith(place.name)] or then
    # 吉林 is the province before it is the city, and in a column of cities the city.
    levels = sorted({place.level for place in full}, key=lambda other: (other != level, _DEPTH[other]))
    return tuple(dict.fromkeys(place for place in full if place.level == levels[0]))


def names_whole_country(text: str) -> bool:
    """Whether a cell of place says that the document is of no place, but of the centre."""
    return SEPARATORS.sub("", text) in WHOLE_COUNTRY


_DEPTH = {"province": 0, "city": 1, "district": 2}


@cache
def _list_names() -> dict[str, list[Place]]:
    """Places by their narrowest name, in full and without its ending."""
    by_name: dict[str, list[Place]] = {}
    for name, places in gazetteer().items():
        for form in _list_forms(name):
            by_name.setdefault(form, []).extend(places)
    return by_name


@cache
def _list_forms(name: str) -> frozenset[str]:
    """How a name is written: in full, without its ending, 互助县 for 互助土族自治县."""
    forms = {name}
    stem = stem_of(name)
    if len(stem) >= 2:
        forms.add(stem)
    autonomous = AUTONOMOUS.match(name)
    if autonomous:
        forms.add(autonomous[1] + autonomous[2])
    return frozenset(forms)


def _list_prefixes(place: Place) -> set[str]:
    """What may be written before the narrowest name of a place."""
    wider = [name for name in (place.province, place.city) if name and name != place.name]
    prefixes = {""}
    for name in dict.fromkeys(wider):
        prefixes |= {prefix + form for prefix in prefixes for form in _list_forms(name)}
    if place.province == place.city or (place.province and not place.city):
        # 上海市上海市宝山区, where a table gives the city of a municipality too.
        forms = _list_forms(place.province)
        prefixes |= forms | {one + other for one in forms for other in forms}
    return prefixes
