"""Segmentation: jieba's words at the speed of its Rust twin.

rjieba finds the same words as `jieba.lcut` except around rare hanzi and where one of `+#&._%-`
joins letters or digits (2021-2022); those stretches go the way jieba itself goes: dictionary words
from rjieba without its hidden Markov model, and jieba's own model for what lies between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rjieba

# What jieba's pattern for a block of words holds; every other character is a token of its own.
_BLOCK = re.compile("[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+")
# A rare hanzi is no hanzi to jieba: it stands alone and parts what is beside it.
_RARE = "\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "+#&._%-"
# Begins with what it looks for, and looks back afterwards: that lets `re` skip ahead.
_APART = re.compile(
    f"[{_RARE}{_MARKS}](?:(?<=[{_RARE}])|(?<=[a-zA-Z0-9][{_MARKS}])(?=[a-zA-Z0-9]))"
)


@cache
def _segmenter() -> rjieba.Jieba:
    """An instance of our own: the module's default one is shared with whoever adds words to it."""
    import rjieba

    return rjieba.Jieba()


@cache
def _hidden_markov_model() -> ModuleType:
    """jieba's model in a copy of our own: `jieba.del_word` makes the shared one split words."""
    spec = find_spec("jieba.finalseg")
    if spec is None or spec.loader is None:
        raise ImportError("jieba is installed without jieba.finalseg; install it anew.")
    model = module_from_spec(spec)
    spec.loader.exec_module(model)
    return model


def segment(text: str) -> list[str]:
    """Cut a text into words exactly as `jieba.lcut(text)` does (default dictionary, with HMM).

    The words joined give the text back, so offsets are running sums of lengths.
    """
    cut = _segmenter().cut
    found = _APART.search(text)
    if not found:
        return cut(text)
    words: list[str] = []
    last = 0
    while found:
        start, end = _stretch_around(text, found)
        words += cut(text[last:start])
        words += _cut_apart(text[start:end])
        last = end
        found = _APART.search(text, last)
    words += cut(text[last:])
    return words


def _stretch_around(text: str, found: re.Match[str]) -> tuple[int, int]:
    """The whole block around a mark; a rare hanzi is a stretch by itself."""
    start, end = found.span()
    block = _BLOCK.match(text, start)
    if not block:
        return start, end
    while start and _BLOCK.match(text[start - 1]):
        start -= 1
    return start, block.end()


def _cut_apart(stretch: str) -> list[str]:
    """Cut a stretch as jieba's `__cut_DAG` does: single characters in a row go to its HMM."""
    if not _BLOCK.match(stretch):
        return [stretch]
    return _regrouped(_segmenter().cut(stretch, hmm=False))


def _regrouped(plain: Iterable[str]) -> list[str]:
    words: list[str] = []
    singles = ""
    for word in plain:
        if len(word) == 1 or (word.isascii() and _is_run_of_latin(word)):
            singles += word
            continue
        if singles:
            words += _cut_singles(singles)
            singles = ""
        words.append(word)
    if singles:
        words += _cut_singles(singles)
    return words


@lru_cache(maxsize=10_000)
def _is_run_of_latin(word: str) -> bool:
    """rjieba without its HMM joins Latin letters and digits that jieba still takes one by one."""
    return word.isalnum() and not _segmenter().has_word(word)


@lru_cache(maxsize=100_000)
def _cut_singles(stretch: str) -> tuple[str, ...]:
    if len(stretch) < 2:
        return tuple(stretch)
    if _segmenter().has_word(stretch):
        return tuple(stretch)
    return tuple(_hidden_markov_model().cut(stretch))
