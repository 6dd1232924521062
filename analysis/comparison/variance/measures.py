"""Permutation tests on distances: what groups explain, and whether years drive plans apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.inference import Floats, Integers, draw_orders, permutation_p

SEED = 20_010_201
# Sums over groups and documents that are in memory at once.
MOST_NUMBERS = 1_000_000


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
    told = below + _explained_beyond(gower, groups, strata, orders)
    # The strata explain the same in every order, so F grows with what both explain.
    reached = int((told >= explained - 1e-9 * max(total, 1e-300)).sum())
    left = total - explained
    f = (explained - below) / df / (left / rest) if df and rest and left > 1e-12 else float("nan")
    p = float(permutation_p(reached, len(orders), exact=exact))
    return Permanova((explained - below) / total, below / total, f, p)


def _explained_beyond(gower: Floats, groups: Integers, strata: Integers, orders: Integers) -> Floats:
    """What groups explain beyond strata, in each order of the documents within their strata.

    Such an order moves neither the strata's means nor how often groups and strata meet, so these
    are taken off once, and only the sums over pairs of groups are left to each order.
    """
    from scipy import sparse

    meet = np.zeros((int(groups.max()) + 1, int(strata.max()) + 1))
    np.add.at(meet, (groups, strata), 1)
    cross = np.diag(meet.sum(axis=1)) - meet / np.maximum(meet.sum(axis=0), 1) @ meet.T
    inverse = np.linalg.pinv(cross, rcond=1e-9, hermitian=True)
    left = _less_means(_less_means(gower, strata).T, strata)
    n, told = len(groups), []
    at_once = max(MOST_NUMBERS // (len(meet) * n), 1)
    for start in range(0, len(orders), at_once):
        order = orders[start : start + at_once]
        dealt = np.empty_like(order)
        np.put_along_axis(dealt, order, groups[None], axis=1)
        row = dealt + len(meet) * np.arange(len(order))[:, None]
        where = (row.ravel(), np.tile(np.arange(n), len(order)))
        members = sparse.csr_matrix((np.ones(row.size), where), shape=(len(order) * len(meet), n))
        sums = (members @ left).reshape(len(order), len(meet), n)
        told.append(np.einsum("gon,ogn->o", inverse[:, dealt], sums))
    return np.concatenate(told)


def _less_means(matrix: Floats, strata: Integers) -> Floats:
    """The rows of a matrix less the mean row of their stratum."""
    from scipy import sparse

    n = len(strata)
    members = sparse.csr_matrix((np.ones(n), (strata, np.arange(n))))
    return matrix - (members @ matrix / np.maximum(np.bincount(strata), 1)[:, None])[strata]


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
