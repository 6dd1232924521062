"""PDF: pages to paragraphs, by where pdfium says each character stands; scans through OCR."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from analysis.chinese.characters import ONE_HANZI
from analysis.notices import Field, Kind, Notice, write_notice
from analysis.reading.errors import ReadingError, Reason
from analysis.reading.extracted import Extracted
from analysis.reading.pages import font_codes, ocr
from analysis.reading.pages.document_text import compose_text
from analysis.reading.pages.paragraphs import join_cell_lines
from analysis.reading.pages.pdf_limits import check_streams
from analysis.reading.pages.pdf_page import Page, read_page
from analysis.reading.pages.pieces import make_pieces
from analysis.reading.pages.ruled_tables import Table, take_tables
from analysis.reading.pages.sheet import Sheet
from analysis.settings import Settings

# A page with fewer characters and a picture over half of it is a scan, whatever a scanning
# program stamped on it; one with fewer than three has no text at all.
STAMP, SCAN, NO_TEXT = 50, 0.5, 3
# A page without text is worth recognising from this share of pictures, or this many drawings.
SOME_PICTURE, SOME_DRAWINGS = 0.02, 60
# Text at a right angle to the page's own is a note at its side, unless there is more of it.
SIDE_NOTE = 40
# A page with a picture of more pixels is not rendered.
MOST_PIXELS = 200_000_000
FILE_NAME = re.compile(r"\.(?:docx?|wps|pdf|txt|rtf)$|^Microsoft", re.I)


def read(data: bytes, settings: Settings) -> Extracted:
    """The text of a PDF file, a line for a paragraph, a form feed between pages.

    Raises:
        ReadingError: it is damaged, protected or too large, its fonts don't tell its characters,
            or it holds only pictures and OCR is not at hand.
    """
    check_streams(data, settings)
    with _opened(data) as document:
        _check_pages(len(document), settings)
        taken = _Taken(document, settings)
        for number in range(len(document)):
            taken.add(number)
        taken.read_scans()
        text = font_codes.fold(compose_text(taken.sheets))
        unknown = font_codes.check(text)
        embedded = _read_title(document, text)
    recognised = len(taken.confidences) and len(taken.scans) == taken.filled
    warnings = (*taken.warnings(unknown), *_cut_off(data))
    return Extracted(text, "ocr" if recognised else "pdf", embedded=embedded, warnings=warnings)


@contextmanager
def _opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()
    except pdfium.PdfiumError as error:
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise ReadingError(
                Reason.ENCRYPTED,
                "The PDF is protected by a password; open it with the password and save it without one.",
            ) from error
        raise ReadingError(Reason.DAMAGED, f"The PDF can't be read ({error}); download it again.") from error
    except MemoryError as error:
        raise ReadingError(
            Reason.TOO_LARGE, "The PDF needs more memory than there is; split it into parts."
        ) from error


def _check_pages(pages: int, settings: Settings) -> None:
    if pages < 1:
        raise ReadingError(Reason.DAMAGED, "The PDF has no pages that can be read; download it again.")
    if pages > settings.max_pages:
        raise ReadingError(
            Reason.TOO_LARGE,
            f"The PDF has {pages:,} pages and the limit is {settings.max_pages:,}; raise "
            "max_pages in analysis.toml if it really is one plan.",
        )


@dataclass(slots=True)
class _Taken:
    """What has been taken out of a document so far; pages are counted from 0."""

    document: pdfium.PdfDocument
    settings: Settings
    sheets: list[Sheet] = field(default_factory=list)
    filled: int = 0
    scans: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    layered: list[int] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    confidences: list[float] = field(default_factory=list)
    n_chars: int = 0

    def add(self, number: int) -> None:
        """Take the text of one page, or note that it is a picture."""
        page = self.document[number]
        textpage = page.get_textpage()
        try:
            self.n_chars += textpage.count_chars()
            # pdfium counts the blanks that it infers, too.
            if self.n_chars > 2 * self.settings.max_chars:
                raise ReadingError(
                    Reason.TOO_LARGE,
                    f"The PDF has far more than {self.settings.max_chars:,} characters; raise "
                    "max_chars in analysis.toml if it really is one plan.",
                )
            self._add(number, read_page(page, textpage))
        finally:
            textpage.close()
            page.close()

    def _add(self, number: int, page: Page) -> None:
        drawings = page.drawings
        shown = len("".join("".join([glyph.text for glyph in page.glyphs]).split()))
        stamped = shown < STAMP and drawings.pictured >= SCAN
        drawn = drawings.pictured >= SOME_PICTURE or drawings.count >= SOME_DRAWINGS
        scan = stamped or (shown < NO_TEXT and drawn)
        if scan:
            (self.scans if drawings.pixels <= MOST_PIXELS else self.unread).append(number)
        elif page.n_invisible > shown / 2:
            self.layered.append(number)
        self.filled += scan or shown > 0
        tables, free = take_tables(drawings.lines, page.glyphs, join_cell_lines)
        for glyphs in page.turned:
            if len(glyphs) > SIDE_NOTE:
                rows = [[line] for line in join_cell_lines(make_pieces(glyphs))]
                tables.append(Table(rows, [], 0, page.width, page.height, glyphs[0].size, math.inf))
            else:
                page.slanted.append("".join(glyph.text for glyph in glyphs).strip())
        self.left_out += [text for text in page.slanted if text]
        self.sheets.append(Sheet(page.height, make_pieces(free), tables))

    def read_scans(self) -> None:
        """Read the pages that are pictures by OCR, where it is installed and wanted."""
        if self.filled == 0:
            raise ReadingError(Reason.EMPTY, "The pages of the PDF are blank; download it again.")
        missing = ocr.why_not(self.settings)
        if missing and len(self.scans) + len(self.unread) == self.filled:
            raise ReadingError(
                Reason.NO_TEXT_LAYER,
                f"The pages of the PDF are pictures without text. {write_notice(missing, 'en')}",
            )
        if missing:
            self.unread += self.scans
            self.scans = []
        for number in self.scans:
            page = self.document[number]
            bitmap = page.render(scale=ocr.page_scale(*page.get_size()))
            pieces, confidence = ocr.recognise(bitmap.to_pil())
            bitmap.close()
            page.close()
            self.confidences += confidence
            self.sheets[number] = Sheet(bitmap.height, pieces)

    def warnings(self, unknown: int) -> Iterator[Notice]:
        """What a person should know of how the text was taken out."""
        if self.confidences:
            mean = ocr.mean_of(self.confidences)
            yield Notice.of(Field.TEXT, Kind.PAGES_RECOGNISED, pages=_count(self.scans), confidence=mean)
        if self.unread:
            why = ocr.why_not(self.settings) or Notice.of(Field.TEXT, Kind.PICTURES_TOO_LARGE)
            yield Notice.of(Field.TEXT, Kind.PICTURES_NOT_READ, pages=_count(self.unread), why=why)
        if self.layered:
            yield Notice.of(Field.TEXT, Kind.INVISIBLE_TEXT, pages=_count(self.layered))
        if self.left_out:
            texts = tuple(dict.fromkeys(self.left_out))
            yield Notice.of(Field.TEXT, Kind.WATERMARK_OR_SIDE_NOTE, texts=texts)
        if unknown:
            sign = font_codes.NOT_MAPPED
            yield Notice.of(Field.TEXT, Kind.UNKNOWN_CHARACTERS, n=unknown, sign=sign)


def _count(pages: list[int]) -> tuple[int, ...]:
    """Pages as a person counts them, from 1."""
    return tuple(page + 1 for page in sorted(pages))


def _read_title(document: pdfium.PdfDocument, text: str) -> dict[str, str]:
    """The title in the file's properties, if the pages show it: many are left from a template."""
    title = font_codes.fold(document.get_metadata_value("Title")).strip()
    if not ONE_HANZI.search(title) or FILE_NAME.search(title):
        return {}
    shown = "".join(title.split()) in "".join(text.split())
    return {"title": title} if shown else {}


def _cut_off(data: bytes) -> Iterator[Notice]:
    if b"%%EOF" not in data:
        yield Notice.of(Field.TEXT, Kind.PAGES_AT_END_MISSING)
