"""Bytes to text: encodings, files that are no text, the manifest, and which files are seen."""

from __future__ import annotations

import codecs
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading import ManifestError, ReadingError, decode, list_files, read_manifest
from analysis.reading import read_text as read_one

PLAN = (
    "某市某区教育局工作要点\n一、加强党的领导\n坚持以政治建设为统领，全面贯彻党的教育方针，"
    "落实立德树人根本任务，办好人民满意的教育。\n"
)
TRADITIONAL = (
    "教育處工作計畫\n一、加強學校領導\n為貫徹教育方針，發展優質學校，關懷學習困難的學生，"
    "鼓勵教師進修，實現均衡發展。\n"
)


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", PLAN)
    return buffer.getvalue()


# Bytes, the one-word reason, and a word that the sentence must hold.
REFUSED = {
    "empty": (b"", "empty", "empty"),
    "blank": (b" \r\n\t\n", "empty", "empty"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "other format", "PDF"),
    "zip": (zipped(), "other format", "Word, Excel or zip"),
    "ole": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "other format", "old Word"),
    "rtf": (b"{\\rtf1\\ansi plan}", "other format", "RTF"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(40), "other format", "picture"),
    "html": (b"<!DOCTYPE html><html><body>plan</body></html>", "other format", "web page"),
    "html after a comment": (b"\n<!-- saved -->\n<HTML lang=zh>x", "other format", "web page"),
    "binary": (b"\x00\x01\x02" * 50, "binary", "control characters"),
    "big5": (TRADITIONAL.encode("big5"), "wrong encoding", "save it as UTF-8"),
    "cut utf-8": (PLAN.encode()[:-2], "wrong encoding", "download it again"),
    "hole in utf-8": (
        (PLAN * 9).encode()[:300] + b"\xff" + (PLAN * 9).encode()[300:],
        "wrong encoding",
        "damaged bytes at byte",
    ),
    "cut utf-16": (PLAN.encode("utf-16")[:-1], "wrong encoding", "utf-16"),
    "damaged BOM": (codecs.BOM_UTF8 + b"\xe4\xb8", "wrong encoding", "utf-8"),
}


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("gb2312", "gb18030"),
    ],
)
def test_text_is_read_in_the_encodings_of_offices(encoding: str, said: str) -> None:
    assert decode(PLAN.encode(encoding)) == (PLAN, said)


def test_utf_16_big_endian_is_read_by_its_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be")) == (PLAN, "utf-16")


@given(st.text(alphabet="教育局党建工作要点加强领导，。\n", min_size=1).filter(str.strip))
def test_every_utf_8_text_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_no_text_is_refused_with_a_reason_and_a_sentence(name: str) -> None:
    data, reason, word = REFUSED[name]
    with pytest.raises(ReadingError) as caught:
        decode(data)
    assert caught.value.reason == reason
    assert word in caught.value.detail
    assert caught.value.detail.endswith(".")
    assert str(caught.value) == caught.value.detail


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_reading_error(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except ReadingError as error:
        assert error.reason and error.detail.endswith(".")
    else:
        assert text.encode(encoding).removeprefix(codecs.BOM_UTF8)
        assert encoding in {"utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"}


def test_a_text_without_chinese_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Work plan of the district, in English only. 计划", "utf-8")
    with pytest.raises(ReadingError, match="holds 2 Chinese characters, fewer than the 30"):
        read_one(tmp_path / "a.txt", max_bytes=1000, min_hanzi=30)


@pytest.mark.parametrize(("n", "kept"), [(29, False), (30, True), (31, True)])
def test_min_hanzi_is_the_fewest_that_are_kept(tmp_path: Path, n: int, kept: bool) -> None:
    path = tmp_path / "a.txt"
    path.write_text("党" * n, "utf-8")
    if kept:
        assert read_one(path, max_bytes=1000, min_hanzi=30).text == "党" * n
    else:
        with pytest.raises(ReadingError) as caught:
            read_one(path, max_bytes=1000, min_hanzi=30)
        assert caught.value.reason == "empty"


def test_a_file_over_the_limit_is_refused_and_told_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("党".encode() * 400)  # 3 bytes each: 1,200
    assert read_one(path, max_bytes=1200, min_hanzi=30).encoding == "utf-8"
    with pytest.raises(ReadingError, match="1,200 bytes and the limit is 1,199") as caught:
        read_one(path, max_bytes=1199, min_hanzi=30)
    assert caught.value.reason == "too large"


def test_a_missing_file_is_a_reading_error_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as caught:
        read_one(tmp_path / "none.txt", max_bytes=100, min_hanzi=1)
    assert caught.value.reason == "cannot be opened"


def test_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    # printf 党 | sha256sum gives another hash in GB 18030: the bytes differ, the text does not.
    (tmp_path / "a.txt").write_bytes(PLAN.encode("utf-8"))
    (tmp_path / "b.txt").write_bytes(PLAN.encode("gb18030"))
    a = read_one(tmp_path / "a.txt", max_bytes=9999, min_hanzi=1)
    b = read_one(tmp_path / "b.txt", max_bytes=9999, min_hanzi=1)
    assert a.text == b.text
    assert a.sha256 != b.sha256
    assert len(a.sha256) == 64


def test_files_are_listed_sorted_with_those_passed_over_by_name(tmp_path: Path) -> None:
    for name in (
        "乙.txt", "甲/2.txt", "甲/10.txt", ".hidden", ".git/config", "~$lock.docx",
        "manifest.csv", "README.md", "甲/Thumbs.db",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    found = {file.doc_id: bool(file.ignored) for file in list_files(tmp_path)}
    assert list(found) == sorted(found)
    assert found == {
        ".git/config": True, ".hidden": True, "README.md": True, "manifest.csv": True,
        "~$lock.docx": True, "乙.txt": False, "甲/10.txt": False, "甲/2.txt": False,
        "甲/Thumbs.db": True,
    }  # fmt: skip


def test_a_link_out_of_the_folder_is_ignored(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (tmp_path / "secret.txt").write_text("x", "utf-8")
    try:
        (raw / "link.txt").symlink_to(tmp_path / "secret.txt")
    except OSError:
        pytest.skip("this system lets no link be made")
    assert "leads out" in list_files(raw)[0].ignored


def test_no_folder_is_told_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no folder .*nowhere.*--raw"):
        list_files(tmp_path / "nowhere")


def manifest(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "manifest.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_manifest_gives_what_was_stated_and_leaves_empty_cells(
    tmp_path: Path, encoding: str
) -> None:
    path = manifest(
        tmp_path,
        'path,district,year,issued,note\na.txt,西湖区,2022,,"masked, sure"\nb/c.txt,,,2021-03-05,\n',
        encoding,
    )
    assert read_manifest(path) == {
        "a.txt": {"district": "西湖区", "year": "2022"},
        "b/c.txt": {"issued": "2021-03-05"},
    }


def test_no_manifest_means_nothing_is_stated(tmp_path: Path) -> None:
    assert read_manifest(tmp_path / "manifest.csv") == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("file,year\na.txt,2022\n", "line 1: unknown column file"),
        ("year\n2022\n", "line 1: no column path"),
        ("path,year\na.txt,2022\n ,2023\n", "line 3: path is empty"),
        ("path,year\na.txt,2022\na.txt,2023\n", "line 3: a.txt has a row already"),
        ("path,year\na.txt,2022,西湖区\n", "line 2: more cells than columns"),
        ("path,year\na.txt,22\n", 'line 2: year is "22". Write four digits'),
        ("path,year\na.txt,2022年\n", 'line 2: year is "2022年"'),
        ("path,year\na.txt,²⁰²²\n", "line 2: year is"),
        ("path,issued\na.txt,2022/3/5\n", 'line 2: issued is "2022/3/5". Write YYYY-MM-DD'),
        ("path,issued\na.txt,2022-13-45\n", "line 2: issued is"),
        ("path,adcode\na.txt,33010\n", "line 2: adcode is"),
    ],
)
def test_a_bad_manifest_row_names_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ManifestError) as caught:
        read_manifest(manifest(tmp_path, text))
    assert str(caught.value).startswith(f"manifest.csv, {said}")


def test_a_manifest_row_that_is_quoted_over_two_lines_is_one_row(tmp_path: Path) -> None:
    path = manifest(tmp_path, 'path,title\na.txt,"工作\n要点"\nb.txt,计划\n')
    assert read_manifest(path) == {"a.txt": {"title": "工作\n要点"}, "b.txt": {"title": "计划"}}
