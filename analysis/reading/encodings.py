"""Bytes to characters, in the encodings that Chinese offices use.

A byte-order mark decides, then valid UTF-8; where neither is there, the encoding in which the bytes read
most like Chinese prose (`score_plausibility`). What is damaged or binary is refused and never guessed.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from analysis.chinese.characters import common_simplified, common_traditional
from analysis.notices import Field, Kind, Notice
from analysis.reading.errors import ReadingError, Reason

# Byte-order mark, name, codec. The mark of UTF-32 starts with the mark of UTF-16, so it comes first.
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
WIDE = ("utf-16-le", "utf-16-be")
# GB 18030 contains GBK and GB 2312, and Big5-HKSCS contains Big5, so these two read all five.
NARROW = ("gb18030", "big5hkscs")
NAMES = {"gb18030": "GB 18030", "big5hkscs": "Big5"}
# After the last character of padded files, and the end-of-file character of DOS.
PADDING = "\x00\x1a"
CONTROLS = bytes((*range(0x09), *range(0x0E, 0x20), 0x7F))
CONTROL = re.compile(f"[{re.escape(CONTROLS.decode())}]")
# A text pasted from a word processor holds a few control characters; a binary file holds many.
CONTROL_SHARE = 0.005
NOT_ASCII = re.compile("[^\x00-\x7f]")
# A few hundred characters decide. UTF-16 needs a longer sample, because its head may be ASCII.
SAMPLE_BYTES, WIDE_SAMPLE_BYTES, SAMPLE_CHARS = 2_000, 20_000, 200
# This many characters beyond ASCII are never valid UTF-8 by chance.
MIN_VALID_UTF_8 = 10
# Sentences of plans score above 1.1 in their own encoding, lists of names above 0.95. In any wrong
# encoding that decodes them without error, 30 characters or more score below 0.75.
PLAUSIBLE = 0.85
# The 300 commonest hanzi of government prose and newspapers, and the traditional forms (of Hong Kong
# and Taiwan too) of those that have one.
COMMON = (
    "和一人的国大业中发是不有在展了进全加建化政地会民生年要实新工力为作产制上动设行高经个以我成区强推"
    "重能体等出这保主家增学务改持长市用对到资来面开他理提公方好法平定合社时就济度农基机分入本们现城部"
    "多自下代道事性水于治点得各革心文同施过教安子量后关育外也深创系之可万说场三着完快企支小科规金服坚"
    "管天与共技内元质项军善府利目续稳更策通品位放都里向前投战表级造结党口员领门两活村总立决去种你特明"
    "调程优而十期步其日所北收统应物然费还问省起任构域升五义效权导从西路海二老第正东标电做当源把间数积"
    "亿那解护防信题山群最取极及型比环相意流南院融将次促如风际运使众者落式准想头转色交境四形术消些名常"
    "又计范医手财只商扩见并先"
)
COMMON_TRADITIONAL = (
    "國業發進會實為爲產動設經個區強體這學務長對資來開時濟農機們現點過教後關創萬說説場着規堅與內質項"
    "軍續裡裏戰級結黨員領門兩總種調應費還問構義權導從東標電當間數積億護題極環將風際運眾衆準頭轉術計"
    "範醫財擴見並於台優統羣著決"
)
MARKS = "，。、；：？！“”‘’（）《》〈〉「」『』—…·\u3000〔〕【】％０１２３４５６７８９"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text, the name of its encoding, and warnings for the user."""

    text: str
    encoding: str
    warnings: tuple[Notice, ...] = ()


def decode(data: bytes) -> tuple[str, str]:
    """Decode bytes to text, in the encoding that they prove or that is most plausible.

    Returns:
        The text and the name of the encoding: utf-8, utf-8-sig, utf-16, utf-16-le, utf-16-be,
        utf-32, gb18030 or big5hkscs.

    Raises:
        ReadingError: the bytes are binary, damaged or in another encoding.
    """
    decoded = decode_with_warnings(data)
    return decoded.text, decoded.encoding


def decode_with_warnings(data: bytes) -> Decoded:
    """Decode bytes to text, with a warning where the end is cut or control characters are left out.

    Raises:
        ReadingError: the bytes are binary, damaged or in another encoding.
    """
    text, encoding, is_cut = _detect_and_decode(data)
    text = text.rstrip(PADDING).removeprefix("\ufeff")
    warnings = [Notice.of(Field.TEXT, Kind.CUT_CHARACTER)] if is_cut else []
    ascii_only = text.encode("ascii", "ignore")
    if len(ascii_only.translate(None, CONTROLS)) < len(ascii_only):
        text, warning = _remove_controls(text)
        warnings.append(warning)
    return Decoded(text, encoding, tuple(warnings))


def score_plausibility(text: str) -> float:
    """Score from 0 to 2 how much the first characters beyond ASCII look like Chinese prose.

    Text in the wrong encoding has few of the commonest hanzi and hardly a full-width comma. The text
    is scored as simplified and as traditional script, and the higher score is returned.
    """
    sample = [match[0] for match in islice(NOT_ASCII.finditer(text), SAMPLE_CHARS)]
    if not sample:
        return 0.0
    return max(sum(weights.get(c, 0.0) for c in sample) for weights in _character_weights()) / len(sample)


def likeliest_encoding(sample: bytes, candidates: tuple[str, ...]) -> str:
    """Return the encoding in which bytes look most like Chinese; empty if they look so in none.

    Args:
        sample: bytes from the start of a character on.
        candidates: names of codecs.
    """
    scores = [(score_plausibility(sample.decode(codec, "replace")), codec) for codec in candidates]
    score, codec = max(scores, key=lambda pair: pair[0])
    return codec if score >= PLAUSIBLE else ""


def _detect_and_decode(data: bytes) -> tuple[str, str, bool]:
    """Return the text, the name of the encoding, and whether the last character is cut."""
    for bom, name, codec in BOMS:
        if data.startswith(bom):
            return _decode_strictly(data, codec, name, start=len(bom))
    body = data.rstrip(PADDING.encode())
    if b"\x00" in body:
        wide = likeliest_encoding(data[:WIDE_SAMPLE_BYTES], WIDE)
        if not wide:
            raise _binary_error(Kind.ZERO_BYTE, body.index(0))
        return _decode_strictly(data, wide, wide)
    try:
        text, is_cut = _decode_to_last_character(body, "utf-8")
    except UnicodeDecodeError as error:
        return _decode_other_than_utf_8(data, len(body), error.start)
    return text, "utf-8", is_cut


def _decode_other_than_utf_8(data: bytes, end: int, broken: int) -> tuple[str, str, bool]:
    """Decode bytes that are not UTF-8 from byte `broken` on, in the encoding of the lines from there.

    The padding after byte `end` is dropped, unless the encoding is UTF-16, where the same bytes are
    parts of characters.
    """
    line = data.rfind(b"\n", 0, broken) + 1
    codec = likeliest_encoding(data[line : line + SAMPLE_BYTES], ("utf-8", *NARROW))
    codec = codec or likeliest_encoding(data[:WIDE_SAMPLE_BYTES], WIDE)
    if not codec:
        raise ReadingError.of(Reason.WRONG_ENCODING, Kind.ENCODING_UNKNOWN)
    if codec == "utf-8":
        raise _damaged_error(codec, broken)
    if len(NOT_ASCII.findall(data[:line].decode("utf-8"))) >= MIN_VALID_UTF_8:
        raise ReadingError.of(
            Reason.WRONG_ENCODING, Kind.TWO_ENCODINGS, position=line, encoding=NAMES.get(codec, codec)
        )
    return _decode_strictly(data if codec in WIDE else data[:end], codec, codec)


def _decode_strictly(data: bytes, codec: str, name: str, start: int = 0) -> tuple[str, str, bool]:
    try:
        text, is_cut = _decode_to_last_character(data[start:], codec)
    except UnicodeDecodeError as error:
        raise _damaged_error(name, start + error.start) from error
    return text, name, is_cut


def _decode_to_last_character(data: bytes, codec: str) -> tuple[str, bool]:
    """Return the text up to the last complete character, and whether an incomplete one follows."""
    decoder = codecs.getincrementaldecoder(codec)()
    text = decoder.decode(data, final=False)
    return text, bool(decoder.getstate()[0])


def _remove_controls(text: str) -> tuple[str, Notice]:
    controls = CONTROL.findall(text)
    if "\x00" in controls or len(controls) > CONTROL_SHARE * len(text):
        raise _binary_error(Kind.TOO_MANY_CONTROLS, text.index(controls[0]))
    if len(controls) == 1:
        return CONTROL.sub("", text), Notice.of(Field.TEXT, Kind.CONTROL_CHARACTER)
    return CONTROL.sub("", text), Notice.of(Field.TEXT, Kind.CONTROL_CHARACTERS, n=len(controls))


def _binary_error(cause: Kind, position: int) -> ReadingError:
    return ReadingError.of(
        Reason.BINARY, Kind.NOT_TEXT, cause=Notice.of(Field.FILE, cause, position=position)
    )


def _damaged_error(encoding: str, position: int) -> ReadingError:
    name = NAMES.get(encoding, encoding.removesuffix("-sig").upper())
    return ReadingError.of(Reason.WRONG_ENCODING, Kind.BYTES_DAMAGED, encoding=name, position=position)


@cache
def _character_weights() -> tuple[dict[str, float], dict[str, float]]:
    """The weight of a character as evidence of simplified and of traditional Chinese."""
    shared = [c for c in COMMON if len(c.encode("big5", "ignore")) == 2]
    simplified = dict.fromkeys(common_simplified(), 0.8)
    traditional = dict.fromkeys(common_traditional(), 0.8)
    simplified |= dict.fromkeys(COMMON, 2.0)
    traditional |= dict.fromkeys((*shared, *COMMON_TRADITIONAL), 2.0)
    marks = dict.fromkeys(MARKS, 1.5)
    return simplified | marks, traditional | marks
