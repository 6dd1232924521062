"""From files to documents: a file that can't be kept has a row that says why, and the run goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import reading
from analysis.documents.ingest import read_corpus
from analysis.notices import Field, write_notice
from analysis.settings import Settings
from tests.documents.test_corpus import plan, statuses, write


def test_a_file_is_rejected_if_its_text_would_have_the_name_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, {"x": plan("某局2021年工作要点"), "x.txt/y": plan("某局2022年工作要点")})
    corpus = read_corpus(tmp_path)
    assert statuses(corpus)["x"] == ("rejected", "name taken")
    assert [document.doc_id for document in corpus] == ["x.txt/y"]


def test_an_error_page_of_a_server_is_rejected(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "404.html": "<html><body><p>您访问的页面不存在或者已经被删除，请返回首页，查看其他栏目的内容，谢谢您的理解与支持。</p></body></html>"
        },
    )
    assert statuses(read_corpus(tmp_path)) == {"404.html": ("rejected", "error page")}


def test_a_program_error_on_one_file_does_not_end_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"a.txt": plan("某局2021年工作要点"), "b.txt": plan("某局2022年工作要点")})
    real = reading.read_text

    def faulty(path: Path, settings: object) -> reading.RawText:
        if path.name == "a.txt":
            raise ZeroDivisionError("a\nfault")
        return real(path, settings)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_text", faulty)
    corpus = read_corpus(tmp_path)
    assert statuses(corpus)["a.txt"] == ("rejected", "failed")
    assert "ZeroDivisionError: a fault" in corpus.ledger.set_index("path").detail["a.txt"]
    assert [document.doc_id for document in corpus] == ["b.txt"]


def test_near_duplicates_name_the_nearest_and_count_the_others(tmp_path: Path) -> None:
    files = {f"{n}.txt": plan() + f"\n第{n}稿。" for n in "一二三"}
    corpus = read_corpus(write(tmp_path, dict(files)), settings=Settings(near_duplicate=0.5))
    for document in corpus:
        (notice,) = (notice for notice in document.warnings if notice.field == Field.NEAR_DUPLICATE)
        assert notice["more"] == 1
        assert write_notice(notice, "en").endswith("and of 1 more.")


def test_the_ledger_explains_ignored_files_in_the_language_of_the_settings(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": plan(), "汇总.xlsx": b"x"})
    details = {
        language: read_corpus(tmp_path, settings=Settings(language=language))
        .ledger.set_index("path")
        .detail["汇总.xlsx"]
        for language in ("zh", "en")
    }
    assert details == {
        "zh": "从文件名看，这是电子表格或数据表，不是计划；请把计划另存为Word、PDF或文本文件。",
        "en": "By its name this is a spreadsheet or table, not a plan; save the plan as Word, PDF or text.",
    }
