"""Segmentation: jieba's words at the speed of its Rust twin.

rjieba finds the same words as `jieba.lcut` except around `+#&._%-` and rare hanzi; those stretches
go the way jieba itself goes: dictionary words from rjieba without its hidden Markov model, and
jieba's own model for what lies between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec
from itertools import takewhile
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rjieba

# What jieba's pattern for a block of words holds; every other character is a token of its own.
_BLOCK = "\u4e00-\u9fd5a-zA-Z0-9+#&._%-"
_BLOCK_RUN = re.compile(f"[{_BLOCK}]+")
# A rare hanzi is no hanzi to jieba: it stands alone and parts what is beside it.
_RARE = "\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Stands for a stretch that goes jieba's own way while rjieba cuts the rest in one call.
_MASK = "\ue000"
_APART = re.compile(f"[+#&._%{_RARE}{_MASK}-]")


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

    The words joined give the text back, so offsets are running sums of lengths. One call for a
    long text is faster than many for its parts.
    """
    stretches = _stretches_apart(text)
    if not stretches:
        return list(_segmenter().cut(text))
    last, kept = 0, []
    for start, end in stretches:
        kept.append(text[last:start])
        last = end
    masked = _segmenter().cut(_MASK.join([*kept, text[last:]]))
    words: list[str] = []
    last = 0
    for cut in _cut_apart([text[start:end] for start, end in stretches]):
        at = masked.index(_MASK, last)
        words += masked[last:at]
        words += cut
        last = at + 1
    return words + masked[last:]


def _stretches_apart(text: str) -> list[tuple[int, int]]:
    """Spans that rjieba would cut otherwise: whole blocks with `+#&._%-`, and rare hanzi."""
    stretches = []
    found = _APART.search(text)
    while found:
        start, end = found.span()
        run = _BLOCK_RUN.match(text, start)
        if run:
            start = _block_start(text, start)
            end = run.end()
        stretches.append((start, end))
        found = _APART.search(text, end)
    return stretches


def _block_start(text: str, position: int) -> int:
    while position and _BLOCK_RUN.match(text[position - 1]):
        position -= 1
    return position


def _cut_apart(stretches: list[str]) -> Iterator[list[str]]:
    """Cut stretches as jieba's `__cut_DAG` does: single characters in a row go to its HMM.

    A rare hanzi, and the mask itself where a text holds it, is a word by itself.
    """
    blocks = [stretch for stretch in stretches if _BLOCK_RUN.match(stretch)]
    plain = iter(_segmenter().cut(_MASK.join(blocks), hmm=False))
    for stretch in stretches:
        if _BLOCK_RUN.match(stretch):
            yield _regrouped(takewhile(_MASK.__ne__, plain))
        else:
            yield [stretch]


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
