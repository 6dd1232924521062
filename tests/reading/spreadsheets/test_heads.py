"""The head of a table: in the first row, below a title, over two rows, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from analysis.reading.spreadsheets import Cell
from analysis.reading.spreadsheets.heads import Head, find_head

LONG = "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的教育方针，落实立德树人根本任务。" * 3
DATA: list[Cell] = [1, "某区2022年工作要点", LONG]


def head_of(*rows: Sequence[Cell], stated: int | None = None) -> Head:
    return find_head([(number, tuple(cells)) for number, cells in enumerate(rows, start=1)], stated)


@pytest.mark.parametrize(
    ("rows", "names", "n_rows"),
    [
        ([["序号", "标题", "正文"], DATA], ("序号", "标题", "正文"), 1),
        (
            [["各区教育局工作要点汇总表（2022年）"], ["序号", "标题", "正文"], DATA],
            ("序号", "标题", "正文"),
            2,
        ),
        (
            [["汇总表"], ["制表：张某", None, "2022年3月"], ["序号", "标题", "正文"], DATA],
            ("序号", "标题", "正文"),
            3,
        ),
        # Merged heads: 标题 and 正文 below 政策, 序号 over both rows.
        ([["序号", "政策", None], [None, "标题", "正文"], DATA], ("序号", "标题", "正文"), 2),
        ([["序号", "标题", "正文"], [None, None, "政策内容"], DATA], ("序号", "标题", "政策内容"), 2),
        # Names that we don't know, above texts.
        ([["甲", "乙", "丙"], DATA], ("甲", "乙", "丙"), 1),
        # The names of years are numbers.
        ([["标题", "正文", 2021, 2022], ["要点", LONG, 3, 4]], ("标题", "正文", "2021", "2022"), 1),
        # No head.
        ([DATA, [2, "某县2022年工作要点", LONG]], ("", "", ""), 0),
        ([[LONG], [LONG]], ("",), 0),
    ],
)
def test_the_head_is_found(rows: list[list[Cell]], names: tuple[str, ...], n_rows: int) -> None:
    assert head_of(*rows) == Head(names, n_rows)


def test_a_name_has_no_line_breaks() -> None:
    assert head_of(["标\n题", "正 文\n（全文）"], ["要点", LONG]).names == ("标 题", "正 文 （全文）")


def test_the_row_of_the_head_can_be_stated() -> None:
    rows = [["标题", "正文"], ["题名", "原文"], ["要点", LONG]]
    assert head_of(*rows, stated=2) == Head(("题名", "原文"), 2)
    assert head_of(*rows, stated=0) == Head(("", ""), 0)
