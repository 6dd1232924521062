"""Cleaning: from a file's text to the body that is analysed.

`furniture` says what each line is, `joining` puts broken sentences together, `folding` closes
blanks and folds widths; `clean` walks through them and remembers where every character came from.
"""

from analysis.cleaning.clean import Cleaned, clean
from analysis.cleaning.folding import CJK, fold
from analysis.cleaning.furniture import Line
from analysis.cleaning.simplify import simplify

__all__ = ["CJK", "Cleaned", "Line", "clean", "fold", "simplify"]
