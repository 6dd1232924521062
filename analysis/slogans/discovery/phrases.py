"""Gathers what all detectors propose in all texts by phrase, and finds every place of each phrase."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeVar

from analysis.chinese.segmentation import segment
from analysis.processes import Progress, in_chunks
from analysis.slogans.discovery.clues import Clue, compute_score
from analysis.slogans.discovery.numerals import propose_numerals
from analysis.slogans.discovery.parallel import propose_parallel
from analysis.slogans.discovery.proposals import Detector, Proposal
from analysis.slogans.discovery.quoted import propose_quoted
from analysis.slogans.discovery.recurring import propose_recurring
from analysis.slogans.lexicon import Entry, Lexicon, SloganKind, SloganLevel, strip_marks

# A shorter phrase counts only where a detector proposes it: 三名 also occurs in 三名教师.
COUNTED_ANYWHERE = 4
# A weak proposal can rise because it recurs; one with a lower score than this is dropped at once.
LEAST_SCORE = 0.1
# A recurring phrase with this share of its places inside longer candidates is a part of them.
MOSTLY = 0.6
# The longest quotation or formula that can be around a phrase, in characters.
LONGEST_AROUND = 150
# (number of the text, start, end).
Place = tuple[int, int, int]
Spans = list[tuple[int, int]]
Value = TypeVar("Value", bound=str)


@dataclass
class Phrase:
    """A phrase that detectors propose.

    Attributes:
        names: its forms, marks and all, with how often each was proposed.
        kinds: guesses at its kind, with how often each was made.
        clues: by detector, the clues at each place.
        places: where detectors proposed it.
    """

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[SloganKind] = field(default_factory=Counter)
    clues: dict[Detector, list[tuple[Clue, ...]]] = field(default_factory=dict)
    places: set[Place] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The most frequent form."""
        return _choose_most_frequent(self.names)

    @property
    def kind(self) -> SloganKind:
        """The most frequent guess."""
        return _choose_most_frequent(self.kinds)

    def add(self, detector: Detector, text: int, proposal: Proposal) -> None:
        """Add what a detector proposes in a text."""
        self.names[proposal.candidate] += 1
        self.kinds[proposal.kind] += 1
        self.clues.setdefault(detector, []).append(proposal.clues)
        self.places.add((text, proposal.start, proposal.end))


def _choose_most_frequent(counts: Counter[Value]) -> Value:
    return min(counts, key=lambda value: (-counts[value], value))


def gather_phrases(
    texts: Sequence[str],
    known_spans: Sequence[Spans],
    *,
    jobs: int = 1,
    progress: Progress | None = None,
) -> dict[str, Phrase]:
    """Gather what the detectors that look at a single text propose.

    Args:
        texts: clean texts.
        known_spans: for each text the places of known slogans, sorted; parts of these are not
            candidates.
        jobs: number of processes.
        progress: called with the number of texts done and of all texts.

    Returns:
        The phrases by their form without marks.
    """
    phrases: defaultdict[str, Phrase] = defaultdict(Phrase)
    tasks = list(zip(texts, known_spans, strict=True))
    for text, proposals in enumerate(in_chunks(_propose_in_texts, tasks, jobs=jobs, progress=progress)):
        for detector, proposal in proposals:
            phrases[strip_marks(proposal.candidate)].add(detector, text, proposal)
    phrases.pop("", None)
    return dict(phrases)


def _propose_in_texts(tasks: Sequence[tuple[str, Spans]]) -> list[list[tuple[Detector, Proposal]]]:
    return [
        [
            (detector, proposal)
            for detector, proposals in _run_detectors(text)
            for proposal in proposals
            if compute_score(proposal.clues) >= LEAST_SCORE
            and not _is_part_of_known(proposal.start, proposal.end, spans)
        ]
        for text, spans in tasks
    ]


def _run_detectors(text: str) -> list[tuple[Detector, list[Proposal]]]:
    word_starts = frozenset(accumulate(map(len, segment(text)), initial=0))
    return [
        (Detector.QUOTED, propose_quoted(text)),
        (Detector.NUMERAL, propose_numerals(text, word_starts)),
        (Detector.PARALLEL, propose_parallel(text, word_starts)),
    ]


def add_recurring(
    phrases: dict[str, Phrase],
    texts: Sequence[str],
    districts: Sequence[str | None],
    known_spans: Sequence[Spans],
    *,
    min_docs: int,
    min_districts: int,
) -> None:
    """Add the phrases that recur from text to text; see `propose_recurring`."""
    for text, proposal in propose_recurring(texts, districts, min_docs=min_docs, min_districts=min_districts):
        if not _is_part_of_known(proposal.start, proposal.end, known_spans[text]):
            phrases.setdefault(proposal.candidate, Phrase()).add(Detector.RECURRING, text, proposal)


def find_all_places(
    phrases: Mapping[str, Phrase], texts: Sequence[str], known_spans: Sequence[Spans]
) -> dict[str, set[Place]]:
    """Find every place of each phrase, whatever its marks, unless it is a part of a known slogan."""
    places = {key: set(phrase.places) for key, phrase in phrases.items()}
    keys = [key for key in phrases if len(key) >= COUNTED_ANYWHERE and not key.isascii()]
    kind, level = SloganKind.FORMULA, SloganLevel.LOCAL
    lexicon = Lexicon(tuple(Entry(phrases[key].name, (), kind, level) for key in keys))
    for number, text in enumerate(texts):
        for start, end, entry in lexicon.find(text):
            places_of_phrase = places[keys[entry]]
            # A detector may have included title marks that the lexicon leaves out.
            is_there = (number, start - 1, end + 1) in places_of_phrase
            if not is_there and not _is_part_of_known(start, end, known_spans[number]):
                places_of_phrase.add((number, start, end))
    return places


def list_parts_of_candidates(phrases: Mapping[str, Phrase], places: Mapping[str, Set[Place]]) -> list[str]:
    """List recurring phrases that are mostly inside longer candidates of the other detectors."""
    recurring = [key for key, phrase in phrases.items() if set(phrase.clues) == {Detector.RECURRING}]
    spans: defaultdict[int, Spans] = defaultdict(list)
    for key in phrases.keys() - set(recurring):
        for text, start, end in places[key]:
            spans[text].append((start, end))
    for spans_of_text in spans.values():
        spans_of_text.sort()
    return [
        key
        for key in recurring
        if sum(_is_inside(start, end, spans[text]) for text, start, end in places[key])
        >= MOSTLY * len(places[key])
    ]


def _is_part_of_known(start: int, end: int, known_spans: Spans) -> bool:
    """Whether a known slogan contains the place, and more than two marks around it."""
    return _is_inside(start, end, known_spans, more=2)


def _is_inside(start: int, end: int, spans: Spans, *, more: int = 0) -> bool:
    """Whether one of the sorted spans contains the place, and more than so many characters besides."""
    first = bisect_left(spans, (start - LONGEST_AROUND, 0))
    last = bisect_right(spans, (start, end + LONGEST_AROUND))
    return any(a <= start and end <= b and b - a > end - start + more for a, b in spans[first:last])
