"""The tree: which documents, districts or years join first, and how stable each join is."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from analysis.output.figures.colours import BACKGROUND, INK, POINT, TO_FOLDED_LEAF
from analysis.output.figures.labels import word
from analysis.output.figures.layout import display_name, label_rows, show_nothing, wrap_text
from analysis.output.figures.style import replace_missing_glyphs

# Free space on the side of the leaves, as a share of the range of the heights.
FREE = 0.3
# An axis that would begin below this share of the highest join begins at 0 instead.
NEAR_ZERO = 0.2
# Width of a note under the axis, in hanzi.
NOTE_WIDTH = 44


def dendrogram(
    tree: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
    most: int = 60,
    language: str = "zh",
) -> Axes:
    """Draw the tree: leaves on the left in their order, each join at its distance.

    The percentage at a join says how often it came back when the words were drawn again.

    Args:
        tree: merge, left, right, height, size, members, support and note, from `cluster`.
        names: item → name, for items that the figure gives another name than the table.
        ax: where to draw; a leaf needs about a quarter of an inch.
        most: leaves at most. Of a larger tree, the lowest joins are folded into one leaf each.
        language: of the labels, "zh" or "en".
    """
    ax = plt.gca() if ax is None else ax
    if tree.empty:
        return show_nothing(ax, language)
    joins = _select_joins(tree, most)
    leaves = _list_leaves(joins)
    labels = leaf_labels(tree, names, most=most, language=language)
    row = dict(zip(leaves, label_rows(ax, labels)[0], strict=True))
    start = _find_axis_start(joins)
    height = {f"#{merge}": value for merge, value in zip(tree["merge"], tree["height"], strict=True)}
    brackets, guides = [], []
    for merge, left, right, join in joins[["merge", "left", "right", "height"]].itertuples(index=False):
        from_left, from_right = (max(height.get(side, start), start) for side in (left, right))
        for side, end in ((left, from_left), (right, from_right)):
            if side in leaves and end > start:
                guides.append([(start, row[side]), (end, row[side])])
        brackets.append(
            [(from_left, row[left]), (join, row[left]), (join, row[right]), (from_right, row[right])]
        )
        row[f"#{merge}"] = (row[left] + row[right]) / 2
    ax.add_collection(LineCollection(brackets, colors=INK, linewidths=1.1))
    ax.add_collection(LineCollection(guides, colors=TO_FOLDED_LEAF, linewidths=0.7, linestyles=":"))
    _write_supports(ax, joins, row)
    highest = float(joins["height"].max())
    ax.set_xlim(start, highest + 0.06 * max(highest - start, 0.01))
    ax.set_xlabel(_describe_axis(tree, joins, start, language))
    return ax


def leaf_labels(
    tree: pd.DataFrame,
    names: Mapping[str, str] | None = None,
    *,
    most: int = 60,
    language: str = "zh",
) -> list[str]:
    """The labels that `dendrogram` gives the leaves, from the top down.

    A folded leaf is named after its first item.
    """
    first_side = {f"#{merge}": left for merge, left in zip(tree["merge"], tree["left"], strict=True)}
    size = {f"#{merge}": n for merge, n in zip(tree["merge"], tree["size"], strict=True)}
    labels = []
    for leaf in _list_leaves(_select_joins(tree, most)):
        item = leaf
        while item in first_side:
            item = first_side[item]
        label = display_name(item, names)
        if leaf in size:
            label = word("folded", language, first=label, n=int(size[leaf]))
        labels.append(label)
    return labels


def _select_joins(tree: pd.DataFrame, most: int) -> pd.DataFrame:
    """The highest joins, so many that they have `most` leaves."""
    return tree.sort_values("merge").tail(max(most - 1, 1))


def _list_leaves(joins: pd.DataFrame) -> list[str]:
    """The sides of joins that are not joins of the table themselves, from the top down."""
    sides = {
        f"#{merge}": (left, right)
        for merge, left, right in zip(joins["merge"], joins["left"], joins["right"], strict=True)
    }
    leaves, waiting = [], [f"#{joins['merge'].iloc[-1]}"]
    while waiting:
        side = waiting.pop()
        if side in sides:
            waiting += reversed(sides[side])
        else:
            leaves.append(side)
    return leaves


def _find_axis_start(joins: pd.DataFrame) -> float:
    """The distance at which the axis begins: a little below the lowest join, or 0 if that is near."""
    low, high = float(joins["height"].min()), float(joins["height"].max())
    start = low - FREE * (high - low)
    return start if len(joins) > 1 and start > NEAR_ZERO * high else 0.0


def _write_supports(ax: Axes, joins: pd.DataFrame, row: dict[str, float]) -> None:
    """Write the support of each join to its right, on the side without the line to the next join."""
    is_upper_side = {}
    for left, right in zip(joins["left"], joins["right"], strict=True):
        is_upper_side[left], is_upper_side[right] = True, False
    for merge, height, support in zip(joins["merge"], joins["height"], joins["support"], strict=True):
        if np.isnan(support):
            continue
        above = is_upper_side.get(f"#{merge}", True)
        text = ax.annotate(
            f"{support:.0%}",
            (height, row[f"#{merge}"]),
            (2.0, 1.2 if above else -1.2),
            textcoords="offset points",
            fontsize=6.5,
            color=POINT,
            ha="left",
            va="bottom" if above else "top",
        )
        text.set_bbox({"facecolor": BACKGROUND, "edgecolor": "none", "pad": 0.0, "alpha": 0.8})


def _describe_axis(tree: pd.DataFrame, joins: pd.DataFrame, start: float, language: str) -> str:
    """The label of the axis, with the notes of the table below it."""
    label = word("distance", language)
    if start > 0:
        label += word("not from zero", language)
    if joins["support"].notna().any():
        label += "\n" + word("support", language)
    notes = [note for note in dict.fromkeys(tree["note"]) if note]
    return "\n".join([label, *(wrap_text(replace_missing_glyphs(note), NOTE_WIDTH) for note in notes)])
