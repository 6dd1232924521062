"""Old Word documents (.doc, Word 97 to 2003 and WPS): text, tables, automatic numbers, text boxes.

The library legacy-doc was tried and dropped: it gives the characters, but no automatic number and no table
row, and it shows the instructions of fields and deleted and hidden text as if they were visible.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_left, bisect_right
from itertools import pairwise

from analysis.notices import Kind
from analysis.reading.errors import damage_error
from analysis.reading.extracted import Extracted
from analysis.reading.word import doc_file, doc_lists, doc_properties
from analysis.reading.word.doc_file import WordFile
from analysis.reading.word.doc_properties import Paragraph
from analysis.reading.word.lines import Story, margin_lines, notes_warning
from analysis.reading.word.numbering import Numbering
from analysis.reading.word.symbols import symbol_character
from analysis.settings import Settings

# Characters that end a paragraph, a cell or row, a page or section.
ENDS = re.compile("[\r\x07\x0c]")
PARAGRAPH_END, CELL_END, PAGE_END = "\r", "\x07", "\x0c"
FIELD_BEGIN, FIELD_RESULT, FIELD_END = "\x13", "\x14", "\x15"
FIELD_SIGNS = re.compile("[\x13-\x15]")
# What other control characters show.
SHOWN_AS = str.maketrans({"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\x0c": "\n\f\n"})
# Fields are nested two or three deep.
MAX_FIELD_DEPTH = 20
# The character that stands in the text for a sign of a symbol font.
SYMBOL = "("
# Bytes of a shape and of a text box in their tables, and where a box names its shape.
SHAPE_SIZE, BOX_SIZE, BOX_SHAPE_AT = 26, 22, 14


def read(data: bytes, settings: Settings) -> Extracted:
    """Read an old Word document.

    `main` spans the body; behind it come notes, headers and footers, each once.

    Raises:
        ReadingError: the file is damaged, encrypted, too large, or from an edition before Word 97.
    """
    try:
        return _read_stories(WordFile(data, settings.max_chars))
    except (
        IndexError,
        KeyError,
        struct.error,
        RecursionError,
        OverflowError,
        MemoryError,
    ) as error:
        raise damage_error(Kind.PROPERTIES_CONTRADICT, fault=str(error)) from error


def _read_stories(file: WordFile) -> Extracted:
    document = _Document(file)
    body = document.lines(*file.stories["body"]) + document.remaining_boxes()
    notes = document.lines(*file.stories["footnotes"]) + document.lines(*file.stories["endnotes"])
    margins = margin_lines(document.lines(*file.stories["headers"]))
    text = "\n".join(body)
    whole = "\n".join(part for part in (text, *notes, *margins) if part)
    return Extracted(whole, "doc", main=(0, len(text)), warnings=notes_warning(len(notes)))


class _Document:
    """Makes lines of the stories of a file; its lists are counted through all of them."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._paragraphs = doc_properties.Paragraphs(file.word, file.part(doc_file.PARAGRAPHS), file.data)
        self._styles = doc_properties.read_styles(file.part(doc_file.STYLES))
        lists, self._linked = doc_lists.read_lists(file.lists_part(), file.part(doc_file.LISTS))
        self._numbering = Numbering(lists)
        self._completed: dict[Paragraph, Paragraph] = {}
        self._text, self._hidden = _read_visible_text(file)
        self._boxes = _find_boxes(file)
        self._anchors = sorted(self._boxes)

    def lines(self, start: int, end: int) -> list[str]:
        """Return the lines of the characters from `start` to `end`."""
        end = min(end, len(self._text))
        story = Story()
        first = start
        for end_sign in ENDS.finditer(self._text, start, end):
            at = end_sign.start()
            properties, ends = self._properties(at)
            place, width = self._file.place(at)
            # The end of a section ends a paragraph; the end of a page need not.
            if end_sign[0] != PAGE_END or ends == place + width:
                self._add_paragraph(story, first, at, properties)
                first = at + 1
        story.add_paragraph(self._characters(first, end))
        return story.finish()

    def _add_paragraph(self, story: Story, start: int, at: int, properties: Paragraph) -> None:
        """Add the paragraph from `start` to the sign at `at`, and the text boxes that hang on it."""
        before, after = self._boxes_between(start, at)
        text, sign, joins = self._characters(start, at), self._text[at], bool(self._hidden[at])
        if not story.is_carrying and (text.strip() or not joins):
            text = self._add_number(properties, text)
        in_table = properties.in_table or sign == CELL_END
        story.add_lines(before, in_table=in_table)
        if properties.row_end:
            story.end_row()
        elif sign == CELL_END:
            story.end_cell(text)
        elif joins and sign == PARAGRAPH_END:
            story.carry(text)
        else:
            story.add_paragraph(text, leader=properties.leader, in_table=in_table)
        story.add_lines(after, in_table=in_table)
        if sign == PAGE_END:
            story.add_lines(["\f"], in_table=in_table)

    def remaining_boxes(self) -> list[str]:
        """Return the lines of text boxes whose anchor stands nowhere in the body."""
        remaining = [box for boxes in self._boxes.values() for box in boxes]
        self._boxes = {}
        return [line for box in remaining for line in self.lines(*box)]

    def _properties(self, position: int) -> tuple[Paragraph, int]:
        own, end = self._paragraphs.at(self._file.place(position)[0])
        if own is None:
            return Paragraph(), end
        if own not in self._completed:
            self._completed[own] = doc_properties.inherit_properties(own, self._styles)
        return self._completed[own], end

    def _characters(self, start: int, end: int) -> str:
        text = self._text[start:end]
        hidden = self._hidden[start:end]
        if any(hidden):
            text = "".join(c for c, is_hidden in zip(text, hidden, strict=True) if not is_hidden)
        return text.translate(SHOWN_AS)

    def _add_number(self, properties: Paragraph, text: str) -> str:
        name = properties.list_name
        if not name:
            return text
        depth = properties.depth
        if depth is None:
            depth = self._linked.get((name, properties.style), 0)
        # A page break before the text stays before the number.
        start = len(text) - len(text.lstrip())
        return text[:start] + self._numbering.add_number(name, depth, text[start:])

    def _boxes_between(self, start: int, end: int) -> tuple[list[str], list[str]]:
        """Return the lines of text boxes that hang on a paragraph: those before its text, and those behind it."""
        before: list[str] = []
        after: list[str] = []
        first, last = bisect_left(self._anchors, start), bisect_right(self._anchors, end)
        if first == last:
            return before, after
        text = next((at for at in range(start, end) if self._is_visible(at)), end)
        for anchor in self._anchors[first:last]:
            for box in self._boxes.pop(anchor, ()):
                (after if text < anchor else before).extend(self.lines(*box))
        return before, after

    def _is_visible(self, position: int) -> bool:
        """Whether a character is visible text."""
        return not self._hidden[position] and self._text[position] > " "


def _read_visible_text(file: WordFile) -> tuple[str, bytearray]:
    """Return the text with the signs of symbol fonts, and for each character whether it is hidden."""
    text = file.text
    hidden = bytearray(len(text))
    fonts = doc_properties.read_fonts(file.part(doc_file.FONTS))
    runs = {run.start: run for run in doc_properties.read_runs(file.word, file.part(doc_file.RUNS))}
    starts = sorted(runs)
    signs: dict[int, str] = {}
    for piece in file.pieces:
        stop = piece.place + piece.length * piece.width
        # The last run that begins before the piece may reach into it.
        for i in range(max(0, bisect_left(starts, piece.place) - 1), bisect_left(starts, stop)):
            run = runs[starts[i]]
            first = piece.start + max(run.start - piece.place, 0) // piece.width
            last = piece.start + max(min(run.end, stop) - piece.place, 0) // piece.width
            if run.is_hidden and first < last:
                hidden[first:last] = b"\x01" * (last - first)
            elif run.symbol is not None and last == first + 1 and text[first] == SYMBOL:
                signs[first] = _read_symbol(run.symbol, fonts) or " "
    _hide_fields(text, hidden)
    if signs:
        text = "".join(signs.get(i, c) for i, c in enumerate(text))
    return text, hidden


def _read_symbol(symbol: tuple[int, int], fonts: list[str]) -> str:
    font, code = symbol
    return symbol_character(fonts[font] if font < len(fonts) else "", code)


def _hide_fields(text: str, hidden: bytearray) -> None:
    """Mark the instructions of fields as hidden: from the beginning of a field to its result or end."""
    open_fields: list[tuple[int, int]] = []
    for sign in FIELD_SIGNS.finditer(text):
        at = sign.start()
        if sign[0] == FIELD_BEGIN:
            open_fields.append((at, -1))
        elif sign[0] == FIELD_RESULT and open_fields and open_fields[-1][1] < 0:
            open_fields[-1] = (open_fields[-1][0], at)
        elif sign[0] == FIELD_END and open_fields:
            start, result = open_fields.pop()
            if len(open_fields) > MAX_FIELD_DEPTH:
                continue
            stop = at if result < 0 else result
            hidden[start : stop + 1] = b"\x01" * (stop + 1 - start)


def _find_boxes(file: WordFile) -> dict[int, list[tuple[int, int]]]:
    """Return the characters of each text box, by the position in the body on which its shape hangs."""
    shapes, boxes = file.part(doc_file.SHAPES), file.part(doc_file.BOXES)
    n_shapes = max(0, (len(shapes) - 4) // (4 + SHAPE_SIZE))
    n_boxes = max(0, (len(boxes) - 4) // (4 + BOX_SIZE))
    body_end = file.stories["body"][1]
    anchors = {}
    for i in range(n_shapes):
        shape = struct.unpack_from("<I", shapes, 4 * (n_shapes + 1) + SHAPE_SIZE * i)[0]
        anchors[shape] = struct.unpack_from("<I", shapes, 4 * i)[0]
    story, story_end = file.stories["boxes"]
    ends = struct.unpack_from(f"<{n_boxes + 1}I", boxes) if n_boxes else ()
    spans: dict[int, list[tuple[int, int]]] = {}
    if list(ends) != sorted(ends):
        return spans
    for i, (start, end) in enumerate(pairwise(ends)):
        place = 4 * (n_boxes + 1) + BOX_SIZE * i + BOX_SHAPE_AT
        anchor = anchors.get(struct.unpack_from("<I", boxes, place)[0], body_end)
        if start < end and story + end <= story_end:
            spans.setdefault(min(anchor, body_end), []).append((story + start, story + end))
    return spans
