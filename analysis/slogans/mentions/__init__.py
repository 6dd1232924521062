"""Mentions: the slogans in one text, known or told by their marks and their form.

`finding` walks through a text; `forms` are the moulds of the genre (numerals, anniversaries, lists
of like parts); `nesting` settles what stands inside what; `names` gives slogans their numbers.
"""

from analysis.slogans.mentions.finding import find_in_text, find_mentions
from analysis.slogans.mentions.names import Name, Names

__all__ = ["Name", "Names", "find_in_text", "find_mentions"]
