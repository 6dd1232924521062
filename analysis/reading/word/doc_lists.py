"""The lists of an old Word document ([MS-DOC] 2.9.150, 2.9.131 and 2.9.147)."""

from __future__ import annotations

from analysis.reading.word.doc_bytes import read_number
from analysis.reading.word.numbering import Level, List

# The numerals by their codes, under their names in Office Open XML, which lists them in the same order.
NUMERALS = (
    "decimal",
    "upperRoman",
    "lowerRoman",
    "upperLetter",
    "lowerLetter",
    "ordinal",
    "cardinalText",
    "ordinalText",
    "hex",
    "chicago",
    "ideographDigital",
    "japaneseCounting",
    "aiueo",
    "iroha",
    "decimalFullWidth",
    "decimalHalfWidth",
    "japaneseLegal",
    "japaneseDigitalTenThousand",
    "decimalEnclosedCircle",
    "decimalFullWidth2",
    "aiueoFullWidth",
    "irohaFullWidth",
    "decimalZero",
    "bullet",
    "ganada",
    "chosung",
    "decimalEnclosedFullstop",
    "decimalEnclosedParen",
    "decimalEnclosedCircleChinese",
    "ideographEnclosedCircle",
    "ideographTraditional",
    "ideographZodiac",
    "ideographZodiacTraditional",
    "taiwaneseCounting",
    "ideographLegalTraditional",
    "taiwaneseCountingThousand",
    "taiwaneseDigital",
    "chineseCounting",
    "chineseLegalSimplified",
    "chineseCountingThousand",
)
NO_NUMERALS = 0xFF
FOLLOWS = ("tab", "space", "nothing")
# Sizes in bytes.
LIST_SIZE, LEVEL_SIZE, USE_SIZE = 28, 28, 16
N_LEVELS = 9
# Flags of a level, and of a change that a list makes to its kind.
LEGAL, NO_RESTART = 0x04, 0x08
RESTARTS, WHOLE_LEVEL = 0x10, 0x20


def read_lists(kinds: bytes, uses: bytes) -> tuple[dict[int, List], dict[tuple[int, int], int]]:
    """Read a document's lists.

    Args:
        kinds: the kinds of lists (PlfLst) and, behind them, their levels.
        uses: the lists that paragraphs refer to (PlfLfo), each with its kind and changes to it.

    Returns:
        The lists by the numbers with which paragraphs refer to them, and (list, style) → level for levels
        that name the style of their paragraphs.
    """
    known, styles = _read_kinds(kinds)
    lists, linked = {}, {}
    changes_at = 4 + USE_SIZE * read_number(uses, 0, 4)
    for name in range(1, read_number(uses, 0, 4) + 1):
        entry = uses[4 + USE_SIZE * (name - 1) : 4 + USE_SIZE * name]
        if len(entry) < USE_SIZE:
            break
        kind = read_number(entry, 0, 4)
        levels, starts = dict(known.get(kind, {})), dict[int, int]()
        changes_at = _read_changes(uses, changes_at + 4, entry[12], levels, starts)
        lists[name] = List(kind, levels, starts)
        for depth, style in enumerate(styles.get(kind, ())):
            linked[name, style] = depth
    return lists, linked


def _read_kinds(raw: bytes) -> tuple[dict[int, dict[int, Level]], dict[int, tuple[int, ...]]]:
    n = read_number(raw, 0, 2)
    place = 2 + LIST_SIZE * n
    kinds: dict[int, dict[int, Level]] = {}
    styles: dict[int, tuple[int, ...]] = {}
    for i in range(n):
        entry = raw[2 + LIST_SIZE * i : 2 + LIST_SIZE * (i + 1)]
        if len(entry) < LIST_SIZE or place >= len(raw):
            break
        kind = read_number(entry, 0, 4)
        styles[kind] = tuple(read_number(entry, 8 + 2 * depth, 2) for depth in range(N_LEVELS))
        levels: dict[int, Level] = {}
        for depth in range(1 if entry[26] & 1 else N_LEVELS):
            levels[depth], place = _read_level(raw, place)
        kinds[kind] = levels
    return kinds, styles


def _read_level(raw: bytes, place: int) -> tuple[Level, int]:
    """Read a level; return it and the place behind it."""
    head = raw[place : place + LEVEL_SIZE].ljust(LEVEL_SIZE, b"\0")
    text_at = place + LEVEL_SIZE + head[24] + head[25]
    size = read_number(raw, text_at, 2)
    text = raw[text_at + 2 : text_at + 2 + 2 * size].decode("utf-16-le", "replace")
    # The characters 0 to 8 are placeholders for the numbers of the levels.
    pattern = "".join(f"%{ord(c) + 1}" if ord(c) < N_LEVELS else c for c in text)
    code = head[4]
    numerals = "none" if code == NO_NUMERALS else NUMERALS[code] if code < len(NUMERALS) else "decimal"
    level = Level(
        start=read_number(head, 0, 4),
        numerals=numerals,
        pattern=pattern,
        follow=FOLLOWS[head[15]] if head[15] < len(FOLLOWS) else "tab",
        restart=head[26] if head[5] & NO_RESTART else None,
        legal=bool(head[5] & LEGAL),
    )
    return level, text_at + 2 + 2 * size


def _read_changes(raw: bytes, place: int, n: int, levels: dict[int, Level], starts: dict[int, int]) -> int:
    """Apply the changes that a list makes to its kind; return the place of the next list's changes."""
    for _ in range(n):
        if place + 8 > len(raw):
            break
        flags = read_number(raw, place + 4, 4)
        depth = flags & 0xF
        start = read_number(raw, place, 4)
        place += 8
        if flags & WHOLE_LEVEL:
            levels[depth], place = _read_level(raw, place)
            start = levels[depth].start
        if flags & RESTARTS:
            starts[depth] = start
    return place
