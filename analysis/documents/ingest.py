"""Ingest: from a folder of files to a corpus, one row of the ledger for every file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from analysis import reading
from analysis.chinese.simplify import simplify
from analysis.documents.cleaning import Cleaned, clean
from analysis.documents.corpus import UNKNOWN_PLACE, Corpus, Document, LedgerRow, Status
from analysis.documents.duplicates import near_duplicates
from analysis.documents.metadata import Metadata, read_metadata
from analysis.documents.structure import Section, find_sections, numbering_gaps
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


@dataclass(slots=True)
class _Draft:
    """A file on its way to a document, step by step."""

    file: reading.RawFile
    stated: Mapping[str, str]
    settings: Settings
    raw: reading.RawText = field(init=False)
    text: str = field(init=False)
    cleaned: Cleaned = field(init=False)
    sections: tuple[Section, ...] = field(init=False)
    gaps: Sequence[Notice] = field(init=False)
    metadata: Metadata = field(init=False)


def _read_documents(tasks: Sequence[Task]) -> list[Document | LedgerRow]:
    """Read some files: all of them take a step before any takes the next one.

    A step's code and tables then stay in the processor's cache, which saves a tenth of the time.
    """
    drafts: list[_Draft | LedgerRow] = [_Draft(*task) for task in tasks]
    for step in (_extract_text, _clean_text, _find_structure, _add_metadata):
        drafts = [_try_step(step, draft) if isinstance(draft, _Draft) else draft for draft in drafts]
    return [_to_document(draft) if isinstance(draft, _Draft) else draft for draft in drafts]


def _try_step(step: Callable[[_Draft], None], draft: _Draft) -> _Draft | LedgerRow:
    """The draft after a step, or the row that says why the file can't be read."""
    doc_id = draft.file.doc_id
    try:
        step(draft)
    except reading.ReadingError as error:
        return LedgerRow(doc_id, Status.REJECTED, error.reason, error.notice)
    except (Exception, RecursionError) as error:  # one file's fault must not end the run of all
        fault = f"{type(error).__name__}: {error}".replace("\n", " ")[:200]
        notice = Notice.of(Field.FILE, Kind.PROGRAM_FAULT, fault=fault)
        return LedgerRow(doc_id, Status.REJECTED, Reason.FAILED, notice)
    return draft


def _extract_text(draft: _Draft) -> None:
    draft.raw = reading.read_text(draft.file.path, draft.settings)


def _clean_text(draft: _Draft) -> None:
    """Fold the script and take the page furniture off.

    Raises:
        ReadingError: there is no running text, or it is a server's error page.
    """
    draft.text = simplify(draft.raw.extracted.text)
    draft.cleaned = clean(draft.text, draft.raw.extracted.main)
    body = draft.cleaned.text
    if not body:
        raise reading.ReadingError.of(Reason.NO_BODY, Kind.NO_RUNNING_TEXT)
    if len(body) < LONGEST_ERROR_PAGE and ERROR_PAGE.search(body):
        raise reading.ReadingError.of(Reason.ERROR_PAGE, Kind.ERROR_PAGE)


def _find_structure(draft: _Draft) -> None:
    draft.sections = find_sections(draft.cleaned.text, draft.cleaned.annex_start)
    draft.gaps = numbering_gaps(draft.sections)


def _add_metadata(draft: _Draft) -> None:
    draft.metadata = read_metadata(
        draft.cleaned,
        file_stem=draft.file.path.stem,
        manifest=draft.stated,
        embedded=draft.raw.extracted.embedded,
    )


def _to_document(draft: _Draft) -> Document:
    extracted = draft.raw.extracted
    warnings = [*extracted.warnings]
    if draft.text is not extracted.text:
        warnings.append(Notice.of(Field.SCRIPT, Kind.TRADITIONAL_SCRIPT))
    warnings += draft.gaps
    return Document(
        draft.file.doc_id,
        "",
        draft.raw.sha256,
        extracted,
        draft.cleaned,
        draft.sections,
        draft.metadata,
        tuple(warnings),
    )


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
