"""Traditional characters to simplified ones, so that plans in either script can be compared.

The conversion keeps all offsets: each character of the simplified text replaces one of the text as read.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analysis.chinese.characters import common_traditional, count_hanzi

if TYPE_CHECKING:
    from opencc import OpenCC

# Of the hanzi of traditional prose 20 to 36 % have no place in simplified script (11 % at least in
# 60 characters); of simplified prose with names such as 乾隆 or 陳 in it, under 2 %.
TRADITIONAL_SHARE = 0.07


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters, and does not only quote some."""
    pattern = _traditional()
    if not pattern.search(text):
        return False
    return len(pattern.findall(text)) > TRADITIONAL_SHARE * count_hanzi(text)


def simplify(text: str) -> str:
    """Convert a text in traditional characters to simplified ones; any other text stays as it is.

    Returns:
        A text of the same length, character by character.
    """
    if not is_traditional(text):
        return text
    converted = _convert(text)
    if len(converted) == len(text):
        return converted
    # If some phrase changed its length, its line is converted character by character.
    return "".join(map(_convert_line, text.splitlines(keepends=True)))


def _convert_line(line: str) -> str:
    converted = _convert(line)
    return converted if len(converted) == len(line) else "".join(map(_convert_character, line))


def _convert_character(character: str) -> str:
    converted = _convert(character)
    return converted if len(converted) == 1 else character


def _convert(text: str) -> str:
    for converter in _converters():
        text = converter.convert(text)
    return text


@cache
def _traditional() -> re.Pattern[str]:
    """The hanzi of traditional script in common use that simplified script does not have.

    Common use is level 1 of Big5; what simplified script has is GB 2312.
    """
    hanzi = common_traditional()
    shared = set("".join(hanzi).encode("gb2312", "ignore").decode("gb2312"))
    return re.compile(f"[{''.join(sorted(hanzi - shared))}]")


@cache
def _converters() -> tuple[OpenCC, ...]:
    # Loaded when the first text in traditional characters comes: most corpora have none.
    from opencc import OpenCC

    # The forms of Hong Kong (衞) and of Taiwan (落實著) first become the ones that t2s knows.
    return tuple(OpenCC(step) for step in ("hk2t", "tw2t", "t2s"))
