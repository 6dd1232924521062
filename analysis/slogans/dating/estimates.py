"""The year of a text by its slogans: the chance of each year, the interval, the earliest possible year."""

from __future__ import annotations

import numpy as np

from analysis.inference import Floats, Integers
from analysis.slogans.dating.calendar import Calendar
from analysis.slogans.dating.sightings import Sightings

# With fewer dated slogans there is no estimate.
MIN_DATED = 3
# Slogans come in strings (四个意识、四个自信、两个维护) and are not independent witnesses: each counts half.
WITNESS_WEIGHT = 0.5
# The chances below which the low end, the estimate and the high end lie.
QUANTILES = (0.025, 0.5, 0.975)


def posterior(sightings: Sightings, calendar: Calendar) -> Floats:
    """Compute the chance of each year of the calendar, given the slogans of each text.

    Before anything is known of a text all years are equally likely.

    Returns:
        Texts × years.
    """
    log_chance = WITNESS_WEIGHT * sightings.sum_by_text(calendar.share, calendar.share_ahead)
    chance = np.exp(log_chance - log_chance.max(axis=1, keepdims=True))
    return np.asarray(chance / chance.sum(axis=1, keepdims=True), dtype=float)


def estimate_years(chance: Floats, calendar: Calendar) -> Integers:
    """Find the years below which 2.5 %, half and 97.5 % of the chance lie.

    Args:
        chance: from `posterior`.
        calendar: the calendar that it was computed with.

    Returns:
        Texts × 3: low, estimate, high.
    """
    sums = np.cumsum(chance, axis=1)
    columns = np.column_stack([(sums < quantile).sum(axis=1) for quantile in QUANTILES])
    return calendar.years[np.minimum(columns, len(calendar.years) - 1)]


def find_earliest_year(sightings: Sightings, calendar: Calendar) -> Integers:
    """Find the latest year from which on first uses add up to proof.

    Returns:
        A year for each text; 0 where its slogans prove none.
    """
    years, column = np.unique(calendar.first_years, return_inverse=True)
    proof = np.zeros((len(column), len(years)))
    proof[np.arange(len(column)), column] = calendar.proof
    from_newest = np.cumsum(sightings.sum_by_text(proof, proof)[:, ::-1], axis=1)
    # How many years back the proof is complete; all of them where it never is.
    years_back = (from_newest <= 1 - 1e-9).sum(axis=1)
    return np.append(years[::-1], 0)[years_back]
