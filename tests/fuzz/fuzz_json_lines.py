"""Fuzz the reader of JSON with a record on each line."""

import json

from tests.fuzz.fuzz_records import RECORDS
from tests.fuzz.harness import fuzz_table

if __name__ == "__main__":
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS)
    fuzz_table("json_lines", "jsonl", [lines.encode(way) for way in ("utf-8", "gb18030", "utf-16")])
