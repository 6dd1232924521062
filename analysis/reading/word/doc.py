"""Old Word documents (.doc, Word 97 to 2003 and WPS): text, tables, automatic numbers, text boxes.

The library legacy-doc was tried and left: it gives the characters, but no automatic number, no
row of a table, and the instructions of fields and deleted and hidden text as if they were seen.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_left, bisect_right
from itertools import pairwise

from analysis.reading.archive import damaged
from analysis.reading.extracted import Extracted
from analysis.reading.word import doc_file, doc_lists, doc_properties
from analysis.reading.word.doc_file import WordFile
from analysis.reading.word.doc_properties import Paragraph
from analysis.reading.word.lines import Story, margin_lines, notes_warning
from analysis.reading.word.numbering import Numbering
from analysis.reading.word.symbols import symbol_character
from analysis.settings import Settings

# Signs that end a paragraph, a cell or row, a page or section.
ENDS = re.compile("[\r\x07\x0c]")
PARAGRAPH_END, CELL_END, PAGE_END = "\r", "\x07", "\x0c"
FIELD_BEGIN, FIELD_RESULT, FIELD_END = "\x13", "\x14", "\x15"
FIELD_SIGNS = re.compile("[\x13-\x15]")
SEEN_AS = str.maketrans({"\x0b": "\n", "\x0e": "\n", "\x1e": "-", "\x0c": "\n\f\n"})
# Fields stand in each other two or three deep.
DEEPEST_FIELD = 20
SYMBOL = "("
SHAPE_SIZE, BOX_SIZE, BOX_SHAPE_AT = 26, 22, 14


def read(data: bytes, settings: Settings) -> Extracted:
    """The text of an old Word document.

    `main` spans the body; behind it come notes, headers and footers, each once.

    Raises:
        ReadingError: the file is damaged, encrypted, too large, or of an edition before 1997.
    """
    try:
        return _read(WordFile(data, settings.max_chars))
    except (
        IndexError,
        KeyError,
        struct.error,
        RecursionError,
        OverflowError,
        MemoryError,
    ) as error:
        raise damaged(f"its properties contradict its text ({error})") from error


def _read(file: WordFile) -> Extracted:
    document = _Document(file)
    body = document.lines(*file.stories["body"]) + document.boxes_left()
    notes = document.lines(*file.stories["footnotes"]) + document.lines(*file.stories["endnotes"])
    margins = margin_lines(document.lines(*file.stories["headers"]))
    text = "\n".join(body)
    whole = "\n".join(part for part in (text, *notes, *margins) if part)
    return Extracted(whole, "doc", main=(0, len(text)), warnings=notes_warning(len(notes)))


class _Document:
    """Makes lines of the stories of a file; its lists are counted over all of them."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._paragraphs = doc_properties.Paragraphs(file.word, file.part(doc_file.PARAGRAPHS), file.data)
        self._styles = doc_properties.read_styles(file.part(doc_file.STYLES))
        lists, self._linked = doc_lists.read_lists(file.lists_part(), file.part(doc_file.LISTS))
        self._numbering = Numbering(lists)
        self._inherited: dict[Paragraph, Paragraph] = {}
        self._text, self._unseen = _seen(file)
        self._boxes = _boxes(file)
        self._anchors = sorted(self._boxes)

    def lines(self, start: int, end: int) -> list[str]:
        """The lines of the characters from `start` to `end`."""
        end = min(end, len(self._text))
        story = Story()
        first = start
        for sign in ENDS.finditer(self._text, start, end):
            at = sign.start()
            properties, ends = self._properties(at)
            place, width = self._file.place(at)
            # A page may end inside a paragraph; a section ends one.
            if sign[0] != PAGE_END or ends == place + width:
                self._take(story, first, at, properties)
                first = at + 1
        story.add_paragraph(self._characters(first, end))
        return story.finish()

    def _take(self, story: Story, start: int, at: int, properties: Paragraph) -> None:
        """Take the paragraph from `start` to the sign at `at`, and the boxes that hang on it."""
        before, after = self._boxes_between(start, at)
        text, sign, joins = self._characters(start, at), self._text[at], bool(self._unseen[at])
        if not story.is_carrying and (text.strip() or not joins):
            text = self._number(properties, text)
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

    def boxes_left(self) -> list[str]:
        """The lines of text boxes whose anchor stands nowhere in the body."""
        left = [box for boxes in self._boxes.values() for box in boxes]
        self._boxes = {}
        return [line for box in left for line in self.lines(*box)]

    def _properties(self, position: int) -> tuple[Paragraph, int]:
        own, end = self._paragraphs.at(self._file.place(position)[0])
        if own is None:
            return Paragraph(), end
        if own not in self._inherited:
            self._inherited[own] = doc_properties.inherited(own, self._styles)
        return self._inherited[own], end

    def _characters(self, start: int, end: int) -> str:
        text = self._text[start:end]
        unseen = self._unseen[start:end]
        if any(unseen):
            text = "".join(c for c, hidden in zip(text, unseen, strict=True) if not hidden)
        return text.translate(SEEN_AS)

    def _number(self, properties: Paragraph, text: str) -> str:
        name = properties.list_name
        if not name:
            return text
        depth = properties.depth
        if depth is None:
            depth = self._linked.get((name, properties.style), 0)
        # A page that ends before the text ends before its number.
        start = len(text) - len(text.lstrip())
        return text[:start] + self._numbering.mark(name, depth, text[start:])

    def _boxes_between(self, start: int, end: int) -> tuple[list[str], list[str]]:
        """The lines of text boxes that hang on a paragraph: before its text, and behind."""
        before: list[str] = []
        after: list[str] = []
        first, last = bisect_left(self._anchors, start), bisect_right(self._anchors, end)
        if first == last:
            return before, after
        text = next((at for at in range(start, end) if self._is_seen(at)), end)
        for anchor in self._anchors[first:last]:
            for box in self._boxes.pop(anchor, ()):
                (after if text < anchor else before).extend(self.lines(*box))
        return before, after

    def _is_seen(self, position: int) -> bool:
        """Whether a character is text that is seen."""
        return not self._unseen[position] and self._text[position] > " "


def _seen(file: WordFile) -> tuple[str, bytearray]:
    """The text with the signs of symbol fonts in place, and for each character if it is unseen."""
    text = file.text
    unseen = bytearray(len(text))
    fonts = doc_properties.read_fonts(file.part(doc_file.FONTS))
    runs = {run.start: run for run in doc_properties.read_runs(file.word, file.part(doc_file.RUNS))}
    starts = sorted(runs)
    signs: dict[int, str] = {}
    for piece in file.pieces:
        stop = piece.place + piece.length * piece.width
        # The run before may reach into the piece.
        for i in range(max(0, bisect_left(starts, piece.place) - 1), bisect_left(starts, stop)):
            run = runs[starts[i]]
            first = piece.start + max(run.start - piece.place, 0) // piece.width
            last = piece.start + max(min(run.end, stop) - piece.place, 0) // piece.width
            if run.is_hidden and first < last:
                unseen[first:last] = b"\x01" * (last - first)
            elif run.symbol is not None and last == first + 1 and text[first] == SYMBOL:
                signs[first] = _read_symbol(run.symbol, fonts) or " "
    _hide_fields(text, unseen)
    if signs:
        text = "".join(signs.get(i, c) for i, c in enumerate(text))
    return text, unseen


def _read_symbol(symbol: tuple[int, int], fonts: list[str]) -> str:
    font, code = symbol
    return symbol_character(fonts[font] if font < len(fonts) else "", code)


def _hide_fields(text: str, unseen: bytearray) -> None:
    """Mark the instructions of fields as unseen: from the beginning to the result or the end."""
    begun: list[tuple[int, int]] = []
    for sign in FIELD_SIGNS.finditer(text):
        at = sign.start()
        if sign[0] == FIELD_BEGIN:
            begun.append((at, -1))
        elif sign[0] == FIELD_RESULT and begun and begun[-1][1] < 0:
            begun[-1] = (begun[-1][0], at)
        elif sign[0] == FIELD_END and begun:
            start, result = begun.pop()
            if len(begun) > DEEPEST_FIELD:
                continue
            stop = at if result < 0 else result
            unseen[start : stop + 1] = b"\x01" * (stop + 1 - start)


def _boxes(file: WordFile) -> dict[int, list[tuple[int, int]]]:
    """The characters of each text box, by the position in the body that its shape hangs on."""
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
    found: dict[int, list[tuple[int, int]]] = {}
    if list(ends) != sorted(ends):
        return found
    for i, (start, end) in enumerate(pairwise(ends)):
        place = 4 * (n_boxes + 1) + BOX_SIZE * i + BOX_SHAPE_AT
        anchor = anchors.get(struct.unpack_from("<I", boxes, place)[0], body_end)
        if start < end and story + end <= story_end:
            found.setdefault(min(anchor, body_end), []).append((story + start, story + end))
    return found
