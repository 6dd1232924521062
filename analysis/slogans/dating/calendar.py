"""What each year says about the slogans of a lexicon whose first use is known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis.inference import Floats, Integers
from analysis.notices import Confidence
from analysis.slogans.lexicon import Entry, Lexicon, SloganKind

# The first year that a text may be from: the slogans of the reform era begin with it.
FIRST_YEAR = 1979
# Plans and reports for a year are written around the end of its first quarter.
WRITTEN = 0.25
# A first use without a month counts as March, the month of the National People's Congress.
UNKNOWN_MONTH = 3
# What a slogan's date weighs as proof that a text is not older; a sum of 1 is proof. Events prove
# nothing: congresses and anniversaries are named ahead.
PROOF: dict[str, float] = {Confidence.HIGH: 1.0, Confidence.MEDIUM: 1 / 3, "": 1 / 3}


@dataclass(frozen=True, slots=True)
class UseCurve:
    """How likely a slogan is to occur in a text, by its age when the text was written.

    Only ratios matter. The values were set by hand after counting which share of the lexicon's
    slogans of each age occur in State Council reports; halving or doubling any of them changes
    little (benchmarks/dating.py).

    Attributes:
        ahead: chance before its first use.
        early_by: how many years before its first use that chance begins.
        life: years in which a slogan fades to its rest.
        rest: what is left in the end of the first year's 1.
    """

    ahead: float
    early_by: float
    life: float
    rest: float

    def chance(self, age: Floats) -> Floats:
        """The chance at each age in years, 0 at first use."""
        used = self.rest + (1 - self.rest) * np.exp(-np.maximum(age, 0) / self.life)
        return np.where(age >= 0, used, np.where(age >= -self.early_by, self.ahead, 0.0))


# This share of a text's slogans says nothing about its year: misread, a namesake, wrongly dated.
MISREAD = 0.02
FORMULA = UseCurve(ahead=0.03, early_by=0.75, life=5.0, rest=0.6)
EVENT = UseCurve(ahead=0.03, early_by=0.75, life=5.0, rest=0.25)
# Ages in years at which an anniversary is named (in its year, and in the report on that year), and at
# which a text speaks of an event as still to come.
ANNIVERSARY_AGES = (-0.95, 1.3)
AHEAD_AGES = (-1.0, 0.1)


@dataclass(frozen=True)
class Calendar:
    """What each year that a text may be from says about each dated slogan of a lexicon.

    Attributes:
        entries: the slogans whose first use is known and not of low confidence.
        first_use: first use of each slogan in years, at the middle of its month.
        is_event: whether each is an event.
        may_be_ahead: whether a text may speak of each as still to come: events that are not
            anniversaries.
        years: the years that a text may be from. The last is the year after the newest slogan:
            beyond it a lexicon can't tell one year from another.
        share: entries × years, logarithm of the share that a slogan has of the slogans of a text.
        share_ahead: the same for an event that the text says is still to come.
    """

    entries: tuple[Entry, ...]
    first_use: Floats
    is_event: NDArray[np.bool_]
    may_be_ahead: NDArray[np.bool_]
    years: Integers
    share: Floats
    share_ahead: Floats

    @classmethod
    def of(cls, lexicon: Lexicon, *, formula: UseCurve = FORMULA, event: UseCurve = EVENT) -> Calendar:
        """Make the calendar of a lexicon.

        Args:
            lexicon: known slogans.
            formula: how the use of slogans goes with their age.
            event: the same of events that are not anniversaries.
        """
        entries = tuple(e for e in lexicon.entries if e.first_use and e.confidence != Confidence.LOW)
        first_use = np.array([_read_first_use(entry) for entry in entries], dtype=float)
        is_event = np.array([entry.kind == SloganKind.EVENT for entry in entries], dtype=bool)
        is_anniversary = is_event & np.array(["周年" in entry.slogan for entry in entries], dtype=bool)
        newest = first_use[~is_event].max(initial=FIRST_YEAR)
        years = np.arange(FIRST_YEAR, int(newest) + 2, dtype=np.int64)
        age = years + WRITTEN - first_use[:, None]
        chance = np.select(
            [is_anniversary[:, None], is_event[:, None]],
            [_is_within(age, ANNIVERSARY_AGES), event.chance(age)],
            formula.chance(age),
        )
        chance_ahead = _is_within(age, AHEAD_AGES) * is_event[:, None]
        return cls(
            entries,
            first_use,
            is_event,
            is_event & ~is_anniversary,
            years,
            np.log(_compute_shares(chance)),
            np.log(_compute_shares(chance_ahead)),
        )

    @cached_property
    def first_years(self) -> Integers:
        """The year of each slogan's first use."""
        return self.first_use.astype(np.int64)

    @cached_property
    def proof(self) -> Floats:
        """What each slogan weighs as proof that a text is not older."""
        weights = [PROOF.get(entry.confidence, 0.0) for entry in self.entries]
        return np.where(self.is_event, 0.0, np.array(weights, dtype=float))


def _read_first_use(entry: Entry) -> float:
    """First use in years, at the middle of its month."""
    month = int(entry.first_use[5:7] or UNKNOWN_MONTH)
    return int(entry.first_use[:4]) + (month - 0.5) / 12


def _is_within(age: Floats, ages: tuple[float, float]) -> Floats:
    """1 where an age lies within a range, else 0."""
    return np.where((age >= ages[0]) & (age < ages[1]), 1.0, 0.0)


def _compute_shares(chance: Floats) -> Floats:
    """The share of each slogan in a text of each year; what is misread is spread over all."""
    total = chance.sum(axis=0)
    known = np.divide(chance, total, out=np.zeros_like(chance), where=total > 0)
    return (1 - MISREAD) * known + MISREAD / max(1, len(chance))
