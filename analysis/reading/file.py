"""One file to its text: open it, detect its format, call the reader of that format."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path

from analysis.chinese.characters import ONE_HANZI
from analysis.reading import formats, mojibake
from analysis.reading.errors import ReadingError, Reason
from analysis.reading.extracted import Extracted
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
    if len(extracted.text) > settings.max_chars:
        raise ReadingError(
            Reason.TOO_LARGE,
            f"The file's text has {len(extracted.text):,} characters and the limit is "
            f"{settings.max_chars:,}; raise max_chars in analysis.toml if it really is one plan.",
        )
    n_hanzi = sum(1 for _ in islice(ONE_HANZI.finditer(extracted.text), settings.min_hanzi))
    if n_hanzi < settings.min_hanzi:
        raise ReadingError(
            Reason.EMPTY,
            f"The file holds {n_hanzi} Chinese characters, fewer than the {settings.min_hanzi} "
            "that a plan must have; save the page's text again, or lower min_hanzi in analysis.toml.",
        )
    return RawText(extracted, hashlib.sha256(data).hexdigest())


def extract(data: bytes, settings: Settings) -> Extracted:
    """Extract the text of a file from its bytes.

    Raises:
        ReadingError: the bytes are damaged, or in a format without a reader.
    """
    if not data.strip(b" \t\r\n\x00"):
        raise ReadingError(Reason.EMPTY, "The file is empty; download or save it again.")
    file_format = formats.detect_format(data)
    if file_format == formats.ENCRYPTED_OFFICE:
        raise ReadingError(
            Reason.ENCRYPTED,
            "The file is protected by a password; open it in its office program and save it again "
            "without one.",
        )
    if file_format not in READERS:
        raise ReadingError(
            Reason.OTHER_FORMAT,
            f"By its content this is {file_format}, which holds no plan that can be read; save the plan "
            "as Word, PDF, a web page or plain text.",
        )
    reader: Reader = import_module(f"analysis.reading.{READERS[file_format]}").read
    return mojibake.repair_extracted(reader(data, settings))


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise ReadingError(
                Reason.CANNOT_BE_OPENED,
                "This folder can't be opened, so what is in it was not read; check its permissions "
                "and the length of its path.",
            )
        if not stat.S_ISREG(info.st_mode):
            raise ReadingError(Reason.NO_FILE, "This is a device, a pipe or a socket, not a file.")
        if info.st_size <= max_bytes:
            with path.open("rb") as file:
                data = file.read(info.st_size + 1)
                # The file may have grown meanwhile, and some file systems state no sizes.
                if len(data) > info.st_size:
                    data += file.read(max_bytes + 1 - len(data))
            if len(data) <= max_bytes:
                return data
    except OSError as error:
        raise ReadingError(
            Reason.CANNOT_BE_OPENED,
            f"The file can't be opened ({error.strerror}); check its permissions.",
        ) from error
    raise ReadingError(
        Reason.TOO_LARGE,
        f"The file has {info.st_size:,} bytes and the limit is {max_bytes:,}; "
        "raise max_bytes in analysis.toml if it really is one plan.",
    )
