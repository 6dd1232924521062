"""What a person should look at: which documents, and for what."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.documents.corpus import Corpus
from analysis.documents.ingest import read_corpus
from analysis.documents.problems import find_problems, needs_attention
from tests.documents.test_corpus import plan, write
from tests.support.hostile import make


def test_documents_that_need_attention_are_those_with_rows(samples: Corpus) -> None:
    problems = find_problems(samples)
    listed = set(problems.loc[problems["field"] != "file", "path"])
    assert {document.doc_id for document in samples if needs_attention(document)} == listed
    assert len(listed) == 2


def test_documents_of_the_hostile_corpus_that_need_attention_are_those_with_rows(tmp_path: Path) -> None:
    make(tmp_path / "hostile")
    corpus = read_corpus(tmp_path / "hostile")
    problems = find_problems(corpus)
    listed = set(problems.loc[problems["field"] != "file", "path"])
    assert {document.doc_id for document in corpus if needs_attention(document)} == listed
    assert listed


@pytest.mark.parametrize("title", ["某局2021年工作要点", ""])
def test_a_plan_of_no_place_needs_attention(tmp_path: Path, title: str) -> None:
    write(tmp_path, {"x.txt": plan(title)})
    (document,) = read_corpus(tmp_path)
    assert needs_attention(document)
