"""Clustering: which plans, districts or years go together, on a tree and on a map.

Both are made of the same TF-IDF vectors as the similarities. Neither tests anything: a tree joins
whatever it is given, so each join says how often it comes back when the words are drawn anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.clustering.stability import measure_stability
from analysis.comparison.similarity import tfidf
from analysis.documents.groups import group_matrix
from analysis.inference import Floats, Integers
from analysis.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

DOCUMENTS = "documents"
TREE_COLUMNS = [
    "merge",
    "left",
    "right",
    "height",
    "size",
    "members",
    "support",
    "stability",
    "note",
]
MAP_COLUMNS = ["item", "group_docs", "leaf", "x", "y", "share_x", "share_y", "stress", "note"]
# With fewer, every tree is much the same tree, and its joins can hardly fail to come back.
MIN_ITEMS = 4


def cluster(
    tokens: Tokens,
    *,
    by: str = DOCUMENTS,
    draws: int | None = None,
    vectors: sparse.csr_matrix | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """The tree of documents, districts or years: average linkage of cosine distances.

    How firm a join is comes from a bootstrap over terms (Felsenstein 1985; for texts, Eder 2017):
    the words are drawn anew, the same for all documents, and the tree is built again. That asks
    whether a cluster hangs on few words. It does not ask whether other plans of the same
    districts would cluster so.

    Args:
        tokens: the corpus.
        by: "documents", "district" or "year"; a group's vector is the mean of its documents'.
        draws: bootstrap samples. None: `bootstrap_draws` of the corpus's settings.
        vectors: from `tfidf`, where they were made already.
        language: of the notes, "zh" or "en". None: `language` of the corpus's settings.

    Returns:
        merge (1, 2, … from the lowest join up); left, right (what is joined: an item, that is a
        doc_id, district or year, or "#3" for what merge 3 joined; in the order of the leaves);
        height (mean cosine distance between the two sides, 0 to 1); size (items joined); members
        (the items, "；" between them, in the order of the leaves); support (share of the samples
        with exactly this cluster); stability (mean over the samples of the highest Jaccard
        similarity to any of their clusters, Hennig 2007: above .75 a cluster may be trusted,
        below .5 it dissolves); note. Support and stability are NaN with fewer than 4 items, and
        for the join of all. A row fewer than there are items that have terms.

    Raises:
        ValueError: `by` is none of the three.
    """
    import pandas as pd

    settings = tokens.corpus.settings
    draws = settings.bootstrap_draws if draws is None else draws
    language = language or settings.language
    names, _, matrix = _items(tokens, by, vectors)
    if len(names) < 2:
        return pd.DataFrame({column: [] for column in TREE_COLUMNS})
    links = _linkage(_cosines(matrix))
    joins = [{"merge": i + 1, **_join(links, i, names)} for i in range(len(links))]
    support, stability = measure_stability(matrix, links, draws, fewest=MIN_ITEMS)
    refused = len(names) < MIN_ITEMS
    note = _SAID["few"][language].format(n=len(names)) if refused else ""
    return pd.DataFrame(joins).assign(support=support, stability=stability, note=note)[TREE_COLUMNS]


def order_of_leaves(
    tokens: Tokens, *, by: str = DOCUMENTS, vectors: sparse.csr_matrix | None = None
) -> list[str]:
    """The items of the tree from left to right, so that neighbours are as alike as the tree allows.

    Optimal leaf order (Bar-Joseph, Gifford and Jaakkola 2001). Items without terms come last.

    Raises:
        ValueError: as for `cluster`.
    """
    names, _, matrix = _items(tokens, by, vectors)
    leaves = _leaves(_linkage(_cosines(matrix))) if len(names) > 1 else range(len(names))
    known = [str(names[i]) for i in leaves]
    everything, _ = _groups(tokens, by)
    return known + [str(name) for name in everything if str(name) not in set(known)]


def map_items(
    tokens: Tokens,
    *,
    by: str = DOCUMENTS,
    vectors: sparse.csr_matrix | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """Documents, districts or years on a plane: classical scaling (Torgerson 1952).

    The distance is the chord between unit vectors, √(2 − 2 cosine): straight, as a map is, and
    in the same order as the cosine. The axes have no meaning of their own; their sign is fixed.

    Args:
        tokens: the corpus.
        by: "documents", "district" or "year".
        vectors: from `tfidf`, where they were made already.
        language: of the notes, "zh" or "en". None: `language` of the corpus's settings.

    Returns:
        item (doc_id, district or year); group_docs (its documents); leaf (its place in the tree's
        order, from 1); x, y; share_x, share_y (share of the squared distances that each axis
        carries); stress (Kruskal 1964, stress-1, of map distances against the chords in proportion: 0 is
        perfect, above .2 poor); note (what a poor map can't show). A row for each item that has
        terms; shares, stress and note are the same in each. Empty with fewer than 3.

    Raises:
        ValueError: as for `cluster`.
    """
    import pandas as pd

    names, sizes, matrix = _items(tokens, by, vectors)
    if len(names) < 3:
        return pd.DataFrame({column: [] for column in MAP_COLUMNS})
    cosines = _cosines(matrix)
    chords = np.sqrt(2 * (1 - cosines))
    points, shares = classical_scaling(chords)
    stress = kruskal_stress(points, chords)
    place = np.empty(len(names), dtype=np.int64)
    place[_leaves(_linkage(cosines))] = np.arange(1, len(names) + 1)
    said = _SAID["poor"][language or tokens.corpus.settings.language]
    return pd.DataFrame(
        {
            "item": names,
            "group_docs": sizes,
            "leaf": place,
            "x": points[:, 0],
            "y": points[:, 1],
            "share_x": shares[0],
            "share_y": shares[1],
            "stress": stress,
            "note": said.format(stress=stress) if stress > 0.2 else "",
        }
    )[MAP_COLUMNS]


def classical_scaling(distances: Floats) -> tuple[Floats, Floats]:
    """Points on a plane whose distances come near the given ones (Torgerson 1952).

    Args:
        distances: items × items, symmetric, 0 on the diagonal.

    Returns:
        items × 2, centred, the wider axis first, each turned so that its farthest point is
        positive (the first of several); and the share of each axis in all positive eigenvalues,
        0 for both where all items lie in one place.
    """
    n = len(distances)
    centre = np.eye(n) - 1 / n
    values, axes = np.linalg.eigh(-0.5 * centre @ distances**2 @ centre)
    values, axes = np.maximum(values[::-1], 0.0), axes[:, ::-1]
    points = np.zeros((n, 2))
    k = min(2, n)
    points[:, :k] = axes[:, :k] * np.sqrt(values[:k])
    # Rounding may decide between two points equally far out, so the first of them decides.
    far = np.abs(points)
    first = np.argmax(far >= far.max(axis=0) * (1 - 1e-9), axis=0)
    points *= np.where(points[first, [0, 1]] < 0, -1.0, 1.0)
    shares = np.zeros(2)
    shares[:k] = values[:k] / values.sum() if values.sum() > 1e-12 else 0.0
    return points, shares


def kruskal_stress(points: Floats, distances: Floats) -> float:
    """How far a map is off: stress-1 (Kruskal 1964) against distances in proportion to those meant.

    Two axes carry only a part of the distances, so a map is smaller than what it shows; how much
    smaller is no fault of it and fitted first.

    Args:
        points: items × axes.
        distances: items × items.

    Returns:
        0 for a perfect map, 1 at worst; NaN where all points lie in one place.
    """
    from scipy.spatial.distance import pdist, squareform

    drawn, meant = pdist(points), squareform(distances, checks=False)
    scale = float((drawn**2).sum() * (meant**2).sum())
    if not scale:
        return float("nan")
    return float(np.sqrt(max(0.0, 1 - float((drawn * meant).sum()) ** 2 / scale)))


def _groups(tokens: Tokens, by: str) -> tuple[NDArray[np.object_], sparse.csr_matrix]:
    from scipy import sparse

    if by != DOCUMENTS:
        return group_matrix(tokens.corpus, by=by)
    names = np.array([document.doc_id for document in tokens.corpus], dtype=object)
    return names, sparse.identity(len(names), format="csr")


def _items(
    tokens: Tokens, by: str, vectors: sparse.csr_matrix | None
) -> tuple[NDArray[np.object_], Integers, sparse.csr_matrix]:
    """Names, numbers of documents, and mean vectors of the items that have terms."""
    names, members = _groups(tokens, by)
    matrix = (members @ (tfidf(tokens) if vectors is None else vectors)).tocsr()
    full = np.flatnonzero(matrix.getnnz(axis=1))
    return names[full], np.diff(members.indptr)[full].astype(np.int64), matrix[full]


def _cosines(matrix: sparse.csr_matrix) -> Floats:
    """Cosine of every two rows."""
    product = (matrix @ matrix.T).toarray()
    length = np.sqrt(product.diagonal())
    scale = np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)
    cosines = np.clip(product * scale[:, None] * scale, 0.0, 1.0)
    cosines = np.maximum(cosines, cosines.T)  # rounding must not make it lopsided
    np.fill_diagonal(cosines, 1.0)
    return cosines


def _linkage(cosines: Floats) -> Floats:
    """The merges of SciPy's average linkage (UPGMA), with optimal leaf order."""
    from scipy.cluster.hierarchy import linkage, optimal_leaf_ordering
    from scipy.spatial.distance import squareform

    distances = squareform(1 - cosines, checks=False)
    return optimal_leaf_ordering(linkage(distances, "average"), distances)


def _leaves(links: Floats) -> Integers:
    from scipy.cluster.hierarchy import leaves_list

    return leaves_list(links).astype(np.int64)


def _join(links: Floats, merge: int, names: NDArray[np.object_]) -> dict[str, object]:
    n = len(names)
    sides = [int(side) for side in links[merge, :2]]
    told = [str(names[side]) if side < n else f"#{side - n + 1}" for side in sides]
    order = _leaves_under(links, n + merge)
    return {
        "left": told[0],
        "right": told[1],
        "height": float(links[merge, 2]),
        "size": len(order),
        "members": "；".join(str(names[i]) for i in order),
    }


def _leaves_under(links: Floats, node: int) -> list[int]:
    n, found, waiting = len(links) + 1, [], [node]
    while waiting:
        node = waiting.pop()
        if node < n:
            found.append(node)
        else:
            waiting += [int(links[node - n, 1]), int(links[node - n, 0])]
    return found


_SAID = {
    "few": {
        "zh": "只有 {n} 项，谈不上聚类是否稳定：不给支持率。",
        "en": "With {n} items only, how firm a cluster is cannot be told: no support is given.",
    },
    "poor": {
        "zh": "平面只能粗略反映原来的距离（应力 {stress:.2f}）：图上相近不等于文本相近，请以相似度为准。",
        "en": (
            "A plane shows these distances only roughly (stress {stress:.2f}): near on the map is "
            "not always alike in wording; go by the similarities."
        ),
    },
}
