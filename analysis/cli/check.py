"""`analysis check`: the inventory, and what needs a person."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from analysis.cli.printing import print_table, read
from analysis.documents.corpus import Document
from analysis.documents.problems import NOT_FOR_MANIFEST, find_problems
from analysis.reading import decode_table


def add_to(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """The command's own arguments."""
    command = commands.add_parser("check", help="show the inventory and what needs a person")
    command.add_argument("--save", type=Path, metavar="FILE", help="also write what needs a person as CSV")
    return command


def do(told: argparse.Namespace) -> int:
    """Print what was read of each file and how sure it is, then what a person can mend, and how."""
    corpus = read(told)
    if not corpus.ledger_rows:
        print(f"There is no file in {told.raw}. Put the plans there.")
        return 1
    print_table([("file", "place", "year", "issuer", "title"), *map(_inventory_row, corpus)])
    print("\n? taken from a weak place or contradicted; see below.")
    for row in corpus.ledger_rows:
        if row.status in ("duplicate", "ignored"):
            print(f"{row.status}: {row.path} — {row.detail}")
    problems = find_problems(corpus)
    if told.save:
        told.save.write_text(problems.to_csv(index=False), "utf-8-sig")
    if problems.empty:
        print("\nNothing needs a person.")
        return 0
    print("\nNeeds a person:")
    for row in problems.itertuples():
        print(f"  {row.path} — {row.problem}\n      {row.action}")
    _offer_rows(corpus.items, set(problems.loc[~problems["field"].isin(NOT_FOR_MANIFEST), "path"]), told.raw)
    return 0


def _inventory_row(document: Document) -> tuple[str, ...]:
    meta = document.metadata
    place = meta.province + meta.city * (meta.city != meta.province) + meta.district
    values = {
        "place": place,
        "year": str(meta.year or ""),
        "issuer": meta.issuer,
        "title": meta.title,
    }
    shown = [(value or "—") + "?" * (meta.confidence.get(field) == "low") for field, value in values.items()]
    return (document.doc_id, *shown)


def _offer_rows(documents: tuple[Document, ...], unsure: set[str], raw: Path) -> None:
    """Rows for the manifest, ready to paste: in its own columns where there is one."""
    if not unsure:
        return
    manifest = raw / "manifest.csv"
    heading = _heading(manifest)
    print(f"\nFill in what you know and add to {manifest}:\n")
    if not manifest.exists():
        print(",".join(heading))
    for document in documents:
        if document.doc_id in unsure:
            print(",".join(_csv_cell(_value(document, column)) for column in heading))


def _value(document: Document, column: str) -> str:
    if column == "path":
        return document.doc_id
    return str(getattr(document.metadata, column, "") or "")


def _heading(manifest: Path) -> list[str]:
    if not manifest.exists():
        return ["path", "province", "city", "district", "year"]
    first = decode_table(manifest.read_bytes()).split("\n", 1)[0]
    return [name.strip().casefold() for name in re.split("[,;\t]", first)]


def _csv_cell(text: str) -> str:
    return (
        '"' + text.replace('"', '""') + '"'
        if any(c in text for c in ',"\n\r') or text != text.strip()
        else text
    )
