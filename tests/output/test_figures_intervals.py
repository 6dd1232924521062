"""Dots with intervals: what is drawn is what the table holds, and what is missing is explained."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

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

from analysis.output import figures
from analysis.output.figures.saving import render, texts_of
from analysis.output.figures.sheets import draw_all
from analysis.output.figures.style import apply_style
from analysis.output.folders import FIGURE_KINDS
from tests.support.figure_checks import make_axes

NAMES = {"a.txt": "西湖区 2022", "b.txt": "金坛区 2022", "c.txt": "宝山区 2020"}
PAIRS = pd.DataFrame(
    {
        "a": ["a.txt", "a.txt", "b.txt"],
        "b": ["b.txt", "c.txt", "c.txt"],
        "score": [0.3, 0.5, 0.4],
        "low": [0.2, 0.45, np.nan],
        "high": [0.45, 0.6, np.nan],
        "expected": [0.35, 0.4, np.nan],
    }
)
GROUPS = pd.DataFrame(
    {
        "by": "district",
        "a": ["甲区", "甲区", "乙县"],
        "b": ["乙县", "丙市", "丙市"],
        "score": [0.6, 0.4, 0.2],
        "low": [0.5, np.nan, 0.1],
        "high": [0.7, np.nan, 0.3],
        "single": [False, False, True],
    }
)
KEYNESS = pd.DataFrame(
    {
        "by": "district",
        "group": "甲区",
        "term": ["三会一课", "课程", "双减", "教研"],
        "level": ["central", "word", "central", "word"],
        "sign": ["more", "more", "less", "less"],
        "effect": [1.5, 0.5, -0.5, -1.0],
        "low": [1.0, -0.25, -1.5, -3.0],
        "high": [2.0, 1.25, 0.5, 1.0],
        "z": [4.0, 2.0, -1.0, -3.0],
        "q": [0.01, 0.2, np.nan, 0.04],
        "n": [9, 3, 1, 0],
        "n_rest": [1, 2, 9, 7],
        "note": "",
    }
)
ALONE = KEYNESS.assign(
    group="乙县", low=np.nan, high=np.nan, q=np.nan, note="本组只有 1 份文本：不给区间，不作检验。"
)


def _whiskers(ax: Axes) -> list[tuple[float, float, float]]:
    """Row, left end, right end of each."""
    ends = [
        np.asarray(path) for c in ax.collections if isinstance(c, LineCollection) for path in c.get_segments()
    ]
    return sorted((float(e[0, 1]), float(e[0, 0]), float(e[1, 0])) for e in ends)


def _scatter(ax: Axes) -> list[tuple[float, float, str, bool]]:
    """Row, place, shape, filled or not, of each dot and tick."""
    marks = []
    for c in ax.collections:
        if not isinstance(c, PathCollection):
            continue
        corners = len(np.asarray(c.get_paths()[0].vertices))
        shape = {2: "tick", 5: "diamond"}.get(corners, "dot")
        places = np.asarray(c.get_offsets())
        faces = np.broadcast_to(c.get_facecolor(), (len(places), 4))
        for (x, y), face in zip(places, faces, strict=True):
            marks.append((float(y), float(x), shape, not np.allclose(face[:3], 1)))
    return sorted(marks)


def _key(ax: Axes) -> list[str]:
    legend = ax.get_legend()
    assert legend is not None
    return [text.get_text() for text in legend.get_texts()]


def _rows(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def test_dots_whiskers_and_ticks_are_those_of_the_table_most_alike_on_top() -> None:
    with apply_style():
        ax = figures.score_intervals(PAIRS, names=NAMES, ax=make_axes(7, 4))
    assert _rows(ax) == [
        "西湖区 2022 – 宝山区 2020",
        "金坛区 2022 – 宝山区 2020",
        "西湖区 2022 – 金坛区 2022",
    ]
    bottom, top = ax.get_ylim()
    assert bottom > 2 and top < 0  # row 0 on top
    # rows 0, 1, 2 have the scores .5, .4, .3; the pair of row 1 has no interval, nothing expected
    assert _whiskers(ax) == [(0.0, 0.45, 0.6), (2.0, 0.2, 0.45)]
    assert [d for d in _scatter(ax) if d[2] != "tick"] == [
        (0.0, 0.5, "dot", True),
        (1.0, 0.4, "dot", False),
        (2.0, 0.3, "dot", True),
    ]
    assert [d[:3] for d in _scatter(ax) if d[2] == "tick"] == [
        (0.0, 0.4, "tick"),
        (2.0, 0.35, "tick"),
    ]


def test_legend_of_scores_names_what_is_drawn_and_only_that() -> None:
    with apply_style():
        whole = figures.score_intervals(PAIRS, ax=make_axes(7, 4))
        bare = figures.score_intervals(PAIRS[["a", "b", "score"]], ax=make_axes(7, 4), language="en")
    assert _key(whole) == [
        "相似度与 95% 区间",
        "不给区间（文本或章节太少）",
        "其余同类文本对的平均",
    ]
    assert _key(bare) == ["no interval (too few texts or sections)"]
    assert [d[2:] for d in _scatter(bare)] == [("dot", False)] * 3


def test_a_pair_of_groups_with_one_document_alone_is_marked() -> None:
    with apply_style():
        ax = figures.score_intervals(GROUPS, ax=make_axes(7, 4), language="en")
    assert _rows(ax) == ["甲区 – 乙县", "甲区 – 丙市", "乙县 – 丙市"]
    assert _scatter(ax) == [
        (0.0, 0.6, "dot", True),
        (1.0, 0.4, "dot", False),
        (2.0, 0.2, "diamond", True),
    ]
    assert "one side has a single document" in _key(ax)


def test_only_the_most_alike_are_shown_and_the_rest_is_counted() -> None:
    with apply_style():
        ax = figures.score_intervals(PAIRS, ax=make_axes(7, 4), most=2)
    assert [d[1] for d in _scatter(ax) if d[2] == "dot"] == [0.5, 0.4]
    assert "只显示 3 中的前 2 项" in ax.get_xlabel()


def test_pairs_of_the_same_score_come_in_the_order_of_their_names() -> None:
    tied = PAIRS.assign(score=0.5)
    with apply_style():
        first = _rows(figures.score_intervals(tied, ax=make_axes(7, 4)))
        again = _rows(figures.score_intervals(tied[::-1], ax=make_axes(7, 4)))
    assert first == again == ["a.txt – b.txt", "a.txt – c.txt", "b.txt – c.txt"]


def test_effects_and_whiskers_are_those_of_the_table_more_on_top() -> None:
    both = pd.concat([ALONE, KEYNESS])
    with apply_style():
        ax = figures.effect_intervals(both, group="甲区", ax=make_axes(7, 4), most=4)
    assert _rows(ax) == ["三会一课  9:1", "课程  3:2", "双减  1:9", "教研  0:7"]
    assert _whiskers(ax) == [
        (0.0, 1.0, 2.0),
        (1.0, -0.25, 1.25),
        (2.0, -1.5, 0.5),
        (3.0, -3.0, 1.0),
    ]
    # filled: q below .05; hollow: q above it, and not tested
    assert _scatter(ax) == [
        (0.0, 1.5, "dot", True),
        (1.0, 0.5, "dot", False),
        (2.0, -0.5, "dot", False),
        (3.0, -1.0, "dot", True),
    ]
    assert "Monroe" in ax.get_xlabel()
    assert _key(ax) == ["中央提法", "普通词语", "q < .05", "未检验，或 q ≥ .05"]


def test_a_q_of_five_per_cent_is_not_below_five_per_cent() -> None:
    with apply_style():
        ax = figures.effect_intervals(KEYNESS.assign(q=0.05), group="甲区", ax=make_axes(7, 4))
    assert not any(filled for *_, filled in _scatter(ax))


def test_a_group_without_intervals_shows_its_dots_and_the_reason() -> None:
    with apply_style():
        ax = figures.effect_intervals(ALONE, group="乙县", ax=make_axes(7, 4))
        tested = figures.effect_intervals(KEYNESS.assign(note="p ≥ .01"), group="甲区", ax=make_axes(7, 4))
    assert _whiskers(ax) == []
    assert [d[1] for d in _scatter(ax)] == [1.5, 0.5, -0.5, -1.0]
    assert "本组只有 1 份文本：不给区间，不作检验。" in ax.get_xlabel().replace("\n", "")
    assert "p ≥ .01" not in tested.get_xlabel()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_empty_tables_give_a_sentence(language: str) -> None:
    texts = {"zh": "语料中没有可显示的内容", "en": "the corpus holds nothing to show"}[language]
    with apply_style():
        for ax in (
            figures.score_intervals(PAIRS.head(0), ax=make_axes(7, 4), language=language),
            figures.score_intervals(PAIRS.assign(score=np.nan), ax=make_axes(7, 4), language=language),
            figures.effect_intervals(KEYNESS, group="没有的区", ax=make_axes(7, 4), language=language),
            figures.effect_intervals(KEYNESS.head(0), group="甲区", ax=make_axes(7, 4), language=language),
        ):
            assert [t.get_text() for t in ax.texts] == [texts]


def test_long_names_are_whole_inside_the_figure_and_beside_each_other() -> None:
    long = {
        doc_id: f"中国（某某）自由贸易试验区新片区管理委员会教育和卫生健康工作办公室 {year}"
        for doc_id, year in (("a.txt", 2020), ("b.txt", 2021), ("c.txt", 2022))
    }
    with apply_style():
        ax = figures.score_intervals(PAIRS, names=long, ax=make_axes(7, 5))
        figure = ax.get_figure(root=True)
        assert figure is not None
        figure.tight_layout()
        figure.canvas.draw()
        boxes = [label.get_window_extent() for label in ax.get_yticklabels()]
    for box in boxes:
        assert box.x0 >= 0 and box.y0 >= 0 and box.y1 <= figure.bbox.height
    for upper, lower in pairwise(boxes):
        assert lower.y1 <= upper.y0
    written = [label.replace("\n", "").replace(" ", "") for label in _rows(ax)]
    assert written[0] == f"{long['a.txt']}–{long['c.txt']}".replace(" ", "")
    assert ax.get_window_extent().width > 0.45 * figure.bbox.width


def test_a_character_without_a_glyph_does_not_stop_the_figure() -> None:
    with apply_style():
        ax = figures.score_intervals(PAIRS, names={"a.txt": "某\U0001f600区"}, ax=make_axes(7, 4))
        render(ax.figure, "png")  # type: ignore[arg-type]
    assert any("某＊区" in label for label in _rows(ax))


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.5), st.booleans()), min_size=1, max_size=12))
@settings(max_examples=15, deadline=None)
def test_every_pair_has_its_dot_and_every_interval_its_whisker(
    rows: list[tuple[float, float, bool]],
) -> None:
    table = pd.DataFrame(
        {
            "a": [f"{i:02d}" for i in range(len(rows))],
            "b": "z",
            "score": [score for score, _, _ in rows],
            "low": [score - half if has_interval else np.nan for score, half, has_interval in rows],
            "high": [score + half if has_interval else np.nan for score, half, has_interval in rows],
        }
    )
    with apply_style():
        ax = figures.score_intervals(table, ax=make_axes(7, 4))
        plt.close("all")
    ranked = table.sort_values(["score", "a"], ascending=[False, True]).reset_index(drop=True)
    assert [d[1] for d in _scatter(ax)] == ranked["score"].tolist()
    known = ranked.dropna()
    assert _whiskers(ax) == [
        (float(row), low, high)
        for row, low, high in zip(known.index, known["low"], known["high"], strict=True)
    ]


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    documents = pd.DataFrame(
        {
            "doc_id": list(NAMES),
            "label": list(NAMES.values()),
            "place": ["西湖区", "金坛区", "宝山区"],
            "year": [2022, 2022, 2020],
        }
    )
    sizes = {"group_docs_a": 1, "group_docs_b": 1}
    by_group = pd.DataFrame(
        {
            "by": "district",
            "group": ["西湖区", "金坛区"],
            "slogan": "三会一课",
            "n": [3, 1],
            "n_nested": 0,
            "group_docs": 1,
            "rate": [6.0, 2.0],
        }
    )
    terms = pd.DataFrame({"by": [], "group": [], "term": [], "level": [], "weight": [], "group_docs": []})
    keyness = pd.concat([KEYNESS, ALONE], ignore_index=True)
    return {
        "documents": documents,
        "pairs": PAIRS,
        "groups": GROUPS.assign(**sizes),
        "slogan_groups": by_group,
        "group_terms": terms,
        "keyness": keyness,
    }


NOTES = {"documents": "据 3 份文本。", "district": "不能当作区县差异。", "year": "同上。"}


def _sheets(tables: dict[str, pd.DataFrame], language: str = "zh") -> dict[str, mpl.figure.Figure]:
    return dict(draw_all(tables, notes=NOTES, most=40, language=language))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sheets_of_intervals_have_title_note_and_one_panel_a_district(
    tables: dict[str, pd.DataFrame], language: str
) -> None:
    drawn = _sheets(tables, language)
    texts = texts_of(drawn["similarity_intervals"])
    assert any(text.startswith("据 3 份文本。") for text in texts)
    assert "西湖区 2022 – 金坛区 2022" in texts
    panels = [ax.get_title(loc="left") for ax in drawn["keyness_effects"].axes]
    assert [title for title in panels if title] == ["乙县", "甲区"]
    title = {"zh": "各区县多说与少说的词", "en": "What each district says more and less"}[language]
    assert any(text.startswith(title) for text in texts_of(drawn["keyness_effects"]))


def test_at_most_six_districts_and_the_sheet_says_how_many_there_are(tables: dict[str, pd.DataFrame]) -> None:
    many = pd.concat([KEYNESS.assign(group=f"{i}区") for i in range(8)])
    sheet = _sheets(tables | {"keyness": many})["keyness_effects"]
    assert [ax.get_title(loc="left") for ax in sheet.axes] == [f"{i}区" for i in range(6)]
    assert any("只显示 8 中的前 6 项" in text for text in texts_of(sheet))


def test_sheets_of_empty_tables_are_left_out(tables: dict[str, pd.DataFrame]) -> None:
    empty = tables | {
        "documents": tables["documents"].head(1),
        "pairs": PAIRS.head(0),
        "keyness": KEYNESS.head(0),
        "tree": pd.DataFrame(),
        "map": pd.DataFrame(),
    }
    assert not {"similarity_intervals", "keyness_effects", "tree", "map"} & set(_sheets(empty))


@pytest.mark.slow
def test_sheets_of_intervals_come_out_the_same_twice(tables: dict[str, pd.DataFrame]) -> None:
    names = ("similarity_intervals", "keyness_effects")
    first, again = (
        {(name, kind): render(sheets[name], kind) for name in names for kind in FIGURE_KINDS}
        for sheets in (_sheets(tables), _sheets(tables))
    )
    assert {key for key in first if first[key] != again[key]} == set()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_of_a_sheet_reaches_past_its_edge(tables: dict[str, pd.DataFrame], language: str) -> None:
    drawn = _sheets(tables, language)
    for name in ("similarity_intervals", "keyness_effects"):
        figure = drawn[name]
        with apply_style():
            figure.draw_without_rendering()
            used = figure.get_tightbbox()  # in inches, of all that is drawn
        width, height = figure.get_size_inches()
        assert used.x0 >= 0 and used.y0 >= 0 and used.x1 <= width and used.y1 <= height, name
