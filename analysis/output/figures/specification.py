"""The specification curve: one claim under every combination of choices."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from mpl_toolkits.axes_grid1 import make_axes_locatable

from analysis.output.figures.colours import FAILS, HOLDS, ZERO_OF_ESTIMATES
from analysis.output.figures.labels import word
from analysis.output.figures.layout import show_nothing

# Columns of the table that are not choices.
RESULTS = ("specification", "n_features", "estimate", "holds")
# Height of the upper panel beside the rows of choices.
UPPER = "90%"


def specification_plot(curve: pd.DataFrame, *, ax: Axes | None = None, language: str = "zh") -> Axes:
    """Draw the estimate of each specification in order, and below it the options it uses.

    Simonsohn, Simmons and Nelson (2020).

    Args:
        curve: from `specification_curve`. Every column except specification, n_features, estimate
            and holds is a choice.
        ax: where to draw; it is divided into two panels.
        language: of the labels, "zh" or "en".

    Returns:
        The lower panel, with a row for each option. The upper one is `ax.figure.axes[-1]`.
    """
    ax = plt.gca() if ax is None else ax
    judged = curve[curve["estimate"].notna()].sort_values(["estimate", "specification"])
    if judged.empty:
        return show_nothing(ax, language)
    colours = np.where(judged["holds"].to_numpy(dtype=bool), HOLDS, FAILS)
    position = np.arange(1, len(judged) + 1)
    upper = make_axes_locatable(ax).append_axes("top", size=UPPER, pad=0.08, sharex=ax)
    upper.scatter(position, judged["estimate"], s=9, c=colours, linewidths=0)
    upper.axhline(0, color=ZERO_OF_ESTIMATES, linewidth=0.6)
    upper.tick_params(labelbottom=False)
    upper.set_ylabel(word("estimate", language))
    holds, n = int(judged["holds"].sum()), len(judged)
    upper.set_title(word("claim holds", language, holds=holds, n=n), loc="left", fontsize=9)
    _draw_options(ax, judged, position, colours, language)
    return ax


def _draw_options(
    ax: Axes, judged: pd.DataFrame, position: np.ndarray, colours: np.ndarray, language: str
) -> None:
    """Draw a row for each option, with a mark under every specification that uses it."""
    choices = [column for column in judged.columns if column not in RESULTS]
    labels, rows = [], []
    row = 0.0
    for choice in choices:
        for option in dict.fromkeys(judged.sort_values("specification")[choice]):
            uses = (judged[choice] == option).to_numpy()
            ax.scatter(
                position[uses],
                np.full(uses.sum(), row),
                s=9,
                c=colours[uses],
                marker="|",
                linewidths=0.8,
            )
            labels.append(word(f"{choice} {option}", language))
            rows.append(row)
            row += 1
        row += 0.6
    ax.set_yticks(rows, labels, fontsize=7)
    ax.set_ylim(row - 0.6 + 0.2, -0.8)
    ax.set_xlim(0, len(position) + 1)
    ax.set_xlabel(word("specifications", language, n=len(position)))
    ax.tick_params(axis="y", length=0)
