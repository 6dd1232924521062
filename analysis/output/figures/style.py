"""Style: the font, sizes and lines of every figure, the same on every machine.

Figures are drawn with the bundled font Noto Sans SC, so the fonts of a machine do not matter. Their
colours are in `colours`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import matplotlib as mpl
from fontTools.ttLib import TTFont
from matplotlib import font_manager

from analysis.output.figures.colours import BACKGROUND

FAMILY = "Noto Sans SC"
# Parameters of matplotlib.
RC = {
    "font.family": FAMILY,
    "axes.unicode_minus": False,
    "axes.titlesize": 11,
    "axes.titleweight": "normal",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.facecolor": BACKGROUND,
    "figure.dpi": 110,
    "pdf.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "district-analysis",
    "path.simplify": False,
}


class MissingGlyphError(ValueError):
    """A figure holds a character that the bundled font can't draw."""


@cache
def font_path() -> Path:
    """The bundled font file, found without importing the package that carries it.

    Raises:
        FileNotFoundError: the package zhplot is not installed, or carries no such font.
    """
    package = importlib.util.find_spec("zhplot")
    folders = list(package.submodule_search_locations or []) if package else []
    for folder in folders:
        path = Path(folder, "fonts", "NotoSansSC-Regular.ttf")
        if path.is_file():
            return path
    raise FileNotFoundError(
        "The font Noto Sans SC is missing; install the package zhplot==1.0.0, which carries it."
    )


@cache
def _register_font() -> None:
    font_manager.fontManager.addfont(str(font_path()))


@cache
def _read_code_points() -> frozenset[int]:
    """The code points of all characters that the bundled font can draw."""
    with TTFont(font_path(), lazy=True) as font:
        return frozenset(font.getBestCmap())


@contextmanager
def apply_style() -> Iterator[None]:
    """Draw everything inside the context in the project's style."""
    _register_font()
    with mpl.rc_context(RC):
        yield


def use_style() -> None:
    """Draw everything in the project's style from now on (notebooks)."""
    _register_font()
    mpl.rcParams.update(RC)


def check_glyphs(text: str) -> None:
    """Make sure that the bundled font can draw a text.

    Raises:
        MissingGlyphError: it can't; the message names the characters.
    """
    missing = sorted({c for c in text if ord(c) > 0x1F and ord(c) not in _read_code_points()})
    if missing:
        names = ", ".join(f"{c} (U+{ord(c):04X})" for c in missing)
        raise MissingGlyphError(f"The bundled font has no glyph for {names}.")


def replace_missing_glyphs(text: str) -> str:
    """The text with ＊ for each character that the font lacks, so that the figure can be drawn."""
    known = _read_code_points()
    return "".join(c if ord(c) in known or ord(c) <= 0x1F else "＊" for c in text)
