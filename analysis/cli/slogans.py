"""`analysis slogans --review`: phrases that no lexicon has, for a person to accept or refuse."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.cli.printing import print_table, read

if TYPE_CHECKING:
    from analysis.slogans.discovery import Judged

SHEET = "slogans-review"
# As many are printed; the sheet has all.
SHOWN = 25


def add_to(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """The command's own arguments."""
    command = commands.add_parser(
        "slogans", help="propose phrases for your own list of slogans, and take in what you decide"
    )
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("--review", action="store_true", help="write the sheet to fill in")
    what.add_argument("--apply", type=Path, metavar="SHEET", help="take in a sheet filled in")
    command.add_argument("--processed", type=Path, default=Path("data/processed"), metavar="DIR")
    return command


def do(told: argparse.Namespace) -> int:
    """Write the sheet of candidates, or take in the decisions of one."""
    return _apply(told) if told.apply else _review(told)


def _review(told: argparse.Namespace) -> int:
    from analysis.output.tables import write_table
    from analysis.slogans.discovery import find_candidates, review_sheet

    corpus = read(told)
    sheet = review_sheet(find_candidates(corpus, jobs=told.jobs))
    if sheet.empty:
        print("No phrase is proposed: the lexicon and your lists know all that stands out.")
        return 0
    told.processed.mkdir(parents=True, exist_ok=True)
    write_table(told.processed, SHEET, sheet)
    path = told.processed / f"{SHEET}.csv"
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
        for row in sheet.head(SHOWN).itertuples()
    ]
    print_table(rows)
    print(
        f"\n{len(sheet)} phrases are in {path}. Write 是 (yes) or 否 (no) into its column decision, "
        f"mend kind and level where they are wrong, and give it back:\n\n"
        f"  analysis slogans --apply {path}\n"
    )
    return 0


def _apply(told: argparse.Namespace) -> int:
    from analysis.slogans.discovery import REFUSED_FILE, apply_review
    from analysis.slogans.occurrences import USER_FILE

    user, refused = told.raw / USER_FILE, told.raw / REFUSED_FILE
    _tell(apply_review(told.apply, user, refused), user, refused)
    return 0


def _tell(judged: Judged, user: Path, refused: Path) -> None:
    print(f"Accepted {len(judged.accepted)}, now in {user}.")
    print(f"Refused {len(judged.refused)}, now in {refused}; they are not proposed again.")
    if judged.already:
        print(f"There already: {len(judged.already)}.")
    if judged.open:
        print(f"Left open: {judged.open}.")
