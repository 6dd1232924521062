"""Units: the parts of a document that are left out in turn for its intervals."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison.similarity.jackknife_units import (
    count_shingles_by_unit,
    count_words_by_unit,
    cut_into_units,
)
from analysis.comparison.similarity.shingles import count_shingles
from analysis.documents.corpus import Corpus
from analysis.tokens import Tokens, tokenize
from tests.support.similarity_corpora import BODY, lines, plain_corpus


@pytest.fixture(scope="module")
def tokens(samples: Corpus) -> Tokens:
    return tokenize(samples)


def abbreviate_units(text: str) -> list[str]:
    """The first two and the last two characters of each unit of a text."""
    document = plain_corpus([text]).items[0]
    units = [document.text[start:end].strip() for start, end in cut_into_units(document)]
    assert "".join(units).replace("\n", "") == text.replace("\n", "")
    return [f"{unit[:2]}…{unit[-2:]}" for unit in units]


def test_units_are_top_level_sections() -> None:
    # The title, a short line, goes to the first section.
    assert abbreviate_units(BODY) == ["某区…识。", "二、…记。", "三、…师。", "四、…生。"]
    # A long text before the first section is a unit.
    opening = "今年是关键之年。" * 9
    assert abbreviate_units(BODY.replace("点\n", f"点\n{opening}\n")) == [
        "某区…年。",
        "一、…识。",
        "二、…记。",
        "三、…师。",
        "四、…生。",
    ]


def test_units_of_few_sections_are_those_of_the_next_level() -> None:
    text = lines(
        "一、总体要求",
        "全面贯彻，认真落实。",
        "二、主要任务",
        "（一）强化政治引领",
        "学习理论，提高认识。",
        "（二）强化组织建设",
        "建强支部，配齐书记。",
        "（三）强化队伍建设",
        "培训教师，关心教师。",
    )
    # 二、主要任务 announces （一） and is no unit of its own.
    assert abbreviate_units(text) == ["一、…实。", "二、…识。", "（二…记。", "（三…师。"]


def test_sections_of_one_line_each_are_units() -> None:
    # The first line is not the title of the second.
    text = lines("一、学习理论。", "二、建强支部。", "三、培训教师。", "四、检查校园。")
    assert abbreviate_units(text) == ["一、…论。", "二、…部。", "三、…师。", "四、…园。"]


def test_units_without_sections_are_paragraphs() -> None:
    expected = ["学习…识。", "建强…部。", "培训…师。"]
    assert abbreviate_units("学习理论，提高认识。\n建强支部。\n培训教师。") == expected
    assert abbreviate_units("学习理论，提高认识。\n\n建强支部。\n\n\n培训教师。\n") == expected


def test_units_of_three_sections_are_paragraphs() -> None:
    text = BODY[: BODY.index("四、")]
    assert abbreviate_units(text) == [
        "某区…要点",
        "一、…引领",
        "学习…识。",
        "二、…建设",
        "建强…记。",
        "三、…建设",
        "培训…师。",
    ]


def test_units_are_paragraphs_if_headings_only_announce_each_other() -> None:
    # Of the four headings 一 and （一） make one unit, 二 and （一） another: too few.
    text = lines("一、总体", "（一）政治", "学习理论。", "二、任务", "（一）组织", "建强支部。")
    assert len(abbreviate_units(text)) == 6


@pytest.mark.parametrize("text", ["", "\n\n", "，"])
def test_text_without_words_has_no_units_of_words(text: str) -> None:
    corpus = plain_corpus([text])
    assert cut_into_units(corpus.items[0]) == ([(0, 1)] if text == "，" else [])
    units, edges = count_words_by_unit(tokenize(corpus), [0])
    assert (units.shape[0], edges.tolist()) == (0, [0, 0])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "一、学习",
                "二、组织",
                "三、安全",
                "（一）理论",
                "（二）支部",
                "1.教师",
                "教师，学生。",
                "",
                "学校" * 40,
            ]
        ),
        max_size=25,
    )
)
def test_units_are_the_whole_text_in_order(paragraphs: list[str]) -> None:
    document = plain_corpus(["\n".join(paragraphs)]).items[0]
    units = cut_into_units(document)
    assert all(start < end for start, end in units)
    for (_, end), (start, _) in pairwise(units):
        assert end <= start
        assert document.text[end:start].strip() == ""
    covered = "".join(document.text[start:end] for start, end in units)
    assert covered.split() == document.text.split()


@pytest.mark.parametrize("order", [[4, 1], [0, 1, 2, 3, 4], [2], []])
def test_units_sum_to_the_documents(tokens: Tokens, order: list[int]) -> None:
    units, edges = count_words_by_unit(tokens, order)
    shingles, pieces, ends = count_shingles_by_unit(tokens.corpus, order)
    known, counts = count_shingles([document.text for document in tokens.corpus])
    at = np.searchsorted(known, shingles)
    assert len(edges) == len(ends) == len(order) + 1
    for place, row in enumerate(order):
        own = units[edges[place] : edges[place + 1]].toarray()
        assert (own.sum(axis=0) == tokens.counts[row].toarray()[0]).all()
        assert (own.sum(axis=1) > 0).all()
        own = pieces[ends[place] : ends[place + 1]].toarray()
        assert (own.sum(axis=0) == counts[row].toarray()[0][at]).all()
        assert own.sum() == counts[row].sum()
