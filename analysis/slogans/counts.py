"""Counts which slogan occurs in which document, once for all tables that need it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.documents.corpus import Corpus
from analysis.inference import Integers

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Counts:
    """How often slogans occur in groups of documents, in the order of slogan and group.

    All attributes are columns of one length.

    Attributes:
        slogan, group: their numbers; each pair comes once.
        n: occurrences of the slogan in the group.
        n_nested: of these, inside a longer slogan.
        n_docs: documents of the group that have it.
    """

    slogan: Integers
    group: Integers
    n: Integers
    n_nested: Integers
    n_docs: Integers

    def regroup(self, group_of: Integers) -> Counts:
        """The counts in larger groups.

        Args:
            group_of: the number of the larger group that each group belongs to; below 0 for no group.
        """
        kept = np.flatnonzero(group_of[self.group] >= 0)
        slogan, group = self.slogan[kept], group_of[self.group[kept]]
        width = int(group_of.max(initial=0)) + 1
        pair, pair_number = np.unique(slogan * width + group, return_inverse=True)
        sums = (
            np.bincount(pair_number, weights=column[kept], minlength=len(pair)).astype(np.int64)
            for column in (self.n, self.n_nested, self.n_docs)
        )
        return Counts(pair // width, pair % width, *sums)


@dataclass(frozen=True)
class CountedOccurrences:
    """The occurrences of slogans in the documents of a corpus, with slogans and documents as numbers.

    Attributes:
        slogans: their names, in order; the place of a name is the slogan's number.
        slogan: number of the slogan of each occurrence.
        document: number of the document of each occurrence.
        is_nested: whether each occurrence is inside a longer slogan.
        table: the rows of `find_occurrences`.
    """

    slogans: pd.Index
    slogan: Integers
    document: Integers
    is_nested: NDArray[np.bool_]
    table: pd.DataFrame

    @classmethod
    def of(cls, corpus: Corpus, occurrences: pd.DataFrame | CountedOccurrences) -> CountedOccurrences:
        """Count the occurrences in the documents of a corpus; those in other documents are left out."""
        if isinstance(occurrences, CountedOccurrences):
            return occurrences
        import pandas as pd

        numbers = {document.doc_id: i for i, document in enumerate(corpus)}
        row, doc_ids = pd.factorize(occurrences["doc_id"])
        document = np.array([numbers.get(doc_id, -1) for doc_id in doc_ids], dtype=np.int64)[row]
        if (document < 0).any():
            occurrences, document = occurrences[document >= 0], document[document >= 0]
        slogan, slogans = pd.factorize(occurrences["slogan"], sort=True)
        is_nested = (occurrences["nested_in"] != "").to_numpy(dtype=bool)
        return cls(slogans, slogan.astype(np.int64), document, is_nested, occurrences)

    @cached_property
    def by_document(self) -> Counts:
        """How often each slogan occurs in each document that has it."""
        width = int(self.document.max(initial=0)) + 1
        pair, pair_number = np.unique(self.slogan * width + self.document, return_inverse=True)
        n = np.bincount(pair_number, minlength=len(pair))
        n_nested = np.bincount(pair_number[self.is_nested], minlength=len(pair))
        return Counts(pair // width, pair % width, n, n_nested, np.ones_like(n))

    @cached_property
    def first_row(self) -> Integers:
        """The row of `table` with the first occurrence of each slogan."""
        rows = np.arange(len(self.slogan), dtype=np.int64)
        first = np.empty(len(self.slogans), dtype=np.int64)
        # Where one place is written several times the last value stays, so the rows go backwards.
        first[self.slogan[::-1]] = rows[::-1]
        return first
