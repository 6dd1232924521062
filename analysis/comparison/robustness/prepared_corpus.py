"""The corpus prepared for a specification curve: its units once, and what each choice leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.robustness.features import GRAM, SLOGAN, STOP, Layer, Units, grams, words
from analysis.comparison.similarity.vectors import inverse_document_frequency, unit, weigh
from analysis.documents.corpus import Corpus
from analysis.inference import Floats, Integers
from analysis.slogans.occurrences import find_occurrences
from analysis.tokens import tokenize

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

CHOICES = {
    "unit": ("word", "character"),
    "slogans": ("whole", "cut", "left out"),
    "stop_words": ("removed", "kept"),
    "scope": ("whole", "no central slogans", "body"),
    "length": ("as is", "equal"),
    "idf": ("smoothed", "none"),
}
CENTRAL = "central"
# Columns that this share of the documents has are multiplied densely: many times faster.
DENSE_FROM = 1 / 8


class Specification(NamedTuple):
    """One way to compare; the first of `specifications` is that of `compare_documents`."""

    unit: str
    slogans: str
    stop_words: str
    scope: str
    length: str
    idf: str


@dataclass(frozen=True)
class View:
    """The corpus as one specification sees it: what a claim is judged by.

    Attributes:
        documents: doc_id, label, place, year.
        vectors: unit vectors, documents × features.
        features: the words, n-grams and slogans.
    """

    documents: pd.DataFrame
    vectors: sparse.csr_matrix
    features: NDArray[np.object_]

    @cached_property
    def similarity(self) -> Floats:
        """Cosine of every two documents."""
        n = self.vectors.shape[0]
        frequency = self.vectors.getnnz(axis=0)
        dense = self.vectors[:, np.flatnonzero(frequency >= max(2.0, n * DENSE_FROM))].toarray()
        rest = self.vectors[:, np.flatnonzero((frequency > 1) & (frequency < n * DENSE_FROM))]
        cosine: Floats = np.clip(dense @ dense.T + (rest @ rest.T).toarray(), 0.0, 1.0)
        np.fill_diagonal(cosine, (self.vectors.getnnz(axis=1) > 0).astype(float))
        return cosine

    def of(self, name: str, *, by: str = "") -> NDArray[np.bool_]:
        """Which documents have that label or doc_id, or are of that "district" or "year".

        Raises:
            KeyError: none is.
        """
        table = self.documents
        if by:
            found = table["place" if by == "district" else "year"].astype(str) == name
        else:
            found = (table["label"] == name) | (table["doc_id"] == name)
        if not found.any():
            raise KeyError(f'No {by or "document"} is called "{name}".')
        return found.to_numpy(dtype=bool)


@dataclass(frozen=True)
class PreparedCorpus:
    """The corpus prepared: its units once, and what each choice masks.

    Attributes:
        documents: doc_id, label, place, year.
        layers: words with slogans whole, words with slogans cut, character n-grams.
        sublinear: whether counts are dampened.
    """

    documents: pd.DataFrame
    layers: dict[str, Layer]
    sublinear: bool

    @classmethod
    def of(cls, corpus: Corpus, occurrences: pd.DataFrame | None, jobs: int) -> PreparedCorpus:
        """Cut the corpus in each of the three ways, and find what can be left out."""
        if occurrences is None:
            occurrences = find_occurrences(corpus, jobs=jobs)
        whole = tokenize(corpus, occurrences, jobs=jobs)
        cut = tokenize(corpus, occurrences.iloc[:0], jobs=jobs)
        sizes = np.array([len(document.text) + 1 for document in corpus], dtype=np.int64)
        offsets = np.cumsum(sizes) - sizes
        units = {"whole": words(whole, offsets), "cut": words(cut, offsets)}
        names, own = grams("\n".join([*(document.text for document in corpus), ""]), sizes)
        slogans = units["whole"].units[:, units["whole"].units[3] == SLOGAN]
        slogans[0] += len(names)
        masks = _masks(corpus, occurrences, offsets, int(sizes.sum()))
        for name, (_, told) in units.items():
            stop = told[:, told[3] == STOP]
            masks[f"stop words, {name}"] = _running(stop[1], stop[2], int(sizes.sum()))
        units["grams"] = Units(np.concatenate([names, units["whole"].names]), np.hstack([own, slogans]))
        layers = {name: Layer.of(told, masks, len(corpus)) for name, told in units.items()}
        table = corpus.documents[["doc_id", "label", "year"]].assign(place=list(corpus.places))
        return cls(table, layers, corpus.settings.sublinear_tf)

    def views(self, specs: Iterable[Specification]) -> Iterator[View]:
        """The corpus under each specification; neighbours share what they have in common."""
        for _, same_units in groupby(specs, key=itemgetter(slice(4))):
            of_units = list(same_units)
            layer, taken = self._layer(of_units[0]), self._taken(of_units[0])
            for length, same_counts in groupby(of_units, key=attrgetter("length")):
                counts = layer.counts(taken, length)
                n_features = counts.shape[1]
                for spec in same_counts:
                    idf = (
                        inverse_document_frequency(counts) if spec.idf == "smoothed" else np.ones(n_features)
                    )
                    vectors = unit(weigh(counts, idf, sublinear=self.sublinear))
                    yield View(self.documents, vectors, layer.features)

    def _layer(self, spec: Specification) -> Layer:
        words = "cut" if spec.slogans == "cut" else "whole"
        return self.layers["grams" if spec.unit == "character" else words]

    def _taken(self, spec: Specification) -> NDArray[np.bool_]:
        """Which units of its layer a specification counts."""
        layer = self._layer(spec)
        taken = np.ones(len(layer.kind), dtype=bool)
        if spec.slogans != "whole":  # the layer of cut words has none anyway
            taken &= layer.kind != SLOGAN
        if spec.stop_words == "removed":
            taken &= layer.kind != STOP
        if spec.unit == "character":
            other = layer.kind != GRAM
            if spec.slogans != "cut":
                taken &= other | ~layer.hits["slogans"]
            if spec.stop_words == "removed":
                words = "cut" if spec.slogans == "cut" else "whole"
                taken &= other | ~layer.hits[f"stop words, {words}"]
        if spec.scope != "whole":
            taken &= ~layer.hits[spec.scope]
        return taken


def _masks(corpus: Corpus, occurrences: pd.DataFrame, offsets: Integers, size: int) -> dict[str, Integers]:
    """Running counts of the characters in slogans, in central ones, and in headings."""
    number = {document.doc_id: i for i, document in enumerate(corpus)}
    outer = occurrences[occurrences["nested_in"] == ""]
    at = offsets[outer["doc_id"].map(number).to_numpy(dtype=np.int64)]
    start, end = at + outer["start"].to_numpy(np.int64), at + outer["end"].to_numpy(np.int64)
    central = (outer["level"] == CENTRAL).to_numpy(dtype=bool)
    spans = [
        (offset + section.start, offset + found + len(section.heading))
        for offset, document in zip(offsets.tolist(), corpus, strict=True)
        for section in document.sections
        if section.heading and (found := document.text.find(section.heading, section.start)) >= 0
    ]
    heads = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return {
        "slogans": _running(start, end, size),
        "no central slogans": _running(start[central], end[central], size),
        "body": _running(heads[:, 0], heads[:, 1], size),
    }


def _running(start: Integers, end: Integers, size: int) -> Integers:
    """How many characters of some spans lie before each offset."""
    edges = np.zeros(size + 1, dtype=np.int64)
    np.add.at(edges, start, 1)
    np.add.at(edges, end, -1)
    inside = np.cumsum(edges) > 0
    return np.concatenate([[0], np.cumsum(inside)])
