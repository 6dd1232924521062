"""One file: opened, its kind told from its content, its text taken out by that kind's reader."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path

from analysis.chinese.characters import ONE_HANZI
from analysis.reading import kinds, mojibake
from analysis.reading.extracted import Extracted, ReadingError
from analysis.settings import Settings

# Readers are loaded when the first file of their kind comes: most folders hold one or two kinds.
READERS = {
    kinds.TEXT: "plain",
    kinds.HTML: "web.html",
    kinds.MHT: "web.mht",
    kinds.PDF: "pages.pdf",
    kinds.PICTURE: "pages.ocr",
    kinds.DOCX: "word.docx",
    kinds.DOC: "word.doc",
    kinds.RTF: "word.rtf",
    kinds.OFD: "pages.ofd",
}
Reader = Callable[[bytes, Settings], Extracted]


@dataclass(frozen=True, slots=True)
class RawText:
    """A file's text as it stands, before any cleaning, with the hash of its bytes."""

    extracted: Extracted
    sha256: str


def read_text(path: Path, settings: Settings) -> RawText:
    """Read one file, whatever its format.

    Raises:
        ReadingError: it can't be opened, is too large, of no format we read, damaged, protected,
            or holds no Chinese.
    """
    data = _open(path, settings.max_bytes)
    extracted = extract(data, settings)
    if len(extracted.text) > settings.max_chars:
        raise ReadingError(
            "too large",
            f"The file's text has {len(extracted.text):,} characters and the limit is "
            f"{settings.max_chars:,}; raise max_chars in analysis.toml if it really is one plan.",
        )
    n_hanzi = sum(1 for _ in islice(ONE_HANZI.finditer(extracted.text), settings.min_hanzi))
    if n_hanzi < settings.min_hanzi:
        raise ReadingError(
            "empty",
            f"The file holds {n_hanzi} Chinese characters, fewer than the {settings.min_hanzi} "
            "asked of a plan; save the page's text again, or lower min_hanzi in analysis.toml.",
        )
    return RawText(extracted, hashlib.sha256(data).hexdigest())


def extract(data: bytes, settings: Settings) -> Extracted:
    """Take the text out of a file's bytes.

    Raises:
        ReadingError: the bytes are of no format we read, or damaged.
    """
    if not data.strip(b" \t\r\n\x00"):
        raise ReadingError("empty", "The file is empty; download or save it again.")
    kind = kinds.kind_of(data)
    if kind == kinds.PROTECTED:
        raise ReadingError(
            "encrypted",
            "The file is protected by a password; open it in its office program and save it again "
            "without one.",
        )
    if kind not in READERS:
        raise ReadingError(
            "other format",
            f"By its content this is {kind}, which holds no plan that can be read; save the plan "
            "as Word, PDF, a web page or plain text.",
        )
    reader: Reader = import_module(f"analysis.reading.{READERS[kind]}").read
    return mojibake.repaired(reader(data, settings))


def _open(path: Path, max_bytes: int) -> bytes:
    try:
        told = path.stat()
        if stat.S_ISDIR(told.st_mode):
            raise ReadingError(
                "cannot be opened",
                "This folder can't be opened, so what is in it was not read; check its permissions "
                "and the length of its path.",
            )
        if not stat.S_ISREG(told.st_mode):
            raise ReadingError("no file", "This is a device, a pipe or a socket, not a file.")
        if told.st_size <= max_bytes:
            with path.open("rb") as file:
                data = file.read(told.st_size + 1)
                # A file that grew meanwhile, or of a system that tells no sizes, has more.
                if len(data) > told.st_size:
                    data += file.read(max_bytes + 1 - len(data))
            if len(data) <= max_bytes:
                return data
    except OSError as error:
        raise ReadingError(
            "cannot be opened",
            f"The file can't be opened ({error.strerror}); check its permissions.",
        ) from error
    raise ReadingError(
        "too large",
        f"The file has {told.st_size:,} bytes and the limit is {max_bytes:,}; "
        "raise max_bytes in analysis.toml if it really is one plan.",
    )
