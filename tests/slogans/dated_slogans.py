"""A small lexicon of dated slogans, and sightings made from numbers of its entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np

from analysis.notices import Confidence
from analysis.slogans.dating import Sightings
from analysis.slogans.lexicon import Entry, Lexicon, SloganKind, SloganLevel


def entry(
    slogan: str,
    first_use: str,
    confidence: Confidence | Literal[""] = Confidence.HIGH,
    kind: SloganKind = SloganKind.FORMULA,
) -> Entry:
    return Entry(slogan, (), kind, SloganLevel.CENTRAL, first_use=first_use, confidence=confidence)


LEXICON = Lexicon(
    (
        entry("依法治国", "1997-09"),
        entry("科学发展观", "2003-10"),
        entry("创先争优", "2010-04"),
        entry("三严三实", "2014-03"),
        entry("两学一做", "2016-02"),
        entry("四个自信", "2016-07"),
        entry("两个确立", "2021-11"),
        entry("大思政课", "2021-03", Confidence.MEDIUM),
        entry("动态清零", "2021", Confidence.LOW),
        entry("党的十九大", "2017-10", kind=SloganKind.EVENT),
        entry("党的二十大", "2022-10", kind=SloganKind.EVENT),
        entry("建党100周年", "2021-07", kind=SloganKind.EVENT),
    )
)


def make_sightings(*texts: Iterable[int], ahead: Sequence[int] = ()) -> Sightings:
    """The slogans of texts, as numbers of the calendar; those of `ahead` are still to come."""
    rows = [(text, entry) for text, entries in enumerate(texts) for entry in sorted(entries)]
    text, entry = np.array(rows, dtype=np.int64).reshape(-1, 2).T
    return Sightings(text, entry, np.isin(entry, ahead), len(texts))
