"""Parquet files: the same rows as of any table, and files that are damaged."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from analysis.reading import ReadingError
from analysis.reading.spreadsheets import Row, is_table, read_sheets
from analysis.settings import Settings


def read(path: Path, settings: Settings | None = None) -> list[Row]:
    assert is_table(path)
    rows: list[Row] = []
    for sheet in read_sheets(path, settings or Settings()):
        assert sheet.name == ""
        rows += sheet.rows
    return rows


def test_values_of_every_kind(tmp_path: Path) -> None:
    table = pa.table(
        {
            "title": ["一", None, "三"],
            "meta": [{"year": 2022, "at": {"x": 1}}, None, {"year": 2023, "at": None}],
            "issued": [datetime.date(2022, 3, 5), None, None],
            "seen": pa.array([datetime.datetime(2022, 3, 5, 10), None, None], pa.timestamp("us", "UTC")),
            "n": [1, None, 2],
            "cost": [Decimal("1.00"), None, Decimal("2.50")],
            "raw": ["乙".encode(), None, None],
            "paragraphs": [["甲", "乙"], None, []],
        }
    )
    path = tmp_path / "表.data"  # by its content, whatever the name
    parquet.write_table(table, path)
    names = ("title", "meta.year", "meta.at", "issued", "seen", "n", "cost", "raw", "paragraphs")
    first = ("一", 2022, '{"x": 1}', datetime.date(2022, 3, 5), datetime.datetime(2022, 3, 5, 10), 1, 1)
    assert read(path) == [
        (1, names),
        (2, (*first, "乙", "甲\n乙")),
        (4, ("三", 2023, None, None, None, 2, 2.5)),
    ]


def test_rows_go_through_all_groups_without_the_index_of_pandas(tmp_path: Path) -> None:
    frame = pd.DataFrame({"text": [f"第{number}条" for number in range(300)]}, index=range(5, 305))
    frame[frame.index % 2 == 0].to_parquet(tmp_path / "a.parquet", row_group_size=40)
    rows = read(tmp_path / "a.parquet")
    assert rows[0] == (1, ("text",))
    assert rows[1:] == [(number + 2, (f"第{2 * number + 1}条",)) for number in range(150)]


def test_a_file_cut_in_half_and_one_too_large_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pd.DataFrame({"text": [f"第{number}条" for number in range(5000)]}).to_parquet(path)
    with pytest.raises(ReadingError, match=r"unpacks to .* and the limit is 60,000"):
        read(path, Settings(max_table_bytes=60_000))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(ReadingError, match="damaged: it can't be read as parquet"):
        read(path)
    middle = len(data) // 3
    path.write_bytes(data[:middle] + bytes(200) + data[middle + 200 :])
    with pytest.raises(ReadingError, match="damaged: it can't be read as parquet"):
        read(path)
