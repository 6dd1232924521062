"""Slogans that are numeral abbreviations by their form: 三会一课, 五个一."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.chinese.detectors.numeral import ALTERNATING, IDIOM_LENGTH, SEVERAL_ONES, is_plain_word
from analysis.chinese.numerals import COUNTING
from analysis.chinese.text_array import Characters, Integers, make_table
from analysis.slogans.lexicon import SloganKind
from analysis.slogans.mentions.numbering import Origin, SloganNumbers

_COUNTING = make_table(COUNTING)


def find_numerals(text: Characters, numbers: SloganNumbers) -> Integers:
    """Find the numeral abbreviations of a text.

    Returns:
        A row each: start, end, number of the slogan.
    """
    return numbers.number_spans(text.text, _find_spans(text), SloganKind.NUMERAL, Origin.NUMERAL)


def _find_spans(text: Characters) -> Iterator[tuple[int, int]]:
    # The patterns are tried only where the first three characters allow a match.
    first = text.places(_COUNTING)
    first = first[first < len(text.codes) - 2]
    second, third = text.codes[first + 1], text.codes[first + 2]
    for pattern, starts in (
        (ALTERNATING, first[_COUNTING[third] & ~_COUNTING[second]]),
        (SEVERAL_ONES, first[(second == ord("个")) & (third == ord("一"))]),
    ):
        reached = 0
        for start in starts.tolist():
            match = pattern.match(text.text, start) if start >= reached else None
            if not match:
                continue
            if is_plain_word(match[0]):
                # What follows 一心一意 may be a slogan; its own second half is not.
                reached = start + IDIOM_LENGTH
                continue
            reached = match.end()
            yield start, reached
