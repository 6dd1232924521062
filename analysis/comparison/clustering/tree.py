"""The tree: which plans, districts or years go together, from the most alike pair upwards.

A tree tests nothing: it joins whatever it is given. So each join comes with its stability, which
says how often it comes back when the words are resampled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.clustering.items import (
    DOCUMENTS,
    cosines_of_rows,
    link_items,
    list_items,
    list_leaves,
    vectors_of_items,
)
from analysis.comparison.clustering.stability import measure_stability
from analysis.inference import Floats
from analysis.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

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
# With fewer items all trees look much the same, and their joins nearly always come back.
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

    The stability of each join comes from a bootstrap over terms (Felsenstein 1985; for texts,
    Eder 2017): the words are resampled, the same for all documents, and the tree is built again.
    That asks whether a cluster depends on few words. It does not ask whether other plans of the
    same districts would cluster in the same way.

    Args:
        tokens: the corpus.
        by: "documents", "district", "year" or "district_year"; a group's vector is the mean of its documents'.
        draws: bootstrap samples. None: `bootstrap_draws` of the corpus's settings.
        vectors: from `tfidf`, if they were made already.
        language: of the notes, "zh" or "en". None: `language` of the corpus's settings.

    Returns:
        A row for each join, one less than there are items with terms.

        merge: 1, 2, … from the lowest join up.
        left: what is joined: an item (doc_id, or name of a group), or "#3" for what merge 3 joined.
        right: what it is joined with; left and right are in the order of the leaves.
        height: mean cosine distance between the two sides, 0 to 1.
        size: number of items joined.
        members: the items, "；" between them, in the order of the leaves.
        support: share of the samples with exactly this cluster; NaN with fewer than 4 items, and
            for the join of all items.
        stability: mean over the samples of the highest Jaccard similarity to any of their clusters
            (Hennig 2007): above .75 a cluster can be trusted, below .5 it dissolves; NaN as support.
        note: why there is no support.

    Raises:
        ValueError: `by` is not one of these.
    """
    import pandas as pd

    settings = tokens.corpus.settings
    draws = settings.bootstrap_draws if draws is None else draws
    language = language or settings.language
    names, _, matrix = vectors_of_items(tokens, by, vectors)
    if len(names) < 2:
        return pd.DataFrame({column: [] for column in TREE_COLUMNS})
    links = link_items(cosines_of_rows(matrix))
    joins = [{"merge": i + 1, **_describe_join(links, i, names)} for i in range(len(links))]
    support, stability = measure_stability(matrix, links, draws, min_items=MIN_ITEMS)
    note = _TOO_FEW[language].format(n=len(names)) if len(names) < MIN_ITEMS else ""
    return pd.DataFrame(joins).assign(support=support, stability=stability, note=note)[TREE_COLUMNS]


def order_of_leaves(
    tokens: Tokens, *, by: str = DOCUMENTS, vectors: sparse.csr_matrix | None = None
) -> list[str]:
    """The items of the tree from left to right, so that neighbours are as alike as the tree allows.

    Optimal leaf order (Bar-Joseph, Gifford and Jaakkola 2001). Items without terms come last.

    Args:
        tokens: the corpus.
        by: "documents", "district", "year" or "district_year".
        vectors: from `tfidf`, if they were made already.

    Raises:
        ValueError: `by` is not one of these.
    """
    names, _, matrix = vectors_of_items(tokens, by, vectors)
    leaves = list_leaves(link_items(cosines_of_rows(matrix))) if len(names) > 1 else range(len(names))
    ordered = [str(names[i]) for i in leaves]
    every, _ = list_items(tokens, by)
    return ordered + [str(name) for name in every if str(name) not in set(ordered)]


def _describe_join(links: Floats, merge: int, names: NDArray[np.object_]) -> dict[str, object]:
    """The columns of one join that the tree alone gives."""
    n = len(names)
    left, right = (
        str(names[side]) if side < n else f"#{side - n + 1}" for side in map(int, links[merge, :2])
    )
    items = _items_under(links, n + merge)
    return {
        "left": left,
        "right": right,
        "height": float(links[merge, 2]),
        "size": len(items),
        "members": "；".join(str(names[i]) for i in items),
    }


def _items_under(links: Floats, node: int) -> list[int]:
    """The items below a node of the tree, from left to right."""
    n, items, waiting = len(links) + 1, [], [node]
    while waiting:
        node = waiting.pop()
        if node < n:
            items.append(node)
        else:
            waiting += [int(links[node - n, 1]), int(links[node - n, 0])]
    return items


_TOO_FEW = {
    "zh": "只有 {n} 项，谈不上聚类是否稳定：不给支持率。",
    "en": "With {n} items only, the stability of a cluster cannot be judged: no support is given.",
}
