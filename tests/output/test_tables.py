"""Tables as files: Parquet for programs, CSV for Excel."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from analysis.documents.corpus import Corpus
from analysis.output import tables
from analysis.output.tables import write_bytes, write_table
from analysis.reading import strip_apostrophe
from analysis.slogans.occurrences import find_occurrences


def cells(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def example() -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "doc_id": ["甲.txt", "乙,丙.txt", '𠮷"丁".txt'],
            "n": [1, -2, 3],
            "score": [0.1, -1e-12, float("nan")],
            "year": [2021, None, 2022],
            "kept": [True, False, True],
        }
    )
    return table.astype({"year": "Int64"})


def test_parquet_reads_back_equal(tmp_path: Path) -> None:
    write_table(tmp_path, "example", example())
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "example.parquet"), example())


def test_csv_has_a_bom_and_every_cell(tmp_path: Path) -> None:
    write_table(tmp_path, "example", example())
    data = (tmp_path / "example.csv").read_bytes()
    assert data.startswith(codecs.BOM_UTF8)
    assert data.count(codecs.BOM_UTF8) == 1
    assert b"\r" not in data
    rows = cells(tmp_path / "example.csv")
    assert rows[0] == ["doc_id", "n", "score", "year", "kept"]
    assert [row[0] for row in rows[1:]] == ["甲.txt", "乙,丙.txt", '𠮷"丁".txt']
    assert [row[1] for row in rows[1:]] == ["1", "-2", "3"]
    assert [row[3] for row in rows[1:]] == ["2021", "", "2022"]
    assert [float(row[2]) for row in rows[1:3]] == [0.1, -1e-12]
    assert rows[3][2] == ""


def test_csv_of_real_occurrences_reads_back_equal(tmp_path: Path, samples: Corpus) -> None:
    table = find_occurrences(samples)
    write_table(tmp_path, "occurrences", table)
    read = pd.read_csv(tmp_path / "occurrences.csv", keep_default_na=False, dtype={"year": "Int64"})
    pd.testing.assert_frame_equal(read, table)
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "occurrences.parquet"), table)


FORMULAS = ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠甲"]
HARMLESS = ["", "党建+互联网", "a=b", "1-2", "甲@乙", " 三会一课", "“=1”"]


@pytest.mark.parametrize("dtype", ["str", "object", "category", "string"])
def test_cells_that_excel_would_run_are_neutralised(tmp_path: Path, dtype: str) -> None:
    texts = [*FORMULAS, *HARMLESS, None]
    table = pd.DataFrame({"text": pd.Series(texts).astype(dtype), "n": range(len(texts))})
    write_table(tmp_path, "cells", table)
    written = [row[0] for row in cells(tmp_path / "cells.csv")[1:]]
    assert written == [*(f"'{formula}" for formula in FORMULAS), *HARMLESS, ""]
    # Programs get what stands in the text; the caller's table is not touched either.
    assert pd.read_parquet(tmp_path / "cells.parquet")["text"].tolist()[:-1] == texts[:-1]
    assert table["text"].tolist()[:-1] == texts[:-1]


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    write_table(tmp_path, "numbers", pd.DataFrame({"n": [-1, 2], "z": [-0.5, 0.5]}))
    assert cells(tmp_path / "numbers.csv") == [["n", "z"], ["-1", "-0.5"], ["2", "0.5"]]


def test_bytes_are_the_same_on_a_second_write(tmp_path: Path) -> None:
    folders = [tmp_path / "1", tmp_path / "2"]
    for folder in folders:
        folder.mkdir()
        write_table(folder, "example", example())
    write_table(folders[1], "example", example())
    for name in ("example.csv", "example.parquet"):
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()
    assert sorted(path.name for path in folders[1].iterdir()) == ["example.csv", "example.parquet"]


def test_table_without_rows_keeps_its_columns(tmp_path: Path) -> None:
    write_table(tmp_path, "empty", example().head(0))
    assert cells(tmp_path / "empty.csv") == [["doc_id", "n", "score", "year", "kept"]]
    assert list(pd.read_parquet(tmp_path / "empty.parquet").columns) == list(example().columns)


def test_large_table_has_no_csv_and_an_old_one_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "CSV_ROWS", 3)
    write_table(tmp_path, "example", example())  # three rows: as many as fit
    assert (tmp_path / "example.csv").exists()
    larger = pd.concat([example(), example()], ignore_index=True)
    write_table(tmp_path, "example", larger)
    assert not (tmp_path / "example.csv").exists()
    assert len(pd.read_parquet(tmp_path / "example.parquet")) == 6


def test_limit_is_a_hundred_thousand_rows() -> None:
    assert tables.CSV_ROWS == 100_000


def test_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "run.json"
    write_bytes(path, b"old")

    def full(_: Path, data: bytes) -> int:
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="no space"):
        write_bytes(path, b"new")
    assert path.read_bytes() == b"old"


def test_what_a_table_neutralises_is_read_back_as_it_was() -> None:
    for text in (*FORMULAS, *HARMLESS):
        assert strip_apostrophe(f"'{text}" if text in FORMULAS else text) == text
    assert strip_apostrophe("'") == "'"
