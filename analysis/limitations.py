"""Limits: what a corpus can't carry, in plain words, for the places where a reader looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def limits(documents: pd.DataFrame, *, by: str, language: str = "zh") -> str:
    """What a comparison by documents, districts or years can't show with these documents.

    Args:
        documents: the table of documents; place and year are read.
        by: "documents", "district" or "year".
        language: "zh" or "en".

    Returns:
        One or more sentences.
    """
    n = len(documents)
    groups = documents.groupby("place" if by == "district" else "year").size()
    years_of_place = documents.groupby("place")["year"].nunique()
    told = _SAID["basis"][language].format(n=n)
    if by == "documents":
        return told
    name = _SAID[by][language]
    told += _SAID["groups"][language].format(
        k=len(groups), name=name, ones=int((groups == 1).sum())
    )
    if len(years_of_place) and int(years_of_place.max()) <= 1:
        told += _SAID["confounded"][language]
    elif (groups == 1).any():
        told += _SAID["ones"][language].format(name=name)
    return told


_SAID = {
    "basis": {"zh": "据 {n} 份文本。", "en": "From {n} documents. "},
    "district": {"zh": "区县", "en": "districts"},
    "year": {"zh": "年份", "en": "years"},
    "groups": {
        "zh": "{k} 个{name}，其中 {ones} 个只有一份。",
        "en": "{k} {name}, {ones} of them with a single document. ",
    },
    "confounded": {
        "zh": "每个区县只见于一个年份，地点与年份无法分开：这些差异不能当作区县差异，也不能当作年份差异。",
        "en": (
            "Each district appears in one year only, so place and year cannot be told apart: "
            "these differences show neither a district effect nor a year effect."
        ),
    },
    "ones": {
        "zh": "只有一份文本的{name}，其数值只代表那一份文本。",
        "en": "For {name} with a single document the figure stands for that document alone.",
    },
}
