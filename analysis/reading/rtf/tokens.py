"""The tokens of a rich text file: control words, control symbols, braces and bytes of text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.notices import Kind
from analysis.reading.errors import ReadingError, Reason

TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?"  # control word, number
    rb"|((?:\\'[0-9A-Fa-f]{2})+)"  # bytes
    rb"|\\([^A-Za-z])"  # control symbol
    rb"|([{}])"
    rb"|[\r\n]+"
    rb"|([^\\{}\r\n]+)",
    re.S,
)
WORD, BYTES, SYMBOL, BRACE = "word", "bytes", "symbol", "brace"
# A Chinese character spelled in hexadecimal takes two or three tokens and a change of font about ten, so a
# plan of a thousand pages stays below.
MAX_TOKENS = 4_000_000
Token = tuple[str, bytes, int | None]


def read_tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a file as (kind, content, number), without binary data.

    The number is that of a control word (`\\fs32`), None where it has none.

    Raises:
        ReadingError: there are more tokens than any plan has.
    """
    place, left = 0, MAX_TOKENS
    while (match := TOKEN.match(data, place)) is not None:
        place = match.end()
        word, number, hexadecimal, symbol, brace, text = match.groups()
        if word is not None:
            value = int(number) if number is not None else None
            if word == b"bin":  # so many bytes of binary data follow
                place += max(0, value or 0)
            yield WORD, word, value
        elif text is not None:
            yield BYTES, text, None
        elif hexadecimal is not None:
            yield BYTES, bytes.fromhex(hexadecimal.replace(b"\\'", b"").decode()), None
        elif brace is not None:
            yield BRACE, brace, None
        elif symbol is not None:
            yield SYMBOL, symbol, None
        left -= 1
        if left < 0:
            raise ReadingError.of(Reason.TOO_LARGE, Kind.TOO_MANY_COMMANDS, most=MAX_TOKENS)
