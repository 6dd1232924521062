"""Inventory: what was read of every file, what is doubtful, and what a person can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.documents.corpus import REJECTED, Corpus, Document

if TYPE_CHECKING:
    import pandas as pd

PROBLEMS = ["path", "field", "value", "source", "confidence", "problem", "action"]
FIELDS = ("place", "year", "issued", "issuer", "number", "title", "genre")
# What helps with a warning, by its first word.
ACTIONS = {
    "place": "Give province, city and district in manifest.csv beside the plans.",
    "year": "Look at the page; give the plan's year in the manifest if the one taken is wrong.",
    "issued": "Give the date of issue (YYYY-MM-DD) in the manifest.",
    "number": "Give the number in the manifest.",
    "headings": "Look at the file: a heading may be lost, or the plan is numbered so.",
    "near": "Keep one of the two in the folder if they are the same plan.",
    "script": "Nothing to do; quotations in figures stand in simplified characters.",
}
LOOK = "Look at the file; after a run its clean text is in the folder texts."
# Matters that no cell of the manifest settles.
NOT_FOR_MANIFEST = ("file", "text")


def find_problems(corpus: Corpus) -> pd.DataFrame:
    """What a person should look at, a row for each matter.

    Returns:
        path, field (place, year, …; "file" where the whole file is concerned; "text" for reading
        and structure), value (what was taken), source (where it was read), confidence (high,
        medium, low; empty for a file), problem (a sentence), action (what to do).
    """
    import pandas as pd

    rows: list[tuple[str, ...]] = [
        (row.path, "file", "", "", "", row.detail, "Mend the file, or take it out of the folder.")
        for row in corpus.ledger_rows
        if row.status == REJECTED
    ]
    for document in corpus:
        rows += _rows_of(document)
    return pd.DataFrame(rows, columns=PROBLEMS, dtype="str")


def _rows_of(document: Document) -> list[tuple[str, ...]]:
    meta = document.metadata
    rows: list[tuple[str, ...]] = []
    told: set[str] = set()
    for warning in (*meta.warnings, *document.warnings):
        word = warning.split(":", 1)[0].split(" ", 1)[0]
        field = word if word in FIELDS else "text"
        told.add(field)
        rows.append((document.doc_id, field, *_known(document, field), warning, ACTIONS.get(word, LOOK)))
    if not meta.title:
        problem = "title: no title was found; the kind of document is not known either."
        rows.append((document.doc_id, "title", "", "", "", problem, "Give the title in the manifest."))
        told.add("title")
    for field in FIELDS:
        if field not in told and meta.confidence.get(field) == "low":
            value, source, confidence = _known(document, field)
            problem = f"{field}: {value} was read from a weak place only ({source})."
            action = f"Give the {field} in the manifest if this is wrong."
            rows.append((document.doc_id, field, value, source, confidence, problem, action))
    return rows


def _known(document: Document, field: str) -> tuple[str, str, str]:
    """The value that was taken for a field, where it was read and how sure it is."""
    meta = document.metadata
    if field == "text":
        return "", document.extracted.format, ""
    value = meta.place if field == "place" else getattr(meta, field)
    return str(value or ""), meta.sources.get(field, ""), meta.confidence.get(field, "")
