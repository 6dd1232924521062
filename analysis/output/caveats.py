"""Caveats: what a corpus cannot show, in plain sentences for figures, notebooks and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def limits(documents: pd.DataFrame, *, by: str, language: str = "zh") -> str:
    """What a comparison by documents, districts or years cannot show with these documents.

    Args:
        documents: the table of documents, of which place, year and year_end are read.
        by: "documents", "district" or "year".
        language: "zh" or "en".

    Returns:
        One or more sentences.
    """
    text = _SENTENCES["basis"][language].format(n=len(documents))
    if by == "documents":
        return text
    groups = documents.groupby("place" if by == "district" else "year").size()
    name, single = _SENTENCES[by][language], int((groups == 1).sum())
    text += _SENTENCES["groups"][language].format(k=len(groups), name=name, single=single)
    n_periods = int(documents["year_end"].notna().sum())
    if n_periods:
        text += _SENTENCES["periods"][language].format(n=n_periods)
    n_years = documents["year"].nunique()
    if len(groups) < 2:
        return text + _SENTENCES["nothing"][language]
    if n_years == 0 or documents["year"].isna().any():
        text += _SENTENCES["no year"][language]
    if n_years > 1 and int(documents.groupby("place")["year"].nunique().max()) <= 1:
        text += _SENTENCES["confounded"][language]
    elif single:
        text += _SENTENCES["single"][language].format(name=name)
    return text


_SENTENCES = {
    "basis": {"zh": "据 {n} 份文本。", "en": "From {n} documents. "},
    "district": {"zh": "区县", "en": "districts"},
    "year": {"zh": "年份", "en": "years"},
    "groups": {
        "zh": "{k} 个{name}，其中 {single} 个只有一份。",
        "en": "{k} {name}, {single} of them with a single document. ",
    },
    "periods": {
        "zh": "{n} 份是多年计划，只计入起始年份。",
        "en": "{n} of the documents are plans for several years, counted in their first year only. ",
    },
    "nothing": {"zh": "没有可比较的两组。", "en": "There are no two groups to compare. "},
    "no year": {
        "zh": "有的文本年份未详，年份的影响无从排除。",
        "en": "Some documents have no known year, so an effect of the year can't be ruled out. ",
    },
    "confounded": {
        "zh": "每个区县只见于一个年份，年份不同的区县之间，地点与年份无法分开：这些差异不能当作区县差异，也不能当作年份差异。",
        "en": (
            "Each district appears in one year only, so between districts of different years place "
            "and year cannot be separated: "
            "these differences show neither a district effect nor a year effect."
        ),
    },
    "single": {
        "zh": "只有一份文本的{name}，其数值只代表那一份文本。",
        "en": "For {name} with a single document the value describes that document alone.",
    },
}
