"""The tree: joins, supports and leaves where the table has them."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

mpl.use("Agg")

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.text import Annotation

from analysis.output import figures
from analysis.output.figures.style import apply_style
from analysis.output.figures.tree import leaf_labels
from tests.support.figure_checks import check_apart, make_axes
from tests.support.figure_tables import NAMES, TREE


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    plt.close("all")


def _lines(ax: Axes, which: int) -> list[list[tuple[float, float]]]:
    """The corners of the brackets (0), or of the dotted lines to folded leaves (1)."""
    lines = [c for c in ax.collections if isinstance(c, LineCollection)][which]
    return [[(float(x), float(y)) for x, y in np.round(np.asarray(path), 9)] for path in lines.get_segments()]


def _rows(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def _supports(ax: Axes) -> dict[str, tuple[float, float]]:
    """Where each support stands: its join."""
    return {t.get_text(): (float(t.xy[0]), float(t.xy[1])) for t in ax.texts if isinstance(t, Annotation)}


def test_joins_stand_at_their_distances_between_what_they_join() -> None:
    with apply_style():
        ax = figures.dendrogram(TREE, names=NAMES, ax=make_axes())
    # the order of the table, "e" has no name
    assert _rows(ax) == ["西湖区 2022", "金坛区 2022", "宝山区 2020", "东昌区 2017", "e"]
    bottom, top = ax.get_ylim()
    assert bottom > 4 and top < 0  # row 0 on top
    # the axis starts .3 of the range .6 to .8 below .6: at .54
    assert _lines(ax, 0) == [
        [(0.54, 0.0), (0.6, 0.0), (0.6, 1.0), (0.54, 1.0)],
        [(0.54, 3.0), (0.65, 3.0), (0.65, 4.0), (0.54, 4.0)],
        [(0.6, 0.5), (0.7, 0.5), (0.7, 2.0), (0.54, 2.0)],  # a and b meet in row (0 + 1) / 2
        [(0.7, 1.25), (0.8, 1.25), (0.8, 3.5), (0.65, 3.5)],  # (.5 + 2) / 2 and (3 + 4) / 2
    ]
    assert ax.get_xlim()[0] == pytest.approx(0.54)
    assert "余弦距离" in ax.get_xlabel() and "横轴不从 0 起" in ax.get_xlabel()


def test_each_join_but_the_last_has_its_support_in_per_cent() -> None:
    with apply_style():
        ax = figures.dendrogram(TREE, ax=make_axes(), language="en")
    # .995 rounds to 100 (half to even: 99.5 to 100)
    assert _supports(ax) == {"100%": (0.6, 0.5), "25%": (0.65, 3.5), "50%": (0.7, 1.25)}
    assert "per cent" in ax.get_xlabel()


def test_a_tree_of_two_starts_at_zero_and_shows_the_note_instead_of_support() -> None:
    small = TREE.head(1).assign(support=np.nan, note="只有 2 项：不给支持率。")
    with apply_style():
        ax = figures.dendrogram(small, ax=make_axes())
    assert _lines(ax, 0) == [[(0.0, 0.0), (0.6, 0.0), (0.6, 1.0), (0.0, 1.0)]]
    assert ax.get_xlim()[0] == 0
    assert _supports(ax) == {}
    assert ax.get_xlabel().split("\n") == [
        "余弦距离（1 − TF-IDF 余弦相似度）",
        "只有 2 项：不给支持率。",
    ]


def test_an_axis_that_would_start_near_zero_starts_there() -> None:
    with apply_style():
        # .2 - .3 × .6 = .02 would be the start
        ax = figures.dendrogram(TREE.assign(height=[0.2, 0.3, 0.5, 0.8]), ax=make_axes())
    assert ax.get_xlim()[0] == 0
    assert "不从 0 起" not in ax.get_xlabel()


def test_documents_that_are_the_same_join_at_zero() -> None:
    with apply_style():
        ax = figures.dendrogram(TREE.assign(height=0.0), ax=make_axes())
    assert {x for line in _lines(ax, 0) for x, _ in line} == {0.0}
    assert ax.get_xlim()[1] > 0


def test_the_lowest_joins_of_a_large_tree_are_folded_into_leaves() -> None:
    with apply_style():
        ax = figures.dendrogram(TREE, names=NAMES, ax=make_axes(), most=3)
    # two joins are left, at .7 and .8
    assert _rows(ax) == ["西湖区 2022 等 2 份", "宝山区 2020", "东昌区 2017 等 2 份"]
    assert [line[1][0] for line in _lines(ax, 0)] == [0.7, 0.8]
    assert set(_supports(ax)) == {"50%"}
    assert leaf_labels(TREE, NAMES, most=2, language="en") == [
        "西湖区 2022 and others, 3 in all",
        "东昌区 2017 and others, 2 in all",
    ]


def test_a_dotted_line_leads_to_a_folded_leaf_that_begins_inside_of_themake_axes() -> None:
    # with two leaves the only join is at .8 and the axis starts at 0
    with apply_style():
        ax = figures.dendrogram(TREE, ax=make_axes(), most=2)
    assert _lines(ax, 0) == [[(0.7, 0.0), (0.8, 0.0), (0.8, 1.0), (0.65, 1.0)]]
    assert _lines(ax, 1) == [[(0.0, 0.0), (0.7, 0.0)], [(0.0, 1.0), (0.65, 1.0)]]


def test_an_item_with_a_separator_in_its_name_is_one_leaf() -> None:
    odd = TREE.replace({"a": "甲；乙.txt"})
    with apply_style():
        assert _rows(figures.dendrogram(odd, ax=make_axes()))[0] == "甲；乙.txt"


def test_supports_of_a_chain_do_not_cover_each_other() -> None:
    n = 30
    chain = pd.DataFrame(
        {
            "merge": range(1, n),
            "left": ["x0", *(f"#{i}" for i in range(1, n - 1))],
            "right": [f"x{i}" for i in range(1, n)],
            "height": np.linspace(0.5, 0.6, n - 1),
            "size": range(2, n + 1),
            "members": "",
            "support": np.linspace(0, 1, n - 1),
            "note": "",
        }
    )
    with apply_style():
        ax = figures.dendrogram(chain, ax=make_axes(7, 9))
        ax.figure.draw_without_rendering()  # type: ignore[union-attr]
        boxes = [t.get_window_extent() for t in ax.texts]
    assert len(boxes) == n - 1
    check_apart(boxes)


@pytest.mark.parametrize(
    ("language", "sentence"), [("zh", "语料中没有可显示的内容"), ("en", "the corpus holds nothing to show")]
)
def test_an_empty_table_gives_a_sentence(language: str, sentence: str) -> None:
    with apply_style():
        ax = figures.dendrogram(TREE.head(0), ax=make_axes(), language=language)
    assert [t.get_text() for t in ax.texts] == [sentence]
