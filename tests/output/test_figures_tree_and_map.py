"""Tree and map: joins and points where the table has them, labels that cover nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

mpl.use("Agg")

import matplotlib.pyplot as plt
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from analysis.output import figures
from analysis.output.figures.saving import render, texts_of
from analysis.output.figures.sheets import draw_all
from analysis.output.figures.style import styled
from analysis.output.figures.tree import leaf_labels
from analysis.output.folders import FIGURE_KINDS

# ((a b) c) (d e): joins at .6, .65, .7, .8
TREE = pd.DataFrame(
    {
        "merge": [1, 2, 3, 4],
        "left": ["a", "d", "#1", "#3"],
        "right": ["b", "e", "c", "#2"],
        "height": [0.6, 0.65, 0.7, 0.8],
        "size": [2, 2, 3, 5],
        "members": ["a；b", "d；e", "a；b；c", "a；b；c；d；e"],
        "support": [0.995, 0.25, 0.5, np.nan],
        "stability": [1.0, 0.6, 0.7, np.nan],
        "note": "",
    }
)
NAMES = {"a": "西湖区 2022", "b": "金坛区 2022", "c": "宝山区 2020", "d": "东昌区 2017"}
MAP = pd.DataFrame(
    {
        "item": list("abcde"),
        "group_docs": 1,
        "leaf": [1, 2, 3, 4, 5],
        "x": [0.0, 0.3, -0.4, 0.1, 0.0],
        "y": [0.0, 0.2, -0.1, -0.3, 0.1],
        "share_x": 0.414,
        "share_y": 0.256,
        "stress": 0.08,
        "note": "",
    }
)


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    plt.close("all")


def _axes(width: float = 7, height: float = 5) -> Axes:
    return plt.figure(figsize=(width, height)).gca()


def _lines(ax: Axes, which: int) -> list[list[tuple[float, float]]]:
    """The corners of the brackets (0), or of the dotted lines to folded leaves (1)."""
    found = [c for c in ax.collections if isinstance(c, LineCollection)][which]
    return [[(float(x), float(y)) for x, y in np.round(np.asarray(path), 9)] for path in found.get_segments()]


def _rows(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def _supports(ax: Axes) -> dict[str, tuple[float, float]]:
    """Where each support stands: its join."""
    return {t.get_text(): (float(t.xy[0]), float(t.xy[1])) for t in ax.texts if isinstance(t, Annotation)}


def test_joins_stand_at_their_distances_between_what_they_join() -> None:
    with styled():
        ax = figures.dendrogram(TREE, names=NAMES, ax=_axes())
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
    with styled():
        ax = figures.dendrogram(TREE, ax=_axes(), language="en")
    # .995 rounds to 100 (half to even: 99.5 to 100)
    assert _supports(ax) == {"100%": (0.6, 0.5), "25%": (0.65, 3.5), "50%": (0.7, 1.25)}
    assert "per cent" in ax.get_xlabel()


def test_a_tree_of_two_starts_at_zero_and_shows_the_note_instead_of_support() -> None:
    small = TREE.head(1).assign(support=np.nan, note="只有 2 项：不给支持率。")
    with styled():
        ax = figures.dendrogram(small, ax=_axes())
    assert _lines(ax, 0) == [[(0.0, 0.0), (0.6, 0.0), (0.6, 1.0), (0.0, 1.0)]]
    assert ax.get_xlim()[0] == 0
    assert _supports(ax) == {}
    assert ax.get_xlabel().split("\n") == [
        "余弦距离（1 − TF-IDF 余弦相似度）",
        "只有 2 项：不给支持率。",
    ]


def test_an_axis_that_would_start_near_zero_starts_there() -> None:
    with styled():
        # .2 - .3 × .6 = .02 would be the start
        ax = figures.dendrogram(TREE.assign(height=[0.2, 0.3, 0.5, 0.8]), ax=_axes())
    assert ax.get_xlim()[0] == 0
    assert "不从 0 起" not in ax.get_xlabel()


def test_documents_that_are_the_same_join_at_zero() -> None:
    with styled():
        ax = figures.dendrogram(TREE.assign(height=0.0), ax=_axes())
    assert {x for line in _lines(ax, 0) for x, _ in line} == {0.0}
    assert ax.get_xlim()[1] > 0


def test_the_lowest_joins_of_a_large_tree_are_folded_into_leaves() -> None:
    with styled():
        ax = figures.dendrogram(TREE, names=NAMES, ax=_axes(), most=3)
    # two joins are left, at .7 and .8
    assert _rows(ax) == ["西湖区 2022 等 2 份", "宝山区 2020", "东昌区 2017 等 2 份"]
    assert [line[1][0] for line in _lines(ax, 0)] == [0.7, 0.8]
    assert set(_supports(ax)) == {"50%"}
    assert leaf_labels(TREE, NAMES, most=2, language="en") == [
        "西湖区 2022 and others, 3 in all",
        "东昌区 2017 and others, 2 in all",
    ]


def test_a_dotted_line_leads_to_a_folded_leaf_that_begins_inside_of_the_axes() -> None:
    # with two leaves the only join is at .8 and the axis starts at 0
    with styled():
        ax = figures.dendrogram(TREE, ax=_axes(), most=2)
    assert _lines(ax, 0) == [[(0.7, 0.0), (0.8, 0.0), (0.8, 1.0), (0.65, 1.0)]]
    assert _lines(ax, 1) == [[(0.0, 0.0), (0.7, 0.0)], [(0.0, 1.0), (0.65, 1.0)]]


def test_an_item_with_a_separator_in_its_name_is_one_leaf() -> None:
    odd = TREE.replace({"a": "甲；乙.txt"})
    with styled():
        assert _rows(figures.dendrogram(odd, ax=_axes()))[0] == "甲；乙.txt"


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
    with styled():
        ax = figures.dendrogram(chain, ax=_axes(7, 9))
        ax.figure.draw_without_rendering()  # type: ignore[union-attr]
        boxes = [t.get_window_extent() for t in ax.texts]
    assert len(boxes) == n - 1
    _check_apart(boxes)


def _check_apart(boxes: list[Bbox], tolerance: float = 0.5) -> None:
    """No two boxes share more than a sliver, in pixels."""
    for one, other in combinations(boxes, 2):
        width = min(one.x1, other.x1) - max(one.x0, other.x0)
        height = min(one.y1, other.y1) - max(one.y0, other.y0)
        assert width <= tolerance or height <= tolerance


def _points(ax: Axes) -> np.ndarray:
    found = [c for c in ax.collections if isinstance(c, PathCollection)]
    assert len(found) == 1
    return np.asarray(found[0].get_offsets())


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
    _check_apart(boxes)
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
    with styled():
        ax = figures.document_map(MAP, names=NAMES, ax=_axes())
        ax.figure.draw_without_rendering()  # type: ignore[union-attr]
    assert _points(ax).tolist() == MAP[["x", "y"]].to_numpy().tolist()
    corner, right, up = ax.transData.transform([(0, 0), (1, 0), (0, 1)])
    assert right[0] - corner[0] == pytest.approx(up[1] - corner[1])
    assert ax.get_xlabel() == "第一轴（占方差 41%）"
    assert ax.get_ylabel() == "第二轴（占方差 26%）"


def test_each_point_has_its_own_name_beside_it() -> None:
    with styled():
        ax = figures.document_map(MAP, names=NAMES, ax=_axes())
        _check_nothing_is_covered(ax, MAP)
    named = {(float(t.xy[0]), float(t.xy[1])): t.get_text() for t in _labels(ax, MAP)}
    assert named == {
        (x, y): NAMES.get(item, item) for item, x, y in zip(MAP["item"], MAP["x"], MAP["y"], strict=True)
    }


@pytest.mark.parametrize(
    ("stress", "sentence"),
    [
        (0.05, "应力 0.05：好（Kruskal 1964）。"),
        (0.06, "应力 0.06：尚可（Kruskal 1964）。"),
        (0.10, "应力 0.10：尚可（Kruskal 1964）。"),
        (0.15, "应力 0.15：介于尚可与差之间（Kruskal 1964）。"),
        (0.21, "应力 0.21：差（Kruskal 1964）。"),
    ],
)
def test_the_map_says_how_good_it_is(stress: float, sentence: str) -> None:
    with styled():
        ax = figures.document_map(MAP.assign(stress=stress), ax=_axes())
    assert sentence in [t.get_text() for t in ax.texts]


def test_the_note_of_the_table_replaces_the_grade_of_the_map() -> None:
    note = "平面只能粗略反映原来的距离（应力 0.53）。"
    with styled():
        ax = figures.document_map(MAP.assign(stress=0.53, note=note), ax=_axes())
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
    with styled():
        ax = figures.document_map(table, ax=_axes(7, 7))
        _check_nothing_is_covered(ax, table)
    assert len(_labels(ax, table)) == 30


def test_a_crowd_keeps_its_points_and_counts_those_without_a_name() -> None:
    table = _crowd(250)
    with styled():
        ax = figures.document_map(table, ax=_axes(5, 5), language="en")
        _check_nothing_is_covered(ax, table)
    named = len(_labels(ax, table))
    assert 10 < named < 250
    assert len(_points(ax)) == 250
    sentence = " ".join(t.get_text().replace("\n", " ") for t in ax.texts)
    assert f"Points without a name, for lack of room: {250 - named}." in sentence


def test_points_in_one_place_are_drawn_and_named_as_far_as_room_goes() -> None:
    same = MAP.assign(x=0.0, y=0.0, share_x=0.0, share_y=0.0, stress=np.nan)
    with styled():
        ax = figures.document_map(same, names=NAMES, ax=_axes())
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
    with styled():
        ax = figures.document_map(table, ax=_axes(6, 6))
        _check_nothing_is_covered(ax, table)
        plt.close("all")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_empty_tables_give_a_sentence(language: str) -> None:
    sentence = {"zh": "语料中没有可显示的内容", "en": "the corpus holds nothing to show"}[language]
    with styled():
        for ax in (
            figures.dendrogram(TREE.head(0), ax=_axes(), language=language),
            figures.document_map(MAP.head(0), ax=_axes(), language=language),
        ):
            assert [t.get_text() for t in ax.texts] == [sentence]


def _sheets(names: dict[str, str], language: str = "zh") -> dict[str, mpl.figure.Figure]:
    """Title, note and plot of tree and map, drawn from tables that hold nothing else."""
    documents = pd.DataFrame(
        {
            "doc_id": list("abcde"),
            "label": [names.get(i, i) for i in "abcde"],
            "place": list("abcde"),
            "year": 2020,
        }
    )
    pairs = pd.DataFrame({"a": ["a"], "b": ["b"], "score": [0.4]})
    groups = pd.DataFrame({c: [] for c in ("by", "a", "b", "score", "group_docs_a", "group_docs_b")})
    slogans = pd.DataFrame({c: [] for c in ("by", "group", "slogan", "n", "n_nested", "rate")})
    terms = pd.DataFrame({c: [] for c in ("by", "group", "term", "level", "weight")})
    tables = {
        "documents": documents,
        "pairs": pairs,
        "groups": groups,
        "slogan_groups": slogans,
        "group_terms": terms,
        "keyness": terms,
        "tree": TREE,
        "map": MAP,
    }
    notes = {"documents": "据 5 份文本。", "district": "", "year": ""}
    drawn = dict(draw_all(tables, notes=notes, most=40, language=language))
    return {name: drawn[name] for name in ("tree", "map")}


LONG = {i: f"中国（某某）自由贸易试验区新片区管理委员会教育工作办公室 202{n}" for n, i in enumerate("abcde")}


@pytest.mark.parametrize("names", [NAMES, LONG], ids=["short", "long"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_of_a_sheet_reaches_past_its_edge(names: dict[str, str], language: str) -> None:
    for name, figure in _sheets(names, language).items():
        with styled():
            figure.draw_without_rendering()
            used = figure.get_tightbbox()  # in inches, of all that is drawn
        width, height = figure.get_size_inches()
        assert used.x0 >= 0 and used.y0 >= 0 and used.x1 <= width and used.y1 <= height, name
        sentence = "".join(texts_of(figure)).replace("\n", "").replace(" ", "")
        assert "据5份文本。" in sentence
        for label in names.values():
            assert label.replace(" ", "") in sentence


@pytest.mark.slow
def test_sheets_of_tree_and_map_come_out_the_same_twice() -> None:
    first, again = (
        {
            (name, kind): render(figure, kind)
            for name, figure in _sheets(NAMES).items()
            for kind in FIGURE_KINDS
        }
        for _ in range(2)
    )
    assert {("tree", "png"), ("map", "pdf")} <= set(first)
    assert {key for key in first if first[key] != again[key]} == set()
