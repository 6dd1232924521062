"""The steps of a run, each registered once: adding a table means adding one entry to `STEPS`.

An entry names the result, the function that makes it and the settings that it reads. The parameters
of the function are the step's inputs: results of earlier steps, by name, or what a run starts with
(`START`). The run, the removal of earlier results, docs/tables.md and the tests follow from these
entries.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from analysis.comparison.clustering import cluster, map_items
from analysis.comparison.keyness import find_keyness
from analysis.comparison.similarity import (
    compare_documents,
    compare_groups,
    freeze_weights,
    group_terms,
    pair_parts,
    pair_terms,
    tfidf,
)
from analysis.comparison.variance import explain_variance
from analysis.documents.corpus import Corpus
from analysis.documents.groups import DISTRICT_YEAR, GROUPINGS
from analysis.documents.ingest import read_corpus
from analysis.processes import Progress
from analysis.slogans.counts import CountedOccurrences
from analysis.slogans.dating import date_documents
from analysis.slogans.lexicon import read_lexicon
from analysis.slogans.occurrences import USER_FILE, find_occurrences
from analysis.slogans.summary import find_slogans, slogans_by
from analysis.slogans.trends import find_trends, life_cycles
from analysis.tokens import Tokens, tokenize

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

# What a run starts with: the folder of the plans, the settings, the frozen weights of earlier runs.
START = ("raw", "settings", "earlier_weights")
# Parameters that never change a result; a function takes them only if it can use them.
WORK_PARAMETERS = ("jobs", "progress")


@dataclass(frozen=True)
class Step:
    """One step of a run.

    Attributes:
        name: name of the result, and of the table if it is one.
        stage: the part of the run under whose name progress is shown.
        make: the function that makes the result; its parameters are the step's inputs.
        settings: names of the settings that are read while it is made. The result depends on these
            and on those of its inputs.
        table: what a row of the table is; empty if the result is not a table.
        described_in: the functions whose docstrings list the columns of the table, in their order.
        small_corpora_only: whether it is left out for more than `settings.all_pairs_up_to` documents.
    """

    name: str
    stage: str
    make: Callable[..., Any]
    settings: tuple[str, ...] = ()
    table: str = ""
    described_in: tuple[object, ...] = ()
    small_corpora_only: bool = False

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """Names of the results that the step needs."""
        return tuple(name for name in inspect.signature(self.make).parameters if name not in WORK_PARAMETERS)

    def applies_to(self, corpus: Corpus) -> bool:
        """Whether the step is run on a corpus of this size."""
        return not self.small_corpora_only or len(corpus) <= corpus.settings.all_pairs_up_to

    def run(self, results: Mapping[str, Any], *, jobs: int, progress: Progress) -> Any:
        """Make the result, from its inputs only."""
        arguments = {name: results[name] for name in self.inputs}
        if "jobs" in inspect.signature(self.make).parameters:
            arguments |= {"jobs": jobs, "progress": progress}
        return self.make(**arguments)


def make_documents(corpus: Corpus, tokens: Tokens) -> pd.DataFrame:
    """The kept documents, with their length as comparisons count it.

    Returns:
        The columns of `Corpus.documents`, and one more.

        n_tokens: words and slogans of the document; a slogan counts once, not by its words.
    """
    table = corpus.documents.copy()
    # The user's own columns stay the last.
    table.insert(table.shape[1] - len(corpus.variable_columns), "n_tokens", tokens.n_tokens)
    return table


def make_groups(tokens: Tokens, vectors: sparse.csr_matrix) -> pd.DataFrame:
    """Compare districts and years and, in a small corpus, districts within a year."""
    corpus = tokens.corpus
    is_small = len(corpus) <= corpus.settings.all_pairs_up_to
    groupings = (*GROUPINGS, DISTRICT_YEAR) if is_small else GROUPINGS
    return stack([compare_groups(tokens, by=by, vectors=vectors) for by in groupings])


def stack(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Put tables of the same columns below each other."""
    import pandas as pd

    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else tables[0]


# In the order in which they run.
STEPS = (
    Step(
        "corpus",
        "read",
        lambda raw, settings, jobs, progress: read_corpus(
            raw, settings=settings, jobs=jobs, progress=progress
        ),
        settings=(
            "max_bytes",
            "max_unpacked_bytes",
            "max_chars",
            "max_pages",
            "ocr",
            "near_duplicate",
            "min_hanzi",
        ),
    ),
    Step("lexicon", "slogans", lambda raw: read_lexicon(raw / USER_FILE)),
    Step(
        "sections",
        "slogans",
        lambda corpus: corpus.sections,
        table="a heading",
        described_in=(Corpus.sections,),
    ),
    Step(
        "furniture",
        "slogans",
        lambda corpus: corpus.furniture,
        table="a line that was taken off a document",
        described_in=(Corpus.furniture,),
    ),
    Step(
        "ledger",
        "slogans",
        lambda corpus: corpus.ledger,
        settings=("language",),
        table="a file that was seen",
        described_in=(Corpus.ledger,),
    ),
    Step(
        "occurrences",
        "slogans",
        lambda corpus, lexicon, jobs, progress: find_occurrences(
            corpus, lexicon=lexicon, jobs=jobs, progress=progress
        ),
        table="a slogan at a place in a text",
        described_in=(find_occurrences,),
    ),
    Step(
        "counted_occurrences",
        "slogans",
        lambda corpus, occurrences: CountedOccurrences.of(corpus, occurrences),
    ),
    Step(
        "slogans",
        "slogans",
        lambda corpus, counted_occurrences, lexicon: find_slogans(
            corpus, counted_occurrences, lexicon=lexicon
        ),
        table="a slogan",
        described_in=(find_slogans,),
    ),
    Step(
        "slogan_groups",
        "slogans",
        lambda corpus, counted_occurrences: stack(
            [slogans_by(corpus, counted_occurrences, by=by) for by in GROUPINGS]
        ),
        table="a slogan in a district, or in a year",
        described_in=(slogans_by,),
    ),
    Step(
        "trends",
        "slogans",
        lambda corpus, counted_occurrences: find_trends(corpus, counted_occurrences),
        table="a slogan in a plan year",
        described_in=(find_trends,),
    ),
    Step(
        "life_cycles",
        "slogans",
        lambda trends, lexicon: life_cycles(trends, lexicon),
        table="the course of a slogan over the years",
        described_in=(life_cycles,),
    ),
    Step(
        "dating",
        "slogans",
        lambda corpus, counted_occurrences, lexicon: date_documents(corpus, counted_occurrences, lexicon),
        table="how old a document reads by its slogans",
        described_in=(date_documents,),
    ),
    Step(
        "tokens",
        "tokens",
        lambda corpus, occurrences, jobs, progress: tokenize(
            corpus, occurrences, jobs=jobs, progress=progress
        ),
        settings=("compare_responsible_units",),
    ),
    Step(
        "documents",
        "tokens",
        make_documents,
        settings=("language",),
        table="a plan that was kept",
        described_in=(Corpus.documents, make_documents),
    ),
    Step("vectors", "similarity", lambda tokens: tfidf(tokens), settings=("min_word_length", "sublinear_tf")),
    Step(
        "frozen_weights",
        "similarity",
        lambda tokens, earlier_weights: earlier_weights or freeze_weights(tokens),
        settings=("compare_responsible_units", "min_word_length", "sublinear_tf"),
    ),
    Step(
        "pairs",
        "similarity",
        lambda tokens, vectors, frozen_weights: compare_documents(
            tokens, vectors, frozen_weights=frozen_weights
        ),
        settings=(
            "all_pairs_up_to",
            "compare_responsible_units",
            "explained_pairs",
            "measured_pairs",
            "min_word_length",
            "neighbours",
            "sublinear_tf",
        ),
        table="two documents",
        described_in=(compare_documents,),
    ),
    Step(
        "pair_terms",
        "similarity",
        lambda tokens, pairs, vectors: pair_terms(tokens, pairs, vectors),
        settings=("explained_pairs", "min_word_length"),
        table="what a term adds to the score of two documents",
        described_in=(pair_terms,),
    ),
    Step(
        "pair_parts",
        "similarity",
        lambda tokens, pairs, pair_terms: pair_parts(tokens, pairs, terms=pair_terms),
        settings=("explained_pairs",),
        table="what a kind of terms adds to the score of two documents",
        described_in=(pair_parts,),
    ),
    Step(
        "groups",
        "similarity",
        make_groups,
        settings=(
            "all_pairs_up_to",
            "explained_pairs",
            "measured_pairs",
            "min_word_length",
            "neighbours",
            "sublinear_tf",
        ),
        table="two districts, two years, or (up to `all_pairs_up_to` documents) two districts in a year",
        described_in=(compare_groups,),
    ),
    Step(
        "group_terms",
        "similarity",
        lambda tokens, vectors: stack([group_terms(tokens, by=by, vectors=vectors) for by in GROUPINGS]),
        settings=("keyness_terms", "min_word_length"),
        table="a weighty term of a district, or of a year",
        described_in=(group_terms,),
    ),
    Step(
        "keyness",
        "similarity",
        lambda tokens: stack([find_keyness(tokens, by=by) for by in GROUPINGS]),
        settings=("keyness_terms", "language", "min_word_length", "permutations"),
        table="a term distinctive of a district, or of a year",
        described_in=(find_keyness,),
    ),
    Step(
        "tree",
        "similarity",
        lambda tokens, vectors: cluster(tokens, vectors=vectors),
        settings=("all_pairs_up_to", "bootstrap_draws", "language"),
        table="a merge of the hierarchical clustering of documents",
        described_in=(cluster,),
        small_corpora_only=True,
    ),
    Step(
        "map",
        "similarity",
        lambda tokens, vectors: map_items(tokens, vectors=vectors),
        settings=("all_pairs_up_to", "language"),
        table="a document on the two-dimensional map",
        described_in=(map_items,),
        small_corpora_only=True,
    ),
    Step(
        "variance",
        "similarity",
        lambda tokens, vectors: explain_variance(tokens, vectors=vectors),
        settings=("all_pairs_up_to", "language", "min_word_length", "permutations"),
        table="what place and year explain of how documents differ",
        described_in=(explain_variance,),
        small_corpora_only=True,
    ),
)
TABLES = tuple(step.name for step in STEPS if step.table)
