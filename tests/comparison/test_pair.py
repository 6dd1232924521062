"""Two documents side by side: the slogans of each, and the page that `analysis compare` prints."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis.cli import main
from analysis.comparison.pair import compare_pair, compare_slogans
from analysis.documents.corpus import Corpus
from analysis.slogans.occurrences import find_occurrences
from analysis.tokens import Tokens, tokenize
from tests.support.corpora import corpus_of

# 三会一课 stands in all, 两个确立 (first use 2021) in a only, 主题党日 in b only.
TEXTS = {
    "a": "落实三会一课。深刻领悟两个确立。再谈三会一课。",
    "b": "落实三会一课。开展主题党日活动。",
    "c": "落实三会一课。开展主题党日活动，深刻领悟两个确立。",
}
YEARS = {"a": 2022, "b": 2019, "c": 2022}


@pytest.fixture(scope="module")
def of_samples(samples: Corpus) -> tuple[Tokens, pd.DataFrame]:
    found = find_occurrences(samples)
    return tokenize(samples, found), found


def _rows(table: pd.DataFrame, slogan: str) -> list[object]:
    row = table.set_index("slogan").loc[slogan]
    return [row[name] for name in ("found_in", "n_a", "n_b", "n_docs", "newer")]


def test_slogans_of_two_documents_by_hand(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, TEXTS, years=YEARS)
    found = find_occurrences(corpus)
    tokens = tokenize(corpus, found)
    table = compare_slogans(tokens, found, "a.txt", "b.txt")
    assert list(table.columns) == [
        "slogan",
        "kind",
        "level",
        "first_use",
        "found_in",
        "n_a",
        "n_b",
        "n_docs",
        "newer",
    ]
    assert _rows(table, "三会一课") == ["both", 2, 1, 3, False]
    # 两个确立 is of 2021: a plan for 2019 can't have it.
    assert _rows(table, "两个确立") == ["a", 1, 0, 2, True]
    assert _rows(table, "主题党日") == ["b", 0, 1, 2, False]
    assert table["found_in"].tolist() == sorted(table["found_in"], key=["both", "a", "b"].index)
    turned = compare_slogans(tokens, found, "b.txt", "a.txt")
    assert _rows(turned, "两个确立") == ["b", 0, 1, 2, True]


def test_a_document_of_unknown_year_has_nothing_newer_than_it(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, TEXTS, years={"a": 2022})
    found = find_occurrences(corpus)
    table = compare_slogans(tokenize(corpus, found), found, "a.txt", "b.txt")
    assert not table["newer"].any()


def test_the_parts_of_a_page_agree(of_samples: tuple[Tokens, pd.DataFrame]) -> None:
    tokens, found = of_samples
    for one in tokens.corpus:
        for other in tokens.corpus:
            if one is other:
                continue
            page = compare_pair(tokens, found, one.doc_id, other.label)
            assert (page.a.doc_id, page.b.doc_id) == (one.doc_id, other.doc_id)
            assert page.scores["a"] == one.doc_id
            assert page.terms["contribution"].sum() == pytest.approx(page.scores["score"], abs=1e-12)
            assert page.parts["contribution"].sum() == pytest.approx(page.scores["score"], abs=1e-12)
            own = set(found.loc[found["doc_id"] == one.doc_id, "slogan"])
            told = page.slogans
            assert own == set(told.loc[told["found_in"].isin(["both", "a"]), "slogan"])


def test_pair_that_is_asked_for_scores_as_in_the_table(
    of_samples: tuple[Tokens, pd.DataFrame],
) -> None:
    tokens, _ = of_samples
    every = analysis.compare_documents(tokens)
    pairs = list(zip(every["a"], every["b"], strict=True))
    asked = analysis.compare_documents(tokens, pairs=pairs)
    pd.testing.assert_frame_equal(asked, every, check_exact=False, rtol=0, atol=1e-12)
    a, b = pairs[0]
    turned = analysis.compare_documents(tokens, pairs=[(b, a)]).loc[0]
    assert turned["containment_ab"] == every.loc[0, "containment_ba"]
    assert turned["low"] == pytest.approx(every.loc[0, "low"], abs=1e-12)


def test_one_document_twice_is_refused(of_samples: tuple[Tokens, pd.DataFrame]) -> None:
    tokens, found = of_samples
    document = tokens.corpus.items[0]
    with pytest.raises(ValueError, match="are one document; name two"):
        compare_pair(tokens, found, document.doc_id, document.label)


def test_page_fits_a_screen_and_shows_the_evidence(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["compare", "西湖区 2022", "金坛区 2022", "--raw", str(raw)]
    assert main([*asked, "--processed", str(tmp_path)]) == 0
    page = capsys.readouterr().out
    assert len(page.splitlines()) <= 60
    for told in (
        "西湖区 2022",
        "95 % interval",
        "slogans of the centre",
        "in both",
        "only in A",
        "only in B",
        "SECTIONS",
        "in a corpus of 5 documents",
    ):
        assert told in page
    # No run was made here, so there is no frozen weights to weigh by.
    assert "frozen weights" not in page


def test_page_of_plans_of_different_years_says_so(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["compare", "西湖区 2022", "东昌区 2017", "--raw", str(raw)]
    assert main([*asked, "--processed", str(tmp_path)]) == 0
    page = " ".join(capsys.readouterr().out.split())
    assert "may be the year's, not the place's" in page
    assert "less alike than usual" in page


@pytest.mark.parametrize(
    ("other", "said"),
    [("无此区 2022", "No document is called"), ("hangzhou-xihu-2022.txt", "are one document")],
)
def test_wrong_names_are_refused_in_a_sentence(
    raw: Path, capsys: pytest.CaptureFixture[str], other: str, said: str
) -> None:
    assert main(["compare", "西湖区 2022", other, "--raw", str(raw)]) == 1
    assert said in capsys.readouterr().err
