"""The pipeline: the only room that knows the order of the steps and writes files."""

from __future__ import annotations

import datetime
import hashlib
import importlib
import importlib.metadata
import json
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.comparison import clustering, keyness, similarity, variance
from analysis.comparison.similarity import FrozenWeights
from analysis.documents.corpus import Corpus
from analysis.documents.groups import DISTRICT_YEAR, GROUPINGS
from analysis.documents.ingest import read_corpus
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
    write_texts,
)
from analysis.output.tables import write_bytes, write_table
from analysis.parallel import Progress
from analysis.settings import Settings
from analysis.slogans import dating, trends
from analysis.slogans import occurrences as slogan
from analysis.slogans.incidence import Incidence
from analysis.slogans.lexicon import read_lexicon
from analysis.tokens import Tokens, tokenize

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

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
Step = Callable[[str], Progress]


def _silent(name: str) -> Progress:
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
        step: called with the name of each step; returns what to tell of its progress.
    """

    raw: Path
    processed: Path
    figures: Path | None = None
    notebooks: Path | None = None
    jobs: int = 1
    settings: Settings = field(default_factory=Settings)
    step: Step = _silent


@dataclass(frozen=True)
class Outcome:
    """What a run made.

    Attributes:
        corpus: the documents with their ledger.
        tables: the tables by name.
        figures: names of the figures, without suffix.
        seconds: of each step.
    """

    corpus: Corpus
    tables: dict[str, pd.DataFrame]
    figures: tuple[str, ...]
    seconds: dict[str, float]


class EmptyCorpusError(ValueError):
    """No file could be kept; the ledger was written and says why."""


def run(told: Run) -> Outcome:
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
    check_folders(told.raw, [told.processed, *([told.figures] if told.figures else [])])
    earlier = read_earlier(told.processed)
    frozen = _read_frozen_weights(told)

    @contextmanager
    def timed(name: str) -> Iterator[Progress]:
        started = time.perf_counter()
        progress = told.step(name)
        yield progress
        progress(1, 1)
        seconds[name] = round(time.perf_counter() - started, 3)

    with timed("read") as progress:
        if told.jobs > 1:
            progress = _while_others_read(progress)
        corpus = read_corpus(told.raw, settings=told.settings, jobs=told.jobs, progress=progress)
    (told.processed / "texts").mkdir(parents=True, exist_ok=True)
    if not len(corpus):
        clear(told.processed)
        write_table(told.processed, "ledger", corpus.ledger)
        raise EmptyCorpusError(
            f"No plan could be kept from {told.raw}; {told.processed / 'ledger.csv'} says why, file by file."
        )
    tables, frozen_weights = _compute(told, corpus, timed, frozen)
    with timed("write"):
        write_texts(told.processed, {d.doc_id: d.text for d in corpus}, earlier)
        extracted = {d.doc_id: d.extracted.text for d in corpus if d.extracted.format != "text"}
        write_texts(told.processed, extracted, earlier, folder="extracted")
        for name, table in tables.items():
            write_table(told.processed, name, table)
        write_bytes(told.processed / FROZEN_WEIGHTS, frozen_weights.to_json().encode("utf-8"))
        (told.processed / OLD_FROZEN_WEIGHTS).unlink(missing_ok=True)
    drawn: tuple[str, ...] = ()
    if told.figures is not None:
        with timed("figures") as progress:
            drawn = _draw(told.figures, tables, told.settings, progress)
            remove_figures(told.figures, set(earlier.figures) - set(drawn))
    _write_record(told, corpus, tables, drawn or earlier.figures, frozen_weights, seconds)
    if told.notebooks is not None:
        with timed("notebooks") as progress:
            _run_notebooks(told, progress)
    return Outcome(corpus, tables, drawn, seconds)


def _while_others_read(progress: Progress) -> Progress:
    """Load what tables are made with while this process has nothing to do but wait for others."""

    def loading(done: int, total: int) -> None:
        progress(done, total)
        for package in ("pandas", "pyarrow.parquet", "scipy.sparse"):
            importlib.import_module(package)

    return loading


def _compute(
    told: Run,
    corpus: Corpus,
    timed: Callable[[str], AbstractContextManager[Progress]],
    frozen: FrozenWeights | None,
) -> tuple[dict[str, pd.DataFrame], FrozenWeights]:
    lexicon = read_lexicon(told.raw / slogan.USER_FILE)
    with timed("slogans") as progress:
        found = slogan.find_occurrences(corpus, lexicon=lexicon, jobs=told.jobs, progress=progress)
        counted = Incidence.of(corpus, found)
        slogans = slogan.find_slogans(corpus, counted, lexicon=lexicon)
        groups = [slogan.slogans_by(corpus, counted, by=by) for by in GROUPINGS]
        by_year = trends.find_trends(corpus, counted)
        cycles = trends.life_cycles(by_year, lexicon)
        ages = dating.date_documents(corpus, counted, lexicon)
    with timed("tokens") as progress:
        tokens = tokenize(corpus, found, jobs=told.jobs, progress=progress)
    with timed("similarity"):
        frozen_weights = frozen or similarity.freeze_weights(tokens)
        compared = _compare(tokens, frozen_weights)
    documents = corpus.documents.assign(n_tokens=tokens.n_tokens)
    tables = {
        "documents": documents,
        "sections": corpus.sections,
        "furniture": corpus.furniture,
        "ledger": corpus.ledger,
        "occurrences": found,
        "slogans": slogans,
        "slogan_groups": _stacked(groups),
        "trends": by_year,
        "life_cycles": cycles,
        "dating": ages,
        **compared,
    }
    return tables, frozen_weights


def _read_frozen_weights(told: Run) -> FrozenWeights | None:
    """The frozen weights of earlier runs; None in a new folder."""
    path = find_frozen_weights(told.processed)
    if path is None:
        return None
    frozen_weights = FrozenWeights.from_json(path.read_text("utf-8"))
    frozen_weights.check(told.settings)
    return frozen_weights


def _compare(tokens: Tokens, frozen_weights: FrozenWeights) -> dict[str, pd.DataFrame]:
    settings = tokens.corpus.settings
    vectors = similarity.tfidf(tokens)
    pairs = similarity.compare_documents(tokens, vectors, frozen_weights=frozen_weights)
    explained = similarity.pair_terms(tokens, pairs, vectors)
    small = len(tokens.corpus) <= settings.all_pairs_up_to
    groups = [
        similarity.compare_groups(tokens, by=by, vectors=vectors)
        for by in (*GROUPINGS, *([DISTRICT_YEAR] if small else []))
    ]
    terms, distinctive = [], []
    for by in GROUPINGS:
        terms.append(similarity.group_terms(tokens, by=by, vectors=vectors))
        distinctive.append(keyness.find_keyness(tokens, by=by))
    return {
        "pairs": pairs,
        "pair_terms": explained,
        "pair_parts": similarity.pair_parts(tokens, pairs, terms=explained),
        "groups": _stacked(groups),
        "group_terms": _stacked(terms),
        "keyness": _stacked(distinctive),
        **_arrangement(tokens, vectors),
    }


def _arrangement(tokens: Tokens, vectors: sparse.csr_matrix) -> dict[str, pd.DataFrame]:
    """Tree, map and what place and year explain; of large corpora they say nothing readable."""
    settings = tokens.corpus.settings
    if len(tokens.corpus) > settings.all_pairs_up_to:
        return {}
    return {
        "tree": clustering.cluster(tokens, vectors=vectors),
        "map": clustering.map_items(tokens, vectors=vectors),
        "variance": variance.explain_variance(tokens, vectors=vectors),
    }


def _stacked(tables: list[pd.DataFrame]) -> pd.DataFrame:
    import pandas as pd

    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else tables[0]


def _draw(
    folder: Path, tables: dict[str, pd.DataFrame], settings: Settings, progress: Progress
) -> tuple[str, ...]:
    from analysis.output import figures

    folder.mkdir(parents=True, exist_ok=True)
    documents = tables["documents"]
    language = settings.language
    notes = {by: limits(documents, by=by, language=language) for by in ("documents", "district", "year")}
    by_district = tables["group_terms"][tables["group_terms"]["by"] == "district"]
    drawn = figures.Tables(
        documents,
        tables["pairs"],
        tables["groups"],
        tables["slogan_groups"],
        by_district,
        tables["keyness"],
        tables.get("tree"),
        tables.get("map"),
    )
    sheets = list(figures.draw_all(drawn, notes=notes, most=settings.figure_items, language=language))
    characters = "".join(text for _, sheet in sheets for text in figures.texts_of(sheet))
    for done, (name, sheet) in enumerate(sheets, start=1):
        for kind in FIGURE_KINDS:
            data = figures.render(sheet, kind, characters=characters)
            write_bytes(folder / f"{name}.{kind}", data)
        progress(done, len(sheets))
    return tuple(name for name, _ in sheets)


def notebooks_of(told: Run) -> Path:
    """Where a run's notebooks go: their own folder for the project's plans, else beside the tables."""
    assert told.notebooks is not None
    own = told.notebooks.resolve().parent / "data" / "raw"
    return told.notebooks if told.raw.resolve() == own else told.processed / "notebooks"


def _run_notebooks(told: Run, progress: Progress) -> None:
    """Run the project's notebooks again: in place for its own plans, else as copies."""
    from analysis.output.notebooks import execute

    target = notebooks_of(told)
    assert told.notebooks is not None
    target.mkdir(exist_ok=True)
    paths = [told.notebooks / f"{name}.ipynb" for name in NOTEBOOKS]
    present = [path for path in paths if path.exists()]
    for done, path in enumerate(present, start=1):
        write_bytes(target / path.name, execute(path, raw=told.raw, settings=told.settings))
        progress(done, len(present))


def _write_record(
    told: Run,
    corpus: Corpus,
    tables: dict[str, pd.DataFrame],
    figures: tuple[str, ...],
    frozen_weights: FrozenWeights,
    seconds: dict[str, float],
) -> None:
    """`run.json`: versions, settings, hashes and times; the only file that differs run by run."""
    record = {
        "analysis": importlib.metadata.version("district-analysis"),
        "python": platform.python_version(),
        "packages": {name: importlib.metadata.version(name) for name in PACKAGES},
        "finished": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "jobs": told.jobs,
        "settings": asdict(told.settings),
        "files": {document.doc_id: document.sha256 for document in corpus},
        "tables": {
            name: {
                "rows": len(table),
                "sha256": hashlib.sha256((told.processed / f"{name}.parquet").read_bytes()).hexdigest(),
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
    write_bytes(told.processed / "run.json", text.encode("utf-8"))


def _left_out(corpus: Corpus, tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    """What large corpora do not get in full, said in words."""
    settings, n = corpus.settings, len(corpus)
    said = {}
    if n > settings.all_pairs_up_to:
        said["pairs"] = (
            f"{len(tables['pairs']):,} of {n * (n - 1) // 2:,} pairs: "
            f"those among the {settings.neighbours} nearest of a document."
        )
        said["intervals, shingles, containment"] = (
            f"Of the {settings.explained_pairs:,} most alike pairs only."
        )
        said["tree, map, variance, groups by district_year"] = "Not made of so many documents."
    if len(tables["pairs"]) > settings.explained_pairs:
        said["pair_terms"] = f"Only the {settings.explained_pairs:,} most alike pairs are explained."
    return said
