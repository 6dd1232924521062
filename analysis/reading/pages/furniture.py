"""Page furniture: page numbers, running heads and running feet, recognised by where they stand.

They are the first and last rows of a page, and are the same on several pages or count the pages.
They stay in the text as lines of their own, so that they do not interrupt a sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import median
from typing import NamedTuple

from analysis.chinese.patterns import PAGE_NUMBER
from analysis.reading.pages.pieces import Piece, group_by_baseline
from analysis.reading.pages.sheet import Sheet

# Furniture stands in this share of the page's height at its top and at its bottom, and is among so
# many rows from the edge.
ZONE, MOST_ROWS = 0.15, 4
# Points by which a running head may stand elsewhere on another page.
SAME_PLACE = 4.0
# A row stands apart from the body if it is farther away than this many times the usual distance, or
# if the sizes of the two are not in this ratio.
APART, SAME_SIZE = 1.3, (0.95, 1.05)
# A row larger than this share of the usual size is a title.
LARGEST = 1.15
MARKED_NUMBER = re.compile(PAGE_NUMBER)
BARE_NUMBER = re.compile(r"\d{1,4}|[ivxIVX]{1,6}")
# What stands in no body: a marked page number, and the address and the time that browsers print.
MARGIN_TEXT = re.compile(
    rf"{PAGE_NUMBER}|(?:https?|file)://\S+"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[,，]?\s*(?:[上下]午)?\s*\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?"
)
NUMBERS = re.compile(r"\d+")
MOST_DIGITS = 4


class MarginRow(NamedTuple):
    """A row in the margin of a page; `stands_apart` from the next row towards the body."""

    pieces: list[Piece]
    stands_apart: bool


# The upper or the lower margin of a page, from the edge inwards.
Margin = list[MarginRow]


class PageCounter(NamedTuple):
    """A text that counts the pages: the text with # for its number, and the number of page 0."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class _Repeated:
    """What the margins of several pages have in common.

    Attributes:
        bases: y of the baselines where each text stands that several pages have in one place.
        counters: the texts that count the pages.
    """

    bases: dict[str, list[float]]
    counters: set[PageCounter]

    def holds(self, row: list[Piece], page: int) -> bool:
        """Whether each piece of a row is repeated on other pages, or is the page's number."""
        return all(
            any(abs(piece.base - base) < SAME_PLACE for base in self.bases.get(piece.text, ()))
            or any(counter in self.counters for counter in _read_counters(piece.text, page))
            or piece.text.strip() == str(page + 1)
            for piece in row
        )


def take_furniture(sheets: list[Sheet]) -> None:
    """Move page numbers, running heads and feet from the pieces of each sheet to its furniture."""
    margins = [_find_margins(sheet) for sheet in sheets]
    repeated = _Repeated(_find_repeated_texts(margins), _find_counters(margins))
    for page, (sheet, page_margins) in enumerate(zip(sheets, margins, strict=True)):
        taken: list[Piece] = []
        for margin in page_margins:
            n_rows = 0
            for n, row in enumerate(margin):
                in_margin_only = _is_margin_text(row.pieces)
                if not in_margin_only and not repeated.holds(row.pieces, page):
                    break
                # Two pages may have the same line in their body, but then other lines are close by.
                if row.stands_apart or in_margin_only:
                    n_rows = n + 1
            taken += [piece for row in margin[:n_rows] for piece in row.pieces]
        _move(taken, sheet)


def _find_margins(sheet: Sheet) -> list[Margin]:
    """The rows in the upper and in the lower margin of a page."""
    zone = ZONE * sheet.height
    rows = group_by_baseline(sheet.pieces)
    steps = [below[0].base - above[0].base for above, below in pairwise(rows)]
    usual_step = median(steps) if steps else 0.0
    apart = [
        step > APART * usual_step or not SAME_SIZE[0] < above[0].size / below[0].size < SAME_SIZE[1]
        for (above, below), step in zip(pairwise(rows), steps, strict=True)
    ]
    largest = LARGEST * median([row[0].size for row in rows]) if rows else 0.0
    top = [n for n, row in enumerate(rows[:MOST_ROWS]) if row[0].base < zone]
    top = list(takewhile(lambda n: rows[n][0].size < largest, top))
    rest = range(max(len(top), len(rows) - MOST_ROWS), len(rows))
    bottom = [n for n in rest if rows[n][0].base > sheet.height - zone][::-1]
    # The first row has nothing above, and the last nothing below.
    apart_from_below, apart_from_above = [*apart, True], [True, *apart]
    return [
        [MarginRow(rows[n], apart_from_below[n]) for n in top],
        [MarginRow(rows[n], apart_from_above[n]) for n in bottom],
    ]


def _find_repeated_texts(margins: list[list[Margin]]) -> dict[str, list[float]]:
    """For each text in the margins, the baselines that it has on more than one page."""
    seen: dict[str, list[float]] = defaultdict(list)
    for page_margins in margins:
        for text, base in {(piece.text, piece.base) for piece in _margin_pieces(page_margins)}:
            seen[text].append(base)
    return {
        text: [base for base in bases if sum(abs(base - b) < SAME_PLACE for b in bases) > 1]
        for text, bases in seen.items()
    }


def _find_counters(margins: list[list[Margin]]) -> set[PageCounter]:
    """Find the texts that count on from page to page."""
    pages_of: dict[PageCounter, set[int]] = defaultdict(set)
    for page, page_margins in enumerate(margins):
        for piece in _margin_pieces(page_margins):
            for counter in _read_counters(piece.text, page):
                pages_of[counter].add(page)
    return {counter for counter, pages in pages_of.items() if len(pages) > 1}


def _margin_pieces(page_margins: list[Margin]) -> Iterator[Piece]:
    for margin in page_margins:
        for row in margin:
            yield from row.pieces


def _read_counters(text: str, page: int) -> list[PageCounter]:
    """What a text would be as a counter of pages, one for each number in it."""
    return [
        PageCounter(f"{text[: match.start()]}#{text[match.end() :]}", int(match[0]) - page)
        for match in NUMBERS.finditer(text)
        if len(match[0]) <= MOST_DIGITS
    ]


def _move(taken: list[Piece], sheet: Sheet) -> None:
    """Move pieces to the furniture: heads and feet around the page number, where cleaning looks for them."""
    taken_ids = {id(piece) for piece in taken}
    sheet.pieces = [piece for piece in sheet.pieces if id(piece) not in taken_ids]
    texts = [piece.text for piece in sorted(taken, key=lambda piece: (piece.base, piece.left))]
    numbers = [text for text in texts if _is_number(text)]
    others = [text for text in texts if not _is_number(text)]
    half = (len(others) + 1) // 2
    sheet.furniture = [*others[:half], *numbers, *others[half:]]


def _is_margin_text(row: list[Piece]) -> bool:
    """Whether a row has a piece that stands in margins only; its other pieces are furniture too."""
    return any(MARGIN_TEXT.fullmatch(piece.text.strip()) for piece in row)


def _is_number(text: str) -> bool:
    text = text.strip()
    return bool(MARKED_NUMBER.fullmatch(text) or BARE_NUMBER.fullmatch(text))
