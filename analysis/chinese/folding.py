"""Folding: one spelling for blanks, widths and quotation marks, without moving a character.

Blanks inside Chinese text are left out. Every other change replaces one character by one, so that each
position in the folded text can be traced to the text as it was read.
"""

from __future__ import annotations

import re
import string

from analysis.chinese.characters import BLANKS, UNSEEN

# Hanzi, CJK and full-width punctuation, and the quotation marks and dashes used with them.
CJK = "\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\uff01-\uff60\u2018\u2019\u201c\u201d\u2014\u2026\u00b7"
BLANK = f"[{BLANKS}{UNSEEN}]"
# A search is several times faster if its pattern starts with a set of characters, because all other
# characters are skipped. So blanks, and marks below, come before the conditions on their neighbours.
ANY_BLANK = re.compile(BLANK)
INNER_BLANKS = re.compile(f"{BLANK}(?:(?<=[{CJK}].){BLANK}*|{BLANK}*(?=[{CJK}])|(?<=[{UNSEEN}])[{UNSEEN}]*)")

# Full-width digits and letters become ASCII (互联网＋ is 互联网+), and all middle dots the same one.
ONE_FOR_ONE = {
    **{chr(ord(c) + 0xFEE0): c for c in f"{string.digits}{string.ascii_letters}%.+"},
    **dict.fromkeys("•・‧∙⋅·", "·"),
}
OTHER_WIDTHS = re.compile(f"[{''.join(ONE_FOR_ONE)}]")
HALF_MARKS = ",;:?!()"
TO_WIDE = tuple(zip(HALF_MARKS, "，；：？！（）", strict=True))
HALF_MARK = re.compile(f"[{HALF_MARKS}]")
# A run of marks without Chinese at either end stays as it is.
LATIN_MARKS = re.compile(f"([{HALF_MARKS}](?<![{CJK}{HALF_MARKS}].)[{HALF_MARKS}]*+(?![{CJK}]))")
# A pair of brackets is folded together: (1)全面 is （1）全面, not (1）全面.
BRACKETS = re.compile(
    f"[(](?=[{CJK}]|(?<=[{CJK}].)|[^()\\n]*(?<=[{CJK}])[)]|[^()\\n]*[)][{CJK}])[^()\\n]*[)]"
)
MARK_AT_BLANK = re.compile(f"{BLANK}(?:(?<=[{HALF_MARKS}].)|(?=[{HALF_MARKS}]))")
NEAR_BLANK = re.compile(
    f"[{CJK}]{BLANK}*[{HALF_MARKS}](?:{BLANK}|[{HALF_MARKS}])*"
    f"|[{HALF_MARKS}](?:{BLANK}|[{HALF_MARKS}])*(?=[{CJK}])"
)


def fold(text: str) -> str:
    """Fold the widths and quotation marks of paragraphs; the length stays the same.

    Half-width punctuation next to Chinese becomes full-width, full-width digits and letters
    become ASCII, and straight quotation marks become “ and ” in turn where a paragraph has them
    in pairs.
    """
    return fold_marks(unify_widths(text))


def fold_marks(text: str) -> str:
    """`fold` for a text after `unify_widths`."""
    if '"' in text:
        text = "\n".join([_curl_quotes(p) if '"' in p else p for p in text.split("\n")])
    if not HALF_MARK.search(text):
        return text
    if "(" in text:
        text = BRACKETS.sub(_widen_brackets, text)
    pieces = LATIN_MARKS.split(text)
    pieces[::2] = map(_widen_marks, pieces[::2])
    return "".join(pieces)


def _curl_quotes(paragraph: str) -> str:
    pieces = paragraph.split('"')
    if len(pieces) % 2 == 0:
        return paragraph
    quoted = map("”".join, zip(pieces[1::2], pieces[2::2], strict=True))
    return "“".join([pieces[0], *quoted])


def unify_widths(text: str) -> str:
    """The text with ASCII digits and letters for full-width ones; the length stays the same."""
    if not OTHER_WIDTHS.search(text):
        return text
    return OTHER_WIDTHS.sub(lambda match: ONE_FOR_ONE[match[0]], text)


def _widen_marks(text: str) -> str:
    for half, wide in TO_WIDE:
        text = text.replace(half, wide)
    return text


def _widen_brackets(pair: re.Match[str]) -> str:
    return f"（{pair[0][1:-1]}）"


def spans_without_blanks(text: str) -> list[tuple[int, int]]:
    """Spans of `text` that remain when the blanks inside Chinese are left out."""
    if not ANY_BLANK.search(text):
        return [(0, len(text))]
    if MARK_AT_BLANK.search(text):
        # A mark that `fold` will widen counts as Chinese, even with blanks beside it.
        text = BRACKETS.sub(_widen_brackets, text)
        text = NEAR_BLANK.sub(lambda match: _widen_marks(match[0]), text)
    spans, last = [], 0
    for blank in INNER_BLANKS.finditer(text):
        if blank.start() > last:
            spans.append((last, blank.start()))
        last = blank.end()
    if last < len(text):
        spans.append((last, len(text)))
    return spans
