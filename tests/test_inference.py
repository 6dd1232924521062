"""Inference: intervals, permutations, false discovery, dispersion; by hand, by simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.comparison.keyness.permutation import compare_with_permutations
from analysis.inference import (
    bootstrap_weights,
    difference_interval,
    dispersion,
    draw_groups,
    draw_orders,
    false_discovery,
    permutation_p,
    wilson_interval,
)


def test_wilson_interval_by_hand() -> None:
    # z² = 3.8415. 0 of 10: upper bound z² / (10 + z²) = 3.8415 / 13.8415 = 0.27753.
    # 5 of 10: half width √(z² (5 · 5 / 10 + z² / 4)) / (10 + z²) = √13.2929 / 13.8415 = 0.26341.
    low, high = wilson_interval([0, 5, 10], 10)
    assert low == pytest.approx([0.0, 0.23659, 0.72247], abs=5e-6)
    assert high == pytest.approx([0.27753, 0.76341, 1.0], abs=5e-6)


@given(st.integers(1, 400), st.data(), st.sampled_from([0.8, 0.95, 0.99]))
def test_wilson_interval_equals_that_of_scipy(n: int, data: st.DataObject, level: float) -> None:
    k = data.draw(st.integers(0, n))
    low, high = wilson_interval(k, n, level=level)
    expected = stats.binomtest(k, n).proportion_ci(level, method="wilson")
    assert (float(low), float(high)) == pytest.approx((expected.low, expected.high), abs=1e-9)
    assert 0 <= low <= k / n <= high <= 1


def test_wilson_interval_contains_the_truth_in_95_percent() -> None:
    # For a single share and n the coverage jumps, so it is averaged over shares from 0.05 to 0.95.
    random = np.random.default_rng(1927)
    shares = random.uniform(0.05, 0.95, 20_000)
    for n in (8, 20, 60):
        low, high = wilson_interval(random.binomial(n, shares), n)
        assert 0.93 < np.mean((low <= shares) & (shares <= high)) < 0.97


def test_wilson_interval_of_no_cases_is_nan_and_impossible_arguments_are_refused() -> None:
    low, high = wilson_interval([0, 1], [0, 1])
    assert np.isnan([low[0], high[0]]).all() and not np.isnan([low[1], high[1]]).any()
    with pytest.raises(ValueError, match="hits must lie between 0 and n"):
        wilson_interval(3, 2)
    with pytest.raises(ValueError, match="level is 95"):
        wilson_interval(1, 2, level=95)


def test_difference_interval_equals_the_table_of_newcombe() -> None:
    # Newcombe (1998), table II, method 10: 56 of 70 minus 48 of 80, and 10 of 10 minus 0 of 20.
    low, high = difference_interval([56, 10], [70, 10], [48, 0], [80, 20])
    assert low == pytest.approx([0.0524, 0.6791], abs=5e-5)
    assert high == pytest.approx([0.3339, 1.0], abs=5e-5)


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_difference_interval_changes_sign_if_the_groups_are_swapped(
    n: int, m: int, data: st.DataObject
) -> None:
    k, j = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    low, high = difference_interval(k, n, j, m)
    swapped_low, swapped_high = difference_interval(j, m, k, n)
    assert (float(low), float(high)) == pytest.approx((-float(swapped_high), -float(swapped_low)))
    assert -1 - 1e-9 <= low <= k / n - j / m <= high <= 1 + 1e-9


def test_difference_interval_contains_the_truth_in_95_percent() -> None:
    random = np.random.default_rng(1998)
    a, b = random.uniform(0.05, 0.95, (2, 20_000))
    for n, m in ((10, 10), (15, 40)):
        low, high = difference_interval(random.binomial(n, a), n, random.binomial(m, b), m)
        assert 0.93 < np.mean((low <= a - b) & (a - b <= high)) < 0.97


def test_false_discovery_by_hand() -> None:
    # Sorted .005, .04, .5: .005 · 3 / 1 = .015, .04 · 3 / 2 = .06, .5 · 3 / 3 = .5.
    assert false_discovery([0.04, 0.005, 0.5]) == pytest.approx([0.06, 0.015, 0.5])
    # .01 · 4, .02 · 2, .03 · 4 / 3, .04: the last is the smallest, so all are .04.
    assert false_discovery([0.01, 0.02, 0.03, 0.04]) == pytest.approx([0.04] * 4)
    # A test that was not made is not counted.
    assert false_discovery([0.04, math.nan, 0.5])[[0, 2]] == pytest.approx([0.08, 0.5])
    assert np.isnan(false_discovery([0.04, math.nan])[1])
    assert false_discovery([]).tolist() == []
    with pytest.raises(ValueError, match="between 0 and 1"):
        false_discovery([1.2])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_false_discovery_equals_that_of_scipy(p: list[float]) -> None:
    assert false_discovery(p) == pytest.approx(stats.false_discovery_control(p), abs=1e-12)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.integers(0, 20))
def test_false_discovery_counts_the_tests_that_were_not_selected(p: list[float], unselected: int) -> None:
    every = stats.false_discovery_control([*p, *[1.0] * unselected])
    assert false_discovery(p, tests=len(p) + unselected) == pytest.approx(every[: len(p)], abs=1e-12)


def test_false_discovery_of_more_values_than_tests_is_refused() -> None:
    with pytest.raises(ValueError, match="tests is 1, but there are 2 p values"):
        false_discovery([0.1, 0.2], tests=1)


def test_permutation_p_counts_the_real_order_once() -> None:
    assert permutation_p([0, 9], 99, exact=False) == pytest.approx([0.01, 0.1])
    assert permutation_p([1, 20], 20, exact=True) == pytest.approx([0.05, 1.0])


def test_all_groups_are_listed_if_few_and_drawn_if_many() -> None:
    every, exact = draw_groups(4, 2, draws=99, seed=1)
    assert exact and every.tolist() == [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]
    drawn, exact = draw_groups(30, 5, draws=4_000, seed=1)
    assert not exact and drawn.shape == (4_000, 5)
    assert all(len(set(group)) == 5 for group in drawn.tolist())
    # Each case should be in a sixth of the groups: 667 ± 24.
    assert np.abs(np.bincount(drawn.ravel()) - 4_000 / 6).max() < 100
    np.testing.assert_array_equal(drawn, draw_groups(30, 5, draws=4_000, seed=1)[0])


def test_orders_stay_within_their_strata() -> None:
    every, exact = draw_orders([1, 0, 1], draws=99, seed=1)
    assert exact and sorted(every.tolist()) == [[0, 1, 2], [2, 1, 0]]
    strata = np.repeat([0, 1, 2], [3, 10, 1])
    drawn, exact = draw_orders(strata, draws=500, seed=1)
    assert not exact and drawn.shape == (500, 14)
    assert (np.sort(drawn, axis=1) == np.arange(14)).all()
    assert (strata[drawn] == strata).all()
    assert len({tuple(order) for order in drawn.tolist()}) > 450


def test_bootstrap_weights_sum_to_the_cases() -> None:
    weights = bootstrap_weights(7, draws=2_000, seed=2)
    assert (weights.sum(axis=1) == 7).all() and weights.shape == (2_000, 7)
    assert weights.mean(axis=0) == pytest.approx(np.ones(7), abs=0.1)


def _pearson(counts: np.ndarray, lengths: np.ndarray, group: list[int]) -> float:
    """Pearson's X² of a term against membership in the group, by SciPy."""
    inside = np.isin(np.arange(len(lengths)), group)
    n = np.array([counts[inside].sum(), counts[~inside].sum()])
    size = np.array([lengths[inside].sum(), lengths[~inside].sum()])
    return float(stats.chi2_contingency(np.array([n, size - n]), correction=False).statistic)


def test_permutation_test_equals_pearson_over_all_arrangements() -> None:
    random = np.random.default_rng(6)
    lengths = random.integers(20, 60, 7).astype(float)
    counts = random.poisson(lengths / 8)
    groups, _ = draw_groups(7, 3, draws=99, seed=1)
    squares = np.array([_pearson(counts, lengths, group) for group in groups.tolist()])
    expected = np.mean(squares >= _pearson(counts, lengths, [2, 4, 5]) - 1e-9)
    texts = np.array([2, 4, 5, 0, 1, 3, 6])
    p, least = compare_with_permutations(
        sparse.csr_matrix(counts[None].astype(float)), lengths, texts, 3, draws=99, seed=1
    )
    assert p == pytest.approx([expected]) and least == pytest.approx(1 / 35)


def _draw_null_counts(
    random: np.random.Generator, documents: int, terms: int
) -> tuple[np.ndarray, np.ndarray]:
    """Counts and lengths of documents whose groups do not differ."""
    lengths = random.integers(200, 1_000, documents).astype(float)
    habits = random.gamma(2.0, 0.01, (terms, documents))
    return random.poisson(habits * lengths).astype(float), lengths


@pytest.mark.slow
@pytest.mark.parametrize(("documents", "size", "draws"), [(12, 5, 99), (60, 12, 99), (40, 20, 19)])
def test_null_p_values_are_uniform(documents: int, size: int, draws: int) -> None:
    random = np.random.default_rng(documents)
    p_values: list[float] = []
    for seed in range(60):
        counts, lengths = _draw_null_counts(random, documents, 10)
        texts = random.permutation(documents)
        p, _ = compare_with_permutations(
            sparse.csr_matrix(counts), lengths, texts, size, draws=draws, seed=seed
        )
        p_values += p.tolist()
    # p takes steps. Spread evenly over the step below it, it is uniform, and the Kolmogorov–Smirnov
    # test is exact. Early stops make steps as wide as 1 / (draws / 10 + 1).
    values = np.array(p_values)
    assert np.mean(values <= 0.05) <= 0.075 and np.mean(values <= 0.01) <= 0.025
    steps = np.unique(values)
    below = np.concatenate([[0.0], steps[:-1]])
    smooth = values - random.random(len(values)) * (values - below[np.searchsorted(steps, values)])
    assert stats.kstest(smooth, "uniform").pvalue > 0.01


def test_dispersion_by_hand() -> None:
    # The documents are .1 .2 .3 .2 .2 of the corpus. The first term has .25 .25 .5 0 0 of its
    # occurrences there: half the sum of the differences is (.15 + .05 + .2 + .2 + .2) / 2 = .4, the
    # maximum is 1 - .1, so .4 / .9. The second is spread like the text. The third is in the smallest
    # document only, which is the maximum. The fourth occurs once, so it has no dispersion.
    counts = np.array([[1, 1, 2, 0, 0], [1, 2, 3, 2, 2], [4, 0, 0, 0, 0], [1, 0, 0, 0, 0]])
    dp, norm = dispersion(counts, [10, 20, 30, 20, 20])
    assert dp[:3] == pytest.approx([0.4, 0.0, 0.9])
    assert norm[:3] == pytest.approx([0.4 / 0.9, 0.0, 1.0])
    assert np.isnan(dp[3]) and np.isnan(norm[3])


def test_dispersion_of_few_documents_is_nan_and_wrong_sizes_are_refused() -> None:
    # One of the five documents has no text, so four count.
    dp, norm = dispersion(np.array([[3, 3, 3, 3, 0]]), [5, 5, 5, 5, 0])
    assert np.isnan(dp).all() and np.isnan(norm).all()
    with pytest.raises(ValueError, match="sizes must be 2 lengths"):
        dispersion(np.array([[1, 1]]), [1, 2, 3])
    with pytest.raises(ValueError, match="sizes must be 1 lengths"):
        dispersion(np.array([[1]]), [-1])


@given(st.data(), st.integers(5, 9), st.integers(1, 4))
def test_dispersion_equals_the_formula_of_gries_for_dense_and_sparse_counts(
    data: st.DataObject, documents: int, terms: int
) -> None:
    sizes = np.array(data.draw(st.lists(st.integers(1, 99), min_size=documents, max_size=documents)))
    row = st.lists(st.integers(0, 9), min_size=documents, max_size=documents)
    counts = np.array(data.draw(st.lists(row, min_size=terms, max_size=terms)))
    dp, norm = dispersion(counts, sizes)
    sparse_dp, sparse_norm = dispersion(sparse.csr_matrix(counts), sizes)
    np.testing.assert_allclose(dp, sparse_dp, atol=1e-12)
    np.testing.assert_allclose(norm, sparse_norm, atol=1e-12)
    for term, value in zip(counts, dp, strict=True):
        if term.sum() < 2:
            assert np.isnan(value)
            continue
        expected = sizes / sizes.sum()
        assert value == pytest.approx(np.abs(term / term.sum() - expected).sum() / 2, abs=1e-12)
        assert -1e-12 <= value <= 1 - expected.min() + 1e-12
