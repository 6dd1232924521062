"""Robustness: a planted effect survives every choice, a planted artefact does not."""

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


def _corpus(texts: Sequence[str], places: Sequence[str] = ("甲区", "乙区", "丙区")) -> Corpus:
    items = tuple(
        document(i, place, 2022, text) for i, (place, text) in enumerate(zip(places, texts, strict=True))
    )
    return Corpus(items, (), Settings())


def _text(random: np.random.Generator, words: Sequence[str], n: int) -> str:
    """Words that no segmenter and no n-gram joins."""
    return "，".join(random.choice(words, n).tolist()) + "。"


def _option(told: pd.DataFrame, choice: str, option: str) -> float:
    found = told[(told["choice"] == choice) & (told["option"] == option)]
    return float(found["share"].iloc[0])


def test_every_combination_once_the_default_first() -> None:
    specs = list(specifications())
    assert specs[0] == tuple(options[0] for options in CHOICES.values())
    # 3 · 3 ways with slogans and scope, less the one that says the same twice, times 2⁴.
    assert len(specs) == len(set(specs)) == 128


def test_first_row_is_the_similarity_of_documents(samples: Corpus) -> None:
    tokens = tokenize(samples)
    vectors = tfidf(tokens)
    expected = (vectors @ vectors.T).toarray()
    seen: list[View] = []

    def first(view: View) -> float:
        seen.append(view)
        return float(view.similarity[0, 1])

    table = specification_curve(samples, first)
    assert list(table.columns) == CURVE
    np.testing.assert_allclose(seen[0].similarity, expected, atol=1e-12)
    assert table["estimate"][0] == pytest.approx(expected[0, 1])
    assert table["n_features"][0] == len(tokens.terms)
    assert table["specification"].tolist() == list(range(1, 129))
    assert table["estimate"].between(0, 1).all() and table["holds"].all()
    for view in seen:
        np.testing.assert_array_equal(view.similarity, view.similarity.T)


def test_character_ngrams_are_scikit_learns() -> None:
    texts = ["教师培训，教师考核。", "学校教师，学校学生。", "学生活动。"]
    corpus = _corpus(texts)
    found: list[np.ndarray] = []

    def keep(view: View) -> float:
        found.append(view.similarity)
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

    def cut(text: str) -> list[str]:
        runs = text.replace("。", "").split("，")
        return [run[i : i + n] for run in runs for n in (2, 3) for i in range(len(run) - n + 1)]

    vectors = TfidfVectorizer(analyzer=cut, sublinear_tf=True).fit_transform(texts)
    np.testing.assert_allclose(found[row], (vectors @ vectors.T).toarray(), atol=1e-12)


def test_slogans_and_headings_are_left_out_where_told() -> None:
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
    of = {tuple(spec): found for spec, found in zip(specifications(), words, strict=True)}
    assert of["word", "whole", "removed", "whole", "as is", "none"] >= {SLOGAN, "企业", "教师"}
    assert SLOGAN not in of["word", "left out", "removed", "whole", "as is", "none"]
    assert SLOGAN not in of["word", "cut", "removed", "whole", "as is", "none"]
    assert "企业" not in of["word", "whole", "removed", "body", "as is", "none"]
    grams = of["character", "cut", "kept", "whole", "as is", "none"]
    assert {"三会", "会一课", "师培训", "服务"} <= grams and not grams & {"训三", SLOGAN}
    grams = of["character", "left out", "kept", "body", "as is", "none"]
    assert not grams & {"三会", "会一", "服务", SLOGAN} and "培训" in grams
    assert SLOGAN in of["character", "whole", "kept", "whole", "as is", "none"]


def test_planted_effect_survives() -> None:
    random = np.random.default_rng(2020)
    texts = [
        _text(random, COMMON * 2 + TOPIC * 2, 300),
        _text(random, COMMON * 2 + TOPIC * 2, 300),
        _text(random, COMMON * 2 + OTHER * 2, 300),
    ]
    corpus = _corpus(texts)
    curve = specification_curve(corpus, more_alike("d0000", "d0001", than="d0002"))
    told = support(curve)
    assert (told["choice"][0], told["share"][0], told["n_judged"][0]) == ("all", 1.0, 128)
    assert told["share"].tolist() == [1.0] * len(told)
    assert curve["estimate"].min() > 0.1


def test_artefact_of_one_slogan_does_not_survive() -> None:
    random = np.random.default_rng(2021)
    # The third is a little nearer to the first in what it says; the second repeats its slogan.
    texts = [
        _text(random, COMMON + TOPIC[:5], 300) + f"{SLOGAN}，" * 60,
        _text(random, COMMON + OTHER, 300) + f"{SLOGAN}，" * 60,
        _text(random, COMMON + TOPIC[:5] + OTHER[:3], 300),
    ]
    corpus = _corpus(texts)
    plain = Corpus(corpus.items, (), Settings(sublinear_tf=False))
    told = support(specification_curve(plain, more_alike("d0000", "d0001", than="d0002")))
    assert _option(told, "slogans", "left out") == 0.0
    assert _option(told, "slogans", "whole") > 0.5
    assert told["share"][0] < 0.8


@pytest.mark.slow
def test_artefact_of_length_does_not_survive_equal_length() -> None:
    # All texts are alike; the third is short, which alone makes it look less alike.
    random, shares = np.random.default_rng(2022), []
    for _ in range(8):
        texts = [_text(random, COMMON * 8 + TOPIC + OTHER, n) for n in (900, 900, 60)]
        told = support(specification_curve(_corpus(texts), more_alike("d0000", "d0001", than="d0002")))
        shares.append((_option(told, "length", "as is"), _option(told, "length", "equal")))
    as_is, equal = np.mean(shares, axis=0)
    assert as_is > 0.95
    assert 0.2 < equal < 0.8


def test_groups_and_terms() -> None:
    random = np.random.default_rng(2023)
    texts = [_text(random, COMMON * 2 + (TOPIC if i < 3 else OTHER), 200) for i in range(6)]
    corpus = _corpus(texts, ["甲区"] * 3 + ["乙区"] * 3)
    occurrences = find_occurrences(corpus)
    alike = specification_curve(corpus, alike_within("甲区"), occurrences=occurrences)
    assert alike["holds"].all()
    more = specification_curve(corpus, more_of("消防", "甲区"), occurrences=occurrences)
    assert more["holds"].all()
    less = specification_curve(corpus, more_of("消防", "乙区"), occurrences=occurrences)
    assert not less["holds"].any()
    # A term of four characters is no n-gram and no word: it can't be judged, and is not.
    none = specification_curve(corpus, more_of("消防安全", "甲区"), occurrences=occurrences)
    assert none["holds"].isna().all()
    told = support(none)
    assert told["n_judged"].sum() == 0 and told["share"].isna().all()
    # A group of one document is alike to none of its own.
    single = specification_curve(_corpus(texts[:3]), alike_within("甲区"))
    assert single["holds"].isna().all()
    with pytest.raises(KeyError, match="No district is called"):
        specification_curve(corpus, more_of("消防", "丁区"), occurrences=occurrences)


def test_equal_length_takes_as_many_units_of_each() -> None:
    texts = ["教师，" * 50, "教师，学生，" * 10, "学生，" * 30]
    seen: list[np.ndarray] = []

    def keep(view: View) -> float:
        seen.append(view.similarity)
        return 0.0

    plain = Corpus(_corpus(texts).items, (), Settings(sublinear_tf=False))
    table = specification_curve(plain, keep)
    words = table[(table["unit"] == "word") & (table["length"] == "equal")]
    assert set(words["n_features"]) == {2}
    assert seen[0][0, 2] == 0.0
    again = specification_curve(plain, keep)
    assert again.equals(table)


def test_texts_without_words_and_no_texts() -> None:
    table = specification_curve(_corpus(["。", "。", "。"]), more_alike("d0000", "d0001", than="d0002"))
    assert (table["estimate"] == 0).all() and not table["holds"].any()
    empty = specification_curve(Corpus((), (), Settings()), alike_within("甲区"))
    assert len(empty) == 128 and empty["holds"].isna().all()
