"""Keyness: weighted log-odds, by hand and by its symmetries."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import Corpus
from analysis.keyness import find_keyness, log_odds
from analysis.settings import Settings
from analysis.tokens import tokenize
from tests.corpora import corpus_of

COLUMNS = ["by", "group", "term", "level", "effect", "z", "n", "n_docs", "n_rest"]
# a: 教师 3, 学校 2. b: 学校 3, 学生 2. c: 学校 1, 课程 4.
TEXTS = {
    "a": "教师，教师，学校，教师，学校。",
    "b": "学校，学生，学生，学校，学校。",
    "c": "课程，课程，课程，学校，课程。",
}


def test_log_odds_by_hand() -> None:
    # Totals 4 and 6 of 10, so 500 words of prior are 200 and 300. First group, first term:
    # inside 3 + 200 = 203 against 4 + 500 - 203 = 301; outside 1 + 200 = 201 against 305.
    # effect = ln(203 / 301) - ln(201 / 305) = ln(61915 / 60501) = 0.0231026
    # z = 0.0231026 / sqrt(1 / 203 + 1 / 201) = 0.0231026 / 0.0995050 = 0.232175
    effect, z = log_odds(np.array([[3.0, 1.0], [1.0, 5.0]]))
    assert effect[0, 0] == pytest.approx(0.0231026, abs=5e-8)
    assert z[0, 0] == pytest.approx(0.232175, abs=5e-7)
    # Second term: inside 1 + 300 = 301, outside 5 + 300 = 305; with two terms the effect is
    # the first one's with the other sign, its error sqrt(1 / 301 + 1 / 305).
    assert effect[0, 1] == pytest.approx(-math.log(61915 / 60501), abs=1e-12)
    assert z[0, 1] == pytest.approx(effect[0, 1] / math.sqrt(1 / 301 + 1 / 305), abs=1e-12)


def test_log_odds_of_three_groups_by_hand() -> None:
    # Totals 6, 4, 10 of 20: prior 150, 100, 250. Second group (0, 4, 1), second term:
    # inside 104 against 505 - 104 = 401; the rest says it 0 times in 15: 100 against 415.
    counts = np.array([[5.0, 0.0, 4.0], [0.0, 4.0, 1.0], [1.0, 0.0, 5.0]])
    effect, z = log_odds(counts)
    expected = math.log(104 / 401) - math.log(100 / 415)
    assert effect[1, 1] == pytest.approx(expected, abs=1e-12)
    assert z[1, 1] == pytest.approx(expected / math.sqrt(1 / 104 + 1 / 100), abs=1e-12)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=8))
def test_two_groups_have_opposite_signs(pairs: list[tuple[int, int]]) -> None:
    counts = np.array(pairs, dtype=float).T
    if not counts.sum():
        return
    effect, z = log_odds(counts)
    assert np.isfinite(effect).all()
    assert np.isfinite(z).all()
    np.testing.assert_allclose(effect[0], -effect[1], rtol=0, atol=1e-9)
    np.testing.assert_allclose(z[0], -z[1], rtol=0, atol=1e-9)


def test_same_shares_have_no_effect() -> None:
    effect, z = log_odds(np.array([[2.0, 4.0, 6.0], [2.0, 4.0, 6.0]]))
    np.testing.assert_allclose(effect, 0.0, atol=1e-12)
    np.testing.assert_allclose(z, 0.0, atol=1e-12)


def test_term_of_no_group_or_the_only_term_has_no_effect() -> None:
    effect, z = log_odds(np.array([[3.0, 0.0, 1.0], [1.0, 0.0, 2.0]]))
    assert (effect[:, 1].tolist(), z[:, 1].tolist()) == ([0.0, 0.0], [0.0, 0.0])
    effect, z = log_odds(np.array([[3.0], [2.0]]))
    assert (effect.tolist(), z.tolist()) == ([[0.0], [0.0]], [[0.0], [0.0]])


def test_keyness_table_by_hand(tmp_path: Path) -> None:
    # 西湖区 (a, b): 学校 5, 教师 3, 学生 2, 课程 0; 金坛区 (c): 学校 1, 课程 4.
    districts = {"a": "西湖区", "b": "西湖区", "c": "金坛区"}
    tokens = tokenize(corpus_of(tmp_path, TEXTS, districts=districts))
    table = find_keyness(tokens, by="district")
    assert list(table.columns) == COLUMNS
    # z in 西湖区: 教师 0.0247 / 0.1404 = 0.176, 学校 0.0164 / 0.0993 = 0.165,
    # 学生 0.0227 / 0.1719 = 0.132, 课程 below 0.
    told = table[["by", "group", "term", "level", "n", "n_docs", "n_rest"]].to_numpy().tolist()
    assert told == [
        ["district", "西湖区", "教师", "word", 3, 1, 0],
        ["district", "西湖区", "学校", "word", 5, 2, 1],
        ["district", "西湖区", "学生", "word", 2, 1, 0],
        ["district", "西湖区", "课程", "word", 0, 0, 4],
        ["district", "金坛区", "课程", "word", 4, 1, 0],
        ["district", "金坛区", "学生", "word", 0, 0, 2],
        ["district", "金坛区", "学校", "word", 1, 1, 5],
        ["district", "金坛区", "教师", "word", 0, 0, 3],
    ]
    # 教师: prior 500 × 3 / 15 = 100; 103 against 10 + 500 - 103 = 407, and 100 against 405.
    effect = math.log(103 / 407) - math.log(100 / 405)
    assert table["effect"][0] == pytest.approx(effect, abs=1e-12)
    assert table["z"][0] == pytest.approx(effect / math.sqrt(1 / 103 + 1 / 100), abs=1e-12)


def test_highest_and_lowest_terms_are_kept(tmp_path: Path) -> None:
    districts = {"a": "西湖区", "b": "西湖区", "c": "金坛区"}
    settings = Settings(min_hanzi=1, keyness_terms=1)
    tokens = tokenize(corpus_of(tmp_path, TEXTS, districts=districts, settings=settings))
    table = find_keyness(tokens, by="district")
    assert table[["group", "term"]].to_numpy().tolist() == [
        ["西湖区", "教师"],
        ["西湖区", "课程"],
        ["金坛区", "课程"],
        ["金坛区", "教师"],
    ]


def test_terms_of_documents_without_a_year_are_in_no_years_list(tmp_path: Path) -> None:
    # c has no year: 课程 is said in no year, and 学校 5 times, not 6.
    tokens = tokenize(corpus_of(tmp_path, TEXTS, years={"a": 2021, "b": 2022}))
    table = find_keyness(tokens, by="year")
    assert set(table["term"]) == {"教师", "学校", "学生"}
    assert table[["effect", "z"]].notna().all().all()
    both = table[table["term"] == "学校"]
    assert (both["n"] + both["n_rest"]).tolist() == [5, 5]


def test_fewer_than_two_groups_have_no_keyness(tmp_path: Path) -> None:
    tokens = tokenize(corpus_of(tmp_path, TEXTS, districts=dict.fromkeys(TEXTS, "西湖区")))
    for by in ("district", "year"):
        table = find_keyness(tokens, by=by)
        assert list(table.columns) == COLUMNS
        assert len(table) == 0


def test_keyness_of_the_samples_is_ordered_and_consistent(samples: Corpus) -> None:
    tokens = tokenize(samples)
    table = find_keyness(tokens, by="district")
    k = samples.settings.keyness_terms
    total = dict(zip(tokens.terms, np.asarray(tokens.counts.sum(axis=0)).ravel(), strict=True))
    assert table["group"].nunique() == 5
    for _, rows in table.groupby("group"):
        assert len(rows) == 2 * k
        assert rows["z"].is_monotonic_decreasing
    assert (table["n"] + table["n_rest"]).tolist() == [total[term] for term in table["term"]]
    assert (np.sign(table["effect"]) == np.sign(table["z"])).all()


def test_unknown_grouping_is_refused(samples: Corpus) -> None:
    with pytest.raises(ValueError, match='by is "city"; it can be "district" or "year"'):
        find_keyness(tokenize(samples), by="city")
