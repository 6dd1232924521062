"""Compare the tables of two runs cell by cell: what a rewrite must not change.

    python -m tests.support.compare_tables BEFORE AFTER [--renamed TABLE.OLD=NEW ...] [--added TABLE.COLUMN ...]

BEFORE and AFTER are folders that `analysis run` wrote. Each table of BEFORE must be in AFTER with the
same rows in the same order; numbers are compared bit by bit. Columns of `--renamed` may have a new
name, those of `--added` may be new. Clean texts must be equal byte for byte. TABLE may be `*`.
Ends with status 1 where anything differs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd


def compare_folders(
    before: Path, after: Path, renamed: dict[str, dict[str, str]], added: dict[str, set[str]]
) -> Iterator[str]:
    """A line for each table, saying whether it is equal and, if not, where it differs first."""
    old_names = {path.stem for path in before.glob("*.parquet")}
    new_names = {path.stem for path in after.glob("*.parquet")}
    for name in sorted(old_names - new_names):
        yield f"{name}: MISSING"
    for name in sorted(new_names - old_names):
        yield f"{name}: new table"
    for name in sorted(old_names & new_names):
        renames = renamed.get("*", {}) | renamed.get(name, {})
        old = pd.read_parquet(before / f"{name}.parquet").rename(columns=renames)
        new = pd.read_parquet(after / f"{name}.parquet")
        extra = [
            c
            for c in new.columns
            if c not in old.columns and c in added.get(name, set()) | added.get("*", set())
        ]
        yield f"{name}: {_compare(old, new.drop(columns=extra))}"
    for folder in ("texts", "extracted"):
        yield f"{folder}/: {_compare_texts(before / folder, after / folder)}"


def _compare(old: pd.DataFrame, new: pd.DataFrame) -> str:
    if set(old.columns) != set(new.columns):
        gone, came = set(old.columns) - set(new.columns), set(new.columns) - set(old.columns)
        return f"DIFFERENT columns: gone {sorted(gone)}, new {sorted(came)}"
    if len(old) != len(new):
        return f"DIFFERENT: {len(old):,} rows before, {len(new):,} after"
    unequal = []
    for column in old.columns:
        a, b = old[column].astype(object), new[column].astype(object)
        differs = ~((a == b) | (a.isna() & b.isna())).to_numpy(dtype=bool)
        if differs.any():
            row = int(differs.argmax())
            unequal.append(
                f"{column} ({int(differs.sum()):,} cells; row {row}: {a.iloc[row]!r} → {b.iloc[row]!r})"
            )
    if unequal:
        return "DIFFERENT in " + "; ".join(unequal)
    return f"equal ({len(old):,} rows × {len(old.columns)} columns)"


def _compare_texts(before: Path, after: Path) -> str:
    old = {p.relative_to(before) for p in before.rglob("*.txt") if p.is_file()}
    new = {p.relative_to(after) for p in after.rglob("*.txt") if p.is_file()}
    if old != new:
        return f"DIFFERENT: only before {sorted(map(str, old - new))[:5]}, only after {sorted(map(str, new - old))[:5]}"
    unequal = sorted(str(p) for p in old if (before / p).read_bytes() != (after / p).read_bytes())
    return (
        f"DIFFERENT: {len(unequal)} texts, first {unequal[0]}" if unequal else f"equal ({len(old):,} texts)"
    )


def main() -> int:
    """Print a line for each table; 1 where one differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--renamed", nargs="*", default=[], metavar="TABLE.OLD=NEW")
    parser.add_argument("--added", nargs="*", default=[], metavar="TABLE.COLUMN")
    args = parser.parse_args()
    renamed: dict[str, dict[str, str]] = {}
    for item in args.renamed:
        column, new = item.split("=")
        table, old = column.split(".")
        renamed.setdefault(table, {})[old] = new
    added: dict[str, set[str]] = {}
    for item in args.added:
        table, column = item.split(".")
        added.setdefault(table, set()).add(column)
    lines = list(compare_folders(args.before, args.after, renamed, added))
    print("\n".join(lines))
    return int(any("DIFFERENT" in line or "MISSING" in line for line in lines))


if __name__ == "__main__":
    sys.exit(main())
