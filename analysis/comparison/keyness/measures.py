"""Measures of keyness: how much more one side says a term than the other."""

from __future__ import annotations

import numpy as np

from analysis.inference import Floats

# Words of the prior: what a text is expected to say before it is read. The prior has the words of
# the whole corpus (Monroe et al. 2008); its size decides how far a rare term is drawn towards 0.
PRIOR_WORDS = 500.0


def log_odds(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Log odds ratio of each term in each group against the others, and its z.

    Args:
        counts: groups × terms.

    Returns:
        Effect and z, groups × terms (Monroe et al. 2008, equations 16, 19 and 20); 0 for a term
        that no group has, and if there is only one term.
    """
    size = counts.sum(axis=1, keepdims=True)
    return weighted_log_odds(counts, counts.sum(axis=0), size, size.sum())


def weighted_log_odds(
    n: Floats, total: Floats, size: Floats | float, everything: float
) -> tuple[Floats, Floats]:
    """Log odds ratio and z of terms with `n` of `total` occurrences in `size` of `everything` words.

    The shapes are broadcast; see `log_odds`.
    """
    prior = PRIOR_WORDS * total / everything
    inside, outside = n + prior, total - n + prior
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = np.log(inside) - np.log(size + PRIOR_WORDS - inside)
        rest_odds = np.log(outside) - np.log(everything - size + PRIOR_WORDS - outside)
        effect = np.nan_to_num(odds - rest_odds)
        return effect, effect / np.sqrt(1 / inside + 1 / outside)


def log_ratio(n: Floats, n_rest: Floats, size: float, rest_size: float) -> Floats:
    """How many times the group's rate doubles that of the rest (Hardie 2014).

    Args:
        n, n_rest: occurrences of each term in the group, and in the rest.
        size, rest_size: words of each.

    Returns:
        Binary logarithm of the ratio of rates; no occurrence counts as half of one. NaN where a
        side has no words.
    """
    if not size or not rest_size:
        return np.full(np.shape(n), np.nan)
    return np.log2(np.maximum(n, 0.5) / size) - np.log2(np.maximum(n_rest, 0.5) / rest_size)


def log_likelihood(n: Floats, n_rest: Floats, size: float, rest_size: float) -> Floats:
    """Log-likelihood ratio G² of the table term/other word × group/rest (Dunning 1993).

    Args:
        n, n_rest: occurrences of each term in the group, and in the rest.
        size, rest_size: words of each.

    Returns:
        G² of each term, 0 or more.
    """
    everything = size + rest_size
    cells = ((n, size), (n_rest, rest_size), (size - n, size), (rest_size - n_rest, rest_size))
    total = n + n_rest
    g2 = np.zeros(np.shape(n))
    for (seen, words), margin in zip(cells, (total, total, *[everything - total] * 2), strict=True):
        # A cell of 0 adds nothing: x ln x goes to 0 with x.
        ratio = np.divide(seen * everything, words * margin, out=np.ones_like(g2), where=seen > 0)
        g2 += 2 * seen * np.log(ratio)
    return np.maximum(g2, 0.0)
