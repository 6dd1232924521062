"""How old a text reads by its slogans.

A slogan can't occur in a text before it was first used, and most occur in the years soon after. The lexicon alone says when that was; nothing is learned from the corpus, so five plans are
dated as well as five hundred.

- `calendar`: what each year says about slogans whose first use is known.
- `sightings`: which of these slogans a text has, and which events it looks forward to.
- `estimates`: the year of a text, its interval, and the earliest possible year.
- `evidence`: the slogans that decide.
- `table`: all of this for a corpus, and what contradicts the stated year (table `dating`).
"""

from analysis.slogans.dating.calendar import Calendar
from analysis.slogans.dating.estimates import MIN_DATED, estimate_years, find_earliest_year, posterior
from analysis.slogans.dating.sightings import Sightings, find_sightings
from analysis.slogans.dating.table import Flag, date_documents

__all__ = [
    "MIN_DATED",
    "Calendar",
    "Flag",
    "Sightings",
    "date_documents",
    "estimate_years",
    "find_earliest_year",
    "find_sightings",
    "posterior",
]
