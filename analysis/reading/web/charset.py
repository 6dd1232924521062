"""Which encoding a web page is in: pages declare one, and the declaration is often wrong."""

from __future__ import annotations

import codecs
import re

from analysis.notices import Kind
from analysis.reading.encodings import PLAUSIBLE, score_plausibility
from analysis.reading.errors import ReadingError, Reason

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHARSET = re.compile(rb"<meta[^<>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
# How many bytes are searched for a declaration.
HEAD_SIZE = 16_384
# In UTF-16 every letter of the tags at the start of a page has a zero byte, and few hanzi have one.
WIDE_HEAD_SIZE = 400
# The codec for each declared charset: the widest that contains it.
CHINESE = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf-8": "utf-8",
    "utf8": "utf-8",
}
# Western charsets that programs declare by default, and what browsers read instead.
WESTERN = {"iso-8859-1": "cp1252", "windows-1252": "cp1252", "us-ascii": "cp1252"}
# A few bytes beyond ASCII prove no encoding.
FEW_BYTES = 12
SAMPLE_SIZE = 400_000


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Decode a page by its byte-order mark, as UTF-8 if it is valid, or as what reads most like Chinese.

    Many pages declare gb2312 and are UTF-8, or the other way round, so the declaration decides only
    where the bytes do not.

    Args:
        data: the page's bytes.
        declared: the charset that the file declares outside of the page.

    Returns:
        The text and the name of the encoding. Damaged bytes become U+FFFD.

    Raises:
        ReadingError: the bytes are in no encoding that Chinese pages use.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    high, low = data[:WIDE_HEAD_SIZE:2].count(0), data[1:WIDE_HEAD_SIZE:2].count(0)
    if max(high, low) > WIDE_HEAD_SIZE / 8 and max(high, low) > 4 * min(high, low):
        encoding = "utf-16-be" if high > low else "utf-16-le"
        return data.decode(encoding, "replace"), encoding
    declaration = CHARSET.search(data, 0, HEAD_SIZE)
    declared = (declared or (declaration[1].decode() if declaration else "")).lower()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_by_trial(data, declared)
    return text, "utf-8"


def _decode_by_trial(data: bytes, declared: str) -> tuple[str, str]:
    codec = CHINESE.get(declared, "utf-8")
    sample = data[:SAMPLE_SIZE]
    likeliest = max(
        dict.fromkeys((codec, "utf-8", "gb18030", "big5hkscs")),
        key=lambda name: score_plausibility(sample.decode(name, "replace")),
    )
    if score_plausibility(sample.decode(likeliest, "replace")) >= PLAUSIBLE:
        return data.decode(likeliest, "replace"), likeliest
    n_beyond_ascii = len(data.translate(None, bytes(range(128))))
    if declared in WESTERN or n_beyond_ascii <= FEW_BYTES:
        codec = WESTERN.get(declared, codec)
        return data.decode(codec, "replace"), codec
    raise ReadingError.of(Reason.WRONG_ENCODING, Kind.PAGE_ENCODING_UNKNOWN)
