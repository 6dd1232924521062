"""Numbers in the bytes of an old Word file, which are little-endian and may be cut off."""

from __future__ import annotations


def read_number(data: bytes, place: int, size: int) -> int:
    """Read `size` bytes as a number; bytes behind the end count as zero."""
    return int.from_bytes(data[place : place + size], "little")


def read_u16(data: bytes, place: int) -> int:
    """Read two bytes as a number; bytes behind the end count as zero."""
    return int.from_bytes(data[place : place + 2], "little")
