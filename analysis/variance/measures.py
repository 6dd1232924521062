"""Permutation tests on distances: what groups explain, and whether years drive plans apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.inference import Floats, Integers, draw_orders, permutation_p

SEED = 20_010_201


@dataclass(frozen=True)
class Permanova:
    """What groups explain of squared distances, beyond what others explain.

    Attributes:
        r2: share of the sum of squares.
        below: share of the groups that were taken off first.
        f: pseudo-F, by the residual of both.
        p: share of the orders with an F as large.
    """

    r2: float
    below: float
    f: float
    p: float


def permanova(
    squares: Floats, groups: Integers, given: Integers | None = None, *, permutations: int = 999
) -> Permanova:
    """Permutational analysis of variance by distances (Anderson 2001; McArdle and Anderson 2001).

    Args:
        squares: squared distances, documents × documents.
        groups: the group of each document, numbers from 0.
        given: a second division whose part is taken off first, and within whose groups the
            documents are dealt out.
        permutations: orders that are drawn, where not all can be looked at.

    Returns:
        Shares, F and p; F is NaN where nothing is left over.
    """
    n = len(groups)
    strata = np.zeros(n, dtype=np.int64) if given is None else given
    gower = squares.mean(axis=1, keepdims=True) + squares.mean(axis=0) - squares - squares.mean()
    gower /= 2
    base, both = _projection(strata), _projection(strata, groups)
    total = float(np.trace(gower))
    below = float((base * gower).sum())
    explained = float((both * gower).sum())
    df, rest = _rank(both) - _rank(base), n - _rank(both)
    orders, exact = draw_orders(strata, draws=permutations, seed=SEED)
    # Without a second division the projection is 0 between groups: most of it need not be read.
    # No matrix product either: its threads would cost more than they save on sums this small.
    i, j = np.nonzero(np.abs(both) > 1e-12)
    if len(i) < n * n / 4:
        weights = both[i, j]
        told = np.array([(weights * gower[order[i], order[j]]).sum() for order in orders])
    else:
        told = np.array([(both * gower[np.ix_(order, order)]).sum() for order in orders])
    # The strata explain the same in every order, so F grows with what both explain.
    reached = int((told >= explained - 1e-9 * max(total, 1e-300)).sum())
    left = total - explained
    f = (explained - below) / df / (left / rest) if df and rest and left > 1e-12 else float("nan")
    p = float(permutation_p(reached, len(orders), exact=exact))
    return Permanova((explained - below) / total, below / total, f, p)


def _projection(*divisions: Integers) -> Floats:
    """Projection onto the columns that say which group each document is of."""
    columns = np.hstack([np.eye(int(d.max()) + 1)[d] for d in divisions])
    left, values, _ = np.linalg.svd(columns, full_matrices=False)
    basis = left[:, values > 1e-9 * values[0]]
    return basis @ basis.T


def _rank(projection: Floats) -> int:
    return round(float(np.trace(projection)))


def drift(
    distances: Floats, place: Integers, years: Integers, *, permutations: int = 999
) -> tuple[float, float]:
    """Whether plans of one place grow less alike the more years lie between (Mantel 1967).

    Args:
        distances: documents × documents.
        place: of each document, numbers from 0.
        years: of each document.
        permutations: orders that are drawn, where not all can be looked at; years are dealt out
            within each place.

    Returns:
        The correlation over all pairs of one place, both sides centred within the place, and its
        one-sided p. NaN without a place of three documents whose years and wordings differ.
    """
    i, j = np.triu_indices(len(place), k=1)
    one = place[i] == place[j]
    i, j = i[one], j[one]
    if not len(i):
        return float("nan"), float("nan")
    of_pair = place[i]
    apart = _centred(np.abs(years[i] - years[j]).astype(float), of_pair)
    distance = _centred(distances[i, j], of_pair)
    scale = float(np.sqrt((apart**2).sum() * (distance**2).sum()))
    if scale < 1e-9:
        return float("nan"), float("nan")
    orders, exact = draw_orders(place, draws=permutations, seed=SEED)
    # Centred distances sum to 0 in each place, so the years need no centring of their own.
    told = np.array([np.abs(y[i] - y[j]) @ distance for y in years[orders]]) / scale
    r = float(apart @ distance / scale)
    p = float(permutation_p((told >= r - 1e-9).sum(), len(orders), exact=exact))
    return r, p


def _centred(values: Floats, group: Integers) -> Floats:
    mean = np.bincount(group, weights=values) / np.maximum(np.bincount(group), 1)
    return values - mean[group]
