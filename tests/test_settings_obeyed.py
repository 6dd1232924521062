"""Every setting reaches the functions that notebooks call, with the same effect as in a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis.comparison.similarity import pair_parts, pair_terms
from analysis.documents.corpus import Corpus
from analysis.pipeline.run import Run, run
from analysis.settings import Settings
from analysis.slogans.discovery import find_candidates
from analysis.tokens import Tokens
from tests.support.similarity_corpora import draw_texts

BASE = Settings(min_hanzi=1, permutations=199, bootstrap_draws=19, neighbours=2)
# SMALL differs from BASE in every setting that a small corpus shows, LARGE in those of a large one.
SMALL = replace(
    BASE,
    language="en",
    min_word_length=1,
    sublinear_tf=False,
    measured_pairs=4,
    explained_pairs=3,
    keyness_terms=2,
    permutations=99,
    bootstrap_draws=9,
)
LARGE = replace(SMALL, min_word_length=2, all_pairs_up_to=3)

Table = Callable[[Tokens], pd.DataFrame]
# The call that a notebook makes for each table, without naming a setting.
CALLS: dict[str, Table] = {
    "documents": lambda tokens: tokens.corpus.documents.assign(n_tokens=tokens.n_tokens),
    "pairs": lambda tokens: analysis.compare_documents(
        tokens, frozen_weights=analysis.freeze_weights(tokens)
    ),
    "groups": lambda tokens: analysis.compare_groups(tokens, by="district"),
    "group_terms": lambda tokens: analysis.group_terms(tokens, by="district"),
    "keyness": lambda tokens: analysis.find_keyness(tokens, by="district"),
    "pair_terms": lambda tokens: pair_terms(tokens, analysis.compare_documents(tokens)),
    "pair_parts": lambda tokens: pair_parts(tokens, analysis.compare_documents(tokens)),
    "tree": analysis.cluster,
    "map": analysis.map_items,
    "variance": analysis.explain_variance,
}
ONLY_OF_SMALL = {"tree", "map", "variance"}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Three districts in five years, a plan of four sections each; a term of their own in two."""
    raw = tmp_path_factory.mktemp("obeyed")
    rows = ["path,district,year"]
    for i, body in enumerate(draw_texts(5, 15, paragraphs=8, words=20)):
        district, lines = ("西湖区", "金坛区", "东昌区")[i % 3], body.split("\n")
        own = "艺术" if i % 3 == 0 else "师资"
        sections = [
            f"{mark}、加强{own}建设\n{'示范性，茶，' * (i % 3)}{lines[2 * at]}\n{lines[2 * at + 1]}"
            for at, mark in enumerate("一二三四")
        ]
        text = "\n".join([f"{district}教育局{2019 + i // 3}年工作要点", *sections])
        (raw / f"plan{i:02d}.txt").write_text(text, "utf-8")
        rows.append(f"plan{i:02d}.txt,{district},{2019 + i // 3}")
    (raw / "manifest.csv").write_text("\n".join(rows), "utf-8")
    return analysis.read_corpus(raw, settings=BASE)


def with_settings(corpus: Corpus, settings: Settings) -> Tokens:
    return analysis.tokenize(replace(corpus, settings=settings))


@pytest.mark.parametrize("settings", [BASE, SMALL, LARGE], ids=["base", "small", "large"])
def test_functions_give_what_a_run_gives(corpus: Corpus, settings: Settings, tmp_path: Path) -> None:
    tables = run(Run(raw=corpus.root or Path(), processed=tmp_path, settings=settings)).tables
    tokens = analysis.tokenize(analysis.read_corpus(corpus.root or Path(), settings=settings))
    for name, call in CALLS.items():
        if settings is LARGE and name in ONLY_OF_SMALL:
            assert name not in tables
            continue
        table = tables[name]
        if "by" in table:
            table = table[table["by"] == "district"]
        pd.testing.assert_frame_equal(call(tokens), table.reset_index(drop=True), obj=name)


@pytest.mark.parametrize(
    ("setting", "value", "table"),
    [
        ("language", "en", "keyness"),
        ("min_word_length", 1, "pairs"),
        ("min_word_length", 1, "keyness"),
        ("sublinear_tf", False, "pairs"),
        ("sublinear_tf", False, "groups"),
        ("sublinear_tf", False, "group_terms"),
        ("sublinear_tf", False, "tree"),
        ("sublinear_tf", False, "map"),
        ("sublinear_tf", False, "variance"),
        ("all_pairs_up_to", 3, "pairs"),
        ("measured_pairs", 4, "pairs"),
        ("explained_pairs", 3, "pair_terms"),
        ("explained_pairs", 3, "pair_parts"),
        ("keyness_terms", 2, "keyness"),
        ("keyness_terms", 2, "group_terms"),
        ("permutations", 99, "keyness"),
        ("permutations", 99, "variance"),
        ("bootstrap_draws", 9, "tree"),
    ],
)
def test_a_setting_changes_the_table(corpus: Corpus, setting: str, value: object, table: str) -> None:
    changed = replace(BASE, **{setting: value})  # type: ignore[arg-type]
    call = CALLS[table]
    assert not call(with_settings(corpus, BASE)).equals(call(with_settings(corpus, changed)))


def test_settings_give_the_numbers_they_name(corpus: Corpus) -> None:
    tokens = with_settings(corpus, SMALL)
    pairs = analysis.compare_documents(tokens)
    assert len(pairs) == 15 * 14 // 2
    assert pairs["shingle"].notna().sum() == SMALL.measured_pairs
    explained = pair_terms(tokens, pairs)[["a", "b"]].drop_duplicates()
    assert explained.to_numpy().tolist() == pairs[["a", "b"]].head(SMALL.explained_pairs).to_numpy().tolist()
    assert len(pair_parts(tokens, pairs)) == 6 * SMALL.explained_pairs
    assert analysis.group_terms(tokens).groupby("group").size().max() == SMALL.keyness_terms
    assert analysis.find_keyness(tokens).groupby("group").size().max() == 2 * SMALL.keyness_terms
    shares = analysis.cluster(tokens)["support"].dropna() * SMALL.bootstrap_draws
    assert np.allclose(shares, shares.round())
    large = with_settings(corpus, LARGE)
    nearest = analysis.nearest_documents(large)
    assert nearest.groupby("doc_id").size().unique().tolist() == [LARGE.neighbours]
    known = {frozenset(pair) for pair in nearest[["doc_id", "neighbour"]].to_numpy()}
    assert {frozenset(pair) for pair in analysis.compare_documents(large)[["a", "b"]].to_numpy()} == known


def test_a_parameter_that_is_given_wins(corpus: Corpus) -> None:
    tokens, small = with_settings(corpus, BASE), with_settings(corpus, SMALL)
    assert analysis.nearest_documents(tokens, k=3).groupby("doc_id").size().unique().tolist() == [3]
    assert len(analysis.compare_documents(tokens, all_pairs_up_to=3, neighbours=1)) < 15
    assert len(analysis.compare_groups(tokens, all_pairs_up_to=2, neighbours=1)) == 2
    assert analysis.find_keyness(small, most=1).groupby("group").size().max() == 2
    assert analysis.group_terms(small, most=1).groupby("group").size().max() == 1
    assert len(pair_parts(small, analysis.compare_documents(small), most=1)) == 6
    assert analysis.explain_variance(small, permutations=499)["p"].min() < 1 / 100
    notes = [analysis.find_keyness(tokens, language=language)["note"].tolist() for language in ("en", "zh")]
    assert notes[0] != notes[1] == analysis.find_keyness(tokens)["note"].tolist()


def test_near_duplicates_are_flagged_from_the_share_that_is_set(tmp_path: Path) -> None:
    long, short = draw_texts(8, 2, paragraphs=20, words=20)
    (tmp_path / "a.txt").write_text(long, "utf-8")
    (tmp_path / "b.txt").write_text(f"{long}\n{short[:200]}", "utf-8")
    reasons = [
        set(analysis.read_corpus(tmp_path, settings=replace(BASE, near_duplicate=share)).ledger["reason"])
        for share in (0.5, 1.0)
    ]
    assert "near duplicate" in reasons[0] and "near duplicate" not in reasons[1]


def test_notes_and_evidence_speak_the_language_that_is_set(samples: Corpus) -> None:
    english = replace(samples, settings=Settings(language="en"))
    tokens = analysis.tokenize(english)
    notes = [
        *analysis.find_keyness(tokens)["note"],
        *analysis.explain_variance(tokens)["note"],
        *analysis.map_items(tokens)["note"],
        *find_candidates(english)["evidence"],
    ]
    assert len(set(notes)) > 3
    # Only quoted phrases are Chinese.
    assert not [note for note in notes if any(mark in note for mark in "，。：；（）")]


def test_a_specification_curve_begins_with_the_settings_of_the_corpus(corpus: Corpus) -> None:
    from analysis.comparison.robustness import more_alike

    a, b, c = (document.doc_id for document in corpus.items[:3])
    for settings in (BASE, replace(BASE, sublinear_tf=False), replace(BASE, min_word_length=1)):
        tokens = with_settings(corpus, settings)
        scores = analysis.compare_documents(tokens, pairs=[(a, b), (a, c)])["score"]
        curve = analysis.specification_curve(tokens.corpus, more_alike(a, b, than=c))
        assert curve["estimate"].iloc[0] == pytest.approx(scores[0] - scores[1])


def test_a_notebook_is_given_the_settings_of_its_run(tmp_path: Path, raw: Path) -> None:
    import json

    import nbformat

    from analysis.output.notebooks import execute_notebook

    notebook = nbformat.v4.new_notebook()
    parameters = nbformat.v4.new_code_cell("RAW, SETTINGS = None, None", metadata={"tags": ["parameters"]})
    notebook.cells = [parameters, nbformat.v4.new_code_cell("(RAW, SETTINGS)")]
    path = tmp_path / "notebook.ipynb"
    nbformat.write(notebook, path)
    cells = json.loads(execute_notebook(path, raw=raw, settings=SMALL))["cells"]
    shown = "".join(cells[1]["outputs"][0]["data"]["text/plain"])
    assert "".join(shown.split()) == "".join(f"({str(raw)!r}, {SMALL!r})".split())
    assert cells[0]["source"] == ["RAW, SETTINGS = None, None"]
