"""Cleaning: from a file's text to the body that is analysed.

`furniture` gives each line its role, with the help of `layout` (page numbers, running heads, tables of
contents), `boilerplate` (what is around the document in its file) and `preface` (fields that a crawler
wrote above it). `unbroken` restores the breaks of a text in one line, `joining` joins lines that break
inside a sentence. `clean_text` calls them, folds blanks and widths, and keeps for every
character where it came from.
"""

from analysis.documents.cleaning.clean_text import Cleaned, clean
from analysis.documents.cleaning.furniture import Line

__all__ = ["Cleaned", "Line", "clean"]
