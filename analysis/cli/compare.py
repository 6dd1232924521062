"""`analysis compare A B`: two documents on one page, with what a score is made of."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.cli.printing import padded, read, width_of

if TYPE_CHECKING:
    import pandas as pd

    from analysis.comparison.pair import Comparison
    from analysis.comparison.similarity import FrozenWeights
    from analysis.documents.corpus import Corpus, Document

WIDTH = 96
SHOWN_TERMS = 12
# Lines of a list of slogans; the rest is counted.
SHOWN_LINES = 4
PARTS = {
    "central": "slogans of the centre",
    "local": "slogans of provinces and below",
    "unclassified": "slogans of unknown level",
    "sector": "words that half of the other documents have too",
    "other": "other words",
}


def add_to(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """The command's own arguments."""
    command = commands.add_parser("compare", help="two documents on one page: how alike, and why")
    for name in ("a", "b"):
        command.add_argument(name, metavar=name.upper(), help="label or path, as 「西湖区 2022」")
    command.add_argument("--processed", type=Path, default=Path("data/processed"), metavar="DIR")
    return command


def do(told: argparse.Namespace) -> int:
    """Print the page."""
    from analysis.comparison.pair import compare_pair
    from analysis.slogans.occurrences import find_occurrences
    from analysis.tokens import tokenize

    corpus = read(told)
    for name in (told.a, told.b):
        corpus[name]  # a name that is not there is told before the long work
    found = find_occurrences(corpus, jobs=told.jobs)
    tokens = tokenize(corpus, found, jobs=told.jobs)
    try:
        page = compare_pair(
            tokens, found, told.a, told.b, frozen_weights=_read_frozen_weights(told.processed)
        )
    except ValueError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 1
    for block in (_head(page), _scores(page), _why(page), _slogans(page), _sections(page)):
        print("\n".join(block) + "\n")
    print(_limits(corpus, page))
    return 0


def _read_frozen_weights(processed: Path) -> FrozenWeights | None:
    """The frozen weights of the last run, where there was one."""
    from analysis.comparison.similarity import FrozenWeights
    from analysis.output.folders import find_frozen_weights

    path = find_frozen_weights(processed)
    return FrozenWeights.from_json(path.read_text("utf-8")) if path else None


def _head(page: Comparison) -> list[str]:
    return [_named("A", page.a), _named("B", page.b)]


def _named(side: str, document: Document) -> str:
    title = document.metadata.title
    return f"{side}  {document.label}{f'  {title}' if title else ''}  ({document.doc_id})"


def _scores(page: Comparison) -> list[str]:
    scores = page.scores
    rows = [("HOW ALIKE (0 to 1)", "score", "95 % interval")]
    rows += [
        (name, f"{scores[column]:.3f}", _interval(scores, column, low, high))
        for name, column, low, high in (
            ("words, slogans whole (TF-IDF cosine)", "score", "low", "high"),
            ("the same by the frozen weights", "score_frozen", "frozen_low", "frozen_high"),
            ("three hanzi in a row (TF-IDF cosine)", "shingle", "shingle_low", "shingle_high"),
            (
                "share of A's shingles that B has",
                "containment_ab",
                "containment_ab_low",
                "containment_ab_high",
            ),
            (
                "share of B's shingles that A has",
                "containment_ba",
                "containment_ba_low",
                "containment_ba_high",
            ),
        )
        if scores[column] == scores[column]
    ]
    width = max(width_of(row[0]) for row in rows)
    lines = [f"{padded(name, width)}  {score:>5}  {interval}" for name, score, interval in rows]
    return [*lines, _usual(page)]


def _interval(scores: pd.Series, column: str, low: str, high: str) -> str:
    if scores[low] != scores[low]:
        return "none: a document has fewer than three sections or paragraphs"
    return f"{scores[low]:.3f} – {scores[high]:.3f}"


def _usual(page: Comparison) -> str:
    scores = page.scores
    if not scores["expected_from"]:
        return "What such plans usually score can't be told: fewer than five other pairs."
    kind = {
        "years and levels": "of the same years and levels",
        "years apart and levels": "as many years apart and of the same levels",
        "levels": "of the same levels",
        "corpus": "of the corpus",
    }[scores["expected_from"]]
    told = {"more": "more alike than usual", "less": "less alike than usual"}
    verdict = told.get(scores["than_usual"], "as alike as usual")
    return f"The {scores['n_expected']} other pairs {kind} score {scores['expected']:.3f}: {verdict}."


def _why(page: Comparison) -> list[str]:
    lines = ["WHAT THE SCORE IS MADE OF"]
    for row in page.parts[page.parts["n_terms"] > 0].itertuples():
        lines.append(f"{row.contribution:.3f}  {row.share:4.0%}  {PARTS[row.part]} ({row.n_terms} shared)")
    heaviest = page.terms.head(SHOWN_TERMS)
    told = [f"{row.term} {row.contribution:.3f}" for row in heaviest.itertuples()]
    return [*lines, *_wrapped("weightiest: ", told)]


def _slogans(page: Comparison) -> list[str]:
    lines = ["SLOGANS (how often in A : B; * came up only after the other's year)"]
    for name, where in (("in both", "both"), ("only in A", "a"), ("only in B", "b")):
        table = page.slogans[page.slogans["found_in"] == where]
        told = [f"{row.slogan} {_count(row)}" for row in table.itertuples()]
        lines += _wrapped(f"{name} ({len(table)}): ", told or ["none"], most=SHOWN_LINES)
    return lines


def _count(row: object) -> str:
    n_a, n_b, newer = (getattr(row, name) for name in ("n_a", "n_b", "newer"))
    return f"{n_a}:{n_b}" if n_a and n_b else f"{n_a or n_b}{'*' if newer else ''}"


def _sections(page: Comparison) -> list[str]:
    lines = ["SECTIONS THAT ANSWER TO EACH OTHER (= each other's best match)"]
    if page.sections.empty:
        return [*lines, "none: a document has no headings, or no words in common below them"]
    table = page.sections
    width = max(width_of(_short(heading)) for heading in table["heading_a"])
    for row in table.itertuples():
        sign = "=" if row.mutual else "~"
        left = padded(_short(str(row.heading_a)), width)
        lines.append(f"{row.score:.3f}  {left}  {sign}  {_short(str(row.heading_b))}")
    return lines


def _short(heading: str) -> str:
    return heading if len(heading) <= 20 else heading[:19] + "…"


def _limits(corpus: Corpus, page: Comparison) -> str:
    told = (
        f"Weighed in a corpus of {len(corpus)} documents. Intervals tell how far a score hangs on "
        "the sections these two plans happen to have."
    )
    years = {document.metadata.year for document in (page.a, page.b)}
    if len(set(corpus.places)) > 1 and len(years) > 1:
        told += " The two are of different years: what differs may be the year's, not the place's."
    return "\n".join(_wrapped("", told.split(" "), between=" "))


def _wrapped(head: str, items: list[str], *, between: str = "，", most: int = 99) -> list[str]:
    """Items after a head, in lines of the width of the page; what is beyond `most` lines is counted."""
    lines: list[str] = []
    line = head
    for at, item in enumerate(items):
        longer = line + ("" if line in (head, "    ") else between) + item
        if width_of(longer) <= WIDTH:
            line = longer
        elif len(lines) + 1 == most:
            return [*lines, f"{line} … and {len(items) - at} more"]
        else:
            lines.append(line)
            line = (" " * 4 if head else "") + item
    return [*lines, line]
