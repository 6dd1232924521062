"""Fuzz the reader of plain text: encodings, padding, garbled text."""

from tests.fuzz.harness import fuzz
from tests.support.hostile_files import plan

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030")

if __name__ == "__main__":
    sound = [plan(1).encode(encoding) for encoding in ENCODINGS]
    garbled = [seed.decode("latin-1").encode() for seed in sound]
    as_gbk = [line.encode().decode("gbk", "ignore").encode() for line in plan(2).split("\n")]
    fuzz("text", [*sound, *garbled, *as_gbk, "教育處工作計畫，加強學校".encode("big5")])
