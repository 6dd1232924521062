"""Clustering: the tree by SciPy, the map by its eigenvalues, stability on planted clusters."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import pdist, squareform
from sklearn.metrics.pairwise import cosine_distances

from analysis.comparison.clustering import (
    MAP_COLUMNS,
    TREE_COLUMNS,
    classical_scaling,
    cluster,
    grade_stress,
    kruskal_stress,
    map_items,
    order_of_leaves,
)
from analysis.comparison.clustering.stability import SEED, measure_stability
from analysis.comparison.similarity import tfidf
from analysis.documents.corpus import Corpus
from analysis.inference import bootstrap_weights
from analysis.settings import Settings
from analysis.tokens import Tokens, tokenize
from tests.support.simulated import simulate_tokens

ENGLISH = Settings(language="en")


def _simulate_clusters(seed: int, kinds: int, documents: int, *, apart: float = 0.7) -> Tokens:
    """Tokens of `kinds` × `documents` documents; each kind has its own words.

    `apart` is the share of words that are drawn from those of the kind.
    """
    random = np.random.default_rng(seed)
    common, rows, places = random.dirichlet(np.full(200, 0.5)), [], []
    for kind in range(kinds):
        own = random.dirichlet(np.full(200, 0.5))
        for _ in range(documents):
            rows.append(random.multinomial(300, apart * own + (1 - apart) * common))
            places.append(f"{'甲乙丙丁戊'[kind]}区")
    return simulate_tokens(np.array(rows), places)


def test_tree_equals_average_linkage_of_scipy() -> None:
    tokens = _simulate_clusters(1, 3, 4)
    table = cluster(tokens, draws=9)
    assert list(table.columns) == TREE_COLUMNS
    distances = squareform(cosine_distances(tfidf(tokens)), checks=False)
    np.testing.assert_allclose(table["height"], linkage(distances, "average")[:, 2], atol=1e-12)
    assert table["merge"].tolist() == list(range(1, 12))
    assert table["size"].iloc[-1] == 12
    assert table["members"].iloc[-1].split("；") == order_of_leaves(tokens)
    assert (table["members"].str.count("；") + 1 == table["size"]).all()


def test_members_of_a_join_are_those_of_its_two_sides() -> None:
    table = cluster(_simulate_clusters(2, 2, 3), draws=9).set_index("merge")
    for row in table.itertuples():
        sides = [
            table["members"][int(side[1:])] if side.startswith("#") else side
            for side in (row.left, row.right)
        ]
        assert "；".join(sides) == row.members


def test_neighbouring_leaves_are_as_alike_as_the_tree_allows() -> None:
    # d0 and d1 share a term, and so do d2 and d3: these are joined first. d1 and d2 share a term
    # too, so they must be neighbours.
    counts = np.array([[9, 0, 0, 1, 0], [9, 0, 3, 1, 0], [0, 9, 3, 1, 0], [0, 9, 0, 1, 0]])
    order = order_of_leaves(simulate_tokens(counts, ["甲区"] * 4))
    assert order in (["d0000", "d0001", "d0002", "d0003"], ["d0003", "d0002", "d0001", "d0000"])


def test_groups_are_clustered_by_their_mean_vectors() -> None:
    tokens = _simulate_clusters(3, 4, 3)
    table = cluster(tokens, by="district", draws=9)
    assert table["size"].max() == 4 and set(order_of_leaves(tokens, by="district")) == {
        "甲区",
        "乙区",
        "丙区",
        "丁区",
    }
    with pytest.raises(ValueError, match='by is "city"'):
        cluster(tokens, by="city")


@pytest.mark.slow
def test_planted_clusters_are_stable_and_chance_clusters_are_not() -> None:
    planted = cluster(_simulate_clusters(4, 3, 5), draws=199).set_index("members")
    kinds = [{f"d{i:04}" for i in range(5 * kind, 5 * kind + 5)} for kind in range(3)]
    for members, row in planted.iterrows():
        if set(str(members).split("；")) in kinds:
            kinds.remove(set(str(members).split("；")))
            assert row["support"] > 0.95 and row["stability"] > 0.95
    assert kinds == []
    chance = cluster(_simulate_clusters(5, 1, 15), draws=199)
    large = chance[(chance["size"] > 2) & (chance["size"] < 15)]
    assert large["support"].mean() < 0.4 and large["stability"].mean() < 0.75
    assert chance[["support", "stability"]].iloc[:-1].stack().between(0, 1).all()


def test_stability_is_reproducible_and_missing_for_few_items() -> None:
    tokens = _simulate_clusters(6, 2, 3)
    assert cluster(tokens, draws=19).equals(cluster(tokens, draws=19))
    assert cluster(tokens, draws=19)["support"].isna().tolist() == [False] * 4 + [True]
    few = cluster(simulate_tokens(np.eye(3, dtype=int) + 1, ["甲区"] * 3, settings=ENGLISH))
    assert few[["support", "stability"]].isna().all().all()
    assert few["note"][0].startswith("With 3 items only, the stability of a cluster cannot be judged")
    assert few["height"].notna().all()


def test_stability_equals_a_count_over_trees_of_resampled_words() -> None:
    # A word is in all 24 items, in a few, in two or in one.
    random = np.random.default_rng(27)
    shown = random.random((24, 400)) < random.choice([1.0, 0.5, 0.1, 0.04], 400)
    matrix = shown * random.gamma(1.0, 1.0, (24, 400))
    matrix[12:, :30] += 2 * matrix[12:, :30]
    links = linkage(matrix, "average", metric="cosine")
    trees = [_member_sets(links)]
    for weight in bootstrap_weights(int(shown.any(axis=0).sum()), draws=15, seed=SEED):
        drawn = matrix[:, shown.any(axis=0)] * np.sqrt(weight)
        trees.append(_member_sets(linkage(drawn, "average", metric="cosine")))
    support, stability = measure_stability(sparse.csr_matrix(matrix), links, 15, min_items=4)
    back = [[own in tree for tree in trees[1:]] for own in trees[0]]
    assert support[:-1] == pytest.approx(np.mean(back, axis=1)[:-1])
    closest = [
        [max(len(own & members) / len(own | members) for members in tree) for tree in trees[1:]]
        for own in trees[0]
    ]
    assert stability[:-1] == pytest.approx(np.mean(closest, axis=1)[:-1])
    assert 0.05 < support[:-1].mean() < 0.5 and np.isnan([support[-1], stability[-1]]).all()


def _member_sets(links: np.ndarray) -> list[frozenset[int]]:
    """The items under each join."""
    sets = [frozenset([i]) for i in range(len(links) + 1)]
    for left, right in links[:, :2].astype(int):
        sets.append(sets[left] | sets[right])
    return sets[len(links) + 1 :]


def test_empty_documents_are_left_out_of_the_tree_and_come_last_in_order() -> None:
    counts = np.array([[0, 0], [3, 1], [1, 3], [2, 2]])
    tokens = simulate_tokens(counts, ["甲区"] * 4)
    assert cluster(tokens)["size"].max() == 3
    assert order_of_leaves(tokens)[-1] == "d0000"
    assert "d0000" not in set(map_items(tokens)["item"])
    empty = simulate_tokens(np.zeros((2, 0), dtype=int), ["甲区"] * 2)
    assert cluster(empty).empty and list(cluster(empty).columns) == TREE_COLUMNS
    assert map_items(empty).empty and list(map_items(empty).columns) == MAP_COLUMNS


def test_scaling_recovers_points_on_a_plane() -> None:
    # A rectangle of 4 by 2. The points are centred, the long side is the first axis, and the first
    # corner is positive.
    corners = np.array([[0.0, 0], [4, 0], [0, 2], [4, 2]])
    points, shares = classical_scaling(squareform(pdist(corners)))
    np.testing.assert_allclose(points, [[2, 1], [-2, 1], [2, -1], [-2, -1]], atol=1e-12)
    # Sums of squares about the centre: 4 · 4 and 4 · 1.
    assert shares == pytest.approx([0.8, 0.2])
    assert kruskal_stress(points, squareform(pdist(corners))) == pytest.approx(0.0, abs=1e-7)


def test_stress_by_hand() -> None:
    # Map distances 1, 1, 2 stand for true distances 1, 1, 1, which fit best at 4/3 each: the residual
    # squares are 1/9 + 1/9 + 4/9 = 2/3 of 1 + 1 + 4 = 6, so √(1/9).
    distances = np.ones((3, 3)) - np.eye(3)
    line = np.array([[0.0, 0], [1, 0], [2, 0]])
    assert kruskal_stress(line, distances) == pytest.approx(1 / 3)
    assert kruskal_stress(5 * line, distances) == pytest.approx(1 / 3)


@given(st.integers(3, 9), st.integers(0, 99))
def test_scaling_equals_principal_components(n: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    cloud = random.normal(size=(n, 4))
    points, shares = classical_scaling(squareform(pdist(cloud)))
    left, values, _ = np.linalg.svd(cloud - cloud.mean(axis=0), full_matrices=False)
    np.testing.assert_allclose(np.abs(points), np.abs(left[:, :2] * values[:2]), atol=1e-8)
    assert shares == pytest.approx(values[:2] ** 2 / (values**2).sum())
    assert (points[np.abs(points).argmax(axis=0), [0, 1]] > 0).all()


def test_map_of_identical_items_is_one_point() -> None:
    points, shares = classical_scaling(np.zeros((3, 3)))
    assert (points == 0).all() and shares.tolist() == [0.0, 0.0]
    assert np.isnan(kruskal_stress(points, np.zeros((3, 3))))


@pytest.mark.parametrize(
    ("stress", "grade"),
    [
        (0.0, "good"),
        (0.05, "good"),
        (0.051, "fair"),
        (0.10, "fair"),
        (0.20, "middling"),
        (0.201, "poor"),
        (float("nan"), ""),
    ],
)
def test_grades_of_stress(stress: float, grade: str) -> None:
    assert grade_stress(stress) == grade


def test_districts_in_a_year_are_items_too(samples: Corpus) -> None:
    tokens = tokenize(samples)
    names = {f"{place} {d.metadata.year}" for place, d in zip(samples.places, samples, strict=True)}
    assert set(map_items(tokens, by="district_year")["item"]) == names
    assert cluster(tokens, by="district_year", draws=9)["size"].max() == len(names) == 5
    with pytest.raises(ValueError, match='by is "city"; it can be "documents", "district"'):
        map_items(tokens, by="city")


def test_map_of_the_samples_states_how_rough_it_is(samples: Corpus) -> None:
    tokens = tokenize(samples)
    table = map_items(tokens)
    assert list(table.columns) == MAP_COLUMNS
    assert sorted(table["leaf"]) == [1, 2, 3, 4, 5]
    assert table.sort_values("leaf")["item"].tolist() == order_of_leaves(tokens)
    # Five texts at nearly equal distances do not fit on a plane.
    assert table["stress"][0] > 0.2 and set(table["grade"]) == {"poor"}
    assert table["note"][0].startswith("平面只能粗略反映原来的距离")
    assert table[["x", "y"]].sum().to_list() == pytest.approx([0, 0], abs=1e-9)
