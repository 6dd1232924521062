"""Explanation: the terms that a score is made of, and what kinds of terms they are.

The cosine of two unit vectors is a sum over the terms that both documents have. It is shown here
term by term, and by kinds of terms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.similarity.vectors import tfidf
from analysis.slogans.lexicon.categories import SloganLevel
from analysis.tokens import WORD, Tokens

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

# Parts of a score, in the order of the tables.
CENTRAL, LOCAL, GENERIC, UNCLASSIFIED = (
    level.value
    for level in (SloganLevel.CENTRAL, SloganLevel.LOCAL, SloganLevel.GENERIC, SloganLevel.UNCLASSIFIED)
)
SECTOR, OTHER = "sector", "other"
PARTS = (CENTRAL, LOCAL, GENERIC, UNCLASSIFIED, SECTOR, OTHER)
PART_OF_LEVEL = {CENTRAL: CENTRAL, SloganLevel.PROVINCIAL.value: LOCAL, LOCAL: LOCAL, GENERIC: GENERIC}
# A word is sector vocabulary if this share of the other documents has it, and if there are this
# many other documents.
SECTOR_SHARE = 0.5
SECTOR_DOCS = 3


def pair_terms(
    tokens: Tokens,
    pairs: pd.DataFrame,
    vectors: sparse.csr_matrix | None = None,
    *,
    most: int | None = None,
    sector_share: float = SECTOR_SHARE,
) -> pd.DataFrame:
    """What each term adds to the score of each pair; a pair's rows sum to its score.

    Args:
        tokens: the corpus.
        pairs: a, b (doc_id), from `compare_documents`.
        vectors: from `tfidf`, if they were made already.
        most: how many of the pairs are explained, from the first on. None: `explained_pairs` of
            the corpus's settings.
        sector_share: see `explain_parts`.

    Returns:
        A row for each term that both have, by pair, the largest contribution first; of the first
        `explained_pairs` pairs (or `most`).

        a: doc_id, as in `pairs`.
        b: doc_id, as in `pairs`.
        term: a word, or a slogan.
        contribution: to the score, 0 to 1; those of a pair sum to it.
        level: word, or the level of a slogan.
        part: of the score; see `explain_parts`.
    """
    import pandas as pd

    vectors = tfidf(tokens) if vectors is None else vectors
    pairs = pairs.head(tokens.corpus.settings.explained_pairs if most is None else most)
    order = {document.doc_id: i for i, document in enumerate(tokens.corpus)}
    first = pairs["a"].map(order).to_numpy(dtype=np.int64)
    second = pairs["b"].map(order).to_numpy(dtype=np.int64)
    product = vectors[first].multiply(vectors[second]).tocsr()
    row = np.repeat(np.arange(product.shape[0]), np.diff(product.indptr))
    sorting = np.lexsort((product.indices, -product.data, row))
    row, term = row[sorting], product.indices[sorting]
    same = first[row] == second[row]
    return pd.DataFrame(
        {
            "a": pairs["a"].to_numpy(dtype=object)[row],
            "b": pairs["b"].to_numpy(dtype=object)[row],
            "term": tokens.terms[term],
            "contribution": product.data[sorting],
            "level": tokens.term_levels[term],
            "part": _classify_terms(tokens, term, np.where(same, 1, 2), sector_share),
        }
    )


def _classify_terms(
    tokens: Tokens, term: np.ndarray, n_compared: np.ndarray, sector_share: float
) -> np.ndarray:
    """The part of the score that each term belongs to, for documents that both have it."""
    n_docs = np.bincount(tokens.counts.indices, minlength=len(tokens.terms))
    others = len(tokens.corpus) - n_compared
    common = (n_docs[term] - n_compared >= sector_share * others) & (others >= SECTOR_DOCS)
    level = tokens.term_levels[term]
    slogan = np.array([PART_OF_LEVEL.get(name, UNCLASSIFIED) for name in level], dtype=object)
    return np.where(level == WORD, np.where(common, SECTOR, OTHER), slogan)


def explain(tokens: Tokens, a: str, b: str, vectors: sparse.csr_matrix | None = None) -> pd.DataFrame:
    """Why two documents are as alike as they are.

    Args:
        tokens: the corpus.
        a, b: the label or doc_id of each document.
        vectors: from `tfidf`, if they were made already.

    Returns:
        A row for each term that both have, the largest contribution first.

        a: doc_id.
        b: doc_id.
        term: a word, or a slogan.
        contribution: to the score, 0 to 1; they sum to it.
        level: word, or the level of a slogan.
        part: of the score; see `explain_parts`.
        n_a: how often a has the term.
        n_b: how often b has it.

    Raises:
        UnknownDocumentError: no document has that name.
    """
    table = pair_terms(tokens, _pair_table(tokens, a, b), vectors)
    order = [document.doc_id for document in tokens.corpus]
    column = {term: i for i, term in enumerate(tokens.terms)}
    at = table["term"].map(column).to_numpy(dtype=np.int64)
    for column_name, document in (("n_a", a), ("n_b", b)):
        row = order.index(tokens.corpus[document].doc_id)
        table[column_name] = tokens.counts[row].toarray().ravel()[at].astype(np.int64)
    return table


def _pair_table(tokens: Tokens, a: str, b: str) -> pd.DataFrame:
    """The table of one pair that is given by label or doc_id."""
    import pandas as pd

    return pd.DataFrame({"a": [tokens.corpus[a].doc_id], "b": [tokens.corpus[b].doc_id]})


def explain_parts(
    tokens: Tokens,
    a: str,
    b: str,
    vectors: sparse.csr_matrix | None = None,
    *,
    sector_share: float = SECTOR_SHARE,
) -> pd.DataFrame:
    """How much of a score comes from slogans of each level, sector vocabulary and other words.

    Sector vocabulary is what both documents share with most of the corpus: words that at least
    `sector_share` of the other documents have too. With fewer than three other documents no word
    counts as sector vocabulary.

    Args:
        tokens: the corpus.
        a, b: the label or doc_id of each document.
        vectors: from `tfidf`, if they were made already.
        sector_share: share of the other documents from which a word is sector vocabulary.

    Returns:
        A row for each of six parts.

        a: doc_id.
        b: doc_id.
        part: central (slogans of the centre), local (slogans of provinces and below), generic (set
            expressions), unclassified (slogans of unknown level), sector (words that half of the other documents have too), other (other words).
        contribution: they sum to the score.
        share: of the score, 0 to 1; NaN where the score is 0.
        n_terms: terms of the part that both have.

    Raises:
        UnknownDocumentError: no document has that name.
    """
    pairs = _pair_table(tokens, a, b)
    return pair_parts(tokens, pairs, vectors, sector_share=sector_share)


def pair_parts(
    tokens: Tokens,
    pairs: pd.DataFrame,
    vectors: sparse.csr_matrix | None = None,
    *,
    terms: pd.DataFrame | None = None,
    most: int | None = None,
    sector_share: float = SECTOR_SHARE,
) -> pd.DataFrame:
    """The parts of the score of each pair; see `explain_parts` for one pair.

    Args:
        tokens: the corpus.
        pairs: a, b (doc_id), from `compare_documents`.
        vectors: from `tfidf`, if they were made already.
        terms: from `pair_terms` of the same pairs, if they were made already.
        most: how many of the pairs are explained, from the first on. None: `explained_pairs` of
            the corpus's settings.
        sector_share: see `explain_parts`.

    Returns:
        Six rows for each pair, in the order of `pairs`; of the first `explained_pairs`
        pairs (or `most`).

        a: doc_id, as in `pairs`.
        b: doc_id, as in `pairs`.
        part: central (slogans of the centre), local (slogans of provinces and below), generic (set
            expressions), unclassified (slogans of unknown level), sector (words that half of the other documents have too), other (other words).
        contribution: they sum to the score.
        share: of the score, 0 to 1; NaN where the score is 0.
        n_terms: terms of the part that both have.
    """
    import pandas as pd

    pairs = pairs.head(tokens.corpus.settings.explained_pairs if most is None else most)[["a", "b"]]
    if terms is None:
        terms = pair_terms(tokens, pairs, vectors, most=len(pairs), sector_share=sector_share)
    every = pairs.merge(pd.DataFrame({"part": PARTS}), how="cross")
    sums = terms.groupby(["a", "b", "part"], sort=False)["contribution"].agg(["sum", "size"])
    sums = sums.set_axis(["contribution", "n_terms"], axis=1).reset_index()
    table = every.merge(sums, on=["a", "b", "part"], how="left")
    table["contribution"] = table["contribution"].fillna(0.0)
    score = table.groupby(["a", "b"], sort=False)["contribution"].transform("sum")
    table["share"] = (table["contribution"] / score).where(score > 0)
    table["n_terms"] = table["n_terms"].fillna(0).astype("int64")
    return table[["a", "b", "part", "contribution", "share", "n_terms"]]
