"""Phrases that recur across documents, of any length up to a limit and with no word list.

A phrase occurs in enough documents only if the phrase without its last character does (Agrawal and
Srikant 1994). So phrases grow by one character a round, and nearly all places drop out within a few
rounds (`growing`). A round is one sort of machine integers of a `stream` of all texts; the result is as
exact as with a suffix array. `levels` joins the rounds and measures cohesion.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from analysis.chinese.phrases.growing import Level, grow_levels
from analysis.chinese.phrases.levels import find_tails, join_levels, measure_cohesion
from analysis.chinese.phrases.stream import Stream, read_stream, split_into_ranges

if TYPE_CHECKING:
    import pandas as pd

PHRASE_COLUMNS = [
    "phrase",
    "n",
    "n_docs",
    "n_districts",
    "cohesion",
    "left_entropy",
    "right_entropy",
    "text",
    "start",
]
# Places that are sorted at a time, about 60 bytes each.
PLACES = 1_000_000


def recurring_phrases(
    texts: Sequence[str],
    min_docs: int,
    groups: Sequence[str | None] | None = None,
    *,
    min_chars: int = 2,
    max_chars: int = 30,
    places: int = PLACES,
) -> pd.DataFrame:
    """The maximal phrases of hanzi that occur in several texts.

    A phrase never reaches across punctuation, digits, letters or a line end. It is maximal: on
    neither side does the same character occur at all its places. If the text
    continues in the same way beyond `max_chars`, it is a passage, and no part of it is reported.

    Args:
        texts: one for each document.
        min_docs: the least number of texts that a phrase occurs in; 2 or more.
        groups: the district of each text; None or "" if it is not known; such a text counts for no district.
        min_chars, max_chars: length of a phrase in characters, 2 or more.
        places: how many places are sorted at a time; it bounds the memory, not the result.

    Returns:
        A row for each phrase, the most widespread first.

        phrase: its characters.
        n: occurrences.
        n_docs: texts that have it.
        n_districts: known groups that have it.
        cohesion: least pointwise mutual information in bits over all ways to cut the phrase in two (Church
            and Hanks 1990).
        left_entropy: branching entropy in bits of the character before it (Jin and Tanaka-Ishii 2006); the
            end of a stretch is a new character each time (Feng et al. 2004).
        right_entropy: the same of the character after it.
        text: number of a text that has it, from 0.
        start: where it starts there, in characters from 0.

    Raises:
        ValueError: `min_docs`, a length or the number of groups makes no sense, or the texts
            are too long to be compared in one go (more than about 250 million characters).
    """
    if min_docs < 2 or not 2 <= min_chars <= max_chars:
        raise ValueError("min_docs is 2 or more, and 2 <= min_chars <= max_chars.")
    if groups is not None and len(groups) != len(texts):
        raise ValueError(f"{len(groups)} groups for {len(texts)} texts; each text needs one.")
    stream = read_stream(texts, groups)
    levels = join_levels(
        [
            list(grow_levels(stream, first, last, min_docs, max_chars))
            for first, last in split_into_ranges(stream.counts, places)
        ]
    )
    return _make_table(stream, levels, texts, min_chars)


def _make_table(stream: Stream, levels: list[Level], texts: Sequence[str], min_chars: int) -> pd.DataFrame:
    import pandas as pd

    without_first = find_tails(levels, len(stream.counts))
    depths = [d for d in range(min_chars - 2, len(levels)) if levels[d].is_maximal.any()]
    parts = [_make_rows(stream, levels, without_first, depth, texts) for depth in depths]
    types = {
        **dict.fromkeys(("n", "n_docs", "n_districts", "text", "start"), "int64"),
        **dict.fromkeys(("cohesion", "left_entropy", "right_entropy"), "float64"),
        "phrase": "str",
    }
    empty = pd.DataFrame(columns=PHRASE_COLUMNS)
    table = pd.concat(parts, ignore_index=True) if parts else empty
    return (
        table.astype(types)
        .sort_values(["n_docs", "n", "phrase"], ascending=[False, False, True])
        .reset_index(drop=True)
    )


def _make_rows(
    stream: Stream,
    levels: list[Level],
    without_first: list[np.ndarray],
    depth: int,
    texts: Sequence[str],
) -> pd.DataFrame:
    """The maximal phrases of one length."""
    import pandas as pd

    level = levels[depth]
    chosen = level.is_maximal
    number = stream.text_of[level.at[chosen]]
    text, start = stream.order[number], level.at[chosen] - stream.starts[number]
    length = depth + 2
    phrases = [texts[i][at : at + length] for i, at in zip(text, start, strict=True)]
    values = (
        phrases,
        level.n[chosen],
        level.n_docs[chosen],
        level.n_groups[chosen],
        measure_cohesion(levels, without_first, stream.counts, depth),
        level.left[chosen],
        level.right[chosen],
        text,
        start,
    )
    return pd.DataFrame(dict(zip(PHRASE_COLUMNS, values, strict=True)))
