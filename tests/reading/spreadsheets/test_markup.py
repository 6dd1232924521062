"""Pages and Excel's XML of 2003 under the name of a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.reading import ReadingError
from analysis.reading.spreadsheets import Row, is_table, read_sheets
from analysis.settings import Settings


def read(path: Path, data: str | bytes) -> dict[str, list[Row]]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    assert is_table(path)
    return {sheet.name: list(sheet.rows) for sheet in read_sheets(path, Settings())}


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_page_gives_the_rows_of_its_tables(tmp_path: Path, codec: str) -> None:
    page = (
        "<html><body><table><tr><th>标题</th><th>正文</th></tr>"
        "<tr><td>一</td><td><p>第一段，落实\n党的建设。</p><p>第二段<br>第三段</p></td></tr>"
        "<tr><td></td></tr><tr><td>二</td><td><table><tr><td>内</td><td>表</td></tr></table></td></tr>"
        "</table></body></html>"
    )
    assert read(tmp_path / "导出.xls", page.encode(codec)) == {
        "": [
            (1, ("标题", "正文")),
            (2, ("一", "第一段，落实 党的建设。\n第二段\n第三段")),
            (4, ("二", "内表")),
        ]
    }


def test_cells_over_several_rows_and_columns_keep_the_others_in_their_columns(tmp_path: Path) -> None:
    page = (
        "<table><tr><td colspan=2>合并</td><td>丙</td></tr>"
        "<tr><td rowspan=2>年</td><td>一</td><td>甲</td></tr><tr><td>二</td><td>乙</td></tr></table>"
    )
    assert read(tmp_path / "a.xls", page)[""] == [
        (1, ("合并", None, "丙")),
        (2, ("年", "一", "甲")),
        (3, (None, "二", "乙")),
    ]


def test_text_with_tabs_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    rows = read(tmp_path / "a.xls", "标题\t正文\n一\t甲\n".encode("gb18030"))
    assert rows == {"": [(1, ("标题", "正文")), (2, ("一", "甲"))]}


def test_xml_of_excel_2003_gives_its_sheets(tmp_path: Path) -> None:
    book = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="政策"><Table>'
        '<Row><Cell><Data ss:Type="String">标题</Data></Cell><Cell><Data ss:Type="String">正文</Data></Cell></Row>'
        '<Row ss:Index="5"><Cell ss:Index="2"><ss:Data ss:Type="String"><B>甲</B>乙</ss:Data></Cell>'
        '<Cell><Data ss:Type="Error">#N/A</Data></Cell></Row><Row/></Table></Worksheet></Workbook>'
    )
    assert read(tmp_path / "a.xls", book) == {"政策": [(1, ("标题", "正文")), (5, (None, "甲乙"))]}


def test_a_page_without_a_table_is_refused_and_other_files_are_no_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text("<html><body><p>请先登录</p></body></html>", "utf-8")
    with pytest.raises(ReadingError, match="a web page without a table"):
        list(read_sheets(path, Settings()))
    for name, data in {
        "a.xlsx": b"%PDF-1.4\n",
        "b.csv": b"{\\rtf1 x}",
        "c.txt": b"a,b\n",
        "d.docx": b"PK",
    }.items():
        (tmp_path / name).write_bytes(data)
        assert not is_table(tmp_path / name)
        with pytest.raises(ReadingError, match="no table"):
            list(read_sheets(tmp_path / name, Settings()))
    assert not is_table(tmp_path / "none.csv") and not is_table(tmp_path)
