"""The map: documents, districts or years on a plane, near each other where they are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.clustering.items import (
    DOCUMENTS,
    cosines_of_rows,
    link_items,
    list_leaves,
    vectors_of_items,
)
from analysis.documents.corpus import IDENTITY, Corpus
from analysis.inference import Floats
from analysis.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

MAP_COLUMNS = [
    "item",
    *IDENTITY[1:],
    "group_docs",
    "leaf",
    "x",
    "y",
    "share_x",
    "share_y",
    "stress",
    "grade",
    "note",
]
POOR = "poor"
# Up to this stress a map is good, fair, between fair and poor, or poor (Kruskal 1964).
STRESS_GRADES = ((0.05, "good"), (0.10, "fair"), (0.20, "middling"), (np.inf, POOR))


def map_items(
    tokens: Tokens,
    *,
    by: str = DOCUMENTS,
    vectors: sparse.csr_matrix | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """Documents, districts or years on a plane: classical scaling (Torgerson 1952).

    The distance is the chord between unit vectors, √(2 − 2 cosine): a straight line, as on a map,
    and in the same order as the cosine. The axes have no meaning of their own; their sign is fixed.

    Args:
        tokens: the corpus.
        by: "documents", "district", "year" or "district_year".
        vectors: from `tfidf`, if they were made already.
        language: of the notes, "zh" or "en". None: `language` of the corpus's settings.

    Returns:
        A row for each item that has terms; shares, stress and note are the same in each. Empty
        with fewer than 3 items.

        item: doc_id, or name of the district, the year or both.
        label: short name of the document; empty for a district or a year, as are the next three.
        place: narrowest name of its place.
        adcode: code of the place (GB/T 2260).
        year: the year that the plan is for.
        group_docs: documents of the item.
        leaf: its place in the order of the tree, from 1.
        x: place on the wider axis.
        y: place on the other axis.
        share_x: share of the squared distances that x carries, 0 to 1.
        share_y: share that y carries.
        stress: how far the distances on the map are from the chords in proportion (stress-1,
            Kruskal 1964): 0 is perfect.
        grade: of the stress: good up to .05, fair up to .1, middling up to .2, else poor; empty if all
            items lie in one place.
        note: what a poor map can't show.

    Raises:
        ValueError: `by` is not one of these.
    """
    import pandas as pd

    names, sizes, matrix = vectors_of_items(tokens, by, vectors)
    if len(names) < 3:
        return pd.DataFrame({column: [] for column in MAP_COLUMNS})
    cosines = cosines_of_rows(matrix)
    chords = np.sqrt(2 * (1 - cosines))
    points, shares = classical_scaling(chords)
    stress = kruskal_stress(points, chords)
    place = np.empty(len(names), dtype=np.int64)
    place[list_leaves(link_items(cosines))] = np.arange(1, len(names) + 1)
    grade = grade_stress(stress)
    note = _POOR[language or tokens.corpus.settings.language].format(stress=stress)
    return pd.DataFrame(
        {
            "item": names,
            **_identify_items(tokens.corpus, names, by),
            "group_docs": sizes,
            "leaf": place,
            "x": points[:, 0],
            "y": points[:, 1],
            "share_x": shares[0],
            "share_y": shares[1],
            "stress": stress,
            "grade": grade,
            "note": note if grade == POOR else "",
        }
    )[MAP_COLUMNS]


def _identify_items(corpus: Corpus, names: NDArray[np.object_], by: str) -> dict[str, object]:
    """Label, place, adcode and year of documents; empty for districts and years."""
    import pandas as pd

    known = corpus.identities if by == DOCUMENTS else corpus.identities.head(0)
    table = known.set_index("doc_id").reindex(pd.Index(names, dtype="str"))
    table = table.fillna({"label": "", "place": "", "adcode": ""})
    return {name: table[name].array for name in IDENTITY[1:]}


def classical_scaling(distances: Floats) -> tuple[Floats, Floats]:
    """Points on a plane whose distances are close to the given ones (Torgerson 1952).

    Args:
        distances: items × items, symmetric, 0 on the diagonal.

    Returns:
        Items × 2, centred, the wider axis first, the sign of each axis chosen so that its farthest
        point is positive (the first of several); and the share of each axis in the sum of positive
        eigenvalues, 0 for both if all items lie in one place.
    """
    n = len(distances)
    centre = np.eye(n) - 1 / n
    values, axes = np.linalg.eigh(-0.5 * centre @ distances**2 @ centre)
    values, axes = np.maximum(values[::-1], 0.0), axes[:, ::-1]
    points = np.zeros((n, 2))
    k = min(2, n)
    points[:, :k] = axes[:, :k] * np.sqrt(values[:k])
    # If several points are farthest, up to rounding, use the first.
    far = np.abs(points)
    first = np.argmax(far >= far.max(axis=0) * (1 - 1e-9), axis=0)
    points *= np.where(points[first, [0, 1]] < 0, -1.0, 1.0)
    shares = np.zeros(2)
    shares[:k] = values[:k] / values.sum() if values.sum() > 1e-12 else 0.0
    return points, shares


def kruskal_stress(points: Floats, distances: Floats) -> float:
    """How far the distances of a map are from those it should show: stress-1 (Kruskal 1964).

    Two axes carry only a part of the distances, so a map is smaller than what it shows. That is
    not an error: the scale is fitted first, and the stress is measured in proportion.

    Args:
        points: items × axes.
        distances: items × items.

    Returns:
        0 for a perfect map, 1 at worst; NaN if all points lie in one place.
    """
    from scipy.spatial.distance import pdist, squareform

    shown, meant = pdist(points), squareform(distances, checks=False)
    scale = float((shown**2).sum() * (meant**2).sum())
    if not scale:
        return float("nan")
    return float(np.sqrt(max(0.0, 1 - float((shown * meant).sum()) ** 2 / scale)))


def grade_stress(stress: float) -> str:
    """What a stress is called (Kruskal 1964); empty for NaN."""
    return next((grade for highest, grade in STRESS_GRADES if stress <= highest), "")


_POOR = {
    "zh": "平面只能粗略反映原来的距离（应力 {stress:.2f}）：图上相近不等于文本相近，请以相似度为准。",
    "en": (
        "A plane shows these distances only roughly (stress {stress:.2f}): near on the map is "
        "not always alike in wording; go by the similarities."
    ),
}
