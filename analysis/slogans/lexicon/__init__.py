"""The lexicon: known slogans with their dates and levels, and where they occur in a text.

- `categories`: the kinds, levels, tiers and fields of slogans.
- `entries`: an entry, and the lexicon that holds all of them.
- `files`: reads the lexicon of the package and a user's own rows.
- `matching`: finds the forms of the slogans in a text.
- `templates`: slogans with a slot.
"""

from analysis.slogans.lexicon.categories import (
    FIELDS,
    KINDS,
    LEVELS,
    TIERS,
    SloganField,
    SloganKind,
    SloganLevel,
    SloganTier,
)
from analysis.slogans.lexicon.entries import Entry, Lexicon
from analysis.slogans.lexicon.files import LexiconError, read_lexicon
from analysis.slogans.lexicon.matching import strip_marks

__all__ = [
    "FIELDS",
    "KINDS",
    "LEVELS",
    "TIERS",
    "Entry",
    "Lexicon",
    "LexiconError",
    "SloganField",
    "SloganKind",
    "SloganLevel",
    "SloganTier",
    "read_lexicon",
    "strip_marks",
]
