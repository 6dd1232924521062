"""Similarity: the TF-IDF cosine of documents, districts and years, and the terms it is made of.

A cosine of unit vectors is a sum over the terms both have; `explain` and `pair_terms` show that
sum, so that a score is never without its reasons. (Salton and Buckley 1988.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.groups import group_matrix
from analysis.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

# Columns that most documents have are multiplied densely, the rest sparsely: many times faster.
DENSE_COLUMNS = 3_000
BLOCK = 1_000


def tfidf(tokens: Tokens) -> sparse.csr_matrix:
    """Unit TF-IDF vectors of all documents, with smoothed idf, by scikit-learn.

    The count of a term is dampened to 1 + ln(count) where `settings.sublinear_tf` says so.

    Returns:
        documents × `tokens.terms`; rows have length 1 (0 for a document without terms).
    """
    from sklearn.feature_extraction.text import TfidfTransformer

    if not tokens.counts.nnz:  # no text says anything; scikit-learn refuses that
        return tokens.counts
    weigh = TfidfTransformer(sublinear_tf=tokens.corpus.settings.sublinear_tf)
    return weigh.fit_transform(tokens.counts)


def compare_documents(tokens: Tokens, vectors: sparse.csr_matrix | None = None) -> pd.DataFrame:
    """TF-IDF cosine of pairs of documents.

    Every pair in a corpus of up to `settings.all_pairs_up_to` documents; in a larger one the
    pairs in which one is among the other's `settings.neighbours` nearest.

    Args:
        tokens: the corpus.
        vectors: from `tfidf`, where they were made already.

    Returns:
        a, b (doc_id, in the order of the corpus), score (0 to 1); the most alike first.
    """
    import pandas as pd

    vectors = tfidf(tokens) if vectors is None else vectors
    settings = tokens.corpus.settings
    everything = vectors.shape[0] <= settings.all_pairs_up_to
    k = vectors.shape[0] - 1 if everything else settings.neighbours
    first, second, scores = _pairs(vectors, k)
    names = np.array([document.doc_id for document in tokens.corpus], dtype=object)
    table = pd.DataFrame({"a": names[first], "b": names[second], "score": scores})
    return table.sort_values(["score", "a", "b"], ascending=[False, True, True]).reset_index(
        drop=True
    )


def _pairs(vectors: sparse.csr_matrix, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pairs i < j in which one is among the other's k nearest, with their cosines."""
    n = vectors.shape[0]
    if n < 2:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    dense, rest = _split(vectors)
    rest_t = rest.T.tocsr()
    codes, scores = [], []
    for start in range(0, n, BLOCK):
        stop = min(start + BLOCK, n)
        block = dense[start:stop] @ dense.T
        _add_sparse(block, rest[start:stop] @ rest_t)
        rows = np.arange(start, stop)
        block[rows - start, rows] = -1.0
        if k >= n - 1:
            near = np.broadcast_to(np.arange(n), block.shape)
        else:
            near = np.argpartition(block, n - k, axis=1)[:, n - k :]
        i, j = np.repeat(rows, near.shape[1]), near.ravel()
        codes.append(np.minimum(i, j) * n + np.maximum(i, j))
        scores.append(block[i - start, j])
    code, at = np.unique(np.concatenate(codes), return_index=True)
    i, j, score = code // n, code % n, np.concatenate(scores)[at]
    apart = i != j
    return i[apart], j[apart], np.clip(score[apart], 0.0, 1.0)


def _split(vectors: sparse.csr_matrix) -> tuple[np.ndarray, sparse.csr_matrix]:
    frequency = np.bincount(vectors.indices, minlength=vectors.shape[1])
    order = np.argsort(-frequency, kind="stable")
    dense = vectors[:, np.sort(order[:DENSE_COLUMNS])].toarray()
    return dense, vectors[:, np.sort(order[DENSE_COLUMNS:])].tocsr()


def _add_sparse(block: np.ndarray, more: sparse.csr_matrix) -> None:
    more = more.tocoo()
    block[more.row, more.col] += more.data


def compare_groups(
    tokens: Tokens, *, by: str = "district", vectors: sparse.csr_matrix | None = None
) -> pd.DataFrame:
    """TF-IDF cosine of districts, or of years.

    A group's vector is the mean of its documents' unit vectors, so that a long document weighs no
    more than a short one. Documents whose year is not known are left out of years.

    Args:
        tokens: the corpus.
        by: "district" or "year".
        vectors: from `tfidf`, where they were made already.

    Returns:
        by, a, b (names of the groups, a before b), score (0 to 1), n_a, n_b (documents in each).

    Raises:
        ValueError: `by` is neither.
    """
    import pandas as pd

    names, members = group_matrix(tokens.corpus, by=by)
    vectors = tfidf(tokens) if vectors is None else vectors
    centre = (members @ vectors).toarray()
    length = np.linalg.norm(centre, axis=1, keepdims=True)
    centre = np.divide(centre, length, out=np.zeros_like(centre), where=length > 0)
    cosine = np.clip(centre @ centre.T, 0.0, 1.0)
    i, j = np.triu_indices(len(names), k=1)
    sizes = np.diff(members.indptr)
    table = pd.DataFrame(
        {
            "by": by,
            "a": names[i],
            "b": names[j],
            "score": cosine[i, j],
            "n_a": sizes[i],
            "n_b": sizes[j],
        }
    )
    return table.sort_values(["score", "a", "b"], ascending=[False, True, True]).reset_index(
        drop=True
    )


def pair_terms(
    tokens: Tokens, pairs: pd.DataFrame, vectors: sparse.csr_matrix | None = None
) -> pd.DataFrame:
    """What each term adds to the score of each pair; a pair's rows sum to its score.

    Args:
        tokens: the corpus.
        pairs: a, b (doc_id), from `compare_documents`; the first `settings.explained_pairs` of
            them are explained.
        vectors: from `tfidf`, where they were made already.

    Returns:
        a, b, term, contribution, level (word, or the level of a slogan); by pair, the largest
        contribution first.
    """
    import pandas as pd

    vectors = tfidf(tokens) if vectors is None else vectors
    pairs = pairs.head(tokens.corpus.settings.explained_pairs)
    order = {document.doc_id: i for i, document in enumerate(tokens.corpus)}
    first = pairs["a"].map(order).to_numpy(dtype=np.int64)
    second = pairs["b"].map(order).to_numpy(dtype=np.int64)
    product = vectors[first].multiply(vectors[second]).tocsr()
    row = np.repeat(np.arange(product.shape[0]), np.diff(product.indptr))
    sorting = np.lexsort((product.indices, -product.data, row))
    row, term = row[sorting], product.indices[sorting]
    return pd.DataFrame(
        {
            "a": pairs["a"].to_numpy(dtype=object)[row],
            "b": pairs["b"].to_numpy(dtype=object)[row],
            "term": tokens.terms[term],
            "contribution": product.data[sorting],
            "level": tokens.term_levels[term],
        }
    )


def explain(
    tokens: Tokens, a: str, b: str, vectors: sparse.csr_matrix | None = None
) -> pd.DataFrame:
    """Why two documents are as alike as they are.

    Args:
        tokens: the corpus.
        a, b: the label or doc_id of each document.
        vectors: from `tfidf`, where they were made already.

    Returns:
        a, b (doc_id), term, contribution (they sum to the score), level, n_a, n_b (how often
        each document has the term); the largest contribution first.

    Raises:
        KeyError: no document has that name.
    """
    import pandas as pd

    documents = [tokens.corpus[name].doc_id for name in (a, b)]
    table = pair_terms(tokens, pd.DataFrame([documents], columns=["a", "b"]), vectors)
    order = [document.doc_id for document in tokens.corpus]
    column = {term: i for i, term in enumerate(tokens.terms)}
    at = table["term"].map(column).to_numpy(dtype=np.int64)
    for name, doc_id in zip(("n_a", "n_b"), documents, strict=True):
        counts = tokens.counts[order.index(doc_id)].toarray().ravel()
        table[name] = counts[at].astype(np.int64)
    return table


def group_terms(
    tokens: Tokens, *, by: str = "district", vectors: sparse.csr_matrix | None = None
) -> pd.DataFrame:
    """The weightiest terms of each group.

    Args:
        tokens: the corpus.
        by: "district" or "year".
        vectors: from `tfidf`, where they were made already.

    Returns:
        by, group, term, level, weight (mean TF-IDF weight over the group's documents), n
        (occurrences in the group), group_docs (documents of the group); for each group the
        `settings.keyness_terms` weightiest, the weightiest first.
    """
    import pandas as pd

    names, members = group_matrix(tokens.corpus, by=by)
    vectors = tfidf(tokens) if vectors is None else vectors
    sizes = np.diff(members.indptr)
    weights = (members @ vectors).toarray() / sizes[:, None]
    counts = (members @ tokens.counts).toarray()
    most = tokens.corpus.settings.keyness_terms
    tables = []
    for i, name in enumerate(names):
        chosen = np.argsort(-weights[i], kind="stable")[:most]
        chosen = chosen[weights[i, chosen] > 0]
        tables.append(
            pd.DataFrame(
                {
                    "by": by, "group": name, "term": tokens.terms[chosen],
                    "level": tokens.term_levels[chosen], "weight": weights[i, chosen],
                    "n": counts[i, chosen].astype(np.int64), "group_docs": int(sizes[i]),
                }
            )
        )  # fmt: skip
    columns = ["by", "group", "term", "level", "weight", "n", "group_docs"]
    if not tables:
        return pd.DataFrame({column: [] for column in columns})
    return pd.concat(tables, ignore_index=True)
