"""The specification curve: one claim under every sensible combination of choices.

A claim that depends on one of the choices is seen to depend on it (Simonsohn, Simmons and Nelson
2020).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analysis.comparison.robustness.claims import Claim
from analysis.comparison.robustness.prepared_corpus import PreparedCorpus
from analysis.comparison.robustness.specifications import CHOICES, specifications
from analysis.documents.corpus import Corpus
from analysis.processes import one_thread

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["specification", *CHOICES, "n_features", "estimate", "holds"]
SUPPORT_COLUMNS = ["choice", "option", "n_judged", "n_holds", "share"]


def specification_curve(
    corpus: Corpus, claim: Claim, *, occurrences: pd.DataFrame | None = None, jobs: int = 1
) -> pd.DataFrame:
    """A claim under all combinations of choices that a careful reader could have made.

    Args:
        corpus: the documents.
        claim: takes a `View` and returns a number that is above 0 where the claim holds, NaN where
            it can't be judged; ready made: `more_alike`, `alike_within`, `more_of`.
        occurrences: from `find_occurrences`. None: they are found here.
        jobs: processes for cutting the texts.

    Returns:
        128 rows, a specification each; the first is that of `compare_documents`.

        specification: 1, 2, …
        unit: "word", or "character" for 2- and 3-grams of hanzi.
        slogans: each "whole" as one unit, "cut" like any text, or "left out".
        stop_words: "removed" or "kept".
        scope: "whole" text, "no central slogans", or "body" without headings.
        length: "as is", or "equal": of each document as many units as the shortest has, drawn at
            random.
        idf: "smoothed" or "none".
        n_features: features that any document has.
        estimate: what the claim returns.
        holds: whether the estimate is above 0; missing where it is NaN.

    Raises:
        KeyError: the claim names a document or group that is not in the corpus.
    """
    import pandas as pd

    prepared = PreparedCorpus.of(corpus, occurrences, jobs)
    rows, specs = [], list(specifications())
    with one_thread():
        for number, (spec, view) in enumerate(zip(specs, prepared.views(specs), strict=True), start=1):
            estimate = float(claim(view)) if len(corpus) else float("nan")
            holds = pd.NA if np.isnan(estimate) else estimate > 0
            n_features = np.count_nonzero(view.vectors.getnnz(axis=0))
            rows.append([number, *spec, n_features, estimate, holds])
    return pd.DataFrame(rows, columns=COLUMNS).astype({"holds": "boolean"})


def support(curve: pd.DataFrame) -> pd.DataFrame:
    """Under how many specifications a claim holds: in all, and with each option of each choice.

    If the share drops with an option, the claim depends on that choice.

    Args:
        curve: from `specification_curve`.

    Returns:
        A row for all specifications, then one for each option of each choice.

        choice: the choice; "all" in the first row.
        option: its option; empty in the first row.
        n_judged: specifications that can judge the claim.
        n_holds: specifications under which it holds.
        share: n_holds / n_judged; NaN where that is 0.
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
