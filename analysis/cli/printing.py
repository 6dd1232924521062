"""What several commands share: tables and progress in a terminal, common arguments, reading the plans."""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tqdm import tqdm

from analysis.settings import read_settings

if TYPE_CHECKING:
    from analysis.documents.corpus import Corpus
    from analysis.processes import Progress

STAGE_NAMES = {
    "read": "reading and cleaning",
    "slogans": "finding slogans",
    "tokens": "cutting into words",
    "similarity": "comparing",
    "write": "writing tables",
    "figures": "drawing figures",
    "notebooks": "running notebooks",
}


def parse_positive(text: str) -> int:
    """Convert an argument to a whole number of at least 1.

    Raises:
        ArgumentTypeError: it is anything else.
    """
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number of at least 1")
    return int(text)


def create_bar(stage: str) -> Progress:
    """Create the progress bar of a stage; it appears if the stage takes longer than a second.

    Stages that report no progress show their name and the seconds since they started, at once.
    """
    counted = stage not in ("similarity", "write")
    bar = tqdm(
        desc=f"{STAGE_NAMES[stage]:<22}",
        delay=1 if counted else 0,
        leave=False,
        file=sys.stderr,
        disable=None,
        bar_format=None if counted else "{desc}{elapsed}",
    )

    def progress(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)
        if done >= total:
            bar.close()

    return progress


def read_documents(arguments: argparse.Namespace) -> Corpus:
    """Read the folder of plans with the settings file, both as the arguments name them."""
    from analysis.documents.ingest import read_corpus

    return read_corpus(
        arguments.raw,
        settings=read_settings(arguments.settings),
        jobs=arguments.jobs,
        progress=create_bar("read"),
    )


def measure_width(text: str) -> int:
    """Columns that a text takes in a terminal: two for a hanzi."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Fill a text with spaces up to a width in columns of the terminal: after it, or before it (`right`)."""
    spaces = " " * (width - measure_width(text))
    return spaces + text if right else text + spaces


def print_table(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows in columns; a long cell is shortened."""
    cells = [tuple(_shorten_cell(text) for text in row) for row in rows]
    widths = [max(map(measure_width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        print("  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _shorten_cell(text: str) -> str:
    """At most 32 characters on one line: the name of a file may contain a line break."""
    short = text if len(text) <= 32 else text[:31] + "…"
    return "".join(c if c.isprintable() else "\ufffd" for c in short)
