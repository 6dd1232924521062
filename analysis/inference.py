"""Inference: intervals, resampling, permutation tests, false-discovery control, dispersion.

Several analyses use it; it depends on none of them.
"""

from __future__ import annotations

from itertools import combinations, permutations, product
from math import comb, factorial, prod
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from scipy import sparse

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
# With fewer, dispersion is meaningless: two mentions in four documents are necessarily uneven.
MIN_DOCUMENTS = 5
MIN_OCCURRENCES = 2


def wilson_interval(hits: ArrayLike, n: ArrayLike, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """Score interval of a share (Wilson 1927), valid for few cases and for shares of 0 and 1.

    Args:
        hits: cases that have it; of the shape of `n`, or broadcast against it.
        n: all cases.
        level: confidence, above 0 and below 1.

    Returns:
        The lower and the upper bound, shares from 0 to 1; NaN where n is 0.

    Raises:
        ValueError: the level is out of range, or there are more hits than cases, or fewer than none.
    """
    if not 0 < level < 1:
        raise ValueError(f"level is {level}; it must lie between 0 and 1.")
    k, cases = np.asarray(hits, dtype=float), np.asarray(n, dtype=float)
    if np.any(k < 0) or np.any(k > cases):
        raise ValueError("hits must lie between 0 and n.")
    z2 = NormalDist().inv_cdf((1 + level) / 2) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = (k + z2 / 2) / (cases + z2)
        half = np.sqrt(z2 * (k * (cases - k) / cases + z2 / 4)) / (cases + z2)
    # Rounding must not push the bounds of 0 of n and n of n past the shares themselves.
    low = np.where(k == 0, 0.0, middle - half)
    high = np.where(k == cases, 1.0, middle + half)
    return np.where(cases > 0, low, np.nan), np.where(cases > 0, high, np.nan)


def difference_interval(
    hits: ArrayLike,
    n: ArrayLike,
    hits_before: ArrayLike,
    n_before: ArrayLike,
    *,
    level: float = 0.95,
) -> tuple[Floats, Floats]:
    """Interval of a share minus an earlier share (Newcombe 1998, method 10, from Wilson's).

    Args:
        hits, n: cases that have it, and all cases.
        hits_before, n_before: the same of an independent group, which is subtracted.
        level: confidence, above 0 and below 1.

    Returns:
        The lower and the upper bound, from -1 to 1; NaN where either group is empty.

    Raises:
        ValueError: as for `wilson_interval`.
    """
    low, high = wilson_interval(hits, n, level=level)
    low_before, high_before = wilson_interval(hits_before, n_before, level=level)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.asarray(hits, dtype=float) / np.asarray(n, dtype=float)
        before = np.asarray(hits_before, dtype=float) / np.asarray(n_before, dtype=float)
    down = np.hypot(share - low, high_before - before)
    up = np.hypot(high - share, before - low_before)
    return share - before - down, share - before + up


def false_discovery(p: ArrayLike, *, tests: int | None = None) -> Floats:
    """Adjusted p values that control the false-discovery rate (Benjamini and Hochberg 1995).

    Args:
        p: p values; NaN for a test that was not made; it is not counted.
        tests: size of the family, if only its most striking members were tested. The others count
            as p = 1, so that selecting tests by their effect gains nothing.

    Returns:
        q: if everything with q ≤ .05 is called a finding, on average at most 5 % of the findings
        are wrong. NaN where p is.

    Raises:
        ValueError: a p lies outside 0 to 1, or there are more of them than tests.
    """
    values = np.asarray(p, dtype=float)
    q = np.full(values.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(values))
    made = values[tested]
    if np.any((made < 0) | (made > 1)):
        raise ValueError("p values must lie between 0 and 1.")
    family = len(made) if tests is None else tests
    if family < len(made):
        raise ValueError(f"tests is {family}, but there are {len(made)} p values.")
    order = np.argsort(-made, kind="stable")
    scaled = made[order] * family / np.arange(len(made), 0, -1)
    q[tested[order]] = np.minimum.accumulate(np.minimum(scaled, 1.0))
    return q


def draw_groups(n: int, size: int, *, draws: int, seed: int) -> tuple[Integers, bool]:
    """Random groups of `size` out of `n` cases, for a permutation test.

    Args:
        n, size: all cases, and those of a group, at least one.
        draws: how many groups to draw, if there are more than that.
        seed: of the draw.

    Returns:
        Groups × size, the indices of the cases of each; and whether these are all possible groups, each
        once, including the real one.
    """
    if comb(n, size) <= draws + 1:
        every = list(combinations(range(n), size))
        return np.array(every, dtype=np.int64).reshape(len(every), size), True
    random = np.random.default_rng(seed).random((draws, n))
    return np.argpartition(random, size - 1, axis=1)[:, :size], False


def draw_orders(strata: ArrayLike, *, draws: int, seed: int) -> tuple[Integers, bool]:
    """Random orders of all cases in which each case stays within its stratum.

    Args:
        strata: the stratum of each case, as whole numbers; all the same if every order is allowed.
        draws: how many orders to draw, if there are more than that.
        seed: of the draw.

    Returns:
        Orders × cases: which case comes to each place; and whether these are all orders there are,
        the real one among them.
    """
    stratum = np.asarray(strata)
    members = [np.flatnonzero(stratum == label) for label in np.unique(stratum)]
    if prod(factorial(min(len(m), 20)) for m in members) <= draws + 1:
        every = list(product(*(permutations(m.tolist()) for m in members)))
        orders = np.empty((len(every), len(stratum)), dtype=np.int64)
        orders[:, np.concatenate(members)] = [[i for part in order for i in part] for order in every]
        return orders, True
    random = np.random.default_rng(seed)
    orders = np.empty((draws, len(stratum)), dtype=np.int64)
    for m in members:
        orders[:, m] = m[np.argsort(random.random((draws, len(m))), axis=1)]
    return orders, False


def permutation_p(reached: ArrayLike, draws: int, *, exact: bool) -> Floats:
    """p of a permutation test.

    If orders were drawn, the real one counts as one more: p is never 0, and the test keeps its
    level (Phipson and Smyth 2010).

    Args:
        reached: orders whose statistic is at least as extreme as the real one.
        draws: all orders tried.
        exact: whether these are all orders there are, the real one among them.

    Returns:
        p, above 0; the smallest possible is 1 / draws if exact, else 1 / (draws + 1).
    """
    hits = np.asarray(reached, dtype=float)
    return hits / draws if exact else (hits + 1) / (draws + 1)


def bootstrap_weights(n: int, *, draws: int, seed: int) -> Floats:
    """How often each case is in each bootstrap sample: draws × n, rows sum to n (Efron 1979)."""
    return np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=draws).astype(float)


def dispersion(counts: np.ndarray | sparse.csr_matrix, sizes: ArrayLike) -> tuple[Floats, Floats]:
    """How unevenly each term is spread over documents: deviation of proportions.

    DP is half the sum of the differences between each document's part of the term and its part of
    the corpus (Gries 2008): 0 for a term spread like the text. DPnorm divides it by its maximum,
    1 minus the smallest document's part (Lijffijt and Gries 2012), so that 1 is a term of the
    smallest document alone. A rare term is necessarily uneven: compare terms of similar frequency.

    Args:
        counts: terms × documents, occurrences of each term.
        sizes: length of each document; documents of length 0 are left out.

    Returns:
        DP and DPnorm of each term, 0 to 1; NaN with fewer than 5 documents, and for a term of
        fewer than 2 occurrences.

    Raises:
        ValueError: there are not as many sizes as documents, or a size is below 0.
    """
    from scipy import sparse

    length = np.asarray(sizes, dtype=float)
    n_terms, n_documents = counts.shape
    if length.shape != (n_documents,) or np.any(length < 0):
        raise ValueError(f"sizes must be {n_documents} lengths of 0 or more.")
    if np.count_nonzero(length) < MIN_DOCUMENTS:
        return np.full(n_terms, np.nan), np.full(n_terms, np.nan)
    expected = length / length.sum()
    cells = sparse.csr_matrix(counts, dtype=float).tocoo()
    terms, documents = cells.row, cells.col
    counted = cells.data * (expected[documents] > 0)
    total = np.bincount(terms, weights=counted, minlength=n_terms)
    part = np.divide(counted, total[terms], out=np.zeros_like(counted), where=total[terms] > 0)
    # Half the sum of |differences| is the sum of the differences above 0. Only documents that have
    # the term can exceed their part, so the others are not needed.
    excess = np.maximum(part - expected[documents], 0.0)
    dp: Floats = np.bincount(terms, weights=excess, minlength=n_terms).astype(float)
    dp[total < MIN_OCCURRENCES] = np.nan
    return dp, dp / (1 - expected[expected > 0].min())
