"""Incidence: which slogan stands in which document, as integers, for the tables that count them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.documents.corpus import Corpus

if TYPE_CHECKING:
    import pandas as pd

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Counts:
    """How often slogans stand in groups of documents, in the order of slogan and group.

    Attributes:
        slogan, group: their numbers; no pair comes twice.
        n: occurrences of the slogan in the group.
        n_nested: of these, inside a longer slogan.
        n_docs: documents of the group with it.
    """

    slogan: Integers
    group: Integers
    n: Integers
    n_nested: Integers
    n_docs: Integers

    def by(self, group: Integers) -> Counts:
        """The same in groups of these groups: `group` has the number of each, below 0 for none."""
        kept = np.flatnonzero(group[self.group] >= 0)
        slogan, of = self.slogan[kept], group[self.group[kept]]
        width = int(group.max(initial=0)) + 1
        pair, which = np.unique(slogan * width + of, return_inverse=True)
        sums = (
            np.bincount(which, weights=column[kept], minlength=len(pair)).astype(np.int64)
            for column in (self.n, self.n_nested, self.n_docs)
        )
        return Counts(pair // width, pair % width, *sums)


@dataclass(frozen=True)
class Incidence:
    """The slogans of documents.

    Attributes:
        slogans: their names, in order.
        slogan, document: of each occurrence the number of its slogan, and of its document.
        is_nested: whether it stands inside a longer slogan.
        occurrences: from `find_occurrences`, those of the documents alone.
    """

    slogans: pd.Index
    slogan: Integers
    document: Integers
    is_nested: NDArray[np.bool_]
    occurrences: pd.DataFrame

    @classmethod
    def of(cls, corpus: Corpus, occurrences: pd.DataFrame | Incidence) -> Incidence:
        """The slogans of a corpus; occurrences in other documents are left out."""
        if isinstance(occurrences, Incidence):
            return occurrences
        import pandas as pd

        number = {document.doc_id: i for i, document in enumerate(corpus)}
        which, doc_ids = pd.factorize(occurrences["doc_id"])
        document = np.array([number.get(name, -1) for name in doc_ids], dtype=np.int64)[which]
        if (document < 0).any():
            occurrences, document = occurrences[document >= 0], document[document >= 0]
        slogan, slogans = pd.factorize(occurrences["slogan"], sort=True)
        is_nested = (occurrences["nested_in"] != "").to_numpy(dtype=bool)
        return cls(slogans, slogan.astype(np.int64), document, is_nested, occurrences)

    @cached_property
    def counts(self) -> Counts:
        """How often each slogan stands in each document that has it."""
        width = int(self.document.max(initial=0)) + 1
        pair, which = np.unique(self.slogan * width + self.document, return_inverse=True)
        n = np.bincount(which, minlength=len(pair))
        n_nested = np.bincount(which[self.is_nested], minlength=len(pair))
        return Counts(pair // width, pair % width, n, n_nested, np.ones_like(n))

    @cached_property
    def first(self) -> Integers:
        """The row of `occurrences` in which each slogan comes first."""
        rows = np.arange(len(self.slogan), dtype=np.int64)
        first = np.empty(len(self.slogans), dtype=np.int64)
        # Of several values for one place the last one written stays.
        first[self.slogan[::-1]] = rows[::-1]
        return first
