"""Adoption: how many years after its first use a slogan reaches the plans of a corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def find_adoption_lags(first_year: pd.Series, first_use: pd.Series) -> pd.Series:
    """Years from the first authoritative use of each slogan to the first plan year that has it.

    Below 0 where a plan has the slogan earlier: it names an event ahead, or the lexicon's date is
    doubtful. Such lags stand as they are; leaving them out would make the others look later.

    Args:
        first_year: plan years; empty where no plan with the slogan has a year.
        first_use: YYYY or YYYY-MM, of the lexicon; empty where it is not known.

    Returns:
        Years, Int64; empty where one of the two is not known.
    """
    import pandas as pd

    began = pd.to_numeric(first_use.str[:4], errors="coerce").astype("Int64")
    return first_year.astype("Int64") - began
