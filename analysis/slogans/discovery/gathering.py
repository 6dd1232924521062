"""What the detectors see in all texts, gathered by phrase, with every place of each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import accumulate

from analysis.chinese.patterns import QUOTES, SEPARATORS
from analysis.chinese.segmentation import segment
from analysis.parallel import Progress, in_chunks
from analysis.slogans.discovery.numerals import find_numerals
from analysis.slogans.discovery.parallel import find_parallel
from analysis.slogans.discovery.quoted import find_quoted
from analysis.slogans.discovery.reasons import Mention, score
from analysis.slogans.discovery.recurring import find_recurring
from analysis.slogans.lexicon import Entry, Lexicon, SloganKind, SloganLevel

QUOTED, NUMERAL, PARALLEL, RECURRING = "quoted", "numeral", "parallel", "recurring"
# A shorter phrase is counted only where a detector saw it: 三名 also stands in 三名教师.
COUNTED_ANYWHERE = 4
# Weaker candidates can rise by recurring; weaker than this they are dropped before that is known.
LEAST_OF_ALL = 0.1
# A recurring phrase with so many of its places inside longer candidates is a part of those.
MOSTLY = 0.6
LONGEST_AROUND = 150
_MARKS = str.maketrans("", "", QUOTES + SEPARATORS)
# (number of the text, start, end).
Place = tuple[int, int, int]
Spans = list[tuple[int, int]]


@dataclass
class Found:
    """What is known of one phrase.

    Attributes:
        names: its wordings, marks and all, with how often each was seen.
        kinds: guesses at its kind, with how often each was made.
        reasons: for each detector that saw it, the reasons at each place.
        places: where detectors saw it.
    """

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    places: set[Place] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The wording that is most frequent."""
        return _most(self.names)

    @property
    def kind(self) -> str:
        """The kind that is guessed most often."""
        return _most(self.kinds)

    def add(self, origin: str, text: int, mention: Mention) -> None:
        """Take in what a detector saw in a text."""
        self.names[mention.candidate] += 1
        self.kinds[mention.kind] += 1
        self.reasons.setdefault(origin, []).append(mention.reasons)
        self.places.add((text, mention.start, mention.end))


def _most(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], name))


def bare(wording: str) -> str:
    """A wording without marks, by which two spellings of one phrase are told to be the same."""
    return wording.translate(_MARKS)


def detected(
    texts: Sequence[str],
    inside: Sequence[Spans],
    *,
    jobs: int = 1,
    progress: Progress | None = None,
) -> dict[str, Found]:
    """What the detectors that look at one text see, by bare wording.

    Args:
        texts: clean texts.
        inside: for each text the places of known slogans, sorted; parts of these are not
            candidates.
        jobs: processes.
        progress: called with texts done and in all.
    """
    found: defaultdict[str, Found] = defaultdict(Found)
    tasks = list(zip(texts, inside, strict=True))
    for number, seen in enumerate(in_chunks(_detect, tasks, jobs=jobs, progress=progress)):
        for origin, mention in seen:
            found[bare(mention.candidate)].add(origin, number, mention)
    found.pop("", None)
    return dict(found)


def _detect(tasks: Sequence[tuple[str, Spans]]) -> list[list[tuple[str, Mention]]]:
    return [
        [
            (origin, mention)
            for origin, mentions in _seen(text)
            for mention in mentions
            if score(mention.reasons) >= LEAST_OF_ALL and not _is_part(mention.start, mention.end, spans)
        ]
        for text, spans in tasks
    ]


def _seen(text: str) -> list[tuple[str, list[Mention]]]:
    words = frozenset(accumulate(map(len, segment(text)), initial=0))
    return [
        (QUOTED, find_quoted(text)),
        (NUMERAL, find_numerals(text, words)),
        (PARALLEL, find_parallel(text, words)),
    ]


def _is_part(start: int, end: int, spans: Spans) -> bool:
    """Whether a known slogan holds the place and more than marks around it; spans are sorted."""
    return _is_inside(start, end, spans, more=2)


def add_recurring(
    found: dict[str, Found],
    texts: Sequence[str],
    groups: Sequence[str | None],
    inside: Sequence[Spans],
    *,
    min_docs: int,
    min_districts: int,
) -> None:
    """Add the phrases that recur from text to text; see `find_recurring`."""
    for phrase in find_recurring(texts, groups, min_docs=min_docs, min_districts=min_districts):
        end = phrase.start + len(phrase.candidate)
        mention = Mention(phrase.start, end, phrase.candidate, "formula", phrase.reasons)
        if not _is_part(phrase.start, end, inside[phrase.text]):
            found.setdefault(phrase.candidate, Found()).add(RECURRING, phrase.text, mention)


def all_places(
    found: Mapping[str, Found], texts: Sequence[str], inside: Sequence[Spans]
) -> dict[str, set[Place]]:
    """Every place of each phrase, in whatever marks, but not as a part of a known slogan."""
    places = {key: set(one.places) for key, one in found.items()}
    longer = [key for key in found if len(key) >= COUNTED_ANYWHERE and not key.isascii()]
    finder = Lexicon(
        tuple(Entry(found[key].name, (), SloganKind.FORMULA, SloganLevel.LOCAL) for key in longer)
    )
    for number, text in enumerate(texts):
        for start, end, which in finder.find(text):
            at = places[longer[which]]
            # A detector may have taken in title marks that the finder leaves out.
            if (number, start - 1, end + 1) not in at and not _is_part(start, end, inside[number]):
                at.add((number, start, end))
    return places


def only_in_others(found: Mapping[str, Found], places: Mapping[str, Set[Place]]) -> list[str]:
    """Recurring phrases that mostly stand inside longer candidates of the other detectors."""
    around: defaultdict[int, Spans] = defaultdict(list)
    recurring = [key for key, one in found.items() if set(one.reasons) == {RECURRING}]
    for key in found.keys() - set(recurring):
        for text, start, end in places[key]:
            around[text].append((start, end))
    for spans in around.values():
        spans.sort()
    return [
        key
        for key in recurring
        if sum(_is_inside(start, end, around[text]) for text, start, end in places[key])
        >= MOSTLY * len(places[key])
    ]


def _is_inside(start: int, end: int, spans: Spans, *, more: int = 0) -> bool:
    # What begins further ahead than the longest quotation or formula can't reach over it.
    first = bisect_left(spans, (start - LONGEST_AROUND, 0))
    last = bisect_right(spans, (start, end + LONGEST_AROUND))
    return any(a <= start and end <= b and b - a > end - start + more for a, b in spans[first:last])
