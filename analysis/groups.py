"""Groups: which documents make up each district, and each year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.corpus import Corpus

if TYPE_CHECKING:
    from scipy import sparse

GROUPINGS = ("district", "year")


def group_of(corpus: Corpus, *, by: str) -> list[str]:
    """The group of each document: its place, or its year; empty where the year is not known.

    Raises:
        ValueError: `by` is neither "district" nor "year".
    """
    if by not in GROUPINGS:
        raise ValueError(f'by is "{by}"; it can be "district" or "year".')
    if by == "district":
        return list(corpus.places)
    return [str(document.metadata.year or "") for document in corpus]


def group_matrix(corpus: Corpus, *, by: str) -> tuple[np.ndarray, sparse.csr_matrix]:
    """Names of the groups in order, and groups × documents with a 1 for each member.

    Documents of no group are in no row.

    Raises:
        ValueError: `by` is neither "district" nor "year".
    """
    from scipy import sparse

    labels = np.array(group_of(corpus, by=by), dtype=object)
    known = np.flatnonzero(labels != "")
    names, group = np.unique(labels[known].astype(str), return_inverse=True)
    shape = (len(names), len(labels))
    matrix = sparse.csr_matrix((np.ones(len(known)), (group, known)), shape=shape)
    return names.astype(object), matrix
