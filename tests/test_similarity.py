"""TF-IDF similarity: values by hand, by scikit-learn and by brute force."""

from __future__ import annotations

import math
import random
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis import similarity
from analysis.corpus import Corpus
from analysis.ingest import read_corpus
from analysis.settings import Settings
from analysis.similarity import (
    compare_documents,
    compare_groups,
    explain,
    group_terms,
    pair_terms,
    tfidf,
)
from analysis.tokens import Tokens, tokenize
from tests.corpora import corpus_of

# a: 教师 3, 学校 2. b: 学校 3, 学生 2. c: 学生 1, 学校 1, 教师 1, 课程 2.
TEXTS = {
    "a": "教师，教师，学校，教师，学校。",
    "b": "学校，学生，学生，学校，学校。",
    "c": "学生，学校，课程，教师，课程。",
}
WORDS = [
    "学校",
    "教师",
    "学生",
    "课程",
    "班级",
    "校园",
    "家长",
    "教育",
    "质量",
    "安全",
    "科研",
    "体育",
]


@pytest.fixture(scope="module")
def tokens(samples: Corpus) -> Tokens:
    return tokenize(samples)


def random_tokens(folder: Path, count: int, *, all_pairs_up_to: int, neighbours: int) -> Tokens:
    """Documents of words drawn with a fixed seed."""
    settings = Settings(min_hanzi=1, all_pairs_up_to=all_pairs_up_to, neighbours=neighbours)
    rng = random.Random(3)
    texts = {
        f"{i:03}": "，".join(rng.choices(WORDS, k=rng.randrange(8, 20))) + "。"
        for i in range(count)
    }
    return tokenize(corpus_of(folder, texts, settings=settings))


def cosines(tokens: Tokens) -> np.ndarray:
    vectors = tfidf(tokens).toarray()
    product: np.ndarray = vectors @ vectors.T
    return product


def test_score_of_two_documents_by_hand(tmp_path: Path) -> None:
    # Two documents; 学校 is in both: idf ln(3/3) + 1 = 1; the others in one: ln(3/2) + 1 = 1.40547.
    # a = (教师 3 × 1.40547 = 4.21640, 学校 2), length sqrt(17.77799 + 4) = 4.66669.
    # b = (学校 3, 学生 2 × 1.40547 = 2.81093), length sqrt(9 + 7.90133) = 4.11112.
    # cosine = 2 × 3 / (4.66669 × 4.11112) = 0.31274.
    texts = {"a": TEXTS["a"], "b": TEXTS["b"]}
    settings = Settings(min_hanzi=1, sublinear_tf=False)
    tokens = tokenize(corpus_of(tmp_path, texts, settings=settings))
    assert sorted(tokens.terms) == ["学校", "学生", "教师"]
    table = compare_documents(tokens)
    assert table[["a", "b"]].to_numpy().tolist() == [["a.txt", "b.txt"]]
    assert table["score"][0] == pytest.approx(0.31274, abs=5e-6)
    idf = math.log(3 / 2) + 1
    assert tfidf(tokens).toarray()[0].tolist() == pytest.approx(
        [2 / math.hypot(3 * idf, 2), 0.0, 3 * idf / math.hypot(3 * idf, 2)], abs=1e-12
    )


def test_dampened_score_by_hand(tmp_path: Path) -> None:
    # Counts 3 and 2 become 1 + ln 3 = 2.09861 and 1 + ln 2 = 1.69315.
    # a = (2.09861 × 1.40547 = 2.94953, 1.69315), length 3.40095.
    # b = (2.09861, 1.69315 × 1.40547 = 2.37966), length 3.17286.
    # cosine = 1.69315 × 2.09861 / (3.40095 × 3.17286) = 0.32929.
    tokens = tokenize(corpus_of(tmp_path, {"a": TEXTS["a"], "b": TEXTS["b"]}))
    assert compare_documents(tokens)["score"][0] == pytest.approx(0.32929, abs=5e-6)


@pytest.mark.parametrize("sublinear", [True, False])
def test_vectors_equal_scikit_learn_on_the_same_words(raw: Path, sublinear: bool) -> None:
    tokens = tokenize(read_corpus(raw, settings=Settings(sublinear_tf=sublinear)))
    known = set(tokens.terms)
    texts = [
        [tokens.vocabulary[i] for i in ids if tokens.vocabulary[i] in known] for ids in tokens.ids
    ]
    judge = TfidfVectorizer(analyzer=list, sublinear_tf=sublinear)
    expected = judge.fit_transform(texts).toarray()
    assert judge.get_feature_names_out().tolist() == tokens.terms.tolist()
    np.testing.assert_allclose(tfidf(tokens).toarray(), expected, rtol=0, atol=1e-12)


def test_every_pair_once_with_its_cosine_the_most_alike_first(tokens: Tokens) -> None:
    table = compare_documents(tokens)
    assert list(table.columns) == ["a", "b", "score"]
    names = [document.doc_id for document in tokens.corpus]
    assert set(zip(table["a"], table["b"], strict=True)) == set(combinations(names, 2))
    cosine = pd.DataFrame(cosines(tokens), names, names)
    expected = [cosine.loc[a, b] for a, b in zip(table["a"], table["b"], strict=True)]
    np.testing.assert_allclose(table["score"], expected, rtol=0, atol=1e-12)
    assert table["score"].is_monotonic_decreasing
    assert table["score"].between(0.01, 0.99).all()


def test_document_is_like_itself_with_a_score_of_one(tokens: Tokens) -> None:
    for document in tokens.corpus:
        table = explain(tokens, document.label, document.doc_id)
        assert table["contribution"].sum() == pytest.approx(1.0, abs=1e-12)
        assert table["n_a"].tolist() == table["n_b"].tolist()


def test_contributions_of_every_pair_sum_to_its_score(tokens: Tokens) -> None:
    pairs = compare_documents(tokens)
    sums = pair_terms(tokens, pairs).groupby(["a", "b"])["contribution"].sum()
    assert len(sums) == len(pairs) == 10
    for a, b, score in pairs.itertuples(index=False):
        assert sums[a, b] == pytest.approx(score, abs=1e-12)
        assert explain(tokens, a, b)["contribution"].sum() == pytest.approx(score, abs=1e-12)


def test_explanation_is_symmetric_and_counts_the_terms(tokens: Tokens) -> None:
    first, second = tokens.corpus.items[:2]
    one, other = (
        explain(tokens, first.label, second.label),
        explain(tokens, second.label, first.label),
    )
    pd.testing.assert_series_equal(one["term"], other["term"])
    np.testing.assert_allclose(one["contribution"], other["contribution"], rtol=0, atol=1e-15)
    assert one["contribution"].is_monotonic_decreasing
    assert (one["contribution"] > 0).all()
    assert one["n_a"].tolist() == other["n_b"].tolist()
    words = [tokens.vocabulary[i] for i in tokens.ids[0]]
    assert one["n_a"].tolist() == [words.count(term) for term in one["term"]]
    assert {*one["a"], *one["b"]} == {first.doc_id, second.doc_id}
    assert "central" in set(one["level"])


def test_only_the_most_alike_pairs_are_explained(raw: Path) -> None:
    tokens = tokenize(read_corpus(raw, settings=Settings(explained_pairs=2)))
    pairs = compare_documents(tokens)
    told = pair_terms(tokens, pairs)[["a", "b"]].drop_duplicates()
    assert told.to_numpy().tolist() == pairs[["a", "b"]].head(2).to_numpy().tolist()


def test_unknown_name_is_refused(tokens: Tokens) -> None:
    with pytest.raises(KeyError, match="No document is called"):
        explain(tokens, "无此区 2022", tokens.corpus.items[0].label)


@pytest.mark.parametrize(("block", "dense"), [(1_000, 3_000), (7, 4), (1, 1)])
@pytest.mark.parametrize("neighbours", [1, 3, 38, 39, 60])
def test_neighbours_equal_those_of_the_whole_matrix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, neighbours: int, block: int, dense: int
) -> None:
    # Blocks and the share of dense columns are ways to count, not part of the answer.
    monkeypatch.setattr(similarity, "BLOCK", block)
    monkeypatch.setattr(similarity, "DENSE_COLUMNS", dense)
    tokens = random_tokens(tmp_path, 40, all_pairs_up_to=5, neighbours=neighbours)
    cosine = cosines(tokens)
    expected = {}
    for i in range(40):
        others = sorted((j for j in range(40) if j != i), key=lambda j: -cosine[i, j])
        for j in others[:neighbours]:
            expected[f"{min(i, j):03}.txt", f"{max(i, j):03}.txt"] = cosine[i, j]
    table = compare_documents(tokens)
    found = {(a, b): score for a, b, score in table.itertuples(index=False)}
    assert len(found) == len(table)
    assert found.keys() == expected.keys()
    assert [found[pair] for pair in expected] == pytest.approx(list(expected.values()), abs=1e-12)


def test_all_pairs_up_to_the_limit_and_neighbours_beyond_it(tmp_path: Path) -> None:
    at_limit = random_tokens(tmp_path / "1", 12, all_pairs_up_to=12, neighbours=1)
    beyond = random_tokens(tmp_path / "2", 12, all_pairs_up_to=11, neighbours=1)
    assert len(compare_documents(at_limit)) == 12 * 11 / 2
    assert 6 <= len(compare_documents(beyond)) <= 12


def test_group_of_one_document_scores_as_the_document(tokens: Tokens) -> None:
    pairs, groups = compare_documents(tokens), compare_groups(tokens, by="district")
    place = dict(zip([d.doc_id for d in tokens.corpus], tokens.corpus.places, strict=True))
    scores = {
        frozenset((place[a], place[b])): score for a, b, score in pairs.itertuples(index=False)
    }
    assert list(groups.columns) == ["by", "a", "b", "score", "n_a", "n_b"]
    assert len(groups) == len(scores) == 10
    for row in groups.itertuples():
        assert row.score == pytest.approx(scores[frozenset((row.a, row.b))], abs=1e-12)
        assert (row.by, row.n_a, row.n_b) == ("district", 1, 1)


def test_pooled_group_by_hand(tmp_path: Path) -> None:
    # The mean of unit vectors a and b has length sqrt(2 + 2 a·b) / 2, so its cosine with c is
    # (a·c + b·c) / sqrt(2 + 2 a·b).
    districts = {"a": "西湖区", "b": "西湖区", "c": "金坛区"}
    years = {"a": 2021, "b": 2022, "c": 2022}
    tokens = tokenize(corpus_of(tmp_path, TEXTS, districts=districts, years=years))
    score = compare_documents(tokens).set_index(["a", "b"])["score"]
    ab, ac, bc = (score["a.txt", "b.txt"], score["a.txt", "c.txt"], score["b.txt", "c.txt"])
    by_district = compare_groups(tokens, by="district")
    assert by_district.drop(columns="score").to_numpy().tolist() == [
        ["district", "西湖区", "金坛区", 2, 1]
    ]
    assert by_district["score"][0] == pytest.approx((ac + bc) / math.sqrt(2 + 2 * ab), abs=1e-12)
    by_year = compare_groups(tokens, by="year")
    assert by_year.drop(columns="score").to_numpy().tolist() == [["year", "2021", "2022", 1, 2]]
    assert by_year["score"][0] == pytest.approx((ab + ac) / math.sqrt(2 + 2 * bc), abs=1e-12)


def test_documents_without_a_year_are_in_no_year(tmp_path: Path) -> None:
    tokens = tokenize(corpus_of(tmp_path, TEXTS, years={"a": 2021, "b": 2022}))
    assert compare_groups(tokens, by="year")[["n_a", "n_b"]].to_numpy().tolist() == [[1, 1]]
    assert group_terms(tokens, by="year")["group"].unique().tolist() == ["2021", "2022"]
    assert len(compare_groups(tokens, by="district")) == 3


def test_group_terms_by_hand(tmp_path: Path) -> None:
    # Group 西湖区 is a and b: the weight of a term is the mean of its two weights.
    districts = {"a": "西湖区", "b": "西湖区", "c": "金坛区"}
    settings = Settings(min_hanzi=1, keyness_terms=3)
    tokens = tokenize(corpus_of(tmp_path, TEXTS, districts=districts, settings=settings))
    vectors = pd.DataFrame(tfidf(tokens).toarray(), columns=tokens.terms)
    mean = vectors.iloc[:2].mean().sort_values(ascending=False).head(3)
    table = group_terms(tokens, by="district")
    columns = ["by", "group", "term", "level", "weight", "n", "group_docs"]
    assert list(table.columns) == columns
    first = table[table["group"] == "西湖区"]
    assert first["term"].tolist() == mean.index.tolist() == ["学校", "教师", "学生"]
    assert first["weight"].tolist() == pytest.approx(mean.tolist(), abs=1e-12)
    assert first["n"].tolist() == [5, 3, 2]
    assert first["group_docs"].tolist() == [2, 2, 2]
    # 课程 stands twice in c and in no other document.
    second = table[table["group"] == "金坛区"]
    assert second["term"].tolist()[0] == "课程"
    assert second["n"].tolist()[0] == 2
    assert len(second) == 3


def test_corpus_without_terms_has_no_scores_above_zero(tmp_path: Path) -> None:
    texts = {"a": "的，的，的，的，的，的，的。", "b": "了，了，了，了，了，了，了。"}
    tokens = tokenize(corpus_of(tmp_path, texts))
    assert tokens.counts.shape == (2, 0)
    assert compare_documents(tokens)["score"].tolist() == [0.0]
    assert len(group_terms(tokens)) == 0


def test_single_document_has_no_pairs(tmp_path: Path) -> None:
    tokens = tokenize(corpus_of(tmp_path, {"a": TEXTS["a"]}))
    assert len(compare_documents(tokens)) == 0
    assert len(compare_groups(tokens)) == 0


def test_unknown_grouping_is_refused(tokens: Tokens) -> None:
    with pytest.raises(ValueError, match='by is "city"; it can be "district" or "year"'):
        compare_groups(tokens, by="city")
