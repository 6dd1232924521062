"""Simulated districts: sources of sections whose expected scores are known, by thousands of draws.

A source holds some hundreds of sections. Each is about a mixture of themes that its district leans
to, in words of the genre, of the district and of those themes. A plan is so many sections drawn
from it. How much is shared, how mixed and how long sections are differs from world to world.
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


def mixtures(chance: Chance, n: int) -> list[np.ndarray]:
    """For each of two sources the shares of n terms in each section."""
    base = zipf(n, chance.uniform(0.8, 1.2))

    def drawn(k: int) -> np.ndarray:
        return np.array([chance.dirichlet(150 * chance.permutation(base) + 1e-3) for _ in range(k)])

    common, themes = chance.permutation(base), drawn(THEMES)
    shared, own = chance.uniform(0.2, 0.6), chance.uniform(0.05, 0.35)
    mixed = np.exp(chance.uniform(np.log(0.3), np.log(10)))
    found = []
    for district in drawn(2):
        leaning = np.maximum(mixed * chance.dirichlet(np.full(THEMES, 0.7)), 1e-3)
        about = chance.dirichlet(leaning, SECTIONS) @ themes
        share = shared * common + own * district + (1 - shared - own) * about
        found.append(share / share.sum(axis=1, keepdims=True))
    return found


def sections(chance: Chance, shares: np.ndarray, length: int) -> sparse.csr_matrix:
    """Counts of terms in sections of lengths about this one."""
    lengths = np.maximum(length // 5, chance.lognormal(np.log(length), 0.5, len(shares)))
    return sparse.csr_matrix(chance.multinomial(lengths.astype(int), shares).astype(float))


def world_of_words(chance: Chance) -> World:
    length = int(chance.choice([60, 120, 240]))
    one, other = (sections(chance, shares, length) for shares in mixtures(chance, WORDS))
    return World((one, other), idf_of(one, other))


def world_of_shingles(chance: Chance) -> World:
    """Sections of phrases of two to six words, a line each; counted are three hanzi in a row."""
    pairs = chance.choice(HANZI, (400, 2), p=zipf(len(HANZI), 0.8))
    words = np.array(["".join(pair) for pair in pairs])
    spelled = chance.choice(words, (PHRASES, 6), p=zipf(len(words), 1.0))
    lengths = chance.integers(2, 7, PHRASES)
    phrases = ["".join(row[:n]) for row, n in zip(spelled, lengths, strict=True)]
    _, counts = count_shingles(phrases)
    length = int(chance.choice([20, 40, 80]))
    one, other = ((sections(chance, shares, length) @ counts).tocsr() for shares in mixtures(chance, PHRASES))
    return World((one, other), idf_of(one, other))


def idf_of(one: sparse.csr_matrix, other: sparse.csr_matrix) -> np.ndarray:
    """As of 200 documents of six sections each."""
    share = (mean_of(one > 0) + mean_of(other > 0)) / 2
    return np.asarray(1 + np.log(201 / (1 + 200 * (1 - (1 - share) ** 6))))


def mean_of(rows: sparse.csr_matrix) -> np.ndarray:
    return np.asarray(rows.mean(axis=0)).ravel()


def documents(chance: Chance, source: sparse.csr_matrix, m: int, n: int) -> sparse.csr_matrix:
    """n documents of m sections, summed."""
    drawn = chance.integers(0, source.shape[0], n * m)
    owner = np.repeat(np.arange(n), m)
    return (sparse.csr_matrix((np.ones(n * m), (owner, drawn)), (n, source.shape[0])) @ source).tocsr()


@dataclass(frozen=True)
class Simulated:
    """Pairs of things of two sources, and the score that is to be expected of such a pair.

    The first n things are of the first source, thing i is compared with thing n + i.
    """

    sides: tuple[JackknifeInput, JackknifeInput]
    truth: float

    def covered(self) -> np.ndarray:
        """Whether the interval of each pair holds the truth."""
        n = len(self.sides[0].lengths) // 2
        _, low, high = score_with_intervals(self.sides, np.arange(n), np.arange(n, 2 * n))
        return np.asarray((low <= self.truth) & (self.truth <= high))


def drawn_units(
    chance: Chance, sources: tuple[sparse.csr_matrix, ...], sizes: tuple[int, int], pairs: int
) -> tuple[sparse.csr_matrix, np.ndarray]:
    """The units of so many things of each source, and the edges between the things."""
    drawn = [
        source[chance.integers(0, source.shape[0], pairs * m)]
        for source, m in zip(sources, sizes, strict=True)
    ]
    return sparse.vstack(drawn, format="csr"), np.cumsum([0, *np.repeat(sizes, pairs)])


def simulated_plans(
    chance: Chance, world: World, sizes: tuple[int, int], *, pairs: int, many: int
) -> dict[str, Simulated]:
    """Pairs of plans of so many sections: their cosines, and how much of each is in the other.

    A and B are independent, so the expected cosine is the product of their mean unit vectors;
    `many` plans of each tell these.
    """
    plans = [documents(chance, source, m, many) for source, m in zip(world.sources, sizes, strict=True)]
    one, other = (mean_of(unit(weigh(plan, world.idf, sublinear=True))) for plan in plans)
    units, edges = drawn_units(chance, world.sources, sizes, pairs)
    sides = prepare_cosine(units, edges, world.idf, sublinear=True)
    whole, part = prepare_containment(units, edges)
    has = [(plan > 0).astype(float) for plan in plans]
    parts = [float(mean_of(sparse.diags(1 / a.sum(axis=1).A1) @ a) @ mean_of(b)) for a, b in (has, has[::-1])]
    return {
        "cosine": Simulated((sides, sides), float(one @ other)),
        "first in second": Simulated((whole, part), parts[0]),
        "second in first": Simulated((part, whole), parts[1]),
    }


def simulated_groups(
    chance: Chance, world: World, sizes: tuple[int, int], *, pairs: int, many: int
) -> dict[str, Simulated]:
    """Pairs of groups of so many plans of eight sections: pooled, and the mean of their pairs."""
    plans = [
        unit(weigh(documents(chance, source, 8, 500), world.idf, sublinear=True)) for source in world.sources
    ]
    one, other = (
        mean_of(unit(documents(chance, plan, m, many))) for plan, m in zip(plans, sizes, strict=True)
    )
    sides = prepare_group_cosine(*drawn_units(chance, (plans[0], plans[1]), sizes, pairs))
    n = sides.n_units
    means = replace(sides, lengths=n.astype(float), lengths_without=np.repeat(n - 1.0, n))
    return {
        "pooled": Simulated((sides, sides), float(one @ other)),
        "mean of pairs": Simulated((means, means), float(mean_of(plans[0]) @ mean_of(plans[1]))),
    }
