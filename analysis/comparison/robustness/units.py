"""Units: the words, slogans and n-grams of a corpus, each with its place in the text.

Offsets count from the start of all texts, joined in the order of the corpus.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.chinese.characters import hanzi_table
from analysis.chinese.ngrams import code_points, encode_ngrams
from analysis.inference import Integers
from analysis.tokens import WORD, Tokens, stop_words

PLAIN, STOP, SLOGAN, NGRAM = range(4)
NGRAM_SIZES = (2, 3)


@dataclass(frozen=True)
class Units:
    """Units of all documents, in any order.

    Attributes:
        names: the different units (features).
        feature: of each unit, its index in `names`.
        start, end: of each unit, its offsets.
        kind: of each unit, PLAIN, STOP, SLOGAN or NGRAM.
        document: of each unit, the row of its document.
    """

    names: NDArray[np.object_]
    feature: Integers
    start: Integers
    end: Integers
    kind: Integers
    document: Integers

    def take(self, kept: NDArray[np.bool_] | Integers) -> Units:
        """The units that a mask or indices select, in their order."""
        columns = (self.feature, self.start, self.end, self.kind, self.document)
        return Units(self.names, *(column[kept] for column in columns))

    def append(self, added: Units) -> Units:
        """These units followed by `added`, whose features count as different from these."""
        return Units(
            np.concatenate([self.names, added.names]),
            np.concatenate([self.feature, added.feature + len(self.names)]),
            np.concatenate([self.start, added.start]),
            np.concatenate([self.end, added.end]),
            np.concatenate([self.kind, added.kind]),
            np.concatenate([self.document, added.document]),
        )


def find_words(tokens: Tokens, offsets: Integers) -> Units:
    """The words and slogans that are compared, and the stop words, which some specifications compare.

    Args:
        tokens: the corpus.
        offsets: where each document starts in the joined texts.
    """
    min_length, stop = tokens.corpus.settings.min_word_length, stop_words()
    terms = set(tokens.terms.tolist())
    kinds = np.full(len(tokens.vocabulary), -1, dtype=np.int64)
    for i, (word, level) in enumerate(zip(tokens.vocabulary, tokens.levels, strict=True)):
        if level != WORD:
            kinds[i] = SLOGAN
        elif word in terms:
            kinds[i] = PLAIN
        elif word in stop and len(word) >= min_length:
            kinds[i] = STOP
    empty = [np.empty(0, dtype=np.int64)]
    feature = np.concatenate([*tokens.ids, *empty]).astype(np.int64)
    document = np.repeat(np.arange(len(tokens.ids)), [len(ids) for ids in tokens.ids])
    start, end = (
        np.concatenate([*places, *empty]).astype(np.int64) + offsets[document]
        for places in (tokens.starts, tokens.ends)
    )
    names = np.array(tokens.vocabulary, dtype=object)
    units = Units(names, feature, start, end, kinds[feature], document)
    return units.take(units.kind >= 0)


def find_ngrams(text: str, sizes: Integers) -> Units:
    """The 2- and 3-grams of hanzi that follow each other directly.

    Args:
        text: all texts, joined.
        sizes: characters of each document, including the character that separates it from the next.
    """
    points = code_points(text)
    is_hanzi = hanzi_table().take(points, mode="clip")
    document = np.repeat(np.arange(len(sizes)), sizes)
    ngrams = Units(np.empty(0, dtype=object), *[np.empty(0, dtype=np.int64)] * 5)
    for size in NGRAM_SIZES:
        start, code = encode_ngrams(points, is_hanzi, size)
        _, first, feature = np.unique(code, return_index=True, return_inverse=True)
        names = np.array([text[start[i] : start[i] + size] for i in first], dtype=object)
        kind = np.full(len(start), NGRAM)
        ngrams = ngrams.append(Units(names, feature, start, start + size, kind, document[start]))
    return ngrams
