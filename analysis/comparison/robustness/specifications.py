"""Specifications: every combination of choices under which texts can be compared."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

# The choices and their options; the first options are those of `compare_documents`.
CHOICES = {
    "unit": ("word", "character"),
    "slogans": ("whole", "cut", "left out"),
    "stop_words": ("removed", "kept"),
    "scope": ("whole", "no central slogans", "body"),
    "length": ("as is", "equal"),
    "idf": ("smoothed", "none"),
}


class Specification(NamedTuple):
    """One way to compare: an option of each choice."""

    unit: str
    slogans: str
    stop_words: str
    scope: str
    length: str
    idf: str


def specifications() -> Iterator[Specification]:
    """Every combination of choices that differs from all others, the default first."""
    for options in product(*CHOICES.values()):
        spec = Specification(*options)
        # If all slogans are left out, so are the central slogans.
        if (spec.slogans, spec.scope) != ("left out", "no central slogans"):
            yield spec
