"""Heat maps: each pair once, the first names, and what is left out."""

from __future__ import annotations

import matplotlib as mpl
import pandas as pd
import pytest

mpl.use("Agg")

import matplotlib.pyplot as plt

from analysis.output import figures
from analysis.output.figures.style import apply_style
from tests.support.figure_tables import PAIRS


def test_heatmap_shows_the_first_names_and_says_how_many_there_are() -> None:
    with apply_style():
        ax = figures.similarity_heatmap(PAIRS, order=["丙市", "甲区", "乙县"], most=2, ax=plt.figure().gca())
        whole = figures.similarity_heatmap(PAIRS, most=3, ax=plt.figure().gca())
    assert [label.get_text() for label in (*ax.get_xticklabels(), *ax.get_yticklabels())] == ["丙市", "甲区"]
    assert ax.get_xlabel() == "只显示 3 中的前 2 项"
    assert whole.get_xlabel() == ""


def test_heatmap_shows_each_pair_once() -> None:
    with apply_style():
        ax = figures.similarity_heatmap(PAIRS, order=["甲区", "乙县", "丙市"], ax=plt.figure().gca())
    shown = {(t.get_position(), t.get_text()) for t in ax.texts}
    # rows 乙县, 丙市; columns 甲区, 乙县
    assert shown == {((0, 0), "0.50"), ((0, 1), "0.25"), ((1, 1), "0.75")}
    assert [t.get_text() for t in ax.get_yticklabels()] == ["乙县", "丙市"]


def test_heatmap_of_one_thing_says_there_is_nothing() -> None:
    with apply_style():
        ax = figures.similarity_heatmap(PAIRS.head(0), ax=plt.figure().gca())
    assert [t.get_text() for t in ax.texts] == ["语料中没有可显示的内容"]


def test_slogan_matrix_shows_all_counts_hatches_the_nested_and_leaves_absence_blank() -> None:
    table = pd.DataFrame(
        {
            "group": ["甲区", "乙县"],
            "slogan": ["三会一课", "双减"],
            "n": [3, 1],
            "n_nested": [2, 1],
            "rate": [6.0, 2.0],
        }
    )
    with apply_style():
        ax = figures.slogan_matrix(
            table, slogans=["三会一课", "双减"], groups=["甲区", "乙县"], ax=plt.figure().gca()
        )
    assert {(t.get_position(), t.get_text()) for t in ax.texts} == {((0, 0), "3"), ((1, 1), "1")}
    # Only the cell of 双减 in 乙县 holds nothing but nested ones.
    hatched = [ax.transData.inverted().transform_bbox(patch.get_extents()).bounds for patch in ax.patches]
    assert hatched == [pytest.approx((0.5, 1.5, 1, -1))]  # the axis points down
    assert [patch.get_hatch() for patch in ax.patches] == ["////"]
