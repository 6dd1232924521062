"""Pieces: characters on one baseline put together, up to the next wide gap.

A piece is the atom of layout: a printed line of prose is one piece, a row of a table several. y
grows downwards from the top of the page, sizes are ems. OCR gives pieces too.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from statistics import median

from analysis.reading.pages.pdf_page import Glyph

# Gaps in ems: what ends a piece, what is a blank between two hanzi, or between two Latin letters.
WIDE_GAP, HANZI_GAP, LATIN_GAP = 0.9, 0.18, 0.15
# Marks for what is not known before the whole page is: whether hanzi and Latin letters are
# always set apart a little, as Word and LibreOffice do, or a gap between them is a blank.
GAP_BESIDE_LATIN, NO_GAP_BESIDE_LATIN = "\ufdd0", "\ufdd1"
MIXED = re.compile(f"[{GAP_BESIDE_LATIN}{NO_GAP_BESIDE_LATIN}]")
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
    pieces = [_piece(stretch) for row in rows for stretch in _split(row)]
    _settle_mixed([piece for piece in pieces if MIXED.search(piece.text)])
    return pieces


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


def _split(row: list[Glyph]) -> list[list[Glyph]]:
    """The stretches of a row between wide gaps; a blank stays as a glyph without width."""
    found: list[list[Glyph]] = []
    kept: list[Glyph] = []
    blank, end, size = False, -math.inf, 1.0
    for glyph in sorted(row, key=itemgetter(1)):
        _, left, right, em, text = glyph
        if text.isspace():
            # Blanks without width are pdfium's guesses.
            blank = blank or right > left
            continue
        if left < end and _printed_twice(kept, glyph):
            continue
        if left - end > WIDE_GAP * max(em, size):
            kept = []
            found.append(kept)
        elif blank:
            kept.append((glyph[0], end, end, em, " "))
        kept.append(glyph)
        blank, end, size = False, right, em
    return found


def _printed_twice(kept: list[Glyph], glyph: Glyph) -> bool:
    return any(other[4] == glyph[4] and glyph[1] - other[1] < TWICE * glyph[3] for other in kept[-2:])


def _piece(glyphs: list[Glyph]) -> Piece:
    sizes = Counter(map(itemgetter(3), glyphs))
    size = glyphs[0][3] if len(sizes) == 1 else sizes.most_common(1)[0][0]
    base = next(glyph[0] for glyph in glyphs if glyph[3] == size)
    right = max(map(itemgetter(2), glyphs))
    return Piece(_text(glyphs), glyphs[0][1], right, base, size)


def _text(glyphs: list[Glyph]) -> str:
    """The characters of a stretch, and blanks where it shows them."""
    texts = [glyphs[0][4]]
    gaps = [(glyph[1] - last[2]) / glyph[3] for last, glyph in pairwise(glyphs)]
    # Justified lines have all their gaps wider.
    inner = [gap for gap, glyph in zip(gaps, glyphs[1:], strict=True) if glyph[4] != " "]
    usual = max(median(inner), 0.0) if len(inner) > 3 and max(inner) > LATIN_GAP else 0.0
    blank = False
    for gap, glyph in zip(gaps, glyphs[1:], strict=True):
        text = glyph[4]
        if text == " ":
            blank = True
            continue
        if gap > LATIN_GAP or blank or (text < "\x80") != (texts[-1] < "\x80"):
            texts.append(_between(texts[-1], text, gap - usual, gap, blank=blank))
        texts.append(text)
        blank = False
    return "".join(texts)


def _between(before: str, after: str, more: float, gap: float, *, blank: bool) -> str:
    """What stands between two characters that are `gap` apart, `more` than usual in their line."""
    if before < "\x80" and after < "\x80":
        return " " * (gap > LATIN_GAP or (blank and gap > 0))
    if blank and gap > LATIN_GAP:
        return " "
    # Punctuation brings room of its own.
    if not (before.isalnum() and after.isalnum()):
        return ""
    if (before < "\x80") != (after < "\x80"):
        return GAP_BESIDE_LATIN if more > LATIN_GAP else NO_GAP_BESIDE_LATIN
    return " " * (more > HANZI_GAP)


def _settle_mixed(pieces: list[Piece]) -> None:
    """Gaps between hanzi and Latin letters are blanks, unless the page has them everywhere."""
    gaps = sum(piece.text.count(GAP_BESIDE_LATIN) for piece in pieces)
    none = sum(piece.text.count(NO_GAP_BESIDE_LATIN) for piece in pieces)
    gap = " " if gaps <= none else ""
    for piece in pieces:
        text = piece.text.replace(NO_GAP_BESIDE_LATIN, "")
        piece.text = text.replace(GAP_BESIDE_LATIN, gap)
