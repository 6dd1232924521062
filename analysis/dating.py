"""Dating: the year of a text by its slogans.

A slogan can't stand in a text before it was first used, and most stand there in the years soon
after. The lexicon alone says when that was; nothing is learned from the corpus, so five plans are
dated as well as five hundred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.corpus import Corpus, Document
from analysis.lexicon import Entry, Lexicon, read_lexicon
from analysis.slogans import USER_FILE

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
COLUMNS = [
    "doc_id", "stated_year", "page_years", "earliest_possible", "estimate", "low", "high",
    "n_dated", "evidence", "flag",
]  # fmt: skip
ANACHRONISM, STALE, CONFLICT = "anachronism", "stale", "page says otherwise"
# Fewer datable slogans give no estimate.
MIN_DATED = 3
# So many slogans at most are named as evidence, and none that makes the estimate likelier than the
# years before it by less than a tenth.
EVIDENCE, LEAST_WITNESS = 5, 0.1
# What a slogan's date weighs as proof that a text is no older; proof is a sum of 1. Events are none:
# congresses and anniversaries are named ahead.
PROOF = {"high": 1.0, "medium": 1 / 3, "": 1 / 3}
# A plan is stale where its year is so many years past the latest that its slogans fit.
STALE_AFTER = 2
# The first year that is looked at: with it the reform era's slogans begin.
FIRST_YEAR = 1979
# Plans and reports for a year are written about the end of its first quarter; a date of first use
# without a month counts as March's, the month of the National People's Congress.
WRITTEN = 0.25
UNKNOWN_MONTH = 3
# Slogans of a text come in strings (四个意识、四个自信、两个维护) and are no independent witnesses:
# each counts half.
WITNESS = 0.5


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
AHEAD_BEFORE = re.compile('(?:迎接|喜迎|迎|筹备|备战)[学习贯彻宣传“”"‘（(]*$')
AHEAD_AFTER = re.compile('[”"’》）)]*(?:(?:胜利)?召开(?:营造|创造|提供|前)|献礼)')
AHEAD_WINDOW = 12


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


@dataclass(frozen=True, slots=True)
class Sighting:
    """A dated slogan in a text: its number in the calendar, and whether it is still to come."""

    entry: int
    is_ahead: bool = False


def date_documents(
    corpus: Corpus, occurrences: pd.DataFrame, lexicon: Lexicon | None = None
) -> pd.DataFrame:
    """Date each document by its slogans, and compare with the year that it states.

    For each year the likelihood of a document's dated slogans is taken, given their number: a
    slogan's chance by its age over the sum of all slogans' chances in that year (a multinomial
    language model of time: de Jong, Rode and Hiemstra 2005; each slogan counts half, since they
    come in strings). One slogan that is years too young, misread perhaps, can't sway many.

    Args:
        corpus: the documents.
        occurrences: from `find_occurrences`.
        lexicon: with first uses; the package's own and the corpus's `slogans.csv` where none is
            given. Slogans of low confidence are not used.

    Returns:
        doc_id; stated_year (of the metadata); page_years (other years that its titles, dates or file
        name give, as the metadata's warnings name them; 、-separated); earliest_possible (first use of the newest slogans whose dates are sure: one
        of high confidence or three of medium; events count for nothing; the year, since a plan may
        be issued late in it); estimate (median year), low, high (the years of 95 %; `high` may be
        later still where it is the year after the lexicon's newest slogan); n_dated (slogans of
        known first use); evidence (up to 5 slogans with their first use that decide: those newest
        ones, then those that speak most for the estimate against the three years before it;
        ；-separated); flag, ；-separated: anachronism (earliest_possible is after the stated year),
        page says otherwise (page_years), stale (the stated year is 2 years past `high`, or more).
        No estimate with fewer than 3 dated slogans. One row for each document.
    """
    import pandas as pd

    calendar = Calendar.of(lexicon or read_lexicon(corpus.root / USER_FILE))
    seen = find_sightings(corpus, occurrences, calendar)
    rows = [_row(document, seen[document.doc_id], calendar) for document in corpus]
    whole = ["stated_year", "earliest_possible", "estimate", "low", "high"]
    texts = ["doc_id", "page_years", "evidence", "flag"]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype(
        {**dict.fromkeys(whole, "Int64"), **dict.fromkeys(texts, "str"), "n_dated": "int64"}
    )


def find_sightings(
    corpus: Corpus, occurrences: pd.DataFrame, calendar: Calendar
) -> dict[str, list[Sighting]]:
    """The dated slogans of each document, once each, by doc_id.

    An event counts as still to come where the text greets it (喜迎二十大) anywhere.
    """
    number = {entry.slogan: i for i, entry in enumerate(calendar.entries)}
    texts = {document.doc_id: document.text for document in corpus}
    found: dict[str, dict[int, bool]] = {doc_id: {} for doc_id in texts}
    dated = occurrences[occurrences["slogan"].isin(number)]
    columns = (dated[name] for name in ("doc_id", "slogan", "start", "end"))
    for doc_id, slogan, start, end in zip(*columns, strict=True):
        i = number[slogan]
        entry, here = calendar.entries[i], found[doc_id]
        may_come = entry.kind == "event" and not _is_anniversary(entry)
        here[i] = here.get(i, False) or (may_come and _is_to_come(texts[doc_id], start, end))
    return {
        doc_id: [Sighting(i, ahead) for i, ahead in sorted(here.items())]
        for doc_id, here in found.items()
    }


def posterior(seen: Iterable[Sighting], calendar: Calendar) -> Floats:
    """The chance of each year of the calendar, given a text's slogans; all alike before that."""
    weight = WITNESS * _witness(seen, calendar).sum(axis=0)
    chance = np.exp(weight - weight.max())
    return np.asarray(chance / chance.sum(), dtype=float)


def years_of(chance: Floats, calendar: Calendar) -> list[int]:
    """The years below which 2.5 %, half and 97.5 % of the chance lie."""
    places = np.cumsum(chance).searchsorted([0.025, 0.5, 0.975])
    return calendar.years[np.minimum(places, len(chance) - 1)].tolist()


def earliest_year(seen: Iterable[Sighting], calendar: Calendar) -> int | None:
    """The latest year in which first uses that add up to proof lie, or later ones; None without."""
    proofs = sorted(
        (
            (int(entry.first_use[:4]), PROOF.get(entry.confidence, 0.0))
            for entry in (calendar.entries[sighting.entry] for sighting in seen)
            if entry.kind != "event"
        ),
        reverse=True,
    )
    weight = 0.0
    for year, proof in proofs:
        weight += proof
        if weight > 1 - 1e-9:
            return year
    return None


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


def _is_to_come(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - AHEAD_WINDOW) : start]
    return bool(AHEAD_BEFORE.search(before) or AHEAD_AFTER.match(text[end : end + AHEAD_WINDOW]))


def _witness(seen: Iterable[Sighting], calendar: Calendar) -> Floats:
    """What each slogan of a text says of each year: sightings × years, logs."""
    rows = [
        (calendar.share_ahead if sighting.is_ahead else calendar.share)[sighting.entry]
        for sighting in seen
    ]
    return np.array(rows).reshape(-1, len(calendar.years))


def _row(document: Document, seen: list[Sighting], calendar: Calendar) -> tuple[object, ...]:
    stated, pages = document.metadata.year, _page_years(document)
    earliest = earliest_year(seen, calendar)
    estimate = low = high = None
    if len(seen) >= MIN_DATED:
        low, estimate, high = years_of(posterior(seen, calendar), calendar)
    flags = []
    if stated and earliest and earliest > stated:
        flags.append(ANACHRONISM)
    if pages:
        flags.append(CONFLICT)
    if stated and high and high < calendar.years[-1] and stated - high >= STALE_AFTER:
        flags.append(STALE)
    return (
        document.doc_id, stated, "、".join(map(str, pages)), earliest, estimate, low, high,
        len(seen), "；".join(_evidence(seen, calendar, earliest, estimate)), "；".join(flags),
    )  # fmt: skip


def _page_years(document: Document) -> list[int]:
    """Other years that the page gives, as the metadata's warnings on the year name them."""
    told = "；".join(w for w in document.metadata.warnings if w.startswith("year:"))
    years = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", told)}
    return sorted(years - {document.metadata.year})


def _evidence(
    seen: list[Sighting], calendar: Calendar, earliest: int | None, estimate: int | None
) -> list[str]:
    """The slogans that decide, with their first uses: the newest proofs, then the best witnesses."""
    entries = [calendar.entries[sighting.entry] for sighting in seen]
    proofs = [
        i
        for i, entry in enumerate(entries)
        if earliest and entry.kind != "event" and int(entry.first_use[:4]) >= earliest
    ]
    surest = [(-PROOF.get(entries[i].confidence, 0.0), -_when(entries[i]), i) for i in proofs]
    order = [i for _, _, i in sorted(surest)[:3]]
    if estimate is not None:
        # What speaks against later years is what is missing; what is there speaks against earlier ones.
        near = (calendar.years <= estimate) & (calendar.years >= estimate - 3)
        says = _witness(seen, calendar)
        for_it = says[:, calendar.years == estimate].ravel() - says[:, near].mean(axis=1)
        ranked = np.argsort(-for_it, kind="stable").tolist()
        order += [i for i in ranked if for_it[i] > LEAST_WITNESS and i not in order]
    return [f"{entries[i].slogan}（{entries[i].first_use}）" for i in order[:EVIDENCE]]
