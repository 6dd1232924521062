"""Claims about a corpus that a specification curve can judge.

A claim takes a `View` and returns a number: above 0 where the claim holds, NaN where it can't be
judged.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from analysis.comparison.robustness.view import View

Claim = Callable[[View], float]


def more_alike(a: str, b: str, *, than: str) -> Claim:
    """The claim that document `a` is more similar to `b` than to `than`; labels or doc_ids."""

    def claim(view: View) -> float:
        row_a, row_b, row_than = (int(view.of(name).argmax()) for name in (a, b, than))
        return float(view.similarity[row_a, row_b] - view.similarity[row_a, row_than])

    return claim


def alike_within(group: str, *, by: str = "district") -> Claim:
    """The claim that documents of a group are more similar to each other than to all others, on average."""

    def claim(view: View) -> float:
        inside = view.of(group, by=by)
        if inside.sum() < 2 or inside.all():
            return float("nan")
        own = view.similarity[np.ix_(inside, inside)]
        within = own[~np.eye(len(own), dtype=bool)].mean()
        return float(within - view.similarity[np.ix_(inside, ~inside)].mean())

    return claim


def more_of(term: str, group: str, *, by: str = "district") -> Claim:
    """The claim that a group gives a term more weight than the others do, on average.

    Only specifications that have the term as a word, a slogan or an n-gram can judge it.
    """

    def claim(view: View) -> float:
        inside = view.of(group, by=by)
        column = np.flatnonzero(view.features == term)
        if not len(column) or inside.all():
            return float("nan")
        weight = np.asarray(view.vectors[:, column].sum(axis=1)).ravel()
        return float(weight[inside].mean() - weight[~inside].mean())

    return claim
