"""Colours: every colour of every figure, by what it shows."""

from __future__ import annotations

import matplotlib as mpl

# Slogans of each level, and words. They differ in lightness as well as in hue, so that
# they can be distinguished in greyscale and by colour-blind readers.
LEVEL_COLOURS = {
    "central": "#a6261d",
    "provincial": "#c77d0a",
    "local": "#2c6e49",
    "generic": "#7d5a96",
    "unclassified": "#2f5d8c",
    "word": "#4a4a4a",
}

# Hatching of a cell.
HATCHING = "#9a9a9a"

# Cells of a heat map, from the lowest to the highest value, and the number in a cell.
CELLS = mpl.colormaps["YlGnBu"]
ON_LIGHT_CELL, ON_DARK_CELL = "#222222", "white"

# Points of the map, dots and intervals of scores, support of a join.
POINT = "#1f5f8b"
# What pairs of that kind usually score.
EXPECTED = "#c1440e"

# Whether a claim holds under a specification.
HOLDS, FAILS = "#2a6f97", "#c1440e"

# Lines of a tree, and the symbols in a legend that represent dots of any colour.
INK = "#3a3a3a"
NOTE = "#555555"
HOLLOW = BACKGROUND = "white"

# Lines that help the eye, from the strongest to the faintest.
ZERO_OF_ESTIMATES, ZERO_OF_EFFECTS = "#444444", "#888888"
TO_FOLDED_LEAF, TO_LABEL = "#999999", "#9a9a9a"
GRID_OF_INTERVALS, GRID_OF_MAP = "#e4e4e4", "#eeeeee"
