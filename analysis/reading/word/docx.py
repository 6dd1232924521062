"""Word documents (.docx, .docm): the text of all their parts, with automatic numbers restored.

No library for Word is used: it would unpack every picture, and parse before anything could be checked. The
properties of a file (title, author, dates) are not read, because they are mostly those of an older document
from which the file was made.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from analysis.notices import Field, Kind, Notice
from analysis.reading.archive import Archive, resolve
from analysis.reading.errors import ReadingError, Reason, damage_error
from analysis.reading.extracted import Extracted
from analysis.reading.word.docx_body import Body
from analysis.reading.word.docx_styles import Styles, read_styles
from analysis.reading.word.lines import margin_lines, notes_warning
from analysis.reading.xml_parts import Element, attribute, local_name
from analysis.settings import Settings

USUAL_BODY = "word/document.xml"
NOTES = ("footnotes", "endnotes")
MARGINS = ("header", "footer")
# Notes of these types are only the lines between the body and the notes.
SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read(data: bytes, settings: Settings) -> Extracted:
    """Read a Word document.

    Paragraphs and table rows come in the order of the document, without deleted and hidden text.
    `main` spans the body; behind it come notes, headers and footers, each once.

    Raises:
        ReadingError: the file is damaged, encrypted, unsafe, too large, or holds only pictures.
    """
    try:
        return _read_archive(Archive(data, settings), settings)
    except (RecursionError, MemoryError) as error:
        raise damage_error(Kind.PARTS_TOO_DEEP) from error


def _read_archive(archive: Archive, settings: Settings) -> Extracted:
    name = _find_body(archive)
    parts = _list_parts(archive, name)
    styles = read_styles(_parse_first(archive, parts, "styles"), _parse_first(archive, parts, "numbering"))
    root = archive.xml(name)
    body_lines, body = _read_body(root, styles)
    margins = margin_lines(_read_margins(archive, parts, styles))
    notes = _read_notes(archive, parts, styles)
    text = "\n".join(body_lines)
    if body.has_pictures and not text.strip():
        raise ReadingError.of(Reason.NO_TEXT_LAYER, Kind.DOCUMENT_OF_PICTURES)
    whole = "\n".join(part for part in (text, *notes, *margins) if part)
    return Extracted(whole, "docx", main=(0, len(text)), warnings=_make_notices(body, len(notes)))


def _find_body(archive: Archive) -> str:
    for kind, target in _read_relations(archive, ""):
        if kind == "officeDocument" and target in archive:
            return target
    if USUAL_BODY in archive:
        return USUAL_BODY
    raise damage_error(Kind.NO_BODY)


def _list_parts(archive: Archive, body: str) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    for kind, target in _read_relations(archive, body):
        if target in archive and target not in parts.setdefault(kind, []):
            parts[kind].append(target)
    return parts


def _read_relations(archive: Archive, name: str) -> Iterable[tuple[str, str]]:
    """Yield (kind, name) of each part in the file to which a part refers; links out of it are not followed."""
    folder, file = posixpath.split(name)
    table = posixpath.join(folder, "_rels", f"{file}.rels")
    for relation in archive.xml(table) if table in archive else ():
        kind, target = attribute(relation, "Type"), attribute(relation, "Target")
        if kind and target and attribute(relation, "TargetMode") != "External":
            yield kind.rpartition("/")[2], resolve(name, target)


def _parse_first(archive: Archive, parts: dict[str, list[str]], kind: str) -> Element | None:
    names = parts.get(kind)
    return archive.xml(names[0]) if names else None


def _read_body(root: Element, styles: Styles) -> tuple[list[str], Body]:
    container = next((part for part in root if local_name(part) == "body"), None)
    if container is None:
        raise damage_error(Kind.NO_BODY)
    body = Body(styles)
    lines = body.lines(container)
    if body.has_open_fields:
        # A field that never ends would hide the rest of the text, so only the names of elements count.
        body = Body(styles, fields=False)
        lines = body.lines(container)
    return lines + body.finish_paragraph(), body


def _read_margins(archive: Archive, parts: dict[str, list[str]], styles: Styles) -> list[str]:
    return [
        line
        for kind in MARGINS
        for name in parts.get(kind, ())
        for line in Body(styles).lines(archive.xml(name))
    ]


def _read_notes(archive: Archive, parts: dict[str, list[str]], styles: Styles) -> list[str]:
    lines = []
    for kind in NOTES:
        part = _parse_first(archive, parts, kind)
        for note in () if part is None else part:
            if attribute(note, "type") not in SEPARATORS:
                lines += Body(styles).lines(note)
    return lines


def _make_notices(body: Body, n_notes: int) -> tuple[Notice, ...]:
    kinds = (Kind.INSERTED_DOCUMENT, Kind.DIAGRAM)
    not_read = (Notice.of(Field.TEXT, kind) for kind in kinds if kind in body.skipped)
    return (*not_read, *notes_warning(n_notes))
