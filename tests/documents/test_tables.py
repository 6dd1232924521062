"""Tables of texts in a folder: each row a document, as a file would be, and all of them in the ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import reading
from analysis.documents.corpus import Corpus
from analysis.documents.ingest import order_paths, read_corpus
from analysis.notices import Kind
from analysis.pipeline.run import EmptyCorpusError, Run, run
from analysis.settings import Settings, TableSettings

BODY = "一、总体要求\n坚持立德树人，办好人民满意的教育，推动各项工作再上新台阶。\n二、主要任务\n严格落实三会一课制度。\n"


def make_texts(n: int) -> list[str]:
    return [f"{BODY}第{i}项任务要抓紧抓好，落到实处。" * (i + 1) for i in range(n)]


def write_table(folder: Path, name: str = "t.csv", n: int = 2, **columns: list[object]) -> Path:
    pd.DataFrame({"正文": make_texts(n), **columns}).to_csv(folder / name, index=False)
    return folder


def statuses(corpus: Corpus) -> dict[str, str]:
    return {row.path: str(row.status) for row in corpus.ledger_rows}


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "jsonl"])
def test_the_samples_give_the_same_as_a_table_and_as_files(
    suffix: str, raw: Path, samples: Corpus, tmp_path: Path
) -> None:
    paths = sorted(raw.glob("*.txt"))
    frame = pd.DataFrame(
        {"file": [path.name for path in paths], "正文": [path.read_bytes().decode() for path in paths]}
    )
    table = tmp_path / f"table.{suffix}"
    if suffix == "xlsx":
        frame.to_excel(table, index=False)
    elif suffix == "csv":
        frame.to_csv(table, index=False)
    else:
        frame.to_json(table, orient="records", lines=True, force_ascii=False)
    corpus = read_corpus(table)
    files = {document.doc_id: document.variables["file"] for document in corpus}
    assert {files[document.doc_id]: document.text for document in corpus} == {
        document.doc_id: document.text for document in samples
    }
    columns = ["doc_id", "slogan", "start", "end", "section", "kind"]
    of_table = analysis.find_occurrences(corpus)[columns].replace({"doc_id": files})
    of_files = analysis.find_occurrences(samples)[columns]
    pd.testing.assert_frame_equal(
        *(t.astype({"doc_id": "str"}).sort_values(columns, ignore_index=True) for t in (of_table, of_files))
    )
    pairs = [
        {
            frozenset(names.get(name, name) for name in (row.a, row.b)): row.score
            for row in analysis.compare_documents(analysis.tokenize(one)).itertuples()
        }
        for one, names in ((corpus, files), (samples, {}))
    ]
    assert pairs[0] == pytest.approx(pairs[1])


def test_a_folder_may_mix_files_and_tables(tmp_path: Path) -> None:
    write_table(tmp_path, "乙.csv", 12)
    (tmp_path / "甲.txt").write_text(BODY + "另一份文件，内容不同，写得更长一些，并且没有重复。", "utf-8")
    (tmp_path / "丙.txt").write_text(BODY + "第三份文件讲的是别的事情，例如校园安全与食堂管理。", "utf-8")
    corpus = read_corpus(tmp_path, settings=Settings(near_duplicate=1))
    rows = [f"乙.csv#{row}" for row in range(2, 14)]
    assert [d.doc_id for d in corpus] == ["丙.txt", *rows, "甲.txt"]
    assert [row.path for row in corpus.ledger_rows] == ["丙.txt", *rows, "甲.txt"]
    assert set(corpus.documents["format"]) == {"text", "table"}


def test_equal_texts_of_two_places_both_stay_and_equal_rows_do_not(tmp_path: Path) -> None:
    text = make_texts(1)[0]
    frame = pd.DataFrame(
        {"正文": [text] * 3, "地区": ["杭州市西湖区", "常州市金坛区", "杭州市西湖区"], "id": [1, 2, 3]}
    )
    frame.to_csv(tmp_path / "t.csv", index=False)
    corpus = read_corpus(tmp_path)
    assert statuses(corpus) == {"t.csv#2": "kept", "t.csv#3": "kept", "t.csv#4": "duplicate"}
    assert [row.reason for row in corpus.ledger_rows] == ["near duplicate", "near duplicate", "same row"]


def test_the_manifest_speaks_of_a_row_or_of_the_whole_table(tmp_path: Path) -> None:
    write_table(tmp_path, 年份=[2020, 2020], own=["a", "b"])
    (tmp_path / "manifest.csv").write_text(
        "path,year,district,theme\nt.csv,2021,西湖区,甲\nt.csv#3,2022,,乙\n", "utf-8"
    )
    first, second = read_corpus(tmp_path)
    assert (first.metadata.year, second.metadata.year) == (2021, 2022)
    assert first.metadata.sources["year"] == "manifest"
    assert first.metadata.district == second.metadata.district == "西湖区"
    assert first.variables == {"own": "a", "theme": "甲"}
    assert second.variables == {"own": "b", "theme": "乙"}


@pytest.mark.parametrize("path", ["t.csv#9", "t.csv#Sheet1#2"])
def test_a_manifest_row_of_a_row_that_is_not_there_is_an_error(tmp_path: Path, path: str) -> None:
    write_table(tmp_path)
    (tmp_path / "manifest.csv").write_text(f"path,year\n{path},2021\n", "utf-8")
    with pytest.raises(reading.ManifestError, match=f"no document {path}"):
        read_corpus(tmp_path)


def test_a_manifest_may_name_a_row_that_was_not_kept(tmp_path: Path) -> None:
    write_table(tmp_path, n=2, x=["a", "b"])
    frame = pd.read_csv(tmp_path / "t.csv").astype(object)
    frame.loc[1, "正文"] = None
    frame.to_csv(tmp_path / "t.csv", index=False)
    (tmp_path / "manifest.csv").write_text("path,year\nt.csv#3,2021\n", "utf-8")
    assert statuses(read_corpus(tmp_path)) == {
        "manifest.csv": "ignored",
        "t.csv#2": "kept",
        "t.csv#3": "rejected",
    }


def test_one_file_can_be_read(tmp_path: Path) -> None:
    write_table(tmp_path)
    (tmp_path / "other.txt").write_text(BODY, "utf-8")
    (tmp_path / "manifest.csv").write_text("path,year\nt.csv#2,2021\nother.txt,2020\n", "utf-8")
    table = read_corpus(tmp_path / "t.csv")
    assert [(d.doc_id, d.metadata.year) for d in table] == [("t.csv#2", 2021), ("t.csv#3", None)]
    assert table.root == tmp_path
    (document,) = read_corpus(tmp_path / "other.txt")
    assert (document.doc_id, document.metadata.year) == ("other.txt", 2020)
    with pytest.raises(FileNotFoundError, match="no folder or file"):
        read_corpus(tmp_path / "none.csv")


def test_a_run_on_a_table_without_texts_writes_the_ledger_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from analysis.cli import main

    pd.DataFrame({"区县": ["西湖区"], "GDP": [5.5]}).to_csv(tmp_path / "t.csv", index=False)
    processed = tmp_path / "p"
    with pytest.raises(EmptyCorpusError):
        run(Run(raw=tmp_path / "t.csv", processed=processed, settings=Settings(language="en")))
    ledger = pd.read_csv(processed / "ledger.csv")
    assert ledger[["path", "status", "reason"]].to_numpy().tolist() == [
        ["t.csv", "rejected", "no text column"]
    ]
    assert "its columns are: 区县, GDP" in ledger["detail"][0]
    (processed / "ledger.csv").unlink()
    arguments = ["run", "--raw", str(tmp_path / "t.csv"), "--processed", str(processed), "--no-figures"]
    assert main([*arguments, "--no-notebooks"]) == 1
    assert "No plan could be kept" in capsys.readouterr().err
    assert (processed / "ledger.csv").exists()


def test_a_run_writes_the_texts_and_the_users_own_columns(tmp_path: Path) -> None:
    raw, processed = tmp_path / "raw", tmp_path / "p"
    raw.mkdir()
    pd.DataFrame(
        {"正文": make_texts(2), "a,b": ["x", "y"], "@c": ["1", "=2"], "year": [2021, 2022], "place": [3, 4]}
    ).to_excel(raw / "t.xlsx", sheet_name="甲", index=False)
    outcome = run(Run(raw=raw, processed=processed))
    table = pd.read_parquet(processed / "documents.parquet")
    assert table.columns[-3:].tolist() == ["a,b", "@c", "place_own"]
    as_csv = pd.read_csv(processed / "documents.csv", encoding="utf-8-sig")
    assert as_csv.columns[-3:].tolist() == ["a,b", "'@c", "place_own"]
    assert as_csv["a,b"].tolist() == ["x", "y"] and as_csv["place_own"].tolist() == [3, 4]
    for document in outcome.corpus:
        assert (processed / "texts" / f"{document.doc_id}.txt").read_text("utf-8") == document.text
    record = json.loads((processed / "run.json").read_text("utf-8"))
    assert list(record["files"]) == ["t.xlsx#甲#2", "t.xlsx#甲#3"]


def test_what_is_known_of_a_sheet_is_told_with_its_first_document(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "a,正文\n" + "".join(f'{i},"{BODY}{i}号"\n' for i in range(3)) + "9\n", "utf-8"
    )
    corpus = read_corpus(tmp_path)
    kinds = [
        [notice.kind for notice in document.warnings if notice.kind == Kind.SHORT_LINES]
        for document in corpus
    ]
    assert kinds[0] == [Kind.SHORT_LINES] and not any(kinds[1:])


def test_a_fault_of_the_program_in_a_table_does_not_end_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_table(tmp_path)
    (tmp_path / "甲.txt").write_text(BODY, "utf-8")

    def faulty(*arguments: object) -> None:
        raise ZeroDivisionError("a\nfault")

    monkeypatch.setattr(reading, "read_sheets", lambda path, settings: map(faulty, [path]))
    assert statuses(read_corpus(tmp_path)) == {"t.csv": "rejected", "甲.txt": "kept"}


def test_the_result_does_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    write_table(tmp_path, n=30, 年份=list(range(1990, 2020)))
    one, two = (read_corpus(tmp_path, jobs=jobs) for jobs in (1, 2))
    pd.testing.assert_frame_equal(one.documents, two.documents)
    pd.testing.assert_frame_equal(one.ledger, two.ledger)


def test_progress_counts_rows_and_ends_with_all(tmp_path: Path) -> None:
    write_table(tmp_path, n=3)
    (tmp_path / "甲.txt").write_text(BODY, "utf-8")
    calls: list[tuple[int, int]] = []
    read_corpus(tmp_path, progress=lambda done, total: calls.append((done, total)))
    assert calls[-1] == (4, 4)
    assert all(done < total for done, total in calls[:-1])


def test_settings_name_the_columns(tmp_path: Path) -> None:
    write_table(tmp_path, 内容=[text + "又一稿。" for text in make_texts(2)])
    assert statuses(read_corpus(tmp_path)) == {"t.csv": "rejected"}
    settings = Settings(table=TableSettings.of({"text": ["政策", "内容"]}))
    assert all(d.text.endswith("又一稿。") for d in read_corpus(tmp_path, settings=settings))


def test_rows_are_sorted_by_their_number() -> None:
    paths = ["b.txt", "a.csv#10", "a.csv#2", "a.csv", "a.xlsx#S#10", "a.xlsx#S#9", "c#1.txt"]
    assert sorted(paths, key=order_paths) == [
        "a.csv",
        "a.csv#2",
        "a.csv#10",
        "a.xlsx#S#9",
        "a.xlsx#S#10",
        "b.txt",
        "c#1.txt",
    ]
