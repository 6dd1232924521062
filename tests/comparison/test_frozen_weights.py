"""Frozen weights: scores that stay the same, and a file that is read back exactly."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparison.similarity import (
    FrozenWeights,
    FrozenWeightsError,
    compare_documents,
    freeze_weights,
    tfidf,
)
from analysis.documents.corpus import Corpus
from analysis.settings import Settings
from analysis.tokens import Tokens, tokenize
from tests.support.corpora import corpus_of
from tests.support.similarity_corpora import draw_texts, plain_corpus

TEXTS = {
    "a": "教师，教师，学校，教师，学校。",
    "b": "学校，学生，学生，学校，学校。",
}
MORE = {"c": "学生，学校，课程，教师，课程。", "d": "家长，家长，学校，家长，安全。"}


@pytest.fixture
def two(tmp_path: Path) -> Tokens:
    return tokenize(corpus_of(tmp_path / "two", TEXTS))


@pytest.fixture
def four(tmp_path: Path) -> Tokens:
    return tokenize(corpus_of(tmp_path / "four", TEXTS | MORE))


def test_frozen_weights_by_hand(two: Tokens) -> None:
    # Of two documents 学校 is in both, the other words in one: ln(3/3) + 1 and ln(3/2) + 1.
    frozen_weights = freeze_weights(two)
    assert frozen_weights.terms == ("学校", "学生", "教师")
    single = math.log(3 / 2) + 1
    assert frozen_weights.idf == pytest.approx((1.0, single, single), abs=1e-15)
    assert (frozen_weights.corpus_docs, frozen_weights.sublinear_tf, frozen_weights.min_word_length) == (
        2,
        True,
        2,
    )
    # 课程 is in no document: ln(3/1) + 1.
    idf = frozen_weights.idf_for(np.array(["课程", "学校"], dtype=object))
    assert idf.tolist() == pytest.approx([math.log(3) + 1, 1.0], abs=1e-15)
    assert frozen_weights.idf_for(np.array([], dtype=object)).tolist() == []


def test_frozen_scores_stay_when_documents_are_added(two: Tokens, four: Tokens) -> None:
    frozen_weights = freeze_weights(two)
    before = compare_documents(two, frozen_weights=frozen_weights).iloc[0]
    after = compare_documents(four, frozen_weights=frozen_weights).set_index(["a", "b"])
    after = after.loc[("a.txt", "b.txt")]
    assert after["score_frozen"] == pytest.approx(before["score_frozen"], abs=1e-15)
    assert after["score_frozen"] == pytest.approx(before["score"], abs=1e-15)
    # The refitted score changes. With four documents: 学校 in all, idf 1; 学生 and 教师 in two: ln(5/3) + 1.
    # a = (1.69315, 2.09861 × 1.51083 = 3.17064), b = (2.09861, 1.69315 × 1.51083 = 2.55806):
    # 1.69315 × 2.09861 / (3.59440 × 3.30875) = 0.29877.
    assert after["score"] == pytest.approx(0.29877, abs=5e-6)
    assert before["score"] == pytest.approx(0.32929, abs=5e-6)


def test_frozen_intervals_stay_when_documents_are_added() -> None:
    texts = draw_texts(1, 9)
    few, many = (tokenize(plain_corpus(part)) for part in (texts[:5], texts))
    frozen_weights = freeze_weights(few)
    before = compare_documents(few, frozen_weights=frozen_weights).set_index(["a", "b"])
    after = compare_documents(many, frozen_weights=frozen_weights).set_index(["a", "b"]).loc[before.index]
    for name in ("score_frozen", "frozen_low", "frozen_high"):
        np.testing.assert_allclose(after[name], before[name], rtol=0, atol=1e-12)
    for name in ("score", "low", "shingle"):
        assert (abs(after[name] - before[name]) > 1e-6).all()


def test_frozen_scores_equal_the_scores_if_the_weights_are_of_the_same_corpus(samples: Corpus) -> None:
    tokens = tokenize(samples)
    table = compare_documents(tokens, frozen_weights=freeze_weights(tokens))
    for name, frozen in (
        ("score", "score_frozen"),
        ("low", "frozen_low"),
        ("high", "frozen_high"),
    ):
        np.testing.assert_allclose(table[name], table[frozen], rtol=0, atol=1e-12)


def test_weight_of_a_word_that_the_frozen_weights_lack_by_hand(two: Tokens, four: Tokens) -> None:
    # d: 家长 3, 学校 1, 安全 1; by the frozen weights 学校 weighs 1, 家长 and 安全 ln 3 + 1 = 2.09861.
    weights = np.array([2.09861 * (1 + math.log(3)), 1.0, 2.09861])
    vector = tfidf(four, frozen_weights=freeze_weights(two)).toarray()[3]
    weight_of = dict(zip(four.terms, vector, strict=True))
    for word, weight in zip(("家长", "学校", "安全"), weights, strict=True):
        assert weight_of[word] == pytest.approx(weight / np.linalg.norm(weights), abs=5e-6)


def test_frozen_weights_are_read_back_exactly(four: Tokens) -> None:
    frozen_weights = freeze_weights(four)
    text = frozen_weights.to_json()
    again = FrozenWeights.from_json(text)
    assert again == frozen_weights
    assert again.fingerprint == frozen_weights.fingerprint
    assert text == freeze_weights(four).to_json()
    assert (tfidf(four, frozen_weights=again) != tfidf(four, frozen_weights=frozen_weights)).nnz == 0


@given(
    st.lists(st.tuples(st.text(max_size=4), st.floats(1, 20)), unique_by=lambda pair: pair[0], max_size=9),
    st.integers(0, 10**6),
    st.booleans(),
)
def test_any_frozen_weights_are_read_back(
    pairs: list[tuple[str, float]], n_docs: int, sublinear: bool
) -> None:
    terms, idf = tuple(term for term, _ in pairs), tuple(value for _, value in pairs)
    frozen_weights = FrozenWeights(terms, idf, n_docs, sublinear, 2, False)
    assert FrozenWeights.from_json(frozen_weights.to_json()) == frozen_weights


def test_fingerprint_changes_with_every_part() -> None:
    frozen_weights = FrozenWeights(("学校", "教师"), (1.0, 1.4), 2, True, 2, False)
    same = FrozenWeights(("学校", "教师"), (1.0, 1.4), 2, True, 2, False)
    assert same.fingerprint == frozen_weights.fingerprint
    changed = [
        replace(frozen_weights, terms=("学校", "学生")),
        replace(frozen_weights, terms=("教师", "学校")),
        replace(frozen_weights, idf=(1.0, math.nextafter(1.4, 2))),
        replace(frozen_weights, corpus_docs=3),
        replace(frozen_weights, sublinear_tf=False),
        replace(frozen_weights, min_word_length=1),
        replace(frozen_weights, compare_responsible_units=True),
    ]
    assert len({frozen_weights.fingerprint, *(weights.fingerprint for weights in changed)}) == 8


def test_fingerprint_is_the_same_on_any_machine() -> None:
    # Written out: if the fingerprint changed, every file of frozen weights would count as changed.
    frozen_weights = FrozenWeights(("学校", "教师"), (1.0, 1.4), 2, True, 2, False)
    content = (
        r'{"compare_responsible_units": false, "format": 2, "idf": [1.0, 1.4], "min_word_length": 2, "n_docs": 2, '
        r'"sublinear_tf": true, "terms": ["\u5b66\u6821", "\u6559\u5e08"]}'
    )
    assert frozen_weights.fingerprint == hashlib.sha256(content.encode("ascii")).hexdigest()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (Settings(sublinear_tf=False), "made with sublinear_tf = True, and now it is False"),
        (Settings(min_word_length=1), "made with min_word_length = 2, and now it is 1"),
    ],
)
def test_frozen_weights_of_other_settings_are_refused(changed: Settings, message: str) -> None:
    frozen_weights = freeze_weights(tokenize(plain_corpus(["学校，教师。"])))
    tokens = tokenize(plain_corpus(["学校，教师。", "学校，学生。"], settings=changed))
    with pytest.raises(FrozenWeightsError, match=message + r".*\(--fresh\) or set it back"):
        compare_documents(tokens, frozen_weights=frozen_weights)
    with pytest.raises(FrozenWeightsError, match=message):
        tfidf(tokens, frozen_weights=frozen_weights)


def test_settings_that_do_not_affect_weights_may_differ() -> None:
    plain = freeze_weights(tokenize(plain_corpus(["学校，教师。"])))
    other = Settings(language="en", neighbours=3, min_hanzi=1)
    tokens = tokenize(replace(plain_corpus(["学校，教师。"]), settings=other))
    weights = tfidf(tokens, frozen_weights=plain).toarray()
    np.testing.assert_array_equal(weights, tfidf(tokens).toarray())


CHANGED = "do not fit their fingerprint: they were changed"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda content: content | {"n_docs": 9}, CHANGED),
        (lambda content: content | {"idf": [1.25, *content["idf"][1:]]}, CHANGED),
        (lambda content: content | {"terms": content["terms"][::-1]}, CHANGED),
        (lambda content: content | {"idf": content["idf"][1:]}, CHANGED),
        (lambda content: content | {"fingerprint": "0" * 64}, CHANGED),
        (lambda content: content | {"format": 99}, "have format 99, and now it is 2"),
        # A later format may have other parts.
        (lambda content: content | {"format": 99, "more": 1}, "have format 99, and now it is 2"),
        (lambda content: {"format": 99, "fingerprint": ""}, "have format 99, and now it is 2"),
        (lambda content: content | {"more": 1}, "This is not a frozen-weights file"),
        (lambda content: {"format": 2}, "This is not a frozen-weights file"),
        (lambda content: {}, "This is not a frozen-weights file"),
        (lambda content: [1], "This is not a frozen-weights file"),
        (lambda content: "half", "This is not a frozen-weights file"),
    ],
)
def test_changed_or_damaged_frozen_weights_are_refused(
    four: Tokens, change: Callable[[dict[str, Any]], Any], message: str
) -> None:
    content = json.loads(freeze_weights(four).to_json())
    with pytest.raises(FrozenWeightsError, match=message + r".*Make them again \(--fresh\)"):
        FrozenWeights.from_json(json.dumps(change(content)))


def test_invalid_json_is_refused(four: Tokens) -> None:
    whole = freeze_weights(four).to_json()
    for text in ("", "half of a fi", whole[:-9]):
        with pytest.raises(FrozenWeightsError, match="This is not a frozen-weights file"):
            FrozenWeights.from_json(text)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"[]", b"{}"])
def test_error_of_an_unreadable_file_names_the_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "frozen-weights.json"
    path.write_bytes(content)
    with pytest.raises(FrozenWeightsError, match=f"{re.escape(str(path))} can't be used: "):
        FrozenWeights.read(path)
