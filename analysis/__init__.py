"""Compare what Chinese districts plan: slogans, similarity, what is distinctive of whom.

    import analysis

    corpus = analysis.read_corpus("data/raw")     # documents; corpus.ledger lists what was left out
    corpus = analysis.corpus_from_frame(frame)    # the same from a DataFrame with a text in each row
    slogans = analysis.find_slogans(corpus)       # recurring slogans
    tokens = analysis.tokenize(corpus)
    pairs = analysis.compare_documents(tokens)    # TF-IDF similarity of every pair
    why = analysis.explain(tokens, "西湖区 2022", "金坛区 2022")

Importing loads no module of the package; each name is loaded when it is first used. So that every
name is stated once, in the imports that type checkers read, those imports are parsed from this file:
that takes about a millisecond.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The public names, stated here and nowhere else. Type checkers read these imports as they stand;
    # at run time `_find_public_names` parses them from this file, and `__getattr__` loads a name when used.
    # `as NAME` marks a name as public.
    from analysis.comparison.clustering import cluster as cluster
    from analysis.comparison.clustering import map_items as map_items
    from analysis.comparison.keyness import find_keyness as find_keyness
    from analysis.comparison.pair import compare_pair as compare_pair
    from analysis.comparison.robustness import specification_curve as specification_curve
    from analysis.comparison.similarity import FrozenWeights as FrozenWeights
    from analysis.comparison.similarity import align_sections as align_sections
    from analysis.comparison.similarity import compare_documents as compare_documents
    from analysis.comparison.similarity import compare_groups as compare_groups
    from analysis.comparison.similarity import explain as explain
    from analysis.comparison.similarity import explain_parts as explain_parts
    from analysis.comparison.similarity import explain_sections as explain_sections
    from analysis.comparison.similarity import freeze_weights as freeze_weights
    from analysis.comparison.similarity import group_terms as group_terms
    from analysis.comparison.similarity import nearest_documents as nearest_documents
    from analysis.comparison.variance import explain_variance as explain_variance
    from analysis.documents.concordance import kwic as kwic
    from analysis.documents.corpus import Corpus as Corpus
    from analysis.documents.corpus import Document as Document
    from analysis.documents.frames import corpus_from_frame as corpus_from_frame
    from analysis.documents.ingest import read_corpus as read_corpus
    from analysis.documents.problems import find_problems as find_problems
    from analysis.output import figures as figures
    from analysis.output.caveats import limits as limits
    from analysis.settings import Settings as Settings
    from analysis.settings import read_settings as read_settings
    from analysis.slogans.dating import date_documents as date_documents
    from analysis.slogans.lexicon import Lexicon as Lexicon
    from analysis.slogans.lexicon import read_lexicon as read_lexicon
    from analysis.slogans.occurrences import find_occurrences as find_occurrences
    from analysis.slogans.summary import find_slogans as find_slogans
    from analysis.slogans.summary import slogans_by as slogans_by
    from analysis.slogans.trends import find_trends as find_trends
    from analysis.slogans.trends import life_cycles as life_cycles
    from analysis.tokens import Tokens as Tokens
    from analysis.tokens import tokenize as tokenize

    __version__: str


def _find_public_names() -> dict[str, str]:
    """The public names, each with the module that its import above names."""
    return {
        alias.name: str(node.module)
        for node in ast.walk(ast.parse(Path(__file__).read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname
    }


_MODULES = _find_public_names()

# Hidden from type checkers, so that they report a name that is not there.
if not TYPE_CHECKING:
    __all__ = sorted(_MODULES)

    def __getattr__(name: str) -> object:
        if name == "__version__":
            return _find_version()
        if name not in _MODULES:
            raise AttributeError(f"module 'analysis' has no attribute {name!r}")
        # The same as `from MODULE import NAME`, which also loads a module of that name (figures).
        return getattr(__import__(_MODULES[name], fromlist=[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES, "__version__"})


def _find_version() -> str:
    """The version that was installed; unknown if the package is not installed."""
    import importlib.metadata

    try:
        return importlib.metadata.version("district-analysis")
    except importlib.metadata.PackageNotFoundError:
        return "0+unknown"
