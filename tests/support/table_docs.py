"""docs/tables.md from the docstrings: `python -m tests.support.table_docs` writes it again.

A docstring lists the columns of the table that a function returns in its section "Returns", one per
line, as `name: what it holds`; a longer text goes on in lines further in. Sentences before the
columns say what a row is.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from pathlib import Path
from typing import NamedTuple

from analysis.output.figures import SHEETS
from analysis.pipeline.steps import STEPS, Step
from analysis.slogans.discovery.review import review_sheet

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tables.md"
COLUMN = re.compile(r"([a-z][a-z0-9_]*): (.*)")
INTRODUCTION = """\
# The tables

This page is made from the docstrings by `python -m tests.support.table_docs`.

`analysis run` writes each table to `data/processed` as Parquet and, up to 100,000 rows, as CSV (UTF-8 with BOM). \
`start` and `end` count characters of `texts/<doc_id>.txt` from 0, in `furniture` those of the extracted text; slicing \
gives the text back exactly. \
In CSV a text that Excel would run as a formula has an apostrophe before it.

One column name has one meaning in all tables: `n_docs` documents that have the thing; `group_docs`, `year_docs` \
and `corpus_docs` documents that it could have been in; `n` all occurrences, `n_nested` of these inside a longer \
slogan. `level` is the depth of a heading in `sections`, and the level of a slogan elsewhere; the level of the body that \
issued a document is `admin_level`. A table about documents has `label`, `place`, `adcode` and `year` beside `doc_id`; \
`pairs` has them of both documents, and `pair_terms` and `pair_parts` merge with it by `a` and `b`.

What a reader took out of a file that is no plain text is written to `extracted/<doc_id>.txt`; \
`corpus[...].cleaned.raw_position(i)` leads from a character of the clean text to it."""
ENDING = """\
## run.json
Versions, settings, hashes of files and tables, what large corpora do not get in full, seconds of each step."""


class Returned(NamedTuple):
    """What a docstring says of the table that is returned.

    Attributes:
        text: sentences before the columns.
        columns: each column with what it holds, in order.
    """

    text: str
    columns: list[tuple[str, str]]


def read_returned(described: object) -> Returned:
    """The section "Returns" of the docstring of a function or a property.

    Raises:
        ValueError: there is none.
    """
    doc = inspect.cleandoc(described.__doc__ or "")
    section = re.search(r"(?ms)^Returns:\n(.*?)(?=^\S|\Z)", doc)
    if not section:
        raise ValueError(f"{described} has no section Returns.")
    text: list[str] = []
    columns: list[tuple[str, str]] = []
    for line in textwrap.dedent(section[1]).splitlines():
        column = COLUMN.fullmatch(line)
        if column:
            columns.append((column[1], column[2]))
        elif line.startswith(" ") and columns:
            columns[-1] = (columns[-1][0], f"{columns[-1][1]} {line.strip()}")
        elif line:
            text.append(line)
    return Returned(" ".join(text), columns)


def columns_of(step: Step) -> list[str]:
    """The columns of a step's table as its docstrings list them."""
    return [name for described in step.described_in for name, _ in read_returned(described).columns]


def write_page() -> str:
    """The text of docs/tables.md."""
    # The tables that others refer to come first.
    steps = sorted((step for step in STEPS if step.table), key=lambda step: step.name != "documents")
    sheet = _write_table(
        "slogans-review", "a phrase that may be a slogan (by `analysis slogans --review`)", (review_sheet,)
    )
    tables = [_write_table(step.name, step.table, step.described_in, step) for step in steps]
    return "\n\n".join([INTRODUCTION, *tables, sheet, ENDING]) + "\n"


def _write_table(name: str, row: str, described_in: tuple[object, ...], step: Step | None = None) -> str:
    lines = [f"## {name} — {row}", ""]
    returned = [read_returned(described) for described in described_in]
    lines.append(returned[0].text)
    if step and step.small_corpora_only:
        lines[-1] += " Not made in a corpus of more than `all_pairs_up_to` documents."
    figures = [sheet.name for sheet in SHEETS if name in sheet.tables]
    if figures:
        lines[-1] += f" Drawn in: {', '.join(figures)}."
    lines.append("")
    lines += [f"- `{column}`: {text}" for part in returned for column, text in part.columns]
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(write_page(), "utf-8")
