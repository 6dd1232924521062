"""The zip container of a Word or OFD file, checked before anything in it is unpacked.

Members are unpacked into memory only, so their names can lead to no place on the disk, and an archive inside
the archive stays closed.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib

from analysis.notices import Kind
from analysis.reading.errors import ReadingError, Reason, damage_error, safety_error
from analysis.reading.formats import MAX_MEMBERS, MEMBER_SIGNATURE
from analysis.reading.xml_parts import MAX_NODES, Element, count_nodes, parse_xml, too_many_nodes
from analysis.settings import Settings

# Office programs use no other method. With some, a few bytes need gigabytes of memory to unpack.
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED_FLAG = 0x1
# XML of office files unpacks to 5 to 50 times its size, tables of similar rows to 200 times, a zip bomb to
# 1,000 times.
SUSPECT_SIZE, SUSPECT_RATIO = 1_000_000, 400
# What zipfile raises on a damaged container.
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


class Archive:
    """The members of a zip container, found by name regardless of case and kind of slash.

    Args:
        data: the bytes of the container.
        settings: limit the size of what is unpacked.
        max_nodes: how many elements and attributes may be parsed in all.

    Raises:
        ReadingError: the container is damaged, encrypted, unsafe, or its contents are too large.
    """

    def __init__(self, data: bytes, settings: Settings, max_nodes: int = MAX_NODES) -> None:
        self._limit = self._left = settings.max_unpacked_bytes
        self._nodes_left = max_nodes
        # Counted in the bytes, because zipfile would first build a list of a million members.
        if data.count(MEMBER_SIGNATURE) > MAX_MEMBERS:
            raise safety_error(Kind.TOO_MANY_MEMBERS, most=MAX_MEMBERS)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except DAMAGE as error:
            raise damage_error(Kind.DIRECTORY_UNREADABLE, fault=str(error)) from error
        check_members(members)
        total = sum(member.file_size for member in members)
        if total > self._limit:
            raise _size_error(total, self._limit)
        self._members = {_normalise_name(member.filename): member for member in members}

    def __contains__(self, name: str) -> bool:
        return _normalise_name(name) in self._members

    def read(self, name: str) -> bytes:
        """Unpack one member; its real size counts against the limit, not the stated one.

        Raises:
            ReadingError: there is no such member, it is damaged, a bomb or too large.
        """
        member = self._members.get(_normalise_name(name))
        if member is None:
            raise damage_error(Kind.PART_MISSING, part=name)
        check_ratio(member)
        try:
            with self._zip.open(member) as stream:
                data = stream.read(self._left + 1)
        except DAMAGE as error:
            raise damage_error(Kind.PART_UNREADABLE, part=name, fault=str(error)) from error
        self._left -= len(data)
        if self._left < 0:
            raise _size_error(self._limit - self._left, self._limit)
        return data

    def xml(self, name: str) -> Element:
        """Parse one member as XML; type declarations, entities, external files and deep nesting are refused.

        Raises:
            ReadingError: as `read`, and for XML that is damaged or unsafe.
        """
        data = self.read(name)
        self._nodes_left -= count_nodes(data)
        if self._nodes_left < 0:
            raise too_many_nodes(name)
        return parse_xml(data, name)


def resolve(base: str, target: str) -> str:
    """Return the member to which a path in the member `base` leads."""
    return _normalise_name(posixpath.join("/", posixpath.dirname(base), target.replace("\\", "/")))


def check_members(members: list[zipfile.ZipInfo]) -> None:
    """Refuse a container that no office program writes.

    Raises:
        ReadingError: members are encrypted or packed by an unusual method.
    """
    if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
        raise ReadingError.of(Reason.ENCRYPTED, Kind.PARTS_ENCRYPTED)
    if any(member.compress_type not in METHODS for member in members):
        raise safety_error(Kind.UNUSUAL_PACKING)


def check_ratio(member: zipfile.ZipInfo) -> None:
    """Refuse a member that unpacks to many times its size.

    Raises:
        ReadingError: it is a zip bomb.
    """
    if member.file_size > SUSPECT_SIZE and member.file_size > SUSPECT_RATIO * max(member.compress_size, 1):
        raise safety_error(Kind.BOMB, ratio=SUSPECT_RATIO)


def _size_error(size: int, limit: int) -> ReadingError:
    return ReadingError.of(Reason.TOO_LARGE, Kind.UNPACKS_TOO_LARGE, n=size, most=limit)


def _normalise_name(name: str) -> str:
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").casefold()
