"""Expected similarity: by hand, and against a loop over all pairs."""

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
from tests.support.similarity_corpora import WORDS, draw_texts, plain_corpus

# District, city and province of a document of each level.
LEVELS = {
    "district": ("西湖区", "杭州市", "浙江省"),
    "city": ("", "杭州市", "浙江省"),
    "province": ("", "", "浙江省"),
    "": ("", "", ""),
}


def set_levels(corpus: Corpus, levels: Sequence[str]) -> Corpus:
    """The corpus with a place of the given level for each document."""
    items = []
    for document, level in zip(corpus, levels, strict=True):
        district, city, province = LEVELS[level]
        metadata = replace(document.metadata, district=district, city=city, province=province)
        items.append(replace(document, metadata=metadata))
    return replace(corpus, items=tuple(items))


def draw_corpus(seed: int, texts: Sequence[str], settings: Settings | None = None) -> Corpus:
    """The texts with random years, levels and genres."""
    chance, n = np.random.default_rng(seed), len(texts)
    years = [int(year) or None for year in chance.choice([0, 2013, 2018, 2019, 2021, 2022], n)]
    genres = [str(genre) for genre in chance.choice(["", "工作要点", "实施意见"], n)]
    corpus = plain_corpus(texts, years=years, genres=genres, settings=settings)
    return set_levels(corpus, chance.choice(list(LEVELS), n).tolist())


def classify_gap(a: Document, b: Document) -> str:
    """The class of the years between two documents."""
    if not (a.metadata.year and b.metadata.year):
        return "not known"
    years = abs(a.metadata.year - b.metadata.year)
    edges = {0: "0", 1: "1", 2: "2–3", 3: "2–3", 4: "4–7", 5: "4–7", 6: "4–7", 7: "4–7"}
    return edges.get(years, "8 and more")


def kinds_of_pair(a: Document, b: Document) -> list[Hashable]:
    """The kind of a pair by each of `BASES`; None where it has no kind."""
    levels = frozenset((level_of(a), level_of(b)))
    same_genre = a.metadata.genre == b.metadata.genre
    years = frozenset((a.metadata.year, b.metadata.year))
    dated = None not in years
    return [
        (years, levels, same_genre) if dated else None,
        (classify_gap(a, b), levels, same_genre),
        levels,
        "all",
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1_000), st.integers(2, 24))
def test_expected_is_the_mean_of_the_other_pairs_of_the_narrowest_kind_with_five(seed: int, n: int) -> None:
    corpus = draw_corpus(seed, [""] * n)
    vectors = unit(sparse.csr_matrix(np.random.default_rng(seed).random((n, 9))))
    first, second, scores = all_pairs(vectors)
    kinds = [kinds_of_pair(corpus.items[i], corpus.items[j]) for i, j in zip(first, second, strict=True)]
    expected = expected_scores(corpus, vectors, (first, second, scores))
    for p, own in enumerate(kinds):
        for level, basis in enumerate(BASES):
            same = [kinds[q][level] == own[level] is not None for q in range(len(kinds))]
            others = [scores[q] for q in np.flatnonzero(same) if q != p]
            if len(others) >= 5:
                assert (expected.basis[p], expected.n[p]) == (basis, len(others))
                assert expected.score[p] == pytest.approx(np.mean(others), abs=1e-12)
                break
        else:
            assert (expected.basis[p], expected.n[p]) == ("", 0)
            assert np.isnan(expected.score[p])


def test_expected_by_hand() -> None:
    # Four plans of 2021: a, b and c have the words 学校 and 教师, d has 学校 only.
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


def expected_of_first_pair(
    years: Sequence[int | None], levels: Sequence[str], genres: Sequence[str] | None = None
) -> pd.Series:
    """n_expected and expected_from of the first two documents."""
    corpus = plain_corpus(["学校，教师。"] * len(years), years=years, genres=genres)
    table = compare_documents(tokenize(set_levels(corpus, levels)), measured=0)
    return table.set_index(["a", "b"]).loc[("d0000", "d0001"), ["n_expected", "expected_from"]]


def test_the_basis_widens_until_it_has_five_other_pairs() -> None:
    # Four districts of 2021 make six pairs, so five others.
    assert expected_of_first_pair([2021] * 4, ["district"] * 4).tolist() == [5, "years and levels"]
    # With two more of 2022 there are 2 other pairs of 2021 and 3 + 1 = 4 pairs of one year, so 3
    # others; all 10 pairs are of districts, so 9 others.
    assert expected_of_first_pair([2021] * 3 + [2022] * 2, ["district"] * 5).tolist() == [9, "levels"]
    # Three years with three plans each: 9 pairs of one year, so 8 others; only 2 others of 2021.
    years = [2021] * 3 + [2022] * 3 + [2019] * 3
    assert expected_of_first_pair(years, ["district"] * 9).tolist() == [8, "years apart and levels"]
    # There is no second pair of a district and a city, so the basis is the corpus.
    mixed = ["district", "city", "province", "province"]
    assert expected_of_first_pair([2021] * 4, mixed).tolist() == [5, "corpus"]
    # Three documents have two other pairs.
    assert expected_of_first_pair([2021] * 3, ["district"] * 3).tolist() == [0, ""]


def test_genre_matters_for_the_two_narrower_kinds() -> None:
    # Six plans of 2021, three of each genre: 3 + 3 pairs are of one genre, so 5 others.
    genres = ["工作要点"] * 3 + ["实施意见"] * 3
    assert expected_of_first_pair([2021] * 6, ["city"] * 6, genres).tolist() == [5, "years and levels"]
    # Two plans of each genre: two pairs are of one genre, all six of one level.
    genres = ["工作要点", "工作要点", "实施意见", "实施意见"]
    assert expected_of_first_pair([2021] * 4, ["city"] * 4, genres).tolist() == [5, "levels"]


def test_pairs_of_unknown_years_do_not_count_as_pairs_of_one_year() -> None:
    # Two unknown years may differ, so the basis is not "the same years".
    assert expected_of_first_pair([None] * 4, ["district"] * 4).tolist() == [5, "years apart and levels"]
    assert expected_of_first_pair([None, 2021, 2021, 2022], ["district"] * 4).tolist() == [5, "levels"]


def test_level_is_that_of_the_narrowest_known_place() -> None:
    corpus = set_levels(plain_corpus(["学校。"] * 4), list(LEVELS))
    assert [level_of(document) for document in corpus] == list(LEVELS)


def test_expected_comes_from_all_pairs_even_if_the_table_has_neighbours_only() -> None:
    texts = draw_texts(3, 20)
    every, near = (
        compare_documents(tokenize(draw_corpus(3, texts, settings)), measured=0)
        for settings in (None, Settings(all_pairs_up_to=5, neighbours=2))
    )
    every, near = every.set_index(["a", "b"]), near.set_index(["a", "b"])
    assert len(near) < len(every)
    assert near["expected_from"].tolist() == every.loc[near.index, "expected_from"].tolist()
    for column in ("expected", "n_expected", "score"):
        np.testing.assert_allclose(near[column], every.loc[near.index, column], atol=1e-12)


def test_than_usual_compares_the_expected_score_with_the_interval() -> None:
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


def test_a_copy_is_more_alike_than_usual_and_an_unrelated_text_less() -> None:
    # d0 and d1 are the same text; d2 to d6 share 学校 with both; d7 shares no word with any.
    alike = "\n".join(f"学校，{a}，{b}。" for a, b in zip(WORDS[1:6], WORDS[6:11], strict=True))
    chance = np.random.default_rng(1)
    similar = [
        "\n".join(f"学校，{'，'.join(chance.choice(WORDS[1:], 3))}。" for _ in range(5)) for _ in range(5)
    ]
    unrelated = "\n".join(f"{a}，{b}。" for a, b in zip("山川河海湖", "松竹梅兰菊", strict=True))
    unrelated = unrelated.replace("，", "区，").replace("。", "路。")
    table = compare_documents(tokenize(plain_corpus([alike, alike, *similar, unrelated])))
    table = table.set_index(["a", "b"])
    assert table.loc[("d0000", "d0001"), "than_usual"] == "more"
    assert set(table["than_usual"].xs("d0007", level="b")) == {"less"}
    expected = [
        "more" if row.expected < row.low else "less" if row.expected > row.high else "as usual"
        for row in table.itertuples()
    ]
    assert table["than_usual"].tolist() == expected
