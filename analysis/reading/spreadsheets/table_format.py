"""Which files are tables of texts, and which reader reads them."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

from analysis.reading import formats
from analysis.reading.archive import DAMAGE

# The modules of the readers.
WORKBOOK, DELIMITED, MARKUP = "workbook", "delimited", "markup"
RECORDS, JSON_LINES, COLUMNAR = "records", "json_lines", "columnar"
READERS = frozenset({WORKBOOK, DELIMITED, MARKUP, RECORDS, JSON_LINES, COLUMNAR})
# By content a workbook is one whatever its name, and so is a parquet file; other tables are texts like any other
# and need one of these suffixes.
WORKBOOK_SUFFIXES = frozenset(
    ["xls", "xlsx", "xlsm", "xlsb", "xlt", "xltx", "xltm", "et", "ett", "ods", "ots"]
)
TEXT_READERS = {
    "csv": DELIMITED,
    "tsv": DELIMITED,
    "json": RECORDS,
    "jsonl": JSON_LINES,
    "ndjson": JSON_LINES,
}
TABLE_SUFFIXES = WORKBOOK_SUFFIXES | TEXT_READERS.keys() | {"parquet"}
OPEN_DOCUMENT_TABLE = b"application/vnd.oasis.opendocument.spreadsheet"
PARQUET = (b"PAR1", b"PARE")
# The directory of an archive is at its end, and longer only where its members have names of pages.
DIRECTORY_BYTES = 8_000_000


def is_table(path: Path) -> bool:
    """Whether a file is a table: a workbook by its content, or csv, tsv … by its suffix and content.

    A file that can't be opened is none.
    """
    return bool(find_table_format(path))


def find_table_format(path: Path) -> str:
    """Return the module that reads a table; empty if the file is none, or can't be opened."""
    suffix = path.suffix.removeprefix(".").casefold()
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return ""
        with path.open("rb") as file:
            head = file.read(formats.HTML_HEAD_SIZE if suffix in TABLE_SUFFIXES else formats.HEAD_SIZE)
    except OSError:
        return ""
    if head.startswith(b"PK"):
        return WORKBOOK if _is_zipped_workbook(path, head, suffix) else ""
    if head.startswith(formats.OLE):
        return WORKBOOK if _is_old_workbook(path, suffix) else ""
    if head.startswith(PARQUET):
        return COLUMNAR
    return _find_by_suffix(suffix, head) if suffix in TABLE_SUFFIXES else ""


def _find_by_suffix(suffix: str, head: bytes) -> str:
    """Return the module that reads a file with the suffix of a table; empty if by its content it is none."""
    content = formats.detect_format(head)
    is_markup = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    if suffix in WORKBOOK_SUFFIXES and is_markup and content in (formats.HTML, formats.XML):
        return MARKUP
    # Texts with tags inside may look like a page.
    if content == formats.TEXT or (content == formats.HTML and not is_markup):
        return COLUMNAR if suffix == "parquet" else TEXT_READERS.get(suffix, DELIMITED)
    return ""


def _is_zipped_workbook(path: Path, head: bytes, suffix: str) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - DIRECTORY_BYTES))
        # Counted in the bytes, because zipfile would first build a list of a million members.
        if file.read().count(formats.MEMBER_SIGNATURE) > formats.MAX_MEMBERS:
            return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.replace("\\", "/").casefold() for name in archive.namelist()}
            if "mimetype" in names and "content.xml" in names:
                with archive.open("mimetype") as stream:
                    return stream.read(len(OPEN_DOCUMENT_TABLE)) == OPEN_DOCUMENT_TABLE
    except DAMAGE:
        # The directory at the end is lost; the reader says so.
        return suffix in WORKBOOK_SUFFIXES or b"xl/" in head
    return any(name.startswith("xl/") for name in names)


def _is_old_workbook(path: Path, suffix: str) -> bool:
    """Whether an OLE file holds a workbook, or is encrypted and has a workbook's name."""
    import olefile  # most folders hold no such file

    try:
        with olefile.OleFileIO(str(path)) as container:
            if container.exists("EncryptedPackage"):
                return suffix in WORKBOOK_SUFFIXES
            return container.exists("Workbook") or container.exists("Book")
    except Exception:  # olefile raises many kinds of errors on damaged files
        return suffix in WORKBOOK_SUFFIXES
