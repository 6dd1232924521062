"""The table of candidates: what all detectors propose, a row for each phrase."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis.chinese.numerals import COUNTING
from analysis.documents.corpus import Corpus
from analysis.processes import Progress
from analysis.slogans.discovery.clues import Clue, compute_score
from analysis.slogans.discovery.evidence import choose_case, cut_example, write_evidence
from analysis.slogans.discovery.phrases import (
    Phrase,
    Place,
    Spans,
    add_recurring,
    find_all_places,
    gather_phrases,
    list_parts_of_candidates,
)
from analysis.slogans.discovery.proposals import Detector
from analysis.slogans.discovery.templates import find_templates
from analysis.slogans.discovery.user_files import REFUSED_FILE, read_refused
from analysis.slogans.lexicon import Lexicon, SloganKind, read_lexicon, strip_marks
from analysis.slogans.mentions import Origin
from analysis.slogans.occurrences import USER_FILE

if TYPE_CHECKING:
    import pandas as pd

# Occurrences of these origins are only guesses themselves.
GUESSED = (Origin.QUOTED, Origin.NUMERAL)
# The length of a phrase that may be a brand, in characters.
SHORTEST_BRAND, LONGEST_BRAND = 3, 10


class Candidate(NamedTuple):
    """A row of the table; see `find_candidates`."""

    candidate: str
    kind: SloganKind
    origin: Detector
    score: float
    n: int
    n_docs: int
    n_districts: int
    first_year: int | None
    last_year: int | None
    evidence: str
    doc_id: str
    start: int
    example: str
    known: bool


CANDIDATE_COLUMNS = list(Candidate._fields)


def find_candidates(
    corpus: Corpus,
    occurrences: pd.DataFrame | None = None,
    lexicon: Lexicon | None = None,
    *,
    min_score: float = 0.3,
    min_docs: int | None = None,
    min_districts: int = 2,
    refused: Path | None = None,
    language: str | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Find phrases of a corpus that may be slogans.

    Nothing enters a lexicon here: the table is for the user to judge, see `review_sheet`.

    Args:
        corpus: the documents.
        occurrences: from `find_occurrences`, so that parts of known slogans are not proposed. None:
            the slogans of the lexicon are searched.
        lexicon: known slogans. None: the package's own and those of `slogans.csv` beside the plans.
        min_score: candidates with a lower score are left out.
        min_docs: documents that a recurring phrase needs. None: 2, or 1 in 100 if that is more.
        min_districts: districts that a recurring phrase needs.
        refused: file of refused phrases. None: `slogans-refused.csv` beside the plans.
        language: of the evidence, "zh" or "en". None: `language` of the corpus's settings.
        jobs: number of processes.
        progress: called with the number of documents done and of all documents.

    Returns:
        A row for each candidate, the best first.

        candidate: the phrase.
        kind: a guess: numeral, formula, event, campaign, local_brand or document.
        origin: how it was found: quoted, numeral, parallel, recurring, or template where phrases of other
            places differ from it only in their first or last part.
        score: 0 to 1: what speaks for it and against it added up; it ranks and is not a probability.
        n: occurrences.
        n_docs: documents that have it.
        n_districts: known districts that have it.
        first_year: first plan year that has it.
        last_year: last plan year that has it.
        evidence: why it is proposed, a sentence.
        doc_id: document of the first place.
        start: where that is in its clean text, in characters from 0.
        example: that place with 20 characters on each side.
        known: whether the lexicon has it.

    Raises:
        ValueError: the language is neither "zh" nor "en".
        ReviewError: the file of refused phrases can't be used.
        LexiconError: no lexicon is given and `slogans.csv` can't be used.
    """
    language = corpus.settings.language if language is None else language
    if language not in ("zh", "en"):
        raise ValueError(f'language is "{language}"; it can be "zh" or "en".')
    refused_keys = {strip_marks(name) for name in read_refused(refused or corpus.root / REFUSED_FILE)}
    lexicon = lexicon or read_lexicon(corpus.root / USER_FILE)
    known_spans = _find_known_spans(corpus, occurrences, lexicon)
    texts = [document.text for document in corpus]
    phrases = gather_phrases(texts, known_spans, jobs=jobs, progress=progress)
    add_recurring(
        phrases,
        texts,
        _list_districts(corpus),
        known_spans,
        min_docs=min_docs or max(2, -(-len(texts) // 100)),
        min_districts=min_districts,
    )
    phrases = {key: phrase for key, phrase in phrases.items() if key not in refused_keys}
    places = find_all_places(phrases, texts, known_spans)
    for key in list_parts_of_candidates(phrases, places):
        del phrases[key], places[key]
    known = {strip_marks(form) for entry in lexicon.entries for form in (entry.slogan, *entry.variants)}
    rows = _make_rows(corpus, phrases, places, known, language)
    return _make_table([row for row in rows if row.score >= min_score])


def _find_known_spans(corpus: Corpus, occurrences: pd.DataFrame | None, lexicon: Lexicon) -> list[Spans]:
    """For each document the places of known slogans, sorted."""
    if occurrences is None:
        return [sorted((start, end) for start, end, _ in lexicon.find(d.text)) for d in corpus]
    known = occurrences[~occurrences["origin"].isin(GUESSED)]
    spans: defaultdict[str, Spans] = defaultdict(list)
    for doc_id, start, end in zip(known["doc_id"], known["start"], known["end"], strict=True):
        spans[doc_id].append((int(start), int(end)))
    return [sorted(spans[document.doc_id]) for document in corpus]


def _list_districts(corpus: Corpus) -> list[str | None]:
    """The place of each document; None where it is not known."""
    places = zip(corpus, corpus.places, strict=True)
    return [place if document.is_located else None for document, place in places]


def _make_rows(
    corpus: Corpus,
    phrases: Mapping[str, Phrase],
    places: Mapping[str, Set[Place]],
    known: Set[str],
    language: str,
) -> Iterator[Candidate]:
    siblings_of = _find_siblings(corpus, phrases, places)
    district_of = _list_districts(corpus)
    for key, phrase in phrases.items():
        ordered = sorted(places[key])
        numbers = sorted({number for number, _, _ in ordered})
        n, n_docs = len(ordered), len(numbers)
        n_districts = len({district_of[number] for number in numbers} - {None})
        years = [year for i in numbers if (year := corpus.items[i].metadata.year) is not None]
        origin, clues = choose_case(phrase, n, n_docs, n_districts)
        siblings = siblings_of.get(phrase.name, [])
        if siblings:
            origin, clues = Detector.TEMPLATE, [*clues, Clue.TEMPLATE]
        number, start, end = ordered[0]
        yield Candidate(
            candidate=phrase.name,
            kind=phrase.kind,
            origin=origin,
            score=compute_score(clues),
            n=n,
            n_docs=n_docs,
            n_districts=n_districts,
            first_year=min(years, default=None),
            last_year=max(years, default=None),
            evidence=write_evidence(clues, siblings, n_docs, n_districts, language),
            doc_id=corpus.items[number].doc_id,
            start=start,
            example=cut_example(corpus.items[number].text, start, end),
            known=key in known,
        )


def _find_siblings(
    corpus: Corpus, phrases: Mapping[str, Phrase], places: Mapping[str, Set[Place]]
) -> dict[str, list[str]]:
    """For each brand the brands of other places on the same template."""
    brands = {
        phrase.name: {text for text, _, _ in places[key]}
        for key, phrase in phrases.items()
        if _may_be_brand(phrase)
    }
    # A document of unknown place counts as a place of its own here.
    return find_templates(brands, corpus.places, [document.text for document in corpus])


def _may_be_brand(phrase: Phrase) -> bool:
    name = phrase.name
    # Numerals share 个一 and 一策 with half the country.
    begins_well = name[0].isalpha() and name[0] not in COUNTING
    return Detector.QUOTED in phrase.clues and begins_well and SHORTEST_BRAND <= len(name) <= LONGEST_BRAND


def _make_table(rows: Sequence[Candidate]) -> pd.DataFrame:
    import pandas as pd

    integers = dict.fromkeys(("n", "n_docs", "n_districts", "start"), "int64")
    texts = dict.fromkeys(("candidate", "kind", "origin", "evidence", "doc_id", "example"), "str")
    years = dict.fromkeys(("first_year", "last_year"), "Int64")
    table = pd.DataFrame(rows, columns=CANDIDATE_COLUMNS)
    table = table.astype({**integers, **texts, **years, "score": "float64", "known": "bool"})
    by = ["score", "n_districts", "n_docs", "n", "candidate"]
    table = table.sort_values(by, ascending=[False, False, False, False, True])
    return table.reset_index(drop=True)
