"""Mentions: where slogans stand in one text.

The lexicon knows it; the text sets it in quotation or title marks; it is built like a numeral
abbreviation (三会一课); or it follows a formula of the genre (习近平总书记关于……的重要论述, 建党100周年,
同部署、同落实、同考核). What no lexicon has says so in its origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from analysis.characters import Characters, Integers, table_of
from analysis.lexicon import Lexicon
from analysis.nesting import Candidates, nest

LEXICON, QUOTED, NUMERAL, FORMULA = "lexicon", "quoted", "numeral", "formula"
UNCLASSIFIED = "unclassified"

LONGEST_QUOTATION = 40
_QUOTATION_MARKS = table_of("“”\n")
# The first alternative is but the plain case of the second, and quicker.
TITLE = re.compile(
    "《[^《》\n]{3,100}》|《(?:[^《》\n]|《[^《》\n]*》){3,100}》|〈[^〈〉\n]{3,80}〉"
)
# What a quotation mark can also hold: a sentence, a mask, a single letter or word of one hanzi.
SENTENCE_MARKS = frozenset("。；！？：《》〈〉")
MASK = re.compile("[XxＸ×*○]+|[A-Za-z.]+")
NO_SLOGAN_ENDS = ("班", "会议", "通知")
_TITLE_OPENS, _TITLE_ENDS = table_of("《〈"), table_of("》〉")
HANZI, NO_HANZI = re.compile("[一-鿿]"), re.compile("[^一-鿿]+")
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
_COUNTS = table_of(_COUNT)
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
# Events are looked for by how they end, which is rare, and then by how they begin before that.
_CELEBRATED = re.compile(
    "(?:建党|建团|建队|建军|建国|建校|改革开放|(?:中国共产党|新中国|中华人民共和国|共青团)成立"
    "|五四运动|(?:抗战|抗日战争|长征|红军长征)胜利|[香澳][港门]回归)[0-9]{1,3}\\Z"
)
_PLENUMS = re.compile("届[一二三四五六七]中(?:[、和及][一二三四五六七]中)+全会")
_CONGRESS = re.compile("[十二三]{1,2}[一二三四五六七八九]?\\Z")
# How each ends and begins, and in how many characters.
EVENTS = ((_PLENUMS, _CONGRESS, 3), (re.compile("周年"), _CELEBRATED, 14))
FORMULAE: tuple[tuple[str, re.Pattern[str]], ...] = (
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
# Parts of a list that may be parallel have so many characters.
SHORTEST_PART, LONGEST_PART = 3, 5
PARTING = ("、", "，")
_PARTING = table_of("、，")
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
# (start, end, number of the name).
Row = tuple[int, int, int]


class Names:
    """Slogans by number: 0 is none, then come those of a lexicon, then what texts are found to build.

    Attributes:
        known: none, and the names of the lexicon.
        built: the others; the first has the number that comes next.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.known = _names(lexicon)
        self.built: dict[Name, int] = {}

    def number(self, name: Name) -> int:
        """The number of a name that a text has built."""
        return self.built.setdefault(name, len(self.known) + len(self.built))


class Mentions(NamedTuple):
    """Where slogans stand: offsets, the number of each name and of the name around it."""

    start: Integers
    end: Integers
    name: Integers
    around: Integers


def find_in_text(text: str, lexicon: Lexicon) -> list[Occurrence]:
    """The slogans of one text, in order; of two that overlap the leftmost and longest stays.

    A slogan inside another is kept and names the innermost one around it.
    """
    names = Names(lexicon)
    found = find_mentions(text, lexicon, names)
    named = [*names.known, *names.built]
    return [
        (start, end, named[name], named[around] if around else None)
        for start, end, name, around in zip(*(column.tolist() for column in found), strict=True)
    ]


def find_mentions(text: str, lexicon: Lexicon, names: Names) -> Mentions:
    """The same in numbers; what the text builds anew is added to the names."""
    characters = Characters(text)
    rows = chain(
        _titles(characters, names), _numerals(characters, names),
        _formulae(text, names), _parallels(characters, names),
    )  # fmt: skip
    built = np.fromiter(chain.from_iterable(rows), dtype=np.int64).reshape(-1, 3)
    known = _with_title_marks(characters, lexicon.matcher.find(characters), lexicon)
    # Of two at one place the better known comes first.
    start, end, name = np.concatenate([known, _quoted(characters, names), built]).T
    size = end - start
    order = np.argsort((start + 1) * (size.max(initial=0) + 1) - size, kind="stable")
    start, end, name = start[order], end[order], name[order]
    kept, around = nest(Candidates(start, end, *(trait[name] for trait in _traits(names))))
    around = np.where(around < 0, 0, name[around])
    return Mentions(start[kept], end[kept], name[kept], around)


@lru_cache(maxsize=4)
def _names(lexicon: Lexicon) -> list[Name]:
    names = [
        Name(
            entry.slogan, entry.kind, entry.level, LEXICON,
            entry.inside == "yes" or (entry.inside != "no" and entry.kind in WHOLE_KINDS),
        )
        for entry in lexicon.entries
    ]  # fmt: skip
    return [NO_NAME, *names]


def _traits(names: Names) -> Iterator[np.ndarray]:
    """What decides about the nesting of each name: see `Candidates`."""
    index: dict[str, int] = {}
    named = [*names.known, *names.built]
    yield np.array([index.setdefault(name.slogan, len(index)) for name in named])
    yield np.array([not name.is_whole for name in named])
    yield np.array([name.origin == QUOTED and name.kind != "document" for name in named])
    yield np.array([name.origin in (LEXICON, FORMULA) for name in named])


def _with_title_marks(text: Characters, hits: Integers, lexicon: Lexicon) -> Integers:
    """Rows of the lexicon's slogans; a document's name takes the 《》 around it in."""
    start, end, entry = hits.T
    is_document = np.array([entry.kind == "document" for entry in lexicon.entries], dtype=bool)
    may = np.flatnonzero(is_document[entry] & (start > 0) & (end < len(text.codes)))
    opens, ends = text.codes[start[may] - 1], text.codes[end[may]]
    marked = may[_TITLE_OPENS[opens] & _TITLE_ENDS[ends]]
    start[marked] -= 1
    end[marked] += 1
    return np.column_stack([start, end, entry + 1])


def _quoted(text: Characters, names: Names) -> Integers:
    """Rows of what stands in quotation marks."""
    marks = text.places(_QUOTATION_MARKS)
    which = text.codes[marks]
    start, end = marks[:-1] + 1, marks[1:]
    is_pair = (which[:-1] == ord("“")) & (which[1:] == ord("”"))
    fits = np.flatnonzero(is_pair & (end - start >= 2) & (end - start <= LONGEST_QUOTATION))
    start, end = start[fits], end[fits]
    words = [text.text[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)]
    name_of = {quoted: _quoted_name(quoted) for quoted in dict.fromkeys(words)}
    number = {quoted: names.number(name) if name else 0 for quoted, name in name_of.items()}
    name = np.array([number[quoted] for quoted in words], dtype=np.int64)
    return np.column_stack([start, end, name])[name > 0]


def _titles(text: Characters, names: Names) -> Iterator[Row]:
    # Tried at every opening mark, so that a title inside another is found: 《关于印发〈…〉的通知》.
    for opening in text.places(_TITLE_OPENS).tolist():
        title = TITLE.match(text.text, opening)
        if title:
            name = Name(f"《{title[0][1:-1]}》", "document", UNCLASSIFIED, QUOTED)
            yield opening, title.end(), names.number(name)


@lru_cache(maxsize=50_000)
def _quoted_name(words: str) -> Name | None:
    """What a quotation is if it may be a slogan; None for a sentence, a mask, a single word."""
    if words.endswith(NO_SLOGAN_ENDS) or not SENTENCE_MARKS.isdisjoint(words):
        return None
    if MASK.fullmatch(words):
        return None
    code = DIGIT_CODE.match(words)
    if not code and not 2 <= len(NO_HANZI.sub("", words)) <= LONGEST_QUOTED:
        return None
    kind = "numeral" if code or FOUR_PART.match(words) else UNCLASSIFIED
    return Name(words, kind, UNCLASSIFIED, QUOTED)


def _numerals(text: Characters, names: Names) -> Iterator[Row]:
    first = text.places(_COUNTS)
    first = first[first < len(text.codes) - 2]
    second, third = text.codes[first + 1], text.codes[first + 2]
    starts = (
        (FOUR_PART, first[_COUNTS[third] & ~_COUNTS[second]]),
        (SEVERAL_ONES, first[(second == ord("个")) & (third == ord("一"))]),
    )
    for pattern, places in starts:
        reach = 0
        for start in places.tolist():
            match = pattern.match(text.text, start) if start >= reach else None
            if not match:
                continue
            reach = match.end()
            if not PLAIN_WORDS.match(match[0]):
                name = Name(match[0], "numeral", UNCLASSIFIED, NUMERAL, is_whole=False)
                yield start, reach, names.number(name)


def _formulae(text: str, names: Names) -> Iterator[Row]:
    """Slogans that the genre builds anew each year: 建党100周年, 十八届三中、四中全会."""
    for kind, pattern in FORMULAE:
        for match in pattern.finditer(text):
            words = match["name"] if "name" in pattern.groupindex else match[0]
            start = match.start("name") if "name" in pattern.groupindex else match.start()
            name = Name(_bare(words), kind, UNCLASSIFIED, FORMULA, is_whole=False)
            yield start, start + len(words), names.number(name)
    for ending, beginning, longest in EVENTS:
        for end in ending.finditer(text):
            before = beginning.search(text[max(0, end.start() - longest) : end.start()])
            if before:
                name = Name(before[0] + end[0], "event", UNCLASSIFIED, FORMULA)
                yield end.start() - len(before[0]), end.end(), names.number(name)


def _bare(words: str) -> str:
    return re.sub("[“”]", "", words)


def _parallels(text: Characters, names: Names) -> Iterator[Row]:
    """Three or more parts of one length that share a character: 同部署、同落实、同考核."""
    whole, reach = text.text, 0
    for start, second, size in _pairs(text):
        if start < reach:
            continue
        parts = [whole[start : start + size], whole[second : second + size]]
        end = second + size
        while whole[end : end + 1] in PARTING and _shares(whole, start, end + 1, size):
            parts.append(whole[end + 1 : end + 1 + size])
            end += 1 + size
        follows = whole[end : end + 1]
        is_whole = not HANZI.match(follows) or follows in AFTER_LIST
        if len(parts) > 2 and is_whole and _are_parallel(parts):
            reach = end
            name = Name(whole[start:end], "formula", UNCLASSIFIED, FORMULA, is_whole=False)
            yield start, end, names.number(name)


def _pairs(text: Characters) -> Iterator[tuple[int, int, int]]:
    """Where a part of a list that is inside it is alike the one before: (start of both, size)."""
    marks = text.places(_PARTING)
    second, size = marks[:-1] + 1, np.diff(marks) - 1
    start = marks[:-1] - size
    may = np.flatnonzero((size >= SHORTEST_PART) & (size <= LONGEST_PART) & (start >= 0))
    start, second, size = start[may], second[may], size[may]
    codes = text.codes
    # It goes on for a third part that is alike, or it is no list.
    last = len(codes) - 1
    third = np.minimum(second + size + 1, last)
    ends, third_ends = codes[start + size - 1], codes[np.minimum(third + size - 1, last)]
    alike = (codes[start] == codes[second]) | (ends == codes[second + size - 1])
    alike &= (codes[start] == codes[third]) | (ends == third_ends)
    return zip(start[alike].tolist(), second[alike].tolist(), size[alike].tolist(), strict=True)


def _shares(text: str, first: int, second: int, size: int) -> bool:
    """Whether two parts begin, or end, with one character."""
    return (
        text[first] == text[second : second + 1]
        or text[first + size - 1] == text[second + size - 1 : second + size]
    )


def _are_parallel(parts: list[str]) -> bool:
    """Whether all parts share a character at one place, other than one that makes names alike."""
    is_cut = len(parts[-1]) < len(parts[0])  # by the end of the text
    if is_cut or len(set(parts)) < len(parts) or not ALL_HANZI.fullmatch("".join(parts)):
        return False

    def is_same(place: int) -> bool:
        return len({part[place] for part in parts}) == 1

    begins, ends = is_same(0), is_same(-1)
    # Two characters at an end are a noun with different attributes: 制度文化、课程文化.
    if (ends and is_same(-2)) or (begins and is_same(1) and len(parts[0]) > 3):
        return False
    if ends:
        return parts[0][-1] not in NAMING_ENDS
    return begins and parts[0][0] not in NAMING_STARTS
