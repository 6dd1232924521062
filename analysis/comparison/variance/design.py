"""The design: which documents show the effects of place and year separately, and whether any do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from analysis.inference import Integers
from analysis.tokens import Tokens

PLACE, YEAR = "place", "year"
# With fewer permutations no p can reach .05.
MIN_PERMUTATIONS = 20
# Reasons for a refusal.
CONFOUNDED, TOO_FEW = "confounded", "too few"


@dataclass(frozen=True)
class Design:
    """Which documents are used, with the place and the year of each.

    Attributes:
        used: rows of the documents in the corpus.
        place: index of the place of each document used.
        year: index of the year of each.
        years: the year of each.
        corpus_docs: documents of the corpus.
        parts: connected parts of the graph in which each document joins its place and its year.
            Effects can be compared within a part only.
    """

    used: Integers
    place: Integers
    year: Integers
    years: Integers
    corpus_docs: int
    parts: int

    @classmethod
    def of(cls, tokens: Tokens) -> Design:
        """Take the documents with terms whose place and year have another document."""
        corpus = tokens.corpus
        has_terms = tokens.counts.getnnz(axis=1) > 0
        cells = _drop_singles(
            [
                (i, place, int(document.metadata.year))
                for i, (document, place) in enumerate(zip(corpus, corpus.places, strict=True))
                if document.metadata.year and document.is_located and has_terms[i]
            ]
        )
        used = np.array([i for i, _, _ in cells], dtype=np.int64)
        years = np.array([year for _, _, year in cells], dtype=np.int64)
        place = np.unique([place for _, place, _ in cells], return_inverse=True)[1]
        year = np.unique(years, return_inverse=True)[1]
        return cls(used, place, year, years, len(corpus), _count_parts(place, year))

    def groups(self, factor: str) -> Integers:
        """The group of each document: its place or its year."""
        return self.place if factor == PLACE else self.year

    def n_groups(self, factor: str) -> int:
        """How many groups a factor has."""
        return len(np.unique(self.groups(factor)))

    def degrees(self, factor: str, given: str) -> int:
        """Degrees of freedom of a factor, by itself or given the other factor."""
        return self.n_groups(factor) - (self.parts if given else 1)

    @property
    def residual_degrees(self) -> int:
        """Degrees of freedom that neither factor takes: repeats and crossings."""
        return len(self.used) - self.n_groups(PLACE) - self.n_groups(YEAR) + self.parts

    def reason_to_refuse(self) -> str:
        """Why the effects of place and year can't be separated: CONFOUNDED or TOO_FEW; empty if they can."""
        if len(self.used) == 0 or min(self.degrees(f, YEAR) for f in (PLACE, YEAR)) < 1:
            return CONFOUNDED
        few = min(map(self.count_permutations, (PLACE, YEAR))) < MIN_PERMUTATIONS
        return TOO_FEW if self.residual_degrees < 1 or few else ""

    def count_permutations(self, within: str) -> float:
        """In how many ways the labels of the other factor can be permuted within the groups of `within`.

        Ways that differ only in the names of the labels count once: they have the same F.
        """
        from scipy.special import gammaln

        stratum = self.groups(within)
        labels = self.year if within == PLACE else self.place
        cells = np.zeros((labels.max() + 1, stratum.max() + 1))
        np.add.at(cells, (labels, stratum), 1)
        interchangeable = np.unique(cells, axis=0, return_counts=True)[1]
        ways = gammaln(cells.sum(axis=0) + 1).sum() - gammaln(cells + 1).sum()
        return float(np.exp(min(ways - gammaln(interchangeable + 1).sum(), 50.0)) + 1e-6)


def _drop_singles(cells: list[tuple[int, str, int]]) -> list[tuple[int, str, int]]:
    """The documents (row, place, year) whose place and year have another document.

    Dropping a document may leave another single, so this is repeated until no document is dropped.
    """
    while True:
        places = Counter(place for _, place, _ in cells)
        years = Counter(year for _, _, year in cells)
        kept = [cell for cell in cells if places[cell[1]] > 1 and years[cell[2]] > 1]
        if len(kept) == len(cells):
            return kept
        cells = kept


def _count_parts(place: Integers, year: Integers) -> int:
    """Connected parts of the graph in which each document joins its place and its year."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    if not len(place):
        return 0
    n = int(place.max()) + int(year.max()) + 2
    ends = (place, year + int(place.max()) + 1)
    return int(connected_components(coo_matrix((np.ones(len(place)), ends), shape=(n, n)))[0])
