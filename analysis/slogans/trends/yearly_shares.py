"""The table `trends`: the share of documents with each slogan, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.documents.corpus import Corpus
from analysis.inference import wilson_interval
from analysis.slogans.counts import CountedOccurrences
from analysis.slogans.trends.tiers import TIER_NAMES, number_tiers

if TYPE_CHECKING:
    import pandas as pd


def find_trends(corpus: Corpus, occurrences: pd.DataFrame | CountedOccurrences) -> pd.DataFrame:
    """Compute the share of documents with each slogan, year by year.

    Args:
        corpus: the documents; those without a plan year are left out.
        occurrences: from `find_occurrences`, as they are or counted already (`CountedOccurrences.of`).

    Returns:
        A row for every slogan of a dated document and every plan year of the corpus, in that order;
        years without a document have none.

        slogan: canonical form.
        year: plan year.
        year_docs: documents of that year.
        n_docs: of these, documents that have it.
        share_docs: n_docs of year_docs, 0 to 1.
        low: lower end of the 95 % interval of share_docs (Wilson 1927).
        high: upper end of it.
        tier: 沸烫热暖温冷 by share_docs (`temperature`); empty where the interval reaches past the
            neighbouring tiers.
    """
    import pandas as pd

    year_of_document, years = pd.factorize(corpus.identities["year"], sort=True)
    counted = CountedOccurrences.of(corpus, occurrences)
    counts = counted.by_document.regroup(year_of_document)
    grid = np.zeros((len(counted.slogans), len(years)), dtype=np.int64)
    grid[counts.slogan, counts.group] = counts.n_docs
    dated = np.flatnonzero(grid.any(axis=1))
    n_docs = grid[dated]
    year_docs = np.bincount(year_of_document[year_of_document >= 0], minlength=len(years))
    year_docs = np.broadcast_to(year_docs, n_docs.shape)
    share = n_docs / year_docs
    low, high = wilson_interval(n_docs, year_docs)
    tiers = pd.Series(TIER_NAMES, dtype="str").array
    return pd.DataFrame(
        {
            "slogan": counted.slogans.array.take(dated.repeat(len(years))),
            "year": np.tile(years.to_numpy(dtype=np.int64), len(dated)),
            "year_docs": year_docs.ravel(),
            "n_docs": n_docs.ravel(),
            "share_docs": share.ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
            "tier": tiers.take(number_tiers(share, low, high).ravel()),
        }
    )
