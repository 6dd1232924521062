"""Recurring phrases that may be slogans: set, bounded by words, and more than ordinary words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.chinese.characters import ONE_HANZI
from analysis.chinese.detectors.numeral import is_plain_count
from analysis.chinese.phrases import recurring_phrases
from analysis.chinese.segmentation import segment
from analysis.slogans.discovery.vocabulary import CREED, NO_BEGINNING, NO_END, ORDINARY

if TYPE_CHECKING:
    import pandas as pd

SHORTEST = 4
# Of the mutual information that so many places allow (Bouma 2009): below the first a phrase is a
# chance meeting of frequent characters.
LEAST_COHESION, COHESIVE = 0.35, 0.6
# Of the entropy that its number of places allows.
LEAST_FREEDOM, FREE = 0.25, 0.6
SHORT, LONG = 5, 7
# A phrase that stands inside a longer one at most of its places is a part of that one.
PART_OF_LONGER = 0.6
# Counts, times and places tell of one year, not of a slogan.
OCCASIONAL = re.compile(
    "[亿万]元|万吨|今年|去年|明年|本年|上年|全年|以来|以上|左右|百分|同比|平方|公里|请予|各位|代表们|^我|^让我们|^这是|^在于|人民团体"
)
FRAME = re.compile(
    "^以.+为|^把.+(?:放在|挺在|融入|贯穿|作为|纳入|落到)|^从.+到|^为.+(?:提供|奠定|注入|贡献)|不.+不|既.+又|"
    "(?:为先|为本|为重|为基|为要|为民|育人|树人)$|全过程|全方位|一盘棋|永远在路上|^党对|生命线|压舱石|主心骨|总开关"
)
_CREED = re.compile(CREED)


class Recurring(NamedTuple):
    """A phrase with one of its places and what speaks for and against it."""

    candidate: str
    text: int
    start: int
    reasons: tuple[str, ...]


def find_recurring(
    texts: Sequence[str],
    groups: Sequence[str | None],
    *,
    min_docs: int,
    min_districts: int,
) -> list[Recurring]:
    """The recurring phrases of a corpus that may be slogans.

    Args:
        texts: clean texts.
        groups: the district of each; None where it is not known.
        min_docs, min_districts: what a phrase needs of each; where fewer districts are known
            than that, documents alone count.
    """
    table = recurring_phrases(texts, min_docs, groups, min_chars=SHORTEST)
    known = len({group for group in groups if group})
    table = table[table["n_districts"] >= min(min_districts, known)]
    table = _measured(table, sum(map(len, texts)))
    table = table[(table["held"] >= LEAST_COHESION) & (table["freedom"] >= LEAST_FREEDOM)]
    cuts = {row.phrase: _cut(texts[row.text], row.start, row.phrase) for row in table.itertuples()}
    cuts = {phrase: words for phrase, words in cuts.items() if words and _is_sound(words)}
    counts = dict(zip(table["phrase"], table["n"], strict=True))
    dropped = {*_parts_of_longer(cuts, counts), *_padded(cuts)}
    table = table[table["phrase"].isin(cuts.keys() - dropped)]
    return [
        Recurring(row.phrase, row.text, row.start, tuple(_reasons(row, cuts[row.phrase])))
        for row in table.itertuples()
    ]


def _measured(table: pd.DataFrame, n_chars: int) -> pd.DataFrame:
    """Cohesion, and the lesser branching entropy, as shares of the most that n places allow."""
    import numpy as np

    n = table["n"].to_numpy(dtype=float)
    lesser = table[["left_entropy", "right_entropy"]].min(axis=1)
    return table.assign(held=table["cohesion"] / np.log2(n_chars / n), freedom=lesser / np.log2(n))


def _cut(text: str, start: int, phrase: str) -> list[str]:
    """The words of a phrase where it stands; none where it begins or ends inside a word."""
    end = start + len(phrase)
    low, high = start, end
    while low > 0 and start - low < 12 and ONE_HANZI.match(text[low - 1]):
        low -= 1
    while high < len(text) and high - end < 12 and ONE_HANZI.match(text[high]):
        high += 1
    words = segment(text[low:high])
    edges = [low, *accumulate(map(len, words), initial=low)][1:]
    if start not in edges or end not in edges:
        return []
    return words[edges.index(start) : edges.index(end)]


def _is_sound(words: Sequence[str]) -> bool:
    phrase = "".join(words)
    if words[0] in NO_BEGINNING or words[-1] in NO_END:
        return False
    if OCCASIONAL.search(phrase) or is_plain_count(phrase):
        return False
    return not all(word in ORDINARY for word in words)


def _parts_of_longer(cuts: Mapping[str, Sequence[str]], counts: Mapping[str, int]) -> Iterator[str]:
    for phrase in cuts:
        for size in range(SHORTEST, len(phrase)):
            for at in range(len(phrase) - size + 1):
                part = phrase[at : at + size]
                if part in cuts and counts[phrase] >= PART_OF_LONGER * counts[part]:
                    yield part


def _padded(cuts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Phrases that are another one with ordinary words around it: 深入落实立德树人根本任务."""
    for phrase, words in cuts.items():
        first, last = 0, len(words)
        while first < last and words[first] in ORDINARY:
            first += 1
        while last > first and words[last - 1] in ORDINARY:
            last -= 1
        for a, b in ((first, len(words)), (0, last), (first, last)):
            core = "".join(words[a:b])
            if core != phrase and core in cuts:
                yield phrase
                break


def _reasons(row: Any, words: Sequence[str]) -> Iterator[str]:
    yield "recurring"
    if row.held >= COHESIVE:
        yield "cohesive"
    yield "free" if row.freedom >= FREE else "bound"
    phrase = "".join(words)
    if len(phrase) >= LONG and len(words) >= 3:
        yield "long phrase"
    if FRAME.search(phrase):
        yield "set frame"
    if _CREED.search(phrase):
        yield "creed"
    if len(phrase) < (SHORT if _CREED.search(phrase) else LONG) and not FRAME.search(phrase):
        yield "short and plain"
    if sum(word in ORDINARY for word in words) * 2 >= len(words):
        yield "ordinary words"
