"""The lexicon: known slogans with their dates and levels, and where they occur in a text.

- `categories`: the kinds and levels of slogans.
- `entries`: an entry, and the lexicon that holds all of them.
- `files`: reads the lexicon of the package and a user's own rows.
- `matching`: finds the forms of the slogans in a text.
"""

from analysis.slogans.lexicon.categories import KINDS, LEVELS, SloganKind, SloganLevel
from analysis.slogans.lexicon.entries import Entry, Lexicon
from analysis.slogans.lexicon.files import LexiconError, read_lexicon
from analysis.slogans.lexicon.matching import strip_marks

__all__ = [
    "KINDS",
    "LEVELS",
    "Entry",
    "Lexicon",
    "LexiconError",
    "SloganKind",
    "SloganLevel",
    "read_lexicon",
    "strip_marks",
]
