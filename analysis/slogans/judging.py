"""Judged and unjudged quotations: which of those found in a corpus are slogans, which only candidates."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.inference import Integers
from analysis.slogans.mentions import SloganNumbers

# A quotation in so many documents is a slogan, whatever is around it.
FEWEST_DOCUMENTS = 2


class FoundSlogans(NamedTuple):
    """The slogans of a corpus as columns, in the order of the texts.

    Attributes:
        document: number of the document.
        start, end: offsets into its text, in characters.
        slogan, around: numbers of the slogan and of the one around it; 0 for none.
    """

    document: Integers
    start: Integers
    end: Integers
    slogan: Integers
    around: Integers


def drop_unjudged(found: FoundSlogans, numbers: SloganNumbers) -> FoundSlogans:
    """Drop the quotations that nothing but their marks makes slogans.

    A quotation stays at all its places if it has evidence at one of them, or if two documents have it.
    What stands inside a dropped one stands in what was around that.

    Args:
        found: with slogans that have evidence and such that have none.
        numbers: gets the number of a slogan with evidence for each that stays.
    """
    # By the number of each slogan without evidence, that of the same slogan with it.
    judged_of = {
        number: numbers.number_built(slogan._replace(has_evidence=True))
        for slogan, number in list(numbers.built.items())
        if not slogan.has_evidence
    }
    judged = np.arange(1 + len(numbers.list_slogans()))
    judged[list(judged_of)] = list(judged_of.values())
    is_unjudged = np.zeros(len(judged), dtype=bool)
    is_unjudged[list(judged_of)] = True
    slogan = judged[found.slogan]
    stays = np.ones(len(judged), dtype=bool)
    stays[list(judged_of.values())] = False
    stays[slogan[~is_unjudged[found.slogan]]] = True
    pairs = np.unique(np.stack([slogan, found.document]), axis=1)[0]
    stays |= np.bincount(pairs, minlength=len(stays)) >= FEWEST_DOCUMENTS
    is_kept = stays[slogan]
    around = _find_kept_around(found._replace(slogan=slogan, around=judged[found.around]), is_kept)
    kept = FoundSlogans(found.document, found.start, found.end, slogan, around)
    return FoundSlogans(*(column[is_kept] for column in kept))


def _find_kept_around(found: FoundSlogans, is_kept: NDArray[np.bool_]) -> Integers:
    """For each slogan the innermost kept one around it."""
    around = found.around.copy()
    # What stands inside a slogan follows it, so what is around that is settled already.
    for row in np.flatnonzero(~is_kept).tolist():
        inner = row + 1
        while (
            inner < len(around)
            and found.document[inner] == found.document[row]
            and found.start[inner] < found.end[row]
        ):
            if found.around[inner] == found.slogan[row]:
                around[inner] = around[row]
            inner += 1
    return around
