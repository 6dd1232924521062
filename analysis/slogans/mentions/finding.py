"""Mentions: where slogans stand in one text.

The lexicon knows it; the text sets it in quotation or title marks; it is built like a numeral
abbreviation (三会一课); or it follows a formula of the genre (习近平总书记关于……的重要论述, 建党100周年,
同部署、同落实、同考核). What no lexicon has says so in its origin.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from analysis.chinese.detectors.quotation import EVENTS, LONGEST_QUOTATION, NUMERALS, may_be_phrase, read_form
from analysis.chinese.patterns import SENTENCE_MARKS
from analysis.chinese.text_array import Characters, Integers, table_of
from analysis.slogans.lexicon import Lexicon
from analysis.slogans.mentions.forms import find_forms
from analysis.slogans.mentions.names import QUOTED, UNCLASSIFIED, Name, Names
from analysis.slogans.mentions.nesting import Candidates, nest

_QUOTATION_MARKS = table_of("“”\n")
# The first alternative is but the plain case of the second, and quicker.
TITLE = re.compile("《[^《》\n]{3,100}》|《(?:[^《》\n]|《[^《》\n]*》){3,100}》|〈[^〈〉\n]{3,80}〉")
# What a quotation mark can also hold: a sentence, a mask, a single letter or word of one hanzi.
NO_SLOGAN_MARKS = frozenset(f"{SENTENCE_MARKS}：《》〈〉")
NO_SLOGAN_ENDS = ("班", "会议", "通知")
_TITLE_OPENS, _TITLE_ENDS = table_of("《〈"), table_of("》〉")
# (start, end, name, the name around it or None): offsets into the clean text.
Occurrence = tuple[int, int, Name, Name | None]


class Mentions(NamedTuple):
    """Where slogans stand: offsets, the number of each name and of the name around it."""

    start: Integers
    end: Integers
    name: Integers
    around: Integers


def find_in_text(text: str, lexicon: Lexicon) -> list[Occurrence]:
    """The slogans of one text, in order; of two that overlap the leftmost and longest stays.

    A slogan inside another is kept and names the innermost one around it.
    """
    names = Names(lexicon)
    found = find_mentions(text, lexicon, names)
    named = [*names.known, *names.built]
    return [
        (start, end, named[name], named[around] if around else None)
        for start, end, name, around in zip(*(column.tolist() for column in found), strict=True)
    ]


def find_mentions(text: str, lexicon: Lexicon, names: Names) -> Mentions:
    """The same in numbers; what the text builds anew is added to the names."""
    characters = Characters(text)
    known = _with_title_marks(characters, lexicon.matcher.find(characters), lexicon)
    marked = [_quoted(characters, names), _titles(characters, names)]
    # Of two at one place the better known comes first.
    start, end, name = np.concatenate([known, *marked, find_forms(characters, names)]).T
    size = end - start
    order = np.argsort((start + 1) * (size.max(initial=0) + 1) - size, kind="stable")
    start, end, name = start[order], end[order], name[order]
    kept, around = nest(Candidates(start, end, *(trait[name] for trait in names.traits())))
    around = np.where(around < 0, 0, name[around])
    return Mentions(start[kept], end[kept], name[kept], around)


def _with_title_marks(text: Characters, hits: Integers, lexicon: Lexicon) -> Integers:
    """Rows of the lexicon's slogans; a document's name takes the 《》 around it in."""
    start, end, entry = hits.T
    inside = np.flatnonzero((start > 0) & (end < len(text.codes)))
    opens, ends = text.codes[start[inside] - 1], text.codes[end[inside]]
    titles = inside[_TITLE_OPENS[opens] & _TITLE_ENDS[ends]]
    kinds = [lexicon.entries[number].kind for number in entry[titles].tolist()]
    documents = titles[np.array(kinds, dtype=object) == "document"]
    start[documents] -= 1
    end[documents] += 1
    return np.column_stack([start, end, entry + 1])


def _quoted(text: Characters, names: Names) -> Integers:
    """Rows of what stands in quotation marks."""
    marks = text.places(_QUOTATION_MARKS)
    which = text.codes[marks]
    start, end = marks[:-1] + 1, marks[1:]
    is_pair = (which[:-1] == ord("“")) & (which[1:] == ord("”"))
    fits = np.flatnonzero(is_pair & (end - start >= 2) & (end - start <= LONGEST_QUOTATION))
    start, end = start[fits], end[fits]
    words = [text.text[a:b] for a, b in zip(start.tolist(), end.tolist(), strict=True)]
    name_of = {quoted: _quoted_name(quoted) for quoted in dict.fromkeys(words)}
    number = {quoted: names.number(name) if name else 0 for quoted, name in name_of.items()}
    name = np.array([number[quoted] for quoted in words], dtype=np.int64)
    return np.column_stack([start, end, name])[name > 0]


def _titles(text: Characters, names: Names) -> Integers:
    """Rows of what stands in title marks."""
    rows: list[tuple[int, int, int]] = []
    # Tried at every opening mark, so that a title inside another is found: 《关于印发〈…〉的通知》.
    for opening in text.places(_TITLE_OPENS).tolist():
        title = TITLE.match(text.text, opening)
        if title:
            name = Name(f"《{title[0][1:-1]}》", "document", UNCLASSIFIED, QUOTED)
            rows.append((opening, title.end(), names.number(name)))
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


@lru_cache(maxsize=50_000)
def _quoted_name(words: str) -> Name | None:
    """What a quotation is if it may be a slogan; None for a sentence, a mask, a single word."""
    if words.endswith(NO_SLOGAN_ENDS) or not NO_SLOGAN_MARKS.isdisjoint(words):
        return None
    if not may_be_phrase(words):
        return None
    form = set(read_form(words))
    kind = "event" if form & EVENTS else "numeral" if form & NUMERALS else UNCLASSIFIED
    return Name(words, kind, UNCLASSIFIED, QUOTED)
