"""Keyness: what is distinctive of a district or a year, against all the others or against one."""

from analysis.comparison.keyness.measures import log_likelihood, log_odds, log_ratio
from analysis.comparison.keyness.table import find_keyness

__all__ = ["find_keyness", "log_likelihood", "log_odds", "log_ratio"]
