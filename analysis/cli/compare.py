"""`analysis compare A B`: how alike two documents are, and why, on one page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.cli.printing import measure_width, pad, read_documents

if TYPE_CHECKING:
    import pandas as pd

    from analysis.comparison.pair import Comparison
    from analysis.comparison.similarity import FrozenWeights
    from analysis.documents.corpus import Corpus, Document

WIDTH = 96
SHOWN_TERMS = 12
# A list of slogans has at most this many lines; the rest is counted.
SLOGAN_LINES = 4
PARTS = {
    "central": "slogans of the centre",
    "local": "slogans of provinces and below",
    "generic": "set expressions of official language",
    "unclassified": "slogans of unknown level",
    "sector": "words that half of the other documents have too",
    "other": "other words",
}


def add_to(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the command with its own arguments."""
    command = commands.add_parser("compare", help="show how alike two documents are, and why, on one page")
    for name in ("a", "b"):
        command.add_argument(name, metavar=name.upper(), help="label or path, for example “西湖区 2022”")
    command.add_argument("--processed", type=Path, default=Path("data/processed"), metavar="DIR")
    return command


def execute(arguments: argparse.Namespace) -> int:
    """Print the page of two documents."""
    from analysis.comparison.pair import compare_pair
    from analysis.slogans.occurrences import find_occurrences
    from analysis.tokens import tokenize

    corpus = read_documents(arguments)
    for name in (arguments.a, arguments.b):
        corpus[name]  # an unknown name is reported before the long work begins
    occurrences = find_occurrences(corpus, jobs=arguments.jobs)
    tokens = tokenize(corpus, occurrences, jobs=arguments.jobs)
    try:
        page = compare_pair(
            tokens,
            occurrences,
            arguments.a,
            arguments.b,
            frozen_weights=_read_frozen_weights(arguments.processed),
        )
    except ValueError as error:
        print(f"analysis: {error}", file=sys.stderr)
        return 1
    for block in (
        [_describe_document("A", page.a), _describe_document("B", page.b)],
        _list_scores(page),
        _list_parts(page),
        _list_slogans(page),
        _list_sections(page),
    ):
        print("\n".join(block) + "\n")
    print(_describe_limits(corpus, page))
    return 0


def _read_frozen_weights(processed: Path) -> FrozenWeights | None:
    """The frozen weights of the last run; None if there was no run."""
    from analysis.comparison.similarity import FrozenWeights
    from analysis.output.folders import find_frozen_weights

    path = find_frozen_weights(processed)
    return FrozenWeights.read(path) if path else None


def _describe_document(side: str, document: Document) -> str:
    title = document.metadata.title
    return f"{side}  {document.label}{f'  {title}' if title else ''}  ({document.doc_id})"


def _list_scores(page: Comparison) -> list[str]:
    scores = page.scores
    rows = [("HOW ALIKE (0 to 1)", "score", "95 % interval")]
    rows += [
        (name, f"{scores[column]:.3f}", _format_interval(scores, low, high))
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
    width = max(measure_width(row[0]) for row in rows)
    lines = [f"{pad(name, width)}  {score:>5}  {interval}" for name, score, interval in rows]
    return [*lines, _compare_with_usual(page)]


def _format_interval(scores: pd.Series, low: str, high: str) -> str:
    if scores[low] != scores[low]:
        return "none: a document has fewer than three sections or paragraphs"
    return f"{scores[low]:.3f} – {scores[high]:.3f}"


def _compare_with_usual(page: Comparison) -> str:
    scores = page.scores
    if not scores["expected_from"]:
        return "What such plans usually score is unknown: there are fewer than five other pairs."
    kind = {
        "years and levels": "of the same years and levels",
        "years apart and levels": "as many years apart and of the same levels",
        "levels": "of the same levels",
        "corpus": "of the corpus",
    }[scores["expected_from"]]
    verdicts = {"more": "more alike than usual", "less": "less alike than usual"}
    verdict = verdicts.get(scores["than_usual"], "as alike as usual")
    return f"The {scores['n_expected']} other pairs {kind} score {scores['expected']:.3f}: {verdict}."


def _list_parts(page: Comparison) -> list[str]:
    lines = ["WHAT THE SCORE IS MADE OF"]
    for row in page.parts[page.parts["n_terms"] > 0].itertuples():
        lines.append(f"{row.contribution:.3f}  {row.share:4.0%}  {PARTS[row.part]} ({row.n_terms} shared)")
    heaviest = page.terms.head(SHOWN_TERMS)
    items = [f"{row.term} {row.contribution:.3f}" for row in heaviest.itertuples()]
    return [*lines, *_wrap_items("weightiest: ", items)]


def _list_slogans(page: Comparison) -> list[str]:
    lines = ["SLOGANS (how often in A : B; * first used after the year of the other)"]
    for name, where in (("in both", "both"), ("only in A", "a"), ("only in B", "b")):
        table = page.slogans[page.slogans["found_in"] == where]
        items = [f"{row.slogan} {_format_counts(row)}" for row in table.itertuples()]
        lines += _wrap_items(f"{name} ({len(table)}): ", items or ["none"], max_lines=SLOGAN_LINES)
    return lines


def _format_counts(row: object) -> str:
    n_a, n_b, newer = (getattr(row, name) for name in ("n_a", "n_b", "newer"))
    return f"{n_a}:{n_b}" if n_a and n_b else f"{n_a or n_b}{'*' if newer else ''}"


def _list_sections(page: Comparison) -> list[str]:
    lines = ["CORRESPONDING SECTIONS (= each is the other's best match)"]
    if page.sections.empty:
        return [*lines, "none: a document has no headings, or no words in common below them"]
    table = page.sections
    width = max(measure_width(_shorten(heading)) for heading in table["heading_a"])
    for row in table.itertuples():
        sign = "=" if row.mutual else "~"
        left = pad(_shorten(str(row.heading_a)), width)
        lines.append(f"{row.score:.3f}  {left}  {sign}  {_shorten(str(row.heading_b))}")
    return lines


def _shorten(heading: str) -> str:
    return heading if len(heading) <= 20 else heading[:19] + "…"


def _describe_limits(corpus: Corpus, page: Comparison) -> str:
    text = (
        f"Weighted in a corpus of {len(corpus)} documents. An interval shows how much a score "
        "depends on the sections that these two plans happen to have."
    )
    years = {document.metadata.year for document in (page.a, page.b)}
    if len(set(corpus.places)) > 1 and len(years) > 1:
        text += " The two are of different years: what differs may be the year's, not the place's."
    for document in (page.a, page.b):
        meta = document.metadata
        if meta.year_end:
            text += f" {document.label} is a plan for {meta.year}–{meta.year_end}."
    return "\n".join(_wrap_items("", text.split(" "), between=" "))


def _wrap_items(head: str, items: list[str], *, between: str = ", ", max_lines: int = 99) -> list[str]:
    """Write items behind a head, in lines as wide as the page; items beyond `max_lines` lines are counted."""
    lines: list[str] = []
    line = head
    for position, item in enumerate(items):
        longer = line + ("" if line in (head, "    ") else between) + item
        if measure_width(longer) <= WIDTH:
            line = longer
        elif len(lines) + 1 == max_lines:
            return [*lines, f"{line} … and {len(items) - position} more"]
        else:
            lines.append(line)
            line = (" " * 4 if head else "") + item
    return [*lines, line]
