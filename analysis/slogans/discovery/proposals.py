"""What a detector proposes: a phrase at a place, a guess at its kind, and the clues."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from analysis.slogans.discovery.clues import Clue
from analysis.slogans.lexicon import SloganKind


class Detector(StrEnum):
    """What proposes a phrase."""

    QUOTED = "quoted"  # quotation or title marks
    NUMERAL = "numeral"  # numeral abbreviations
    PARALLEL = "parallel"  # parallel formulae
    RECURRING = "recurring"  # phrases that recur from text to text
    TEMPLATE = "template"  # phrases of several places on one template


class Proposal(NamedTuple):
    """A phrase that may be a slogan, at one place.

    Attributes:
        start, end: offsets into the text, in characters.
        candidate: the phrase without quotation marks.
        kind: a guess.
        clues: what speaks for and against it.
    """

    start: int
    end: int
    candidate: str
    kind: SloganKind
    clues: tuple[Clue, ...]
