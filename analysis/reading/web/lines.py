"""The visible text of a web page as lines, and which box of the page holds which lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from analysis.chinese.characters import UNSEEN
from analysis.reading.web.elements import BLOCKS, INVISIBLE, LISTS, is_block, is_hidden, is_preformatted
from analysis.reading.web.lists import TYPED_NUMBER, Numbering
from analysis.reading.web.page import Box, HiddenElement, WebPage
from analysis.reading.web.tables import Table

# Elements that need more than their text taken.
SPECIAL = LISTS | {"li", "a", "table", "tr", "td", "th"}
WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2014\u2026\u3000"
# A newline in the source shows as nothing between two hanzi, and as a blank between Latin words.
WRAP = re.compile(f"(?<=[{WIDE}])[ \t\r]*\n[ \t\r\n]*(?=[{WIDE}])")
SPACES = re.compile("[ \t\r\n]+")
# Characters that no browser shows, and those that Python would take for line ends.
UNPRINTED = re.compile(f"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f{UNSEEN}\ufffe\uffff]")
LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
# A longer text inside <a> is no link but a document behind an <a> that was never closed.
MAX_LINK_CHARS = 120
# Hidden text is taken as visible only if it has at least this many sentences; one where nothing else has any.
MIN_HIDDEN_SENTENCES = 3


@dataclass(slots=True)
class _OpenElement:
    """An element whose end has not come yet.

    Attributes:
        tag: its tag.
        is_block: whether it begins and ends a line.
        box: index of the innermost box that it is, or stands in.
        is_preformatted: whether newlines in it are shown.
        first_line: index of its first line.
        number: the number before it, if it is a list item.
        link: the line in which it begins and the characters of that line before it, if it is a link.
    """

    tag: str
    is_block: bool
    box: int
    is_preformatted: bool
    first_line: int
    number: str = ""
    link: tuple[int, int] | None = None


OUTSIDE = _OpenElement("", True, -1, False, 0)


def read_lines(tree: etree._Element) -> WebPage:
    """Read the visible lines of a parsed page.

    Where hidden text has more sentences than all the rest, a script of the page shows it later (the
    article of a WeChat page is an example), so it is taken as visible.
    """
    page = _LineReader(frozenset()).read(tree)
    n_visible = sum(line.count("。") for line in page.lines)
    n_hidden = sum(hidden.n_sentences for hidden in page.hidden)
    if n_hidden <= n_visible or (n_visible and n_hidden < MIN_HIDDEN_SENTENCES):
        return page
    largest = max(page.hidden, key=lambda hidden: hidden.n_sentences)
    shown = [largest] if 2 * largest.n_sentences > n_hidden else page.hidden
    return _LineReader(frozenset(hidden.element for hidden in shown if hidden.n_sentences)).read(tree)


class _LineReader:
    """Walks through a page's elements, without recursion: pages may nest deeper than Python can.

    Args:
        shown: elements to take as visible although the page hides them.
    """

    def __init__(self, shown: frozenset[etree._Element]) -> None:
        self._page = WebPage()
        self._shown = shown
        self._open: list[_OpenElement] = []
        # The current line: its text, the visible characters in it, and how many of them are links.
        self._pieces: list[str] = []
        self._n_pending = 0
        self._n_pending_linked = 0
        self._lists: list[Numbering | None] = []
        self._tables: list[Table] = []

    def read(self, tree: etree._Element) -> WebPage:
        events = etree.iterwalk(tree, events=("start", "end"))
        skipped = None
        for event, element in events:
            if event == "start":
                style = element.get("style") or ""
                if self._is_visible(element, style):
                    self._start_element(element, style)
                else:
                    skipped = element
                    events.skip_subtree()
                continue
            if element is skipped:
                skipped = None
            else:
                self._end_element()
            if element.tail:
                self._add_text(element.tail)
        self._end_line()
        return self._page

    def _is_visible(self, element: etree._Element, style: str) -> bool:
        if element.tag in INVISIBLE:
            return False
        if not is_hidden(element, style) or element in self._shown:
            return True
        lines = "".join(_iterate_text(element)).split("\n")
        prose = ["".join(line.split()) for line in lines if "。" in line]
        n_sentences = sum(line.count("。") for line in prose)
        self._page.hidden.append(HiddenElement(element, n_sentences, sum(map(len, prose))))
        return False

    def _start_element(self, element: etree._Element, style: str) -> None:
        tag = element.tag
        begins_line = is_block(tag, style)
        if begins_line and self._pieces:
            self._end_line()
        around = self._open[-1] if self._open else OUTSIDE
        keeps_newlines = is_preformatted(tag, style, around.is_preformatted)
        box = self._start_box(element, begins_line, around.box)
        opened = _OpenElement(tag, begins_line, box, keeps_newlines, len(self._page.lines))
        self._open.append(opened)
        if tag in SPECIAL:
            self._start_special(element, opened)
        if element.text:
            self._add_text(element.text)

    def _start_box(self, element: etree._Element, begins_line: bool, around: int) -> int:
        """Return the index of the innermost box that the element is, or stands in."""
        element_id, classes = element.get("id") or "", element.get("class") or ""
        if not (begins_line or element_id or classes) or element.tag == "br":
            return around
        names = (element.tag, *f"{element_id} {classes}".lower().split())
        self._page.boxes.append(Box(names, around, len(self._page.lines)))
        return len(self._page.boxes) - 1

    def _start_special(self, element: etree._Element, opened: _OpenElement) -> None:
        """Note what lists, links and tables need beside their text."""
        tag = opened.tag
        if tag in LISTS:
            self._lists.append(Numbering(element) if tag == "ol" else None)
        elif tag == "li":
            numbering = self._lists[-1] if self._lists else None
            opened.number = numbering.count_item(element) if numbering else ""
        elif tag == "a":
            if element.get("href") is not None:
                opened.link = opened.first_line, self._n_pending
        else:
            self._start_table_part(element, tag)

    def _start_table_part(self, element: etree._Element, tag: str) -> None:
        if tag == "table":
            if self._tables:
                self._tables[-1].holds_table = True
            self._tables.append(Table(len(self._page.lines)))
        elif self._tables and tag == "tr":
            self._tables[-1].rows.append([])
        if self._tables:
            self._tables[-1].note_border(element)

    def _end_element(self) -> None:
        ended = self._open.pop()
        if ended.link:
            self._end_link(*ended.link)
        if ended.is_block:
            self._end_line()
        lines = self._page.lines
        if ended.tag in LISTS:
            self._lists.pop()
        elif ended.number and ended.first_line < len(lines):
            self._write_number(ended.first_line, ended.number)
        elif ended.tag in ("td", "th") and self._tables:
            self._tables[-1].add_cell(ended.first_line, len(lines))
        elif ended.tag == "table":
            self._end_table(ended.box)
        around = self._open[-1] if self._open else OUTSIDE
        if ended.box != around.box:
            self._page.boxes[ended.box].end = len(lines) + (self._n_pending > 0)

    def _end_link(self, line: int, n_before: int) -> None:
        """Count the text since the link began as link.

        Args:
            line: the line in which the link begins.
            n_before: characters of that line before the link.
        """
        lines, linked = self._page.lines, self._page.linked
        if len(lines) - line > MAX_LINK_CHARS:
            return
        n_chars = sum(map(len, lines[line:])) - n_before + self._n_pending
        if n_chars > MAX_LINK_CHARS:
            return
        for i in range(line, len(lines)):
            linked[i] += max(0, len(lines[i]) - n_before)
            n_before = 0
        self._n_pending_linked += n_chars if line == len(lines) else self._n_pending

    def _write_number(self, line: int, number: str) -> None:
        """Write an item's number, unless the author typed one or the item is a link of a menu."""
        text = self._page.lines[line]
        if not TYPED_NUMBER.match(text) and self._page.linked[line] < len(text):
            self._page.lines[line] = number + text

    def _end_table(self, box: int) -> None:
        table, page = self._tables.pop(), self._page
        if table.is_data(page.lines):
            merged = table.merge_rows(page.lines, page.linked)
            page.lines[table.start :], page.linked[table.start :] = merged
            # The boxes inside the table have no lines of their own any more.
            del page.boxes[box + 1 :]

    def _add_text(self, text: str) -> None:
        if self._open and self._open[-1].is_preformatted and "\n" in text:
            first, *rest = text.split("\n")
            self._add_text(first)
            for line in rest:
                self._end_line()
                self._add_text(line)
            return
        self._pieces.append(text)
        self._n_pending += len(text.strip())

    def _end_line(self) -> None:
        """End the line, if anything in it is visible."""
        if self._n_pending:
            line = _tidy_line("".join(self._pieces))
            if line and not line.isspace():
                self._page.lines.append(line)
                self._page.linked.append(self._n_pending_linked)
        self._pieces.clear()
        self._n_pending = self._n_pending_linked = 0


def _iterate_text(element: etree._Element) -> Iterator[str]:
    """The text in an element without that of scripts and styles; newlines around each block."""
    events = etree.iterwalk(element, events=("start", "end"))
    for event, inner in events:
        if inner.tag in BLOCKS:
            yield "\n"
        if event == "end":
            yield (inner.tail or "") if inner is not element else ""
        elif inner.tag in INVISIBLE:
            events.skip_subtree()
        else:
            yield inner.text or ""


def _tidy_line(text: str) -> str:
    """Return a line as a browser shows it: runs of white space as one blank, no invisible characters."""
    if "\n" in text:
        text = WRAP.sub("", text)
    text = SPACES.sub(" ", LINE_ENDS.sub(" ", UNPRINTED.sub("", text)))
    return text.strip(" ")
