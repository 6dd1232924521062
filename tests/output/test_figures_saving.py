"""Figures as files: text that can be copied, the font inside, the resolution."""

from __future__ import annotations

import base64
import io
import re

import matplotlib as mpl
import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf import PdfReader

mpl.use("Agg")

import matplotlib.pyplot as plt

from analysis.output import figures
from analysis.output.figures.saving import render
from tests.support.figure_tables import draw_sheets


def test_a_missing_glyph_is_an_error() -> None:
    figure = plt.figure()
    figure.text(0.5, 0.5, "坛有\U0001f600")
    with pytest.raises(figures.MissingGlyphError, match=r"U\+1F600"):
        render(figure, "png")


def test_pdf_text_can_be_extracted_and_font_is_embedded() -> None:
    drawn = draw_sheets()
    page = PdfReader(io.BytesIO(render(drawn["similarity_districts"], "pdf"))).pages[0]
    text = page.extract_text()
    for wanted in ("甲区", "乙县", "区县之间", "0.40", "不能当作区县差异"):
        assert wanted in text
    fonts = page["/Resources"]["/Font"]  # type: ignore[index]
    for font in fonts.values():
        inner = font.get_object()
        inner = inner["/DescendantFonts"][0].get_object() if "/DescendantFonts" in inner else inner
        assert "/FontFile2" in inner["/FontDescriptor"]


def test_svg_holds_text_and_the_font_it_needs() -> None:
    drawn = draw_sheets()
    svg = render(drawn["similarity_districts"], "svg").decode("utf-8")
    assert "甲区" in svg and "不能当作区县差异" in svg
    carried = re.search(r"base64,([A-Za-z0-9+/=]+)", svg)
    assert carried
    with TTFont(io.BytesIO(base64.b64decode(carried[1]))) as font:
        glyphs = set(font.getBestCmap())
    assert {ord(c) for c in "甲区乙县不能当作差异0.40"} <= glyphs
    assert not re.search(r'(?:href="|url\()["\']?https?:', svg)  # it fetches nothing


def test_png_has_300_dots_an_inch() -> None:
    drawn = draw_sheets()
    figure = drawn["similarity_years"]
    with Image.open(io.BytesIO(render(figure, "png"))) as image:
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert image.width == pytest.approx(300 * figure.get_figwidth(), abs=2)
