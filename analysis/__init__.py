"""Compare what Chinese districts plan: slogans, similarity, what is distinctive of whom.

    import analysis

    corpus = analysis.read_corpus("data/raw")     # documents; corpus.ledger says what was left out
    slogans = analysis.find_slogans(corpus)       # recurring slogans
    tokens = analysis.tokenize(corpus)
    pairs = analysis.compare_documents(tokens)    # TF-IDF similarity of every pair
    why = analysis.explain(tokens, "西湖区 2022", "金坛区 2022")

Importing does no work; each name is loaded when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.comparison.clustering import cluster, map_items
    from analysis.comparison.keyness import find_keyness
    from analysis.comparison.pair import compare_pair
    from analysis.comparison.robustness import specification_curve
    from analysis.comparison.similarity import (
        FrozenWeights,
        align_sections,
        compare_documents,
        compare_groups,
        explain,
        explain_parts,
        explain_sections,
        freeze_weights,
        group_terms,
        nearest_documents,
    )
    from analysis.comparison.variance import explain_variance
    from analysis.documents.concordance import kwic
    from analysis.documents.corpus import Corpus, Document
    from analysis.documents.ingest import read_corpus
    from analysis.documents.problems import find_problems
    from analysis.output import figures
    from analysis.output.caveats import limits
    from analysis.settings import Settings, read_settings
    from analysis.slogans.dating import date_documents
    from analysis.slogans.lexicon import Lexicon, read_lexicon
    from analysis.slogans.occurrences import find_occurrences, find_slogans, slogans_by
    from analysis.slogans.trends import find_trends, life_cycles
    from analysis.tokens import Tokens, tokenize

_HOMES = {
    "Corpus": "documents.corpus",
    "Document": "documents.corpus",
    "Lexicon": "slogans.lexicon",
    "FrozenWeights": "comparison.similarity",
    "Settings": "settings",
    "Tokens": "tokens",
    "align_sections": "comparison.similarity",
    "cluster": "comparison.clustering",
    "compare_documents": "comparison.similarity",
    "compare_groups": "comparison.similarity",
    "compare_pair": "comparison.pair",
    "date_documents": "slogans.dating",
    "explain": "comparison.similarity",
    "explain_parts": "comparison.similarity",
    "explain_sections": "comparison.similarity",
    "explain_variance": "comparison.variance",
    "find_keyness": "comparison.keyness",
    "find_occurrences": "slogans.occurrences",
    "find_problems": "documents.problems",
    "find_slogans": "slogans.occurrences",
    "find_trends": "slogans.trends",
    "group_terms": "comparison.similarity",
    "kwic": "documents.concordance",
    "life_cycles": "slogans.trends",
    "limits": "output.caveats",
    "freeze_weights": "comparison.similarity",
    "map_items": "comparison.clustering",
    "nearest_documents": "comparison.similarity",
    "read_corpus": "documents.ingest",
    "read_lexicon": "slogans.lexicon",
    "read_settings": "settings",
    "slogans_by": "slogans.occurrences",
    "specification_curve": "comparison.robustness",
    "tokenize": "tokens",
}

__all__ = [
    "Corpus",
    "Document",
    "FrozenWeights",
    "Lexicon",
    "Settings",
    "Tokens",
    "align_sections",
    "cluster",
    "compare_documents",
    "compare_groups",
    "compare_pair",
    "date_documents",
    "explain",
    "explain_parts",
    "explain_sections",
    "explain_variance",
    "figures",
    "find_keyness",
    "find_occurrences",
    "find_problems",
    "find_slogans",
    "find_trends",
    "freeze_weights",
    "group_terms",
    "kwic",
    "life_cycles",
    "limits",
    "map_items",
    "nearest_documents",
    "read_corpus",
    "read_lexicon",
    "read_settings",
    "slogans_by",
    "specification_curve",
    "tokenize",
]


def __getattr__(name: str) -> Any:
    if name == "figures":
        return importlib.import_module("analysis.output.figures")
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(importlib.import_module(f"analysis.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
