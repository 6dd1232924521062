"""Cleaning: from a file's text to the body that is analysed.

`furniture` says what each line is, `joining` puts broken sentences together; `clean` walks through
them, folds blanks and widths, and remembers where every character came from.
"""

from analysis.documents.cleaning.clean import Cleaned, clean
from analysis.documents.cleaning.furniture import Line

__all__ = ["Cleaned", "Line", "clean"]
