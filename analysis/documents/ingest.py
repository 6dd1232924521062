"""Ingest: from a folder of files to a corpus, one row of the ledger for every file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from analysis import reading
from analysis.chinese.simplify import simplify
from analysis.documents.cleaning import clean
from analysis.documents.corpus import (
    DUPLICATE,
    IGNORED,
    KEPT,
    REJECTED,
    UNKNOWN_PLACE,
    Corpus,
    Document,
    LedgerRow,
)
from analysis.documents.duplicates import near_duplicates
from analysis.documents.metadata import read_metadata
from analysis.documents.structure import find_sections, numbering_gaps
from analysis.parallel import Progress, in_chunks
from analysis.settings import Settings

TWIN = "near duplicate of "
# What a server says where the page is gone.
ERROR_PAGE = re.compile(
    "(?:页面|网页|内容|信息|文件|文章)(?:不存在|已(?:经)?(?:被)?删除|未找到|无法(?:访问|显示|找到))|404\\s*(?:错误|Not Found)"
)
LONGEST_ERROR_PAGE = 400
# As many twins are named; a folder of drafts would say the same of each.
NAMED_TWINS = 1
SCRIPT = "script: the text is in traditional characters; it is analysed in simplified ones."

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
        settings: limits; the defaults where none are given.
        jobs: processes to read with.
        progress: called with the number of files done so far and in all.

    Raises:
        FileNotFoundError: there is no such folder.
        ManifestError: a row of the manifest can't be used.
    """
    root, settings = Path(raw), settings or Settings()
    found = reading.list_files(root)
    manifest = reading.read_manifest(root / "manifest.csv", (file.doc_id for file in found))
    wanted = [file for file in found if not file.ignored]
    folders = {file.doc_id.rpartition("/")[0] for file in wanted}
    taken = {str(path) for name in folders for path in PurePosixPath(name, "x").parents}
    tasks = [(file, manifest.get(file.doc_id, {}), settings) for file in wanted]
    results = in_chunks(_read_documents, tasks, jobs=jobs, progress=progress)
    ledger = [LedgerRow(f.doc_id, IGNORED, f.reason, f.ignored) for f in found if f.ignored]
    results = [_unless_taken(result, taken) for result in results]
    documents: list[Document] = []
    first_of: dict[str, str] = {}
    for result in results:
        if isinstance(result, LedgerRow):
            ledger.append(result)
        elif result.sha256 in first_of:
            twin = first_of[result.sha256]
            ledger.append(
                LedgerRow(
                    result.doc_id,
                    DUPLICATE,
                    "same bytes",
                    f"The same file as {twin}, byte for byte.",
                )
            )
        else:
            first_of[result.sha256] = result.doc_id
            documents.append(result)
    documents = list(_labelled(_with_twins(documents, settings.near_duplicate)))
    ledger += [_kept(document) for document in documents]
    ledger.sort(key=lambda row: row.path)
    return Corpus(tuple(documents), tuple(ledger), settings, root)


def _unless_taken(result: Document | LedgerRow, folders: set[str]) -> Document | LedgerRow:
    """A document, unless its text would need the name of a folder: x beside x.txt/y."""
    if isinstance(result, LedgerRow) or f"{result.doc_id}.txt" not in folders:
        return result
    detail = (
        f"Its text would be written to {result.doc_id}.txt, which is the name of a folder here; "
        "rename the file or the folder."
    )
    return LedgerRow(result.doc_id, REJECTED, "name taken", detail)


def _kept(document: Document) -> LedgerRow:
    twins = [warning for warning in document.warnings if warning.startswith(TWIN)]
    return LedgerRow(document.doc_id, KEPT, "near duplicate" if twins else "", "".join(twins))


def _with_twins(documents: list[Document], threshold: float) -> list[Document]:
    """The documents, those that nearly repeat another with a warning that says of which."""
    twins: dict[int, list[tuple[int, float]]] = {}
    for a, b, share in near_duplicates([document.text for document in documents], threshold):
        twins.setdefault(a, []).append((b, share))
        twins.setdefault(b, []).append((a, share))
    said = {i: _twins_of(found, documents) for i, found in twins.items()}
    return [
        replace(document, warnings=(*document.warnings, said[i])) if i in said else document
        for i, document in enumerate(documents)
    ]


def _twins_of(found: list[tuple[int, float]], documents: list[Document]) -> str:
    nearest = sorted(found, key=lambda twin: (-twin[1], twin[0]))
    named = "、".join(
        f"{documents[other].doc_id} ({share:.0%} of the wording in common)"
        for other, share in nearest[:NAMED_TWINS]
    )
    more = len(nearest) - NAMED_TWINS
    return f"{TWIN}{named}{f' and of {more} more' if more > 0 else ''}."


def _read_documents(tasks: Sequence[Task]) -> list[Document | LedgerRow]:
    """Take all files through a step before the next step starts.

    What a step works with then stays near the processor: that saves a fifth of the time.
    """
    results: dict[str, Document | LedgerRow] = {}
    ongoing = {task[0].doc_id: _document(*task) for task in tasks}
    while ongoing:
        for doc_id in list(ongoing):
            result = _next_step(doc_id, ongoing[doc_id])
            if result:
                results[doc_id] = result
                del ongoing[doc_id]
    return [results[task[0].doc_id] for task in tasks]


def _next_step(doc_id: str, steps: Generator[None, None, Document]) -> Document | LedgerRow | None:
    """Go on to the end of a document's next step; what came of the file, where that is the last."""
    try:
        next(steps)
    except StopIteration as done:
        document: Document = done.value
        return document
    except reading.ReadingError as error:
        return LedgerRow(doc_id, REJECTED, error.reason, error.detail)
    except (Exception, RecursionError) as error:  # one file's fault must not end the run of all
        told = f"{type(error).__name__}: {error}".replace("\n", " ")[:200]
        detail = (
            f"Reading this file failed inside the program ({told}); save it in another format, "
            "and tell the makers of this program which file it was."
        )
        return LedgerRow(doc_id, REJECTED, "failed", detail)
    return None


def _document(
    file: reading.RawFile, stated: Mapping[str, str], settings: Settings
) -> Generator[None, None, Document]:
    """Read a document; each `yield` is the end of a step."""
    raw = reading.read_text(file.path, settings)
    extracted = raw.extracted
    yield
    text = simplify(extracted.text)
    cleaned = clean(text, extracted.main)
    if not cleaned.text:
        raise reading.ReadingError(
            "no body", "Every line looks like page furniture; there is no running text to analyse."
        )
    if len(cleaned.text) < LONGEST_ERROR_PAGE and ERROR_PAGE.search(cleaned.text):
        raise reading.ReadingError(
            "error page",
            "This is a page that says the plan could not be shown; save the plan's own page.",
        )
    yield
    sections = find_sections(cleaned.text, cleaned.annex_start)
    gaps = numbering_gaps(sections)
    yield
    metadata = read_metadata(cleaned, file_stem=file.path.stem, manifest=stated, told=extracted.told)
    warnings = (
        *extracted.warnings,
        *([SCRIPT] if text is not extracted.text else []),
        *gaps,
    )
    return Document(file.doc_id, "", raw.sha256, extracted, cleaned, sections, metadata, warnings)


def _labelled(documents: Sequence[Document]) -> Iterator[Document]:
    """Give each document the shortest label that no other has: 西湖区 2022, else more words."""
    left = list(documents)
    chosen: dict[str, str] = {}
    for words in _LABELS:
        counts = Counter(words(document) for document in documents)
        for document in left:
            if counts[words(document)] == 1:
                chosen[document.doc_id] = words(document)
        left = [document for document in left if document.doc_id not in chosen]
    for document in documents:
        yield replace(document, label=chosen[document.doc_id])


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
