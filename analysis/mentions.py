"""Mentions: where slogans stand in one text.

The lexicon knows it; the text sets it in quotation or title marks; it is built like a numeral
abbreviation (三会一课); or it follows a formula of the genre (习近平总书记关于……的重要论述, 建党100周年,
同部署、同落实、同考核). What no lexicon has says so in its origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from analysis.lexicon import Lexicon

LEXICON, QUOTED, NUMERAL, FORMULA = "lexicon", "quoted", "numeral", "formula"
UNCLASSIFIED = "unclassified"

QUOTATION = re.compile("“([^“”\n]{2,40})”")
TITLE_START = re.compile("[《〈]")
TITLE = re.compile("《(?:[^《》\n]|《[^《》\n]*》){3,100}》|〈[^〈〉\n]{3,80}〉")
# What a quotation mark can also hold: a sentence, a mask, a single letter or word of one hanzi.
NO_SLOGAN = re.compile("[。；！？：《》〈〉]|^[XxＸ×*○]+$|^[A-Za-z.]+$|班$|会议$|通知$")
TITLE_OPENS, TITLE_ENDS = ("《", "〈"), ("》", "〉")
HANZI = re.compile("[一-鿿]")
ALL_HANZI = re.compile("[一-鿿]+")
DIGIT_CODE = re.compile(r"\d{2,6}$|\d{1,6}(?:\+[\dNnXx]{1,6})+$")
LONGEST_QUOTED = 24

_COUNT = "一二两三四五六七八九十双"
# Measure words, function words, everyday compounds: with these a numeral counts or is half a word.
_MEASURES = (
    "个次年月日天周名位届期轮批种项条类级块些点下边步体样般定旦切直起同面味律时致方件份家户间所"
    "座台套组段节元万亿千百支根张本片旁的了和与是在"
)
# Before 一 these make a word of their own with it: 统一, 唯一, 之一.
_BEFORE = f"第零〇几数{_COUNT}百千万亿统唯惟之单专\\d"
# Both begin with what they look for, and look back afterwards: that lets `re` skip ahead.
FOUR_PART = re.compile(
    f"[{_COUNT}](?<![{_BEFORE}].)(?![{_MEASURES}{_COUNT}])[一-鿿]"
    f"[{_COUNT}](?![{_MEASURES}{_COUNT}])[一-鿿]"
)
SEVERAL_ONES = re.compile(f"[二两三四五六七八九十](?<![{_BEFORE}].)个一(?![个些定样般起切百千万])")
# Built like 三会一课 and yet plain language: 一代一代, and idioms.
PLAIN_WORDS = re.compile(
    r"(..)\1|"
    "一心一意|一言一行|一举一动|一草一木|一针一线|一砖一瓦|一朝一夕|一分一秒|一丝一毫|一字一句|"
    "一招一式|一问一答|一张一弛|一生一世|一模一样|一清二楚|一穷二白|一干二净|一举两得|一石二鸟|"
    "一刀两断|一波三折|三心二意|三言两语|三令五申|三番五次|三头六臂|四面八方|四通八达|四平八稳|"
    "四分五裂|五湖四海|五花八门|五光十色|五颜六色|七上八下|七嘴八舌|九牛一毛|十全十美|十拿九稳"
)


# What the genre builds anew each year, with its kind. A group `name` is the slogan.
_LEADER = "习近平总书记"
_MESSAGE = (
    "(?:重要论述|重要讲话精神|重要讲话和(?:重要)?指示(?:批示)?精神|重要指示批示精神|重要指示精神"
    "|重要批示精神|重要回信精神|回信精神|贺信精神|重要讲话|重要指示批示)"
)
# What is celebrated: its name stands before the years.
ANNIVERSARY = re.compile("周年")
CELEBRATED = re.compile(
    "(?:建党|建团|建队|建军|建国|建校|改革开放|(?:中国共产党|新中国|中华人民共和国|共青团)成立"
    "|五四运动|(?:抗战|抗日战争|长征|红军长征)胜利|[香澳][港门]回归)[0-9]{1,3}$"
)
LONGEST_CELEBRATED = 14
_PLENUM = "[十二三]{1,2}[一二三四五六七八九]?届[一二三四五六七]中"
FORMULAE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("event", re.compile(f"{_PLENUM}(?:[、和及][一二三四五六七]中)+全会")),
    (
        "formula",
        re.compile(f"{_LEADER}(?:关于|对|考察|视察|在|致|给)[^，。；：、“”\n]{{2,28}}?{_MESSAGE}"),
    ),
    ("formula", re.compile("以[一-鿿]{1,2}促[一-鿿]{1,2}(?:、以[一-鿿]{1,2}促[一-鿿]{1,2})+")),
    (
        "local_brand",
        re.compile("(?P<name>“[^“”XxＸ×\n]{1,3}”(?!重大|重点|等)[一-鿿]{0,2}(?:工程|战略))"),
    ),
)
# A part of a list between two others, of three to five characters.
INNER_PART = re.compile("[、，]([一-鿿]{3,5})(?=[、，])")
# What names of one kind end in (教育局、财政局; 第一类、第二类), or begin with (区教育局、区财政局).
NAMING_ENDS = frozenset(
    "区市县镇乡村街校园局委部处科室厅院所站中心会社组队班级年月日号类项条款种个名位长员师生家人者"
    "性化的了与等及各本该工作教课案书表册法事物品型式率量点线面体期层度金费款票车路桥山河厂店病业馆通气网游"
)
# What may follow the last part of a list that is not longer than the others.
AFTER_LIST = frozenset("的等和及与为之地是以并要将在工活制原机")
NAMING_STARTS = frozenset("第各区市县省全本小大中高初老新东西南北一二三四五六七八九十在对")


class Name(NamedTuple):
    """A slogan and what is known of it; `is_whole` where a longer slogan around it hides it not."""

    slogan: str
    kind: str
    level: str
    origin: str
    is_whole: bool = True


NO_NAME = Name("", "", "", "")
# Slogans of these kinds are mentioned by a longer slogan that holds them; others are just its words:
# 从严治党 in 全面从严治党, 不忘初心 in 不忘初心、牢记使命.
WHOLE_KINDS = ("numeral", "event", "document")
# (start, end, name, the name around it or None): offsets into the clean text.
Occurrence = tuple[int, int, Name, Name | None]
# (start, -end, rank, name): sorted, the leftmost comes first, then the longest, then the best known.
Candidate = tuple[int, int, int, Name]


def find_in_text(text: str, lexicon: Lexicon) -> list[Occurrence]:
    """The slogans of one text, in order; of two that overlap the leftmost and longest stays.

    A slogan inside another is kept and names the innermost one around it.
    """
    names = _names(lexicon)
    known = [(start, -end, 0, names[number]) for start, end, number in lexicon.find(text)]
    built = (*_quoted(text), *_numerals(text), *_formulae(text), *_parallels(text))
    return _laminar(sorted([*_with_title_marks(known, text), *built]))


@lru_cache(maxsize=4)
def _names(lexicon: Lexicon) -> list[Name]:
    return [
        Name(
            entry.slogan, entry.kind, entry.level, LEXICON,
            entry.inside == "yes" or (entry.inside != "no" and entry.kind in WHOLE_KINDS),
        )
        for entry in lexicon.entries
    ]  # fmt: skip


def _with_title_marks(candidates: list[Candidate], text: str) -> Iterator[Candidate]:
    """A document's name takes the 《》 around it in."""
    for candidate in candidates:
        start, minus_end, rank, name = candidate
        if (
            name.kind == "document"
            and text[start - 1 : start] in TITLE_OPENS
            and text[-minus_end : 1 - minus_end] in TITLE_ENDS
        ):
            yield start - 1, minus_end - 1, rank, name
        else:
            yield candidate


def _quoted(text: str) -> Iterator[Candidate]:
    for match in QUOTATION.finditer(text):
        name = _quoted_name(match[1])
        if name:
            yield match.start(1), -match.end(1), 1, name
    # Tried at every opening mark, so that a title inside another is found: 《关于印发〈…〉的通知》.
    for opening in TITLE_START.finditer(text):
        title = TITLE.match(text, opening.start())
        if title:
            name = Name(f"《{title[0][1:-1]}》", "document", UNCLASSIFIED, QUOTED)
            yield title.start(), -title.end(), 1, name


@lru_cache(maxsize=50_000)
def _quoted_name(words: str) -> Name | None:
    """What a quotation is if it may be a slogan; None for a sentence, a mask, a single word."""
    if NO_SLOGAN.search(words):
        return None
    code = DIGIT_CODE.match(words)
    if not code and not 2 <= len(HANZI.findall(words)) <= LONGEST_QUOTED:
        return None
    kind = "numeral" if code or FOUR_PART.match(words) else UNCLASSIFIED
    return Name(words, kind, UNCLASSIFIED, QUOTED)


def _numerals(text: str) -> Iterator[Candidate]:
    for pattern in (FOUR_PART, SEVERAL_ONES):
        for match in pattern.finditer(text):
            if not PLAIN_WORDS.match(match[0]):
                name = Name(match[0], "numeral", UNCLASSIFIED, NUMERAL, is_whole=False)
                yield match.start(), -match.end(), 2, name


def _formulae(text: str) -> Iterator[Candidate]:
    """Slogans that the genre builds anew each year: 建党100周年, 十八届三中、四中全会."""
    for kind, pattern in FORMULAE:
        for match in pattern.finditer(text):
            words = match["name"] if "name" in pattern.groupindex else match[0]
            start = match.start("name") if "name" in pattern.groupindex else match.start()
            name = Name(_bare(words), kind, UNCLASSIFIED, FORMULA, is_whole=kind == "event")
            yield start, -(start + len(words)), 2, name
    for years in ANNIVERSARY.finditer(text):
        before = text[max(0, years.start() - LONGEST_CELEBRATED) : years.start()]
        celebrated = CELEBRATED.search(before)
        if celebrated:
            name = Name(f"{celebrated[0]}周年", "event", UNCLASSIFIED, FORMULA)
            yield years.start() - len(celebrated[0]), -years.end(), 2, name


def _bare(words: str) -> str:
    return re.sub("[“”]", "", words)


def _parallels(text: str) -> Iterator[Candidate]:
    """Three or more parts of one length that share a character: 同部署、同落实、同考核."""
    reach = 0
    for match in INNER_PART.finditer(text):
        size = len(match[1])
        start = match.start() - size
        if start < reach or not _shares(text, start, match.start() + 1, size):
            continue
        parts = [text[start : start + size], match[1]]
        end = match.end()
        while text[end : end + 1] in ("、", "，") and _shares(text, start, end + 1, size):
            parts.append(text[end + 1 : end + 1 + size])
            end += 1 + size
        follows = text[end : end + 1]
        is_whole = not HANZI.match(follows) or follows in AFTER_LIST
        if len(parts) > 2 and is_whole and _are_parallel(parts):
            reach = end
            yield start, -end, 2, Name(text[start:end], "formula", UNCLASSIFIED, FORMULA, False)


def _shares(text: str, first: int, second: int, size: int) -> bool:
    """Whether two parts begin, or end, with one character."""
    return first >= 0 and (
        text[first] == text[second : second + 1]
        or text[first + size - 1] == text[second + size - 1 : second + size]
    )


def _are_parallel(parts: list[str]) -> bool:
    """Whether all parts share a character at one place, other than one that makes names alike."""
    if len(set(parts)) < len(parts) or not all(map(ALL_HANZI.fullmatch, parts)):
        return False
    same = [len(set(column)) == 1 for column in zip(*parts, strict=True)]
    # Two characters at an end are a noun with different attributes: 制度文化、课程文化.
    if all(same) or (same[-1] and same[-2]) or (same[0] and same[1] and len(same) > 3):
        return False
    if same[-1]:
        return parts[0][-1] not in NAMING_ENDS
    return same[0] and parts[0][0] not in NAMING_STARTS


def _laminar(candidates: Iterable[Candidate]) -> list[Occurrence]:
    """Keep candidates that stand apart or inside one another; drop what straddles a kept one.

    A slogan inside a longer wording of itself is the same mention, and dropped too; so is one
    that is no more than a part of the longer slogan's words.
    """
    kept: list[Occurrence] = []
    around: list[tuple[int, Name]] = []
    last, reach = (-1, -1), -1
    for start, minus_end, _, name in candidates:
        end = -minus_end
        if start >= reach:
            around = [(end, name)]
            last, reach = (start, end), end
            kept.append((start, end, name, None))
            continue
        while around[-1][0] <= start:
            around.pop()
        # The first around reaches as far as any, so there is always one left.
        if (start, end) == last or end > around[-1][0] or _is_hidden(name, around):
            continue
        last = (start, end)
        kept.append((start, end, name, around[-1][1]))
        around.append((end, name))
    return kept


def _is_hidden(name: Name, around: list[tuple[int, Name]]) -> bool:
    """Whether a slogan is but a part of the words of one around it."""
    outer = [name for _, name in around]
    if any(other.slogan == name.slogan for other in outer):
        return True
    if name.origin == QUOTED and name.kind != "document":
        return any(other.origin in (LEXICON, FORMULA) for other in outer)
    return not name.is_whole
