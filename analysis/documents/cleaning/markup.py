"""Markup in plain text: the signs of Markdown and the entities of HTML, which are no words of a plan.

Scraped plans are often saved as Markdown, or with what their page's source held. The signs are replaced by
blanks, one character by one, so that all offsets stay exact; the cells of a table are separated by tabs, as
in every other format. A sign that may be text stays: C#, 5*8, a footnote's *, a name masked as 李**.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from analysis.chinese.look_alikes import NO_WIDTH
from analysis.chinese.patterns import PAGE_NUMBER

FENCE = re.compile(r"^[ \t]*+(?:```+|~~~+)[ \t]*+[\w+-]*+[ \t]*+$", re.M)
# # is a heading's sign before a blank, ## always; #学党史# is the name of a topic.
HEADING = re.compile(r"^[ \t]*+(?:#{1,6}(?=[ \t]+\S)|#{2,6}(?=[^\s#]))", re.M)
HEADING_CLOSED = re.compile(r"^([ \t]*+#{1,6}[^\n]*?[^\s#])([ \t]*#++[ \t]*)$", re.M)
QUOTE = re.compile(r"^[ \t]*+(?:>[ \t]*+)+(?=[^\s>])", re.M)
# A bullet is one of several, or stands in a text with other signs; - 3 - is a page number, * 注 a footnote.
BULLET = re.compile(
    rf"^[ \t]*+(?!(?:{PAGE_NUMBER})[ \t]*$|\*[ \t]*(?:注|说明|标|带|为|表示|指))[-*+](?=[ \t]+\S)(?:[ \t]+\[[ xX]\](?=[ \t]))?",
    re.M,
)
FEWEST_BULLETS = 2
# What may not follow the sign that opens bold text, or come before the sign that closes it.
_AFTER_WORDS, _BEFORE_WORDS = "，。、；：！？”’）》」】,.;:!?)", "“‘（《「【("
# At most this many characters are bold or code in a row; a longer stretch has lost its other sign.
_LONGEST = 400
BOLD = re.compile(
    rf"(\*{{2,3}}+|__)(?![\s{_AFTER_WORDS}])([^\n*_]{{2,{_LONGEST}}}+)(?<![\s{_BEFORE_WORDS}])\1(?!\*)"
)
# Of single stars only a pair that is set off from the words around it; 5*8*3 is a product.
ITALIC = re.compile(
    rf"(?<![\w*])(\*)(?![\s*{_AFTER_WORDS}])([^\n*]{{2,80}})(?<![\s{_BEFORE_WORDS}])\*(?![\w*])"
)
STRUCK = re.compile(rf"(~~)(?!\s)([^\n~]{{1,{_LONGEST}}}+)(?<!\s)\1")
CODE = re.compile(rf"(`{{1,2}}+)([^\n`]{{1,{_LONGEST}}}+)\1")
# An address has no blanks and no Chinese; [一](二) is text.
_ADDRESS = (
    r"<?(?:[a-z][a-z+.-]{1,20}:|[/.#?]|[0-9_%-]{0,40}[a-z][a-z0-9_%-]{0,80}[./])[^\s()<>]*+>?"
    r"(?:[ \t]+(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'))?|"
)
IMAGE = re.compile(rf"!\[[^\[\]\n]{{0,300}}\]\((?:{_ADDRESS})\)", re.I)
LINK = re.compile(rf"(\[)([^\[\]\n]{{0,300}})(\]\((?:{_ADDRESS})\))", re.I)
LINK_TARGET = re.compile(r"^[ \t]*+\[[^\[\]\n]{1,60}\]:[ \t]*+(?:https?:|/|\.|#)\S*+[^\n]*$", re.M)
BARE_ADDRESS = re.compile(r"<(?:https?://|mailto:)[^<>\s]{1,300}>")
# Entities, also those that were escaped twice: &amp;nbsp;.
ENTITY = re.compile(r"&(?:amp;)*(#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,8}\d{0,2});")
TAG = re.compile(
    r"</?(br|hr|p|div|li|ul|ol|tr|table|tbody|thead|h[1-6]|td|th|b|i|u|em|strong|span|font|sub|sup|center|a|img)"
    r"(?:\s[^<>\n]{0,400})?/?>",
    re.I,
)
NEW_LINE_TAGS = frozenset(
    [
        "br",
        "hr",
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "tbody",
        "thead",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)
# Rows of a table begin with |; a table that has a row of dashes may leave it out.
DASH_ROW = re.compile(r"[ \t]*+\|?(?:[ \t]*+:?-{2,}+:?[ \t]*+\|)*+(?:[ \t]*+:?-{2,}+:?)?[ \t]*+$")
ROW = re.compile(r"^[ \t]*+\|[^\n]*\|[ \t]*+$")
CELL_END = re.compile(r"[ \t]*+(?<!\\)\|[ \t]*+")
ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|>~-])")


def hide_markup(text: str) -> str:
    """Replace the signs of Markdown and the entities of HTML by blanks; the length stays the same."""
    if "&" in text:
        text = ENTITY.sub(_decode_entity, text)
    if "<" in text:
        text = BARE_ADDRESS.sub(_blank_out, TAG.sub(_break_at_tag, text))
    unmarked = text
    if "](" in text or "]:" in text:
        text = LINK_TARGET.sub(_blank_out, LINK.sub(_keep_words, IMAGE.sub(_blank_out, text)))
    if "|" in text:
        text = _separate_cells(text)
    for signs, pattern, replace in _SIGNS:
        if any(sign in text for sign in signs):
            text = pattern.sub(replace, text)
    is_markdown = text != unmarked
    if is_markdown:
        text = ITALIC.sub(_keep_words, text)
    if is_markdown or len(BULLET.findall(text)) >= FEWEST_BULLETS:
        text = BULLET.sub(_blank_out, text)
    return ESCAPE.sub(NO_WIDTH, text) if is_markdown else text


def _blank_out(signs: re.Match[str]) -> str:
    return " " * len(signs[0])


def _keep_words(pair: re.Match[str]) -> str:
    """Text between two signs, with marks of no width for the signs."""
    words = pair[2]
    before = pair.start(2) - pair.start()
    return NO_WIDTH * before + words + NO_WIDTH * (len(pair[0]) - before - len(words))


def _open_heading(heading: re.Match[str]) -> str:
    """## 标题 ## without the signs at its end."""
    return heading[1] + " " * len(heading[2])


def _decode_entity(entity: re.Match[str]) -> str:
    character = html.unescape(f"&{entity[1]};")
    if len(character) != 1:
        return entity[0]
    return character.replace("\xa0", " ") + NO_WIDTH * (len(entity[0]) - 1)


def _break_at_tag(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    first = "\n" if name in NEW_LINE_TAGS else "\t" if name in ("td", "th") else NO_WIDTH
    return first + NO_WIDTH * (len(tag[0]) - 1)


def _separate_cells(text: str) -> str:
    """The text with tabs between the cells of Markdown tables."""
    lines = text.split("\n")
    is_row = [ROW.match(line) is not None for line in lines]
    for i, line in enumerate(lines):
        if "|" in line and "--" in line and DASH_ROW.match(line):
            lines[i], is_row[i] = " " * len(line), False
            for step in (-1, 1):
                at = i + step
                while 0 <= at < len(lines) and "|" in lines[at] and (step > 0 or at == i - 1):
                    is_row[at] = True
                    at += step
    return "\n".join([_write_cells(line) if row else line for line, row in zip(lines, is_row, strict=True)])


def _write_cells(row: str) -> str:
    """A row with a tab for each sign between two cells, and blanks for those at its ends."""
    end = len(row.rstrip(" \t|"))
    start = len(row) - len(row.lstrip(" \t|"))

    def write(sign: re.Match[str]) -> str:
        inside = start <= sign.start() < end
        return ("\t" if inside else " ") + NO_WIDTH * (len(sign[0]) - 1)

    return CELL_END.sub(write, row)


# Each construct with a sign that it can't do without, so that most texts are not searched for it.
_SIGNS: tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (("```", "~~~"), FENCE, _blank_out),
    (("`",), CODE, _keep_words),
    (("#",), HEADING_CLOSED, _open_heading),
    (("#",), HEADING, _blank_out),
    (("**", "__"), BOLD, _keep_words),
    (("~~",), STRUCK, _keep_words),
    ((">",), QUOTE, _blank_out),
)
