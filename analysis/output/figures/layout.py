"""Layout: text broken into lines, labelled rows, a legend under the axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from analysis.output.figures.labels import word
from analysis.output.figures.style import replace_missing_glyphs

# Width of a label's line and of a sentence under narrow axes, in hanzi.
LABEL_WIDTH = 22
SENTENCE_WIDTH = 20
# Size of letters, in points.
LETTERS, SMALLEST = 9.0, 5.0
# Width of an ASCII character, in hanzi.
ASCII_WIDTH = 0.55
NEVER_FIRST_IN_LINE = "、，。；：！？）》〉”’】〕』」…—％%,.;:!?)]}·"


def wrap_text(text: str, width: int) -> str:
    """The text in lines of at most a width in hanzi; Latin words stay whole if they fit in a line.

    A punctuation mark that must not begin a line may be beyond the width.
    """
    lines, line, used = [], "", 0.0
    for character in text:
        full = used >= width and character not in NEVER_FIRST_IN_LINE
        if character == "\n" or full:
            kept, line = _split_before_word(line, character)
            lines.append(kept)
            used = _measure_width(line)
        if character != "\n" and (line or character != " "):
            line += character
            used += _measure_width(character)
    return "\n".join([*lines, line]).strip("\n")


def _split_before_word(line: str, following: str) -> tuple[str, str]:
    """A full line up to its last space, and the beginning of the word that the next line takes."""
    if following.isascii() and following.isalnum() and line[-1:].isascii() and line[-1:].isalnum():
        kept, space, beginning = line.rpartition(" ")
        if space and beginning.isascii():
            return kept, beginning
    return line.rstrip(" "), ""


def _measure_width(text: str) -> float:
    """Width of a text, in hanzi."""
    return sum(ASCII_WIDTH if character.isascii() else 1.0 for character in text)


def display_name(item: str, names: Mapping[str, str] | None = None, *, width: int = LABEL_WIDTH) -> str:
    """The name that a figure shows for an item; a long one in lines of about the same length.

    Args:
        item: the item as the table calls it.
        names: item → name, for items that have another name.
        width: of a line, in hanzi.
    """
    name = replace_missing_glyphs((names or {}).get(item, item))
    n_lines = np.ceil(_measure_width(name) / width)
    return wrap_text(name, width if n_lines <= 1 else int(_measure_width(name) / n_lines) + 1)


def count_lines(labels: Sequence[str]) -> int:
    """Lines of all labels together, which the height of their figure depends on."""
    return sum(label.count("\n") + 1 for label in labels)


def label_rows(ax: Axes, labels: Sequence[str]) -> tuple[np.ndarray, float]:
    """Write labels below one another on the left of the axes.

    Returns:
        The y of each row: 0, 1, 2, … if every label is one line.
        The scale of letters and marks: 1, or less if the axes are low, but never too small to read.
    """
    heights = np.array([label.count("\n") + 1 for label in labels], dtype=float)
    rows = np.cumsum(heights) - heights / 2 - 0.5
    points = 72 * ax.get_window_extent().height / ax.figure.dpi
    size = float(np.clip(0.78 * points / (heights.sum() + 0.4), SMALLEST, LETTERS))
    ax.set_yticks(rows, labels, fontsize=size)
    ax.set_ylim(heights.sum() - 0.3, -0.7)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    return rows, size / LETTERS


def read_numbers(table: pd.DataFrame, column: str) -> np.ndarray:
    """A column as numbers; NaN throughout if the table doesn't have it."""
    if column not in table:
        return np.full(len(table), np.nan)
    return table[column].to_numpy(dtype=float, na_value=np.nan)


def add_legend_below(ax: Axes, handles: Sequence[Artist]) -> None:
    """Put a legend under the label of the x axis, at the right end of the axes."""
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


def show_nothing(ax: Axes, language: str) -> Axes:
    """Write into the axes that there is nothing to show."""
    ax.text(0.5, 0.5, word("nothing", language), ha="center", va="center", transform=ax.transAxes)
    ax.set_axis_off()
    return ax
