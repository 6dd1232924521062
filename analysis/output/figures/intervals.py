"""Intervals: scores and effects as dots, with how far each may be off."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.output.figures.labels import word
from analysis.output.figures.layout import (
    INK,
    LINE,
    SENTENCE,
    key_below,
    label_rows,
    named,
    nothing,
    numbers,
    wrapped,
)
from analysis.output.figures.style import LEVEL_COLOURS, drawable
from analysis.output.figures.terms import shown_terms

DOT = "#1f5f8b"
EXPECTED = "#c1440e"
# Width of a line of a term, in hanzi.
TERM = 12
# What q has to be below for a term to count as tested and found.
FOUND = 0.05


def score_intervals(
    pairs: pd.DataFrame,
    *,
    names: Mapping[str, str] | None = None,
    ax: Axes | None = None,
    most: int = 40,
    language: str = "zh",
) -> Axes:
    """Draw how alike the most alike pairs are, each with its interval and what was expected.

    Args:
        pairs: a, b, score, and where there are such low, high, expected and single, as
            `compare_documents` or `compare_groups` give them.
        names: what to call a and b, where not as the table does.
        ax: where to draw; about a quarter of an inch a row is enough.
        most: pairs at most.
        language: of the labels, "zh" or "en".
    """
    ax = plt.gca() if ax is None else ax
    shown = shown_pairs(pairs, most)
    if shown.empty:
        return nothing(ax, language)
    rows, scale = label_rows(ax, pair_labels(shown, names))
    low, high = numbers(shown, "low"), numbers(shown, "high")
    _whiskers(ax, rows, low, high, DOT, scale)
    expected, score = numbers(shown, "expected"), numbers(shown, "score")
    told = ~np.isnan(expected)
    if told.any():
        size = 110 * scale**2
        ax.scatter(expected[told], rows[told], marker="|", s=size, c=EXPECTED, linewidths=1.4)
    single, sure = numbers(shown, "single") > 0, ~np.isnan(low)
    for marker, these in (("o", ~single), ("D", single)):
        fill = np.where(sure[these], DOT, "white")
        if these.any():
            _dots(ax, score[these], rows[these], marker, fill, DOT, scale)
    _axis(ax, word("similarity", language))
    if len(pairs) > len(shown):
        cut = word("first of", language, total=len(pairs), shown=len(shown))
        ax.set_xlabel(f"{ax.get_xlabel()}\n{cut}")
    key_below(ax, _score_key(single, sure, told.any(), language))
    return ax


def shown_pairs(pairs: pd.DataFrame, most: int) -> pd.DataFrame:
    """The rows that `score_intervals` draws: the most alike pairs, from the top down."""
    scored = pairs[pairs["score"].notna()]
    return scored.sort_values(["score", "a", "b"], ascending=[False, True, True]).head(most)


def pair_labels(pairs: pd.DataFrame, names: Mapping[str, str] | None = None) -> list[str]:
    """What the rows of pairs are called: 西湖区 2022 – 金坛区 2022, on lines of their own if long."""
    labels = []
    for a, b in zip(pairs["a"], pairs["b"], strict=True):
        one, other = named(a, names), named(b, names)
        line = f"{one} – {other}"
        labels.append(line if wrapped(line, LINE) == line else f"{one} –\n{other}")
    return labels


def effect_intervals(
    keyness: pd.DataFrame,
    *,
    group: str,
    ax: Axes | None = None,
    most: int = 15,
    language: str = "zh",
) -> Axes:
    """Draw how much more, and less, one group says its most distinctive terms, with intervals.

    The terms and their order are those of `distinctive_terms`: by z, which ranks and tests
    nothing. Filled is what the permutation test found.

    Args:
        keyness: by, group, term, level, effect, z, n, n_rest, and where there are such low, high,
            q and note, as `find_keyness` gives them, of one grouping.
        group: the district or year.
        ax: where to draw; about a quarter of an inch a row is enough.
        most: terms it says more; half as many of those it says less.
        language: of the labels, "zh" or "en".
    """
    ax = plt.gca() if ax is None else ax
    shown = shown_terms(keyness[keyness["group"] == group], most)
    if shown.empty:
        return nothing(ax, language)
    counts = zip(shown["term"], shown["n"], shown["n_rest"], strict=True)
    labels = [f"{named(term, width=TERM)}  {n}:{rest}" for term, n, rest in counts]
    rows, scale = label_rows(ax, labels)
    ax.axvline(0, color="#888888", linewidth=0.8, zorder=0)
    low, high = numbers(shown, "low"), numbers(shown, "high")
    colours = np.array([LEVEL_COLOURS[level] for level in shown["level"]])
    _whiskers(ax, rows, low, high, colours, scale)
    found = numbers(shown, "q") < FOUND
    fill = np.where(found, colours, "white")
    _dots(ax, numbers(shown, "effect"), rows, "o", fill, colours, scale)
    _axis(ax, word("effect", language))
    ax.xaxis.label.set_fontsize(8)
    if np.isnan(low).all() and "note" in shown:
        why = wrapped(drawable(shown["note"].iloc[0]), SENTENCE)
        ax.set_xlabel(f"{ax.get_xlabel()}\n{why}".rstrip())
    key_below(ax, effect_key(shown, language))
    return ax


def effect_key(shown: pd.DataFrame, language: str) -> list[Artist]:
    """The key to the colours and dots of the terms that `effect_intervals` draws."""
    known = [level for level in LEVEL_COLOURS if level in set(shown["level"])]
    handles: list[Artist] = [
        Patch(color=LEVEL_COLOURS[level], label=word(level, language)) for level in known
    ]
    found = numbers(shown, "q") < FOUND
    if found.any():
        handles.append(_handle(word("found", language), "o", INK))
    if not found.all():
        handles.append(_handle(word("not found", language), "o", INK, fill="white"))
    return handles


def _whiskers(
    ax: Axes,
    rows: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    colours: np.ndarray | str,
    scale: float,
) -> None:
    sure = ~np.isnan(low) & ~np.isnan(high)
    shades = np.broadcast_to(colours, sure.shape)[sure]
    if sure.any():
        ax.hlines(rows[sure], low[sure], high[sure], colors=list(shades), linewidth=1.3 * scale)


def _dots(
    ax: Axes,
    x: np.ndarray,
    rows: np.ndarray,
    marker: str,
    fill: np.ndarray,
    edge: np.ndarray | str,
    scale: float,
) -> None:
    edges = list(np.broadcast_to(edge, x.shape))
    ax.scatter(
        x,
        rows,
        s=26 * scale**2,
        marker=marker,
        facecolors=list(fill),
        edgecolors=edges,
        linewidths=1.1 * scale,
        zorder=3,
    )


def _axis(ax: Axes, label: str) -> None:
    ax.set_xlabel(label)
    ax.grid(axis="x", color="#e4e4e4", linewidth=0.6)
    ax.set_axisbelow(True)
    ax.margins(x=0.04)


def _score_key(single: np.ndarray, sure: np.ndarray, expected: bool, language: str) -> list[Artist]:
    handles: list[Artist] = []
    if sure.any():
        shape = "o" if (sure & ~single).any() else "D"
        handles.append(_handle(word("with interval", language), shape, DOT, line="-"))
    if not sure.all():
        shape = "o" if (~sure & ~single).any() else "D"
        handles.append(_handle(word("no interval", language), shape, DOT, fill="white"))
    if single.any():
        fill = DOT if (sure & single).any() else "white"
        handles.append(_handle(word("single", language), "D", DOT, fill=fill))
    if expected:
        handles.append(_handle(word("expected", language), "|", EXPECTED))
    return handles


def _handle(label: str, marker: str, colour: str, *, fill: str | None = None, line: str = "none") -> Line2D:
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
