"""Labels: the shortest name of each document that no other has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from analysis.documents.corpus import UNKNOWN_PLACE, Document


def label_documents(documents: Sequence[Document]) -> list[Document]:
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
    wider = meta.place_names[-2] if len(meta.place_names) > 1 else ""
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
