"""Simulated districts: sources of sections whose expected scores are estimated from many draws.

A source has 150 sections. Each mixes the themes that its district favours, in words of the genre,
of the district and of those themes. A plan is a number of sections drawn from a source. How much
the districts share, how mixed their sections are and how long differs from world to world.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from analysis.comparison.similarity.jackknife import score_with_intervals
from analysis.comparison.similarity.jackknife_input import (
    JackknifeInput,
    prepare_containment,
    prepare_cosine,
    prepare_group_cosine,
)
from analysis.comparison.similarity.shingles import count_shingles
from analysis.comparison.similarity.vectors import unit, weigh

THEMES = 10
SECTIONS = 150
WORDS = 1_200
PHRASES = 800
HANZI = np.array([chr(0x4E00 + i) for i in range(600)])

Chance = np.random.Generator


@dataclass(frozen=True)
class World:
    """Two sources, sections × terms each, and the idf of the terms."""

    sources: tuple[sparse.csr_matrix, sparse.csr_matrix]
    idf: np.ndarray


def zipf(n: int, power: float) -> np.ndarray:
    """Shares by Zipf's law, a little flattened at the top."""
    share = 1 / (np.arange(n) + 5.0) ** power
    return np.asarray(share / share.sum())


def draw_mixtures(chance: Chance, n: int) -> list[np.ndarray]:
    """For each of two sources, the shares of n terms in each section."""
    base = zipf(n, chance.uniform(0.8, 1.2))

    def draw_shares(k: int) -> np.ndarray:
        return np.array([chance.dirichlet(150 * chance.permutation(base) + 1e-3) for _ in range(k)])

    common, themes = chance.permutation(base), draw_shares(THEMES)
    shared, own = chance.uniform(0.2, 0.6), chance.uniform(0.05, 0.35)
    mixed = np.exp(chance.uniform(np.log(0.3), np.log(10)))
    mixtures = []
    for district in draw_shares(2):
        leaning = np.maximum(mixed * chance.dirichlet(np.full(THEMES, 0.7)), 1e-3)
        about = chance.dirichlet(leaning, SECTIONS) @ themes
        share = shared * common + own * district + (1 - shared - own) * about
        mixtures.append(share / share.sum(axis=1, keepdims=True))
    return mixtures


def draw_sections(chance: Chance, shares: np.ndarray, length: int) -> sparse.csr_matrix:
    """Counts of terms in sections whose lengths vary around `length`."""
    lengths = np.maximum(length // 5, chance.lognormal(np.log(length), 0.5, len(shares)))
    return sparse.csr_matrix(chance.multinomial(lengths.astype(int), shares).astype(float))


def make_world_of_words(chance: Chance) -> World:
    length = int(chance.choice([60, 120, 240]))
    first, second = (draw_sections(chance, shares, length) for shares in draw_mixtures(chance, WORDS))
    return World((first, second), estimate_idf(first, second))


def make_world_of_shingles(chance: Chance) -> World:
    """Sections of phrases of two to six words, a line each; its terms are three hanzi in a row."""
    pairs = chance.choice(HANZI, (400, 2), p=zipf(len(HANZI), 0.8))
    words = np.array(["".join(pair) for pair in pairs])
    spelled = chance.choice(words, (PHRASES, 6), p=zipf(len(words), 1.0))
    lengths = chance.integers(2, 7, PHRASES)
    phrases = ["".join(row[:n]) for row, n in zip(spelled, lengths, strict=True)]
    _, counts = count_shingles(phrases)
    length = int(chance.choice([20, 40, 80]))
    first, second = (
        (draw_sections(chance, shares, length) @ counts).tocsr() for shares in draw_mixtures(chance, PHRASES)
    )
    return World((first, second), estimate_idf(first, second))


def estimate_idf(first: sparse.csr_matrix, second: sparse.csr_matrix) -> np.ndarray:
    """The idf of each term in 200 documents of six sections each, drawn from both sources."""
    share = (mean_row(first > 0) + mean_row(second > 0)) / 2
    return np.asarray(1 + np.log(201 / (1 + 200 * (1 - (1 - share) ** 6))))


def mean_row(rows: sparse.csr_matrix) -> np.ndarray:
    return np.asarray(rows.mean(axis=0)).ravel()


def draw_documents(chance: Chance, source: sparse.csr_matrix, m: int, n: int) -> sparse.csr_matrix:
    """n documents: the sums of m sections each."""
    drawn = chance.integers(0, source.shape[0], n * m)
    owner = np.repeat(np.arange(n), m)
    return (sparse.csr_matrix((np.ones(n * m), (owner, drawn)), (n, source.shape[0])) @ source).tocsr()


@dataclass(frozen=True)
class Simulated:
    """Pairs of documents or groups from two sources, and the expected score of such a pair.

    The first n are from the first source, the rest from the second; i is compared with n + i.
    """

    sides: tuple[JackknifeInput, JackknifeInput]
    truth: float

    def contains_truth(self) -> np.ndarray:
        """Whether the interval of each pair contains the truth."""
        n = len(self.sides[0].lengths) // 2
        _, low, high = score_with_intervals(self.sides, np.arange(n), np.arange(n, 2 * n))
        return np.asarray((low <= self.truth) & (self.truth <= high))


def draw_units(
    chance: Chance, sources: tuple[sparse.csr_matrix, ...], sizes: tuple[int, int], pairs: int
) -> tuple[sparse.csr_matrix, np.ndarray]:
    """The units of `pairs` documents or groups of each source, and the edges between these."""
    drawn = [
        source[chance.integers(0, source.shape[0], pairs * m)]
        for source, m in zip(sources, sizes, strict=True)
    ]
    return sparse.vstack(drawn, format="csr"), np.cumsum([0, *np.repeat(sizes, pairs)])


def simulate_plans(
    chance: Chance, world: World, sizes: tuple[int, int], *, pairs: int, many: int
) -> dict[str, Simulated]:
    """Pairs of plans: their cosines, and how much of each is in the other.

    The plans of a pair are independent, so the expected cosine is the product of the mean unit
    vectors of the two sources; these are estimated from `many` plans of each.

    Args:
        chance: random numbers.
        world: the two sources.
        sizes: sections of a plan from each source.
        pairs: how many pairs.
        many: plans of each source from which the truth is estimated.
    """
    plans = [draw_documents(chance, source, m, many) for source, m in zip(world.sources, sizes, strict=True)]
    mean_a, mean_b = (mean_row(unit(weigh(plan, world.idf, sublinear=True))) for plan in plans)
    units, edges = draw_units(chance, world.sources, sizes, pairs)
    sides = prepare_cosine(units, edges, world.idf, sublinear=True)
    whole, part = prepare_containment(units, edges)
    has = [(plan > 0).astype(float) for plan in plans]
    parts = [
        float(mean_row(sparse.diags(1 / a.sum(axis=1).A1) @ a) @ mean_row(b)) for a, b in (has, has[::-1])
    ]
    return {
        "cosine": Simulated((sides, sides), float(mean_a @ mean_b)),
        "first in second": Simulated((whole, part), parts[0]),
        "second in first": Simulated((part, whole), parts[1]),
    }


def simulate_groups(
    chance: Chance, world: World, sizes: tuple[int, int], *, pairs: int, many: int
) -> dict[str, Simulated]:
    """Pairs of groups of `sizes` plans of eight sections each: pooled, and the mean of their pairs."""
    plans = [
        unit(weigh(draw_documents(chance, source, 8, 500), world.idf, sublinear=True))
        for source in world.sources
    ]
    mean_a, mean_b = (
        mean_row(unit(draw_documents(chance, plan, m, many))) for plan, m in zip(plans, sizes, strict=True)
    )
    sides = prepare_group_cosine(*draw_units(chance, (plans[0], plans[1]), sizes, pairs))
    n = sides.n_units
    means = replace(sides, lengths=n.astype(float), lengths_without=np.repeat(n - 1.0, n))
    return {
        "pooled": Simulated((sides, sides), float(mean_a @ mean_b)),
        "mean of pairs": Simulated((means, means), float(mean_row(plans[0]) @ mean_row(plans[1]))),
    }
