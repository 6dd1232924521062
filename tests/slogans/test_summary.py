"""The tables of slogans: of the whole corpus, of districts, of years."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.documents.corpus import Corpus
from analysis.slogans.occurrences import find_occurrences
from analysis.slogans.summary import find_slogans, slogans_by
from tests.slogans.plans import LEXICON, PLANS, make_plans
from tests.support.corpora import corpus_of


@pytest.fixture
def plans(tmp_path: Path) -> Corpus:
    return make_plans(tmp_path)


def test_slogan_table_by_hand(plans: Corpus) -> None:
    # 4 documents of 18 + 17 + 15 + 15 = 65 characters; 10,000 × 3 / 65 = 461.54.
    assert plans.documents["n_chars"].tolist() == [18, 17, 15, 15]
    columns = [
        "slogan",
        "kind",
        "level",
        "field",
        "tier",
        "family",
        "first_use",
        "n",
        "n_nested",
        "n_docs",
        "corpus_docs",
        "n_districts",
        "share_docs",
        "rate",
        "dispersion",
        "first_year",
        "last_year",
        "adoption_lag",
        "origin",
    ]
    # Four documents are too few to speak of dispersion; 2021 - 1950 = 71 years.
    unknown = float("nan")
    expected = [
        (
            "党史",
            "formula",
            "central",
            *("", "", ""),
            "",
            3,
            2,
            3,
            4,
            2,
            0.75,
            30_000 / 65,
            unknown,
            2021,
            2022,
            None,
            "lexicon",
        ),
        (
            "党史学习教育",
            "campaign",
            "central",
            "party",
            "slogan",
            "主题教育",
            "2021-02",
            2,
            0,
            2,
            4,
            2,
            0.5,
            20_000 / 65,
            unknown,
            2021,
            2022,
            0,
            "lexicon",
        ),
        (
            "三会一课",
            "numeral",
            "central",
            *("", "", ""),
            "1950",
            3,
            0,
            2,
            4,
            1,
            0.5,
            30_000 / 65,
            unknown,
            2021,
            2022,
            71,
            "lexicon",
        ),
    ]
    years = dict.fromkeys(("first_year", "last_year", "adoption_lag"), "Int64")
    table = find_slogans(plans, lexicon=LEXICON)
    pd.testing.assert_frame_equal(table, pd.DataFrame(expected, columns=columns).astype(years))
    from_occurrences = find_slogans(plans, find_occurrences(plans, lexicon=LEXICON), lexicon=LEXICON)
    pd.testing.assert_frame_equal(table, from_occurrences)


def test_dispersion_of_slogans_over_five_documents(tmp_path: Path) -> None:
    # Five documents of 14 characters. 党史 twice in each: even, 0. 三会一课 only in the first,
    # twice there would be needed: DP = ½(|1 - ⅕| + 4 · ⅕) = 0.8, divided by 1 - ⅕ gives 1.
    texts = {"a": "党史三会一课。三会一课党史。"} | {
        name: f"党史甲乙丙{name}。戊己庚辛党史。" for name in "丁戊己庚"
    }
    table = find_slogans(corpus_of(tmp_path, texts), lexicon=LEXICON).set_index("slogan")
    assert table.loc["党史", "dispersion"] == pytest.approx(0)
    assert table.loc["三会一课", "dispersion"] == pytest.approx(1)


def test_slogan_of_documents_without_a_year_has_none(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a": "开展三会一课，重温党史，三会一课。"})
    table = find_slogans(corpus, lexicon=LEXICON)
    assert table["first_year"].isna().all()
    assert table["n_districts"].tolist() == [0, 0]  # its place is not known


def test_slogans_of_districts_by_hand(plans: Corpus) -> None:
    # 西湖区 has 18 + 17 = 35 characters in 2 documents, 金坛区 15 in 1; 宝山区 says no slogan.
    table = slogans_by(plans, find_occurrences(plans, lexicon=LEXICON), by="district")
    columns = ["by", "group", "slogan", "n", "n_nested", "n_docs", "group_docs", "rate"]
    expected = [
        ("district", "西湖区", "三会一课", 3, 0, 2, 2, 30_000 / 35),
        ("district", "西湖区", "党史", 2, 1, 2, 2, 20_000 / 35),
        ("district", "西湖区", "党史学习教育", 1, 0, 1, 2, 10_000 / 35),
        ("district", "金坛区", "党史", 1, 1, 1, 1, 10_000 / 15),
        ("district", "金坛区", "党史学习教育", 1, 0, 1, 1, 10_000 / 15),
    ]
    pd.testing.assert_frame_equal(table, pd.DataFrame(expected, columns=columns))


def test_slogans_of_years_leave_documents_without_a_year_out(plans: Corpus) -> None:
    # 2021 is a (18 characters), 2022 is b and c (17 + 15 = 32); d has no year.
    table = slogans_by(plans, find_occurrences(plans, lexicon=LEXICON), by="year")
    assert [tuple(row) for row in table[["group", "slogan", "n", "group_docs"]].to_numpy()] == [
        ("2021", "三会一课", 1, 1),
        ("2021", "党史", 1, 1),
        ("2021", "党史学习教育", 1, 1),
        ("2022", "三会一课", 2, 2),
        ("2022", "党史", 2, 2),
        ("2022", "党史学习教育", 1, 2),
    ]
    assert table["rate"].tolist() == pytest.approx(
        [10_000 / 18] * 3 + [20_000 / 32, 20_000 / 32, 10_000 / 32]
    )


def test_tables_of_a_corpus_without_years_or_slogans_are_empty(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a": PLANS["b"], "b": PLANS["d"]})
    occurrences = find_occurrences(corpus, lexicon=LEXICON)
    assert len(slogans_by(corpus, occurrences, by="year")) == 0
    assert len(slogans_by(corpus, occurrences.head(0), by="district")) == 0
    assert len(find_slogans(corpus, occurrences.head(0), lexicon=LEXICON)) == 0


def test_unknown_grouping_is_refused(plans: Corpus) -> None:
    with pytest.raises(ValueError, match='by is "city"; it can be "district", "year" or "district_year"'):
        slogans_by(plans, find_occurrences(plans, lexicon=LEXICON), by="city")
