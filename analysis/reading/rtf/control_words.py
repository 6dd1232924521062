"""What the control words of rich text mean to a reader who only wants the visible text."""

from __future__ import annotations

import re

# Groups whose text is invisible. So is every group marked \* that is not in KEPT.
SKIPPED = {
    b"colortbl",
    b"info",
    b"pict",
    b"fldinst",
    b"annotation",
    b"xe",
    b"tc",
    b"rxe",
    b"filetbl",
    b"nonesttables",
    b"nonshppict",
    b"shprslt",
    b"sp",
    b"private",
    b"ftnsep",
    b"ftnsepc",
    b"ftncn",
    b"aftnsep",
    b"aftnsepc",
    b"aftncn",
    b"template",
    b"upr",
    b"objdata",
    b"mmathPict",
    b"listname",
    b"revtbl",
    b"txe",
    b"fchars",
    b"lchars",
    b"pn",
    b"pntxta",
    b"pntxtb",
}
KEPT = {b"shpinst", b"do", b"ud", b"moMath", b"moMathPara", b"shptxt", b"dptxbxtext"}
# Groups that hold a text of their own.
BOXES = {b"shptxt", b"dptxbxtext"}
NOTES = {b"footnote"}
MARGINS = {
    b"header",
    b"headerl",
    b"headerr",
    b"headerf",
    b"footer",
    b"footerl",
    b"footerr",
    b"footerf",
}
# Groups that hold the number of a list item, as text.
NUMBERS = {b"listtext", b"pntext"}
FONT_TABLE, STYLE_TABLE = b"fonttbl", b"stylesheet"
# In a skipped group that states a text twice, the Unicode spelling, which is the one to read.
UNICODE_ALTERNATIVE = b"ud"
CONTENTS_STYLE = re.compile(rb"\s*(?:toc|contents)\s*\d", re.I)
# Words and symbols that stand for characters.
CHARACTERS = {
    b"tab": "\t",
    b"line": "\n",
    b"lbr": "\n",
    b"column": "\n",
    b"page": "\n\f\n",
    b"emdash": "—",
    b"endash": "–",
    b"emspace": " ",
    b"enspace": " ",
    b"qmspace": " ",
    b"bullet": "·",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
}
SYMBOLS = {b"~": "\u00a0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
# Tab stops with dots that lead to a page number.
LEADERS = {b"tldot", b"tlmdot", b"tlhyph"}
ENCODINGS = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}
