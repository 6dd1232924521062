"""Limits: what a PDF unpacks to, and how often its parts are drawn, told before pdfium opens it.

A few kilobytes can unpack to gigabytes, and a form that draws a form ten times, nine levels deep,
is drawn a thousand million times. pdfium would set out to do it and take the whole run with it.
Streams of a file that is encrypted can't be looked into here.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from analysis.reading.errors import ReadingError, Reason
from analysis.settings import Settings

# Deflate packs a thousandfold at most.
HIGHEST_RATIO = 1032
# Bytes of drawing for one page, each form counted as often as it is drawn: pdfium needs a
# hundred times as much memory. A page of a plan has some ten thousand, a map a few million.
MOST_DRAWING = 30_000_000
# pdfium draws forms within forms so deep, also a form that draws itself.
DEEPEST = 40
# What an object's number looks like before the word obj; the word is far quicker to look for.
OBJECT = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+$")
REFERENCE = rb"(\d{1,10})\s+\d{1,5}\s+R\b"
RESOURCES = re.compile(rb"/Resources\s+" + REFERENCE)
NAMED = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+" + REFERENCE)
CONTENTS = re.compile(rb"/Contents\s*(?:\[([^\]]*)\]|" + REFERENCE + rb")")
XOBJECTS = re.compile(rb"/XObject\s*(?:<<(.*?)>>|" + REFERENCE + rb")", re.S)
DRAWN = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+Do\b")


def check_size(data: bytes, settings: Settings) -> None:
    """Refuse a PDF that unpacks to too much or draws without end.

    Raises:
        ReadingError: it does.
    """
    file = _File(data, settings.max_unpacked_bytes)
    for number, body in list(file.objects.items()):
        if b"/Contents" in body and file.drawing(number) > MOST_DRAWING:
            raise _too_large("draws on one page far more than a page can show")


def _too_large(what: str) -> ReadingError:
    return ReadingError(
        Reason.TOO_LARGE,
        f"The PDF {what}; print it to a new PDF if it really is a plan.",
    )


def _object_starts(data: bytes) -> Iterator[tuple[int, int]]:
    """The number of each object in a file and where it starts."""
    place = data.find(b"obj")
    while place >= 0:
        number = OBJECT.search(data, max(0, place - 24), place)
        if number:
            yield int(number[1]), place + 3
        place = data.find(b"obj", place + 3)


def _packings(head: bytes) -> int:
    """How many times over a stream is packed: /Filter [/FlateDecode /FlateDecode] is two."""
    return max(1, head.count(b"/Fl") - head.count(b"/Flags"))


class _File:
    """The objects of a file, as far as they tell how much is drawn."""

    def __init__(self, data: bytes, most: int) -> None:
        self.objects: dict[int, bytes] = {}
        self.packed: dict[int, bytes] = {}
        self.known: dict[tuple[int, int], int] = {}
        self.own: dict[int, tuple[int, Counter[int]]] = {}
        self.room = self.most = most
        starts = [*_object_starts(data), (0, len(data))]
        for (number, start), (_, end) in pairwise(starts):
            self._add(number, data[start:end])

    def _add(self, number: int, body: bytes) -> None:
        head, stream, packed = body.partition(b"stream")
        self.objects[number] = head
        if not stream or b"/Image" in head:
            # A picture is unpacked line by line, and only to be shown.
            return
        self.packed[number] = packed.lstrip(b"\r\n")
        if b"/ObjStm" in head:
            self._add_packed(head, self._unpacked(number))
        elif len(packed) * HIGHEST_RATIO ** _packings(head) > self.most:
            self._unpacked(number)

    def _unpacked(self, number: int) -> bytes:
        text = self.packed.get(number, b"")
        for _ in range(_packings(self.objects.get(number, b""))):
            text = self._inflated(text)
        return text

    def _inflated(self, packed: bytes) -> bytes:
        try:
            text = zlib.decompressobj().decompress(packed, self.room + 1)
        except zlib.error:
            # Not packed, or in another way that packs less, or damaged: pdfium will tell.
            return packed
        self.room -= len(text)
        if self.room < 0:
            raise _too_large(
                f"unpacks to more than {self.most:,} bytes, the limit that max_unpacked_bytes "
                "sets in analysis.toml"
            )
        return text

    def _add_packed(self, head: bytes, text: bytes) -> None:
        """The objects in an object stream: a table of numbers and places, then the objects."""
        first = re.search(rb"/First\s+(\d{1,9})", head)
        start = int(first[1]) if first else 0
        table = [int(n) for n in re.findall(rb"\d{1,10}", text[:start])]
        places = [*table[1::2], len(text) - start]
        for number, begin, end in zip(table[::2], places, places[1:], strict=False):
            self.objects.setdefault(number, text[start + begin : start + end])

    def drawing(self, number: int, depth: int = 0) -> int:
        """Bytes of drawing of a page or form, those of the forms in it as often as drawn."""
        if depth > DEEPEST:
            return 0
        if (number, depth) not in self.known:
            size, drawn = self._drawn(number)
            self.known[number, depth] = size + sum(
                times * self.drawing(form, depth + 1) for form, times in drawn.items()
            )
        return self.known[number, depth]

    def _drawn(self, number: int) -> tuple[int, Counter[int]]:
        """Bytes that a page or form has itself, and how often it draws each form."""
        if number not in self.own:
            body = self.objects.get(number, b"")
            forms, drawn, size = self._forms(body), Counter[int](), 0
            for part in self._contents(body) or [number]:
                text = self._unpacked(part)
                size += len(text)
                for name in DRAWN.findall(text) if b"Do" in text else ():
                    if name in forms:
                        drawn[forms[name]] += 1
            self.own[number] = size, drawn
        return self.own[number]

    def _contents(self, body: bytes) -> list[int]:
        found = CONTENTS.search(body)
        if not found:
            return []
        listed = found[1]
        if listed is None:
            # One stream, or an array kept apart.
            number = int(found[2])
            if number in self.packed:
                return [number]
            listed = self.objects.get(number, b"")
        return [int(n) for n in re.findall(REFERENCE, listed)]

    def _forms(self, body: bytes) -> dict[bytes, int]:
        """The forms that a page or form may draw, by the names it has for them."""
        apart = RESOURCES.search(body)
        resources = self.objects.get(int(apart[1]), b"") if apart else body
        found = XOBJECTS.search(resources)
        if not found:
            return {}
        listed = found[1] if found[1] is not None else self.objects.get(int(found[2]), b"")
        return {name: int(number) for name, number in NAMED.findall(listed)}
