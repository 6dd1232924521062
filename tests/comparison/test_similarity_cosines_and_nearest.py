"""All pairs and nearest neighbours: equal to the whole matrix, however they are counted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.comparison.similarity import cosines, nearest
from analysis.comparison.similarity.cosines import all_pairs, multiply_rows, score_pairs
from analysis.comparison.similarity.nearest import nearest_pairs, nearest_rows
from analysis.comparison.similarity.vectors import unit


def random_vectors(seed: int, n: int, width: int = 60, density: float = 0.2) -> sparse.csr_matrix:
    """Unit rows; some are empty, some columns are in one row alone."""
    chance = np.random.default_rng(seed)
    filled = chance.random((n, width)) < density * chance.random(width)
    return unit(sparse.csr_matrix(filled * chance.random((n, width))))


def tied_vectors(seed: int, n: int) -> sparse.csr_matrix:
    """Unit rows of four halves or none: a product is a multiple of 1/4, and ties are many."""
    chance = np.random.default_rng(seed)
    rows = np.zeros((n, 9))
    full = chance.random(n) < 0.9
    for i in np.flatnonzero(full):
        rows[i, chance.choice(9, 4, replace=False)] = 0.5
    return sparse.csr_matrix(rows)


def sort_neighbours(whole: np.ndarray, k: int) -> list[tuple[int, int]]:
    """Each row with its k nearest by the whole matrix, the earlier where two are as near."""
    n = len(whole)
    others = [[j for j in range(n) if j != i] for i in range(n)]
    ranked = [sorted(own, key=lambda j: (-whole[i, j], j)) for i, own in enumerate(others)]
    return [(i, j) for i in range(n) for j in ranked[i][:k]]


def pairs_of(first: np.ndarray, second: np.ndarray) -> list[tuple[int, int]]:
    return list(zip(first.tolist(), second.tolist(), strict=True))


def test_products_by_hand() -> None:
    # (.6 .8 0) · (0 1 0) = .8; (.6 .8 0) · (0 .6 .8) = .48; (0 1 0) · (0 .6 .8) = .6.
    vectors = sparse.csr_matrix([[0.6, 0.8, 0], [0, 1, 0], [0, 0.6, 0.8], [0, 0, 0]])
    first, second, score = all_pairs(vectors)
    assert pairs_of(first, second) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    assert score.tolist() == pytest.approx([0.8, 0.48, 0, 0.6, 0, 0], abs=1e-15)
    row, other, score = nearest_rows(vectors, 1)
    assert pairs_of(row, other) == [(0, 1), (1, 0), (2, 1), (3, 0)]  # an empty row: the first
    assert score.tolist() == pytest.approx([0.8, 0.8, 0.6, 0], abs=1e-15)
    row, other, score = nearest_rows(vectors, 2)
    assert pairs_of(row, other) == [
        (0, 1),
        (0, 2),
        (1, 0),
        (1, 2),
        (2, 1),
        (2, 0),
        (3, 0),
        (3, 1),
    ]
    assert score.tolist() == pytest.approx([0.8, 0.48, 0.8, 0.6, 0.6, 0.48, 0, 0], abs=1e-15)


@pytest.mark.parametrize("block", [1_000, 23, 22, 7, 1])
def test_all_pairs_are_the_upper_triangle(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(cosines, "BLOCK", block)
    vectors = random_vectors(1, 23)
    first, second, score = all_pairs(vectors)
    whole = vectors.toarray() @ vectors.toarray().T
    i, j = np.triu_indices(23, k=1)
    assert (first == i).all() and (second == j).all()
    np.testing.assert_allclose(score, whole[i, j], rtol=0, atol=1e-15)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10_000),
    st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=60),
    st.integers(1, 70),
)
def test_scores_of_pairs_equal_the_dense_product(seed: int, pairs: list[tuple[int, int]], chunk: int) -> None:
    vectors = random_vectors(seed, 20)
    first, second = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cosines, "CHUNK", chunk)
        score = score_pairs(vectors, first, second)
    whole = vectors.toarray() @ vectors.toarray().T
    np.testing.assert_allclose(score, whole[first, second], rtol=0, atol=1e-15)
    # To the last bit the same whichever of the two comes first, and whatever else is asked.
    assert score.tolist() == score_pairs(vectors, second, first).tolist()
    assert score[:1].tolist() == score_pairs(vectors, first[:1], second[:1]).tolist()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 12), st.integers(0, 12))
def test_rows_times_a_vector(seed: int, start: int, stop: int) -> None:
    matrix = random_vectors(seed, 12, density=0.05)  # many rows are empty
    dense = np.random.default_rng(seed).random(60)
    start, stop = sorted((start, stop))
    wanted = matrix.toarray()[start:stop] @ dense
    np.testing.assert_allclose(multiply_rows(matrix, start, stop, dense), wanted, rtol=0, atol=1e-14)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    n=st.integers(2, 60),
    k=st.integers(1, 70),
    block=st.integers(1, 70),
    share=st.floats(0, 1),
)
def test_nearest_rows_equal_those_of_the_whole_matrix(
    seed: int, n: int, k: int, block: int, share: float
) -> None:
    vectors = random_vectors(seed, n)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearest, "DENSE_SHARE", share)
        patch.setattr(nearest, "BLOCK", block)
        row, other, score = nearest_rows(vectors, k)
    whole = vectors.toarray() @ vectors.toarray().T
    np.testing.assert_allclose(score, whole[row, other], rtol=0, atol=1e-15)
    # Rows whose products differ by rounding alone may stand in either order: told from the exact.
    i, j = np.indices((n, n)).reshape(2, -1)
    exact = score_pairs(vectors, i, j).reshape(n, n)
    assert pairs_of(row, other) == sort_neighbours(exact, k)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    n=st.integers(2, 40),
    k=st.integers(1, 45),
    block=st.integers(1, 45),
    share=st.floats(0, 1),
)
def test_of_rows_equally_near_the_earlier_is_taken(
    seed: int, n: int, k: int, block: int, share: float
) -> None:
    vectors = tied_vectors(seed, n)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearest, "DENSE_SHARE", share)
        patch.setattr(nearest, "BLOCK", block)
        row, other, score = nearest_rows(vectors, k)
    whole = vectors.toarray() @ vectors.toarray().T
    assert pairs_of(row, other) == sort_neighbours(whole, k)
    assert score.tolist() == whole[row, other].tolist()


def test_many_equal_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest, "BLOCK", 100)
    vectors = sparse.csr_matrix(np.tile([0.6, 0.8], (450, 1)))
    row, other, score = nearest_rows(vectors, 2)
    assert other[row == 0].tolist() == [1, 2]
    assert other[row == 1].tolist() == [0, 2]
    assert other[row == 449].tolist() == [0, 1]
    np.testing.assert_allclose(score, 1, rtol=0, atol=1e-15)
    assert len(row) == 900


def test_neighbours_that_single_precision_cannot_tell_apart() -> None:
    # Rows 1 to 40 are as near to row 0 as makes a difference of 1e-10 from one to the next.
    angles = 0.5 + 1e-10 * np.random.default_rng(0).permutation(40)
    rows = [[1.0, 0.0], *([np.cos(angle), np.sin(angle)] for angle in angles)]
    row, other, _ = nearest_rows(sparse.csr_matrix(rows), 5)
    assert other[row == 0].tolist() == (1 + np.argsort(angles)[:5]).tolist()


def test_pairs_of_neighbours_stand_once_in_order() -> None:
    vectors = random_vectors(5, 30)
    first, second, score = nearest_pairs(vectors, 3)
    whole = (vectors @ vectors.T).toarray()
    wanted = sorted({(min(pair), max(pair)) for pair in sort_neighbours(whole, 3)})
    assert pairs_of(first, second) == wanted
    np.testing.assert_allclose(score, whole[first, second], rtol=0, atol=1e-15)


def test_with_as_many_neighbours_as_rows_they_are_all_pairs() -> None:
    vectors = random_vectors(8, 14)
    for k in (13, 14, 99):
        for near, every in zip(nearest_pairs(vectors, k), all_pairs(vectors), strict=True):
            np.testing.assert_allclose(near, every, rtol=0, atol=1e-15)


@pytest.mark.parametrize("n", [0, 1])
def test_fewer_than_two_rows_have_no_pairs(n: int) -> None:
    vectors = sparse.csr_matrix((n, 3))
    for pairs in (all_pairs(vectors), nearest_pairs(vectors, 2), nearest_rows(vectors, 2)):
        assert [len(part) for part in pairs] == [0, 0, 0]


def test_rows_without_columns_are_as_near_as_any() -> None:
    row, other, score = nearest_rows(sparse.csr_matrix((3, 0)), 1)
    assert pairs_of(row, other) == [(0, 1), (1, 0), (2, 0)]
    assert score.tolist() == [0, 0, 0]
