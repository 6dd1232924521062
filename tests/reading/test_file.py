"""A single file: its format by its content, its limits, and why it is refused."""

from __future__ import annotations

import io
import os
import socket
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading import ReadingError, extract, list_files
from analysis.reading import read_text as read_one
from analysis.reading.formats import detect_format
from analysis.settings import Settings
from tests.support.notices import english

PLAN = (
    "某市某区教育局工作要点\n一、加强党的领导\n坚持以政治建设为统领，全面贯彻党的教育方针，"
    "落实立德树人根本任务，办好人民满意的教育。\n"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def make_zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def make_ole(*streams: str) -> bytes:
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le") + b"\x00\x00" for name in streams)


# Contents of files, and the format of each.
KINDS = {
    "text": (PLAN.encode(), "text"),
    "text in utf-16": (PLAN.encode("utf-16"), "text"),
    "text that starts with a number sign": (b"BMI and MZ in the text", "text"),
    "text with angle brackets": ("<关于印发要点的通知>\n一、".encode(), "text"),
    "html": (b"<!DOCTYPE html><html><body>plan</body></html>", "html"),
    "html after a mark and blanks": (b"\xef\xbb\xbf\r\n <html>", "html"),
    "html after comments": (b"\n<!-- saved --><!-- again -->\n<HTML lang=zh>x", "html"),
    "html after a long comment": (b"<!--" + b"x" * 9_000 + b"--><html>", "html"),
    "xhtml": (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C"><html>', "html"),
    "html in utf-16": ("<html><body>".encode("utf-16"), "html"),
    "a piece of html": ("一、加强<br>二、<br/>三、</p>".encode(), "html"),
    "html that mentions pdf": (b"<html>%PDF-1.4", "html"),
    "mht": (b"From: <Saved by>\r\nSubject: x\r\n y\r\nMIME-Version: 1.0\r\n", "mht"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "pdf"),
    "pdf after blanks": (b"\r\n\r\n%PDF-1.4", "pdf"),
    "pdf after a header": (b"HTTP headers were saved too\n%PDF-1.4", "pdf"),
    "docx": (make_zip("[Content_Types].xml", "word/document.xml"), "docx"),
    "docx with backslashes": (make_zip("word\\document.xml"), "docx"),
    "cut docx": (make_zip("[Content_Types].xml", "word/document.xml")[:60], "docx"),
    "ofd": (make_zip("OFD.xml", "Doc_0/Document.xml"), "ofd"),
    "doc": (make_ole("WordDocument"), "doc"),
    "rtf": (b"{\\rtf1\\ansi plan}", "rtf"),
    "xlsx": (make_zip("[Content_Types].xml", "xl/workbook.xml"), "a spreadsheet"),
    "pptx": (make_zip("ppt/presentation.xml"), "a slide show"),
    "odt": (make_zip("mimetype", "content.xml"), "an OpenDocument file"),
    "zip": (make_zip("plan.txt"), "an archive"),
    "cut zip": (make_zip("plan.txt")[:40], "an archive"),
    "rar": (b"Rar!\x1a\x07\x00", "an archive"),
    "xls": (make_ole("Workbook"), "a spreadsheet"),
    "ppt": (make_ole("PowerPoint Document"), "a slide show"),
    "ole of another program": (make_ole("Other"), "an old office file that is no Word document"),
    "encrypted docx": (make_ole("EncryptedPackage"), "an encrypted office file"),
    "caj": (b"CAJ\x00" + bytes(40), "a CAJ file"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(40), "a picture"),
    "bmp": (b"BM" + bytes(40), "a picture"),
    "exe": (b"MZ\x90\x00\x03", "a program"),
    "mp4": (b"\x00\x00\x00\x20ftypisom", "sound or video"),
    "word 2003 xml": (b'<?xml version="1.0"?><w:wordDocument>', "an XML file of no office program read here"),
    "xml in utf-16": (
        '<?xml version="1.0"?><plan/>'.encode("utf-16"),
        "an XML file of no office program read here",
    ),
}


@pytest.mark.parametrize("name", sorted(KINDS))
def test_format_is_detected_from_the_content(name: str) -> None:
    data, kind = KINDS[name]
    assert detect_format(data) == kind


@given(st.binary(max_size=200) | st.sampled_from([data for data, _ in KINDS.values()]), st.data())
def test_any_bytes_have_a_format(data: bytes, draw: st.DataObject) -> None:
    place = draw.draw(st.integers(0, len(data)))
    assert detect_format(data[:place] + draw.draw(st.binary(max_size=8)) + data[place + 2 :])


@pytest.mark.parametrize("piece", [b"<!---->", b"<!--", b"<?xml ", b"a:\n \n", b"<!-- --> "])
def test_format_of_any_start_of_a_page_takes_linear_time(piece: bytes) -> None:
    # With a backtracking pattern 24 empty comments take two seconds, and 600 never end.
    assert detect_format(piece * 9_000) in ("text", "an XML file of no office program read here")


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", bytes(300)])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError, match="The file is empty") as caught:
        extract(data, Settings())
    assert caught.value.reason == "empty"


@pytest.mark.parametrize("name", ["xlsx", "pptx", "zip", "xls", "png", "word 2003 xml"])
def test_other_formats_are_refused_under_their_common_names(name: str) -> None:
    data, kind = KINDS[name]
    if kind == "a picture":
        data = b"\x89PNG"
    with pytest.raises(ReadingError) as caught:
        extract(data, Settings())
    if kind != "a picture":  # pictures may be read by OCR: their message differs
        assert caught.value.reason == "other format"
        assert f"By its content this is {kind}" in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_file_with_a_password_is_refused_as_encrypted() -> None:
    with pytest.raises(ReadingError, match="password") as caught:
        extract(KINDS["encrypted docx"][0], Settings())
    assert caught.value.reason == "encrypted"


def test_garbled_text_of_any_format_is_repaired_with_a_warning() -> None:
    extracted = extract(PLAN.encode().decode("latin-1").encode(), Settings())
    assert extracted.text == PLAN
    assert "was repaired" in english(extracted.warnings)[0]


def test_a_text_without_chinese_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Work plan of the district, in English only. 计划", "utf-8")
    with pytest.raises(ReadingError, match="holds 2 Chinese characters, fewer than the 30"):
        read_one(tmp_path / "a.txt", Settings())


@pytest.mark.parametrize(("n", "kept"), [(29, False), (30, True), (31, True)])
def test_texts_with_fewer_hanzi_than_min_hanzi_are_refused(tmp_path: Path, n: int, kept: bool) -> None:
    path = tmp_path / "a.txt"
    path.write_text("党" * n, "utf-8")
    if kept:
        assert read_one(path, Settings(min_hanzi=30)).extracted.text == "党" * n
    else:
        with pytest.raises(ReadingError) as caught:
            read_one(path, Settings(min_hanzi=30))
        assert caught.value.reason == "empty"


def test_a_file_over_the_limit_is_refused_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("党".encode() * 400)  # 3 bytes each: 1,200
    assert read_one(path, Settings(max_bytes=1200)).extracted.encoding == "utf-8"
    with pytest.raises(ReadingError, match="1,200 bytes and the limit is 1,199") as caught:
        read_one(path, Settings(max_bytes=1199))
    assert caught.value.reason == "too large"


def test_a_text_over_the_limit_is_refused_with_its_length(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("党".encode() * 400)
    assert read_one(path, Settings(max_chars=400)).extracted.text == "党" * 400
    with pytest.raises(ReadingError, match="400 characters and the limit is 399") as caught:
        read_one(path, Settings(max_chars=399))
    assert caught.value.reason == "too large"


def test_a_missing_file_raises_a_reading_error(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as caught:
        read_one(tmp_path / "none.txt", Settings())
    assert caught.value.reason == "cannot be opened"


def test_a_folder_that_cannot_be_listed_raises_a_reading_error(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="This folder can't be opened") as caught:
        read_one(tmp_path, Settings())
    assert caught.value.reason == "cannot be opened"


def test_pipes_and_sockets_are_refused_without_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as door:
        monkeypatch.chdir(tmp_path)  # the path of a socket must be short
        door.bind("door.txt")
        for name in ("pipe.txt", "door.txt"):
            assert [f.ignored for f in list_files(tmp_path) if f.doc_id == name] == [None]
            with pytest.raises(ReadingError, match="pipe or a socket") as caught:
                read_one(tmp_path / name, Settings())
            assert caught.value.reason == "no file"


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    # printf 党 | sha256sum gives another hash in GB 18030: the bytes differ, the text does not.
    (tmp_path / "a.txt").write_bytes(PLAN.encode("utf-8"))
    (tmp_path / "b.txt").write_bytes(PLAN.encode("gb18030"))
    a, b = (read_one(tmp_path / name, Settings()) for name in ("a.txt", "b.txt"))
    assert a.extracted.text == b.extracted.text
    assert a.sha256 != b.sha256
    assert len(a.sha256) == 64
