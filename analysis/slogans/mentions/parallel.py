"""Slogans that are lists of three or more parts of one length that share a character: 同部署、同落实、同考核."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.chinese.characters import ONE_HANZI
from analysis.chinese.detectors.parallel import is_formula
from analysis.chinese.text_array import Characters, Integers, make_table
from analysis.slogans.lexicon import SloganKind
from analysis.slogans.mentions.numbering import Origin, SloganNumbers

# The length of a part, in characters.
SHORTEST_PART, LONGEST_PART = 3, 5
SEPARATORS = "、，"
_SEPARATORS = make_table(SEPARATORS)
# A hanzi behind the last part means that the part is longer than the others, unless it is one of these.
AFTER_LIST = frozenset("的等和及与为之地是以并要将在工活制原机")


def find_parallels(text: Characters, numbers: SloganNumbers) -> Integers:
    """Find the parallel formulae of a text.

    Returns:
        A row each: start, end, number of the slogan.
    """
    return numbers.number_spans(text.text, _find_spans(text), SloganKind.FORMULA, Origin.FORMULA)


def _find_spans(characters: Characters) -> Iterator[tuple[int, int]]:
    text, reached = characters.text, 0
    for start, second, size in _find_pairs(characters):
        if start < reached:
            continue
        parts = [text[start : start + size], text[second : second + size]]
        end = second + size
        while text[end : end + 1] and text[end] in SEPARATORS and _are_alike(text, start, end + 1, size):
            parts.append(text[end + 1 : end + 1 + size])
            end += 1 + size
        next_character = text[end : end + 1]
        is_complete = not ONE_HANZI.match(next_character) or next_character in AFTER_LIST
        if len(parts) > 2 and is_complete and is_formula(parts, text[second - 1]):
            reached = end
            yield start, end


def _find_pairs(text: Characters) -> Iterator[tuple[int, int, int]]:
    """Where three parts of one length follow each other that may be alike.

    Yields:
        start of the first part, start of the second, length of each.
    """
    marks = text.places(_SEPARATORS)
    second, size = marks[:-1] + 1, np.diff(marks) - 1
    start = marks[:-1] - size
    fits = np.flatnonzero((size >= SHORTEST_PART) & (size <= LONGEST_PART) & (start >= 0))
    start, second, size = start[fits], second[fits], size[fits]
    codes = text.codes
    last = len(codes) - 1
    third = np.minimum(second + size + 1, last)
    end, third_end = codes[start + size - 1], codes[np.minimum(third + size - 1, last)]
    is_alike = (codes[start] == codes[second]) | (end == codes[second + size - 1])
    is_alike &= (codes[start] == codes[third]) | (end == third_end)
    return zip(start[is_alike].tolist(), second[is_alike].tolist(), size[is_alike].tolist(), strict=True)


def _are_alike(text: str, first: int, second: int, size: int) -> bool:
    """Whether two parts begin, or end, with the same character."""
    return (
        text[first] == text[second : second + 1]
        or text[first + size - 1] == text[second + size - 1 : second + size]
    )
