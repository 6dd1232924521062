"""Characters of a PDF: look-alikes folded to the hanzi they stand for, and garbled text refused.

A PDF stores glyphs; which character a glyph is, its font may tell wrongly or not at all. Where the
radical ⼯ and the hanzi 工 share a glyph, many programs write the radical's code.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.chinese.characters import ONE_HANZI, UNSEEN, common_simplified, common_traditional
from analysis.chinese.look_alikes import PRIVATE, UNSEEN_MARK, fold_look_alikes
from analysis.notices import Kind
from analysis.reading.errors import ReadingError, Reason

NOT_MAPPED = "\ufffd"
# Control codes, and characters that show nothing.
NOT_SHOWN = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f{UNSEEN}\ufff9-\ufffc]")
NO_CODE = re.compile(r"\(cid:\d+\)|\ufffd")
# A few signs without a code are ornament; more, and words are missing.
MOST_UNMAPPED = 0.03
# Chinese prose has over 95 % of its hanzi among the common ones, hanzi picked at random a third.
LEAST_COMMON, FEWEST_HANZI = 0.9, 50


def replace_look_alikes(text: str) -> str:
    """The text with hanzi for radicals and compatibility forms, and a sign for each lost glyph."""
    # Marks that no font shows are no lost glyphs.
    return PRIVATE.sub(NOT_MAPPED, fold_look_alikes(UNSEEN_MARK.sub("", text)))


def refuse_garbled(text: str) -> int:
    """Refuse text whose fonts give no codes or wrong codes for its glyphs.

    Returns:
        The number of unknown characters, if they are few.

    Raises:
        ReadingError: too many characters are unknown, or too few of the hanzi are common ones.
    """
    n_unknown = len(NO_CODE.findall(text)) + len(NOT_SHOWN.findall(text))
    n_shown = len("".join(NO_CODE.sub("x", text).split()))
    if n_unknown > MOST_UNMAPPED * max(n_shown, 1):
        raise ReadingError.of(Reason.GARBLED, Kind.FONTS_WITHOUT_CODES, n=n_unknown, total=n_shown)
    hanzi = ONE_HANZI.findall(text)
    n_common = sum(map(_common_hanzi().__contains__, hanzi))
    if len(hanzi) >= FEWEST_HANZI and n_common < LEAST_COMMON * len(hanzi):
        share = round(100 * n_common / len(hanzi))
        raise ReadingError.of(Reason.GARBLED, Kind.FONTS_WITH_WRONG_CODES, percent=share)
    return n_unknown


@cache
def _common_hanzi() -> frozenset[str]:
    return common_simplified() | common_traditional()
