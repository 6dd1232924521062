"""Simulated corpora whose truth is known: tokens of given counts, without a text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.documents.cleaning import Cleaned
from analysis.documents.corpus import Corpus, Document
from analysis.documents.metadata import Metadata
from analysis.notices import Source
from analysis.reading import Extracted
from analysis.settings import Settings
from analysis.tokens import WORD, Tokens

# Words that no stop list has: 一 and on, with 甲 before each.
FIRST = 0x4E01


def word(number: int) -> str:
    """The name of a simulated term; they sort by number."""
    return "甲" + chr(FIRST + number)


def document(number: int, place: str, year: int | None, text: str = "") -> Document:
    """A located document with a text that needs no cleaning."""
    meta = Metadata(district=place, year=year, sources={"place": Source.MANIFEST})
    name = f"d{number:04}"
    cleaned = Cleaned(text, len(text), (), ((0, 0),))
    return Document(name, name, "", Extracted(text, "text"), cleaned, (), meta)


def simulated(
    counts: np.ndarray,
    places: Sequence[str],
    years: Sequence[int | None] | None = None,
    *,
    settings: Settings | None = None,
) -> Tokens:
    """Tokens of documents × terms; the place and year of each document."""
    dated = years or [None] * len(places)
    documents = tuple(
        document(i, place, year) for i, (place, year) in enumerate(zip(places, dated, strict=True))
    )
    corpus = Corpus(documents, (), settings or Settings())
    ids = tuple(np.repeat(np.arange(len(row)), row).astype(np.int32) for row in counts)
    names = tuple(word(i) for i in range(counts.shape[1]))
    nowhere = tuple(np.zeros(len(i), dtype=np.int32) for i in ids)
    return Tokens(corpus, names, (WORD,) * len(names), ids, nowhere, nowhere)
