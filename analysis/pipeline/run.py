"""The whole run: make every result, write the tables, draw the figures, run the notebooks."""

from __future__ import annotations

import datetime
import hashlib
import importlib.metadata
import json
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.comparison.similarity import FrozenWeights
from analysis.documents.corpus import Corpus
from analysis.documents.groups import DISTRICT_YEAR
from analysis.output.caveats import limits
from analysis.output.folders import (
    FIGURE_KINDS,
    FROZEN_WEIGHTS,
    OLD_FROZEN_WEIGHTS,
    check_folders,
    find_frozen_weights,
    read_earlier_run,
    remove_figures,
    remove_results,
    remove_tables,
    write_texts,
)
from analysis.output.tables import write_bytes, write_table
from analysis.pipeline.steps import STEPS, TABLES
from analysis.processes import Progress
from analysis.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

PACKAGES = (
    "jieba",
    "rjieba",
    "daachorse",
    "numpy",
    "pandas",
    "pyarrow",
    "scikit-learn",
    "scipy",
    "matplotlib",
    "wordcloud",
    "zhplot",
)
# The notebooks of the project; a user's own in the same folder are left alone.
NOTEBOOKS = (
    "00_start_here",
    "01_corpus",
    "02_slogans",
    "03_similarity",
    "04_trends",
    "05_distinctive",
)


def hide_progress(name: str) -> Progress:
    """Show no progress of any stage."""
    return lambda done, total: None


@dataclass(frozen=True)
class Run:
    """Where a run reads and writes, and how.

    Attributes:
        raw: folder of the plans.
        processed: folder of the tables.
        figures: folder of the figures; None draws none.
        notebooks: folder of the notebooks to run again; None runs none.
        jobs: processes.
        settings: limits and choices.
        progress_of: called with the name of each stage; returns the function that shows its progress.
    """

    raw: Path
    processed: Path
    figures: Path | None = None
    notebooks: Path | None = None
    jobs: int = 1
    settings: Settings = field(default_factory=Settings)
    progress_of: Callable[[str], Progress] = hide_progress


@dataclass(frozen=True)
class Outcome:
    """The results of a run.

    Attributes:
        corpus: the documents with their ledger.
        tables: the tables by name.
        figures: names of the figures, without suffix.
        seconds: how long each step took, and writing, figures and notebooks.
    """

    corpus: Corpus
    tables: dict[str, pd.DataFrame]
    figures: tuple[str, ...]
    seconds: dict[str, float]


class EmptyCorpusError(ValueError):
    """No file could be kept; the ledger says why."""


def run(plan: Run) -> Outcome:
    """Read the plans, write every table, draw every figure, run the notebooks again.

    Raises:
        FileNotFoundError: there is no raw folder.
        FolderError: an output folder lies among the plans.
        ManifestError, LexiconError: a row of the user's own files can't be used.
        EmptyCorpusError: no file could be kept; the ledger is written all the same.
        FrozenWeightsError: the frozen weights were made with other settings, or changed by hand.
        NotebookError: a notebook stopped; tables and figures are written all the same.
    """
    seconds: dict[str, float] = {}
    check_folders(plan.raw, [plan.processed, *([plan.figures] if plan.figures else [])])
    earlier = read_earlier_run(plan.processed)
    results = _run_steps(plan, seconds)
    corpus: Corpus = results["corpus"]
    tables: dict[str, pd.DataFrame] = {name: results[name] for name in TABLES if name in results}
    frozen_weights: FrozenWeights = results["frozen_weights"]
    with _time_stage(plan, "write", seconds):
        write_texts(plan.processed, {d.doc_id: d.text for d in corpus}, earlier)
        extracted = {d.doc_id: d.extracted.text for d in corpus if d.extracted.format != "text"}
        write_texts(plan.processed, extracted, earlier, folder="extracted")
        for name, table in tables.items():
            write_table(plan.processed, name, table)
        # A corpus that has grown large no longer gets every table.
        remove_tables(plan.processed, set(TABLES) - set(tables))
        write_bytes(plan.processed / FROZEN_WEIGHTS, frozen_weights.to_json().encode("utf-8"))
        (plan.processed / OLD_FROZEN_WEIGHTS).unlink(missing_ok=True)
    figures: tuple[str, ...] = ()
    if plan.figures is not None:
        with _time_stage(plan, "figures", seconds) as progress:
            figures = _draw_figures(plan.figures, tables, plan.settings, progress)
            remove_figures(plan.figures, set(earlier.figures) - set(figures))
    _write_record(plan, corpus, tables, figures or earlier.figures, frozen_weights, seconds)
    if plan.notebooks is not None:
        with _time_stage(plan, "notebooks", seconds) as progress:
            _run_notebooks(plan, progress)
    return Outcome(corpus, tables, figures, seconds)


def clear_results(processed: Path) -> None:
    """Delete the tables, texts and frozen weights of earlier runs, and nothing else."""
    remove_results(processed, TABLES, frozen_weights=True)


@contextmanager
def _time_stage(plan: Run, name: str, seconds: dict[str, float]) -> Iterator[Progress]:
    """Show the progress of a stage, and record how many seconds it takes."""
    started = time.perf_counter()
    progress = plan.progress_of(name)
    yield progress
    progress(1, 1)
    seconds[name] = round(time.perf_counter() - started, 3)


def _run_steps(plan: Run, seconds: dict[str, float]) -> dict[str, Any]:
    """Make the result of every step; returned by the name of the step.

    Raises:
        EmptyCorpusError: no file could be kept.
    """
    results: dict[str, Any] = {
        "raw": plan.raw,
        "settings": plan.settings,
        "earlier_weights": _read_frozen_weights(plan),
    }
    for stage, steps in groupby(STEPS, key=lambda step: step.stage):
        progress = plan.progress_of(stage)
        for step in steps:
            if step.name != "corpus" and not step.applies_to(results["corpus"]):
                continue
            started = time.perf_counter()
            results[step.name] = step.run(results, jobs=plan.jobs, progress=progress)
            seconds[step.name] = round(time.perf_counter() - started, 3)
            if step.name == "corpus":
                _check_not_empty(plan, results["corpus"])
        progress(1, 1)
    return results


def _check_not_empty(plan: Run, corpus: Corpus) -> None:
    (plan.processed / "texts").mkdir(parents=True, exist_ok=True)
    if not len(corpus):
        remove_results(plan.processed, TABLES)
        write_table(plan.processed, "ledger", corpus.ledger)
        raise EmptyCorpusError(
            f"No plan could be kept from {plan.raw}; {plan.processed / 'ledger.csv'} says why, file by file."
        )


def _read_frozen_weights(plan: Run) -> FrozenWeights | None:
    """The frozen weights of earlier runs; None in a new folder."""
    path = find_frozen_weights(plan.processed)
    if path is None:
        return None
    frozen_weights = FrozenWeights.read(path)
    frozen_weights.check(plan.settings)
    return frozen_weights


def _draw_figures(
    folder: Path, tables: dict[str, pd.DataFrame], settings: Settings, progress: Progress
) -> tuple[str, ...]:
    from analysis.output import figures

    folder.mkdir(parents=True, exist_ok=True)
    documents = tables["documents"]
    language = settings.language
    notes = {by: limits(documents, by=by, language=language) for by in ("documents", "district", "year")}
    sheets = list(figures.draw_all(tables, notes=notes, most=settings.figure_items, language=language))
    characters = "".join(text for _, sheet in sheets for text in figures.texts_of(sheet))
    for done, (name, sheet) in enumerate(sheets, start=1):
        for kind in FIGURE_KINDS:
            data = figures.render(sheet, kind, characters=characters)
            write_bytes(folder / f"{name}.{kind}", data)
        progress(done, len(sheets))
    return tuple(name for name, _ in sheets)


def choose_notebook_folder(plan: Run) -> Path:
    """Where the run writes notebooks: in place for the project's own plans, otherwise beside the tables."""
    assert plan.notebooks is not None
    own = plan.notebooks.resolve().parent / "data" / "raw"
    return plan.notebooks if plan.raw.resolve() == own else plan.processed / "notebooks"


def _run_notebooks(plan: Run, progress: Progress) -> None:
    from analysis.output.notebooks import execute_notebook

    target = choose_notebook_folder(plan)
    assert plan.notebooks is not None
    target.mkdir(exist_ok=True)
    paths = [plan.notebooks / f"{name}.ipynb" for name in NOTEBOOKS]
    present = [path for path in paths if path.exists()]
    for done, path in enumerate(present, start=1):
        write_bytes(target / path.name, execute_notebook(path, raw=plan.raw, settings=plan.settings))
        progress(done, len(present))


def _write_record(
    plan: Run,
    corpus: Corpus,
    tables: dict[str, pd.DataFrame],
    figures: tuple[str, ...],
    frozen_weights: FrozenWeights,
    seconds: dict[str, float],
) -> None:
    """Write `run.json`: versions, settings, hashes and times. Only this file differs from run to run."""
    record = {
        "analysis": importlib.metadata.version("district-analysis"),
        "python": platform.python_version(),
        "packages": {name: importlib.metadata.version(name) for name in PACKAGES},
        "finished": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "jobs": plan.jobs,
        "settings": {**asdict(plan.settings), "table": plan.settings.table.to_dict()},
        "files": {document.doc_id: document.sha256 for document in corpus},
        "tables": {
            name: {
                "rows": len(table),
                "sha256": hashlib.sha256((plan.processed / f"{name}.parquet").read_bytes()).hexdigest(),
            }
            for name, table in tables.items()
        },
        "figures": list(figures),
        "frozen_weights": {
            "fingerprint": frozen_weights.fingerprint,
            "documents": frozen_weights.corpus_docs,
        },
        "left_out": _list_left_out(corpus, tables),
        "seconds": seconds,
    }
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_bytes(plan.processed / "run.json", text.encode("utf-8"))


def _list_left_out(corpus: Corpus, tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    """The tables that a large corpus gets only in part or not at all, in sentences for the record."""
    settings, n_docs = corpus.settings, len(corpus)
    sentences = {}
    if n_docs > settings.all_pairs_up_to:
        sentences["pairs"] = (
            f"{len(tables['pairs']):,} of {n_docs * (n_docs - 1) // 2:,} pairs: "
            f"each document with its {settings.neighbours} nearest."
        )
        sentences["intervals, shingles, containment"] = (
            f"Only for the {settings.explained_pairs:,} most alike pairs."
        )
        small_only = [step.name for step in STEPS if step.small_corpora_only]
        sentences[", ".join([*small_only, f"groups by {DISTRICT_YEAR}"])] = "Not made for so many documents."
    if len(tables["pairs"]) > settings.explained_pairs:
        sentences["pair_terms"] = f"Only the {settings.explained_pairs:,} most alike pairs are explained."
    return sentences
