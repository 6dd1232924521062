"""Coverage: for how many simulated pairs the 95 % interval contains the expected score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import numpy as np
import pytest

from tests.support.simulated_sources import (
    Chance,
    World,
    make_world_of_shingles,
    make_world_of_words,
    simulate_groups,
    simulate_plans,
)

WORLDS, PAIRS, MANY = 16, 60, 200
SEED = 77
# Coverage is averaged over these numbers of sections. The target is 93 to 97 of 100; the intervals of
# shingles and of containment are a little wider than necessary (docs/benchmarks-parts.md has each case).
PLANS = [(5, 5), (8, 8), (15, 15), (5, 15)]
GROUPS = [(5, 5), (15, 15)]


def measure_coverage(
    make: Callable[[Chance], World], sizes: list[tuple[int, int]], *, groups: bool = False
) -> dict[str, float]:
    """The share of pairs whose interval contains the truth, by measure."""
    simulate = simulate_groups if groups else simulate_plans
    coverage: dict[str, list[float]] = defaultdict(list)
    for pair in sizes:
        chance = np.random.default_rng([SEED, *pair])
        for _ in range(WORLDS):
            world = make(chance)
            for name, simulated in simulate(chance, world, pair, pairs=PAIRS, many=MANY).items():
                coverage[name].append(float(simulated.contains_truth().mean()))
    return {name: float(np.mean(values)) for name, values in coverage.items()}


@pytest.mark.slow
def test_intervals_of_words_contain_the_expected_score_in_95_percent() -> None:
    coverage = measure_coverage(make_world_of_words, PLANS)
    assert 0.93 <= coverage["cosine"] <= 0.975, coverage
    assert 0.93 <= coverage["first in second"] <= 0.985, coverage
    assert 0.93 <= coverage["second in first"] <= 0.98, coverage


@pytest.mark.slow
def test_intervals_of_shingles_contain_the_expected_score_in_95_percent() -> None:
    coverage = measure_coverage(make_world_of_shingles, PLANS[:3])
    assert all(0.93 <= share <= 0.985 for share in coverage.values()), coverage


@pytest.mark.slow
def test_intervals_of_groups_contain_the_expected_score_in_95_percent() -> None:
    coverage = measure_coverage(make_world_of_words, GROUPS, groups=True)
    assert all(0.93 <= value <= 0.98 for value in coverage.values()), coverage


@pytest.mark.slow
def test_intervals_of_long_plans_are_wider_than_necessary() -> None:
    # What only two sections together add counts for both; with more sections this happens more often.
    coverage = measure_coverage(make_world_of_words, [(30, 30)])
    assert all(0.95 <= value <= 0.995 for value in coverage.values()), coverage


@pytest.mark.slow
def test_intervals_of_a_short_and_a_long_plan_contain_the_expected_score() -> None:
    # Measured on 8,000 pairs: cosine 94.7 %, the short plan in the long 98.6 %, the long in the short 93.6 %.
    coverage = measure_coverage(make_world_of_words, [(5, 30)])
    assert 0.92 <= coverage["cosine"] <= 0.97, coverage
    assert 0.96 <= coverage["first in second"] <= 1, coverage
    assert 0.91 <= coverage["second in first"] <= 0.96, coverage
