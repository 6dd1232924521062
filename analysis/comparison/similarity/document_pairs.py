"""Pairs of documents: how alike, how surely, and how much more than usual."""

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
        vectors: from `tfidf`, where they were made already.
        pairs: only these, label or doc_id of two documents each, in the order told.
        frozen_weights: frozen weights to weigh by beside the corpus's own idf.
        measured: only so many pairs, the most alike, get what is marked * below. None:
            `measured_pairs` of the corpus's settings, in a large corpus `explained_pairs`.
        all_pairs_up_to: the most documents of which every pair is given. None: the setting of
            that name of the corpus.
        neighbours: nearest documents of each that are given of more documents. None: the setting
            of that name of the corpus.

    Returns:
        a, b (doc_id, in the order of the corpus), score (TF-IDF cosine, 0 to 1), low*, high*
        (its 95 % interval over sections), expected (mean score of the other pairs of that kind:
        what such plans usually score), n_expected (how many these are), expected_from (what they
        share with the pair: "years and levels", "years apart and levels", "levels", "corpus"),
        than_usual ("more", "less" where expected lies outside of the interval, "as usual" within
        it; empty where one of the two is not given), score_frozen (the cosine
        by the frozen weights), frozen_low*, frozen_high*, shingle* (TF-IDF cosine of
        three hanzi in a row), shingle_low*, shingle_high*, containment_ab* (share of a's distinct
        shingles that b has), containment_ab_low*, containment_ab_high*, containment_ba* (of b's
        that a has), containment_ba_low*, containment_ba_high*. The most alike first. NaN where
        not given: beyond `measured`, an interval where a document has fewer than three sections
        or paragraphs, expected where the corpus has fewer than five other pairs, no frozen weights.

    Raises:
        FrozenWeightsError: the frozen weights were made with other settings.
        KeyError: `pairs` names a document that is not there.
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
        first, second, score = _named(tokens.corpus, vectors, pairs)
    usual = expected_scores(tokens.corpus, vectors, (first, second, score))
    told = {
        "score": score,
        "expected": usual.score,
        "n_expected": usual.n,
        "expected_from": usual.basis,
    }
    if frozen_weights is not None:
        frozen = tfidf(tokens, frozen_weights=frozen_weights)
        told["score_frozen"] = np.clip(score_pairs(frozen, first, second), 0.0, 1.0)
    told |= _measures(tokens, first[:measured], second[:measured], frozen_weights)
    names = np.array([document.doc_id for document in tokens.corpus], dtype=object)
    table = pd.DataFrame({"a": names[first], "b": names[second]})
    a, b = tokens.corpus.identify(first), tokens.corpus.identify(second)
    for name in IDENTITY[1:]:
        table[f"{name}_a"], table[f"{name}_b"] = a[name], b[name]
    for column in COLUMNS:
        values = told.get(column, np.empty(0))
        missing = len(first) - len(values)
        table[column] = np.concatenate([values, np.full(missing, np.nan)]) if missing else values
    table["than_usual"] = _than_usual(table)
    return table


def _than_usual(table: pd.DataFrame) -> np.ndarray:
    """In a word how the score stands to what such plans usually score."""
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
    """How many pairs get intervals and other measures: what 500 documents bear 2,000 do not."""
    settings = corpus.settings
    large = len(corpus) > settings.all_pairs_up_to
    return settings.explained_pairs if large else settings.measured_pairs


def _named(corpus: Corpus, vectors: sparse.csr_matrix, pairs: Sequence[tuple[str, str]]) -> Pairs:
    """The pairs that were asked for."""
    order = {document.doc_id: number for number, document in enumerate(corpus)}
    numbers = [[order[corpus[name].doc_id] for name in pair] for pair in pairs]
    for pair, (a, b) in zip(pairs, numbers, strict=True):
        if a == b:
            raise ValueError(f'"{pair[0]}" and "{pair[1]}" are one document; name two.')
    first, second = np.array(numbers, dtype=np.int64).reshape(-1, 2).T
    return first, second, np.clip(score_pairs(vectors, first, second), 0.0, 1.0)


def _measures(
    tokens: Tokens, first: np.ndarray, second: np.ndarray, frozen_weights: FrozenWeights | None
) -> dict[str, np.ndarray]:
    """Intervals and the measures beside the score, for some pairs."""
    documents, local = np.unique(np.concatenate([first, second]), return_inverse=True)
    pairs = local[: len(first)], local[len(first) :]
    told = _word_measures(tokens, documents, pairs, frozen_weights)
    return told | _shingle_measures(tokens.corpus, documents, pairs)


def _word_measures(
    tokens: Tokens,
    documents: np.ndarray,
    pairs: tuple[np.ndarray, np.ndarray],
    frozen_weights: FrozenWeights | None,
) -> dict[str, np.ndarray]:
    units, edges = count_words_by_unit(tokens, documents)
    sublinear = tokens.corpus.settings.sublinear_tf
    sides = prepare_cosine(units, edges, idf_of(tokens), sublinear=sublinear)
    told = {}
    _, told["low"], told["high"] = score_with_intervals((sides, sides), *pairs)
    if frozen_weights is not None:
        idf = idf_of(tokens, frozen_weights=frozen_weights)
        sides = prepare_cosine(units, edges, idf, sublinear=sublinear)
        _, told["frozen_low"], told["frozen_high"] = score_with_intervals((sides, sides), *pairs)
    return told


def _shingle_measures(
    corpus: Corpus, documents: np.ndarray, pairs: tuple[np.ndarray, np.ndarray]
) -> dict[str, np.ndarray]:
    shingles, units, edges = count_shingles_by_unit(corpus, documents)
    n_docs = count_texts([document.text for document in corpus], shingles)
    idf = smoothed_idf(n_docs, len(corpus))
    sides = prepare_cosine(units, edges, idf, sublinear=corpus.settings.sublinear_tf)
    whole, part = prepare_containment(units, edges)
    told = {}
    for name, both in (
        ("shingle", (sides, sides)),
        ("containment_ab", (whole, part)),
        ("containment_ba", (part, whole)),
    ):
        told[name], told[f"{name}_low"], told[f"{name}_high"] = score_with_intervals(both, *pairs)
    return told


def shingle_vectors(corpus: Corpus) -> sparse.csr_matrix:
    """Unit TF-IDF vectors of all documents over shingles: documents × shingles."""
    _, counts = count_shingles([document.text for document in corpus])
    idf = inverse_document_frequency(counts)
    return unit(weigh(counts, idf, sublinear=corpus.settings.sublinear_tf))


def nearest_documents(
    tokens: Tokens, vectors: sparse.csr_matrix | None = None, *, k: int | None = None
) -> pd.DataFrame:
    """The documents most like each document.

    Args:
        tokens: the corpus.
        vectors: from `tfidf` or `shingle_vectors`; by words where none are given.
        k: how many for each document. None: `neighbours` of the corpus's settings.

    Returns:
        doc_id, rank (1 for the nearest), neighbour (doc_id), score (cosine, 0 to 1).
    """
    import pandas as pd

    vectors = tfidf(tokens) if vectors is None else vectors
    row, other, score = nearest_rows(vectors, tokens.corpus.settings.neighbours if k is None else k)
    names = tokens.corpus.identities["doc_id"].array
    rank = np.arange(len(row)) - np.searchsorted(row, row) + 1
    identity = tokens.corpus.identify(row)
    return pd.DataFrame({**identity, "rank": rank, "neighbour": names.take(other), "score": score})
