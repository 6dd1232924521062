"""Writes the user's own files: slogans that they accepted, and phrases that they refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from analysis.output.tables import write_bytes
from analysis.slogans.discovery import Addition, add_accepted, add_refused, read_decisions, read_refused


class Applied(NamedTuple):
    """What a filled sheet led to.

    Attributes:
        accepted: slogans added to the user's own.
        refused: phrases added to the refused ones.
        already: phrases that the file in question had before.
        n_open: number of rows without a decision.
    """

    accepted: tuple[str, ...]
    refused: tuple[str, ...]
    already: tuple[str, ...]
    n_open: int


def accept(path: Path, rows: Iterable[Mapping[str, str]]) -> list[str]:
    """Add slogans to a user's file, which keeps everything it has, byte for byte.

    Args:
        path: the user's `slogans.csv`; it is made if it does not exist.
        rows: with slogan, kind, level and, if there are any, variants.

    Returns:
        The slogans added; slogans that the file has already are not among them.

    Raises:
        ReviewError: a kind or level does not exist, or the file lacks a column that a row needs.
            Nothing is written then.
    """
    return _write_addition(path, add_accepted(path.name, _read_bytes(path), rows))


def refuse(path: Path, rows: Iterable[Mapping[str, str]]) -> list[str]:
    """Note phrases that are not slogans, so that they are not proposed again.

    Args:
        path: the user's `slogans-refused.csv`; it is made if it does not exist.
        rows: with slogan and, if known, kind and origin.

    Returns:
        The phrases added; phrases that the file has already are not among them.

    Raises:
        ReviewError: the file has no column slogan. Nothing is written then.
    """
    return _write_addition(path, add_refused(path.name, _read_bytes(path), rows))


def apply_review(sheet: Path, user_file: Path, refused_file: Path) -> Applied:
    """Carry out the decisions of a filled sheet.

    Args:
        sheet: `review_sheet` as CSV with the column decision filled in; see `read_decisions`.
        user_file: the user's `slogans.csv`, which gets the accepted slogans.
        refused_file: the user's `slogans-refused.csv`, which gets the refused phrases.

    Returns:
        What was added to which file, what was there already, and how many rows are open.

    Raises:
        ReviewError: the sheet or one of the files can't be used; see `read_decisions`, `accept` and
            `refuse`. Nothing is written then.
    """
    decisions = read_decisions(sheet)
    # If this file can't be read, that must be known before the other one is written.
    read_refused(refused_file)
    accepted = accept(user_file, decisions.accepted) if decisions.accepted else []
    refused = refuse(refused_file, decisions.refused) if decisions.refused else []
    decided = [row["slogan"] for row in (*decisions.accepted, *decisions.refused)]
    already = [slogan for slogan in decided if slogan not in {*accepted, *refused}]
    return Applied(tuple(accepted), tuple(refused), tuple(already), decisions.n_open)


def _read_bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _write_addition(path: Path, addition: Addition) -> list[str]:
    if addition.slogans or not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, addition.data)
    return addition.slogans
