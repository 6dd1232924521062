"""Run-in headings without a number: short sentences that head their paragraphs, several of one kind.

经济实力明显增强。全年地区生产总值完成…… Three such paragraphs in one part, or three sentences of the same
build, are no accident.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.chinese.characters import HANZI
from analysis.chinese.numerals import TENS

FEWEST = 3
# So many of the paragraphs of a part have such headings, or none does.
SHARE = 0.5
# A heading is followed by so many characters of text.
PROSE = 60
_WORD = rf"[{HANZI}\d“”《》·+]"
# Words only; or clauses, if several headings have the same ones.
PLAIN = re.compile(rf"{_WORD}{{4,24}}(?:、{_WORD}{{2,12}})?。")
CLAUSES = re.compile(rf"{_WORD}{{3,20}}(?:[，、]{_WORD}{{2,20}}){{1,4}}。")
LONGEST_CLAUSES = 46
# What a sentence starts with that is not a heading: it speaks of the time, of the speaker or of the text.
SPOKEN = re.compile(
    r"各位|同志们|我们|我代表|现在|当前|今[年后天]|去年|明年|过去|未来|回顾|同时|此外|另外|总之|以上|下面|为此|对此|这|其中"
    rf"|[\d“]|[{TENS}]{{1,2}}[是要]|同比|全年|一年来|到20"
)
_MARK = re.compile("[，、。]")


def find_run_in(paragraphs: Sequence[str], marked: Sequence[bool]) -> dict[int, str]:
    """The heading of each paragraph that has one of its own, without a number.

    Args:
        paragraphs: those of the body.
        marked: for each whether it starts with a mark or is a heading.
    """
    found: dict[int, str] = {}
    part: dict[int, str] = {}
    prose = 0
    for i, paragraph in enumerate([*paragraphs, ""]):
        if i == len(paragraphs) or marked[i]:
            if len(part) >= FEWEST and len(part) >= SHARE * prose:
                found |= _select_similar(part)
            part, prose = {}, 0
        elif len(paragraph) >= PROSE:
            prose += 1
            if sentence := _heading_of(paragraph):
                part[i] = sentence
    return found


def _heading_of(paragraph: str) -> str:
    """The short sentence that heads a paragraph, without its full stop; empty for none."""
    sentence = PLAIN.match(paragraph) or CLAUSES.match(paragraph, 0, LONGEST_CLAUSES)
    if not sentence or SPOKEN.match(paragraph) or len(paragraph) - sentence.end() < PROSE:
        return ""
    return sentence[0][:-1]


def _select_similar(part: dict[int, str]) -> dict[int, str]:
    plain = {i: sentence for i, sentence in part.items() if "，" not in sentence}
    chosen = plain if len(plain) >= FEWEST else {}
    shapes: dict[tuple[int, ...], dict[int, str]] = {}
    for i, sentence in part.items():
        if i not in plain:
            shapes.setdefault(describe_shape(sentence), {})[i] = sentence
    for alike in shapes.values():
        if len(alike) >= FEWEST:
            chosen = chosen | alike
    return chosen


def describe_shape(sentence: str) -> tuple[int, ...]:
    """The lengths of a sentence's clauses."""
    return tuple(map(len, _MARK.split(sentence)))


SENTENCE_END = re.compile("[。！？；：]")


def find_parallel(line: str) -> list[int]:
    """Where sentences of the same build start in a long line, if they divide it into parts of prose."""
    shapes: dict[tuple[tuple[int, ...], str], list[tuple[int, int]]] = {}
    ends = [mark.end() for mark in SENTENCE_END.finditer(line)]
    for span in pairwise((0, *ends)):
        words = line[slice(*span)]
        if len(words) <= LONGEST_CLAUSES and CLAUSES.fullmatch(words):
            shapes.setdefault((describe_shape(words), words[:2]), []).append(span)
    starts: list[int] = []
    for alike in shapes.values():
        apart = all(b[0] - a[1] >= PROSE for a, b in pairwise(alike))
        if len(alike) >= FEWEST and apart and len(line) - alike[-1][1] >= PROSE:
            starts += [first for first, _ in alike]
    return sorted(starts)
