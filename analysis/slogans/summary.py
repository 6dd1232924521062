"""The tables `slogans` and `slogan_groups`: a row for each slogan of a corpus, or of a district or year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.documents.corpus import Corpus
from analysis.documents.groups import group_numbers
from analysis.inference import dispersion
from analysis.slogans.adoption import find_adoption_lags
from analysis.slogans.counts import CountedOccurrences
from analysis.slogans.lexicon import Lexicon, read_lexicon
from analysis.slogans.occurrences import SLOGAN_COLUMNS, USER_FILE, find_occurrences

if TYPE_CHECKING:
    import pandas as pd

SUMMARY_COLUMNS = [
    "slogan",
    "kind",
    "level",
    "field",
    "tier",
    "family",
    "first_use",
    "n",
    "n_nested",
    "n_docs",
    "corpus_docs",
    "n_districts",
    "share_docs",
    "rate",
    "dispersion",
    "first_year",
    "last_year",
    "adoption_lag",
    "origin",
]


def find_slogans(
    corpus: Corpus,
    occurrences: pd.DataFrame | CountedOccurrences | None = None,
    *,
    lexicon: Lexicon | None = None,
) -> pd.DataFrame:
    """List the slogans of a corpus, the most widespread first.

    Args:
        corpus: the documents.
        occurrences: from `find_occurrences`, if they are there already.
        lexicon: known slogans, for the first use of each. None: the package's own and those of
            `slogans.csv` beside the plans.

    Returns:
        A row for each slogan, the most widespread first.

        slogan: canonical form.
        kind: numeral, formula, event, campaign, document, local_brand, chain, template or unclassified.
        level: of the slogan: central, provincial, local, generic or unclassified.
        field: what it is about, of the lexicon: party, economy, rural …; empty where the lexicon lacks it.
        tier: of the lexicon: slogan, or expression for a set expression of official language; empty where the
            lexicon lacks it.
        family: name that related slogans share, of a filled template the template; empty where there is none.
        first_use: YYYY or YYYY-MM, of the lexicon; empty where it is not known.
        n: occurrences.
        n_nested: of these, inside a longer slogan.
        n_docs: documents that have it.
        corpus_docs: documents of the corpus.
        n_districts: known districts that have it; documents of unknown place add none.
        share_docs: n_docs of corpus_docs, 0 to 1.
        rate: occurrences per 10,000 characters of the corpus.
        dispersion: DPnorm, 0 even to 1 uneven (Gries 2008; Lijffijt and Gries 2012); empty with fewer
            than 5 documents or 2 occurrences.
        first_year: first plan year that has it.
        last_year: last plan year that has it.
        adoption_lag: years from first_use to first_year; below 0 where a plan has it earlier (an event
            named ahead, or a doubtful date); `adoption_lag_censored` of `life_cycles` says where it may
            really be shorter.
        origin: lexicon, quoted, numeral or formula.

    Raises:
        LexiconError: no lexicon is given and `slogans.csv` can't be used.
    """
    import pandas as pd

    lexicon = lexicon or read_lexicon(corpus.root / USER_FILE)
    if occurrences is None:
        occurrences = find_occurrences(corpus, lexicon=lexicon)
    counted = CountedOccurrences.of(corpus, occurrences)
    table = counted.table[SLOGAN_COLUMNS].take(counted.first_row).reset_index(drop=True)
    entries = [lexicon.describe(slogan) for slogan in counted.slogans.tolist()]
    for column in ("field", "tier", "family", "first_use"):
        values = [getattr(entry, column) if entry else "" for entry in entries]
        table[column] = pd.Series(values, dtype="str")
    table["n"] = np.bincount(counted.slogan, minlength=len(table))
    table["n_nested"] = np.bincount(counted.slogan[counted.is_nested], minlength=len(table))
    table["n_docs"] = np.bincount(counted.by_document.slogan, minlength=len(table))
    table["corpus_docs"] = len(corpus)
    table["n_districts"] = _count_districts(corpus, counted)
    table["first_year"], table["last_year"] = _find_year_range(corpus.identities["year"], counted)
    table["share_docs"] = table["n_docs"] / max(1, len(corpus))
    table["rate"] = 10_000 * table["n"] / max(1, int(corpus.n_chars.sum()))
    table["dispersion"] = _compute_dispersion(corpus, counted)
    table["adoption_lag"] = find_adoption_lags(table["first_year"], table["first_use"])
    years = dict.fromkeys(("first_year", "last_year", "adoption_lag"), "Int64")
    table = table[SUMMARY_COLUMNS].astype(years)
    return table.sort_values(
        ["n_districts", "n_docs", "n", "slogan"], ascending=[False, False, False, True]
    ).reset_index(drop=True)


def _count_districts(corpus: Corpus, counted: CountedOccurrences) -> np.ndarray:
    """The number of known districts that have each slogan."""
    _, district = group_numbers(corpus, by="district")
    # A document of unknown place may come from any district, so it adds none.
    located = np.where([document.is_located for document in corpus], district, -1)
    return np.bincount(counted.by_document.regroup(located).slogan, minlength=len(counted.slogans))


def _find_year_range(year: pd.Series, counted: CountedOccurrences) -> tuple[pd.Index, pd.Index]:
    """The first and the last year of the documents that have each slogan; empty without one."""
    import pandas as pd

    year_of_document, years = pd.factorize(year, sort=True)
    counts = counted.by_document.regroup(year_of_document)
    first, last = np.full((2, len(counted.slogans)), -1)
    # The counts of a slogan come in the order of their years. Where one place is written several
    # times the last value stays, so the first years are written backwards.
    first[counts.slogan[::-1]] = counts.group[::-1]
    last[counts.slogan] = counts.group
    return years.take(first, allow_fill=True), years.take(last, allow_fill=True)


def _compute_dispersion(corpus: Corpus, counted: CountedOccurrences) -> np.ndarray:
    """DPnorm of each slogan."""
    from scipy import sparse

    counts, shape = counted.by_document, (len(counted.slogans), len(corpus))
    cells = sparse.coo_matrix((counts.n, (counts.slogan, counts.group)), shape=shape)
    return dispersion(cells.tocsr(), corpus.n_chars)[1]


def slogans_by(
    corpus: Corpus, occurrences: pd.DataFrame | CountedOccurrences, *, by: str = "district"
) -> pd.DataFrame:
    """Count each slogan in each district, or in each year.

    Args:
        corpus: the documents.
        occurrences: from `find_occurrences`, as they are or counted already (`CountedOccurrences.of`).
        by: "district", "year" or "district_year".

    Returns:
        A row for each slogan that a group has, by group and slogan.

        by: the grouping.
        group: name of the district, the year, or both.
        slogan: canonical form.
        n: occurrences in the group.
        n_nested: of these, inside a longer slogan.
        n_docs: documents of the group that have it.
        group_docs: documents of the group.
        rate: occurrences per 10,000 characters of the group.

    Raises:
        ValueError: `by` is not one of these.
    """
    import pandas as pd

    names, numbers = group_numbers(corpus, by=by)
    counted = CountedOccurrences.of(corpus, occurrences)
    counts = counted.by_document.regroup(numbers)
    order = np.lexsort((counts.slogan, counts.group))
    group, n = counts.group[order], counts.n[order]
    is_grouped = numbers >= 0
    group_docs = np.bincount(numbers[is_grouped], minlength=len(names))
    group_chars = np.bincount(numbers[is_grouped], weights=corpus.n_chars[is_grouped], minlength=len(names))
    table = pd.DataFrame(
        {
            "group": pd.Series(names, dtype="str").array.take(group),
            "slogan": counted.slogans.array.take(counts.slogan[order]),
            "n": n,
            "n_nested": counts.n_nested[order],
            "n_docs": counts.n_docs[order],
            "group_docs": group_docs[group],
            "rate": 10_000 * n / group_chars[group],
        }
    )
    table.insert(0, "by", by)
    return table
