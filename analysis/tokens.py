"""Tokens: the words of each document with their places, slogans kept whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.corpus import Corpus
from analysis.parallel import Progress, in_chunks
from analysis.segmentation import segment
from analysis.settings import Settings
from analysis.slogans import find_occurrences

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

WORD = "word"
# Stands between documents that are cut as one text; whatever its neighbours, a token by itself.
_BETWEEN = "\x00"


@dataclass(frozen=True)
class Tokens:
    """The tokens of a corpus.

    Attributes:
        corpus: the documents, in whose order the arrays stand.
        vocabulary: every distinct token, sorted; a slogan by its canonical wording.
        levels: of each entry of the vocabulary: "word", or the level of a slogan.
        ids: for each document the numbers of its tokens in the vocabulary, in text order.
        starts, ends: for each document the offsets of its tokens into the clean text.
    """

    corpus: Corpus
    vocabulary: tuple[str, ...]
    levels: tuple[str, ...]
    ids: tuple[np.ndarray, ...]
    starts: tuple[np.ndarray, ...]
    ends: tuple[np.ndarray, ...]

    @cached_property
    def counts(self) -> sparse.csr_matrix:
        """How often each term stands in each document: documents × terms, terms of `terms`."""
        from scipy import sparse

        column = np.full(len(self.vocabulary), -1, dtype=np.int64)
        column[self._term_ids] = np.arange(len(self._term_ids))
        indices, data, ends = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [0]
        for ids in self.ids:
            count = np.bincount(column[ids] + 1, minlength=len(self._term_ids) + 1)[1:]
            present = np.flatnonzero(count)
            indices.append(present)
            data.append(count[present])
            ends.append(ends[-1] + len(present))
        shape = (len(self.ids), len(self._term_ids))
        return sparse.csr_matrix(
            (np.concatenate(data).astype(float), np.concatenate(indices), ends), shape=shape
        )

    @cached_property
    def terms(self) -> np.ndarray:
        """The tokens that are counted, sorted: no punctuation, numbers, stop or short words."""
        return np.array(self.vocabulary, dtype=object)[self._term_ids]

    @cached_property
    def term_levels(self) -> np.ndarray:
        """The level of each of `terms`."""
        return np.array(self.levels, dtype=object)[self._term_ids]

    @cached_property
    def n_tokens(self) -> np.ndarray:
        """Tokens of each document that are words or slogans, not punctuation."""
        is_word = np.array([any(map(str.isalnum, word)) for word in self.vocabulary], dtype=bool)
        return np.array([int(is_word[ids].sum()) for ids in self.ids], dtype=np.int64)

    @cached_property
    def _term_ids(self) -> np.ndarray:
        settings, stop = self.corpus.settings, stop_words()
        kept = [
            i
            for i, (word, level) in enumerate(zip(self.vocabulary, self.levels, strict=True))
            if level != WORD or _is_term(word, settings, stop)
        ]
        return np.array(kept, dtype=np.int64)


def _is_term(word: str, settings: Settings, stop: frozenset[str]) -> bool:
    if len(word) < settings.min_word_length or word in stop:
        return False
    if set(word) <= set("XxＸ×"):  # the mask of a name, not a word
        return False
    return not word[0].isdigit() and any(map(str.isalpha, word))


@cache
def stop_words() -> frozenset[str]:
    """Function words and empty verbs that say nothing of a plan; a line each in the resource."""
    text = resources.files("analysis.resources").joinpath("stopwords.txt").read_text("utf-8")
    return frozenset(word for word in text.split("\n") if word and not word.startswith("#"))


def tokenize(
    corpus: Corpus,
    occurrences: pd.DataFrame | None = None,
    *,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Tokens:
    """Cut every document into words as jieba does, with each slogan as one token.

    Args:
        corpus: the documents.
        occurrences: from `find_occurrences`; the outermost slogans become tokens. Found here
            where they are not given.
        jobs: processes.
        progress: called with documents done and in all.
    """
    if occurrences is None:
        occurrences = find_occurrences(corpus, jobs=jobs)
    outer = occurrences[occurrences["nested_in"] == ""]
    spans = _spans_of(corpus, outer)
    tasks = [(document.text, span) for document, span in zip(corpus, spans, strict=True)]
    parts = in_chunks(_tokenize_slice, tasks, jobs=jobs, progress=progress)
    index: dict[str, int] = {}
    ids, starts, ends = [], [], []
    for part in parts:
        places = np.array([index.setdefault(w, len(index)) for w in part.words], dtype=np.int32)
        ids += [places[local] for local in part.ids]
        starts += part.starts
        ends += part.ends
    words, ids = _only_used(list(index), ids)
    known = outer[["slogan", "level"]].drop_duplicates("slogan")
    level_of = dict(zip(known["slogan"], known["level"], strict=True))
    levels = tuple(level_of.get(word, WORD) for word in words)
    return Tokens(corpus, words, levels, tuple(ids), tuple(starts), tuple(ends))


def _only_used(words: list[str], ids: list[np.ndarray]) -> tuple[tuple[str, ...], list[np.ndarray]]:
    """Sort the words, whatever order they came in; drop those that slogans took the place of."""
    used = np.zeros(len(words), dtype=bool)
    for numbers in ids:
        used[numbers] = True
    order = sorted(np.flatnonzero(used).tolist(), key=words.__getitem__)
    new = np.zeros(len(words), dtype=np.int32)
    new[order] = np.arange(len(order))
    return tuple(words[i] for i in order), [new[numbers] for numbers in ids]


@dataclass(frozen=True, slots=True)
class _Spans:
    """The outermost slogans of a document: offsets and names."""

    starts: np.ndarray
    ends: np.ndarray
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Slice:
    """The tokens of some documents over words of their own: integers travel, strings do not."""

    words: list[str]
    ids: list[np.ndarray]
    starts: list[np.ndarray]
    ends: list[np.ndarray]


def _spans_of(corpus: Corpus, outer: pd.DataFrame) -> list[_Spans]:
    """The spans of each document in text order, whatever the order of the table."""
    order = {document.doc_id: i for i, document in enumerate(corpus)}
    outer = outer.assign(owner=outer["doc_id"].map(order)).sort_values(["owner", "start"])
    owner = outer["owner"].to_numpy(dtype=np.int64)
    bounds = np.searchsorted(owner, np.arange(len(corpus) + 1))
    starts, ends = outer["start"].to_numpy(np.int64), outer["end"].to_numpy(np.int64)
    names = outer["slogan"].to_numpy(dtype=object)
    return [_Spans(starts[a:b], ends[a:b], tuple(names[a:b])) for a, b in pairwise(bounds)]


def _tokenize_slice(tasks: Sequence[tuple[str, _Spans]]) -> list[_Slice]:
    """One result for a whole slice of documents, so that they share their word list.

    The documents are cut as one text: a call for each costs more than the words themselves.
    """
    text = _BETWEEN.join(text for text, _ in tasks)
    sizes = np.array([len(text) + len(_BETWEEN) for text, _ in tasks], dtype=np.int64)
    offsets = np.cumsum(sizes) - sizes
    index: defaultdict[str, int] = defaultdict()
    index.default_factory = index.__len__
    number = index.__getitem__
    cut = segment(text)
    words = np.fromiter(map(number, cut), np.int32, count=len(cut))
    stops = np.cumsum(np.fromiter(map(len, index), np.int64, count=len(index))[words])
    inside = words != index.get(_BETWEEN, -1)
    starts = np.concatenate([[0], stops[:-1]])
    names = [name for _, spans in tasks for name in spans.names]
    slogans = (
        np.fromiter(map(number, names), np.int32, count=len(names)),
        np.concatenate([spans.starts + at for (_, spans), at in zip(tasks, offsets, strict=True)]),
        np.concatenate([spans.ends + at for (_, spans), at in zip(tasks, offsets, strict=True)]),
    )
    numbers, starts, stops = _with_slogans(
        text, number, (words[inside], starts[inside], stops[inside]), slogans
    )
    bounds = np.searchsorted(starts, [*offsets, len(text) + 1])
    own = [slice(a, b) for a, b in pairwise(bounds)]
    return [
        _Slice(
            list(index),
            [numbers[part] for part in own],
            [(starts[part] - at).astype(np.int32) for part, at in zip(own, offsets, strict=True)],
            [(stops[part] - at).astype(np.int32) for part, at in zip(own, offsets, strict=True)],
        )
    ]


Arrays = tuple[np.ndarray, np.ndarray, np.ndarray]


def _with_slogans(
    text: str, number: Callable[[str], int], words: Arrays, slogans: Arrays
) -> Arrays:
    """Put slogans in the place of the words they cover.

    A word that reaches over the edge of a slogan keeps the part outside as a word of its own.
    """
    if not len(slogans[0]):
        return words
    _, starts, ends = words
    # The first slogan that ends behind a word's start, and the last that starts before its end.
    first = np.searchsorted(slogans[2], starts, side="right")
    last = np.searchsorted(slogans[1], ends, side="left") - 1
    covered = first <= last
    pieces: list[tuple[int, int, int]] = []
    straddling = covered & (
        (starts < slogans[1][np.minimum(first, len(slogans[1]) - 1)])
        | (ends > slogans[2][np.maximum(last, 0)])
    )
    for i in np.flatnonzero(straddling):
        for start, end in _outside(
            int(starts[i]), int(ends[i]), slogans, int(first[i]), int(last[i])
        ):
            pieces.append((number(text[start:end]), start, end))
    extra = np.array(pieces, dtype=np.int64).reshape(-1, 3).T
    merged = [
        np.concatenate([old[~covered], new, rest])
        for old, new, rest in zip(words, slogans, extra, strict=True)
    ]
    order = np.argsort(merged[1], kind="stable")
    return merged[0][order].astype(np.int32), merged[1][order], merged[2][order]


def _outside(start: int, end: int, slogans: Arrays, first: int, last: int) -> list[tuple[int, int]]:
    """The parts of a word from `start` to `end` that no slogan from `first` to `last` covers."""
    parts = []
    for i in range(first, last + 1):
        if start < slogans[1][i]:
            parts.append((start, int(slogans[1][i])))
        start = max(start, int(slogans[2][i]))
    return [*parts, (start, end)] if start < end else parts
