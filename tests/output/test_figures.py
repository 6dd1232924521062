"""Figures: Chinese everywhere, text that can be copied, the same bytes twice."""

from __future__ import annotations

import base64
import io
import re
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

mpl.use("Agg")

import matplotlib.pyplot as plt

from analysis.output import figures
from analysis.output.figures.saving import render
from analysis.output.figures.sheets import draw_all
from analysis.output.figures.style import font_path, styled
from analysis.output.folders import FIGURE_KINDS

PAIRS = pd.DataFrame(
    {"a": ["甲区", "甲区", "乙县"], "b": ["乙县", "丙市", "丙市"], "score": [0.5, 0.25, 0.75]}
)
TERMS = pd.DataFrame(
    {
        "by": "district",
        "group": "甲区",
        "term": ["三会一课", "课程", "清廉学校"],
        "level": ["central", "word", "provincial"],
        "weight": [0.5, 0.3, 0.2],
        "n": [5, 3, 2],
        "group_docs": 1,
    }
)
KEYNESS = pd.DataFrame(
    {
        "by": "district",
        "group": "甲区",
        "term": ["三会一课", "课程", "清廉学校"],
        "level": ["central", "word", "provincial"],
        "effect": [1.0, 0.5, -1.0],
        "z": [2.0, 1.0, -1.5],
        "n": [5, 3, 0],
        "n_docs": [1, 1, 0],
        "n_rest": [1, 2, 9],
    }
)


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    documents = pd.DataFrame(
        {
            "doc_id": ["a.txt", "b.txt"],
            "label": ["甲区 2020", "乙县 2021"],
            "place": ["甲区", "乙县"],
            "year": [2020, 2021],
        }
    )
    groups = pd.DataFrame(
        {
            "by": ["district", "year"],
            "a": ["乙县", "2020"],
            "b": ["甲区", "2021"],
            "score": [0.4, 0.4],
            "group_docs_a": [1, 1],
            "group_docs_b": [1, 1],
        }
    )
    by_group = pd.DataFrame(
        {
            "by": "district",
            "group": ["甲区", "乙县"],
            "slogan": "三会一课",
            "n": [3, 1],
            "n_nested": 0,
            "group_docs": 1,
            "rate": [6.0, 2.0],
        }
    )
    pairs = pd.DataFrame({"a": ["a.txt"], "b": ["b.txt"], "score": [0.4]})
    return {
        "documents": documents,
        "pairs": pairs,
        "groups": groups,
        "slogan_groups": by_group,
        "group_terms": TERMS,
        "keyness": KEYNESS,
    }


NOTES = {
    "documents": "据 2 份文本。",
    "district": "不能当作区县差异。",
    "year": "不能当作年份差异。",
}


def test_heatmap_shows_the_first_names_and_says_how_many_there_are() -> None:
    with styled():
        ax = figures.similarity_heatmap(PAIRS, order=["丙市", "甲区", "乙县"], most=2, ax=plt.figure().gca())
        whole = figures.similarity_heatmap(PAIRS, most=3, ax=plt.figure().gca())
    assert [label.get_text() for label in (*ax.get_xticklabels(), *ax.get_yticklabels())] == ["丙市", "甲区"]
    assert ax.get_xlabel() == "只显示 3 中的前 2 项"
    assert whole.get_xlabel() == ""


def test_heatmap_shows_each_pair_once() -> None:
    with styled():
        ax = figures.similarity_heatmap(PAIRS, order=["甲区", "乙县", "丙市"], ax=plt.figure().gca())
    shown = {(t.get_position(), t.get_text()) for t in ax.texts}
    # rows 乙县, 丙市; columns 甲区, 乙县
    assert shown == {((0, 0), "0.50"), ((0, 1), "0.25"), ((1, 1), "0.75")}
    assert [t.get_text() for t in ax.get_yticklabels()] == ["乙县", "丙市"]


def test_heatmap_of_one_thing_says_there_is_nothing() -> None:
    with styled():
        ax = figures.similarity_heatmap(PAIRS.head(0), ax=plt.figure().gca())
    assert [t.get_text() for t in ax.texts] == ["语料中没有可显示的内容"]


def test_slogan_matrix_shows_counts_and_leaves_absence_blank() -> None:
    table = pd.DataFrame(
        {"group": ["甲区", "乙县"], "slogan": ["三会一课", "双减"], "n": [3, 1], "rate": [6.0, 2.0]}
    )
    with styled():
        ax = figures.slogan_matrix(
            table, slogans=["三会一课", "双减"], groups=["甲区", "乙县"], ax=plt.figure().gca()
        )
    assert {(t.get_position(), t.get_text()) for t in ax.texts} == {((0, 0), "3"), ((1, 1), "1")}


def test_word_cloud_is_text_larger_where_weight_is() -> None:
    with styled():
        ax = figures.word_cloud(TERMS, ax=plt.figure(figsize=(6, 4)).gca())
    size = {t.get_text(): float(t.get_fontsize()) for t in ax.texts}
    assert set(size) == set(TERMS["term"])
    assert size["三会一课"] > size["课程"] > size["清廉学校"]


def test_words_of_a_cloud_do_not_overlap() -> None:
    terms = pd.DataFrame(
        {
            "term": [f"第{c}词语" for c in "甲乙丙丁戊己庚辛壬癸子丑寅卯"],
            "weight": range(14, 0, -1),
            "level": "word",
        }
    )
    with styled():
        ax = figures.word_cloud(terms, ax=plt.figure(figsize=(6, 4)).gca())
        ax.figure.canvas.draw()
        boxes = [t.get_window_extent() for t in ax.texts]
    for i, one in enumerate(boxes):
        for other in boxes[:i]:
            width = min(one.x1, other.x1) - max(one.x0, other.x0)
            height = min(one.y1, other.y1) - max(one.y0, other.y0)
            # The box of a text reaches a little over its ink.
            assert width <= 0 or height <= 0 or min(width, height) < 0.35 * min(one.height, other.height)


def test_distinctive_terms_name_counts_on_both_sides() -> None:
    with styled():
        ax = figures.distinctive_terms(KEYNESS, ax=plt.figure().gca())
    labels = [t.get_text() for t in ax.get_yticklabels()]
    assert labels == ["三会一课  5:1", "课程  3:2", "清廉学校  0:9"]


def test_a_missing_glyph_is_an_error() -> None:
    figure = plt.figure()
    figure.text(0.5, 0.5, "坛有\U0001f600")
    with pytest.raises(figures.MissingGlyphError, match=r"U\+1F600"):
        render(figure, "png")


def test_font_is_found_without_importing_its_package() -> None:
    code = (
        "import sys; from analysis.output.figures.style import font_path; "
        "assert font_path().name == 'NotoSansSC-Regular.ttf'; assert 'zhplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_text_is_drawn_with_the_bundled_font(tables: dict[str, pd.DataFrame]) -> None:
    from matplotlib import font_manager

    for _, figure in draw_all(tables, notes=NOTES, most=40):
        for text in figure.findobj(mpl.text.Text):
            if text.get_text():
                found = font_manager.findfont(text.get_fontproperties(), fallback_to_default=False)
                assert Path(found) == font_path(), text


def test_bundled_font_draws_every_hanzi_of_gb2312() -> None:
    rows = range(0xB0, 0xF8)
    cells = range(0xA1, 0xFF)
    hanzi = "".join(bytes((row, cell)).decode("gb2312", errors="ignore") for row in rows for cell in cells)
    assert len(hanzi) == 6763
    figures.check_glyphs(hanzi + "，。、：；？！“”《》〈〉（）〔〕—…·％０123abcXYZ+-%①⑩")


def test_pdf_text_can_be_extracted_and_font_is_embedded(tables: dict[str, pd.DataFrame]) -> None:
    drawn = dict(draw_all(tables, notes=NOTES, most=40))
    page = PdfReader(io.BytesIO(render(drawn["similarity_districts"], "pdf"))).pages[0]
    text = page.extract_text()
    for wanted in ("甲区", "乙县", "区县之间", "0.40", "不能当作区县差异"):
        assert wanted in text
    fonts = page["/Resources"]["/Font"]  # type: ignore[index]
    for font in fonts.values():
        inner = font.get_object()
        inner = inner["/DescendantFonts"][0].get_object() if "/DescendantFonts" in inner else inner
        assert "/FontFile2" in inner["/FontDescriptor"]


def test_svg_holds_text_and_the_font_it_needs(tables: dict[str, pd.DataFrame]) -> None:
    drawn = dict(draw_all(tables, notes=NOTES, most=40))
    svg = render(drawn["similarity_districts"], "svg").decode("utf-8")
    assert "甲区" in svg and "不能当作区县差异" in svg
    carried = re.search(r"base64,([A-Za-z0-9+/=]+)", svg)
    assert carried
    with TTFont(io.BytesIO(base64.b64decode(carried[1]))) as font:
        glyphs = set(font.getBestCmap())
    assert {ord(c) for c in "甲区乙县不能当作差异0.40"} <= glyphs
    assert not re.search(r'(?:href="|url\()["\']?https?:', svg)  # it fetches nothing


@pytest.mark.slow
def test_the_same_tables_give_the_same_bytes(tables: dict[str, pd.DataFrame]) -> None:
    first, second = (
        {
            (name, kind): render(figure, kind)
            for name, figure in draw_all(tables, notes=NOTES, most=40)
            for kind in FIGURE_KINDS
        }
        for _ in range(2)
    )
    assert len(first) > 3 * 3
    assert {key for key in first if first[key] != second[key]} == set()


def test_png_has_300_dots_an_inch(tables: dict[str, pd.DataFrame]) -> None:
    from PIL import Image

    drawn = dict(draw_all(tables, notes=NOTES, most=40))
    figure = drawn["similarity_years"]
    with Image.open(io.BytesIO(render(figure, "png"))) as image:
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert image.width == pytest.approx(300 * figure.get_figwidth(), abs=2)


def test_sheets_say_what_they_leave_out(tables: dict[str, pd.DataFrame]) -> None:
    drawn = dict(draw_all(tables, notes=NOTES, most=1))
    said = " ".join(figures.texts_of(drawn["similarity_documents"]))
    assert "只显示 2 中的前 1 项" in said


def test_labels_come_in_english_by_one_setting(tables: dict[str, pd.DataFrame]) -> None:
    drawn = dict(draw_all(tables, notes=NOTES, most=40, language="en"))
    assert "TF-IDF cosine similarity between districts" in figures.texts_of(drawn["similarity_districts"])


def test_english_sheets_have_no_chinese_punctuation(tables: dict[str, pd.DataFrame]) -> None:
    notes = dict.fromkeys(NOTES, "From 2 documents.")
    for name, figure in draw_all(tables, notes=notes, most=1, language="en"):
        assert not set("：；，。（）、＝") & set("".join(figures.texts_of(figure))), name
