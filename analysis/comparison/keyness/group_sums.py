"""Sums over documents that keyness is computed from: of each group, of the rest, and of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.inference import Floats, Integers
from analysis.tokens import Tokens

if TYPE_CHECKING:
    from scipy import sparse


@dataclass(frozen=True)
class TermSums:
    """Sums over some documents, from which the effect and the interval of each term are computed.

    Attributes:
        docs: number of documents.
        size: words of all of them.
        size_squares: squared words of a document, summed over documents.
        n: occurrences of each term.
        present: documents that have each term.
        squares: squared occurrences of each term in a document, summed over documents.
        products: occurrences × words of a document, summed over documents.
    """

    docs: int
    size: float
    size_squares: float
    n: Floats
    present: Floats
    squares: Floats
    products: Floats

    @classmethod
    def of(cls, counts: sparse.csr_matrix, lengths: Floats) -> TermSums:
        """Sum counts (documents × terms) and lengths (words of each document)."""
        n, products = counts.T @ np.ones(len(lengths)), counts.T @ lengths
        squares = counts.power(2).T @ np.ones(len(lengths))
        return cls(
            len(lengths),
            float(lengths.sum()),
            float((lengths**2).sum()),
            n,
            counts.getnnz(axis=0).astype(float),
            squares,
            products,
        )

    def minus(self, part: TermSums) -> TermSums:
        """The sums over the other documents, those that are not in `part`."""
        return TermSums(
            self.docs - part.docs,
            self.size - part.size,
            self.size_squares - part.size_squares,
            self.n - part.n,
            self.present - part.present,
            self.squares - part.squares,
            self.products - part.products,
        )


@dataclass(frozen=True)
class GroupedCounts:
    """The counts of a corpus, and which documents are in which group.

    Attributes:
        members: groups × documents; a document without a group is in no row.
        counts: documents × terms.
        by_term: terms × documents.
        lengths: words of each document.
        everything: the sums over all documents that have a group.
    """

    members: sparse.csr_matrix
    counts: sparse.csr_matrix
    by_term: sparse.csr_matrix
    lengths: Floats
    everything: TermSums

    @classmethod
    def of(cls, tokens: Tokens, members: sparse.csr_matrix) -> GroupedCounts:
        """Take the counts of `tokens`, grouped by `members` (groups × documents)."""
        counts, lengths = tokens.counts, np.asarray(tokens.counts.sum(axis=1)).ravel()
        grouped = members.indices
        everything = TermSums.of(counts[grouped], lengths[grouped])
        return cls(members, counts, counts.T.tocsr(), lengths, everything)

    @property
    def largest(self) -> int:
        """Documents of the largest group."""
        return int(np.diff(self.members.indptr).max())

    def documents(self, group: int) -> Integers:
        """Rows of a group's documents."""
        return self.members.indices[self.members.indptr[group] : self.members.indptr[group + 1]]

    def sums(self, group: int) -> TermSums:
        """The sums over a group's documents."""
        own = self.documents(group)
        return TermSums.of(self.counts[own], self.lengths[own])

    def compared_documents(self, group: int, against: int | None) -> Integers:
        """Rows of the documents compared: those of the group, then those of `against` or of all groups."""
        own = self.documents(group)
        rest = self.documents(against) if against is not None else self.members.indices
        return np.concatenate([own, rest[~np.isin(rest, own)]])
