"""The corpus prepared for a specification curve: cut into units once, then counted in many ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.robustness.masks import find_masks, mask_spans
from analysis.comparison.robustness.specifications import Specification
from analysis.comparison.robustness.unit_counts import UnitCounts
from analysis.comparison.robustness.units import NGRAM, SLOGAN, STOP, find_ngrams, find_words
from analysis.comparison.robustness.view import View
from analysis.comparison.similarity.vectors import inverse_document_frequency, unit, weigh
from analysis.documents.corpus import Corpus
from analysis.slogans.occurrences import find_occurrences
from analysis.tokens import tokenize

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class PreparedCorpus:
    """A corpus that was cut into units in each of three ways.

    Attributes:
        documents: doc_id, label, place, year.
        counts: of words with slogans "whole", of words with slogans "cut", and of character
            "ngrams" together with the slogans.
        sublinear: whether counts are dampened.
    """

    documents: pd.DataFrame
    counts: dict[str, UnitCounts]
    sublinear: bool

    @classmethod
    def of(cls, corpus: Corpus, occurrences: pd.DataFrame | None, jobs: int) -> PreparedCorpus:
        """Cut a corpus in each of the three ways, and find what can be left out."""
        if occurrences is None:
            occurrences = find_occurrences(corpus, jobs=jobs)
        whole = tokenize(corpus, occurrences, jobs=jobs)
        cut = tokenize(corpus, occurrences.iloc[:0], jobs=jobs)
        sizes = np.array([len(document.text) + 1 for document in corpus], dtype=np.int64)
        offsets, size = np.cumsum(sizes) - sizes, int(sizes.sum())
        words = {"whole": find_words(whole, offsets), "cut": find_words(cut, offsets)}
        masks = find_masks(corpus, occurrences, offsets, size)
        for name, units in words.items():
            stop = units.kind == STOP
            masks[f"stop words, {name}"] = mask_spans(units.start[stop], units.end[stop], size)
        ngrams = find_ngrams("\n".join([*corpus.compared_texts, ""]), sizes)
        slogans = words["whole"].take(words["whole"].kind == SLOGAN)
        every = {**words, "ngrams": ngrams.append(slogans)}
        counts = {name: UnitCounts.of(units, masks, len(corpus)) for name, units in every.items()}
        table = corpus.documents[["doc_id", "label", "year"]].assign(place=list(corpus.places))
        return cls(table, counts, corpus.settings.sublinear_tf)

    def views(self, specs: Iterable[Specification]) -> Iterator[View]:
        """The corpus under each specification; units and counts are shared where specifications agree."""
        # The first four choices decide which units count.
        for _, same_units in groupby(specs, key=itemgetter(slice(4))):
            of_units = list(same_units)
            units, included = self._units(of_units[0]), self._select_units(of_units[0])
            for length, same_counts in groupby(of_units, key=attrgetter("length")):
                counts = units.count(included, length)
                for spec in same_counts:
                    smoothed = spec.idf == "smoothed"
                    idf = inverse_document_frequency(counts) if smoothed else np.ones(counts.shape[1])
                    vectors = unit(weigh(counts, idf, sublinear=self.sublinear))
                    yield View(self.documents, vectors, units.features)

    def _units(self, spec: Specification) -> UnitCounts:
        return self.counts["ngrams" if spec.unit == "character" else _word_cut(spec)]

    def _select_units(self, spec: Specification) -> NDArray[np.bool_]:
        """Which of the units a specification counts."""
        units = self._units(spec)
        included = np.ones(len(units.kind), dtype=bool)
        if spec.slogans != "whole":  # if slogans are cut, no unit is a slogan
            included &= units.kind != SLOGAN
        if spec.stop_words == "removed":
            included &= units.kind != STOP
        if spec.unit == "character":
            no_ngram = units.kind != NGRAM
            if spec.slogans != "cut":
                included &= no_ngram | ~units.masked["slogans"]
            if spec.stop_words == "removed":
                included &= no_ngram | ~units.masked[f"stop words, {_word_cut(spec)}"]
        if spec.scope != "whole":
            included &= ~units.masked[spec.scope]
        return included


def _word_cut(spec: Specification) -> str:
    """How words are cut under a specification: with slogans "whole" or "cut"."""
    return "cut" if spec.slogans == "cut" else "whole"
