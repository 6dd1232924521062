"""Sections: which sections of two documents match, and what they add to the score."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparison.similarity import (
    align_sections,
    compare_documents,
    explain,
    explain_sections,
    tfidf,
)
from analysis.comparison.similarity.alignment import _assign_partners, _compare_headings, _find_mutual
from analysis.documents.corpus import Corpus
from analysis.tokens import Tokens, tokenize
from tests.support.similarity_corpora import BODY, draw_texts, lines, plain_corpus


@pytest.fixture(scope="module")
def tokens(samples: Corpus) -> Tokens:
    return tokenize(samples)


# --- alignment ------------------------------------------------------------------------------------

# Sections of BODY in a different order: two have new headings, and the fourth is new.
MOVED = lines(
    "一、守护校园安全",
    "检查校园，守护学生。",
    "二、强化政治引领",
    "学习理论，提高认识。",
    "三、建设高素质队伍",
    "培训教师，关心教师。",
    "四、做好后勤保障",
    "修缮食堂，添置图书。",
)


def test_moved_sections_are_aligned() -> None:
    tokens = tokenize(plain_corpus([BODY, MOVED]))
    table = align_sections(tokens, "d0000", "d0001")
    assert list(table.columns) == [
        "a",
        "b",
        "section_a",
        "heading_a",
        "section_b",
        "heading_b",
        "score",
        "content_score",
        "heading_score",
        "contribution",
        "mutual",
    ]
    assert table[["a", "b"]].drop_duplicates().to_numpy().tolist() == [["d0000", "d0001"]]
    assert table[["section_a", "section_b"]].to_numpy().tolist() == [[1, 2], [3, 3], [4, 1]]
    assert table["heading_a"].tolist() == ["强化政治引领", "强化队伍建设", "强化安全管理"]
    assert table["heading_b"].tolist() == ["强化政治引领", "建设高素质队伍", "守护校园安全"]
    # The first headings are equal: 1. 强化队伍建设 has 强化 化队 队伍 伍建 建设, 建设高素质队伍 has 建设 设高
    # 高素 素质 质队 队伍: two in common, so 2 × 2 / 11. The last
    # two headings have 5 pairs each and 安全 in common: 2 / 10.
    assert table["heading_score"].tolist() == pytest.approx([1, 4 / 11, 2 / 10], abs=1e-15)
    assert table["content_score"][0] == pytest.approx(1, abs=1e-12)
    mean = (table["content_score"] + table["heading_score"]) / 2
    np.testing.assert_allclose(table["score"], mean, rtol=0, atol=1e-15)
    assert table["mutual"].tolist() == [True, True, True]


def test_scores_by_hand() -> None:
    # All five words are in both documents, so every idf is 1. The words of a section include its heading.
    texts = [
        lines("一、学校", "教师。", "二、学生", "学生。", "三、课程", "课程。", "四、安全", "安全。"),
        lines("一、教师", "教师。", "二、学生", "学生。", "三、课程", "课程。", "四、安全", "学校。"),
    ]
    tokens = tokenize(plain_corpus(texts))
    table = align_sections(tokens, "d0000", "d0001")
    # 学校 教师 and 教师: (1 1) · (0 1) / sqrt(2); 安全 and 安全 学校 likewise.
    half = 1 / np.sqrt(2)
    columns = ["section_a", "section_b", "content_score", "heading_score", "score"]
    assert table[columns].to_numpy().tolist() == [
        [1, 1, pytest.approx(half), 0, pytest.approx(half / 2)],
        [2, 2, pytest.approx(1), 1, pytest.approx(1)],
        [3, 3, pytest.approx(1), 1, pytest.approx(1)],
        [4, 4, pytest.approx(half), 1, pytest.approx((half + 1) / 2)],
    ]
    # Weights: a has 学校 1, 教师 1 and three words twice, 1.69315 each; b has 安全 1, 学校 1 and
    # 教师, 学生, 课程 1.69315: both of length sqrt(2 + 3 × 2.86675) = 3.25577, squared 10.60025.
    # 教师 adds 1 × 1.69315, 学生 and 课程 2.86675 each, 安全 1.69315 × 1.
    expected = np.array([1.69315, 2.86675, 2.86675, 1.69315]) / 10.60025
    assert table["contribution"].tolist() == pytest.approx(expected.tolist(), abs=5e-6)
    # 学校 is in the first section of a and the fourth of b, which do not match: it adds 1 × 1 there.
    rest = explain_sections(tokens, "d0000", "d0001").tail(1)
    assert rest[["section_a", "section_b"]].to_numpy().tolist() == [[1, 4]]
    assert rest["contribution"].tolist() == pytest.approx([1 / 10.60025], abs=5e-6)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("强化政治引领", "强化政治引领", 1),
        ("强化政治引领", "强化组织建设", 2 / 10),
        ("党建", "党建工作", 2 / 4),
        ("学", "学", 1),
        ("学", "学校", 0),
        ("安全", "科研", 0),
        ("学校学校", "学校", 2 / 3),  # 学校 校学, each counted once
    ],
)
def test_heading_scores_by_hand(a: str, b: str, expected: float) -> None:
    assert _compare_headings(a, b) == _compare_headings(b, a) == pytest.approx(expected, abs=1e-15)


def test_assignment_by_hand() -> None:
    # A greedy choice would take .9 and leave 0. Together .8 and .7 are more.
    score = np.array([[0.9, 0.8], [0.7, 0.0]])
    row, column = _assign_partners(score)
    assert (row.tolist(), column.tolist()) == ([0, 1], [1, 0])
    # .9 is more than .8 and .7, so neither is the best of its row and column.
    assert _find_mutual(score, row, column).tolist() == [False, False]
    row, column = _assign_partners(np.array([[0.9, 0.3], [0.7, 0.0]]))
    assert (row.tolist(), column.tolist()) == ([0, 1], [1, 0])
    # Sections that score 0 are not a pair.
    row, column = _assign_partners(np.array([[0.9, 0.0], [0.0, 0.0], [0.2, 0.0]]))
    assert (row.tolist(), column.tolist()) == ([0], [0])
    assert _find_mutual(np.array([[0.9, 0.0], [0.0, 0.0], [0.2, 0.0]]), row, column).tolist() == [True]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 10_000))
def test_no_other_assignment_sums_to_more(n: int, m: int, seed: int) -> None:
    score = np.random.default_rng(seed).random((n, m)).round(1)
    row, column = _assign_partners(score)
    assert len(set(row)) == len(row) == len(set(column))
    wide = score if n <= m else score.T
    best = max(
        sum(wide[i, j] for i, j in enumerate(places))
        for places in permutations(range(wide.shape[1]), len(wide))
    )
    assert score[row, column].sum() == pytest.approx(best, abs=1e-12)
    mutual = [
        score[i, j] >= score[i].max() and score[i, j] >= score[:, j].max()
        for i, j in zip(row, column, strict=True)
    ]
    assert _find_mutual(score, row, column).tolist() == mutual


def test_alignment_is_symmetric(tokens: Tokens) -> None:
    first, second = (document.label for document in tokens.corpus.items[:2])
    table, swapped = align_sections(tokens, first, second), align_sections(tokens, second, first)
    assert len(table) == len(swapped) > 0
    swapped = swapped.sort_values("section_b")
    assert table["section_a"].tolist() == swapped["section_b"].tolist()
    assert table["mutual"].tolist() == swapped["mutual"].tolist()
    for column in ("score", "contribution"):
        np.testing.assert_allclose(table[column], swapped[column], rtol=0, atol=1e-12)


def test_sections_of_a_document_and_itself_are_aligned_with_themselves(tokens: Tokens) -> None:
    label = tokens.corpus.items[0].label
    table = align_sections(tokens, label, label)
    assert table["section_a"].tolist() == table["section_b"].tolist()
    assert table["score"].tolist() == pytest.approx([1.0] * len(table), abs=1e-12)
    assert table["mutual"].all()


# --- what sections add to the score ---------------------------------------------------------------


def test_sections_of_every_pair_sum_to_its_score(tokens: Tokens) -> None:
    pairs = compare_documents(tokens, measured=0)
    for a, b, score in pairs[["a", "b", "score"]].itertuples(index=False):
        table = explain_sections(tokens, a, b)
        assert list(table.columns) == [
            "a",
            "b",
            "section_a",
            "heading_a",
            "section_b",
            "heading_b",
            "contribution",
        ]
        assert table["contribution"].sum() == pytest.approx(score, abs=1e-12)
        assert table["contribution"].is_monotonic_decreasing
        assert (table["contribution"] > 0).all()
        aligned = align_sections(tokens, a, b)
        contributions = table.set_index(["section_a", "section_b"])["contribution"]
        keys = list(zip(aligned["section_a"], aligned["section_b"], strict=True))
        np.testing.assert_allclose(aligned["contribution"], contributions.loc[keys], rtol=0, atol=1e-15)


def test_sections_of_documents_with_and_without_headings_sum_to_the_score() -> None:
    paragraphs = draw_texts(4, 1)[0]
    tokens = tokenize(plain_corpus([BODY, MOVED, paragraphs, lines(MOVED, BODY, paragraphs)]))
    pairs = compare_documents(tokens, measured=0)
    for a, b, score in pairs[["a", "b", "score"]].itertuples(index=False):
        for names in ((a, b), (b, a)):
            table = explain_sections(tokens, *names)
            assert table["contribution"].sum() == pytest.approx(score, abs=1e-12)


def test_contribution_of_a_word_is_divided_among_its_sections() -> None:
    # 教师 occurs three times in a, once before all sections and twice in the second; in b it
    # occurs in the second.
    texts = [
        "关心教师。\n一、学习\n二、组织\n教师，教师。\n三、安全\n检查。\n四、科研\n课程。",
        "一、后勤\n食堂。\n二、培训\n教师。\n三、图书\n添置。\n四、体育\n锻炼。",
    ]
    tokens = tokenize(plain_corpus(texts))
    whole = explain(tokens, "d0000", "d0001")
    assert whole["term"].tolist() == ["教师"]
    table = explain_sections(tokens, "d0000", "d0001")
    rows = table[["section_a", "heading_a", "section_b", "heading_b"]].to_numpy().tolist()
    assert rows == [[2, "组织", 2, "培训"], [0, "", 2, "培训"]]
    shares = (table["contribution"] / whole["contribution"][0]).tolist()
    assert shares == pytest.approx([2 / 3, 1 / 3], abs=1e-12)


def test_words_after_a_section_belong_to_no_section() -> None:
    # The four sections of the second level are compared. In a 教师 comes after the end of （二）,
    # under 二 and before its （一）.
    text = lines(
        "一、学习",
        "（一）理论",
        "读书。",
        "（二）会议",
        "开会。",
        "二、组织",
        "教师。",
        "（一）支部",
        "换届。",
        "（二）书记",
        "述职。",
    )
    tokens = tokenize(plain_corpus([text, "教师。"]))
    table = explain_sections(tokens, "d0000", "d0001")
    assert table[["section_a", "section_b"]].to_numpy().tolist() == [[0, 0]]
    both = explain_sections(tokens, "d0000", "d0000")
    assert set(both["section_a"]) == {0, 2, 3, 5, 6}


def test_documents_without_sections_have_no_aligned_sections() -> None:
    tokens = tokenize(plain_corpus(["学校，教师。", "学校，学生。"]))
    assert len(align_sections(tokens, "d0000", "d0001")) == 0
    table = explain_sections(tokens, "d0000", "d0001")
    assert table[["section_a", "heading_a", "section_b"]].to_numpy().tolist() == [[0, "", 0]]
    score = (tfidf(tokens)[0] @ tfidf(tokens)[1].T).toarray()[0, 0]
    assert table["contribution"][0] == pytest.approx(score, abs=1e-15)


def test_empty_documents_have_no_aligned_sections() -> None:
    tokens = tokenize(plain_corpus(["", BODY]))
    for names in (("d0000", "d0001"), ("d0001", "d0000"), ("d0000", "d0000")):
        assert len(align_sections(tokens, *names)) == 0
        assert len(explain_sections(tokens, *names)) == 0


def test_unknown_name_is_refused(tokens: Tokens) -> None:
    label = tokens.corpus.items[0].label
    for function in (align_sections, explain_sections):
        for names in (("无此区 2022", label), (label, "无此区 2022")):
            with pytest.raises(KeyError, match="No document is called"):
                function(tokens, *names)
