"""Signs of a place that do not name it: a telephone's area code, a registration, an address.

They do not name a place by themselves, but they decide which of several namesakes is meant.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.chinese.characters import HANZI
from analysis.documents.places.gazetteer import Place, read_table, stem_of

PHONE = re.compile(r"(?<![\d-])(0\d{2,3})[-—－ )）]{1,2}\d{7,8}(?!\d)")
POSTCODE = re.compile(r"(?:邮\s*编|邮政编码)\s*[:：]\s*(\d{6})(?!\d)")
# 浙ICP备05012345号; 浙公网安备 33010602000000号
REGISTERED = re.compile(rf"([{HANZI}])\s*ICP\s*[备证]")
POLICE = re.compile(r"公网安备\s*(?:11)?(\d{6})\d{6,}")
# Only a site of an office has such lines; any other site may be registered anywhere.
OFFICIAL = re.compile(
    r"索\s*引\s*号|政府网站|网站标识码|政务公开|信息公开|\.gov\.cn|\.edu\.cn"
    r"|[主承]办(?:单位)?[^。]{0,12}(?:政府|局|委员会|办公室|中心)|版权[^。]{0,12}(?:政府|局|委员会|学校|中心)"
)
HOST = re.compile(r"(?:https?://)?([\w.-]+)\.(?:gov|edu|net|com|org)\.cn\b|https?://([\w.-]+)\.\w+\b")
NUMBER_START = re.compile(rf"[（(]?([{HANZI}])([{HANZI}]?)")


@cache
def _places_by_sign() -> dict[tuple[str, str], frozenset[str]]:
    """(kind, sign) → codes of the cities and provinces it stands for."""
    codes: dict[tuple[str, str], set[str]] = {}
    for row in read_table("place_signs.csv"):
        signs = [(kind, sign) for kind in ("phone", "postcode", "short") for sign in row[kind].split("|")]
        syllables = row["pinyin"].split()
        signs += [("host", "".join(syllables)), ("initials", "".join(s[0] for s in syllables))]
        signs.append(("short", stem_of(row["place"])[0]))
        for kind, sign in signs:
            if sign:
                codes.setdefault((kind, sign), set()).add(row["adcode"])
    return {key: frozenset(places) for key, places in codes.items()}


def signs_of(page: str, number: str = "", url: str = "") -> tuple[frozenset[str], ...]:
    """The places that the signs on a page point to, the surest sign first.

    Args:
        page: the page's own lines: tables of facts, footer.
        number: the document's number, 徐鼓政〔2021〕12号.
        url: where the file was saved from.

    Returns:
        For each sign the codes that it may point to: of provinces and cities, or of one district.
    """
    known = _places_by_sign()
    if not OFFICIAL.search(f"{page} {url}"):
        page = ""
    signs = [frozenset({code}) for code in POLICE.findall(page)]
    signs += [known.get(("phone", code), frozenset()) for code in PHONE.findall(page)]
    signs += [known.get(("postcode", code[:2]), frozenset()) for code in POSTCODE.findall(page)]
    signs += [known.get(("short", short), frozenset()) for short in REGISTERED.findall(page)]
    for host in HOST.findall(f"{url} {page}"):
        signs += _read_host("".join(host).lower().split("."))
    start = NUMBER_START.match(number)
    if start:
        signs.append(known.get(("short", start[1]), frozenset()))
    return tuple(codes for codes in signs if codes)


def _read_host(labels: list[str]) -> list[frozenset[str]]:
    """hangzhou.gov.cn and njgl.gov.cn: a city's name, or its initials before a district's."""
    known = _places_by_sign()
    signs = [known.get(("host", label), frozenset()) for label in labels]
    signs += [
        known.get(("initials", label[:n]), frozenset())
        for label in labels[-1:]
        for n in (2, 3)
        if n + 2 <= len(label) <= n + 3
    ]
    return signs


def supports(codes: frozenset[str], place: Place) -> bool:
    """Whether a sign's codes name the place, its city or its province."""
    code = place.adcode
    return bool(codes & {code, code[:4] + "00", code[:2] + "0000"})
