"""TF-IDF vectors and their cosines: by hand, and equal to scikit-learn's."""

from __future__ import annotations

import math
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer, TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

from analysis.comparison.similarity import (
    compare_documents,
    compare_groups,
    group_terms,
    nearest_documents,
    pair_parts,
    pair_terms,
    tfidf,
)
from analysis.comparison.similarity.vectors import inverse_document_frequency, unit, weigh
from analysis.documents.corpus import Corpus
from analysis.documents.ingest import read_corpus
from analysis.settings import Settings
from analysis.tokens import Tokens, tokenize
from tests.support.corpora import corpus_of
from tests.support.similarity_corpora import plain_corpus

# a: 教师 3, 学校 2. b: 学校 3, 学生 2.
TEXTS = {
    "a": "教师，教师，学校，教师，学校。",
    "b": "学校，学生，学生，学校，学校。",
}


@pytest.fixture(scope="module")
def tokens(samples: Corpus) -> Tokens:
    return tokenize(samples)


def list_terms(tokens: Tokens) -> list[list[str]]:
    """The words of each document that are terms, in order."""
    known = set(tokens.terms)
    documents = [[tokens.vocabulary[i] for i in ids] for ids in tokens.ids]
    return [[word for word in words if word in known] for words in documents]


def test_score_of_two_documents_by_hand(tmp_path: Path) -> None:
    # 学校 is in both documents: idf ln(3/3) + 1 = 1; 学生 and 教师 are in one: ln(3/2) + 1 = 1.40547.
    # a = (教师 3 × 1.40547 = 4.21640, 学校 2), length sqrt(17.77799 + 4) = 4.66669.
    # b = (学校 3, 学生 2 × 1.40547 = 2.81093), length sqrt(9 + 7.90133) = 4.11112.
    # cosine = 2 × 3 / (4.66669 × 4.11112) = 0.31274.
    settings = Settings(min_hanzi=1, sublinear_tf=False)
    tokens = tokenize(corpus_of(tmp_path, TEXTS, settings=settings))
    assert tokens.terms.tolist() == ["学校", "学生", "教师"]
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
    tokens = tokenize(corpus_of(tmp_path, TEXTS))
    assert compare_documents(tokens)["score"][0] == pytest.approx(0.32929, abs=5e-6)


@pytest.mark.parametrize("sublinear", [True, False])
def test_vectors_and_scores_equal_scikit_learn_on_the_sample_plans(raw: Path, sublinear: bool) -> None:
    tokens = tokenize(read_corpus(raw, settings=Settings(sublinear_tf=sublinear)))
    vectorizer = TfidfVectorizer(analyzer=list, sublinear_tf=sublinear)
    expected = vectorizer.fit_transform(list_terms(tokens))
    assert vectorizer.get_feature_names_out().tolist() == tokens.terms.tolist()
    np.testing.assert_allclose(tfidf(tokens).toarray(), expected.toarray(), rtol=0, atol=1e-12)
    names = [document.doc_id for document in tokens.corpus]
    cosine = pd.DataFrame(cosine_similarity(expected), names, names)
    table = compare_documents(tokens)
    assert set(zip(table["a"], table["b"], strict=True)) == set(combinations(names, 2))
    scores = [cosine.loc[a, b] for a, b in zip(table["a"], table["b"], strict=True)]
    np.testing.assert_allclose(table["score"], scores, rtol=0, atol=1e-12)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_weights_equal_scikit_learn_on_any_counts(seed: int, sublinear: bool) -> None:
    chance = np.random.default_rng(seed)
    counts = sparse.csr_matrix(chance.poisson(0.7, (6, 9)).astype(float))  # some rows are empty
    transformer = TfidfTransformer(sublinear_tf=sublinear)
    expected = transformer.fit_transform(counts).toarray()
    idf = inverse_document_frequency(counts)
    np.testing.assert_allclose(idf, transformer.idf_, rtol=0, atol=1e-14)
    vectors = unit(weigh(counts, idf, sublinear=sublinear)).toarray()
    np.testing.assert_allclose(vectors, expected, rtol=0, atol=1e-14)
    lengths = np.linalg.norm(vectors, axis=1)
    assert lengths.tolist() == pytest.approx((counts.sum(axis=1).A1 > 0).astype(float).tolist())


def test_weighing_changes_neither_the_counts_nor_the_vectors() -> None:
    tokens = tokenize(plain_corpus(list(TEXTS.values())))
    before = tokens.counts.toarray()
    vectors = tfidf(tokens)
    compare_documents(tokens, vectors)
    assert (tokens.counts.toarray() == before).all()
    assert (vectors != tfidf(tokens)).nnz == 0


def test_given_vectors_are_used(tokens: Tokens) -> None:
    vectors = tfidf(tokens)
    pd.testing.assert_frame_equal(compare_documents(tokens, vectors), compare_documents(tokens))
    one_term = sparse.csr_matrix(np.ones((len(tokens.corpus), 1)))
    assert compare_documents(tokens, one_term, measured=0)["score"].tolist() == [1.0] * 10


def test_corpus_without_terms_has_no_scores_above_zero(tmp_path: Path) -> None:
    texts = {"a": "的，的，的，的，的，的，的。", "b": "了，了，了，了，了，了，了。"}
    tokens = tokenize(corpus_of(tmp_path, texts))
    assert tokens.counts.shape == (2, 0)
    table = compare_documents(tokens)
    assert table["score"].tolist() == [0.0]
    assert len(pair_terms(tokens, table)) == 0
    assert pair_parts(tokens, table)["contribution"].tolist() == [0.0] * 6
    assert compare_groups(tokens)[["score", "mean_pairs"]].to_numpy().tolist() == [[0.0, 0.0]]
    assert len(group_terms(tokens)) == 0


def test_single_document_has_no_pairs(tmp_path: Path) -> None:
    tokens = tokenize(corpus_of(tmp_path, {"a": TEXTS["a"]}))
    table = compare_documents(tokens)
    assert len(table) == 0
    assert len(pair_terms(tokens, table)) == len(pair_parts(tokens, table)) == 0
    assert len(compare_groups(tokens)) == 0
    assert len(nearest_documents(tokens)) == 0


@pytest.mark.slow
def test_weighing_does_not_load_scikit_learn(raw: Path) -> None:
    code = (
        "import sys; from analysis.documents.ingest import read_corpus; from analysis.tokens import tokenize;"
        "from analysis.comparison.similarity import compare_documents;"
        f"compare_documents(tokenize(read_corpus({str(raw)!r}))); print('sklearn' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
