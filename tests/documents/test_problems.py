"""What a person should look at: which documents, and for what."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.documents.corpus import Corpus
from analysis.documents.effects import EFFECT_NAMES, Effect, find_effect
from analysis.documents.ingest import read_corpus
from analysis.documents.problems import find_problems, needs_attention
from analysis.notices import Field, Kind, Notice
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


def test_every_effect_has_a_name_and_every_field_an_effect() -> None:
    assert list(EFFECT_NAMES) == list(Effect)
    assert all(find_effect(Notice.of(field, Kind.NO_TITLE)) in Effect for field in Field)


def test_problems_come_in_the_order_of_what_they_change(tmp_path: Path) -> None:
    body = "\n".join(f"（{n}）推进第{n}项任务，明确责任分工，抓好工作落实，按季通报进展。" for n in "一二四")
    write(
        tmp_path,
        {
            "a.txt": f"金坛区教育局2022年工作要点\n一、强化党建引领\n{body}",  # a heading is missing
            "b.txt": plan("某局2021年工作要点"),  # no place
            "c.txt": b"",  # nothing in it
            "d.txt": "金坛区教育局工作要点\n一、办好学校\n新建两所幼儿园，改善农村小学食堂，做好学生体检。",  # no year
        },
    )
    problems = find_problems(read_corpus(tmp_path))
    assert list(problems["effect"].unique()) == ["missing", "place", "year", "headings"]
    assert list(problems["path"].unique()) == ["c.txt", "b.txt", "d.txt", "a.txt"]
