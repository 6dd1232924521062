"""Concordance: every place where a word or slogan occurs, with the text around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from analysis.chinese.folding import fold
from analysis.chinese.look_alikes import fold_look_alikes
from analysis.chinese.patterns import QUOTES, SEPARATORS
from analysis.chinese.simplify import simplify
from analysis.documents.corpus import Corpus
from analysis.documents.structure import sections_at

if TYPE_CHECKING:
    import pandas as pd

# A query matches with and without these inside: 三会一课, “三会一课”, “四个意识”、“四个自信”.
_SKIPPED = f"[{re.escape(QUOTES + SEPARATORS)}]*"

COLUMNS = [
    "doc_id",
    "label",
    "place",
    "adcode",
    "year",
    "heading",
    "start",
    "end",
    "left",
    "match",
    "right",
]
_SORTS: dict[str, Callable[[tuple[Any, ...]], Any]] = {
    "text": lambda row: 0,
    "left": lambda row: row[COLUMNS.index("left")][::-1],
    "right": lambda row: row[COLUMNS.index("right")],
}


def kwic(corpus: Corpus, query: str, *, width: int = 20, sort: str = "text") -> pd.DataFrame:
    """Concordance of a query (key word in context; Luhn 1960).

    Args:
        corpus: the documents.
        query: words as they are in a text, in simplified or traditional characters; quotation marks and
            separators inside do not matter.
        width: characters of context on each side.
        sort: "text" in the order of the corpus, "left" by what comes before the match, from its
            nearest character outwards, "right" by what comes after it.

    Returns:
        A row for each match.

        doc_id: path of the file under the raw folder.
        label: short name of the document, unique in the corpus.
        place: narrowest name of its place, unique to the place.
        adcode: GB/T 2260 code of the place; empty where it is not known.
        year: the year that the plan is for; empty where it is not known.
        heading: of the section; empty where it has none.
        start: where the match starts in the clean text, in characters from 0.
        end: where it ends.
        left: what comes before the match.
        match: as printed.
        right: what comes after it.

    Raises:
        ValueError: the query holds no letter or digit, or `sort` has another value.
    """
    import pandas as pd

    if sort not in _SORTS:
        raise ValueError(f'sort is "{sort}"; it can be "text", "left" or "right".')

    letters = [c for c in fold(simplify(fold_look_alikes(query))) if c.isalnum()]
    if not letters:
        raise ValueError("The query holds no character to look for; write a word such as 三会一课.")
    pattern = re.compile(_SKIPPED.join(map(re.escape, letters)))
    rows = []
    for document, place in zip(corpus, corpus.places, strict=True):
        text = document.text
        headings = {section.number: section.heading for section in document.sections}
        spans = [match.span() for match in pattern.finditer(text)]
        inside = sections_at(document.sections, [start for start, _ in spans])
        for (start, end), section in zip(spans, inside, strict=True):
            rows.append(
                (
                    document.doc_id,
                    document.label,
                    place,
                    document.metadata.adcode,
                    document.metadata.year,
                    headings.get(section, ""),
                    start,
                    end,
                    text[max(0, start - width) : start].replace("\n", " "),
                    text[start:end],
                    text[end : end + width].replace("\n", " "),
                )
            )
    table = pd.DataFrame(rows, columns=COLUMNS).astype({"year": "Int64"})
    order = sorted(range(len(table)), key=[_SORTS[sort](row) for row in rows].__getitem__)
    return table.iloc[order].reset_index(drop=True)
