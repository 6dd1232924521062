"""Counts of the units of a corpus, cut in one way, for any choice of which units count.

The units are sorted and numbered once; each specification then only adds up the ones it includes.
A specification curve of 200 documents takes 5.8 s that way instead of 27 (docs/benchmarks-parts.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.robustness.units import Units
from analysis.inference import Integers

if TYPE_CHECKING:
    from scipy import sparse

SEED = 20_200_727


@dataclass(frozen=True)
class UnitCounts:
    """All units of all documents, sorted by document and in random order within it.

    Attributes:
        features: the different units.
        kind: of each unit, PLAIN, STOP, SLOGAN or NGRAM.
        edges: where the units of each document start, and where the last ones end.
        cell: of each unit, the cell of documents × features that it counts in; only cells that
            are not empty are numbered.
        cell_edges: where the cells of each document start, and where the last ones end.
        columns: feature of each cell.
        masked: by the name of a mask, whether each unit touches a masked character.
    """

    features: NDArray[np.object_]
    kind: NDArray[np.int8]
    edges: Integers
    cell: Integers
    cell_edges: Integers
    columns: Integers
    masked: dict[str, NDArray[np.bool_]]

    @classmethod
    def of(cls, units: Units, masks: dict[str, Integers], n_docs: int) -> UnitCounts:
        """Sort units; a mask is a running count of the masked characters."""
        order = np.argsort(np.random.default_rng(SEED).random(len(units.feature)), kind="stable")
        # NumPy sorts short whole numbers without comparing them.
        document = units.document.astype(np.min_scalar_type(n_docs))
        units = units.take(order[np.argsort(document[order], kind="stable")])
        width, rows = max(len(units.names), 1), np.arange(n_docs + 1)
        cells, cell = np.unique(units.document * width + units.feature, return_inverse=True)
        return cls(
            units.names,
            units.kind.astype(np.int8),
            np.searchsorted(units.document, rows),
            cell,
            np.searchsorted(cells, rows * width),
            cells % width,
            {name: mask[units.end] > mask[units.start] for name, mask in masks.items()},
        )

    def count(self, included: NDArray[np.bool_], length: str) -> sparse.csr_matrix:
        """How often each document has each feature: documents × features.

        Args:
            included: which units count.
            length: "as is", or "equal": of each document as many units as the shortest has. They
                are a random sample, because the units of a document are in random order.
        """
        from scipy import sparse

        units = np.flatnonzero(included)
        if length == "equal":
            bounds = np.searchsorted(units, self.edges)
            full = np.flatnonzero(np.diff(bounds))
            shortest = np.diff(bounds)[full].min(initial=len(units))
            units = units[(bounds[full][:, None] + np.arange(shortest)).ravel()]
        n = np.bincount(self.cell[units], minlength=len(self.columns))
        cells = np.flatnonzero(n)
        ends = np.searchsorted(cells, self.cell_edges)
        shape = (len(self.edges) - 1, len(self.features))
        return sparse.csr_matrix((n[cells].astype(float), self.columns[cells], ends), shape=shape)
