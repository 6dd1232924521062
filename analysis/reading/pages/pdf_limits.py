"""Limits of a PDF: how much it unpacks to and how often its parts are drawn, before pdfium opens it.

A few kilobytes can unpack to gigabytes, and a form that draws a form ten times, nine levels deep,
is drawn a thousand million times. pdfium would try, and the whole run would fail. The streams of an
encrypted file are not checked.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from analysis.notices import Kind
from analysis.reading.errors import ReadingError, Reason
from analysis.settings import Settings

# Deflate packs no more than this many bytes into one.
HIGHEST_RATIO = 1032
# Bytes of drawing instructions for one page, each form counted as often as it is drawn: pdfium needs
# a hundred times as much memory. A page of a plan has some ten thousand, a map a few million.
MOST_INSTRUCTIONS = 30_000_000
# pdfium draws forms within forms down to this level, even if a form draws itself.
DEEPEST = 40
# An object's number, before the word obj. The word alone is far quicker to search for.
OBJECT = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+$")
REFERENCE = rb"(\d{1,10})\s+\d{1,5}\s+R\b"
RESOURCES = re.compile(rb"/Resources\s+" + REFERENCE)
NAMED = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+" + REFERENCE)
CONTENTS = re.compile(rb"/Contents\s*(?:\[([^\]]*)\]|" + REFERENCE + rb")")
XOBJECTS = re.compile(rb"/XObject\s*(?:<<(.*?)>>|" + REFERENCE + rb")", re.S)
DRAWN = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s+Do\b")


def check_size(data: bytes, settings: Settings) -> None:
    """Refuse a PDF that unpacks to too much or draws too much on one page.

    Raises:
        ReadingError: the PDF does so.
    """
    file = _File(data, settings.max_unpacked_bytes)
    for number, body in list(file.objects.items()):
        if b"/Contents" in body and file.count_instructions(number) > MOST_INSTRUCTIONS:
            raise ReadingError.of(Reason.TOO_LARGE, Kind.PDF_DRAWS_TOO_MUCH)


def _find_objects(data: bytes) -> Iterator[tuple[int, int]]:
    """Find the number of each object in a file and where it starts."""
    place = data.find(b"obj")
    while place >= 0:
        number = OBJECT.search(data, max(0, place - 24), place)
        if number:
            yield int(number[1]), place + 3
        place = data.find(b"obj", place + 3)


def _count_filters(head: bytes) -> int:
    """How many times over a stream is packed: /Filter [/FlateDecode /FlateDecode] is two."""
    return max(1, head.count(b"/Fl") - head.count(b"/Flags"))


class _File:
    """The objects of a PDF, as far as they show how much is drawn.

    Attributes:
        objects: what each object has before its stream, by number.
        streams: the packed stream of each object, but for pictures.
        budget: how many bytes may still be unpacked.
    """

    def __init__(self, data: bytes, most: int) -> None:
        self.objects: dict[int, bytes] = {}
        self.streams: dict[int, bytes] = {}
        self.known: dict[tuple[int, int], int] = {}
        self.own: dict[int, tuple[int, Counter[int]]] = {}
        self.budget = self.most = most
        starts = [*_find_objects(data), (0, len(data))]
        for (number, start), (_, end) in pairwise(starts):
            self._add(number, data[start:end])

    def _add(self, number: int, body: bytes) -> None:
        head, stream, packed = body.partition(b"stream")
        self.objects[number] = head
        if not stream or b"/Image" in head:
            # A picture is unpacked line by line, and only to be shown.
            return
        self.streams[number] = packed.lstrip(b"\r\n")
        if b"/ObjStm" in head:
            self._add_object_stream(head, self._unpack(number))
        elif len(packed) * HIGHEST_RATIO ** _count_filters(head) > self.most:
            self._unpack(number)

    def _unpack(self, number: int) -> bytes:
        text = self.streams.get(number, b"")
        for _ in range(_count_filters(self.objects.get(number, b""))):
            text = self._inflate(text)
        return text

    def _inflate(self, packed: bytes) -> bytes:
        try:
            text = zlib.decompressobj().decompress(packed, self.budget + 1)
        except zlib.error:
            # Not packed, packed in another way that saves less, or damaged: pdfium decides.
            return packed
        self.budget -= len(text)
        if self.budget < 0:
            raise ReadingError.of(Reason.TOO_LARGE, Kind.PDF_UNPACKS_TOO_LARGE, most=self.most)
        return text

    def _add_object_stream(self, head: bytes, text: bytes) -> None:
        """Add the objects in an object stream: a table of numbers and places, then the objects."""
        first = re.search(rb"/First\s+(\d{1,9})", head)
        start = int(first[1]) if first else 0
        table = [int(n) for n in re.findall(rb"\d{1,10}", text[:start])]
        places = [*table[1::2], len(text) - start]
        for number, begin, end in zip(table[::2], places, places[1:], strict=False):
            self.objects.setdefault(number, text[start + begin : start + end])

    def count_instructions(self, number: int, depth: int = 0) -> int:
        """Count the bytes of instructions of a page or form, those of its forms as often as they are drawn."""
        if depth > DEEPEST:
            return 0
        if (number, depth) not in self.known:
            size, drawn = self._read_instructions(number)
            self.known[number, depth] = size + sum(
                times * self.count_instructions(form, depth + 1) for form, times in drawn.items()
            )
        return self.known[number, depth]

    def _read_instructions(self, number: int) -> tuple[int, Counter[int]]:
        """Read how many bytes of instructions a page or form has itself, and how often it draws each form."""
        if number not in self.own:
            body = self.objects.get(number, b"")
            forms, drawn, size = self._find_forms(body), Counter[int](), 0
            for part in self._find_contents(body) or [number]:
                text = self._unpack(part)
                size += len(text)
                for name in DRAWN.findall(text) if b"Do" in text else ():
                    if name in forms:
                        drawn[forms[name]] += 1
            self.own[number] = size, drawn
        return self.own[number]

    def _find_contents(self, body: bytes) -> list[int]:
        """The numbers of the objects that hold the instructions of a page."""
        match = CONTENTS.search(body)
        if not match:
            return []
        listed = match[1]
        if listed is None:
            # One stream, or an array kept apart.
            number = int(match[2])
            if number in self.streams:
                return [number]
            listed = self.objects.get(number, b"")
        return [int(n) for n in re.findall(REFERENCE, listed)]

    def _find_forms(self, body: bytes) -> dict[bytes, int]:
        """The numbers of the forms that a page or form may draw, by the names it uses for them."""
        reference = RESOURCES.search(body)
        resources = self.objects.get(int(reference[1]), b"") if reference else body
        match = XOBJECTS.search(resources)
        if not match:
            return {}
        listed = match[1] if match[1] is not None else self.objects.get(int(match[2]), b"")
        return {name: int(number) for name, number in NAMED.findall(listed)}
