"""Robustness: does a claim hold however the texts are cut, counted and weighed?

A specification curve (Simonsohn, Simmons and Nelson 2020) makes the same comparison under every
sensible combination of choices. A claim that hangs on one of them is seen to hang on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.robustness.prepared_corpus import CHOICES, PreparedCorpus, Specification, View
from analysis.documents.corpus import Corpus
from analysis.parallel import one_thread

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["specification", *CHOICES, "n_features", "estimate", "holds"]
SUPPORT_COLUMNS = ["choice", "option", "n_judged", "n_holds", "share"]

Claim = Callable[[View], float]


def specification_curve(
    corpus: Corpus, claim: Claim, *, occurrences: pd.DataFrame | None = None, jobs: int = 1
) -> pd.DataFrame:
    """A claim under all combinations of choices that a careful reader could have made.

    Args:
        corpus: the documents.
        claim: takes a `View` and gives a number that is above 0 where the claim holds, NaN where
            it can't be judged; ready made: `more_alike`, `alike_within`, `more_of`.
        occurrences: from `find_occurrences`, where they were found already.
        jobs: processes for cutting the texts.

    Returns:
        specification (1, 2, …); unit (word, or character 2- and 3-grams); slogans (each whole,
        cut as any text, or left out); stop_words (removed, kept); scope (the whole text, without
        central slogans, or the body without headings); length (as is, or equal: as many units of
        each document as the shortest has, drawn at random); idf (smoothed, none); n_features (that
        any document has); estimate (what the claim gives); holds (estimate above 0; missing where it is NaN).
        128 rows, from the default of `compare_documents` on.

    Raises:
        KeyError: the claim speaks of a document or group that is not there.
    """
    import pandas as pd

    bench = PreparedCorpus.of(corpus, occurrences, jobs)
    rows, specs = [], list(specifications())
    with one_thread():
        for number, (spec, view) in enumerate(zip(specs, bench.views(specs), strict=True), start=1):
            estimate = float(claim(view)) if len(corpus) else float("nan")
            holds = pd.NA if np.isnan(estimate) else estimate > 0
            n_features = np.count_nonzero(view.vectors.getnnz(axis=0))
            rows.append([number, *spec, n_features, estimate, holds])
    return pd.DataFrame(rows, columns=COLUMNS).astype({"holds": "boolean"})


def specifications() -> Iterator[Specification]:
    """Every combination of choices that differs from the others, the default first."""
    for options in product(*CHOICES.values()):
        spec = Specification(*options)
        # Where all slogans are left out the central ones are too.
        if (spec.slogans, spec.scope) != ("left out", "no central slogans"):
            yield spec


def support(curve: pd.DataFrame) -> pd.DataFrame:
    """Under how many specifications a claim holds: in all, and with each option of each choice.

    An option under which the share drops is what the claim hangs on.

    Args:
        curve: from `specification_curve`.

    Returns:
        choice, option ("all" and empty in the first row), n_judged (specifications that can
        judge the claim), n_holds, share (of n_judged; NaN where that is 0).
    """
    import pandas as pd

    judged = curve[curve["holds"].notna()]
    groups = [("all", "", judged)]
    for choice, options in CHOICES.items():
        groups += [(choice, option, judged[judged[choice] == option]) for option in options]
    rows = []
    for choice, option, part in groups:
        n, holds = len(part), int(part["holds"].sum())
        rows.append([choice, option, n, holds, holds / n if n else float("nan")])
    return pd.DataFrame(rows, columns=SUPPORT_COLUMNS)


def more_alike(a: str, b: str, *, than: str) -> Claim:
    """The claim that a document is more alike to one than to another; labels or doc_ids."""

    def claim(view: View) -> float:
        one, other, third = (int(view.of(name).argmax()) for name in (a, b, than))
        return float(view.similarity[one, other] - view.similarity[one, third])

    return claim


def alike_within(group: str, *, by: str = "district") -> Claim:
    """The claim that documents of a group are more alike to each other than to all others, on average."""

    def claim(view: View) -> float:
        inside = view.of(group, by=by)
        if inside.sum() < 2 or inside.all():
            return float("nan")
        own = view.similarity[np.ix_(inside, inside)]
        within = own[~np.eye(len(own), dtype=bool)].mean()
        return float(within - view.similarity[np.ix_(inside, ~inside)].mean())

    return claim


def more_of(term: str, group: str, *, by: str = "district") -> Claim:
    """The claim that a group gives a term more weight than the others do, on average.

    Judged only by specifications that have the term as a word, a slogan or an n-gram.
    """

    def claim(view: View) -> float:
        inside = view.of(group, by=by)
        column = np.flatnonzero(view.features == term)
        if not len(column) or inside.all():
            return float("nan")
        weight = np.asarray(view.vectors[:, column].sum(axis=1)).ravel()
        return float(weight[inside].mean() - weight[~inside].mean())

    return claim
