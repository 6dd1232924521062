"""Slogans: where each one stands, and which recur from district to district.

Three ways to find one: the lexicon knows it; the text sets it in quotation or title marks; it is
built like a numeral abbreviation (三会一课). What no lexicon has says so in its origin.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.corpus import Corpus, Document
from analysis.groups import group_of
from analysis.lexicon import Lexicon, read_lexicon
from analysis.parallel import Progress, in_chunks
from analysis.structure import sections_at

if TYPE_CHECKING:
    import pandas as pd

LEXICON, QUOTED, NUMERAL = "lexicon", "quoted", "numeral"
UNCLASSIFIED = "unclassified"
# A user's own slogans lie beside the plans.
USER_FILE = "slogans.csv"
OCCURRENCE_COLUMNS = [
    "doc_id", "slogan", "surface", "start", "end", "section", "kind", "level", "origin", "nested_in",
]  # fmt: skip

QUOTATION = re.compile("“([^“”\n]{2,40})”")
TITLE_START = re.compile("[《〈]")
TITLE = re.compile("《(?:[^《》\n]|《[^《》\n]*》){3,100}》|〈[^〈〉\n]{3,80}〉")
# What a quotation mark can also hold: a sentence, a mask, a single letter or word of one hanzi.
NO_SLOGAN = re.compile("[。；！？：《》〈〉]|^[XxＸ×*○]+$|^[A-Za-z.]+$|班$|会议$|通知$")
TITLE_OPENS, TITLE_ENDS = ("《", "〈"), ("》", "〉")
HANZI = re.compile("[一-鿿]")
DIGIT_CODE = re.compile(r"\d{2,6}$|\d{1,6}(?:\+[\dNnXx]{1,6})+$")
LONGEST_QUOTED = 24

_COUNT = "一二两三四五六七八九十双"
# Measure words, function words, everyday compounds: with these a numeral counts or is half a word.
_MEASURES = (
    "个次年月日天周名位届期轮批种项条类级块些点下边步体样般定旦切直起同面味律时致方件份家户间所"
    "座台套组段节元万亿千百支根张本片旁的了和与是在"
)
# Before 一 these make a word of their own with it: 统一, 唯一, 之一.
_BEFORE = f"第零〇几数{_COUNT}百千万亿统唯惟之单专\\d"
# Both begin with what they look for, and look back afterwards: that lets `re` skip ahead.
FOUR_PART = re.compile(
    f"[{_COUNT}](?<![{_BEFORE}].)(?![{_MEASURES}{_COUNT}])[一-鿿]"
    f"[{_COUNT}](?![{_MEASURES}{_COUNT}])[一-鿿]"
)
SEVERAL_ONES = re.compile(f"[二两三四五六七八九十](?<![{_BEFORE}].)个一(?![个些定样般起切百千万])")
# Built like 三会一课 and yet plain language: 一代一代, and idioms.
PLAIN_WORDS = re.compile(
    r"(..)\1|"
    "一心一意|一言一行|一举一动|一草一木|一针一线|一砖一瓦|一朝一夕|一分一秒|一丝一毫|一字一句|"
    "一招一式|一问一答|一张一弛|一生一世|一模一样|一清二楚|一穷二白|一干二净|一举两得|一石二鸟|"
    "一刀两断|一波三折|三心二意|三言两语|三令五申|三番五次|三头六臂|四面八方|四通八达|四平八稳|"
    "四分五裂|五湖四海|五花八门|五光十色|五颜六色|七上八下|七嘴八舌|九牛一毛|十全十美|十拿九稳"
)


class Name(NamedTuple):
    """A slogan and what is known of it."""

    slogan: str
    kind: str
    level: str
    origin: str


NO_NAME = Name("", "", "", "")
# (start, end, name, the name around it or None): offsets into the clean text.
Occurrence = tuple[int, int, Name, Name | None]
# (start, -end, rank, name): sorted, the leftmost comes first, then the longest, then the best known.
Candidate = tuple[int, int, int, Name]


def find_in_text(text: str, lexicon: Lexicon) -> list[Occurrence]:
    """The slogans of one text, in order; of two that overlap the leftmost and longest stays.

    A slogan inside another is kept and names the innermost one around it.
    """
    names = _names(lexicon)
    known = [(start, -end, 0, names[number]) for start, end, number in lexicon.find(text)]
    return _laminar(sorted([*_with_title_marks(known, text), *_quoted(text), *_numerals(text)]))


@lru_cache(maxsize=4)
def _names(lexicon: Lexicon) -> list[Name]:
    return [Name(entry.slogan, entry.kind, entry.level, LEXICON) for entry in lexicon.entries]


def _with_title_marks(candidates: list[Candidate], text: str) -> Iterator[Candidate]:
    """A document's name takes the 《》 around it in."""
    for candidate in candidates:
        start, minus_end, rank, name = candidate
        if (
            name.kind == "document"
            and text[start - 1 : start] in TITLE_OPENS
            and text[-minus_end : 1 - minus_end] in TITLE_ENDS
        ):
            yield start - 1, minus_end - 1, rank, name
        else:
            yield candidate


def _quoted(text: str) -> Iterator[Candidate]:
    for match in QUOTATION.finditer(text):
        name = _quoted_name(match[1])
        if name:
            yield match.start(1), -match.end(1), 1, name
    # Tried at every opening mark, so that a title inside another is found: 《关于印发〈…〉的通知》.
    for opening in TITLE_START.finditer(text):
        match = TITLE.match(text, opening.start())
        if match:
            name = Name(f"《{match[0][1:-1]}》", "document", UNCLASSIFIED, QUOTED)
            yield match.start(), -match.end(), 1, name


@lru_cache(maxsize=50_000)
def _quoted_name(words: str) -> Name | None:
    """What a quotation is if it may be a slogan; None for a sentence, a mask, a single word."""
    if NO_SLOGAN.search(words):
        return None
    code = DIGIT_CODE.match(words)
    if not code and not 2 <= len(HANZI.findall(words)) <= LONGEST_QUOTED:
        return None
    kind = "numeral" if code or FOUR_PART.match(words) else UNCLASSIFIED
    return Name(words, kind, UNCLASSIFIED, QUOTED)


def _numerals(text: str) -> Iterator[Candidate]:
    for pattern in (FOUR_PART, SEVERAL_ONES):
        for match in pattern.finditer(text):
            if not PLAIN_WORDS.match(match[0]):
                name = Name(match[0], "numeral", UNCLASSIFIED, NUMERAL)
                yield match.start(), -match.end(), 2, name


def _laminar(candidates: Iterable[Candidate]) -> list[Occurrence]:
    """Keep candidates that stand apart or inside one another; drop what straddles a kept one.

    A slogan inside a longer wording of itself is the same mention, and dropped too.
    """
    kept: list[Occurrence] = []
    around: list[tuple[int, Name]] = []
    last = (-1, -1)
    for start, minus_end, _, name in candidates:
        end = -minus_end
        while around and around[-1][0] <= start:
            around.pop()
        if (start, end) == last or (around and end > around[-1][0]):
            continue
        last = (start, end)
        if around and any(outer.slogan == name.slogan for _, outer in around):
            continue
        kept.append((start, end, name, around[-1][1] if around else None))
        around.append((end, name))
    return kept


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

    lexicon = lexicon or read_lexicon(corpus.root / USER_FILE)
    tasks = [(document, lexicon) for document in corpus]
    parts = in_chunks(_find_in_slice, tasks, jobs=jobs, progress=progress)
    index: dict[Name | None, int] = {None: 0}
    for part in parts:
        own = np.array([index.setdefault(name, len(index)) for name in part.names], dtype=np.int64)
        part.named[:] = own[part.named]
        part.around[:] = own[part.around]
    return _occurrence_table(corpus, parts, [name or NO_NAME for name in index])


@dataclass(frozen=True)
class _Found:
    """The occurrences in some documents; integers travel between processes, names only once."""

    names: list[Name | None]
    n: list[int]
    surfaces: list[str]
    starts: np.ndarray
    ends: np.ndarray
    sections: np.ndarray
    named: np.ndarray
    around: np.ndarray


def _find_in_slice(tasks: Sequence[tuple[Document, Lexicon]]) -> list[_Found]:
    index: defaultdict[Name | None, int] = defaultdict()
    index.default_factory = index.__len__
    found: list[Occurrence] = []
    n, surfaces, sections = [], [], []
    for document, lexicon in tasks:
        here = find_in_text(document.text, lexicon)
        n.append(len(here))
        surfaces += [document.text[start:end] for start, end, _, _ in here]
        sections += sections_at(document.sections, [start for start, _, _, _ in here])
        found += here
    starts, ends, names, around = zip(*found, strict=True) if found else ((), (), (), ())
    number = index.__getitem__
    named, nested = list(map(number, names)), list(map(number, around))
    columns = (
        np.array(column, dtype=np.int64) for column in (starts, ends, sections, named, nested)
    )
    return [_Found(list(index), n, surfaces, *columns)]


def _occurrence_table(corpus: Corpus, parts: list[_Found], names: list[Name]) -> pd.DataFrame:
    import pandas as pd

    def joined(column: str) -> np.ndarray:
        arrays = [getattr(part, column) for part in parts]
        return np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int64)

    known = pd.DataFrame(names, columns=list(Name._fields))
    named, around = joined("named"), joined("around")
    doc_ids = pd.Series([document.doc_id for document in corpus], dtype="str")
    n = np.array([count for part in parts for count in part.n], dtype=np.int64)
    data = {
        "doc_id": doc_ids.repeat(n).array,
        "surface": [surface for part in parts for surface in part.surfaces],
        "start": joined("starts"), "end": joined("ends"), "section": joined("sections"),
        "nested_in": known["slogan"].take(around).array,
        **{column: known[column].take(named).array for column in Name._fields},
    }  # fmt: skip
    return pd.DataFrame(data)[OCCURRENCE_COLUMNS].astype({"surface": "str"})


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
        n_nested (of these, inside a longer slogan), n_docs, n_districts (known ones), share_docs (of all
        documents), rate (occurrences per 10,000 characters of the whole corpus), first_year,
        last_year (plan years of the corpus), origin.
    """
    lexicon = lexicon or read_lexicon(corpus.root / USER_FILE)
    found = find_occurrences(corpus, lexicon=lexicon) if occurrences is None else occurrences
    documents = corpus.documents
    # A document of unknown place may come from any district, so it adds none.
    located = documents["place"].where([document.is_located for document in corpus])
    told = found.merge(documents[["doc_id", "year"]].assign(place=located), on="doc_id")
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
        by, group, slogan, n, n_nested (of these, inside a longer slogan), n_docs (documents of the
        group with it), group_docs (documents of the group), rate (per 10,000 characters of the group). Only slogans that a group has.

    Raises:
        ValueError: `by` is neither.
    """
    documents = corpus.documents.assign(group=np.array(group_of(corpus, by=by), dtype=str))
    sizes = documents.groupby("group").agg(
        group_docs=("doc_id", "size"), n_chars=("n_chars", "sum")
    )
    told = occurrences.merge(documents[["doc_id", "group"]], on="doc_id")
    told["is_nested"] = told["nested_in"] != ""
    table = told.groupby(["group", "slogan"], sort=True, observed=True, as_index=False).agg(
        n=("doc_id", "size"), n_nested=("is_nested", "sum"), n_docs=("doc_id", "nunique")
    )
    table = table[table["group"] != ""].copy()
    table[["group_docs", "n_chars"]] = sizes.loc[table["group"]].to_numpy()
    table["rate"] = 10_000 * table["n"] / table["n_chars"]
    table.insert(0, "by", by)
    columns = ["by", "group", "slogan", "n", "n_nested", "n_docs", "group_docs", "rate"]
    return table[columns].sort_values(["group", "slogan"]).reset_index(drop=True)
