"""The view: the vectors of a corpus under one specification."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.similarity.cosines import split_columns
from analysis.inference import Floats

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

# A column that at least this share of the documents has is multiplied as a dense array. A
# specification curve takes half the time that way (docs/benchmarks-parts.md).
DENSE_FROM = 1 / 8


@dataclass(frozen=True)
class View:
    """The corpus under one specification; a claim is judged by it.

    Attributes:
        documents: doc_id, label, place, year.
        vectors: unit vectors, documents × features.
        features: the words, n-grams and slogans.
    """

    documents: pd.DataFrame
    vectors: sparse.csr_matrix
    features: NDArray[np.object_]

    @cached_property
    def similarity(self) -> Floats:
        """Cosine of each pair of documents: documents × documents."""
        frequent, rare = split_columns(self.vectors, DENSE_FROM)
        dense, rest = self.vectors[:, frequent].toarray(), self.vectors[:, rare]
        cosine: Floats = np.clip(dense @ dense.T + (rest @ rest.T).toarray(), 0.0, 1.0)
        np.fill_diagonal(cosine, (self.vectors.getnnz(axis=1) > 0).astype(float))
        return cosine

    def of(self, name: str, *, by: str = "") -> NDArray[np.bool_]:
        """Which documents have a name.

        Args:
            name: a label or doc_id; with `by`, the name of a group.
            by: "district" or "year".

        Raises:
            KeyError: no document has that name.
        """
        table = self.documents
        if by:
            has_name = table["place" if by == "district" else "year"].astype(str) == name
        else:
            has_name = (table["label"] == name) | (table["doc_id"] == name)
        if not has_name.any():
            raise KeyError(f'No {by or "document"} is called "{name}".')
        return has_name.to_numpy(dtype=bool)
