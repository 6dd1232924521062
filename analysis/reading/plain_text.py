"""Plain text files (.txt): only their encoding has to be found out."""

from __future__ import annotations

from analysis.reading.encodings import decode_with_warnings
from analysis.reading.extracted import Extracted
from analysis.settings import Settings


def read(data: bytes, settings: Settings) -> Extracted:
    """Read a plain text file.

    Raises:
        ReadingError: the bytes are binary, damaged or in an unknown encoding.
    """
    decoded = decode_with_warnings(data)
    return Extracted(decoded.text, "text", decoded.encoding, warnings=decoded.warnings)
