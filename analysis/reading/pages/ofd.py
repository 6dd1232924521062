"""OFD (GB/T 33190), the fixed-layout format of Chinese offices: pages to paragraphs.

The library ofdkit was tried and left: drawings that use each other hold it for ever, a gap inside
a text object is lost, and it knows neither paragraphs nor tables.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.notices import Field, Kind, Notice, write_notice
from analysis.reading.archive import Archive, resolve
from analysis.reading.errors import ReadingError, Reason, damage_error
from analysis.reading.extracted import Extracted
from analysis.reading.pages import font_codes, ocr
from analysis.reading.pages.document_text import compose_text
from analysis.reading.pages.ofd_page import A4, Budget, Page, box, draw, new_page
from analysis.reading.pages.paragraphs import join_cell_lines
from analysis.reading.pages.pieces import make_pieces
from analysis.reading.pages.ruled_tables import take_tables
from analysis.reading.pages.sheet import Sheet
from analysis.reading.xml_parts import Element, attribute, child, local_name
from analysis.settings import Settings

ENTRY = "OFD.xml"
# Pages are parsed one after the other, so that all may have more than one part could.
MAX_NODES = 15_000_000
RESOURCES = ("PublicRes", "DocumentRes", "PageRes")
# A page with fewer characters and a picture over half of it is a scan, whatever is stamped on it.
STAMP, SCAN = 50, 0.5


@dataclass(slots=True)
class _Resources:
    """What pages use by name: drawings, and the members that hold pictures."""

    drawings: dict[str, Element] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Document:
    """A document in the file: its part, its page's box, its templates and resources."""

    name: str
    root: Element
    frame: tuple[float, ...]
    templates: dict[str, Element]
    resources: _Resources


@dataclass(slots=True)
class _Taken:
    """What has been taken out of a file so far; pages are counted from 1."""

    sheets: list[Sheet] = field(default_factory=list)
    scans: dict[int, str] = field(default_factory=dict)
    missing: list[int] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)

    def add(self, page: Page, picture: str) -> None:
        """Take the text of one page, or note that it is a picture."""
        tables, free = take_tables(page.rules, page.glyphs, join_cell_lines)
        self.sheets.append(Sheet(page.height, make_pieces(free), tables))
        self.slanted += [text for text in page.slanted if text]
        shown = sum(not glyph.text.isspace() for glyph in page.glyphs)
        if shown < STAMP and page.pictured >= SCAN:
            self.scans[len(self.sheets)] = picture


def read(data: bytes, settings: Settings) -> Extracted:
    """The text of an OFD file: paragraphs, rows of tables, a form feed between pages.

    Raises:
        ReadingError: the file is damaged, encrypted, unsafe or too large, or it holds only
            pictures and OCR is not at hand.
    """
    try:
        archive = Archive(data, settings, MAX_NODES)
        taken = _take(archive, settings)
        if not taken.sheets:
            raise damage_error("it has no pages")
        pages = font_codes.replace_look_alikes(compose_text(taken.sheets)).split("\f")
        warnings = _read_scans(archive, taken, pages, settings)
    except (RecursionError, MemoryError) as error:
        raise damage_error("its parts are nested too deep or too large to be held") from error
    if taken.missing:
        warnings.append(Notice.of(Field.TEXT, Kind.PAGES_MISSING, pages=tuple(sorted(taken.missing))))
    if taken.slanted:
        texts = tuple(dict.fromkeys(taken.slanted))
        warnings.append(Notice.of(Field.TEXT, Kind.WATERMARK, texts=texts))
    recognised = len(taken.scans) == len(taken.sheets) > 0
    return Extracted("\f".join(pages), "ocr" if recognised else "ofd", warnings=tuple(warnings))


def _take(archive: Archive, settings: Settings) -> _Taken:
    budget = Budget(settings.max_chars)
    taken = _Taken()
    for document in _documents(archive):
        entries = child(document.root, "Pages")
        for entry in entries if entries is not None else ():
            if len(taken.sheets) >= settings.max_pages:
                raise ReadingError(
                    Reason.TOO_LARGE,
                    f"The file has more than {settings.max_pages:,} pages; raise max_pages in "
                    "analysis.toml if it really is one plan.",
                )
            name = resolve(document.name, attribute(entry, "BaseLoc") or "")
            if name in archive:
                _add_page(archive, document, name, budget, taken)
            else:
                taken.sheets.append(Sheet(0.0, [], []))
                taken.missing.append(len(taken.sheets))
    return taken


def _read_scans(archive: Archive, taken: _Taken, pages: list[str], settings: Settings) -> list[Notice]:
    """Put the text of pages that are pictures in place, by OCR; what a person should know."""
    if not taken.scans:
        return []
    missing = ocr.find_obstacle(settings)
    if missing and len(taken.scans) == len(taken.sheets):
        raise ReadingError(
            Reason.NO_TEXT_LAYER, f"The file's pages are pictures. {write_notice(missing, 'en')}"
        )
    if missing:
        scans = tuple(sorted(taken.scans))
        return [Notice.of(Field.TEXT, Kind.PICTURES_NOT_READ, pages=scans, why=missing)]
    warnings = []
    for number, picture in taken.scans.items():
        try:
            found = ocr.read(archive.read(picture), settings)
        except ReadingError as error:
            if len(taken.scans) == len(taken.sheets) == 1:
                raise
            detail = error.detail
            warnings.append(Notice.of(Field.TEXT, Kind.PICTURE_FAILED, pages=(number,), detail=detail))
        else:
            pages[number - 1] += found.text
            warnings += [
                Notice.of(Field.TEXT, Kind.PAGES_RECOGNISED, pages=(number,), confidence=notice["confidence"])
                for notice in found.warnings
                if notice.kind == Kind.RECOGNISED
            ]
    return warnings


def _documents(archive: Archive) -> Iterator[_Document]:
    for body in archive.xml(ENTRY):
        location = child(body, "DocRoot")
        if location is None or not (location.text or "").strip():
            continue
        name = resolve(ENTRY, location.text.strip())
        root = archive.xml(name)
        common = child(root, "CommonData")
        area = child(common, "PageArea", "PhysicalBox")
        frame = box(area.text) if area is not None else None
        templates = {}
        for part in common if common is not None else ():
            template = resolve(name, attribute(part, "BaseLoc") or "")
            if local_name(part) == "TemplatePage" and template in archive:
                templates[attribute(part, "ID") or ""] = archive.xml(template)
        yield _Document(name, root, frame or A4, templates, _resources(archive, name, common))


def _resources(archive: Archive, base: str, holder: Element | None) -> _Resources:
    """The resources that a part names."""
    found = _Resources()
    for part in holder if holder is not None else ():
        name = resolve(base, (part.text or "").strip())
        if local_name(part) not in RESOURCES or name not in archive:
            continue
        root = archive.xml(name)
        for group in root:
            for one in group:
                key, media = attribute(one, "ID") or "", child(one, "MediaFile")
                if local_name(one) == "CompositeGraphicUnit":
                    found.drawings[key] = one
                elif media is not None:
                    folder = attribute(root, "BaseLoc") or ""
                    path = posixpath.join(folder.replace("\\", "/"), (media.text or "").strip())
                    found.pictures[key] = resolve(name, path)
    return found


def _add_page(archive: Archive, document: _Document, name: str, budget: Budget, taken: _Taken) -> None:
    root = archive.xml(name)
    area = child(root, "Area", "PhysicalBox")
    frame = (box(area.text) if area is not None else None) or document.frame
    own = _resources(archive, name, root)
    drawings = document.resources.drawings | own.drawings
    page = new_page(frame)
    for part in root:
        template = document.templates.get(attribute(part, "TemplateID") or "")
        if local_name(part) == "Template" and template is not None:
            draw(page, template, frame, drawings, budget)
    draw(page, root, frame, drawings, budget)
    pictures = document.resources.pictures | own.pictures
    taken.add(page, pictures.get(page.picture, ""))
