"""What every reader gives: a file's text as it stands there, or a sentence that says why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from analysis.notices import Notice


class Reason(StrEnum):
    """Why a file was not kept, or why a kept one needs a look."""

    # A reader could not read it.
    BINARY = "binary"
    CANNOT_BE_OPENED = "cannot be opened"
    DAMAGED = "damaged"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    GARBLED = "garbled"
    NO_FILE = "no file"
    NO_TEXT_LAYER = "no text layer"
    OLD_EDITION = "old edition"
    OTHER_FORMAT = "other format"
    TOO_LARGE = "too large"
    UNSAFE = "unsafe"
    WRONG_ENCODING = "wrong encoding"
    # It was read and is no plan, or another file stands for it.
    ERROR_PAGE = "error page"
    FAILED = "failed"
    NAME_TAKEN = "name taken"
    NO_BODY = "no body"
    SAME_BYTES = "same bytes"
    # It was never opened.
    BY_ITS_NAME = "by its name"
    A_LINK = "a link"
    # It was kept.
    NEAR_DUPLICATE = "near duplicate"


class ReadingError(ValueError):
    """A file that can't be read.

    Attributes:
        reason: why, as the ledger shows it.
        detail: an English sentence: what happened, and what to do.
    """

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[ReadingError], tuple[Reason, str]]:
        return type(self), (self.reason, self.detail)


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text that a reader took out of a file, before any cleaning.

    Attributes:
        text: what a person sees, in reading order: a line for a paragraph (or for a printed line,
            where the format knows no paragraphs), a tab between the cells of a table's row, a form
            feed between pages.
        format: kind of file: text, html, pdf, docx, doc, rtf, ofd; "ocr" for recognised pictures.
        encoding: what the bytes were decoded with; empty where the format settles that itself.
        main: span of `text` that holds the document itself, where the format tells it from the
            page around it (navigation, footer); None where it does not.
        embedded: embedded metadata: what the file says of itself beside its text, by the fields
            title, issued, issuer, number, source (the site) and url; only those it has.
        warnings: notices of how the text was read.
    """

    text: str
    format: str
    encoding: str = ""
    main: tuple[int, int] | None = None
    embedded: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Notice, ...] = ()
