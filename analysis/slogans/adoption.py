"""How many years after its first use a slogan reaches the plans of a corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def find_adoption_lags(first_year: pd.Series, first_use: pd.Series) -> pd.Series:
    """Compute the years from each slogan's first authoritative use to the first plan year that has it.

    A lag is below 0 where a plan has the slogan earlier: the plan names an event ahead, or the
    lexicon's date is doubtful. Such lags stay as they are; without them the others would look later.

    Args:
        first_year: first plan year of each slogan; empty where no plan with it has a year.
        first_use: YYYY or YYYY-MM, of the lexicon; empty where it is not known.

    Returns:
        Years, Int64; empty where either is not known.
    """
    import pandas as pd

    year_of_first_use = pd.to_numeric(first_use.str[:4], errors="coerce").astype("Int64")
    return first_year.astype("Int64") - year_of_first_use
