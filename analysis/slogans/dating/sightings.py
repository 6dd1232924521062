"""The dated slogans of each text, and the events that a text looks forward to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.documents.corpus import Corpus
from analysis.inference import Floats, Integers
from analysis.slogans.counts import CountedOccurrences
from analysis.slogans.dating.calendar import Calendar

if TYPE_CHECKING:
    import pandas as pd

# What comes right before or behind an event that is still to come: 喜迎二十大, 向二十大献礼.
AHEAD_BEFORE = re.compile('(?:迎接|喜迎|迎|筹备|备战)[学习贯彻宣传“”"‘（(]*$')
AHEAD_BEHIND = re.compile('[”"’》）)]*(?:(?:胜利)?召开(?:营造|创造|提供|前)|献礼)')
# How many characters before and behind the event are read.
AHEAD_WINDOW = 12


@dataclass(frozen=True)
class Sightings:
    """The dated slogans of texts, each once in a text, in the order of the texts and of the calendar.

    Attributes:
        text: the number of the text.
        entry: the slogan's number in the calendar.
        is_ahead: whether the text says that it is still to come.
        n_texts: number of all texts.
    """

    text: Integers
    entry: Integers
    is_ahead: NDArray[np.bool_]
    n_texts: int

    def sum_by_text(self, values: Floats, values_ahead: Floats) -> Floats:
        """Add up the rows of each text's slogans.

        Args:
            values: a row for each entry of the calendar.
            values_ahead: the same for entries that are still to come.

        Returns:
            A row for each text.
        """
        from scipy import sparse

        row = self.entry + self.is_ahead * len(values)
        text_starts = np.searchsorted(self.text, np.arange(self.n_texts + 1))
        shape = (self.n_texts, 2 * len(values))
        membership = sparse.csr_matrix((np.ones(len(row)), row, text_starts), shape=shape)
        return np.asarray(membership @ np.concatenate([values, values_ahead]))


def find_sightings(
    corpus: Corpus, occurrences: pd.DataFrame | CountedOccurrences, calendar: Calendar
) -> Sightings:
    """Find the dated slogans of each document.

    An event counts as still to come if the text looks forward to it (喜迎二十大) anywhere.

    Args:
        corpus: the documents.
        occurrences: from `find_occurrences`, as they are or counted already (`CountedOccurrences.of`).
        calendar: the slogans whose first use is known.
    """
    numbers = {entry.slogan: i for i, entry in enumerate(calendar.entries)}
    counted = CountedOccurrences.of(corpus, occurrences)
    entry_of = np.array([numbers.get(slogan, -1) for slogan in counted.slogans.tolist()], dtype=np.int64)
    # A slogan that is not in the calendar has entry -1, which is the value appended here.
    rows = np.flatnonzero(np.append(calendar.may_be_ahead, False)[entry_of[counted.slogan]])
    texts = [document.text for document in corpus]
    spans = counted.table[["start", "end"]].to_numpy()[rows].tolist()
    is_greeted = [
        _looks_forward(texts[document], start, end)
        for document, (start, end) in zip(counted.document[rows].tolist(), spans, strict=True)
    ]
    greeted = rows[np.array(is_greeted, dtype=bool)]
    text, entry = counted.by_document.group, entry_of[counted.by_document.slogan]
    order = np.lexsort((entry, text))
    order = order[entry[order] >= 0]
    text, entry = text[order], entry[order]
    width = len(calendar.entries)
    greeted_pairs = counted.document[greeted] * width + entry_of[counted.slogan[greeted]]
    is_ahead = np.isin(text * width + entry, greeted_pairs)
    return Sightings(text, entry, is_ahead, len(corpus))


def _looks_forward(text: str, start: int, end: int) -> bool:
    """Whether a text speaks of the event at a place as still to come."""
    before = text[max(0, start - AHEAD_WINDOW) : start]
    return bool(AHEAD_BEFORE.search(before) or AHEAD_BEHIND.match(text[end : end + AHEAD_WINDOW]))
