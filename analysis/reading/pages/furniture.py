"""Page furniture: page numbers, running heads and feet, told by where they stand.

They are the first and last rows of a page, and say the same or count on from page to page. They
stay in the text as lines of their own, but no sentence is broken by them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from statistics import median

from analysis.chinese.numerals import HUNDREDS
from analysis.reading.pages.pieces import Piece, baselines
from analysis.reading.pages.ruled_tables import Table

# The share of a page's height at its top and bottom where furniture stands, and how many rows.
ZONE, ROWS = 0.15, 4
# Points by which the same head may stand elsewhere on another page.
SAME_PLACE = 4.0
# Furniture stands this many usual distances of lines away from the body, or is set in another
# size, but in none larger than this share of it.
APART, LARGEST = 1.3, 1.15
DASH = r"[-—–－―─·•~～\s]*"
NUMERAL = r"(?:\d{1,4}|[０-９]{1,4})"
MARKED_NUMBER = re.compile(
    rf"[-—–－―─·•~～]{DASH}{NUMERAL}{DASH}|{NUMERAL}\s*[-—–－―─]+"
    rf"|第\s*(?:{NUMERAL}|[{HUNDREDS}]+)\s*页(?:\s*[,，/|]?\s*[（(]?共\s*\d+\s*页[）)]?)?"
    rf"|共\s*\d+\s*页\s*[,，/|]?\s*第\s*\d+\s*页|{NUMERAL}\s*[/／]\s*{NUMERAL}"
    r"|(?:Page|PAGE|P\.?)\s*\d+(?:\s*(?:of|/)\s*\d+)?|\d+\s*页"
)
BARE_NUMBER = re.compile(rf"{NUMERAL}|[ivxIVX]{{1,6}}")
# What stands in a margin only: a marked number, and what browsers print: the address, the time.
STAMPED = re.compile(
    rf"{MARKED_NUMBER.pattern}|(?:https?|file)://\S+"
    r"|\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[,，]?\s*(?:[上下]午)?\s*\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?"
)
NUMBERS = re.compile(r"\d+")


# Rows of a margin from the edge inwards, and whether each stands apart from the one after it.
Edge = tuple[list[list[Piece]], list[bool]]


@dataclass(slots=True)
class Sheet:
    """A page on its way through layout.

    Attributes:
        height: of the page, in the unit of all its places.
        pieces: its text.
        tables: its ruled tables.
        furniture: lines that were taken off as page numbers, running heads and feet.
    """

    height: float
    pieces: list[Piece] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)


def take_furniture(sheets: list[Sheet]) -> None:
    """Move page numbers and running heads from the pieces of each page to its furniture."""
    margins = [_margins(sheet) for sheet in sheets]
    places, counted = _repeated(margins), _counted(margins)
    for page, (sheet, edges) in enumerate(zip(sheets, margins, strict=True)):
        taken: list[Piece] = []
        for rows, apart in edges:
            known = 0
            for n, row in enumerate(rows):
                if not _is_furniture(row, page, places, counted):
                    break
                # A line of the body may be the same on two pages, but it has others close by.
                if apart[n] or _is_stamped(row):
                    known = n + 1
            taken += [piece for row in rows[:known] for piece in row]
        _take(sheet, taken)


def _take(sheet: Sheet, taken: list[Piece]) -> None:
    """Heads and feet go around the page number, where cleaning looks for them."""
    gone = {id(piece) for piece in taken}
    sheet.pieces = [piece for piece in sheet.pieces if id(piece) not in gone]
    texts = [piece.text for piece in sorted(taken, key=lambda piece: (piece.base, piece.left))]
    numbers = [text for text in texts if _is_number(text)]
    others = [text for text in texts if not _is_number(text)]
    half = (len(others) + 1) // 2
    sheet.furniture = [*others[:half], *numbers, *others[half:]]


def _margins(sheet: Sheet) -> list[Edge]:
    """The rows in the upper and in the lower margin, each from the edge inwards."""
    zone = ZONE * sheet.height
    rows = baselines(sheet.pieces)
    steps = [below[0].base - above[0].base for above, below in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    apart = [
        step > APART * usual or not 0.95 < above[0].size / below[0].size < 1.05
        for (above, below), step in zip(pairwise(rows), steps, strict=True)
    ]
    # A title is set larger than a running head ever is.
    most = LARGEST * median([row[0].size for row in rows]) if rows else 0.0
    top = [n for n, row in enumerate(rows[:ROWS]) if row[0].base < zone]
    top = list(takewhile(lambda n: rows[n][0].size < most, top))
    rest = range(max(len(top), len(rows) - ROWS), len(rows))
    bottom = [n for n in rest if rows[n][0].base > sheet.height - zone][::-1]
    # Behind the last row and before the first one there is nothing.
    below, above = [*apart, True], [True, *apart]
    return [
        ([rows[n] for n in top], [below[n] for n in top]),
        ([rows[n] for n in bottom], [above[n] for n in bottom]),
    ]


def _repeated(margins: list[list[Edge]]) -> dict[str, list[float]]:
    """Where each text stands that is seen at one place of several pages."""
    seen: dict[str, list[float]] = defaultdict(list)
    for edges in margins:
        for text, base in {(piece.text, piece.base) for piece in _pieces(edges)}:
            seen[text].append(base)
    return {
        text: [base for base in bases if sum(abs(base - b) < SAME_PLACE for b in bases) > 1]
        for text, bases in seen.items()
    }


def _counted(margins: list[list[Edge]]) -> set[tuple[str, int]]:
    """Texts whose number counts the pages: the text with # for it, and number less page."""
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page, edges in enumerate(margins):
        for piece in _pieces(edges):
            for key in _count_keys(piece.text, page):
                seen[key].add(page)
    return {key for key, pages in seen.items() if len(pages) > 1}


def _pieces(edges: list[Edge]) -> Iterator[Piece]:
    for rows, _ in edges:
        for row in rows:
            yield from row


def _count_keys(text: str, page: int) -> list[tuple[str, int]]:
    return [
        (f"{text[: found.start()]}#{text[found.end() :]}", int(found[0]) - page)
        for found in NUMBERS.finditer(text)
        if len(found[0]) < 5
    ]


def _is_furniture(
    row: list[Piece], page: int, places: dict[str, list[float]], counted: set[tuple[str, int]]
) -> bool:
    return _is_stamped(row) or all(
        any(abs(piece.base - base) < SAME_PLACE for base in places.get(piece.text, ()))
        or any(key in counted for key in _count_keys(piece.text, page))
        or piece.text.strip() == str(page + 1)
        for piece in row
    )


def _is_stamped(row: list[Piece]) -> bool:
    """Whether a row holds what stands in a margin only; all beside it is of its kind."""
    return any(STAMPED.fullmatch(piece.text.strip()) for piece in row)


def _is_number(text: str) -> bool:
    text = text.strip()
    return bool(MARKED_NUMBER.fullmatch(text) or BARE_NUMBER.fullmatch(text))
