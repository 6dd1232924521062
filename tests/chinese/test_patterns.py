"""Patterns of the genre, and that all packages see the same marks, dates and numbers."""

from __future__ import annotations

import re

import pytest

from analysis.chinese import line_roles
from analysis.chinese.line_roles import LineRole
from analysis.chinese.page_fields import read_fields
from analysis.chinese.patterns import (
    DAY,
    DOCUMENT_NUMBER,
    LINE_END,
    LONE_YEAR,
    MARKED_LINE,
    NUMBERED_MARK,
    NUMERIC_DAY,
    SENTENCE_MARK,
    YEAR,
    YEAR_MONTH,
)
from analysis.documents.cleaning.joining import continues
from analysis.documents.metadata.title_years import year_in
from analysis.documents.structure.marks import read_mark, read_mark_number, renumber_mark
from analysis.reading.web.boilerplate import NUMBERED as PROSE
from analysis.reading.web.lists import TYPED_NUMBER as TYPED


@pytest.mark.parametrize("year", ["1998", "2023", "二〇二三", "二○二三", "二零二三", "二Ｏ二三", "一九九八"])
def test_years(year: str) -> None:
    assert re.fullmatch(YEAR, year)


@pytest.mark.parametrize("text", ["1898", "2123", "二九一二", "一〇二三", "二〇二", "三会一课"])
def test_what_is_no_year(text: str) -> None:
    assert not re.fullmatch(YEAR, text)


def test_years_alone_are_not_parts_of_dates_in_digits() -> None:
    assert LONE_YEAR.findall("2023年要点 20120316 2021_3") == ["2023", "2021"]


@pytest.mark.parametrize(
    "day",
    ["2023年3月5日", "2023 年 3 月 5 日", "二〇二三年三月五日", "二○二三年十二月三十一日", "2023年元月5日"],
)
def test_days(day: str) -> None:
    assert re.fullmatch(DAY, day)
    assert re.match(YEAR_MONTH, day)
    assert line_roles.role_alone(day) == LineRole.DATE


@pytest.mark.parametrize("day", ["2023-03-05", "2023/3/5", "2023.3.5", "2023年3月5"])
def test_days_in_digits(day: str) -> None:
    assert re.fullmatch(NUMERIC_DAY, day)


@pytest.mark.parametrize(
    "number",
    [
        "徐教发〔2022〕3号",
        "徐教发［2022］3号",
        "徐教发﹝2022﹞3号",
        "徐教发(2022)第3号",
        "徐教发 【2022】 3 号",
        "徐教发〔2022〕十二号",
    ],
)
def test_document_numbers_in_every_bracket(number: str) -> None:
    assert re.fullmatch(DOCUMENT_NUMBER, number)
    assert line_roles.role_alone(number) == LineRole.NUMBER
    assert read_fields([f"发文字号：{number}"]) == {"number": [number]}


def test_document_number_that_a_form_leaves_open() -> None:
    assert line_roles.role_alone("徐教发〔2022〕　号") == LineRole.NUMBER
    assert not re.search(DOCUMENT_NUMBER, "徐教发〔2022〕　号")


MARKS = [
    "第一章",
    "第二部分",
    "第十二条",
    "一、",
    "十二．",
    "（一）",
    "( 三 )",
    "1、",
    "1.",
    "12．",
    "(1)",
    "（1）",
    "1）",
]
MARKS += ["①", "⑴", "⒈", "㈠", "第一百零一条", "第一百二十一条"]


@pytest.mark.parametrize("mark", MARKS)
def test_numbered_marks_are_the_same_to_all(mark: str) -> None:
    line = f"{mark}总则"
    assert re.match(NUMBERED_MARK, mark)
    assert MARKED_LINE.match(line)
    assert PROSE.match(line)
    assert TYPED.match(line)
    assert not continues("各单位要认真落实，不断加强和改进党的建设工作，以", line)
    if " " not in mark:
        assert read_mark(line) is not None


@pytest.mark.parametrize("line", ["1.5亿元", "2023年要点", "三会一课", "第一书记", "十个方面", "（党委）"])
def test_what_is_no_numbered_mark(line: str) -> None:
    assert not re.match(NUMBERED_MARK, line)
    assert not MARKED_LINE.match(line)
    assert not PROSE.match(line)


def test_a_mark_before_a_year_is_one_to_web_pages_too() -> None:
    assert PROSE.match("1、2023年工作")


def test_marks_beyond_a_hundred() -> None:
    assert read_mark_number("第一百零一条") == (101,)
    assert renumber_mark("第九十九条", 100) == "第一百条"
    assert renumber_mark("第一百条", 101) == "第一百零一条"


@pytest.mark.parametrize("text", ["抓落实。", "能行吗？", "加油！", "一是学；二是干"])
def test_sentence_marks(text: str) -> None:
    assert SENTENCE_MARK.search(text)


def test_a_question_is_a_sentence_to_the_roles_of_lines_too() -> None:
    assert line_roles.is_address("各学校：")
    assert not line_roles.is_address("各学校怎么办？请看：")


@pytest.mark.parametrize("line", ["抓落实。", "“不忘初心。”", "下列任务：", "Done!", "抓落实。 ", "……"])
def test_ends_of_lines(line: str) -> None:
    assert LINE_END.search(line)
    assert not LINE_END.search(f"{line}并")


def test_a_hanzi_year_is_read_in_every_spelling() -> None:
    assert year_in("二Ｏ二三年工作要点") == year_in("二〇二三年工作要点") == 2023
    assert year_in("一九九八年工作要点") == 1998
