"""A file on its way to a document: what each step of reading has found so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from analysis import reading
from analysis.chinese.look_alikes import PRIVATE, fold_look_alikes
from analysis.chinese.simplify import simplify
from analysis.documents.cleaning import Cleaned, clean
from analysis.documents.cleaning.markup import hide_markup
from analysis.documents.corpus import Document
from analysis.documents.metadata import ColumnValues, Metadata, read_metadata
from analysis.documents.structure import (
    Section,
    Spans,
    find_responsible_units,
    find_sections,
    numbering_gaps,
)
from analysis.notices import Field, Kind, Notice
from analysis.settings import Settings

# Formats that say by themselves what is a heading, a table or a link.
WITHOUT_MARKUP = frozenset({"html", "pdf", "docx", "doc", "rtf", "ofd", "ocr"})
# How many codes of unknown characters a notice names.
MOST_CODES = 5


@dataclass(slots=True)
class Draft:
    """A document that is being read, step by step.

    Attributes:
        file: the file that it comes from.
        doc_id: the file's path, with #1, #2 for one of several documents in the file.
        stated: what the manifest states about it.
        settings: limits and choices.
        row: the row of a table that it is; None for a file of its own.
        stated_of_parts: what the manifest states about each of several documents in the file, by doc_id.
        sha256: hash of its bytes.
        extracted: its text as the reader took it out of the file.
        text: the same in one spelling, of the same length: see `fold_text`.
        columns: what the columns of the table state about it.
        cleaned, sections, gaps, responsible_units, metadata: what the later steps found.
        notices: what else a person should know of it.
    """

    file: reading.RawFile
    doc_id: str
    stated: reading.StatedValues
    settings: Settings
    row: reading.TextRow | None = None
    stated_of_parts: Mapping[str, reading.StatedValues] | None = None
    sha256: str = ""
    extracted: reading.Extracted = field(init=False)
    text: str = field(init=False)
    columns: reading.StatedCells = field(default_factory=reading.StatedCells)
    cleaned: Cleaned = field(init=False)
    sections: tuple[Section, ...] = field(init=False)
    gaps: Sequence[Notice] = field(init=False)
    responsible_units: Spans = field(init=False)
    metadata: Metadata = field(init=False)
    notices: list[Notice] = field(default_factory=list)

    @property
    def stem(self) -> str:
        """The name of its file without suffix; empty for a row of a table, which has no file of its own."""
        return "" if self.row else self.file.path.stem

    @property
    def stated_title(self) -> str:
        """The title that the manifest or a column of the table states."""
        return self.stated.fields.get("title") or self.columns.fields.get("title", "")


def extract_text(draft: Draft) -> None:
    """Take the text out of the file.

    Raises:
        ReadingError: the file can't be read.
    """
    if draft.row:
        cells = reading.read_stated(draft.row)
        raw = reading.read_row(draft.row, cells.fields, draft.settings)
        fields = {field: simplify(fold_look_alikes(value)) for field, value in cells.fields.items()}
        draft.columns = cells._replace(fields=fields)
    else:
        raw = reading.read_text(draft.file.path, draft.settings)
    draft.sha256, draft.extracted = raw.sha256, raw.extracted


def fold_text(draft: Draft) -> None:
    """Give the text one spelling, character by character: usual forms, no markup, simplified script."""
    text = fold_look_alikes(draft.extracted.text)
    private = PRIVATE.findall(text)
    if private:
        codes = tuple(sorted({f"U+{ord(character):04X}" for character in private}))
        draft.notices.append(
            Notice.of(Field.TEXT, Kind.PRIVATE_CHARACTERS, n=len(private), codes=codes[:MOST_CODES])
        )
    if draft.extracted.format not in WITHOUT_MARKUP:
        text = hide_markup(text)
    draft.text = simplify(text)
    if draft.text is not text:
        draft.notices.append(Notice.of(Field.SCRIPT, Kind.TRADITIONAL_SCRIPT))


def clean_text(draft: Draft) -> None:
    """Take the page furniture off."""
    draft.cleaned = clean(draft.text, draft.extracted.main)


def find_structure(draft: Draft) -> None:
    """Find the headings, faults in their numbers, and the units that tasks are given to."""
    draft.sections = find_sections(draft.cleaned.text, draft.cleaned.annex_start)
    draft.gaps = numbering_gaps(draft.sections)
    draft.responsible_units = find_responsible_units(draft.cleaned.text)


def add_metadata(draft: Draft) -> None:
    """Read place, year, issuer and so on."""
    folders = PurePosixPath(draft.file.doc_id).parent.parts[::-1]
    columns = None
    if draft.row:
        table = draft.file.path.stem
        columns = ColumnValues(draft.columns, sheet=draft.row.sheet, stem=table)
        # Sheet and table are above a row, as folders are.
        folders = (draft.row.sheet, table, *folders)
    draft.metadata = read_metadata(
        draft.cleaned,
        file_stem=fold_look_alikes(draft.stem),
        folders=folders,
        manifest=draft.stated.fields,
        columns=columns,
        embedded={name: fold_look_alikes(value) for name, value in draft.extracted.embedded.items()},
    )


def to_document(draft: Draft) -> Document:
    """The document, without a label."""
    extracted = draft.extracted
    return Document(
        draft.doc_id,
        "",
        draft.sha256,
        draft.extracted,
        draft.cleaned,
        draft.sections,
        draft.metadata,
        (*extracted.warnings, *draft.gaps, *draft.notices),
        {**(draft.row.variables if draft.row else {}), **draft.stated.variables},
        responsible_units=draft.responsible_units,
    )
