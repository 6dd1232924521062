"""The table of pairs: which pairs it has, in which order and with which measures."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.comparison.similarity import (
    compare_documents,
    freeze_weights,
    nearest_documents,
    shingle_vectors,
    tfidf,
)
from analysis.documents.corpus import Corpus
from analysis.documents.ingest import read_corpus
from analysis.settings import Settings
from analysis.tokens import Tokens, tokenize
from tests.support.similarity_corpora import WORDS, draw_texts, plain_corpus

COLUMNS = [
    "a",
    "b",
    "label_a",
    "label_b",
    "place_a",
    "place_b",
    "adcode_a",
    "adcode_b",
    "year_a",
    "year_b",
    "score",
    "low",
    "high",
    "expected",
    "n_expected",
    "expected_from",
    "than_usual",
    "score_frozen",
    "frozen_low",
    "frozen_high",
    "shingle",
    "shingle_low",
    "shingle_high",
    "containment_ab",
    "containment_ab_low",
    "containment_ab_high",
    "containment_ba",
    "containment_ba_low",
    "containment_ba_high",
]
# Columns that only the most alike pairs have.
MEASURED = [name for name in COLUMNS if name.startswith(("low", "high", "frozen", "shingle", "containment"))]


@pytest.fixture(scope="module")
def tokens(samples: Corpus) -> Tokens:
    return tokenize(samples)


@pytest.fixture(scope="module")
def table(tokens: Tokens) -> pd.DataFrame:
    return compare_documents(tokens)


def draw_documents(n: int, settings: Settings | None = None) -> Tokens:
    """Tokens of n documents of five random paragraphs each."""
    return tokenize(plain_corpus(draw_texts(3, n), settings=settings))


def compute_cosines(tokens: Tokens) -> np.ndarray:
    vectors = tfidf(tokens).toarray()
    return np.asarray(vectors @ vectors.T)


def test_table_has_its_columns_and_types(table: pd.DataFrame) -> None:
    assert list(table.columns) == COLUMNS
    types = table.dtypes.astype(str).to_dict()
    assert types.pop("n_expected") == "int64"
    assert types.pop("year_a") == types.pop("year_b") == "Int64"
    identity = [f"{name}_{side}" for name in ("label", "place", "adcode") for side in "ab"]
    for name in ("a", "b", *identity, "expected_from", "than_usual"):
        assert types.pop(name) in ("object", "str")
        assert {type(value) for value in table[name]} == {str}
    assert set(types.values()) == {"float64"}


def test_table_without_pairs_has_its_columns() -> None:
    table = compare_documents(draw_documents(1))
    assert list(table.columns) == COLUMNS
    assert len(table) == 0


def test_every_pair_occurs_once_and_the_most_alike_is_first(tokens: Tokens, table: pd.DataFrame) -> None:
    names = [document.doc_id for document in tokens.corpus]
    assert sorted(zip(table["a"], table["b"], strict=True)) == list(combinations(names, 2))
    assert table["score"].is_monotonic_decreasing
    assert table["score"].between(0.01, 0.99).all()


def test_pairs_of_equal_score_are_in_the_order_of_the_corpus() -> None:
    table = compare_documents(tokenize(plain_corpus(["学校，教师。"] * 4)))
    assert table["score"].tolist() == pytest.approx([1.0] * 6, abs=1e-15)
    names = [f"d{i:04}" for i in range(4)]
    assert list(zip(table["a"], table["b"], strict=True)) == list(combinations(names, 2))


@pytest.mark.parametrize("neighbours", [1, 3, 10, 11, 60])
def test_pairs_of_a_large_corpus_are_those_of_neighbours(neighbours: int) -> None:
    tokens = draw_documents(12, Settings(all_pairs_up_to=11, neighbours=neighbours))
    cosine = compute_cosines(tokens)
    expected = {}
    for i in range(12):
        nearest = sorted((j for j in range(12) if j != i), key=lambda j: -cosine[i, j])
        for j in nearest[:neighbours]:
            expected[f"d{min(i, j):04}", f"d{max(i, j):04}"] = cosine[i, j]
    table = compare_documents(tokens, measured=0)
    scores = dict(zip(zip(table["a"], table["b"], strict=True), table["score"], strict=True))
    assert len(scores) == len(table)
    assert scores == pytest.approx(expected, abs=1e-12)


def test_up_to_the_limit_every_pair_is_kept() -> None:
    at_limit = draw_documents(12, Settings(all_pairs_up_to=12, neighbours=1))
    assert len(compare_documents(at_limit, measured=0)) == 12 * 11 / 2
    beyond = draw_documents(12, Settings(all_pairs_up_to=11, neighbours=1))
    assert 6 <= len(compare_documents(beyond, measured=0)) < 12


def test_measures_are_given_for_the_most_alike_pairs(tokens: Tokens) -> None:
    frozen_weights = freeze_weights(tokens)
    every = compare_documents(tokens, frozen_weights=frozen_weights)
    assert len(MEASURED) == 13
    assert every.notna().all(axis=None)
    for measured in (0, 1, 3, 10, 99):
        some = compare_documents(tokens, frozen_weights=frozen_weights, measured=measured)
        pd.testing.assert_frame_equal(some.head(measured), every.head(measured), rtol=0, atol=1e-12)
        assert some[MEASURED].iloc[measured:].isna().all(axis=None)
        assert (some["than_usual"].iloc[measured:] == "").all()
        rest = [name for name in COLUMNS if name not in (*MEASURED, "than_usual")]
        pd.testing.assert_frame_equal(some[rest], every[rest])


def test_settings_state_how_many_pairs_are_measured() -> None:
    small = compare_documents(draw_documents(6, Settings(measured_pairs=4, explained_pairs=2)))
    assert small["low"].notna().tolist() == [True] * 4 + [False] * 11
    large = draw_documents(6, Settings(measured_pairs=4, explained_pairs=2, all_pairs_up_to=5, neighbours=5))
    assert compare_documents(large)["low"].notna().tolist() == [True] * 2 + [False] * 13


def test_frozen_columns_are_empty_without_frozen_weights(table: pd.DataFrame) -> None:
    columns = table[["score_frozen", "frozen_low", "frozen_high"]]
    assert columns.isna().all(axis=None)


@pytest.mark.parametrize("name", ["", "shingle_", "containment_ab_", "containment_ba_"])
def test_interval_contains_its_score(table: pd.DataFrame, name: str) -> None:
    score = table[name.removesuffix("_") or "score"]
    assert ((table[f"{name}low"] > 0) & (table[f"{name}low"] < score)).all()
    assert ((score < table[f"{name}high"]) & (table[f"{name}high"] < 1)).all()


def test_shingle_score_is_the_cosine_of_shingle_vectors(tokens: Tokens, table: pd.DataFrame) -> None:
    vectors = shingle_vectors(tokens.corpus).toarray()
    row_of = {document.doc_id: i for i, document in enumerate(tokens.corpus)}
    expected = [vectors[row_of[a]] @ vectors[row_of[b]] for a, b in table[["a", "b"]].to_numpy()]
    np.testing.assert_allclose(table["shingle"], expected, rtol=0, atol=1e-12)


def test_named_pairs_are_in_the_given_order_with_the_same_measures(
    tokens: Tokens, table: pd.DataFrame
) -> None:
    first, second, third, *_ = tokens.corpus.items
    named = [(third.label, first.doc_id), (first.label, second.label)]
    table_of_named = compare_documents(tokens, pairs=named)
    assert list(table_of_named.columns) == COLUMNS
    assert table_of_named[["a", "b"]].to_numpy().tolist() == [
        [third.doc_id, first.doc_id],
        [first.doc_id, second.doc_id],
    ]
    every = table.set_index(["a", "b"])
    same = every.loc[[(first.doc_id, second.doc_id)]].reset_index()
    pd.testing.assert_frame_equal(table_of_named.tail(1).reset_index(drop=True), same, rtol=0, atol=1e-12)
    # With the documents swapped, containment changes sides and all else stays.
    swapped = every.loc[(first.doc_id, third.doc_id)]
    for name in ("", "_low", "_high"):
        assert table_of_named[f"containment_ab{name}"][0] == pytest.approx(swapped[f"containment_ba{name}"])
        assert table_of_named[f"containment_ba{name}"][0] == pytest.approx(swapped[f"containment_ab{name}"])
    assert table_of_named["containment_ab"][0] != pytest.approx(table_of_named["containment_ba"][0], abs=1e-3)
    for name in ("score", "low", "high", "expected", "shingle", "shingle_low", "shingle_high"):
        assert table_of_named[name][0] == pytest.approx(swapped[name], abs=1e-12)


def test_pairs_of_unknown_documents_or_of_one_document_are_refused(tokens: Tokens) -> None:
    first, second, *_ = tokens.corpus.items
    with pytest.raises(KeyError, match="No document is called"):
        compare_documents(tokens, pairs=[(first.label, "无此区 2022")])
    with pytest.raises(ValueError, match="are one document; name two"):
        compare_documents(tokens, pairs=[(first.label, second.label), (first.label, first.doc_id)])
    assert len(compare_documents(tokens, pairs=[])) == 0


def test_scores_do_not_depend_on_the_order_of_the_documents() -> None:
    texts = draw_texts(5, 6)
    tokens = tokenize(plain_corpus(texts, years=[2021] * 6))
    items = tuple(
        replace(document, doc_id=f"e{i}") for i, document in enumerate(reversed(tokens.corpus.items))
    )
    reversed_tokens = tokenize(replace(tokens.corpus, items=items))
    expected = compare_documents(tokens).set_index(["a", "b"])
    table = compare_documents(reversed_tokens)
    for _, row in table.iterrows():
        a, b = (f"d{5 - int(row[side][1]):04}" for side in ("b", "a"))
        for name in ("score", "low", "high", "expected", "shingle", "shingle_low"):
            assert row[name] == pytest.approx(expected.loc[(a, b), name], abs=1e-12)
        assert row["containment_ab"] == pytest.approx(expected.loc[(a, b), "containment_ba"])
        assert row["containment_ab_high"] == pytest.approx(expected.loc[(a, b), "containment_ba_high"])


def test_a_plan_is_most_alike_to_the_plan_that_copies_half_of_it(tmp_path: Path, raw: Path) -> None:
    texts = {path.stem: path.read_text("utf-8") for path in sorted(raw.glob("*.txt"))}
    # Half of the paragraphs of the first plan are copied into the second.
    first, second, *_ = sorted(texts)
    lines = texts[first].split("\n")
    copied = "\n".join(lines[len(lines) // 2 :])
    folder = tmp_path / "raw"
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text + copied * (name == second), "utf-8")
    table = compare_documents(tokenize(read_corpus(folder))).iloc[0]
    assert (table["a"], table["b"]) == (f"{first}.txt", f"{second}.txt")
    assert table["containment_ab"] > 0.5
    assert table["shingle"] > 0.3


def test_nearest_documents_have_the_largest_scores(tokens: Tokens) -> None:
    cosine = compute_cosines(tokens) - 2 * np.eye(5)
    names = [document.doc_id for document in tokens.corpus]
    table = nearest_documents(tokens, k=2)
    assert list(table.columns) == ["doc_id", "label", "place", "adcode", "year", "rank", "neighbour", "score"]
    assert table["rank"].tolist() == [1, 2] * 5
    for i, name in enumerate(names):
        own = table[table["doc_id"] == name]
        order = np.argsort(-cosine[i])[:2]
        assert own["neighbour"].tolist() == [names[j] for j in order]
        assert own["score"].tolist() == pytest.approx(cosine[i, order].tolist(), abs=1e-12)


def test_nearest_documents_by_given_vectors_are_all_if_k_is_large(tokens: Tokens) -> None:
    vectors = shingle_vectors(tokens.corpus)
    table = nearest_documents(tokens, vectors, k=99)
    assert table["rank"].tolist() == [1, 2, 3, 4] * 5
    cosine = (vectors @ vectors.T).toarray()
    row_of = {document.doc_id: i for i, document in enumerate(tokens.corpus)}
    expected = [cosine[row_of[a], row_of[b]] for a, b in table[["doc_id", "neighbour"]].to_numpy()]
    np.testing.assert_allclose(table["score"], expected, rtol=0, atol=1e-12)


def test_words_of_the_random_texts_are_terms() -> None:
    # The tests of similarity rely on this.
    assert set(draw_documents(9).terms) == set(WORDS)
