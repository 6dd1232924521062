"""Labels of the map: each beside its point, covering no point, no label and no line.

All sizes and places are in pixels unless a name says otherwise. A box is its lower left and its
upper right corner, boxes are boxes × 2 corners × 2 axes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from analysis.output.figures.colours import TO_LABEL

# Area of a point, in points² (a point is 1/72 inch).
POINT_SIZE = 22.0
LABEL_SIZE = 8
# Distances of a label from its point that are tried, in points, and directions around the point.
DISTANCES = (1.0, 4.0, 9.0, 15.0, 22.0, 30.0, 40.0)
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
# From this distance on, a line leads from the point to its label.
LINE_FROM = 9.0
# Lines keep this distance from one another.
LINE_DISTANCE = 4.0
# A line is checked at this many places.
LINE_DOTS = 40


def place_labels(ax: Axes, points: np.ndarray, labels: list[str]) -> int:
    """Write each label at the nearest free place, starting with the outermost points.

    Args:
        ax: where to write.
        points: points × 2, in the coordinates of the axes.
        labels: the label of each point.

    Returns:
        How many points have no free place for their label.
    """
    pixels_per_point = ax.figure.dpi / 72
    pixels = ax.transData.transform(points)
    radius = np.sqrt(POINT_SIZE) / 2 * pixels_per_point + pixels_per_point
    occupied = _Occupied(
        ax.get_window_extent().padded(-3 * pixels_per_point).get_points(),
        np.stack([pixels - radius, pixels + radius], axis=1),
        np.empty((0, 2, 2)),
        np.empty((0, 2)),
    )
    distance = np.hypot(*(points - points.mean(axis=0)).T)
    n_without = 0
    # Rounded, so that distances which differ only by rounding keep the order of the table.
    for i in np.lexsort((np.arange(len(points)), -np.round(distance, 9))):
        half = _measure_label(ax, labels[i]) / 2
        place = _find_place(pixels[i], half, radius, pixels_per_point, occupied, int(i))
        if place is None:
            n_without += 1
            continue
        centre, line = place
        arrow = {"arrowstyle": "-", "color": TO_LABEL, "linewidth": 0.5, "shrinkA": 0, "shrinkB": 3}
        ax.annotate(
            labels[i],
            points[i],
            (centre - pixels[i]) / pixels_per_point,
            textcoords="offset points",
            fontsize=LABEL_SIZE,
            ha="center",
            va="center",
            arrowprops=arrow if len(line) else None,
        )
        occupied.add(np.stack([centre - half, centre + half]), line)
    return n_without


@dataclass
class _Occupied:
    """What a label must not cover.

    Attributes:
        frame: the box in which labels may be.
        points: the box of each point.
        labels: the box of each label placed so far.
        line_dots: the lines to these labels, as dots.
    """

    frame: np.ndarray
    points: np.ndarray
    labels: np.ndarray
    line_dots: np.ndarray

    def is_free(self, boxes: np.ndarray, margins: np.ndarray, own: int) -> np.ndarray:
        """For each box, whether it covers nothing and no other point is within its margin.

        Args:
            boxes: the boxes of a label that are tried.
            margins: of each box.
            own: the number of the label's own point.
        """
        other_points = np.delete(self.points, own, axis=0)
        with_margin = boxes + margins[:, None, None] * np.array([[-1.0], [1.0]])
        inside = (boxes[:, 0] >= self.frame[0]) & (boxes[:, 1] <= self.frame[1])
        covers = _overlap_any(boxes, self.labels) | _overlap_any(boxes, self.points[[own]])
        covers |= _overlap_any(with_margin, other_points) | _contain_any(boxes, self.line_dots)
        return np.asarray(inside.all(axis=1) & ~covers)

    def crosses(self, line: np.ndarray, own: int) -> bool:
        """Whether a line, as dots, crosses a point that is not its own, a label or another line."""
        around = np.stack([line - LINE_DISTANCE, line + LINE_DISTANCE], axis=1)
        boxes = np.concatenate([np.delete(self.points, own, axis=0), self.labels])
        return bool(_contain_any(boxes, line).any() or _contain_any(around, self.line_dots).any())

    def add(self, box: np.ndarray, line: np.ndarray) -> None:
        """Occupy the box of a label and the line that leads to it."""
        self.labels = np.concatenate([self.labels, box[None]])
        self.line_dots = np.concatenate([self.line_dots, line])


def _find_place(
    point: np.ndarray,
    half: np.ndarray,
    radius: float,
    pixels_per_point: float,
    occupied: _Occupied,
    own: int,
) -> tuple[np.ndarray, np.ndarray] | None:
    """The centre of a label at the nearest free place around its point, and the line leading there.

    Args:
        point: where the point is.
        half: half the width and half the height of the label.
        radius: of a point, with a margin.
        pixels_per_point: pixels in 1/72 inch.
        occupied: what the label must not cover.
        own: the number of the point.
    """
    distance = np.repeat(DISTANCES, len(DIRECTIONS))
    direction = np.tile(DIRECTIONS, (len(DISTANCES), 1))
    unit_length = direction / np.hypot(*direction.T)[:, None]
    centres = point + unit_length * (radius + distance * pixels_per_point)[:, None] + direction * half
    boxes = np.stack([centres - half, centres + half], axis=1)
    has_line = distance >= LINE_FROM
    margins = np.where(has_line, 0.0, distance * pixels_per_point)
    for i in np.flatnonzero(occupied.is_free(boxes, margins, own)):
        line = np.linspace(point, centres[i], LINE_DOTS if has_line[i] else 0)
        for low, high in (boxes[i], occupied.points[own]):
            line = line[((line < low) | (line > high)).any(axis=1)]
        if not occupied.crosses(line, own):
            return centres[i], line
    return None


def _measure_label(ax: Axes, label: str) -> np.ndarray:
    """Width and height of a label."""
    text = ax.text(0, 0, label, fontsize=LABEL_SIZE)
    extent = text.get_window_extent()
    text.remove()
    return np.array([extent.width, extent.height])


def _overlap_any(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """For each box, whether it overlaps any of the others."""
    low, high = boxes[:, None, 0], boxes[:, None, 1]
    return np.any(np.all((low < others[:, 1]) & (others[:, 0] < high), axis=2), axis=1)


def _contain_any(boxes: np.ndarray, dots: np.ndarray) -> np.ndarray:
    """For each box, whether any of the dots is inside."""
    low, high = boxes[:, None, 0], boxes[:, None, 1]
    return np.any(np.all((dots > low) & (dots < high), axis=2), axis=1)
