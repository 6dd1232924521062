"""Metadata: what a document says about itself, each value with where it was read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from analysis.cleaning import Cleaned, Line, fold
from analysis.cleaning import furniture as role
from analysis.cleaning.folding import INNER_BLANKS
from analysis.places import Located, locate, place_of_code

YEAR = re.compile(r"((?:19|20)\d\d)(?:\s*年?[—–~～至-]{1,2}\s*(?:19|20)\d\d)?\s*(?:年|学年)")
HANZI_YEAR = re.compile(r"([二一][〇○零Ｏ0O九][〇○零Ｏ0O一二三四五六七八九]{2})年")
HANZI_DIGITS = str.maketrans("〇○零Ｏ0O一二三四五六七八九", "000000123456789")
# What is ahead in 2019年工作总结和2020年工作思路, and in the headings of a report.
AHEAD = "(?:安排|打算|计划|思路|要点|重点|目标|任务|部署|总体要求|主要工作)"
YEAR_AHEAD = re.compile(rf"((?:19|20)\d\d)年(?!.{{0,12}}(?:总结|回顾))[^\d，。]{{0,16}}{AHEAD}")
HEADING_AHEAD = re.compile(
    rf"^[一二三四五六]、[^\n]{{0,12}}?((?:19|20)\d\d)年(?![^\n]*(?:回顾|总结))[^\n]{{0,16}}{AHEAD}",
    re.M,
)
DATE = re.compile(r"((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")
HANZI_DATE = re.compile(
    r"([二一][〇○零Ｏ0O九][〇○零Ｏ0O一二三四五六七八九]{2})年([一二三四五六七八九十元]{1,2})月([一二三四五六七八九十]{1,3})日"
)
INNER_TITLE = re.compile(r"关于(?:印发|转发|下发|发布|制定|公布)[^《]{0,30}《(.{4,80})》")
TITLE_ISSUER = re.compile(
    rf"([一-鿿（）]{{3,38}}?{role.ORGAN})(?=关于|(?:19|20)\d\d|印发|[二一][〇○零九])"
)
BYLINE = re.compile(r"(.{2,20}人民政府)(?:代?[省市区县州旗盟]长|代?主席)")
OPENING_YEAR = re.compile(r".{0,12}((?:19|20)\d\d)年(?=是|[^，。]{0,24}(?:工作|思路|要求|要点))")
# A page's table of facts, one or more of them in a line: 文号：武教发〔2023〕8号 有效性：有效.
PAGE_FIELD = re.compile(
    r"(发\s*[文布]\s*(?:机\s*[关构]|单\s*位)|(?:发文字|文)\s*号|标\s*题|名\s*称|(?:成文|发文|生成|印发)\s*日\s*期)"
    r"\s*[】\]]?\s*[:：]\s*"
    r"(.*?)(?=\t|\s{2,}|\s+\S{2,6}\s*[:：]|$)"
)
GENRES = (
    "工作要点", "要点", "实施意见", "指导意见", "意见", "实施方案", "工作方案", "行动方案", "方案",
    "行动计划", "工作计划", "计划", "规划", "纲要", "工作报告", "工作总结", "总结", "报告", "工作安排",
    "实施细则", "细则", "管理办法", "实施办法", "办法", "工作清单", "清单", "工作思路", "思路", "打算",
    "决定", "讲话", "通知",
)  # fmt: skip
GENRE = re.compile("|".join(GENRES))
# Blanks and newlines between two lines of one title, at most.
TITLE_GAP = 60
MASKED = re.compile(
    r"(?<![A-Za-z])[XＸ×xＯ○〇*＊]{2,}(?=[市区县镇省旗州教街乡村校]|[”\"])|某[市区县省]"
)


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
    titles = _titles(lines) or _page_fields(lines, "标题", "名称")
    title, sources["title"] = _choose_title(titles)
    issued, sources["issued"] = _issued(lines)
    issuer, sources["issuer"] = _issuer(lines, title)
    opening = OPENING_YEAR.match(cleaned.text)
    years = [
        ("title", _year(title)),
        ("heading", _year_of_headings(cleaned.text)),
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
    warnings += _place_warnings(located, "\n".join([*titles, cleaned.text]))
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
        located = _stated_place(told)
        found.update(_place_fields(located) if located.place else dict.fromkeys(place_fields, ""))
        found.update({name: told[name] for name in place_fields & told.keys()})
        sources["place"] = "manifest"
        warnings = [w for w in warnings if not w.startswith("place:")]
        if located.namesakes:
            warnings += _place_warnings(located, "")
        elif not located.place and "adcode" not in told:
            names = "".join(told.get(name, "") for name in ("province", "city", "district"))
            warnings.append(
                f"place: the manifest's {names} is in no gazetteer; write names in full, as 西湖区."
            )
    for name in told.keys() - place_fields - {"year"}:
        found[name] = told[name]
        sources[name] = "manifest"
    if "year" in told:
        sources["year"] = "manifest"
        warnings = [w for w in warnings if not w.startswith("year:")]
    if not found["year"]:
        warnings.append("year: no year is stated anywhere.")
    return Metadata(**found, sources=sources, warnings=tuple(warnings))  # type: ignore[arg-type]


def _stated_place(told: Mapping[str, str]) -> Located:
    """The place that a person stated, by its code or by its names."""
    place = place_of_code(told.get("adcode", ""))
    if place:
        return Located(place, place.name, "manifest")
    names = "".join(told.get(name, "") for name in ("province", "city", "district"))
    return locate([("manifest", names)], "", int(told["year"]) if "year" in told else None)


def _tidy(text: str) -> str:
    return fold(INNER_BLANKS.sub("", text)).strip()


def _titles(lines: tuple[Line, ...]) -> list[str]:
    """The titles in the head, in order; one broken over lines, or led by its organ, is whole."""
    titles: list[str] = []
    for run in _title_runs(lines):
        while run:
            size = _title_length([_tidy(line.text) for line in run])
            if size > 1 or run[0].role == role.TITLE:
                titles.append("".join(_tidy(line.text) for line in run[:size]))
            run = run[size:]
    return titles


def _title_runs(lines: tuple[Line, ...]) -> list[list[Line]]:
    """Lines of the head that stand together and may make up a title."""
    runs: list[list[Line]] = [[]]
    end = 0
    for line in lines:
        fits = line.role in (role.TITLE, role.SIGNATURE)
        if runs[-1] and not (fits and line.start - end <= TITLE_GAP):
            runs.append([])
        if fits:
            runs[-1].append(line)
        end = line.start + len(line.text)
    return runs


def _title_length(texts: list[str]) -> int:
    """How many of the lines make up the first title: 关于印发 | 《……》的 | 通知 are three."""
    for size in range(2, min(len(texts), 5) + 1):
        if not _goes_on("".join(texts[: size - 1]), texts[size - 1]):
            return 1
        joined = "".join(texts[:size])
        if role.TITLE_END.search(joined) and joined.count("《") <= joined.count("》"):
            return size
    return 1


def _goes_on(first: str, second: str) -> bool:
    """Whether two lines of a head may be one title: 中共…委员会 | 2022年工作要点, 政府工作报 | 告."""
    if first.count("《") > first.count("》"):
        return True
    if role.TITLE_END.search(first):
        return False
    if role.NAMED_ORGAN.match(first) and "关于" not in first:
        return bool(re.match(r"关于|(?:19|20)\d\d|印发", second))
    if _year(first) and not _year(second):
        return True
    return "关于" in first or not role.TITLE_END.search(second)


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
    return chosen.lstrip("—–-"), "title" if chosen else ""


def _genre(title: str) -> str:
    found = GENRE.findall(re.sub(r"[（(][^（(]*[）)]$", "", title))
    return found[-1] if found else ""


def _year_of_headings(text: str) -> int | None:
    """The year that a report's headings look ahead to: 二、2022年工作安排."""
    return max((int(year) for year in HEADING_AHEAD.findall(text)), default=None)


def _year(text: str) -> int | None:
    if len(set(YEAR.findall(text))) > 1:
        ahead = YEAR_AHEAD.findall(text)
        if ahead:
            return int(ahead[-1])
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
    text = _tidy(text)
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
        (role.DATE, "date line"), (role.SIGNATURE, "signature"), (role.IMPRINT, "imprint"),
        (role.SUBTITLE, "subtitle"), (role.PAGE_INFO, "page information"), (role.SITE, "page"),
    )  # fmt: skip
    dated = _page_fields(lines, "成文日期", "发文日期", "生成日期", "印发日期")
    for wanted, source in order:
        texts = [line.text for line in lines if line.role == wanted]
        for text in dated + texts if wanted == role.PAGE_INFO else texts:
            if _date(text):
                return _date(text), source
    return "", ""


def _issuer(lines: tuple[Line, ...], title: str) -> tuple[str, str]:
    for line in lines:
        if line.role == role.HEADER:
            return re.sub(r"\s*(?:公\s*)?文\s*件$", "", _tidy(line.text)), "red header"
    for line, following in zip_longest(lines, lines[1:]):
        printed = following is not None and following.role == role.IMPRINT
        if line.role == role.SIGNATURE and not printed:
            dated = role.SIGNED.match(_tidy(line.text))
            return dated[1] if dated else _organs(line.text), "signature"
    given = _page_fields(lines, "发文机关", "发文机构", "发文单位", "发布机构", "发布单位")
    if given:
        return given[0], "page information"
    for line in lines:
        byline = BYLINE.match(_tidy(line.text)) if line.role == role.SUBTITLE else None
        if byline:
            return byline[1], "subtitle"
    in_title = TITLE_ISSUER.match(title)
    return (in_title[1], "title") if in_title else ("", "")


def _organs(text: str) -> str:
    """The organ that signs, or the organs, where several stand in one line."""
    parts = text.split()
    if all(len(part) > 4 and role.NAMED_ORGAN.match(part) for part in parts):
        return "、".join(parts)
    return _tidy(text)


def _page_fields(lines: tuple[Line, ...], *names: str) -> list[str]:
    """What a web page's table of facts gives for some names, in the order of the page."""
    found = []
    for line, following in zip_longest(lines, lines[1:]):
        if line.role != role.PAGE_INFO:
            continue
        # The fact may stand in the line below its name.
        below = following.text if following and re.search("[:：]$", line.text) else ""
        for name, value in PAGE_FIELD.findall(line.text):
            if re.sub(r"\s", "", name) in names and _tidy(value or below):
                found.append(_tidy(value or below))
    return found


def _number(lines: tuple[Line, ...]) -> str:
    printed = [line.text for line in lines if line.role == role.NUMBER]
    for text in (*_page_fields(lines, "文号", "发文字号"), *printed):
        text = re.sub(r"签发人.*|\s+", "", text).strip("（）()")
        return re.sub(r"[\[（(【﹝［](\d{4})[\]）)】﹞］]", r"〔\1〕", text)
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
