"""Drift: whether the plans of one place grow apart over the years."""

from __future__ import annotations

import numpy as np

from analysis.inference import Floats, Integers, draw_orders, permutation_p

SEED = 20_010_201


def drift(distances: Floats, place: Integers, years: Integers, *, permutations: int) -> tuple[float, float]:
    """Whether plans of a place differ more, the more years lie between them (Mantel 1967).

    Args:
        distances: documents × documents.
        place: of each document, as an index.
        years: of each document.
        permutations: random permutations of the years within each place, if there are too many to
            try all.

    Returns:
        The correlation over all pairs of documents of a place, both variables centred within the place, and its
        one-sided p. Both are NaN if no place has three documents that differ in year and words.
    """
    i, j = np.triu_indices(len(place), k=1)
    same_place = place[i] == place[j]
    i, j = i[same_place], j[same_place]
    if not len(i):
        return float("nan"), float("nan")
    place_of_pair = place[i]
    apart = _centre(np.abs(years[i] - years[j]).astype(float), place_of_pair)
    distance = _centre(distances[i, j], place_of_pair)
    scale = float(np.sqrt((apart**2).sum() * (distance**2).sum()))
    if scale < 1e-9:
        return float("nan"), float("nan")
    orders, exact = draw_orders(place, draws=permutations, seed=SEED)
    # Centred distances sum to 0 in each place, so the permuted years need not be centred.
    permuted = np.array([np.abs(y[i] - y[j]) @ distance for y in years[orders]]) / scale
    r = float(apart @ distance / scale)
    p = float(permutation_p((permuted >= r - 1e-9).sum(), len(orders), exact=exact))
    return r, p


def _centre(values: Floats, group: Integers) -> Floats:
    """The values minus the mean of their group."""
    mean = np.bincount(group, weights=values) / np.maximum(np.bincount(group), 1)
    return values - mean[group]
