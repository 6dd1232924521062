"""Printing: tables and progress on a terminal, and reading the corpus for a command."""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tqdm import tqdm

from analysis.settings import Settings, read_settings

if TYPE_CHECKING:
    from analysis.documents.corpus import Corpus
    from analysis.parallel import Progress

STEPS = {
    "read": "reading and cleaning",
    "slogans": "finding slogans",
    "tokens": "cutting into words",
    "similarity": "comparing",
    "write": "writing tables",
    "figures": "drawing figures",
    "notebooks": "running notebooks",
}


def whole(text: str) -> int:
    """An argument that is a whole number of at least 1."""
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no whole number; write 1 or more")
    return int(text)


def bar_of(name: str) -> Progress:
    """A progress bar that shows itself when a step takes longer than a second.

    A step that can't be counted shows its name from the start.
    """
    counted = name not in ("similarity", "write")
    bar = tqdm(
        desc=f"{STEPS[name]:<22}",
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


def read(told: argparse.Namespace) -> Corpus:
    """The corpus of the folder that the arguments name."""
    from analysis.documents.ingest import read_corpus

    settings: Settings = read_settings(told.settings)
    return read_corpus(told.raw, settings=settings, jobs=told.jobs, progress=bar_of("read"))


def width_of(text: str) -> int:
    """Columns that a terminal gives a text: two for a hanzi."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def padded(text: str, width: int, *, right: bool = False) -> str:
    """A text with blanks behind it, or before it, up to a width of the terminal."""
    blanks = " " * (width - width_of(text))
    return blanks + text if right else text + blanks


def _one_line(text: str) -> str:
    """A cell of a printed table; a line end in a file's name would break the table."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def print_table(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows in columns; a long cell is shortened."""
    shown = [
        tuple(_one_line(cell) if len(cell) <= 32 else _one_line(cell[:31]) + "…" for cell in row)
        for row in rows
    ]
    widths = [max(map(width_of, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        print("  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip())
