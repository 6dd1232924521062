"""Groups compared: districts, years, and districts in a year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.similarity.document_pairs import measured_pairs
from analysis.comparison.similarity.jackknife import score_with_intervals
from analysis.comparison.similarity.jackknife_input import (
    JackknifeInput,
    prepare_cosine,
    prepare_group_cosine,
    stack_inputs,
)
from analysis.comparison.similarity.jackknife_units import count_words_by_unit
from analysis.comparison.similarity.nearest import select_pairs
from analysis.comparison.similarity.vectors import idf_of, squares, tfidf, unit
from analysis.documents.groups import group_matrix
from analysis.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse


def compare_groups(
    tokens: Tokens,
    *,
    by: str = "district",
    vectors: sparse.csr_matrix | None = None,
    measured: int | None = None,
    all_pairs_up_to: int | None = None,
    neighbours: int | None = None,
) -> pd.DataFrame:
    """How alike districts, years, or districts in a year are, by TF-IDF cosine.

    A group's vector is the mean of its documents' unit vectors, so that a long document weighs no
    more than a short one. Every pair of up to `all_pairs_up_to` groups; of more, the pairs in
    which one is among the other's `neighbours` nearest.

    Args:
        tokens: the corpus.
        by: "district", "year" or "district_year".
        vectors: from `tfidf`, where they were made already.
        measured: only so many pairs, the most alike, get intervals; see `compare_documents`.
        all_pairs_up_to: the most groups of which every pair is given. None: the setting of that
            name of the corpus.
        neighbours: nearest groups of each that are given of more groups. None: the setting of
            that name of the corpus.

    Returns:
        by, a, b (names of the groups, a before b), score (pooled: cosine of the mean vectors, 0 to
        1), low, high (95 % interval over the documents of each group; over its sections where a
        group is one document), mean_pairs (mean cosine of a document of a and one of b),
        mean_pairs_low, mean_pairs_high, group_docs_a, group_docs_b (documents in each), single (whether a group is
        one document alone). Intervals are NaN for a group of two documents, and for a single one
        with fewer than three sections or paragraphs. The most alike first.

    Raises:
        ValueError: `by` is none of these.
    """
    import pandas as pd

    names, members = group_matrix(tokens.corpus, by=by)
    sizes = np.diff(members.indptr)
    vectors = tfidf(tokens) if vectors is None else vectors
    measured = measured_pairs(tokens.corpus) if measured is None else measured
    settings = tokens.corpus.settings
    all_pairs_up_to = settings.all_pairs_up_to if all_pairs_up_to is None else all_pairs_up_to
    neighbours = settings.neighbours if neighbours is None else neighbours
    means = _means(members, vectors)
    first, second, score = select_pairs(unit(means), all_pairs_up_to, neighbours)
    length = np.sqrt(squares(means))
    pairs = np.clip(score * length[first] * length[second], 0.0, 1.0)
    table = pd.DataFrame(
        {
            "by": by,
            "a": names[first],
            "b": names[second],
            "score": score,
            "low": np.nan,
            "high": np.nan,
            "mean_pairs": pairs,
            "mean_pairs_low": np.nan,
            "mean_pairs_high": np.nan,
            "group_docs_a": sizes[first],
            "group_docs_b": sizes[second],
            "single": np.minimum(sizes[first], sizes[second]) == 1,
        }
    )
    found = _compute_intervals(tokens, members, vectors, (first[:measured], second[:measured]))
    for column, values in found.items():
        table.loc[: len(values) - 1, column] = values
    return table


def _means(members: sparse.csr_matrix, vectors: sparse.csr_matrix) -> sparse.csr_matrix:
    """The mean vector of each group."""
    means = (members @ vectors).tocsr()
    means.sort_indices()
    means.data /= np.repeat(np.diff(members.indptr), np.diff(means.indptr))
    return means


def _compute_intervals(
    tokens: Tokens,
    members: sparse.csr_matrix,
    vectors: sparse.csr_matrix,
    pairs: tuple[np.ndarray, np.ndarray],
) -> dict[str, np.ndarray]:
    """Intervals of the pooled score and of the mean of pairs."""
    groups, local = np.unique(np.concatenate(pairs), return_inverse=True)
    if not len(groups):
        return {}
    alone = np.diff(members.indptr)[groups] == 1
    place = np.empty(len(groups), np.int64)
    place[np.argsort(alone, kind="stable")] = np.arange(len(groups))  # those of one come last
    first, second = place[local[: len(pairs[0])]], place[local[len(pairs[0]) :]]
    ones = _sides_of_ones(tokens, members[groups[alone]].indices)
    several = _sides_of_several(members[groups[~alone]], vectors)
    told = {}
    sizes = several.n_units
    left = np.repeat(sizes - 1.0, sizes)
    for name, sides in (
        ("", several),
        ("mean_pairs_", replace(several, lengths=sizes.astype(float), lengths_without=left)),
    ):
        both = stack_inputs(sides, ones)
        _, told[f"{name}low"], told[f"{name}high"] = score_with_intervals((both, both), first, second)
    return told


def _sides_of_ones(tokens: Tokens, documents: np.ndarray) -> JackknifeInput:
    units, edges = count_words_by_unit(tokens, documents)
    sublinear = tokens.corpus.settings.sublinear_tf
    return prepare_cosine(units, edges, idf_of(tokens), sublinear=sublinear)


def _sides_of_several(members: sparse.csr_matrix, vectors: sparse.csr_matrix) -> JackknifeInput:
    return prepare_group_cosine(vectors[members.indices], members.indptr)


def group_terms(
    tokens: Tokens,
    *,
    by: str = "district",
    vectors: sparse.csr_matrix | None = None,
    most: int | None = None,
) -> pd.DataFrame:
    """The weightiest terms of each group.

    Args:
        tokens: the corpus.
        by: "district", "year" or "district_year".
        vectors: from `tfidf`, where they were made already.
        most: terms of each group at most. None: `keyness_terms` of the corpus's settings.

    Returns:
        by, group, term, level, weight (mean TF-IDF weight over the group's documents), n
        (occurrences in the group), group_docs (documents of the group); for each group the
        `most` weightiest, the weightiest first.

    Raises:
        ValueError: `by` is none of these.
    """
    import pandas as pd

    names, members = group_matrix(tokens.corpus, by=by)
    sizes = np.diff(members.indptr)
    means = _means(members, tfidf(tokens) if vectors is None else vectors)
    counts = (members @ tokens.counts).tocsr()
    counts.sort_indices()  # both have the same entries, then
    group = np.repeat(np.arange(len(names)), np.diff(means.indptr))
    order = np.lexsort((means.indices, -means.data, group))
    rank = np.arange(len(order)) - np.searchsorted(group, group)
    kept = order[rank < (tokens.corpus.settings.keyness_terms if most is None else most)]
    term = means.indices[kept]
    return pd.DataFrame(
        {
            "by": by,
            "group": names[group[kept]],
            "term": tokens.terms[term],
            "level": tokens.term_levels[term],
            "weight": means.data[kept],
            "n": counts.data[kept].astype(np.int64),
            "group_docs": sizes[group[kept]],
        }
    )
