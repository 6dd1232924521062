"""The body of a Word document: its XML, read in order, becomes lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.notices import Kind
from analysis.reading.word.docx_styles import Styles
from analysis.reading.word.lines import paragraph_lines, row_lines
from analysis.reading.word.numbering import Numbering
from analysis.reading.word.symbols import symbol_character
from analysis.reading.xml_parts import Element, attribute, child, local_name

# Elements that may stand between a container and its paragraphs, rows or cells.
WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "Choice", "Fallback"}
# Elements without visible text: properties, deleted text, instructions of fields, readings above characters.
INVISIBLE = {
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
# White space in the XML, which shows as a blank.
WHITE_SPACE = re.compile(r"[\t\n\r]+")


class Body:
    """Reads one document; its lists are counted through all containers given to `lines`.

    Attributes:
        skipped: kinds of content that are in the document and can't be read.
        has_pictures: whether there are pictures among the text.
        has_open_fields: whether a field began and never ended, so that it may have hidden text.
    """

    def __init__(self, styles: Styles, *, fields: bool = True) -> None:
        self.skipped: set[Kind] = set()
        self.has_pictures = False
        self._styles = styles
        self._numbering = Numbering(styles.lists)
        self._track_fields = fields
        # For each open field, whether the current place is in its instruction, which is invisible.
        self._fields: list[bool] = []
        # Text of paragraphs whose end is deleted, so that the next paragraph continues them.
        self._carried: list[str] = []

    @property
    def has_open_fields(self) -> bool:
        """Whether a field began and never ended."""
        return bool(self._fields)

    def lines(self, container: Element) -> list[str]:
        """Return the lines of a container: body, cell, text box, note or header."""
        lines: list[str] = []
        for element in container:
            name = local_name(element)
            if name == "p":
                lines += self._read_paragraph(element) if len(element) else ()
            elif name == "tbl":
                lines += self._read_table(element)
            elif name == "AlternateContent":
                lines += self._read_alternative(element)
            elif name == "altChunk":
                self.skipped.add(Kind.INSERTED_DOCUMENT)
            elif name in WRAPPERS:
                lines += self.lines(element)
        return lines

    def _read_alternative(self, element: Element) -> list[str]:
        """Read content that is stored for new and for old editions of Word: the first version with text."""
        for name in ("Choice", "Fallback"):
            choice = child(element, name)
            lines = [] if choice is None else self.lines(choice)
            if lines:
                return lines
        return []

    def finish_paragraph(self) -> list[str]:
        """Return the lines of a paragraph whose deleted end has no other paragraph to join."""
        text = "".join(self._carried)
        self._carried.clear()
        return paragraph_lines(text)

    def _read_table(self, table: Element) -> list[str]:
        lines = self.finish_paragraph()
        for row in _find_inside(table, "tr"):
            if child(row, "trPr", "del") is not None:
                continue
            lines += row_lines(
                [self._read_cell(cell) for cell in _find_inside(row, "tc") if _is_cell_visible(cell)]
            )
        return lines

    def _read_cell(self, cell: Element) -> list[str]:
        merge = child(cell, "tcPr", "vMerge")
        # A cell that is merged with the one above repeats its content.
        if merge is not None and attribute(merge, "val") != "restart":
            return []
        return self.lines(cell) + self.finish_paragraph()

    def _read_paragraph(self, element: Element) -> list[str]:
        properties = child(element, "pPr")
        content = _ParagraphText(self._styles.style_name(properties))
        self._walk(element, content)
        text, joins = "".join(content.text), self._styles.is_end_hidden(properties)
        # A paragraph that continues another has its number there.
        if not self._carried and (content.has_text or not joins):
            text = self._add_number(properties, text)
        if joins:
            if content.has_text or self._carried:
                self._carried.append(text)
            return content.before + content.after
        text = "".join((*self._carried, text))
        self._carried.clear()
        leader = self._styles.has_leader(properties) if "\t" in text else False
        return content.before + paragraph_lines(text, leader=leader) + content.after

    def _add_number(self, properties: Element | None, text: str) -> str:
        name, depth = self._styles.place_in_list(properties)
        if not name:
            return text
        # A page break before the text stays before the number.
        start = len(text) - len(text.lstrip())
        return text[:start] + self._numbering.add_number(name, depth, text[start:])

    def _read_box(self, box: Element) -> list[str]:
        """Read a text box, apart from the paragraph around it."""
        carried, self._carried = self._carried, []
        lines = self.lines(box) + self.finish_paragraph()
        self._carried = carried
        return lines

    def _walk(self, element: Element, content: _ParagraphText) -> None:
        """Collect the text of everything inside a paragraph."""
        for part in element:
            name = local_name(part)
            if name in INVISIBLE:
                continue
            if name == "r" and self._styles.hides(child(part, "rPr"), content.style):
                self._follow_fields(part)
            elif name == "fldChar":
                self._follow_field(part)
            elif name == "txbxContent":
                (content.after if content.has_text else content.before).extend(self._read_box(part))
            elif name == "AlternateContent":
                self._walk_alternative(part, content)
            elif not any(self._fields):
                self._collect(name, part, content)
            else:
                self._walk(part, content)

    def _collect(self, name: str, part: Element, content: _ParagraphText) -> None:
        if name == "t":
            content.add(WHITE_SPACE.sub(" ", part.text or ""))
        elif name == "br":
            content.add(BREAKS.get(attribute(part, "type") or "", "\n"))
        elif name in CHARACTERS:
            content.add(CHARACTERS[name])
        elif name == "sym":
            content.add(_read_symbol(part))
        else:
            if name == "relIds":
                self.skipped.add(Kind.DIAGRAM)
            elif name in ("blip", "imagedata"):
                self.has_pictures = True
            elif name == "textpath":
                # Letters drawn as a picture, like the letterheads of old editions.
                content.before += paragraph_lines(attribute(part, "string") or "")
            self._walk(part, content)

    def _walk_alternative(self, element: Element, content: _ParagraphText) -> None:
        for name in ("Choice", "Fallback"):
            before = len(content.text), len(content.before), len(content.after)
            choice = child(element, name)
            if choice is not None:
                self._walk(choice, content)
            if before != (len(content.text), len(content.before), len(content.after)):
                return

    def _follow_fields(self, run: Element) -> None:
        for part in run:
            if local_name(part) == "fldChar":
                self._follow_field(part)

    def _follow_field(self, element: Element) -> None:
        kind = attribute(element, "fldCharType")
        if not self._track_fields:
            return
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()


class _ParagraphText:
    """The text of a paragraph, with the lines of the text boxes before and behind it."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.text: list[str] = []
        self.has_text = False
        self.before: list[str] = []
        self.after: list[str] = []

    def add(self, text: str) -> None:
        """Add some characters."""
        self.text.append(text)
        self.has_text = self.has_text or bool(text.strip())


def _find_inside(container: Element, wanted: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, including those in a content control."""
    for element in container:
        name = local_name(element)
        if name == wanted:
            yield element
        elif name in WRAPPERS:
            yield from _find_inside(element, wanted)


def _is_cell_visible(cell: Element) -> bool:
    """Whether a cell is neither deleted nor merged into the one beside it."""
    properties = child(cell, "tcPr")
    merge = child(properties, "hMerge")
    is_merged = merge is not None and attribute(merge, "val") != "restart"
    return not is_merged and child(properties, "cellDel") is None


def _read_symbol(element: Element) -> str:
    code = attribute(element, "char") or ""
    if not re.fullmatch("[0-9A-Fa-f]{1,6}", code):
        return ""
    return symbol_character(attribute(element, "font") or "", int(code, 16))
