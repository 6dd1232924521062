"""The text of a cell: what scrapers and spreadsheets leave in it becomes plain paragraphs, and is told."""

from __future__ import annotations

import ast
import html
import json
import re

from analysis.chinese.characters import HANZI
from analysis.notices import Field, Kind, Notice
from analysis.reading.extracted import Extracted
from analysis.settings import Settings

# Excel cuts a cell after so many UTF-16 units.
EXCEL_LIMIT = 32_767
# What is lost at the ends of a cut cell if its blanks are trimmed afterwards.
TRIMMED = 40
SENTENCE_ENDS = "。！？；：.!?”」』）)日号"
TAG = re.compile(
    r"</(?:p|div|span|td|tr|table|tbody|li|ul|ol|a|h[1-6]|font|strong|b|i|em|u|section|article|html|body|head|style"
    r"|script|pre|center|o:p)\s*>|<(?:p|div|span|br|hr|img|td|tr|table|li|h[1-6]|font|strong|section|html|body"
    r"|!doctype)\b[^<>]*>",
    re.I,
)
# A page or a fragment in which these make the lines: its own line ends are blanks, as in a browser.
BLOCK_TAG = re.compile(r"</?(?:p|div|li|tr|h[1-6]|table|ul|ol|section|article|body|pre)\b[^<>]*>", re.I)
WHOLE_PAGE = re.compile(r"<(?:html|body|!doctype)\b", re.I)
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}\d{0,2}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
# A line end that was written out: 一、总体要求\n坚持…; in Latin text it may be part of a path.
WRITTEN_BREAK = re.compile(r"(?:\\r\\n|\\n|\\r)")
WRITTEN_BLANK = re.compile(r"\\(?:t|u3000|xa0|u00a0|u200b|u2003|ufeff)")
BESIDE_CHINESE = re.compile(
    rf"(?:[{HANZI}，。；：、！？”）\d]|^)(?:\\r)?\\[nr]|\\[nr](?:\\|\s|\u3000)*[{HANZI}“（\d]"
)
LONGEST_LIST = 2_000_000


def read_cell_text(text: str, settings: Settings) -> Extracted:
    """Read the text of a cell.

    A web page or a part of one goes through the reader of web pages; entities, line ends that are written out
    (\\n) and lists of paragraphs, as programs print them, become what they stand for.

    Raises:
        ReadingError: the cell holds a web page that is damaged, too large, or shows no text.
    """
    notices = [_make_notice(Kind.TEXT_CUT_BY_EXCEL, most=EXCEL_LIMIT)] if is_cut(text) else []
    paragraphs = _read_list(text)
    if paragraphs is not None:
        text = paragraphs
        notices.append(_make_notice(Kind.CELL_HAS_LIST))
    # Most texts have none of the characters that what follows begins with.
    if "\\" in text and BESIDE_CHINESE.search(text):
        notices.append(_make_notice(Kind.CELL_HAS_WRITTEN_BREAKS, n=len(WRITTEN_BREAK.findall(text))))
        text = WRITTEN_BLANK.sub(" ", WRITTEN_BREAK.sub("\n", text))
    if "<" in text and TAG.search(text):
        notices.append(_make_notice(Kind.CELL_HAS_HTML))
        return _read_html(text, notices, settings)
    entities = len(ENTITY.findall(text)) if "&" in text else 0
    plain = html.unescape(text) if entities else text
    if plain != text:
        notices.append(_make_notice(Kind.CELL_HAS_ENTITIES, n=entities))
        if TAG.search(plain):  # the tags were escaped once more
            notices.append(_make_notice(Kind.CELL_HAS_HTML))
            return _read_html(plain, notices, settings)
    return Extracted(plain, "table", warnings=tuple(notices))


def is_cut(text: str) -> bool:
    """Whether a text ends where Excel cuts a cell."""
    if not EXCEL_LIMIT // 2 <= len(text) <= EXCEL_LIMIT:
        return False
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2
    nearly = EXCEL_LIMIT - TRIMMED <= length < EXCEL_LIMIT
    return length == EXCEL_LIMIT or (nearly and not text.rstrip().endswith(tuple(SENTENCE_ENDS)))


def _make_notice(kind: Kind, **values: int) -> Notice:
    return Notice.of(Field.TEXT, kind, **values)


def _read_html(text: str, notices: list[Notice], settings: Settings) -> Extracted:
    from analysis.reading.web.html import read_decoded

    if not BLOCK_TAG.search(text):
        text = text.replace("\n", "<br>\n")
    page = read_decoded(text, "", settings)
    # Of a part of a page all is the document; the site around it is not there.
    main = page.main if WHOLE_PAGE.search(text) else None
    return Extracted(page.text, "table", "", main, page.embedded, (*notices, *page.warnings))


def _read_list(text: str) -> str | None:
    """The paragraphs of a list as Python or JSON prints it, in lines; None if the text is no such list."""
    start = text[:2].strip()
    if not (start in ("['", '["') and text.rstrip().endswith(("']", '"]')) and len(text) <= LONGEST_LIST):
        return None
    for read in (json.loads, ast.literal_eval):
        try:
            items = read(text.strip())
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            continue
        if isinstance(items, list) and all(isinstance(item, str) for item in items):
            return "\n".join(item.strip() for item in items)
    return None
