"""Robustness: does a claim hold however the texts are cut, counted and weighed?"""

from analysis.comparison.robustness.curve import (
    Claim,
    alike_within,
    more_alike,
    more_of,
    specification_curve,
    specifications,
    support,
)
from analysis.comparison.robustness.prepared_corpus import CHOICES, Specification, View

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
