"""What the signs of symbol fonts (Wingdings, Wingdings 2, Symbol) stand for.

A file stores such a sign as the name of its font and a code. One code is a tick in one font and a quarter of
a circle in another, so the font decides.
"""

from __future__ import annotations

import re

# Programs store signs without a Unicode character at these codes.
PRIVATE_SIGN = re.compile("[\uf020-\uf0ff]")
# The signs that plans use: boxes, ticks, bullets, stars.
SYMBOLS = {
    ("wingdings", 0x6C): "●",
    ("wingdings", 0x6E): "■",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x75): "◆",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0xFC): "√",
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFB): "×",
    ("wingdings", 0xAB): "★",
    ("wingdings 2", 0x50): "√",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0xA3): "□",
    ("symbol", 0xB7): "·",
    ("symbol", 0xB4): "×",
    ("symbol", 0xB3): "≥",
    ("symbol", 0xA3): "≤",
}


def symbol_character(font: str, code: int) -> str:
    """Return the character that a sign of a symbol font stands for.

    Args:
        font: name of the font.
        code: the sign's code in the font, alone or as U+F000 + code.

    Returns:
        The character; "" for a sign that is mere ornament.
    """
    known = SYMBOLS.get((font.strip().casefold(), code & 0xFF if code >= 0xF000 else code))
    if known is not None:
        return known
    # Halves of characters and the private use area show nothing by themselves.
    return "" if 0xD800 <= code <= 0xF8FF or not 0x20 <= code < 0x110000 else chr(code)


def replace_private_signs(text: str) -> str:
    """Replace signs that stand in a text without the name of their font; most are of Wingdings."""
    return PRIVATE_SIGN.sub(lambda sign: symbol_character("wingdings", ord(sign[0])), text)
