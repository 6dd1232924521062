"""Ingest: from a folder of files to a corpus, one row of the ledger for every file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from analysis import reading
from analysis.documents.corpus import UNKNOWN_PLACE, Corpus, Document, LedgerRow, Status
from analysis.documents.draft import (
    Draft,
    add_metadata,
    clean_text,
    extract_text,
    find_structure,
    to_document,
)
from analysis.documents.duplicates import near_duplicates
from analysis.documents.kinds import set_aside_model_texts, set_aside_other_kinds, set_aside_short_pages
from analysis.notices import Field, Kind, Notice
from analysis.processes import Progress, in_chunks
from analysis.reading import Reason
from analysis.settings import Settings

# The steps from a file to a document. A step changes the draft; it returns the drafts that take its place
# where the file holds several documents, or the row of the ledger where it holds none to be analysed.
STEPS: tuple[Callable[[Draft], Sequence[Draft] | LedgerRow | None], ...] = (
    extract_text,
    clean_text,
    set_aside_short_pages,
    set_aside_model_texts,
    find_structure,
    add_metadata,
    set_aside_other_kinds,
)

Task = tuple[reading.RawFile, reading.StatedValues, Settings]


def read_corpus(
    raw: Path | str,
    *,
    settings: Settings | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Corpus:
    """Read every file under a folder; nothing is lost without a row in the ledger.

    Args:
        raw: the folder; `manifest.csv` in it overrides detected metadata.
        settings: limits and language; the defaults if None.
        jobs: processes to read with.
        progress: called with the number of files done so far and in all.

    Returns:
        The plans that were kept, in the order of their doc_id, and a row of the ledger for each
        file that was seen.

    Raises:
        FileNotFoundError: there is no such folder.
        ManifestError: a row of the manifest can't be used.
    """
    root, settings = Path(raw), settings or Settings()
    files = reading.list_files(root)
    manifest = reading.read_manifest(root / "manifest.csv", (file.doc_id for file in files))
    to_read = [file for file in files if not file.ignored]
    tasks = [(file, manifest.get(file.doc_id, reading.StatedValues()), settings) for file in to_read]
    chunks = in_chunks(_read_documents, tasks, jobs=jobs, progress=progress)
    results = [result for results_of_file in chunks for result in results_of_file]
    ledger = [LedgerRow(f.doc_id, Status.IGNORED, f.reason, f.ignored) for f in files if f.ignored]
    ledger += [result for result in results if isinstance(result, LedgerRow)]
    documents, refused = _drop_repeats_and_clashes([r for r in results if isinstance(r, Document)], to_read)
    ledger += refused
    documents = _label(_notice_near_duplicates(documents, settings.near_duplicate))
    ledger += [_make_kept_row(document) for document in documents]
    ledger.sort(key=lambda row: row.path)
    return Corpus(tuple(documents), tuple(ledger), settings, root)


def _drop_repeats_and_clashes(
    documents: list[Document], files: list[reading.RawFile]
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
            notice = Notice.of(Field.FILE, Kind.SAME_BYTES, path=first)
            rows.append(LedgerRow(doc_id, Status.DUPLICATE, Reason.SAME_BYTES, notice))
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


def _read_documents(tasks: Sequence[Task]) -> list[list[Document | LedgerRow]]:
    """Read some files, each to its documents and rows: all take a step before any takes the next one.

    A step's code and tables then stay in the processor's cache, which saves a tenth of the time.
    """
    results: list[list[Draft | LedgerRow]] = [
        [Draft(file, file.doc_id, stated, settings)] for file, stated, settings in tasks
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
        return [LedgerRow(draft.doc_id, Status.REJECTED, error.reason, error.notice)]
    except (Exception, RecursionError) as error:  # one file's fault must not end the run of all
        fault = f"{type(error).__name__}: {error}".replace("\n", " ")[:200]
        notice = Notice.of(Field.FILE, Kind.PROGRAM_FAULT, fault=fault)
        return [LedgerRow(draft.doc_id, Status.REJECTED, Reason.FAILED, notice)]
    if result is None:
        return [draft]
    return [result] if isinstance(result, LedgerRow) else result


def _label(documents: Sequence[Document]) -> list[Document]:
    """Give each document the shortest label that no other has: 西湖区 2022, or one of more words."""
    unlabelled = list(documents)
    labels: dict[str, str] = {}
    for write_label in _LABELS:
        counts = Counter(write_label(document) for document in documents)
        for document in unlabelled:
            if counts[write_label(document)] == 1:
                labels[document.doc_id] = write_label(document)
        unlabelled = [document for document in unlabelled if document.doc_id not in labels]
    return [replace(document, label=labels[document.doc_id]) for document in documents]


def _short_label(document: Document) -> str:
    meta = document.metadata
    years = f"{meta.year}–{meta.year_end}" if meta.year_end else meta.year or "年份未详"
    return f"{meta.place or UNKNOWN_PLACE} {years}"


def _city_label(document: Document) -> str:
    meta = document.metadata
    wider = (meta.city or meta.province) if meta.district else ""
    return f"{wider}{_short_label(document)}"


# Later forms say more; the last is unique because a path is.
_LABELS = (
    _short_label,
    _city_label,
    lambda document: f"{_short_label(document)} {document.metadata.genre}",
    lambda document: f"{_city_label(document)} {document.metadata.genre}",
    lambda document: f"{_short_label(document)} {PurePosixPath(document.doc_id).stem}",
    lambda document: f"{_short_label(document)} {document.doc_id}",
)
