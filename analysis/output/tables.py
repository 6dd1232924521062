"""Tables as files: Parquet for programs, CSV for Excel, the same bytes for the same rows."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.reading import FORMULA_STARTS

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

CSV_ROWS = 100_000
_FORMULA = f"^[{re.escape(FORMULA_STARTS)}]"


def write_table(folder: Path, name: str, table: pd.DataFrame) -> None:
    """Write NAME.parquet and, for a table of up to 100,000 rows, NAME.csv (UTF-8 with BOM).

    A reader never sees half a file.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrow = pa.Table.from_pandas(table, preserve_index=False)
    parquet = pa.BufferOutputStream()
    pq.write_table(arrow, parquet, compression="zstd")
    write_bytes(folder / f"{name}.parquet", parquet.getvalue().to_pybytes())
    csv = folder / f"{name}.csv"
    if len(table) > CSV_ROWS:
        csv.unlink(missing_ok=True)
    else:
        write_bytes(csv, _to_csv(neutralise_formulas(arrow)))


def write_csv(path: Path, table: pd.DataFrame) -> None:
    """Write a table as CSV: UTF-8 with BOM, no text that Excel would run as a formula."""
    import pyarrow as pa

    write_bytes(path, _to_csv(neutralise_formulas(pa.Table.from_pandas(table, preserve_index=False))))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file in one step: a reader sees the old file or the new file, never half of one."""
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(data)
    draft.replace(path)


def neutralise_formulas(table: pa.Table) -> pa.Table:
    """The table with an apostrophe before every text that Excel would run as a formula."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for position, texts in enumerate(table.columns):
        if pa.types.is_dictionary(texts.type):
            texts = texts.cast(texts.type.value_type)
        if not (pa.types.is_string(texts.type) or pa.types.is_large_string(texts.type)):
            continue
        risky = pc.match_substring_regex(texts, _FORMULA)
        if pc.any(risky).as_py():
            apostrophe, separator = pa.scalar("'", texts.type), pa.scalar("", texts.type)
            harmless = pc.binary_join_element_wise(apostrophe, texts, separator)
            name = table.column_names[position]
            table = table.set_column(position, name, pc.if_else(risky, harmless, texts))
    return table


def _to_csv(table: pa.Table) -> bytes:
    import pyarrow as pa
    from pyarrow import csv

    sink = pa.BufferOutputStream()
    options = csv.WriteOptions(include_header=False, quoting_style="needed")
    csv.write_csv(table, sink, options)
    # The user's own columns may have any name.
    header = ",".join(map(_quote_name, table.column_names)) + "\n"
    return codecs.BOM_UTF8 + header.encode() + bytes(sink.getvalue().to_pybytes())


def _quote_name(name: str) -> str:
    """The name of a column as a cell of CSV, never one that Excel would run as a formula."""
    if name.startswith(tuple(FORMULA_STARTS)):
        name = f"'{name}"
    return f'"{name.replace(chr(34), chr(34) * 2)}"' if re.search('[,"\r\n]', name) else name
