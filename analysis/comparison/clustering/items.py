"""Items of a tree or map: documents, districts or years as vectors, their cosines and their merges.

Tree and map both use this module, so that they show the same items in the same order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.similarity import tfidf
from analysis.documents.groups import DISTRICT_YEAR, GROUPINGS, group_matrix
from analysis.inference import Floats, Integers
from analysis.tokens import Tokens

if TYPE_CHECKING:
    from scipy import sparse

DOCUMENTS = "documents"


def list_items(tokens: Tokens, by: str) -> tuple[NDArray[np.object_], sparse.csr_matrix]:
    """Names of all items, and the documents of each: items × documents.

    Raises:
        ValueError: `by` is not "documents" or a grouping.
    """
    from scipy import sparse

    if by not in (DOCUMENTS, *GROUPINGS, DISTRICT_YEAR):
        raise ValueError(f'by is "{by}"; it can be "documents", "district", "year" or "district_year".')
    if by != DOCUMENTS:
        return group_matrix(tokens.corpus, by=by)
    names = np.array([document.doc_id for document in tokens.corpus], dtype=object)
    return names, sparse.identity(len(names), format="csr")


def vectors_of_items(
    tokens: Tokens, by: str, vectors: sparse.csr_matrix | None
) -> tuple[NDArray[np.object_], Integers, sparse.csr_matrix]:
    """Names, numbers of documents, and summed vectors (items × terms) of the items that have terms."""
    names, members = list_items(tokens, by)
    matrix = (members @ (tfidf(tokens) if vectors is None else vectors)).tocsr()
    full = np.flatnonzero(matrix.getnnz(axis=1))
    return names[full], np.diff(members.indptr)[full].astype(np.int64), matrix[full]


def cosines_of_rows(matrix: sparse.csr_matrix) -> Floats:
    """Cosine of each pair of rows."""
    product = (matrix @ matrix.T).toarray()
    length = np.sqrt(product.diagonal())
    scale = np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)
    cosines = np.clip(product * scale[:, None] * scale, 0.0, 1.0)
    cosines = np.maximum(cosines, cosines.T)  # rounding must not make it asymmetric
    np.fill_diagonal(cosines, 1.0)
    return cosines


def link_items(cosines: Floats) -> Floats:
    """The merges of SciPy's average linkage (UPGMA), with optimal leaf order."""
    from scipy.cluster.hierarchy import linkage, optimal_leaf_ordering
    from scipy.spatial.distance import squareform

    distances = squareform(1 - cosines, checks=False)
    return optimal_leaf_ordering(linkage(distances, "average"), distances)


def list_leaves(links: Floats) -> Integers:
    """The items of a tree from left to right."""
    from scipy.cluster.hierarchy import leaves_list

    return leaves_list(links).astype(np.int64)
