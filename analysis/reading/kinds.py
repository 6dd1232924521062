"""Kinds: what a file is by its first bytes, never by its suffix."""

from __future__ import annotations

import io
import re
import zipfile

TEXT, HTML, MHT, PDF = "text", "html", "mht", "pdf"
DOCX, DOC, RTF, OFD = "docx", "doc", "rtf", "ofd"
# Formats that hold no plan's text we could read, by the name a person knows them by.
PICTURE, SHEET, SLIDES, ARCHIVE, PROTECTED = (
    "a picture",
    "a spreadsheet",
    "a slide show",
    "an archive",
    "an encrypted office file",
)
OTHER_OLE, OPEN_DOCUMENT, SOUND, PROGRAM, FLASH = (
    "an old office file that is no Word document",
    "an OpenDocument file",
    "sound or video",
    "a program",
    "a WPS or CAJ file",
)
XML, POSTSCRIPT, DATABASE = "an XML file of no office program read here", "PostScript", "a database"
READABLE = (TEXT, HTML, MHT, PDF, DOCX, DOC, RTF, OFD)

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
    (b"HN\x00", FLASH),
    (b"CAJ\x00", FLASH),
)
# Two letters prove little: these kinds are taken only where a byte no text has comes soon after.
WEAK = (b"BM", b"MZ", b"ID3")
# Repeats are possessive (*+): a page of unfinished comments must not be tried in every division.
HTML_START = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--.*?-->\s*+)*+"
    rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|div|table|p|span|center|font|script|style"
    rb"|link|section|article|main|h[1-6]|[uo]l|br|a|form|base|iframe)\b)",
    re.I | re.S,
)
# A page that was cut out of its frame starts with text; text has no closing tags.
HTML_TAG = re.compile(rb"</(?:p|div|span|td|tr|li|a|h[1-6]|font|strong|html)\s*>|<br\s*/?>", re.I)
FEWEST_TAGS = 3
MHT_START = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.I)
# A page may start with a long comment or script.
HEAD, HTML_HEAD = 4_096, 65_536
# An office file has tens of members, one with a picture on every page some thousands.
MEMBER_SIGNATURE, MAX_MEMBERS = b"PK\x01\x02", 20_000


def kind_of(data: bytes) -> str:
    """The kind of a file: one of this module's constants; `TEXT` for what has no sign of another."""
    # Web servers and mailers leave byte-order marks and blank lines before a signature.
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, kind in SIGNATURES:
        if head.startswith(signature) and (signature not in WEAK or b"\x00" in head):
            return kind
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _kind_of_zip(data)
    if data.startswith(OLE):
        return _kind_of_ole(data)
    if head[4:8] == b"ftyp":
        return SOUND
    # A web archive holds a page, so its tags prove nothing against its head.
    if MHT_START.match(head):
        return MHT
    if _is_html(data, head):
        return HTML
    if b"%PDF-" in head[:1024]:
        return PDF
    if _narrow(head).startswith(b"<?xml"):
        return XML
    return TEXT


def _is_html(data: bytes, head: bytes) -> bool:
    narrow = _narrow(head)
    if narrow.startswith(b"<") and HTML_START.match(_narrow(data[:HTML_HEAD])):
        return True
    return len(HTML_TAG.findall(narrow)) >= FEWEST_TAGS and not narrow.startswith(b"<?xml")


def _narrow(head: bytes) -> bytes:
    """The ASCII of UTF-16 text, so that a page saved as “Unicode” still shows its tags."""
    for mark in (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"):
        head = head.removeprefix(mark)
    return head.replace(b"\x00", b"").lstrip()


def _kind_of_zip(data: bytes) -> str:
    # Counted in the bytes: zipfile would build its list of a million members first.
    if data.count(MEMBER_SIGNATURE) > MAX_MEMBERS:
        return ARCHIVE
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.replace("\\", "/").casefold() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        # The directory at the end is lost; the first member's name still tells.
        head = data[:HEAD]
        if b"ofd.xml" in head.lower():
            return OFD
        return DOCX if b"[Content_Types].xml" in head or b"word/" in head else ARCHIVE
    if "ofd.xml" in names:
        return OFD
    if any(name.startswith("word/") for name in names):
        return DOCX
    if any(name.startswith("xl/") for name in names):
        return SHEET
    if any(name.startswith("ppt/") for name in names):
        return SLIDES
    return OPEN_DOCUMENT if {"mimetype", "content.xml"} <= names else ARCHIVE


def _kind_of_ole(data: bytes) -> str:
    """Old office files are told apart by the names of the streams inside, in UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return PROTECTED
    if holds("WordDocument"):
        return DOC
    if holds("Workbook") or holds("Book"):
        return SHEET
    return SLIDES if holds("PowerPoint Document") else OTHER_OLE
