"""Hostile and odd tables: bytes, and what they should become."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import NamedTuple

from tests.support.hostile_files import ole, packed, plan, under_password, zip_of_zeros
from tests.support.table_files import (
    biff,
    inline,
    ods,
    ods_rows,
    parquet_file,
    sheet_xml,
    xls,
    xlsx,
    xlsx_parts,
)

DAMAGED, ENCRYPTED, TOO_LARGE, UNSAFE = ("damaged",), ("encrypted",), ("too large",), ("unsafe",)
OTHER = ("other format",)
# Read, but without a text: told where columns are recognised.
NO_TEXT = ("empty", "no text column")


class HostileTable(NamedTuple):
    """A table, and what it should become.

    Attributes:
        name: the name of its file.
        data: its bytes.
        reasons: those that are right for the table, or for what could not be read of it; none if all is read.
        rows: the numbers of the rows that hold texts, behind the name of the sheet: #政策#2.
    """

    name: str
    data: bytes
    reasons: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


def make_tables(first: int = 900) -> Iterator[HostileTable]:
    """Yield every table; each text is another plan, from that of a number on."""
    numbers = iter(range(first, first + 99))

    def new() -> str:
        return plan(next(numbers))

    def new_rows() -> list[list[str]]:
        return [["标题", "正文"], ["一", new()]]

    yield HostileTable("sound.xlsx", xlsx(sheet_xml(new_rows())), rows=("#政策#2",))
    yield HostileTable("sound.xls", xls(new_rows()), rows=("#政策#2",))
    yield HostileTable("sound.ods", ods(ods_rows(new_rows())), rows=("#政策#2",))
    yield HostileTable("sound.parquet", parquet_file(new_rows()), rows=("#2",))
    yield HostileTable("a workbook.txt", xlsx(sheet_xml(new_rows())), rows=("#政策#2",))
    yield HostileTable("an old workbook.xlsx", xls(new_rows()), rows=("#政策#2",))
    yield from _make_locked(new_rows())
    yield from _make_damaged(new_rows())
    yield from _make_large(new_rows())
    yield from _make_odd_workbooks(new(), new())
    yield from _make_texts(new(), new())
    yield from _make_json(new(), new())


def _make_locked(rows: list[list[str]]) -> Iterator[HostileTable]:
    package = ole({"EncryptedPackage": bytes(5_000), "EncryptionInfo": bytes(99)})
    yield HostileTable("encrypted.xlsx", package, ENCRYPTED)
    yield HostileTable("password.xls", xls(rows, password=True), ENCRYPTED)
    yield HostileTable("encrypted parts.xlsx", under_password(xlsx(sheet_xml(rows))), ENCRYPTED)


def _make_damaged(rows: list[list[str]]) -> Iterator[HostileTable]:
    sound = {"xlsx": xlsx(sheet_xml(rows)), "xls": xls(rows), "ods": ods(ods_rows(rows))}
    sound["parquet"] = parquet_file(rows)
    for suffix, data in sound.items():
        yield HostileTable(f"cut.{suffix}", data[: len(data) // 2], DAMAGED)
    noise = random.Random(7).randbytes(400)
    yield HostileTable("noise.parquet", sound["parquet"][:40] + noise + sound["parquet"][440:], DAMAGED)
    yield HostileTable("noise.xls", ole({"Workbook": biff(rows)[:20] + noise * 11}), DAMAGED)
    yield HostileTable("nothing behind the entry.xlsx", packed({"xl/workbook.xml": "<a/>"}), DAMAGED)
    parts, relations = xlsx_parts(sheet_xml(rows)), "xl/_rels/workbook.xml.rels"
    lead = str(parts[relations]).replace("worksheets/sheet1.xml", "../../../../../../etc/passwd")
    entry = str(parts["xl/workbook.xml"]).replace("政策", "s")
    lost = packed({**parts, "xl/workbook.xml": entry, relations: lead})
    yield HostileTable("path that leads out.xlsx", lost, DAMAGED)
    unknown = xlsx('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')
    yield HostileTable("text that is not there.xlsx", unknown, DAMAGED)


def _make_large(rows: list[list[str]]) -> Iterator[HostileTable]:
    yield HostileTable("bomb.xlsx", zip_of_zeros("xl/workbook.xml", 300), UNSAFE)
    for name, place, row in (
        ("corner", "XFD1048576", 1_048_576),
        ("beyond", "ZZZZZZ4294967295", 4_294_967_295),
    ):
        far = f'{sheet_xml(rows)}<row r="{row}">{inline(place, "x")}</row>'
        yield HostileTable(f"{name}.xlsx", xlsx(far), TOO_LARGE)
    repeated = ods_rows([["党" * 1_000]]).replace("-row>", '-row table:number-rows-repeated="1000000">', 1)
    repeated = repeated.replace("-cell ", '-cell table:number-columns-repeated="16000" ', 1)
    yield HostileTable("repeated.ods", ods(repeated), DAMAGED)
    deep = packed({**xlsx_parts(""), "xl/worksheets/sheet1.xml": "".join(f"<a{i}>" for i in range(300_000))})
    yield HostileTable("deep.xlsx", deep, (*DAMAGED, *NO_TEXT))


def _make_odd_workbooks(first: str, second: str) -> Iterator[HostileTable]:
    empty = "".join(f'<row r="{i}"><c r="A{i}" s="1"/></row>' for i in range(3, 300_000))
    far = f'<row r="1048576">{inline("B1048576", second)}</row>'
    yield HostileTable(
        "a million empty rows.xlsx",
        xlsx(sheet_xml([["标题", "正文"], ["一", first]]) + empty + far),
        rows=("#政策#2", "#政策#1048576"),
    )
    formulas = '<row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>C1</f><v/></c></row>'
    yield HostileTable("formulas.xlsx", xlsx(formulas), NO_TEXT)
    entities = '<!DOCTYPE a [<!ENTITY a "党"><!ENTITY b "&a;&a;&a;&a;">]>'
    parts = xlsx_parts(inline("A1", "&b;"))
    part = "xl/worksheets/sheet1.xml"
    yield HostileTable(
        "entities.xlsx", packed({**parts, part: entities + str(parts[part])}), (*DAMAGED, *NO_TEXT)
    )


def _make_texts(first: str, second: str) -> Iterator[HostileTable]:
    broken = f'标题,正文\n一,"{first}"\n二,"没有关上的引号\n三,"{second}"\n'
    yield HostileTable("broken line.csv", broken.encode("gbk"), DAMAGED, rows=("#2", "#4"))
    huge = f'标题,正文\n一,"{first}x"\n二,{"党" * 17_000_000}\n三,"{second}x"\n'
    yield HostileTable("a cell of 50 MB.csv", huge.encode(), DAMAGED, rows=("#2", "#4"))
    yield HostileTable("zeros.csv", b"a,b\n" + bytes(5_000), ("binary",))
    quotes = "title,text\n" + '"x\n"y",z"\n' * 20_000
    yield HostileTable("quotation marks.csv", quotes.encode(), NO_TEXT)
    page = f"<table><tr><td>标题</td><td>正文</td></tr><tr><td>一</td><td>{first}y</td></tr></table>"
    yield HostileTable("page.xls", page.encode("gb18030"), rows=("#2",))
    wide = (
        "<table><tr><td colspan=999999>党</td></tr><tr>"
        + "<td colspan=9999 rowspan=9999>建</td>" * 9
        + "</tr></table>"
    )
    yield HostileTable("wide page.xls", wide.encode(), TOO_LARGE)


def _make_json(first: str, second: str) -> Iterator[HostileTable]:
    records = [{"标题": "一", "正文": first + "z"}, {"标题": "二", "正文": second + "z"}]
    yield HostileTable("sound.json", json.dumps({"data": {"list": records}}).encode(), rows=("#2", "#3"))
    yield HostileTable("unknown shape.json", b'{"code": 500, "data": [1, 2]}', OTHER)
    yield HostileTable("deep.json", b"[" * 100_000 + b"]" * 100_000, UNSAFE)
    yield HostileTable("deep objects.json", b'{"a":' * 100_000, UNSAFE)
    yield HostileTable("cut.json", json.dumps(records).encode()[:-40], DAMAGED)
    yield HostileTable("numbers.json", b"[" + b"1," * 11_000_000 + b"1]", TOO_LARGE)
    lines = "".join(f'{{"k{i}": "党"}}\n' for i in range(20_000))
    yield HostileTable("a key on each line.jsonl", lines.encode(), TOO_LARGE)
