"""Expected similarity: by hand, and by going through all pairs."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.comparison.similarity import compare_documents
from analysis.comparison.similarity.cosines import all_pairs
from analysis.comparison.similarity.document_pairs import _compare_with_usual
from analysis.comparison.similarity.expected import BASES, expected_scores, level_of
from analysis.comparison.similarity.vectors import unit
from analysis.documents.corpus import Corpus, Document
from analysis.settings import Settings
from analysis.tokens import tokenize
from tests.support.similarity_corpora import WORDS, drawn_texts, plain_corpus

# District, city and province that are told at each level.
LEVELS = {
    "district": ("西湖区", "杭州市", "浙江省"),
    "city": ("", "杭州市", "浙江省"),
    "province": ("", "", "浙江省"),
    "": ("", "", ""),
}


def leveled(corpus: Corpus, levels: Sequence[str]) -> Corpus:
    """The corpus with the places of each document told at that level."""
    items = []
    for document, level in zip(corpus, levels, strict=True):
        district, city, province = LEVELS[level]
        metadata = replace(document.metadata, district=district, city=city, province=province)
        items.append(replace(document, metadata=metadata))
    return replace(corpus, items=tuple(items))


def drawn_corpus(seed: int, texts: Sequence[str], settings: Settings | None = None) -> Corpus:
    """The texts with drawn years, levels and genres."""
    chance, n = np.random.default_rng(seed), len(texts)
    years = [int(year) or None for year in chance.choice([0, 2013, 2018, 2019, 2021, 2022], n)]
    genres = [str(genre) for genre in chance.choice(["", "工作要点", "实施意见"], n)]
    corpus = plain_corpus(texts, years=years, genres=genres, settings=settings)
    return leveled(corpus, chance.choice(list(LEVELS), n).tolist())


def gap(one: Document, other: Document) -> str:
    """Class of the years between two documents."""
    if not (one.metadata.year and other.metadata.year):
        return "not known"
    years = abs(one.metadata.year - other.metadata.year)
    edges = {0: "0", 1: "1", 2: "2–3", 3: "2–3", 4: "4–7", 5: "4–7", 6: "4–7", 7: "4–7"}
    return edges.get(years, "8 and more")


def kinds(one: Document, other: Document) -> list[Hashable]:
    """What each of `BASES` asks two documents for; None where the pair is of no kind."""
    levels = frozenset((level_of(one), level_of(other)))
    same_genre = one.metadata.genre == other.metadata.genre
    years = frozenset((one.metadata.year, other.metadata.year))
    dated = None not in years
    return [
        (years, levels, same_genre) if dated else None,
        (gap(one, other), levels, same_genre),
        levels,
        "all",
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1_000), st.integers(2, 24))
def test_mean_of_all_other_pairs_of_the_narrowest_kind_with_five(seed: int, n: int) -> None:
    corpus = drawn_corpus(seed, [""] * n)
    vectors = unit(sparse.csr_matrix(np.random.default_rng(seed).random((n, 9))))
    first, second, scores = all_pairs(vectors)
    asked = [kinds(corpus.items[i], corpus.items[j]) for i, j in zip(first, second, strict=True)]
    found = expected_scores(corpus, vectors, (first, second, scores))
    for p, own in enumerate(asked):
        for level, basis in enumerate(BASES):
            same = [asked[q][level] == own[level] is not None for q in range(len(asked))]
            others = [scores[q] for q in np.flatnonzero(same) if q != p]
            if len(others) >= 5:
                assert (found.basis[p], found.n[p]) == (basis, len(others))
                assert found.score[p] == pytest.approx(np.mean(others), abs=1e-12)
                break
        else:
            assert (found.basis[p], found.n[p]) == ("", 0)
            assert np.isnan(found.score[p])


def test_expected_by_hand() -> None:
    # Four plans of 2021 on the same two words, 学校 and 教师, one of them (d) on 学校 alone.
    # 学校 is in all four: idf 1. 教师 is in three: ln(5/4) + 1 = 1.22314. A pair with d scores
    # s = 1 / sqrt(1 + 1.22314²) = 0.63295. Six pairs of one kind: three of a, b, c score 1,
    # three with d score s. Expected of a pair among a, b, c: (2 + 3 s) / 5 = 0.77977; of a pair
    # with d: (3 + 2 s) / 5 = 0.85318.
    texts = ["学校，教师。", "教师，学校。", "学校，教师。", "学校。"]
    table = compare_documents(tokenize(plain_corpus(texts, years=[2021] * 4)))
    assert table["score"].tolist() == pytest.approx([1] * 3 + [0.63295] * 3, abs=5e-6)
    assert table["n_expected"].tolist() == [5] * 6
    assert table["expected"].tolist() == pytest.approx([0.77977] * 3 + [0.85318] * 3, abs=5e-6)
    assert table["expected_from"].tolist() == ["years and levels"] * 6


def told(
    years: Sequence[int | None], levels: Sequence[str], genres: Sequence[str] | None = None
) -> pd.Series:
    """n_expected and expected_from of the first two documents."""
    corpus = plain_corpus(["学校，教师。"] * len(years), years=years, genres=genres)
    table = compare_documents(tokenize(leveled(corpus, levels)), measured=0)
    return table.set_index(["a", "b"]).loc[("d0000", "d0001"), ["n_expected", "expected_from"]]


def test_the_basis_widens_until_five_other_pairs_are_of_it() -> None:
    # Four districts of 2021 make six pairs: five others. Three make three pairs: two others.
    assert told([2021] * 4, ["district"] * 4).tolist() == [5, "years and levels"]
    # With two of 2022: one other pair of 2021, and in all 3 + 1 = 4 of one year: 3 others; of
    # districts 10 pairs: 9 others.
    assert told([2021] * 3 + [2022] * 2, ["district"] * 5).tolist() == [9, "levels"]
    # Three years of three each: 3 pairs a year, 9 of one year: 8 others, of 2021 but 2.
    years = [2021] * 3 + [2022] * 3 + [2019] * 3
    assert told(years, ["district"] * 9).tolist() == [8, "years apart and levels"]
    # A pair of a district and a city, and none other of that: the corpus.
    mixed = ["district", "city", "province", "province"]
    assert told([2021] * 4, mixed).tolist() == [5, "corpus"]
    # Three documents have two other pairs.
    assert told([2021] * 3, ["district"] * 3).tolist() == [0, ""]


def test_genre_parts_the_two_narrower_kinds() -> None:
    # Six plans of 2021, three of each genre: of the same genre 3 + 3 pairs, 5 others.
    genres = ["工作要点"] * 3 + ["实施意见"] * 3
    assert told([2021] * 6, ["city"] * 6, genres).tolist() == [5, "years and levels"]
    # One of each: two pairs of one genre; all six of the level.
    genres = ["工作要点", "工作要点", "实施意见", "实施意见"]
    assert told([2021] * 4, ["city"] * 4, genres).tolist() == [5, "levels"]


def test_plans_of_unknown_year_are_of_no_year() -> None:
    # Not "the same years": that they lack one says nothing.
    assert told([None] * 4, ["district"] * 4).tolist() == [5, "years apart and levels"]
    assert told([None, 2021, 2021, 2022], ["district"] * 4).tolist() == [5, "levels"]


def test_level_is_the_narrowest_place_that_is_told() -> None:
    corpus = leveled(plain_corpus(["学校。"] * 4), list(LEVELS))
    assert [level_of(document) for document in corpus] == list(LEVELS)


def test_expected_is_of_all_pairs_though_the_table_keeps_neighbours_only() -> None:
    texts = drawn_texts(3, 20)
    every, near = (
        compare_documents(tokenize(drawn_corpus(3, texts, settings)), measured=0)
        for settings in (None, Settings(all_pairs_up_to=5, neighbours=2))
    )
    every, near = every.set_index(["a", "b"]), near.set_index(["a", "b"])
    assert len(near) < len(every)
    assert near["expected_from"].tolist() == every.loc[near.index, "expected_from"].tolist()
    for column in ("expected", "n_expected", "score"):
        np.testing.assert_allclose(near[column], every.loc[near.index, column], atol=1e-12)


def test_words_beside_what_is_usual() -> None:
    table = pd.DataFrame(
        [
            (0.2, 0.4, 0.1, "more"),
            (0.2, 0.4, 0.5, "less"),
            (0.2, 0.4, 0.3, "as usual"),
            (0.2, 0.4, 0.2, "as usual"),
            (0.2, 0.4, 0.4, "as usual"),
            (np.nan, np.nan, 0.3, ""),
            (0.2, 0.4, np.nan, ""),
            (np.nan, np.nan, np.nan, ""),
        ],
        columns=["low", "high", "expected", "word"],
    )
    assert _compare_with_usual(table).tolist() == table["word"].tolist()


def test_a_copy_is_more_alike_than_usual_and_a_stranger_less() -> None:
    # d0 and d1 are one text; d2 to d6 share a word a paragraph with all; d7 has words of its own.
    alike = "\n".join(f"学校，{a}，{b}。" for a, b in zip(WORDS[1:6], WORDS[6:11], strict=True))
    chance = np.random.default_rng(1)
    others = [
        "\n".join(f"学校，{'，'.join(chance.choice(WORDS[1:], 3))}。" for _ in range(5)) for _ in range(5)
    ]
    strange = "\n".join(f"{a}，{b}。" for a, b in zip("山川河海湖", "松竹梅兰菊", strict=True))
    strange = strange.replace("，", "区，").replace("。", "路。")
    table = compare_documents(tokenize(plain_corpus([alike, alike, *others, strange])))
    table = table.set_index(["a", "b"])
    assert table.loc[("d0000", "d0001"), "than_usual"] == "more"
    assert set(table["than_usual"].xs("d0007", level="b")) == {"less"}
    right = [
        "more" if row.expected < row.low else "less" if row.expected > row.high else "as usual"
        for row in table.itertuples()
    ]
    assert table["than_usual"].tolist() == right
