"""Robustness: does a claim hold however the texts are cut, counted and weighed?

- claims: ready-made claims, such as that one pair is more alike than another
- curve: `specification_curve`, a claim under all specifications, and `support`, its summary
- specifications: the choices and every combination of them
- prepared_corpus: the corpus, ready to be seen under each specification
- units: its words, slogans and n-grams; unit_counts: their counts; masks: what can be left out
- view: the vectors under one specification, by which a claim is judged
"""

from analysis.comparison.robustness.claims import Claim, alike_within, more_alike, more_of
from analysis.comparison.robustness.curve import specification_curve, support
from analysis.comparison.robustness.specifications import CHOICES, Specification, specifications
from analysis.comparison.robustness.view import View

__all__ = [
    "CHOICES",
    "Claim",
    "Specification",
    "View",
    "alike_within",
    "more_alike",
    "more_of",
    "specification_curve",
    "specifications",
    "support",
]
