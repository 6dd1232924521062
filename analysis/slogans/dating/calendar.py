"""The calendar of a lexicon: what each year says about the slogans whose first use is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis.slogans.lexicon import Entry, Lexicon

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
# The first year that is looked at: with it the reform era's slogans begin.
FIRST_YEAR = 1979
# Plans and reports for a year are written about the end of its first quarter; a date of first use
# without a month counts as March's, the month of the National People's Congress.
WRITTEN = 0.25
UNKNOWN_MONTH = 3
# What a slogan's date weighs as proof that a text is no older; proof is a sum of 1. Events are none:
# congresses and anniversaries are named ahead.
PROOF = {"high": 1.0, "medium": 1 / 3, "": 1 / 3}


@dataclass(frozen=True, slots=True)
class Course:
    """How likely a slogan stands in a text, by its age when the text was written.

    Only ratios matter. Set by hand after counting which share of the lexicon's slogans of each age
    stand in State Council reports; halving or doubling any of them changes little (benchmarks/dating.py).

    Attributes:
        ahead: in the year before its first use (from `early_by` years before).
        early_by: years.
        life: years in which a slogan fades to its rest.
        rest: what is left for good of the first year's 1.
    """

    ahead: float
    early_by: float
    life: float
    rest: float

    def chance(self, age: Floats) -> Floats:
        """The chance at each age in years, 0 at first use."""
        used = self.rest + (1 - self.rest) * np.exp(-np.maximum(age, 0) / self.life)
        return np.where(age >= 0, used, np.where(age >= -self.early_by, self.ahead, 0.0))


# Of a text's slogans one in so many is there in any year: misread, a namesake, wrongly dated.
MISREAD = 0.02
FORMULA = Course(ahead=0.03, early_by=0.75, life=5.0, rest=0.6)
EVENT = Course(ahead=0.03, early_by=0.75, life=5.0, rest=0.25)
# An anniversary is named in its year and in the report on it; an event still to come, before it.
ANNIVERSARY = (-0.95, 1.3)
AHEAD = (-1.0, 0.1)


@dataclass(frozen=True)
class Calendar:
    """What each year that a text may be from says about each dated slogan of a lexicon.

    Attributes:
        entries: the slogans whose first use is known and not of low confidence.
        years: the years looked at; the last is the year after the newest slogan, beyond which a
            lexicon can't tell one year from another.
        share: entries × years, log of the share that a slogan has of the slogans of a text.
        share_ahead: the same for an event that the text says is still to come.
    """

    entries: tuple[Entry, ...]
    years: Integers
    share: Floats
    share_ahead: Floats

    @classmethod
    def of(cls, lexicon: Lexicon, *, formula: Course = FORMULA, event: Course = EVENT) -> Calendar:
        """The calendar of a lexicon."""
        entries = tuple(e for e in lexicon.entries if e.first_use and e.confidence != "low")
        used = np.array([_when(entry) for entry in entries], dtype=float)
        is_event = np.array([entry.kind == "event" for entry in entries], dtype=bool)
        is_feast = np.array([_is_anniversary(entry) for entry in entries], dtype=bool)
        newest = used[~is_event].max(initial=FIRST_YEAR)
        years = np.arange(FIRST_YEAR, int(newest) + 2, dtype=np.int64)
        age = years + WRITTEN - used[:, None]
        chance = np.select(
            [is_feast[:, None], is_event[:, None]],
            [_within(age, ANNIVERSARY), event.chance(age)],
            formula.chance(age),
        )
        to_come = _within(age, AHEAD) * is_event[:, None]
        return cls(entries, years, np.log(_shares(chance)), np.log(_shares(to_come)))

    @cached_property
    def used(self) -> Floats:
        """First use of each slogan in years, at the middle of its month."""
        return np.array([_when(entry) for entry in self.entries], dtype=float)

    @cached_property
    def first_years(self) -> Integers:
        """The year of each slogan's first use."""
        return np.array([int(entry.first_use[:4]) for entry in self.entries], dtype=np.int64)

    @cached_property
    def is_event(self) -> NDArray[np.bool_]:
        """Whether each is an event."""
        return np.array([entry.kind == "event" for entry in self.entries], dtype=bool)

    @cached_property
    def may_come(self) -> NDArray[np.bool_]:
        """Whether a text may speak of each before it is there: an event, but no anniversary."""
        is_feast = np.array([_is_anniversary(entry) for entry in self.entries], dtype=bool)
        return self.is_event & ~is_feast

    @cached_property
    def proof(self) -> Floats:
        """What each slogan weighs as proof that a text is no older."""
        weights = [PROOF.get(entry.confidence, 0.0) for entry in self.entries]
        return np.where(self.is_event, 0.0, np.array(weights, dtype=float))


def _when(entry: Entry) -> float:
    """First use in years, at the middle of its month."""
    month = int(entry.first_use[5:7] or UNKNOWN_MONTH)
    return int(entry.first_use[:4]) + (month - 0.5) / 12


def _is_anniversary(entry: Entry) -> bool:
    return entry.kind == "event" and "周年" in entry.slogan


def _within(age: Floats, span: tuple[float, float]) -> Floats:
    return np.where((age >= span[0]) & (age < span[1]), 1.0, 0.0)


def _shares(chance: Floats) -> Floats:
    """The part of each slogan in a text of each year, with what is misread spread over all."""
    total = chance.sum(axis=0)
    known = np.divide(chance, total, out=np.zeros_like(chance), where=total > 0)
    return (1 - MISREAD) * known + MISREAD / max(1, len(chance))
