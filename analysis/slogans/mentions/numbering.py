"""A slogan with what is known of it, and the number that it has while texts are searched."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from analysis.chinese.text_array import Integers
from analysis.slogans.lexicon import Lexicon, SloganKind, SloganLevel


class Origin(StrEnum):
    """How a slogan was recognised."""

    LEXICON = "lexicon"
    QUOTED = "quoted"  # by quotation or title marks
    NUMERAL = "numeral"  # as a numeral abbreviation
    FORMULA = "formula"  # as a phrase that the genre varies every year


class Slogan(NamedTuple):
    """A slogan and what is known of it.

    Attributes:
        name: canonical form.
        kind: what sort of formulation it is.
        level: who coined it.
        origin: how it was recognised.
        counts_inside: whether a longer slogan that contains it also mentions it. If not, it is only
            a part of the longer slogan's words.
        has_evidence: whether more than quotation marks speak for it at the place where it was found.
    """

    name: str
    kind: SloganKind
    level: SloganLevel
    origin: Origin
    counts_inside: bool = True
    has_evidence: bool = True


class SloganNumbers:
    """The numbers of slogans: from 1 those of a lexicon, then those that texts build themselves.

    0 stands for no slogan.

    Attributes:
        known: the slogans of the lexicon, in order.
        built: the others, with their numbers.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.known, self._known_traits, name_numbers = _read_known(lexicon)
        self._name_numbers = dict(name_numbers)
        self.built: dict[Slogan, int] = {}

    def number_built(self, slogan: Slogan) -> int:
        """The number of a slogan that a text has built; a new one gets the next number."""
        return self.built.setdefault(slogan, 1 + len(self.known) + len(self.built))

    def number_spans(
        self, text: str, spans: Iterable[tuple[int, int]], kind: SloganKind, origin: Origin
    ) -> Integers:
        """Number the words at some places, each a slogan that a text has built.

        Returns:
            A row each: start, end, number of the slogan.
        """
        unclassified = SloganLevel.UNCLASSIFIED
        rows = []
        for start, end in spans:
            slogan = Slogan(text[start:end], kind, unclassified, origin, counts_inside=False)
            rows.append((start, end, self.number_built(slogan)))
        return np.array(rows, dtype=np.int64).reshape(-1, 3)

    def list_slogans(self) -> list[Slogan]:
        """The slogans in the order of their numbers, which begin with 1."""
        return [*self.known, *self.built]

    def traits(self) -> list[np.ndarray]:
        """By number what decides about nesting: the last four columns of `nesting.Candidates`."""
        built = _read_traits(self.built, self._name_numbers)
        return [np.concatenate(columns) for columns in zip(self._known_traits, built, strict=True)]


@lru_cache(maxsize=4)
def _read_known(lexicon: Lexicon) -> tuple[list[Slogan], list[np.ndarray], dict[str, int]]:
    """The slogans of a lexicon, their traits from number 0 on, and the number of each name."""
    known = [
        Slogan(
            entry.slogan,
            entry.kind,
            entry.level,
            Origin.LEXICON,
            entry.inside != "no",
        )
        for entry in lexicon.entries
    ]
    name_numbers: dict[str, int] = {"": 0}
    of_none = [np.array([value]) for value in (0, False, False, False)]
    of_known = _read_traits(known, name_numbers)
    return known, [np.concatenate(columns) for columns in zip(of_none, of_known, strict=True)], name_numbers


def _read_traits(slogans: Iterable[Slogan], name_numbers: dict[str, int]) -> list[np.ndarray]:
    """The number of each slogan's name, and whether it is a part, quoted, known; see `nesting.Candidates`."""
    listed = list(slogans)
    numbers = [name_numbers.setdefault(slogan.name, len(name_numbers)) for slogan in listed]
    document, quoted, well_known = SloganKind.DOCUMENT, Origin.QUOTED, (Origin.LEXICON, Origin.FORMULA)
    traits = (
        [not slogan.counts_inside for slogan in listed],
        [slogan.origin == quoted and slogan.kind != document for slogan in listed],
        [slogan.origin in well_known for slogan in listed],
    )
    return [np.array(numbers, dtype=np.int64), *(np.array(trait, dtype=bool) for trait in traits)]
