"""Style: fonts, colours and the saving of figures, the same on every machine.

Only this room knows matplotlib. Figures are drawn with the bundled Noto Sans SC, whatever fonts a
machine has, and saved so that the same tables give the same bytes.
"""

from __future__ import annotations

import base64
import importlib.util
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import matplotlib as mpl
from fontTools import subset
from fontTools.ttLib import TTFont
from matplotlib import font_manager
from matplotlib.figure import Figure

FAMILY = "Noto Sans SC"
DPI = 300
# Colours that differ in lightness as well, so that they tell apart in grey and to the colour-blind.
LEVEL_COLOURS = {
    "central": "#a6261d",
    "provincial": "#c77d0a",
    "local": "#2c6e49",
    "unclassified": "#2f5d8c",
    "word": "#4a4a4a",
}
SEQUENTIAL = mpl.colormaps["YlGnBu"]
RC = {
    "font.family": FAMILY,
    "axes.unicode_minus": False,
    "axes.titlesize": 11,
    "axes.titleweight": "normal",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.facecolor": "white",
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
    found = importlib.util.find_spec("zhplot")
    folders = list(found.submodule_search_locations or []) if found else []
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
def _glyphs() -> frozenset[int]:
    with TTFont(font_path(), lazy=True) as font:
        return frozenset(font.getBestCmap())


@contextmanager
def styled() -> Iterator[None]:
    """Everything drawn inside has the project's fonts, sizes and colours."""
    _register_font()
    with mpl.rc_context(RC):
        yield


def use_style() -> None:
    """Give every figure drawn from now on the project's fonts, sizes and colours (notebooks)."""
    _register_font()
    mpl.rcParams.update(RC)


def check_glyphs(text: str) -> None:
    """Make sure that the bundled font can draw a text.

    Raises:
        MissingGlyphError: it can't; the message names the characters.
    """
    missing = sorted({c for c in text if ord(c) > 0x1F and ord(c) not in _glyphs()})
    if missing:
        named = ", ".join(f"{c} (U+{ord(c):04X})" for c in missing)
        raise MissingGlyphError(f"The bundled font has no glyph for {named}.")


def drawable(text: str) -> str:
    """The text with characters that the font lacks shown as ＊, so that a figure still comes out."""
    return "".join(c if ord(c) in _glyphs() or ord(c) <= 0x1F else "＊" for c in text)


def texts_of(figure: Figure) -> list[str]:
    """Every text that a figure shows."""
    return [text.get_text() for text in figure.findobj(mpl.text.Text) if text.get_text()]


def render(figure: Figure, kind: str) -> bytes:
    """A figure as the bytes of a file: "png" (300 dpi), "svg" or "pdf".

    SVG and PDF hold the text as text, with the font inside; no format holds a date.

    Raises:
        MissingGlyphError: a text can't be drawn with the bundled font.
    """
    for text in texts_of(figure):
        check_glyphs(text)
    metadata = {"svg": {"Date": None}, "pdf": {"CreationDate": None, "ModDate": None}}.get(kind)
    buffer = io.BytesIO()
    with styled(), warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        figure.savefig(buffer, format=kind, dpi=DPI, metadata=metadata)
    data = buffer.getvalue()
    return _with_font(data, "".join(texts_of(figure))) if kind == "svg" else data


def _with_font(svg: bytes, text: str) -> bytes:
    """An SVG that carries the part of the font it needs."""
    face = (
        f'<style type="text/css">@font-face{{font-family:"{FAMILY}";'
        f'src:url("data:font/woff;base64,{_font_subset("".join(sorted(set(text))))}") '
        'format("woff");}</style>'
    )
    return re.sub(rb"(<svg\b[^>]*>)", lambda tag: tag[1] + b"\n " + face.encode(), svg, count=1)


@cache
def _font_subset(characters: str) -> str:
    options = subset.Options()
    options.flavor = "woff"
    options.layout_features = []
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = subset.load_font(str(font_path()), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters + " 0123456789.,-−%")
    cutter.subset(font)
    buffer = io.BytesIO()
    subset.save_font(font, buffer, options)
    return base64.b64encode(buffer.getvalue()).decode()
