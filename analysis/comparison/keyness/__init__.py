"""Keyness: what is distinctive of a district or a year, against all the others or against one.

- group_sums: the sums over documents that all the rest is computed from
- measures: effect (weighted log odds), log ratio and log-likelihood of a term
- interval: the 95 % interval of the effect over documents
- permutation: the permutation test over documents
- table: `find_keyness`, which puts these side by side
"""

from analysis.comparison.keyness.measures import log_likelihood, log_odds, log_ratio
from analysis.comparison.keyness.table import find_keyness

__all__ = ["find_keyness", "log_likelihood", "log_odds", "log_ratio"]
