"""Arrangement: which plans go together, as a tree and as a map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from analysis.output.figures.labels import word
from analysis.output.figures.layout import INK, label_rows, named, nothing, wrapped
from analysis.output.figures.style import drawable

POINT = "#1f5f8b"
# Of the range of the heights, what is left free on the side of the leaves.
FREE = 0.3
# Of the highest join; an axis that would begin below it begins at 0.
NEAR_ZERO = 0.2
# Kruskal (1964): up to this much stress a map is good, or fair, or on the way to poor.
STRESS = ((0.05, "good"), (0.10, "fair"), (0.20, "middling"), (np.inf, "poor"))
# Distances of a label from its point, in points (1/72 inch), and its directions round it.
RINGS = (1.0, 4.0, 9.0, 15.0, 22.0, 30.0, 40.0)
DIRECTIONS = (
    (1, 0),
    (-1, 0),
    (0, 1),
    (0, -1),
    (1, 1),
    (-1, 1),
    (1, -1),
    (-1, -1),
    (0.5, 1),
    (-0.5, 1),
    (0.5, -1),
    (-0.5, -1),
)
# From this ring on a line leads from the point to the label.
LED = 9.0
# Pixels that leaders keep from one another.
APART = 4.0
POINT_SIZE = 22.0
LABEL_SIZE = 8
# Width of a line of a label, in hanzi.
MAP_LINE = 12


def dendrogram(
    tree: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
    most: int = 60,
    language: str = "zh",
) -> Axes:
    """Draw the tree: leaves on the left in their order, each join at its distance.

    At each join stands in per cent how often it came back when the words were drawn anew.

    Args:
        tree: merge, left, right, height, size, members, support and note, as `cluster` gives them.
        names: what to call the items, where not as the table does.
        ax: where to draw; about a quarter of an inch a leaf is enough.
        most: leaves at most; of a larger tree the lowest joins are folded into one leaf each.
        language: of the labels, "zh" or "en".
    """
    ax = plt.gca() if ax is None else ax
    if tree.empty:
        return nothing(ax, language)
    joins = tree.sort_values("merge").tail(max(most - 1, 1))
    leaves = _leaves(joins)
    labels = leaf_labels(tree, names, most=most, language=language)
    place = dict(zip(leaves, label_rows(ax, labels)[0], strict=True))
    start = _start(joins)
    height = {f"#{m}": h for m, h in zip(tree["merge"], tree["height"], strict=True)}
    brackets, guides = [], []
    for merge, left, right, join in joins[["merge", "left", "right", "height"]].itertuples(index=False):
        ends = [max(height.get(side, start), start) for side in (left, right)]
        guides += [
            [(start, place[side]), (end, place[side])]
            for side, end in zip((left, right), ends, strict=True)
            if side in leaves and end > start
        ]
        brackets.append(
            [(ends[0], place[left]), (join, place[left]), (join, place[right]), (ends[1], place[right])]
        )
        place[f"#{merge}"] = (place[left] + place[right]) / 2
    ax.add_collection(LineCollection(brackets, colors=INK, linewidths=1.1))
    ax.add_collection(LineCollection(guides, colors="#999999", linewidths=0.7, linestyles=":"))
    _supports(ax, joins, place)
    highest = float(joins["height"].max())
    ax.set_xlim(start, highest + 0.06 * max(highest - start, 0.01))
    ax.set_xlabel(_tree_label(tree, joins, start, language))
    return ax


def leaf_labels(
    tree: pd.DataFrame,
    names: Mapping[str, str] | None = None,
    *,
    most: int = 60,
    language: str = "zh",
) -> list[str]:
    """What `dendrogram` calls the leaves, from the top down; a folded one by its first item."""
    sides = {
        f"#{m}": (left, size) for m, left, size in zip(tree["merge"], tree["left"], tree["size"], strict=True)
    }
    labels = []
    for leaf in _leaves(tree.sort_values("merge").tail(max(most - 1, 1))):
        first = leaf
        while first in sides:
            first = sides[first][0]
        label = named(first, names)
        if leaf in sides:
            label = word("folded", language, first=label, n=int(sides[leaf][1]))
        labels.append(label)
    return labels


def _leaves(joins: pd.DataFrame) -> list[str]:
    """What the joins join and don't make themselves, in the order that the table gives."""
    sides = {
        f"#{m}": (left, right)
        for m, left, right in zip(joins["merge"], joins["left"], joins["right"], strict=True)
    }
    found, waiting = [], [f"#{joins['merge'].iloc[-1]}"]
    while waiting:
        side = waiting.pop()
        if side in sides:
            waiting += reversed(sides[side])
        else:
            found.append(side)
    return found


def _start(joins: pd.DataFrame) -> float:
    """Where the axis begins: a little below the lowest join, or at 0 where that is not far."""
    low, high = float(joins["height"].min()), float(joins["height"].max())
    start = low - FREE * (high - low)
    return start if len(joins) > 1 and start > NEAR_ZERO * high else 0.0


def _supports(ax: Axes, joins: pd.DataFrame, place: dict[str, float]) -> None:
    """The support of each join right of it, on the side that its line to the next leaves free."""
    goes_down = {}
    for left, right in zip(joins["left"], joins["right"], strict=True):
        goes_down[left], goes_down[right] = True, False
    for merge, height, support in zip(joins["merge"], joins["height"], joins["support"], strict=True):
        if np.isnan(support):
            continue
        down = goes_down.get(f"#{merge}", True)
        text = ax.annotate(
            f"{support:.0%}",
            (height, place[f"#{merge}"]),
            (2.0, 1.2 if down else -1.2),
            textcoords="offset points",
            fontsize=6.5,
            color="#1f5f8b",
            ha="left",
            va="bottom" if down else "top",
        )
        text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.0, "alpha": 0.8})


def _tree_label(tree: pd.DataFrame, joins: pd.DataFrame, start: float, language: str) -> str:
    label = word("distance", language)
    if start > 0:
        label += word("not from zero", language)
    if joins["support"].notna().any():
        label += "\n" + word("support", language)
    notes = [note for note in dict.fromkeys(tree["note"]) if note]
    return "\n".join([label, *(wrapped(drawable(note), 44) for note in notes)])


def document_map(
    table: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
    language: str = "zh",
) -> Axes:
    """Draw the map: a point an item, the same scale both ways, labels that cover nothing.

    Labels are placed for the size that the axes have now, so change it before. A point in a
    crowd that no label fits beside stays without one, and the line above the map counts those.

    Args:
        table: item, x, y, share_x, share_y, stress and note, as `map_items` gives them.
        names: what to call the items, where not as the table does.
        ax: where to draw.
        language: of the labels, "zh" or "en".
    """
    ax = plt.gca() if ax is None else ax
    if table.empty:
        return nothing(ax, language)
    x, y = table["x"].to_numpy(dtype=float), table["y"].to_numpy(dtype=float)
    ax.scatter(x, y, s=POINT_SIZE, c=POINT, linewidths=0, zorder=3)
    first = table.iloc[0]
    for axis, share in (("x", first["share_x"]), ("y", first["share_y"])):
        ax.set(**{f"{axis}label": word(f"axis {axis}", language, share=f"{share:.0%}")})
    ax.set_aspect("equal", adjustable="datalim")
    ax.margins(0.14)
    ax.autoscale_view()
    ax.apply_aspect()
    ax.grid(color="#eeeeee", linewidth=0.6)
    ax.set_axisbelow(True)
    labels = [named(item, names, width=MAP_LINE) for item in table["item"]]
    without = _place_labels(ax, np.column_stack([x, y]), labels)
    told = [_how_good(first, language)]
    if without:
        told.append(word("without label", language, n=without))
    said = wrapped(drawable("".join(told)), 46)
    ax.annotate(
        said,
        (0, 1),
        (0, 4),
        xycoords="axes fraction",
        textcoords="offset points",
        fontsize=8,
        color="#555555",
        va="bottom",
        linespacing=1.35,
    )
    return ax


def _how_good(first: pd.Series, language: str) -> str:
    """The stress with a plain word, or the table's own sentence where it has one."""
    if first["note"]:
        return str(first["note"])
    if np.isnan(first["stress"]):
        return ""
    grade = next(grade for most, grade in STRESS if first["stress"] <= most)
    return word("stress", language, stress=f"{first['stress']:.2f}", grade=word(grade, language))


@dataclass
class _Taken:
    """What labels must not cover, in pixels.

    Attributes:
        within: lower left and upper right corner of where labels may stand.
        points, labels: such corners of each point, and of each label placed so far.
        dots: the lines that lead to these labels, as dots.
    """

    within: np.ndarray
    points: np.ndarray
    labels: np.ndarray
    dots: np.ndarray

    def free(self, boxes: np.ndarray, reach: np.ndarray, own: int) -> np.ndarray:
        """Which of some boxes cover nothing and have no other point as near as their own."""
        others = np.delete(self.points, own, axis=0)
        padded = boxes + reach[:, None, None] * np.array([[-1.0], [1.0]])
        inside = (boxes[:, 0] >= self.within[0]) & (boxes[:, 1] <= self.within[1])
        covered = _overlap(boxes, self.labels) | _overlap(boxes, self.points[[own]])
        covered |= _overlap(padded, others) | _hold(boxes, self.dots)
        return np.asarray(inside.all(axis=1) & ~covered)

    def crossed(self, leader: np.ndarray, own: int) -> bool:
        """Whether a line crosses a point that is not its own, a label, or another line."""
        about = np.stack([leader - APART, leader + APART], axis=1)
        others = np.delete(self.points, own, axis=0)
        boxes = np.concatenate([others, self.labels])
        return bool(_hold(boxes, leader).any() or _hold(about, self.dots).any())

    def take(self, box: np.ndarray, leader: np.ndarray) -> None:
        self.labels = np.concatenate([self.labels, box[None]])
        self.dots = np.concatenate([self.dots, leader])


def _place_labels(ax: Axes, points: np.ndarray, labels: list[str]) -> int:
    """Put each label at the nearest free place, from the outermost point in.

    Returns how many found none.
    """
    unit = ax.figure.dpi / 72
    pixels = ax.transData.transform(points)
    radius = np.sqrt(POINT_SIZE) / 2 * unit + unit
    taken = _Taken(
        ax.get_window_extent().padded(-3 * unit).get_points(),
        np.stack([pixels - radius, pixels + radius], axis=1),
        np.empty((0, 2, 2)),
        np.empty((0, 2)),
    )
    far = np.hypot(*(points - points.mean(axis=0)).T)
    without = 0
    # Rounded, so that distances that differ by rounding only come in the order of the table.
    for i in np.lexsort((np.arange(len(points)), -np.round(far, 9))):
        half = _size(ax, labels[i]) / 2
        place = _free_place(pixels[i], half, radius, unit, taken, int(i))
        if place is None:
            without += 1
            continue
        centre, leader = place
        line = {"arrowstyle": "-", "color": "#9a9a9a", "linewidth": 0.5, "shrinkA": 0, "shrinkB": 3}
        ax.annotate(
            labels[i],
            points[i],
            (centre - pixels[i]) / unit,
            textcoords="offset points",
            fontsize=LABEL_SIZE,
            ha="center",
            va="center",
            arrowprops=line if len(leader) else None,
        )
        taken.take(np.stack([centre - half, centre + half]), leader)
    return without


def _free_place(
    at: np.ndarray, half: np.ndarray, radius: float, unit: float, taken: _Taken, own: int
) -> tuple[np.ndarray, np.ndarray] | None:
    """The centre of a label at the nearest free place round a point, and the line leading there."""
    ring = np.repeat(RINGS, len(DIRECTIONS))
    ways = np.tile(DIRECTIONS, (len(RINGS), 1))
    away = ways / np.hypot(*ways.T)[:, None] * (radius + ring * unit)[:, None]
    centres = at + away + ways * half
    boxes = np.stack([centres - half, centres + half], axis=1)
    led = ring >= LED
    for i in np.flatnonzero(taken.free(boxes, np.where(led, 0.0, ring * unit), own)):
        leader = np.linspace(at, centres[i], 40 if led[i] else 0)
        for low, high in (boxes[i], taken.points[own]):
            leader = leader[((leader < low) | (leader > high)).any(axis=1)]
        if not taken.crossed(leader, own):
            return centres[i], leader
    return None


def _size(ax: Axes, label: str) -> np.ndarray:
    """Width and height of a label, in pixels."""
    text = ax.text(0, 0, label, fontsize=LABEL_SIZE)
    extent = text.get_window_extent()
    text.remove()
    return np.array([extent.width, extent.height])


def _overlap(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which of some boxes overlap any of others."""
    low, high = boxes[:, None, 0], boxes[:, None, 1]
    return np.any(np.all((low < others[:, 1]) & (others[:, 0] < high), axis=2), axis=1)


def _hold(boxes: np.ndarray, dots: np.ndarray) -> np.ndarray:
    """Which of some boxes have any of some dots in them."""
    low, high = boxes[:, None, 0], boxes[:, None, 1]
    return np.any(np.all((dots > low) & (dots < high), axis=2), axis=1)
