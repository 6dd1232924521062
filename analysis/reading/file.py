"""One file to its text: open it, detect its format, call the reader of that format."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import islice
from pathlib import Path

from analysis.chinese.characters import ONE_HANZI
from analysis.notices import FileType, Kind
from analysis.reading import formats, mojibake
from analysis.reading.errors import ReadingError, Reason
from analysis.reading.extracted import Extracted
from analysis.reading.spreadsheets.cell_text import read_cell_text
from analysis.reading.spreadsheets.rows import TextRow
from analysis.reading.spreadsheets.stated import hash_row
from analysis.settings import Settings

# The module that reads each format, imported at the first file of that format: most folders hold
# only one or two.
READERS = {
    formats.TEXT: "plain_text",
    formats.HTML: "web.html",
    formats.MHT: "web.mht",
    formats.PDF: "pages.pdf",
    formats.PICTURE: "pages.ocr",
    formats.DOCX: "word.docx",
    formats.DOC: "word.doc",
    formats.RTF: "rtf.reader",
    formats.OFD: "pages.ofd",
}
Reader = Callable[[bytes, Settings], Extracted]


@dataclass(frozen=True, slots=True)
class RawText:
    """A file's text as it stands, before any cleaning, with the hash of its bytes."""

    extracted: Extracted
    sha256: str


def read_text(path: Path, settings: Settings) -> RawText:
    """Read one file of any format.

    Raises:
        ReadingError: the file can't be opened, is too large, damaged, protected by a password, in a
            format without a reader, or holds no Chinese.
    """
    data = _read_bytes(path, settings.max_bytes)
    extracted = extract(data, settings)
    check_length(extracted.text, settings, extracted.embedded.get("title", ""))
    return RawText(extracted, hashlib.sha256(data).hexdigest())


def read_row(row: TextRow, stated: Mapping[str, str], settings: Settings) -> RawText:
    """Read the text of a row of a table.

    Args:
        row: the row.
        stated: what its columns state; with the text it is the row's identity.
        settings: limits.

    Raises:
        ReadingError: the text is too long, holds no Chinese, or is a web page that can't be read.
    """
    extracted = mojibake.repair_extracted(read_cell_text(row.text, settings))
    if "url" in stated:
        extracted = replace(extracted, embedded={"url": stated["url"], **extracted.embedded})
    check_length(extracted.text, settings, stated.get("title", ""))
    return RawText(extracted, hash_row(row.text, stated))


def check_length(text: str, settings: Settings, title: str = "") -> None:
    """Make sure that a text is neither too long nor too short to be a plan.

    Args:
        text: the text.
        settings: limits.
        title: the title that is stated apart from the text; empty if none is.

    Raises:
        ReadingError: it is; of a text that is too short the error keeps the title.
    """
    if len(text) > settings.max_chars:
        raise ReadingError.of(Reason.TOO_LARGE, Kind.TEXT_TOO_LONG, n=len(text), most=settings.max_chars)
    n_hanzi = sum(1 for _ in islice(ONE_HANZI.finditer(text), settings.min_hanzi))
    if n_hanzi < settings.min_hanzi:
        error = ReadingError.of(Reason.EMPTY, Kind.TOO_FEW_HANZI, n=n_hanzi, fewest=settings.min_hanzi)
        error.title = title
        raise error


def extract(data: bytes, settings: Settings) -> Extracted:
    """Extract the text of a file from its bytes.

    Raises:
        ReadingError: the bytes are damaged, or in a format without a reader.
    """
    if not data.strip(b" \t\r\n\x00"):
        raise ReadingError.of(Reason.EMPTY, Kind.FILE_EMPTY)
    file_format = formats.detect_format(data)
    if file_format == formats.ENCRYPTED_OFFICE:
        raise ReadingError.of(Reason.ENCRYPTED, Kind.FILE_PROTECTED)
    if file_format not in READERS:
        raise ReadingError.of(Reason.OTHER_FORMAT, Kind.OTHER_FORMAT, file_type=FileType(file_format))
    reader: Reader = import_module(f"analysis.reading.{READERS[file_format]}").read
    return mojibake.repair_extracted(reader(data, settings))


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise ReadingError.of(Reason.CANNOT_BE_OPENED, Kind.FOLDER_NOT_OPENED)
        if not stat.S_ISREG(info.st_mode):
            raise ReadingError.of(Reason.NO_FILE, Kind.NOT_A_FILE)
        if info.st_size <= max_bytes:
            with path.open("rb") as file:
                data = file.read(info.st_size + 1)
                # The file may have grown meanwhile, and some file systems state no sizes.
                if len(data) > info.st_size:
                    data += file.read(max_bytes + 1 - len(data))
            if len(data) <= max_bytes:
                return data
    except OSError as error:
        raise ReadingError.of(
            Reason.CANNOT_BE_OPENED, Kind.FILE_NOT_OPENED, fault=str(error.strerror)
        ) from error
    raise ReadingError.of(Reason.TOO_LARGE, Kind.FILE_TOO_LARGE, n=info.st_size, most=max_bytes)
