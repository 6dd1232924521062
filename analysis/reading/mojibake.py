"""Mojibake: text that was decoded as what it is not, put right where that can be proved.

The proof is the way back: the garbled characters, encoded as what they were taken for, give bytes
that are valid in another encoding and read there as Chinese prose. Nothing is guessed: where
characters were lost on the way (锟斤拷, �), nothing can prove them, and the text is refused.
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

# Windows shows the bytes 0x80 to 0x9F as these; five of them it leaves as control characters.
SHOWN = {code: bytes((code,)).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
TO_BYTE = {ord(shown): code for code, shown in SHOWN.items() if shown}
HIGH = "".join(SHOWN.values()) + "\x80-\xff"
WESTERN_RUN = re.compile(f"[{HIGH}][{HIGH}\x20-\x7e]*")
# The byte 0xA0 of UTF-8 is a no-break blank, which programs turn into a plain one; no blank can
# stand inside a character, so the byte is certain.
LOST_A0 = re.compile(rb"(?<=[\xe1-\xef]) (?=[\x80-\xbf])|(?<=[\xe1-\xef][\x80-\xbf]) ")
NOT_WESTERN = re.compile(f"[^{HIGH}\x20-\x7e]+")
LINE, NOT_ASCII_RUN = re.compile(r"[^\r\n\f]+"), re.compile("[^\x00-\x7f]+")
# UTF-8 taken for GBK: the first two bytes of a hanzi or full-width mark make one of these, all but
# four hardly in use.
GBK_SIGNS = "".join(
    bytes((lead, trail)).decode("gb18030")
    for lead in (*range(0xE3, 0xEA), 0xEF)
    for trail in range(0x80, 0xC0)
).translate(dict.fromkeys(map(ord, "纾恪锂悖")))
GBK_SIGN = re.compile(f"[{GBK_SIGNS}]")
# 锟斤拷 is � saved as UTF-8 and read as GBK; 烫 and 屯 are memory that was never written to.
LOST = re.compile("\ufffd|锟斤拷|(?<=锟斤拷)[锟斤]|烫{3,}|屯{3,}")
# Half a character of UTF-16: no file can be written with it.
SURROGATE = re.compile("[\ud800-\udfff]")
TELLTALE = re.compile(f"[\ufffd\ud800-\udfff锟烫屯\xc0-\xd6\xd8-\xf6\xf8-\xff{GBK_SIGNS}]")
# A plan that lost one character in 200 can't be quoted from.
LOST_SHARE = 0.005
# Three bytes that make a hanzi in UTF-8 are proof but for a hardly used hanzi; two that make one in
# GB 18030 can be Western letters, so more of them are asked, and that they read as prose.
ENOUGH = {"utf-8": 1, "gb18030": 8}
PROSE = {"utf-8": 0.6, "gb18030": PLAUSIBLE}
# Text garbled twice needs two rounds; three were never seen.
ROUNDS = 3


def repair(text: str) -> tuple[str, tuple[Notice, ...]]:
    """Put garbled passages right.

    Returns:
        The text, without halves of characters, and notices of what was repaired or lost.

    Raises:
        ReadingError: too much of the text is garbled beyond repair.
    """
    if not TELLTALE.search(text):
        return text, ()
    text = SURROGATE.sub("\ufffd", text)
    done: Counter[Kind] = Counter()
    for _ in range(ROUNDS):
        before, text = text, _repaired_gbk(text, done)
        text = _repaired_western(text, "utf-8", Kind.UTF_8_AS_WESTERN, done)
        text = _repaired_western(text, "gb18030", Kind.GB_AS_WESTERN, done)
        if text == before:
            break
    repairs = [Notice.of(Field.TEXT, kind, n=n) for kind, n in done.items() if n]
    return text, (*repairs, *_lost(text))


def repair_extracted(extracted: Extracted) -> Extracted:
    """What a reader took out of a file, garbled passages put right, with a warning that says so.

    Raises:
        ReadingError: too much of the text is garbled beyond repair.
    """
    text, notices = repair(extracted.text)
    embedded = {name: _repair_value(value) for name, value in extracted.embedded.items()}
    if not notices and embedded == extracted.embedded:
        return extracted
    main = extracted.main and (
        _moved(extracted.text, extracted.main[0], text),
        _moved(extracted.text, extracted.main[1], text),
    )
    warnings = (*extracted.warnings, *notices)
    embedded = {name: value for name, value in embedded.items() if value}
    return replace(extracted, text=text, main=main, embedded=embedded, warnings=warnings)


def _repair_value(value: str) -> str:
    """A title or an issuer put right; empty where it can't be."""
    try:
        return repair(value)[0]
    except ReadingError:
        return ""


def _moved(before: str, position: int, after: str) -> int:
    """Where a place of the garbled text stands in the repaired one: lines stay lines."""
    lines = before.count("\n", 0, position)
    start = before.rfind("\n", 0, position) + 1
    moved = 0
    for _ in range(lines):
        moved = after.index("\n", moved) + 1
    if position == start:
        return moved
    end = after.find("\n", moved)
    return len(after) if end < 0 else end


def _repaired_gbk(text: str, done: Counter[Kind]) -> str:
    """Lines that are UTF-8 taken for GBK are put right; where not the whole line is, runs of it."""

    def line(found: re.Match[str]) -> str:
        if not GBK_SIGN.search(found[0]):
            return found[0]
        whole = _from_gbk(found[0])
        done[Kind.UTF_8_AS_GBK] += bool(whole)
        return whole or NOT_ASCII_RUN.sub(run, found[0])

    def run(found: re.Match[str]) -> str:
        part = _from_gbk(found[0])
        done[Kind.UTF_8_AS_GBK] += bool(part)
        return part or found[0]

    return LINE.sub(line, text) if GBK_SIGN.search(text) else text


def _from_gbk(garbled: str) -> str:
    """What the line was as UTF-8; empty where it was none."""
    try:
        text = garbled.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return ""
    return text if count_hanzi(text) > 1 and score_plausibility(text) >= PROSE["utf-8"] else ""


def _repaired_western(text: str, codec: str, kind: Kind, done: Counter[Kind]) -> str:
    """Runs of Western characters that are Chinese in `codec`, if together they read as Chinese."""
    runs = "".join(_from_western(run[0], codec) for run in WESTERN_RUN.finditer(text))
    if count_hanzi(runs) < ENOUGH[codec] or score_plausibility(runs) < PROSE[codec]:
        return text

    def run(found: re.Match[str]) -> str:
        decoded = _from_western(found[0], codec)
        done[kind] += bool(decoded)
        return decoded or found[0]

    return WESTERN_RUN.sub(run, text)


def _from_western(garbled: str, codec: str) -> str:
    """What the run was in `codec`; empty where it was nothing in it."""
    data = _western_bytes(garbled)
    for _ in range(ROUNDS):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            return ""
        # Garbled twice: still Western after one round, so another.
        if codec != "utf-8" or not WESTERN_RUN.fullmatch(text):
            return text
        data = _western_bytes(text)
    return ""


def _western_bytes(garbled: str) -> bytes:
    return LOST_A0.sub(b"\xa0", garbled.translate(TO_BYTE).encode("latin-1"))


def _lost(text: str) -> list[Notice]:
    """A notice where a few characters are lost for good.

    Raises:
        ReadingError: too many are.
    """
    lost = sum(len(found) for found in LOST.findall(text))
    lost += sum(len(line) for line in LINE.findall(text) if _is_past_repair(line))
    lost = min(lost, len(text))
    if lost > LOST_SHARE * len(text):
        raise ReadingError(
            Reason.GARBLED,
            f"About {lost:,} of {len(text):,} characters were lost when the text was converted from "
            "another encoding (they show as �, 锟斤拷 or rare characters), and nothing can bring "
            "them back; get the plan from its source again.",
        )
    return [Notice.of(Field.TEXT, Kind.GARBLED, n=lost)] if lost else []


def _is_past_repair(line: str) -> bool:
    """Whether a line is UTF-8 read as GBK or as Western text, with bytes lost on the way."""
    if not TELLTALE.search(line) or score_plausibility(line) >= PLAUSIBLE:
        return False
    for data in (line.encode("gb18030", "ignore"), _western_bytes(NOT_WESTERN.sub("", line))):
        text = data.decode("utf-8", "ignore")
        if count_hanzi(text) > 2 and score_plausibility(text) >= PLAUSIBLE:
            return True
    return False
