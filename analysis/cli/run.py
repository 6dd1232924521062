"""`analysis run`: read the plans, write tables, figures and notebooks."""

from __future__ import annotations

import argparse
import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.cli.printing import create_bar
from analysis.documents.corpus import Status
from analysis.documents.problems import needs_attention
from analysis.settings import read_settings

if TYPE_CHECKING:
    from analysis.pipeline.run import Outcome, Run


def add_to(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the command with its own arguments."""
    command = commands.add_parser("run", help="read the plans, write tables, figures and notebooks")
    command.add_argument("--processed", type=Path, default=Path("data/processed"), metavar="DIR")
    command.add_argument("--figures", type=Path, default=Path("figures"), metavar="DIR")
    command.add_argument("--no-figures", action="store_true", help="draw no figures")
    command.add_argument("--no-notebooks", action="store_true", help="leave the notebooks as they are")
    command.add_argument(
        "--fresh",
        action="store_true",
        help="first delete the tables and the frozen weights of earlier runs",
    )
    return command


def execute(arguments: argparse.Namespace) -> int:
    """Run, and print what was kept, what was rejected and why, and where the results are."""
    from analysis.pipeline import run as pipeline

    settings = read_settings(arguments.settings)
    if arguments.fresh:
        pipeline.clear_results(arguments.processed)
    notebooks = Path("notebooks")
    plan = pipeline.Run(
        raw=arguments.raw,
        processed=arguments.processed,
        figures=None if arguments.no_figures else arguments.figures,
        notebooks=None if arguments.no_notebooks or not notebooks.is_dir() else notebooks,
        jobs=arguments.jobs,
        settings=settings,
        progress_of=create_bar,
    )
    with pause_garbage_collection():
        outcome = pipeline.run(plan)
    _print_summary(outcome, plan)
    return 0


@contextmanager
def pause_garbage_collection() -> Iterator[None]:
    """Pause garbage collection: a run makes millions of small objects and hardly a reference cycle.

    On 2,000 generated plans the search for cycles takes 8 % of the processor time of a whole run.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # the objects that are left are not searched either when the process ends
        gc.enable()


def _print_summary(outcome: Outcome, plan: Run) -> None:
    from analysis.pipeline.run import choose_notebook_folder

    corpus = outcome.corpus
    counts = Counter(row.status for row in corpus.ledger_rows)
    years = sorted({d.metadata.year for d in corpus if d.metadata.year})
    known = {place for place, document in zip(corpus.places, corpus, strict=True) if document.is_located}
    unknown = sum(not document.is_located for document in corpus)
    print(
        f"Kept {counts[Status.KEPT]} of {len(corpus.ledger_rows)} files: {len(known)} districts"
        f"{f' and {unknown} of unknown place' if unknown else ''}, "
        f"{f'{years[0]}–{years[-1]}' if years else 'no year known'}."
    )
    for status in (Status.SET_ASIDE, Status.REJECTED, Status.DUPLICATE, Status.IGNORED):
        rows = [row for row in corpus.ledger_rows if row.status == status]
        if status == Status.SET_ASIDE and rows:
            reasons = Counter(row.reason for row in rows).most_common()
            kinds = ", ".join(f"{n} {reason}" for reason, n in reasons)
            print(f"Set aside as no plans: {len(rows)} ({kinds}).")
        for row in rows[:20]:
            print(f"  {status}: {row.path} — {row.write_detail(plan.settings.language)}")
        if len(rows) > 20:
            print(f"  {status}: and {len(rows) - 20} more; see ledger.csv")
    for name, column in corpus.variable_columns.items():
        if name != column:
            print(f"Your column {name} is {column} in documents, because {name} is a column of ours.")
    slogans = outcome.tables["slogans"]
    recurring = int((slogans["n_districts"] >= 2).sum())
    print(f"Slogans: {len(slogans)}, {recurring} of them in two known districts or more.")
    print(f"Tables:  {plan.processed}")
    if plan.figures is not None:
        print(f"Figures: {plan.figures} ({len(outcome.figures)}, each as PNG, SVG and PDF)")
    if plan.notebooks is not None:
        print(f"Notebooks run again: {choose_notebook_folder(plan)}")
    paths = [document.doc_id for document in corpus if needs_attention(document)]
    if paths:
        more = f" and {len(paths) - 10} more" if len(paths) > 10 else ""
        print(f"Needs your attention: {', '.join(paths[:10])}{more}. `analysis check` says why.")
