"""From the text as read to the clean body, every character traceable to where it was."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.chinese.characters import ANY_UNSEEN, BLANKS, UNSEEN
from analysis.chinese.folding import fold_marks, spans_without_blanks, unify_widths
from analysis.chinese.line_roles import LineRole
from analysis.documents.cleaning.furniture import Line, assign_roles
from analysis.documents.cleaning.joining import continues, continues_over_page, wrap_width
from analysis.documents.cleaning.unbroken import find_breaks

# The characters at which `str.splitlines` splits, and the blanks that may be at the ends of lines.
LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
AROUND = f"{BLANKS}{UNSEEN}\t{LINE_ENDS}"

# Compared with every line; to look up a member of an enum would take several times as long.
BODY, ANNEX, PAGE, RUNNING = LineRole.BODY, LineRole.ANNEX, LineRole.PAGE, LineRole.RUNNING


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A document's clean text, and the lines that were removed from it.

    Attributes:
        text: paragraphs separated by newlines: the body, then the annex.
        annex_start: where the annex starts in `text`; its length if there is none.
        furniture: the lines that were removed, in order, each with its role.
        steps: (position in `text`, position in the raw text) wherever the distance between
            the two changes, ascending; between two steps both advance together.
    """

    text: str
    annex_start: int
    furniture: tuple[Line, ...]
    steps: tuple[tuple[int, int], ...]

    def raw_position(self, position: int) -> int:
        """Where the character at `position` of the clean text is in the raw text."""
        start, raw = self.steps[bisect_right(self.steps, (position, float("inf"))) - 1]
        return raw + position - start


def clean(raw: str, main: tuple[int, int] | None = None) -> Cleaned:
    """Remove the furniture of a text, join its broken lines, fold its blanks and widths.

    Args:
        raw: the text as it was read.
        main: the span of it that holds the document, if the file's format says so.
    """
    texts, starts = _split_lines(raw)
    spelled = unify_widths(raw)
    unified = texts if spelled is raw else _split_lines(spelled)[0]
    breaks = find_breaks(unified)
    if breaks:
        unified, _ = _cut_lines(unified, starts, breaks)
        texts, starts = _cut_lines(texts, starts, breaks)
    if ANY_UNSEEN.search(raw):
        unified = [ANY_UNSEEN.sub("", text) for text in unified]
    inside = None if main is None else [main[0] <= start < main[1] for start in starts]
    page_starts = _find_page_starts(raw, starts) if "\f" in raw else []
    roles = assign_roles(unified, inside, page_starts)
    lines = list(zip(texts, starts, roles, strict=True))
    body = [line[:2] for line in lines if line[2] is BODY]
    annex = [line[:2] for line in lines if line[2] is ANNEX]
    after_page = (
        _find_lines_after_pages(starts, roles, page_starts) if page_starts or PAGE in roles else set()
    )
    writer = _Writer(wrap_width([text for text, _ in body]), after_page)
    writer.write(body)
    annex_start = writer.length + bool(writer.length) if annex else writer.length
    writer.write(annex)
    furniture = tuple([Line(*line) for line in lines if line[2] is not BODY and line[2] is not ANNEX])
    text = "\n".join(writer.paragraphs)
    text = fold_marks(text if spelled is raw else unify_widths(text))
    return Cleaned(text, annex_start, furniture, tuple(writer.steps))


def _find_page_starts(raw: str, starts: list[int]) -> list[int]:
    """Which lines come first after a form feed."""
    return [i for i, (before, start) in enumerate(pairwise(starts), 1) if "\f" in raw[before:start]]


def _find_lines_after_pages(starts: list[int], roles: list[LineRole], page_starts: list[int]) -> set[int]:
    """The offsets of the lines before which a page ends: nothing but its number and running heads is between."""
    found, is_new_page = set(), False
    after_form_feed = set(page_starts)
    for i, role in enumerate(roles):
        is_new_page = is_new_page or role is PAGE or i in after_form_feed
        if role is not PAGE and role is not RUNNING:
            if is_new_page:
                found.add(starts[i])
            is_new_page = False
    return found


def _split_lines(raw: str) -> tuple[list[str], list[int]]:
    """The lines that are not blank, without the blanks at their ends, and the offset of each."""
    texts, starts = [], []
    position = 0
    for line in raw.splitlines(keepends=True):
        text = line.strip(AROUND)
        if text:
            texts.append(text)
            starts.append(position + line.find(text))
        position += len(line)
    return texts, starts


def _cut_lines(
    texts: list[str], starts: list[int], breaks: Mapping[int, Sequence[int]]
) -> tuple[list[str], list[int]]:
    """The lines cut at some of their offsets, and the offset of each in the raw text."""
    pieces, places = [], []
    for i, (text, start) in enumerate(zip(texts, starts, strict=True)):
        for first, last in pairwise((0, *breaks.get(i, ()), len(text))):
            piece = text[first:last].strip(AROUND)
            if piece:
                pieces.append(piece)
                places.append(start + text.index(piece, first))
    return pieces, places


class _Writer:
    """Collects paragraphs and the steps that lead back to the raw text."""

    def __init__(self, width: float, after_page: set[int]) -> None:
        self.width = width
        self.after_page = after_page
        self.paragraphs: list[str] = []
        self.steps: list[tuple[int, int]] = []
        self.length = 0

    def write(self, lines: list[tuple[str, int]]) -> None:
        """Write lines, each given with its offset in the raw text."""
        group = lines[:1]
        for line in lines[1:]:
            goes_on = continues(group[-1][0], line[0], self.width)
            if not goes_on and line[1] in self.after_page:
                goes_on = continues_over_page([text for text, _ in group], line[0], lines)
            if not goes_on:
                self._write_paragraph(group)
                group = []
            group.append(line)
        if group:
            self._write_paragraph(group)

    def _write_paragraph(self, group: list[tuple[str, int]]) -> None:
        position = self.length + bool(self.paragraphs)
        pieces: list[str] = []
        for text, at in group:
            if pieces and pieces[-1][-1].isascii() and text[0].isascii():
                # Latin words broken across lines keep their blank: the newline stands for it.
                pieces.append(" ")
                self.steps.append((position, at - 1))
                position += 1
            for start, end in spans_without_blanks(text):
                self.steps.append((position, at + start))
                pieces.append(text[start:end])
                position += end - start
        self.paragraphs.append("".join(pieces))
        self.length = position
