"""Simulated corpora whose truth is known: tokens with given counts, without a text."""

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

# Terms are 甲丁, 甲丂, 甲七, …: no stop list has them.
FIRST = 0x4E01


def word(index: int) -> str:
    """The simulated term with this index; terms sort by index."""
    return "甲" + chr(FIRST + index)


def document(index: int, place: str, year: int | None, text: str = "") -> Document:
    """A located document with a text that needs no cleaning."""
    meta = Metadata(district=place, year=year, sources={"place": Source.MANIFEST})
    name = f"d{index:04}"
    cleaned = Cleaned(text, len(text), (), ((0, 0),))
    return Document(name, name, "", Extracted(text, "text"), cleaned, (), meta)


def simulate_tokens(
    counts: np.ndarray,
    places: Sequence[str],
    years: Sequence[int | None] | None = None,
    *,
    settings: Settings | None = None,
) -> Tokens:
    """Tokens of a corpus.

    Args:
        counts: documents × terms, whole numbers.
        places: the district of each document.
        years: the year of each document. None: all unknown.
        settings: of the corpus.
    """
    year_of = years or [None] * len(places)
    documents = tuple(
        document(i, place, year) for i, (place, year) in enumerate(zip(places, year_of, strict=True))
    )
    corpus = Corpus(documents, (), settings or Settings())
    ids = tuple(np.repeat(np.arange(len(row)), row).astype(np.int32) for row in counts)
    names = tuple(word(i) for i in range(counts.shape[1]))
    offsets = tuple(np.zeros(len(i), dtype=np.int32) for i in ids)
    return Tokens(corpus, names, (WORD,) * len(names), ids, offsets, offsets)
