"""Sheets: every figure of a run with title and note, in either language, the same bytes twice."""

from __future__ import annotations

import matplotlib as mpl
import pandas as pd
import pytest

mpl.use("Agg")

from analysis.output.figures.saving import render, texts_of
from analysis.output.figures.sheets import draw_all, make_file_names
from analysis.output.figures.style import apply_style
from analysis.output.folders import FIGURE_KINDS
from tests.support.figure_tables import MAP, NAMES, NOTES, TREE, draw_sheets


@pytest.mark.slow
def test_the_same_tables_give_the_same_bytes() -> None:
    first, second = (
        {
            (name, kind): render(figure, kind)
            for name, figure in draw_sheets().items()
            for kind in FIGURE_KINDS
        }
        for _ in range(2)
    )
    assert len(first) > 3 * 3
    assert {key for key in first if first[key] != second[key]} == set()


def test_sheets_say_what_they_leave_out() -> None:
    drawn = draw_sheets(most=1)
    text = " ".join(texts_of(drawn["similarity_documents"]))
    assert "只显示 2 中的前 1 项" in text


def test_labels_come_in_english_by_one_setting() -> None:
    drawn = draw_sheets(language="en")
    assert "TF-IDF cosine similarity between districts" in texts_of(drawn["similarity_districts"])


def test_english_sheets_have_no_chinese_punctuation() -> None:
    notes = dict.fromkeys(NOTES, "From 2 documents.")
    for name, figure in draw_sheets(most=1, language="en", notes=notes).items():
        assert not set("：；，。（）、＝") & set("".join(texts_of(figure))), name


def draw_tree_and_map(names: dict[str, str], language: str = "zh") -> dict[str, mpl.figure.Figure]:
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
def test_nothing_of_tree_and_map_reaches_past_its_edge(names: dict[str, str], language: str) -> None:
    for name, figure in draw_tree_and_map(names, language).items():
        with apply_style():
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
            for name, figure in draw_tree_and_map(NAMES).items()
            for kind in FIGURE_KINDS
        }
        for _ in range(2)
    )
    assert {("tree", "png"), ("map", "pdf")} <= set(first)
    assert {key for key in first if first[key] != again[key]} == set()


def test_file_names_are_different_and_short() -> None:
    long = "党" * 90
    places = ["西湖区", "地点未详（a b）", "地点未详（a_b）", long, f"{long}一"]
    names = make_file_names(places)
    assert names[:2] == ["西湖区", "地点未详_a_b"]
    assert names[2].startswith("地点未详_a_b_") and len(set(names)) == 5
    assert all(len(name.encode()) < 140 for name in names)
    assert make_file_names(places) == names
