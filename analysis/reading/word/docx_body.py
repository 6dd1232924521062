"""The body of a Word document: its XML walked in reading order, to lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.notices import Kind
from analysis.reading.word.docx_styles import Styles
from analysis.reading.word.lines import paragraph_lines, row_lines
from analysis.reading.word.numbering import Numbering
from analysis.reading.word.symbols import symbol_character
from analysis.reading.xml_parts import Element, attribute, child, local_name

# Elements that only hold others, between a container and its paragraphs, rows or cells.
WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "Choice", "Fallback"}
# What is not seen: properties, deleted text, instructions of fields, readings above characters.
UNSEEN = {
    "pPr",
    "rPr",
    "sdtPr",
    "sdtEndPr",
    "customXmlPr",
    "smartTagPr",
    "tblPr",
    "tblGrid",
    "tcPr",
    "trPr",
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "delInstrText",
    "rt",
    "annotation",
}
CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
}
BREAKS = {"page": "\n\f\n", "column": "\n"}
FONT_BLANK = re.compile(r"[\t\n\r]+")


class Body:
    """Walks one document; its lists are counted over all parts given to `lines`.

    Attributes:
        skipped: kinds of content that were seen and can't be read.
        has_pictures: whether there are pictures among the text.
        fields_open: whether a field began and never ended, so that what it hid is in doubt.
    """

    def __init__(self, styles: Styles, *, fields: bool = True) -> None:
        self.skipped: set[Kind] = set()
        self.has_pictures = False
        self._styles = styles
        self._numbering = Numbering(styles.lists)
        self._track_fields = fields
        # For each field we are in, whether we are in its instruction, which is not seen.
        self._fields: list[bool] = []
        # Text of paragraphs whose end was deleted: it goes on in the next.
        self._carried: list[str] = []

    @property
    def fields_open(self) -> bool:
        """Whether a field began and never ended."""
        return bool(self._fields)

    def lines(self, container: Element) -> list[str]:
        """The lines of everything in a container: body, cell, text box, note, header."""
        lines: list[str] = []
        for element in container:
            name = local_name(element)
            if name == "p":
                lines += self._paragraph(element) if len(element) else ()
            elif name == "tbl":
                lines += self._table(element)
            elif name == "AlternateContent":
                lines += self._alternative(element)
            elif name == "altChunk":
                self.skipped.add(Kind.INSERTED_DOCUMENT)
            elif name in WRAPPERS:
                lines += self.lines(element)
        return lines

    def _alternative(self, element: Element) -> list[str]:
        """The same content in the words of a new and an old edition: the first that has text."""
        for name in ("Choice", "Fallback"):
            choice = child(element, name)
            found = [] if choice is None else self.lines(choice)
            if found:
                return found
        return []

    def rest(self) -> list[str]:
        """The text of a paragraph whose deleted end found no other paragraph to join."""
        text = "".join(self._carried)
        self._carried.clear()
        return paragraph_lines(text)

    def _table(self, table: Element) -> list[str]:
        lines = self.rest()
        for row in _within(table, "tr"):
            if child(row, "trPr", "del") is not None:
                continue
            lines += row_lines([self._cell(cell) for cell in _within(row, "tc") if _stands(cell)])
        return lines

    def _cell(self, cell: Element) -> list[str]:
        merge = child(cell, "tcPr", "vMerge")
        # A cell merged with the one above it repeats what stands there.
        if merge is not None and attribute(merge, "val") != "restart":
            return []
        return self.lines(cell) + self.rest()

    def _paragraph(self, element: Element) -> list[str]:
        properties = child(element, "pPr")
        run = _Run(self._styles.style_name(properties))
        self._walk(element, run)
        text, joins = "".join(run.text), self._styles.ends_unseen(properties)
        # A paragraph that goes on from one before has shown its number there.
        if not self._carried and (run.has_text or not joins):
            text = self._number(properties, text)
        if joins:
            if run.has_text or self._carried:
                self._carried.append(text)
            return run.before + run.after
        text = "".join((*self._carried, text))
        self._carried.clear()
        leader = self._styles.has_leader(properties) if "\t" in text else False
        return run.before + paragraph_lines(text, leader=leader) + run.after

    def _number(self, properties: Element | None, text: str) -> str:
        name, depth = self._styles.place_in_list(properties)
        if not name:
            return text
        # A page that ends before the text ends before its number.
        start = len(text) - len(text.lstrip())
        return text[:start] + self._numbering.add_number(name, depth, text[start:])

    def _box(self, content: Element) -> list[str]:
        """The lines of a text box, apart from the paragraph around it."""
        outside, self._carried = self._carried, []
        lines = self.lines(content) + self.rest()
        self._carried = outside
        return lines

    def _walk(self, element: Element, run: _Run) -> None:
        """Collect the text of what stands inside a paragraph."""
        for part in element:
            name = local_name(part)
            if name in UNSEEN:
                continue
            if name == "r" and self._styles.hides(child(part, "rPr"), run.style):
                self._watch_fields(part)
            elif name == "fldChar":
                self._turn_field(part)
            elif name == "txbxContent":
                (run.after if run.has_text else run.before).extend(self._box(part))
            elif name == "AlternateContent":
                self._walk_alternative(part, run)
            elif not any(self._fields):
                self._collect(name, part, run)
            else:
                self._walk(part, run)

    def _collect(self, name: str, part: Element, run: _Run) -> None:
        if name == "t":
            run.add(FONT_BLANK.sub(" ", part.text or ""))
        elif name == "br":
            run.add(BREAKS.get(attribute(part, "type") or "", "\n"))
        elif name in CHARACTERS:
            run.add(CHARACTERS[name])
        elif name == "sym":
            run.add(_symbol(part))
        else:
            if name == "relIds":
                self.skipped.add(Kind.DIAGRAM)
            elif name in ("blip", "imagedata"):
                self.has_pictures = True
            elif name == "textpath":
                # Letters drawn as a picture, as letterheads were in old editions.
                run.before += paragraph_lines(attribute(part, "string") or "")
            self._walk(part, run)

    def _walk_alternative(self, element: Element, run: _Run) -> None:
        for name in ("Choice", "Fallback"):
            before = len(run.text), len(run.before), len(run.after)
            choice = child(element, name)
            if choice is not None:
                self._walk(choice, run)
            if before != (len(run.text), len(run.before), len(run.after)):
                return

    def _watch_fields(self, run: Element) -> None:
        for part in run:
            if local_name(part) == "fldChar":
                self._turn_field(part)

    def _turn_field(self, element: Element) -> None:
        kind = attribute(element, "fldCharType")
        if not self._track_fields:
            return
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()


class _Run:
    """What a paragraph is made of: its text and the text boxes that hang on it."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.text: list[str] = []
        self.has_text = False
        self.before: list[str] = []
        self.after: list[str] = []

    def add(self, text: str) -> None:
        """Take a few characters."""
        self.text.append(text)
        self.has_text = self.has_text or bool(text.strip())


def _within(container: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in a content control."""
    for element in container:
        name = local_name(element)
        if name == wanted:
            yield element
        elif name in WRAPPERS:
            yield from _within(element, wanted)


def _stands(cell: Element) -> bool:
    """Whether a cell is neither deleted nor merged into the one beside it."""
    properties = child(cell, "tcPr")
    merge = child(properties, "hMerge")
    beside = merge is not None and attribute(merge, "val") != "restart"
    return not beside and child(properties, "cellDel") is None


def _symbol(element: Element) -> str:
    code = attribute(element, "char") or ""
    if not re.fullmatch("[0-9A-Fa-f]{1,6}", code):
        return ""
    return symbol_character(attribute(element, "font") or "", int(code, 16))
