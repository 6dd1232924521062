"""The units of a corpus, cut in one way: what each specification takes its counts from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.chinese.characters import hanzi_table
from analysis.chinese.ngrams import code_points, encode_ngrams
from analysis.inference import Integers
from analysis.tokens import WORD, Tokens, stop_words

if TYPE_CHECKING:
    from scipy import sparse

SEED = 20_200_727
PLAIN, STOP, SLOGAN, GRAM = range(4)


class Units(NamedTuple):
    """The different units; and feature, start, end, kind and document of each, a row each."""

    names: NDArray[np.object_]
    units: NDArray[np.int64]


@dataclass(frozen=True)
class Layer:
    """All units of all documents, by document and at random within it.

    Attributes:
        features: the different units.
        kind: plain word, stop word, slogan or n-gram.
        edges: where the units of each document start, and where the last ones end.
        cell: of each unit, which of the cells of documents × features it counts in.
        cell_edges: where the cells of each document start, and where the last ones end.
        columns: feature of each cell.
        hits: of each unit, whether it touches a masked character, by what is masked.
    """

    features: NDArray[np.object_]
    kind: NDArray[np.int8]
    edges: Integers
    cell: Integers
    cell_edges: Integers
    columns: Integers
    hits: dict[str, NDArray[np.bool_]]

    @classmethod
    def of(cls, told: Units, masks: dict[str, Integers], n_docs: int) -> Layer:
        """From all units; a mask is a running count of the masked characters."""
        features, units = told
        order = np.argsort(np.random.default_rng(SEED).random(units.shape[1]), kind="stable")
        # Short numbers are put in order without comparing them.
        number = units[4].astype(np.min_scalar_type(n_docs))
        order = order[np.argsort(number[order], kind="stable")]
        feature, start, end, kind, document = units[:, order]
        width, numbers = max(len(features), 1), np.arange(n_docs + 1)
        cells, cell = np.unique(document * width + feature, return_inverse=True)
        return cls(
            features,
            kind.astype(np.int8),
            np.searchsorted(document, numbers),
            cell,
            np.searchsorted(cells, numbers * width),
            cells % width,
            {name: mask[end] > mask[start] for name, mask in masks.items()},
        )

    def counts(self, taken: NDArray[np.bool_], length: str) -> sparse.csr_matrix:
        """Documents × features, of the units taken."""
        from scipy import sparse

        units = np.flatnonzero(taken)
        if length == "equal":
            bounds = np.searchsorted(units, self.edges)
            full = np.flatnonzero(np.diff(bounds))
            shortest = np.diff(bounds)[full].min(initial=len(units))
            units = units[(bounds[full][:, None] + np.arange(shortest)).ravel()]
        n = np.bincount(self.cell[units], minlength=len(self.columns))
        cells = np.flatnonzero(n)
        ends = np.searchsorted(cells, self.cell_edges)
        shape = (len(self.edges) - 1, len(self.features))
        return sparse.csr_matrix((n[cells].astype(float), self.columns[cells], ends), shape=shape)


def words(tokens: Tokens, offsets: Integers) -> Units:
    """The words that are compared, and stop words beside them."""
    shortest, stop = tokens.corpus.settings.min_word_length, stop_words()
    terms = set(tokens.terms.tolist())
    kinds = np.full(len(tokens.vocabulary), -1, dtype=np.int64)
    for i, (word, level) in enumerate(zip(tokens.vocabulary, tokens.levels, strict=True)):
        if level != WORD:
            kinds[i] = SLOGAN
        elif word in terms:
            kinds[i] = PLAIN
        elif word in stop and len(word) >= shortest:
            kinds[i] = STOP
    nothing = [np.empty(0, dtype=np.int64)]
    feature = np.concatenate([*tokens.ids, *nothing]).astype(np.int64)
    document = np.repeat(np.arange(len(tokens.ids)), [len(ids) for ids in tokens.ids])
    start, end = (
        np.concatenate([*told, *nothing]).astype(np.int64) + offsets[document]
        for told in (tokens.starts, tokens.ends)
    )
    units = np.vstack([feature, start, end, kinds[feature], document])
    return Units(np.array(tokens.vocabulary, dtype=object), units[:, units[3] >= 0])


def grams(text: str, sizes: Integers) -> Units:
    """The 2- and 3-grams of Chinese characters, none across another character."""
    points = code_points(text)
    is_hanzi = hanzi_table().take(points, mode="clip")
    document = np.repeat(np.arange(len(sizes)), sizes)
    names, units, known = [], [], 0
    for size in (2, 3):
        start, code = encode_ngrams(points, is_hanzi, size)
        _, first, feature = np.unique(code, return_index=True, return_inverse=True)
        names += [text[start[i] : start[i] + size] for i in first]
        kind = np.full(len(start), GRAM)
        units.append(np.vstack([feature + known, start, start + size, kind, document[start]]))
        known = len(names)
    return Units(np.array(names, dtype=object), np.hstack(units).astype(np.int64))
