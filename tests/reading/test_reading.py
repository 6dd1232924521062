"""Files: which are seen, what each is by its content, its limits, and the manifest."""

from __future__ import annotations

import io
import os
import socket
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading import ManifestError, ReadingError, extract, list_files, read_manifest
from analysis.reading import read_text as read_one
from analysis.reading.folder import printable
from analysis.reading.formats import detect_format
from analysis.settings import Settings
from tests.support.notices import english

PLAN = (
    "某市某区教育局工作要点\n一、加强党的领导\n坚持以政治建设为统领，全面贯彻党的教育方针，"
    "落实立德树人根本任务，办好人民满意的教育。\n"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def ole(*streams: str) -> bytes:
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le") + b"\x00\x00" for name in streams)


# What a file is by its content, whatever its name.
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
    "docx": (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
    "docx with backslashes": (zipped("word\\document.xml"), "docx"),
    "cut docx": (zipped("[Content_Types].xml", "word/document.xml")[:60], "docx"),
    "ofd": (zipped("OFD.xml", "Doc_0/Document.xml"), "ofd"),
    "doc": (ole("WordDocument"), "doc"),
    "rtf": (b"{\\rtf1\\ansi plan}", "rtf"),
    "xlsx": (zipped("[Content_Types].xml", "xl/workbook.xml"), "a spreadsheet"),
    "pptx": (zipped("ppt/presentation.xml"), "a slide show"),
    "odt": (zipped("mimetype", "content.xml"), "an OpenDocument file"),
    "zip": (zipped("plan.txt"), "an archive"),
    "cut zip": (zipped("plan.txt")[:40], "an archive"),
    "rar": (b"Rar!\x1a\x07\x00", "an archive"),
    "xls": (ole("Workbook"), "a spreadsheet"),
    "ppt": (ole("PowerPoint Document"), "a slide show"),
    "ole of another program": (ole("Other"), "an old office file that is no Word document"),
    "encrypted docx": (ole("EncryptedPackage"), "an encrypted office file"),
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
def test_no_start_of_a_page_takes_more_than_linear_time(piece: bytes) -> None:
    # With plain repeats 24 empty comments take two seconds and 600 take for ever.
    assert detect_format(piece * 9_000) in ("text", "an XML file of no office program read here")


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", bytes(300)])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError, match="The file is empty") as caught:
        extract(data, Settings())
    assert caught.value.reason == "empty"


@pytest.mark.parametrize("name", ["xlsx", "pptx", "zip", "xls", "png", "word 2003 xml"])
def test_other_formats_are_refused_by_the_name_a_person_knows(name: str) -> None:
    data, kind = KINDS[name]
    if kind == "a picture":
        data = b"\x89PNG"
    with pytest.raises(ReadingError) as caught:
        extract(data, Settings())
    if kind != "a picture":  # pictures may be read by OCR, and say so
        assert caught.value.reason == "other format"
        assert f"By its content this is {kind}" in caught.value.detail
    assert caught.value.detail.endswith(".")


def test_a_file_with_a_password_is_refused_as_encrypted() -> None:
    with pytest.raises(ReadingError, match="password") as caught:
        extract(KINDS["encrypted docx"][0], Settings())
    assert caught.value.reason == "encrypted"


def test_garbled_text_of_any_format_is_repaired_with_a_warning() -> None:
    extracted = extract(PLAN.encode().decode("latin-1").encode(), Settings())
    assert extracted.text == PLAN
    assert "put right" in english(extracted.warnings)[0]


def test_a_text_without_chinese_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Work plan of the district, in English only. 计划", "utf-8")
    with pytest.raises(ReadingError, match="holds 2 Chinese characters, fewer than the 30"):
        read_one(tmp_path / "a.txt", Settings())


@pytest.mark.parametrize(("n", "kept"), [(29, False), (30, True), (31, True)])
def test_min_hanzi_is_the_fewest_that_are_kept(tmp_path: Path, n: int, kept: bool) -> None:
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


def test_a_missing_file_is_a_reading_error_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(ReadingError) as caught:
        read_one(tmp_path / "none.txt", Settings())
    assert caught.value.reason == "cannot be opened"


def test_a_folder_that_can_not_be_listed_is_a_reading_error(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="This folder can't be opened") as caught:
        read_one(tmp_path, Settings())
    assert caught.value.reason == "cannot be opened"


def test_a_pipe_and_a_socket_are_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as door:
        monkeypatch.chdir(tmp_path)  # a socket's path may not be long
        door.bind("door.txt")
        for name in ("pipe.txt", "door.txt"):
            assert [f.ignored for f in list_files(tmp_path) if f.doc_id == name] == [""]
            with pytest.raises(ReadingError, match="pipe or a socket") as caught:
                read_one(tmp_path / name, Settings())
            assert caught.value.reason == "no file"


def test_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    # printf 党 | sha256sum gives another hash in GB 18030: the bytes differ, the text does not.
    (tmp_path / "a.txt").write_bytes(PLAN.encode("utf-8"))
    (tmp_path / "b.txt").write_bytes(PLAN.encode("gb18030"))
    a, b = (read_one(tmp_path / name, Settings()) for name in ("a.txt", "b.txt"))
    assert a.extracted.text == b.extracted.text
    assert a.sha256 != b.sha256
    assert len(a.sha256) == 64


# The folder -------------------------------------------------------------------------------------


def make(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", "utf-8")
    return folder


def ignored_files(folder: Path) -> dict[str, str]:
    """Why each file is ignored; empty if it is read."""
    return {file.doc_id: file.ignored for file in list_files(folder)}


def test_files_are_listed_sorted_with_those_passed_over_by_name(tmp_path: Path) -> None:
    read = {"乙.txt", "甲/10.txt", "甲/2.txt", "甲/要点", "网页_files/1.txt", "扫描.png", "页.do"}
    passed_over = {
        "A hidden file": {".git/config", ".hidden", ".~lock.a.odt#", "甲/.DS_Store", "._a.txt"},
        "A lock file": {"~$lock.docx", "~$乙.doc", "#乙.txt#"},
        "A backup or an unfinished download": {
            "a.tmp",
            "b.docx.crdownload",
            "c.pdf.part",
            "d.txt~",
            "~WRL0001.tmp",
        },
        "A file of the computer's own": {
            "甲/Thumbs.db",
            "desktop.ini",
            "__MACOSX/a.txt",
            "甲/$RECYCLE.BIN/x.doc",
        },
        "A file about the folder": {"README.md", "manifest.csv", "slogans.csv", "甲/readme.txt"},
        "A manifest.csv is read only at the top": {"甲/manifest.csv"},
        "By its name this is a spreadsheet or table": {"汇总.xlsx", "a.CSV"},
        "By its name this is a slide show": {"汇报.pptx"},
        "By its name this is an archive": {"打包.zip", "打包.rar", "a.tar.gz"},
        "By its name this is a program,": {"setup.exe"},
        "By its name this is program code or data": {"scrape.py", "clean.ipynb", "a.json"},
        "By its name this is sound or video": {"会议.mp3"},
        "By its name this is a link": {"网站.url"},
    }
    make(tmp_path, *read, *(name for names in passed_over.values() for name in names))
    files = ignored_files(tmp_path)
    assert list(files) == sorted(files)
    assert {name for name, why in files.items() if not why} == read
    for start, names in passed_over.items():
        assert {name for name, why in files.items() if why.startswith(start)} == names
    assert all(why.endswith(".") for why in files.values() if why)
    reasons = {file.reason for file in list_files(tmp_path) if file.ignored}
    assert reasons == {"by its name"}


def test_what_a_saved_page_consists_of_is_ignored_as_its_part(tmp_path: Path) -> None:
    make(
        tmp_path,
        "要点.html",
        "要点_files/a.css",
        "要点_files/frames/b.html",
        "旧页.htm",
        "旧页.files/x.txt",
        "无页_files/plan.txt",
        "别处/要点_files/plan.txt",
    )
    files = ignored_files(tmp_path)
    assert {name for name, why in files.items() if not why} == {
        "要点.html",
        "旧页.htm",
        "无页_files/plan.txt",
        "别处/要点_files/plan.txt",
    }
    assert files["要点_files/frames/b.html"] == ("A part of the saved web page 要点, which is read itself.")
    assert "旧页" in files["旧页.files/x.txt"]


def linked(link: Path, target: Path | str) -> None:
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("this system lets no link be made")


def test_links_are_listed_once_and_never_followed_out(tmp_path: Path) -> None:
    raw, outside = tmp_path / "raw", tmp_path / "outside"
    make(raw, "a.txt", "sub/b.txt", ".store/c.txt")
    make(outside, "secret.txt")
    linked(raw / "out.txt", outside / "secret.txt")
    linked(raw / "out", outside)
    linked(raw / "up", "..")
    linked(raw / "device.txt", "/dev/zero")
    linked(raw / "in.txt", "sub/b.txt")
    linked(raw / "sub2", "sub")
    linked(raw / "sub" / "self", ".")
    linked(raw / "broken.txt", "nowhere.txt")
    linked(raw / "loop.txt", "loop.txt")
    linked(raw / "chain.txt", "out.txt")
    linked(raw / "stored.txt", ".store/c.txt")
    files = ignored_files(raw)
    assert {name for name, why in files.items() if not why} == {
        "a.txt",
        "sub/b.txt",
        "stored.txt",
    }
    for name in ("out.txt", "out", "up", "device.txt", "chain.txt"):
        assert files[name].startswith("A link that leads out of the raw folder")
    assert files["in.txt"] == "A link to sub/b.txt, which is read itself."
    for name in ("sub2", "sub/self"):
        assert files[name].startswith("A link to a folder")
    for name in ("broken.txt", "loop.txt"):
        assert files[name].startswith("A link to nothing")
    assert files[".store/c.txt"].startswith("A hidden file")
    assert len(files) == 14
    assert {f.reason for f in list_files(raw) if f.ignored} == {"by its name", "a link"}


def test_a_raw_folder_that_is_a_link_itself_is_read(tmp_path: Path) -> None:
    make(tmp_path / "real", "a.txt")
    linked(tmp_path / "raw", "real")
    assert ignored_files(tmp_path / "raw") == {"a.txt": ""}


def test_a_folder_that_can_not_be_opened_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.txt", "shut/b.txt")
    real = os.scandir

    def scandir(path: str) -> object:
        if path.endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert ignored_files(tmp_path) == {"a.txt": "", "shut/": ""}
    shut = next(file for file in list_files(tmp_path) if file.doc_id == "shut/")
    with pytest.raises(ReadingError, match="This folder can't be opened"):
        read_one(shut.path, Settings())


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("关于 “要点”（一）.txt", "关于 “要点”（一）.txt"),
        ("全\u3000角.txt", "全\u3000角.txt"),
        ("👩‍🏫 plan.txt", "👩‍🏫 plan.txt"),
        ("=HYPERLINK(1).txt", "=HYPERLINK(1).txt"),
        ("-rf.txt", "-rf.txt"),
        ("a\"b'c.txt", "a\"b'c.txt"),
        ("a\nb.txt", "a\\nb.txt"),
        ("a\r\tb.txt", "a\\r\\tb.txt"),
        ("a\\nb.txt", "a\\\\nb.txt"),
        ("\u202etxt.exe", "\\u202etxt.exe"),
        ("\x1b[31m.txt", "\\x1b[31m.txt"),
        ("\udcce\udcf7.txt", "\\xce\\xf7.txt"),
    ],
)
def test_names_are_shown_on_one_line(name: str, shown: str) -> None:
    assert printable(name) == shown


@given(st.text(max_size=20), st.text(max_size=20))
def test_two_names_are_never_shown_alike(a: str, b: str) -> None:
    assert (printable(a) == printable(b)) == (a == b)
    assert len(f"x{printable(a)}x".splitlines()) == 1
    printable(a).encode()


def test_files_of_unusual_names_are_read(tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("this system forbids such names")
    names = ["a\nb.txt", "=1.txt", "-rf.txt", "a\"b'.txt", "😀.txt", "党" * 80 + ".txt", "A.txt"]
    make(tmp_path, *names)
    assert set(ignored_files(tmp_path)) == {printable(name) for name in names}
    assert not any(ignored_files(tmp_path).values())


@pytest.mark.parametrize(("n", "read"), [(247, True), (248, False)])
def test_a_name_too_long_for_its_text_file_is_ignored(tmp_path: Path, n: int, read: bool) -> None:
    make(tmp_path, "a" * n + ".txt")
    (reason,) = ignored_files(tmp_path).values()
    assert (reason == "") == read
    assert read or "252 bytes" in reason


def test_a_name_that_is_not_utf_8_is_ignored_and_shown_in_gb_18030(tmp_path: Path) -> None:
    # A zip made on a Chinese Windows unpacks to names like these.
    name = os.fsdecode("西湖.txt".encode("gb18030"))
    try:
        (tmp_path / name).write_bytes(b"x")
    except OSError:
        pytest.skip("this system forbids such names")
    (file,) = list_files(tmp_path)
    assert file.doc_id == "\\xce\\xf7\\xba\\xfe.txt"
    assert "in GB 18030 it reads 西湖.txt" in file.ignored


def test_a_folder_whose_path_is_too_long_for_the_system_is_listed(tmp_path: Path) -> None:
    if not hasattr(os, "fwalk"):
        pytest.skip("this system opens no folder by its handle")
    name = "d" * 200
    handle = os.open(tmp_path, os.O_RDONLY)
    for _ in range(25):
        os.mkdir(name, dir_fd=handle)
        below = os.open(name, os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = below
    os.close(handle)
    (file,) = list_files(tmp_path)
    assert file.doc_id.startswith(f"{name}/{name}/")
    with pytest.raises(ReadingError) as caught:
        read_one(file.path, Settings())
    assert caught.value.reason == "cannot be opened"


def test_the_error_names_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no folder .*nowhere.*--raw"):
        list_files(tmp_path / "nowhere")


# The manifest -----------------------------------------------------------------------------------


def manifest(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "manifest.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_manifest_gives_what_was_stated_and_leaves_empty_cells(tmp_path: Path, encoding: str) -> None:
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
    ("text", "problem"),
    [
        ("file,year\na.txt,2022\n", "line 1: unknown column file"),
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
    assert read_manifest(path) == {"a.txt": {"title": "工作\n要点"}, "b.txt": {"title": "计划"}}


FOUND = ["a.txt", "b/c.txt", "=1.txt", "e\u0301.txt", "x\\ny.txt"]


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("a.txt", "a.txt"),
        ("b\\c.txt", "b/c.txt"),  # as Windows writes it
        ("./a.txt", "a.txt"),
        ("'=1.txt", "=1.txt"),  # as a table that runs no formula writes it
        ("\u00e9.txt", "e\u0301.txt"),  # as macOS stores é
        ("x\\ny.txt", "x\\ny.txt"),  # a line end in a name, as it is shown
    ],
)
def test_a_path_may_be_spelled_as_systems_do(tmp_path: Path, text: str, file: str) -> None:
    path = manifest(tmp_path, f"path,year\n{text},2022\n")
    assert read_manifest(path, FOUND) == {file: {"year": "2022"}}


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
        assert read_manifest(path, files) == {"\u00e9.txt": {"year": "2022"}}


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
    assert read_manifest(path) == {"甲、乙.txt": {"district": "西湖区"}}


def test_the_line_that_states_the_separator_is_no_header(tmp_path: Path) -> None:
    path = manifest(tmp_path, "sep=;\npath;year\na.txt;2022\n")
    assert read_manifest(path) == {"a.txt": {"year": "2022"}}


def test_big5_tables_are_read(tmp_path: Path) -> None:
    title = "教育處工作計畫：加強學校領導，貫徹教育方針，發展優質學校，關懷學習困難的學生，鼓勵教師"
    path = manifest(tmp_path, f"path,title\na.txt,{title}\n", "big5")
    assert read_manifest(path) == {"a.txt": {"title": title}}


@pytest.mark.parametrize("year", ["2022", "2022年", "2022 年度", "2022.0"])
def test_years_are_four_digits_however_written(tmp_path: Path, year: str) -> None:
    assert read_manifest(manifest(tmp_path, f"path,year\na.txt,{year}\n")) == {"a.txt": {"year": "2022"}}


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
def test_dates_become_iso_however_written(tmp_path: Path, day: str) -> None:
    assert read_manifest(manifest(tmp_path, f"path,issued\na.txt,{day}\n")) == {
        "a.txt": {"issued": "2022-03-05"}
    }


def test_a_manifest_that_leads_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    make(tmp_path, "outside.csv", "raw/a.txt")
    linked(tmp_path / "raw" / "manifest.csv", tmp_path / "outside.csv")
    with pytest.raises(ManifestError, match="leads out of the raw folder"):
        read_manifest(tmp_path / "raw" / "manifest.csv")


def test_a_manifest_that_is_no_file_is_refused(tmp_path: Path) -> None:
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
