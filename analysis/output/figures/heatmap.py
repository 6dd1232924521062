"""Heat maps: the similarity of each pair, and how often each slogan occurs in each group."""

from __future__ import annotations

import textwrap

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from matplotlib.patches import Rectangle

from analysis.output.figures.colours import CELLS, HATCHING, ON_DARK_CELL, ON_LIGHT_CELL
from analysis.output.figures.labels import word
from analysis.output.figures.layout import show_nothing
from analysis.output.figures.style import replace_missing_glyphs

# Characters in a line of a label.
LABEL_LINE = 16
# Labels of more columns are turned.
STRAIGHT_LABELS = 8
# Cells of a larger matrix are too small for numbers.
MOST_NUMBERS = 600
# From this part of the range of colours on, a cell is dark.
DARK = 0.55
# Over cells of slogans that occur only inside longer ones.
HATCH = "////"
# Scores that differ by less do not get the whole range of colours.
SMALLEST_RANGE = 0.05


def similarity_heatmap(
    pairs: pd.DataFrame,
    *,
    order: list[str] | None = None,
    ax: Axes | None = None,
    most: int | None = None,
    language: str = "zh",
) -> Axes:
    """Draw how similar documents or groups are: the lower triangle, the score in each cell.

    Args:
        pairs: a, b and score, from `compare_groups` or `compare_documents`.
        order: names from top to bottom. None: alphabetical.
        ax: where to draw.
        most: how many of the names to show, from the first on. None: all.
        language: of the labels, "zh" or "en".
    """
    ax = plt.gca() if ax is None else ax
    everything = order or sorted({*pairs["a"], *pairs["b"]})
    names = everything[:most]
    if len(names) < 2:
        return show_nothing(ax, language)
    row = {name: i for i, name in enumerate(names)}
    scores = np.full((len(names), len(names)), np.nan)
    for a, b, score in zip(pairs["a"], pairs["b"], pairs["score"], strict=True):
        if a in row and b in row:
            scores[max(row[a], row[b]), min(row[a], row[b])] = score
    cells = scores[1:, :-1]
    low, high = np.nanmin(cells), np.nanmax(cells)
    low = min(low, high - SMALLEST_RANGE)
    image = _draw_cells(ax, cells, names[1:], names[:-1], low, high)
    _write_numbers(ax, cells, cells, low, high, digits=2)
    bar = ax.figure.colorbar(image, ax=ax, shrink=0.8, pad=0.02)
    bar.set_label(word("similarity", language))
    bar.outline.set_visible(False)
    if len(everything) > len(names):
        ax.set_xlabel(word("first of", language, total=len(everything), shown=len(names)))
    return ax


def slogan_matrix(
    table: pd.DataFrame,
    *,
    slogans: list[str],
    groups: list[str],
    ax: Axes | None = None,
    language: str = "zh",
) -> Axes:
    """Draw how often each slogan occurs in each group: colour for the rate, the count in each cell.

    Cells are hatched where the group has the slogan only inside longer ones.

    Args:
        table: group, slogan, n, n_nested and rate, from `slogans_by`.
        slogans: rows from top to bottom.
        groups: columns from left to right.
        ax: where to draw.
        language: of the labels, "zh" or "en".
    """
    ax = plt.gca() if ax is None else ax
    if not slogans or not groups:
        return show_nothing(ax, language)
    rates, counts, nested = (
        table.pivot_table(index="slogan", columns="group", values=column, aggfunc="sum")
        .reindex(index=slogans, columns=groups)
        .to_numpy(dtype=float)
        for column in ("rate", "n", "n_nested")
    )
    high = np.nanmax(rates)
    image = _draw_cells(ax, rates, slogans, groups, 0.0, high)
    for i, j in np.argwhere(counts == nested):
        ax.add_patch(
            Rectangle((j - 0.5, i - 0.5), 1, 1, fill=False, linewidth=0, hatch=HATCH, edgecolor=HATCHING)
        )
    _write_numbers(ax, rates, counts, 0.0, high, digits=0)
    bar = ax.figure.colorbar(image, ax=ax, shrink=0.4, pad=0.02, aspect=25)
    bar.set_label(word("per 10,000", language))
    bar.outline.set_visible(False)
    return ax


def _draw_cells(
    ax: Axes, values: np.ndarray, rows: list[str], columns: list[str], low: float, high: float
) -> AxesImage:
    """Draw a matrix with its labels; the colours run from the low value to the high one."""
    image = ax.imshow(np.ma.masked_invalid(values), cmap=CELLS, vmin=low, vmax=high, aspect="auto")
    ax.set_xticks(range(len(columns)), [_break_label(name) for name in columns])
    ax.set_yticks(range(len(rows)), [_break_label(name) for name in rows])
    if len(columns) > STRAIGHT_LABELS:
        plt.setp(ax.get_xticklabels(), rotation=35, ha="right", rotation_mode="anchor")
    plt.setp(ax.get_xticklabels(), multialignment="center")
    plt.setp(ax.get_yticklabels(), multialignment="right")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    return image


def _write_numbers(
    ax: Axes, values: np.ndarray, numbers: np.ndarray, low: float, high: float, *, digits: int
) -> None:
    """Write a number into each cell, in a colour that can be read on the cell's own."""
    if values.size > MOST_NUMBERS:
        return
    for (i, j), number in np.ndenumerate(numbers):
        if not np.isnan(number):
            is_dark = (values[i, j] - low) / max(high - low, 1e-9) > DARK
            colour = ON_DARK_CELL if is_dark else ON_LIGHT_CELL
            ax.text(j, i, f"{number:.{digits}f}", ha="center", va="center", color=colour, fontsize=8)


def _break_label(name: str) -> str:
    """A name in lines short enough to fit beside its neighbours."""
    lines = name.replace("（", "\n（", 1).split("\n") if len(name) > LABEL_LINE else name.split("\n")
    return replace_missing_glyphs(
        "\n".join(piece for line in lines for piece in textwrap.wrap(line, LABEL_LINE))
    )
