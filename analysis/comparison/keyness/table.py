"""Keyness: what is distinctive of a district or a year, against all the others or against one.

Words of one document hang together, so the document is the case: p values come from dealing the
documents out anew, intervals from how far the documents of a group differ among themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.keyness.group_sums import GroupedCounts, TermSums
from analysis.comparison.keyness.measures import (
    PRIOR_WORDS,
    log_likelihood,
    log_ratio,
    weighted_log_odds,
)
from analysis.comparison.keyness.permutation import group_test
from analysis.documents.groups import group_matrix
from analysis.inference import Floats, Integers, false_discovery
from analysis.tokens import Tokens

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = [
    "by",
    "group",
    "against",
    "term",
    "level",
    "sign",
    "effect",
    "low",
    "high",
    "z",
    "log_ratio",
    "g2",
    "p",
    "q",
    "n",
    "n_docs",
    "n_rest",
    "note",
]
MORE, LESS, SAME = "more", "less", "same"
# Fewer documents in a group, or with a term, say more of these documents than of the group.
MIN_DOCUMENTS = 3
SEED = 20_080_401


def find_keyness(
    tokens: Tokens,
    *,
    by: str = "district",
    group: str | None = None,
    against: str | None = None,
    permutations: int | None = None,
    most: int | None = None,
    language: str | None = None,
) -> pd.DataFrame:
    """What each group says more, and less, than the others: effect, interval and test.

    Terms are ranked by the weighted log-odds of Monroe, Colaresi and Quinn (2008). The test deals
    the documents out anew and compares Pearson's X² of term and group, so it asks whether the
    group's documents stand out among all, not whether its words do.

    Args:
        tokens: the corpus.
        by: "district" or "year".
        group: only this group; else each of them.
        against: compare with this group alone; else with all others together.
        permutations: random draws of the test, where not all arrangements can be looked at. In a
            corpus of up to a few hundred documents terms that fewer than 10 draws reach get 20
            times as many. None: `permutations` of the corpus's settings.
        most: terms of each group that are kept at each end. None: `keyness_terms` of the corpus's
            settings.
        language: of the notes, "zh" or "en". None: `language` of the corpus's settings.

    Returns:
        by; group; against (empty: all others); term; level; sign (the group says it "more",
        "less" or the "same"); effect (log odds ratio, drawn towards 0 by a prior); low, high (its
        95 % interval over documents; NaN with fewer than 3 documents on either side); z (effect in standard errors of words; it ranks and does not test);
        log_ratio (doublings, Hardie 2014); g2 (log-likelihood ratio, Dunning 1993; it takes words
        for cases, so it ranks too); p (permutation test over documents, two-sided; NaN with fewer
        than 3 documents on either side or with the term); q (Benjamini and Hochberg 1995, over
        all terms of the group that 3 documents have, those not listed here too); n (in the group),
        n_docs (documents of the group with it), n_rest (in all it is compared with); note (why
        there is no interval or p, and the smallest p that so few documents allow). For each group
        the `most` terms of highest z and as many of lowest, the highest first.
        Empty with fewer than two groups.

    Raises:
        ValueError: `by` is neither, or no group has that name.
    """
    settings = tokens.corpus.settings
    permutations = settings.permutations if permutations is None else permutations
    most = settings.keyness_terms if most is None else most
    language = language or settings.language
    names, members = group_matrix(tokens.corpus, by=by)
    chosen = _numbers(names, group, by) if group is not None else range(len(names))
    other = _numbers(names, against, by)[0] if against is not None else None
    if len(names) < 2 or not (members @ tokens.counts).nnz:
        return _table([])
    sides = GroupedCounts.of(tokens, members)
    rows = [
        {"by": by, "group": names[i], "against": against or ""}
        | _one(tokens, sides, i, other, permutations, most, language)
        for i in chosen
        if i != other
    ]
    return _table(rows)


def _table(parts: list[dict[str, Any]]) -> pd.DataFrame:
    """One table of the columns of all groups."""
    import pandas as pd

    words = {"by", "group", "against", "term", "level", "sign", "note"}
    whole = {"n", "n_docs", "n_rest"}
    types = {c: object if c in words else np.int64 if c in whole else float for c in COLUMNS}
    size = [len(part["term"]) for part in parts]
    data = {}
    for column, kind in types.items():
        told = [np.broadcast_to(part[column], n) for part, n in zip(parts, size, strict=True)]
        data[column] = np.concatenate(told).astype(kind) if told else np.empty(0, dtype=kind)
    return pd.DataFrame(data)


def _numbers(names: np.ndarray, name: str, by: str) -> list[int]:
    found = np.flatnonzero(names == name).tolist()
    if not found:
        known = "、".join(map(str, names[:20]))
        raise ValueError(f'No {by} is called "{name}". There are: {known}.')
    return found


def _one(
    tokens: Tokens,
    sides: GroupedCounts,
    group: int,
    other: int | None,
    permutations: int,
    most: int,
    language: str,
) -> dict[str, Any]:
    """The columns of one group."""
    inside = sides.sums(group)
    rest = sides.everything.minus(inside) if other is None else sides.sums(other)
    total = inside.n + rest.n
    effect, z = weighted_log_odds(inside.n, total, inside.size, inside.size + rest.size)
    kept = _ends(z, np.flatnonzero(total), most)
    low, high = _interval(inside, rest, effect, kept)
    frequent = inside.present + rest.present >= MIN_DOCUMENTS
    enough = min(inside.docs, rest.docs) >= MIN_DOCUMENTS
    tested = kept[frequent[kept] & enough]
    column = np.full(len(total), np.nan)
    column[tested], least = group_test(
        sides.by_term[tested],
        sides.lengths,
        sides.texts(group, other),
        inside.docs,
        draws=permutations,
        seed=SEED,
        largest=sides.largest if other is None else 0,
    )
    n, n_rest = inside.n[kept], rest.n[kept]
    return {
        "term": tokens.terms[kept],
        "level": tokens.term_levels[kept],
        "sign": _signs(n * rest.size - n_rest * inside.size),
        "effect": effect[kept],
        "low": low,
        "high": high,
        "z": z[kept],
        "log_ratio": log_ratio(n, n_rest, inside.size, rest.size),
        "g2": log_likelihood(n, n_rest, inside.size, rest.size),
        "p": column[kept],
        "q": false_discovery(column[kept], tests=int(frequent.sum())),
        "n": n,
        "n_docs": inside.present[kept],
        "n_rest": n_rest,
        "note": _notes(inside.docs, rest.docs, frequent[kept], least, language),
    }


def _ends(z: Floats, somewhere: Integers, k: int) -> Integers:
    """The terms of highest and of lowest z, among those that any document has."""
    if len(somewhere) > 2 * k:  # few of them need to be put in order
        bounds = np.partition(z[somewhere], [k - 1, len(somewhere) - k])
        low, high = bounds[k - 1], bounds[len(somewhere) - k]
        somewhere = somewhere[(z[somewhere] <= low) | (z[somewhere] >= high)]
    ranked = somewhere[np.argsort(-z[somewhere], kind="stable")]
    return ranked if len(ranked) <= 2 * k else np.concatenate([ranked[:k], ranked[-k:]])


def _signs(difference: Floats) -> NDArray[np.object_]:
    return np.select([difference > 0, difference < 0], [MORE, LESS], SAME).astype(object)


def _interval(inside: TermSums, rest: TermSums, effect: Floats, kept: Integers) -> tuple[Floats, Floats]:
    """95 % interval of the effect over documents, by linearisation.

    What each document adds to the log odds has a variance between documents of a side (Taylor
    linearisation, Binder 1983); the closed form equals a bootstrap over documents of endless
    draws, and Student's t with Welch's degrees of freedom mends what that lacks with few of
    them. No side varies less than words that come independently would.
    """
    from scipy.special import stdtrit

    if min(inside.docs, rest.docs) < MIN_DOCUMENTS:
        return np.full(len(kept), np.nan), np.full(len(kept), np.nan)
    prior = PRIOR_WORDS * (inside.n + rest.n)[kept] / (inside.size + rest.size)
    variances = [_variance(side, prior, kept) for side in (inside, rest)]
    both = variances[0] + variances[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom = both**2 / (variances[0] ** 2 / (inside.docs - 1) + variances[1] ** 2 / (rest.docs - 1))
    half = stdtrit(np.nan_to_num(freedom, nan=1.0), 0.975) * np.sqrt(both)
    return effect[kept] - half, effect[kept] + half


def _variance(side: TermSums, prior: Floats, kept: Integers) -> Floats:
    """Of the log odds of one side, between its documents."""
    n = side.n[kept]
    seen = n + prior
    other = np.maximum(side.size + PRIOR_WORDS - seen, 1.0)
    slope, level = 1 / seen + 1 / other, 1 / other
    square = slope**2 * side.squares[kept] + level**2 * side.size_squares
    square -= 2 * slope * level * side.products[kept]
    mean = (slope * n - level * side.size) / side.docs
    between = (square - side.docs * mean**2) * side.docs / (side.docs - 1)
    # One occurrence at least: none seen does not prove none to come.
    words = np.minimum(seen, np.maximum(n, 1.0)) / seen**2
    return np.maximum(between, words)


def _notes(docs: int, rest_docs: int, frequent: NDArray[np.bool_], least: float, language: str) -> list[str]:
    said = {name: told[language] for name, told in _SAID.items()}
    if docs < MIN_DOCUMENTS:
        return [said["group"].format(n=docs)] * len(frequent)
    if rest_docs < MIN_DOCUMENTS:
        return [said["rest"].format(n=rest_docs)] * len(frequent)
    tested = said["least"].format(p=least) if least > 0 else ""
    return [tested if enough else said["term"] for enough in frequent]


_SAID = {
    "group": {
        "zh": "本组只有 {n} 份文本：不给区间，不作检验。",
        "en": "The group has only {n} document(s): no interval, no test.",
    },
    "rest": {
        "zh": "对照组只有 {n} 份文本：不给区间，不作检验。",
        "en": "It is compared with only {n} document(s): no interval, no test.",
    },
    "term": {
        "zh": "含此词的文本不足 3 份：不作检验。",
        "en": "Fewer than 3 documents have the term: not tested.",
    },
    "least": {
        "zh": "文本不多，p 最小可为 {p:.2g}。",
        "en": "With so few documents p can be no smaller than {p:.2g}.",
    },
}
