"""Archives: the zip container of a Word or OFD file, checked before anything in it is unpacked.

Nothing is ever written, so a member's name can lead nowhere; members are looked up by name and
unpacked into memory, and an archive inside the archive stays closed.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from typing import Any

from lxml import etree

from analysis.reading.extracted import ReadingError, Reason
from analysis.reading.formats import MAX_MEMBERS, MEMBER_SIGNATURE
from analysis.settings import Settings

# Office programs write no other method; others may ask for gigabytes to unpack a few bytes.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED_FLAG = 0x1
# XML of office files packs 5 to 50 times, tables of like rows up to 200 times; a bomb 1,000 times.
SUSPECT_SIZE, SUSPECT_RATIO = 1_000_000, 400
# A parsed element or attribute takes some 300 bytes; a plan of 500 pages has a million signs.
MAX_NODES = 3_000_000
NODE_SIGNS = (b"<", b"=")
DECLARED_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
# Programs that write GBK declare its subset GB 2312, which has no way to spell many names.
DECLARED_GB = re.compile(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"'](?:gb2312|gbk|gb18030)[\"'][^>]*\?>", re.I)
LONGEST_DECLARATION = 200
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    OverflowError,
    struct.error,
)
Element = Any  # lxml has no types of its own


class Archive:
    """The members of a zip container, by name whatever its case and slashes.

    Args:
        data: the bytes of the container.
        settings: sets how much it may unpack to.
        max_nodes: how many elements and attributes may be parsed in all.

    Raises:
        ReadingError: the container is damaged, encrypted, unsafe, or unpacks to too much.
    """

    def __init__(self, data: bytes, settings: Settings, max_nodes: int = MAX_NODES) -> None:
        self._limit = self._left = settings.max_unpacked_bytes
        self._nodes_left = max_nodes
        # Counted in the bytes: zipfile would build its list of a million members first.
        if data.count(MEMBER_SIGNATURE) > MAX_MEMBERS:
            raise unsafe(f"more than {MAX_MEMBERS:,} members")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except DAMAGE as error:
            raise damaged(f"its directory can't be read: {error}") from error
        _check(members, self._limit)
        self._members = {_plain(member.filename): member for member in members}

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._members

    def read(self, name: str) -> bytes:
        """Unpack one member, counting what really comes out against the limit.

        Raises:
            ReadingError: there is no such member, it is damaged, a bomb or too large.
        """
        member = self._members.get(_plain(name))
        if member is None:
            raise damaged(f"its part {name} is missing")
        if member.file_size > SUSPECT_SIZE and member.file_size > SUSPECT_RATIO * max(
            member.compress_size, 1
        ):
            raise unsafe(f"a part that unpacks to over {SUSPECT_RATIO} times its size")
        try:
            with self._zip.open(member) as stream:
                data = stream.read(self._left + 1)
        except DAMAGE as error:
            raise damaged(f"its part {name} can't be unpacked: {error}") from error
        self._left -= len(data)
        if self._left < 0:
            raise _too_large(self._limit - self._left, self._limit)
        return data

    def xml(self, name: str) -> Element:
        """Parse one member; no type declaration, entity, outside file or deep nest is let in.

        Raises:
            ReadingError: as `read`, and for XML that is damaged or unsafe.
        """
        data = self.read(name)
        self._nodes_left -= count_nodes(data)
        if self._nodes_left < 0:
            raise _too_many(name)
        return parse(data, name)


def parse(data: bytes, name: str) -> Element:
    """Parse the bytes of an XML part called `name`.

    Raises:
        ReadingError: the XML is damaged or unsafe.
    """
    # UTF-16 spells the same signs with zero bytes between.
    if DECLARED_TYPE.search(data) or DECLARED_TYPE.search(data.replace(b"\0", b"")):
        raise unsafe(f"a document type declaration in its part {name}")
    if count_nodes(data) > MAX_NODES:
        raise _too_many(name)
    declared = DECLARED_GB.match(data, 0, LONGEST_DECLARATION)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        if declared:
            text = data[declared.end() :].decode("gb18030", "replace")
            root = etree.fromstring(text, parser)
        else:
            root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        if "depth" in str(error):
            raise unsafe(f"hundreds of elements inside each other in its part {name}") from error
        raise damaged(f"its part {name} is no sound XML: {error}") from error
    # A declaration in an encoding where the search above could not see it.
    if root.getroottree().docinfo.doctype:
        raise unsafe(f"a document type declaration in its part {name}")
    return root


def count_nodes(data: bytes) -> int:
    """At most how many elements and attributes some XML has."""
    return sum(map(data.count, NODE_SIGNS))


def local_name(element: Element) -> str:
    """An element's name without its namespace, which differs between editions of a format."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """The value of an attribute whatever its namespace; None where there is none."""
    if element is None:
        return None
    for key, value in element.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of local names below `element`; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = next((below for below in element if local_name(below) == name), None)
    return element


def resolve(base: str, target: str) -> str:
    """The member that a location written in the member `base` means."""
    return _plain(posixpath.join("/", posixpath.dirname(base), target.replace("\\", "/")))


def damaged(what: str) -> ReadingError:
    """The error for a file that is broken: `what` completes “The file is damaged: …”."""
    return ReadingError(
        Reason.DAMAGED,
        f"The file is damaged: {_shorten(what)}. Download it again, or open it in Word or WPS and "
        "save it anew.",
    )


def unsafe(what: str) -> ReadingError:
    """The error for a file that is built to do harm: `what` completes “The file holds …”."""
    return ReadingError(
        Reason.UNSAFE,
        f"The file holds {_shorten(what)}, which no word processor writes; do not open it unless "
        "you know where it is from.",
    )


def _check(members: list[zipfile.ZipInfo], limit: int) -> None:
    if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
        raise ReadingError(
            Reason.ENCRYPTED,
            "The file's parts are encrypted; open it with its password, take the password off and "
            "save it again.",
        )
    if any(member.compress_type not in METHODS for member in members):
        raise unsafe("parts packed by an unusual method")
    total = sum(member.file_size for member in members)
    if total > limit:
        raise _too_large(total, limit)


def _too_large(size: int, limit: int) -> ReadingError:
    return ReadingError(
        Reason.TOO_LARGE,
        f"The file unpacks to {size:,} bytes or more and the limit is {limit:,}; raise "
        "max_unpacked_bytes in analysis.toml if it really is one plan.",
    )


def _too_many(name: str) -> ReadingError:
    return ReadingError(
        Reason.TOO_LARGE,
        f"The file has more elements and attributes up to its part {name} than a plan of many "
        "hundred pages; save the plan alone and without its change history.",
    )


def _plain(name: str) -> str:
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").casefold()


def _shorten(what: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in what).split())
    return line if len(line) <= 160 else line[:159] + "…"
