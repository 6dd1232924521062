"""Two documents side by side: the slogans of each, and the page that `analysis compare` prints."""

from __future__ import annotations

from itertools import permutations
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

# Of a and b, 三会一课 is in both, 两个确立 (first used 2021) in a only, 主题党日 in b only.
TEXTS = {
    "a": "落实三会一课。深刻领悟两个确立。再谈三会一课。",
    "b": "落实三会一课。开展主题党日活动。",
    "c": "落实三会一课。开展主题党日活动，深刻领悟两个确立。",
}
YEARS = {"a": 2022, "b": 2019, "c": 2022}


@pytest.fixture(scope="module")
def tokens_and_occurrences(samples: Corpus) -> tuple[Tokens, pd.DataFrame]:
    occurrences = find_occurrences(samples)
    return tokenize(samples, occurrences), occurrences


def _read_row(table: pd.DataFrame, slogan: str) -> list[object]:
    row = table.set_index("slogan").loc[slogan]
    return [row[name] for name in ("found_in", "n_a", "n_b", "n_docs", "newer")]


def test_slogans_of_two_documents_by_hand(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, TEXTS, years=YEARS)
    occurrences = find_occurrences(corpus)
    tokens = tokenize(corpus, occurrences)
    table = compare_slogans(tokens, occurrences, "a.txt", "b.txt")
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
    assert _read_row(table, "三会一课") == ["both", 2, 1, 3, False]
    # 两个确立 came up in 2021, so a plan for 2019 can't have it.
    assert _read_row(table, "两个确立") == ["a", 1, 0, 2, True]
    assert _read_row(table, "主题党日") == ["b", 0, 1, 2, False]
    assert table["found_in"].tolist() == sorted(table["found_in"], key=["both", "a", "b"].index)
    swapped = compare_slogans(tokens, occurrences, "b.txt", "a.txt")
    assert _read_row(swapped, "两个确立") == ["b", 0, 1, 2, True]


def test_no_slogan_is_newer_than_a_document_of_unknown_year(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, TEXTS, years={"a": 2022})
    occurrences = find_occurrences(corpus)
    table = compare_slogans(tokenize(corpus, occurrences), occurrences, "a.txt", "b.txt")
    assert not table["newer"].any()


def test_the_tables_of_a_comparison_agree(tokens_and_occurrences: tuple[Tokens, pd.DataFrame]) -> None:
    tokens, occurrences = tokens_and_occurrences
    for a, b in permutations(tokens.corpus, 2):
        pair = compare_pair(tokens, occurrences, a.doc_id, b.label)
        assert (pair.a.doc_id, pair.b.doc_id) == (a.doc_id, b.doc_id)
        assert pair.scores["a"] == a.doc_id
        assert pair.terms["contribution"].sum() == pytest.approx(pair.scores["score"], abs=1e-12)
        assert pair.parts["contribution"].sum() == pytest.approx(pair.scores["score"], abs=1e-12)
        slogans = pair.slogans.loc[pair.slogans["found_in"].isin(["both", "a"]), "slogan"]
        assert set(slogans) == set(occurrences.loc[occurrences["doc_id"] == a.doc_id, "slogan"])


def test_named_pairs_score_as_in_the_table_of_all_pairs(
    tokens_and_occurrences: tuple[Tokens, pd.DataFrame],
) -> None:
    tokens, _ = tokens_and_occurrences
    every = analysis.compare_documents(tokens)
    pairs = list(zip(every["a"], every["b"], strict=True))
    named = analysis.compare_documents(tokens, pairs=pairs)
    pd.testing.assert_frame_equal(named, every, check_exact=False, rtol=0, atol=1e-12)
    a, b = pairs[0]
    swapped = analysis.compare_documents(tokens, pairs=[(b, a)]).loc[0]
    assert swapped["containment_ab"] == every.loc[0, "containment_ba"]
    assert swapped["low"] == pytest.approx(every.loc[0, "low"], abs=1e-12)


def test_one_document_twice_is_refused(tokens_and_occurrences: tuple[Tokens, pd.DataFrame]) -> None:
    tokens, occurrences = tokens_and_occurrences
    document = tokens.corpus.items[0]
    with pytest.raises(ValueError, match="are one document; name two"):
        compare_pair(tokens, occurrences, document.doc_id, document.label)


def test_page_fits_a_screen_and_shows_the_evidence(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    args = ["compare", "西湖区 2022", "金坛区 2022", "--raw", str(raw)]
    assert main([*args, "--processed", str(tmp_path)]) == 0
    page = capsys.readouterr().out
    assert len(page.splitlines()) <= 60
    for text in (
        "西湖区 2022",
        "95 % interval",
        "slogans of the centre",
        "in both",
        "only in A",
        "only in B",
        "SECTIONS",
        "in a corpus of 5 documents",
    ):
        assert text in page
    # There was no run, so there are no frozen weights.
    assert "frozen weights" not in page


def test_page_of_plans_of_different_years_says_so(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    args = ["compare", "西湖区 2022", "东昌区 2017", "--raw", str(raw)]
    assert main([*args, "--processed", str(tmp_path)]) == 0
    page = " ".join(capsys.readouterr().out.split())
    assert "may be the year's, not the place's" in page
    assert "less alike than usual" in page


@pytest.mark.parametrize(
    ("name", "message"),
    [("无此区 2022", "No document is called"), ("hangzhou-xihu-2022.txt", "are one document")],
)
def test_wrong_names_are_refused_with_a_message(
    raw: Path, capsys: pytest.CaptureFixture[str], name: str, message: str
) -> None:
    assert main(["compare", "西湖区 2022", name, "--raw", str(raw)]) == 1
    assert message in capsys.readouterr().err
