"""Folding: one spelling for blanks, widths and quotation marks, without moving a character.

Blanks inside Chinese text are left out; every other change replaces one character by one, so a
position in the folded text leads back to the text as it was read.
"""

from __future__ import annotations

import re

# Hanzi, CJK and full-width punctuation, and the quotation marks and dashes used with them.
CJK = (
    "\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\uff01-\uff60\u2018\u2019\u201c\u201d\u2014\u2026\u00b7"
)
BLANK = r"[ \u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff\u00ad]"
INNER_BLANKS = re.compile(
    f"(?<=[{CJK}]){BLANK}+|{BLANK}+(?=[{CJK}])|[\u200b-\u200d\u2060\ufeff\u00ad]+"
)

_WIDE = {
    code + 0xFEE0: code for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))
}
# Full-width digits and letters become ASCII; other spellings of the middle dot and dash, one each.
ONE_FOR_ONE = {
    **_WIDE,
    ord("％"): "%",
    ord("．"): ".",
    ord("•"): "·",
    ord("・"): "·",
    ord("‧"): "·",
}
ASCII_TO_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
HALF_MARK = re.compile("[,;:?!()]")
# The mark comes first in the pattern and its neighbours after it: marks are rare, hanzi are not.
HALF_WIDTH = re.compile(f"[,;:?!()]+(?=[{CJK}])|[,;:?!()](?<=[{CJK}].)[,;:?!()]*")
# A pair of brackets is folded together: (1)全面 is （1）全面, not (1）全面.
BRACKETS = re.compile(
    f"[(](?=[{CJK}]|(?<=[{CJK}].)|[^()\\n]*(?<=[{CJK}])[)]|[^()\\n]*[)][{CJK}])([^()\\n]*)[)]"
)
NEAR_BLANK = re.compile(
    f"[{CJK}]{BLANK}*[,;:?!()](?:{BLANK}|[,;:?!()])*|[,;:?!()](?:{BLANK}|[,;:?!()])*(?=[{CJK}])"
)
OTHER_SPELLINGS = re.compile("[０-９Ａ-Ｚａ-ｚ％．•・‧]")
ZERO_WIDTH = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")


def fold(text: str) -> str:
    """Fold the widths and quotation marks of paragraphs; the length stays the same.

    Half-width punctuation next to Chinese becomes full-width, full-width digits and letters
    become ASCII, and straight quotation marks become “ and ” in turn where a paragraph has them
    in pairs.
    """
    text = one_spelling(text)
    if '"' in text:
        text = "\n".join(map(_curl_quotes, text.split("\n")))
    if not HALF_MARK.search(text):
        return text
    if "(" in text:
        text = BRACKETS.sub(r"（\1）", text)
    return _widen(HALF_WIDTH, text)


def _curl_quotes(paragraph: str) -> str:
    pieces = paragraph.split('"')
    if len(pieces) % 2 == 0:
        return paragraph
    marks = ["“", "”"] * (len(pieces) // 2) + [""]
    return "".join(piece + mark for piece, mark in zip(pieces, marks, strict=True))


def one_spelling(text: str) -> str:
    """The text with ASCII digits and letters for full-width ones; the length stays the same."""
    return text.translate(ONE_FOR_ONE) if OTHER_SPELLINGS.search(text) else text


def _widen(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: found[0].translate(ASCII_TO_WIDE), text)


def kept_spans(text: str) -> list[tuple[int, int]]:
    """Spans of `text` that remain when the blanks inside Chinese are left out."""
    if len(text.split(maxsplit=1)) < 2 and not ZERO_WIDTH.search(text):
        return [(0, len(text))]
    spans, last = [], 0
    if HALF_MARK.search(text):
        # A mark that `fold` will widen counts as Chinese, whatever blanks stand between.
        text = _widen(NEAR_BLANK, BRACKETS.sub(r"（\1）", text))
    for blank in INNER_BLANKS.finditer(text):
        if blank.start() > last:
            spans.append((last, blank.start()))
        last = blank.end()
    if last < len(text):
        spans.append((last, len(text)))
    return spans
