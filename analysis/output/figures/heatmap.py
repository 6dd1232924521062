"""Heat maps: pairs of things, and slogans by district."""

from __future__ import annotations

import textwrap
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.output.figures.labels import word
from analysis.output.figures.layout import nothing
from analysis.output.figures.style import SEQUENTIAL, drawable

# Characters in a line of a label.
LABEL = 16


def similarity_heatmap(
    pairs: pd.DataFrame,
    *,
    order: list[str] | None = None,
    ax: Axes | None = None,
    most: int | None = None,
    language: str = "zh",
) -> Axes:
    """Draw how alike things are, two by two: lower triangle, the score in each cell.

    Args:
        pairs: a, b, score, as `compare_groups` or `compare_documents` give them.
        order: names from top to bottom; alphabetical where not given.
        ax: where to draw.
        most: how many of the names are shown, from the first on; all where not given.
        language: of the labels, "zh" or "en".
    """
    ax = plt.gca() if ax is None else ax
    everything = order or sorted({*pairs["a"], *pairs["b"]})
    names = everything[:most]
    place = {name: i for i, name in enumerate(names)}
    scores = np.full((len(names), len(names)), np.nan)
    for a, b, score in zip(pairs["a"], pairs["b"], pairs["score"], strict=True):
        if a in place and b in place:
            i, j = sorted((place[a], place[b]), reverse=True)
            scores[i, j] = score
    if len(names) < 2:
        return nothing(ax, language)
    image = _cells(ax, scores[1:, :-1], rows=names[1:], columns=names[:-1], digits=2)
    bar = ax.figure.colorbar(image, ax=ax, shrink=0.8, pad=0.02)
    bar.set_label(word("similarity", language))
    if len(everything) > len(names):
        ax.set_xlabel(word("first of", language, total=len(everything), shown=len(names)))
    bar.outline.set_visible(False)
    return ax


def slogan_matrix(
    table: pd.DataFrame,
    *,
    slogans: list[str],
    groups: list[str],
    ax: Axes | None = None,
    language: str = "zh",
) -> Axes:
    """Draw how often each slogan stands in each group; the count in each cell.

    Args:
        table: group, slogan, n, rate, as `slogans_by` gives them.
        slogans: rows from top to bottom.
        groups: columns from left to right.
        ax: where to draw.
        language: of the labels, "zh" or "en".
    """
    ax = plt.gca() if ax is None else ax
    if not slogans or not groups:
        return nothing(ax, language)
    wide = {
        column: table.pivot_table(index="slogan", columns="group", values=column, aggfunc="sum")
        .reindex(index=slogans, columns=groups)
        .to_numpy(dtype=float)
        for column in ("rate", "n")
    }
    image = _cells(ax, wide["rate"], rows=slogans, columns=groups, shown=wide["n"], digits=0)
    bar = ax.figure.colorbar(image, ax=ax, shrink=0.4, pad=0.02, aspect=25)
    bar.set_label(word("per 10,000", language))
    bar.outline.set_visible(False)
    return ax


def _cells(
    ax: Axes,
    values: np.ndarray,
    *,
    rows: list[str],
    columns: list[str],
    digits: int,
    shown: np.ndarray | None = None,
) -> Any:
    low, high = np.nanmin(values), np.nanmax(values)
    low = min(low, high - 0.05) if shown is None else 0.0
    image = ax.imshow(np.ma.masked_invalid(values), cmap=SEQUENTIAL, vmin=low, vmax=high, aspect="auto")
    ax.set_xticks(range(len(columns)), [_label(c) for c in columns])
    ax.set_yticks(range(len(rows)), [_label(r) for r in rows])
    if len(columns) > 8:
        plt.setp(ax.get_xticklabels(), rotation=35, ha="right", rotation_mode="anchor")
    plt.setp(ax.get_xticklabels(), multialignment="center")
    plt.setp(ax.get_yticklabels(), multialignment="right")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    if values.size <= 600:
        numbers = values if shown is None else shown
        for (i, j), number in np.ndenumerate(numbers):
            if not np.isnan(number):
                dark = (values[i, j] - low) / max(high - low, 1e-9) > 0.55
                colour = "white" if dark else "#222222"
                ax.text(j, i, f"{number:.{digits}f}", ha="center", va="center", color=colour, fontsize=8)
    return image


def _label(name: str) -> str:
    """A name in lines short enough to stand beside its neighbours."""
    lines = name.replace("（", "\n（", 1).split("\n") if len(name) > LABEL else name.split("\n")
    return drawable("\n".join(piece for line in lines for piece in textwrap.wrap(line, LABEL)))
