"""Segmentation: jieba's words at the speed of its Rust twin.

rjieba finds the same words as `jieba.lcut` except around `+#&._%-` and rare hanzi; those stretches
go the way jieba itself goes: dictionary words from rjieba without its hidden Markov model, and
jieba's own model for what lies between them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rjieba

# What jieba's pattern for a block of words holds; every other character is a token of its own.
_BLOCK = "\u4e00-\u9fd5a-zA-Z0-9"
_SPECIAL = re.compile(f"[{_BLOCK}+#&._%-]*[+#&._%-][{_BLOCK}+#&._%-]*")
_RARE = re.compile("[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile("[a-zA-Z0-9]{2,}$")
_IN_BLOCK = re.compile(f"[{_BLOCK}+#&._%-]$")


@cache
def _segmenter() -> rjieba.Jieba:
    """An instance of our own: the module's default one is shared with whoever adds words to it."""
    import rjieba

    return rjieba.Jieba()


def segment(text: str) -> list[str]:
    """Cut a text into words exactly as `jieba.lcut(text)` does (default dictionary, with HMM).

    The words joined give the text back, so offsets are running sums of lengths.
    """
    cut = _segmenter().cut
    words: list[str] = []
    position = 0
    if _RARE.search(text):
        # jieba takes a rare hanzi for no hanzi: it stands alone and parts what is beside it.
        for rare in _RARE.finditer(text):
            words += segment(text[position : rare.start()])
            words.append(rare[0])
            position = rare.end()
    for special in _SPECIAL.finditer(text, position):
        if special.start() > position:
            words += cut(text[position : special.start()])
        words += _cut_special(special[0])
        position = special.end()
    if position < len(text):
        words += cut(text[position:])
    return words


@lru_cache(maxsize=50_000)
def _cut_special(block: str) -> tuple[str, ...]:
    """Cut one block as jieba's `__cut_DAG` does: single characters in a row go to its HMM."""
    has_word = _segmenter().has_word
    words: list[str] = []
    singles: list[str] = []
    for word in _segmenter().cut(block, hmm=False):
        lone = len(word) == 1 and _IN_BLOCK.match(word)
        if lone or (_LATIN.match(word) and not has_word(word)):
            singles.append(word)
            continue
        words += _regroup(singles)
        singles = []
        words.append(word)
    return (*words, *_regroup(singles))


def _regroup(singles: list[str]) -> list[str]:
    if not singles or (len(singles) == 1 and len(singles[0]) == 1):
        return singles
    stretch = "".join(singles)
    if _segmenter().has_word(stretch):
        return list(stretch)
    from jieba import finalseg

    return list(finalseg.cut(stretch))
