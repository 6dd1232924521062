"""The lexicon: known slogans with their dates and levels, and where they stand in a text.

`entries` reads the lexicon and a user's own rows; `matching` finds their wordings in a text.
"""

from analysis.slogans.lexicon.entries import KINDS, LEVELS, Entry, Lexicon, LexiconError, read_lexicon

__all__ = [
    "KINDS",
    "LEVELS",
    "Entry",
    "Lexicon",
    "LexiconError",
    "read_lexicon",
]
