"""Splitting: a file that holds several plans becomes several documents, `file#1`, `file#2`.

`titles` finds the titles that a text has in lines of their own, with the numbering below each; `boundaries`
decides which of them start another plan; `split` makes a draft of each.
"""

from analysis.documents.splitting.split import split_documents

__all__ = ["split_documents"]
