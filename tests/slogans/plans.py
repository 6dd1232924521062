"""Four short plans with a lexicon, for tables that are worked out by hand."""

from __future__ import annotations

from pathlib import Path

from analysis.documents.corpus import Corpus
from analysis.slogans.lexicon import (
    Entry,
    Lexicon,
    SloganField,
    SloganKind,
    SloganLevel,
    SloganTier,
)
from tests.support.corpora import corpus_of

LEXICON = Lexicon(
    (
        Entry("三会一课", (), SloganKind.NUMERAL, SloganLevel.CENTRAL, first_use="1950"),
        Entry(
            "党史学习教育",
            ("党史学习教育活动",),
            SloganKind.CAMPAIGN,
            SloganLevel.CENTRAL,
            first_use="2021-02",
            family="主题教育",
            field=SloganField.PARTY,
            tier=SloganTier.SLOGAN,
        ),
        Entry("党史", (), SloganKind.FORMULA, SloganLevel.CENTRAL),
    )
)
PLANS = {
    "a": "落实“三会一课”，开展党史学习教育。",
    "b": "开展三会一课，重温党史，三会一课。",
    "c": "开展党史学习教育活动，讲好课。",
    "d": "推进教育公平，办好每一所学校。",
}
DISTRICTS = {"a": "西湖区", "b": "西湖区", "c": "金坛区", "d": "宝山区"}
YEARS = {"a": 2021, "b": 2022, "c": 2022}


def make_plans(folder: Path) -> Corpus:
    return corpus_of(folder, PLANS, districts=DISTRICTS, years=YEARS)
