"""The table of keyness: what is distinctive of a district or a year.

The words of one document depend on each other, so the case is the document: p values come from
permuting documents, intervals from how far the documents of a group differ among themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.keyness.group_sums import GroupedCounts
from analysis.comparison.keyness.interval import MIN_DOCUMENTS, effect_interval
from analysis.comparison.keyness.measures import log_likelihood, log_ratio, weighted_log_odds
from analysis.comparison.keyness.permutation import compare_with_permutations
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

    Terms are ranked by the weighted log-odds of Monroe, Colaresi and Quinn (2008). The test
    permutes the documents between the groups and compares Pearson's X² of term and group. So it
    asks whether the group's documents stand out among all documents, not whether its words do.

    Args:
        tokens: the corpus.
        by: "district", "year" or "district_year".
        group: only this group. None: each group.
        against: compare with this group only. None: with all others together.
        permutations: random draws of the test, if there are too many arrangements to try all. In
            a corpus of up to a few hundred documents, terms that fewer than 10 draws reach get 20
            times as many. None: `permutations` of the corpus's settings.
        most: terms of each group that are kept at each end. None: `keyness_terms` of the corpus's
            settings.
        language: of the notes, "zh" or "en". None: `language` of the corpus's settings.

    Returns:
        A row for each group and term: of each group the `keyness_terms` (or `most`) terms of highest z
        and as many of lowest, the highest first. Empty with fewer than two groups.

        by: the grouping.
        group: the group.
        against: the group it is compared with; empty for all others together.
        term: the word or slogan.
        level: "word", or the level of the slogan.
        sign: whether the group says the term "more", "less" or the "same".
        effect: log odds ratio, drawn towards 0 by a prior.
        low: lower end of the 95 % interval of the effect over documents; NaN with fewer than 3
            documents on either side.
        high: its upper end.
        z: effect in standard errors of words; it ranks and does not test.
        log_ratio: how many times the group's rate doubles that of the rest (Hardie 2014).
        g2: log-likelihood ratio (Dunning 1993); it takes words for cases, so it ranks too.
        p: of the permutation test over documents, two-sided; NaN with fewer than 3 documents on
            either side or with the term.
        q: p adjusted for false discoveries (Benjamini and Hochberg 1995), over all terms of the
            group that 3 documents have, those not listed too.
        n: occurrences in the group.
        n_docs: documents of the group that have the term.
        n_rest: occurrences in all that the group is compared with.
        note: why there is no interval or p, or the smallest p that so few documents allow.

    Raises:
        ValueError: `by` is not one of these, or no group is called `group` or `against`.
    """
    settings = tokens.corpus.settings
    permutations = settings.permutations if permutations is None else permutations
    most = settings.keyness_terms if most is None else most
    language = language or settings.language
    names, members = group_matrix(tokens.corpus, by=by)
    groups = range(len(names)) if group is None else [_find_group(names, group, by)]
    rest_group = None if against is None else _find_group(names, against, by)
    if len(names) < 2 or not (members @ tokens.counts).nnz:
        return _stack([])
    grouped = GroupedCounts.of(tokens, members)
    rows = [
        {"by": by, "group": names[i], "against": against or ""}
        | _compare_group(tokens, grouped, i, rest_group, permutations, most, language)
        for i in groups
        if i != rest_group
    ]
    return _stack(rows)


def _stack(parts: list[dict[str, Any]]) -> pd.DataFrame:
    """One table from the columns of each group; with the same types if there is no group."""
    import pandas as pd

    strings = {"by", "group", "against", "term", "level", "sign", "note"}
    whole = {"n", "n_docs", "n_rest"}
    types = {c: object if c in strings else np.int64 if c in whole else float for c in COLUMNS}
    size = [len(part["term"]) for part in parts]
    data = {}
    for column, kind in types.items():
        values = [np.broadcast_to(part[column], n) for part, n in zip(parts, size, strict=True)]
        data[column] = np.concatenate(values).astype(kind) if values else np.empty(0, dtype=kind)
    return pd.DataFrame(data)


def _find_group(names: np.ndarray, name: str, by: str) -> int:
    """The row of a group.

    Raises:
        ValueError: no group has that name.
    """
    rows = np.flatnonzero(names == name)
    if not len(rows):
        known = "、".join(map(str, names[:20]))
        raise ValueError(f'No {by} is called "{name}". There are: {known}.')
    return int(rows[0])


def _compare_group(
    tokens: Tokens,
    grouped: GroupedCounts,
    group: int,
    rest_group: int | None,
    permutations: int,
    max_terms: int,
    language: str,
) -> dict[str, Any]:
    """The columns of a group, compared with `rest_group` or with all other groups."""
    inside = grouped.sums(group)
    rest = grouped.everything.minus(inside) if rest_group is None else grouped.sums(rest_group)
    total = inside.n + rest.n
    effect, z = weighted_log_odds(inside.n, total, inside.size, inside.size + rest.size)
    kept = _select_extremes(z, np.flatnonzero(total), max_terms)
    low, high = effect_interval(inside, rest, effect, kept)
    frequent = inside.present + rest.present >= MIN_DOCUMENTS
    enough = min(inside.docs, rest.docs) >= MIN_DOCUMENTS
    tested = kept[frequent[kept] & enough]
    p = np.full(len(total), np.nan)
    p[tested], smallest_p = compare_with_permutations(
        grouped.by_term[tested],
        grouped.lengths,
        grouped.compared_documents(group, rest_group),
        inside.docs,
        draws=permutations,
        seed=SEED,
        largest=grouped.largest if rest_group is None else 0,
    )
    n, n_rest = inside.n[kept], rest.n[kept]
    difference = n * rest.size - n_rest * inside.size
    return {
        "term": tokens.terms[kept],
        "level": tokens.term_levels[kept],
        "sign": np.select([difference > 0, difference < 0], [MORE, LESS], SAME).astype(object),
        "effect": effect[kept],
        "low": low,
        "high": high,
        "z": z[kept],
        "log_ratio": log_ratio(n, n_rest, inside.size, rest.size),
        "g2": log_likelihood(n, n_rest, inside.size, rest.size),
        "p": p[kept],
        "q": false_discovery(p[kept], tests=int(frequent.sum())),
        "n": n,
        "n_docs": inside.present[kept],
        "n_rest": n_rest,
        "note": _write_notes(inside.docs, rest.docs, frequent[kept], smallest_p, language),
    }


def _select_extremes(z: Floats, terms: Integers, k: int) -> Integers:
    """Of some terms, the k of highest and the k of lowest z, the highest first."""
    ranked = terms[np.argsort(-z[terms], kind="stable")]
    return ranked if len(ranked) <= 2 * k else np.concatenate([ranked[:k], ranked[-k:]])


def _write_notes(
    docs: int, rest_docs: int, frequent: NDArray[np.bool_], smallest_p: float, language: str
) -> list[str]:
    """The note of each term: what could not be given for it, and why."""
    notes = {name: note[language] for name, note in _NOTES.items()}
    if docs < MIN_DOCUMENTS:
        return [notes["group"].format(n=docs)] * len(frequent)
    if rest_docs < MIN_DOCUMENTS:
        return [notes["rest"].format(n=rest_docs)] * len(frequent)
    few_arrangements = notes["smallest"].format(p=smallest_p) if smallest_p > 0 else ""
    return [few_arrangements if enough else notes["term"] for enough in frequent]


_NOTES = {
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
    "smallest": {
        "zh": "文本不多，p 最小可为 {p:.2g}。",
        "en": "With so few documents p can be no smaller than {p:.2g}.",
    },
}
