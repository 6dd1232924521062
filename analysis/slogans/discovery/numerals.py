"""Numeral abbreviations (三会一课), told from counts, ordinals and enumerations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from analysis.chinese.characters import HANZI
from analysis.slogans.discovery.reasons import Mention
from analysis.slogans.discovery.vocabulary import (
    ABSTRACT_MEMBERS,
    COUNTED,
    GREAT_MEMBERS,
    NUMERAL_HEADS,
    NUMERAL_VERBS,
    PLAIN_NUMERALS,
)

NUMERALS = "一二两三四五六七八九十双"
VALUES = {
    "一": 1,
    "二": 2,
    "两": 2,
    "双": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
# Measure and function words: a numeral before one of these counts or dates.
MEASURES = (
    "个次年月日天周名位届期轮批种条类级块些点下边步样般定旦切直起同味律时致方件份家户间"
    "所座台套组段节元万亿千百支根张本片旁的了和与是在者来往斤吨米里亩岁人项道场处号口分秒倍成"
)
# With these before it a numeral belongs to another word or is an ordinal.
BEFORE = f"第零〇几数近约逾超达共初{NUMERALS}百千万亿统唯惟之单专\\d"
_START = f"[{NUMERALS}](?<![{BEFORE}].)"
_WORD = f"(?![{MEASURES}{NUMERALS}])[{HANZI}]"
# 三会一课, 三会两制一课, 两代表一委员; a last word of two characters (六有一提升) needs an end.
TWO_NUMERALS = re.compile(
    f"{_START}(?:{_WORD}(?:[{NUMERALS}]{_WORD})*[{NUMERALS}]{_WORD}(?:[{HANZI}](?=[^{HANZI}]|工程|行动|机制|建设|活动))?|"
    f"{_WORD}[{HANZI}][{NUMERALS}]{_WORD}[{HANZI}])"
)
WITH_VERB = re.compile(f"{_START}{_WORD}(?:{NUMERAL_VERBS})|{_START}位一体")
SEVERAL_ONES = re.compile(
    "[两三四五六七八九十](?<![" + BEFORE + "].)个一(?:批|律)?(?![个些定样般起切百千万体])"
)
# 四个意识, 两个维护; and 三大攻坚战, 五大行动.
MANY_OF = re.compile(f"[两三四五六七八九十](?<![{BEFORE}].)个(?:{ABSTRACT_MEMBERS})")
GREAT = re.compile(f"[三四五六七八九十](?<![{BEFORE}].)大(?:{GREAT_MEMBERS})")
# 三名工程, 双培养机制, “三名一好”工程; 三年行动计划 and 两项制度 have a measure word.
WITH_HEAD = re.compile(f"{_START}(?![大中小多几]){_WORD}[{HANZI}]?(?={NUMERAL_HEADS})")
PATTERNS = (
    ("two numerals", TWO_NUMERALS),
    ("numeral with verb", WITH_VERB),
    ("several ones", SEVERAL_ONES),
    ("abstract members", MANY_OF),
    ("abstract members", GREAT),
    ("followed by a head", WITH_HEAD),
)
PLAIN_COUNT = re.compile(
    f"[{NUMERALS}](?:(?:个|大|类|项|种|条)(?:村|镇|县|区|市|省|月)|(?:个|大|类|项|种|条)?(?:{COUNTED}))"
)
PLAIN = re.compile(rf"(..)\1|{PLAIN_NUMERALS}")
QUOTATION = re.compile("“[^“”\n]{1,40}”")
ENUMERATED = re.compile(
    f"[{HANZI}]{{1,12}}(?:[、，][{HANZI}]{{1,12}})+(?:(?:和|与|及|以及)[{HANZI}]{{1,12}})?"
)
# What may stand between a numeral and its members.
AHEAD = re.compile("”?(?:[（(：:]|，?即|，?就是|——)(?:即|就是)?")
BEHIND = re.compile(f"({ENUMERATED.pattern})(?:的|等|这)?“?$")


def find_numerals(text: str, words: Collection[int]) -> list[Mention]:
    """The numeral abbreviations of a text that stand outside quotation marks, in order.

    Args:
        text: clean text.
        words: the offsets at which words begin, from the segmenter.
    """
    found: dict[tuple[int, int], list[str]] = {}
    for key, pattern in PATTERNS:
        for match in pattern.finditer(text):
            found.setdefault(match.span(), ["numeral", "no quotation marks"]).append(key)
    quotations = [quotation.span() for quotation in QUOTATION.finditer(text)]
    mentions: list[Mention] = []
    last = 0
    for (start, end), keys in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        # A part of a longer one (一课 in 三会一课) is none by itself.
        if end <= last or any(opens < start < closes for opens, closes in quotations):
            continue
        last = end
        reasons = [*keys, *_against(text, start, end, words), *members(text, start, end)]
        mentions.append(Mention(start, end, text[start:end], "numeral", tuple(dict.fromkeys(reasons))))
    return mentions


def _against(text: str, start: int, end: int, words: Collection[int]) -> Iterator[str]:
    """What says that a numeral only counts, or is half a word."""
    if PLAIN_COUNT.match(text, start):
        yield "plain count"
    if PLAIN.match(text, start, max(end, start + 4)):
        yield "plain word"
    if end < len(text) and end not in words:
        yield "ragged edge"


def numeral_reasons(name: str) -> Iterator[str]:
    """What speaks for a quoted phrase being a numeral abbreviation; nothing where it is none."""
    if name[0] not in NUMERALS and not re.match(r"\d+个", name):
        return
    if PLAIN_COUNT.match(name) and len(name) > 4:
        yield "numeral"
        return
    if PLAIN.fullmatch(name):
        return
    yield "numeral"
    for key, pattern in PATTERNS[:-1]:
        if pattern.match(name):
            yield key
            return


def members(text: str, start: int, end: int) -> Iterator[str]:
    """Whether members are spelled out beside a numeral: for it, or only summed up by it.

    三会一课（……、……、……） and 学站位、学自信、学融合的“三学” speak for it; of 课程建设、文化建设等两大载体
    no member has a word of the numeral.
    """
    count = VALUES.get(text[start], 0)
    if count < 2:
        return
    ahead = AHEAD.match(text, end)
    listed = ENUMERATED.match(text, ahead.end()) if ahead else None
    if listed and len(_parts(listed[0])) == count:
        yield "spelled out"
        return
    before = BEHIND.search(text[max(0, start - 60) : start])
    if before and len(_parts(before[1])) == count:
        shared = set.intersection(*(set(part) for part in _parts(before[1])[1:]))
        yield "spelled out" if shared & set(text[start:end]) else "summed up"


def _parts(listed: str) -> list[str]:
    return re.split("[、，]|以及|和|与|及", listed)
