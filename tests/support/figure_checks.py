"""Axes for tests of figures, and a check that labels are apart."""

from __future__ import annotations

from itertools import combinations

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox


def make_axes(width: float = 7, height: float = 5) -> Axes:
    """Axes of a figure of their own; width and height in inches."""
    return plt.figure(figsize=(width, height)).gca()


def check_apart(boxes: list[Bbox], tolerance: float = 0.5) -> None:
    """No two boxes share more than a sliver, in pixels."""
    for first, second in combinations(boxes, 2):
        width = min(first.x1, second.x1) - max(first.x0, second.x0)
        height = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert width <= tolerance or height <= tolerance
