"""What a lexicon knows: an entry for each slogan, and all entries with the matcher that finds them."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from analysis.chinese.text_array import Characters
from analysis.notices import Confidence
from analysis.slogans.lexicon.categories import SloganField, SloganKind, SloganLevel, SloganTier
from analysis.slogans.lexicon.matching import Matcher
from analysis.slogans.lexicon.templates import compile_template


@dataclass(frozen=True, slots=True)
class Entry:
    """A slogan as the lexicon knows it.

    Attributes:
        slogan: canonical form, without quotation marks.
        variants: other forms of the same slogan; … in a variant stands for a few words of the same sentence:
            发挥党组织…战斗堡垒作用. Those of a template may hold alternatives: (关于/对)…重要论述.
        kind: what sort of formulation it is.
        level: who coined it.
        first_use: YYYY-MM or YYYY of the first authoritative use; empty where that is not sure.
        source: the meeting, speech or document of that use.
        inside: "no" where it is only a part of the words of a longer slogan around it: 从严治党 in
            全面从严治党; else a longer slogan that contains it mentions it too.
        family: name that related slogans share.
        successor: the slogan that replaced it.
        confidence: how sure first_use is; empty where nobody has judged it.
        field: what it is about; empty where nobody has said.
        tier: how firm a formulation it is; empty where nobody has said.
        members: of a numeral what it stands for, of a chain its members in order, of a template what its slot
            may hold; `PLACES` stands for the short name of any place.
    """

    slogan: str
    variants: tuple[str, ...]
    kind: SloganKind
    level: SloganLevel
    first_use: str = ""
    source: str = ""
    inside: str = ""
    family: str = ""
    successor: str = ""
    confidence: Confidence | Literal[""] = ""
    field: SloganField | Literal[""] = ""
    tier: SloganTier | Literal[""] = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Slogans, with the matcher that finds them.

    Attributes:
        entries: the slogans.
    """

    entries: tuple[Entry, ...]

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher that finds every form of the slogans in a text; templates aside."""
        of_entry = [
            () if entry.kind == SloganKind.TEMPLATE else (entry.slogan, *entry.variants)
            for entry in self.entries
        ]
        chains = [entry.members if entry.kind == SloganKind.CHAIN else () for entry in self.entries]
        return Matcher(of_entry, chains)

    @cached_property
    def templates(self) -> list[tuple[Entry, re.Pattern[str]]]:
        """The slogans with a slot, each with the pattern that finds its filled forms."""
        return [
            (entry, compile_template((entry.slogan, *entry.variants), entry.members))
            for entry in self.entries
            if entry.kind == SloganKind.TEMPLATE
        ]

    def describe(self, slogan: str) -> Entry | None:
        """The entry of a slogan, or of the template that it fills; None if the lexicon has neither."""
        if slogan in self._by_name:
            return self._by_name[slogan]
        filled = (entry for entry, pattern in self.templates if pattern.fullmatch(slogan))
        return next(filled, None)

    @cached_property
    def _by_name(self) -> dict[str, Entry]:
        return {entry.slogan: entry for entry in self.entries}

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Find every slogan in a text, nested and overlapping ones too, in no particular order.

        Quotation marks, brackets and blanks inside a slogan are ignored; separators only where the
        slogan itself has one. No slogan reaches across the end of a sentence.

        Returns:
            start, end, number of the entry, for each place.
        """
        rows = self.matcher.find(Characters(text)).tolist()
        return [(start, end, number) for start, end, number, _ in rows]

    @cached_property
    def _pickled_entries(self) -> bytes:
        return pickle.dumps(self.entries)

    def __reduce__(self) -> tuple[Callable[[bytes], Lexicon], tuple[bytes]]:
        # The matcher's automaton can't be pickled. The lexicon goes to a worker with every task: as
        # bytes it is pickled once, and each worker reads and builds it once.
        return _restore_lexicon, (self._pickled_entries,)


@lru_cache(maxsize=4)
def _restore_lexicon(pickled_entries: bytes) -> Lexicon:
    return Lexicon(pickle.loads(pickled_entries))
