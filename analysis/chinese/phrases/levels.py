"""The levels of all phrases together: joined, and their cohesion over all ways to cut a phrase in two."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from analysis.chinese.phrases.growing import Level


def join_levels(parts: list[list[Level]]) -> list[Level]:
    """Join the levels of all ranges of first characters; the ranges are in order."""
    joined = []
    shorter = [0] * len(parts)
    for depth in range(max(map(len, parts), default=0)):
        here = [(part[depth] if depth < len(part) else None) for part in parts]
        columns = {
            name: np.concatenate([getattr(level, name) for level in here if level is not None])
            for name in (field.name for field in fields(Level))
        }
        columns["parent"] = np.concatenate(
            [level.parent + so_far for level, so_far in zip(here, shorter, strict=True) if level]
        )
        joined.append(Level(**columns))
        sizes = np.array([len(level.n) if level else 0 for level in here])
        shorter = (np.cumsum(sizes) - sizes).tolist()
    return joined


def find_tails(levels: list[Level], n_codes: int) -> list[np.ndarray]:
    """For each phrase the number of the phrase without its first character, a level below.

    That phrase is at least as frequent, so it is in the level: it is the tail of the phrase without its
    last character, followed by that character.
    """
    tails: list[np.ndarray] = []
    for depth, level in enumerate(levels):
        if depth == 0:
            tails.append(level.last)
            continue
        below = levels[depth - 1]
        wanted = tails[-1][level.parent] * n_codes + level.last
        tails.append(np.searchsorted(below.parent * n_codes + below.last, wanted))
    return tails


def measure_cohesion(
    levels: list[Level], tails: list[np.ndarray], counts: np.ndarray, depth: int
) -> np.ndarray:
    """The least pointwise mutual information of the maximal phrases of a level, in bits."""
    chosen = np.flatnonzero(levels[depth].is_maximal)
    n = levels[depth].n[chosen]
    heads, ends = [], []
    head = end = chosen
    for i in range(depth, -1, -1):
        head, end = levels[i].parent[head], tails[i][end]
        shorter = levels[i - 1].n if i else counts
        heads.append(shorter[head].astype(float))
        ends.append(shorter[end].astype(float))
    # The longest head goes with the shortest end.
    expected = np.max([a * b for a, b in zip(heads, reversed(ends), strict=True)], axis=0)
    return np.log2(n * float(counts.sum()) / expected)
