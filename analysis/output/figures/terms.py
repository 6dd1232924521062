"""Terms of a group: its word cloud and its distinctive terms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from PIL import ImageFont

from analysis.output.figures.colours import LEVEL_COLOURS, ZERO_OF_EFFECTS
from analysis.output.figures.labels import word
from analysis.output.figures.layout import show_nothing
from analysis.output.figures.style import font_path, replace_missing_glyphs

# Width and height that the words are arranged in, in pixels.
CLOUD_SIZE = (900, 540)
CLOUD_SEED = 2022


def word_cloud(
    terms: pd.DataFrame,
    *,
    most: int = 80,
    ax: Axes | None = None,
    language: str = "zh",
) -> Axes:
    """Draw the terms of one group: size for the weight, colour for slogans and words.

    The package wordcloud arranges the words. They are drawn as text, so that they can be found
    and copied in SVG and PDF.

    Args:
        terms: term, weight and level of one group, from `group_terms`.
        most: terms at most.
        ax: where to draw.
        language: of the legend, "zh" or "en".
    """
    from wordcloud import WordCloud

    ax = plt.gca() if ax is None else ax
    shown = terms.sort_values(["weight", "term"], ascending=[False, True]).head(most)
    ax.set_axis_off()
    if shown.empty:
        return show_nothing(ax, language)
    width, height = CLOUD_SIZE
    words = [replace_missing_glyphs(term) for term in shown["term"]]
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
    ).generate_from_frequencies(dict(zip(words, shown["weight"], strict=True)))
    _draw_words(ax, cloud.layout_, dict(zip(words, shown["level"], strict=True)))
    ax.legend(
        handles=level_legend(shown["level"], language),
        loc="upper center",
        bbox_to_anchor=(0.5, 0.0),
        ncols=shown["level"].nunique(),
        frameon=False,
        fontsize=8,
        handlelength=1,
    )
    return ax


def _draw_words(ax: Axes, layout: list[Any], levels: dict[str, str]) -> None:
    """Write the words as text where wordcloud, which draws pixels, would have put them."""
    width, height = CLOUD_SIZE
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
    """Draw the terms that one group uses more, and those it uses less, than all other groups.

    Args:
        keyness: term, z, level, n and n_rest of one group, from `find_keyness`.
        most: terms that it uses more; half as many that it uses less.
        ax: where to draw.
        language: of the labels, "zh" or "en".
    """
    ax = plt.gca() if ax is None else ax
    shown = select_terms(keyness, most)
    if shown.empty:
        return show_nothing(ax, language)
    rows = np.arange(len(shown))
    ax.barh(rows, shown["z"], color=[LEVEL_COLOURS[level] for level in shown["level"]], height=0.7)
    labels = [
        f"{replace_missing_glyphs(term)}  {n}:{rest}"
        for term, n, rest in zip(shown["term"], shown["n"], shown["n_rest"], strict=True)
    ]
    ax.set_yticks(rows, labels)
    ax.invert_yaxis()
    ax.axvline(0, color=ZERO_OF_EFFECTS, linewidth=0.8)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(word("log odds", language))
    return ax


def select_terms(keyness: pd.DataFrame, most: int = 10) -> pd.DataFrame:
    """The rows that `distinctive_terms` draws: the highest z, and half as many of the lowest."""
    ranked = keyness.sort_values(["z", "term"], ascending=[False, True])
    more, less = ranked[ranked["z"] > 0].head(most), ranked[ranked["z"] < 0].tail(most // 2)
    return pd.concat([more, less])


def level_legend(levels: Iterable[str], language: str) -> list[Artist]:
    """A legend entry for the colour of each level that occurs."""
    occurring = set(levels)
    return [
        Patch(color=colour, label=word(level, language))
        for level, colour in LEVEL_COLOURS.items()
        if level in occurring
    ]
