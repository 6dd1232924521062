"""What every reader returns: the text of a file, before any cleaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.notices import Notice


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text that a reader extracted from a file, before any cleaning.

    Attributes:
        text: the visible text in reading order: a line for each paragraph (or for each printed line,
            where the format knows no paragraphs), a tab between the cells of a table row, a form
            feed between pages.
        format: text, html, pdf, docx, doc, rtf or ofd; "ocr" for recognised pictures.
        encoding: the encoding of the bytes; empty where the format leaves no choice.
        main: the span of `text` that holds the document itself, where the format distinguishes it from
            what surrounds it (boilerplate of a web page; notes, headers and footers); else None.
        embedded: embedded metadata: those of title, issued, issuer, number, source (the site) and
            url that the file states apart from its text.
        warnings: notices about how the text was read.
    """

    text: str
    format: str
    encoding: str = ""
    main: tuple[int, int] | None = None
    embedded: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Notice, ...] = ()
