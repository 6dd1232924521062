"""The sheet in which the user judges candidates, and the decisions in a filled one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis.slogans.discovery.user_files import ReviewError, check_categories, clean_cell, open_csv
from analysis.slogans.lexicon import SloganLevel

if TYPE_CHECKING:
    import pandas as pd

SHEET_COLUMNS = [
    "decision",
    "candidate",
    "kind",
    "level",
    "variants",
    "score",
    "n",
    "n_docs",
    "n_districts",
    "first_year",
    "last_year",
    "origin",
    "evidence",
    "example",
]
NEEDED_COLUMNS = ("decision", "candidate", "kind", "level")
# The columns of a filled sheet that are read.
READ_COLUMNS = (*NEEDED_COLUMNS, "variants", "origin")
YES = ("是", "yes", "y", "1", "true", "对", "√", "✓")
NO = ("否", "no", "n", "0", "false", "不", "×", "✗")
# Candidates are related if one contains the other and the shorter has at most so many characters.
LONGEST_PART = 30


class Decisions(NamedTuple):
    """The decisions of a filled sheet.

    Attributes:
        accepted: rows of the phrases that are slogans, with the cells by column.
        refused: rows of the phrases that are not.
        n_open: number of rows without a decision.
    """

    accepted: tuple[dict[str, str], ...]
    refused: tuple[dict[str, str], ...]
    n_open: int


def review_sheet(candidates: pd.DataFrame) -> pd.DataFrame:
    """List the candidates that the lexicon lacks, in the order in which to work through them.

    Args:
        candidates: from `find_candidates`.

    Returns:
        A row for each candidate that the lexicon lacks, the best first, and right behind each the phrases
        that hold it or that it holds.

        decision: empty: write 是 or 否.
        candidate: the phrase.
        kind: a guess: numeral, formula, event, campaign, local_brand or document.
        level: a guess: local where at most one district has it, else central.
        variants: empty; write other forms with | between them.
        score: 0 to 1: what speaks for it and against it added up; it ranks and is not a probability.
        n: occurrences.
        n_docs: documents that have it.
        n_districts: known districts that have it.
        first_year: first plan year that has it.
        last_year: last plan year that has it.
        origin: how it was found: quoted, numeral, parallel, recurring or template; see `find_candidates`.
        evidence: why it is proposed, a sentence.
        example: a place with 20 characters on each side.
    """
    sheet = candidates[~candidates["known"].astype(bool)].reset_index(drop=True)
    sheet = sheet.iloc[_order_related(list(sheet["candidate"]))].reset_index(drop=True)
    levels = {True: str(SloganLevel.CENTRAL), False: str(SloganLevel.LOCAL)}
    level = sheet["n_districts"].gt(1).map(levels)
    sheet = sheet.assign(decision="", level=level.astype("str"), variants="")
    return sheet[SHEET_COLUMNS].astype({"decision": "str", "variants": "str"})


def _order_related(names: Sequence[str]) -> list[int]:
    """The order of rows in which each phrase is followed by those that contain it or that it contains."""
    row_of = {name: row for row, name in enumerate(names)}
    related: list[set[int]] = [set() for _ in names]
    for row, name in enumerate(names):
        for start in range(len(name)):
            for end in range(start + 2, min(len(name), start + LONGEST_PART) + 1):
                part = row_of.get(name[start:end])
                if part is not None:
                    related[row].add(part)
                    related[part].add(row)
    order: dict[int, None] = {}
    for row in range(len(names)):
        if row not in order:
            order |= dict.fromkeys([row, *sorted(related[row])])
    return list(order)


def read_decisions(sheet: Path) -> Decisions:
    """Read the decisions of a filled sheet.

    Args:
        sheet: `review_sheet` as CSV with the column decision filled in: 是 or yes, 否 or no; an
            empty cell leaves a row open. UTF-8, GB 18030, or what Excel calls Unicode text.

    Returns:
        The rows by decision.

    Raises:
        ReviewError: a column is missing, a decision is neither yes nor no, an accepted row has a
            kind or level that does not exist, or one phrase has two decisions.
    """
    accepted: dict[str, dict[str, str]] = {}
    refused: dict[str, dict[str, str]] = {}
    n_open = 0
    for where, row in _read_sheet(sheet):
        decision = row["decision"].casefold()
        phrase = row["slogan"] = row["candidate"]
        if not decision:
            n_open += 1
            continue
        if decision not in YES + NO:
            raise ReviewError(f"{where}: decision is “{row['decision']}”. Write 是 or 否, or leave it empty.")
        if not phrase:
            raise ReviewError(f"{where}: candidate is empty. Write the slogan or delete the row.")
        same, opposite = (accepted, refused) if decision in YES else (refused, accepted)
        if phrase in opposite:
            raise ReviewError(f"{where}: “{phrase}” has another decision further up. Keep one.")
        if decision in YES:
            check_categories(row, where)
        same[phrase] = row
    return Decisions(tuple(accepted.values()), tuple(refused.values()), n_open)


def _read_sheet(sheet: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a filled sheet, each with the file and line to name in error messages."""
    reader = open_csv(sheet.read_bytes())
    columns = reader.fieldnames or []
    missing = [name for name in NEEDED_COLUMNS if name not in columns]
    if missing:
        raise ReviewError(
            f"{sheet.name}, line 1: there is no column {missing[0]}. Fill in the sheet that the review made, "
            "and keep its first line."
        )
    for row in reader:
        cells = {name: clean_cell(row.get(name) or "") for name in READ_COLUMNS}
        if any(cells.values()):
            yield f"{sheet.name}, line {reader.line_num}", cells
