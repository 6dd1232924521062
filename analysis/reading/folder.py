"""Which files lie under the raw folder, and which of them are ignored because of their names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from analysis.notices import Field, FileType, Kind, Notice
from analysis.reading.errors import Reason
from analysis.reading.spreadsheets.table_format import TABLE_SUFFIXES

# Files that belong to the folder, not to the corpus.
FOLDER_FILES = frozenset({"readme.md", "readme.txt", "readme"})
# Tables of the user at the top of the folder: what is known about the plans, and slogans to add or refuse.
TOP_FILES = frozenset({"manifest.csv", "slogans.csv", "slogans-refused.csv"})
# Names of tables about the folder or for the analysis, wherever they lie: never tables of texts.
RESERVED_STEMS = frozenset(
    {"manifest", "slogans", "slogans-refused", "slogans-review", "themes", "stopwords", "words"}
)
RESERVED_SUFFIXES = TABLE_SUFFIXES | {"txt"}
SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\\r"})
SYSTEM_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information"})
# ~$plan.docx of Word, .~plan.docx of WPS, .~lock.plan.odt# of LibreOffice, #plan.txt# of Emacs.
LOCK = re.compile(r"~\$.*|\.~.*|#.*#", re.S)
UNFINISHED = re.compile(
    r".*\.(?:crdownload|part|partial|download|tmp|temp|swp|aria2)|.*~|~wr[a-z]\d+\.\w+",
    re.I | re.S,
)
# Suffixes of files that can't hold a plan. Word, PDF, web pages, text and pictures are not here, because their
# content decides; neither are .com and .do, in which the names of saved pages may end.
FOREIGN = {
    FileType.TABLE: "numbers fods sav dta",
    FileType.SLIDES: "ppt pptx pptm pps ppsx pot potx dps dpt odp key",
    FileType.ARCHIVE: "zip rar 7z gz tgz tar bz2 xz zst cab iso jar war dmg",
    FileType.PROGRAM: "exe dll msi bat cmd sh ps1 vbs scr app apk deb rpm so dylib bin",
    FileType.CODE: "py pyc ipynb r rmd rdata rds js mjs ts jsx css scss less xml"
    " xsl xsd yaml yml toml ini cfg conf sql db sqlite sqlite3 mdb accdb feather pkl pickle"
    " npy npz log",
    FileType.MEDIA: "mp3 mp4 m4a m4v wav wma wmv avi mov flv mkv webm ogg aac flac amr rm rmvb",
    FileType.FONT: "ttf otf ttc woff woff2 eot",
    FileType.LINK: "lnk url webloc desktop msg torrent",
}
FOREIGN_SUFFIXES = {
    suffix: file_type for file_type, suffixes in FOREIGN.items() for suffix in suffixes.split()
}
# Folders in which browsers put the pictures and scripts of a saved page: 要点_files/ beside 要点.html.
PAGE_PARTS = re.compile(r"(.+)(?:_files|\.files|_file|\.fld)", re.S)
PAGE_SUFFIXES = frozenset({"html", "htm", "xhtml", "shtml", "mht", "mhtml"})
# How Windows marks a junction, a kind of link between folders.
JUNCTION = 0xA0000003
# File names may have up to 255 bytes, and the text of a plan is written as NAME.txt.
MAX_NAME_BYTES = 251
# Characters that break a line or reverse the text in a terminal, halves of characters (bytes that are not
# UTF-8), and the backslash, so that no name looks like the escaped form of another.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\\\\]")


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file under the raw folder.

    Attributes:
        doc_id: its path under the raw folder, with forward slashes, made printable.
        path: where to open it.
        ignored: why it is ignored without being opened; None if it should be read.
        reason: the same as a reason of the ledger; empty if it should be read.
    """

    doc_id: str
    path: Path
    ignored: Notice | None = None
    reason: Reason | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What stands in a folder; the doc_id of a folder ends in a slash.

    `ignored` says why it is ignored because of its folders or of its bytes: it is a part of a saved page,
    or its name is not UTF-8.
    """

    doc_id: str
    path: str
    ignored: Notice | None = None
    is_link: bool = False


def list_files(root: Path) -> list[RawFile]:
    """List every file under `root`, sorted by doc_id, so that the order on the disk has no effect.

    Links out of the folder are not followed; a link inside it is read only if its target is not. A folder
    that can't be opened is listed as well, because there may be plans in it: its doc_id ends in a slash,
    and reading it fails.

    Raises:
        FileNotFoundError: there is no folder `root`.
    """
    if not root.is_dir():
        raise FileNotFoundError(
            f"There is no folder or file {root}. Create the folder and put the plans there, or name another with "
            "--raw."
        )
    entries = list(_walk(str(root)))
    files = [_to_file(entry) for entry in entries if not entry.is_link]
    links = [entry for entry in entries if entry.is_link]
    if links:
        read = {os.path.realpath(file.path): file.doc_id for file in files if not file.ignored}
        files += [_link_to_file(link, os.path.realpath(root), read) for link in links]
    return sorted(files, key=lambda file: file.doc_id)


def to_raw_file(path: Path) -> RawFile:
    """A single file that is read by itself, without a folder; its doc_id is its name."""
    return _to_file(_Entry(printable(path.name), str(path), _judge_encoding(path.name)))


def printable(name: str) -> str:
    """Return a file's name as text that fits on one line, different for each name.

    Bytes that are not UTF-8, characters that break or reverse a line, and the backslash are escaped as
    in Python.
    """
    return UNPRINTABLE.sub(_escape, name)


def _escape(character: re.Match[str]) -> str:
    code = ord(character[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return character[0].encode("unicode_escape").decode("ascii")


def _walk(root: str) -> Iterator[_Entry]:
    """Yield every file and link, and every folder that can't be opened.

    Without recursion, because a path may be thousands of folders deep.
    """
    folders = [_Entry("", root)]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder.path) as listing:
                items = list(listing)
        except OSError:
            yield folder
            continue
        pages = {stem for stem, suffix in map(_split_name, items) if suffix in PAGE_SUFFIXES}
        for item in items:
            entry = _to_entry(item, folder, pages)
            if entry.doc_id.endswith("/"):
                folders.append(entry)
            else:
                yield entry


def _split_name(item: os.DirEntry[str]) -> tuple[str, str]:
    stem, _, suffix = item.name.rpartition(".")
    return stem, suffix.casefold()


def _to_entry(item: os.DirEntry[str], folder: _Entry, pages: set[str]) -> _Entry:
    is_link = _is_link(item)
    is_folder = not is_link and item.is_dir(follow_symlinks=False)
    page = PAGE_PARTS.fullmatch(item.name) if is_folder else None
    ignored = folder.ignored or _judge_encoding(item.name)
    if page and page[1] in pages:
        ignored = _ignore(Kind.PART_OF_SAVED_PAGE, page=printable(page[1]))
    doc_id = folder.doc_id + printable(item.name) + "/" * is_folder
    return _Entry(doc_id, item.path, ignored, is_link)


def _is_link(item: os.DirEntry[str]) -> bool:
    """Whether it is a symbolic link, or a junction of Windows, which is a link too."""
    if item.is_symlink():
        return True
    if os.name != "nt":
        return False
    return getattr(item.stat(follow_symlinks=False), "st_reparse_tag", 0) == JUNCTION


def _to_file(entry: _Entry) -> RawFile:
    ignored = _judge_path(entry)
    return RawFile(entry.doc_id, Path(entry.path), ignored, Reason.BY_ITS_NAME if ignored else "")


def _ignore(kind: Kind, **values: str | int) -> Notice:
    return Notice.of(Field.FILE, kind, **values)


def _judge_path(entry: _Entry) -> Notice | None:
    """Return why a file is ignored because of its name or its folders; None if it should be read."""
    *folders, name = entry.doc_id.split("/")
    if any(part.startswith(".") for part in (*folders, name)):
        return _ignore(Kind.HIDDEN_FILE)
    if entry.ignored:
        return entry.ignored
    if not SYSTEM_FOLDERS.isdisjoint(map(str.casefold, folders)):
        return _ignore(Kind.SYSTEM_FILE)
    return _judge_name(name, entry.doc_id)


def _judge_name(name: str, doc_id: str) -> Notice | None:
    lower = name.casefold()
    if LOCK.fullmatch(name):
        return _ignore(Kind.LOCK_FILE)
    if UNFINISHED.fullmatch(name):
        return _ignore(Kind.UNFINISHED_FILE)
    if lower in SYSTEM_FILES:
        return _ignore(Kind.SYSTEM_FILE)
    if lower in FOLDER_FILES or doc_id in TOP_FILES:
        return _ignore(Kind.FOLDER_FILE)
    if lower in TOP_FILES:
        return _ignore(Kind.TABLE_NOT_AT_TOP, name=lower)
    stem, dot, suffix = lower.rpartition(".")
    if stem in RESERVED_STEMS and suffix in RESERVED_SUFFIXES:
        return _ignore(Kind.RESERVED_NAME)
    file_type = FOREIGN_SUFFIXES.get(suffix) if dot else None
    if file_type:
        return _ignore(Kind.FOREIGN_FILE, file_type=file_type)
    if len(name.encode()) > MAX_NAME_BYTES:
        return _ignore(Kind.NAME_TOO_LONG, n=len(name.encode()), most=MAX_NAME_BYTES)
    return None


def _judge_encoding(name: str) -> Notice | None:
    """Return why a name can't be written into a table; None if it can."""
    data = os.fsencode(name)
    if data.decode("utf-8", "ignore").encode() == data:
        return None
    try:
        return _ignore(Kind.NAME_IN_GB_18030, name=printable(data.decode("gb18030")))
    except UnicodeDecodeError:
        return _ignore(Kind.NAME_NOT_UTF_8)


def _link_to_file(entry: _Entry, real_root: str, read: Mapping[str, str]) -> RawFile:
    target = os.path.realpath(entry.path)
    if not Path(target).is_relative_to(real_root):
        ignored = _ignore(Kind.LINK_OUT_OF_FOLDER)
    elif not Path(entry.path).exists():
        ignored = _ignore(Kind.LINK_TO_NOTHING)
    elif Path(target).is_dir():
        ignored = _ignore(Kind.LINK_TO_FOLDER)
    elif target in read:
        ignored = _ignore(Kind.LINK_TO_FILE, path=read[target])
    else:
        return _to_file(entry)
    return RawFile(entry.doc_id, Path(entry.path), ignored, Reason.A_LINK)
