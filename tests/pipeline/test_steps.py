"""The registry of steps: a step gets, reads and makes exactly what its entry declares."""

from __future__ import annotations

import dataclasses
import shutil
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from analysis.documents.corpus import Corpus
from analysis.output import figures
from analysis.pipeline.run import Run, run
from analysis.pipeline.steps import START, STEPS, TABLES, Step
from analysis.settings import Settings
from analysis.tokens import Tokens
from tests.conftest import SampleRun
from tests.support import office_files

NAMES = {step.name for step in STEPS}
SETTINGS = {field.name for field in dataclasses.fields(Settings)}


@dataclasses.dataclass(frozen=True, slots=True)
class RecordingSettings(Settings):
    """Settings that record which of them are read."""

    def __getattribute__(self, name: str) -> Any:
        if name in SETTINGS:
            READ.add(name)
        return super(RecordingSettings, self).__getattribute__(name)


READ: set[str] = set()


class RecordingResults(dict[str, Any]):
    """Results that record which of them are taken."""

    def __init__(self, results: dict[str, Any]) -> None:
        super().__init__(results)
        self.taken: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.taken.add(name)
        return super().__getitem__(name)


def test_each_result_is_registered_once_and_made_before_it_is_needed() -> None:
    assert len(NAMES) == len(STEPS) and not NAMES & set(START)
    made = set(START)
    for step in STEPS:
        assert set(step.inputs) <= made, step.name
        made.add(step.name)
    stages = [step.stage for step in STEPS]
    assert sorted(set(stages), key=stages.index) == ["read", "slogans", "tokens", "similarity"]
    assert stages == sorted(stages, key=["read", "slogans", "tokens", "similarity"].index)


def test_a_step_gets_only_what_it_declares() -> None:
    step = Step("sum", "read", lambda corpus, tokens: (corpus, tokens))
    results = RecordingResults({"corpus": 1, "tokens": 2, "pairs": 3})
    assert step.run(results, jobs=3, progress=lambda done, total: None) == (1, 2)
    assert results.taken == {"corpus", "tokens"} == set(step.inputs)
    parallel = Step("work", "read", lambda corpus, jobs, progress: (corpus, jobs, progress))
    assert parallel.inputs == ("corpus",)
    assert parallel.run(results, jobs=3, progress=print) == (1, 3, print)


def _read_settings_of_steps(raw: Path, settings: Settings) -> dict[str, set[str]]:
    """The settings that each step reads in a run of these plans."""
    recording = RecordingSettings(**dataclasses.asdict(settings))
    results: dict[str, Any] = {"raw": raw, "settings": recording, "earlier_weights": None}
    read: dict[str, set[str]] = {}
    for step in STEPS:
        READ.clear()
        if step.name == "corpus" or step.applies_to(results["corpus"]):
            fresh = {name: _make_fresh(result) for name, result in results.items()}
            READ.clear()
            results[step.name] = step.run(fresh, jobs=1, progress=lambda done, total: None)
        read[step.name] = set(READ)
    # The corpus carries the settings that the other steps read.
    assert results["corpus"].settings is recording
    return read


def _make_fresh(result: Any) -> Any:
    """A result without cached parts: what an earlier step cached, this step must compute, and read for it."""
    if isinstance(result, Tokens):
        return replace(result, corpus=replace(result.corpus))
    return replace(result) if isinstance(result, Corpus) else result


def test_steps_read_the_settings_that_they_declare(raw: Path, tmp_path: Path) -> None:
    # Large corpora, small ones and very few plans run different code; each kind of file has limits of
    # its own.
    folder = tmp_path / "raw"
    shutil.copytree(raw, folder)
    _write_files_of_all_kinds(folder)
    read: defaultdict[str, set[str]] = defaultdict(set)
    two = tmp_path / "two"
    two.mkdir()
    for name in ("hangzhou-xihu-2022.txt", "shanghai-baoshan-2020.txt"):
        shutil.copy(raw / name, two)
    for plans, settings in (
        (folder, Settings()),
        (folder, replace(Settings(), all_pairs_up_to=3, neighbours=2)),
        (two, Settings()),
    ):
        for name, names in _read_settings_of_steps(plans, settings).items():
            read[name] |= names
    assert {name: sorted(names) for name, names in read.items()} == {
        step.name: sorted(step.settings) for step in STEPS
    }


def _write_files_of_all_kinds(folder: Path) -> None:
    """A Word file, and a PDF whose page is a picture."""
    lines = ["某区教育局2021年工作要点", *[f"第{i}项工作要全面落实立德树人根本任务。" for i in range(20)]]
    word = office_files.docx("".join(office_files.paragraph(office_files.run(line)) for line in lines))
    (folder / "plan.docx").write_bytes(word)
    canvas = Canvas(str(folder / "scan.pdf"))
    canvas.drawInlineImage(Image.new("L", (60, 80), 255), 0, 0, 500, 700)
    canvas.save()


def test_every_table_says_what_its_rows_are_and_where_its_columns_are_described() -> None:
    for step in STEPS:
        assert bool(step.table) == bool(step.described_in), step.name
    assert set(TABLES) == {step.name for step in STEPS if step.table}


def test_figures_are_drawn_from_tables_of_the_run() -> None:
    for sheet in figures.SHEETS:
        assert sheet.tables and set(sheet.tables) <= set(TABLES), sheet.name
    assert len({sheet.name for sheet in figures.SHEETS}) == len(figures.SHEETS)


def test_tables_that_a_corpus_no_longer_gets_are_removed(
    raw: Path, sample_run: SampleRun, tmp_path: Path
) -> None:
    small_only = [step.name for step in STEPS if step.small_corpora_only]
    assert small_only == ["tree", "map", "variance"]
    shutil.copytree(sample_run.processed, tmp_path, dirs_exist_ok=True)
    (tmp_path / "my_notes.csv").write_text("x", "utf-8")
    assert all((tmp_path / f"{name}.parquet").exists() for name in TABLES)
    outcome = run(Run(raw=raw, processed=tmp_path, settings=Settings(all_pairs_up_to=3, neighbours=2)))
    assert set(TABLES) - set(outcome.tables) == set(small_only)
    for name in small_only:
        assert not (tmp_path / f"{name}.parquet").exists() and not (tmp_path / f"{name}.csv").exists()
    assert (tmp_path / "my_notes.csv").exists()
