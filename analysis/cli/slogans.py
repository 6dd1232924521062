"""`analysis slogans`: propose phrases that are in no lexicon yet, which you accept or refuse."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.cli.printing import print_table, read_documents

SHEET = "slogans-review"
# Rows that are printed; the sheet has all.
PRINTED_ROWS = 25


def add_to(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the command with its own arguments."""
    command = commands.add_parser(
        "slogans", help="propose phrases for your own list of slogans, and apply your decisions"
    )
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("--review", action="store_true", help="write the sheet to fill in")
    what.add_argument(
        "--apply", type=Path, metavar="SHEET", help="apply the decisions in a sheet that you filled in"
    )
    command.add_argument("--processed", type=Path, default=Path("data/processed"), metavar="DIR")
    return command


def execute(arguments: argparse.Namespace) -> int:
    """Write the sheet of candidates, or apply the decisions in one."""
    return _apply_decisions(arguments) if arguments.apply else _write_sheet(arguments)


def _write_sheet(arguments: argparse.Namespace) -> int:
    from analysis.output.tables import write_table
    from analysis.slogans.discovery import find_candidates, review_sheet

    corpus = read_documents(arguments)
    sheet = review_sheet(find_candidates(corpus, jobs=arguments.jobs))
    if sheet.empty:
        print("No phrase is proposed: all candidates are in the lexicon or in your lists already.")
        return 0
    arguments.processed.mkdir(parents=True, exist_ok=True)
    write_table(arguments.processed, SHEET, sheet)
    path = arguments.processed / f"{SHEET}.csv"
    rows = [("candidate", "kind", "score", "documents", "districts", "example")]
    rows += [
        (
            row.candidate,
            row.kind,
            f"{row.score:.2f}",
            str(row.n_docs),
            str(row.n_districts),
            row.example,
        )
        for row in sheet.head(PRINTED_ROWS).itertuples()
    ]
    print_table(rows)
    print(
        f"\n{len(sheet)} phrases are in {path}. Write 是 (yes) or 否 (no) into its column decision, "
        f"correct kind and level where they are wrong, and apply it:\n\n"
        f"  analysis slogans --apply {path}\n"
    )
    return 0


def _apply_decisions(arguments: argparse.Namespace) -> int:
    from analysis.output.user_files import apply_review
    from analysis.slogans.discovery import REFUSED_FILE
    from analysis.slogans.occurrences import USER_FILE

    folder = arguments.raw.parent if arguments.raw.is_file() else arguments.raw
    user, refused = folder / USER_FILE, folder / REFUSED_FILE
    applied = apply_review(arguments.apply, user, refused)
    print(f"Accepted {len(applied.accepted)}, now in {user}.")
    print(f"Refused {len(applied.refused)}, now in {refused}; they are not proposed again.")
    if applied.already:
        print(f"Already in your lists: {len(applied.already)}.")
    if applied.n_open:
        print(f"Left open: {applied.n_open}.")
    return 0
