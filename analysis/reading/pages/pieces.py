"""Pieces of text: the glyphs of one baseline put together, up to the next wide gap.

A printed line of prose is one piece, a row of a table several. All later steps work on pieces. OCR
gives pieces directly.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median

from analysis.reading.pages.geometry import Glyph

# Gaps, in ems: from which one ends a piece, and from which one is a blank between two hanzi or two
# Latin letters.
WIDE_GAP, HANZI_GAP, LATIN_GAP = 0.9, 0.18, 0.15
# Stand between a hanzi and a Latin letter until the whole page is known: Word and LibreOffice always
# set the two a little apart, and only where they do not is such a gap a blank.
GAP_BESIDE_LATIN, NO_GAP_BESIDE_LATIN = "\ufdd0", "\ufdd1"
BESIDE_LATIN = re.compile(f"[{GAP_BESIDE_LATIN}{NO_GAP_BESIDE_LATIN}]")
# Ems: bold that is faked by printing twice moves the second print by less.
TWICE = 0.12
# Ems: what differs less stands on one baseline.
SAME_BASELINE = 0.3
# A raised or lowered character (the 2 of CO₂) is smaller than this share of its line's em. In ems
# of that line: how far it may be lowered, how far raised, and how close it stands.
RAISED_SIZE, LOWERED, RAISED, TOUCHING = 0.85, 0.35, 0.7, 0.3
# Ems: a wider row is a line of its own, however close another line is.
WIDEST_RAISED = 4


@dataclass(slots=True)
class Piece:
    """Text on one baseline, without wide gaps.

    Attributes:
        text: its characters, with blanks where the page shows them.
        left, right: x where it starts and ends.
        base: y of its baseline.
        size: of its em.
    """

    text: str
    left: float
    right: float
    base: float
    size: float


def group_by_baseline(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Put pieces on one baseline into rows: rows from top to bottom, each from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=attrgetter("base")):
        first = rows[-1][0] if rows else None
        if first and piece.base - first.base <= SAME_BASELINE * min(piece.size, first.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=attrgetter("left")) for row in rows]


def make_pieces(glyphs: list[Glyph]) -> list[Piece]:
    """Put glyphs together that stand on one baseline without a wide gap."""
    rows = _group_glyphs([glyph for glyph in glyphs if glyph.size > 0])
    _merge_raised(rows)
    pieces = [_make_piece(stretch) for row in rows for stretch in _split_at_gaps(row)]
    _decide_blanks_beside_latin([piece for piece in pieces if BESIDE_LATIN.search(piece.text)])
    return pieces


def _group_glyphs(glyphs: list[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    end = -math.inf
    for glyph in sorted(glyphs, key=attrgetter("base")):
        if glyph.base > end:
            rows.append([])
            end = glyph.base + SAME_BASELINE * glyph.size
        rows[-1].append(glyph)
    return rows


def _merge_raised(rows: list[list[Glyph]]) -> None:
    """Move small raised or lowered characters into the line that they belong to."""
    sizes = [max([glyph.size for glyph in row]) for row in rows]
    for index, row in enumerate(rows):
        for neighbour in (index - 1, index + 1):
            if not 0 <= neighbour < len(rows) or not rows[neighbour]:
                continue
            line, em = rows[neighbour], sizes[neighbour]
            rise = (line[0].base - row[0].base) / em
            if sizes[index] < RAISED_SIZE * em and -LOWERED < rise < RAISED and _touch(row, line, em):
                line.extend(row)
                rows[index] = []
                break
    rows[:] = [row for row in rows if row]


def _touch(row: list[Glyph], line: list[Glyph], em: float) -> bool:
    """Whether a short row starts or ends beside a glyph of a line."""
    left, right = min(glyph.left for glyph in row), max(glyph.right for glyph in row)
    near = TOUCHING * em
    if right - left > WIDEST_RAISED * em:
        return False
    return any(-near < left - glyph.right < near or -near < glyph.left - right < near for glyph in line)


def _split_at_gaps(row: list[Glyph]) -> list[list[Glyph]]:
    """The stretches of a row between wide gaps; a blank becomes a glyph without width."""
    stretches: list[list[Glyph]] = []
    stretch: list[Glyph] = []
    after_blank, end, last_size = False, -math.inf, 1.0
    for glyph in sorted(row, key=attrgetter("left")):
        left, right, size = glyph.left, glyph.right, glyph.size
        if glyph.text.isspace():
            # Blanks without width are pdfium's guesses.
            after_blank = after_blank or right > left
            continue
        if left < end and _is_printed_twice(stretch, glyph):
            continue
        if left - end > WIDE_GAP * max(size, last_size):
            stretch = []
            stretches.append(stretch)
        elif after_blank:
            stretch.append(Glyph(glyph.base, end, end, size, " "))
        stretch.append(glyph)
        after_blank, end, last_size = False, right, size
    return stretches


def _is_printed_twice(stretch: list[Glyph], glyph: Glyph) -> bool:
    return any(
        before.text == glyph.text and glyph.left - before.left < TWICE * glyph.size for before in stretch[-2:]
    )


def _make_piece(glyphs: list[Glyph]) -> Piece:
    size = Counter([glyph.size for glyph in glyphs]).most_common(1)[0][0]
    base = next(glyph.base for glyph in glyphs if glyph.size == size)
    right = max([glyph.right for glyph in glyphs])
    return Piece(_text_with_blanks(glyphs), glyphs[0].left, right, base, size)


def _text_with_blanks(glyphs: list[Glyph]) -> str:
    """The characters of a stretch, and blanks where its gaps show them."""
    texts = [glyphs[0].text]
    gaps = [(glyph.left - last.right) / glyph.size for last, glyph in pairwise(glyphs)]
    # Justified lines have all their gaps wider.
    inner = [gap for gap, glyph in zip(gaps, glyphs[1:], strict=True) if glyph.text != " "]
    usual = max(median(inner), 0.0) if len(inner) > 3 and max(inner) > LATIN_GAP else 0.0
    after_blank = False
    for gap, glyph in zip(gaps, glyphs[1:], strict=True):
        text = glyph.text
        if text == " ":
            after_blank = True
            continue
        if gap > LATIN_GAP or after_blank or (text < "\x80") != (texts[-1] < "\x80"):
            texts.append(_blank_between(texts[-1], text, gap, usual, after_blank=after_blank))
        texts.append(text)
        after_blank = False
    return "".join(texts)


def _blank_between(before: str, after: str, gap: float, usual: float, *, after_blank: bool) -> str:
    """A blank, nothing, or a mark to be decided later.

    Args:
        before, after: two characters beside each other.
        gap: between them, in ems.
        usual: the median gap of their line.
        after_blank: whether the file has a blank between the two.
    """
    if before < "\x80" and after < "\x80":
        return " " if gap > LATIN_GAP or (after_blank and gap > 0) else ""
    if after_blank and gap > LATIN_GAP:
        return " "
    # Punctuation brings room of its own.
    if not (before.isalnum() and after.isalnum()):
        return ""
    if (before < "\x80") != (after < "\x80"):
        return GAP_BESIDE_LATIN if gap - usual > LATIN_GAP else NO_GAP_BESIDE_LATIN
    return " " if gap - usual > HANZI_GAP else ""


def _decide_blanks_beside_latin(pieces: list[Piece]) -> None:
    """Make gaps between hanzi and Latin letters blanks, unless most such places of the page have one."""
    with_gap = sum(piece.text.count(GAP_BESIDE_LATIN) for piece in pieces)
    without_gap = sum(piece.text.count(NO_GAP_BESIDE_LATIN) for piece in pieces)
    blank = " " if with_gap <= without_gap else ""
    for piece in pieces:
        piece.text = piece.text.replace(NO_GAP_BESIDE_LATIN, "").replace(GAP_BESIDE_LATIN, blank)
