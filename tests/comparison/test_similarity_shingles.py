"""Shingles and containment: by hand, by brute force and by scikit-learn."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

from analysis.chinese.characters import HANZI_RANGES
from analysis.chinese.ngrams import BITS
from analysis.comparison.similarity import compare_documents, shingle_vectors, shingles
from analysis.comparison.similarity.jackknife import score_with_intervals
from analysis.comparison.similarity.jackknife_input import prepare_containment
from analysis.comparison.similarity.shingles import count_shingles, count_texts
from analysis.documents.corpus import Corpus
from analysis.settings import Settings
from analysis.tokens import tokenize
from tests.support.similarity_corpora import plain_corpus

TEXTS = st.lists(st.text("党的二十大精神\n，1a𠀀", max_size=30), min_size=1, max_size=7)


def decode(code: int) -> str:
    """The three hanzi of a shingle."""
    return "".join(chr(code >> BITS * place & (1 << BITS) - 1) for place in (2, 1, 0))


def count_shingles_of(text: str) -> dict[str, int]:
    """The shingles of a text with their counts."""
    known, counts = count_shingles([text])
    return {decode(n): int(c) for n, c in zip(known, counts.toarray()[0], strict=True)}


def count_by_brute_force(text: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for line in text.split("\n"):
        hanzi = [c for c in line if any(a <= ord(c) <= b for a, b in HANZI_RANGES)]
        counts.update("".join(hanzi[i : i + 3]) for i in range(len(hanzi) - 2))
    return dict(counts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("党的二十大", {"党的二": 1, "的二十": 1, "二十大": 1}),
        ("党的“二十大”", {"党的二": 1, "的二十": 1, "二十大": 1}),
        ("党，的 二、十", {"党的二": 1, "的二十": 1}),
        ("a学b校1教", {"学校教": 1}),
        ("红红红红", {"红红红": 2}),
        ("学校教\n校教师\n学校教", {"学校教": 2, "校教师": 1}),
        ("学校\n教师们", {"教师们": 1}),  # a shingle never crosses the end of a line
        ("学\n校\n教\n师", {}),
        ("𠀀𠀁𠀂㐀", {"𠀀𠀁𠀂": 1, "𠀁𠀂㐀": 1}),  # beyond the basic plane
        ("学𠀀校\U0001f600教", {"学𠀀校": 1, "𠀀校教": 1}),  # an emoji is not a hanzi
        ("〇一々二", {}),  # a zero and a repetition mark are not hanzi
        ("学校", {}),
        ("\n，。", {}),
        ("", {}),
    ],
)
def test_shingles_by_hand(text: str, expected: dict[str, int]) -> None:
    assert count_shingles_of(text) == expected


def test_shingles_never_cross_from_one_text_to_the_next() -> None:
    known, counts = count_shingles(["学校", "教师们", "", "们学"])
    assert [decode(n) for n in known] == ["教师们"]
    assert counts.toarray().tolist() == [[0], [1], [0], [0]]


@pytest.mark.parametrize("texts", [[], [""], ["", "", "学"]])
def test_texts_without_hanzi_have_no_shingles(texts: list[str]) -> None:
    known, counts = count_shingles(texts)
    assert len(known) == 0
    assert counts.shape == (len(texts), 0)


@settings(max_examples=80, deadline=None)
@given(TEXTS, st.sampled_from([1, 2, 512]))
def test_counts_equal_brute_force(texts: list[str], texts_at_once: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shingles, "TEXTS", texts_at_once)
        known, counts = count_shingles(texts)
    assert (np.diff(known) > 0).all()
    spelled = [{decode(known[j]): int(row[j]) for j in np.flatnonzero(row)} for row in counts.toarray()]
    assert spelled == [count_by_brute_force(text) for text in texts]


@settings(max_examples=80, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from([1, 2, 512]))
def test_number_of_texts_with_a_shingle_equals_brute_force(
    texts: list[str], known_texts: list[str], texts_at_once: int
) -> None:
    known, _ = count_shingles(known_texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shingles, "TEXTS", texts_at_once)
        n_texts = count_texts(texts, known)
    shingles_of = [count_by_brute_force(text) for text in texts]
    assert n_texts.tolist() == [sum(decode(code) in own for own in shingles_of) for code in known]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("党的二十大精神\n", max_size=40), min_size=1, max_size=5))
def test_counts_equal_scikit_learn_line_by_line(texts: list[str]) -> None:
    texts = [*texts, "党的二"]  # scikit-learn needs at least one shingle
    vectorizer = CountVectorizer(analyzer="char", ngram_range=(3, 3), lowercase=False)
    lines = [(i, line) for i, text in enumerate(texts) for line in text.split("\n")]
    counted_lines = vectorizer.fit_transform(line for _, line in lines)
    owner = [i for i, _ in lines]
    members = sparse.csr_matrix((np.ones(len(lines)), (owner, range(len(lines)))))
    known, counts = count_shingles(texts)
    assert [decode(n) for n in known] == vectorizer.get_feature_names_out().tolist()
    assert (counts.toarray() == (members @ counted_lines).toarray()).all()


@pytest.mark.parametrize("sublinear", [True, False])
def test_vectors_and_scores_equal_scikit_learn(sublinear: bool) -> None:
    texts = ["强化政治引领强化组织建设", "强化组织建设加强队伍建设", "队伍建设队伍建设"]
    corpus = plain_corpus(texts, settings=Settings(sublinear_tf=sublinear))
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(3, 3), sublinear_tf=sublinear)
    expected = vectorizer.fit_transform(texts)
    vectors = shingle_vectors(corpus).toarray()
    np.testing.assert_allclose(vectors, expected.toarray(), rtol=0, atol=1e-12)
    table = compare_documents(tokenize(corpus)).set_index(["a", "b"])["shingle"]
    cosine = cosine_similarity(expected)
    for i, j in ((0, 1), (0, 2), (1, 2)):
        assert table[f"d{i:04}", f"d{j:04}"] == pytest.approx(cosine[i, j], abs=1e-12)


def test_containment_by_hand() -> None:
    # a has 党的二 的二十 二十大 十大精 大精神, b has the first three of them and 大报告 十大报:
    # 3 of 5 each way. c has only the first three: all of c is in a, 3 of 5 of a are in c.
    texts = ["党的二十大精神。", "党的“二十大”报告。", "党的二十大。", "学校。"]
    table = compare_documents(tokenize(plain_corpus(texts))).set_index(["a", "b"])
    containment = table[["containment_ab", "containment_ba"]]
    assert containment.loc[("d0000", "d0001")].tolist() == pytest.approx([3 / 5, 3 / 5], abs=1e-15)
    assert containment.loc[("d0000", "d0002")].tolist() == pytest.approx([3 / 5, 1], abs=1e-15)
    assert containment.loc[("d0001", "d0002")].tolist() == pytest.approx([3 / 5, 1], abs=1e-15)
    assert containment.loc[("d0000", "d0003")].tolist() == [0, 0]  # d has no shingle
    # Containment does not depend on how often a shingle occurs.
    again = compare_documents(tokenize(plain_corpus([texts[0] * 3, texts[2]])))
    assert again[["containment_ab", "containment_ba"]].to_numpy().tolist() == [
        pytest.approx([3 / 7, 1], abs=1e-15)  # 精神党 and 神党的 are new
    ]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.sets(st.integers(0, 9)), min_size=1, max_size=4), min_size=2, max_size=5))
def test_containment_equals_that_of_sets(documents: list[list[set[int]]]) -> None:
    units = np.zeros((sum(map(len, documents)), 10))
    for row, terms in enumerate(terms for document in documents for terms in document):
        units[row, sorted(terms)] = 1 + row % 3
    edges = np.cumsum([0, *map(len, documents)])
    both = prepare_containment(sparse.csr_matrix(units), edges)
    first, second = np.indices((len(documents), len(documents))).reshape(2, -1)
    score, _, _ = score_with_intervals(both, first, second)
    whole = [set[int]().union(*document) for document in documents]
    expected = [
        len(whole[i] & whole[j]) / len(whole[i]) if whole[i] else 0.0
        for i, j in zip(first, second, strict=True)
    ]
    assert score.tolist() == pytest.approx(expected, abs=1e-15)


def test_containment_of_the_sample_plans_equals_that_of_sets(samples: Corpus) -> None:
    shingles_of = {document.doc_id: set(count_by_brute_force(document.text)) for document in samples}
    table = compare_documents(tokenize(samples))
    for row in table.itertuples():
        shared = len(shingles_of[row.a] & shingles_of[row.b])
        assert row.containment_ab == pytest.approx(shared / len(shingles_of[row.a]), abs=1e-15)
        assert row.containment_ba == pytest.approx(shared / len(shingles_of[row.b]), abs=1e-15)
