"""What a lexicon knows: an entry for each slogan, and all entries with the matcher that finds them."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from analysis.chinese.text_array import Characters
from analysis.notices import Confidence
from analysis.slogans.lexicon.categories import SloganKind, SloganLevel
from analysis.slogans.lexicon.matching import Matcher


@dataclass(frozen=True, slots=True)
class Entry:
    """A slogan as the lexicon knows it.

    Attributes:
        slogan: canonical form, without quotation marks.
        variants: other forms of the same slogan; … in a variant stands for a few words of the same
            sentence: 增强四个意识…坚定四个自信…做到两个维护.
        kind: what sort of formulation it is.
        level: who coined it.
        first_use: YYYY-MM or YYYY of the first authoritative use; empty where that is not sure.
        source: the meeting, speech or document of that use.
        inside: "yes" or "no": whether a longer slogan that contains this one also mentions it;
            empty for what is usual with its kind.
        family: name that related slogans share.
        successor: the slogan that replaced it.
        confidence: how sure first_use is; empty where nobody has judged it.
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


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Slogans, with the matcher that finds them.

    Attributes:
        entries: the slogans.
    """

    entries: tuple[Entry, ...]

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher that finds every form of the slogans in a text."""
        return Matcher([(entry.slogan, *entry.variants) for entry in self.entries])

    @cached_property
    def first_uses(self) -> dict[str, str]:
        """The first use of each slogan (YYYY or YYYY-MM); empty where it is not known."""
        return {entry.slogan: entry.first_use for entry in self.entries}

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Find every slogan in a text, nested and overlapping ones too, in no particular order.

        Quotation marks, brackets and blanks inside a slogan are ignored; separators only where the
        slogan itself has one. No slogan reaches across the end of a sentence.

        Returns:
            start, end, number of the entry, for each place.
        """
        rows = self.matcher.find(Characters(text)).tolist()
        return [(start, end, number) for start, end, number in rows]

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
