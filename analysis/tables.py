"""Tables as files: Parquet for programs, CSV for Excel, the same bytes for the same rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

CSV_ROWS = 100_000
# Excel runs a cell that starts with one of these as a formula.
FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def write_table(folder: Path, name: str, table: pd.DataFrame) -> None:
    """Write NAME.parquet, and NAME.csv (UTF-8 with BOM) where the table has up to 100,000 rows.

    Each file appears whole or not at all.
    """
    parquet = folder / f"{name}.parquet"
    write_bytes(parquet, _parquet(table))
    csv = folder / f"{name}.csv"
    if len(table) > CSV_ROWS:
        csv.unlink(missing_ok=True)
        return
    text = neutralised(table).to_csv(index=False, lineterminator="\n")
    write_bytes(csv, text.encode("utf-8-sig"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file in one step: a reader sees the old one or the new one, never half of it."""
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(data)
    draft.replace(path)


def neutralised(table: pd.DataFrame) -> pd.DataFrame:
    """The table with an apostrophe before every text that Excel would run as a formula."""
    table = table.copy()
    for column in table.columns:
        values = table[column]
        if values.dtype == object or str(values.dtype) in ("str", "string", "category"):
            texts = values.astype("string")
            risky = texts.str.startswith(FORMULA_START).fillna(False)
            if risky.any():
                table[column] = texts.where(~risky, "'" + texts)
    return table


def _parquet(table: pd.DataFrame) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrow = pa.Table.from_pandas(table, preserve_index=False)
    sink = pa.BufferOutputStream()
    pq.write_table(arrow, sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data
