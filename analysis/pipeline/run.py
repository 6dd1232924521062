"""The run: every step in order, and what is written to disk."""

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
from analysis.output.caveats import limits
from analysis.output.folders import (
    FIGURE_KINDS,
    FROZEN_WEIGHTS,
    OLD_FROZEN_WEIGHTS,
    check_folders,
    clear,
    find_frozen_weights,
    read_earlier,
    remove_figures,
    remove_tables,
    write_texts,
)
from analysis.output.tables import write_bytes, write_table
from analysis.parallel import Progress
from analysis.pipeline.steps import STEPS, TABLES
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
# The project's own; a user's notebooks in the same folder are left alone.
NOTEBOOKS = (
    "00_start_here",
    "01_corpus",
    "02_slogans",
    "03_similarity",
    "04_trends",
    "05_distinctive",
)


def no_progress(name: str) -> Progress:
    """Show nothing."""
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
        progress_of: called with the name of each stage; returns what is called with its progress.
    """

    raw: Path
    processed: Path
    figures: Path | None = None
    notebooks: Path | None = None
    jobs: int = 1
    settings: Settings = field(default_factory=Settings)
    progress_of: Callable[[str], Progress] = no_progress


@dataclass(frozen=True)
class Outcome:
    """What a run made.

    Attributes:
        corpus: the documents with their ledger.
        tables: the tables by name.
        figures: names of the figures, without suffix.
        seconds: of each step, and of writing, figures and notebooks.
    """

    corpus: Corpus
    tables: dict[str, pd.DataFrame]
    figures: tuple[str, ...]
    seconds: dict[str, float]


class EmptyCorpusError(ValueError):
    """No file could be kept; the ledger was written and says why."""


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
    earlier = read_earlier(plan.processed)
    results = _run_steps(plan, seconds)
    corpus: Corpus = results["corpus"]
    tables: dict[str, pd.DataFrame] = {name: results[name] for name in TABLES if name in results}
    frozen_weights: FrozenWeights = results["frozen_weights"]
    with _timed(plan, "write", seconds):
        write_texts(plan.processed, {d.doc_id: d.text for d in corpus}, earlier)
        extracted = {d.doc_id: d.extracted.text for d in corpus if d.extracted.format != "text"}
        write_texts(plan.processed, extracted, earlier, folder="extracted")
        for name, table in tables.items():
            write_table(plan.processed, name, table)
        # A corpus that has grown large no longer gets every table.
        remove_tables(plan.processed, set(TABLES) - set(tables))
        write_bytes(plan.processed / FROZEN_WEIGHTS, frozen_weights.to_json().encode("utf-8"))
        (plan.processed / OLD_FROZEN_WEIGHTS).unlink(missing_ok=True)
    drawn: tuple[str, ...] = ()
    if plan.figures is not None:
        with _timed(plan, "figures", seconds) as progress:
            drawn = _draw(plan.figures, tables, plan.settings, progress)
            remove_figures(plan.figures, set(earlier.figures) - set(drawn))
    _write_record(plan, corpus, tables, drawn or earlier.figures, frozen_weights, seconds)
    if plan.notebooks is not None:
        with _timed(plan, "notebooks", seconds) as progress:
            _run_notebooks(plan, progress)
    return Outcome(corpus, tables, drawn, seconds)


def clear_results(processed: Path) -> None:
    """Take away the tables, texts and frozen weights of earlier runs, and nothing else."""
    clear(processed, TABLES, frozen_weights=True)


@contextmanager
def _timed(plan: Run, name: str, seconds: dict[str, float]) -> Iterator[Progress]:
    """Show the progress of a stage, and note its seconds."""
    started = time.perf_counter()
    progress = plan.progress_of(name)
    yield progress
    progress(1, 1)
    seconds[name] = round(time.perf_counter() - started, 3)


def _run_steps(plan: Run, seconds: dict[str, float]) -> dict[str, Any]:
    """The result of every step by its name.

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
        clear(plan.processed, TABLES)
        write_table(plan.processed, "ledger", corpus.ledger)
        raise EmptyCorpusError(
            f"No plan could be kept from {plan.raw}; {plan.processed / 'ledger.csv'} says why, file by file."
        )


def _read_frozen_weights(plan: Run) -> FrozenWeights | None:
    """The frozen weights of earlier runs; None in a new folder."""
    path = find_frozen_weights(plan.processed)
    if path is None:
        return None
    frozen_weights = FrozenWeights.from_json(path.read_text("utf-8"))
    frozen_weights.check(plan.settings)
    return frozen_weights


def _draw(
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


def notebooks_of(plan: Run) -> Path:
    """Where a run's notebooks go: their own folder for the project's plans, else beside the tables."""
    assert plan.notebooks is not None
    own = plan.notebooks.resolve().parent / "data" / "raw"
    return plan.notebooks if plan.raw.resolve() == own else plan.processed / "notebooks"


def _run_notebooks(plan: Run, progress: Progress) -> None:
    """Run the project's notebooks again: in place for its own plans, else as copies."""
    from analysis.output.notebooks import execute

    target = notebooks_of(plan)
    assert plan.notebooks is not None
    target.mkdir(exist_ok=True)
    paths = [plan.notebooks / f"{name}.ipynb" for name in NOTEBOOKS]
    present = [path for path in paths if path.exists()]
    for done, path in enumerate(present, start=1):
        write_bytes(target / path.name, execute(path, raw=plan.raw, settings=plan.settings))
        progress(done, len(present))


def _write_record(
    plan: Run,
    corpus: Corpus,
    tables: dict[str, pd.DataFrame],
    figures: tuple[str, ...],
    frozen_weights: FrozenWeights,
    seconds: dict[str, float],
) -> None:
    """`run.json`: versions, settings, hashes and times; the only file that differs from run to run."""
    record = {
        "analysis": importlib.metadata.version("district-analysis"),
        "python": platform.python_version(),
        "packages": {name: importlib.metadata.version(name) for name in PACKAGES},
        "finished": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "jobs": plan.jobs,
        "settings": asdict(plan.settings),
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
        "left_out": _left_out(corpus, tables),
        "seconds": seconds,
    }
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_bytes(plan.processed / "run.json", text.encode("utf-8"))


def _left_out(corpus: Corpus, tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    """What a large corpus does not get in full, in sentences for the record."""
    settings, n = corpus.settings, len(corpus)
    sentences = {}
    if n > settings.all_pairs_up_to:
        sentences["pairs"] = (
            f"{len(tables['pairs']):,} of {n * (n - 1) // 2:,} pairs: "
            f"those among the {settings.neighbours} nearest of a document."
        )
        sentences["intervals, shingles, containment"] = (
            f"Of the {settings.explained_pairs:,} most alike pairs only."
        )
        sentences["tree, map, variance, groups by district_year"] = "Not made of so many documents."
    if len(tables["pairs"]) > settings.explained_pairs:
        sentences["pair_terms"] = f"Only the {settings.explained_pairs:,} most alike pairs are explained."
    return sentences
