"""Style: fonts, colours and the saving of figures, the same on every machine.

Only this room knows matplotlib. Figures are drawn with the bundled Noto Sans SC, whatever fonts a
machine has, and saved so that the same tables give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import io
import re
import tempfile
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
# What tick labels may come to need, and the letters matplotlib measures lines by.
ALWAYS = " 0123456789.,:%+-−×lp"
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


def render(figure: Figure, kind: str, *, characters: str = "") -> bytes:
    """A figure as the bytes of a file: "png" (300 dpi), "svg" or "pdf".

    SVG and PDF hold the text as text, with the font inside; no format holds a date.

    Args:
        figure: what to save.
        kind: "png", "svg" or "pdf".
        characters: every character of all figures that are saved together; the font is then cut
            down once for all of them, which takes most of the time.

    Raises:
        MissingGlyphError: a text can't be drawn with the bundled font.
    """
    text = "".join(texts_of(figure))
    check_glyphs(text)
    small = _cut_font("".join(sorted({*characters, *text, *ALWAYS})))
    metadata = {"svg": {"Date": None}, "pdf": {"CreationDate": None, "ModDate": None}}.get(kind)
    if kind == "pdf":
        for artist in figure.findobj(mpl.text.Text):
            artist.get_fontproperties().set_file(str(small))
    buffer = io.BytesIO()
    with styled(), warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        figure.savefig(buffer, format=kind, dpi=DPI, metadata=metadata)
    return _with_font(buffer.getvalue(), text, small) if kind == "svg" else buffer.getvalue()


def _with_font(svg: bytes, text: str, font: Path) -> bytes:
    """An SVG that carries the part of the font it needs."""
    needed = _subset(font, "".join(sorted({*text, *ALWAYS})), flavor="woff")
    face = (
        f'<style type="text/css">@font-face{{font-family:"{FAMILY}";'
        f'src:url("data:font/woff;base64,{base64.b64encode(needed).decode()}") '
        'format("woff");}</style>'
    )
    return re.sub(rb"(<svg\b[^>]*>)", lambda tag: tag[1] + b"\n " + face.encode(), svg, count=1)


@cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="district-analysis-")


@cache
def _cut_font(characters: str) -> Path:
    """The bundled font with these characters only: small, so that embedding it is quick."""
    name = hashlib.sha256(characters.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    path = Path(_scratch().name, f"{name}.ttf")
    path.write_bytes(_subset(font_path(), characters))
    return path


def _subset(font: Path, characters: str, flavor: str | None = None) -> bytes:
    options = subset.Options()
    options.flavor = flavor
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    loaded = subset.load_font(str(font), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(loaded)
    buffer = io.BytesIO()
    subset.save_font(loaded, buffer, options)
    return buffer.getvalue()
