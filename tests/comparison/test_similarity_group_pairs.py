"""Groups: districts, years and districts in a year; means by hand and against a loop over all pairs."""

from __future__ import annotations

import math
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.comparison.similarity import compare_documents, compare_groups, group_terms, jackknife, tfidf
from analysis.comparison.similarity.jackknife import Influence
from analysis.documents.corpus import Corpus
from analysis.documents.groups import group_matrix, group_of
from analysis.settings import Settings
from analysis.tokens import Tokens, tokenize
from tests.support.corpora import corpus_of
from tests.support.similarity_corpora import draw_texts, plain_corpus
from tests.support.simulated import simulate_tokens

COLUMNS = [
    "by",
    "a",
    "b",
    "score",
    "low",
    "high",
    "mean_pairs",
    "mean_pairs_low",
    "mean_pairs_high",
    "group_docs_a",
    "group_docs_b",
    "single",
]
INTERVALS = ["low", "high", "mean_pairs_low", "mean_pairs_high"]
# a: 教师 3, 学校 2. b: 学校 3, 学生 2. c: 学生 1, 学校 1, 教师 1, 课程 2.
TEXTS = {
    "a": "教师，教师，学校，教师，学校。",
    "b": "学校，学生，学生，学校，学校。",
    "c": "学生，学校，课程，教师，课程。",
}


def draw_tokens(sizes: list[int], *, settings: Settings | None = None) -> Tokens:
    """Random tokens of districts with `sizes` documents, one a year from 2015 on."""
    chance = np.random.default_rng(0)
    places = [f"第{i}区" for i, size in enumerate(sizes) for _ in range(size)]
    years = [2015 + year for size in sizes for year in range(size)]
    counts = chance.poisson(1.2, (len(places), 30))
    return simulate_tokens(counts, places, years, settings=settings)


@pytest.fixture(scope="module")
def samples_tokens(samples: Corpus) -> Tokens:
    return tokenize(samples)


# --- which document is in which group -------------------------------------------------------------


def test_group_of_a_document_is_its_place_its_year_or_both() -> None:
    places, years = ["西湖区", "金坛区", "西湖区", "西湖区"], [2022, 2021, None, 2021]
    corpus = plain_corpus(["学校。"] * 4, places=places, years=years)
    assert group_of(corpus, by="district") == places
    assert group_of(corpus, by="year") == ["2022", "2021", "", "2021"]
    names = ["西湖区 2022", "金坛区 2021", "", "西湖区 2021"]
    assert group_of(corpus, by="district_year") == names


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("district", {"西湖区": [0, 2, 3], "金坛区": [1]}),
        ("year", {"2021": [1, 3], "2022": [0]}),
        ("district_year", {"西湖区 2021": [3], "西湖区 2022": [0], "金坛区 2021": [1]}),
    ],
)
def test_groups_are_sorted_by_name_and_have_their_members(by: str, expected: dict[str, list[int]]) -> None:
    places, years = ["西湖区", "金坛区", "西湖区", "西湖区"], [2022, 2021, None, 2021]
    corpus = plain_corpus(["学校。"] * 4, places=places, years=years)
    names, members = group_matrix(corpus, by=by)
    assert names.tolist() == list(expected) == sorted(expected)
    rows = [np.flatnonzero(row).tolist() for row in members.toarray()]
    assert rows == list(expected.values())
    assert set(members.data) == {1.0}
    assert members.shape == (len(expected), 4)


def test_unknown_grouping_is_refused(samples_tokens: Tokens) -> None:
    message = 'by is "city"; it can be "district", "year" or "district_year".'
    for function in (compare_groups, group_terms):
        with pytest.raises(ValueError) as refused:
            function(samples_tokens, by="city")
        assert str(refused.value) == message


# --- scores ---------------------------------------------------------------------------------------


def test_pooled_score_and_mean_of_pairs_by_hand(tmp_path: Path) -> None:
    # The mean of unit vectors a and b has length sqrt(2 + 2 a·b) / 2, so its cosine with c is
    # (a·c + b·c) / sqrt(2 + 2 a·b). The pairs of documents score a·c and b·c: their mean.
    districts = {"a": "西湖区", "b": "西湖区", "c": "金坛区"}
    years = {"a": 2021, "b": 2022, "c": 2022}
    tokens = tokenize(corpus_of(tmp_path, TEXTS, districts=districts, years=years))
    score = compare_documents(tokens).set_index(["a", "b"])["score"]
    ab, ac, bc = (score["a.txt", "b.txt"], score["a.txt", "c.txt"], score["b.txt", "c.txt"])
    # 学校 is in all three documents: idf 1; 学生 and 教师 are in two: ln(4/3) + 1 = 1.28768; 课程 is in
    # one: ln 2 + 1 = 1.69315. Counts 2 and 3 become 1.69315 and 2.09861. a = (学校 1.69315,
    # 教师 2.70234), length 3.18894; c = (学校 1, 学生 1.28768, 教师 1.28768, 课程 2.86676), length
    # 3.54041: (1.69315 + 2.70234 × 1.28768) / (3.18894 × 3.54041) = 0.45818.
    assert ac == pytest.approx(0.45818, abs=5e-6)
    by_district = compare_groups(tokens, by="district")
    columns = ["by", "a", "b", "group_docs_a", "group_docs_b", "single"]
    assert by_district[columns].to_numpy().tolist() == [["district", "西湖区", "金坛区", 2, 1, True]]
    assert by_district["score"][0] == pytest.approx((ac + bc) / math.sqrt(2 + 2 * ab), abs=1e-12)
    assert by_district["mean_pairs"][0] == pytest.approx((ac + bc) / 2, abs=1e-12)
    by_year = compare_groups(tokens, by="year")
    assert by_year[columns].to_numpy().tolist() == [["year", "2021", "2022", 1, 2, True]]
    assert by_year["score"][0] == pytest.approx((ab + ac) / math.sqrt(2 + 2 * bc), abs=1e-12)
    assert by_year["mean_pairs"][0] == pytest.approx((ab + ac) / 2, abs=1e-12)


def test_pooled_score_and_mean_of_pairs_equal_a_loop_over_all_pairs() -> None:
    tokens = draw_tokens([3, 4, 5])
    vectors = tfidf(tokens).toarray()
    groups = [vectors[:3], vectors[3:7], vectors[7:]]
    table = compare_groups(tokens)
    assert list(table.columns) == COLUMNS
    assert (len(table), table["score"].is_monotonic_decreasing) == (3, True)
    for row in table.itertuples():
        group_a, group_b = (groups[int(name[1])] for name in (row.a, row.b))
        centres = group_a.mean(axis=0), group_b.mean(axis=0)
        pooled = centres[0] @ centres[1] / np.prod([np.linalg.norm(c) for c in centres])
        assert row.score == pytest.approx(pooled, abs=1e-12)
        pairs = [a @ b for a, b in product(group_a, group_b)]
        assert row.mean_pairs == pytest.approx(np.mean(pairs), abs=1e-12)
        assert row.a < row.b
        assert (row.by, row.group_docs_a, row.group_docs_b, row.single) == (
            "district",
            len(group_a),
            len(group_b),
            False,
        )
        assert 0 <= row.low < row.score < row.high <= 1
        assert 0 <= row.mean_pairs_low < row.mean_pairs < row.mean_pairs_high <= 1


def test_group_of_one_document_scores_as_the_document(samples_tokens: Tokens) -> None:
    pairs = compare_documents(samples_tokens)
    groups = compare_groups(samples_tokens)
    places = dict(zip([d.doc_id for d in samples_tokens.corpus], samples_tokens.corpus.places, strict=True))
    pair_of = {frozenset((places[row.a], places[row.b])): row for row in pairs.itertuples()}
    assert len(groups) == len(pair_of) == 10
    assert groups["single"].all()
    for row in groups.itertuples():
        pair = pair_of[frozenset((row.a, row.b))]
        for name in ("score", "low", "high"):
            assert getattr(row, name) == pytest.approx(getattr(pair, name), abs=1e-12)
        assert row.mean_pairs == pytest.approx(pair.score, abs=1e-12)
        assert row.mean_pairs_low == pytest.approx(pair.low, abs=1e-12)
        assert row.mean_pairs_high == pytest.approx(pair.high, abs=1e-12)


def test_districts_in_a_year_are_compared() -> None:
    places, years = ["甲区", "甲区", "甲区", "乙区", "乙区"], [2021, 2021, 2022, None, 2022]
    texts = draw_texts(4, 5)
    tokens = tokenize(plain_corpus(texts, places=places, years=years))
    table = compare_groups(tokens, by="district_year").sort_values(["a", "b"])
    columns = ["by", "a", "b", "group_docs_a", "group_docs_b", "single"]
    assert table[columns].to_numpy().tolist() == [
        ["district_year", "乙区 2022", "甲区 2021", 1, 2, True],
        ["district_year", "乙区 2022", "甲区 2022", 1, 1, True],
        ["district_year", "甲区 2021", "甲区 2022", 2, 1, True],
    ]
    # Two groups of one document each have the interval of the two documents.
    pair = compare_documents(tokens).set_index(["a", "b"]).loc[("d0002", "d0004")]
    row = table.iloc[1]
    for name in ("score", "low", "high"):
        assert row[name] == pytest.approx(pair[name], abs=1e-12)


def test_documents_of_unknown_year_are_in_no_group_of_a_year(tmp_path: Path) -> None:
    tokens = tokenize(corpus_of(tmp_path, TEXTS, years={"a": 2021, "b": 2022}))
    assert compare_groups(tokens, by="year")[["group_docs_a", "group_docs_b"]].to_numpy().tolist() == [[1, 1]]
    assert group_terms(tokens, by="year")["group"].unique().tolist() == ["2021", "2022"]
    assert len(compare_groups(tokens, by="district")) == 3


def test_corpus_without_years_has_no_groups_by_year() -> None:
    tokens = tokenize(plain_corpus(list(TEXTS.values())))
    assert list(compare_groups(tokens, by="year").columns) == COLUMNS
    assert len(compare_groups(tokens, by="year")) == len(group_terms(tokens, by="year")) == 0


def test_only_neighbours_are_kept_of_many_groups() -> None:
    sizes = [1] * 30
    every = compare_groups(draw_tokens(sizes), measured=0)
    scores = every.set_index(["a", "b"])["score"]
    few = draw_tokens(sizes, settings=Settings(all_pairs_up_to=29, neighbours=2))
    near = compare_groups(few, measured=0).set_index(["a", "b"])["score"]
    assert 30 <= len(near) <= 60 < len(scores)
    np.testing.assert_allclose(near, scores.loc[near.index], atol=1e-12)
    assert near.index[0] == scores.index[0]
    assert near.is_monotonic_decreasing


# --- intervals ------------------------------------------------------------------------------------


def test_interval_of_mean_of_pairs_by_hand() -> None:
    # The influence of a document on the mean is how far its own mean lies above that of all.
    tokens = draw_tokens([4, 6])
    vectors = tfidf(tokens).toarray()
    cosine = vectors[:4] @ vectors[4:].T
    sides = [
        Influence(means - means.mean(), np.array([len(means)]))
        for means in (cosine.mean(axis=1), cosine.mean(axis=0))
    ]
    low, high = jackknife.intervals_from_influence(np.array([cosine.mean()]), *sides)
    table = compare_groups(tokens)
    assert table["mean_pairs_low"][0] == pytest.approx(low[0], abs=1e-12)
    assert table["mean_pairs_high"][0] == pytest.approx(high[0], abs=1e-12)


def test_group_of_two_documents_has_no_interval() -> None:
    table = compare_groups(draw_tokens([2, 5, 3])).set_index(["a", "b"])
    assert table[INTERVALS].isna().all(axis=1).to_dict() == {
        ("第0区", "第1区"): True,
        ("第0区", "第2区"): True,
        ("第1区", "第2区"): False,
    }
    assert table.loc[("第1区", "第2区"), INTERVALS].notna().all()


def test_interval_of_a_single_document_and_a_group_needs_three_units() -> None:
    # 甲区 is one document of five paragraphs, 乙区 four documents, 丙区 one document of two paragraphs.
    texts = [*draw_texts(6, 5), *draw_texts(7, 1, paragraphs=2)]
    places = ["甲区", *["乙区"] * 4, "丙区"]
    table = compare_groups(tokenize(plain_corpus(texts, places=places))).set_index(["a", "b"])
    assert table[INTERVALS].isna().all(axis=1).to_dict() == {
        ("乙区", "甲区"): False,
        ("丙区", "乙区"): True,
        ("丙区", "甲区"): True,
    }
    row = table.loc[("乙区", "甲区")]
    assert 0 < row["low"] < row["score"] < row["high"] < 1
    assert 0 < row["mean_pairs_low"] < row["mean_pairs"] < row["mean_pairs_high"] < 1


def test_only_the_most_alike_groups_get_intervals() -> None:
    tokens = draw_tokens([4, 4, 4, 4])
    table, every = compare_groups(tokens, measured=2), compare_groups(tokens)
    assert table.loc[2:, INTERVALS].isna().all(axis=None)
    pd.testing.assert_frame_equal(table.head(2), every.head(2), rtol=0, atol=1e-12)
    rest = [name for name in COLUMNS if name not in INTERVALS]
    pd.testing.assert_frame_equal(table[rest], every[rest])


# --- terms ----------------------------------------------------------------------------------------


def test_group_terms_by_hand(tmp_path: Path) -> None:
    # 西湖区 is a and b: the weight of a term is the mean of its two weights.
    districts = {"a": "西湖区", "b": "西湖区", "c": "金坛区"}
    settings = Settings(min_hanzi=1, keyness_terms=3)
    tokens = tokenize(corpus_of(tmp_path, TEXTS, districts=districts, settings=settings))
    vectors = pd.DataFrame(tfidf(tokens).toarray(), columns=tokens.terms)
    mean = vectors.iloc[:2].mean().sort_values(ascending=False).head(3)
    table = group_terms(tokens, by="district")
    assert list(table.columns) == ["by", "group", "term", "level", "weight", "n", "group_docs"]
    first, second = (table[table["group"] == name] for name in ("西湖区", "金坛区"))
    assert first["term"].tolist() == mean.index.tolist() == ["学校", "教师", "学生"]
    assert first["weight"].tolist() == pytest.approx(mean.tolist(), abs=1e-12)
    assert first[["n", "group_docs"]].to_numpy().tolist() == [[5, 2], [3, 2], [2, 2]]
    # 课程 occurs twice in c and in no other document; 学生 and 教师 have equal weights there.
    assert second["term"].tolist() == ["课程", "学生", "教师"]
    assert second[["n", "group_docs"]].to_numpy().tolist() == [[2, 1], [1, 1], [1, 1]]
    assert set(table["level"]) == {"word"}
