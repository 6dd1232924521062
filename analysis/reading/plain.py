"""Plain text: bytes to characters, in the encodings that Chinese offices use."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

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
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# A text pasted from a word processor holds a few of its marks; a binary file holds many.
CONTROL_SHARE = 0.005
NOT_ASCII = re.compile("[^\x00-\x7f]")
SAMPLE_BYTES, SAMPLE_CHARS = 20_000, 3_000
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
    text = text.rstrip(PADDING)
    text = text.removeprefix("\ufeff") if text.startswith("\ufeff") else text
    warnings = [_CUT] if cut else []
    if CONTROL.search(text):
        text, left_out = _without_controls(text)
        warnings.append(left_out)
    return Decoded(text, encoding, tuple(warnings))


_CUT = (
    "The file ends in the middle of a character, so its end is missing; it was read up to there. "
    "Download it again."
)


def _decoded(data: bytes) -> tuple[str, str, bool]:
    """Text, encoding, and whether the last character is cut."""
    for bom, name, codec in BOMS:
        if data.startswith(bom):
            return *_strict(data, codec, len(bom)), name, *()  # type: ignore[return-value]
    raise AssertionError
