"""A test for trend: are the documents with a slogan later, or earlier, than chance allows?"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, erfc, sqrt

import numpy as np

from analysis.inference import Floats, Integers

# With at most so many documents that have the slogan (or lack it) the test is exact; above that it
# takes the normal distribution.
EXACT_UP_TO = 50


@dataclass(frozen=True)
class TrendTest:
    """Whether the documents with a slogan are later, or earlier, than documents drawn at random.

    The statistic is the sum of their years, as in Cochran (1954) and Armitage (1955). Without a trend
    the documents with a slogan could be any, so the statistic is distributed as a sum drawn without
    replacement. Years count from the first.

    Attributes:
        chances: chance of each sum of years (column) by the number of documents drawn (row, 0 to 50).
        total: sum of the years of all documents.
        n: number of all documents.
        variance: of the years of all documents, with n - 1 as the divisor.
    """

    chances: Floats
    total: int
    n: int
    variance: float

    @classmethod
    def of(cls, years: Integers, year_docs: Integers) -> TrendTest:
        """Prepare the test for a corpus.

        Args:
            years: the years of the corpus, in order.
            year_docs: documents of each.
        """
        scores, n = (years - years[0]).tolist(), int(year_docs.sum())
        most_drawn = min(EXACT_UP_TO, n)
        ways = np.zeros((most_drawn + 1, most_drawn * int(scores[-1]) + 1))
        ways[0, 0] = 1.0
        for score, n_in_year in zip(scores, year_docs.tolist(), strict=True):
            ways = _add_year(ways, score, n_in_year)
        document_years = np.repeat(scores, year_docs)
        chances = ways / ways.sum(axis=1, keepdims=True)
        variance = float(document_years.var()) * n / max(1, n - 1)
        return cls(chances, int(document_years.sum()), n, variance)

    def p(self, drawn: int, year_sum: int) -> float:
        """Two-sided p: the chance of a sum as far from the expected one, or further.

        Args:
            drawn: documents that have the slogan.
            year_sum: sum of their years, counted from the first year of the corpus.
        """
        if self._has_fewer_without(drawn):
            drawn, year_sum = self.n - drawn, self.total - year_sum
        expected = drawn * self.total / self.n
        distance = abs(year_sum - expected)
        if drawn >= len(self.chances):
            spread = sqrt(drawn * (self.n - drawn) / self.n * self.variance)
            # Half a year is the continuity correction: sums of years are whole numbers.
            return erfc(max(0.0, distance - 0.5) / spread / sqrt(2)) if spread else 1.0
        is_as_far = np.abs(np.arange(self.chances.shape[1]) - expected) >= distance - 1e-9
        return min(1.0, float(self.chances[drawn, is_as_far].sum()))

    def least_p(self, drawn: int) -> float:
        """The smallest p that so many documents can give: as many as possible first, or last."""
        if self._has_fewer_without(drawn):
            drawn = self.n - drawn
        if drawn >= len(self.chances):
            return 0.0
        possible_sums = np.flatnonzero(self.chances[drawn])
        return min(self.p(drawn, int(possible_sums[0])), self.p(drawn, int(possible_sums[-1])))

    def _has_fewer_without(self, drawn: int) -> bool:
        """Whether fewer documents lack the slogan than have it; then those are tested, with the same p."""
        return 2 * drawn > self.n


def _add_year(ways: Floats, score: int, n_in_year: int) -> Floats:
    """Ways to draw documents by their number and sum of years, after a year's documents are added."""
    n_rows, n_columns = ways.shape
    added = np.zeros_like(ways)
    for drawn in range(min(n_in_year, n_rows - 1) + 1):
        shift = drawn * score
        # The table is as wide as the largest sum, so nothing that counts is cut off.
        added[drawn:, shift:] += float(comb(n_in_year, drawn)) * ways[: n_rows - drawn, : n_columns - shift]
    return added
