"""Groups: which documents make up each district, each year, and each district in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.documents.corpus import Corpus

if TYPE_CHECKING:
    from scipy import sparse

GROUPINGS = ("district", "year")
# Mostly of one document each: large enough to compare, too small for keyness.
DISTRICT_YEAR = "district_year"


def group_of(corpus: Corpus, *, by: str) -> list[str]:
    """The group of each document: its place, its year, or both (西湖区 2022).

    Empty for a year that is needed and not known.

    Raises:
        ValueError: `by` is not "district", "year" or "district_year".
    """
    if by not in (*GROUPINGS, DISTRICT_YEAR):
        raise ValueError(f'by is "{by}"; it can be "district", "year" or "district_year".')
    if by == "district":
        return list(corpus.places)
    years = [str(document.metadata.year or "") for document in corpus]
    if by == "year":
        return years
    return [f"{place} {year}" if year else "" for place, year in zip(corpus.places, years, strict=True)]


def group_numbers(corpus: Corpus, *, by: str) -> tuple[np.ndarray, np.ndarray]:
    """Names of the groups in order, and for each document the number of its group; -1 for none.

    Raises:
        ValueError: `by` is not "district", "year" or "district_year".
    """
    labels = np.array(group_of(corpus, by=by), dtype=object)
    known = np.flatnonzero(labels != "")
    names, group = np.unique(labels[known].astype(str), return_inverse=True)
    numbers = np.full(len(labels), -1, dtype=np.int64)
    numbers[known] = group
    return names.astype(object), numbers


def group_matrix(corpus: Corpus, *, by: str) -> tuple[np.ndarray, sparse.csr_matrix]:
    """Names of the groups in order, and groups × documents with a 1 for each member.

    Documents of no group are in no row.

    Raises:
        ValueError: `by` is not "district", "year" or "district_year".
    """
    from scipy import sparse

    names, numbers = group_numbers(corpus, by=by)
    known = np.flatnonzero(numbers >= 0)
    shape = (len(names), len(numbers))
    return names, sparse.csr_matrix((np.ones(len(known)), (numbers[known], known)), shape=shape)
