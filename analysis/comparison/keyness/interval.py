"""Interval of the log odds ratio over documents, by Taylor linearisation (Binder 1983)."""

from __future__ import annotations

import numpy as np

from analysis.comparison.keyness.group_sums import TermSums
from analysis.comparison.keyness.measures import PRIOR_WORDS
from analysis.inference import Floats, Integers

# With fewer documents on a side, the differences say more about these documents than about the group.
MIN_DOCUMENTS = 3


def effect_interval(
    inside: TermSums, rest: TermSums, effect: Floats, terms: Integers
) -> tuple[Floats, Floats]:
    """95 % interval of the log odds ratio over documents.

    What each document adds to the log odds varies between the documents of a side. The closed form
    equals a bootstrap over documents with infinitely many draws; Student's t with Welch's degrees
    of freedom corrects for few documents. Each side's variance is at least that of
    independent words.

    Args:
        inside, rest: the sums over the group and over what it is compared with.
        effect: log odds ratio of every term.
        terms: the terms to give intervals for.

    Returns:
        Low and high of each of `terms`; NaN with fewer than three documents on either side.
    """
    from scipy.special import stdtrit

    if min(inside.docs, rest.docs) < MIN_DOCUMENTS:
        return np.full(len(terms), np.nan), np.full(len(terms), np.nan)
    prior = PRIOR_WORDS * (inside.n + rest.n)[terms] / (inside.size + rest.size)
    variances = [_log_odds_variance(side, prior, terms) for side in (inside, rest)]
    both = variances[0] + variances[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = both**2 / (variances[0] ** 2 / (inside.docs - 1) + variances[1] ** 2 / (rest.docs - 1))
    half = stdtrit(np.nan_to_num(freedom, nan=1.0), 0.975) * np.sqrt(both)
    return effect[terms] - half, effect[terms] + half


def _log_odds_variance(side: TermSums, prior: Floats, terms: Integers) -> Floats:
    """Variance of the log odds of one side, between its documents.

    A document with n occurrences in w words adds slope · n − level · w, the linear part of what it
    adds to the log odds.
    """
    n = side.n[terms]
    seen = n + prior
    other = np.maximum(side.size + PRIOR_WORDS - seen, 1.0)
    slope, level = 1 / seen + 1 / other, 1 / other
    square = slope**2 * side.squares[terms] + level**2 * side.size_squares
    square -= 2 * slope * level * side.products[terms]
    mean = (slope * n - level * side.size) / side.docs
    between = (square - side.docs * mean**2) * side.docs / (side.docs - 1)
    # Assume at least one occurrence, because none so far does not mean never.
    words = np.minimum(seen, np.maximum(n, 1.0)) / seen**2
    return np.maximum(between, words)
