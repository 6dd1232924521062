"""Searches one text for slogans.

The lexicon knows a slogan, or the text sets it in quotation or title marks, or it is built like a
numeral abbreviation (三会一课), or it follows a formula of the genre (习近平总书记关于……的重要论述,
建党100周年, 同部署、同落实、同考核). Its origin says which.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.chinese.detectors.quotation import TITLE_CLOSES, TITLE_OPENS
from analysis.chinese.text_array import Characters, Integers
from analysis.slogans.lexicon import Lexicon, SloganKind
from analysis.slogans.mentions.formulae import find_formulae
from analysis.slogans.mentions.nesting import RANK_BUILT, Candidates, nest_candidates
from analysis.slogans.mentions.numbering import Slogan, SloganNumbers
from analysis.slogans.mentions.numerals import find_numerals
from analysis.slogans.mentions.parallel import find_parallels
from analysis.slogans.mentions.quoted import find_quotations, find_titles


class Mention(NamedTuple):
    """A place where a text mentions a slogan.

    Attributes:
        start, end: offsets into the text, in characters.
        slogan: which.
        around: the innermost longer slogan around it; None at the top.
    """

    start: int
    end: int
    slogan: Slogan
    around: Slogan | None


class Mentions(NamedTuple):
    """The mentions of a text as columns; slogans by number, 0 for none around."""

    start: Integers
    end: Integers
    slogan: Integers
    around: Integers


def find_in_text(text: str, lexicon: Lexicon) -> list[Mention]:
    """Find the slogans of one text, in order.

    Of two slogans that straddle the longer one stays. A slogan inside another one is kept, unless it is only
    a part of the longer one's words.
    """
    numbers = SloganNumbers(lexicon)
    mentions = find_mentions(text, lexicon, numbers)
    slogans = dict(enumerate(numbers.list_slogans(), start=1))
    rows = zip(*(column.tolist() for column in mentions), strict=True)
    return [Mention(start, end, slogans[number], slogans.get(around)) for start, end, number, around in rows]


def find_mentions(text: str, lexicon: Lexicon, numbers: SloganNumbers) -> Mentions:
    """Find the slogans of one text, as numbers; slogans that the text builds are added to `numbers`."""
    characters = Characters(text)
    # In this order, so that of two slogans at one place the better known comes first.
    built = [
        find_quotations(characters, numbers),
        find_titles(characters, numbers),
        find_numerals(characters, numbers),
        find_formulae(characters, lexicon, numbers),
        find_parallels(characters, numbers),
    ]
    rows = [_find_known(characters, lexicon), *(np.insert(found, 3, RANK_BUILT, axis=1) for found in built)]
    start, end, slogan, rank = np.concatenate(rows).T
    # By start, and from the longest to the shortest: one number holds both, so one sort is enough.
    size = end - start
    order = np.argsort((start + 1) * (size.max(initial=0) + 1) - size, kind="stable")
    start, end, slogan, rank = start[order], end[order], slogan[order], rank[order]
    traits = (trait[slogan] for trait in numbers.traits())
    kept, outer = nest_candidates(Candidates(start, end, rank, *traits))
    around = np.where(outer < 0, 0, slogan[outer])
    return Mentions(start[kept], end[kept], slogan[kept], around)


def _find_known(text: Characters, lexicon: Lexicon) -> Integers:
    """Rows of the lexicon's slogans; the name of a document includes the title marks around it."""
    start, end, entry, is_variant = lexicon.matcher.find(text).T
    inside = np.flatnonzero((start > 0) & (end < len(text.codes)))
    opens, closes = text.codes[start[inside] - 1], text.codes[end[inside]]
    in_title_marks = inside[TITLE_OPENS[opens] & TITLE_CLOSES[closes]]
    document = SloganKind.DOCUMENT
    is_document = [lexicon.entries[number].kind == document for number in entry[in_title_marks].tolist()]
    documents = in_title_marks[np.array(is_document, dtype=bool)]
    start[documents] -= 1
    end[documents] += 1
    return np.column_stack([start, end, entry + 1, is_variant])
