"""Concordance: every place of a query, with what is around it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.documents.concordance import COLUMNS, kwic
from analysis.documents.corpus import Corpus
from tests.support.corpora import corpus_of

PLAN = (
    "一、加强政治建设\n"
    "认真落实三会一课制度，办好学校。\n"
    "二、加强队伍建设\n"
    "（一）严管教师队伍。落实“三会一课”，落实“三会”一课。"
)


@pytest.fixture
def plan(tmp_path: Path) -> Corpus:
    districts, years = {"a": "西湖区"}, {"a": 2022}
    return corpus_of(tmp_path, {"a": PLAN}, districts=districts, years=years)


def matches(folder: Path, text: str, query: str) -> list[str]:
    return kwic(corpus_of(folder, {"a": text}), query)["match"].tolist()


def test_concordance_by_hand(plan: Corpus) -> None:
    # Line starts: 0, 9, 26, 35. A line break in the context is a blank.
    document = ("a.txt", "西湖区 2022", "西湖区", "", 2022)
    expected = [
        (*document, "加强政治建设", 13, 17, "认真落实", "三会一课", "制度，办"),
        (*document, "严管教师队伍", 48, 52, "。落实“", "三会一课", "”，落实"),
        (*document, "严管教师队伍", 57, 62, "，落实“", "三会”一课", "。"),
    ]
    table = kwic(plan, "三会一课", width=4)
    pd.testing.assert_frame_equal(table, pd.DataFrame(expected, columns=COLUMNS).astype({"year": "Int64"}))


def test_context_stops_at_the_ends_of_the_text_and_folds_line_breaks(plan: Corpus) -> None:
    first = kwic(plan, "一、加强政治", width=3).iloc[0]
    assert (first["left"], first["match"], first["right"]) == ("", "一、加强政治", "建设 ")
    wide = kwic(plan, "认真落实", width=1_000).iloc[0]
    assert wide["left"] == "一、加强政治建设 "
    assert wide["left"] + wide["match"] + wide["right"] == PLAN.replace("\n", " ")
    bare = kwic(plan, "认真落实", width=0).iloc[0]
    assert (bare["left"], bare["right"]) == ("", "")


def test_marks_of_text_and_query_do_not_matter(tmp_path: Path) -> None:
    text = "增强“四个意识”、“四个自信”，增强四个意识、四个自信，增强四个意识四个自信。"
    expected = ["四个意识”、“四个自信", "四个意识、四个自信", "四个意识四个自信"]
    for number, query in enumerate(("四个意识四个自信", "“四个意识”、“四个自信”")):
        assert matches(tmp_path / str(number), text, query) == expected


@pytest.mark.parametrize("query", ["三會一課", "三会⼀课"])
def test_a_query_in_other_characters_finds_the_text_in_simplified_ones(tmp_path: Path, query: str) -> None:
    assert matches(tmp_path, "各校严格落实三会一课制度，党员带头。", query) == ["三会一课"]


def test_query_never_reaches_across_a_sentence_or_a_paragraph(plan: Corpus) -> None:
    for query in ("学校二", "政治建设认真", "教师队伍落实"):
        assert len(kwic(plan, query)) == 0
        assert all(len(kwic(plan, part)) for part in (query[:2], query[-1:]))


def test_signs_of_a_pattern_are_plain_characters(tmp_path: Path) -> None:
    assert matches(tmp_path, "推进A.B工程和AXB工程，办好学校。", "A.B") == []
    with pytest.raises(ValueError, match="no character to look for"):
        matches(tmp_path / "2", "推进各项工程，办好每一所学校。", ".*")


@pytest.mark.parametrize("query", ["", "  ", "“”、", "😀"])
def test_query_without_a_letter_is_refused(plan: Corpus, query: str) -> None:
    with pytest.raises(ValueError, match="The query holds no character to look for"):
        kwic(plan, query)


def test_offsets_behind_characters_of_the_supplementary_planes(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a": "𠮷林省😀落实三会一课制度要求。"})
    row = kwic(corpus, "三会一课", width=3).iloc[0]
    assert (row["start"], row["end"]) == (6, 10)
    assert (row["left"], row["right"]) == ("😀落实", "制度要")


def test_nothing_found_is_an_empty_table_with_its_columns(plan: Corpus) -> None:
    table = kwic(plan, "没有此语")
    assert list(table.columns) == COLUMNS
    assert len(table) == 0


def test_places_of_the_samples_slice_their_text(samples: Corpus) -> None:
    table = kwic(samples, "三会一课")
    counted = sum(d.text.replace("”", "").count("三会一课") for d in samples)
    assert len(table) == counted > 3
    for row in table.itertuples():
        assert samples[row.doc_id].text[row.start : row.end] == row.match
        assert samples[row.doc_id].label == row.label


def test_lines_are_sorted_by_what_stands_left_or_right(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a": "丙一党课乙，乙二党课丙，甲三党课甲。"})
    assert kwic(corpus, "党课", sort="left", width=2)["left"].tolist() == ["丙一", "甲三", "乙二"]
    assert kwic(corpus, "党课", sort="right", width=1)["right"].tolist() == ["丙", "乙", "甲"]
    assert kwic(corpus, "党课", width=2)["left"].tolist() == ["丙一", "乙二", "甲三"]
    with pytest.raises(ValueError, match='sort is "up"'):
        kwic(corpus, "党课", sort="up")
