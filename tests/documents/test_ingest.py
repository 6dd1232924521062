"""From files to documents: what can't be kept has a row that says why, and the others go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import reading
from analysis.documents.ingest import read_corpus
from analysis.notices import Field, write_notice
from analysis.settings import Settings
from tests.documents.test_corpus import plan, statuses, write


def test_file_whose_text_wants_the_name_of_a_folder_is_rejected(tmp_path: Path) -> None:
    write(tmp_path, {"x": plan("某局2021年工作要点"), "x.txt/y": plan("某局2022年工作要点")})
    corpus = read_corpus(tmp_path)
    assert statuses(corpus)["x"] == ("rejected", "name taken")
    assert [document.doc_id for document in corpus] == ["x.txt/y"]


def test_page_that_says_the_plan_is_gone_is_no_plan(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "404.html": "<html><body><p>您访问的页面不存在或者已经被删除，请返回首页，查看其他栏目的内容，谢谢您的理解与支持。</p></body></html>"
        },
    )
    assert statuses(read_corpus(tmp_path)) == {"404.html": ("rejected", "error page")}


def test_fault_of_ours_on_one_file_is_a_row_and_not_the_end(
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
