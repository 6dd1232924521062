"""Proposes phrases that recur from text to text: set, bounded by words, and more than ordinary words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.chinese.characters import ONE_HANZI
from analysis.chinese.detectors.numeral import is_plain_count
from analysis.chinese.phrases import recurring_phrases
from analysis.chinese.segmentation import segment
from analysis.slogans.discovery.clues import Clue
from analysis.slogans.discovery.proposals import Proposal
from analysis.slogans.discovery.vocabulary import NO_BEGINNING, NO_END, ORDINARY, POLITICAL
from analysis.slogans.lexicon import SloganKind

if TYPE_CHECKING:
    import pandas as pd

SHORTEST = 4
# Cohesion as a share of the most that the number of places allows (Bouma 2009): below the first value a
# phrase is a chance meeting of frequent characters.
LEAST_COHESION, COHESIVE = 0.35, 0.6
# Freedom (the entropy of the characters beside a phrase) as a share of the most that the number of places
# allows.
LEAST_FREEDOM, FREE = 0.25, 0.6
# A phrase is short with fewer characters than this: in political language, and in any other.
SHORT, LONG = 5, 7
# A phrase with this share of its places inside a longer one is a part of it.
PART_OF_LONGER = 0.6
# How far the text around a phrase is read to cut it into words.
CUT_REACH = 12
# Amounts, times and places belong to a report of one year, not to a slogan.
OCCASIONAL = re.compile(
    "[亿万]元|万吨|今年|去年|明年|本年|上年|全年|以来|以上|左右|百分|同比|平方|公里|请予|各位|代表们|^我|^让我们|^这是|^在于|人民团体"
)
FRAME = re.compile(
    "^以.+为|^把.+(?:放在|挺在|融入|贯穿|作为|纳入|落到)|^从.+到|^为.+(?:提供|奠定|注入|贡献)|不.+不|既.+又|"
    "(?:为先|为本|为重|为基|为要|为民|育人|树人)$|全过程|全方位|一盘棋|永远在路上|^党对|生命线|压舱石|主心骨|总开关"
)
_POLITICAL = re.compile(POLITICAL)


class RecurringProposal(NamedTuple):
    """A proposal at the first place of a phrase that recurs, and the number of the text with it."""

    text: int
    proposal: Proposal


def propose_recurring(
    texts: Sequence[str],
    districts: Sequence[str | None],
    *,
    min_docs: int,
    min_districts: int,
) -> list[RecurringProposal]:
    """Propose the phrases that recur in a corpus.

    Args:
        texts: clean texts.
        districts: the district of each; None where it is not known.
        min_docs: documents that a phrase needs.
        min_districts: districts that a phrase needs; where fewer are known, all known ones.
    """
    table = recurring_phrases(texts, min_docs, districts, min_chars=SHORTEST)
    n_known = len({district for district in districts if district})
    table = table[table["n_districts"] >= min(min_districts, n_known)]
    table = _normalise(table, sum(map(len, texts)))
    table = table[(table["cohesion_share"] >= LEAST_COHESION) & (table["freedom_share"] >= LEAST_FREEDOM)]
    cuts = {row.phrase: _cut_words(texts[row.text], row.start, row.phrase) for row in table.itertuples()}
    cuts = {phrase: words for phrase, words in cuts.items() if words and _may_be_slogan(words)}
    counts = dict(zip(table["phrase"], table["n"], strict=True))
    dropped = {*_find_parts_of_longer(cuts, counts), *_find_padded(cuts)}
    table = table[table["phrase"].isin(cuts.keys() - dropped)]
    return [
        RecurringProposal(
            row.text,
            Proposal(
                row.start,
                row.start + len(row.phrase),
                row.phrase,
                SloganKind.FORMULA,
                tuple(_find_clues(row, cuts[row.phrase])),
            ),
        )
        for row in table.itertuples()
    ]


def _normalise(table: pd.DataFrame, n_chars: int) -> pd.DataFrame:
    """Add cohesion, and the lesser branching entropy, as shares of the most that n places allow."""
    import numpy as np

    n = table["n"].to_numpy(dtype=float)
    freedom = table[["left_entropy", "right_entropy"]].min(axis=1)
    return table.assign(
        cohesion_share=table["cohesion"] / np.log2(n_chars / n), freedom_share=freedom / np.log2(n)
    )


def _cut_words(text: str, start: int, phrase: str) -> list[str]:
    """The words of a phrase at its place; an empty list if it begins or ends inside a word."""
    end = start + len(phrase)
    low, high = start, end
    while low > 0 and start - low < CUT_REACH and ONE_HANZI.match(text[low - 1]):
        low -= 1
    while high < len(text) and high - end < CUT_REACH and ONE_HANZI.match(text[high]):
        high += 1
    words = segment(text[low:high])
    edges = list(accumulate(map(len, words), initial=low))
    if start not in edges or end not in edges:
        return []
    return words[edges.index(start) : edges.index(end)]


def _may_be_slogan(words: Sequence[str]) -> bool:
    phrase = "".join(words)
    if words[0] in NO_BEGINNING or words[-1] in NO_END:
        return False
    if OCCASIONAL.search(phrase) or is_plain_count(phrase):
        return False
    return not all(word in ORDINARY for word in words)


def _find_parts_of_longer(cuts: Mapping[str, Sequence[str]], counts: Mapping[str, int]) -> Iterator[str]:
    """Phrases that are inside a longer one at most of their places."""
    for phrase in cuts:
        for size in range(SHORTEST, len(phrase)):
            for start in range(len(phrase) - size + 1):
                part = phrase[start : start + size]
                if part in cuts and counts[phrase] >= PART_OF_LONGER * counts[part]:
                    yield part


def _find_padded(cuts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Phrases that are another one with ordinary words around it: 深入落实立德树人根本任务."""
    for phrase, words in cuts.items():
        first, last = 0, len(words)
        while first < last and words[first] in ORDINARY:
            first += 1
        while last > first and words[last - 1] in ORDINARY:
            last -= 1
        for core_words in (words[first:], words[:last], words[first:last]):
            core = "".join(core_words)
            if core != phrase and core in cuts:
                yield phrase
                break


def _find_clues(row: Any, words: Sequence[str]) -> Iterator[Clue]:
    """The clues for a row of the table of phrases."""
    phrase = "".join(words)
    has_frame, is_political = FRAME.search(phrase), _POLITICAL.search(phrase)
    yield Clue.RECURRING
    if row.cohesion_share >= COHESIVE:
        yield Clue.COHESIVE
    yield Clue.FREE if row.freedom_share >= FREE else Clue.BOUND
    if len(phrase) >= LONG and len(words) >= 3:
        yield Clue.LONG_PHRASE
    if has_frame:
        yield Clue.SET_FRAME
    if is_political:
        yield Clue.POLITICAL_WORDS
    if len(phrase) < (SHORT if is_political else LONG) and not has_frame:
        yield Clue.SHORT_AND_PLAIN
    if sum(word in ORDINARY for word in words) * 2 >= len(words):
        yield Clue.ORDINARY_WORDS
