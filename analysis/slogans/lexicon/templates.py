"""Templates: slogans with a slot, which each place or year fills in its own way.

平安〇〇 is filled as 平安金坛 or 平安校园; 习近平总书记关于…的重要论述 as 习近平总书记关于教育的重要论述.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from analysis.documents.places.gazetteer import gazetteer, stem_of

SLOT, OPEN_SLOT = "〇〇", "…"
# Stands, among what a slot may hold, for the short name of any place.
PLACES = "地名"
# What an open slot holds: a few words of one clause.
OPEN_WORDS = "[^，。；：、“”\n]{2,28}?"
SHORTEST_NAME = 2
PARTS = re.compile(f"{SLOT}|{OPEN_SLOT}|\\([^()]*\\)|[^{SLOT}{OPEN_SLOT}()]+")


def compile_template(forms: Iterable[str], fillers: Sequence[str]) -> re.Pattern[str]:
    """The pattern of a template's forms.

    Args:
        forms: each with slots, and with alternatives in brackets: (关于/对)…重要论述.
        fillers: what 〇〇 may hold; `PLACES` stands for the short name of any place.
    """
    words = chain.from_iterable(_short_names() if filler == PLACES else (filler,) for filler in fillers)
    # The longest first, for the first that matches counts.
    slot = f"(?:{'|'.join(sorted(set(map(re.escape, words)), key=len, reverse=True))})"
    return re.compile("|".join("".join(_write_parts(form, slot)) for form in forms))


def _write_parts(form: str, slot: str) -> Iterator[str]:
    for part in PARTS.findall(form):
        if part == SLOT:
            yield slot
        elif part == OPEN_SLOT:
            yield OPEN_WORDS
        elif part.startswith("("):
            yield f"(?:{'|'.join(map(re.escape, part[1:-1].split('/')))})"
        else:
            yield re.escape(part)


@cache
def _short_names() -> tuple[str, ...]:
    names = map(stem_of, gazetteer())
    return tuple(sorted({name for name in names if len(name) >= SHORTEST_NAME}))
