"""Which format a file has, by its first bytes and never by its suffix."""

from __future__ import annotations

import io
import re
import zipfile

from analysis.notices import FileType

# Formats with a reader. A picture has one too (OCR).
TEXT, HTML, MHT, PDF = "text", "html", "mht", "pdf"
DOCX, DOC, RTF, OFD = "docx", "doc", "rtf", "ofd"
PICTURE = "a picture"
# Formats without a reader.
SPREADSHEET = FileType.SPREADSHEET
SLIDES = FileType.SLIDES
ARCHIVE = FileType.ARCHIVE
ENCRYPTED_OFFICE = "an encrypted office file"
OTHER_OLE = FileType.OLD_OFFICE
OPEN_DOCUMENT = FileType.OPEN_DOCUMENT
SOUND = FileType.MEDIA
PROGRAM = FileType.PROGRAM
CAJ = FileType.CAJ
XML = FileType.XML
POSTSCRIPT = FileType.POSTSCRIPT
DATABASE = FileType.DATABASE

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNATURES = (
    (b"%PDF-", PDF),
    (b"{\\rtf", RTF),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"BM", PICTURE),
    (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ\x00", ARCHIVE),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"ID3", SOUND),
    (b"RIFF", SOUND),
    (b"OggS", SOUND),
    (b"fLaC", SOUND),
    (b"\x1aE\xdf\xa3", SOUND),
    (b"0&\xb2u\x8ef\xcf\x11", SOUND),
    (b"%!PS", POSTSCRIPT),
    (b"SQLite format 3\x00", DATABASE),
    # Both are formats of CNKI, the publisher of Chinese journals.
    (b"HN\x00", CAJ),
    (b"CAJ\x00", CAJ),
)
# Text may start with these letters too, so they count only if a zero byte follows in the head.
WEAK_SIGNATURES = (b"BM", b"MZ", b"ID3")
# Repeats are possessive (*+), so that thousands of unfinished comments take linear time.
HTML_START = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--.*?-->\s*+)*+"
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|div|table|p|span|center|font|script|style"
    rb"|link|section|article|main|h[1-6]|[uo]l|br|a|form|base|iframe)\b)",
    re.I | re.S,
)
# A page cut out of its frame starts with text, but plain text has no closing tags.
HTML_TAG = re.compile(rb"</(?:p|div|span|td|tr|li|a|h[1-6]|font|strong|html)\s*>|<br\s*/?>", re.I)
MIN_TAGS = 3
MHT_START = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.I)
# How many bytes are looked at. A page may start with a long comment or script.
HEAD_SIZE, HTML_HEAD_SIZE = 4_096, 65_536
# An office file has tens of members; one with a picture on every page has some thousands.
MEMBER_SIGNATURE, MAX_MEMBERS = b"PK\x01\x02", 20_000


def detect_format(data: bytes) -> str:
    """Detect the format of a file.

    Returns:
        One of this module's constants; `TEXT` where nothing points to another format.
    """
    # Web servers and mailers leave byte-order marks and blank lines before a signature.
    head = data[:HEAD_SIZE].removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, name in SIGNATURES:
        if head.startswith(signature) and (signature not in WEAK_SIGNATURES or b"\x00" in head):
            return name
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _detect_zip(data)
    if data.startswith(OLE):
        return _detect_ole(data)
    if head[4:8] == b"ftyp":
        return SOUND
    # Before HTML: a web archive holds a page, so it has the tags of one.
    if MHT_START.match(head):
        return MHT
    if _is_html(data, head):
        return HTML
    if b"%PDF-" in head[:1024]:
        return PDF
    if _drop_zero_bytes(head).startswith(b"<?xml"):
        return XML
    return TEXT


def _is_html(data: bytes, head: bytes) -> bool:
    ascii_head = _drop_zero_bytes(head)
    if ascii_head.startswith(b"<") and HTML_START.match(_drop_zero_bytes(data[:HTML_HEAD_SIZE])):
        return True
    return len(HTML_TAG.findall(ascii_head)) >= MIN_TAGS and not ascii_head.startswith(b"<?xml")


def _drop_zero_bytes(head: bytes) -> bytes:
    """Drop what UTF-16 adds to ASCII, so that the tags of a page saved as “Unicode” are recognised."""
    for mark in (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"):
        head = head.removeprefix(mark)
    return head.replace(b"\x00", b"").lstrip()


def _detect_zip(data: bytes) -> str:
    # Counted in the bytes: zipfile would build its list of a million members first.
    if data.count(MEMBER_SIGNATURE) > MAX_MEMBERS:
        return ARCHIVE
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.replace("\\", "/").casefold() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        # The directory at the end is lost, but the first members' names stand in the head.
        head = data[:HEAD_SIZE]
        if b"ofd.xml" in head.lower():
            return OFD
        return DOCX if b"[Content_Types].xml" in head or b"word/" in head else ARCHIVE
    if "ofd.xml" in names:
        return OFD
    if any(name.startswith("word/") for name in names):
        return DOCX
    if any(name.startswith("xl/") for name in names):
        return SPREADSHEET
    if any(name.startswith("ppt/") for name in names):
        return SLIDES
    return OPEN_DOCUMENT if {"mimetype", "content.xml"} <= names else ARCHIVE


def _detect_ole(data: bytes) -> str:
    """Tell old office files apart by the names of their streams, which are in UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return ENCRYPTED_OFFICE
    if holds("WordDocument"):
        return DOC
    if holds("Workbook") or holds("Book"):
        return SPREADSHEET
    return SLIDES if holds("PowerPoint Document") else OTHER_OLE
