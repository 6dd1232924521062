"""Ingest: from a folder of files or a table to a corpus, one row of the ledger for every document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from analysis import reading
from analysis.documents.corpus import Corpus, Document, LedgerRow, Status
from analysis.documents.draft import (
    Draft,
    add_metadata,
    clean_text,
    extract_text,
    find_structure,
    fold_text,
    to_document,
)
from analysis.documents.duplicates import near_duplicates
from analysis.documents.kinds import (
    set_aside_model_texts,
    set_aside_other_kinds,
    set_aside_picture,
    set_aside_short_pages,
)
from analysis.documents.labels import label_documents
from analysis.documents.splitting import split_documents
from analysis.documents.table_rows import Task, describe_fault, read_table, state_row
from analysis.notices import Field, Kind, Notice
from analysis.processes import Progress, in_chunks
from analysis.reading import Reason
from analysis.settings import Settings

# The steps from a file to a document. A step changes the draft; it returns the drafts that take its place
# where the file holds several documents, or the row of the ledger where it holds none to be analysed.
STEPS: tuple[Callable[[Draft], Sequence[Draft] | LedgerRow | None], ...] = (
    extract_text,
    fold_text,
    clean_text,
    set_aside_short_pages,
    set_aside_model_texts,
    split_documents,
    find_structure,
    add_metadata,
    set_aside_other_kinds,
)

Result = Document | LedgerRow


def read_corpus(
    raw: Path | str,
    *,
    settings: Settings | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Corpus:
    """Read every file under a folder, or one file; nothing is lost without a row in the ledger.

    Each row of a table (xlsx, csv, json …) that has a text is a document, table.xlsx#SHEET#ROW.

    Args:
        raw: the folder, or a table or any other single file; `manifest.csv` in the folder overrules what is read.
        settings: limits and language; the defaults if None.
        jobs: processes to read with.
        progress: called with the number of files and rows done so far and in all, as far as they are known.

    Returns:
        The plans that were kept, in the order of their doc_id, and a row of the ledger for each
        file or row of a table that was seen.

    Raises:
        FileNotFoundError: there is no such folder or file.
        ManifestError: a row of the manifest can't be used.
    """
    path, settings = Path(raw), settings or Settings()
    root = path.parent if path.is_file() else path
    files = [reading.to_raw_file(path)] if path.is_file() else reading.list_files(root)
    manifest = _read_manifest(root, files, is_folder=root is path)
    to_read = [file for file in files if not file.ignored]
    results = _read_files(to_read, manifest, settings, jobs=jobs, progress=progress)
    _check_manifest(manifest, files, results)
    rows: list[Result] = [
        LedgerRow(f.doc_id, Status.IGNORED, f.reason, f.ignored) for f in files if f.ignored
    ]
    return build_corpus([*rows, *results], to_read, settings, root)


def build_corpus(
    results: Iterable[Result], files: Sequence[reading.RawFile], settings: Settings, root: Path
) -> Corpus:
    """The corpus of all documents that were read, without repeats, and the ledger.

    Args:
        results: documents and rows of the ledger.
        files: the files that were read, for the names of their folders.
        settings: what they were read with.
        root: the folder.
    """
    results = list(results)
    ledger = [result for result in results if isinstance(result, LedgerRow)]
    documents, refused = _drop_repeats_and_clashes([r for r in results if isinstance(r, Document)], files)
    ledger += refused
    documents = label_documents(_notice_near_duplicates(documents, settings.near_duplicate))
    ledger += [_make_kept_row(document) for document in documents]
    ledger.sort(key=lambda row: order_paths(row.path))
    return Corpus(tuple(documents), tuple(ledger), settings, root)


def order_paths(path: str) -> tuple[str, int]:
    """What paths are sorted by: rows of a table and parts of a file by their number, 2 before 10."""
    name, _, number = path.rpartition("#")
    return (name, int(number)) if number.isascii() and number.isdecimal() else (path, 0)


def _read_manifest(
    root: Path, files: Sequence[reading.RawFile], *, is_folder: bool
) -> dict[str, reading.StatedValues]:
    """What the manifest states about the files; beside a single file it may speak of others too."""
    if is_folder:
        return reading.read_manifest(root / "manifest.csv", (file.doc_id for file in files))
    name = files[0].doc_id
    manifest = reading.read_manifest(root / "manifest.csv")
    return {path: stated for path, stated in manifest.items() if path == name or path.startswith(f"{name}#")}


def _check_manifest(
    manifest: Mapping[str, reading.StatedValues], files: Sequence[reading.RawFile], results: Sequence[Result]
) -> None:
    """Make sure that each document that the manifest names was there.

    Raises:
        ManifestError: one was not.
    """
    known = {file.doc_id for file in files}
    if known.issuperset(manifest):
        return
    known |= {result.path if isinstance(result, LedgerRow) else result.doc_id for result in results}
    missing = next((path for path in manifest if path not in known), None)
    if missing:
        raise reading.ManifestError(
            f"manifest.csv: there is no document {missing}. Its file was read, but holds no such document or row; "
            "the ledger and documents.csv list those that there are. Fix the path or remove the row."
        )


def _read_files(
    files: Sequence[reading.RawFile],
    manifest: Mapping[str, reading.StatedValues],
    settings: Settings,
    *,
    jobs: int,
    progress: Progress | None,
) -> list[Result]:
    """The documents and rows of the ledger of all files, in the order of the files."""
    tables = {file.doc_id for file in files if reading.is_table(file.path)}
    of_parts: dict[str, dict[str, reading.StatedValues]] = {}
    for path, stated in manifest.items():
        of_parts.setdefault(path.rpartition("#")[0], {})[path] = stated
    tasks = [
        Task(
            file,
            manifest.get(file.doc_id, reading.StatedValues()),
            settings,
            stated_of_parts=of_parts.get(file.doc_id),
        )
        for file in files
        if file.doc_id not in tables
    ]
    n_files = len(files)

    def show_progress(done: int, _: int) -> None:
        if progress:
            progress(done, n_files)

    of_file = dict(
        zip(
            (task.file.doc_id for task in tasks),
            in_chunks(read_documents, tasks, jobs=jobs, progress=show_progress),
            strict=True,
        )
    )
    done = len(tasks)
    for file in files:
        if file.doc_id in tables:
            rows = reading.read_rows(file.doc_id, reading.read_sheets(file.path, settings), settings)
            of_row = partial(state_row, manifest, file.doc_id)
            results = read_table(
                file, rows, of_row, settings, read_documents, jobs=jobs, progress=progress, done=done
            )
            of_file[file.doc_id] = results
            done += len(results)
    if progress:
        progress(done, done)
    return [result for file in files for result in of_file[file.doc_id]]


def _drop_repeats_and_clashes(
    documents: list[Document], files: Sequence[reading.RawFile]
) -> tuple[list[Document], list[LedgerRow]]:
    """The documents to keep, and a row for each that has the bytes of another or the name of a folder.

    The text of x would be written to x.txt, which may be the name of a folder: x beside x.txt/y.
    """
    parents = {file.doc_id.rpartition("/")[0] for file in files}
    folders = {str(path) for name in parents for path in PurePosixPath(name, "x").parents}
    kept: list[Document] = []
    rows: list[LedgerRow] = []
    first_of: dict[str, str] = {}
    for document in documents:
        doc_id = document.doc_id
        first = first_of.get(document.sha256)
        if f"{doc_id}.txt" in folders:
            notice = Notice.of(Field.FILE, Kind.NAME_TAKEN, name=f"{doc_id}.txt")
            rows.append(LedgerRow(doc_id, Status.REJECTED, Reason.NAME_TAKEN, notice))
        elif first is not None:
            is_row = document.extracted.format == "table"
            notice = Notice.of(Field.FILE, Kind.SAME_ROW if is_row else Kind.SAME_BYTES, path=first)
            reason = Reason.SAME_ROW if is_row else Reason.SAME_BYTES
            rows.append(LedgerRow(doc_id, Status.DUPLICATE, reason, notice))
        else:
            first_of[document.sha256] = doc_id
            kept.append(document)
    return kept, rows


def _make_kept_row(document: Document) -> LedgerRow:
    for notice in document.warnings:
        if notice.field == Field.NEAR_DUPLICATE:
            return LedgerRow(document.doc_id, Status.KEPT, Reason.NEAR_DUPLICATE, notice)
    return LedgerRow(document.doc_id, Status.KEPT)


def _notice_near_duplicates(documents: list[Document], threshold: float) -> list[Document]:
    """The documents; those that nearly repeat others with a notice that names the nearest."""
    near: dict[int, list[tuple[float, int]]] = {}
    for a, b, share in near_duplicates([document.text for document in documents], threshold):
        near.setdefault(a, []).append((-share, b))
        near.setdefault(b, []).append((-share, a))
    documents = documents.copy()
    for i, others in near.items():
        share, nearest = min(others)
        path, more = documents[nearest].doc_id, len(others) - 1
        if more:
            notice = Notice.of(Field.NEAR_DUPLICATE, Kind.NEAR_DUPLICATES, path=path, share=-share, more=more)
        else:
            notice = Notice.of(Field.NEAR_DUPLICATE, Kind.NEAR_DUPLICATE, path=path, share=-share)
        documents[i] = replace(documents[i], warnings=(*documents[i].warnings, notice))
    return documents


def read_documents(tasks: Sequence[Task]) -> list[list[Result]]:
    """Read some files or rows, each to its documents and rows: all take a step before any takes the next one.

    A step's code and tables then stay in the processor's cache, which saves a tenth of the time.
    """
    results: list[list[Draft | LedgerRow]] = [
        [Draft(task.file, task.row.doc_id if task.row else task.file.doc_id, *task[1:])] for task in tasks
    ]
    for step in STEPS:
        results = [[item for draft in drafts for item in _try_step(step, draft)] for drafts in results]
    return [[to_document(item) if isinstance(item, Draft) else item for item in items] for items in results]


def _try_step(
    step: Callable[[Draft], Sequence[Draft] | LedgerRow | None], draft: Draft | LedgerRow
) -> Sequence[Draft | LedgerRow]:
    """What a draft has become after a step; a row of the ledger says why it can't be read."""
    if isinstance(draft, LedgerRow):
        return [draft]
    try:
        result = step(draft)
    except reading.ReadingError as error:
        picture = set_aside_picture(draft, error)
        return [picture or LedgerRow(draft.doc_id, Status.REJECTED, error.reason, error.notice)]
    except (Exception, RecursionError) as error:  # one file's fault must not end the run of all
        return [LedgerRow(draft.doc_id, Status.REJECTED, Reason.FAILED, describe_fault(error))]
    if result is None:
        return [draft]
    return [result] if isinstance(result, LedgerRow) else result
