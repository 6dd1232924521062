"""Pieces: characters on one baseline put together, up to the next wide gap.

A piece is the atom of layout: a printed line of prose is one piece, a row of a table several. y
grows downwards from the top of the page, sizes are ems. OCR gives pieces too.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from analysis.reading.pdf_glyphs import Glyph

# Gaps in ems: what ends a piece, what is a blank between two hanzi, or between two Latin letters.
WIDE_GAP, HANZI_GAP, LATIN_GAP = 0.9, 0.5, 0.15
# Bold that is faked by printing twice moves the second print by less than this.
TWICE = 0.12
SAME_BASELINE = 0.3


@dataclass(slots=True)
class Piece:
    """A stretch of text on one baseline, without wide gaps."""

    text: str
    left: float
    right: float
    base: float
    size: float


def baselines(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces that stand on one baseline together, from top to bottom, each row from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.base):
        first = rows[-1][0] if rows else None
        if first and piece.base - first.base <= SAME_BASELINE * min(piece.size, first.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def pieces_of(glyphs: list[Glyph]) -> list[Piece]:
    """Put characters together that stand on one baseline without a wide gap."""
    rows = _baselines([glyph for glyph in glyphs if glyph[3] > 0])
    _take_in_raised(rows)
    return [piece for row in rows for piece in _split(row)]


def _baselines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    end = -math.inf
    for glyph in sorted(glyphs, key=itemgetter(0)):
        if glyph[0] > end:
            rows.append([])
            end = glyph[0] + SAME_BASELINE * glyph[3]
        rows[-1].append(glyph)
    return rows


def _take_in_raised(rows: list[list[Glyph]]) -> None:
    """Move small raised or lowered characters (the 2 of CO₂) into the line that they belong to."""
    for index, row in enumerate(rows):
        size = max(glyph[3] for glyph in row)
        for other in (index - 1, index + 1):
            if not 0 <= other < len(rows) or not rows[other]:
                continue
            host = rows[other]
            em = max(glyph[3] for glyph in host)
            rise = (host[0][0] - row[0][0]) / em
            if size < 0.85 * em and -0.35 < rise < 0.7 and _touch(row, host, em):
                host.extend(row)
                rows[index] = row = []
                break
    rows[:] = [row for row in rows if row]


def _touch(row: list[Glyph], host: list[Glyph], em: float) -> bool:
    left, right = min(glyph[1] for glyph in row), max(glyph[2] for glyph in row)
    if right - left > 4 * em:
        return False
    return any(-0.3 * em < left - glyph[2] < 0.3 * em for glyph in host) or any(
        -0.3 * em < glyph[1] - right < 0.3 * em for glyph in host
    )


def _split(row: list[Glyph]) -> list[Piece]:
    """The pieces of a row of characters, parted at wide gaps."""
    found: list[tuple[list[Glyph], list[str]]] = []
    kept: list[Glyph] = []
    blank, end, before, size = False, -math.inf, "", 1.0
    for glyph in sorted(row, key=_left_of):
        _, left, right, em, text = glyph
        if text.isspace():
            # Blanks without width are pdfium's guesses.
            blank = blank or right > left
            continue
        if left - end < 0 and _printed_twice(kept, glyph):
            continue
        gap = (left - end) / max(em, size)
        if gap > WIDE_GAP:
            kept, texts = [], []
            found.append((kept, texts))
        elif gap > LATIN_GAP or blank:
            texts.append(" " * _is_gap(before, text, gap, blank=blank))
        kept.append(glyph)
        texts.append(text)
        blank, end, before, size = False, right, text, em
    return [_piece(glyphs, "".join(texts)) for glyphs, texts in found]


_left_of = itemgetter(1)


def _printed_twice(kept: list[Glyph], glyph: Glyph) -> bool:
    return any(
        other[4] == glyph[4] and glyph[1] - other[1] < TWICE * glyph[3] for other in kept[-2:]
    )


def _is_gap(before: str, after: str, gap: float, *, blank: bool) -> bool:
    if before < "\x80" and after < "\x80":
        return gap > LATIN_GAP or (blank and gap > 0)
    if blank and gap > LATIN_GAP:
        return True
    # Punctuation brings room of its own.
    return gap > HANZI_GAP and before.isalnum() and after.isalnum()


def _piece(glyphs: list[Glyph], text: str) -> Piece:
    first = glyphs[0]
    right = max(map(itemgetter(2), glyphs))
    sizes = Counter(map(itemgetter(3), glyphs))
    size = first[3] if len(sizes) == 1 else sizes.most_common(1)[0][0]
    base = next(glyph[0] for glyph in glyphs if glyph[3] == size)
    return Piece(text, first[1], right, base, size)
