"""Columns: which is which, by name and by content; doubt is an error that names the columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from analysis.notices import Kind
from analysis.reading import ReadingError
from analysis.reading.spreadsheets import Cell
from analysis.reading.spreadsheets.columns import Columns, find_columns, name_column

LONG = "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的教育方针，落实立德树人根本任务。" * 5
SHORT = "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的教育方针，落实根本任务。"


def find(names: list[str], *rows: Sequence[Cell], **stated: str) -> Columns:
    return find_columns(names, rows, {field: (name,) for field, name in stated.items()}, 30)


def test_columns_are_found_by_their_names() -> None:
    columns = find(
        ["id", "Policy Content", "Release Time", "City", "字数"],
        [1, SHORT, "2022-03-05", "杭州", 40],
    )
    assert columns.of == {"text": 1, "issued": 2, "city": 3}
    assert columns.variables == (0, 4)


def test_columns_without_names_are_found_by_what_is_in_them() -> None:
    columns = find(
        ["", "列2", "c", "V4", "", ""],
        [1, "2022-01-05", LONG, "浙江省杭州市西湖区", "https://www.hzxh.gov.cn/1.html", "西教委〔2022〕3号"],
        [
            2,
            datetime(2022, 2, 5),
            LONG,
            "江苏省常州市金坛区",
            "http://www.jintan.gov.cn/2.html",
            "坛教委字〔2022〕6号",
        ],
    )
    assert columns.of == {"text": 2, "issued": 1, "place": 3, "url": 4, "number": 5}
    assert columns.names == ("column_A", "列2", "c", "V4", "column_E", "column_F")
    # An address is evidence for us and stays the user's.
    assert columns.variables == (0, 4)


def test_a_name_is_not_believed_if_something_else_is_in_the_column() -> None:
    columns = find(["正文", "year", "number", "来源"], [LONG, "一类", 17, "西湖区政府网"])
    assert columns.of == {"text": 0}


@pytest.mark.parametrize(
    ("names", "row", "text"),
    [
        (["摘要", "正文"], [LONG, LONG * 2], "正文"),  # an abstract says what it is
        (["内容", "正文"], ["短", LONG], "正文"),  # one holds no text
        (["内容", "正文"], [SHORT, LONG * 9], "正文"),  # one is far longer
        (["正文", "政策文本2021"], [LONG, LONG + "。"], "正文"),  # one has the plainer name
        (["content", "content_html"], [LONG, f"<p>{LONG}</p>"], "content"),
        (["标题", "数据"], [SHORT, LONG], "数据"),  # no telling name, but the only long texts
        (["正文", "全文"], [LONG, LONG], "正文"),  # the same texts twice
    ],
)
def test_of_two_columns_of_texts_one_is_the_text(names: list[str], row: list[Cell], text: str) -> None:
    assert names[find(names, row).of["text"]] == text


@pytest.mark.parametrize(
    ("names", "row"),
    [
        (["正文", "内容"], [LONG, LONG + "又一稿。"]),
        (["甲", "乙"], [LONG, LONG + "又一稿。"]),
        (["内容", "数据"], [SHORT, LONG * 5]),  # far longer texts without a telling name
    ],
)
def test_two_columns_that_both_look_like_the_text_are_a_doubt_that_is_told(
    names: list[str], row: list[Cell]
) -> None:
    with pytest.raises(ReadingError) as error:
        find(names, row)
    assert error.value.notice.kind == Kind.SEVERAL_TEXT_COLUMNS
    assert error.value.notice["columns"] == tuple(names)
    assert find(names, row, text=names[1]).of["text"] == 1


def test_without_texts_the_columns_are_listed() -> None:
    with pytest.raises(ReadingError) as error:
        find(["变量", "", "说明"], ["gdp", 1, SHORT])
    assert error.value.notice.kind == Kind.NO_TEXT_COLUMN
    assert error.value.notice["columns"] == ("变量", "B", "说明")


def test_what_is_stated_goes_before_what_is_recognised() -> None:
    names, row = ["正文", "备注", "发布日期", "入库"], [LONG, LONG + "。", "2022-01-02", "2022-05-06"]
    columns = find(names, row, text="备注", issued="入库")
    assert columns.of == {"text": 1, "issued": 3}
    assert find(names, row, issued="").of == {"text": 0}
    assert find(["", ""], [LONG, "x"], text="A").of == {"text": 0}
    with pytest.raises(ReadingError) as error:
        find(names, row, title="题名")
    assert (error.value.notice["setting"], error.value.notice["wanted"]) == ("title", ("题名",))


@pytest.mark.parametrize(
    ("name", "cell", "of"),
    [
        ("时间", "2022", {"text": 0, "year": 1}),
        ("时间", "2021-2025", {"text": 0, "year": 1}),
        ("时间", "2022-03-05", {"text": 0, "issued": 1}),
        ("发布时间", 2022, {"text": 0}),  # a year of issue: neither a date nor the plan's year
        ("发布时间", 44625, {"text": 0, "issued": 1}),
    ],
)
def test_a_column_of_time_holds_years_or_days(name: str, cell: Cell, of: dict[str, int]) -> None:
    assert find(["正文", name], [LONG, cell]).of == of


def test_names_that_come_twice_are_told_apart() -> None:
    assert find(["正文", "数量", "数量", ""], [LONG, 1, 2, 3]).names == ("正文", "数量", "数量_2", "column_D")


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_the_letters_of_a_spreadsheet(index: int, letters: str) -> None:
    assert name_column(index) == letters
