"""The table `dating`: by hand, what contradicts the stated year, the samples."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.documents.corpus import Corpus
from analysis.documents.ingest import read_corpus
from analysis.slogans.dating import date_documents
from analysis.slogans.lexicon import Lexicon
from analysis.slogans.occurrences import find_occurrences
from tests.slogans.dated_slogans import LEXICON, entry
from tests.support.corpora import corpus_of

COLUMNS = [
    "doc_id",
    "label",
    "place",
    "adcode",
    "year",
    "page_years",
    "earliest_possible",
    "estimate",
    "low",
    "high",
    "n_dated",
    "evidence",
    "flag",
]


def date_texts(folder: Path, texts: dict[str, str], *, years: dict[str, int]) -> pd.DataFrame:
    """The table of some texts by LEXICON, doc_id as index."""
    corpus = corpus_of(folder, texts, years=years)
    table = date_documents(corpus, find_occurrences(corpus, lexicon=LEXICON), LEXICON)
    assert list(table.columns) == COLUMNS
    return table.set_index("doc_id")


def test_table_by_hand(tmp_path: Path) -> None:
    texts = {
        "a": "各校开展两学一做，坚定四个自信，做到三严三实，推进依法治国。",
        "b": "各校讲好大思政课，坚持动态清零，党员带头。",
        "c": "各校做好教学工作，党员带头。",
    }
    table = date_texts(tmp_path, texts, years={"a": 2017, "b": 2022})
    # a: the newest slogan is of 2016-07, and nothing in it is of 2021.
    a = table.loc["a.txt"]
    assert a["year"] == 2017
    assert a["earliest_possible"] == 2016
    assert a["low"] <= 2017 <= a["high"]
    assert 2016 <= a["estimate"] <= 2019
    assert a["n_dated"] == 4
    # Proofs first, both of 2016, the newer one first. Older slogans do not speak for one near year rather than another.
    assert a["evidence"] == "四个自信（2016-07）；两学一做（2016-02）"
    # b: one slogan of medium confidence proves nothing, one of low confidence is not used. No estimate.
    b = table.loc["b.txt"]
    assert b["n_dated"] == 1
    assert b[["earliest_possible", "estimate", "low", "high"]].isna().all()
    assert b["evidence"] == ""
    assert table.loc["c.txt", ["n_dated", "evidence", "flag"]].tolist() == [0, "", ""]
    assert table.loc["c.txt", ["year", "earliest_possible", "estimate"]].isna().all()
    assert (table["flag"] == "").all()
    whole = ["year", "earliest_possible", "estimate", "low", "high"]
    assert {str(table[column].dtype) for column in whole} == {"Int64"}


def test_anachronism(tmp_path: Path) -> None:
    # A plan for 2017 that has 两个确立, of November 2021; the other slogans are of its time.
    texts = {
        "a": "各校开展两学一做，坚定四个自信，做到三严三实，领悟两个确立。",
        "b": "各校开展两学一做，坚定四个自信，做到三严三实，推进依法治国。",
        "c": "各校坚定四个自信，做到三严三实，推进依法治国，以优异成绩迎接党的十九大。",
    }
    table = date_texts(tmp_path, texts, years={"a": 2017, "b": 2016, "c": 2017})
    assert table["flag"].to_dict() == {"a.txt": "anachronism", "b.txt": "", "c.txt": ""}
    assert table.loc["a.txt", "earliest_possible"] == 2021
    assert table.loc["a.txt", "evidence"].startswith("两个确立（2021-11）")


def test_a_plan_for_several_years_may_have_slogans_of_all_of_them(tmp_path: Path) -> None:
    # 两个确立 is of November 2021.
    body = "各校开展两学一做，坚定四个自信，做到三严三实，领悟两个确立，推进依法治国，办好人民满意的教育。\n"
    for first, last in ((2016, 2020), (2019, 2023)):
        text = f"丰县{first}—{last}年教育规划\n一、加强领导\n{body}"
        (tmp_path / f"{first}.txt").write_text(text, "utf-8")
    corpus = read_corpus(tmp_path)
    table = date_documents(corpus, find_occurrences(corpus, lexicon=LEXICON), LEXICON).set_index("doc_id")
    assert table["year"].to_dict() == {"2016.txt": 2016, "2019.txt": 2019}
    assert table["flag"].to_dict() == {"2016.txt": "anachronism", "2019.txt": ""}


def test_stale(tmp_path: Path) -> None:
    texts = {"a": "各校开展创先争优，落实科学发展观，推进依法治国，创先争优见实效。"}
    # The lexicon goes on to 2021, so a text for 2021 would hardly lack everything after 2010.
    many = [entry(f"新提法{n}号", f"{2012 + n // 12}-{n % 12 + 1:02d}") for n in range(120)]
    lexicon = Lexicon((*LEXICON.entries, *many))
    corpus = corpus_of(tmp_path / "old", texts, years={"a": 2021})
    table = date_documents(corpus, find_occurrences(corpus, lexicon=lexicon), lexicon)
    assert table["flag"].tolist() == ["stale"]
    assert table["high"][0] <= 2019
    # Its own year is not stale.
    corpus = corpus_of(tmp_path / "own", texts, years={"a": 2011})
    table = date_documents(corpus, find_occurrences(corpus, lexicon=lexicon), lexicon)
    assert table["flag"].tolist() == [""]


def test_lexicon_without_dates_dates_nothing(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, {"a": "各校落实三会一课，党员带头。"}, years={"a": 2020})
    nothing = Lexicon((entry("三会一课", ""),))
    table = date_documents(corpus, find_occurrences(corpus, lexicon=nothing), nothing)
    assert list(table.columns) == COLUMNS
    assert table["n_dated"].tolist() == [0]
    assert table["estimate"].isna().all()


def test_the_samples_are_of_their_years(samples: Corpus) -> None:
    table = date_documents(samples, find_occurrences(samples)).set_index("doc_id")
    assert ((table["estimate"] - table["year"]).abs() <= 1).all()
    assert ((table["low"] <= table["year"]) & (table["year"] <= table["high"])).all()
    assert (table["earliest_possible"] <= table["year"]).all()
    # A page that says 2024 over a plan for 2023: its slogans are 2023's.
    masked = table.loc["masked-district-2023.txt"]
    assert masked[["year", "page_years", "estimate"]].tolist() == [2023, "2024", 2023]
    assert masked["flag"] == "page says otherwise"
    assert (table["flag"].drop("masked-district-2023.txt") == "").all()


def test_a_sample_with_a_later_slogan_is_an_anachronism(tmp_path: Path, raw: Path) -> None:
    plan = (raw / "tonghua-dongchang-2017.txt").read_bytes().decode("utf-8-sig")
    heading = "二、"
    assert plan.count("\n" + heading) == 1
    changed = plan.replace("\n" + heading, "\n深刻领悟“两个确立”的决定性意义。\n" + heading)
    (tmp_path / "plan.txt").write_text(changed, "utf-8")
    corpus = read_corpus(tmp_path)
    table = date_documents(corpus, find_occurrences(corpus))
    assert table[["year", "earliest_possible", "flag"]].to_numpy().tolist() == [[2017, 2021, "anachronism"]]
    assert table["evidence"][0].startswith("深刻领悟两个确立的决定性意义（2021-11）；两个确立（2021-11）")
    assert table["estimate"][0] in (2016, 2017, 2018)
