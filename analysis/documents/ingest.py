"""Ingest: from a folder of files to a corpus, one row of the ledger for every file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from analysis import reading
from analysis.chinese.simplify import simplify
from analysis.documents.cleaning import clean
from analysis.documents.corpus import UNKNOWN_PLACE, Corpus, Document, LedgerRow, Status
from analysis.documents.duplicates import near_duplicates
from analysis.documents.metadata import read_metadata
from analysis.documents.structure import find_sections, numbering_gaps
from analysis.notices import Field, Kind, Notice
from analysis.processes import Progress, in_chunks
from analysis.reading import Reason
from analysis.settings import Settings

# What a server writes if the page is gone.
ERROR_PAGE = re.compile(
    "(?:页面|网页|内容|信息|文件|文章)(?:不存在|已(?:经)?(?:被)?删除|未找到|无法(?:访问|显示|找到))|404\\s*(?:错误|Not Found)"
)
LONGEST_ERROR_PAGE = 400

Task = tuple[reading.RawFile, Mapping[str, str], Settings]


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
    tasks = [(file, manifest.get(file.doc_id, {}), settings) for file in to_read]
    results = in_chunks(_read_documents, tasks, jobs=jobs, progress=progress)
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


def _read_documents(tasks: Sequence[Task]) -> list[Document | LedgerRow]:
    return [_read_or_reject(*task) for task in tasks]


def _read_or_reject(
    file: reading.RawFile, stated: Mapping[str, str], settings: Settings
) -> Document | LedgerRow:
    """The document of a file, or the row that says why it can't be read."""
    try:
        return _read_document(file, stated, settings)
    except reading.ReadingError as error:
        return LedgerRow(file.doc_id, Status.REJECTED, error.reason, error.notice)
    except (Exception, RecursionError) as error:  # one file's fault must not end the run of all
        fault = f"{type(error).__name__}: {error}".replace("\n", " ")[:200]
        notice = Notice.of(Field.FILE, Kind.PROGRAM_FAULT, fault=fault)
        return LedgerRow(file.doc_id, Status.REJECTED, Reason.FAILED, notice)


def _read_document(file: reading.RawFile, stated: Mapping[str, str], settings: Settings) -> Document:
    """Read, simplify, clean and parse one file.

    Raises:
        ReadingError: it can't be read, or holds no running text, or is a server's error page.
    """
    raw = reading.read_text(file.path, settings)
    extracted = raw.extracted
    text = simplify(extracted.text)
    cleaned = clean(text, extracted.main)
    if not cleaned.text:
        raise reading.ReadingError.of(Reason.NO_BODY, Kind.NO_RUNNING_TEXT)
    if len(cleaned.text) < LONGEST_ERROR_PAGE and ERROR_PAGE.search(cleaned.text):
        raise reading.ReadingError.of(Reason.ERROR_PAGE, Kind.ERROR_PAGE)
    sections = find_sections(cleaned.text, cleaned.annex_start)
    metadata = read_metadata(cleaned, file_stem=file.path.stem, manifest=stated, embedded=extracted.embedded)
    warnings = [*extracted.warnings]
    if text is not extracted.text:
        warnings.append(Notice.of(Field.SCRIPT, Kind.TRADITIONAL_SCRIPT))
    warnings += numbering_gaps(sections)
    return Document(file.doc_id, "", raw.sha256, extracted, cleaned, sections, metadata, tuple(warnings))


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
    return f"{meta.place or UNKNOWN_PLACE} {meta.year or '年份未详'}"


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
