"""Read a PDF: its pages through pdfium, those that are scans through OCR.

A page is a scan if it has nearly no text and a picture over most of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analysis.chinese.characters import ONE_HANZI
from analysis.notices import Field, Kind, Notice
from analysis.reading.errors import ReadingError, Reason
from analysis.reading.extracted import Extracted
from analysis.reading.pages import font_codes, ocr
from analysis.reading.pages.document_text import compose_text
from analysis.reading.pages.paragraphs import join_cell_lines
from analysis.reading.pages.pdf_limits import check_size
from analysis.reading.pages.pdf_page import PageContent, read_page
from analysis.reading.pages.pieces import make_pieces
from analysis.reading.pages.ruled_tables import Table, take_tables
from analysis.reading.pages.sheet import Sheet
from analysis.settings import Settings

# A page is a scan if pictures cover this share of it and it has fewer characters than this: a
# scanning program may stamp its name on it.
SCAN_PICTURE, SCAN_CHARACTERS = 0.5, 50
# A page with fewer characters has no text. It is read as a scan if pictures cover this share of it,
# or if it has this many drawings.
NO_TEXT, SOME_PICTURE, SOME_DRAWINGS = 3, 0.02, 60
# Text at a right angle to that of the page is a note at the side, up to so many characters.
SIDE_NOTE = 40
# A page that has a picture of more pixels is not rendered.
MOST_PIXELS = 200_000_000
# pdfium counts the blanks that it infers, so that it may count twice what the text has.
COUNTED_CHARACTERS = 2
# What Word and others write as a title when the author gave none.
FILE_NAME = re.compile(r"\.(?:docx?|wps|pdf|txt|rtf)$|^Microsoft", re.I)


def read(data: bytes, settings: Settings) -> Extracted:
    """Read the text of a PDF: a line for each paragraph, a form feed between pages.

    Raises:
        ReadingError: the file is damaged, protected or too large; its fonts give wrong characters; or
            it holds only pictures, and OCR is off or not installed.
    """
    check_size(data, settings)
    with _open_document(data) as document:
        _check_n_pages(len(document), settings)
        reader = _PageReader(document, settings)
        for index in range(len(document)):
            reader.read_page(index)
        reader.recognise_scans()
        text = font_codes.replace_look_alikes(compose_text(reader.sheets))
        n_unknown = font_codes.refuse_garbled(text)
        embedded = _read_title(document, text)
    all_recognised = len(reader.confidences) and len(reader.scans) == reader.n_filled
    warnings = list(reader.make_notices(n_unknown))
    if b"%%EOF" not in data:
        warnings.append(Notice.of(Field.TEXT, Kind.PAGES_AT_END_MISSING))
    return Extracted(text, "ocr" if all_recognised else "pdf", embedded=embedded, warnings=tuple(warnings))


@contextmanager
def _open_document(data: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()
    except pdfium.PdfiumError as error:
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise ReadingError.of(Reason.ENCRYPTED, Kind.PDF_PROTECTED) from error
        raise ReadingError.of(Reason.DAMAGED, Kind.PDF_DAMAGED, fault=str(error)) from error
    except MemoryError as error:
        raise ReadingError.of(Reason.TOO_LARGE, Kind.PDF_NEEDS_MEMORY) from error


def _check_n_pages(n_pages: int, settings: Settings) -> None:
    if n_pages < 1:
        raise ReadingError.of(Reason.DAMAGED, Kind.PDF_WITHOUT_PAGES)
    if n_pages > settings.max_pages:
        raise ReadingError.of(
            Reason.TOO_LARGE, Kind.PDF_HAS_TOO_MANY_PAGES, n=n_pages, most=settings.max_pages
        )


@dataclass(slots=True)
class _PageReader:
    """Reads the pages of a document one after the other; pages are counted from 0.

    Attributes:
        document: the open PDF.
        settings: of the run.
        sheets: what is on each page.
        n_filled: how many pages are not blank.
        scans: pages that are pictures and are recognised by OCR.
        unread: pages that are pictures and are not recognised.
        invisible: pages whose text is invisible: an OCR program put it behind the picture.
        left_out: watermarks and notes at the side.
        confidences: for each line that OCR recognised, from 0 to 1.
        n_chars: characters that pdfium counted.
    """

    document: pdfium.PdfDocument
    settings: Settings
    sheets: list[Sheet] = field(default_factory=list)
    n_filled: int = 0
    scans: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    invisible: list[int] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    confidences: list[float] = field(default_factory=list)
    n_chars: int = 0

    def read_page(self, index: int) -> None:
        """Read the text of one page, or note that it is a picture."""
        page = self.document[index]
        textpage = page.get_textpage()
        try:
            self.n_chars += textpage.count_chars()
            if self.n_chars > COUNTED_CHARACTERS * self.settings.max_chars:
                raise ReadingError.of(Reason.TOO_LARGE, Kind.PDF_TOO_LONG, most=self.settings.max_chars)
            content = read_page(page, textpage)
        finally:
            textpage.close()
            page.close()
        self._classify(index, content)
        self._add_sheet(content)

    def _classify(self, index: int, page: PageContent) -> None:
        """Note whether a page is blank, a scan, or a scan with invisible text."""
        drawings = page.drawings
        n_shown = len("".join("".join([glyph.text for glyph in page.glyphs]).split()))
        is_pictured = n_shown < SCAN_CHARACTERS and drawings.pictured >= SCAN_PICTURE
        has_drawings = drawings.pictured >= SOME_PICTURE or drawings.count >= SOME_DRAWINGS
        is_scan = is_pictured or (n_shown < NO_TEXT and has_drawings)
        if is_scan:
            (self.scans if drawings.pixels <= MOST_PIXELS else self.unread).append(index)
        elif page.n_invisible > n_shown / 2:
            self.invisible.append(index)
        self.n_filled += is_scan or n_shown > 0

    def _add_sheet(self, page: PageContent) -> None:
        tables, free = take_tables(page.drawings.lines, page.glyphs, join_cell_lines)
        side_notes = []
        for glyphs in page.turned:
            if len(glyphs) > SIDE_NOTE:
                # A turned table among upright text comes last on its page.
                rows = [[line] for line in join_cell_lines(make_pieces(glyphs))]
                tables.append(Table(rows, [], 0, page.width, page.height, glyphs[0].size, math.inf))
            else:
                side_notes.append("".join(glyph.text for glyph in glyphs).strip())
        self.left_out += [text for text in [*page.slanted, *side_notes] if text]
        self.sheets.append(Sheet(page.height, make_pieces(free), tables))

    def recognise_scans(self) -> None:
        """Read the pages that are pictures by OCR, if it is installed and switched on."""
        if self.n_filled == 0:
            raise ReadingError.of(Reason.EMPTY, Kind.PDF_BLANK)
        obstacle = ocr.find_obstacle(self.settings)
        if obstacle and len(self.scans) + len(self.unread) == self.n_filled:
            raise ReadingError.of(Reason.NO_TEXT_LAYER, Kind.PDF_OF_PICTURES, why=obstacle)
        if obstacle:
            self.unread += self.scans
            self.scans = []
        for index in self.scans:
            page = self.document[index]
            bitmap = page.render(scale=ocr.page_scale(*page.get_size()))
            pieces, confidences = ocr.recognise(bitmap.to_pil())
            bitmap.close()
            page.close()
            self.confidences += confidences
            self.sheets[index] = Sheet(bitmap.height, pieces)

    def make_notices(self, n_unknown: int) -> Iterator[Notice]:
        """What the reader of the text should know of how it was read."""
        if self.confidences:
            mean = ocr.mean_confidence(self.confidences)
            yield Notice.of(
                Field.TEXT, Kind.PAGES_RECOGNISED, pages=_page_numbers(self.scans), confidence=mean
            )
        if self.unread:
            why = ocr.find_obstacle(self.settings) or Notice.of(Field.TEXT, Kind.PICTURES_TOO_LARGE)
            yield Notice.of(Field.TEXT, Kind.PICTURES_NOT_READ, pages=_page_numbers(self.unread), why=why)
        if self.invisible:
            yield Notice.of(Field.TEXT, Kind.INVISIBLE_TEXT, pages=_page_numbers(self.invisible))
        if self.left_out:
            texts = tuple(dict.fromkeys(self.left_out))
            yield Notice.of(Field.TEXT, Kind.WATERMARK_OR_SIDE_NOTE, texts=texts)
        if n_unknown:
            sign = font_codes.NOT_MAPPED
            yield Notice.of(Field.TEXT, Kind.UNKNOWN_CHARACTERS, n=n_unknown, sign=sign)


def _page_numbers(pages: list[int]) -> tuple[int, ...]:
    """Page numbers, which start at 1, from the indices of pages."""
    return tuple(page + 1 for page in sorted(pages))


def _read_title(document: pdfium.PdfDocument, text: str) -> dict[str, str]:
    """Read the title in the file's properties; it counts only if the pages show it, as many come from a template."""
    title = font_codes.replace_look_alikes(document.get_metadata_value("Title")).strip()
    if not ONE_HANZI.search(title) or FILE_NAME.search(title):
        return {}
    shown = "".join(title.split()) in "".join(text.split())
    return {"title": title} if shown else {}
