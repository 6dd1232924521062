"""Keyness: what is distinctive of a district or a year, against all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.groups import group_matrix
from analysis.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd

# Words of the prior: what a text is expected to say before it is read. Monroe et al. (2008) let
# the prior follow the whole corpus; its size decides how far a rare term is drawn towards 0.
PRIOR_WORDS = 500.0


def find_keyness(tokens: Tokens, *, by: str = "district") -> pd.DataFrame:
    """Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008).

    Args:
        tokens: the corpus.
        by: "district" or "year".

    Returns:
        by, group, term, level, effect (log odds ratio against all other groups; above 0 the group
        says it more), z (effect in standard errors; terms of one document are not independent, so
        it ranks and does not test), n (in the group), n_docs (documents of the group with it),
        n_rest (in all others). For each group the `settings.keyness_terms` terms of highest z
        and as many of lowest, the highest first. Empty with fewer than two groups.

    Raises:
        ValueError: `by` is neither.
    """
    import pandas as pd

    columns = ["by", "group", "term", "level", "effect", "z", "n", "n_docs", "n_rest"]
    names, members = group_matrix(tokens.corpus, by=by)
    counts = (members @ tokens.counts).toarray()
    if len(names) < 2 or not counts.sum():
        return pd.DataFrame({column: [] for column in columns})
    effect, z = log_odds(counts)
    presence = tokens.counts.sign()
    in_documents = (members @ presence).toarray()
    total = counts.sum(axis=0)
    # A term that only documents of no group have is distinctive of none.
    somewhere = np.flatnonzero(total)
    k = tokens.corpus.settings.keyness_terms
    tables = []
    for i, name in enumerate(names):
        ranked = somewhere[np.argsort(-z[i, somewhere], kind="stable")]
        chosen = ranked if len(ranked) <= 2 * k else np.concatenate([ranked[:k], ranked[-k:]])
        tables.append(
            pd.DataFrame(
                {
                    "by": by, "group": name,
                    "term": tokens.terms[chosen], "level": tokens.term_levels[chosen],
                    "effect": effect[i, chosen], "z": z[i, chosen],
                    "n": counts[i, chosen].astype(np.int64),
                    "n_docs": in_documents[i, chosen].astype(np.int64),
                    "n_rest": (total - counts[i])[chosen].astype(np.int64),
                }
            )
        )  # fmt: skip
    return pd.concat(tables, ignore_index=True)


def log_odds(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Log odds ratio of each term in each group against the others, and its z.

    Args:
        counts: groups × terms.

    Returns:
        effect and z, groups × terms (Monroe et al. 2008, equations 16, 19 and 20); 0 for a term
        that no group has, or that is the only one.
    """
    total = counts.sum(axis=0)
    prior = PRIOR_WORDS * total / total.sum()
    rest = total - counts
    size, rest_size = counts.sum(axis=1, keepdims=True), rest.sum(axis=1, keepdims=True)
    inside, outside = counts + prior, rest + prior
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = np.log(inside) - np.log(size + PRIOR_WORDS - inside)
        rest_odds = np.log(outside) - np.log(rest_size + PRIOR_WORDS - outside)
        effect = np.nan_to_num(odds - rest_odds)
        return effect, effect / np.sqrt(1 / inside + 1 / outside)
