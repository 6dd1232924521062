"""Dates in digits and in hanzi: one reader for documents, web pages and the manifest."""

from __future__ import annotations

import pytest

from analysis.chinese.dates import find_date, find_day, parse_day

FORMS = (
    "2022年3月5日",
    "2022 年 03 月 05 日",
    "二〇二二年三月五日",
    "二○二二年三月五日",
    "2022年三月5日",
    "2022-03-05",
    "2022/3/5",
    "2022.3.5",
    "2022年3月5",
)
IMPOSSIBLE = ("2022年2月31日", "2022-13-05", "2022.4.31", "二〇二二年二月三十日", "2021年2月29日")


@pytest.mark.parametrize("form", FORMS)
def test_a_day_is_read_in_every_form(form: str) -> None:
    assert parse_day(form) == "2022-03-05"
    assert find_day(f"徐州市教育局 {form}印发") == "2022-03-05"
    assert find_date(f"（{form}）") == "2022-03-05"


@pytest.mark.parametrize("form", IMPOSSIBLE)
def test_a_day_that_the_calendar_does_not_have_is_not_a_date(form: str) -> None:
    assert parse_day(form) == find_day(form) == find_date(form) == ""


def test_an_impossible_day_does_not_hide_the_next_date() -> None:
    assert find_day("2022年2月31日 2022年3月1日") == "2022-03-01"


def test_leap_days_are_dates() -> None:
    assert parse_day("2024年2月29日") == "2024-02-29"


def test_a_month_is_found_where_no_day_is_given() -> None:
    assert find_date("2022年3月") == find_date("二〇二二年三月") == "2022-03"
    assert find_date("二〇二二年元月") == "2022-01"
    assert find_date("2022年3月至2022年5月6日") == "2022-05-06"
    assert find_date("2022年13月") == ""
    assert find_day("2022年3月") == parse_day("2022年3月") == ""


def test_eight_digits_are_a_day_in_a_value_but_not_in_prose() -> None:
    assert parse_day("20220305") == "2022-03-05"
    assert parse_day("20220231") == ""
    assert find_day("t20220305_1.html") == find_date("t20220305_1.html") == ""
    assert find_day("20220305102030", compact=True) == "2022-03-05"


def test_a_value_with_more_than_a_day_is_not_a_day() -> None:
    assert parse_day("2022-03-05 10:20") == parse_day("约2022年3月5日") == parse_day("") == ""
