"""Variance: does the place or the year explain more of how plans differ?"""

from analysis.comparison.variance.measures import Permanova, drift, permanova
from analysis.comparison.variance.table import COLUMNS, explain_variance

__all__ = ["COLUMNS", "Permanova", "drift", "explain_variance", "permanova"]
