"""Fuzz the reader of workbooks: each part that is parsed, and now and then the whole file.

calamine runs in a process of its own, so this is slow, and a crash there must come out as a refusal.
"""

from tests.fuzz.harness import fuzz_table
from tests.support.hostile_files import ole, packed
from tests.support.table_files import biff, inline, ods, ods_rows, sheet_xml, xls, xlsx_parts

ROWS = [["标题", "正文"], ["一", "第一段"]]
CELLS = (
    '<row r="9"><c r="A9" t="s"><v>0</v></c><c r="B9"><f>A1</f></c><c r="C9" s="1"><v>44625</v></c>'
    '<c r="D9" t="b"><v>1</v></c><c r="E9" t="e"><v>#N/A</v></c></row>'
)
SOUND = xlsx_parts(sheet_xml(ROWS) + CELLS + inline("A10", "a_x000D_b"), "<si><r><t>甲</t></r></si>")
PARTS = sorted(SOUND)


def in_workbook(data: bytes) -> bytes:
    """A workbook with the bytes as one of its parts, by the first of them; or the bytes alone."""
    if not data or data[0] > len(PARTS):
        return data[1:]
    if data[0] == len(PARTS):
        return ole({"Workbook": data[1:].ljust(4_096, b"\0")})
    return packed({**SOUND, PARTS[data[0]]: data[1:]})


if __name__ == "__main__":
    parts = [bytes((i,)) + str(SOUND[name]).encode() for i, name in enumerate(PARTS)]
    whole = [b"\xff" + packed(SOUND), b"\xff" + ods(ods_rows(ROWS)), b"\xff" + xls(ROWS)]
    fuzz_table("workbook", "xls", [*parts, bytes((len(PARTS),)) + biff(ROWS), *whole], wrap=in_workbook)
