"""Names: slogans by number, and what of each decides whether it is a mention inside another."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from analysis.slogans.lexicon import Lexicon

LEXICON, QUOTED, NUMERAL, FORMULA = "lexicon", "quoted", "numeral", "formula"
UNCLASSIFIED = "unclassified"


class Name(NamedTuple):
    """A slogan and what is known of it; `is_whole` where a longer slogan around it hides it not."""

    slogan: str
    kind: str
    level: str
    origin: str
    is_whole: bool = True


NO_NAME = Name("", "", "", "")
# Slogans of these kinds are mentioned by a longer slogan that holds them; others are just its words:
# 从严治党 in 全面从严治党, 不忘初心 in 不忘初心、牢记使命.
WHOLE_KINDS = ("numeral", "event", "document")


class Names:
    """Slogans by number: 0 is none, then come those of a lexicon, then what texts are found to build.

    Attributes:
        known: none, and the names of the lexicon.
        built: the others, with their numbers.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.known, self._traits, wordings = _known(lexicon)
        self._wordings = dict(wordings)
        self.built: dict[Name, int] = {}

    def number(self, name: Name) -> int:
        """The number of a name that a text has built."""
        return self.built.setdefault(name, len(self.known) + len(self.built))

    def traits(self) -> list[np.ndarray]:
        """Of each name what decides about its nesting: the last four of `nesting.Candidates`."""
        built = _traits(self.built, self._wordings)
        return [np.concatenate(both) for both in zip(self._traits, built, strict=True)]


@lru_cache(maxsize=4)
def _known(lexicon: Lexicon) -> tuple[list[Name], list[np.ndarray], dict[str, int]]:
    wordings: dict[str, int] = {}
    names = [
        Name(
            entry.slogan,
            entry.kind,
            entry.level,
            LEXICON,
            entry.inside == "yes" or (entry.inside != "no" and entry.kind in WHOLE_KINDS),
        )
        for entry in lexicon.entries
    ]
    known = [NO_NAME, *names]
    return known, _traits(known, wordings), wordings


def _traits(names: Iterable[Name], wordings: dict[str, int]) -> list[np.ndarray]:
    """The number of each slogan's wording, and three questions answered."""
    told = list(names)
    number = [wordings.setdefault(name.slogan, len(wordings)) for name in told]
    questions = (
        [not name.is_whole for name in told],
        [name.origin == QUOTED and name.kind != "document" for name in told],
        [name.origin in (LEXICON, FORMULA) for name in told],
    )
    return [np.array(number, dtype=np.int64), *(np.array(row, dtype=bool) for row in questions)]
