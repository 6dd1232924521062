"""Small tables for tests of figures, and the sheets that are drawn from them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis.output.figures.sheets import draw_all

PAIRS = pd.DataFrame(
    {"a": ["甲区", "甲区", "乙县"], "b": ["乙县", "丙市", "丙市"], "score": [0.5, 0.25, 0.75]}
)
TERMS = pd.DataFrame(
    {
        "by": "district",
        "group": "甲区",
        "term": ["三会一课", "课程", "清廉学校"],
        "level": ["central", "word", "provincial"],
        "weight": [0.5, 0.3, 0.2],
        "n": [5, 3, 2],
        "group_docs": 1,
    }
)
KEYNESS = pd.DataFrame(
    {
        "by": "district",
        "group": "甲区",
        "term": ["三会一课", "课程", "清廉学校"],
        "level": ["central", "word", "provincial"],
        "effect": [1.0, 0.5, -1.0],
        "z": [2.0, 1.0, -1.5],
        "n": [5, 3, 0],
        "n_docs": [1, 1, 0],
        "n_rest": [1, 2, 9],
    }
)
NOTES = {
    "documents": "据 2 份文本。",
    "district": "不能当作区县差异。",
    "year": "不能当作年份差异。",
}

# ((a b) c) (d e): joins at .6, .65, .7, .8
TREE = pd.DataFrame(
    {
        "merge": [1, 2, 3, 4],
        "left": ["a", "d", "#1", "#3"],
        "right": ["b", "e", "c", "#2"],
        "height": [0.6, 0.65, 0.7, 0.8],
        "size": [2, 2, 3, 5],
        "members": ["a；b", "d；e", "a；b；c", "a；b；c；d；e"],
        "support": [0.995, 0.25, 0.5, np.nan],
        "stability": [1.0, 0.6, 0.7, np.nan],
        "note": "",
    }
)
NAMES = {"a": "西湖区 2022", "b": "金坛区 2022", "c": "宝山区 2020", "d": "东昌区 2017"}
MAP = pd.DataFrame(
    {
        "item": list("abcde"),
        "group_docs": 1,
        "leaf": [1, 2, 3, 4, 5],
        "x": [0.0, 0.3, -0.4, 0.1, 0.0],
        "y": [0.0, 0.2, -0.1, -0.3, 0.1],
        "share_x": 0.414,
        "share_y": 0.256,
        "stress": 0.08,
        "grade": "fair",
        "note": "",
    }
)


def make_tables() -> dict[str, pd.DataFrame]:
    """The tables of two documents from two districts."""
    documents = pd.DataFrame(
        {
            "doc_id": ["a.txt", "b.txt"],
            "label": ["甲区 2020", "乙县 2021"],
            "place": ["甲区", "乙县"],
            "year": [2020, 2021],
        }
    )
    groups = pd.DataFrame(
        {
            "by": ["district", "year"],
            "a": ["乙县", "2020"],
            "b": ["甲区", "2021"],
            "score": [0.4, 0.4],
            "group_docs_a": [1, 1],
            "group_docs_b": [1, 1],
        }
    )
    by_group = pd.DataFrame(
        {
            "by": "district",
            "group": ["甲区", "乙县"],
            "slogan": "三会一课",
            "n": [3, 1],
            "n_nested": 0,
            "group_docs": 1,
            "rate": [6.0, 2.0],
        }
    )
    pairs = pd.DataFrame({"a": ["a.txt"], "b": ["b.txt"], "score": [0.4]})
    return {
        "documents": documents,
        "pairs": pairs,
        "groups": groups,
        "slogan_groups": by_group,
        "group_terms": TERMS,
        "keyness": KEYNESS,
    }


def draw_sheets(
    *, most: int = 40, language: str = "zh", notes: Mapping[str, str] = NOTES
) -> dict[str, Figure]:
    """The sheets of `make_tables`, by name."""
    return dict(draw_all(make_tables(), notes=dict(notes), most=most, language=language))
