"""Two documents side by side: scores, slogans, terms and sections in one object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.similarity import (
    FrozenWeights,
    align_sections,
    compare_documents,
    explain,
    explain_parts,
    tfidf,
)
from analysis.documents.corpus import Document
from analysis.slogans.summary import find_slogans
from analysis.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Comparison:
    """Two documents side by side.

    Attributes:
        a, b: the documents.
        scores: one row of `compare_documents`.
        parts: of the score, from `explain_parts`.
        terms: of the score, from `explain`.
        slogans: from `compare_slogans`.
        sections: from `align_sections`.
    """

    a: Document
    b: Document
    scores: pd.Series
    parts: pd.DataFrame
    terms: pd.DataFrame
    slogans: pd.DataFrame
    sections: pd.DataFrame


def compare_pair(
    tokens: Tokens,
    occurrences: pd.DataFrame,
    a: str,
    b: str,
    *,
    frozen_weights: FrozenWeights | None = None,
) -> Comparison:
    """Compare two documents of a corpus in every way.

    Args:
        tokens: the corpus.
        occurrences: from `find_occurrences` of the same corpus.
        a, b: the label or doc_id of each document.
        frozen_weights: score by these too, beside the corpus's own idf.

    Returns:
        The documents, with the tables of their scores, parts, terms, slogans and sections.

    Raises:
        UnknownDocumentError: no document has that name.
        ValueError: both names are of one document.
        FrozenWeightsError: the frozen weights were made with other settings.
    """
    vectors = tfidf(tokens)
    scores = compare_documents(tokens, vectors, pairs=[(a, b)], frozen_weights=frozen_weights)
    return Comparison(
        tokens.corpus[a],
        tokens.corpus[b],
        scores.iloc[0],
        explain_parts(tokens, a, b, vectors),
        explain(tokens, a, b, vectors),
        compare_slogans(tokens, occurrences, a, b),
        align_sections(tokens, a, b),
    )


def compare_slogans(tokens: Tokens, occurrences: pd.DataFrame, a: str, b: str) -> pd.DataFrame:
    """The slogans of two documents: in both, in a only, in b only.

    Args:
        tokens: the corpus.
        occurrences: from `find_occurrences` of the same corpus.
        a, b: the label or doc_id of each document.

    Returns:
        A row for each slogan of a or b: those of both first, then by how many documents have them.

        slogan: canonical form.
        kind: as in `find_slogans`.
        level: of the slogan.
        first_use: YYYY or YYYY-MM, of the lexicon; empty where it is not known.
        found_in: both, a or b.
        n_a: occurrences in a.
        n_b: occurrences in b.
        n_docs: documents of the corpus that have it.
        newer: whether only one document has it, and it came up after the year of the other document.

    Raises:
        UnknownDocumentError: no document has that name.
    """
    documents = [tokens.corpus[name] for name in (a, b)]
    table = find_slogans(tokens.corpus, occurrences)
    table = table[["slogan", "kind", "level", "first_use", "n_docs"]].copy()
    for column, document in zip(("n_a", "n_b"), documents, strict=True):
        own = occurrences.loc[occurrences["doc_id"] == document.doc_id, "slogan"]
        table[column] = table["slogan"].map(own.value_counts()).fillna(0).astype("int64")
    table = table[table["n_a"] + table["n_b"] > 0].copy()
    in_a, in_b = table["n_a"] > 0, table["n_b"] > 0
    table["found_in"] = np.select([in_a & in_b, in_a], ["both", "a"], "b")
    table["newer"] = _find_newer(table, documents)
    table["order"] = np.select([in_a & in_b, in_a], [0, 1], 2)
    table = table.sort_values(["order", "n_docs", "slogan"], ascending=[True, False, True])
    columns = ["slogan", "kind", "level", "first_use", "found_in", "n_a", "n_b", "n_docs", "newer"]
    return table[columns].reset_index(drop=True)


def _find_newer(table: pd.DataFrame, documents: list[Document]) -> pd.Series:
    """Whether a slogan of one document was first used only after the year of the other.

    Then the other document could not have it, so its absence was not a choice.
    """
    import pandas as pd

    first = pd.to_numeric(table["first_use"].str[:4], errors="coerce")
    year_a, year_b = (document.metadata.year for document in documents)
    after_b = (table["found_in"] == "a") & (first > (year_b or np.inf))
    after_a = (table["found_in"] == "b") & (first > (year_a or np.inf))
    return after_a | after_b
