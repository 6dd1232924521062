"""What every reader gives: a file's text as it stands there, or a sentence that says why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class ReadingError(ValueError):
    """A file that can't be read: `reason` is one word or two, `detail` a sentence for a person."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[ReadingError], tuple[str, str]]:
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
        told: what the file says of itself beside its text, by the fields title, issued, issuer,
            number, source (the site) and url; only those it has.
        warnings: what a person should know of how the text was read.
    """

    text: str
    format: str
    encoding: str = ""
    main: tuple[int, int] | None = None
    told: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
