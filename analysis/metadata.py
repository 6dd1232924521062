"""Metadata: what a document says about itself, each value with where it was read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from analysis.cleaning import Cleaned, Line, fold
from analysis.cleaning import furniture as role
from analysis.cleaning.folding import INNER_BLANKS
from analysis.places import Located, locate

YEAR = re.compile(r"((?:19|20)\d\d)\s*[—–-]?\s*(?:(?:19|20)\d\d)?\s*(?:年|学年)")
HANZI_YEAR = re.compile(r"([二一][〇○零Ｏ九][〇○零Ｏ一二三四五六七八九]{2})年")
HANZI_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")
DATE = re.compile(r"((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")
HANZI_DATE = re.compile(
    r"([二一][〇○零Ｏ九][〇○零Ｏ一二三四五六七八九]{2})年([一二三四五六七八九十元]{1,2})月([一二三四五六七八九十]{1,3})日"
)
INNER_TITLE = re.compile(r"关于(?:印发|转发|下发|发布|制定|公布)[^《]{0,30}《(.{4,80})》")
TITLE_ISSUER = re.compile(
    rf"([一-鿿（）]{{3,38}}?{role.ORGAN})(?=关于|(?:19|20)\d\d|印发|[二一][〇○零九])"
)
BYLINE = re.compile(r"(.{2,20}人民政府)(?:[省市区县州旗]长|主席)")
OPENING_YEAR = re.compile(r".{0,12}((?:19|20)\d\d)年(?=是|[^，。]{0,24}(?:工作|思路|要求|要点))")
PAGE_FIELD = re.compile(r"^[【\[（(]?\s*(\S{1,6}?)\s*[】\]]?\s*[:：]\s*(.+)$")
GENRES = (
    "工作要点", "要点", "实施意见", "指导意见", "意见", "实施方案", "工作方案", "行动方案", "方案",
    "行动计划", "工作计划", "计划", "规划", "纲要", "工作报告", "工作总结", "总结", "报告", "工作安排",
    "实施细则", "细则", "管理办法", "办法", "工作清单", "清单", "决定", "讲话", "通知",
)  # fmt: skip
GENRE = re.compile("|".join(GENRES))
MASKED = re.compile(r"(?<![A-Za-z])[XＸ×xＯ○〇*＊]{2,}(?=[市区县镇省旗州教]|[”\"])|某[市区县省]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document; an empty string or None where nothing is.

    Attributes:
        province, city, district: names in full.
        adcode: GB/T 2260 code of the narrowest of them.
        year: the year the plan is for.
        issued: date of issue, YYYY-MM-DD.
        issuer: the body that issued it.
        number: its official number, 西教委〔2022〕3号.
        title, genre: the plan's own title, and the kind of document that the title names.
        sources: field → where it was read ("place" stands for the four fields of the place).
        warnings: what a person should look at.
    """

    province: str = ""
    city: str = ""
    district: str = ""
    adcode: str = ""
    year: int | None = None
    issued: str = ""
    issuer: str = ""
    number: str = ""
    title: str = ""
    genre: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The narrowest place named; empty if none is."""
        return self.district or self.city or self.province


def read_metadata(
    cleaned: Cleaned, *, file_stem: str = "", manifest: Mapping[str, str] | None = None
) -> Metadata:
    """Read a document's metadata from its furniture and text.

    Args:
        cleaned: the clean text with its furniture.
        file_stem: the file's name without suffix, the last resort for place and year.
        manifest: what a person stated; it overrides what is detected.
    """
    lines = cleaned.furniture
    told = dict(manifest or {})
    sources: dict[str, str] = {}
    warnings: list[str] = []
    titles = _titles(lines)
    title, sources["title"] = _choose_title(titles)
    issued, sources["issued"] = _issued(lines)
    issuer, sources["issuer"] = _issuer(lines, title)
    opening = OPENING_YEAR.match(cleaned.text)
    years = [
        ("title", _year(title)),
        ("subtitle", _year(" ".join(line.text for line in lines if line.role == role.SUBTITLE))),
        ("notice title", _year(" ".join(titles))),
        ("opening", int(opening[1]) if opening else None),
        ("date of issue", int(issued[:4]) if issued else None),
        ("file name", _year(re.sub(r"(\d{4})(?!\d)", r"\1年", file_stem))),
    ]
    sources["year"], year = next(((s, y) for s, y in years if y), ("", None))
    year = int(told["year"]) if "year" in told else year
    warnings += _year_conflicts(titles, title, year)
    located = locate(_place_evidence(lines, issuer, titles, file_stem), cleaned.text, year)
    sources["place"] = located.source
    warnings += _place_warnings(located, cleaned.text)
    found = {
        **_place_fields(located), "year": year, "issued": issued, "issuer": issuer,
        "number": _number(lines), "title": title, "genre": _genre(title),
    }  # fmt: skip
    return _with_manifest(found, told, sources, warnings)


def _with_manifest(
    found: dict[str, object], told: dict[str, str], sources: dict[str, str], warnings: list[str]
) -> Metadata:
    place_fields = {"province", "city", "district", "adcode"}
    if place_fields & told.keys():
        # A person who names the district means that place; what was detected of another is void.
        found.update({name: told.get(name, "") for name in place_fields})
        located = locate(
            [("manifest", "".join(told.get(n, "") for n in ("province", "city", "district")))],
            "",
            None,
        )
        if located.place:
            found.update({k: v for k, v in _place_fields(located).items() if k not in told})
        sources["place"] = "manifest"
        warnings = [w for w in warnings if not w.startswith("place:")]
    for name in told.keys() - place_fields - {"year"}:
        found[name] = told[name]
        sources[name] = "manifest"
    if "year" in told:
        sources["year"] = "manifest"
        warnings = [w for w in warnings if not w.startswith("year:")]
    if not found["year"]:
        warnings.append("year: no year is stated anywhere.")
    return Metadata(**found, sources=sources, warnings=tuple(warnings))  # type: ignore[arg-type]


def _tidy(text: str) -> str:
    return fold(INNER_BLANKS.sub("", text)).strip()


def _titles(lines: tuple[Line, ...]) -> list[str]:
    """The titles in the head, in order; one broken over lines, or led by its organ, is whole."""
    titles: list[str] = []
    before: tuple[str, int] = ("", -99)
    for line in lines:
        if line.role not in (role.TITLE, role.SIGNATURE):
            before = ("", -99)
            continue
        text = _tidy(line.text)
        adjacent = line.start - before[1] <= 12
        if line.role == role.TITLE:
            if adjacent and _goes_on(before[0], text):
                text = before[0] + text
                titles = titles[:-1] if titles and titles[-1] == before[0] else titles
            titles.append(text)
        before = (text, line.start + len(line.text))
    return titles


def _goes_on(first: str, second: str) -> bool:
    """Whether two lines of a head are one title: 中共…委员会 | 2022年工作要点, or 政府工作报 | 告."""
    if role.TITLE_END.search(first) or not role.TITLE_END.search(first + second):
        return False
    led_by_organ = role.NAMED_ORGAN.match(first) and re.match(r"关于|(?:19|20)\d\d|印发", second)
    broken = not role.TITLE_END.search(second) or first.count("《") > first.count("》")
    return bool(led_by_organ or broken or "关于" in first)


def _choose_title(titles: list[str]) -> tuple[str, str]:
    """The title nearest to the text that ends like one and names a year or a matter.

    Where that is a notice's title, the title inside it is taken.
    """
    likely = [t for t in titles if role.TITLE_END.search(t)]
    sure = [t for t in likely if _year(t) or "关于" in t]
    longest = max(titles, key=len, default="")
    chosen = (sure or likely or ([longest] if len(longest) >= 6 else [""]))[-1]
    inner = INNER_TITLE.search(chosen)
    if inner:
        return inner[1], "title inside the notice"
    return chosen, "title" if chosen else ""


def _genre(title: str) -> str:
    found = GENRE.findall(title)
    return found[-1] if found else ""


def _year(text: str) -> int | None:
    plain = YEAR.search(text)
    if plain:
        return int(plain[1])
    hanzi = HANZI_YEAR.search(text)
    return int(hanzi[1].translate(HANZI_DIGITS)) if hanzi else None


def _year_conflicts(titles: list[str], title: str, year: int | None) -> list[str]:
    others = {_year(other) for other in titles} - {None, year}
    return [
        f"year: the text says {year}, but another title on the page says {other}."
        for other in sorted(y for y in others if y is not None)
    ]


def _date(text: str) -> str:
    plain = DATE.search(text)
    if plain:
        year, month, day = (int(part) for part in plain.groups())
    else:
        hanzi = HANZI_DATE.search(text)
        if not hanzi:
            return ""
        year = int(hanzi[1].translate(HANZI_DIGITS))
        month, day = _hanzi_number(hanzi[2]), _hanzi_number(hanzi[3])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}"


def _hanzi_number(text: str) -> int:
    """一 to 三十一; 元 is the first month."""
    digits = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"元": 1}
    if "十" not in text:
        return digits.get(text, 0)
    tens, ones = text.split("十", 1)
    return 10 * digits.get(tens, 1) + digits.get(ones, 0)


def _issued(lines: tuple[Line, ...]) -> tuple[str, str]:
    order = (
        (role.DATE, "date line"), (role.IMPRINT, "imprint"), (role.SUBTITLE, "subtitle"),
        (role.PAGE_INFO, "page information"), (role.SITE, "page"),
    )  # fmt: skip
    for wanted, source in order:
        for line in lines:
            found = _date(line.text) if line.role == wanted else ""
            if found:
                return found, source
    return "", ""


def _issuer(lines: tuple[Line, ...], title: str) -> tuple[str, str]:
    for line in lines:
        if line.role == role.HEADER:
            return re.sub(r"\s*(?:公\s*)?文\s*件$", "", _tidy(line.text)), "red header"
    for line, following in zip_longest(lines, lines[1:]):
        printed = following is not None and following.role == role.IMPRINT
        if line.role == role.SIGNATURE and not printed:
            return _tidy(line.text), "signature"
    for line in lines:
        given = PAGE_FIELD.match(line.text) if line.role == role.PAGE_INFO else None
        if given and given[1] in ("发文机关", "发文机构", "发文单位", "发布机构", "发布单位"):
            return _tidy(given[2]).split(" ")[0], "page information"
        byline = BYLINE.match(_tidy(line.text)) if line.role == role.SUBTITLE else None
        if byline:
            return byline[1], "subtitle"
    in_title = TITLE_ISSUER.match(title)
    return (in_title[1], "title") if in_title else ("", "")


def _number(lines: tuple[Line, ...]) -> str:
    for line in lines:
        given = PAGE_FIELD.match(line.text) if line.role == role.PAGE_INFO else None
        if given and given[1] in ("文号", "发文字号"):
            text = given[2].strip()
        elif line.role == role.NUMBER:
            text = line.text
        else:
            continue
        return re.sub(
            r"[\[（(【﹝［](\d{4})[\]）)】﹞］]",
            r"〔\1〕",
            re.sub(r"\s+", "", text).strip("（）()"),
        )
    return ""


def _place_evidence(
    lines: tuple[Line, ...], issuer: str, titles: list[str], file_stem: str
) -> list[tuple[str, str]]:
    def said(*roles: str) -> str:
        return "；".join(_tidy(line.text) for line in lines if line.role in roles)

    return [
        ("issuer", issuer),
        ("title", "；".join(reversed(titles))),
        ("subtitle", said(role.SUBTITLE)),
        ("signature", said(role.SIGNATURE, role.IMPRINT)),
        ("page", said(role.SITE, role.PAGE_INFO)),
        ("footer", said(role.FOOTER)),
        ("file name", file_stem),
    ]


def _place_fields(located: Located) -> dict[str, object]:
    place = located.place
    if place:
        return {
            "province": place.province, "city": place.city,
            "district": place.district, "adcode": place.adcode,
        }  # fmt: skip
    district = located.name if located.namesakes else ""
    return {"province": "", "city": "", "district": district, "adcode": ""}


def _place_warnings(located: Located, text: str) -> list[str]:
    if located.namesakes:
        where = "、".join(f"{p.province}{p.city}" for p in located.namesakes)
        return [f"place: {located.name} lies in {where}; nothing in the text settles which."]
    if located.place:
        return []
    masked = MASKED.search(text)
    if masked:
        return [
            f"place: names are masked in the text (“{text[max(0, masked.start() - 6) : masked.end() + 6]}”)."
        ]
    return ["place: no place is named anywhere."]
