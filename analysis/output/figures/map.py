"""The map: documents, districts or years as points, the more similar the nearer."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.output.figures.colours import GRID_OF_MAP, NOTE, POINT
from analysis.output.figures.labels import word
from analysis.output.figures.layout import display_name, show_nothing, wrap_text
from analysis.output.figures.map_labels import POINT_SIZE, place_labels
from analysis.output.figures.style import replace_missing_glyphs

# Width of a label's line and of the sentence above the map, in hanzi.
LABEL_WIDTH = 12
SENTENCE_WIDTH = 46


def document_map(
    table: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
    language: str = "zh",
) -> Axes:
    """Draw the map: a point for each item, the same scale on both axes, labels that cover nothing.

    Labels are placed for the current size of the axes, so set it first. A point with no space for a
    label beside it has none, and the sentence above the map counts such points.

    Args:
        table: item, x, y, share_x, share_y, stress, grade and note, from `map_items`.
        names: item → name, for items that the figure gives another name than the table.
        ax: where to draw.
        language: of the labels, "zh" or "en".
    """
    ax = plt.gca() if ax is None else ax
    if table.empty:
        return show_nothing(ax, language)
    x, y = table["x"].to_numpy(dtype=float), table["y"].to_numpy(dtype=float)
    ax.scatter(x, y, s=POINT_SIZE, c=POINT, linewidths=0, zorder=3)
    first = table.iloc[0]
    ax.set_xlabel(word("axis x", language, share=f"{first['share_x']:.0%}"))
    ax.set_ylabel(word("axis y", language, share=f"{first['share_y']:.0%}"))
    ax.set_aspect("equal", adjustable="datalim")
    ax.margins(0.14)
    ax.autoscale_view()
    ax.apply_aspect()
    ax.grid(color=GRID_OF_MAP, linewidth=0.6)
    ax.set_axisbelow(True)
    labels = [display_name(item, names, width=LABEL_WIDTH) for item in table["item"]]
    n_without = place_labels(ax, np.column_stack([x, y]), labels)
    sentence = _describe_stress(first, language)
    if n_without:
        sentence += word("without label", language, n=n_without)
    ax.annotate(
        wrap_text(replace_missing_glyphs(sentence), SENTENCE_WIDTH),
        (0, 1),
        (0, 4),
        xycoords="axes fraction",
        textcoords="offset points",
        fontsize=8,
        color=NOTE,
        va="bottom",
        linespacing=1.35,
    )
    return ax


def _describe_stress(first: pd.Series, language: str) -> str:
    """How well the map shows the distances: the stress and its grade, of a poor map the note of the table."""
    if not first["grade"]:
        return ""
    if first["grade"] == "poor" and first["note"]:
        return str(first["note"])
    return word("stress", language, stress=f"{first['stress']:.2f}", grade=word(first["grade"], language))
