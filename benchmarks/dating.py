"""Measure how well texts are dated by their slogans.

    python benchmarks/dating.py FOLDER [FOLDER …] [--piece 3000]

Each folder holds texts whose year is known, from the text itself or from a manifest.csv. The estimator
that users get has seen none of them: it knows the first uses of the lexicon and a few constants. But
a date of the lexicon may come from such a text, so the error is measured again

- without the slogans that the lexicon dates to the first quarter of the text's own year, or to that
  year without a month, or whose source is a government work report;
- with one date in ten moved by one to three years (mean of ten draws, fixed seed);
- with every constant of the model halved and doubled (the worst of them);
- on pieces of a text, as short as a district's plan.

For comparison, each text is dated by the slogans, dated or not, that the other texts of its folder
have in each year, alone and together with the lexicon. A text never takes part in its own dating, and
no year is judged by texts of that year.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.documents.corpus import Corpus, Document
from analysis.documents.ingest import read_corpus
from analysis.inference import Floats
from analysis.slogans.dating import MIN_DATED, date_documents, estimate_years, find_sightings, posterior
from analysis.slogans.dating.calendar import EVENT, FORMULA, Calendar
from analysis.slogans.lexicon import Entry, Lexicon, read_lexicon
from analysis.slogans.occurrences import find_occurrences

REPORT = "政府工作报告"
SEED, DRAWS, MOVED = 20240229, 10, 0.1
# Years after which a text weighs 1/e as much in dating another.
FADES = 1.0


def select_dated_documents(corpus: Corpus) -> list[tuple[Document, int]]:
    """The documents whose year is known, each with its year."""
    return [(document, document.metadata.year) for document in corpus if document.metadata.year]


def compute_errors(corpus: Corpus, occurrences: pd.DataFrame, calendar: Calendar) -> list[int]:
    """Estimate minus year of each document that can be dated."""
    seen = find_sightings(corpus, occurrences, calendar)
    n_dated = np.bincount(seen.text, minlength=len(corpus)).tolist()
    _, estimates, _ = estimate_years(posterior(seen, calendar), calendar).T.tolist()
    return [
        estimate - document.metadata.year
        for document, estimate, n in zip(corpus, estimates, n_dated, strict=True)
        if document.metadata.year and n >= MIN_DATED
    ]


def compute_errors_without_own_dates(
    corpus: Corpus, occurrences: pd.DataFrame, lexicon: Lexicon
) -> list[int]:
    """Errors without the slogans whose date may come from the text itself."""
    off = []
    for document, year in select_dated_documents(corpus):
        kept = Lexicon(tuple(e for e in lexicon.entries if not _may_be_from(e, year)))
        alone = replace(corpus, items=(document,))
        off += compute_errors(alone, occurrences[occurrences["doc_id"] == document.doc_id], Calendar.of(kept))
    return off


def _may_be_from(entry: Entry, year: int) -> bool:
    months = ("", "-01", "-02", "-03")
    return REPORT in entry.source or entry.first_use in [f"{year}{month}" for month in months]


def compute_errors_with_moved_dates(corpus: Corpus, occurrences: pd.DataFrame, lexicon: Lexicon) -> list[int]:
    """Errors with one date in ten moved by one to three years."""
    random, off = np.random.default_rng(SEED), []
    for _ in range(DRAWS):
        entries = tuple(
            replace(e, first_use=_move_date(e.first_use, int(random.choice([-3, -2, -1, 1, 2, 3]))))
            if e.first_use and random.random() < MOVED
            else e
            for e in lexicon.entries
        )
        off += compute_errors(corpus, occurrences, Calendar.of(Lexicon(entries)))
    return off


def _move_date(first_use: str, years: int) -> str:
    return f"{int(first_use[:4]) + years}{first_use[4:]}"


def compute_errors_with_other_constants(
    corpus: Corpus, occurrences: pd.DataFrame, lexicon: Lexicon
) -> list[int]:
    """Errors of the worst model with one constant halved or doubled."""
    worst: list[int] = []
    for name in [field.name for field in fields(FORMULA)]:
        for factor in (0.5, 2.0):
            curves = {
                kind: replace(curve, **{name: min(1.0, factor * getattr(curve, name))})
                if name != "life"
                else replace(curve, life=factor * curve.life)
                for kind, curve in (("formula", FORMULA), ("event", EVENT))
            }
            off = compute_errors(corpus, occurrences, Calendar.of(lexicon, **curves))
            worst = max(off, worst, key=lambda e: float(np.abs(e).sum()))
    return worst


def compute_errors_of_pieces(
    corpus: Corpus, occurrences: pd.DataFrame, calendar: Calendar, size: int
) -> tuple[list[int], list[bool]]:
    """Errors on pieces of about `size` characters, and whether the interval holds the year."""
    off, held = [], []
    for document, year in select_dated_documents(corpus):
        own = occurrences[occurrences["doc_id"] == document.doc_id]
        n = max(1, len(document.text) // size)
        place = (own["start"] * n // len(document.text)).to_numpy()
        for piece in range(n):
            alone = replace(corpus, items=(document,))
            seen = find_sightings(alone, own[place == piece], calendar)
            if len(seen.entry) >= MIN_DATED:
                ((low, estimate, high),) = estimate_years(posterior(seen, calendar), calendar).tolist()
                off.append(estimate - year)
                held.append(low <= year <= high)
    return off, held


def date_by_other_texts(
    corpus: Corpus, occurrences: pd.DataFrame, calendar: Calendar | None = None
) -> list[int]:
    """Errors with each text dated by the other texts of its folder and, if given, by the calendar."""
    documents = select_dated_documents(corpus)
    years = np.array([year for _, year in documents])
    table = pd.crosstab(occurrences["doc_id"], occurrences["slogan"]) > 0
    has = table.reindex([document.doc_id for document, _ in documents], fill_value=False).to_numpy()
    near = np.arange(years.min(), years.max() + 1)
    if calendar:
        corpus = replace(corpus, items=tuple(document for document, _ in documents))
        chance = posterior(find_sightings(corpus, occurrences, calendar), calendar)
        at = np.searchsorted(calendar.years, near).clip(max=len(calendar.years) - 1)
        by_lexicon = np.log(chance + 1e-300)[:, at]
    off = []
    for i, (_, year) in enumerate(documents):
        others = np.arange(len(documents)) != i
        score = _compute_likelihood(has[others], years[others], has[i], near)
        if calendar:
            score = score / 2 + by_lexicon[i]
        off.append(int(near[score.argmax()]) - year)
    return off


def _compute_likelihood(has: np.ndarray, years: np.ndarray, text: np.ndarray, near: np.ndarray) -> Floats:
    """Log likelihood of a text's slogans in each year, from texts of the years around it."""
    apart = np.abs(near[:, None] - years[None, :])
    weight = np.where(apart > 0, np.exp(-apart / FADES), 0.0)
    share = 0.02 + 0.96 * (weight @ has) / weight.sum(axis=1, keepdims=True)
    return np.asarray(np.log(np.where(text, share, 1 - share)).sum(axis=1), dtype=float)


def make_report(folder: Path, lexicon: Lexicon, piece: int) -> Iterator[str]:
    """Lines of a table in Markdown."""
    corpus = read_corpus(folder)
    occurrences = find_occurrences(corpus, lexicon=lexicon)
    calendar = Calendar.of(lexicon)
    table = date_documents(corpus, occurrences, lexicon).dropna(subset=["year", "estimate"])
    held = table["year"].between(table["low"], table["high"])
    off = (table["estimate"] - table["year"]).tolist()
    yield f"## {folder.name}: {len(corpus)} texts, {len(table)} of them dated"
    yield "| measured | mean absolute error, years | within a year | n |"
    yield "|---|---|---|---|"
    yield _format_row("lexicon alone, as shipped", off)
    yield _format_row(
        "without dates that the text may have given",
        compute_errors_without_own_dates(corpus, occurrences, lexicon),
    )
    yield _format_row("one date in ten moved", compute_errors_with_moved_dates(corpus, occurrences, lexicon))
    yield _format_row(
        "worst of halved and doubled constants",
        compute_errors_with_other_constants(corpus, occurrences, lexicon),
    )
    pieces, pieces_held = compute_errors_of_pieces(corpus, occurrences, calendar, piece)
    yield _format_row(f"pieces of {piece:,} characters", pieces)
    if len({year for _, year in select_dated_documents(corpus)}) > 5:
        yield _format_row("leave-one-out: other texts alone", date_by_other_texts(corpus, occurrences))
        yield _format_row(
            "leave-one-out: other texts and lexicon", date_by_other_texts(corpus, occurrences, calendar)
        )
    yield ""
    yield (
        f"The 95 % interval holds the year of {held.mean():.0%} of texts "
        f"and {np.mean(pieces_held):.0%} of pieces."
    )
    yield ""
    for row in table.itertuples():
        yield f"- {row.doc_id}: {row.year}, estimate {row.estimate} ({row.low}–{row.high}) {row.flag}"
    yield ""


def _format_row(name: str, off: list[int]) -> str:
    away = np.abs(np.array(off, dtype=float))
    return f"| {name} | {away.mean():.2f} | {(away <= 1).mean():.0%} | {len(away)} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--piece", type=int, default=3_000)
    arguments = parser.parse_args()
    lexicon = read_lexicon()
    for folder in arguments.folders:
        for line in make_report(folder, lexicon, arguments.piece):
            print(line)


if __name__ == "__main__":
    main()
