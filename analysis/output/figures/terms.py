"""Terms of a group: its word cloud, and what is distinctive of it."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from PIL import ImageFont

from analysis.output.figures.labels import word
from analysis.output.figures.layout import nothing
from analysis.output.figures.style import LEVEL_COLOURS, drawable, font_path

CLOUD_SIZE = (900, 540)
CLOUD_SEED = 2022


def word_cloud(
    terms: pd.DataFrame,
    *,
    most: int = 80,
    ax: Axes | None = None,
    language: str = "zh",
) -> Axes:
    """Draw the terms of one group, larger where their weight is; colours tell slogans from words.

    The words are laid out by the package wordcloud and drawn as text, so that they can be found
    and copied in SVG and PDF.

    Args:
        terms: term, weight, level of one group, as `group_terms` gives them.
        most: how many terms at most.
        ax: where to draw.
        language: of the legend, "zh" or "en".
    """
    from wordcloud import WordCloud

    ax = plt.gca() if ax is None else ax
    chosen = terms.sort_values(["weight", "term"], ascending=[False, True]).head(most)
    ax.set_axis_off()
    if chosen.empty:
        return nothing(ax, language)
    width, height = CLOUD_SIZE
    weights = {drawable(t): w for t, w in zip(chosen["term"], chosen["weight"], strict=True)}
    levels = {drawable(t): v for t, v in zip(chosen["term"], chosen["level"], strict=True)}
    cloud = WordCloud(
        font_path=str(font_path()),
        width=width,
        height=height,
        margin=4,
        prefer_horizontal=1.0,
        random_state=CLOUD_SEED,
        relative_scaling=1.0,
        max_font_size=90,
        min_font_size=8,
    ).generate_from_frequencies(weights)
    _draw_words(ax, cloud.layout_, levels, width, height)
    _level_legend(ax, set(chosen["level"]), language, below=True)
    return ax


def _draw_words(ax: Axes, layout: list[Any], levels: dict[str, str], width: int, height: int) -> None:
    """Set the words as text where wordcloud, which draws pixels, would have put them."""
    ax.set_xlim(0, width)
    ax.set_ylim(height, 0)
    ax.set_aspect("equal")
    ax.apply_aspect()
    points = ax.transData.transform([(0, 0), (1, 0)])
    per_pixel = (points[1, 0] - points[0, 0]) * 72 / ax.figure.dpi
    for (text, _), size, (top, left), _, _ in layout:
        font = ImageFont.truetype(str(font_path()), size)
        ink_left, ink_top, _, _ = font.getbbox(text, anchor="ls")
        ax.text(
            left - ink_left,
            top - ink_top,
            text,
            fontsize=size * per_pixel,
            color=LEVEL_COLOURS[levels[text]],
            ha="left",
            va="baseline",
        )


def distinctive_terms(
    keyness: pd.DataFrame,
    *,
    most: int = 10,
    ax: Axes | None = None,
    language: str = "zh",
) -> Axes:
    """Draw the terms that one group says more, and those it says less, than all the others.

    Args:
        keyness: term, z, level, n, n_rest of one group, as `find_keyness` gives them.
        most: terms at each end.
        ax: where to draw.
        language: of the labels, "zh" or "en".
    """
    ax = plt.gca() if ax is None else ax
    shown = shown_terms(keyness, most)
    if shown.empty:
        return nothing(ax, language)
    rows = np.arange(len(shown))
    ax.barh(rows, shown["z"], color=[LEVEL_COLOURS[level] for level in shown["level"]], height=0.7)
    labels = [
        f"{drawable(term)}  {n}:{rest}"
        for term, n, rest in zip(shown["term"], shown["n"], shown["n_rest"], strict=True)
    ]
    ax.set_yticks(rows, labels)
    ax.invert_yaxis()
    ax.axvline(0, color="#888888", linewidth=0.8)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(word("log odds", language))
    return ax


def shown_terms(keyness: pd.DataFrame, most: int = 10) -> pd.DataFrame:
    """The rows that `distinctive_terms` draws: the highest z, and half as many of the lowest."""
    ranked = keyness.sort_values(["z", "term"], ascending=[False, True])
    more, less = ranked[ranked["z"] > 0].head(most), ranked[ranked["z"] < 0].tail(most // 2)
    return pd.concat([more, less])


def _level_legend(ax: Axes, levels: set[str], language: str, *, below: bool) -> None:
    known = [level for level in LEVEL_COLOURS if level in levels]
    handles = [Patch(color=LEVEL_COLOURS[level], label=word(level, language)) for level in known]
    place = {"loc": "upper center", "bbox_to_anchor": (0.5, 0.0), "ncols": len(known)} if below else {}
    ax.legend(handles=handles, frameon=False, fontsize=8, handlelength=1, **place)
