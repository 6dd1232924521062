"""Which files are tables of texts, and which reader reads them."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import olefile

from analysis.reading import formats
from analysis.reading.archive import DAMAGE

# The modules of the readers.
WORKBOOK, DELIMITED = "workbook", "delimited"
# By content a workbook is one whatever its name, and so is a parquet file; other tables are texts like any other
# and need one of these suffixes.
WORKBOOK_SUFFIXES = frozenset(
    ["xls", "xlsx", "xlsm", "xlsb", "xlt", "xltx", "xltm", "et", "ett", "ods", "ots"]
)
TEXT_READERS = {"csv": DELIMITED, "tsv": DELIMITED}
TABLE_SUFFIXES = WORKBOOK_SUFFIXES | frozenset(TEXT_READERS)
OPEN_DOCUMENT_TABLE = "application/vnd.oasis.opendocument.spreadsheet"
# What a file of a table's suffix is if nothing in its content says that it is a plan.
NO_PLAN = (formats.TEXT, formats.HTML, formats.XML)


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
            head = file.read(formats.HTML_HEAD_SIZE)
        if head.startswith(b"PK"):
            return WORKBOOK if _is_zipped_workbook(path, head, suffix) else ""
        if head.startswith(formats.OLE):
            return WORKBOOK if _is_old_workbook(path, suffix) else ""
    except OSError:
        return ""
    if suffix not in TABLE_SUFFIXES or formats.detect_format(head) not in NO_PLAN:
        return ""
    return TEXT_READERS.get(suffix, DELIMITED)


def _is_zipped_workbook(path: Path, head: bytes, suffix: str) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.replace("\\", "/").casefold() for name in archive.namelist()}
            if "mimetype" in names and "content.xml" in names:
                with archive.open("mimetype") as stream:
                    return (
                        stream.read(len(OPEN_DOCUMENT_TABLE)).decode("ascii", "replace")
                        == OPEN_DOCUMENT_TABLE
                    )
    except DAMAGE:
        # The directory at the end is lost; the reader says so.
        return suffix in WORKBOOK_SUFFIXES or b"xl/" in head
    return any(name.startswith("xl/") for name in names)


def _is_old_workbook(path: Path, suffix: str) -> bool:
    """Whether an OLE file holds a workbook, or is encrypted and has a workbook's name."""
    try:
        with olefile.OleFileIO(str(path)) as container:
            if container.exists("EncryptedPackage"):
                return suffix in WORKBOOK_SUFFIXES
            return container.exists("Workbook") or container.exists("Book")
    except Exception:  # olefile raises many kinds of errors on damaged files
        return suffix in WORKBOOK_SUFFIXES
