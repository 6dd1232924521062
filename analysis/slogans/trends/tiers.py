"""How hot a slogan is, in six tiers by its share of documents."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from analysis.inference import Floats, Integers, wilson_interval


class Tier(StrEnum):
    """A tier of the temperature scale, the coldest first."""

    COLD = "冷"
    LUKEWARM = "温"
    WARM = "暖"
    HOT = "热"
    SCALDING = "烫"
    BOILING = "沸"


# The share of documents from which on each tier but the coldest begins.
CUTS = {Tier.LUKEWARM: 0.05, Tier.WARM: 0.2, Tier.HOT: 0.4, Tier.SCALDING: 0.6, Tier.BOILING: 0.8}
NO_TIER = -1
# By number; the last name is reached by NO_TIER.
TIER_NAMES = [*(str(tier) for tier in Tier), ""]


def temperature(n_docs: Integers, corpus_docs: Integers) -> NDArray[np.object_]:
    """Say how hot slogans are, in the six tiers 沸烫热暖温冷 by their share of documents.

    The six names are those of Qian Gang's scale (钱钢, China Media Project), which counts newspaper
    articles; the cut points here are shares of documents: 80, 60, 40, 20 and 5 %.

    Args:
        n_docs: documents that have each slogan.
        corpus_docs: all documents.

    Returns:
        The tier of each; empty where the 95 % interval of the share (Wilson 1927) reaches beyond the
        neighbouring tiers, because there are too few documents.
    """
    low, high = wilson_interval(n_docs, corpus_docs)
    share = np.divide(n_docs, corpus_docs, out=np.zeros(np.shape(corpus_docs)), where=corpus_docs > 0)
    return np.array(TIER_NAMES, dtype=object)[number_tiers(share, low, high)]


def number_tiers(share: Floats, low: Floats, high: Floats) -> Integers:
    """The number of the tier of each share; `NO_TIER` where its interval is too wide or missing."""
    cuts = list(CUTS.values())
    # A share such as 12 of 20 lies on a cut point whatever its last bit is.
    tier, lowest, highest = (np.searchsorted(cuts, x + 1e-12, side="right") for x in (share, low, high))
    is_clear = (tier - lowest <= 1) & (highest - tier <= 1) & ~np.isnan(low)
    return np.where(is_clear, tier, NO_TIER)
