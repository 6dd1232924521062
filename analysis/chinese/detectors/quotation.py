"""Phrases in quotation marks, and documents in title marks.

Which quotations may be slogans at all and which are sentences or names, of what kind they are by
their form, and where the titles of a text are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from analysis.chinese.characters import ALL_HANZI, count_hanzi
from analysis.chinese.detectors.numeral import ALTERNATING, NumeralForm, read_numeral_form
from analysis.chinese.numerals import ONES
from analysis.chinese.patterns import SENTENCE_MARKS
from analysis.chinese.text_array import Characters, make_table


class QuotedForm(StrEnum):
    """What a quoted phrase is by its form, if it is not a numeral abbreviation."""

    PLAN_YEARS = "plan years"  # 十四五
    CONGRESS = "congress"  # 二十大
    DAY = "a day"  # 七一
    CODE = "code"  # 12345, 315; 1+3+N, 5×5
    PLUS = "plus"  # 党建+


# A quotation of more characters is a passage; a phrase has these many hanzi.
LONGEST_QUOTATION = 40
SHORTEST, LONGEST = 2, 24
QUOTATION = re.compile(f"“([^“”\n]{{1,{LONGEST_QUOTATION}}})”")
# The name of a document, a path, a mask (XX), an abbreviation in Latin letters.
NO_PHRASE = re.compile(r"[《》〈〉\\/]|^[XxＸ×*○]+$|^[A-Za-z.·]+$")
SENTENCE = re.compile(f"[{SENTENCE_MARKS}：:;!?]|^[我你他她它]是|[吗呢吧]$")
# What names certainly end in, and what both names of bodies, awards and things and local brands end in.
NAME_ENDINGS = ("班", "会议", "通知")
POSSIBLE_NAME_ENDINGS = (
    *("奖", "杯", "号", "公司", "大学", "中学", "小学", "医院", "APP", "App", "客户端"),
    *("大会", "论坛", "同志", "案", "事件"),
)
CODE = r"\d{3,6}|\d{1,6}(?:[+×xX-][\dNnXx]{1,6})+"
FORMS = {
    QuotedForm.PLAN_YEARS: f"十?[{ONES}]五|十五",
    QuotedForm.CONGRESS: f"(?:党的)?(?:十[{ONES}]|二十[一二三四五]?)(?:大|届.{{1,3}}中全会)",
    QuotedForm.DAY: "三八|五一|五四|六一|七一|八一|九一八|十一|一二九",
    QuotedForm.CODE: CODE,
    QuotedForm.PLUS: ".*[+＋×]",
}
EVENTS = frozenset({QuotedForm.PLAN_YEARS, QuotedForm.CONGRESS, QuotedForm.DAY})
NUMERALS: frozenset[NumeralForm | QuotedForm] = frozenset({NumeralForm.NUMERAL, QuotedForm.CODE})
_CODE = re.compile(CODE)
# A group for each form, named after it.
_FORM = re.compile("|".join(f"(?P<{form.name}>{pattern})" for form, pattern in FORMS.items()))
TITLE_OPENS, TITLE_CLOSES = make_table("《〈"), make_table("》〉")
# The first alternative is the plain case of the second, and quicker.
TITLE = re.compile("《[^《》\n]{3,100}》|《(?:[^《》\n]|《[^《》\n]*》){3,100}》|〈[^〈〉\n]{3,80}〉")


def may_be_phrase(words: str) -> bool:
    """Whether a text in quotation marks may be a slogan: not a mask, title, letter or passage."""
    if ALL_HANZI.fullmatch(words):
        return SHORTEST <= len(words) <= LONGEST
    if NO_PHRASE.search(words):
        return False
    return _CODE.fullmatch(words) is not None or SHORTEST <= count_hanzi(words) <= LONGEST


def is_sentence(words: str) -> bool:
    """Whether a quotation is a sentence by its marks or its words: 我们要办好教育。, 我是党员."""
    return SENTENCE.search(words) is not None


def is_name(words: str) -> bool:
    """Whether a quotation is certainly a name by its end: 主任培训班; it is no slogan then."""
    return words.endswith(NAME_ENDINGS)


def may_be_name(words: str) -> bool:
    """Whether a quotation ends as many names do: 百花奖; the abbreviation 一校一案 is not a name.

    A local brand may end so too: this speaks against a slogan and does not rule it out.
    """
    return words.endswith(NAME_ENDINGS + POSSIBLE_NAME_ENDINGS) and not ALTERNATING.fullmatch(words)


def read_form(words: str) -> Iterator[QuotedForm | NumeralForm]:
    """What a quoted phrase is by its form.

    Yields:
        Its form; of a numeral abbreviation NUMERAL first, and then the form that says more; nothing
        where the form says nothing.
    """
    match = _FORM.fullmatch(words)
    if match and match.lastgroup:
        yield QuotedForm[match.lastgroup]
    else:
        yield from read_numeral_form(words)


def find_titles(text: Characters) -> Iterator[tuple[int, int]]:
    """Find the documents in title marks, in order; a title inside another one too: 《关于印发〈…〉的通知》.

    Yields:
        Start and end, with the marks.
    """
    for opening in text.places(TITLE_OPENS).tolist():
        title = TITLE.match(text.text, opening)
        if title:
            yield title.span()
