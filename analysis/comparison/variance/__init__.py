"""Variance: does the place or the year explain more of how plans differ?

- design: which documents can tell place from year, and whether any can
- permanova: what groups explain of the distances, with its permutation test
- drift: whether plans of one place grow apart over the years
- table: `explain_variance`, which puts these side by side
"""

from analysis.comparison.variance.drift import drift
from analysis.comparison.variance.permanova import Permanova, permanova
from analysis.comparison.variance.table import COLUMNS, explain_variance

__all__ = ["COLUMNS", "Permanova", "drift", "explain_variance", "permanova"]
