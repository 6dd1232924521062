"""Slogans: where each one stands, and which recur from district to district."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from analysis.documents.corpus import IDENTITY, Corpus
from analysis.documents.groups import group_numbers
from analysis.documents.structure import sections_at
from analysis.inference import dispersion
from analysis.parallel import Progress, in_chunks
from analysis.slogans.adoption import find_adoption_lags
from analysis.slogans.incidence import Incidence, Integers
from analysis.slogans.lexicon import Lexicon, read_lexicon
from analysis.slogans.mentions import Name, Names, find_mentions

if TYPE_CHECKING:
    import pandas as pd

# A user's own slogans lie beside the plans.
USER_FILE = "slogans.csv"
NAMED = ["slogan", "kind", "level", "origin"]
# Texts are looked at together, so many characters at once; between them stands what no slogan crosses.
BATCH, APART = 1_000_000, "\n\n"
OCCURRENCE_COLUMNS = [
    *IDENTITY,
    "slogan",
    "surface",
    "start",
    "end",
    "section",
    "kind",
    "level",
    "origin",
    "nested_in",
]


def find_occurrences(
    corpus: Corpus,
    *,
    lexicon: Lexicon | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Every slogan at every place of a corpus.

    Args:
        corpus: the documents.
        lexicon: known slogans; the package's own where none is given.
        jobs: processes.
        progress: called with documents done and in all.

    Returns:
        A row for each place where a slogan stands, in the order of the texts.

        doc_id: path of the file under the raw folder.
        label: short name of the document, unique in the corpus.
        place: narrowest name of its place, unique to the place.
        adcode: GB/T 2260 code of the place; empty where it is not known.
        year: the year that the plan is for; empty where it is not known.
        slogan: canonical form.
        surface: as printed.
        start: where it starts in the clean text, in characters from 0.
        end: where it ends.
        section: number of the innermost section; 0 before the first.
        kind: numeral, formula, event, campaign, document, local_brand or unclassified.
        level: of the slogan: central, provincial, local or unclassified.
        origin: lexicon, quoted, numeral or formula (a form of the genre: 建党100周年; 同部署、同落实、同考核).
        nested_in: the longer slogan around it; empty at the top.
    """

    lexicon = lexicon or read_lexicon(corpus.root / USER_FILE)
    # Only what is looked at travels to another process.
    texts = [document.text for document in corpus]
    parts = in_chunks(partial(_find_in_slice, lexicon), texts, jobs=jobs, progress=progress)
    names = Names(lexicon)
    own = len(names.known)
    for part in parts:
        built = np.array([names.number(name) for name in part.built], dtype=np.int64)
        number = np.append(np.arange(own), built)
        part.name[:], part.around[:] = number[part.name], number[part.around]
    return _occurrence_table(corpus, parts, [*names.known, *names.built])


@dataclass(frozen=True)
class _Found:
    """The occurrences in some texts; integers travel between processes, names only once."""

    built: list[Name]
    n: Integers
    start: Integers
    end: Integers
    name: Integers
    around: Integers


def _find_in_slice(lexicon: Lexicon, texts: Sequence[str]) -> list[_Found]:
    names = Names(lexicon)
    parts = [_find_together(batch, lexicon, names) for batch in _batches(texts)]
    columns = (np.concatenate(column) for column in zip(*parts, strict=True))
    return [_Found(list(names.built), *columns)]


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Texts to be looked at together: enough of them, and not more than fit into memory."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    yield batch


def _find_together(texts: list[str], lexicon: Lexicon, names: Names) -> tuple[Integers, ...]:
    """How many slogans each text has, and where they stand in it."""
    found = find_mentions(APART.join(texts), lexicon, names)
    begins = np.cumsum([0, *(len(text) + len(APART) for text in texts)])
    bounds = found.start.searchsorted(begins)
    n = np.diff(bounds)
    begin = begins[:-1].repeat(n)
    return n, found.start - begin, found.end - begin, found.name, found.around


def _occurrence_table(corpus: Corpus, parts: list[_Found], names: list[Name]) -> pd.DataFrame:
    import pandas as pd

    def joined(column: str) -> Integers:
        arrays = [getattr(part, column) for part in parts]
        return np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int64)

    n, start, end = joined("n"), joined("start"), joined("end")
    starts, ends = start.tolist(), end.tolist()
    surfaces: list[str] = []
    sections: list[int] = []
    for document, (a, b) in zip(corpus, pairwise(np.cumsum([0, *n]).tolist()), strict=True):
        text, here = document.text, starts[a:b]
        surfaces += [text[begin:stop] for begin, stop in zip(here, ends[a:b], strict=True)]
        sections += sections_at(document.sections, here)
    known = pd.DataFrame([name[:4] for name in names], columns=NAMED, dtype="str")
    name = joined("name")
    data = {
        **corpus.identify(np.arange(len(corpus)).repeat(n)),
        "surface": pd.Series(surfaces, dtype="str"),
        "start": start,
        "end": end,
        "section": np.array(sections, dtype=np.int64),
        "nested_in": known["slogan"].array.take(joined("around")),
        **{column: known[column].array.take(name) for column in NAMED},
    }
    return pd.DataFrame(data)[OCCURRENCE_COLUMNS]


def find_slogans(
    corpus: Corpus,
    occurrences: pd.DataFrame | Incidence | None = None,
    *,
    lexicon: Lexicon | None = None,
) -> pd.DataFrame:
    """The slogans of a corpus, a row each, the most widespread first.

    Args:
        corpus: the documents.
        occurrences: from `find_occurrences`, where they were found already.
        lexicon: known slogans, for the first use of each.

    Returns:
        A row for each slogan, the most widespread first.

        slogan: canonical form.
        kind: numeral, formula, event, campaign, document, local_brand or unclassified.
        level: of the slogan: central, provincial, local or unclassified.
        first_use: YYYY or YYYY-MM, of the lexicon; empty where it is not known.
        n: occurrences.
        n_nested: of these, inside a longer slogan.
        n_docs: documents that have it.
        n_districts: known districts that have it; documents of unknown place add none.
        share_docs: share of all documents that have it, 0 to 1.
        rate: occurrences per 10,000 characters of the corpus.
        dispersion: DPnorm, 0 even to 1 uneven (Gries 2008; Lijffijt and Gries 2012); empty with fewer
            than 5 documents or 2 occurrences.
        first_year: first plan year that has it.
        last_year: last plan year that has it.
        adoption_lag: years from first_use to first_year; below 0 where a plan has it earlier (an event
            named ahead, or a doubtful date); `adoption_lag_censored` of `life_cycles` says where it may be
            shorter in truth.
        origin: lexicon, quoted, numeral or formula.
    """
    import pandas as pd

    lexicon = lexicon or read_lexicon(corpus.root / USER_FILE)
    found = find_occurrences(corpus, lexicon=lexicon) if occurrences is None else occurrences
    told = Incidence.of(corpus, found)
    first_use = {entry.slogan: entry.first_use for entry in lexicon.entries}
    table = told.occurrences[NAMED].take(told.first).reset_index(drop=True)
    dates = [first_use.get(slogan, "") for slogan in told.slogans.tolist()]
    table["first_use"] = pd.Series(dates, dtype="str")
    table["n"] = np.bincount(told.slogan, minlength=len(table))
    table["n_nested"] = np.bincount(told.slogan[told.is_nested], minlength=len(table))
    table["n_docs"] = np.bincount(told.counts.slogan, minlength=len(table))
    table["n_districts"] = _districts(corpus, told)
    table["first_year"], table["last_year"] = _extent(corpus.identities["year"], told)
    table["share_docs"] = table["n_docs"] / max(1, len(corpus))
    table["rate"] = 10_000 * table["n"] / max(1, int(corpus.n_chars.sum()))
    table["dispersion"] = _dispersion(corpus, told)
    table["adoption_lag"] = find_adoption_lags(table["first_year"], table["first_use"])
    columns = [
        "slogan",
        "kind",
        "level",
        "first_use",
        "n",
        "n_nested",
        "n_docs",
        "n_districts",
        "share_docs",
        "rate",
        "dispersion",
        "first_year",
        "last_year",
        "adoption_lag",
        "origin",
    ]
    whole = dict.fromkeys(("first_year", "last_year", "adoption_lag"), "Int64")
    table = table[columns].astype(whole)
    return table.sort_values(
        ["n_districts", "n_docs", "n", "slogan"], ascending=[False, False, False, True]
    ).reset_index(drop=True)


def _districts(corpus: Corpus, told: Incidence) -> np.ndarray:
    """In how many districts each slogan stands."""
    _, place = group_numbers(corpus, by="district")
    # A document of unknown place may come from any district, so it adds none.
    known = np.where([document.is_located for document in corpus], place, -1)
    return np.bincount(told.counts.by(known).slogan, minlength=len(told.slogans))


def _extent(year: pd.Series, told: Incidence) -> Iterator[pd.Series]:
    """The first and the last year of the documents with each slogan."""
    import pandas as pd

    column, years = pd.factorize(year, sort=True)
    in_years = told.counts.by(column)
    first, last = np.full((2, len(told.slogans)), -1)
    # They come in the order of their years; of several values for one place the last one stays.
    first[in_years.slogan[::-1]] = in_years.group[::-1]
    last[in_years.slogan] = in_years.group
    for edge in (first, last):
        yield years.take(edge, allow_fill=True)


def _dispersion(corpus: Corpus, told: Incidence) -> np.ndarray:
    """DPnorm of each slogan."""
    from scipy import sparse

    counts, shape = told.counts, (len(told.slogans), len(corpus))
    cells = sparse.coo_matrix((counts.n, (counts.slogan, counts.group)), shape=shape)
    return dispersion(cells.tocsr(), corpus.n_chars)[1]


def slogans_by(
    corpus: Corpus, occurrences: pd.DataFrame | Incidence, *, by: str = "district"
) -> pd.DataFrame:
    """How often each slogan stands in each district, or in each year.

    Args:
        corpus: the documents.
        occurrences: from `find_occurrences`, as they are or counted already (`Incidence.of`).
        by: "district" or "year".

    Returns:
        A row for each slogan that a group has, by group and slogan.

        by: district or year.
        group: name of the district, or the year.
        slogan: canonical form.
        n: occurrences in the group.
        n_nested: of these, inside a longer slogan.
        n_docs: documents of the group that have it.
        group_docs: documents of the group.
        rate: occurrences per 10,000 characters of the group.

    Raises:
        ValueError: `by` is neither.
    """
    import pandas as pd

    names, numbers = group_numbers(corpus, by=by)
    told = Incidence.of(corpus, occurrences)
    counts = told.counts.by(numbers)
    order = np.lexsort((counts.slogan, counts.group))
    group, n = counts.group[order], counts.n[order]
    known = numbers >= 0
    size = np.bincount(numbers[known], minlength=len(names))
    n_chars = np.bincount(numbers[known], weights=corpus.n_chars[known], minlength=len(names))
    table = {
        "group": pd.Series(names, dtype="str").array.take(group),
        "slogan": told.slogans.array.take(counts.slogan[order]),
        "n": n,
        "n_nested": counts.n_nested[order],
        "n_docs": counts.n_docs[order],
        "group_docs": size[group],
        "rate": 10_000 * n / n_chars[group],
    }
    table = pd.DataFrame(table)
    table.insert(0, "by", by)
    return table
