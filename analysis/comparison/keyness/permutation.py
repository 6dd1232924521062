"""The permutation test of keyness: documents are dealt out anew, with the same deals for all groups."""

from __future__ import annotations

from functools import lru_cache
from math import comb
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.inference import Floats, Integers, draw_groups, permutation_p

if TYPE_CHECKING:
    from scipy import sparse

# A p that so many draws reached is known well enough; one that fewer reached gets up to so many
# times the draws, as long as they take no more random numbers than that.
FEW_REACHED, MORE_DRAWS, MOST_NUMBERS = 10, 20, 5_000_000
AT_ONCE = 1_000  # draws looked at together


def group_test(
    counts: sparse.csr_matrix,
    lengths: Floats,
    texts: Integers,
    size: int,
    *,
    draws: int,
    seed: int,
    largest: int = 0,
) -> tuple[Floats, float]:
    """Whether a group of texts has more, or less, of something than texts dealt out at random.

    The statistic is Pearson's X² of having it against being of the group; its distribution comes
    from groups of as many texts, so that what a single text repeats counts as one text's habit.

    Args:
        counts: terms × texts, whole numbers.
        lengths: words of each text.
        texts: those that are compared, the group's first.
        size: texts of the group.
        draws: groups to draw, where there are more than 20 times as many. A term that 10 of the
            first tenth reach gets no more draws; one that fewer than 10 of all reach gets 20
            times as many, if the corpus is not too large (Besag and Clifford 1991).
        seed: of the draw.
        largest: size of the largest group that will be tested among as many texts; it shares its
            draws with all others. The result is the same without.

    Returns:
        p of each term, two-sided; and the smallest there can be, 0 where groups were drawn.
    """
    n, most = len(texts), MORE_DRAWS * draws
    if not counts.shape[0]:
        return np.empty(0), 0.0
    game = _Game(counts, lengths, texts, size)
    everyone = np.arange(counts.shape[0])
    if comb(n, size) <= most + 1:
        every, _ = draw_groups(n, size, draws=most, seed=seed)
        return permutation_p(game.reached(everyone, every), len(every), exact=True), 1 / len(every)
    open_terms, reached, p, made = everyone, np.zeros(len(everyone)), np.ones(len(everyone)), 0
    for until in sorted({max(draws // 10, 1), draws, most if most * n <= MOST_NUMBERS else draws}):
        drawn = _first_drawn(n, max(size, largest), until - made, seed + made)[:, :size]
        reached[open_terms] += game.reached(open_terms, drawn)
        p[open_terms] = permutation_p(reached[open_terms], until, exact=False)
        open_terms, made = open_terms[reached[open_terms] < FEW_REACHED], until
    return p, 0.0


@lru_cache(maxsize=3)  # the stages of a test
def _first_drawn(n: int, most: int, draws: int, seed: int) -> NDArray[np.int32]:
    """The first `most` of `n` cases in random order, draws × most: groups of any size up to it."""
    random, parts, rows = np.random.default_rng(seed), [], max(MOST_NUMBERS // n, 1)
    for start in range(0, draws, rows):
        numbers = random.random((min(rows, draws - start), n))
        first = np.argpartition(numbers, most - 1, axis=1)[:, :most]
        order = np.argsort(np.take_along_axis(numbers, first, axis=1), axis=1)
        parts.append(np.take_along_axis(first, order, axis=1).astype(np.int32))
    return np.concatenate(parts)


class _Game:
    """The counts of a test as a table of whole numbers as narrow as hold any sum of them."""

    def __init__(self, counts: sparse.csr_matrix, lengths: Floats, texts: Integers, size: int) -> None:
        everything = counts @ np.bincount(texts, minlength=len(lengths)).astype(float)
        self.texts, self.lengths = texts.astype(np.int32), lengths
        self.words = lengths[texts].sum()
        self.share = everything / self.words
        # Whole numbers are summed without rounding, and four times as many at once as floats.
        narrow = np.min_scalar_type(int(counts.sum(axis=1).max()))
        self.counts = counts.astype(narrow).toarray()
        real = self._surplus(self.counts.T, self.share, np.arange(size)[None])[0]
        self.least = real * (1 - 1e-9) - 1e-12

    def reached(self, terms: Integers, drawn: Integers | NDArray[np.int32]) -> Integers:
        """How many of the drawn groups have as large a surplus as the real one, or a larger."""
        counts, share, least = self.counts[terms].T.copy(), self.share[terms], self.least[terms]
        found = np.zeros(len(terms), dtype=np.int64)
        for start in range(0, len(drawn), AT_ONCE):
            dealt = self._surplus(counts, share, drawn[start : start + AT_ONCE])
            found += (dealt >= least).sum(axis=0)
        return found

    def _surplus(
        self,
        counts: NDArray[np.unsignedinteger],
        share: Floats,
        drawn: Integers | NDArray[np.int32],
    ) -> Floats:
        """Occurrences beyond what the words of each group lead to expect, groups × terms.

        Divided so that its square is Pearson's X² but for a factor that is the same for all groups.
        """
        from scipy import sparse

        one = np.ones(drawn.size, dtype=counts.dtype)
        ends = np.arange(0, drawn.size + 1, drawn.shape[1])
        shape = (len(drawn), len(counts))
        dealt = sparse.csr_matrix((one, self.texts[drawn].ravel(), ends), shape=shape)
        size = dealt @ self.lengths
        spread = np.sqrt(size * (self.words - size))
        surplus: Floats = (dealt @ counts) - size[:, None] * share
        np.abs(surplus, out=surplus)
        surplus *= np.divide(1.0, spread, out=np.zeros_like(spread), where=spread > 0)[:, None]
        return surplus
