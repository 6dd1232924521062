"""Fuzz the reader of parquet files."""

from tests.fuzz.harness import fuzz_table
from tests.support.table_files import parquet_file

if __name__ == "__main__":
    rows = [["标题", "正文"], *([f"第{number}条", "党的建设" * number] for number in range(20))]
    fuzz_table("columnar", "parquet", [parquet_file(rows[:2]), parquet_file(rows)])
