"""Years and periods are found in every way of writing them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.chinese.numerals import ZEROS, spell_number
from analysis.chinese.years import LONGEST_PERIOD, Form, find_years, join_spaced_digits, write_digits

HANZI_DIGITS = "〇一二三四五六七八九"
DASHES = ("—", "-", "–", "－", "~", "～", "——", "--", "至", "到", "年—", "年至", "年-")


def list_years(text: str) -> list[tuple[int, int | None]]:
    return [(years.first, years.last) for years in find_years(text)]


@given(st.integers(1990, 2039))
def test_a_year_is_the_same_in_hanzi_and_in_digits(year: int) -> None:
    hanzi = "".join(HANZI_DIGITS[int(digit)] for digit in str(year))
    assert write_digits(f"{hanzi}年") == f"{year}年"
    assert list_years(f"沛县{hanzi}年要点") == list_years(f"沛县{year}年要点") == [(year, None)]


@pytest.mark.parametrize("zero", ZEROS)
def test_every_zero_that_is_typed_is_read(zero: str) -> None:
    assert list_years(f"二{zero}二{zero}年工作要点") == [(2020, None)]
    assert list_years(f"2{zero}2{zero}年工作要点") == [(2020, None)]


@given(st.integers(2003, 2026), st.integers(1, LONGEST_PERIOD), st.sampled_from(DASHES))
def test_a_period_has_a_first_and_a_last_year(first: int, length: int, dash: str) -> None:
    assert list_years(f"某区{first}{dash}{first + length}年规划") == [(first, first + length)]
    assert list_years(f"某区规划（{first}{dash}{first + length}）") == [(first, first + length)]


@given(st.text(alphabet="二〇一九零年2022—-至五第个规划“”十四沛县 ", max_size=40))
def test_digits_keep_the_length_of_a_text(text: str) -> None:
    assert len(write_digits(text)) == len(text)
    for years in find_years(text):
        assert 0 <= years.start < years.end <= len(text)
        assert years.last is None or years.first < years.last


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021—25年规划", [(2021, 2025)]),
        ("二〇二一年至二〇二五年规划", [(2021, 2025)]),
        ("二〇二一—二〇二五年规划", [(2021, 2025)]),
        ("专项行动（2022年9月—2023年12月）", [(2022, 2023)]),
        ("2022、2023年度计划", [(2022, 2023)]),
        ("2025—2021年规划", [(2025, None), (2021, None)]),  # no period runs backwards
        ("2019一2021年规划", [(2019, 2021)]),
        ("2021-2022学年计划", [(2021, None)]),
        ("2021-2022年度第一学期计划", [(2021, None)]),
        ("2021/2022学年计划", [(2021, None)]),
        ("2021—2024学年规划", [(2021, 2024)]),
        ("2021年总结和2022年要点", [(2021, None), (2022, None)]),
    ],
)
def test_periods_and_school_years(text: str, years: list[tuple[int, int | None]]) -> None:
    assert list_years(text) == years


@pytest.mark.parametrize("quoted", [True, False])
@pytest.mark.parametrize(
    ("plan", "first"), [(9, 1996), (10, 2001), (11, 2006), (12, 2011), (13, 2016), (14, 2021), (15, 2026)]
)
def test_plans_for_five_years_are_known_by_their_number(plan: int, first: int, quoted: bool) -> None:
    numeral = spell_number(plan)
    short = f"“{numeral}五”规划" if quoted else f"{numeral}五规划"
    assert list_years(f"沛县{short}") == [(first, first + 4)]
    assert list_years(f"沛县第{numeral}个五年规划") == [(first, first + 4)]


@pytest.mark.parametrize(("plan", "first"), [("五", 2006), ("六", 2011), ("七", 2016), ("八", 2021)])
def test_plans_of_legal_education_have_a_calendar_of_their_own(plan: str, first: int) -> None:
    assert list_years(f"法治宣传教育第{plan}个五年规划") == [(first, first + 4)]
    assert list_years(f"“{plan}五”普法规划") == [(first, first + 4)]


@pytest.mark.parametrize(
    "text",
    [
        "到2025年的教育改革方案",
        "面向2035年的规划",
        "二〇三五年远景目标纲要",
        "2035远景目标",
        "2030年前碳达峰方案",
        "教育现代化2035",
        "“健康中国2030”",
        "城市总体规划2035",
        "20220305",
        "2022-03",
        "中发〔2018〕2号文件",
        "十五项任务",
        "第十五届人民代表大会",
        "二十五年工作",
        "“五五”规划",  # before the numbered plans that are read
    ],
)
def test_goals_dates_and_numbers_are_no_plan_years(text: str) -> None:
    assert list_years(text) == []


@pytest.mark.parametrize(
    "title", ["2022沛县教育局要点", "沛县教育局要点2022", "沛县要点（2022）", "（2022）沛县"]
)
def test_a_year_at_an_edge_needs_no_sign(title: str) -> None:
    (years,) = find_years(title)
    assert (years.first, years.form) == (2022, Form.EDGE)


@pytest.mark.parametrize(
    ("spaced", "closed"),
    [
        ("2 0 2 2年", "2022年"),
        ("沛县2  0  2  2年", "沛县2022年"),
        ("2\u30000\u30002\u30002年", "2022年"),
        ("1 2 3 4 5", "1 2 3 4 5"),
        ("3 0 2 2年", "3 0 2 2年"),
        ("12 0 2 2", "12 0 2 2"),
    ],
)
def test_letter_spaced_years_are_closed_up(spaced: str, closed: str) -> None:
    assert join_spaced_digits(spaced) == closed
