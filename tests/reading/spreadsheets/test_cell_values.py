"""Cells: years, periods, days and codes in the forms in which people and programs write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.spreadsheets import Cell
from analysis.reading.spreadsheets.cell_values import (
    FIRST_DAY,
    SERIALS,
    read_code,
    read_day,
    read_years,
    states_nothing,
    write_cell,
)


@pytest.mark.parametrize(
    ("cell", "years"),
    [
        (2022, (2022, None)),
        (2022.0, (2022, None)),
        ("2022", (2022, None)),
        ("2022.0", (2022, None)),
        ("2022年", (2022, None)),
        ("2022年度", (2022, None)),
        ("二〇二二年", (2022, None)),
        (datetime(2022, 3, 5), (2022, None)),
        (date(2022, 3, 5), (2022, None)),
        ("2022-03-05", (2022, None)),
        ("2021-2025", (2021, 2025)),
        ("2021—2025年", (2021, 2025)),
        ("2021年至2025年", (2021, 2025)),
        ("2021 ~ 2025", (2021, 2025)),
        ("2022-2022", (2022, None)),
        ("2025-2021", None),
        ("十四五", None),
        (44625, None),
        (17, None),
        (True, None),
        ("2022年春", None),
    ],
)
def test_years(cell: Cell, years: tuple[int, int | None] | None) -> None:
    assert read_years(cell) == years


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (datetime(2022, 3, 5, 10, 30), "2022-03-05"),
        (date(2022, 3, 5), "2022-03-05"),
        (44625, "2022-03-05"),  # as Excel counts days from 1900
        (44625.43, "2022-03-05"),
        ("44625", "2022-03-05"),
        (1646409600, "2022-03-05"),  # 2022-03-05 00:00 in Beijing, in seconds and milliseconds
        (1646409600000, "2022-03-05"),
        (20220305, "2022-03-05"),
        ("20220305", "2022-03-05"),
        ("2022-03-05", "2022-03-05"),
        ("2022/3/5", "2022-03-05"),
        ("2022.3.5", "2022-03-05"),
        ("2022年3月5日", "2022-03-05"),
        ("二〇二二年三月五日", "2022-03-05"),
        ("2022-03-05 10:30:00", "2022-03-05"),
        ("2022-03-05T10:30:00Z", "2022-03-05"),
        ("2022年3月5日 10时30分", "2022-03-05"),
        ("发布日期：2022-03-05", "2022-03-05"),
        ("Mar 5, 2022", "2022-03-05"),
        ("5 March 2022", "2022-03-05"),
        ("2022年3月", "2022-03"),
        ("2022-03", "2022-03"),
        ("202203", "2022-03"),
        ("03/05/2022", ""),  # the third of May or the fifth of March
        ("2022年2月31日", ""),
        ("2022-13", ""),
        ("2022", ""),
        (17, ""),
        ("未定", ""),
    ],
)
def test_days(cell: Cell, day: str) -> None:
    assert read_day(cell) == day


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_day_of_excel_is_read_as_that_day(day: date) -> None:
    serial = (day - FIRST_DAY).days
    assert serial in SERIALS
    assert read_day(serial) == read_day(day) == day.isoformat()


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (330106, "330106"),
        (330106.0, "330106"),
        ("330106000000", "330106"),
        (33, ""),
        ("33010", ""),
        ("西湖", ""),
    ],
)
def test_codes(cell: Cell, code: str) -> None:
    assert read_code(cell) == code


@pytest.mark.parametrize("cell", [None, "", " ", "nan", "NULL", "N/A", "—", "/", "无", float("nan")])
def test_some_cells_state_nothing(cell: Cell) -> None:
    assert states_nothing(cell)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (5.0, "5"),
        (5.25, "5.25"),
        (True, "TRUE"),
        (datetime(2022, 3, 5), "2022-03-05"),
        (" a ", "a"),
        (0, "0"),
    ],
)
def test_cells_as_text(cell: Cell, text: str) -> None:
    assert not states_nothing(cell)
    assert write_cell(cell) == text
