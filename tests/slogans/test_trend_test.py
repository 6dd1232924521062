"""The trend test: by hand, against every permutation, against drawings."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.slogans.trends import TrendTest


def test_trend_test_by_hand() -> None:
    # Two plans in each of three years, years as 0, 1, 2. Of the 15 pairs one sums to 0, one to 4;
    # 4 to 1, 4 to 3, and 5 to 2 (the middle pair, and first with last). Expected: 2.
    test = TrendTest.of(np.array([2020, 2021, 2022]), np.array([2, 2, 2]))
    assert [test.p(2, total) for total in range(5)] == pytest.approx([2 / 15, 10 / 15, 1.0, 10 / 15, 2 / 15])
    # If four plans have it, two lack it: a sum of 6 out of 6 leaves two plans with sum 0.
    assert test.p(4, 6) == pytest.approx(2 / 15)
    assert test.least_p(2) == pytest.approx(2 / 15)
    assert test.p(6, 6) == test.least_p(6) == test.p(0, 0) == 1.0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 3)), min_size=1, max_size=4), st.data())
def test_trend_test_counts_every_permutation(members: list[tuple[int, int]], data: st.DataObject) -> None:
    years = np.cumsum([2015] + [1 + gap for gap, _ in members[1:]])
    sizes = np.array([size for _, size in members])
    of_documents = np.repeat(years - years[0], sizes).tolist()
    drawn = data.draw(st.integers(0, len(of_documents)))
    sums = [sum(some) for some in itertools.combinations(of_documents, drawn)]
    expected = drawn * sum(of_documents) / len(of_documents)
    test = TrendTest.of(years, sizes)
    for total in set(sums):
        far = [abs(s - expected) >= abs(total - expected) - 1e-9 for s in sums]
        assert test.p(drawn, total) == pytest.approx(np.mean(far), abs=1e-9)
    assert test.least_p(drawn) == pytest.approx(min(test.p(drawn, s) for s in set(sums)), abs=1e-9)


def test_normal_trend_test_agrees_with_permutations() -> None:
    # 60 of 240 plans, beyond the exact test, against 20,000 random drawings.
    years, sizes = np.arange(2015, 2023), np.full(8, 30)
    test = TrendTest.of(years, sizes)
    random = np.random.default_rng(1955)
    of_documents = np.repeat(years - 2015, sizes)
    sums = np.array([random.permutation(of_documents)[:60].sum() for _ in range(20_000)])
    for total in (170, 180, 195, 205, 250):
        drawn = np.mean(np.abs(sums - 210) >= abs(total - 210))
        assert test.p(60, total) == pytest.approx(drawn, abs=0.012)
    # 51 plans without it take the normal distribution, 50 the exact test: p is nearly the same.
    assert test.p(189, 189 * 7 // 2 + 30) == pytest.approx(test.p(190, 190 * 7 // 2 + 30), abs=0.03)
