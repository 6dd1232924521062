"""Dating: the year of a text by its slogans.

A slogan can't stand in a text before it was first used, and most stand there in the years soon
after. The lexicon alone says when that was; nothing is learned from the corpus, so five plans are
dated as well as five hundred.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analysis.documents.corpus import IDENTITY, Corpus, Document
from analysis.notices import Field
from analysis.slogans.dating.calendar import Calendar, Floats, Integers
from analysis.slogans.incidence import Incidence
from analysis.slogans.lexicon import Lexicon, read_lexicon
from analysis.slogans.occurrences import USER_FILE

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = [
    *IDENTITY,
    "page_years",
    "earliest_possible",
    "estimate",
    "low",
    "high",
    "n_dated",
    "evidence",
    "flag",
]
ANACHRONISM, STALE, CONFLICT = "anachronism", "stale", "page says otherwise"
# Fewer datable slogans give no estimate.
MIN_DATED = 3
# So many slogans at most are named as evidence, of these so many as proof, and no witness that makes
# the estimate likelier than the years before it by less than a tenth.
EVIDENCE, PROOFS, LEAST_WITNESS = 5, 3, 0.1
# A plan is stale where its year is so many years past the latest that its slogans fit.
STALE_AFTER = 2
# Slogans of a text come in strings (四个意识、四个自信、两个维护) and are no independent witnesses:
# each counts half.
WITNESS = 0.5
AHEAD_BEFORE = re.compile('(?:迎接|喜迎|迎|筹备|备战)[学习贯彻宣传“”"‘（(]*$')
AHEAD_AFTER = re.compile('[”"’》）)]*(?:(?:胜利)?召开(?:营造|创造|提供|前)|献礼)')
AHEAD_WINDOW = 12


@dataclass(frozen=True)
class Sightings:
    """The dated slogans of texts, once in each, in the order of the texts and of the calendar.

    Attributes:
        text: the number of the text.
        entry: the slogan's number in the calendar.
        is_ahead: whether the text says that it is still to come.
        n_texts: texts in all.
    """

    text: Integers
    entry: Integers
    is_ahead: NDArray[np.bool_]
    n_texts: int

    def summed(self, values: Floats, ahead: Floats) -> Floats:
        """The rows of each text's slogans added up, of `ahead` where they are still to come."""
        from scipy import sparse

        row = self.entry + self.is_ahead * len(values)
        begins = np.searchsorted(self.text, np.arange(self.n_texts + 1))
        shape = (self.n_texts, 2 * len(values))
        seen = sparse.csr_matrix((np.ones(len(row)), row, begins), shape=shape)
        return np.asarray(seen @ np.concatenate([values, ahead]))


def date_documents(
    corpus: Corpus, occurrences: pd.DataFrame | Incidence, lexicon: Lexicon | None = None
) -> pd.DataFrame:
    """Date each document by its slogans, and compare with the year that it states.

    For each year the likelihood of a document's dated slogans is taken, given their number: a
    slogan's chance by its age over the sum of all slogans' chances in that year (a multinomial
    language model of time: de Jong, Rode and Hiemstra 2005; each slogan counts half, since they
    come in strings). One slogan that is years too young, misread perhaps, can't sway many.

    Args:
        corpus: the documents.
        occurrences: from `find_occurrences`, as they are or counted already (`Incidence.of`).
        lexicon: with first uses; the package's own and the corpus's `slogans.csv` where none is
            given. Slogans of low confidence are not used.

    Returns:
        A row for each document. No estimate with fewer than 3 dated slogans.

        doc_id: path of the file under the raw folder.
        label: short name of the document, unique in the corpus.
        place: narrowest name of its place, unique to the place.
        adcode: GB/T 2260 code of the place; empty where it is not known.
        year: the year that the plan is for; empty where it is not known.
        page_years: other years that its titles, dates or file name give, 、-separated.
        earliest_possible: year of first use of the newest slogans whose dates are sure: one of high
            confidence, or three of medium; events count for nothing.
        estimate: median year.
        low: lower end of the 95 % of the years.
        high: upper end of it; may be later still where it is the year after the lexicon's newest slogan.
        n_dated: slogans of known first use.
        evidence: up to 5 slogans that decide, with their first use, ；-separated: the newest, then those
            that speak most for the estimate against the three years before it.
        flag: ；-separated: anachronism (earliest_possible is after year), page says otherwise (page_years),
            stale (year is 2 years past `high`, or more).
    """
    import pandas as pd

    calendar = Calendar.of(lexicon or read_lexicon(corpus.root / USER_FILE))
    seen = find_sightings(corpus, occurrences, calendar)
    n_dated = np.bincount(seen.text, minlength=len(corpus))
    ages = years_of(posterior(seen, calendar), calendar)
    low, estimate, high = np.where(n_dated[:, None] >= MIN_DATED, ages, 0).T
    years = {
        "year": np.array([d.metadata.year or 0 for d in corpus], dtype=np.int64),
        "earliest_possible": earliest_year(seen, calendar),
        "estimate": estimate,
        "low": low,
        "high": high,
    }
    pages = [_page_years(document) for document in corpus]
    texts = {
        "page_years": ["、".join(map(str, page)) for page in pages],
        "evidence": _evidence(seen, calendar, years["earliest_possible"], estimate),
        "flag": _flags(years, pages, int(calendar.years[-1])),
    }
    known = {name: pd.Series(year, dtype="Int64").where(year > 0) for name, year in years.items()}
    told = {name: pd.Series(text, dtype="str") for name, text in texts.items()}
    identity = corpus.identify(np.arange(len(corpus)))
    return pd.DataFrame({**known, **told, "n_dated": n_dated, **identity})[COLUMNS]


def find_sightings(corpus: Corpus, occurrences: pd.DataFrame | Incidence, calendar: Calendar) -> Sightings:
    """The dated slogans of each document.

    An event counts as still to come where the text greets it (喜迎二十大) anywhere.
    """
    number = {entry.slogan: i for i, entry in enumerate(calendar.entries)}
    told = Incidence.of(corpus, occurrences)
    entry_of = np.array([number.get(name, -1) for name in told.slogans.tolist()], dtype=np.int64)
    rows = np.flatnonzero(np.append(calendar.may_come, False)[entry_of[told.slogan]])
    texts = [document.text for document in corpus]
    places = told.occurrences[["start", "end"]].to_numpy()[rows].tolist()
    ahead = [
        _is_to_come(texts[document], start, end)
        for document, (start, end) in zip(told.document[rows].tolist(), places, strict=True)
    ]
    greeted = rows[np.array(ahead, dtype=bool)]
    text, entry = told.counts.group, entry_of[told.counts.slogan]
    order = np.lexsort((entry, text))
    order = order[entry[order] >= 0]
    text, entry = text[order], entry[order]
    width = len(calendar.entries)
    of_greeted = told.document[greeted] * width + entry_of[told.slogan[greeted]]
    is_ahead = np.isin(text * width + entry, of_greeted)
    return Sightings(text, entry, is_ahead, len(corpus))


def posterior(seen: Sightings, calendar: Calendar) -> Floats:
    """The chance of each year of the calendar, given a text's slogans; all alike before that.

    Returns:
        Texts × years.
    """
    weight = WITNESS * seen.summed(calendar.share, calendar.share_ahead)
    chance = np.exp(weight - weight.max(axis=1, keepdims=True))
    return np.asarray(chance / chance.sum(axis=1, keepdims=True), dtype=float)


def years_of(chance: Floats, calendar: Calendar) -> Integers:
    """The years below which 2.5 %, half and 97.5 % of the chance lie.

    Returns:
        Texts × 3.
    """
    sums = np.cumsum(chance, axis=1)
    places = np.column_stack([(sums < part).sum(axis=1) for part in (0.025, 0.5, 0.975)])
    return calendar.years[np.minimum(places, len(calendar.years) - 1)]


def earliest_year(seen: Sightings, calendar: Calendar) -> Integers:
    """The latest year in which first uses that add up to proof lie, or later ones.

    Returns:
        A year for each text; 0 without.
    """
    years, column = np.unique(calendar.first_years, return_inverse=True)
    proof = np.zeros((len(column), len(years)))
    proof[np.arange(len(column)), column] = calendar.proof
    from_newest = np.cumsum(seen.summed(proof, proof)[:, ::-1], axis=1)
    # How many years back the proof is complete; all of them where it never is.
    back = (from_newest <= 1 - 1e-9).sum(axis=1)
    return np.append(years[::-1], 0)[back]


def _is_to_come(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - AHEAD_WINDOW) : start]
    return bool(AHEAD_BEFORE.search(before) or AHEAD_AFTER.match(text[end : end + AHEAD_WINDOW]))


def _flags(years: dict[str, Integers], pages: list[list[int]], last: int) -> list[str]:
    """What contradicts the year that each document states; `last` is that of the calendar."""
    stated, earliest, high = (years[name] for name in ("year", "earliest_possible", "high"))
    is_known = (stated > 0) & (high > 0) & (high < last)
    flags = {
        ANACHRONISM: (stated > 0) & (earliest > stated),
        CONFLICT: np.array([bool(page) for page in pages], dtype=bool),
        STALE: is_known & (stated - high >= STALE_AFTER),
    }
    rows = zip(*(so.tolist() for so in flags.values()), strict=True)
    return ["；".join(flag for flag, so in zip(flags, row, strict=True) if so) for row in rows]


def _page_years(document: Document) -> list[int]:
    """Other years that the page gives, as the metadata's notices on the year have them."""
    notices = [notice for notice in document.metadata.warnings if notice.field == Field.YEAR]
    return sorted(
        {year for notice in notices if isinstance(year := notice.get("other"), int)}
        - {document.metadata.year}
    )


def _evidence(seen: Sightings, calendar: Calendar, earliest: Integers, estimate: Integers) -> list[str]:
    """The slogans that decide, with their first uses: the newest proofs, then the best witnesses."""
    text, entry, since = seen.text, seen.entry, earliest[seen.text]
    is_new = ~calendar.is_event[entry] & (calendar.first_years[entry] >= since)
    proofs = np.flatnonzero((since > 0) & is_new)
    surest = (-calendar.used[entry[proofs]], -calendar.proof[entry[proofs]], text[proofs])
    proofs = proofs[np.lexsort(surest)]
    proofs = proofs[_rank(text[proofs]) < PROOFS]
    for_it = _leaning(seen, calendar, estimate)
    for_it[proofs] = 0.0
    witnesses = np.flatnonzero(for_it > LEAST_WITNESS)
    witnesses = witnesses[np.argsort(-for_it[witnesses], kind="stable")]
    told = np.concatenate([proofs, witnesses])
    told = told[np.argsort(text[told], kind="stable")]
    told = told[_rank(text[told]) < EVIDENCE]
    decisive = [calendar.entries[i] for i in entry[told].tolist()]
    named = [f"{one.slogan}（{one.first_use}）" for one in decisive]
    begins = np.searchsorted(text[told], np.arange(seen.n_texts + 1)).tolist()
    return ["；".join(named[begin:end]) for begin, end in pairwise(begins)]


def _leaning(seen: Sightings, calendar: Calendar, estimate: Integers) -> Floats:
    """How much more each slogan says for its text's estimate than for the three years before it."""
    says = np.concatenate([calendar.share, calendar.share_ahead])
    leaning = np.zeros_like(says)
    for i, year in enumerate(calendar.years.tolist()):
        # What speaks against later years is what is missing; what is there speaks against earlier ones.
        near = (calendar.years <= year) & (calendar.years >= year - 3)
        leaning[:, i] = says[:, i] - says[:, near].mean(axis=1)
    column = np.maximum(estimate - calendar.years[0], 0)[seen.text]
    row = seen.entry + seen.is_ahead * len(calendar.entries)
    return np.where(estimate[seen.text] > 0, leaning[row, column], 0.0)


def _rank(group: Integers) -> Integers:
    """The place of each item within its group, from 0; the groups are in order."""
    return np.arange(len(group)) - np.searchsorted(group, group)
