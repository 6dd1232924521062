"""Makers of small Word and OFD files, part by part, for the tests of their readers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
SPACES = " ".join(f'xmlns:{name}="{space}"' for name, space in NAMES.items())
OFD_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def packed(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip container."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


# --- Word -----------------------------------------------------------------------------------


def part(root: str, content: str) -> str:
    """A part of a Word file."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {SPACES}>{content}</w:{root}>'


def relations(targets: dict[str, str]) -> str:
    """The table of a part's relations: what kind leads where."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    rows = "".join(
        f'<Relationship Id="r{i}" Type="{TYPES}{kind.rstrip("0123456789")}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{space}">{rows}</Relationships>'


def docx(body: str, *, numbering: str = "", styles: str = "", more: dict[str, str] | None = None) -> bytes:
    """A Word file: the XML of its body, lists and styles; `more` are parts by their kind."""
    parts = {
        "numbering": part("numbering", numbering),
        "styles": part("styles", styles),
        **(more or {}),
    }
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
            "word/_rels/document.xml.rels": relations({kind: f"{kind}.xml" for kind in parts}),
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            **{f"word/{kind}.xml": content for kind, content in parts.items()},
        }
    )


def run(text: str, properties: str = "") -> str:
    """A run of characters."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(
    text: str = "",
    *,
    level: int | None = None,
    list_name: int = 1,
    style: str = "",
    properties: str = "",
    content: str = "",
) -> str:
    """A paragraph, at a level of a list where one is given; `content` is XML behind its text."""
    stated = f'<w:pStyle w:val="{style}"/>' if style else ""
    if level is not None:
        stated += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_name}"/></w:numPr>'
    runs = run(text) if text else ""
    return f"<w:p><w:pPr>{stated}{properties}</w:pPr>{runs}{content}</w:p>"


def level(depth: int, numerals: str, pattern: str, more: str = "", start: int = 1) -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{numerals}"/>'
        f'{more}<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def list_kind(name: int, *levels: str) -> str:
    """A kind of list, and the list of the same number that uses it."""
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>' + list_use(name, name)


def list_use(name: int, kind: int, changes: str = "") -> str:
    """A list that paragraphs name, and its kind."""
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{kind}"/>{changes}</w:num>'


def cell(*paragraphs: str, properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table of rows of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def field(instruction: str, result: str) -> str:
    """A field with its instruction and its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


# --- OFD ------------------------------------------------------------------------------------


def ofd(
    *pages: str,
    common: str = "",
    page_head: str = "",
    more: dict[str, str | bytes] | None = None,
) -> bytes:
    """An OFD file of A4 pages, each given by the XML of its objects."""
    entries = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    members: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {OFD_SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml"
        "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {OFD_SPACE}><ofd:CommonData><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData>"
        f"<ofd:Pages>{entries}</ofd:Pages></ofd:Document>",
    }
    for i, objects in enumerate(pages):
        members[f"Doc_0/Pages/Page_{i}/Content.xml"] = (
            f"<ofd:Page {OFD_SPACE}>{page_head}<ofd:Content><ofd:Layer>{objects}</ofd:Layer>"
            "</ofd:Content></ofd:Page>"
        )
    return packed(members | (more or {}))


def text_object(text: str, x: float, y: float, size: float = 5.6, step: float | None = None) -> str:
    """A line of text with its left end at x and its baseline at y, in millimetres."""
    widths = (size if c > "\u2000" else size / 2 for c in text[:-1])
    steps = " ".join(f"{step or width:.4f}" for width in widths)
    return (
        f'<ofd:TextObject Boundary="{x} {y - size} 200 {size * 1.3}" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def rule(x: float, y: float, to_x: float, to_y: float) -> str:
    """A straight line."""
    width, height = to_x - x, to_y - y
    return (
        f'<ofd:PathObject Boundary="{x} {y} {max(width, 0.1)} {max(height, 0.1)}">'
        f"<ofd:AbbreviatedData>M 0 0 L {width} {height}</ofd:AbbreviatedData></ofd:PathObject>"
    )
