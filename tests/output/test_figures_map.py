"""The map: points where the table has them, labels that cover nothing."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

mpl.use("Agg")

import matplotlib.pyplot as plt
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from analysis.output import figures
from analysis.output.figures.style import apply_style
from tests.support.figure_checks import check_apart, make_axes
from tests.support.figure_tables import MAP, NAMES


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    plt.close("all")


def _points(ax: Axes) -> np.ndarray:
    (points,) = [c for c in ax.collections if isinstance(c, PathCollection)]
    return np.asarray(points.get_offsets())


def _labels(ax: Axes, table: pd.DataFrame) -> list[Annotation]:
    """The labels of the points: what is annotated in the places of the table."""
    places = {(x, y) for x, y in zip(table["x"], table["y"], strict=True)}
    return [
        t for t in ax.texts if isinstance(t, Annotation) and t.xycoords == "data" and tuple(t.xy) in places
    ]


def _label_boxes(ax: Axes, table: pd.DataFrame) -> list[Bbox]:
    ax.figure.draw_without_rendering()  # type: ignore[union-attr]
    return [mpl.text.Text.get_window_extent(label) for label in _labels(ax, table)]


def _check_nothing_is_covered(ax: Axes, table: pd.DataFrame) -> None:
    boxes = _label_boxes(ax, table)
    check_apart(boxes)
    unit = ax.figure.dpi / 72
    radius = np.sqrt(22.0) / 2 * unit
    for x, y in ax.transData.transform(_points(ax)):
        for box in boxes:
            nearest = np.clip((x, y), (box.x0, box.y0), (box.x1, box.y1))
            assert np.hypot(nearest[0] - x, nearest[1] - y) >= radius - 0.5
    frame = ax.get_window_extent()
    for box in boxes:
        assert frame.x0 <= box.x0 and box.x1 <= frame.x1
        assert frame.y0 <= box.y0 and box.y1 <= frame.y1


def test_points_of_the_map_are_those_of_the_table_with_the_same_scale_both_ways() -> None:
    with apply_style():
        ax = figures.document_map(MAP, names=NAMES, ax=make_axes())
        ax.figure.draw_without_rendering()  # type: ignore[union-attr]
    assert _points(ax).tolist() == MAP[["x", "y"]].to_numpy().tolist()
    corner, right, up = ax.transData.transform([(0, 0), (1, 0), (0, 1)])
    assert right[0] - corner[0] == pytest.approx(up[1] - corner[1])
    assert ax.get_xlabel() == "第一轴（占方差 41%）"
    assert ax.get_ylabel() == "第二轴（占方差 26%）"


def test_each_point_has_its_own_name_beside_it() -> None:
    with apply_style():
        ax = figures.document_map(MAP, names=NAMES, ax=make_axes())
        _check_nothing_is_covered(ax, MAP)
    named = {(float(t.xy[0]), float(t.xy[1])): t.get_text() for t in _labels(ax, MAP)}
    assert named == {
        (x, y): NAMES.get(item, item) for item, x, y in zip(MAP["item"], MAP["x"], MAP["y"], strict=True)
    }


@pytest.mark.parametrize(
    ("stress", "grade", "sentence"),
    [
        (0.05, "good", "应力 0.05：好（Kruskal 1964）。"),
        (0.06, "fair", "应力 0.06：尚可（Kruskal 1964）。"),
        (0.10, "fair", "应力 0.10：尚可（Kruskal 1964）。"),
        (0.15, "middling", "应力 0.15：介于尚可与差之间（Kruskal 1964）。"),
        (0.21, "poor", "应力 0.21：差（Kruskal 1964）。"),
    ],
)
def test_the_map_says_how_good_it_is(stress: float, grade: str, sentence: str) -> None:
    with apply_style():
        ax = figures.document_map(MAP.assign(stress=stress, grade=grade), ax=make_axes())
    assert sentence in [t.get_text() for t in ax.texts]


def test_the_note_of_the_table_replaces_the_grade_of_the_map() -> None:
    note = "平面只能粗略反映原来的距离（应力 0.53）。"
    with apply_style():
        ax = figures.document_map(MAP.assign(stress=0.53, grade="poor", note=note), ax=make_axes())
    sentence = [t.get_text() for t in ax.texts]
    assert note in sentence and not any("Kruskal" in text for text in sentence)


def _crowd(n: int) -> pd.DataFrame:
    rng = np.random.default_rng(7)
    return (
        MAP.head(1)
        .drop(columns=["item", "x", "y"])
        .merge(
            pd.DataFrame(
                {
                    "item": [f"某区 {1900 + i}" for i in range(n)],
                    "x": rng.normal(size=n),
                    "y": rng.normal(size=n),
                }
            ),
            how="cross",
        )
    )


def test_labels_of_thirty_documents_cover_nothing_and_all_are_there() -> None:
    table = _crowd(30)
    with apply_style():
        ax = figures.document_map(table, ax=make_axes(7, 7))
        _check_nothing_is_covered(ax, table)
    assert len(_labels(ax, table)) == 30


def test_a_crowd_keeps_its_points_and_counts_those_without_a_name() -> None:
    table = _crowd(250)
    with apply_style():
        ax = figures.document_map(table, ax=make_axes(5, 5), language="en")
        _check_nothing_is_covered(ax, table)
    named = len(_labels(ax, table))
    assert 10 < named < 250
    assert len(_points(ax)) == 250
    sentence = " ".join(t.get_text().replace("\n", " ") for t in ax.texts)
    assert f"Points without a name, because there is no space: {250 - named}." in sentence


def test_points_in_one_place_are_drawn_and_named_as_far_as_room_goes() -> None:
    same = MAP.assign(x=0.0, y=0.0, share_x=0.0, share_y=0.0, stress=np.nan, grade="")
    with apply_style():
        ax = figures.document_map(same, names=NAMES, ax=make_axes())
        _check_nothing_is_covered(ax, same)
    assert len(_points(ax)) == 5
    # four names close the point in on all sides
    assert len(_labels(ax, same)) == 4
    assert any("有 1 个点太挤，未标名称。" in t.get_text() for t in ax.texts)
    assert "0%" in ax.get_xlabel()


@given(
    st.lists(
        st.tuples(st.floats(-1, 1, width=16), st.floats(-1, 1, width=16)),
        min_size=2,
        max_size=25,
        unique=True,
    )
)
@settings(max_examples=12, deadline=None)
def test_no_label_covers_a_label_or_a_point(places: list[tuple[float, float]]) -> None:
    table = (
        MAP.head(1)
        .drop(columns=["item", "x", "y"])
        .merge(
            pd.DataFrame(
                {
                    "item": [f"区 {i}" for i in range(len(places))],
                    "x": [p[0] for p in places],
                    "y": [p[1] for p in places],
                }
            ),
            how="cross",
        )
    )
    with apply_style():
        ax = figures.document_map(table, ax=make_axes(6, 6))
        _check_nothing_is_covered(ax, table)
        plt.close("all")


@pytest.mark.parametrize(
    ("language", "sentence"), [("zh", "语料中没有可显示的内容"), ("en", "the corpus holds nothing to show")]
)
def test_an_empty_table_gives_a_sentence(language: str, sentence: str) -> None:
    with apply_style():
        ax = figures.document_map(MAP.head(0), ax=make_axes(), language=language)
    assert [t.get_text() for t in ax.texts] == [sentence]
