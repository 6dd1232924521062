"""Word clouds and distinctive terms: sizes, places and counts of the table."""

from __future__ import annotations

from itertools import combinations

import matplotlib as mpl
import pandas as pd

mpl.use("Agg")

import matplotlib.pyplot as plt

from analysis.output import figures
from analysis.output.figures.style import apply_style
from tests.support.figure_tables import KEYNESS, TERMS


def test_word_cloud_is_text_larger_where_weight_is() -> None:
    with apply_style():
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
    with apply_style():
        ax = figures.word_cloud(terms, ax=plt.figure(figsize=(6, 4)).gca())
        ax.figure.canvas.draw()
        boxes = [t.get_window_extent() for t in ax.texts]
    for first, second in combinations(boxes, 2):
        width = min(first.x1, second.x1) - max(first.x0, second.x0)
        height = min(first.y1, second.y1) - max(first.y0, second.y0)
        # The box of a text reaches a little over its ink.
        assert width <= 0 or height <= 0 or min(width, height) < 0.35 * min(first.height, second.height)


def test_distinctive_terms_name_counts_on_both_sides() -> None:
    with apply_style():
        ax = figures.distinctive_terms(KEYNESS, ax=plt.figure().gca())
    labels = [t.get_text() for t in ax.get_yticklabels()]
    assert labels == ["三会一课  5:1", "课程  3:2", "清廉学校  0:9"]
