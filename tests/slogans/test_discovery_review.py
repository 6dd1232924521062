"""The sheet of candidates that the user fills in."""

from __future__ import annotations

import pandas as pd

from analysis.slogans.discovery import CANDIDATE_COLUMNS, SHEET_COLUMNS, review_sheet


def make_candidates(*names: str, known: tuple[str, ...] = ()) -> pd.DataFrame:
    rows = [
        (name, "campaign", "quoted", 0.9, 1, 1, i, 2020, 2021, "", "a.txt", 0, "", name in known)
        for i, name in enumerate(names)
    ]
    return pd.DataFrame(rows, columns=CANDIDATE_COLUMNS)


def test_the_sheet_has_what_the_lexicon_lacks_with_related_phrases_together() -> None:
    sheet = review_sheet(make_candidates("三名", "书香校园", "三名一好", "两会", known=("两会",)))
    assert list(sheet.columns) == SHEET_COLUMNS
    assert list(sheet["candidate"]) == ["三名", "三名一好", "书香校园"]
    assert set(sheet["decision"]) == {""}
    # In no district, in two, in one.
    assert list(sheet["level"]) == ["local", "central", "local"]
    assert len(review_sheet(make_candidates())) == 0
