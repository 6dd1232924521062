"""Hashes of whole tables: `python -m tests.support.golden` writes them again for the sample plans.

Numbers are rounded to 9 digits first, so that the last bit, which differs between processors, does not matter.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[2]


def hashes(tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    """SHA-256 of each table's text, rows sorted."""
    return {name: _hash(table) for name, table in sorted(tables.items())}


def _hash(table: pd.DataFrame) -> str:
    rounded = table.copy()
    for column in rounded.select_dtypes("float"):
        rounded[column] = rounded[column].map(lambda value: f"{value:.9g}")
    lines = sorted(rounded.to_csv(index=False, header=False, lineterminator="\n").splitlines())
    text = "\n".join([",".join(table.columns), *lines])
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


if __name__ == "__main__":
    from analysis.pipeline.run import Run, run

    with tempfile.TemporaryDirectory() as folder:
        outcome = run(Run(raw=ROOT / "data" / "raw", processed=Path(folder)))
    text = json.dumps(hashes(outcome.tables), indent=1) + "\n"
    (ROOT / "tests" / "support" / "golden.json").write_text(text, "utf-8")
