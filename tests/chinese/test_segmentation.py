"""Segmentation, with jieba itself as the judge."""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator
from pathlib import Path

import jieba
import pytest
import rjieba

from analysis.chinese.segmentation import segment
from analysis.documents.corpus import Corpus

jieba.setLogLevel(logging.ERROR)

SPECIAL = "+#&._%-"
RARE = "〇々〡〻㐀㒨䶮鿖鿿豈﨎𠀀𠮷𪚥𰀀⺀⼀〆\ue000\uf8ff"
BLANKS = [*" \t\n\r\u3000\xa0\u2028\x0b\x0c\x85\u200b\ufeff", "\r\n", "\n\n", "  "]
EMOJI = [
    "😀",
    "🎉",
    "👨\u200d👩\u200d👧",
    "🇨🇳",
    "❤️",
    "①",
    "％",
    "＋",
    "Ａ１",
    "é",
    "ß",
    "Ω",
    "あ",
    "한",
]


class Pieces:
    """What fuzzed strings are made of."""

    def __init__(self, raw: Path, seed: int) -> None:
        self.rng = random.Random(seed)
        self.real = "".join(path.read_text("utf-8") for path in sorted(raw.glob("*.txt")))
        jieba.initialize()
        self.words = sorted(jieba.dt.FREQ)

    def one(self) -> str:
        rng, kind = self.rng, self.rng.random()
        if kind < 0.3:
            start = rng.randrange(len(self.real))
            return self.real[start : start + rng.randrange(1, 12)]
        if kind < 0.5:
            return rng.choice(self.words)
        if kind < 0.65:
            return rng.choice(SPECIAL)
        if kind < 0.72:
            return rng.choice(RARE)
        if kind < 0.78:
            return rng.choice(BLANKS)
        if kind < 0.83:
            return rng.choice(EMOJI)
        if kind < 0.9:
            return chr(rng.randrange(0x4E00, 0x9FD6))
        if kind < 0.97:
            return "".join(rng.choices("abcXYZ0123456789", k=rng.randrange(1, 5)))
        return chr(rng.randrange(0x20, 0x3000))

    def strings(self, count: int) -> Iterator[str]:
        for _ in range(count):
            yield "".join(self.one() for _ in range(self.rng.randrange(1, 9)))


@pytest.fixture
def jieba_as_it_was() -> Iterator[None]:
    """Undo what a test does to jieba's own shared dictionary."""
    jieba.initialize()
    words, total = dict(jieba.dt.FREQ), jieba.dt.total
    split = set(jieba.finalseg.Force_Split_Words)
    yield
    jieba.dt.FREQ, jieba.dt.total = words, total
    jieba.finalseg.Force_Split_Words.intersection_update(split)


def differences(strings: Iterator[str]) -> list[tuple[str, list[str], list[str]]]:
    """Strings that are cut otherwise than jieba cuts them."""
    return [(s, segment(s), jieba.lcut(s)) for s in strings if segment(s) != jieba.lcut(s)]


def test_words_equal_jieba_on_a_few_thousand_fuzzed_strings(raw: Path) -> None:
    assert differences(Pieces(raw, seed=20220218).strings(4_000)) == []


@pytest.mark.slow
def test_words_equal_jieba_on_sixty_thousand_fuzzed_strings(raw: Path) -> None:
    assert differences(Pieces(raw, seed=20230307).strings(60_000)) == []


def test_words_equal_jieba_on_the_plans_whole(raw: Path, samples: Corpus) -> None:
    files = [path.read_bytes().decode("utf-8") for path in sorted(raw.glob("*.txt"))]
    texts = [*files, *(document.text for document in samples)]
    assert len(texts) == 10
    for text in texts:
        assert segment(text) == jieba.lcut(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\r\n",
        "党建",
        "+",
        "党建+互联网",
        "50%的C++教师占比达95.5%，A-B班",
        "2021-2022学年1.5.2节A_b-3%，1号-2，AT&T-5，x-+-y",
        "二〇二二年",
        "𠮷林省𠮷",
        "教师\ue000-学校\ue000",
        "a" * 300 + "-" + "学校" * 300,
        "+".join(["党建引领"] * 200),
    ],
)
def test_words_equal_jieba_and_give_the_text_back(text: str) -> None:
    assert segment(text) == jieba.lcut(text)
    assert "".join(segment(text)) == text


def test_words_added_to_jieba_do_not_leak_in(jieba_as_it_was: None) -> None:
    text = "打造党建品牌示范校，推进党建+品牌示范校𠮷建设"
    before = segment(text)
    jieba.add_word("党建品牌示范校", freq=10**9)
    jieba.add_word("品牌示范校", freq=10**9)
    assert "党建品牌示范校" in jieba.lcut(text)  # the word did reach jieba
    assert segment(text) == before


def test_words_added_to_rjieba_do_not_leak_in() -> None:
    text = "推进党建品牌示范校建设"
    before = segment(text)
    rjieba.add_word("党建品牌示范校", 10**9, "n")
    assert "党建品牌示范校" in rjieba.cut(text)  # the word did reach rjieba
    assert segment(text) == before == jieba.lcut(text)


def test_words_deleted_from_jieba_do_not_leak_in(jieba_as_it_was: None) -> None:
    # 杭研 is in no dictionary: jieba's model joins it, unless it was set to split it.
    text = "他来到了-网易杭研大厦"
    assert "杭研" in segment(text)
    jieba.del_word("杭研")
    assert "杭研" not in jieba.lcut("来到了-网易杭研大厦")
    assert "杭研" in segment("她来到了-网易杭研大厦")
    assert "杭研" in segment("来到了-杭研")
