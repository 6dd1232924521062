"""Slogans: where each one stands, and which recur from district to district.

Three ways to find one: the lexicon knows it; the text sets it in quotation or title marks; it is
built like a numeral abbreviation (三会一课). What no lexicon has says so in its origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.corpus import Corpus, Document
from analysis.groups import group_of
from analysis.lexicon import Lexicon, read_lexicon
from analysis.parallel import Progress, in_chunks
from analysis.structure import section_at

if TYPE_CHECKING:
    import pandas as pd

LEXICON, QUOTED, NUMERAL = "lexicon", "quoted", "numeral"
UNCLASSIFIED = "unclassified"
OCCURRENCE_COLUMNS = [
    "doc_id", "slogan", "surface", "start", "end", "section", "kind", "level", "origin", "nested_in",
]  # fmt: skip

QUOTATION = re.compile("“([^“”\n]{2,40})”")
NESTED_TITLE = re.compile("《(?:[^《》\n]|《[^《》\n]*》){3,100}》|〈[^〈〉\n]{3,80}〉")
# What a quotation mark can also hold: a sentence, a mask, a single letter or word of one hanzi.
NO_SLOGAN = re.compile("[。；！？：《》〈〉]|^[XxＸ×*○]+$|^[A-Za-z.]+$|班$|会议$|通知$")
HANZI = re.compile("[一-鿿]")
DIGIT_CODE = re.compile(r"\d{2,6}(?:[+\d]+)?$")
LONGEST_QUOTED = 24

_COUNT = "一二两三四五六七八九十双"
# Measure words and everyday compounds: with these a numeral only counts or is an idiom's half.
_MEASURES = (
    "个次年月日天周名位届期轮批种项条类级块些点下边步体样般定旦切直起同面味律时致方件份家户间所"
    "座台套组段节元万亿千百支根张本片旁"
)
FOUR_PART = re.compile(
    f"(?<![第零〇几数{_COUNT}百千万亿\\d])[{_COUNT}](?![{_MEASURES}{_COUNT}])[一-鿿]"
    f"[{_COUNT}](?![{_MEASURES}{_COUNT}百千万亿])[一-鿿]"
)
SEVERAL_ONES = re.compile(
    f"(?<![第零〇几数{_COUNT}百千万亿\\d])[二两三四五六七八九十]个一(?![个些定样般起切百千万])"
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A slogan at a place; offsets into the clean text, `nested_in` the slogan around it."""

    slogan: str
    start: int
    end: int
    kind: str
    level: str
    origin: str
    nested_in: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    rank: int
    slogan: str
    kind: str
    level: str
    origin: str


def find_in_text(text: str, lexicon: Lexicon) -> list[Occurrence]:
    """The slogans of one text, in order; of two that overlap the leftmost and longest stays.

    A slogan inside another is kept and names the innermost one around it.
    """
    candidates = [*_from_lexicon(text, lexicon), *_quoted(text), *_numerals(text)]
    candidates.sort(key=lambda c: (c.start, -c.end, c.rank))
    return list(_laminar(candidates))


def _from_lexicon(text: str, lexicon: Lexicon) -> Iterator[_Candidate]:
    for hit in lexicon.find(text):
        entry = lexicon.entries[hit.entry]
        start, end = hit.start, hit.end
        if (
            entry.kind == "document"
            and text[start - 1 : start] in "《〈"
            and text[end : end + 1] in "》〉"
        ):
            start, end = start - 1, end + 1
        yield _Candidate(start, end, 0, entry.slogan, entry.kind, entry.level, LEXICON)


def _quoted(text: str) -> Iterator[_Candidate]:
    for match in QUOTATION.finditer(text):
        words = match[1]
        if NO_SLOGAN.search(words):
            continue
        n_hanzi = len(HANZI.findall(words))
        if 2 <= n_hanzi <= LONGEST_QUOTED or DIGIT_CODE.match(words):
            kind = "numeral" if FOUR_PART.match(words) or DIGIT_CODE.match(words) else UNCLASSIFIED
            yield _Candidate(match.start(1), match.end(1), 1, words, kind, UNCLASSIFIED, QUOTED)
    for match in NESTED_TITLE.finditer(text):
        title = (
            match[0].replace("〈", "《").replace("〉", "》") if match[0][0] == "〈" else match[0]
        )
        yield _Candidate(match.start(), match.end(), 1, title, "document", UNCLASSIFIED, QUOTED)


def _numerals(text: str) -> Iterator[_Candidate]:
    for pattern in (FOUR_PART, SEVERAL_ONES):
        for match in pattern.finditer(text):
            yield _Candidate(
                match.start(), match.end(), 2, match[0], "numeral", UNCLASSIFIED, NUMERAL
            )


def _laminar(candidates: Sequence[_Candidate]) -> Iterator[Occurrence]:
    """Keep candidates that stand apart or inside one another; drop what straddles a kept one."""
    around: list[_Candidate] = []
    last = (-1, -1)
    for candidate in candidates:
        while around and around[-1].end <= candidate.start:
            around.pop()
        span = (candidate.start, candidate.end)
        if span == last or (around and candidate.end > around[-1].end):
            continue
        last = span
        outer = around[-1].slogan if around else ""
        around.append(candidate)
        yield Occurrence(
            candidate.slogan, candidate.start, candidate.end,
            candidate.kind, candidate.level, candidate.origin, outer,
        )  # fmt: skip


def find_occurrences(
    corpus: Corpus,
    *,
    lexicon: Lexicon | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Every slogan at every place of a corpus.

    Args:
        corpus: the documents.
        lexicon: known slogans; the package's own where none is given.
        jobs: processes.
        progress: called with documents done and in all.

    Returns:
        doc_id, slogan (canonical), surface (as printed), start, end (offsets into the clean
        text), section (number of the innermost section; 0 before the first), kind, level,
        origin (lexicon, quoted, numeral), nested_in (the slogan around it; empty at the top).
    """
    import pandas as pd

    lexicon = lexicon or read_lexicon()
    tasks = [(document, lexicon) for document in corpus]
    rows = in_chunks(_rows_of, tasks, jobs=jobs, progress=progress)
    columns = list(zip(*(row for found in rows for row in found), strict=True))
    data = dict(zip(OCCURRENCE_COLUMNS, columns or [[]] * len(OCCURRENCE_COLUMNS), strict=True))
    return pd.DataFrame(data, columns=OCCURRENCE_COLUMNS)


def _rows_of(tasks: Sequence[tuple[Document, Lexicon]]) -> list[list[tuple[object, ...]]]:
    return [_document_rows(document, lexicon) for document, lexicon in tasks]


def _document_rows(document: Document, lexicon: Lexicon) -> list[tuple[object, ...]]:
    text, sections = document.text, document.sections
    return [
        (
            document.doc_id, found.slogan, text[found.start : found.end], found.start, found.end,
            section_at(sections, found.start), found.kind, found.level, found.origin, found.nested_in,
        )
        for found in find_in_text(text, lexicon)
    ]  # fmt: skip


def find_slogans(
    corpus: Corpus, occurrences: pd.DataFrame | None = None, *, lexicon: Lexicon | None = None
) -> pd.DataFrame:
    """The slogans of a corpus, a row each, the most widespread first.

    Args:
        corpus: the documents.
        occurrences: from `find_occurrences`, where they were found already.
        lexicon: known slogans, for the first use of each.

    Returns:
        slogan, kind, level, first_use (from the lexicon; empty where unknown), n (occurrences),
        n_nested (of these, inside a longer slogan), n_docs, n_districts, share_docs (of all
        documents), rate (occurrences per 10,000 characters of the whole corpus), first_year,
        last_year (plan years of the corpus), origin.
    """
    lexicon = lexicon or read_lexicon()
    found = find_occurrences(corpus, lexicon=lexicon) if occurrences is None else occurrences
    documents = corpus.documents
    told = found.merge(documents[["doc_id", "place", "year"]], on="doc_id")
    told["is_nested"] = told["nested_in"] != ""
    table = told.groupby("slogan", sort=True, observed=True).agg(
        kind=("kind", "first"),
        level=("level", "first"),
        n=("doc_id", "size"),
        n_nested=("is_nested", "sum"),
        n_docs=("doc_id", "nunique"),
        n_districts=("place", "nunique"),
        first_year=("year", "min"),
        last_year=("year", "max"),
        origin=("origin", "first"),
    )
    first_use = {entry.slogan: entry.first_use for entry in lexicon.entries}
    table = table.reset_index()
    table["first_use"] = table["slogan"].map(first_use).fillna("")
    table["share_docs"] = table["n_docs"] / max(1, len(documents))
    table["rate"] = 10_000 * table["n"] / max(1, int(documents["n_chars"].sum()))
    columns = [
        "slogan", "kind", "level", "first_use", "n", "n_nested", "n_docs", "n_districts",
        "share_docs", "rate", "first_year", "last_year", "origin",
    ]  # fmt: skip
    table = table[columns].astype({"first_year": "Int64", "last_year": "Int64"})
    return table.sort_values(
        ["n_districts", "n_docs", "n", "slogan"], ascending=[False, False, False, True]
    ).reset_index(drop=True)


def slogans_by(corpus: Corpus, occurrences: pd.DataFrame, *, by: str = "district") -> pd.DataFrame:
    """How often each slogan stands in each district, or in each year.

    Args:
        corpus: the documents.
        occurrences: from `find_occurrences`.
        by: "district" or "year".

    Returns:
        by, group, slogan, n, n_docs (documents of the group with it), group_docs (documents of
        the group), rate (per 10,000 characters of the group). Only slogans that a group has.

    Raises:
        ValueError: `by` is neither.
    """
    documents = corpus.documents.assign(group=group_of(corpus, by=by))
    documents = documents[documents["group"] != ""]
    sizes = documents.groupby("group").agg(
        group_docs=("doc_id", "size"), n_chars=("n_chars", "sum")
    )
    told = occurrences.merge(documents[["doc_id", "group"]], on="doc_id")
    table = told.groupby(["group", "slogan"], sort=True, observed=True)["doc_id"].agg(
        n="size", n_docs="nunique"
    )
    table = table.reset_index().merge(sizes, left_on="group", right_index=True)
    table["rate"] = 10_000 * table["n"] / table["n_chars"]
    table.insert(0, "by", by)
    columns = ["by", "group", "slogan", "n", "n_docs", "group_docs", "rate"]
    return table[columns].sort_values(["group", "slogan"]).reset_index(drop=True)
