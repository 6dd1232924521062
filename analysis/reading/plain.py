"""Plain text: bytes to characters, in the encodings that Chinese offices use."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of formats that are no plain text, with the name a person knows them by.
SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
HTML_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b", re.I | re.S
)
HANZI = re.compile("[\u4e00-\u9fff]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# Running Chinese prose has about 98 % of its characters in level 1 of GB 2312; Big5 or other
# bytes taken for GB 18030 have under half.
LEVEL_1_SHARE = 0.8


class ReadingError(ValueError):
    """A file that can't be read: `reason` is one word or two, `detail` a sentence for a person."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class RawText:
    """A file's text as it stands, before any cleaning.

    Attributes:
        text: the characters, line ends as in the file.
        format: kind of file, "text".
        encoding: what the bytes were decoded with.
        sha256: hash of the bytes, in hexadecimal.
    """

    text: str
    format: str
    encoding: str
    sha256: str


def read_text(path: Path, *, max_bytes: int, min_hanzi: int) -> RawText:
    """Read one file.

    Raises:
        ReadingError: it can't be opened, is too large, is no text, or holds no Chinese.
    """
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise ReadingError(
                "too large",
                f"The file has {size:,} bytes and the limit is {max_bytes:,}; "
                "raise max_bytes in analysis.toml if it really is one plan.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise ReadingError(
            "cannot be opened",
            f"The file can't be opened ({error.strerror}); check its permissions.",
        ) from error
    text, encoding = decode(data)
    n_hanzi = sum(1 for _ in islice(HANZI.finditer(text), min_hanzi))
    if n_hanzi < min_hanzi:
        raise ReadingError(
            "empty",
            f"The file holds {n_hanzi} Chinese characters, fewer than the {min_hanzi} asked of a "
            "plan; save the page's text again, or lower min_hanzi in analysis.toml.",
        )
    return RawText(text, "text", encoding, hashlib.sha256(data).hexdigest())


def decode(data: bytes) -> tuple[str, str]:
    """Decode bytes to text: by byte-order mark, else UTF-8, else GB 18030 where that is plausible.

    Returns:
        The text and the name of the encoding.

    Raises:
        ReadingError: the bytes are empty, binary, of another format or of another encoding.
    """
    if not data.strip():
        raise ReadingError("empty", "The file is empty; download or save it again.")
    _refuse_other_formats(data)
    text, encoding = _decode_some(data)
    control = CONTROL.search(text)
    if control:
        raise ReadingError(
            "binary",
            f"The file holds control characters (the first at character {control.start()}), so it "
            "is no text; open it in its own program and save it as text.",
        )
    return text, encoding


def _refuse_other_formats(data: bytes) -> None:
    for signature, name in SIGNATURES:
        if data.startswith(signature):
            raise ReadingError(
                "other format",
                f"By its content this is {name}, which can't be read yet; save it as plain text "
                "(.txt, UTF-8).",
            )
    if HTML_START.match(data[:4096]):
        raise ReadingError(
            "other format",
            "By its content this is a saved web page, which can't be read yet; save the page's "
            "text as plain text (.txt, UTF-8).",
        )


def _decode_some(data: bytes) -> tuple[str, str]:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise _damaged(encoding, error) from error
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        utf8_error = error
    if utf8_error.start > 0.9 * len(data) or _mostly_utf8(data):
        raise _damaged("utf-8", utf8_error) from utf8_error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if text and _level_1_share(text) >= LEVEL_1_SHARE:
        return text, "gb18030"
    raise ReadingError(
        "wrong encoding",
        "The bytes are neither UTF-8 nor GB 18030 Chinese text (they may be Big5, or no text at "
        "all); open the file in an editor and save it as UTF-8.",
    )


def _mostly_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 with a few damaged places: then GB 18030 would give nonsense."""
    text = data.decode("utf-8", errors="replace")
    return text.count("\ufffd") < 0.02 * len(text) and len(HANZI.findall(text)) > 0.2 * len(text)


def _damaged(encoding: str, error: UnicodeDecodeError) -> ReadingError:
    return ReadingError(
        "wrong encoding",
        f"The file starts as {encoding.removesuffix('-sig')} but has damaged bytes at byte "
        f"{error.start}; download it again.",
    )


@cache
def _level_1() -> frozenset[str]:
    """The 3,755 commonest hanzi: level 1 of GB 2312."""
    rows = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return frozenset("".join(row.decode("gb2312", errors="ignore") for row in rows))


def _level_1_share(text: str) -> float:
    """Share of the non-ASCII letters of the first 5,000 characters that are common hanzi."""
    letters = [c for c in text[:5000] if c > "\x7f" and c.isalnum()]
    common = _level_1()
    return sum(c in common for c in letters) / len(letters) if letters else 0.0
