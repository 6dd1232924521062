"""The visible text of a web page, as lines, and which box of the page holds which lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from analysis.reading.web.lists import NUMBERED, Numbering
from analysis.reading.web.tables import Table

# What no browser shows, or shows as a control and not as text; Word leaves `xml` behind.
UNSEEN = frozenset(
    {
        "head",
        "title",
        "meta",
        "link",
        "style",
        "script",
        "noscript",
        "template",
        "iframe",
        "noframes",
        "object",
        "embed",
        "applet",
        "video",
        "audio",
        "canvas",
        "svg",
        "select",
        "datalist",
        "option",
        "dialog",
        "rp",
        "xml",
    }
)
BLOCKS = frozenset(
    {
        "html",
        "body",
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "listing",
        "main",
        "marquee",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
    }
)
LISTS = frozenset({"ol", "ul", "menu", "dir"})
SPECIAL = LISTS | {"li", "a", "table", "tr", "td", "th"}
KEEPS_NEWLINES = frozenset({"pre", "textarea", "listing", "xmp"})
DISPLAY = re.compile(r"(?<![\w-])display\s*:\s*([a-z-]+)", re.I)
HIDDEN = re.compile(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.I)
PRE_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
BLOCK_DISPLAYS = frozenset({"block", "flex", "grid", "list-item", "table", "table-row"})
WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2014\u2026\u3000"
# A newline between two hanzi in the source is none on the screen; between Latin words, a blank.
WRAP = re.compile(f"(?<=[{WIDE}])[ \t\r]*\n[ \t\r\n]*(?=[{WIDE}])")
SPACES = re.compile("[ \t\r\n]+")
# Characters that are not seen, and those that would be taken for line ends further on.
UNPRINTED = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff]")
LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
# A longer text inside <a> is no link but a document behind an <a> that was never closed.
LONGEST_LINK = 120


@dataclass(slots=True)
class Box:
    """A box of the page: an element that is a block or bears a name.

    Attributes:
        names: its tag, id and classes, in lower case.
        parent: number of the box around it; -1 for the outermost.
        start, end: span of the lines that lie in it.
    """

    names: tuple[str, ...]
    parent: int
    start: int
    end: int = -1


@dataclass(slots=True)
class Page:
    """What a person sees of a page.

    Attributes:
        lines: the lines, none of them blank.
        linked: how many characters of each line are links.
        boxes: the boxes, each after the one around it.
        concealed: elements that the page hides, each with the sentences in it.
    """

    lines: list[str] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    concealed: list[tuple[int, etree._Element]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the lines from `start` to `end` stand in `text`."""
        starts = list(accumulate((len(line) + 1 for line in self.lines[:end]), initial=0))
        return starts[start], starts[end] - 1


@dataclass(slots=True)
class _Open:
    """An element whose end has not come yet."""

    tag: str
    is_block: bool
    box: int
    preformatted: bool
    first_line: int
    marker: str = ""
    link: tuple[int, int] | None = None


ROOT = _Open("", True, -1, False, 0)


def read_lines(tree: etree._Element) -> Page:
    """The visible lines of a parsed page.

    Where hidden text has more sentences than all the rest, the page's script shows it later (the
    article of a WeChat page is an example), so it is taken as visible.
    """
    page = _Walk(None).walk(tree)
    seen = sum(line.count("。") for line in page.lines)
    n, element = max(page.concealed, key=lambda found: found[0], default=(0, None))
    return _Walk(element).walk(tree) if n >= 3 and n > seen else page


class _Walk:
    """One walk through a page's elements, without recursion: pages nest deeper than Python may."""

    def __init__(self, shown: etree._Element | None) -> None:
        self.page = Page()
        self.shown = shown
        self.open: list[_Open] = []
        self.pieces: list[str] = []
        self.pending = 0
        self.pending_links = 0
        self.lists: list[Numbering | None] = []
        self.tables: list[Table] = []

    def walk(self, tree: etree._Element) -> Page:
        events = etree.iterwalk(tree, events=("start", "end"))
        skipped = None
        for event, element in events:
            if event == "start":
                style = element.get("style") or ""
                if self._is_seen(element, style):
                    self._start(element, style)
                else:
                    skipped = element
                    events.skip_subtree()
                continue
            if element is skipped:
                skipped = None
            else:
                self._end()
            if element.tail:
                self._add(element.tail)
        self._break()
        return self.page

    def _is_seen(self, element: etree._Element, style: str) -> bool:
        if element.tag in UNSEEN:
            return False
        hidden = (style and HIDDEN.search(style)) or element.get("hidden") is not None
        if not hidden or element is self.shown:
            return True
        self.page.concealed.append(("".join(element.itertext()).count("。"), element))
        return False

    def _start(self, element: etree._Element, style: str) -> None:
        tag, n_lines = element.tag, len(self.page.lines)
        is_block = _is_block(tag, style)
        if is_block and self.pieces:
            self._break()
            n_lines = len(self.page.lines)
        around = self.open[-1] if self.open else ROOT
        preformatted = _is_preformatted(tag, style, around.preformatted)
        box = self._box(element, is_block, around.box)
        entry = _Open(tag, is_block, box, preformatted, n_lines)
        self.open.append(entry)
        if tag in SPECIAL:
            self._start_special(element, entry)
        if element.text:
            self._add(element.text)

    def _start_special(self, element: etree._Element, entry: _Open) -> None:
        """What lists, links and tables need beside their text."""
        tag = entry.tag
        if tag in LISTS:
            self.lists.append(Numbering(element) if tag == "ol" else None)
        elif tag == "li":
            numbering = self.lists[-1] if self.lists else None
            entry.marker = numbering.take(element) if numbering else ""
        elif tag == "a":
            if element.get("href") is not None:
                entry.link = entry.first_line, self.pending
        else:
            self._start_table_part(element, tag)

    def _box(self, element: etree._Element, is_block: bool, around: int) -> int:
        """Number of the innermost box that the element is, or lies in."""
        named, classes = element.get("id") or "", element.get("class") or ""
        if not (is_block or named or classes) or element.tag == "br":
            return around
        names = (element.tag, *f"{named} {classes}".lower().split())
        self.page.boxes.append(Box(names, around, len(self.page.lines)))
        return len(self.page.boxes) - 1

    def _start_table_part(self, element: etree._Element, tag: str) -> None:
        if tag == "table":
            if self.tables:
                self.tables[-1].holds_table = True
            self.tables.append(Table(len(self.page.lines)))
        elif self.tables and tag == "tr":
            self.tables[-1].rows.append([])
        if self.tables:
            self.tables[-1].note_border(element)

    def _end(self) -> None:
        entry = self.open.pop()
        if entry.link:
            self._end_link(*entry.link)
        if entry.is_block:
            self._break()
        lines = self.page.lines
        if entry.tag in LISTS:
            self.lists.pop()
        elif entry.marker and entry.first_line < len(lines):
            self._number(entry.first_line, entry.marker)
        elif entry.tag in ("td", "th") and self.tables:
            self.tables[-1].add_cell(entry.first_line, len(lines))
        elif entry.tag == "table":
            self._end_table(entry.box)
        around = self.open[-1] if self.open else ROOT
        if entry.box != around.box:
            self.page.boxes[entry.box].end = len(lines) + (self.pending > 0)

    def _end_link(self, line: int, before: int) -> None:
        """Count what was added since the link began as link."""
        lines, linked = self.page.lines, self.page.linked
        if len(lines) - line > LONGEST_LINK:
            return
        added = sum(map(len, lines[line:])) - before + self.pending
        if added > LONGEST_LINK:
            return
        for i in range(line, len(lines)):
            linked[i] += max(0, len(lines[i]) - before)
            before = 0
        self.pending_links += added if line == len(lines) else self.pending

    def _number(self, line: int, marker: str) -> None:
        """Write an item's number, unless it is typed there or the item is a link of a menu."""
        text = self.page.lines[line]
        if not NUMBERED.match(text) and self.page.linked[line] < len(text):
            self.page.lines[line] = marker + text

    def _end_table(self, box: int) -> None:
        table = self.tables.pop()
        page = self.page
        if table.is_data(page.lines):
            page.lines[table.start :], page.linked[table.start :] = table.merged(page.lines, page.linked)
            # A box inside a row has no lines of its own any more.
            del page.boxes[box + 1 :]

    def _add(self, text: str) -> None:
        if self.open and self.open[-1].preformatted and "\n" in text:
            first, *others = text.split("\n")
            self._add(first)
            for line in others:
                self._break()
                self._add(line)
            return
        self.pieces.append(text)
        self.pending += len(text.strip())

    def _break(self) -> None:
        """End the line, if anything is seen in it."""
        if self.pending:
            line = _tidy("".join(self.pieces))
            if line and not line.isspace():
                self.page.lines.append(line)
                self.page.linked.append(self.pending_links)
        self.pieces.clear()
        self.pending = self.pending_links = 0


def _is_block(tag: str, style: str) -> bool:
    stated = DISPLAY.search(style) if style else None
    if not stated or tag in ("br", "td", "th", "tr", "table"):
        return tag in BLOCKS
    return stated[1].lower() in BLOCK_DISPLAYS


def _is_preformatted(tag: str, style: str, around: bool) -> bool:
    if tag in KEEPS_NEWLINES:
        return True
    return bool(PRE_STYLE.search(style)) if "white-space" in style else around


def _tidy(text: str) -> str:
    """A line as it is shown: white space in the source is one blank, hidden characters are none."""
    if "\n" in text:
        text = WRAP.sub("", text)
    text = SPACES.sub(" ", LINE_ENDS.sub(" ", UNPRINTED.sub("", text)))
    return text.strip(" ")
