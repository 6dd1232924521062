"""Keyness: measures by hand and by their symmetries; the permutation test against brute force."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.comparison.keyness import find_keyness, log_likelihood, log_odds, log_ratio
from analysis.comparison.keyness.measures import weighted_log_odds
from analysis.comparison.keyness.permutation import compare_with_permutations
from analysis.documents.corpus import Corpus
from analysis.inference import draw_groups
from analysis.settings import Settings
from analysis.tokens import tokenize
from tests.support.corpora import corpus_of
from tests.support.simulated import simulate_tokens, word

COLUMNS = [
    "by",
    "group",
    "against",
    "term",
    "level",
    "sign",
    "effect",
    "low",
    "high",
    "z",
    "log_ratio",
    "g2",
    "p",
    "q",
    "n",
    "n_docs",
    "n_rest",
    "note",
]
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
    # inside 104 against 505 - 104 = 401; the rest has it 0 times in 15: 100 against 415.
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


def test_equal_shares_have_no_effect() -> None:
    effect, z = log_odds(np.array([[2.0, 4.0, 6.0], [2.0, 4.0, 6.0]]))
    np.testing.assert_allclose(effect, 0.0, atol=1e-12)
    np.testing.assert_allclose(z, 0.0, atol=1e-12)


def test_term_of_no_group_and_an_only_term_have_no_effect() -> None:
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
    rows = table[["by", "group", "term", "level", "n", "n_docs", "n_rest"]].to_numpy().tolist()
    assert rows == [
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
    # 教师: 3 of 10 words against half an occurrence in 5: .3 / .1, doubled log2(3) times.
    assert table["log_ratio"][0] == pytest.approx(math.log2(3))
    assert table["sign"].tolist() == [
        "more",
        "more",
        "more",
        "less",
        "more",
        "less",
        "less",
        "less",
    ]
    # Groups of two documents and of one: no interval, no p, and a note that says why.
    assert table[["low", "high", "p", "q"]].isna().all().all()
    assert table["note"][0] == "本组只有 2 份文本：不给区间，不作检验。"
    assert set(table["against"]) == {""}


def test_terms_of_highest_and_lowest_z_are_kept(tmp_path: Path) -> None:
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


def test_documents_without_a_year_count_for_no_year(tmp_path: Path) -> None:
    # c has no year: 课程 is in no year, and 学校 is counted 5 times, not 6.
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
    with pytest.raises(ValueError, match='by is "city"; it can be "district", "year" or "district_year"'):
        find_keyness(tokenize(samples), by="city")


def test_districts_in_a_year_are_groups_too_and_their_notes_say_what_is_missing(samples: Corpus) -> None:
    table = find_keyness(tokenize(samples), by="district_year", most=1, language="en")
    names = {f"{place} {d.metadata.year}" for place, d in zip(samples.places, samples, strict=True)}
    assert set(table["group"]) == names and set(table["by"]) == {"district_year"}
    assert table["p"].isna().all() and set(table["note"].str[:22]) == {"The group has only 1 d"}


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_log_likelihood_equals_that_of_scipy(cells: list[int]) -> None:
    n, n_rest, absent, absent_rest = cells
    square = np.array([[n, n_rest], [absent, absent_rest]])
    if not (square.sum(axis=0).all() and square.sum(axis=1).all()):
        return
    expected = stats.chi2_contingency(square, correction=False, lambda_="log-likelihood").statistic
    sizes = float(n + absent), float(n_rest + absent_rest)
    assert log_likelihood(np.array([n]), np.array([n_rest]), *sizes)[0] == pytest.approx(expected)


def test_log_likelihood_and_log_ratio_by_hand() -> None:
    # 8 of 100 words against 2 of 100: expected 5 and 5, 95 and 95.
    # G² = 2 (8 ln 1.6 + 2 ln 0.4 + 92 ln(92 / 95) + 98 ln(98 / 95))
    # = 2 (3.7600 - 1.8326 - 2.9521 + 3.0469) = 4.0444; log2(.08 / .02) = 2.
    n, n_rest = np.array([8.0, 0.0]), np.array([2.0, 0.0])
    assert log_likelihood(n, n_rest, 100, 100) == pytest.approx([4.0444, 0.0], abs=5e-5)
    assert log_ratio(n, n_rest, 100, 100) == pytest.approx([2.0, 0.0])
    assert np.isnan(log_ratio(n, n_rest, 0, 100)).all()


def _counts_of_six(group: list[int], rest: list[int]) -> np.ndarray:
    """Counts of two terms in six documents of ten words; `group` and `rest` are those of the first."""
    first = np.array([*group, *rest])
    return np.column_stack([first, 10 - first])


def test_exact_p_by_hand() -> None:
    # 3 of 6 documents can be drawn in 20 ways. Only the real one and its mirror image have all 9
    # occurrences on one side.
    tokens = simulate_tokens(_counts_of_six([3, 3, 3], [0, 0, 0]), ["甲区"] * 3 + ["乙区"] * 3)
    table = find_keyness(tokens, group="甲区")
    first = table[table["term"] == word(0)].iloc[0]
    assert (first["p"], first["sign"], first["n_docs"]) == (pytest.approx(0.1), "more", 3)
    assert first["note"] == "文本不多，p 最小可为 0.05。"
    assert table["q"].tolist() == pytest.approx([0.1, 0.1])
    # One document has all occurrences: each of the 20 ways puts it on one of the two sides.
    tokens = simulate_tokens(_counts_of_six([9, 0, 0], [0, 0, 0]), ["甲区"] * 3 + ["乙区"] * 3)
    table = find_keyness(tokens, group="甲区").set_index("term")
    assert np.isnan(table["p"][word(0)])
    assert table["note"][word(0)] == "含此词的文本不足 3 份：不作检验。"
    assert table["p"][word(1)] == pytest.approx(1.0)


def test_a_word_repeated_in_a_single_document_is_not_significant() -> None:
    rest = np.random.default_rng(3).poisson(2, (30, 1))
    counts = np.hstack([rest, np.full((30, 1), 100)])
    counts[0, 0] = 60
    table = find_keyness(simulate_tokens(counts, ["甲区"] * 10 + ["乙区"] * 20), group="甲区")
    first = table[table["term"] == word(0)].iloc[0]
    assert first["z"] > 3 and first["g2"] > 10.83  # by words: p < .001
    assert first["p"] > 0.1 and first["low"] < 0 < first["high"]


def test_comparison_of_two_groups_ignores_all_other_documents() -> None:
    counts = np.random.default_rng(4).poisson(3, (12, 5))
    places = ["甲区"] * 4 + ["乙区"] * 4 + ["丙区"] * 4
    expected = find_keyness(simulate_tokens(counts[:8], places[:8]), group="甲区")
    table = find_keyness(simulate_tokens(counts, places), group="甲区", against="乙区")
    assert set(table["against"]) == {"乙区"}
    same = [column for column in COLUMNS if column != "against"]
    assert table[same].equals(expected[same])
    assert (table["n"] + table["n_rest"]).tolist() == [
        counts[:8, i].sum() for i in (int(ord(t[1]) - 0x4E01) for t in table["term"])
    ]
    with pytest.raises(ValueError, match="No district is called"):
        find_keyness(simulate_tokens(counts, places), against="丁区")
    assert find_keyness(simulate_tokens(counts, places), group="甲区", against="甲区").empty


@pytest.mark.parametrize("rate", [0.02, 20.0, 3_000.0])  # few occurrences, some, and many
def test_permutation_test_counts_random_groups_with_as_large_a_surplus(rate: float) -> None:
    random = np.random.default_rng(8)
    counts = random.poisson(rate * random.gamma(2.0, 1.0, (6, 60))).astype(float)
    lengths = random.integers(20_000, 60_000, 60).astype(float)
    texts = random.permutation(60)[:50]  # ten documents have no group
    p_values, least = compare_with_permutations(
        sparse.csr_matrix(counts), lengths, texts, 7, draws=9, seed=4, largest=19
    )
    alone, _ = compare_with_permutations(sparse.csr_matrix(counts), lengths, texts, 7, draws=9, seed=4)
    np.testing.assert_array_equal(p_values, alone)
    assert least == 0.0
    # Draw 1, then 2 to 9, then 10 to 180: each stage has its own seed. No term can be reached ten times
    # before the last stage, so every term gets all draws.
    stages = [draw_groups(50, 7, draws=n, seed=4 + made)[0] for n, made in ((1, 0), (8, 1))]
    stages.append(draw_groups(50, 7, draws=171, seed=13)[0])
    for row, p in zip(counts, p_values, strict=True):
        own = _surplus_by_hand(row, lengths, texts, texts[:7])
        drawn = [_surplus_by_hand(row, lengths, texts, texts[group]) for group in np.vstack(stages)]
        assert p == pytest.approx((1 + np.sum(np.array(drawn) >= own * (1 - 1e-9))) / 181)


def _surplus_by_hand(row: np.ndarray, lengths: np.ndarray, texts: np.ndarray, group: np.ndarray) -> float:
    """How far a group's occurrences are from the expected, in standard errors up to a common factor."""
    size, words = lengths[group].sum(), lengths[texts].sum()
    surplus = row[group].sum() - row[texts].sum() / words * size
    return float(abs(surplus) / np.sqrt(size * (words - size)))


def test_note_on_few_documents_is_in_the_language_of_the_settings() -> None:
    counts = np.full((5, 3), 4)
    english = Settings(language="en")
    table = find_keyness(simulate_tokens(counts, ["甲区"] * 3 + ["乙区"] * 2, settings=english))
    notes = table.groupby("group")["note"].first()
    assert notes["甲区"] == "It is compared with only 2 document(s): no interval, no test."
    assert notes["乙区"] == "The group has only 2 document(s): no interval, no test."
    assert set(table["sign"]) == {"same"}


def _draw_texts(
    random: np.random.Generator, rates: np.ndarray, documents: int, *, spread: float = 4.0
) -> np.ndarray:
    """Counts in documents of unequal length; each document has its own habits, so its rates vary."""
    length = random.integers(300, 900, (documents, 1))
    habit = random.gamma(spread, 1 / spread, (documents, len(rates)))
    return random.poisson(length * rates * habit)


@pytest.mark.slow
def test_planted_terms_are_significant_with_the_right_sign() -> None:
    random = np.random.default_rng(2008)
    rates = random.dirichlet(np.full(300, 2.0))
    planted = rates.copy()
    planted[:10] *= 4
    planted[10:15] /= 6
    counts = np.vstack([_draw_texts(random, planted, 25), _draw_texts(random, rates, 75)])
    table = find_keyness(simulate_tokens(counts, ["甲区"] * 25 + ["乙区"] * 75), group="甲区")
    significant = table[table["q"] <= 0.05].set_index("term")["sign"]
    more, less = {word(i) for i in range(10)}, {word(i) for i in range(10, 15)}
    assert len(more & set(significant[significant == "more"].index)) >= 9
    assert len(less & set(significant[significant == "less"].index)) >= 3
    assert len(set(significant.index) - more - less) <= 2
    wrong = significant[significant.index.isin(more) & (significant == "less")]
    assert wrong.empty


@pytest.mark.slow
def test_false_discoveries_stay_below_5_percent_without_a_true_difference() -> None:
    # Without a true difference every significant term is false; at most 5 % of corpora may have any.
    random = np.random.default_rng(1995)
    rates, false = random.dirichlet(np.full(60, 2.0)), 0
    for _ in range(60):
        counts = _draw_texts(random, rates, 20)
        settings = Settings(keyness_terms=10)
        tokens = simulate_tokens(counts, ["甲区"] * 6 + ["乙区"] * 14, settings=settings)
        table = find_keyness(tokens, group="甲区", permutations=199)
        assert len(table) == 20  # the most striking of 60: q must allow for the selection
        false += bool((table["q"] <= 0.05).any())
    assert false <= 7  # of 60; at a rate of 5 % there are more in one series of 100


@pytest.mark.slow
@pytest.mark.parametrize(("group", "rest"), [(5, 20), (10, 10), (20, 40)])
def test_intervals_contain_the_truth_in_95_percent(group: int, rest: int) -> None:
    random = np.random.default_rng(1983)
    hits = []
    for _ in range(80):
        rates = random.dirichlet(np.full(40, 1.0))
        planted = rates * np.repeat([2.0, 0.5, 1.0], [5, 5, 30])
        planted /= planted.sum()
        counts = np.vstack([_draw_texts(random, planted, group), _draw_texts(random, rates, rest)])
        places = ["甲区"] * group + ["乙区"] * rest
        table = find_keyness(simulate_tokens(counts, places), group="甲区", permutations=19)
        total, size = counts.sum(axis=0), counts[:group].sum()
        truth = _expected_effect(planted * size, rates * (total.sum() - size), total)
        true = table["term"].map({word(i): effect for i, effect in enumerate(truth)})
        hits += ((table["low"] <= true) & (true <= table["high"])).tolist()
    assert 0.93 < np.mean(hits) < 0.97


def _expected_effect(n: np.ndarray, n_rest: np.ndarray, total: np.ndarray) -> np.ndarray:
    """The effect at the true rates, with the same prior as the table."""
    prior = 500 * total / total.sum()
    inside, outside = n + prior, n_rest + prior
    odds = np.log(inside) - np.log(n.sum() + 500 - inside)
    return odds - np.log(outside) + np.log(n_rest.sum() + 500 - outside)


def test_weighted_log_odds_of_one_group_equal_those_in_all_groups() -> None:
    counts = np.random.default_rng(5).poisson(4, (3, 7)).astype(float)
    effect, z = log_odds(counts)
    own = weighted_log_odds(counts[1], counts.sum(axis=0), counts[1].sum(), counts.sum())
    np.testing.assert_allclose(effect[1], own[0])
    np.testing.assert_allclose(z[1], own[1])
