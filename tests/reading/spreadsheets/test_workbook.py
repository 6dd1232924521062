"""Workbooks: cells of every kind, numbers of rows, and what no office program writes."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl

from analysis.notices import Kind
from analysis.reading.spreadsheets import Row, is_table, read_sheets
from analysis.settings import Settings


def read(path: Path) -> dict[str, list[Row]]:
    """The rows of each sheet."""
    assert is_table(path)
    return {sheet.name: list(sheet.rows) for sheet in read_sheets(path, Settings())}


def test_cells_of_every_kind_and_the_numbers_of_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "政策"
    for place, value in {
        "B3": "标题",
        "C3": "正文",
        "B4": "一",
        "C4": "第一段_x000D_\n第二段",
        "D4": datetime.date(2022, 3, 5),
        "E4": datetime.datetime(2022, 3, 5, 10, 30),
        "F4": True,
        "G4": 20220305,
        "H4": 2.5,
        "B1000": "末",
    }.items():
        sheet[place] = value
    book.create_sheet("空")
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx") == {
        "政策": [
            (3, (None, "标题", "正文")),
            (
                4,
                (
                    None,
                    "一",
                    "第一段\n第二段",
                    datetime.date(2022, 3, 5),
                    datetime.datetime(2022, 3, 5, 10, 30),
                    True,
                    20220305,
                    2.5,
                ),
            ),
            (1000, (None, "末")),
        ],
        "空": [],
    }


def test_hidden_sheets_and_formulas_without_value_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "=B1"
    book.active["A2"] = "一"
    hidden = book.create_sheet("旧")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "二"
    book.save(tmp_path / "a.xlsx")
    kinds = {}
    for sheet in read_sheets(tmp_path / "a.xlsx", Settings()):
        rows = list(sheet.rows)
        kinds[sheet.name] = [(notice.kind, notice.get("n")) for notice in sheet.notices]
    assert rows == [(1, ("二",))]
    assert kinds == {
        "Sheet": [(Kind.FORMULAS_WITHOUT_VALUE, 1)],
        "旧": [(Kind.HIDDEN_SHEET, None)],
    }


def test_rows_that_are_not_taken_are_passed_over(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for number in range(1, 2001):
        book.active.cell(number, 1, f"第{number}行")
    book.create_sheet("乙")["A1"] = "二"
    book.save(tmp_path / "a.xlsx")
    names = []
    for sheet in read_sheets(tmp_path / "a.xlsx", Settings()):
        names.append((sheet.name, next(sheet.rows)))
    assert names == [("Sheet", (1, ("第1行",))), ("乙", (1, ("二",)))]
