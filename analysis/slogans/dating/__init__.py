"""Dating: how old a text reads by its slogans.

`calendar` says what each year makes of slogans whose first use is known; `ages` asks it of texts.
"""

from analysis.slogans.dating.ages import (
    MIN_DATED,
    Sightings,
    date_documents,
    earliest_year,
    find_sightings,
    posterior,
    years_of,
)
from analysis.slogans.dating.calendar import Calendar

__all__ = [
    "MIN_DATED",
    "Calendar",
    "Sightings",
    "date_documents",
    "earliest_year",
    "find_sightings",
    "posterior",
    "years_of",
]
