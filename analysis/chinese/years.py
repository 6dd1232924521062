"""Years and periods in a title or a sentence, in every way of writing them.

2022年, ２０２２年, 二〇二二年, 2O22年; 2021—2025年, 2021年至2025年; 2021-2022学年; 第十四个五年规划, “十四五”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from analysis.chinese.numerals import DIGITS, ONES, TENS, ZEROS, read_numeral

# 二〇二二, 一九九八, and 2O22年 with letters typed for the zeros. Each alternative begins with a plain
# character, and its condition on the one before comes after it: a search then skips all others.
_OTHER_ZEROS = ZEROS.replace("0", "")
_OTHER_DIGITS = re.compile(
    rf"二(?<![第{TENS}\d].)[{ZEROS}][{ZEROS}{ONES}]{{2}}(?![{TENS}\d])"
    rf"|一(?<![第{TENS}\d].)九[{ZEROS}{ONES}]{{2}}(?![{TENS}\d])"
    rf"|2(?<![\dA-Za-z].)(?:[{_OTHER_ZEROS}][\d{_OTHER_ZEROS}]{{2}}|0[\d{_OTHER_ZEROS}][{_OTHER_ZEROS}]"
    rf"|0[{_OTHER_ZEROS}]\d)(?=\s*年)"
)
_LETTER_SPACED = re.compile(r"(?<![\d.]\s)(?<![\d.])[12](?:[^\S\n]+\d){3}(?![\d.])(?!\s+\d)")

_YEAR = r"(?:19|20)(?<!\d..)\d\d(?!\d)"
_MONTH = r"(?:\d{1,2}月(?:\d{1,2}日)?)?"
# 一 is typed for the dash: 2019一2021年.
_DASH = "(?:[—–―－～~-]{1,3}|[至到]|一(?=20))"
# 2021—2025年, 2021年至2025年, 2021—25年, 2021年9月至2023年8月.
_RANGE = re.compile(
    rf"({_YEAR})\s*年?度?{_MONTH}\s*(?:{_DASH}|/(?=\d+\s*学年))\s*({_YEAR}|\d\d(?=\s*学?年))\s*(学年|年?度?第[一二]学期)?"
)
# 2022、2023年度: two years of one plan. 2021年…和2022年… are two matters of a report.
_PAIR = re.compile(rf"({_YEAR})年?度?[、和及与]({_YEAR})年")
# A longer period is not a plan's.
LONGEST_PERIOD = 30

# National plans for five years are numbered: 第十四个五年规划, “十四五”规划. So are those of legal education
# (普法), by another calendar.
_PLAN_NUMBER = f"(?:[{ONES}]|十[{ONES}]?)"
_FIVE_YEARS = re.compile(
    rf"第({_PLAN_NUMBER})个五年|[“‘\"']({_PLAN_NUMBER})五[”’\"']"
    rf"|(?<![{TENS}])({_PLAN_NUMBER})五(?=规划|计划|时期|期间|普法)|(?<![{TENS}])(十[{ONES}])五(?![{TENS}年个届次])"
)
_LEGAL_EDUCATION = re.compile("普法|法[治制]宣传")
_FIRST_NATIONAL, _FIRST_LEGAL_EDUCATION = 7, 1
_BEFORE_NATIONAL, _BEFORE_LEGAL_EDUCATION = 1951, 1981

# A year that a plan aims at: 二〇三五年远景目标, 到2025年, 2030年前.
_TO_GOAL = re.compile("(?:到|至|面向|迈向|走向|展望)$")
_GOAL = re.compile(r"\s*年?(?:远景|愿景|前(?!期|三季度|半年)|中长期)")
# What follows a year that is written without 年: 2022工作计划.
_WITHOUT_YEAR_SIGN = (
    "年?度|工作|党建|教育|党的|重点|要点|计划|方案|任务|行动|思路|法治|普法|宣传|安全|预算|财政"
    "|[春秋]季|上半年|下半年"
)
_SINGLE = re.compile(rf"({_YEAR})\s*(学?年|(?={_WITHOUT_YEAR_SIGN}))?")
_OPENS, _CLOSES = "（(【[〔《“", "）)】]〕》”"
# 中国教育现代化2035, 健康中国2030: a year at the end that is the goal's.
_GOAL_NAME = re.compile("(?:现代化|战略|中国|愿景|远景|展望|议程|规划|纲要|目标)[”》]?[（(]?$")


class Form(Enum):
    """How a year or period is written."""

    YEAR = auto()
    EDGE = auto()  # without 年, at the start or end of a title
    SCHOOL_YEAR = auto()
    RANGE = auto()
    FIVE_YEARS = auto()  # by the number of a plan for five years


class Years(NamedTuple):
    """A year or a period in a text.

    Attributes:
        first: the year, or the first of the period.
        last: the last year of the period; None for one year.
        form: how it is written.
        start, end: where it stands in the text.
    """

    first: int
    last: int | None
    form: Form
    start: int
    end: int

    @property
    def span(self) -> range:
        """All its years."""
        return range(self.first, (self.last or self.first) + 1)


def write_digits(text: str) -> str:
    """The text with the years in digits that it writes in hanzi or with letters for zeros; of the same length."""
    return _OTHER_DIGITS.sub(_write_year, text)


def _write_year(match: re.Match[str]) -> str:
    return "".join(c if c.isdecimal() else str(DIGITS[c]) for c in match[0])


def join_spaced_digits(text: str) -> str:
    """The text with letter-spaced years closed up: 2 0 2 2年 is 2022年."""
    return _LETTER_SPACED.sub(lambda match: "".join(match[0].split()), text)


def find_years(text: str) -> list[Years]:
    """Find the years and periods that a title names, in the order of the text.

    A goal year (到2025年, 二〇三五年远景目标) is none of them. A school year (2021-2022学年) is one year, the
    one in which it begins. A year that follows no sign of a year counts only before a word such as 工作 or at
    an edge of the text.
    """
    text = write_digits(text)
    found = [*find_periods(text), *_find_five_year_plans(text)]
    taken = [range(years.start, years.end) for years in found]
    found += (
        years for years in _find_single_years(text) if not any(years.start in period for period in taken)
    )
    return sorted(found, key=lambda years: years.start)


def find_periods(text: str) -> Iterator[Years]:
    """The periods that are written with their years, and the school years, of a text with years in digits."""
    for match in _RANGE.finditer(text):
        first, last = int(match[1]), int(match[2] if len(match[2]) == 4 else match[1][:2] + match[2])
        if not first < last <= first + LONGEST_PERIOD:
            continue
        if match[3] and last == first + 1:
            yield Years(first, None, Form.SCHOOL_YEAR, *match.span())
        else:
            yield Years(first, last, Form.RANGE, *match.span())
    for match in _PAIR.finditer(text):
        first, last = int(match[1]), int(match[2])
        if last == first + 1:
            yield Years(first, last, Form.RANGE, *match.span())


def _find_five_year_plans(text: str) -> Iterator[Years]:
    if "五" not in text:
        return
    legal = bool(_LEGAL_EDUCATION.search(text))
    lowest = _FIRST_LEGAL_EDUCATION if legal else _FIRST_NATIONAL
    before = _BEFORE_LEGAL_EDUCATION if legal else _BEFORE_NATIONAL
    for match in _FIVE_YEARS.finditer(text):
        plan_number = read_numeral(next(filter(None, match.groups())))
        if plan_number >= lowest:
            first = before + 5 * plan_number
            yield Years(first, first + 4, Form.FIVE_YEARS, *match.span())


def _find_single_years(text: str) -> Iterator[Years]:
    for match in _SINGLE.finditer(text):
        before = text[: match.start()]
        if _TO_GOAL.search(before) or _GOAL.match(text, match.end(1)):
            continue
        if match[2] is not None:
            yield Years(int(match[1]), None, Form.YEAR, *match.span())
        elif _is_at_edge(text, match) and not _GOAL_NAME.search(before):
            yield Years(int(match[1]), None, Form.EDGE, *match.span())


def _is_at_edge(text: str, match: re.Match[str]) -> bool:
    """Whether a year is the first or last thing in a title, brackets aside; 20220305 and 2022-3 are dates."""
    before, after = text[: match.start()].strip(), text[match.end() :].strip()
    if after[:1] in "-./号" and after:
        return False
    return not before.strip(_OPENS) or not after.strip(_CLOSES)
