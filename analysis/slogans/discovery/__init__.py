"""Phrases that no lexicon has and that may be slogans, for the user to judge.

Detectors propose phrases, each with clues. Nothing becomes a slogan until the user says so:
`review_sheet` is what they fill in, `output/user_files` carries out their decisions.

- `quoted`, `numerals`, `parallel`, `recurring`: the detectors.
- `vocabulary`: the words that they go by.
- `proposals`, `clues`: what a detector proposes, and why; the clues added up as a score.
- `phrases`: the proposals of all texts by phrase, with every place of each.
- `templates`: brands of different places on one template (坛有优学, 吾有优学).
- `evidence`: what speaks for a phrase in the whole corpus, in words.
- `candidates`: the table of candidates.
- `review`: the sheet for the user, and the decisions in a filled one.
- `user_files`: the user's files of accepted slogans and refused phrases, read and with rows added.
"""

from analysis.slogans.discovery.candidates import CANDIDATE_COLUMNS, find_candidates
from analysis.slogans.discovery.review import SHEET_COLUMNS, Decisions, read_decisions, review_sheet
from analysis.slogans.discovery.user_files import (
    REFUSED_FILE,
    Addition,
    ReviewError,
    add_accepted,
    add_refused,
    read_refused,
)

__all__ = [
    "CANDIDATE_COLUMNS",
    "REFUSED_FILE",
    "SHEET_COLUMNS",
    "Addition",
    "Decisions",
    "ReviewError",
    "add_accepted",
    "add_refused",
    "find_candidates",
    "read_decisions",
    "read_refused",
    "review_sheet",
]
