"""Candidates of all detectors as one table for a person to judge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis.chinese.numerals import COUNTING
from analysis.documents.corpus import Corpus
from analysis.parallel import Progress
from analysis.slogans.discovery.gathering import (
    NUMERAL,
    PARALLEL,
    QUOTED,
    RECURRING,
    Found,
    Place,
    Spans,
    add_recurring,
    all_places,
    bare,
    detected,
    only_in_others,
)
from analysis.slogans.discovery.moulds import find_moulds
from analysis.slogans.discovery.reasons import score, sentence
from analysis.slogans.discovery.review import REFUSED_FILE, USER_FILE, read_refused
from analysis.slogans.lexicon import Lexicon, read_lexicon

if TYPE_CHECKING:
    import pandas as pd

MOULD = "mould"
# Occurrences of these origins are no more than guesses themselves.
GUESSED = (QUOTED, NUMERAL)
CONTEXT = 20
MANY_DISTRICTS = 5
SHORTEST_BRAND, LONGEST_BRAND = 3, 10


class Candidate(NamedTuple):
    """A row of the table; see `find_candidates`."""

    candidate: str
    kind: str
    origin: str
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
    """Phrases of a corpus that may be slogans and that no lexicon need have.

    Nothing enters a lexicon here: the table is for a person, see `review_sheet`.

    Args:
        corpus: the documents.
        occurrences: from `find_occurrences`, so that parts of known slogans are not proposed;
            looked up in the lexicon where it is not given.
        lexicon: known slogans; the package's own and the user's where none is given.
        min_score: candidates below this are left out.
        min_docs: documents that a recurring phrase needs; by default 2, and 1 in 100.
        min_districts: districts that a recurring phrase needs.
        refused: file of refused phrases; by default `slogans-refused.csv` beside the plans.
        language: of the evidence, "zh" or "en". None: `language` of the corpus's settings.
        jobs: processes.
        progress: called with documents done and in all.

    Returns:
        A row for each candidate, the best first.

        candidate: the phrase.
        kind: a guess: numeral, formula, event, campaign, local_brand or document.
        origin: how it was found: quoted, numeral, parallel, recurring, or as a form that it shares with
            phrases of other places.
        score: 0 to 1: the reasons added up; it ranks and is no probability.
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
    """
    language = corpus.settings.language if language is None else language
    if language not in ("zh", "en"):
        raise ValueError(f'language is "{language}"; it can be "zh" or "en".')
    no_more = {bare(name) for name in read_refused(refused or corpus.root / REFUSED_FILE)}
    lexicon = lexicon or read_lexicon(corpus.root / USER_FILE)
    inside = _known_spans(corpus, occurrences, lexicon)
    texts = [document.text for document in corpus]
    found = detected(texts, inside, jobs=jobs, progress=progress)
    groups = _districts(corpus)
    enough = min_docs or max(2, -(-len(texts) // 100))
    add_recurring(found, texts, groups, inside, min_docs=enough, min_districts=min_districts)
    found = {key: one for key, one in found.items() if key not in no_more}
    places = all_places(found, texts, inside)
    for key in only_in_others(found, places):
        del found[key], places[key]
    known = {bare(w) for entry in lexicon.entries for w in (entry.slogan, *entry.variants)}
    rows = _rows(corpus, found, places, known, language)
    return _table([row for row in rows if row.score >= min_score])


def _known_spans(corpus: Corpus, occurrences: pd.DataFrame | None, lexicon: Lexicon) -> list[Spans]:
    """For each document the places of known slogans, sorted."""
    if occurrences is None:
        return [sorted((a, b) for a, b, _ in lexicon.find(document.text)) for document in corpus]
    known = occurrences[~occurrences["origin"].isin(GUESSED)]
    spans: defaultdict[str, Spans] = defaultdict(list)
    for doc_id, start, end in zip(known["doc_id"], known["start"], known["end"], strict=True):
        spans[doc_id].append((int(start), int(end)))
    return [sorted(spans[document.doc_id]) for document in corpus]


def _districts(corpus: Corpus) -> list[str | None]:
    return [
        place if document.is_located else None for document, place in zip(corpus, corpus.places, strict=True)
    ]


def _rows(
    corpus: Corpus,
    found: Mapping[str, Found],
    places: Mapping[str, Set[Place]],
    known: Set[str],
    language: str,
) -> Iterator[Candidate]:
    siblings = _siblings(corpus, found, places)
    groups = _districts(corpus)
    for key, one in found.items():
        at = sorted(places[key])
        documents = {number: corpus.items[number] for number, _, _ in at}
        districts = {group for number in documents if (group := groups[number])}
        years = [year for d in documents.values() if (year := d.metadata.year) is not None]
        origin, reasons = _weighed(one, len(at), len(documents), len(districts))
        kin = siblings.get(one.name, [])
        if kin:
            origin, reasons = MOULD, [*reasons, "mould"]
        number, start, end = at[0]
        document = documents[number]
        evidence = _evidence(reasons, kin, len(documents), len(districts), language)
        yield Candidate(
            one.name,
            one.kind,
            origin,
            score(reasons),
            len(at),
            len(documents),
            len(districts),
            min(years, default=None),
            max(years, default=None),
            evidence,
            document.doc_id,
            start,
            _example(document.text, start, end),
            key in known,
        )


def _siblings(
    corpus: Corpus, found: Mapping[str, Found], places: Mapping[str, Set[Place]]
) -> dict[str, list[str]]:
    brands = {
        one.name: {text for text, _, _ in places[key]} for key, one in found.items() if _may_be_brand(one)
    }
    # A document of unknown place stands for itself here.
    return find_moulds(brands, corpus.places, [document.text for document in corpus])


def _may_be_brand(one: Found) -> bool:
    # Numerals share 个一 and 一策 with half the country.
    return (
        QUOTED in one.reasons
        and one.name[0].isalpha()
        and one.name[0] not in COUNTING
        and SHORTEST_BRAND <= len(one.name) <= LONGEST_BRAND
    )


def _weighed(one: Found, n: int, n_docs: int, n_districts: int) -> tuple[str, list[str]]:
    """The detector that makes the best case, and its reasons with those of the whole corpus."""
    cases = {
        origin: _usual(one.reasons[origin])
        for origin in (QUOTED, NUMERAL, PARALLEL, RECURRING)
        if origin in one.reasons
    }
    best = max(cases, key=lambda origin: score(cases[origin]))
    reasons = list(cases[best])
    if n_docs >= 2:
        reasons.append("several documents")
    if n_districts >= 2:
        reasons.append("several districts")
    if n_districts >= MANY_DISTRICTS:
        reasons.append("many districts")
    if best == QUOTED and n > len(one.reasons[QUOTED]):
        reasons.append("unquoted elsewhere")
    return best, reasons


def _usual(mentions: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The reasons of the middle one of all places, by how good a case each makes."""
    ordered = sorted(mentions, key=lambda reasons: (score(reasons), reasons))
    return ordered[len(ordered) // 2]


def _evidence(
    reasons: Sequence[str], kin: Sequence[str], n_docs: int, n_districts: int, language: str
) -> str:
    told = sentence(reasons, language)
    if language == "zh":
        where = f"见于{n_docs}份文件" + (f"、{n_districts}个区县" if n_districts else "") + "。"
        cast = f"与“{'”“'.join(kin[:3])}”同一模子。" if kin else ""
        return told + cast + where
    where = f"Stands in {n_docs} document{'s' * (n_docs != 1)}"
    where += f" of {n_districts} known district{'s' * (n_districts != 1)}." if n_districts else "."
    cast = f"Cast in the mould of {', '.join(kin[:3])}." if kin else ""
    return " ".join(part for part in (told, cast, where) if part)


def _example(text: str, start: int, end: int) -> str:
    left, right = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return f"{left}【{text[start:end]}】{right}".replace("\n", " ")


def _table(rows: Sequence[Candidate]) -> pd.DataFrame:
    import pandas as pd

    integers = dict.fromkeys(("n", "n_docs", "n_districts", "start"), "int64")
    texts = dict.fromkeys(("candidate", "kind", "origin", "evidence", "doc_id", "example"), "str")
    years = dict.fromkeys(("first_year", "last_year"), "Int64")
    table = pd.DataFrame(rows, columns=CANDIDATE_COLUMNS)
    table = table.astype({**integers, **texts, **years, "score": "float64", "known": "bool"})
    by = ["score", "n_districts", "n_docs", "n", "candidate"]
    table = table.sort_values(by, ascending=[False, False, False, False, True])
    return table.reset_index(drop=True)
