"""Robustness: does a claim hold however the texts are cut, counted and weighed?"""

from analysis.comparison.robustness.bench import CHOICES, Specification, View
from analysis.comparison.robustness.curve import (
    Claim,
    alike_within,
    more_alike,
    more_of,
    specification_curve,
    specifications,
    support,
)

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
