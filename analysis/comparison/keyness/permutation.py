"""Permutation test of keyness: does a group of documents stand out among random groups?

All terms and all groups share the same random groups, so that the p of a term does not depend on
which other terms are tested.
"""

from __future__ import annotations

from functools import lru_cache
from math import comb
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.inference import Floats, Integers, draw_groups, permutation_p

if TYPE_CHECKING:
    from scipy import sparse

# A p that this many draws reached is known well enough.
ENOUGH_REACHED = 10
# A term that fewer draws reach gets this many times as many draws, if that needs at most
# MOST_NUMBERS random numbers.
MORE_DRAWS, MOST_NUMBERS = 20, 5_000_000
AT_ONCE = 1_000  # random groups in memory at once


def compare_with_permutations(
    counts: sparse.csr_matrix,
    lengths: Floats,
    texts: Integers,
    size: int,
    *,
    draws: int,
    seed: int,
    largest: int = 0,
) -> tuple[Floats, float]:
    """Whether a group of texts has more, or less, of a term than random groups of as many texts.

    The statistic is Pearson's X² of term against group. Its distribution comes from groups of as
    many whole texts, so that what one text repeats counts as the habit of one text.

    Args:
        counts: terms × texts, whole numbers.
        lengths: words of each text.
        texts: those that are compared, the group's first.
        size: texts of the group.
        draws: groups to draw, if there are more than 20 times as many. A term that 10 of the
            first tenth reach gets no more draws; one that fewer than 10 of all reach gets 20
            times as many, if the corpus is not too large (Besag and Clifford 1991).
        seed: of the draws.
        largest: size of the largest group that will be tested among as many texts, so that all
            groups share their draws. The result is the same without.

    Returns:
        p of each term, two-sided; and the smallest p there can be, 0 if groups were drawn.
    """
    n, most = len(texts), MORE_DRAWS * draws
    if not counts.shape[0]:
        return np.empty(0), 0.0
    surplus = _Surplus(counts, lengths, texts, size)
    every_term = np.arange(counts.shape[0])
    if comb(n, size) <= most + 1:
        every_group, _ = draw_groups(n, size, draws=most, seed=seed)
        hits = surplus.count_reached(every_term, every_group)
        return permutation_p(hits, len(every_group), exact=True), 1 / len(every_group)
    reached: Floats = np.zeros(len(every_term))
    undecided, made, p = every_term, 0, np.ones(len(every_term))
    for until in sorted({max(draws // 10, 1), draws, most if most * n <= MOST_NUMBERS else draws}):
        groups = _shuffle_texts(n, max(size, largest), until - made, seed + made)[:, :size]
        reached[undecided] += surplus.count_reached(undecided, groups)
        p[undecided] = permutation_p(reached[undecided], until, exact=False)
        undecided, made = undecided[reached[undecided] < ENOUGH_REACHED], until
    return p, 0.0


@lru_cache(maxsize=3)  # the three stages of a test, which are the same for every group
def _shuffle_texts(n: int, most: int, draws: int, seed: int) -> NDArray[np.int32]:
    """The first `most` of n texts in random order, draws × most: groups of up to `most` texts."""
    random, parts, rows = np.random.default_rng(seed), [], max(MOST_NUMBERS // n, 1)
    for start in range(0, draws, rows):
        numbers = random.random((min(rows, draws - start), n))
        first = np.argpartition(numbers, most - 1, axis=1)[:, :most]
        order = np.argsort(np.take_along_axis(numbers, first, axis=1), axis=1)
        parts.append(np.take_along_axis(first, order, axis=1).astype(np.int32))
    return np.concatenate(parts)


class _Surplus:
    """The surplus of each term in a group, and how many random groups have an equal or larger surplus.

    The surplus is the occurrences beyond the number expected from the words of the group. It is
    scaled so that its square is Pearson's X² up to a factor that is the same for all groups.

    Attributes:
        texts: the texts compared, the group's first.
        lengths: words of each text of the corpus.
        words: words of all texts compared.
        share: occurrences of each term per word, in all texts compared.
        counts: terms × texts, in the narrowest whole numbers that hold any sum of them. Several are added
            at once, which saves a third of `find_keyness` on 2,000 plans.
        least: of each term the surplus of the real group, minus a margin for rounding.
    """

    def __init__(self, counts: sparse.csr_matrix, lengths: Floats, texts: Integers, size: int) -> None:
        total = counts @ np.bincount(texts, minlength=len(lengths)).astype(float)
        self.texts, self.lengths = texts.astype(np.int32), lengths
        self.words = lengths[texts].sum()
        self.share = total / self.words
        narrowest = np.min_scalar_type(int(counts.sum(axis=1).max()))
        self.counts = counts.astype(narrowest).toarray()
        real = self._measure(self.counts.T, self.share, np.arange(size)[None])[0]
        self.least = real * (1 - 1e-9) - 1e-12

    def count_reached(self, terms: Integers, groups: Integers | NDArray[np.int32]) -> Integers:
        """How many random groups have at least the surplus of the real group, for some terms.

        Args:
            terms: rows of the counts.
            groups: groups × size, positions in `texts`.
        """
        counts, share, least = self.counts[terms].T.copy(), self.share[terms], self.least[terms]
        reached = np.zeros(len(terms), dtype=np.int64)
        for start in range(0, len(groups), AT_ONCE):
            random = self._measure(counts, share, groups[start : start + AT_ONCE])
            reached += (random >= least).sum(axis=0)
        return reached

    def _measure(
        self, counts: NDArray[np.unsignedinteger], share: Floats, groups: Integers | NDArray[np.int32]
    ) -> Floats:
        """The absolute surplus of each group in each term: groups × terms.

        Args:
            counts: texts × terms.
            share: occurrences of each term per word.
            groups: groups × size, positions in `texts`.
        """
        from scipy import sparse

        ones = np.ones(groups.size, dtype=counts.dtype)
        ends = np.arange(0, groups.size + 1, groups.shape[1])
        shape = (len(groups), len(counts))
        members = sparse.csr_matrix((ones, self.texts[groups].ravel(), ends), shape=shape)
        size = members @ self.lengths
        spread = np.sqrt(size * (self.words - size))
        surplus: Floats = (members @ counts) - size[:, None] * share
        np.abs(surplus, out=surplus)
        surplus *= np.divide(1.0, spread, out=np.zeros_like(spread), where=spread > 0)[:, None]
        return surplus
