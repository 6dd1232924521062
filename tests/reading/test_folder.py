"""The raw folder: which files are listed, and which are ignored because of their names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.notices import write_notice
from analysis.reading import ReadingError, list_files
from analysis.reading import read_text as read_one
from analysis.reading.folder import RawFile, printable
from analysis.settings import Settings
from tests.support.raw_folders import make_files, make_link


def explain_ignored(file: RawFile) -> str:
    """The English sentence of why a file is ignored; empty if it is read."""
    return write_notice(file.ignored, "en") if file.ignored else ""


def ignored_files(folder: Path) -> dict[str, str]:
    """Why each file is ignored; empty if it is read."""
    return {file.doc_id: explain_ignored(file) for file in list_files(folder)}


def test_files_are_listed_in_order_and_ignored_files_with_their_reason(tmp_path: Path) -> None:
    read = {"乙.txt", "甲/10.txt", "甲/2.txt", "甲/要点", "网页_files/1.txt", "扫描.png", "页.do"}
    read |= {"汇总.xlsx", "a.CSV", "a.json", "甲/政策.parquet", "manifest 2022.csv"}
    passed_over = {
        "A hidden file": {".git/config", ".hidden", ".~lock.a.odt#", "甲/.DS_Store", "._a.txt"},
        "A lock file": {"~$lock.docx", "~$汇总.xlsx", "~$乙.doc", "#乙.txt#"},
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
        "Its name is that of a table about the folder": {
            "manifest.xlsx",
            "slogans-review.csv",
            "甲/Themes.csv",
            "words.txt",
            "stopwords.json",
        },
        "By its name this is a spreadsheet or table": {"汇总.numbers", "a.dta"},
        "By its name this is a slide show": {"汇报.pptx"},
        "By its name this is an archive": {"打包.zip", "打包.rar", "a.tar.gz"},
        "By its name this is a program,": {"setup.exe"},
        "By its name this is program code or data": {"scrape.py", "clean.ipynb", "a.xml"},
        "By its name this is sound or video": {"会议.mp3"},
        "By its name this is a link": {"网站.url"},
    }
    make_files(tmp_path, *read, *(name for names in passed_over.values() for name in names))
    files = ignored_files(tmp_path)
    assert list(files) == sorted(files)
    assert {name for name, why in files.items() if not why} == read
    for start, names in passed_over.items():
        assert {name for name, why in files.items() if why.startswith(start)} == names
    assert all(why.endswith(".") for why in files.values() if why)
    reasons = {file.reason for file in list_files(tmp_path) if file.ignored}
    assert reasons == {"by its name"}


def test_files_that_belong_to_a_saved_page_are_ignored(tmp_path: Path) -> None:
    make_files(
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


def test_links_are_listed_once_and_never_followed_out_of_the_folder(tmp_path: Path) -> None:
    raw, outside = tmp_path / "raw", tmp_path / "outside"
    make_files(raw, "a.txt", "sub/b.txt", ".store/c.txt")
    make_files(outside, "secret.txt")
    make_link(raw / "out.txt", outside / "secret.txt")
    make_link(raw / "out", outside)
    make_link(raw / "up", "..")
    make_link(raw / "device.txt", "/dev/zero")
    make_link(raw / "in.txt", "sub/b.txt")
    make_link(raw / "sub2", "sub")
    make_link(raw / "sub" / "self", ".")
    make_link(raw / "broken.txt", "nowhere.txt")
    make_link(raw / "loop.txt", "loop.txt")
    make_link(raw / "chain.txt", "out.txt")
    make_link(raw / "stored.txt", ".store/c.txt")
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
    make_files(tmp_path / "real", "a.txt")
    make_link(tmp_path / "raw", "real")
    assert ignored_files(tmp_path / "raw") == {"a.txt": ""}


def test_a_folder_that_cannot_be_opened_gets_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_files(tmp_path, "a.txt", "shut/b.txt")
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
def test_different_names_are_shown_differently(a: str, b: str) -> None:
    assert (printable(a) == printable(b)) == (a == b)
    assert len(f"x{printable(a)}x".splitlines()) == 1
    printable(a).encode()


def test_files_of_unusual_names_are_read(tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("this system forbids such names")
    names = ["a\nb.txt", "=1.txt", "-rf.txt", "a\"b'.txt", "😀.txt", "党" * 80 + ".txt", "A.txt"]
    make_files(tmp_path, *names)
    assert set(ignored_files(tmp_path)) == {printable(name) for name in names}
    assert not any(ignored_files(tmp_path).values())


@pytest.mark.parametrize(("n", "read"), [(247, True), (248, False)])
def test_a_name_too_long_for_its_text_file_is_ignored(tmp_path: Path, n: int, read: bool) -> None:
    make_files(tmp_path, "a" * n + ".txt")
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
    assert "in GB 18030 it reads 西湖.txt" in explain_ignored(file)


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
