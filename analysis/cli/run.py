"""`analysis run`: read the plans, write tables, figures and notebooks."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.cli.printing import bar_of
from analysis.documents.corpus import Status
from analysis.documents.problems import find_problems
from analysis.settings import read_settings

if TYPE_CHECKING:
    from analysis.pipeline.run import Outcome, Run


def add_to(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """The command's own arguments."""
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


def do(told: argparse.Namespace) -> int:
    """Run, and say what was kept, what was rejected and why, where the results are."""
    from analysis.pipeline import run as pipeline

    settings = read_settings(told.settings)
    if told.fresh:
        pipeline.clear_results(told.processed)
    notebooks = Path("notebooks")
    plan = pipeline.Run(
        raw=told.raw,
        processed=told.processed,
        figures=None if told.no_figures else told.figures,
        notebooks=None if told.no_notebooks or not notebooks.is_dir() else notebooks,
        jobs=told.jobs,
        settings=settings,
        progress_of=bar_of,
    )
    _tell(pipeline.run(plan), plan)
    return 0


def _tell(outcome: Outcome, plan: Run) -> None:
    from analysis.pipeline.run import notebooks_of

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
    for status in (Status.REJECTED, Status.DUPLICATE, Status.IGNORED):
        rows = [row for row in corpus.ledger_rows if row.status == status]
        for row in rows[:20]:
            print(f"  {status}: {row.path} — {row.detail}")
        if len(rows) > 20:
            print(f"  {status}: and {len(rows) - 20} more; see ledger.csv")
    slogans = outcome.tables["slogans"]
    recurring = int((slogans["n_districts"] >= 2).sum())
    print(f"Slogans: {len(slogans)}, of which {recurring} stand in two known districts or more.")
    print(f"Tables:  {plan.processed}")
    if plan.figures is not None:
        print(f"Figures: {plan.figures} ({len(outcome.figures)}, each as PNG, SVG and PDF)")
    if plan.notebooks is not None:
        print(f"Notebooks run again: {notebooks_of(plan)}")
    problems = find_problems(corpus)
    unsure = list(dict.fromkeys(problems.loc[problems["field"] != "file", "path"]))
    if unsure:
        more = f" and {len(unsure) - 10} more" if len(unsure) > 10 else ""
        print(f"Needs your attention: {'、'.join(unsure[:10])}{more}. `analysis check` says why.")
