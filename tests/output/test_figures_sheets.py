"""Sheets: every figure of a run with title and note, in either language, the same bytes twice."""

from __future__ import annotations

import matplotlib as mpl
import pytest

mpl.use("Agg")

from analysis.output import figures
from analysis.output.figures.saving import render
from analysis.output.folders import FIGURE_KINDS
from tests.support.figure_tables import NOTES, draw_sheets


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
    text = " ".join(figures.texts_of(drawn["similarity_documents"]))
    assert "只显示 2 中的前 1 项" in text


def test_labels_come_in_english_by_one_setting() -> None:
    drawn = draw_sheets(language="en")
    assert "TF-IDF cosine similarity between districts" in figures.texts_of(drawn["similarity_districts"])


def test_english_sheets_have_no_chinese_punctuation() -> None:
    notes = dict.fromkeys(NOTES, "From 2 documents.")
    for name, figure in draw_sheets(most=1, language="en", notes=notes).items():
        assert not set("：；，。（）、＝") & set("".join(figures.texts_of(figure))), name
