"""Intervals: influences by brute force, widths by hand, and what an interval depends on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.comparison.similarity import jackknife
from analysis.comparison.similarity.cosines import score_pairs
from analysis.comparison.similarity.jackknife import Influence, score_with_intervals
from analysis.comparison.similarity.jackknife_input import (
    JackknifeInput,
    prepare_containment,
    prepare_cosine,
    prepare_group_cosine,
    stack_inputs,
)

UNITS = np.array([[2, 1, 0, 0], [1, 0, 3, 0], [0, 0, 0, 1], [1, 1, 1, 0], [0, 0, 2, 2]], dtype=float)
EDGES = np.array([0, 3, 5])
IDF = np.array([1.0, 1.5, 2.0, 3.0])


def cosine(a: np.ndarray, b: np.ndarray) -> float:
    length = np.linalg.norm(a) * np.linalg.norm(b)
    return float(a @ b / length) if length else 0.0


def weigh(counts: np.ndarray, idf: np.ndarray, *, sublinear: bool) -> np.ndarray:
    if sublinear:
        counts = np.where(counts > 0, 1 + np.log(np.maximum(counts, 1)), 0)
    return np.asarray(counts * idf)


def draw_inputs(
    seed: int, sizes: list[int], *, width: int = 40, rate: float = 0.5
) -> dict[str, tuple[JackknifeInput, JackknifeInput]]:
    """Documents or groups of `sizes` random units, as each measure takes them."""
    chance = np.random.default_rng(seed)
    units = sparse.csr_matrix(chance.poisson(rate, (sum(sizes), width)).astype(float))
    edges = np.cumsum([0, *sizes])
    idf = 1 + chance.random(width)
    cosines = prepare_cosine(units, edges, idf, sublinear=True)
    plain = prepare_cosine(units, edges, idf, sublinear=False)
    pooled = prepare_group_cosine(units, edges)
    n = pooled.n_units
    means = replace(pooled, lengths=n.astype(float), lengths_without=np.repeat(n - 1.0, n))
    whole, part = prepare_containment(units, edges)
    return {
        "cosine": (cosines, cosines),
        "without damping": (plain, plain),
        "pooled": (pooled, pooled),
        "mean of pairs": (means, means),
        "containment": (whole, part),
        "containment swapped": (part, whole),
    }


MEASURES = list(draw_inputs(0, [3, 3]))


# --- jackknife input: a document without each of its units ------------------------------------------


def score_units(name: str, units_a: np.ndarray, units_b: np.ndarray, idf: np.ndarray) -> float:
    """The score of two documents or groups from their units, by the definition of the measure."""
    a, b = units_a.sum(axis=0), units_b.sum(axis=0)
    if name == "cosine":
        return cosine(weigh(a, idf, sublinear=True), weigh(b, idf, sublinear=True))
    if name == "without damping":
        return cosine(a * idf, b * idf)
    if name == "pooled":
        return cosine(a, b)
    if name == "mean of pairs":
        return float((units_a @ units_b.T).mean())
    contained = (b if name == "containment swapped" else a) > 0
    return float(((a > 0) & (b > 0)).sum() / max(contained.sum(), 1))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(MEASURES), st.integers(2, 5), st.integers(2, 5))
def test_influence_equals_that_of_scoring_without_each_unit(seed: int, name: str, m: int, n: int) -> None:
    # Brute force: score without each unit in turn. The influence of a unit is how far the score
    # without it lies below the mean of these scores, times the number of units minus 1.
    chance = np.random.default_rng(seed)
    units = chance.poisson(0.5, (m + n, 40)).astype(float)
    idf = 1 + chance.random(40)
    units_a, units_b = units[:m], units[m:]
    if name == "mean of pairs":
        # The units are unit vectors, so that the mean is between 0 and 1.
        units /= np.maximum(np.linalg.norm(units, axis=1, keepdims=True), 1)
        units_a, units_b = units[:m], units[m:]
        means = prepare_group_cosine(sparse.csr_matrix(units), np.array([0, m, m + n]))
        left = np.repeat([m - 1.0, n - 1.0], [m, n])
        means = replace(means, lengths=np.array([m, n], float), lengths_without=left)
        sides = (means, means)
    else:
        sides = draw_inputs(seed, [m, n])[name]
    first, second = np.array([0]), np.array([1])
    products = score_pairs(sides[0].totals, first, second)
    score, _, _ = score_with_intervals(sides, first, second)
    assert score[0] == pytest.approx(score_units(name, units_a, units_b, idf), abs=1e-12)
    for side, own, rest, pair in (
        (0, units_a, units_b, (first, second)),
        (1, units_b, units_a, (second, first)),
    ):
        influence = jackknife._measure_influence(sides[side], sides[1 - side], *pair, products)
        without = np.array(
            [
                score_units(name, *(both if side == 0 else both[::-1]), idf)
                for both in ((np.delete(own, i, axis=0), rest) for i in range(len(own)))
            ]
        )
        expected = (len(own) - 1) * (without.mean() - without)
        np.testing.assert_allclose(influence.values, expected, rtol=0, atol=1e-7)
        assert influence.values.sum() == pytest.approx(0, abs=1e-9)
        assert influence.n_units.tolist() == [len(own)]


def test_score_by_hand() -> None:
    # Document 0 has (3 1 3 1), document 1 has (1 1 3 2): weighed without damping by 1 1.5 2 3,
    # (3 1.5 6 3) and (1 1.5 6 6): 3 + 2.25 + 36 + 18 = 59.25 over sqrt(56.25 × 75.25).
    sides = prepare_cosine(sparse.csr_matrix(UNITS), EDGES, IDF, sublinear=False)
    score, low, high = score_with_intervals((sides, sides), np.array([0]), np.array([1]))
    assert score[0] == pytest.approx(59.25 / np.sqrt(56.25 * 75.25), abs=1e-15)
    assert np.isnan(low[0]) and np.isnan(high[0])  # document 1 has two units
    assert sides.n_units.tolist() == [3, 2]
    # Without its first unit document 0 has (1 0 3 1), weighed (1 0 6 3), of length sqrt(46).
    assert sides.lengths_without[0] == pytest.approx(np.sqrt(46), abs=1e-12)


def test_containment_input_by_hand() -> None:
    # Document 0 has all four terms; only its second unit has the third term.
    whole, part = prepare_containment(sparse.csr_matrix(UNITS), EDGES)
    assert whole.lengths.tolist() == [4, 4]
    assert whole.removals.toarray().tolist() == [
        [0, 1, 0, 0],
        [0, 0, 1, 0],
        [0, 0, 0, 1],
        [1, 1, 0, 0],
        [0, 0, 0, 1],
    ]
    assert whole.lengths_without.tolist() == [3, 3, 3, 2, 3]
    assert part.lengths.tolist() == [1, 1]
    assert part.lengths_without.tolist() == [1] * 5


def test_group_input_by_hand() -> None:
    # Members (1 0), (.6 .8), (0 1): the sum is (1.6 1.8); without the first it is (.6 1.8).
    vectors = sparse.csr_matrix([[1, 0], [0.6, 0.8], [0, 1]])
    sides = prepare_group_cosine(vectors, np.array([0, 3]))
    assert sides.totals.toarray()[0].tolist() == pytest.approx([1.6, 1.8])
    assert sides.lengths.tolist() == pytest.approx([np.hypot(1.6, 1.8)])
    expected = [np.hypot(0.6, 1.8), np.hypot(1.0, 1.0), np.hypot(1.6, 0.8)]
    assert sides.lengths_without.tolist() == pytest.approx(expected)


def test_stacked_inputs_are_scored_as_before() -> None:
    single = prepare_cosine(sparse.csr_matrix(UNITS), EDGES, IDF, sublinear=True)
    both = stack_inputs(single, single)
    assert both.edges.tolist() == [0, 3, 5, 8, 10]
    alone, _, _ = score_with_intervals((single, single), np.array([0]), np.array([1]))
    stacked, _, _ = score_with_intervals((both, both), np.array([0, 2, 0]), np.array([1, 3, 3]))
    assert stacked.tolist() == pytest.approx([alone[0]] * 3, abs=1e-15)


# --- the interval ---------------------------------------------------------------------------------


def make_influence(values: list[list[float]]) -> Influence:
    flat = [value for row in values for value in row]
    return Influence(np.array(flat), np.array([len(row) for row in values]))


def test_error_and_width_by_hand() -> None:
    # Influences (.3 0 -.3) on each side: variance .18 / (3 × 2) = .03 a side, together .06. The
    # variance of the draws is .18 / 9 = .02 a side. Welch: .06² / (2 × .03² / 2) = 4 degrees of
    # freedom; minus 1 is 3.
    side = make_influence([[0.3, 0.0, -0.3]])
    error, wider = jackknife._standard_error(side, side)
    assert error[0] == pytest.approx(np.sqrt(0.06), abs=1e-15)
    student = stats.t.ppf(0.975, 3) / stats.norm.ppf(0.975)
    assert wider[0] == pytest.approx(student * np.sqrt(0.06 / 0.04), abs=1e-12)


def test_interval_of_normal_influences_is_student_s() -> None:
    # If the influences of many units are normal, the interval is score ± t × error on the logit
    # scale. 60 units a side: 2 × 59 degrees of freedom, minus 1.
    values = stats.norm.ppf((np.arange(60) + 0.5) / 60)
    side = make_influence([(0.4 * values).tolist()])
    score, variance = 0.4, 2 * (0.16 * values**2).sum() / (60 * 59)
    low, high = jackknife.intervals_from_influence(np.array([score]), side, side)
    reach = stats.t.ppf(0.975, 117) * np.sqrt(variance) / (score * (1 - score))
    logit = np.log(score / (1 - score))
    for bound, sign in ((low, -1), (high, 1)):
        moved = np.log(bound[0] / (1 - bound[0])) - logit
        assert moved == pytest.approx(sign * reach, rel=0.06)  # 1,000 draws


def test_spread_of_draws_follows_from_its_formula() -> None:
    values = np.array([0.02, 0.01, 0.0, -0.01, -0.02])
    draws = jackknife._draw_shares(5, 0)
    moved = draws @ values
    assert moved.std() == pytest.approx(np.sqrt((values**2).sum() / 25), rel=0.05)
    assert moved.mean() == pytest.approx(0, abs=6e-4)
    np.testing.assert_allclose(draws.sum(axis=1), 1, rtol=0, atol=1e-12)
    assert len(draws) == 1000 and not np.array_equal(draws, jackknife._draw_shares(5, 1))


def test_fewer_than_three_units_give_no_interval() -> None:
    three = make_influence([[0.1] * 3])
    for n in range(3):
        few = make_influence([[0.1] * n])
        for sides in ((few, three), (three, few), (few, few)):
            assert np.isnan(jackknife.intervals_from_influence(np.array([0.5]), *sides)).all()
    three = make_influence([[0.1, 0.0, -0.1]])
    low, high = jackknife.intervals_from_influence(np.array([0.5]), three, three)
    assert 0 < low[0] < 0.5 < high[0] < 1


@pytest.mark.parametrize("score", [0.0, 1e-9, 1.0, 0.999])
def test_interval_near_the_ends_stays_between_0_and_1(score: float) -> None:
    side = make_influence([[0.1, 0.0, -0.1]])
    low, high = jackknife.intervals_from_influence(np.array([score]), side, side)
    assert 0 <= low[0] <= score <= high[0] <= 1
    assert high[0] - low[0] > 0.1


def test_interval_has_no_width_if_no_unit_has_influence() -> None:
    side = make_influence([[0.0, 0.0, 0.0]])
    low, high = jackknife.intervals_from_influence(np.array([0.4]), side, side)
    assert low[0] == pytest.approx(0.4, abs=1e-15)
    assert high[0] == pytest.approx(0.4, abs=1e-15)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10_000),
    st.sampled_from(MEASURES),
    st.lists(st.integers(1, 7), min_size=2, max_size=6),
)
def test_interval_contains_its_score_and_lies_between_0_and_1(seed: int, name: str, sizes: list[int]) -> None:
    sides = draw_inputs(seed, sizes)[name]
    first, second = np.triu_indices(len(sizes), k=1)
    score, low, high = score_with_intervals(sides, first, second)
    assert ((score >= 0) & (score <= 1)).all()
    enough_units = np.minimum(np.array(sizes)[first], np.array(sizes)[second]) >= 3
    assert (np.isnan(low) == ~enough_units).all() and (np.isnan(high) == ~enough_units).all()
    ordered = np.stack([np.zeros(len(low)), low, score, high, np.ones(len(low))])[:, enough_units]
    assert (np.diff(ordered, axis=0) >= -1e-12).all()


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10_000),
    st.sampled_from(MEASURES),
    st.lists(st.integers(3, 6), min_size=2, max_size=5),
)
def test_interval_of_a_pair_is_that_of_the_swapped_pair(seed: int, name: str, sizes: list[int]) -> None:
    sides = draw_inputs(seed, sizes)[name]
    first, second = np.triu_indices(len(sizes), k=1)
    scores = score_with_intervals(sides, first, second)
    swapped = score_with_intervals(sides[::-1], second, first)
    for column, swapped_column in zip(scores, swapped, strict=True):
        np.testing.assert_allclose(column, swapped_column, rtol=0, atol=1e-9)


@pytest.mark.parametrize("name", MEASURES)
def test_interval_of_a_pair_depends_on_that_pair_only(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    sizes = [4, 5, 6, 7, 8, 5]
    sides = draw_inputs(2, sizes)[name]
    first, second = np.triu_indices(len(sizes), k=1)
    scores = score_with_intervals(sides, first, second)
    again = score_with_intervals(sides, first, second)
    assert [column.tolist() for column in scores] == [column.tolist() for column in again]
    order = np.random.default_rng(0).permutation(len(first))[:9]
    monkeypatch.setattr(jackknife, "CHUNK", 2)
    part = score_with_intervals(sides, first[order], second[order])
    for column, part_of_column in zip(scores, part, strict=True):
        np.testing.assert_allclose(part_of_column, column[order], rtol=0, atol=1e-12)


@pytest.mark.parametrize("name", MEASURES)
def test_more_sections_give_narrower_intervals(name: str) -> None:
    widths = []
    for m in (4, 8, 16, 32, 64):
        sides = draw_inputs(5, [m] * 12, width=600, rate=0.1)[name]
        first, second = np.triu_indices(12, k=1)
        _, low, high = score_with_intervals(sides, first, second)
        widths.append(float((high - low).mean()))
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < widths[0] / 2
