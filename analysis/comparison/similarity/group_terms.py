"""Terms of groups: the mean vector of each group, and the terms that weigh most in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.similarity.vectors import tfidf
from analysis.documents.groups import group_matrix
from analysis.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse


def group_terms(
    tokens: Tokens,
    *,
    by: str = "district",
    vectors: sparse.csr_matrix | None = None,
    most: int | None = None,
) -> pd.DataFrame:
    """The terms that weigh most in each group.

    Args:
        tokens: the corpus.
        by: "district", "year" or "district_year".
        vectors: from `tfidf`, if they were made already.
        most: terms listed of each group. None: `keyness_terms` of the corpus's settings.

    Returns:
        A row for each group and term, the `keyness_terms` weightiest of each group (or `most`),
        the weightiest first.

        by: the grouping.
        group: name of the group.
        term: the word or slogan.
        level: "word", or the level of the slogan.
        weight: mean TF-IDF weight over the group's documents.
        n: occurrences in the group.
        group_docs: documents of the group.

    Raises:
        ValueError: `by` is not one of these.
    """
    import pandas as pd

    names, members = group_matrix(tokens.corpus, by=by)
    sizes = np.diff(members.indptr)
    means = mean_vectors(members, tfidf(tokens) if vectors is None else vectors)
    counts = (members @ tokens.counts).tocsr()
    counts.sort_indices()  # now entry by entry the same as means
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


def mean_vectors(members: sparse.csr_matrix, vectors: sparse.csr_matrix) -> sparse.csr_matrix:
    """The mean vector of each group: groups × terms.

    Args:
        members: groups × documents, 1 for each document of a group.
        vectors: documents × terms.
    """
    means = (members @ vectors).tocsr()
    means.sort_indices()
    means.data /= np.repeat(np.diff(members.indptr), np.diff(means.indptr))
    return means
