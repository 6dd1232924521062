"""Hanzi: which characters are Chinese characters, defined once for all packages."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# First and last code point of each range. 〇 is left out, because plans write 〇, ○, Ｏ or 0: it is a digit
# (see `numerals`) and separates hanzi as a digit does. 々 and the radicals are left out, because no plan
# writes words with them.
HANZI_RANGES = (
    (0x3400, 0x4DBF),  # extension A: rare hanzi of names
    (0x4E00, 0x9FFF),  # unified ideographs: nearly all hanzi of a text
    (0xF900, 0xFAFF),  # compatibility ideographs: common hanzi as old files encode them
    (0x20000, 0x3FFFF),  # extension B and later: Unicode keeps both planes for hanzi
)
# The range that nearly all hanzi of a text lie in.
UNIFIED = HANZI_RANGES[1]
# For use inside the brackets of an expression: f"[{HANZI}、]".
HANZI = "".join(f"{chr(first)}-{chr(last)}" for first, last in HANZI_RANGES)
ONE_HANZI = re.compile(f"[{HANZI}]")
ALL_HANZI = re.compile(f"[{HANZI}]+")
# Blanks of every width, and characters that no font shows: the soft hyphen and those of no width. Both may
# be used inside the brackets of an expression.
BLANKS = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
ANY_UNSEEN = re.compile(f"[{UNSEEN}]+")


def is_hanzi(character: str) -> bool:
    """Whether a single character is a hanzi."""
    return ONE_HANZI.fullmatch(character) is not None


def count_hanzi(text: str) -> int:
    """How many hanzi a text has."""
    return sum(len(run) for run in ALL_HANZI.findall(text))


@cache
def hanzi_table() -> NDArray[np.bool_]:
    """For each code point up to the last hanzi whether it is a hanzi, and a last entry for all beyond.

    Look code points up with `table.take(points, mode="clip")`.
    """
    import numpy as np

    table = np.zeros(HANZI_RANGES[-1][1] + 2, dtype=bool)
    for first, last in HANZI_RANGES:
        table[first : last + 1] = True
    return table


@cache
def letter_table() -> NDArray[np.bool_]:
    """For each code of the basic plane whether it is a letter or digit, as hanzi are; all codes beyond count.

    Look code points up as in `hanzi_table`.
    """
    import numpy as np

    return np.array([*(chr(code).isalnum() for code in range(0x10000)), True])


@cache
def common_simplified() -> frozenset[str]:
    """The 3,755 hanzi of level 1 of GB 2312, which simplified prose uses most."""
    return _decode_level_1("gb2312", range(0xB0, 0xD8))


@cache
def common_traditional() -> frozenset[str]:
    """The 5,401 hanzi of level 1 of Big5, which traditional prose uses most."""
    # The rows of level 1 end in the middle of the last one, before marks that are not hanzi.
    return _decode_level_1("big5", range(0xA4, 0xC7))


def _decode_level_1(codec: str, leads: range) -> frozenset[str]:
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    characters = "".join(bytes((a, b)).decode(codec, "ignore") for a in leads for b in trails)
    return frozenset(ONE_HANZI.findall(characters))
