"""A text as an array of codes, in which numpy finds all places of a character at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analysis.chinese.characters import UNIFIED

Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]
# The last code of the basic plane, which is not a character: all codes beyond the plane count as it.
LAST = 0xFFFF
COMMON = slice(UNIFIED[0], UNIFIED[1] + 1)


def make_table(characters: str) -> Booleans:
    """For each code of the basic plane whether it is among some characters."""
    table = np.zeros(LAST + 1, dtype=bool)
    table[[ord(character) for character in characters]] = True
    return table


class Characters:
    """The characters of a text.

    Attributes:
        text: the text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        wide = text.encode("utf-16-le", "surrogatepass")
        # Two bytes a character, unless a character lies beyond the basic plane.
        self._name = "utf-16-le" if len(wide) == 2 * len(text) else "utf-32-le"
        if self._name == "utf-16-le":
            self._all = self.codes = np.frombuffer(wide, np.uint16)
        else:
            self._all = np.frombuffer(text.encode(self._name, "surrogatepass"), np.uint32)
            self.codes = np.minimum(self._all, LAST).astype(np.uint16)
        is_common = (self.codes >= COMMON.start) & (self.codes < COMMON.stop)
        self._others = np.flatnonzero(~is_common)

    def places(self, table: Booleans) -> Integers:
        """The offsets of all characters of a table, in order."""
        if table[COMMON].any():
            return np.flatnonzero(table[self.codes])
        # Most characters of a text are hanzi, and most tables hold none.
        return self._others[table[self.codes[self._others]]]

    def places_without(self, table: Booleans) -> Integers:
        """The offsets of all other characters, in order."""
        is_left = np.ones(len(self.codes), dtype=bool)
        is_left[self.places(table)] = False
        return np.flatnonzero(is_left)

    def at(self, places: Integers) -> str:
        """The characters at some places, as one text."""
        return self._all[places].tobytes().decode(self._name, "surrogatepass")
