"""Caveats: what a comparison cannot show, printed beside each figure."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.documents.corpus import Corpus
from analysis.output.caveats import limits


def documents(*rows: tuple[str, int | None], year_end: int | None = None) -> pd.DataFrame:
    """Documents of some places and years; the first is a plan up to `year_end`."""
    table = pd.DataFrame(rows, columns=["place", "year"])
    table["year_end"] = [year_end if i == 0 else None for i in range(len(table))]
    return table.astype({"year": "Int64", "year_end": "Int64"})


# 西湖区 2021 and 2022, 沛县 2022: two places, 沛县 with one document; two years, 2021 with one.
CROSSED = documents(("西湖区", 2021), ("西湖区", 2022), ("沛县", 2022))
NESTED = documents(("西湖区", 2021), ("西湖区", 2021), ("沛县", 2022))


@pytest.mark.parametrize(
    ("table", "by", "sentences"),
    [
        (CROSSED, "documents", "据 3 份文本。"),
        (
            CROSSED,
            "district",
            "据 3 份文本。2 个区县，其中 1 个只有一份。只有一份文本的区县，其数值只代表那一份文本。",
        ),
        (
            CROSSED,
            "year",
            "据 3 份文本。2 个年份，其中 1 个只有一份。只有一份文本的年份，其数值只代表那一份文本。",
        ),
        (
            NESTED,
            "district",
            "据 3 份文本。2 个区县，其中 1 个只有一份。每个区县只见于一个年份，年份不同的区县之间，地点与年份无法分开："
            "这些差异不能当作区县差异，也不能当作年份差异。",
        ),
    ],
)
def test_limits_in_chinese(table: pd.DataFrame, by: str, sentences: str) -> None:
    assert limits(table, by=by) == sentences


def test_limits_in_english() -> None:
    assert limits(CROSSED, by="district", language="en") == (
        "From 3 documents. 2 districts, 1 of them with a single document. "
        "For districts with a single document the value describes that document alone."
    )
    assert "place and year cannot be separated" in limits(NESTED, by="year", language="en")


def test_enough_documents_carry_no_warning() -> None:
    twice = pd.concat([CROSSED, CROSSED])
    assert limits(twice, by="district") == "据 6 份文本。2 个区县，其中 0 个只有一份。"


def test_samples_cannot_tell_district_from_year(samples: Corpus) -> None:
    assert "地点与年份无法分开" in limits(samples.documents, by="district")


def test_no_documents_are_told_as_none() -> None:
    assert limits(documents(), by="district").startswith("据 0 份文本。")


SAME_YEAR = documents(("西湖区", 2022), ("沛县", 2022), ("鄞州区", 2022))


def test_districts_of_one_year_are_not_confounded_with_years() -> None:
    assert limits(SAME_YEAR, by="district") == (
        "据 3 份文本。3 个区县，其中 3 个只有一份。只有一份文本的区县，其数值只代表那一份文本。"
    )
    assert limits(SAME_YEAR, by="year") == "据 3 份文本。1 个年份，其中 0 个只有一份。没有可比较的两组。"


def test_a_year_that_is_not_known_is_said() -> None:
    text = limits(documents(("西湖区", None), ("沛县", None)), by="district")
    assert "年份的影响无从排除" in text and "无法分开" not in text


@pytest.mark.parametrize("by", ["district", "year"])
def test_plans_for_several_years_are_counted(by: str) -> None:
    rows = (("西湖区", 2021), ("西湖区", 2022), ("沛县", 2022))
    assert "1 份是多年计划，只计入起始年份。" in limits(documents(*rows, year_end=2025), by=by)
    assert "1 of the documents are plans for several years" in limits(
        documents(*rows, year_end=2025), by=by, language="en"
    )
    assert "多年计划" not in limits(documents(*rows), by=by)
