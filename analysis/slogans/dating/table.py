"""The table `dating`: how old each document reads by its slogans, and what contradicts its stated year."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from analysis.documents.corpus import IDENTITY, Corpus, Document
from analysis.inference import Integers
from analysis.notices import Field
from analysis.slogans.counts import CountedOccurrences
from analysis.slogans.dating.calendar import Calendar
from analysis.slogans.dating.estimates import MIN_DATED, estimate_years, find_earliest_year, posterior
from analysis.slogans.dating.evidence import name_evidence
from analysis.slogans.dating.sightings import find_sightings
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
# A document is stale if its stated year is this many years, or more, past the latest that its slogans fit.
STALE_AFTER = 2


class Flag(StrEnum):
    """What contradicts the year that a document states."""

    ANACHRONISM = "anachronism"
    PAGE_DISAGREES = "page says otherwise"
    STALE = "stale"


def date_documents(
    corpus: Corpus, occurrences: pd.DataFrame | CountedOccurrences, lexicon: Lexicon | None = None
) -> pd.DataFrame:
    """Date each document by its slogans, and compare with the year that it states.

    For each year the likelihood of a document's dated slogans is computed, given their number: a
    slogan's chance by its age over the sum of all slogans' chances in that year (a multinomial
    language model of time: de Jong, Rode and Hiemstra 2005; each slogan counts half, since they
    come in strings). A single slogan that is years too young, misread perhaps, can't outweigh many.

    Args:
        corpus: the documents.
        occurrences: from `find_occurrences`, as they are or counted already (`CountedOccurrences.of`).
        lexicon: known slogans with their first uses; those of low confidence are not used. None: the
            package's own and those of `slogans.csv` beside the plans.

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
        flag: ；-separated: anachronism (earliest_possible is after year, or after the last year of a plan for
            several), page says otherwise (page_years), stale (year is 2 years past `high`, or more).

    Raises:
        LexiconError: no lexicon is given and `slogans.csv` can't be used.
    """
    import pandas as pd

    calendar = Calendar.of(lexicon or read_lexicon(corpus.root / USER_FILE))
    sightings = find_sightings(corpus, occurrences, calendar)
    n_dated = np.bincount(sightings.text, minlength=len(corpus))
    estimates = estimate_years(posterior(sightings, calendar), calendar)
    low, estimate, high = np.where(n_dated[:, None] >= MIN_DATED, estimates, 0).T
    # In all of these, 0 means that the year is not known.
    years = {
        "year": np.array([document.metadata.year or 0 for document in corpus], dtype=np.int64),
        "earliest_possible": find_earliest_year(sightings, calendar),
        "estimate": estimate,
        "low": low,
        "high": high,
    }
    ends = np.array([d.metadata.year_end or d.metadata.year or 0 for d in corpus], dtype=np.int64)
    page_years = [_find_page_years(document) for document in corpus]
    texts = {
        "page_years": ["、".join(map(str, page)) for page in page_years],
        "evidence": name_evidence(sightings, calendar, years["earliest_possible"], estimate),
        "flag": _flag_documents(years, ends, page_years, int(calendar.years[-1])),
    }
    columns = {
        **{name: pd.Series(year, dtype="Int64").where(year > 0) for name, year in years.items()},
        **{name: pd.Series(text, dtype="str") for name, text in texts.items()},
        "n_dated": n_dated,
        **corpus.identify(np.arange(len(corpus))),
    }
    return pd.DataFrame(columns)[COLUMNS]


def _find_page_years(document: Document) -> list[int]:
    """Other years that the page gives, according to the metadata's notices on the year."""
    notices = [notice for notice in document.metadata.warnings if notice.field == Field.YEAR]
    years = {year for notice in notices if isinstance(year := notice.get("other"), int)}
    return sorted(years - {document.metadata.year})


def _flag_documents(
    years: dict[str, Integers], ends: Integers, page_years: list[list[int]], last_year: int
) -> list[str]:
    """The flags of each document, ；-separated.

    Args:
        years: columns of the table; 0 for a year that is not known.
        ends: the last year that each document is for; its text may be as late as that.
        page_years: other years that the page gives.
        last_year: that of the calendar.
    """
    stated, earliest, high = (years[name] for name in ("year", "earliest_possible", "high"))
    # In its last year the calendar can't tell how much later a text may be.
    has_end = (stated > 0) & (high > 0) & (high < last_year)
    is_flagged = {
        Flag.ANACHRONISM: (stated > 0) & (earliest > ends),
        Flag.PAGE_DISAGREES: np.array([bool(page) for page in page_years], dtype=bool),
        Flag.STALE: has_end & (stated - high >= STALE_AFTER),
    }
    rows = zip(*(column.tolist() for column in is_flagged.values()), strict=True)
    return ["；".join(flag for flag, has in zip(is_flagged, row, strict=True) if has) for row in rows]
