"""Tables about slogans hold plain strings where records hold enums."""

from __future__ import annotations

from enum import StrEnum

from analysis.documents.corpus import Corpus
from analysis.slogans.dating import date_documents
from analysis.slogans.discovery import find_candidates, review_sheet
from analysis.slogans.lexicon import read_lexicon
from analysis.slogans.occurrences import find_occurrences
from analysis.slogans.summary import find_slogans, slogans_by
from analysis.slogans.trends import find_trends, life_cycles


def test_tables_hold_plain_strings_where_records_hold_enums(samples: Corpus) -> None:
    lexicon = read_lexicon()
    occurrences = find_occurrences(samples, lexicon=lexicon)
    trends = find_trends(samples, occurrences)
    candidates = find_candidates(samples, occurrences, lexicon)
    tables = {
        "occurrences": occurrences,
        "slogans": find_slogans(samples, occurrences, lexicon=lexicon),
        "slogan_groups": slogans_by(samples, occurrences),
        "trends": trends,
        "life_cycles": life_cycles(trends, lexicon),
        "dating": date_documents(samples, occurrences, lexicon),
        "candidates": candidates,
        "review sheet": review_sheet(candidates),
    }
    for name, table in tables.items():
        assert len(table), name
        for column in table:
            assert not any(isinstance(value, StrEnum) for value in table[column]), (name, column)
