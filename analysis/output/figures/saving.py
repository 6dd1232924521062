"""Saving: a figure as the bytes of a PNG, SVG or PDF file, the same bytes for the same figure.

SVG and PDF hold their text as text and carry the part of the font that they need.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import tempfile
import warnings
from functools import cache
from pathlib import Path

import matplotlib as mpl
from fontTools import subset
from matplotlib.figure import Figure

from analysis.output.figures.style import FAMILY, apply_style, check_glyphs, font_path

DPI = 300
# Characters that tick labels may need, and the letters by which matplotlib measures lines.
ALWAYS = " 0123456789.,:%+-−×lp"


def texts_of(figure: Figure) -> list[str]:
    """Every text that a figure shows."""
    return [text.get_text() for text in figure.findobj(mpl.text.Text) if text.get_text()]


def render(figure: Figure, kind: str, *, characters: str = "") -> bytes:
    """A figure as the bytes of a file; no format holds a date.

    Args:
        figure: what to save.
        kind: "png" (300 dpi), "svg" or "pdf".
        characters: every character of all figures that are saved together. The font is then
            reduced once for all of them, which takes most of the time.

    Raises:
        MissingGlyphError: the bundled font can't draw a text.
    """
    text = "".join(texts_of(figure))
    check_glyphs(text)
    font = _reduce_font("".join(sorted({*characters, *text, *ALWAYS})))
    metadata = {"svg": {"Date": None}, "pdf": {"CreationDate": None, "ModDate": None}}.get(kind)
    if kind == "pdf":
        for artist in figure.findobj(mpl.text.Text):
            artist.get_fontproperties().set_file(str(font))
    buffer = io.BytesIO()
    with apply_style(), warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        figure.savefig(buffer, format=kind, dpi=DPI, metadata=metadata)
    return _embed_font(buffer.getvalue(), text, font) if kind == "svg" else buffer.getvalue()


def _embed_font(svg: bytes, text: str, font: Path) -> bytes:
    """The SVG with the part of the font that its text needs."""
    woff = _subset(font, "".join(sorted({*text, *ALWAYS})), flavor="woff")
    face = (
        f'<style type="text/css">@font-face{{font-family:"{FAMILY}";'
        f'src:url("data:font/woff;base64,{base64.b64encode(woff).decode()}") '
        'format("woff");}</style>'
    )
    return re.sub(rb"(<svg\b[^>]*>)", lambda tag: tag[1] + b"\n " + face.encode(), svg, count=1)


@cache
def _temporary_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="district-analysis-")


@cache
def _reduce_font(characters: str) -> Path:
    """A file of the bundled font with these characters only: small, so that embedding it is quick."""
    name = hashlib.sha256(characters.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    path = Path(_temporary_folder().name, f"{name}.ttf")
    path.write_bytes(_subset(font_path(), characters))
    return path


def _subset(font: Path, characters: str, flavor: str | None = None) -> bytes:
    options = subset.Options()
    options.flavor = flavor
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    loaded = subset.load_font(str(font), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(loaded)
    buffer = io.BytesIO()
    subset.save_font(loaded, buffer, options)
    return buffer.getvalue()
