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
    from analysis import figures
    from analysis.clustering import cluster, map_items
    from analysis.comparison import compare_pair
    from analysis.concordance import kwic
    from analysis.corpus import Corpus, Document
    from analysis.dating import date_documents
    from analysis.ingest import read_corpus
    from analysis.inventory import find_problems
    from analysis.keyness import find_keyness
    from analysis.lexicon import Lexicon, read_lexicon
    from analysis.limitations import limits
    from analysis.robustness import specification_curve
    from analysis.settings import Settings, read_settings
    from analysis.similarity import (
        Reference,
        align_sections,
        compare_documents,
        compare_groups,
        explain,
        explain_parts,
        explain_sections,
        group_terms,
        make_reference,
        nearest_documents,
    )
    from analysis.slogans import find_occurrences, find_slogans, slogans_by
    from analysis.tokens import Tokens, tokenize
    from analysis.trends import find_trends, life_cycles
    from analysis.variance import explain_variance

_HOMES = {
    "Corpus": "corpus",
    "Document": "corpus",
    "Lexicon": "lexicon",
    "Reference": "similarity",
    "Settings": "settings",
    "Tokens": "tokens",
    "align_sections": "similarity",
    "cluster": "clustering",
    "compare_documents": "similarity",
    "compare_groups": "similarity",
    "compare_pair": "comparison",
    "date_documents": "dating",
    "explain": "similarity",
    "explain_parts": "similarity",
    "explain_sections": "similarity",
    "explain_variance": "variance",
    "find_keyness": "keyness",
    "find_occurrences": "slogans",
    "find_problems": "inventory",
    "find_slogans": "slogans",
    "find_trends": "trends",
    "group_terms": "similarity",
    "kwic": "concordance",
    "life_cycles": "trends",
    "limits": "limitations",
    "make_reference": "similarity",
    "map_items": "clustering",
    "nearest_documents": "similarity",
    "read_corpus": "ingest",
    "read_lexicon": "lexicon",
    "read_settings": "settings",
    "slogans_by": "slogans",
    "specification_curve": "robustness",
    "tokenize": "tokens",
}

__all__ = [
    "Corpus",
    "Document",
    "Lexicon",
    "Reference",
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
    "group_terms",
    "kwic",
    "life_cycles",
    "limits",
    "make_reference",
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
        return importlib.import_module("analysis.figures")
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(importlib.import_module(f"analysis.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
