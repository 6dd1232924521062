"""Read OFD (GB/T 33190), the fixed-layout format of Chinese offices; scans through OCR.

The library ofdkit was tried and rejected: drawings that use each other make it loop forever, it loses
gaps inside a text object, and it knows neither paragraphs nor tables.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.notices import Field, Kind, Notice
from analysis.reading.archive import Archive, resolve
from analysis.reading.errors import ReadingError, Reason, damage_error
from analysis.reading.extracted import Extracted
from analysis.reading.pages import font_codes, ocr
from analysis.reading.pages.document_text import compose_text
from analysis.reading.pages.ofd_page import A4, Budget, OfdPage, PageFrame, draw, read_frame
from analysis.reading.pages.paragraphs import join_cell_lines
from analysis.reading.pages.pieces import make_pieces
from analysis.reading.pages.ruled_tables import take_tables
from analysis.reading.pages.sheet import Sheet
from analysis.reading.xml_parts import Element, attribute, child, local_name
from analysis.settings import Settings

ENTRY = "OFD.xml"
# XML elements of all pages. Pages are parsed one after the other, so this is more than one part may have.
MAX_NODES = 15_000_000
RESOURCES = ("PublicRes", "DocumentRes", "PageRes")
# A page is a scan if a picture covers this share of it and it has fewer characters than this.
SCAN_PICTURE, SCAN_CHARACTERS = 0.5, 50


@dataclass(slots=True)
class _Resources:
    """What pages use by identifier: drawings, and the members of the archive that hold pictures."""

    drawings: dict[str, Element] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Document:
    """A document in the file.

    Attributes:
        name: of its main part.
        root: of the XML of that part.
        frame: the box of its pages, unless a page has its own.
        templates: what its pages have in common, by identifier.
        resources: what its pages use.
    """

    name: str
    root: Element
    frame: PageFrame
    templates: dict[str, Element]
    resources: _Resources


@dataclass(slots=True)
class _Pages:
    """The pages that have been read; they are counted from 1.

    Attributes:
        sheets: what is on each page.
        scans: pages that are pictures, each with the name of its picture.
        missing: pages that are listed but not in the file.
        slanted: watermarks.
    """

    sheets: list[Sheet] = field(default_factory=list)
    scans: dict[int, str] = field(default_factory=dict)
    missing: list[int] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)

    def add(self, page: OfdPage, picture: str) -> None:
        """Add the text of one page, or note that it is a picture."""
        tables, free = take_tables(page.lines, page.glyphs, join_cell_lines)
        self.sheets.append(Sheet(page.height, make_pieces(free), tables))
        self.slanted += [text for text in page.slanted if text]
        n_shown = sum(not glyph.text.isspace() for glyph in page.glyphs)
        if n_shown < SCAN_CHARACTERS and page.pictured >= SCAN_PICTURE:
            self.scans[len(self.sheets)] = picture


def read(data: bytes, settings: Settings) -> Extracted:
    """Read the text of an OFD file: a line for each paragraph, a form feed between pages.

    Raises:
        ReadingError: the file is damaged, encrypted, unsafe or too large; or it holds only pictures, and
            OCR is off or not installed.
    """
    try:
        archive = Archive(data, settings, MAX_NODES)
        content = _read_pages(archive, settings)
        if not content.sheets:
            raise damage_error(Kind.NO_PAGES)
        pages = font_codes.replace_look_alikes(compose_text(content.sheets)).split("\f")
        warnings = _recognise_scans(archive, content, pages, settings)
    except (RecursionError, MemoryError) as error:
        raise damage_error(Kind.PARTS_TOO_DEEP) from error
    if content.missing:
        warnings.append(Notice.of(Field.TEXT, Kind.PAGES_MISSING, pages=tuple(sorted(content.missing))))
    if content.slanted:
        texts = tuple(dict.fromkeys(content.slanted))
        warnings.append(Notice.of(Field.TEXT, Kind.WATERMARK, texts=texts))
    all_recognised = len(content.scans) == len(content.sheets) > 0
    return Extracted("\f".join(pages), "ocr" if all_recognised else "ofd", warnings=tuple(warnings))


def _read_pages(archive: Archive, settings: Settings) -> _Pages:
    budget = Budget(settings.max_chars)
    content = _Pages()
    for document in _read_documents(archive):
        entries = child(document.root, "Pages")
        for entry in entries if entries is not None else ():
            if len(content.sheets) >= settings.max_pages:
                raise ReadingError.of(Reason.TOO_LARGE, Kind.OFD_HAS_TOO_MANY_PAGES, most=settings.max_pages)
            name = resolve(document.name, attribute(entry, "BaseLoc") or "")
            if name in archive:
                _add_page(archive, document, name, budget, content)
            else:
                content.sheets.append(Sheet(0.0, [], []))
                content.missing.append(len(content.sheets))
    return content


def _recognise_scans(archive: Archive, content: _Pages, pages: list[str], settings: Settings) -> list[Notice]:
    """Recognise the pages that are pictures, add their text to `pages`, and return notices."""
    if not content.scans:
        return []
    obstacle = ocr.find_obstacle(settings)
    if obstacle and len(content.scans) == len(content.sheets):
        raise ReadingError.of(Reason.NO_TEXT_LAYER, Kind.OFD_OF_PICTURES, why=obstacle)
    if obstacle:
        scans = tuple(sorted(content.scans))
        return [Notice.of(Field.TEXT, Kind.PICTURES_NOT_READ, pages=scans, why=obstacle)]
    warnings = []
    for number, picture in content.scans.items():
        try:
            recognised = ocr.read(archive.read(picture), settings)
        except ReadingError as error:
            if len(content.scans) == len(content.sheets) == 1:
                raise
            warnings.append(Notice.of(Field.TEXT, Kind.PICTURE_FAILED, pages=(number,), why=error.notice))
        else:
            pages[number - 1] += recognised.text
            warnings += [
                Notice.of(Field.TEXT, Kind.PAGES_RECOGNISED, pages=(number,), confidence=notice["confidence"])
                for notice in recognised.warnings
                if notice.kind == Kind.RECOGNISED
            ]
    return warnings


def _read_documents(archive: Archive) -> Iterator[_Document]:
    for body in archive.xml(ENTRY):
        location = child(body, "DocRoot")
        if location is None or not (location.text or "").strip():
            continue
        name = resolve(ENTRY, location.text.strip())
        root = archive.xml(name)
        common = child(root, "CommonData")
        area = child(common, "PageArea", "PhysicalBox")
        frame = read_frame(area.text) if area is not None else None
        templates = {}
        for part in common if common is not None else ():
            template = resolve(name, attribute(part, "BaseLoc") or "")
            if local_name(part) == "TemplatePage" and template in archive:
                templates[attribute(part, "ID") or ""] = archive.xml(template)
        yield _Document(name, root, frame or A4, templates, _read_resources(archive, name, common))


def _read_resources(archive: Archive, base: str, holder: Element | None) -> _Resources:
    """Read the resources that a part lists."""
    resources = _Resources()
    for part in holder if holder is not None else ():
        name = resolve(base, (part.text or "").strip())
        if local_name(part) not in RESOURCES or name not in archive:
            continue
        root = archive.xml(name)
        for group in root:
            for resource in group:
                key, media = attribute(resource, "ID") or "", child(resource, "MediaFile")
                if local_name(resource) == "CompositeGraphicUnit":
                    resources.drawings[key] = resource
                elif media is not None:
                    folder = attribute(root, "BaseLoc") or ""
                    path = posixpath.join(folder.replace("\\", "/"), (media.text or "").strip())
                    resources.pictures[key] = resolve(name, path)
    return resources


def _add_page(archive: Archive, document: _Document, name: str, budget: Budget, content: _Pages) -> None:
    root = archive.xml(name)
    area = child(root, "Area", "PhysicalBox")
    frame = (read_frame(area.text) if area is not None else None) or document.frame
    own = _read_resources(archive, name, root)
    drawings = document.resources.drawings | own.drawings
    page = OfdPage.of_size(frame)
    for part in root:
        template = document.templates.get(attribute(part, "TemplateID") or "")
        if local_name(part) == "Template" and template is not None:
            draw(page, template, frame, drawings, budget)
    draw(page, root, frame, drawings, budget)
    pictures = document.resources.pictures | own.pictures
    content.add(page, pictures.get(page.picture, ""))
