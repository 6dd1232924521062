"""Clustering: which plans, districts or years go together, on a tree and on a map.

Both show the same TF-IDF vectors as the similarities, and neither tests anything.

- items: what is clustered, with the cosines that tree and map share
- tree: `cluster` and the order of its leaves
- stability: how often each join of the tree comes back when the words are resampled
- map: `map_items`, classical scaling and its stress
"""

from analysis.comparison.clustering.map import (
    MAP_COLUMNS,
    classical_scaling,
    grade_stress,
    kruskal_stress,
    map_items,
)
from analysis.comparison.clustering.tree import TREE_COLUMNS, cluster, order_of_leaves

__all__ = [
    "MAP_COLUMNS",
    "TREE_COLUMNS",
    "classical_scaling",
    "cluster",
    "grade_stress",
    "kruskal_stress",
    "map_items",
    "order_of_leaves",
]
