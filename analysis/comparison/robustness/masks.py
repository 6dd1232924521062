"""Masks: the characters that a choice can leave out.

A mask is a running count of the masked characters in all texts, joined. A unit touches a masked
character if the count differs between its start and its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.documents.corpus import Corpus
from analysis.inference import Integers
from analysis.slogans.lexicon.categories import SloganLevel

if TYPE_CHECKING:
    import pandas as pd


def find_masks(
    corpus: Corpus, occurrences: pd.DataFrame, offsets: Integers, size: int
) -> dict[str, Integers]:
    """The masks of slogans, of central slogans and of headings, by the option that leaves them out.

    Args:
        corpus: the documents.
        occurrences: from `find_occurrences`.
        offsets: where each document starts in the joined texts.
        size: characters of the joined texts.
    """
    row = {document.doc_id: i for i, document in enumerate(corpus)}
    outer = occurrences[occurrences["nested_in"] == ""]
    before = offsets[outer["doc_id"].map(row).to_numpy(dtype=np.int64)]
    start, end = before + outer["start"].to_numpy(np.int64), before + outer["end"].to_numpy(np.int64)
    central = (outer["level"] == SloganLevel.CENTRAL).to_numpy(dtype=bool)
    spans = [
        (offset + section.start, offset + at + len(section.heading))
        for offset, document in zip(offsets.tolist(), corpus, strict=True)
        for section in document.sections
        if section.heading and (at := document.text.find(section.heading, section.start)) >= 0
    ]
    headings = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return {
        "slogans": mask_spans(start, end, size),
        "no central slogans": mask_spans(start[central], end[central], size),
        "body": mask_spans(headings[:, 0], headings[:, 1], size),
    }


def mask_spans(start: Integers, end: Integers, size: int) -> Integers:
    """How many characters of some spans lie before each offset: a running count."""
    edges = np.zeros(size + 1, dtype=np.int64)
    np.add.at(edges, start, 1)
    np.add.at(edges, end, -1)
    inside = np.cumsum(edges) > 0
    return np.concatenate([[0], np.cumsum(inside)])
