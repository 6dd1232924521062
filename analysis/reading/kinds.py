"""Kinds: what a file is by its first bytes, never by its suffix."""

from __future__ import annotations

import io
import re
import zipfile

TEXT, HTML, MHT, PDF = "text", "html", "mht", "pdf"
DOCX, DOC, RTF, OFD = "docx", "doc", "rtf", "ofd"
# Formats that hold no plan's text we could read, by the name a person knows them by.
PICTURE, SHEET, SLIDES, ARCHIVE, PROTECTED = (
    "a picture", "a spreadsheet", "a slide show", "an archive", "an encrypted office file",
)  # fmt: skip
OTHER_OLE, OPEN_DOCUMENT, SOUND, PROGRAM, FLASH = (
    "an old office file that is no Word document", "an OpenDocument file", "sound or video",
    "a program", "a WPS or CAJ file",
)  # fmt: skip
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
    (b"HN\x00", FLASH),
    (b"CAJ\x00", FLASH),
)
# Two letters prove little: these kinds are taken only where a byte no text has comes soon after.
WEAK = (b"BM", b"MZ", b"ID3")
HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|table)\b",
    re.I | re.S,
)
MHT_START = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.I)
HEAD = 4096


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
    if b"%PDF-" in head[:1024] and not HTML_START.match(head):
        return PDF
    if HTML_START.match(_narrow(head)):
        return HTML
    return MHT if MHT_START.match(head) else TEXT


def _narrow(head: bytes) -> bytes:
    """The ASCII of UTF-16 text, so that a page saved as “Unicode” still shows its tags."""
    return head.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        # The directory at the end is lost; the first member's name still tells.
        head = data[:HEAD]
        return DOCX if b"[Content_Types].xml" in head or b"word/" in head else ARCHIVE
    if any(name.casefold() == "ofd.xml" for name in names):
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
