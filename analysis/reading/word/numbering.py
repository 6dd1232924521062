"""Automatic numbering: the 一、（一）1.(1) that Word shows before a paragraph and never stores.

A file stores lists: for each level where it starts, in which numerals it counts and the pattern
its number stands in. The number itself exists only while the paragraphs are counted in order.
The lists of .docx and of .doc are the same, so both readers count here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.chinese.numerals import ONES, PLACES, spell_number

DIGITS = f"〇{ONES}"
LEGAL_DIGITS, LEGAL_PLACES = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
OLD_DIGITS, OLD_PLACES = "零壹貳參肆伍陸柒捌玖", ("", "拾", "佰", "仟")
ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
# Numerals that are one character each, as long as the row lasts.
ROWS = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
DIGITWISE = {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}
# Word's counting systems that have no word for a hundred go on digit by digit.
SHORT_COUNTING = {"chineseCounting", "taiwaneseCounting"}
COUNTING = {
    "chineseCountingThousand": (f"零{ONES}", PLACES),
    "taiwaneseCountingThousand": (f"零{ONES}", PLACES),
    "japaneseCounting": (f"零{ONES}", PLACES),
    "chineseLegalSimplified": (LEGAL_DIGITS, LEGAL_PLACES),
    "ideographLegalTraditional": (OLD_DIGITS, OLD_PLACES),
}
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
FULL_WIDTH = {"decimalFullWidth", "decimalFullWidth2"}
NO_NUMBER = {"none", "bullet"}
# No plan counts further; a file that says otherwise must not make a numeral of a megabyte.
HIGHEST, LAST_LETTER, LONGEST_PATTERN = 9_999, 780, 64
PLACEHOLDER = re.compile("%([1-9])")
# Marks that stand close to their text; behind "1." or 第一章 a person sees a gap.
CLOSE = re.compile("[、）)．。：:】》」』]$")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        start: the first number.
        numerals: in which numerals it counts, by the name that Office Open XML gives them.
        pattern: the text around the numbers, %1 for the number of the widest level and so on.
        follow: what stands between number and text: tab, space or nothing.
        restart: 0 where it never starts again; n where only the levels up to the n-th start it
            again; None where every wider level does.
        legal: whether the numbers of wider levels are shown in digits.
        hidden: whether the number is hidden.
    """

    start: int = 1
    numerals: str = "decimal"
    pattern: str = ""
    follow: str = "tab"
    restart: int | None = None
    legal: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """A list as paragraphs name it.

    Attributes:
        counters: name of the counters, which several lists of one kind share.
        levels: the levels by their depth, 0 for the widest.
        starts: levels that start anew when this list is first used, with their first number.
    """

    counters: int
    levels: Mapping[int, Level]
    starts: Mapping[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of a document's lists, in the order of the document."""

    def __init__(self, lists: Mapping[int, List]) -> None:
        self.lists = lists
        self._counters: dict[int, dict[int, int]] = {}
        self._used: set[int] = set()

    def mark(self, name: int, depth: int, text: str) -> str:
        """Count one paragraph and set its number before its text.

        Args:
            name: which list the paragraph belongs to.
            depth: at which level, 0 for the widest.
            text: the paragraph's own text.
        """
        one = self.lists.get(name)
        level = one.levels.get(depth) if one else None
        if one is None or level is None:
            return text
        counters = self._count(name, one, depth, level)
        if level.hidden or level.numerals == "bullet" or not text:
            return text
        return join_number(_spell_out(one, depth, level, counters), level.follow, text)

    def _count(self, name: int, one: List, depth: int, level: Level) -> dict[int, int]:
        counters = self._counters.setdefault(one.counters, {})
        if name not in self._used:
            self._used.add(name)
            for anew in one.starts:
                counters.pop(anew, None)
        first = one.starts.get(depth, level.start)
        counters[depth] = counters[depth] + 1 if depth in counters else first
        for deeper in [d for d in counters if d > depth]:
            below = one.levels.get(deeper)
            if below is None or below.restart is None or depth < below.restart:
                del counters[deeper]
        return counters


def join_number(mark: str, follow: str, text: str) -> str:
    """A number and the text behind it; never with a tab, which would make them cells of a row."""
    mark = mark.strip()
    if not mark or CLOSE.search(mark):
        return mark + text
    # 1.2023年… would read as a fraction.
    close = follow == "nothing" and not (mark[-1] == "." and text[:1].isdecimal())
    return mark + text if close else f"{mark} {text}"


def spell(number: int, numerals: str) -> str:
    """A number in the numerals of that name; in digits where the name is unknown or they end."""
    if numerals in NO_NUMBER:
        return ""
    if not 0 < number <= HIGHEST:
        return str(max(0, min(number, HIGHEST)))
    if number <= len(ROWS.get(numerals, "")):
        return ROWS[numerals][number - 1]
    if numerals in FULL_WIDTH:
        return str(number).translate(WIDE)
    if numerals in DIGITWISE or (numerals in SHORT_COUNTING and number > 99):
        return "".join(DIGITS[int(digit)] for digit in str(number))
    if numerals in SHORT_COUNTING:
        return spell_number(number, *COUNTING["chineseCountingThousand"])
    if numerals in COUNTING:
        return spell_number(number, *COUNTING[numerals])
    return _spell_latin(number, numerals)


def _spell_latin(number: int, numerals: str) -> str:
    if numerals in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman if numerals == "upperRoman" else roman.lower()
    if numerals in ("upperLetter", "lowerLetter") and number <= LAST_LETTER:
        # Behind z come aa, bb, cc.
        letters = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if numerals == "upperLetter" else letters.lower()
    return f"{number:02}" if numerals == "decimalZero" else str(number)


def _spell_out(one: List, depth: int, level: Level, counters: Mapping[int, int]) -> str:
    def number(found: re.Match[str]) -> str:
        named = int(found[1]) - 1
        its = one.levels.get(named)
        if its is None or named > depth:
            return ""
        # A level that was skipped shows where it would start.
        value = counters.get(named, one.starts.get(named, its.start))
        numerals = "decimal" if level.legal and its.numerals not in NO_NUMBER else its.numerals
        return spell(value, numerals)

    return PLACEHOLDER.sub(number, level.pattern[:LONGEST_PATTERN])


def _roman(number: int) -> str:
    letters = ""
    for value, letter in ROMAN:
        letters += letter * (number // value)
        number %= value
    return letters
