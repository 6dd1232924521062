"""Robustness: a planted effect holds under every choice, a planted artefact does not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.comparison.robustness import (
    CHOICES,
    View,
    alike_within,
    more_alike,
    more_of,
    specification_curve,
    specifications,
    support,
)
from analysis.comparison.similarity import tfidf
from analysis.documents.corpus import Corpus
from analysis.documents.structure import find_sections
from analysis.settings import Settings
from analysis.slogans.occurrences import find_occurrences
from analysis.tokens import tokenize
from tests.support.simulated import document

CURVE = [
    "specification",
    "unit",
    "slogans",
    "stop_words",
    "scope",
    "length",
    "idf",
    "n_features",
    "estimate",
    "holds",
]
COMMON = [
    "学校",
    "教师",
    "学生",
    "课程",
    "教学",
    "培训",
    "考核",
    "检查",
    "会议",
    "活动",
    "群众",
    "社区",
    "企业",
    "村民",
    "农业",
    "道路",
]
TOPIC = ["消防", "安全", "隐患", "排查", "森林", "防火", "演练", "应急", "救援", "物资"]
OTHER = ["旅游", "文化", "博物馆", "剧院", "图书馆", "展览", "音乐", "舞蹈", "非遗", "古镇"]
SLOGAN = "三会一课"


def _make_corpus(texts: Sequence[str], places: Sequence[str] = ("甲区", "乙区", "丙区")) -> Corpus:
    items = tuple(
        document(i, place, 2022, text) for i, (place, text) in enumerate(zip(places, texts, strict=True))
    )
    return Corpus(items, (), Settings())


def _draw_text(random: np.random.Generator, words: Sequence[str], n: int) -> str:
    """Drawn words with commas between them, so that neither the segmenter nor an n-gram joins two."""
    return "，".join(random.choice(words, n).tolist()) + "。"


def _share(table: pd.DataFrame, choice: str, option: str) -> float:
    row = table[(table["choice"] == choice) & (table["option"] == option)]
    return float(row["share"].iloc[0])


def test_every_combination_occurs_once_and_the_default_is_first() -> None:
    specs = list(specifications())
    assert specs[0] == tuple(options[0] for options in CHOICES.values())
    # 3 · 3 ways with slogans and scope, less the one that equals another, times 2⁴.
    assert len(specs) == len(set(specs)) == 128


def test_first_specification_is_that_of_compare_documents(samples: Corpus) -> None:
    tokens = tokenize(samples)
    vectors = tfidf(tokens)
    expected = (vectors @ vectors.T).toarray()
    seen: list[View] = []

    def keep(view: View) -> float:
        seen.append(view)
        return float(view.similarity[0, 1])

    table = specification_curve(samples, keep)
    assert list(table.columns) == CURVE
    np.testing.assert_allclose(seen[0].similarity, expected, atol=1e-12)
    assert table["estimate"][0] == pytest.approx(expected[0, 1])
    assert table["n_features"][0] == len(tokens.terms)
    assert table["specification"].tolist() == list(range(1, 129))
    assert table["estimate"].between(0, 1).all() and table["holds"].all()
    for view in seen:
        np.testing.assert_array_equal(view.similarity, view.similarity.T)


def test_character_ngrams_equal_those_of_scikit_learn() -> None:
    texts = ["教师培训，教师考核。", "学校教师，学校学生。", "学生活动。"]
    corpus = _make_corpus(texts)
    similarities: list[np.ndarray] = []

    def keep(view: View) -> float:
        similarities.append(view.similarity)
        return 0.0

    table = specification_curve(corpus, keep)
    row = table[
        (table["unit"] == "character")
        & (table["slogans"] == "cut")
        & (table["stop_words"] == "kept")
        & (table["scope"] == "whole")
        & (table["length"] == "as is")
        & (table["idf"] == "smoothed")
    ].index[0]

    def list_ngrams(text: str) -> list[str]:
        runs = text.replace("。", "").split("，")
        return [run[i : i + n] for run in runs for n in (2, 3) for i in range(len(run) - n + 1)]

    vectors = TfidfVectorizer(analyzer=list_ngrams, sublinear_tf=True).fit_transform(texts)
    np.testing.assert_allclose(similarities[row], (vectors @ vectors.T).toarray(), atol=1e-12)


def test_slogans_and_headings_are_left_out_where_the_specification_says_so() -> None:
    text = "一、企业服务\n教师培训，三会一课，学生活动。\n二、道路建设\n教师考核。"
    plan = document(0, "甲区", 2022, text)
    sections = tuple(find_sections(text))
    assert [section.heading for section in sections] == ["企业服务", "道路建设"]
    plan = type(plan)(plan.doc_id, plan.label, "", plan.extracted, plan.cleaned, sections, plan.metadata)
    corpus = Corpus((plan,), (), Settings())
    words: list[set[str]] = []

    def keep(view: View) -> float:
        words.append(set(view.features[np.flatnonzero(view.vectors.getnnz(axis=0))].tolist()))
        return 0.0

    specification_curve(corpus, keep)
    words_of = {tuple(spec): known for spec, known in zip(specifications(), words, strict=True)}
    assert words_of["word", "whole", "removed", "whole", "as is", "none"] >= {SLOGAN, "企业", "教师"}
    assert SLOGAN not in words_of["word", "left out", "removed", "whole", "as is", "none"]
    assert SLOGAN not in words_of["word", "cut", "removed", "whole", "as is", "none"]
    assert "企业" not in words_of["word", "whole", "removed", "body", "as is", "none"]
    grams = words_of["character", "cut", "kept", "whole", "as is", "none"]
    assert {"三会", "会一课", "师培训", "服务"} <= grams and not grams & {"训三", SLOGAN}
    grams = words_of["character", "left out", "kept", "body", "as is", "none"]
    assert not grams & {"三会", "会一", "服务", SLOGAN} and "培训" in grams
    assert SLOGAN in words_of["character", "whole", "kept", "whole", "as is", "none"]


def test_planted_effect_holds_under_every_specification() -> None:
    random = np.random.default_rng(2020)
    texts = [
        _draw_text(random, COMMON * 2 + TOPIC * 2, 300),
        _draw_text(random, COMMON * 2 + TOPIC * 2, 300),
        _draw_text(random, COMMON * 2 + OTHER * 2, 300),
    ]
    corpus = _make_corpus(texts)
    curve = specification_curve(corpus, more_alike("d0000", "d0001", than="d0002"))
    table = support(curve)
    assert (table["choice"][0], table["share"][0], table["n_judged"][0]) == ("all", 1.0, 128)
    assert table["share"].tolist() == [1.0] * len(table)
    assert curve["estimate"].min() > 0.1


def test_artefact_of_a_repeated_slogan_does_not_hold_without_it() -> None:
    random = np.random.default_rng(2021)
    # The third text is a little nearer to the first in its words; the second repeats its slogan.
    texts = [
        _draw_text(random, COMMON + TOPIC[:5], 300) + f"{SLOGAN}，" * 60,
        _draw_text(random, COMMON + OTHER, 300) + f"{SLOGAN}，" * 60,
        _draw_text(random, COMMON + TOPIC[:5] + OTHER[:3], 300),
    ]
    corpus = _make_corpus(texts)
    plain = Corpus(corpus.items, (), Settings(sublinear_tf=False))
    table = support(specification_curve(plain, more_alike("d0000", "d0001", than="d0002")))
    assert _share(table, "slogans", "left out") == 0.0
    assert _share(table, "slogans", "whole") > 0.5
    assert table["share"][0] < 0.8


@pytest.mark.slow
def test_artefact_of_length_does_not_hold_at_equal_length() -> None:
    # All texts are alike; the third is short, which alone makes it look less alike.
    random, shares = np.random.default_rng(2022), []
    for _ in range(8):
        texts = [_draw_text(random, COMMON * 8 + TOPIC + OTHER, n) for n in (900, 900, 60)]
        table = support(specification_curve(_make_corpus(texts), more_alike("d0000", "d0001", than="d0002")))
        shares.append((_share(table, "length", "as is"), _share(table, "length", "equal")))
    as_is, equal = np.mean(shares, axis=0)
    assert as_is > 0.95
    assert 0.2 < equal < 0.8


def test_claims_about_groups_and_terms_hold_where_planted() -> None:
    random = np.random.default_rng(2023)
    texts = [_draw_text(random, COMMON * 2 + (TOPIC if i < 3 else OTHER), 200) for i in range(6)]
    corpus = _make_corpus(texts, ["甲区"] * 3 + ["乙区"] * 3)
    occurrences = find_occurrences(corpus)
    alike = specification_curve(corpus, alike_within("甲区"), occurrences=occurrences)
    assert alike["holds"].all()
    more = specification_curve(corpus, more_of("消防", "甲区"), occurrences=occurrences)
    assert more["holds"].all()
    less = specification_curve(corpus, more_of("消防", "乙区"), occurrences=occurrences)
    assert not less["holds"].any()
    # A term of four characters is neither an n-gram nor a word, so no specification can judge it.
    unjudged = specification_curve(corpus, more_of("消防安全", "甲区"), occurrences=occurrences)
    assert unjudged["holds"].isna().all()
    table = support(unjudged)
    assert table["n_judged"].sum() == 0 and table["share"].isna().all()
    # In a group of one document there is no pair to judge by.
    single = specification_curve(_make_corpus(texts[:3]), alike_within("甲区"))
    assert single["holds"].isna().all()
    with pytest.raises(KeyError, match="No district is called"):
        specification_curve(corpus, more_of("消防", "丁区"), occurrences=occurrences)


def test_equal_length_takes_equally_many_units_of_each_document() -> None:
    texts = ["教师，" * 50, "教师，学生，" * 10, "学生，" * 30]
    seen: list[np.ndarray] = []

    def keep(view: View) -> float:
        seen.append(view.similarity)
        return 0.0

    plain = Corpus(_make_corpus(texts).items, (), Settings(sublinear_tf=False))
    table = specification_curve(plain, keep)
    words = table[(table["unit"] == "word") & (table["length"] == "equal")]
    assert set(words["n_features"]) == {2}
    assert seen[0][0, 2] == 0.0
    again = specification_curve(plain, keep)
    assert again.equals(table)


def test_claims_do_not_hold_without_words_and_are_not_judged_without_texts() -> None:
    table = specification_curve(_make_corpus(["。", "。", "。"]), more_alike("d0000", "d0001", than="d0002"))
    assert (table["estimate"] == 0).all() and not table["holds"].any()
    empty = specification_curve(Corpus((), (), Settings()), alike_within("甲区"))
    assert len(empty) == 128 and empty["holds"].isna().all()
