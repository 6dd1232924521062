"""`analysis check`: the inventory, and what needs a person."""

from __future__ import annotations

import argparse
from pathlib import Path

from analysis.cli.printing import print_table, read
from analysis.corpus import Document
from analysis.inventory import find_problems


def add_to(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """The command's own arguments."""
    command = commands.add_parser("check", help="show the inventory and what needs a person")
    command.add_argument(
        "--save", type=Path, metavar="FILE", help="also write what needs a person as CSV"
    )
    return command


def do(told: argparse.Namespace) -> int:
    """Print what was read of each file and how sure it is, then what a person can mend, and how."""
    corpus = read(told)
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
    _offer_rows(corpus.items, set(problems.loc[problems["field"] != "file", "path"]), told.raw)
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
    shown = [
        (value or "—") + "?" * (meta.confidence.get(field) == "low")
        for field, value in values.items()
    ]
    return (document.doc_id, *shown)


def _offer_rows(documents: tuple[Document, ...], unsure: set[str], raw: Path) -> None:
    """Rows for the manifest, ready to paste."""
    if not unsure:
        return
    manifest = raw / "manifest.csv"
    print(f"\nFill in what you know and add to {manifest}{_heading(manifest)}:\n")
    if not manifest.exists():
        print("path,province,city,district,year")
    for document in documents:
        if document.doc_id in unsure:
            meta = document.metadata
            cells = (document.doc_id, meta.province, meta.city, meta.district, str(meta.year or ""))
            print(",".join(_csv_cell(cell) for cell in cells))


def _heading(manifest: Path) -> str:
    if not manifest.exists():
        return " (a new file; its first line is the heading)"
    first = manifest.read_text("utf-8-sig", errors="replace").split("\n", 1)[0].strip()
    return f" (its heading is {first}; the cells below are path, province, city, district, year)"


def _csv_cell(text: str) -> str:
    return (
        '"' + text.replace('"', '""') + '"'
        if any(c in text for c in ',"\n\r') or text != text.strip()
        else text
    )
