"""A file on its way to a document: what each step of reading has found so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from analysis import reading
from analysis.chinese.simplify import simplify
from analysis.documents.cleaning import Cleaned, clean
from analysis.documents.corpus import Document
from analysis.documents.metadata import Metadata, read_metadata
from analysis.documents.structure import Section, find_sections, numbering_gaps
from analysis.notices import Field, Kind, Notice
from analysis.settings import Settings


@dataclass(slots=True)
class Draft:
    """A document that is being read, step by step.

    Attributes:
        file: the file that it comes from.
        doc_id: the file's path, with #1, #2 for one of several documents in the file.
        stated: what the user states about it.
        settings: limits and choices.
        sha256: hash of its bytes.
        extracted: its text as the reader took it out of the file.
        text: the same in simplified characters, of the same length.
        cleaned, sections, gaps, metadata: what the later steps found.
        notices: what else a person should know of it.
    """

    file: reading.RawFile
    doc_id: str
    stated: reading.StatedValues
    settings: Settings
    sha256: str = ""
    extracted: reading.Extracted = field(init=False)
    text: str = field(init=False)
    cleaned: Cleaned = field(init=False)
    sections: tuple[Section, ...] = field(init=False)
    gaps: Sequence[Notice] = field(init=False)
    metadata: Metadata = field(init=False)
    notices: list[Notice] = field(default_factory=list)


def extract_text(draft: Draft) -> None:
    """Take the text out of the file and fold its script.

    Raises:
        ReadingError: the file can't be read.
    """
    raw = reading.read_text(draft.file.path, draft.settings)
    draft.sha256, draft.extracted = raw.sha256, raw.extracted
    draft.text = simplify(raw.extracted.text)


def clean_text(draft: Draft) -> None:
    """Take the page furniture off."""
    draft.cleaned = clean(draft.text, draft.extracted.main)


def find_structure(draft: Draft) -> None:
    """Find the headings, and faults in their numbers."""
    draft.sections = find_sections(draft.cleaned.text, draft.cleaned.annex_start)
    draft.gaps = numbering_gaps(draft.sections)


def add_metadata(draft: Draft) -> None:
    """Read place, year, issuer and so on."""
    draft.metadata = read_metadata(
        draft.cleaned,
        file_stem=draft.file.path.stem,
        folders=PurePosixPath(draft.file.doc_id).parent.parts[::-1],
        manifest=draft.stated.fields,
        embedded=draft.extracted.embedded,
    )


def to_document(draft: Draft) -> Document:
    """The document, without a label."""
    extracted = draft.extracted
    warnings = [*extracted.warnings]
    if draft.text is not extracted.text:
        warnings.append(Notice.of(Field.SCRIPT, Kind.TRADITIONAL_SCRIPT))
    warnings += [*draft.gaps, *draft.notices]
    return Document(
        draft.doc_id,
        "",
        draft.sha256,
        extracted,
        draft.cleaned,
        draft.sections,
        draft.metadata,
        tuple(warnings),
        draft.stated.variables,
    )
