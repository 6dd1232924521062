"""Makers of small files in every format, sound ones to be damaged and ones that are built to harm."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NUMERALS = "一二三四五六七八九十"
WORD_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFD_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def plan(number: int) -> str:
    """A plan that differs from every other: place, year and points depend on its number."""
    year = 2010 + number % 14
    points = "\n".join(
        f"{NUMERALS[i]}、推进第{number * 7 + i}项工作\n坚持以政治建设为统领，落实第{number}号任务，"
        f"开展{number + i}次学习教育，办好人民满意的事业，全年完成{number * 3 + i}个项目。"
        for i in range(4)
    )
    return f"某市第{number}区教育局{year}年工作要点\n{points}\n"


def packed(members: dict[str, bytes | str]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str = "", *, document: str | None = None, more: dict[str, bytes | str] | None = None) -> bytes:
    """A Word file: `body` as paragraphs, or a whole `document` part."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in body.split("\n"))
    part = document if document is not None else word_xml(paragraphs)
    kinds = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    )
    return packed(
        {
            "[Content_Types].xml": kinds,
            "_rels/.rels": relations,
            "word/document.xml": part,
            **(more or {}),
        }
    )


def word_xml(inside: str, before: str = "") -> str:
    """The main part of a Word file."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{head}{before}<w:document {WORD_NS}><w:body>{inside}</w:body></w:document>"


def ofd(body: str = "", *, content: str | None = None, pages: bool = True) -> bytes:
    """An OFD file of one page: `body` line by line, or a whole `content` part."""
    objects = "".join(
        f'<ofd:TextObject ID="{10 + i}" Boundary="20 {20 + 8 * i} 170 7" Font="3" Size="4">'
        f'<ofd:TextCode X="0" Y="5" DeltaX="g {len(line)} 4">{line}</ofd:TextCode></ofd:TextObject>'
        for i, line in enumerate(body.split("\n"))
        if line
    )
    if content is None:
        content = (
            f'<?xml version="1.0"?><ofd:Page {OFD_NS}><ofd:Content><ofd:Layer ID="2">{objects}'
            "</ofd:Layer></ofd:Content></ofd:Page>"
        )
    listed = '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>' if pages else ""
    return packed(
        {
            "OFD.xml": f'<?xml version="1.0"?><ofd:OFD {OFD_NS} Version="1.0" DocType="OFD">'
            "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
            "</ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f'<?xml version="1.0"?><ofd:Document {OFD_NS}><ofd:CommonData>'
            "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            "Doc_0/Pages/Page_0/Content.xml": content,
        }
    )


def pdf(body: str = "", *, objects: dict[int, bytes] | None = None) -> bytes:
    """A PDF file of one page; `objects` takes the place of some of its objects."""
    lines = body.split("\n")
    drawn = b"\n".join(
        b"1 0 0 1 60 %d Tm <%s> Tj" % (780 - 18 * i, line.encode("utf-16-be").hex().encode())
        for i, line in enumerate(lines)
    )
    content = b"BT /F1 12 Tf\n" + drawn + b"\nET"
    parts = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        4: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        5: b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [6 0 R] >>",
        6: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>",
        7: b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900]"
        b" /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        **(objects or {}),
    }
    data, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", {}
    for number, part in sorted(parts.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(places))
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return data + head + table + end % (len(places) + 1, len(data))


def encrypted_pdf(body: str, *, user: str) -> bytes:
    """A PDF file under a password; with an empty one for the user it opens, but may not be changed."""
    import pypdf

    writer = pypdf.PdfWriter(io.BytesIO(pdf(body)))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def rtf(body: str) -> bytes:
    """A rich text file, characters spelled by their Unicode numbers."""
    numbers = "".join(f"\\u{code if code < 32768 else code - 65536}?" for code in map(ord, body))
    spelled = numbers.replace("\\u10?", "\\par\n")
    return b"{\\rtf1\\ansi\\ansicpg936\\uc1 " + spelled.encode() + b"}"


def ole(streams: dict[str, bytes], *, loop: bool = False) -> bytes:
    """A compound file with some streams; with `loop` the chain of its directory has no end."""
    sectors: list[bytes] = [b"", b"", b""]  # FAT, directory (two sectors)
    fat = [0xFFFFFFFD, 2, 1 if loop else 0xFFFFFFFE]
    entries = [_ole_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    for name, content in streams.items():
        content = content.ljust(4096, b"\0")
        first, count = len(sectors), -(-len(content) // 512)
        sectors += [content[i : i + 512].ljust(512, b"\0") for i in range(0, 512 * count, 512)]
        fat += [*range(first + 1, first + count), 0xFFFFFFFE]
        right = len(entries) + 1 if len(entries) < len(streams) else 0xFFFFFFFF
        entries.append(_ole_entry(name, 2, first, len(content), right=right))
    table = struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat)))
    directory = b"".join(entries).ljust(1024, b"\0")
    sectors[:3] = [table, directory[:512], directory[512:]]
    head = (
        OLE
        + bytes(16)
        + struct.pack(
            "<HHHHH6xIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
        )
    )
    head += struct.pack("<I", 0) + b"\xff" * 432
    return head + b"".join(sectors)


def _ole_entry(
    name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF
) -> bytes:
    spelled = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xI16xIQ", spelled, len(spelled), kind, 1, 0xFFFFFFFF, right, child, 0, start, size
    )


def zip_of_zeros(name: str, million_bytes: int, *, stated_size: int | None = None) -> bytes:
    """An archive with one member that unpacks to that many million blanks; made without packing them.

    `stated_size` is the size that the archive claims.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    content = block * million_bytes + zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    crc = 0
    for _ in range(million_bytes):
        crc = zlib.crc32(b" " * 1_000_000, crc)
    size = million_bytes * 1_000_000 if stated_size is None else stated_size
    spelled = name.encode()
    shared = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(content), size, len(spelled), 0)
    local = b"PK\x03\x04" + shared + spelled + content
    central = b"PK\x01\x02" + struct.pack("<H", 20) + shared + struct.pack("<HHHII", 0, 0, 0, 0, 0)
    central += spelled
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def under_password(archive: bytes) -> bytes:
    """An archive whose members say that they are encrypted."""
    data = bytearray(archive)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)
