"""Plain text: bytes to characters, in the encodings that Chinese offices use."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from analysis.chinese.characters import ONE_HANZI
from analysis.reading.extracted import Extracted, ReadingError
from analysis.settings import Settings

# The mark of UTF-32 starts with that of UTF-16, so it is looked for first.
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
WIDE = ("utf-16-le", "utf-16-be")
# GB 18030 holds GBK and GB 2312, Big5-HKSCS holds Big5: the wider one reads the narrower.
NARROW = ("gb18030", "big5hkscs")
NAMES = {"gb18030": "GB 18030", "big5hkscs": "Big5"}
# What stands after the last character of files that were padded, or closed the way DOS did.
PADDING = "\x00\x1a"
CONTROLS = bytes((*range(0x09), *range(0x0E, 0x20), 0x7F))
CONTROL = re.compile(f"[{re.escape(CONTROLS.decode())}]")
# A text pasted from a word processor holds a few of its marks; a binary file holds many.
CONTROL_SHARE = 0.005
NOT_ASCII = re.compile("[^\x00-\x7f]")
# Some hundred characters decide; UTF-16 is looked for over a longer stretch, for its head may be ASCII.
SAMPLE_BYTES, WIDE_SAMPLE_BYTES, SAMPLE_CHARS = 2_000, 20_000, 200
# As many characters beyond ASCII can't be valid UTF-8 by chance.
ENOUGH = 10
# Sentences of plans score above 1.1 in their own encoding and lists of names above 0.95; in any
# other encoding that lets them through, 30 characters or more stay below 0.75.
PLAUSIBLE = 0.85
# The 300 commonest hanzi of government prose and of newspapers, and how those of them that differ
# are written in traditional script (Hong Kong's and Taiwan's forms too).
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
CUT = (
    "The file ends in the middle of a character, so its end is missing; it was read up to there. "
    "Download it again."
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text that was bytes: the text, the name of their encoding, and what a person should know."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def read(data: bytes, settings: Settings) -> Extracted:
    """The text of a plain text file.

    Raises:
        ReadingError: the bytes are binary, damaged or of an encoding we do not know.
    """
    decoded = decode_with_warnings(data)
    return Extracted(decoded.text, "text", decoded.encoding, warnings=decoded.warnings)


def decode(data: bytes) -> tuple[str, str]:
    """Decode bytes to text, in the encoding that they prove or make plausible.

    Returns:
        The text and the name of the encoding: utf-8, utf-8-sig, utf-16, utf-16-le, utf-16-be,
        utf-32, gb18030 or big5hkscs.

    Raises:
        ReadingError: the bytes are binary, damaged or of another encoding.
    """
    decoded = decode_with_warnings(data)
    return decoded.text, decoded.encoding


def decode_with_warnings(data: bytes) -> Decoded:
    """Decode bytes to text and say what was odd: a cut end, control characters left out.

    Raises:
        ReadingError: the bytes are binary, damaged or of another encoding.
    """
    text, encoding, cut = _decoded(data)
    text = text.rstrip(PADDING).removeprefix("\ufeff")
    warnings = [CUT] if cut else []
    ascii_only = text.encode("ascii", "ignore")
    if len(ascii_only.translate(None, CONTROLS)) < len(ascii_only):
        text, left_out = _without_controls(text)
        warnings.append(left_out)
    return Decoded(text, encoding, tuple(warnings))


def plausibility(text: str) -> float:
    """How much the first characters beyond ASCII look like Chinese prose, from 0 to 2.

    Text decoded as what it is not holds few of the commonest hanzi and hardly a full-width comma.
    Simplified and traditional script are tried, and the better is taken.
    """
    sample = [found[0] for found in islice(NOT_ASCII.finditer(text), SAMPLE_CHARS)]
    if not sample:
        return 0.0
    return max(sum(worth.get(c, 0.0) for c in sample) for worth in _worths()) / len(sample)


def _decoded(data: bytes) -> tuple[str, str, bool]:
    """The text, the name of the encoding, and whether the last character is cut."""
    for bom, name, codec in BOMS:
        if data.startswith(bom):
            return _strict(data, codec, name, start=len(bom))
    body = data.rstrip(PADDING.encode())
    if b"\x00" in body:
        wide = _likeliest(data[:WIDE_SAMPLE_BYTES], WIDE)
        if not wide:
            raise _binary(f"a zero byte (byte {body.index(0)})")
        return _strict(data, wide, wide)
    try:
        text, cut = _partly(body, "utf-8")
    except UnicodeDecodeError as error:
        return _in_another_encoding(data, len(body), error.start)
    return text, "utf-8", cut


def _in_another_encoding(data: bytes, end: int, broken: int) -> tuple[str, str, bool]:
    """What is not UTF-8 from byte `broken` on, judged by the lines that follow.

    The padding after byte `end` is left away, unless the encoding is UTF-16: there its bytes are
    parts of characters.
    """
    line = data.rfind(b"\n", 0, broken) + 1
    codec = _likeliest(data[line : line + SAMPLE_BYTES], ("utf-8", *NARROW))
    codec = codec or _likeliest(data[:WIDE_SAMPLE_BYTES], WIDE)
    if not codec:
        raise ReadingError(
            "wrong encoding",
            "The bytes are no Chinese text in UTF-8, UTF-16, GB 18030 or Big5 (they may be no text "
            "at all); open the file in the program that made it and save it as UTF-8.",
        )
    if codec == "utf-8":
        raise _damaged(codec, broken)
    if len(NOT_ASCII.findall(data[:line].decode("utf-8"))) >= ENOUGH:
        raise ReadingError(
            "wrong encoding",
            f"The file is UTF-8 up to byte {line} and {NAMES.get(codec, codec)} from there; save "
            "each part as a file of its own, or the whole as UTF-8.",
        )
    return _strict(data if codec in WIDE else data[:end], codec, codec)


def _likeliest(sample: bytes, codecs_: tuple[str, ...]) -> str:
    """The encoding in which bytes look most like Chinese; empty where they do in none."""
    scores = [(plausibility(sample.decode(codec, "replace")), codec) for codec in codecs_]
    score, codec = max(scores, key=lambda scored: scored[0])
    return codec if score >= PLAUSIBLE else ""


def _strict(data: bytes, codec: str, name: str, start: int = 0) -> tuple[str, str, bool]:
    try:
        text, cut = _partly(data[start:], codec)
    except UnicodeDecodeError as error:
        raise _damaged(name, start + error.start) from error
    return text, name, cut


def _partly(data: bytes, codec: str) -> tuple[str, bool]:
    """The text up to a last character that lacks bytes, and whether there is such a one."""
    decoder = codecs.getincrementaldecoder(codec)()
    text = decoder.decode(data, final=False)
    return text, bool(decoder.getstate()[0])


def _without_controls(text: str) -> tuple[str, str]:
    found = CONTROL.findall(text)
    if "\x00" in found or len(found) > CONTROL_SHARE * len(text):
        raise _binary(f"control characters (the first at character {text.index(found[0])})")
    many = f"{len(found)} control characters were" if len(found) > 1 else "A control character was"
    return CONTROL.sub("", text), f"{many} left out; look whether a word is missing."


def _binary(what: str) -> ReadingError:
    return ReadingError(
        "binary",
        f"The file holds {what}, so it is no text, or a damaged one; download it again, or open it "
        "in its own program and save it as text.",
    )


def _damaged(encoding: str, place: int) -> ReadingError:
    name = NAMES.get(encoding, encoding.removesuffix("-sig").upper())
    return ReadingError(
        "wrong encoding",
        f"The file is {name} with damaged bytes, the first at byte {place}; download it again.",
    )


@cache
def _worths() -> tuple[dict[str, float], dict[str, float]]:
    """What a character counts as a sign of simplified and of traditional Chinese."""
    shared = [c for c in COMMON if len(c.encode("big5", "ignore")) == 2]
    simplified = dict.fromkeys(_level_1("gb2312", range(0xB0, 0xD8)), 0.8)
    traditional = dict.fromkeys(_level_1("big5", range(0xA4, 0xC7)), 0.8)
    simplified |= dict.fromkeys(COMMON, 2.0)
    traditional |= dict.fromkeys((*shared, *COMMON_TRADITIONAL), 2.0)
    marks = dict.fromkeys(MARKS, 1.5)
    return simplified | marks, traditional | marks


def _level_1(codec: str, leads: range) -> str:
    """The common hanzi: level 1 of GB 2312 has 3,755, level 1 of Big5 5,401."""
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    found = "".join(bytes((a, b)).decode(codec, "ignore") for a in leads for b in trails)
    return "".join(ONE_HANZI.findall(found))
