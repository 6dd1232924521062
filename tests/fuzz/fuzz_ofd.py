"""Fuzz the reader of OFD files: each part that it parses, and now and then the whole archive."""

import io
import zipfile

from tests.fuzz.harness import fuzz
from tests.support.hostile_files import ofd, packed, plan

SOUND = ofd(plan(1))


def members(data: bytes) -> dict[str, bytes]:
    """The parts of an archive by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PARTS = sorted(members(SOUND))


def in_archive(data: bytes) -> bytes:
    """An OFD file with the bytes as one of its parts, by the first of them; or the bytes alone."""
    if not data or data[0] >= len(PARTS):
        return data[1:]
    changed: dict[str, bytes | str] = {**members(SOUND), PARTS[data[0]]: data[1:]}
    return packed(changed)


if __name__ == "__main__":
    parts = [bytes((i,)) + members(SOUND)[name] for i, name in enumerate(PARTS)]
    fuzz("ofd", [*parts, b"\xff" + SOUND], wrap=in_archive)
