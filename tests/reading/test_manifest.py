"""The manifest: what the user states about files, in tables of every encoding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading import ManifestError, read_manifest
from tests.support.raw_folders import make_files, make_link


def manifest(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "manifest.csv"
    path.write_bytes(text.encode(encoding))
    return path


def stated(path: Path, doc_ids: Iterable[str] | None = None) -> dict[str, Mapping[str, str]]:
    """The fields that each row of a manifest states."""
    return {doc_id: row.fields for doc_id, row in read_manifest(path, doc_ids).items()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_manifest_gives_what_was_stated_and_leaves_empty_cells(tmp_path: Path, encoding: str) -> None:
    path = manifest(
        tmp_path,
        'path,district,year,issued,note\na.txt,西湖区,2022,,"masked, sure"\nb/c.txt,,,2021-03-05,\n',
        encoding,
    )
    assert stated(path) == {
        "a.txt": {"district": "西湖区", "year": "2022"},
        "b/c.txt": {"issued": "2021-03-05"},
    }


def test_without_a_manifest_no_field_is_stated(tmp_path: Path) -> None:
    assert stated(tmp_path / "manifest.csv") == {}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("file,year\na.txt,2022\n", "line 1: no column path"),
        ("path,yaer\na.txt,2022\n", "line 1: unknown column yaer. Is year meant?"),
        ("path,year,year_end\na.txt,2022,2022\n", "line 2: year_end is 2022, not after the year 2022"),
        ("path,kind\na.txt,report\n", 'line 2: kind is "report". Write plan'),
        ("year\n2022\n", "line 1: no column path"),
        ("path,year\na.txt,2022\n ,2023\n", "line 3: path is empty"),
        ("path,year\na.txt,2022\na.txt,2023\n", "line 3: a.txt has a row already"),
        ("path,year\na.txt,2022,西湖区\n", "line 2: more cells than columns"),
        ("path,year\na.txt,22\n", 'line 2: year is "22". Write four digits'),
        ("path,year\na.txt,2202\n", 'line 2: year is "2202"'),
        ("path,year\na.txt,²⁰²²\n", "line 2: year is"),
        ("path,issued\na.txt,5/3/2022\n", 'line 2: issued is "5/3/2022". Write YYYY-MM-DD'),
        ("path,issued\na.txt,2022-13-45\n", "line 2: issued is"),
        ("path,issued\na.txt,2022年2月30日\n", "line 2: issued is"),
        ("path,adcode\na.txt,33010\n", "line 2: adcode is"),
        ("", "line 1: no column path"),
        ("path,year,Year\na.txt,1,2\n", "line 1: two columns year"),
        ('path,title\n\na.txt,"工作\n\nb.txt,x\n', "line 3: the row is no row of a table"),
        ('path,title\na.txt,"工作"要点\n', "line 2: the row is no row of a table"),
        ("path,title\na.txt,x\nb.txt,工\x00作\n", "line 3: '工\\x00作' holds characters"),
        ("path,title\na.txt,工\ufffd作\n", "line 2: '工\ufffd作' holds characters"),
        ('path,title\na.txt,"a\nb"\nb.txt,1,2\n', "line 4: more cells than columns"),
        ("path,note\n,who is this\n", "line 2: path is empty"),
    ],
)
def test_a_bad_manifest_row_names_its_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ManifestError) as caught:
        read_manifest(manifest(tmp_path, text))
    assert str(caught.value).startswith(f"manifest.csv, {problem}")


def test_a_manifest_row_that_is_quoted_over_two_lines_is_one_row(tmp_path: Path) -> None:
    path = manifest(tmp_path, 'path,title\na.txt,"工作\n要点"\nb.txt,计划\n')
    assert stated(path) == {"a.txt": {"title": "工作\n要点"}, "b.txt": {"title": "计划"}}


FOUND = ["a.txt", "b/c.txt", "=1.txt", "e\u0301.txt", "x\\ny.txt"]


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("a.txt", "a.txt"),
        ("b\\c.txt", "b/c.txt"),  # as Windows writes it
        ("./a.txt", "a.txt"),
        ("'=1.txt", "=1.txt"),  # as written by a program that protects against formulas
        ("\u00e9.txt", "e\u0301.txt"),  # as macOS stores é
        ("x\\ny.txt", "x\\ny.txt"),  # a line end in a name is shown like this
    ],
)
def test_a_path_may_be_spelled_as_any_system_spells_it(tmp_path: Path, text: str, file: str) -> None:
    path = manifest(tmp_path, f"path,year\n{text},2022\n")
    assert stated(path, FOUND) == {file: {"year": "2022"}}


def test_a_row_for_a_file_that_is_not_there_names_its_line(tmp_path: Path) -> None:
    path = manifest(tmp_path, "path,year\na.txt,2022\nb/d.txt,2022\n")
    assert set(read_manifest(path)) == {"a.txt", "b/d.txt"}
    with pytest.raises(ManifestError) as caught:
        read_manifest(path, FOUND)
    assert str(caught.value) == (
        "manifest.csv, line 3: there is no file b/d.txt in the raw folder. Is b/c.txt meant?"
    )


def test_an_exact_name_wins_over_another_spelling(tmp_path: Path) -> None:
    path = manifest(tmp_path, "path,year\n\u00e9.txt,2022\n")
    for files in (["\u00e9.txt", "e\u0301.txt"], ["e\u0301.txt", "\u00e9.txt"]):
        assert stated(path, files) == {"\u00e9.txt": {"year": "2022"}}


def test_two_spellings_of_one_path_are_one_file(tmp_path: Path) -> None:
    path = manifest(tmp_path, "path,year\nb/c.txt,2022\nb\\c.txt,2023\n")
    with pytest.raises(ManifestError, match=r"line 3: b/c\.txt has a row already"):
        read_manifest(path, FOUND)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_tables_are_read_as_spreadsheets_save_them(
    tmp_path: Path, separator: str, encoding: str, end: str
) -> None:
    rows = [["Path", "district", "note", ""], ["甲、乙.txt", "西湖区", '"a', "", ""], [""] * 4]
    lines = [separator.join(row).replace('"a', '"a;,\tb"') for row in rows]
    path = manifest(tmp_path, end.join(lines) + end, encoding)
    assert stated(path) == {"甲、乙.txt": {"district": "西湖区"}}


def test_the_line_that_states_the_separator_is_not_the_header(tmp_path: Path) -> None:
    path = manifest(tmp_path, "sep=;\npath;year\na.txt;2022\n")
    assert stated(path) == {"a.txt": {"year": "2022"}}


def test_big5_tables_are_read(tmp_path: Path) -> None:
    title = "教育處工作計畫：加強學校領導，貫徹教育方針，發展優質學校，關懷學習困難的學生，鼓勵教師"
    path = manifest(tmp_path, f"path,title\na.txt,{title}\n", "big5")
    assert stated(path) == {"a.txt": {"title": title}}


@pytest.mark.parametrize("year", ["2022", "2022年", "2022 年度", "2022.0"])
def test_years_in_any_spelling_become_four_digits(tmp_path: Path, year: str) -> None:
    assert stated(manifest(tmp_path, f"path,year\na.txt,{year}\n")) == {"a.txt": {"year": "2022"}}


@pytest.mark.parametrize(
    "day",
    [
        "2022-03-05",
        "2022/3/5",
        "2022.3.5",
        "2022年3月5日",
        "2022 年 3 月 5 日",
        "20220305",
        "2022/3/5 0:00",
        "2022-03-05 00:00:00",
    ],
)
def test_dates_in_any_spelling_become_iso(tmp_path: Path, day: str) -> None:
    assert stated(manifest(tmp_path, f"path,issued\na.txt,{day}\n")) == {"a.txt": {"issued": "2022-03-05"}}


def test_a_manifest_that_links_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    make_files(tmp_path, "outside.csv", "raw/a.txt")
    make_link(tmp_path / "raw" / "manifest.csv", tmp_path / "outside.csv")
    with pytest.raises(ManifestError, match="leads out of the raw folder"):
        read_manifest(tmp_path / "raw" / "manifest.csv")


def test_a_manifest_that_is_not_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").mkdir()
    with pytest.raises(ManifestError, match="it is no file"):
        read_manifest(tmp_path / "manifest.csv")


@given(st.binary(max_size=120) | st.text(alphabet='path,;\t"\n\r年2x', max_size=60).map(str.encode))
def test_any_bytes_are_a_manifest_or_an_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "manifest.csv"
    path.write_bytes(b"path,year\n" + data)
    try:
        read_manifest(path, FOUND)
    except ManifestError as error:
        assert str(error).startswith("manifest.csv, line ")
        assert str(error).endswith((".", "?"))


def test_columns_of_the_user_are_variables(tmp_path: Path) -> None:
    path = manifest(tmp_path, "path,year,GDP,分组,note\na.txt,2022,12.5,东部,x\nb/c.txt,,,西部,\n")
    rows = read_manifest(path)
    assert {doc_id: row.variables for doc_id, row in rows.items()} == {
        "a.txt": {"GDP": "12.5", "分组": "东部"},
        "b/c.txt": {"GDP": "", "分组": "西部"},
    }


def test_a_row_may_name_a_document_in_a_file_that_holds_several(tmp_path: Path) -> None:
    path = manifest(tmp_path, "path,year\na.txt#2,2022\nb\\c.txt#Sheet1#5,2021\n")
    assert stated(path, FOUND) == {"a.txt#2": {"year": "2022"}, "b/c.txt#Sheet1#5": {"year": "2021"}}
