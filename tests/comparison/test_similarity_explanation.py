"""Explanation: terms and parts sum to the score, and each term belongs to the right part."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.comparison.similarity import (
    compare_documents,
    explain,
    explain_parts,
    pair_parts,
    pair_terms,
    tfidf,
)
from analysis.comparison.similarity.explanation import PART_OF_LEVEL
from analysis.documents.corpus import Corpus
from analysis.documents.ingest import read_corpus
from analysis.settings import Settings
from analysis.tokens import Tokens, tokenize
from tests.support.similarity_corpora import plain_corpus
from tests.support.simulated import simulate_tokens

PARTS = ["central", "local", "generic", "unclassified", "sector", "other"]


@pytest.fixture(scope="module")
def tokens(samples: Corpus) -> Tokens:
    return tokenize(samples)


@pytest.fixture(scope="module")
def pairs(tokens: Tokens) -> pd.DataFrame:
    return compare_documents(tokens, measured=0)


# --- terms ----------------------------------------------------------------------------------------


def test_contributions_by_hand() -> None:
    # a = (学校 1, 教师 2), b = (学校 2, 教师 1), c = (课程 1). 学校 and 教师 are in two of three:
    # idf ln(4/3) + 1 for both, which falls out of the cosine of a and b. Counts 1 and 2 become 1
    # and 1.69315; length sqrt(1 + 2.86675) = 1.96640. Each adds 1.69315 / 3.86675 = 0.43787.
    tokens = tokenize(plain_corpus(["学校，教师，教师。", "学校，学校，教师。", "课程。"]))
    table = explain(tokens, "d0000", "d0001")
    assert list(table.columns) == [
        "a",
        "b",
        "term",
        "contribution",
        "level",
        "part",
        "n_a",
        "n_b",
    ]
    assert table.drop(columns="contribution").to_numpy().tolist() == [
        ["d0000", "d0001", "学校", "word", "other", 1, 2],
        ["d0000", "d0001", "教师", "word", "other", 2, 1],
    ]
    assert table["contribution"].tolist() == pytest.approx([0.43787, 0.43787], abs=5e-6)
    assert len(explain(tokens, "d0000", "d0002")) == 0


def test_contributions_of_every_pair_sum_to_its_score(tokens: Tokens, pairs: pd.DataFrame) -> None:
    table = pair_terms(tokens, pairs)
    assert list(table.columns) == ["a", "b", "term", "contribution", "level", "part"]
    sums = table.groupby(["a", "b"])["contribution"].sum()
    assert len(sums) == len(pairs) == 10
    for a, b, score in pairs[["a", "b", "score"]].itertuples(index=False):
        assert sums[a, b] == pytest.approx(score, abs=1e-12)
        assert explain(tokens, a, b)["contribution"].sum() == pytest.approx(score, abs=1e-12)
    # The terms are in the order of the pairs, and within a pair the largest is first.
    order = table[["a", "b"]].drop_duplicates().to_numpy().tolist()
    assert order == pairs[["a", "b"]].to_numpy().tolist()
    assert table.groupby(["a", "b"])["contribution"].is_monotonic_decreasing.all()
    assert (table["contribution"] > 0).all()


def test_contributions_are_the_products_of_the_weights(tokens: Tokens) -> None:
    first, second = tokens.corpus.items[:2]
    table = explain(tokens, first.label, second.doc_id)
    a, b = tfidf(tokens)[:2].toarray()
    products = pd.Series(a * b, tokens.terms)
    assert set(table["term"]) == set(products[products > 0].index)
    np.testing.assert_allclose(table["contribution"], products[table["term"]], rtol=0, atol=1e-15)


def test_explanation_is_symmetric_and_counts_the_terms(tokens: Tokens) -> None:
    first, second = tokens.corpus.items[:2]
    table = explain(tokens, first.label, second.label)
    swapped = explain(tokens, second.label, first.label)
    assert table["term"].tolist() == swapped["term"].tolist()
    np.testing.assert_allclose(table["contribution"], swapped["contribution"], rtol=0, atol=1e-15)
    for side, n, document in ((table, "n_a", 0), (table, "n_b", 1), (swapped, "n_a", 1)):
        words = [tokens.vocabulary[i] for i in tokens.ids[document]]
        assert side[n].tolist() == [words.count(term) for term in side["term"]]
    assert set(table["a"]) == set(swapped["b"]) == {first.doc_id}
    assert set(table["b"]) == set(swapped["a"]) == {second.doc_id}


def test_contributions_of_a_document_and_itself_sum_to_one(tokens: Tokens) -> None:
    for document in tokens.corpus:
        table = explain(tokens, document.label, document.doc_id)
        assert table["contribution"].sum() == pytest.approx(1.0, abs=1e-12)
        assert table["n_a"].tolist() == table["n_b"].tolist()


def test_only_the_most_alike_pairs_are_explained(raw: Path) -> None:
    tokens = tokenize(read_corpus(raw, settings=Settings(explained_pairs=2)))
    pairs = compare_documents(tokens, measured=0)
    explained = pair_terms(tokens, pairs)[["a", "b"]].drop_duplicates()
    assert explained.to_numpy().tolist() == pairs[["a", "b"]].head(2).to_numpy().tolist()
    assert pair_parts(tokens, pairs)["part"].tolist() == PARTS * 2


def test_given_vectors_are_explained(tokens: Tokens) -> None:
    first, second = tokens.corpus.items[:2]
    table = explain(tokens, first.label, second.label, tokens.counts)
    assert table["contribution"].tolist() == (table["n_a"] * table["n_b"]).tolist()


# --- parts ----------------------------------------------------------------------------------------


def test_parts_of_every_pair_sum_to_its_score(tokens: Tokens, pairs: pd.DataFrame) -> None:
    table = pair_parts(tokens, pairs)
    assert list(table.columns) == ["a", "b", "part", "contribution", "share", "n_terms"]
    assert table["part"].tolist() == PARTS * len(pairs)
    sums = table.groupby(["a", "b"], sort=False)[["contribution", "share"]].sum()
    assert list(sums.index) == list(zip(pairs["a"], pairs["b"], strict=True))
    np.testing.assert_allclose(sums["contribution"], pairs["score"], rtol=0, atol=1e-12)
    np.testing.assert_allclose(sums["share"], 1, rtol=0, atol=1e-12)
    score = table["contribution"] / table["share"].where(table["share"] > 0)
    expected = np.repeat(pairs["score"].to_numpy(), len(PARTS))[score.notna()]
    np.testing.assert_allclose(score.dropna(), expected, rtol=0, atol=1e-12)
    terms = pair_terms(tokens, pairs)
    pd.testing.assert_frame_equal(pair_parts(tokens, pairs, terms=terms), table)
    assert table["n_terms"].sum() == len(terms)


def test_parts_of_one_pair_are_those_of_its_terms(tokens: Tokens) -> None:
    first, second = (document.label for document in tokens.corpus.items[:2])
    terms = explain(tokens, first, second)
    table = explain_parts(tokens, first, second).set_index("part")
    assert table.index.tolist() == PARTS
    for part in PARTS:
        own = terms[terms["part"] == part]
        total = own["contribution"].sum()
        assert table.loc[part, "contribution"] == pytest.approx(total, abs=1e-12)
        assert table.loc[part, "n_terms"] == len(own)
    assert len(set(terms["part"])) >= 3


def test_part_of_a_slogan_follows_from_its_level() -> None:
    levels = {
        "central": "central",
        "provincial": "local",
        "local": "local",
        "generic": "generic",
        "unclassified": "unclassified",
        "word": "other",
    }
    assert set(PART_OF_LEVEL) < set(levels)
    # Two equal documents with one term of each level.
    tokens = simulate_tokens(np.ones((2, 6), dtype=int), ["甲区", "乙区"])
    tokens = replace(tokens, levels=tuple(levels))
    table = explain(tokens, "d0000", "d0001")
    assert dict(zip(table["level"], table["part"], strict=True)) == levels
    parts = explain_parts(tokens, "d0000", "d0001")
    assert parts["n_terms"].tolist() == [1, 2, 1, 1, 0, 1]
    for column in ("contribution", "share"):
        assert parts[column].tolist() == pytest.approx([1 / 6, 2 / 6, 1 / 6, 1 / 6, 0, 1 / 6], abs=1e-12)


def test_a_slogan_is_never_sector_vocabulary() -> None:
    tokens = simulate_tokens(np.ones((6, 2), dtype=int), [f"第{i}区" for i in range(6)])
    tokens = replace(tokens, levels=("central", "word"))
    assert explain(tokens, "d0000", "d0001")["part"].tolist() == ["central", "sector"]


def test_sector_vocabulary_is_what_at_least_half_of_the_other_documents_have() -> None:
    # Of the four other documents 学校 is in three, 教师 in two, 学生 in one and 课程 in none.
    texts = [
        "学校，教师，学生，课程。",
        "学校，教师，学生，课程。",
        "学校，教师。",
        "学校，教师。",
        "学校，学生。",
        "安全。",
    ]
    tokens = tokenize(plain_corpus(texts))
    part_of = explain(tokens, "d0000", "d0001").set_index("term")["part"]
    assert part_of.to_dict() == {"学校": "sector", "教师": "sector", "学生": "other", "课程": "other"}
    for share, n_sector in ((0.01, 3), (0.25, 3), (0.5, 2), (0.75, 1), (0.76, 0)):
        table = explain_parts(tokens, "d0000", "d0001", sector_share=share).set_index("part")
        assert table["n_terms"].to_dict() == {
            "central": 0,
            "local": 0,
            "generic": 0,
            "unclassified": 0,
            "sector": n_sector,
            "other": 4 - n_sector,
        }
        assert table["contribution"].sum() == pytest.approx(1, abs=1e-12)
    # For the third and fourth document, 学校 is in three of the four others and 教师 in two.
    assert set(explain(tokens, "d0002", "d0003")["part"]) == {"sector"}


def test_without_three_other_documents_no_word_is_sector_vocabulary() -> None:
    tokens = tokenize(plain_corpus(["学校，教师。"] * 4))
    assert set(explain(tokens, "d0000", "d0001")["part"]) == {"other"}
    assert set(explain(tokens, "d0000", "d0000")["part"]) == {"sector"}  # three others
    five = tokenize(plain_corpus(["学校，教师。"] * 5))
    assert set(explain(five, "d0000", "d0001")["part"]) == {"sector"}


def test_documents_without_a_common_term_have_no_shares() -> None:
    tokens = tokenize(plain_corpus(["学校，教师。", "安全，科研。"]))
    table = explain_parts(tokens, "d0000", "d0001")
    assert table["part"].tolist() == PARTS
    assert table["contribution"].tolist() == [0.0] * len(PARTS)
    assert table["n_terms"].tolist() == [0] * len(PARTS)
    assert table["share"].isna().all()


def test_unknown_name_is_refused(tokens: Tokens) -> None:
    label = tokens.corpus.items[0].label
    for function in (explain, explain_parts):
        for names in (("无此区 2022", label), (label, "无此区 2022")):
            with pytest.raises(KeyError, match="No document is called"):
                function(tokens, *names)
