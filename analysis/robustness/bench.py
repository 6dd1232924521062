"""The corpus prepared for a specification curve: its units once, and what each choice leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.corpus import Corpus
from analysis.inference import Floats, Integers
from analysis.slogans import find_occurrences
from analysis.tokens import WORD, Tokens, stop_words, tokenize

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
SEED = 20_200_727
_PLAIN, _STOP, _SLOGAN, _GRAM = range(4)


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
class _Layer:
    """All units of all documents, by document and at random within it.

    Attributes:
        features: the different units.
        start, end: offsets of each unit into the joined text.
        kind: plain word, stop word, slogan or n-gram.
        document: of each unit.
        cell: of each unit, which of the cells of documents × features it counts in.
        rows, columns: document and feature of each cell, in that order.
    """

    features: NDArray[np.object_]
    start: Integers
    end: Integers
    kind: Integers
    document: Integers
    cell: Integers
    rows: Integers
    columns: Integers

    @classmethod
    def of(cls, features: NDArray[np.object_], units: NDArray[np.int64]) -> _Layer:
        """From feature, start, end, kind and document of each unit, a row each."""
        random = np.random.default_rng(SEED).random(units.shape[1])
        feature, start, end, kind, document = units[:, np.lexsort((random, units[4]))]
        width = max(len(features), 1)
        cells, cell = np.unique(document * width + feature, return_inverse=True)
        return cls(features, start, end, kind, document, cell, cells // width, cells % width)

    def hit(self, mask: Integers) -> NDArray[np.bool_]:
        """The units that touch a masked character; the mask is a running count of them."""
        return mask[self.end] > mask[self.start]

    def counts(self, taken: NDArray[np.bool_], n_docs: int, length: str) -> sparse.csr_matrix:
        """Documents × features, of the units taken."""
        from scipy import sparse

        if length == "equal":
            totals = np.bincount(self.document[taken], minlength=n_docs)
            before: Integers = (
                np.cumsum(taken) - taken
            )  # units taken before this one, in all documents
            starts = np.cumsum(totals) - totals
            shortest = totals[totals > 0].min(initial=len(taken))
            taken = taken & (before - starts[self.document] < shortest)
        n = np.bincount(self.cell[taken], minlength=len(self.rows))
        full = np.flatnonzero(n)
        where = (self.rows[full], self.columns[full])
        return sparse.csr_matrix((n[full].astype(float), where), shape=(n_docs, len(self.features)))


@dataclass(frozen=True)
class Bench:
    """The corpus prepared: its units once, and what each choice masks.

    Attributes:
        documents: doc_id, label, place, year.
        layers: words with slogans whole, words with slogans cut, character n-grams.
        masks: running counts of the masked characters, by what is masked.
        sublinear: whether counts are dampened.
    """

    documents: pd.DataFrame
    layers: dict[str, _Layer]
    masks: dict[str, Integers]
    sublinear: bool

    @classmethod
    def of(cls, corpus: Corpus, occurrences: pd.DataFrame | None, jobs: int) -> Bench:
        """Cut the corpus in each of the three ways, and find what can be left out."""
        if occurrences is None:
            occurrences = find_occurrences(corpus, jobs=jobs)
        whole = tokenize(corpus, occurrences, jobs=jobs)
        cut = tokenize(corpus, occurrences.iloc[:0], jobs=jobs)
        sizes = np.array([len(document.text) + 1 for document in corpus], dtype=np.int64)
        offsets = np.cumsum(sizes) - sizes
        words = {"whole": _words(whole, offsets), "cut": _words(cut, offsets)}
        names, own = _grams("\n".join([*(document.text for document in corpus), ""]), sizes)
        slogans = words["whole"].units[:, words["whole"].units[3] == _SLOGAN]
        slogans[0] += len(names)
        grams = _Units(np.concatenate([names, words["whole"].names]), np.hstack([own, slogans]))
        layers = {name: _Layer.of(*told) for name, told in {**words, "grams": grams}.items()}
        masks = _masks(corpus, occurrences, offsets, int(sizes.sum()))
        for name, (_, units) in words.items():
            stop = units[:, units[3] == _STOP]
            masks[f"stop words, {name}"] = _running(stop[1], stop[2], int(sizes.sum()))
        table = corpus.documents[["doc_id", "label", "year"]].assign(place=list(corpus.places))
        return cls(table, layers, masks, corpus.settings.sublinear_tf)

    def view(self, spec: Specification) -> View:
        """The corpus under one specification."""
        layer, taken = self._taken(spec)
        counts = layer.counts(taken, len(self.documents), spec.length)
        return View(self.documents, _weighed(counts, spec.idf, self.sublinear), layer.features)

    def _taken(self, spec: Specification) -> tuple[_Layer, NDArray[np.bool_]]:
        words = "cut" if spec.slogans == "cut" else "whole"
        layer = self.layers["grams" if spec.unit == "character" else words]
        taken = np.ones(len(layer.kind), dtype=bool)
        if spec.slogans != "whole":  # the layer of cut words has none anyway
            taken &= layer.kind != _SLOGAN
        if spec.stop_words == "removed":
            taken &= layer.kind != _STOP
        if spec.unit == "character":
            is_gram = layer.kind == _GRAM
            if spec.slogans != "cut":
                taken &= ~(is_gram & layer.hit(self.masks["slogans"]))
            if spec.stop_words == "removed":
                taken &= ~(is_gram & layer.hit(self.masks[f"stop words, {words}"]))
        if spec.scope != "whole":
            taken &= ~layer.hit(self.masks[spec.scope])
        return layer, taken


class _Units(NamedTuple):
    names: NDArray[np.object_]
    units: NDArray[np.int64]


def _words(tokens: Tokens, offsets: Integers) -> _Units:
    """The words that are compared, and stop words beside them."""
    shortest, stop = tokens.corpus.settings.min_word_length, stop_words()
    terms = set(tokens.terms.tolist())
    kinds = np.full(len(tokens.vocabulary), -1, dtype=np.int64)
    for i, (word, level) in enumerate(zip(tokens.vocabulary, tokens.levels, strict=True)):
        if level != WORD:
            kinds[i] = _SLOGAN
        elif word in terms:
            kinds[i] = _PLAIN
        elif word in stop and len(word) >= shortest:
            kinds[i] = _STOP
    nothing = [np.empty(0, dtype=np.int64)]
    feature = np.concatenate([*tokens.ids, *nothing]).astype(np.int64)
    document = np.repeat(np.arange(len(tokens.ids)), [len(ids) for ids in tokens.ids])
    start, end = (
        np.concatenate([*told, *nothing]).astype(np.int64) + offsets[document]
        for told in (tokens.starts, tokens.ends)
    )
    units = np.vstack([feature, start, end, kinds[feature], document])
    return _Units(np.array(tokens.vocabulary, dtype=object), units[:, units[3] >= 0])


def _grams(text: str, sizes: Integers) -> _Units:
    """The 2- and 3-grams of Chinese characters, none across another character."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    is_hanzi = (codes >= 0x4E00) & (codes <= 0x9FFF)
    document = np.repeat(np.arange(len(sizes)), sizes)
    names, units, known = [], [], 0
    for size in (2, 3):
        stretch = len(codes) - size + 1
        start = np.flatnonzero(
            np.logical_and.reduce([is_hanzi[i : max(stretch + i, 0)] for i in range(size)])
        )
        code = sum(codes[start + i] << (21 * i) for i in range(size))
        _, first, feature = np.unique(code, return_index=True, return_inverse=True)
        names += [text[start[i] : start[i] + size] for i in first]
        kind = np.full(len(start), _GRAM)
        units.append(np.vstack([feature + known, start, start + size, kind, document[start]]))
        known = len(names)
    return _Units(np.array(names, dtype=object), np.hstack(units).astype(np.int64))


def _masks(
    corpus: Corpus, occurrences: pd.DataFrame, offsets: Integers, size: int
) -> dict[str, Integers]:
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


def _weighed(counts: sparse.csr_matrix, idf: str, sublinear: bool) -> sparse.csr_matrix:
    """Unit vectors: dampened counts times idf, as `similarity.tfidf` weighs them."""
    vectors = counts.copy()
    if sublinear:
        vectors.data = 1 + np.log(vectors.data)
    if idf == "smoothed":
        n = np.bincount(vectors.indices, minlength=vectors.shape[1])
        vectors.data *= (np.log((1 + vectors.shape[0]) / (1 + n)) + 1)[vectors.indices]
    row = np.repeat(np.arange(vectors.shape[0]), np.diff(vectors.indptr))
    length = np.sqrt(np.bincount(row, weights=vectors.data**2, minlength=vectors.shape[0]))
    vectors.data /= length[row]
    return vectors
