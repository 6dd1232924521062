"""Tables that are text: opened in the encoding that their bytes prove or that is most plausible."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TextIO

from analysis.notices import Field, Kind, Notice
from analysis.reading.encodings import BOMS, NARROW, SAMPLE_BYTES, WIDE, WIDE_SAMPLE_BYTES, likeliest_encoding
from analysis.reading.errors import ReadingError, Reason

CHUNK_BYTES = 1_000_000


def open_text(path: Path) -> TextIO:
    """Open a table as text, with line ends as they stand; damaged bytes become �.

    Raises:
        ReadingError: the file is binary.
    """
    return path.open(encoding=find_codec(path), errors="replace", newline="")


def find_codec(path: Path) -> str:
    """Find the codec of a table without holding it in memory.

    A byte-order mark decides, then valid UTF-8; else the line that is not valid UTF-8.

    Raises:
        ReadingError: the file is binary.
    """
    with path.open("rb") as file:
        head = file.read(WIDE_SAMPLE_BYTES)
        for mark, _, codec in BOMS:
            if head.startswith(mark):
                # These take the mark off.
                return {"utf-8": "utf-8-sig"}.get(codec, codec[:6])
        if b"\x00" in head:
            wide = likeliest_encoding(head, WIDE)
            if not wide:
                cause = Notice.of(Field.FILE, Kind.ZERO_BYTE, position=head.index(0))
                raise ReadingError.of(Reason.BINARY, Kind.NOT_TEXT, cause=cause)
            return wide
        file.seek(0)
        decoder, before = codecs.getincrementaldecoder("utf-8")(), b""
        while chunk := file.read(CHUNK_BYTES):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                # The place is counted from the rest of a character that the decoder kept.
                data = before[-3:] + chunk
                line = data.rfind(b"\n", 0, error.start + 1) + 1
                sample = (data + file.read(SAMPLE_BYTES))[line : line + SAMPLE_BYTES]
                # A few names are too little to tell; most such tables are in GB 18030.
                return likeliest_encoding(sample, ("utf-8", *NARROW)) or "gb18030"
            before = chunk
    return "utf-8"
