"""Pairs of groups: how alike districts, years, or districts in a year are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.similarity.document_pairs import measured_pairs
from analysis.comparison.similarity.group_terms import mean_vectors
from analysis.comparison.similarity.jackknife import score_with_intervals
from analysis.comparison.similarity.jackknife_input import (
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
        vectors: from `tfidf`, if they were made already.
        measured: this many pairs, the most alike, get intervals; see `compare_documents`.
        all_pairs_up_to: up to this many groups every pair is listed. None: the setting of that
            name of the corpus.
        neighbours: with more groups, nearest groups of each that are listed. None: the setting
            of that name of the corpus.

    Returns:
        A row for each pair of groups, the most alike first.

        by: the grouping.
        a: name of the one group, in front of b in sorted order.
        b: name of the other.
        score: cosine of the mean vectors, 0 to 1.
        low: lower end of its 95 % interval over the documents of each group, or over the sections
            if a group is one document; NaN for a group of two documents, and for a single one
            with fewer than three sections or paragraphs, as all intervals here.
        high: its upper end.
        mean_pairs: mean cosine of a document of a and one of b, 0 to 1.
        mean_pairs_low: lower end of its interval.
        mean_pairs_high: upper end.
        group_docs_a: documents of a.
        group_docs_b: documents of b.
        single: whether a group is one document alone.

    Raises:
        ValueError: `by` is not one of these.
    """
    import pandas as pd

    names, members = group_matrix(tokens.corpus, by=by)
    sizes = np.diff(members.indptr)
    vectors = tfidf(tokens) if vectors is None else vectors
    measured = measured_pairs(tokens.corpus) if measured is None else measured
    settings = tokens.corpus.settings
    all_pairs_up_to = settings.all_pairs_up_to if all_pairs_up_to is None else all_pairs_up_to
    neighbours = settings.neighbours if neighbours is None else neighbours
    means = mean_vectors(members, vectors)
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
    intervals = _compute_intervals(tokens, members, vectors, (first[:measured], second[:measured]))
    for column, values in intervals.items():
        table.loc[: len(values) - 1, column] = values
    return table


def _compute_intervals(
    tokens: Tokens,
    members: sparse.csr_matrix,
    vectors: sparse.csr_matrix,
    pairs: tuple[np.ndarray, np.ndarray],
) -> dict[str, np.ndarray]:
    """Intervals of the pooled score and of the mean of pairs, by column.

    A group of several documents is cut into its documents, one of a single document into its
    sections. The two kinds are prepared apart and stacked: groups of several come first.
    """
    groups, local = np.unique(np.concatenate(pairs), return_inverse=True)
    if not len(groups):
        return {}
    single = np.diff(members.indptr)[groups] == 1
    place = np.empty(len(groups), np.int64)
    place[np.argsort(single, kind="stable")] = np.arange(len(groups))
    first, second = place[local[: len(pairs[0])]], place[local[len(pairs[0]) :]]
    units, edges = count_words_by_unit(tokens, members[groups[single]].indices)
    sublinear = tokens.corpus.settings.sublinear_tf
    of_one = prepare_cosine(units, edges, idf_of(tokens), sublinear=sublinear)
    several = members[groups[~single]]
    pooled = prepare_group_cosine(vectors[several.indices], several.indptr)
    # The mean of pairs is the same product over numbers of documents instead of lengths.
    sizes = pooled.n_units
    sizes_without = np.repeat(sizes - 1.0, sizes)
    means = replace(pooled, lengths=sizes.astype(float), lengths_without=sizes_without)
    columns = {}
    for name, of_several in (("", pooled), ("mean_pairs_", means)):
        both = stack_inputs(of_several, of_one)
        _, columns[f"{name}low"], columns[f"{name}high"] = score_with_intervals((both, both), first, second)
    return columns
