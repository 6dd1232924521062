"""Discovery: phrases that no lexicon has and that may be slogans, for a person to judge.

Five detectors propose: quotation marks, numeral abbreviations, parallel formulae, phrases that recur
from district to district, and brands cast in one mould. Each says why. Nothing becomes a slogan
until a person says so: `review_sheet` is what they fill in, `apply_review` reads it back.
"""

from analysis.slogans.discovery.candidates import CANDIDATE_COLUMNS, find_candidates
from analysis.slogans.discovery.review import (
    REFUSED_FILE,
    SHEET_COLUMNS,
    Judged,
    ReviewError,
    accept,
    apply_review,
    read_refused,
    refuse,
    review_sheet,
)

__all__ = [
    "CANDIDATE_COLUMNS",
    "REFUSED_FILE",
    "SHEET_COLUMNS",
    "Judged",
    "ReviewError",
    "accept",
    "apply_review",
    "find_candidates",
    "read_refused",
    "refuse",
    "review_sheet",
]
