"""Fuzz the reader of JSON."""

import json

from tests.fuzz.harness import fuzz_table

RECORDS = [{"title": "一", "text": ["甲", "乙"], "meta": {"year": 2022, "at": {"x": None}}}, {"n": 1.5e3}]
SHAPES = (
    RECORDS,
    {"code": 0, "data": {"list": RECORDS}},
    {"title": ["一", "二"], "text": ["甲", "乙"]},
    {"title": {"0": "一"}, "text": {"0": "甲"}},
    {"columns": ["a"], "data": [["甲"], [True]]},
    {"西湖区": RECORDS[0], "沛县": RECORDS[1]},
    ["甲", "乙"],
)

if __name__ == "__main__":
    fuzz_table("records", "json", [json.dumps(shape, ensure_ascii=False).encode() for shape in SHAPES])
