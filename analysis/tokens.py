"""Tokens: the words of each document with their offsets; each slogan is one token."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from importlib import resources
from itertools import count, pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.chinese.segmentation import segment
from analysis.documents.corpus import Corpus
from analysis.processes import Progress, in_chunks
from analysis.settings import Settings
from analysis.slogans.occurrences import find_occurrences

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

WORD = "word"


@dataclass(frozen=True)
class Tokens:
    """The tokens of a corpus.

    Attributes:
        corpus: the documents; the arrays are in their order.
        vocabulary: every distinct token, sorted; a slogan in its canonical form.
        levels: of each entry of the vocabulary: "word", or the level of a slogan.
        ids: for each document the places of its tokens in the vocabulary, in text order.
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
        """How often each document has each term: documents × `terms`."""
        from scipy import sparse

        column = np.full(len(self.vocabulary), -1, dtype=np.int64)
        column[self._term_ids] = np.arange(len(self._term_ids))
        indices, data, ends = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [0]
        for ids in self.ids:
            columns = column[ids]
            present, count = np.unique(columns[columns >= 0], return_counts=True)
            indices.append(present)
            data.append(count)
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
    """Whether a word is counted: long enough, no stop word, number or punctuation."""
    if len(word) < settings.min_word_length or word in stop:
        return False
    if set(word) <= set("XxＸ×"):  # the mask of a name, not a word
        return False
    return not word[0].isdigit() and any(map(str.isalpha, word))


@cache
def stop_words() -> frozenset[str]:
    """Function words and empty verbs that say nothing about a plan, from resources/stopwords.txt."""
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
        occurrences: from `find_occurrences`; the outermost slogans become tokens. None: they
            are found here.
        jobs: processes.
        progress: called with documents done and in all.

    Returns:
        The tokens of every document, in the order of the corpus; `counts` and `terms` leave out
        punctuation, numbers, stop words and words shorter than `min_word_length`. Without
        `compare_responsible_units` the names of responsible units have no tokens, nor has a slogan in them.
    """
    if occurrences is None:
        occurrences = find_occurrences(corpus, jobs=jobs)
    spans, level_of = _find_slogan_spans(corpus, occurrences)
    tasks = [
        (document.text, span, () if corpus.settings.compare_responsible_units else document.responsible_units)
        for document, span in zip(corpus, spans, strict=True)
    ]
    work = partial(_tokenize_slice, first=len(level_of))
    parts = in_chunks(work, tasks, jobs=jobs, progress=progress)
    words, ids = _merge_vocabularies(list(level_of), parts)
    levels = tuple(level_of.get(word, WORD) for word in words)
    columns = (ids, [part.starts for part in parts], [part.ends for part in parts])
    bounds = [part.bounds for part in parts]
    return Tokens(corpus, words, levels, *(_split_by_document(column, bounds) for column in columns))


def _merge_vocabularies(slogans: list[str], parts: list[_Slice]) -> tuple[tuple[str, ...], list[np.ndarray]]:
    """One sorted vocabulary for all slices, and the ids of each slice in it.

    It does not depend on the order of the slices. Words that only slogans replaced are dropped.
    """
    index = {slogan: i for i, slogan in enumerate(slogans)}
    first = np.arange(len(slogans))
    numbers = [
        np.append(first, [index.setdefault(word, len(index)) for word in part.words]).astype(int)
        for part in parts
    ]
    used = np.zeros(len(index), dtype=bool)
    for part, own in zip(parts, numbers, strict=True):
        used[own[np.flatnonzero(np.bincount(part.ids))]] = True
    words = list(index)
    order = sorted(np.flatnonzero(used).tolist(), key=words.__getitem__)
    new = np.zeros(len(words), dtype=np.int32)
    new[order] = np.arange(len(order))
    ids = [new[own][part.ids] for part, own in zip(parts, numbers, strict=True)]
    return tuple(words[i] for i in order), ids


def _split_by_document(columns: list[np.ndarray], bounds: list[list[int]]) -> tuple[np.ndarray, ...]:
    """Cut the arrays of slices into arrays of documents; `bounds` are the cuts of each slice."""
    return tuple(
        part for column, cuts in zip(columns, bounds, strict=True) for part in np.split(column, cuts)
    )


@dataclass(frozen=True, slots=True)
class _Spans:
    """Slogans in text order that do not overlap: offsets, and numbers for names."""

    starts: np.ndarray
    ends: np.ndarray
    numbers: np.ndarray


# A text, its slogans, and the spans that get no tokens.
_Task = tuple[str, _Spans, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class _Slice:
    """The tokens of some documents in one row, and where the next document begins.

    Processes exchange numbers, which is faster than strings: the first ids are the slogans of the
    corpus, those after them are `words` in their order.
    """

    bounds: list[int]
    words: list[str]
    ids: np.ndarray
    starts: np.ndarray
    ends: np.ndarray


def _find_slogan_spans(corpus: Corpus, occurrences: pd.DataFrame) -> tuple[list[_Spans], dict[str, str]]:
    """The outermost slogans of each document, and the slogans in the order of their numbers with levels.

    The order of the table does not matter.
    """
    import pandas as pd

    outer = np.flatnonzero(occurrences["nested_in"] == "")
    doc_id, slogan, level, start, end = (
        occurrences[name].take(outer) for name in ("doc_id", "slogan", "level", "start", "end")
    )
    owner, named = pd.factorize(doc_id)
    owner = pd.Index([document.doc_id for document in corpus]).get_indexer(named)[owner]
    numbers, slogans = pd.factorize(slogan)
    first = np.zeros(len(slogans), dtype=np.int64)
    first[numbers[::-1]] = np.arange(len(numbers))[::-1]
    levels = level.take(first)
    order = np.lexsort((start, owner))
    bounds = np.searchsorted(owner[order], np.arange(len(corpus) + 1)).tolist()
    starts, ends = start.to_numpy(np.int64)[order], end.to_numpy(np.int64)[order]
    numbers = numbers[order].astype(np.int32)
    spans = [_Spans(starts[a:b], ends[a:b], numbers[a:b]) for a, b in pairwise(bounds)]
    return spans, dict(zip(slogans.tolist(), levels.tolist(), strict=True))


def _tokenize_slice(tasks: Sequence[_Task], *, first: int) -> list[_Slice]:
    """Tokenize a slice of documents; all share a result and its word list.

    Words are numbered from `first`. Each text is segmented by itself. Offsets and slogans are
    computed for all texts at once, joined to one, because few large NumPy calls are faster.
    """
    index: defaultdict[str, int] = defaultdict(count(first).__next__)
    id_of = index.__getitem__
    cuts = []
    for text, _, _ in tasks:
        cut = segment(text)
        cuts.append(np.fromiter(map(id_of, cut), np.int32, count=len(cut)))
    ids = np.concatenate(cuts)
    sizes = np.fromiter(map(len, index), np.int64, count=len(index))[ids - first]
    offsets = np.cumsum([0, *(len(text) for text, _, _ in tasks)])
    joined = "".join(text for text, _, _ in tasks)
    ids, starts = _insert_slogans(joined, id_of, ids, np.cumsum(sizes) - sizes, _join_spans(tasks, offsets))
    ends = np.append(starts[1:], len(joined))
    if any(left_out for _, _, left_out in tasks):
        kept = _find_kept(starts, tasks, offsets)
        ids, starts, ends = ids[kept], starts[kept], ends[kept]
    bounds = np.searchsorted(starts, offsets)
    before = np.repeat(offsets[:-1], np.diff(bounds))
    own = ((offset - before).astype(np.int32) for offset in (starts, ends))
    return [_Slice(bounds[1:-1].tolist(), list(index), ids, *own)]


def _find_kept(starts: np.ndarray, tasks: Sequence[_Task], offsets: np.ndarray) -> np.ndarray:
    """Which tokens do not start in a span that is left out."""
    spans = [
        (offset + start, offset + end)
        for offset, (_, _, left_out) in zip(offsets.tolist(), tasks, strict=False)
        for start, end in left_out
    ]
    edges = np.array(spans, dtype=np.int64).ravel()
    # Between the start and the end of a span the number of edges passed is odd.
    return np.searchsorted(edges, starts, side="right") % 2 == 0


def _join_spans(tasks: Sequence[_Task], offsets: np.ndarray) -> _Spans:
    """The spans of all texts, moved by the offset of their text in the joined texts."""
    spans = [span for _, span, _ in tasks]
    before = np.repeat(offsets[:-1], [len(span.starts) for span in spans])
    return _Spans(
        np.concatenate([span.starts for span in spans]) + before,
        np.concatenate([span.ends for span in spans]) + before,
        np.concatenate([span.numbers for span in spans]),
    )


def _insert_slogans(
    text: str, id_of: Callable[[str], int], ids: np.ndarray, starts: np.ndarray, slogans: _Spans
) -> tuple[np.ndarray, np.ndarray]:
    """Replace the words that slogans cover by the slogans: ids and starts of all tokens.

    If a word reaches beyond the edge of a slogan, its rest becomes a word.
    """
    edges = np.append(starts, len(text))
    first, last = np.searchsorted(edges, slogans.starts), np.searchsorted(edges, slogans.ends)
    before, after = np.append(0, slogans.ends[:-1]), np.append(slogans.starts[1:], len(text))
    is_split = (edges[first] > slogans.starts) & (edges[first - 1] >= before)
    for word, end in zip(first[is_split] - 1, slogans.starts[is_split], strict=True):
        ids[word] = id_of(text[edges[word] : end])
    rest_ends = np.minimum(edges[last], after)
    has_rest = rest_ends > slogans.ends
    rests = slogans.ends[has_rest]
    rest_ids = [id_of(text[start:end]) for start, end in zip(rests, rest_ends[has_rest], strict=True)]
    kept = np.ones(len(ids), dtype=bool)
    kept[_count_up(first, last)] = False
    starts = np.concatenate([starts[kept], slogans.starts, rests])
    ids = np.concatenate([ids[kept], slogans.numbers, np.array(rest_ids, dtype=np.int32)])
    order = np.argsort(starts, kind="stable")
    return ids[order], starts[order]


def _count_up(first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The whole numbers of each range from `first` up to, but not including, `last`."""
    n = last - first
    return np.repeat(first - np.cumsum(n) + n, n) + np.arange(n.sum())
