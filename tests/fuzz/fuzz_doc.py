"""Fuzz the reader of old Word files: the streams of a compound file, and now and then all of it."""

import struct

from tests.fuzz.harness import fuzz
from tests.support.hostile_files import ole, plan

SPLIT = 4_096


def word(text: str) -> bytes:
    """A WordDocument stream with its text in one piece, and the table stream that says so."""
    place, spelled = 1_536, text.replace("\n", "\r").encode("utf-16-le")
    pieces = struct.pack("<BIII", 2, 16, 0, len(text)) + struct.pack("<HIH", 0, place, 0)
    head = bytearray(place)
    struct.pack_into("<HH", head, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", head, 0x0A, 0x0200)
    struct.pack_into("<HHH", head, 0x20, 14, 0, 0)
    struct.pack_into("<I", head, 0x4C, len(text))
    struct.pack_into("<II", head, 0x9A + 8 * 33, 0, len(pieces))
    return (bytes(head) + spelled).ljust(SPLIT, b"\0")[:SPLIT] + pieces


def in_file(data: bytes) -> bytes:
    """A compound file with the bytes as the stream of text and that of tables; or the bytes alone."""
    if data[:1] == b"\xff":
        return data[1:]
    return ole({"WordDocument": data[:SPLIT], "1Table": data[SPLIT:]})


if __name__ == "__main__":
    sound = word(plan(1))
    fuzz("doc", [sound, b"\xff" + in_file(sound)], wrap=in_file)
