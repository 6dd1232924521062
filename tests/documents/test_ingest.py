"""From files to documents: a file that can't be kept has a row that says why, and the run goes on."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from analysis import reading
from analysis.documents.ingest import read_corpus
from analysis.documents.problems import find_problems
from analysis.notices import Field, write_notice
from analysis.settings import Settings
from tests.documents.test_corpus import BODY, plan, statuses, write


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


def test_folders_above_a_file_are_read_the_nearest_first(tmp_path: Path) -> None:
    (document,) = read_corpus(write(tmp_path, {"2019/2021/plan.txt": BODY}))
    assert document.metadata.year == 2021
    assert document.metadata.sources["year"] == "folder name"


def test_near_duplicates_name_the_nearest_and_count_the_others(tmp_path: Path) -> None:
    files = {f"{n}.txt": plan() + f"\n第{n}稿。" for n in "一二三"}
    corpus = read_corpus(write(tmp_path, dict(files)), settings=Settings(near_duplicate=0.5))
    for document in corpus:
        (notice,) = (notice for notice in document.warnings if notice.field == Field.NEAR_DUPLICATE)
        assert notice["more"] == 1
        assert write_notice(notice, "en").endswith("and of 1 more.")


@pytest.mark.parametrize(
    ("language", "details"),
    [
        (
            "zh",
            {
                "a.txt": "",
                "broken.docx": "文件已损坏：无法读取压缩包的目录：File is not a zip file。"
                "请重新下载，或用Word或WPS打开后另存。",
                "empty.txt": "文件是空的；请重新下载或保存。",
                "汇总.txt": "文件已损坏：无法读取工作簿：Cannot detect file format。"
                "请重新下载，或用Word或WPS打开后另存。",
                "汇总.numbers": "从文件名看，这是电子表格或数据表，不是计划；请把计划另存为Word、PDF或文本文件。",
            },
        ),
        (
            "en",
            {
                "a.txt": "",
                "broken.docx": "The file is damaged: its directory can't be read: File is not a zip file. "
                "Download it again, or open it in Word or WPS and save it again.",
                "empty.txt": "The file is empty; download or save it again.",
                "汇总.txt": "The file is damaged: its workbook can't be read: Cannot detect file format. "
                "Download it again, or open it in Word or WPS and save it again.",
                "汇总.numbers": "By its name this is a spreadsheet or table, not a plan; "
                "save the plan as Word, PDF or text.",
            },
        ),
    ],
)
def test_ledger_and_problems_explain_files_in_the_language_of_the_settings(
    tmp_path: Path, language: str, details: dict[str, str]
) -> None:
    spreadsheet = io.BytesIO()
    with zipfile.ZipFile(spreadsheet, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    write(
        tmp_path,
        {
            "a.txt": plan(),
            "broken.docx": b"PK\x03\x04[Content_Types].xml",
            "empty.txt": b"",
            "汇总.txt": spreadsheet.getvalue(),
            "汇总.numbers": b"x",
        },
    )
    corpus = read_corpus(tmp_path, settings=Settings(language=language))
    assert dict(zip(corpus.ledger["path"], corpus.ledger["detail"], strict=True)) == details
    problems = find_problems(corpus)
    rejected = problems[problems["field"] == Field.FILE]
    assert dict(zip(rejected["path"], rejected["problem"], strict=True)) == {
        path: details[path] for path in ("broken.docx", "empty.txt", "汇总.txt")
    }
