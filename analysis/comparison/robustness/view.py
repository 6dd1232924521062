"""The view: the vectors of a corpus under one specification."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.inference import Floats

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

# Columns that this share of the documents has are multiplied densely: many times faster, and a
# specification curve makes 128 such products.
DENSE_FROM = 1 / 8


@dataclass(frozen=True)
class View:
    """The corpus under one specification: what a claim is judged by.

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
        """Cosine of every two documents."""
        n = self.vectors.shape[0]
        frequency = self.vectors.getnnz(axis=0)
        dense = self.vectors[:, np.flatnonzero(frequency >= max(2.0, n * DENSE_FROM))].toarray()
        rest = self.vectors[:, np.flatnonzero((frequency > 1) & (frequency < n * DENSE_FROM))]
        cosine: Floats = np.clip(dense @ dense.T + (rest @ rest.T).toarray(), 0.0, 1.0)
        np.fill_diagonal(cosine, (self.vectors.getnnz(axis=1) > 0).astype(float))
        return cosine

    def of(self, name: str, *, by: str = "") -> NDArray[np.bool_]:
        """Which documents have that name.

        Args:
            name: a label or doc_id; with `by`, the name of a group.
            by: "district" or "year".

        Raises:
            KeyError: no document has that name.
        """
        table = self.documents
        if by:
            chosen = table["place" if by == "district" else "year"].astype(str) == name
        else:
            chosen = (table["label"] == name) | (table["doc_id"] == name)
        if not chosen.any():
            raise KeyError(f'No {by or "document"} is called "{name}".')
        return chosen.to_numpy(dtype=bool)
