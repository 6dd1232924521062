"""Clustering: which plans, districts or years go together, on a tree and on a map."""

from analysis.comparison.clustering.tree import (
    MAP_COLUMNS,
    TREE_COLUMNS,
    classical_scaling,
    cluster,
    kruskal_stress,
    map_items,
    order_of_leaves,
)

__all__ = [
    "MAP_COLUMNS",
    "TREE_COLUMNS",
    "classical_scaling",
    "cluster",
    "kruskal_stress",
    "map_items",
    "order_of_leaves",
]
