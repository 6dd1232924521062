"""Mojibake: text that was decoded in the wrong encoding, repaired where the repair can be proved.

The proof is the way back: encoded again in the wrong encoding, the garbled characters give bytes that are
valid in another encoding and read there as Chinese prose. Nothing is guessed: characters that were lost on
the way (锟斤拷, �) can't be proved, and a text that lost many is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from analysis.chinese.characters import count_hanzi
from analysis.notices import Field, Kind, Notice
from analysis.reading.encodings import PLAUSIBLE, score_plausibility
from analysis.reading.errors import ReadingError, Reason
from analysis.reading.extracted import Extracted

# What Windows shows for the bytes 0x80 to 0x9F; five of them stay control characters.
SHOWN = {code: bytes((code,)).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
TO_BYTE = {ord(shown): code for code, shown in SHOWN.items() if shown}
HIGH = "".join(SHOWN.values()) + "\x80-\xff"
WESTERN_RUN = re.compile(f"[{HIGH}][{HIGH}\x20-\x7e]*")
# Many programs turn the byte 0xA0 of UTF-8, taken for a no-break blank, into a plain blank. A blank can't
# stand inside a character, so the byte can be restored with certainty.
LOST_A0 = re.compile(rb"(?<=[\xe1-\xef]) (?=[\x80-\xbf])|(?<=[\xe1-\xef][\x80-\xbf]) ")
NOT_WESTERN = re.compile(f"[^{HIGH}\x20-\x7e]+")
LINE, NOT_ASCII_RUN = re.compile(r"[^\r\n\f]+"), re.compile("[^\x00-\x7f]+")
# In UTF-8 taken for GBK, the first two bytes of a hanzi or full-width mark become one of these characters.
# Only four of them are in common use, and those are left out.
GBK_SIGNS = "".join(
    bytes((lead, trail)).decode("gb18030")
    for lead in (*range(0xE3, 0xEA), 0xEF)
    for trail in range(0x80, 0xC0)
).translate(dict.fromkeys(map(ord, "纾恪锂悖")))
GBK_SIGN = re.compile(f"[{GBK_SIGNS}]")
# 锟斤拷 is � saved as UTF-8 and read as GBK; rows of 烫 and 屯 are memory that was never written to.
LOST = re.compile("\ufffd|锟斤拷|(?<=锟斤拷)[锟斤]|烫{3,}|屯{3,}")
# Half a character of UTF-16, which no file can be written with.
SURROGATE = re.compile("[\ud800-\udfff]")
# What a text must have to be examined at all.
TELLTALE = re.compile(f"[\ufffd\ud800-\udfff锟烫屯\xc0-\xd6\xd8-\xf6\xf8-\xff{GBK_SIGNS}]")
# A plan that lost one character in 200 can't be quoted.
MAX_LOST_SHARE = 0.005
# Three bytes that are a hanzi in UTF-8 prove the encoding, unless the hanzi is rare. Two bytes that are a hanzi
# in GB 18030 may be Western letters, so more of them are needed, and they must read as prose.
MIN_HANZI = {"utf-8": 1, "gb18030": 8}
MIN_PLAUSIBILITY = {"utf-8": 0.6, "gb18030": PLAUSIBLE}
# Text garbled twice needs two rounds.
MAX_ROUNDS = 3


def repair(text: str) -> tuple[str, tuple[Notice, ...]]:
    """Repair the garbled passages of a text.

    Returns:
        The text, without halves of characters, and notices about what was repaired or lost.

    Raises:
        ReadingError: too much of the text is garbled beyond repair.
    """
    if not TELLTALE.search(text):
        return text, ()
    text = SURROGATE.sub("\ufffd", text)
    n_repaired: Counter[Kind] = Counter()
    for _ in range(MAX_ROUNDS):
        before, text = text, _repair_gbk(text, n_repaired)
        text = _repair_western(text, "utf-8", Kind.UTF_8_AS_WESTERN, n_repaired)
        text = _repair_western(text, "gb18030", Kind.GB_AS_WESTERN, n_repaired)
        if text == before:
            break
    repairs = [Notice.of(Field.TEXT, kind, n=n) for kind, n in n_repaired.items() if n]
    return text, (*repairs, *_check_losses(text))


def repair_extracted(extracted: Extracted) -> Extracted:
    """Repair the garbled passages of what a reader extracted, in its text and its embedded metadata.

    Raises:
        ReadingError: too much of the text is garbled beyond repair.
    """
    text, notices = repair(extracted.text)
    embedded = {name: _repair_value(value) for name, value in extracted.embedded.items()}
    if not notices and embedded == extracted.embedded:
        return extracted
    main = extracted.main and (
        _move_position(extracted.text, extracted.main[0], text),
        _move_position(extracted.text, extracted.main[1], text),
    )
    warnings = (*extracted.warnings, *notices)
    embedded = {name: value for name, value in embedded.items() if value}
    return replace(extracted, text=text, main=main, embedded=embedded, warnings=warnings)


def _repair_value(value: str) -> str:
    """Repair a title or an issuer; empty where it can't be repaired."""
    try:
        return repair(value)[0]
    except ReadingError:
        return ""


def _move_position(before: str, position: int, after: str) -> int:
    """Return where a position of the garbled text is in the repaired text, which has the same lines."""
    start = before.rfind("\n", 0, position) + 1
    new_start = 0
    for _ in range(before.count("\n", 0, position)):
        new_start = after.index("\n", new_start) + 1
    if position == start:
        return new_start
    end = after.find("\n", new_start)
    return len(after) if end < 0 else end


def _repair_gbk(text: str, n_repaired: Counter[Kind]) -> str:
    """Repair lines that are UTF-8 taken for GBK; where only a part of a line is, that part."""

    def repair_line(match: re.Match[str]) -> str:
        if not GBK_SIGN.search(match[0]):
            return match[0]
        line = _decode_gbk(match[0])
        n_repaired[Kind.UTF_8_AS_GBK] += bool(line)
        return line or NOT_ASCII_RUN.sub(repair_run, match[0])

    def repair_run(match: re.Match[str]) -> str:
        run = _decode_gbk(match[0])
        n_repaired[Kind.UTF_8_AS_GBK] += bool(run)
        return run or match[0]

    return LINE.sub(repair_line, text) if GBK_SIGN.search(text) else text


def _decode_gbk(garbled: str) -> str:
    """Return the UTF-8 that was taken for GBK; empty if it was not that."""
    try:
        text = garbled.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return ""
    return text if count_hanzi(text) > 1 and score_plausibility(text) >= MIN_PLAUSIBILITY["utf-8"] else ""


def _repair_western(text: str, codec: str, kind: Kind, n_repaired: Counter[Kind]) -> str:
    """Repair runs of Western characters that are Chinese in `codec`, if together they read as prose."""
    runs = "".join(_decode_western(run[0], codec) for run in WESTERN_RUN.finditer(text))
    if count_hanzi(runs) < MIN_HANZI[codec] or score_plausibility(runs) < MIN_PLAUSIBILITY[codec]:
        return text

    def repair_run(match: re.Match[str]) -> str:
        run = _decode_western(match[0], codec)
        n_repaired[kind] += bool(run)
        return run or match[0]

    return WESTERN_RUN.sub(repair_run, text)


def _decode_western(garbled: str, codec: str) -> str:
    """Return a run of Western characters as text in `codec`; empty if it is not valid there."""
    data = _western_bytes(garbled)
    for _ in range(MAX_ROUNDS):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            return ""
        # A text garbled twice is still Western after one round.
        if codec != "utf-8" or not WESTERN_RUN.fullmatch(text):
            return text
        data = _western_bytes(text)
    return ""


def _western_bytes(garbled: str) -> bytes:
    return LOST_A0.sub(b"\xa0", garbled.translate(TO_BYTE).encode("latin-1"))


def _check_losses(text: str) -> list[Notice]:
    """Return a notice if a few characters are lost for good.

    Raises:
        ReadingError: too many are lost.
    """
    n_lost = sum(map(len, LOST.findall(text)))
    n_lost += sum(len(line) for line in LINE.findall(text) if _is_past_repair(line))
    n_lost = min(n_lost, len(text))
    if n_lost > MAX_LOST_SHARE * len(text):
        raise ReadingError.of(Reason.GARBLED, Kind.CHARACTERS_LOST, n=n_lost, total=len(text))
    return [Notice.of(Field.TEXT, Kind.GARBLED, n=n_lost)] if n_lost else []


def _is_past_repair(line: str) -> bool:
    """Whether a line is UTF-8 read as GBK or as Western text, with bytes lost on the way."""
    if not TELLTALE.search(line) or score_plausibility(line) >= PLAUSIBLE:
        return False
    for data in (line.encode("gb18030", "ignore"), _western_bytes(NOT_WESTERN.sub("", line))):
        text = data.decode("utf-8", "ignore")
        if count_hanzi(text) > 2 and score_plausibility(text) >= PLAUSIBLE:
            return True
    return False
