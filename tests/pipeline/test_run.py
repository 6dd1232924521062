"""The whole run: files to tables, figures and notebooks."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from analysis.pipeline.run import EmptyCorpusError, Run, run
from analysis.pipeline.steps import TABLES
from analysis.settings import Settings
from tests.conftest import ROOT, DrawnRun, SampleRun

# The columns of each table, in order, as docs/tables.md promises them to users.
_PAGE = (Path(__file__).resolve().parents[2] / "docs" / "tables.md").read_text("utf-8")
COLUMNS = {
    part.split(" ", 1)[0]: " ".join(re.findall(r"(?m)^- `(\w+)`: ", part))
    for part in _PAGE.split("\n## ")[1:]
    if part.split(" ", 1)[0] in TABLES
}


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "run.json"
    }


def test_tables_have_the_columns_of_the_docs(sample_run: SampleRun) -> None:
    tables, folder = sample_run.outcome.tables, sample_run.processed
    assert {name: " ".join(table.columns) for name, table in tables.items()} == COLUMNS
    for name, columns in COLUMNS.items():
        assert list(pd.read_parquet(folder / f"{name}.parquet").columns) == columns.split()
        csv = pd.read_csv(folder / f"{name}.csv", encoding="utf-8-sig")
        assert list(csv.columns) == columns.split()
        assert len(csv) == len(tables[name])


def test_csv_starts_with_a_byte_order_mark_for_excel(sample_run: SampleRun) -> None:
    for path in sample_run.processed.glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_offsets_slice_the_written_texts(sample_run: SampleRun) -> None:
    tables, folder = sample_run.outcome.tables, sample_run.processed
    texts = {
        doc_id: (folder / "texts" / f"{doc_id}.txt").read_bytes().decode("utf-8")
        for doc_id in tables["documents"]["doc_id"]
    }
    for row in tables["occurrences"].itertuples():
        assert texts[row.doc_id][row.start : row.end] == row.surface
    for row in tables["sections"].itertuples():
        part = texts[row.doc_id][row.start : row.end]
        assert part.startswith(row.marker)
        assert row.heading in part.split("\n")[0]


def test_metadata_of_the_samples_are_those_a_person_reads(sample_run: SampleRun) -> None:
    columns = [
        "label",
        "province",
        "city",
        "district",
        "adcode",
        "year",
        "issued",
        "number",
        "genre",
    ]
    documents = sample_run.outcome.tables["documents"].set_index("doc_id")[columns].fillna("")
    facts = {
        doc_id: tuple(map(str, row)) for doc_id, row in zip(documents.index, documents.values, strict=True)
    }
    assert facts == {
        "changzhou-jintan-2022.txt": (
            "金坛区 2022",
            "江苏省",
            "常州市",
            "金坛区",
            "320413",
            "2022",
            "2022-05-09",
            "坛教委字〔2022〕6号",
            "工作要点",
        ),
        "hangzhou-xihu-2022.txt": (
            "西湖区 2022",
            "浙江省",
            "杭州市",
            "西湖区",
            "330106",
            "2022",
            "2022-02-18",
            "西教委〔2022〕3号",
            "工作要点",
        ),
        "masked-district-2023.txt": ("地点未详 2023", "", "", "", "", "2023", "", "", "工作要点"),
        "shanghai-baoshan-2020.txt": (
            "宝山区 2020",
            "上海市",
            "上海市",
            "宝山区",
            "310113",
            "2020",
            "2020-03-12",
            "宝教党〔2020〕1号",
            "工作要点",
        ),
        "tonghua-dongchang-2017.txt": (
            "东昌区 2017",
            "吉林省",
            "通化市",
            "东昌区",
            "220502",
            "2017",
            "2017-08-29",
            "",
            "实施意见",
        ),
    }


def test_tables_of_the_samples_are_unchanged_in_every_cell(sample_run: SampleRun, root: Path) -> None:
    """Every cell of every table, by the hash of its text; `tests/support/golden.json` holds the hashes.

    A change of a rule changes tables: look at the difference, then write the new hashes with
    `python -m tests.support.golden`.
    """
    from tests.support.golden import hashes

    assert hashes(sample_run.outcome.tables) == json.loads(
        (root / "tests" / "support" / "golden.json").read_text("utf-8")
    )


def test_contributions_sum_to_scores(sample_run: SampleRun) -> None:
    tables = sample_run.outcome.tables
    summed = tables["pair_terms"].groupby(["a", "b"])["contribution"].sum()
    for row in tables["pairs"].itertuples():
        assert abs(summed[row.a, row.b] - row.score) < 1e-12


def test_a_second_run_writes_the_same_bytes(raw: Path, sample_run: SampleRun, tmp_path: Path) -> None:
    run(Run(raw=raw, processed=tmp_path))
    assert _bytes(tmp_path) == _bytes(sample_run.processed)


@pytest.mark.slow
def test_two_processes_write_the_same_bytes(raw: Path, sample_run: SampleRun, tmp_path: Path) -> None:
    run(Run(raw=raw, processed=tmp_path, jobs=2))
    assert _bytes(tmp_path) == _bytes(sample_run.processed)


def test_record_names_versions_settings_and_hashes(raw: Path, sample_run: SampleRun) -> None:
    record = json.loads((sample_run.processed / "run.json").read_text("utf-8"))
    defaults = {name: getattr(Settings(), name) for name in Settings.__dataclass_fields__}
    assert record["settings"] == {**defaults, "table": {}}
    for doc_id, digest in record["files"].items():
        assert hashlib.sha256((raw / doc_id).read_bytes()).hexdigest() == digest
    assert record["tables"]["pairs"]["rows"] == 10
    assert record["packages"]["jieba"] == "0.42.1"


def test_bad_files_are_rejected_in_words_and_the_run_goes_on(raw: Path, tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    shutil.copytree(raw, folder)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "garbled.txt").write_text("锟斤拷" * 400, "utf-8")
    (folder / "same-bytes.txt").write_bytes((raw / "hangzhou-xihu-2022.txt").read_bytes())
    outcome = run(Run(raw=folder, processed=tmp_path / "out"))
    ledger = pd.read_csv(tmp_path / "out" / "ledger.csv", encoding="utf-8-sig", keep_default_na=False)
    status = dict(zip(ledger["path"], ledger["status"], strict=True))
    assert status["empty.txt"] == status["binary.txt"] == status["garbled.txt"] == "rejected"
    assert status["same-bytes.txt"] == "duplicate"
    assert len(outcome.corpus) == 5
    for row in ledger[ledger["status"].isin(["rejected", "duplicate"])].itertuples():
        assert row.reason and row.detail.endswith("。")
    details = dict(zip(ledger["path"], ledger["detail"], strict=True))
    assert details["empty.txt"] == "文件是空的；请重新下载或保存。"
    assert details["same-bytes.txt"] == "与hangzhou-xihu-2022.txt逐字节相同，是同一个文件。"
    assert len(details["binary.txt"]) > 20 and len(details["garbled.txt"]) > 20


def test_a_folder_without_a_plan_says_so_and_writes_the_ledger(tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    with pytest.raises(EmptyCorpusError, match=r"ledger\.csv says why"):
        run(Run(raw=folder, processed=tmp_path / "out"))
    assert "empty.txt" in (tmp_path / "out" / "ledger.csv").read_text("utf-8-sig")


def test_a_corpus_of_one_document_runs(raw: Path, tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    folder.mkdir()
    shutil.copy(raw / "hangzhou-xihu-2022.txt", folder)
    outcome = run(Run(raw=folder, processed=tmp_path / "out"))
    assert len(outcome.tables["pairs"]) == 0
    assert len(outcome.tables["groups"]) == 0
    assert list(outcome.tables["keyness"].columns) == COLUMNS["keyness"].split()


def test_texts_of_documents_that_are_gone_are_deleted(
    raw: Path, sample_run: SampleRun, tmp_path: Path
) -> None:
    folder = tmp_path / "raw"
    shutil.copytree(raw, folder)
    shutil.copytree(sample_run.processed, tmp_path / "out")
    (folder / "hangzhou-xihu-2022.txt").unlink()
    run(Run(raw=folder, processed=tmp_path / "out"))
    kept = {path.name for path in (tmp_path / "out" / "texts").iterdir()}
    assert "hangzhou-xihu-2022.txt.txt" not in kept and len(kept) == 4


def test_order_of_files_on_disk_does_not_matter(
    raw: Path, sample_run: SampleRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir
    listed: list[list[str]] = []

    @contextmanager
    def list_backwards(path: str) -> Iterator[Iterator[os.DirEntry[str]]]:
        with scandir(path) as listing:
            entries = list(listing)[::-1]
        listed.append([entry.name for entry in entries])
        yield iter(entries)

    with monkeypatch.context() as patched:
        patched.setattr("analysis.reading.folder.os.scandir", list_backwards)
        run(Run(raw=raw, processed=tmp_path))
    assert len(listed) == 1 and listed[0] == [path.name for path in raw.iterdir()][::-1]
    assert _bytes(tmp_path) == _bytes(sample_run.processed)


@pytest.mark.slow
@pytest.mark.xdist_group("drawn_run")
def test_figures_are_drawn_from_the_tables_and_stay_the_same(
    raw: Path, drawn_run: DrawnRun, tmp_path: Path
) -> None:
    again = run(Run(raw=raw, processed=tmp_path / "out", figures=tmp_path / "figures"))
    assert len(drawn_run.outcome.figures) == len(again.figures) == 14
    first = _bytes(drawn_run.figures)
    assert len(first) == 42
    assert first == _bytes(tmp_path / "figures")


def _notebooks() -> list[Path]:
    return sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.slow
@pytest.mark.parametrize("path", _notebooks(), ids=lambda path: path.stem)
def test_notebooks_run_and_are_committed_as_they_come_out(raw: Path, path: Path) -> None:
    from analysis.output.notebooks import execute_notebook

    again = json.loads(execute_notebook(path, raw=raw))
    kept = json.loads(path.read_text("utf-8"))
    assert [_texts_of_cell(cell) for cell in again["cells"]] == [
        _texts_of_cell(cell) for cell in kept["cells"]
    ]


def _texts_of_cell(cell: dict[str, object]) -> tuple[object, list[str]]:
    """A cell's source and the text of its results; pictures differ with matplotlib's version."""
    outputs: list[dict[str, object]] = cell.get("outputs", [])  # type: ignore[assignment]
    texts = []
    for output in outputs:
        data: dict[str, object] = output.get("data", {})  # type: ignore[assignment]
        texts.append(str(output.get("text") or data.get("text/plain")))
        assert output["output_type"] != "error"
    return cell["source"], texts


@pytest.mark.parametrize("path", _notebooks(), ids=lambda path: path.stem)
def test_notebooks_use_the_slogans_that_a_user_adds(path: Path) -> None:
    # Without a file `read_lexicon` knows the package's slogans only.
    assert "read_lexicon()" not in path.read_text("utf-8")


def test_notebooks_hold_no_logic() -> None:
    paths = _notebooks()
    assert [path.stem for path in paths] == [
        "00_start_here",
        "01_corpus",
        "02_slogans",
        "03_similarity",
        "04_trends",
        "05_distinctive",
    ]
    for path in paths:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        words = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
        assert all("def " not in cell and "class " not in cell for cell in code)
        assert all(len(cell.split("\n")) <= 10 for cell in code)
        headings = [line for cell in words for line in cell.split("\n") if line.startswith("#")]
        assert all(line.endswith("?") or line == "## Limits" for line in headings)
        assert headings[-1] == "## Limits" or "not show?" in headings[-1]


def test_slogans_of_the_user_are_not_a_plan_and_reach_every_call(raw: Path, tmp_path: Path) -> None:
    from analysis.documents.ingest import read_corpus
    from analysis.slogans.summary import find_slogans

    folder = tmp_path / "raw"
    shutil.copytree(raw, folder)
    (folder / "slogans.csv").write_text("slogan,kind,level\n项目制名师工作室,campaign,local\n", "utf-8")
    outcome = run(Run(raw=folder, processed=tmp_path / "out"))
    assert len(outcome.corpus) == 5
    status = {row.path: row.status for row in outcome.corpus.ledger_rows}
    assert status["slogans.csv"] == "ignored"
    by_run = outcome.tables["slogans"]
    by_call = find_slogans(read_corpus(folder))
    assert "项目制名师工作室" in set(by_run["slogan"])
    pd.testing.assert_frame_equal(by_call, by_run)


def test_plans_of_unknown_or_ambiguous_place_are_never_one_district(tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    for year in ("2021", "2022"):
        (folder / year).mkdir(parents=True)
        text = f"教育系统{year}年工作要点\n" + f"全面贯彻党的教育方针，落实立德树人根本任务。{year}" * 4
        (folder / year / "plan.txt").write_text(text, "utf-8")
        text = f"鼓楼区教育局{year}年工作要点\n" + f"加强师德师风建设，办好人民满意的教育。{year}" * 4
        (folder / year / "gulou.txt").write_text(text, "utf-8")
    outcome = run(Run(raw=folder, processed=tmp_path / "out"))
    assert outcome.corpus.places == (
        "鼓楼区（2021/gulou.txt）",
        "地点未详（2021/plan.txt）",
        "鼓楼区（2022/gulou.txt）",
        "地点未详（2022/plan.txt）",
    )
    assert set(outcome.tables["slogans"]["n_districts"]) == {0}


class LaterRun(NamedTuple):
    """A run on one plan, into folders that hold an earlier run on five plans and files of the user."""

    processed: Path
    figures: Path
    notebooks_before: dict[Path, bytes]


@pytest.fixture(scope="session")
def later_run(
    raw: Path, root: Path, drawn_run: DrawnRun, tmp_path_factory: pytest.TempPathFactory
) -> LaterRun:
    folder = tmp_path_factory.mktemp("later-run")
    plans, processed, figures = folder / "raw", folder / "processed", folder / "figures"
    plans.mkdir()
    shutil.copy(raw / "hangzhou-xihu-2022.txt", plans)
    shutil.copytree(drawn_run.processed, processed)
    shutil.copytree(drawn_run.figures, figures)
    (figures / "my_photo.png").write_bytes(b"x")
    (processed / "texts" / "notes.txt").write_text("x")
    before = {path: path.read_bytes() for path in _notebooks()}
    run(Run(raw=plans, processed=processed, figures=figures, notebooks=root / "notebooks"))
    return LaterRun(processed, figures, before)


@pytest.mark.slow
@pytest.mark.xdist_group("drawn_run")
def test_a_users_own_pictures_and_texts_stay(drawn_run: DrawnRun, later_run: LaterRun) -> None:
    assert (later_run.figures / "my_photo.png").exists()
    assert (later_run.processed / "texts" / "notes.txt").exists()
    assert (drawn_run.figures / "wordcloud_金坛区.png").exists()
    assert not (later_run.figures / "wordcloud_金坛区.png").exists()


@pytest.mark.slow
@pytest.mark.xdist_group("drawn_run")
def test_one_document_has_figures_and_notebooks(later_run: LaterRun) -> None:
    assert (later_run.figures / "wordcloud_西湖区.png").exists()
    assert len(list((later_run.processed / "notebooks").glob("*.ipynb"))) == 6
    assert later_run.notebooks_before == {path: path.read_bytes() for path in _notebooks()}
