"""Papers that are plans or something else, as text files and as web pages, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

from analysis.documents.corpus import LedgerRow
from analysis.documents.ingest import read_corpus
from analysis.notices import Kind


def as_page(paper: str) -> str:
    """A paper as a page of a government's site: its first line is the title."""
    title, *lines = paper.strip().split("\n")
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><div class="nav"><a>首页</a>'
        f"<a>政务公开</a><a>政策解读</a></div><h1>{title}</h1><p>发布时间：2022-03-08 来源：本站</p>"
        f'<div id="zoom">{body}</div><div class="foot"><a>网站地图</a><a>联系我们</a></div></body></html>'
    )


def read_row(folder: Path, content: str, *, name: str = "a.txt", manifest: str = "") -> LedgerRow:
    """The row of the ledger of the only file in a folder."""
    (folder / name).write_text(content, "utf-8")
    if manifest:
        (folder / "manifest.csv").write_text(manifest, "utf-8")
    (row,) = (row for row in read_corpus(folder).ledger_rows if row.path == name)
    return row


def read_notices(folder: Path, content: str, *, name: str = "a.txt") -> set[Kind]:
    """The notices on its kind that a document has which was kept."""
    (folder / name).write_text(content, "utf-8")
    (document,) = read_corpus(folder)
    return {notice.kind for notice in document.warnings} & {Kind.DRAFT, Kind.MAY_BE_NO_PLAN}
