"""Inference: intervals, false-discovery control, dispersion; by hand, by their authors, by simulation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.inference import difference_interval, dispersion, false_discovery, wilson_interval


def test_wilson_by_hand() -> None:
    # z² = 3.8415. 0 of 10: upper bound z² / (10 + z²) = 3.8415 / 13.8415 = 0.27753.
    # 5 of 10: half width √(z² (5 · 5 / 10 + z² / 4)) / (10 + z²) = √13.2929 / 13.8415 = 0.26341.
    low, high = wilson_interval([0, 5, 10], 10)
    assert low == pytest.approx([0.0, 0.23659, 0.72247], abs=5e-6)
    assert high == pytest.approx([0.27753, 0.76341, 1.0], abs=5e-6)


@given(st.integers(1, 400), st.data(), st.sampled_from([0.8, 0.95, 0.99]))
def test_wilson_is_scipys(n: int, data: st.DataObject, level: float) -> None:
    k = data.draw(st.integers(0, n))
    low, high = wilson_interval(k, n, level=level)
    told = stats.binomtest(k, n).proportion_ci(level, method="wilson")
    assert (float(low), float(high)) == pytest.approx((told.low, told.high), abs=1e-9)
    assert 0 <= low <= k / n <= high <= 1


def test_wilson_covers_the_truth_19_times_of_20() -> None:
    # Over shares from 0.05 to 0.95: at one share and one n coverage jumps, on average it holds.
    random = np.random.default_rng(1927)
    shares = random.uniform(0.05, 0.95, 20_000)
    for n in (8, 20, 60):
        low, high = wilson_interval(random.binomial(n, shares), n)
        assert 0.93 < np.mean((low <= shares) & (shares <= high)) < 0.97


def test_wilson_of_no_cases_is_nan_and_nonsense_is_refused() -> None:
    low, high = wilson_interval([0, 1], [0, 1])
    assert np.isnan([low[0], high[0]]).all() and not np.isnan([low[1], high[1]]).any()
    with pytest.raises(ValueError, match="hits must lie between 0 and n"):
        wilson_interval(3, 2)
    with pytest.raises(ValueError, match="level is 95"):
        wilson_interval(1, 2, level=95)


def test_difference_is_newcombes() -> None:
    # Newcombe (1998), table II, method 10: 56 of 70 minus 48 of 80, and 10 of 10 minus 0 of 20.
    low, high = difference_interval([56, 10], [70, 10], [48, 0], [80, 20])
    assert low == pytest.approx([0.0524, 0.6791], abs=5e-5)
    assert high == pytest.approx([0.3339, 1.0], abs=5e-5)


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_difference_turns_its_sign_with_the_groups(n: int, m: int, data: st.DataObject) -> None:
    k, j = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    low, high = difference_interval(k, n, j, m)
    back_low, back_high = difference_interval(j, m, k, n)
    assert (float(low), float(high)) == pytest.approx((-float(back_high), -float(back_low)))
    assert -1 - 1e-9 <= low <= k / n - j / m <= high <= 1 + 1e-9


def test_difference_covers_the_truth_19_times_of_20() -> None:
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
    # A test that was not made counts for none.
    assert false_discovery([0.04, math.nan, 0.5])[[0, 2]] == pytest.approx([0.08, 0.5])
    assert np.isnan(false_discovery([0.04, math.nan])[1])
    assert false_discovery([]).tolist() == []
    with pytest.raises(ValueError, match="between 0 and 1"):
        false_discovery([1.2])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_false_discovery_is_scipys(p: list[float]) -> None:
    assert false_discovery(p) == pytest.approx(stats.false_discovery_control(p), abs=1e-12)


def test_dispersion_by_hand() -> None:
    # Parts of the corpus .1 .2 .3 .2 .2. First term: its parts .25 .25 .5 0 0, half the sum of
    # differences (.15 + .05 + .2 + .2 + .2) / 2 = .4; at most 1 - .1, so .4 / .9.
    # Second: spread as the text is. Third: in the smallest document alone, as uneven as can be.
    # Fourth: once, refused.
    counts = np.array([[1, 1, 2, 0, 0], [1, 2, 3, 2, 2], [4, 0, 0, 0, 0], [1, 0, 0, 0, 0]])
    dp, norm = dispersion(counts, [10, 20, 30, 20, 20])
    assert dp[:3] == pytest.approx([0.4, 0.0, 0.9])
    assert norm[:3] == pytest.approx([0.4 / 0.9, 0.0, 1.0])
    assert np.isnan(dp[3]) and np.isnan(norm[3])


def test_dispersion_of_few_documents_is_refused() -> None:
    # Five documents, one of them without text: four.
    dp, norm = dispersion(np.array([[3, 3, 3, 3, 0]]), [5, 5, 5, 5, 0])
    assert np.isnan(dp).all() and np.isnan(norm).all()
    with pytest.raises(ValueError, match="sizes must be 2 lengths"):
        dispersion(np.array([[1, 1]]), [1, 2, 3])
    with pytest.raises(ValueError, match="sizes must be 1 lengths"):
        dispersion(np.array([[1]]), [-1])


@given(st.data(), st.integers(5, 9), st.integers(1, 4))
def test_dispersion_is_gries_formula_dense_or_sparse(
    data: st.DataObject, documents: int, terms: int
) -> None:
    sizes = np.array(
        data.draw(st.lists(st.integers(1, 99), min_size=documents, max_size=documents))
    )
    row = st.lists(st.integers(0, 9), min_size=documents, max_size=documents)
    counts = np.array(data.draw(st.lists(row, min_size=terms, max_size=terms)))
    dp, norm = dispersion(counts, sizes)
    again, norm_again = dispersion(sparse.csr_matrix(counts), sizes)
    np.testing.assert_allclose(dp, again, atol=1e-12)
    np.testing.assert_allclose(norm, norm_again, atol=1e-12)
    for term, value in zip(counts, dp, strict=True):
        if term.sum() < 2:
            assert np.isnan(value)
            continue
        expected = sizes / sizes.sum()
        assert value == pytest.approx(np.abs(term / term.sum() - expected).sum() / 2, abs=1e-12)
        assert -1e-12 <= value <= 1 - expected.min() + 1e-12
