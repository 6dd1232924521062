"""The slogans that decide how old a text reads."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from analysis.inference import Floats, Integers
from analysis.slogans.dating.calendar import Calendar
from analysis.slogans.dating.sightings import Sightings

# How many slogans are named for a text, and how many of these as proof of the earliest year.
MOST_NAMED, MOST_PROOFS = 5, 3
# A slogan that makes the estimate likelier than the years before it by less than this is not named
# (difference of logarithms).
LEAST_SUPPORT = 0.1
# With how many years before it an estimate is compared.
YEARS_BEFORE = 3


def name_evidence(
    sightings: Sightings, calendar: Calendar, earliest: Integers, estimate: Integers
) -> list[str]:
    """Name the slogans that decide, with their first uses.

    Those that prove the earliest year come first, the newest ahead; then those that speak most for
    the estimate.

    Args:
        sightings: the dated slogans of the texts.
        calendar: the calendar that the texts were dated with.
        earliest: earliest possible year of each text; 0 for none.
        estimate: estimated year of each text; 0 for none.

    Returns:
        For each text, ；-separated.
    """
    text, entry, since = sightings.text, sightings.entry, earliest[sightings.text]
    is_proof = (since > 0) & ~calendar.is_event[entry] & (calendar.first_years[entry] >= since)
    proofs = np.flatnonzero(is_proof)
    surest_first = (-calendar.first_use[entry[proofs]], -calendar.proof[entry[proofs]], text[proofs])
    proofs = proofs[np.lexsort(surest_first)]
    proofs = proofs[_rank_in_group(text[proofs]) < MOST_PROOFS]
    support = _measure_support(sightings, calendar, estimate)
    support[proofs] = 0.0
    witnesses = np.flatnonzero(support > LEAST_SUPPORT)
    witnesses = witnesses[np.argsort(-support[witnesses], kind="stable")]
    named = np.concatenate([proofs, witnesses])
    named = named[np.argsort(text[named], kind="stable")]
    named = named[_rank_in_group(text[named]) < MOST_NAMED]
    entries = [calendar.entries[i] for i in entry[named].tolist()]
    names = [f"{entry.slogan}（{entry.first_use}）" for entry in entries]
    text_starts = np.searchsorted(text[named], np.arange(sightings.n_texts + 1)).tolist()
    return ["；".join(names[start:end]) for start, end in pairwise(text_starts)]


def _measure_support(sightings: Sightings, calendar: Calendar, estimate: Integers) -> Floats:
    """How much more each slogan speaks for its text's estimate than for the years before it.

    Only years before are compared: what is there speaks against earlier years, what is missing
    speaks against later ones.
    """
    share = np.concatenate([calendar.share, calendar.share_ahead])
    support = np.zeros_like(share)
    for i, year in enumerate(calendar.years.tolist()):
        is_near = (calendar.years <= year) & (calendar.years >= year - YEARS_BEFORE)
        support[:, i] = share[:, i] - share[:, is_near].mean(axis=1)
    column = np.maximum(estimate - calendar.years[0], 0)[sightings.text]
    row = sightings.entry + sightings.is_ahead * len(calendar.entries)
    return np.where(estimate[sightings.text] > 0, support[row, column], 0.0)


def _rank_in_group(group: Integers) -> Integers:
    """The place of each item within its group, from 0; the items of a group follow each other."""
    return np.arange(len(group)) - np.searchsorted(group, group)
