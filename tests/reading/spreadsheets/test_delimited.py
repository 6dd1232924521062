"""Tables as text: encodings, separators, and lines that are no rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.notices import Kind, Notice
from analysis.reading.spreadsheets import Row, read_sheets
from analysis.reading.spreadsheets.sheet import clean_row
from analysis.settings import Settings

TEXT = "加强党的建设，落实全面从严治党的要求。"


def read(path: Path, data: str | bytes, settings: Settings | None = None) -> tuple[list[Row], list[Notice]]:
    """The rows and notices of a table with these bytes."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    rows, notices = [], []
    for sheet in read_sheets(path, settings or Settings()):
        assert sheet.name == ""
        rows += list(sheet.rows)
        notices += sheet.notices
    return rows, notices


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "big5hkscs"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_separators_are_found(
    tmp_path: Path, codec: str, separator: str, line_end: str
) -> None:
    text = "加強學校領導，落實教育方針，發展優質學校，關懷學生。" if codec == "big5hkscs" else TEXT
    lines = [["标题" if codec != "big5hkscs" else "標題", "正文"], ["一", f'"{text}{line_end}“二”"']]
    table = line_end.join(separator.join(cells) for cells in lines) + line_end
    rows, notices = read(tmp_path / "表.csv", table.encode(codec))
    assert rows == [(1, tuple(lines[0])), (2, ("一", f"{text}\n“二”"))]
    assert notices == []


def test_empty_records_are_counted_and_left_out(tmp_path: Path) -> None:
    rows, notices = read(tmp_path / "a.tsv", "\ta\tb\n\n\t\t\n\t甲\t\n\n\n")
    assert rows == [(1, (None, "a", "b")), (4, (None, "甲"))]
    assert notices == []


@pytest.mark.parametrize(
    ("broken", "lines"),
    [
        ('2021,二,"没有关上\n', (3,)),
        ('2021,"没有关上,正文\n断开的下一行\n又一行\n', (3, 4, 5)),
        ("2021,二,正文,有,逗号\n", (3,)),
        ('2021,二,"引号"后面还有\n', (3,)),
    ],
)
def test_broken_lines_are_told_and_the_rest_is_read(
    tmp_path: Path, broken: str, lines: tuple[int, ...]
) -> None:
    table = f'年份,标题,正文\n2020,一,"{TEXT}"\n{broken}2022,三,"{TEXT}\n第二段"\n2023,四,{TEXT}\n'
    rows, notices = read(tmp_path / "a.csv", table)
    assert rows == [
        (1, ("年份", "标题", "正文")),
        (2, ("2020", "一", TEXT)),
        (4, ("2022", "三", f"{TEXT}\n第二段")),
        (5, ("2023", "四", TEXT)),
    ]
    (notice,) = notices
    assert (notice.kind, notice["lines"], notice["n"]) == (Kind.BROKEN_LINES, lines, len(lines))


def test_a_quotation_mark_that_is_open_to_the_end_loses_one_line(tmp_path: Path) -> None:
    table = "年份,正文\n" + '2020,"没有关上\n' + "".join(f"{year},{TEXT}\n" for year in range(2021, 2031))
    rows, (notice,) = read(tmp_path / "a.csv", table)
    assert rows[1:] == [(year - 2018, (str(year), TEXT)) for year in range(2021, 2031)]
    assert notice["lines"] == (2,)


def test_lines_with_fewer_cells_are_kept_and_told(tmp_path: Path) -> None:
    rows, (notice,) = read(tmp_path / "a.csv", "汇总表\n年份,标题,正文\n2020,一,甲\n2021,二\n")
    assert rows[-1] == (4, ("2021", "二"))
    assert (notice.kind, notice["lines"]) == (Kind.SHORT_LINES, (4,))


def test_a_line_that_states_the_separator_is_no_row(tmp_path: Path) -> None:
    rows, _ = read(tmp_path / "a.csv", "sep=;\n标题;正文\n一;甲,乙\n")
    assert rows == [(1, ("标题", "正文")), (2, ("一", "甲,乙"))]


def test_a_damaged_byte_costs_one_character(tmp_path: Path) -> None:
    data = f"标题,正文\n一,{TEXT}\n二,{TEXT}\n".encode("gbk")
    place = data.rindex("建设".encode("gbk"))
    rows, _ = read(tmp_path / "a.csv", data[:place] + b"\xff" + data[place:])
    assert rows[1] == (2, ("一", TEXT))
    assert rows[2] == (3, ("二", TEXT.replace("建设", "�建设")))
    data = data.decode("gbk").encode()
    place = data.rindex("建设".encode())
    rows, _ = read(tmp_path / "a.csv", data[:place] + b"\xff" + data[place:])
    assert rows[2] == (3, ("二", TEXT.replace("建设", "�建设")))


def test_a_cell_over_the_limit_is_a_broken_line(tmp_path: Path) -> None:
    table = f"标题,正文\n一,{'党' * 5000}\n二,{TEXT}\n"
    rows, (notice,) = read(tmp_path / "a.csv", table, Settings(max_chars=1000))
    assert [number for number, _ in rows] == [1, 3]
    assert (notice.kind, notice["lines"]) == (Kind.BROKEN_LINES, (2,))


CELLS = st.text(st.sampled_from(list("党建，。“”,;\t\"' \n\r=|年2")), max_size=12)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=8)
    ),
    separator=st.sampled_from(",;\t"),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_what_a_program_writes_is_read_whole(
    tmp_path: Path, rows: list[list[str]], separator: str, quoting: Literal[0, 1]
) -> None:
    rows.insert(0, [f"列{number}" for number in range(len(rows[0]))])
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, quoting=quoting).writerows(rows)
    expected = [(number, clean_row(row)) for number, row in enumerate(rows, start=1) if clean_row(row)]
    assert read(tmp_path / "a.csv", text.getvalue()) == (expected, [])
