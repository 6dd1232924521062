"""What stands in the hostile and odd files, format by format."""

from __future__ import annotations

import codecs
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from tests.support.hostile_files import (
    OFD_NS,
    OLE,
    WORD_NS,
    docx,
    encrypted_pdf,
    ofd,
    ole,
    packed,
    pdf,
    plan,
    rtf,
    under_password,
    word_xml,
    zip_of_zeros,
)

KEPT, REJECTED, IGNORED, DUPLICATE = "kept", "rejected", "ignored", "duplicate"
# A file that may be read or refused, so long as it does no harm.
EITHER = ""
# Stands in files beside the folder that hostile files point to; it may show nowhere.
SECRET = "机密内容不得外泄"
BOMBS = ("too large", "unsafe", "damaged")
NO_WORKBOOK = ("damaged", "empty")
UNREAD, ENCODING = ("damaged", "empty"), ("wrong encoding",)
TRADITIONAL = (
    "教育處工作計畫\n一、加強學校領導\n為貫徹教育方針，發展優質學校，關懷學習困難的學生，"
    "鼓勵教師進修，實現均衡發展。\n二、改進教學\n學校應當為學生開設課程，並且檢查教學計畫。\n"
)
WIDE_CELL = "<table><tr><td colspan=1000000000 rowspan=1000000000>党</td></tr></table>"
SELF_DRAWN = {
    3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    b" /Resources << /Font << /F1 5 0 R >> /XObject << /X 8 0 R >> >> >>",
    4: b"<< /Length 5 >>\nstream\n/X Do\nendstream",
    8: b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 900] /Length 300"
    b" /Resources << /XObject << /X 8 0 R >> >> >>\nstream\n" + b"/X Do " * 50 + b"\nendstream",
}
NewPlan = Callable[[], str]
Rows = Iterator[tuple[str, bytes, str, tuple[str, ...]]]


def contents(secret: Path) -> Rows:
    """Path, bytes, the status a file should get, and the reasons that are right for it."""
    numbers = count(1)

    def new() -> str:
        return plan(next(numbers))

    groups = (_texts, _pages, _pdfs, _words, _old_words, _ofds, _others, _duplicates, _by_name)
    for group in groups:
        yield from group(new, secret)


def _texts(new: NewPlan, secret: Path) -> Rows:
    noise = random.Random(3).randbytes(20_000)
    yield "text/utf-8.txt", new().encode(), KEPT, ()
    yield "text/gb18030.txt", new().encode("gb18030"), KEPT, ()
    yield "text/traditional in gb18030.txt", TRADITIONAL.encode("gb18030"), KEPT, ()
    yield "text/big5.txt", (TRADITIONAL + "教育處。").encode("big5"), KEPT, ()
    yield "text/utf-16 without mark.txt", new().encode("utf-16-be"), KEPT, ()
    yield "text/utf-32.txt", new().encode("utf-32"), KEPT, ()
    yield "text/cut in utf-8.txt", new().encode()[:-2], KEPT, ()
    yield "text/cut in gbk.txt", new().rstrip("\n").encode("gbk")[:-1], KEPT, ()
    yield "text/cut in utf-16.txt", new().encode("utf-16")[:-1], KEPT, ()
    yield "text/filled with zeros.txt", new().encode() + bytes(4096), KEPT, ()
    yield "text/end of file of DOS.txt", new().encode("gbk") + b"\x1a", KEPT, ()
    yield "text/control characters.txt", (new() * 9 + "\x07\x1f").encode(), KEPT, ()
    yield "text/garbled.txt", new().encode().decode("latin-1").encode(), KEPT, ()
    yield "text/one line.txt", (new().replace("\n", "。") * 300).encode(), KEPT, ()
    # Without their titles, for a file of many plans is many documents.
    parts = [new(), *(new().split("\n", 1)[1] for _ in range(299))]
    yield "text/ten thousand lines.txt", "\n".join(parts).encode(), KEPT, ()
    yield "text/rare characters.txt", (new() + "𠀀𪚥\u202e\u200d👩‍🏫\ue000").encode(), KEPT, ()
    yield "text/a sign that starts a bitmap.txt", ("BM" + new()).encode(), KEPT, ()
    yield "text/no suffix", new().encode(), KEPT, ()
    yield (
        "text/hole in utf-8.txt",
        new().encode()[:99] + b"\xff" + new().encode(),
        REJECTED,
        ENCODING,
    )
    yield "text/hole in gbk.txt", _holed(new().encode("gbk")), REJECTED, ENCODING
    yield "text/two encodings.txt", new().encode() + new().encode("gbk"), REJECTED, ENCODING
    yield (
        "text/half a character.txt",
        ("\ud800" + new()).encode("utf-16", "surrogatepass"),
        REJECTED,
        ENCODING,
    )
    yield "text/mark only.txt", codecs.BOM_UTF8, REJECTED, ("empty",)
    yield "text/empty.txt", b"", REJECTED, ("empty",)
    yield "text/blank.txt", " \u3000\r\n\t".encode(), REJECTED, ("empty",)
    yield "text/zeros.txt", bytes(9_999), REJECTED, ("empty",)
    yield "text/zero inside.txt", (new() + "\0" + new()).encode(), REJECTED, ("binary",)
    yield "text/noise.txt", noise, REJECTED, ("binary", "wrong encoding")
    yield "text/digits.txt", b"2022 " * 400, REJECTED, ("empty",)
    yield "text/english.txt", b"Work plan of the district. " * 40, REJECTED, ("empty",)
    yield "text/lost characters.txt", (new() + "锟斤拷" * 40).encode(), REJECTED, ("garbled",)
    yield "text/read as gbk.txt", _read_as_gbk(new()), REJECTED, ("garbled",)
    yield (
        "text/furniture only.txt",
        ("某市某区教育局党建工作领导小组办公室\n" * 4).encode(),
        REJECTED,
        ("no body",),
    )


def _pages(new: NewPlan, secret: Path) -> Rows:
    def page(inside: str, head: str = '<meta charset="utf-8">') -> bytes:
        return f"<!DOCTYPE html><html><head>{head}</head><body>{inside}</body></html>".encode()

    def paragraphs() -> str:
        return "".join(f"<p>{line}</p>" for line in new().split("\n"))

    outside = secret.as_uri()
    yield "page/sound.html", page(paragraphs()), KEPT, ()
    yield "page/declares another charset.html", page(paragraphs(), '<meta charset="gbk">'), KEPT, ()
    yield "page/in gbk.html", page(paragraphs()).decode().encode("gbk"), KEPT, ()
    yield "page/cut.html", page(paragraphs())[:-40], KEPT, ()
    yield "page/cut in a tag.html", page(paragraphs()) + b'<div class="x', KEPT, ()
    yield "page/a piece.html", paragraphs().encode(), KEPT, ()
    yield "page/named as word.doc", page(paragraphs()), KEPT, ()
    yield (
        "page/leads outside.html",
        page(
            f'<iframe src="{outside}"></iframe><object data="{outside}"></object>'
            f'<script src="{outside}"></script>{paragraphs()}',
            f'<base href="{outside}"><link rel="stylesheet" href="{outside}">'
            f'<meta http-equiv="refresh" content="0;url={outside}">',
        ),
        KEPT,
        (),
    )
    yield (
        "page/entity of a file.html",
        (
            f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e SYSTEM "{outside}">]><html><body>&e;'
            f"{paragraphs()}</body></html>"
        ).encode(),
        KEPT,
        (),
    )
    yield (
        "page/many attributes.html",
        page("<p " + " ".join(f'a{i}="{i}"' for i in range(100_000)) + f">{paragraphs()}"),
        EITHER,
        BOMBS,
    )
    yield "page/wide cells.html", page(WIDE_CELL + paragraphs()), KEPT, ()
    yield "page/many entities.html", page(paragraphs() + "&lt;&#20826;&nbsp;" * 20_000), KEPT, ()
    yield "page/nested deep.html", page("<div>" * 100_000 + paragraphs()), EITHER, BOMBS
    yield (
        "page/tables in tables.html",
        page("<table><tr><td>" * 20_000 + paragraphs()),
        EITHER,
        BOMBS,
    )
    yield "page/unclosed fonts.html", page("<b><i><font>" * 20_000 + paragraphs()), EITHER, BOMBS
    yield (
        "page/comments.html",
        page("<!---->" * 50_000 + "<!--" * 9_000 + paragraphs()),
        EITHER,
        ("empty",),
    )
    yield (
        "page/frames.html",
        page('<frameset><frame src="a.html"></frameset>'),
        REJECTED,
        ("empty",),
    )
    yield "page/script only.html", page(f"<script>var a='{new()}'</script>"), REJECTED, ("empty",)
    yield "page/no text.html", page(""), REJECTED, ("empty",)
    yield (
        "page/cut.mht",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x",
        REJECTED,
        ("damaged", "empty"),
    )
    yield "page/parts in parts.mht", _parts_in_parts(400), REJECTED, (*BOMBS, "empty")


def _pdfs(new: NewPlan, secret: Path) -> Rows:
    sound = pdf(new())
    bomb = zlib.compress(b"\n" * 400_000_000, 1)
    yield "pdf/sound.pdf", sound, KEPT, ()
    yield "pdf/named as text.txt", pdf(new()), KEPT, ()
    yield "pdf/after a mail's head.pdf", b"Date: today\r\n\r\n" + pdf(new()), KEPT, ()
    yield "pdf/no table of its objects.pdf", pdf(new()).replace(b"xref", b"xxxx"), KEPT, ()
    yield "pdf/may not be changed.pdf", encrypted_pdf(new(), user=""), KEPT, ()
    yield "pdf/under a password.pdf", encrypted_pdf(new(), user="secret"), REJECTED, ("encrypted",)
    yield "pdf/cut.pdf", pdf(new())[:700], REJECTED, (*UNREAD, "no text layer")
    yield "pdf/head only.pdf", b"%PDF-1.7\n", REJECTED, ("damaged",)
    yield "pdf/noise.pdf", b"%PDF-1.4\n" + random.Random(4).randbytes(9_000), REJECTED, ("damaged",)
    yield (
        "pdf/no pages.pdf",
        pdf(objects={2: b"<< /Type /Pages /Kids [] /Count 0 >>"}),
        REJECTED,
        (*UNREAD, "no text layer"),
    )
    yield (
        "pdf/a million pages told.pdf",
        pdf(new(), objects={2: b"<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>"}),
        EITHER,
        BOMBS,
    )
    yield (
        "pdf/pages in a ring.pdf",
        pdf(objects={3: b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>"}),
        REJECTED,
        (*UNREAD, "no text layer"),
    )
    yield "pdf/arrays in arrays.pdf", pdf(new(), objects={8: b"[" * 100_000}), EITHER, UNREAD
    yield "pdf/blank page.pdf", pdf(), REJECTED, ("empty", "no text layer")
    yield (
        "pdf/unpacks to much.pdf",
        pdf(objects={4: b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(bomb), bomb)}),
        REJECTED,
        (*BOMBS, "empty", "no text layer"),
    )
    yield "pdf/unpacks to what unpacks.pdf", pdf(objects={4: _packed_twice()}), REJECTED, BOMBS
    yield "pdf/form that draws itself.pdf", pdf(new(), objects=SELF_DRAWN), EITHER, BOMBS
    yield (
        "pdf/text of another file.pdf",
        pdf(objects={4: b"<< /Length 0 /F (%s) >>\nstream\n\nendstream" % str(secret).encode()}),
        REJECTED,
        (*UNREAD, "no text layer"),
    )


def _words(new: NewPlan, secret: Path) -> Rows:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    laughs = f'<!DOCTYPE w [<!ENTITY a0 "党建工作要点">{entities}]>'
    outside = f'<!DOCTYPE w [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    remote = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/'
        f'2006/relationships/aFChunk" Target="{secret.as_uri()}" TargetMode="External"/></Relationships>'
    )
    text = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    crowd = " ".join(f'a{i}="1"' for i in range(60_000))
    yield "word/sound.docx", docx(new()), KEPT, ()
    yield "word/named as pdf.pdf", docx(new()), KEPT, ()
    yield (
        "word/paths that lead out.docx",
        docx(new(), more={"../../evil.txt": SECRET, "/evil.txt": SECRET, "C:\\evil.txt": SECRET}),
        KEPT,
        (),
    )
    yield (
        "word/text of another file.docx",
        docx(
            document=word_xml(
                f'<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="r9"/>{text.format(new())}'
            ),
            more={"word/_rels/document.xml.rels": remote},
        ),
        KEPT,
        (),
    )
    yield (
        "word/a hundred thousand paragraphs.docx",
        docx(document=word_xml(text.format("党建") * 100_000 + text.format(new()))),
        KEPT,
        (),
    )
    yield (
        "word/no document.docx",
        packed({"[Content_Types].xml": "<Types/>", "word/styles.xml": "<a/>"}),
        REJECTED,
        ("damaged",),
    )
    yield "word/cut.docx", docx(new())[:-99], REJECTED, ("damaged",)
    yield "word/flipped bits.docx", _flipped(docx(new())), REJECTED, ("damaged",)
    yield "word/no sound xml.docx", docx(document="<w:document><w:body>"), REJECTED, ("damaged",)
    yield "word/other xml.docx", docx(document="<plan>党建</plan>"), REJECTED, ("damaged", "empty")
    yield (
        "word/members under a password.docx",
        under_password(docx(new())),
        REJECTED,
        ("encrypted",),
    )
    yield (
        "word/under a password.docx",
        ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}),
        REJECTED,
        ("encrypted",),
    )
    yield (
        "word/entity of a file.docx",
        docx(document=word_xml(text.format("&e;" + new()), outside)),
        REJECTED,
        ("unsafe",),
    )
    yield (
        "word/a billion laughs.docx",
        docx(document=word_xml(text.format("&a11;" + new()), laughs)),
        REJECTED,
        ("unsafe",),
    )
    yield (
        "word/laughs in utf-16.docx",
        docx(
            more={
                "word/document.xml": word_xml(text.format("&a11;"), laughs)
                .replace("UTF-8", "UTF-16")
                .encode("utf-16")
            }
        ),
        REJECTED,
        ("unsafe", "damaged"),
    )
    yield "word/bomb.docx", zip_of_zeros("word/document.xml", 300), REJECTED, BOMBS
    yield (
        "word/bomb that says it is small.docx",
        zip_of_zeros("word/document.xml", 300, stated_size=999),
        REJECTED,
        BOMBS,
    )
    yield (
        "word/wide cells.docx",
        docx(
            document=word_xml(
                '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>'
                f"{text.format(new())}</w:tc></w:tr></w:tbl>{text.format(new())}"
            )
        ),
        KEPT,
        (),
    )
    yield "word/many members.docx", _many_members(30_000), REJECTED, (*BOMBS, "other format")
    yield (
        "word/tables in tables.docx",
        docx(
            document=word_xml(
                f"{'<w:tbl><w:tr><w:tc>' * 5_000}{text.format(new())}{'</w:tc></w:tr></w:tbl>' * 5_000}"
            )
        ),
        REJECTED,
        BOMBS,
    )
    yield (
        "word/many attributes.docx",
        docx(document=word_xml(f"<w:p {crowd}/>{text.format(new())}")),
        EITHER,
        BOMBS,
    )


def _old_words(new: NewPlan, secret: Path) -> Rows:
    locked = struct.pack("<HH", 0xA5EC, 0xC1) + bytes(6) + struct.pack("<H", 0x0100) + bytes(5_000)
    include = f'{{\\field{{\\*\\fldinst INCLUDETEXT "{secret}"}}{{\\fldrslt}}}}'
    yield "old/nothing inside.doc", ole({}), REJECTED, ("other format",)
    yield "old/head only.doc", OLE + bytes(504), REJECTED, ("other format",)
    yield "old/noise.doc", OLE + random.Random(5).randbytes(9_000), REJECTED, ("other format",)
    yield "old/of another program.doc", ole({"Contents": b"x"}), REJECTED, ("other format",)
    yield "old/no text.doc", ole({"WordDocument": b"x" * 5_000}), REJECTED, ("damaged",)
    yield (
        "old/chain without end.doc",
        ole({"WordDocument": b"x" * 5_000}, loop=True),
        REJECTED,
        ("damaged",),
    )
    yield (
        "old/under a password.doc",
        ole({"WordDocument": locked, "0Table": b"x"}),
        REJECTED,
        ("encrypted",),
    )
    yield "old/spreadsheet.doc", ole({"Workbook": b"x"}), REJECTED, NO_WORKBOOK
    yield "old/sound.rtf", rtf(new()), KEPT, ()
    yield "old/named as word.doc", rtf(new()), KEPT, ()
    yield (
        "old/text of another file.rtf",
        rtf(new()).replace(b"\\uc1 ", b"\\uc1 " + include.encode()),
        KEPT,
        (),
    )
    yield "old/cut.rtf", rtf(new())[:-30], KEPT, ()
    yield "old/braces.rtf", b"{\\rtf1" + b"{" * 100_000 + rtf(new()), REJECTED, BOMBS
    yield "old/closing braces.rtf", b"{\\rtf1" + b"}" * 100_000 + rtf(new()), EITHER, UNREAD
    yield "old/much to skip.rtf", rtf(new())[:-1] + b"\\bin2000000000 x}", EITHER, UNREAD
    yield (
        "old/large numbers.rtf",
        rtf(new())[:-1] + b"\\uc99999999\\u99999999999?\\fs-9}",
        EITHER,
        UNREAD,
    )


def _ofds(new: NewPlan, secret: Path) -> Rows:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    path = f"../../../../../../{secret.as_posix().lstrip('/')}"
    lead = packed(
        {
            "OFD.xml": f"<ofd:OFD {OFD_NS}><ofd:DocBody><ofd:DocRoot>{path}</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        }
    )
    yield "ofd/sound.ofd", ofd(new()), KEPT, ()
    yield "ofd/no pages.ofd", ofd(pages=False), REJECTED, UNREAD
    yield "ofd/blank page.ofd", ofd(), REJECTED, UNREAD
    yield "ofd/nothing behind the entry.ofd", packed({"OFD.xml": "<OFD/>"}), REJECTED, UNREAD
    yield "ofd/path that leads out.ofd", lead, REJECTED, UNREAD
    yield "ofd/bomb.ofd", zip_of_zeros("OFD.xml", 300), REJECTED, BOMBS
    yield (
        "ofd/a billion laughs.ofd",
        ofd(content=f'<!DOCTYPE o [<!ENTITY a0 "党">{entities}]><o>&a11;</o>'),
        REJECTED,
        ("unsafe",),
    )
    yield (
        "ofd/sixty thousand lines on a page.ofd",
        ofd("党建\n" * 60_000),
        EITHER,
        (*BOMBS, "no body"),
    )


def _others(new: NewPlan, secret: Path) -> Rows:
    yield "other/archive.dat", packed({"plan.txt": new()}), REJECTED, ("other format",)
    yield "other/rar", b"Rar!\x1a\x07\x00" + bytes(99), REJECTED, ("other format",)
    yield "other/spreadsheet.docx", packed({"xl/workbook.xml": "<a/>"}), REJECTED, NO_WORKBOOK
    yield "other/program.txt", b"MZ\x90\x00" + bytes(999), REJECTED, ("other format",)
    yield (
        "other/picture.txt",
        b"\x89PNG\r\n\x1a\n" + bytes(99),
        REJECTED,
        ("other format", *UNREAD, "no text layer"),
    )
    yield (
        "other/xml.txt",
        f'<?xml version="1.0"?><w:wordDocument {WORD_NS}/>'.encode(),
        REJECTED,
        ("other format",),
    )


def _duplicates(new: NewPlan, secret: Path) -> Rows:
    text = new()
    yield "twice/a.txt", text.encode(), KEPT, ()
    yield "twice/b.txt", text.encode(), DUPLICATE, ("same bytes",)
    yield "twice/c.txt", text.replace("任务", "工作", 1).encode(), KEPT, ()
    yield "twice/d.txt", b"", REJECTED, ("empty",)  # as empty as another file, and refused as that


def _by_name(new: NewPlan, secret: Path) -> Rows:
    for name in (
        ".hidden.txt",
        ".git/config",
        "~$plan.docx",
        ".~lock.plan.docx#",
        "name/.DS_Store",
        "name/Thumbs.db",
        "name/desktop.ini",
        "name/plan.tmp",
        "name/plan.pdf.crdownload",
        "name/plan.docx.part",
        "name/plan.txt~",
        "name/汇总.numbers",
        "name/slogans-review.xlsx",
        "name/打包.zip",
        "name/抓取.py",
        "name/分析.ipynb",
        "name/会议.mp4",
        "README.md",
        "name/manifest.csv",
        "name/网页_files/frame.html",
        "name/网页_files/a.css",
        "__MACOSX/._plan.txt",
    ):
        yield name, new().encode(), IGNORED, ("by its name",)
    for name in (
        "name/网页.html",
        "name/documents.parquet.txt",
        "name/ledger",
        "name/plan.txt/内.txt",
    ):
        yield name, new().encode(), KEPT, ()


def _holed(data: bytes) -> bytes:
    return data[:30] + b"\xff" + data[30:]


def _packed_twice() -> bytes:
    """A stream of PDF that unpacks to a megabyte, which unpacks to a thousand."""
    packer = zlib.compressobj(9)
    inner = b"".join(packer.compress(b"\n" * 10_000_000) for _ in range(100)) + packer.flush()
    stream = zlib.compress(inner, 9)
    head = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(stream)
    return head + stream + b"\nendstream"


def _flipped(data: bytes) -> bytes:
    start = data.index(b"word/document.xml") + 40
    return data[:start] + bytes(byte ^ 0x5A for byte in data[start : start + 200]) + data[start + 200 :]


def _read_as_gbk(text: str) -> bytes:
    return "".join(line.encode().decode("gbk", "replace") + "\n" for line in text.split("\n")).encode()


def _parts_in_parts(depth: int) -> bytes:
    parts = b"MIME-Version: 1.0\r\n"
    for i in range(depth):
        parts += b"Content-Type: multipart/related; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i)
    return parts


def _many_members(number: int) -> bytes:
    members: dict[str, bytes | str] = {f"word/{i}.xml": "" for i in range(number)}
    return packed({"word/document.xml": word_xml(""), **members})
