"""Layout: text broken into lines, labelled rows one below the other, a key under the axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from analysis.output.figures.labels import word
from analysis.output.figures.style import drawable

INK = "#3a3a3a"
# Width of a label's line, counted in hanzi, and of a sentence under narrow axes.
LINE = 22
SENTENCE = 20
# Sizes of letters, in points.
LETTERS, SMALLEST = 9.0, 5.0
NOT_FIRST = "，。：；、）”》%,.:;)"


def wrapped(text: str, width: int) -> str:
    """Break lines at a width counted in hanzi; a Latin letter is half of one.

    Latin words stay whole where a line has room for them.
    """
    lines, line, used = [], "", 0.0
    for character in text:
        full = used >= width and character not in NOT_FIRST
        if character == "\n" or full:
            kept, line = _word_end(line, character)
            lines.append(kept)
            used = _width(line)
        if character != "\n" and (line or character != " "):
            line += character
            used += _width(character)
    return "\n".join([*lines, line]).strip("\n")


def _word_end(line: str, following: str) -> tuple[str, str]:
    """A full line up to its last blank, and the begun word that goes to the next line."""
    if following.isascii() and following.isalnum() and line[-1:].isascii() and line[-1:].isalnum():
        kept, blank, begun = line.rpartition(" ")
        if blank and begun.isascii():
            return kept, begun
    return line.rstrip(" "), ""


def _width(text: str) -> float:
    return sum(0.55 if character.isascii() else 1.0 for character in text)


def named(item: str, names: Mapping[str, str] | None = None, *, width: int = LINE) -> str:
    """What a figure calls an item, where it is long in lines of about the same length."""
    name = drawable((names or {}).get(item, item))
    lines = np.ceil(_width(name) / width)
    return wrapped(name, width) if lines <= 1 else wrapped(name, int(_width(name) / lines) + 1)


def lines_of(labels: Sequence[str]) -> int:
    """Lines that labels take one below the other: the height of their figure."""
    return sum(label.count("\n") + 1 for label in labels)


def label_rows(ax: Axes, labels: Sequence[str]) -> tuple[np.ndarray, float]:
    """Set labels one below the other on the left of the axes.

    Returns:
        Their places, 0, 1, 2, … where each is one line; and the scale of letters and marks: 1, or
        less where the axes are low, down to what can still be read.
    """
    heights = np.array([label.count("\n") + 1 for label in labels], dtype=float)
    places = np.cumsum(heights) - heights / 2 - 0.5
    points = 72 * ax.get_window_extent().height / ax.figure.dpi
    size = float(np.clip(0.78 * points / (heights.sum() + 0.4), SMALLEST, LETTERS))
    ax.set_yticks(places, labels, fontsize=size)
    ax.set_ylim(heights.sum() - 0.3, -0.7)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    return places, size / LETTERS


def numbers(table: pd.DataFrame, column: str) -> np.ndarray:
    """A column as numbers, NaN where the table doesn't have it."""
    if column not in table:
        return np.full(len(table), np.nan)
    return table[column].to_numpy(dtype=float, na_value=np.nan)


def key_below(ax: Axes, handles: Sequence[Artist]) -> None:
    """A key under the label of the x axis, from the right end of the axes."""
    lines = ax.get_xlabel().count("\n") + 1
    place: dict[str, Any] = {"loc": "upper right", "bbox_to_anchor": (1.0, 0.0)}
    ax.legend(
        handles=list(handles),
        ncols=2,
        frameon=False,
        fontsize=8,
        borderaxespad=2.5 + 1.5 * lines,
        **place,
    )


def nothing(ax: Axes, language: str) -> Axes:
    """Axes with the sentence that there is nothing to show."""
    ax.text(0.5, 0.5, word("nothing", language), ha="center", va="center", transform=ax.transAxes)
    ax.set_axis_off()
    return ax
