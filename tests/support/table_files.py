"""Tables of every format, as bytes: sound ones, and the parts of which hostile ones are made."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence

import pyarrow as pa
from pyarrow import parquet

from tests.support.hostile_files import ole, packed

SHEET_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_NS = "http://schemas.openxmlformats.org/package/2006"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_NS = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
Rows = Sequence[Sequence[str]]


def xlsx_parts(sheet: str, shared: str = "") -> dict[str, bytes | str]:
    """The parts of a workbook of one sheet, whose rows are given as XML, and so are its shared texts."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE_NS}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE_NS}/relationships"><Relationship Id="r1" '
        f'Type="{RELATIONS_NS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {SHEET_NS} xmlns:r="{RELATIONS_NS}"><sheets><sheet name="政策" '
        'sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE_NS}/relationships"><Relationship '
        f'Id="r1" Type="{RELATIONS_NS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {SHEET_NS}><sheetData>{sheet}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {SHEET_NS}>{shared}</sst>",
    }


def xlsx(sheet: str, shared: str = "") -> bytes:
    """A workbook of one sheet, whose rows are given as XML."""
    return packed(xlsx_parts(sheet, shared))


def inline(place: str, text: str) -> str:
    """A cell of a sheet in XML."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet_xml(rows: Rows) -> str:
    """Rows of texts as XML, from cell A1 on."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = (inline(f"{'ABCDEFGH'[i]}{number}", text) for i, text in enumerate(row))
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    return "".join(lines)


def ods(rows: str) -> bytes:
    """An OpenDocument workbook of one sheet, whose rows are given as XML."""
    content = (
        f"<office:document-content {ODS_NS}><office:body><office:spreadsheet>"
        f'<table:table table:name="政策">{rows}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return packed({"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_rows(rows: Rows) -> str:
    """Rows of texts as the XML of an OpenDocument workbook."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return "".join(
        f"<table:table-row>{''.join(cell.format(text) for text in row)}</table:table-row>" for row in rows
    )


def biff(rows: Rows, password: bool = False) -> bytes:
    """The stream of an xls of one sheet; with a password, of one that says it is encrypted."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def begin(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0x7CC, 0, 6))

    lock = record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48)) if password else b""
    name = "政策"
    place = len(begin(5) + lock) + 4 + 8 + 2 * len(name) + 4
    sheet = record(0x85, struct.pack("<IHBB", place, 0, len(name), 1) + name.encode("utf-16-le"))
    cells = b"".join(
        record(0x204, struct.pack("<HHHHB", i, j, 0, len(text), 1) + text.encode("utf-16-le"))
        for i, row in enumerate(rows)
        for j, text in enumerate(row)
    )
    return begin(5) + lock + sheet + record(0xA, b"") + begin(0x10) + cells + record(0xA, b"")


def xls(rows: Rows, password: bool = False) -> bytes:
    """An old workbook of one sheet."""
    return ole({"Workbook": biff(rows, password).ljust(4_096, b"\0")})


def parquet_file(rows: Rows) -> bytes:
    """A parquet file; the first row holds the names."""
    target = io.BytesIO()
    columns = {name: [row[i] for row in rows[1:]] for i, name in enumerate(rows[0])}
    parquet.write_table(pa.table(columns), target)
    return target.getvalue()
