"""Counts of the units of a corpus under any specification.

The units are sorted and numbered once; each specification then only counts the units it includes.
A specification curve of 200 documents takes 4 s that way instead of 27 (docs/benchmarks-parts.md).
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
        edges: where the units of each document start, and where those of the last document end.
        cell: of each unit, its cell of documents × features; only cells that are not empty are
            numbered.
        cell_edges: where the cells of each document start, and where those of the last document end.
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
        """Sort and number the units.

        Args:
            units: of all documents.
            masks: from `find_masks`, by name.
            n_docs: documents of the corpus.
        """
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
            length: "as is", or "equal": of each document as many units as the shortest has. The
                units of a document are in random order, so the first of them are a random sample.
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
