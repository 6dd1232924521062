"""The corpus: every document that was kept, and the ledger of every file that was seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from analysis import reading
from analysis.cleaning import Cleaned, clean
from analysis.metadata import Metadata, read_metadata
from analysis.parallel import Progress, in_chunks
from analysis.settings import Settings
from analysis.structure import Section, find_sections

if TYPE_CHECKING:
    import pandas as pd

UNKNOWN_PLACE = "地点未详"
KEPT, REJECTED, DUPLICATE, IGNORED = "kept", "rejected", "duplicate", "ignored"


@dataclass(frozen=True, slots=True)
class Document:
    """A plan: its clean text and everything that was read about it.

    Attributes:
        doc_id: path of the file under the raw folder, with forward slashes.
        label: short unique name for figures: place and year.
        sha256, format, encoding: of the file.
        cleaned: text, furniture and the way back to the file's own characters.
        sections: the tree of numbered parts.
        metadata: place, year, issuer, title and so on.
    """

    doc_id: str
    label: str
    sha256: str
    format: str
    encoding: str
    cleaned: Cleaned
    sections: tuple[Section, ...]
    metadata: Metadata

    @property
    def text(self) -> str:
        """The clean text that all offsets point into."""
        return self.cleaned.text

    @property
    def is_located(self) -> bool:
        """Whether it is known which place the document comes from, namesakes settled."""
        meta = self.metadata
        stated = meta.place and meta.sources.get("place") == "manifest"
        return bool(stated or meta.adcode or meta.city or meta.province)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What became of a file: kept, rejected, duplicate or ignored, and why."""

    path: str
    status: str
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Corpus:
    """Documents in the order of their doc_id, with the ledger of all files seen.

    Attributes:
        items: the kept documents.
        ledger_rows: one row a file; kept + rejected + duplicate + ignored are all files.
        settings: what the corpus was read with.
        root: the folder it was read from; `slogans.csv` in it adds the user's own slogans.
    """

    items: tuple[Document, ...]
    ledger_rows: tuple[LedgerRow, ...]
    settings: Settings
    root: Path = Path()

    def __iter__(self) -> Iterator[Document]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, name: str) -> Document:
        """The document of a doc_id or a label.

        Raises:
            KeyError: there is none; the message names the labels there are.
        """
        for document in self.items:
            if name in (document.doc_id, document.label):
                return document
        labels = "、".join(document.label for document in self.items[:20])
        raise KeyError(f'No document is called "{name}". There are: {labels}.')

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The place of each document, unique to the place.

        The narrowest name; namesakes carry their city's or province's. A document whose place is
        not known, or not settled among namesakes, stands for itself: two of them are never one
        district.
        """
        wider: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        stems = Counter(PurePosixPath(document.doc_id).stem for document in self.items)
        for document in self.items:
            if document.is_located:
                meta = document.metadata
                wider[meta.place].add((meta.province, meta.city))
        return tuple(self._place(document, wider, stems) for document in self.items)

    def _place(
        self, document: Document, wider: Mapping[str, set[tuple[str, str]]], stems: Counter[str]
    ) -> str:
        meta = document.metadata
        if not document.is_located:
            stem = PurePosixPath(document.doc_id).stem
            which = stem if stems[stem] == 1 else document.doc_id
            return f"{meta.place or UNKNOWN_PLACE}（{which}）"
        if len(wider[meta.place]) == 1:
            return meta.place
        return f"{meta.city or meta.province}{meta.place}"

    @cached_property
    def documents(self) -> pd.DataFrame:
        """The kept documents, a row each.

        Returns:
            doc_id, label, sha256, format, encoding, province, city, district, adcode, place (the
            narrowest name, unique to the place), year, issued (YYYY-MM-DD), issuer, number,
            title, genre, n_chars (of the clean text, without line ends), place_source,
            year_source, issued_source, issuer_source, title_source, warnings (；-separated).
        """
        import pandas as pd

        rows = [
            _document_row(document, place)
            for document, place in zip(self.items, self.places, strict=True)
        ]
        table = pd.DataFrame(rows, columns=list(_document_row(*_EMPTY)) if not rows else None)
        return table.astype({"year": "Int64", "n_chars": "int64"})

    @cached_property
    def sections(self) -> pd.DataFrame:
        """The headings of all documents, a row each.

        Returns:
            doc_id, section (1, 2, … in the document), parent (0 at the top), level, marker,
            heading (empty for a list item without one), start, end (offsets into the text).
        """
        import pandas as pd

        columns = ["doc_id", "section", "parent", "level", "marker", "heading", "start", "end"]
        rows = [
            (d.doc_id, s.number, s.parent, s.level, s.marker, s.heading, s.start, s.end)
            for d in self.items
            for s in d.sections
        ]
        return pd.DataFrame(rows, columns=columns)

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """Every file seen: path, status (kept, rejected, duplicate, ignored), reason, detail."""
        import pandas as pd

        rows = [(row.path, row.status, row.reason, row.detail) for row in self.ledger_rows]
        return pd.DataFrame(rows, columns=["path", "status", "reason", "detail"])


def _document_row(document: Document, place: str) -> dict[str, object]:
    meta = document.metadata
    sources = {
        f"{name}_source": meta.sources.get(name, "")
        for name in ("place", "year", "issued", "issuer", "title")
    }
    return {
        "doc_id": document.doc_id, "label": document.label, "sha256": document.sha256,
        "format": document.format, "encoding": document.encoding,
        "province": meta.province, "city": meta.city, "district": meta.district,
        "adcode": meta.adcode, "place": place, "year": meta.year, "issued": meta.issued,
        "issuer": meta.issuer, "number": meta.number, "title": meta.title, "genre": meta.genre,
        "n_chars": len(document.text) - document.text.count("\n"),
        **sources, "warnings": "；".join(meta.warnings),
    }  # fmt: skip


_EMPTY = (Document("", "", "", "", "", Cleaned("", 0, (), ()), (), Metadata()), "")


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
    manifest = reading.read_manifest(root / "manifest.csv")
    wanted = [file for file in found if not file.ignored]
    unknown = sorted(manifest.keys() - {file.doc_id for file in found})
    if unknown:
        raise reading.ManifestError(
            f"manifest.csv names {unknown[0]}, which is not in {root}. Mend the path or take the row out."
        )
    tasks = [(file, manifest.get(file.doc_id, {}), settings) for file in wanted]
    results = in_chunks(_read_documents, tasks, jobs=jobs, progress=progress)
    ledger = [LedgerRow(f.doc_id, IGNORED, "by its name", f.ignored) for f in found if f.ignored]
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
            ledger.append(LedgerRow(result.doc_id, KEPT))
    ledger.sort(key=lambda row: row.path)
    return Corpus(tuple(_labelled(documents)), tuple(ledger), settings, root)


def _read_documents(
    tasks: Sequence[tuple[reading.Found, Mapping[str, str], Settings]],
) -> list[Document | LedgerRow]:
    return [_read_document(*task) for task in tasks]


def _read_document(
    file: reading.Found, told: Mapping[str, str], settings: Settings
) -> Document | LedgerRow:
    try:
        raw = reading.read_text(file.path, settings)
    except reading.ReadingError as error:
        return LedgerRow(file.doc_id, REJECTED, error.reason, error.detail)
    cleaned = clean(raw.extracted.text)
    if not cleaned.text:
        detail = "Every line looks like page furniture; there is no running text to analyse."
        return LedgerRow(file.doc_id, REJECTED, "no body", detail)
    sections = find_sections(cleaned.text, cleaned.annex_start)
    metadata = read_metadata(cleaned, file_stem=file.path.stem, manifest=told)
    return Document(
        file.doc_id, "", raw.sha256, raw.extracted.format, raw.extracted.encoding, cleaned, sections, metadata
    )


def _labelled(documents: list[Document]) -> Iterator[Document]:
    """Give each document the shortest label that no other has: 西湖区 2022, else more words."""
    left = documents
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
