"""PERMANOVA: how much of the distances between documents goes with the groups they are in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.inference import Floats, Integers, draw_orders, permutation_p

SEED = 20_010_201
# Numbers that are in memory at once: permutations × groups × documents.
MOST_NUMBERS = 1_000_000


@dataclass(frozen=True)
class Permanova:
    """What groups explain of squared distances, beyond what given groups explain.

    Attributes:
        r2: share of the sum of squares that the groups explain.
        given_r2: share that the given groups explain; it is subtracted first.
        f: pseudo-F, over the residual of both.
        p: share of the permutations with an F at least as large.
    """

    r2: float
    given_r2: float
    f: float
    p: float


def permanova(
    squares: Floats, groups: Integers, given: Integers | None = None, *, permutations: int
) -> Permanova:
    """Permutational analysis of variance by distances (Anderson 2001; McArdle and Anderson 2001).

    Args:
        squares: squared distances, documents × documents.
        groups: the group of each document, as an index.
        given: groups of a second factor, as indices. What they explain is subtracted first, and
            documents are permuted within them. None: no second factor.
        permutations: random permutations, if there are too many to try all.

    Returns:
        Shares, F and p; F is NaN if no residual is left.
    """
    n = len(groups)
    strata = np.zeros(n, dtype=np.int64) if given is None else given
    gower = squares.mean(axis=1, keepdims=True) + squares.mean(axis=0) - squares - squares.mean()
    gower /= 2
    base, both = _project(strata), _project(strata, groups)
    total = float(np.trace(gower))
    below = float((base * gower).sum())
    explained = float((both * gower).sum())
    df, rest = _rank(both) - _rank(base), n - _rank(both)
    orders, exact = draw_orders(strata, draws=permutations, seed=SEED)
    permuted = below + _explain_permutations(gower, groups, strata, orders)
    # The strata explain the same share in every order, so F grows with what both factors explain.
    reached = int((permuted >= explained - 1e-9 * max(total, 1e-300)).sum())
    left = total - explained
    f = (explained - below) / df / (left / rest) if df and rest and left > 1e-12 else float("nan")
    p = float(permutation_p(reached, len(orders), exact=exact))
    return Permanova((explained - below) / total, below / total, f, p)


def _explain_permutations(gower: Floats, groups: Integers, strata: Integers, orders: Integers) -> Floats:
    """What groups explain beyond strata, in each permutation of the documents within their strata.

    Such a permutation changes neither the means of the strata nor how many documents a group has in
    a stratum. So the means are subtracted once, and each permutation needs only sums over groups.

    Args:
        gower: Gower's centred matrix, documents × documents.
        groups, strata: of each document, as indices.
        orders: permutations × documents.
    """
    from scipy import sparse

    meet = np.zeros((int(groups.max()) + 1, int(strata.max()) + 1))
    np.add.at(meet, (groups, strata), 1)
    cross = np.diag(meet.sum(axis=1)) - meet / np.maximum(meet.sum(axis=0), 1) @ meet.T
    inverse = np.linalg.pinv(cross, rcond=1e-9, hermitian=True)
    left = _subtract_means(_subtract_means(gower, strata).T, strata)
    n, explained = len(groups), []
    at_once = max(MOST_NUMBERS // (len(meet) * n), 1)
    for start in range(0, len(orders), at_once):
        order = orders[start : start + at_once]
        permuted = np.empty_like(order)
        np.put_along_axis(permuted, order, groups[None], axis=1)
        row = permuted + len(meet) * np.arange(len(order))[:, None]
        where = (row.ravel(), np.tile(np.arange(n), len(order)))
        members = sparse.csr_matrix((np.ones(row.size), where), shape=(len(order) * len(meet), n))
        sums = (members @ left).reshape(len(order), len(meet), n)
        explained.append(np.einsum("gon,ogn->o", inverse[:, permuted], sums))
    return np.concatenate(explained)


def _subtract_means(matrix: Floats, strata: Integers) -> Floats:
    """The rows of a matrix minus the mean row of their stratum."""
    from scipy import sparse

    n = len(strata)
    members = sparse.csr_matrix((np.ones(n), (strata, np.arange(n))))
    return matrix - (members @ matrix / np.maximum(np.bincount(strata), 1)[:, None])[strata]


def _project(*divisions: Integers) -> Floats:
    """The projection onto the indicator columns of groups: documents × documents."""
    columns = np.hstack([np.eye(int(d.max()) + 1)[d] for d in divisions])
    left, values, _ = np.linalg.svd(columns, full_matrices=False)
    basis = left[:, values > 1e-9 * values[0]]
    return basis @ basis.T


def _rank(projection: Floats) -> int:
    return round(float(np.trace(projection)))
