"""All pairs and nearest neighbours: equal to the whole matrix, whatever the size of the blocks."""

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


def draw_vectors(seed: int, n: int, width: int = 60, density: float = 0.2) -> sparse.csr_matrix:
    """Unit rows; some are empty, and some columns are in a single row."""
    chance = np.random.default_rng(seed)
    filled = chance.random((n, width)) < density * chance.random(width)
    return unit(sparse.csr_matrix(filled * chance.random((n, width))))


def draw_tied_vectors(seed: int, n: int) -> sparse.csr_matrix:
    """Rows with four values of 1/2, some empty: products are multiples of 1/4, so many are equal."""
    chance = np.random.default_rng(seed)
    rows = np.zeros((n, 9))
    full = chance.random(n) < 0.9
    for i in np.flatnonzero(full):
        rows[i, chance.choice(9, 4, replace=False)] = 0.5
    return sparse.csr_matrix(rows)


def sort_neighbours(whole: np.ndarray, k: int) -> list[tuple[int, int]]:
    """Each row with its k nearest in the whole matrix; of equally near rows the earlier first."""
    n = len(whole)
    pairs = []
    for i in range(n):
        ranked = sorted((j for j in range(n) if j != i), key=lambda j: (-whole[i, j], j))
        pairs += [(i, j) for j in ranked[:k]]
    return pairs


def list_pairs(first: np.ndarray, second: np.ndarray) -> list[tuple[int, int]]:
    return list(zip(first.tolist(), second.tolist(), strict=True))


def test_products_and_neighbours_by_hand() -> None:
    # (.6 .8 0) · (0 1 0) = .8; (.6 .8 0) · (0 .6 .8) = .48; (0 1 0) · (0 .6 .8) = .6.
    vectors = sparse.csr_matrix([[0.6, 0.8, 0], [0, 1, 0], [0, 0.6, 0.8], [0, 0, 0]])
    first, second, score = all_pairs(vectors)
    assert list_pairs(first, second) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    assert score.tolist() == pytest.approx([0.8, 0.48, 0, 0.6, 0, 0], abs=1e-15)
    row, neighbour, score = nearest_rows(vectors, 1)
    assert list_pairs(row, neighbour) == [
        (0, 1),
        (1, 0),
        (2, 1),
        (3, 0),
    ]  # an empty row is as near to all: the first is taken
    assert score.tolist() == pytest.approx([0.8, 0.8, 0.6, 0], abs=1e-15)
    row, neighbour, score = nearest_rows(vectors, 2)
    assert list_pairs(row, neighbour) == [
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
    vectors = draw_vectors(1, 23)
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
    vectors = draw_vectors(seed, 20)
    first, second = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cosines, "CHUNK", chunk)
        score = score_pairs(vectors, first, second)
    whole = vectors.toarray() @ vectors.toarray().T
    np.testing.assert_allclose(score, whole[first, second], rtol=0, atol=1e-15)
    # The order of the two rows and the other pairs make no difference, to the last bit.
    assert score.tolist() == score_pairs(vectors, second, first).tolist()
    assert score[:1].tolist() == score_pairs(vectors, first[:1], second[:1]).tolist()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 12), st.integers(0, 12))
def test_rows_times_a_vector_equal_the_dense_product(seed: int, start: int, stop: int) -> None:
    matrix = draw_vectors(seed, 12, density=0.05)  # many rows are empty
    dense = np.random.default_rng(seed).random(60)
    start, stop = sorted((start, stop))
    expected = matrix.toarray()[start:stop] @ dense
    np.testing.assert_allclose(multiply_rows(matrix, start, stop, dense), expected, rtol=0, atol=1e-14)


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
    vectors = draw_vectors(seed, n)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearest, "DENSE_SHARE", share)
        patch.setattr(nearest, "BLOCK", block)
        row, neighbour, score = nearest_rows(vectors, k)
    whole = vectors.toarray() @ vectors.toarray().T
    np.testing.assert_allclose(score, whole[row, neighbour], rtol=0, atol=1e-15)
    # Rows whose products differ by rounding only could come in either order, so the exact scores decide.
    i, j = np.indices((n, n)).reshape(2, -1)
    exact = score_pairs(vectors, i, j).reshape(n, n)
    assert list_pairs(row, neighbour) == sort_neighbours(exact, k)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    n=st.integers(2, 40),
    k=st.integers(1, 45),
    block=st.integers(1, 45),
    share=st.floats(0, 1),
)
def test_of_equally_near_rows_the_earlier_is_taken(
    seed: int, n: int, k: int, block: int, share: float
) -> None:
    vectors = draw_tied_vectors(seed, n)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nearest, "DENSE_SHARE", share)
        patch.setattr(nearest, "BLOCK", block)
        row, neighbour, score = nearest_rows(vectors, k)
    whole = vectors.toarray() @ vectors.toarray().T
    assert list_pairs(row, neighbour) == sort_neighbours(whole, k)
    assert score.tolist() == whole[row, neighbour].tolist()


def test_neighbours_of_many_equal_rows_are_the_first_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest, "BLOCK", 100)
    vectors = sparse.csr_matrix(np.tile([0.6, 0.8], (450, 1)))
    row, neighbour, score = nearest_rows(vectors, 2)
    assert neighbour[row == 0].tolist() == [1, 2]
    assert neighbour[row == 1].tolist() == [0, 2]
    assert neighbour[row == 449].tolist() == [0, 1]
    np.testing.assert_allclose(score, 1, rtol=0, atol=1e-15)
    assert len(row) == 900


def test_neighbours_that_are_equal_in_single_precision_are_ranked_exactly() -> None:
    # The angles of rows 1 to 40 to row 0 differ by 1e-10 from one row to the next.
    angles = 0.5 + 1e-10 * np.random.default_rng(0).permutation(40)
    rows = [[1.0, 0.0], *([np.cos(angle), np.sin(angle)] for angle in angles)]
    row, neighbour, _ = nearest_rows(sparse.csr_matrix(rows), 5)
    assert neighbour[row == 0].tolist() == (1 + np.argsort(angles)[:5]).tolist()


def test_each_pair_of_neighbours_occurs_once_and_in_order() -> None:
    vectors = draw_vectors(5, 30)
    first, second, score = nearest_pairs(vectors, 3)
    whole = (vectors @ vectors.T).toarray()
    expected = sorted({(min(pair), max(pair)) for pair in sort_neighbours(whole, 3)})
    assert list_pairs(first, second) == expected
    np.testing.assert_allclose(score, whole[first, second], rtol=0, atol=1e-15)


def test_pairs_of_as_many_neighbours_as_rows_are_all_pairs() -> None:
    vectors = draw_vectors(8, 14)
    for k in (13, 14, 99):
        for near, every in zip(nearest_pairs(vectors, k), all_pairs(vectors), strict=True):
            np.testing.assert_allclose(near, every, rtol=0, atol=1e-15)


@pytest.mark.parametrize("n", [0, 1])
def test_fewer_than_two_rows_have_no_pairs(n: int) -> None:
    vectors = sparse.csr_matrix((n, 3))
    for pairs in (all_pairs(vectors), nearest_pairs(vectors, 2), nearest_rows(vectors, 2)):
        assert [len(part) for part in pairs] == [0, 0, 0]


def test_rows_without_columns_are_equally_near() -> None:
    row, neighbour, score = nearest_rows(sparse.csr_matrix((3, 0)), 1)
    assert list_pairs(row, neighbour) == [(0, 1), (1, 0), (2, 0)]
    assert score.tolist() == [0, 0, 0]
