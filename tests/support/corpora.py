"""Small corpora for tests, read from files like those of a user."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from analysis.documents.corpus import Corpus
from analysis.documents.ingest import read_corpus
from analysis.settings import Settings


def corpus_of(
    folder: Path,
    texts: Mapping[str, str],
    *,
    districts: Mapping[str, str] | None = None,
    years: Mapping[str, int] | None = None,
    settings: Settings | None = None,
) -> Corpus:
    """The corpus of some texts: NAME.txt for each, with place and year in a manifest."""
    raw = folder / "raw"
    raw.mkdir(parents=True)
    districts, years = districts or {}, years or {}
    for name, text in texts.items():
        (raw / f"{name}.txt").write_text(text, "utf-8")
    with (raw / "manifest.csv").open("w", encoding="utf-8", newline="") as handle:
        rows = csv.writer(handle)
        rows.writerow(["path", "district", "year"])
        rows.writerows((f"{n}.txt", districts.get(n, ""), years.get(n, "")) for n in texts)
    corpus = read_corpus(raw, settings=settings or Settings(min_hanzi=1))
    kept = {document.doc_id: document.text for document in corpus}
    assert kept == {f"{name}.txt": text for name, text in texts.items()}, "a text was changed"
    return corpus
