"""Tokens: words with their offsets, each slogan as one token."""

from __future__ import annotations

from pathlib import Path

import jieba
import numpy as np
import pytest

from analysis.documents.corpus import Corpus
from analysis.settings import Settings
from analysis.slogans.lexicon import Entry, Lexicon, SloganKind, SloganLevel
from analysis.slogans.occurrences import find_occurrences
from analysis.tokens import Tokens, stop_words, tokenize
from tests.support.corpora import corpus_of


@pytest.fixture(scope="module")
def tokens(samples: Corpus) -> Tokens:
    return tokenize(samples)


def tokenize_texts(folder: Path, *slogans: str, **texts: str) -> Tokens:
    """Tokens of some texts with a lexicon of the given slogans."""
    corpus = corpus_of(folder, texts)
    lexicon = Lexicon(tuple(Entry(slogan, (), SloganKind.FORMULA, SloganLevel.CENTRAL) for slogan in slogans))
    return tokenize(corpus, find_occurrences(corpus, lexicon=lexicon))


def words_of(tokens: Tokens, row: int) -> list[str]:
    return [tokens.vocabulary[i] for i in tokens.ids[row]]


def assert_equal(actual: Tokens, expected: Tokens) -> None:
    assert actual.vocabulary == expected.vocabulary
    assert actual.levels == expected.levels
    for name in ("ids", "starts", "ends"):
        arrays, expected_arrays = getattr(actual, name), getattr(expected, name)
        assert [array.tolist() for array in arrays] == [array.tolist() for array in expected_arrays]


def test_offsets_of_words_and_slogans_are_right(tokens: Tokens) -> None:
    table = find_occurrences(tokens.corpus)
    outer = table[table["nested_in"] == ""]
    for row, document in enumerate(tokens.corpus):
        here = outer[outer["doc_id"] == document.doc_id]
        slogans = set(zip(here["start"], here["end"], here["slogan"], strict=True))
        spans = zip(tokens.starts[row].tolist(), tokens.ends[row].tolist(), strict=True)
        for word, (start, end) in zip(words_of(tokens, row), spans, strict=True):
            if (start, end, word) in slogans:
                slogans.remove((start, end, word))
            else:
                assert document.text[start:end] == word
        assert slogans == set()


def test_tokens_cover_the_text_without_gap_or_overlap(tokens: Tokens) -> None:
    for row, document in enumerate(tokens.corpus):
        starts, ends = tokens.starts[row], tokens.ends[row]
        assert starts[0] == 0
        assert ends[-1] == len(document.text)
        assert starts[1:].tolist() == ends[:-1].tolist()
        assert (starts < ends).all()


def test_words_are_those_of_jieba_without_slogans(samples: Corpus) -> None:
    tokens = tokenize(samples, find_occurrences(samples).head(0))
    assert set(tokens.levels) == {"word"}
    for row, document in enumerate(samples):
        assert words_of(tokens, row) == jieba.lcut(document.text)


def test_slogans_are_whole_and_in_their_canonical_form(tmp_path: Path) -> None:
    tokens = tokenize_texts(
        tmp_path, "不敢腐、不能腐", "三会一课", a="一体推进不敢腐不能腐，落实“三会”一课。"
    )
    words = words_of(tokens, 0)
    assert "不敢腐、不能腐" in words
    assert "三会一课" in words
    levels = dict(zip(tokens.vocabulary, tokens.levels, strict=True))
    assert {levels["不敢腐、不能腐"], levels["三会一课"]} == {"central"}
    assert {level for word, level in levels.items() if len(word) < 4} == {"word"}


def test_word_that_overlaps_a_slogan_keeps_its_rest(tmp_path: Path) -> None:
    text = "做合格的中国共产党党员干部。"
    assert jieba.lcut(text) == ["做", "合格", "的", "中国共产党", "党员干部", "。"]
    tokens = tokenize_texts(tmp_path, "产党党", a=text)
    assert words_of(tokens, 0) == ["做", "合格", "的", "中国共", "产党党", "员干部", "。"]
    assert "中国共产党" not in tokens.vocabulary  # it is no longer in the text


def test_slogans_inside_a_word_leave_its_rest_on_both_sides(tmp_path: Path) -> None:
    text = "我们热爱中华人民共和国的一切。"
    assert "中华人民共和国" in jieba.lcut(text)
    tokens = tokenize_texts(tmp_path, "华人", "共和", a=text)
    words = words_of(tokens, 0)
    assert words[words.index("中") :][:5] == ["中", "华人", "民", "共和", "国"]


def test_offsets_after_characters_of_the_supplementary_planes_are_right(tmp_path: Path) -> None:
    text = "𠮷林😀落实三会一课制度𪚥要求落到实处。"
    tokens = tokenize_texts(tmp_path, "三会一课", a=text)
    at = words_of(tokens, 0).index("三会一课")
    assert (tokens.starts[0][at], tokens.ends[0][at]) == (5, 9)
    assert tokens.ends[0][-1] == len(text) == 19


def test_tokens_do_not_depend_on_the_number_of_processes(samples: Corpus, tokens: Tokens) -> None:
    assert_equal(tokenize(samples, jobs=2), tokens)


def test_tokens_do_not_depend_on_the_order_of_occurrences(samples: Corpus, tokens: Tokens) -> None:
    shuffled = find_occurrences(samples).sample(frac=1.0, random_state=11)
    assert_equal(tokenize(samples, shuffled), tokens)


def test_counts_of_a_text_do_not_depend_on_its_place_in_the_corpus(tmp_path: Path) -> None:
    first = "落实三会一课，学校党员教师带头学习。"
    second = "办好学校，办好学前教育，落实三会一课。"
    tokens = tokenize_texts(tmp_path / "1", "三会一课", a=first, b=second)
    swapped = tokenize_texts(tmp_path / "2", "三会一课", a=second, b=first)
    assert tokens.terms.tolist() == swapped.terms.tolist()
    assert tokens.counts.toarray().tolist() == swapped.counts.toarray()[::-1].tolist()


def test_counts_by_hand(tmp_path: Path) -> None:
    # 教师 and 学校 are counted; 的 is short and a stop word, 2022 a number, ， punctuation.
    a, b = "教师，教师，学校，2022，教师的学校。", "学校，落实“三会一课”，三会一课。"
    tokens = tokenize_texts(tmp_path, "三会一课", a=a, b=b)
    table = dict(zip(tokens.terms, tokens.counts.toarray().T.tolist(), strict=True))
    assert table["教师"] == [3, 0]
    assert table["学校"] == [2, 1]
    assert table["三会一课"] == [0, 2]
    assert not {"的", "2022", "，", "“"} & set(table)
    assert tokens.terms.tolist() == sorted(tokens.terms)
    level = dict(zip(tokens.terms, tokens.term_levels, strict=True))
    assert (level["三会一课"], level["教师"]) == ("central", "word")
    # 教师 教师 学校 2022 教师 的 学校
    assert tokens.n_tokens[0] == 7


def test_counts_equal_a_plain_count_of_the_tokens(tokens: Tokens) -> None:
    counts = tokens.counts.toarray()
    assert len(tokens.terms) > 1_000
    for row in range(len(tokens.corpus)):
        words = words_of(tokens, row)
        assert counts[row].tolist() == [words.count(term) for term in tokens.terms]


def test_terms_leave_out_masks_numbers_stop_and_short_words(tokens: Tokens) -> None:
    words = [t for t, level in zip(tokens.terms, tokens.term_levels, strict=True) if level == "word"]
    assert not set(words) & stop_words()
    assert all(len(word) >= 2 for word in words)
    assert not [word for word in words if word[0].isdigit() or set(word) <= set("XxＸ×")]


def test_minimum_word_length_follows_the_settings(tmp_path: Path) -> None:
    text = {"a": "教师，教师，学校，教师，学校，课。"}
    for length, expected in ((1, {"教师", "学校", "课"}), (2, {"教师", "学校"}), (3, set())):
        settings = Settings(min_hanzi=1, min_word_length=length)
        corpus = corpus_of(tmp_path / str(length), text, settings=settings)
        assert set(tokenize(corpus).terms) == expected


def test_empty_corpus_has_no_tokens() -> None:
    tokens = tokenize(Corpus((), (), Settings()))
    assert tokens.counts.shape == (0, 0)
    assert tokens.vocabulary == ()
    assert tokens.n_tokens.dtype == np.int64
