"""Intervals: scores and effects as dots, each with its interval."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.output.figures.colours import (
    EXPECTED,
    GRID_OF_INTERVALS,
    HOLLOW,
    INK,
    LEVEL_COLOURS,
    POINT,
    ZERO_OF_EFFECTS,
)
from analysis.output.figures.labels import word
from analysis.output.figures.layout import (
    LABEL_WIDTH,
    SENTENCE_WIDTH,
    add_legend_below,
    display_name,
    label_rows,
    read_numbers,
    show_nothing,
    wrap_text,
)
from analysis.output.figures.style import replace_missing_glyphs
from analysis.output.figures.terms import level_legend, select_terms

# Width of a term's line, in hanzi.
TERM_WIDTH = 12
# A term is significant if its q is below this.
SIGNIFICANT = 0.05


def score_intervals(
    pairs: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
    most: int = 40,
    language: str = "zh",
) -> Axes:
    """Draw the scores of the most similar pairs, with their intervals and expected scores.

    Args:
        pairs: a, b and score, and if available low, high, expected and single, from
            `compare_documents` or `compare_groups`.
        names: item → name, for items that the figure gives another name than the table.
        ax: where to draw; a row needs about a quarter of an inch.
        most: pairs at most.
        language: of the labels, "zh" or "en".
    """
    ax = plt.gca() if ax is None else ax
    shown = select_pairs(pairs, most)
    if shown.empty:
        return show_nothing(ax, language)
    rows, scale = label_rows(ax, pair_labels(shown, names))
    low, high = read_numbers(shown, "low"), read_numbers(shown, "high")
    _draw_intervals(ax, rows, low, high, POINT, scale)
    expected, score = read_numbers(shown, "expected"), read_numbers(shown, "score")
    has_expected = ~np.isnan(expected)
    if has_expected.any():
        size = 110 * scale**2
        ax.scatter(expected[has_expected], rows[has_expected], marker="|", s=size, c=EXPECTED, linewidths=1.4)
    single, has_interval = read_numbers(shown, "single") > 0, ~np.isnan(low)
    for marker, selected in (("o", ~single), ("D", single)):
        fill = np.where(has_interval[selected], POINT, HOLLOW)
        if selected.any():
            _draw_dots(ax, score[selected], rows[selected], marker, fill, POINT, scale)
    _finish_axis(ax, word("similarity", language))
    if len(pairs) > len(shown):
        note = word("first of", language, total=len(pairs), shown=len(shown))
        ax.set_xlabel(f"{ax.get_xlabel()}\n{note}")
    add_legend_below(ax, _score_legend(single, has_interval, has_expected.any(), language))
    return ax


def select_pairs(pairs: pd.DataFrame, most: int) -> pd.DataFrame:
    """The rows that `score_intervals` draws: the most similar pairs, from the top down."""
    scored = pairs[pairs["score"].notna()]
    return scored.sort_values(["score", "a", "b"], ascending=[False, True, True]).head(most)


def pair_labels(pairs: pd.DataFrame, names: Mapping[str, str] | None = None) -> list[str]:
    """The label of each pair: 西湖区 2022 – 金坛区 2022; long names on a line each."""
    labels = []
    for a, b in zip(pairs["a"], pairs["b"], strict=True):
        name_a, name_b = display_name(a, names), display_name(b, names)
        line = f"{name_a} – {name_b}"
        labels.append(line if wrap_text(line, LABEL_WIDTH) == line else f"{name_a} –\n{name_b}")
    return labels


def effect_intervals(
    keyness: pd.DataFrame,
    *,
    group: str,
    ax: Axes | None = None,
    most: int = 15,
    language: str = "zh",
) -> Axes:
    """Draw how much more, or less, one group uses its most distinctive terms, with intervals.

    The terms and their order are those of `distinctive_terms`: by z, which ranks and does not test.
    Dots are filled for terms that are significant in the permutation test.

    Args:
        keyness: by, group, term, level, effect, z, n and n_rest, and if available low, high, q and
            note, from `find_keyness`, of one grouping.
        group: the district or year.
        ax: where to draw; a row needs about a quarter of an inch.
        most: terms that it uses more; half as many that it uses less.
        language: of the labels, "zh" or "en".
    """
    ax = plt.gca() if ax is None else ax
    shown = select_terms(keyness[keyness["group"] == group], most)
    if shown.empty:
        return show_nothing(ax, language)
    counts = zip(shown["term"], shown["n"], shown["n_rest"], strict=True)
    labels = [f"{display_name(term, width=TERM_WIDTH)}  {n}:{rest}" for term, n, rest in counts]
    rows, scale = label_rows(ax, labels)
    ax.axvline(0, color=ZERO_OF_EFFECTS, linewidth=0.8, zorder=0)
    low, high = read_numbers(shown, "low"), read_numbers(shown, "high")
    colours = np.array([LEVEL_COLOURS[level] for level in shown["level"]])
    _draw_intervals(ax, rows, low, high, colours, scale)
    fill = np.where(read_numbers(shown, "q") < SIGNIFICANT, colours, HOLLOW)
    _draw_dots(ax, read_numbers(shown, "effect"), rows, "o", fill, colours, scale)
    _finish_axis(ax, word("effect", language))
    ax.xaxis.label.set_fontsize(8)
    if np.isnan(low).all() and "note" in shown:
        reason = wrap_text(replace_missing_glyphs(shown["note"].iloc[0]), SENTENCE_WIDTH)
        ax.set_xlabel(f"{ax.get_xlabel()}\n{reason}".rstrip())
    add_legend_below(ax, effect_legend(shown, language))
    return ax


def effect_legend(shown: pd.DataFrame, language: str) -> list[Artist]:
    """A legend entry for each colour and dot of the terms that `effect_intervals` draws."""
    handles = level_legend(shown["level"], language)
    significant = read_numbers(shown, "q") < SIGNIFICANT
    if significant.any():
        handles.append(_legend_entry(word("significant", language), "o", INK))
    if not significant.all():
        handles.append(_legend_entry(word("not significant", language), "o", INK, fill=HOLLOW))
    return handles


def _draw_intervals(
    ax: Axes,
    rows: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    colours: np.ndarray | str,
    scale: float,
) -> None:
    known = ~np.isnan(low) & ~np.isnan(high)
    if known.any():
        own = list(np.broadcast_to(colours, known.shape)[known])
        ax.hlines(rows[known], low[known], high[known], colors=own, linewidth=1.3 * scale)


def _draw_dots(
    ax: Axes,
    x: np.ndarray,
    rows: np.ndarray,
    marker: str,
    fill: np.ndarray,
    edge: np.ndarray | str,
    scale: float,
) -> None:
    ax.scatter(
        x,
        rows,
        s=26 * scale**2,
        marker=marker,
        facecolors=list(fill),
        edgecolors=list(np.broadcast_to(edge, x.shape)),
        linewidths=1.1 * scale,
        zorder=3,
    )


def _finish_axis(ax: Axes, label: str) -> None:
    ax.set_xlabel(label)
    ax.grid(axis="x", color=GRID_OF_INTERVALS, linewidth=0.6)
    ax.set_axisbelow(True)
    ax.margins(x=0.04)


def _score_legend(
    single: np.ndarray, has_interval: np.ndarray, any_expected: bool, language: str
) -> list[Artist]:
    """A legend entry for each kind of dot that `score_intervals` draws.

    Args:
        single: of each pair, whether it is drawn as a diamond.
        has_interval: of each pair, whether its dot is filled.
        any_expected: whether any expected score is drawn.
        language: of the labels, "zh" or "en".
    """
    handles: list[Artist] = []
    if has_interval.any():
        marker = "o" if (has_interval & ~single).any() else "D"
        handles.append(_legend_entry(word("with interval", language), marker, POINT, line="-"))
    if not has_interval.all():
        marker = "o" if (~has_interval & ~single).any() else "D"
        handles.append(_legend_entry(word("no interval", language), marker, POINT, fill=HOLLOW))
    if single.any():
        fill = POINT if (has_interval & single).any() else HOLLOW
        handles.append(_legend_entry(word("single", language), "D", POINT, fill=fill))
    if any_expected:
        handles.append(_legend_entry(word("expected", language), "|", EXPECTED))
    return handles


def _legend_entry(
    label: str, marker: str, colour: str, *, fill: str | None = None, line: str = "none"
) -> Line2D:
    return Line2D(
        [],
        [],
        label=label,
        marker=marker,
        linestyle=line,
        color=colour,
        linewidth=1.3,
        markersize=11 if marker == "|" else 5.1,
        markeredgewidth=1.1,
        markerfacecolor=colour if fill is None else fill,
    )
