"""The specification curve: one claim under every combination of choices."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from mpl_toolkits.axes_grid1 import make_axes_locatable

from analysis.output.figures.labels import word

HOLDS, FAILS, UNJUDGED = "#2a6f97", "#c1440e", "#9a9a9a"
# Columns of the table that are no choice.
RESULTS = ("specification", "n_features", "estimate", "holds")
# Height of the upper panel beside the rows of choices.
UPPER = "90%"


def specification_plot(curve: pd.DataFrame, *, ax: Axes | None = None, language: str = "zh") -> Axes:
    """Draw what each specification gives, in order, and below it which options it took.

    After Simonsohn, Simmons and Nelson (2020).

    Args:
        curve: from `specification_curve`; every column but specification, n_features, estimate
            and holds is a choice.
        ax: where to draw; it is divided in two.
        language: of the labels, "zh" or "en".

    Returns:
        The lower panel, a row for each option; the upper one is `ax.figure.axes[-1]`.
    """
    ax = plt.gca() if ax is None else ax
    judged = curve[curve["estimate"].notna()].sort_values(["estimate", "specification"])
    if judged.empty:
        ax.set_axis_off()
        nothing = word("nothing", language)
        ax.text(0.5, 0.5, nothing, ha="center", va="center", transform=ax.transAxes)
        return ax
    colours = np.where(judged["holds"].to_numpy(dtype=bool), HOLDS, FAILS)
    place = np.arange(1, len(judged) + 1)
    upper = make_axes_locatable(ax).append_axes("top", size=UPPER, pad=0.08, sharex=ax)
    upper.scatter(place, judged["estimate"], s=9, c=colours, linewidths=0)
    upper.axhline(0, color="#444444", linewidth=0.6)
    upper.tick_params(labelbottom=False)
    upper.set_ylabel(word("estimate", language))
    holds, n = int(judged["holds"].sum()), len(judged)
    upper.set_title(word("claim holds", language, holds=holds, n=n), loc="left", fontsize=9)
    _rows_of_options(ax, judged, place, colours, language)
    return ax


def _rows_of_options(
    ax: Axes, judged: pd.DataFrame, place: np.ndarray, colours: np.ndarray, language: str
) -> None:
    """A row for each option, marked under every specification that took it."""
    choices = [column for column in judged.columns if column not in RESULTS]
    labels, at = [], []
    row = 0.0
    for choice in choices:
        for option in dict.fromkeys(judged.sort_values("specification")[choice]):
            took = (judged[choice] == option).to_numpy()
            ax.scatter(
                place[took],
                np.full(took.sum(), row),
                s=9,
                c=colours[took],
                marker="|",
                linewidths=0.8,
            )
            labels.append(word(f"{choice} {option}", language))
            at.append(row)
            row += 1
        row += 0.6
    ax.set_yticks(at, labels, fontsize=7)
    ax.set_ylim(row - 0.6 + 0.2, -0.8)
    ax.set_xlim(0, len(place) + 1)
    ax.set_xlabel(word("specifications", language, n=len(place)))
    ax.tick_params(axis="y", length=0)
