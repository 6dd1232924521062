"""Pairs of documents: how alike they are, how certain that is, and how it compares with other pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.similarity.cosines import Pairs, score_pairs
from analysis.comparison.similarity.expected import expected_scores
from analysis.comparison.similarity.jackknife import score_with_intervals
from analysis.comparison.similarity.jackknife_input import prepare_containment, prepare_cosine
from analysis.comparison.similarity.jackknife_units import count_shingles_by_unit, count_words_by_unit
from analysis.comparison.similarity.nearest import nearest_rows, select_pairs
from analysis.comparison.similarity.shingles import count_shingles, count_texts
from analysis.comparison.similarity.vectors import (
    idf_of,
    inverse_document_frequency,
    smoothed_idf,
    tfidf,
    unit,
    weigh,
)
from analysis.documents.corpus import IDENTITY, Corpus
from analysis.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

    from analysis.comparison.similarity.frozen_weights import FrozenWeights

COLUMNS = (
    "score",
    "low",
    "high",
    "expected",
    "n_expected",
    "expected_from",
    "than_usual",
    "score_frozen",
    "frozen_low",
    "frozen_high",
    "shingle",
    "shingle_low",
    "shingle_high",
    "containment_ab",
    "containment_ab_low",
    "containment_ab_high",
    "containment_ba",
    "containment_ba_low",
    "containment_ba_high",
)


def compare_documents(
    tokens: Tokens,
    vectors: sparse.csr_matrix | None = None,
    *,
    pairs: Sequence[tuple[str, str]] | None = None,
    frozen_weights: FrozenWeights | None = None,
    measured: int | None = None,
    all_pairs_up_to: int | None = None,
    neighbours: int | None = None,
) -> pd.DataFrame:
    """How alike documents are: TF-IDF cosine of words, slogans whole, beside other measures.

    Every pair in a corpus of up to `all_pairs_up_to` documents; in a larger one the pairs in
    which one is among the other's `neighbours` nearest.

    Args:
        tokens: the corpus.
        vectors: from `tfidf`, if they were made already.
        pairs: only these pairs, label or doc_id of two documents each, in the given order.
        frozen_weights: score by these too, beside the corpus's own idf.
        measured: this many pairs, the most alike, get intervals, shingles and containment. None:
            `measured_pairs` of the corpus's settings, in a large corpus `explained_pairs`.
        all_pairs_up_to: up to this many documents every pair is listed. None: the setting of
            that name of the corpus.
        neighbours: with more documents, nearest documents of each that are listed. None: the
            setting of that name of the corpus.

    Returns:
        A row for each pair, the most alike first; of more than `all_pairs_up_to` documents only the
        pairs in which one is among the other's `neighbours` nearest. Empty where not given: beyond
        the first `measured_pairs`; an interval where a document has fewer than three sections or paragraphs.

        a: doc_id of the document that comes first in the corpus.
        b: doc_id of the other.
        label_a: label of a.
        label_b: label of b.
        place_a: place of a.
        place_b: place of b.
        adcode_a: code of the place of a.
        adcode_b: code of the place of b.
        year_a: plan year of a.
        year_b: plan year of b.
        score: TF-IDF cosine over words with slogans whole, 0 to 1.
        low: lower end of its 95 % interval over sections; for the first `measured_pairs` only.
        high: upper end of it.
        expected: mean score of the other pairs of that kind: what such plans usually score; empty in a
            corpus with fewer than five other pairs.
        n_expected: how many pairs these are.
        expected_from: what they share with the pair: years and levels; years apart and levels; levels;
            corpus; the narrowest with five others.
        than_usual: more or less where `expected` lies outside of the interval, as usual within it; empty
            where one of the two is not given.
        score_frozen: the same cosine by frozen weights: it stays what it is when documents are added.
        frozen_low: lower end of the 95 % interval of score_frozen; for the first `measured_pairs` only.
        frozen_high: upper end of it.
        shingle: TF-IDF cosine of three hanzi in a row; for the first `measured_pairs` only.
        shingle_low: lower end of the 95 % interval of it.
        shingle_high: upper end of it.
        containment_ab: share of a's distinct shingles that b has; for the first `measured_pairs` only.
        containment_ab_low: lower end of the 95 % interval of it.
        containment_ab_high: upper end of it.
        containment_ba: share of b's distinct shingles that a has; for the first `measured_pairs` only.
        containment_ba_low: lower end of the 95 % interval of it.
        containment_ba_high: upper end of it.

    Raises:
        FrozenWeightsError: the frozen weights were made with other settings.
        UnknownDocumentError: `pairs` names a document that is not in the corpus.
        ValueError: `pairs` names a document with itself.
    """
    import pandas as pd

    vectors = tfidf(tokens) if vectors is None else vectors
    measured = measured_pairs(tokens.corpus) if measured is None else measured
    if pairs is None:
        settings = tokens.corpus.settings
        first, second, score = select_pairs(
            vectors,
            settings.all_pairs_up_to if all_pairs_up_to is None else all_pairs_up_to,
            settings.neighbours if neighbours is None else neighbours,
        )
    else:
        first, second, score = _score_named(tokens.corpus, vectors, pairs)
    usual = expected_scores(tokens.corpus, vectors, (first, second, score))
    columns = {
        "score": score,
        "expected": usual.score,
        "n_expected": usual.n,
        "expected_from": usual.basis,
    }
    if frozen_weights is not None:
        frozen = tfidf(tokens, frozen_weights=frozen_weights)
        columns["score_frozen"] = np.clip(score_pairs(frozen, first, second), 0.0, 1.0)
    columns |= _measure_pairs(tokens, first[:measured], second[:measured], frozen_weights)
    names = np.array([document.doc_id for document in tokens.corpus], dtype=object)
    table = pd.DataFrame({"a": names[first], "b": names[second]})
    a, b = tokens.corpus.identify(first), tokens.corpus.identify(second)
    for name in IDENTITY[1:]:
        table[f"{name}_a"], table[f"{name}_b"] = a[name], b[name]
    for column in COLUMNS:
        values = columns.get(column, np.empty(0))
        missing = len(first) - len(values)
        table[column] = np.concatenate([values, np.full(missing, np.nan)]) if missing else values
    table["than_usual"] = _compare_with_usual(table)
    return table


def _compare_with_usual(table: pd.DataFrame) -> np.ndarray:
    """Whether each score is "more", "less" or "as usual" for such plans."""
    return np.select(
        [
            table["expected"] < table["low"],
            table["expected"] > table["high"],
            table["low"].notna() & table["expected"].notna(),
        ],
        ["more", "less", "as usual"],
        "",
    ).astype(object)


def measured_pairs(corpus: Corpus) -> int:
    """How many pairs get intervals and other measures: fewer in a large corpus, to save time."""
    settings = corpus.settings
    large = len(corpus) > settings.all_pairs_up_to
    return settings.explained_pairs if large else settings.measured_pairs


def _score_named(corpus: Corpus, vectors: sparse.csr_matrix, pairs: Sequence[tuple[str, str]]) -> Pairs:
    """Rows and cosine of pairs that are given by name.

    Raises:
        UnknownDocumentError: no document has that name.
        ValueError: both names are of one document.
    """
    row_of = {document.doc_id: row for row, document in enumerate(corpus)}
    rows = [[row_of[corpus[name].doc_id] for name in pair] for pair in pairs]
    for pair, (a, b) in zip(pairs, rows, strict=True):
        if a == b:
            raise ValueError(f'"{pair[0]}" and "{pair[1]}" are one document; name two.')
    first, second = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    return first, second, np.clip(score_pairs(vectors, first, second), 0.0, 1.0)


def _measure_pairs(
    tokens: Tokens, first: np.ndarray, second: np.ndarray, frozen_weights: FrozenWeights | None
) -> dict[str, np.ndarray]:
    """The columns that only the most alike pairs get.

    Documents that are in several pairs are counted once.
    """
    documents, local = np.unique(np.concatenate([first, second]), return_inverse=True)
    pairs = local[: len(first)], local[len(first) :]
    by_words = _measure_by_words(tokens, documents, pairs, frozen_weights)
    return by_words | _measure_by_shingles(tokens.corpus, documents, pairs)


def _measure_by_words(
    tokens: Tokens,
    documents: np.ndarray,
    pairs: tuple[np.ndarray, np.ndarray],
    frozen_weights: FrozenWeights | None,
) -> dict[str, np.ndarray]:
    """Intervals of the cosines over words; `pairs` are positions in `documents`."""
    units, edges = count_words_by_unit(tokens, documents)
    sublinear = tokens.corpus.settings.sublinear_tf
    prepared = prepare_cosine(units, edges, idf_of(tokens), sublinear=sublinear)
    columns = {}
    _, columns["low"], columns["high"] = score_with_intervals((prepared, prepared), *pairs)
    if frozen_weights is not None:
        idf = idf_of(tokens, frozen_weights=frozen_weights)
        prepared = prepare_cosine(units, edges, idf, sublinear=sublinear)
        _, columns["frozen_low"], columns["frozen_high"] = score_with_intervals((prepared, prepared), *pairs)
    return columns


def _measure_by_shingles(
    corpus: Corpus, documents: np.ndarray, pairs: tuple[np.ndarray, np.ndarray]
) -> dict[str, np.ndarray]:
    """Shingle cosine and both containments, with intervals; `pairs` are positions in `documents`."""
    shingles, units, edges = count_shingles_by_unit(corpus, documents)
    n_docs = count_texts(corpus.compared_texts, shingles)
    idf = smoothed_idf(n_docs, len(corpus))
    prepared = prepare_cosine(units, edges, idf, sublinear=corpus.settings.sublinear_tf)
    whole, part = prepare_containment(units, edges)
    columns = {}
    for name, both in (
        ("shingle", (prepared, prepared)),
        ("containment_ab", (whole, part)),
        ("containment_ba", (part, whole)),
    ):
        columns[name], columns[f"{name}_low"], columns[f"{name}_high"] = score_with_intervals(both, *pairs)
    return columns


def shingle_vectors(corpus: Corpus) -> sparse.csr_matrix:
    """Unit TF-IDF vectors of all documents over shingles of three hanzi: documents × shingles."""
    _, counts = count_shingles(corpus.compared_texts)
    idf = inverse_document_frequency(counts)
    return unit(weigh(counts, idf, sublinear=corpus.settings.sublinear_tf))


def nearest_documents(
    tokens: Tokens, vectors: sparse.csr_matrix | None = None, *, k: int | None = None
) -> pd.DataFrame:
    """The documents most like each document.

    Args:
        tokens: the corpus.
        vectors: from `tfidf` or `shingle_vectors`. None: by words.
        k: how many for each document. None: `neighbours` of the corpus's settings.

    Returns:
        A row for each document and neighbour.

        doc_id: path of the file under the raw folder.
        label: short name of the document, unique in the corpus.
        place: narrowest name of its place, unique to the place.
        adcode: GB/T 2260 code of the place; empty where it is not known.
        year: the year that the plan is for; empty where it is not known.
        rank: 1 for the nearest.
        neighbour: doc_id of the other document.
        score: cosine, 0 to 1.
    """
    import pandas as pd

    vectors = tfidf(tokens) if vectors is None else vectors
    row, neighbour, score = nearest_rows(vectors, tokens.corpus.settings.neighbours if k is None else k)
    names = tokens.corpus.identities["doc_id"].array
    rank = np.arange(len(row)) - np.searchsorted(row, row) + 1
    identity = tokens.corpus.identify(row)
    return pd.DataFrame({**identity, "rank": rank, "neighbour": names.take(neighbour), "score": score})
