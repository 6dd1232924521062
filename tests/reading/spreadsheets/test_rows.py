"""Rows: which are documents, what they are called, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from analysis.notices import Field, Kind, Notice
from analysis.reading import NoText, ReadingError, Reason, Remark, TextRow, read_rows
from analysis.reading.spreadsheets import Cell, Row, Sheet
from analysis.settings import Settings, TableSettings

LONG = "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的教育方针，落实立德树人根本任务。" * 3


def make_sheet(name: str, *rows: Sequence[Cell]) -> Sheet:
    numbered = enumerate(rows, start=1)
    return Sheet(
        name,
        iter([(number, tuple(cells)) for number, cells in numbered if any(c is not None for c in cells)]),
    )


def read(*sheets: Sheet, **table: Any) -> list[TextRow | NoText | Remark]:
    return list(read_rows("t.xlsx", sheets, Settings(table=TableSettings.of(table))))


def paths(items: list[TextRow | NoText | Remark]) -> list[str]:
    return [
        item.doc_id if isinstance(item, TextRow) else f"{item.path}: {item.notice.kind}" for item in items
    ]


def test_a_row_has_its_number_its_cells_and_the_users_own() -> None:
    sheet = make_sheet(
        "政策",
        ["id", "正文", "年份", "省", "GDP"],
        [7, LONG, 2022, None, 5.5],
        [None] * 5,
        [8, LONG, None, "浙江", None],
    )
    first, second = read(sheet)
    assert first == TextRow(
        "t.xlsx#政策#2",
        LONG,
        {"year": 2022},
        {"year": "年份", "province": "省"},
        {"id": "7", "GDP": "5.5"},
        "政策",
    )
    assert isinstance(second, TextRow) and second.doc_id == "t.xlsx#政策#4"
    assert second.cells == {"province": "浙江"} and second.variables == {"id": "8", "GDP": ""}


def test_a_format_without_sheets_has_none_in_its_ids() -> None:
    assert paths(read(make_sheet("", ["正文"], [LONG]))) == ["t.xlsx#2"]


def test_a_table_without_a_head_begins_with_its_first_row() -> None:
    assert paths(read(make_sheet("", ["2022-01-02", LONG], ["2022-03-04", LONG]))) == ["t.xlsx#1", "t.xlsx#2"]


def test_a_row_without_a_text_is_told_and_an_empty_one_is_nothing() -> None:
    sheet = make_sheet(
        "", ["标题", "正文"], ["甲", LONG], [None, None], ["乙", None], ["丙", "nan"], [None, "无"]
    )
    assert paths(read(sheet)) == ["t.xlsx#2", "t.xlsx#4: row without text", "t.xlsx#5: row without text"]


def test_a_head_in_the_middle_is_no_row() -> None:
    sheet = make_sheet("", ["标题", "正文"], ["甲", LONG], ["标题", "正文"], ["乙", LONG])
    assert paths(read(sheet)) == ["t.xlsx#2", "t.xlsx#4"]


def test_a_sheet_without_texts_beside_one_with_texts_is_ignored() -> None:
    codes = make_sheet("编码", ["变量", "含义"], ["gdp", "生产总值"])
    items = read(codes, make_sheet("政策", ["正文"], [LONG]), make_sheet("空"))
    assert paths(items) == ["t.xlsx#政策#2", "t.xlsx#编码: sheet without text"]
    assert isinstance(items[1], NoText) and items[1].ignored
    assert items[1].notice["columns"] == ("变量", "含义")


def test_a_table_without_texts_has_one_row_with_its_columns() -> None:
    (item,) = read(make_sheet("编码", ["变量", "含义"], ["gdp", "生产总值"]))
    assert item == NoText("t.xlsx", Reason.NO_TEXT_COLUMN, item.notice)  # type: ignore[union-attr]
    both = read(
        make_sheet("甲", ["变量", "含义"], ["gdp", "x"]), make_sheet("乙", ["码", "含义"], ["1", "x"])
    )
    assert paths(both) == ["t.xlsx: no text column"]
    assert both[0].notice["columns"] == ("变量", "含义", "码")  # type: ignore[union-attr]
    assert paths(read(make_sheet("空"))) == ["t.xlsx: table empty"]


def test_a_doubtful_sheet_is_rejected_beside_a_good_one() -> None:
    doubtful = make_sheet("乙", ["正文", "内容"], [LONG, LONG + "。"])
    items = read(make_sheet("甲", ["正文"], [LONG]), doubtful)
    assert paths(items) == ["t.xlsx#甲#2", "t.xlsx#乙: several text columns"]
    assert isinstance(items[1], NoText) and not items[1].ignored


def test_sheets_can_be_chosen() -> None:
    sheets = [("甲", ["正文"]), ("乙", ["正文"])]
    items = read(*(make_sheet(name, head, [LONG]) for name, head in sheets), sheet="乙")
    assert paths(items) == ["t.xlsx#甲: sheet not chosen", "t.xlsx#乙#2"]
    missing = read(make_sheet("甲", ["正文"], [LONG]), sheet="丙")
    assert paths(missing) == ["t.xlsx#甲: sheet not chosen", "t.xlsx: sheet not there"]


@pytest.mark.parametrize(
    ("names", "safe"),
    [
        (["a/b"], ["a_b"]),
        (['2022:"x"|<y>?*\\'], ["2022__x___y____"]),
        (["..甲. "], ["__甲"]),
        (["a\tb\u202e"], ["a_b_"]),
        (["a/b", "a_b", "A?B"], ["a_b", "a_b_2", "A_B_3"]),
        ([" "], [" "[:0] + "_"]),
    ],
)
def test_names_of_sheets_are_safe_and_stay_different(names: list[str], safe: list[str]) -> None:
    items = read(*(make_sheet(name, ["正文"], [LONG]) for name in names))
    assert paths(items) == [f"t.xlsx#{name}#2" for name in safe]


def test_a_fault_after_some_rows_is_told_beside_them() -> None:
    def broken() -> Iterator[Row]:
        yield 1, ("正文",)
        for number in range(2, 300):
            yield number, (LONG,)
        raise ReadingError.of(Reason.DAMAGED, Kind.FILE_EMPTY)

    *rows, last = read(Sheet("", broken()))
    assert len(rows) == 298
    assert isinstance(last, NoText) and (last.path, last.notice.kind) == ("t.xlsx", Kind.TABLE_STOPS)
    assert last.notice["n"] == 298


def test_lost_lines_are_rows_of_the_ledger_and_other_notices_are_remarks() -> None:
    sheet = make_sheet("", ["正文"], [LONG])
    sheet.notices.append(Notice.of(Field.FILE, Kind.BROKEN_LINES, n=1, lines=(3,)))
    sheet.notices.append(Notice.of(Field.FILE, Kind.SHORT_LINES, n=1, lines=(4,)))
    _, lost, remark = read(sheet)
    assert isinstance(lost, NoText) and lost.notice.kind == Kind.BROKEN_LINES
    assert isinstance(remark, Remark) and remark.notice.kind == Kind.SHORT_LINES


def test_a_table_of_formulas_alone_says_so() -> None:
    formulas = make_sheet("甲")
    formulas.notices.append(Notice.of(Field.FILE, Kind.FORMULAS_WITHOUT_VALUE, n=3))
    assert paths(read(formulas, make_sheet("乙"))) == ["t.xlsx: formulas without value"]
    assert paths(read(make_sheet("甲"))) == ["t.xlsx: table empty"]


@pytest.mark.parametrize("kind", [Kind.BROKEN_LINES, Kind.BROKEN_RECORDS])
def test_lines_that_were_lost_have_a_row_of_their_own(kind: Kind) -> None:
    sheet = make_sheet("", ["标题", "正文"], ["甲", LONG])
    sheet.notices.append(Notice.of(Field.FILE, kind, n=1, lines=(7,)))
    *_, lost = read(sheet)
    assert isinstance(lost, NoText) and (lost.path, lost.reason) == ("t.xlsx", Reason.DAMAGED)
