"""Metadata: what a document says about itself, each value with its source and how sure it is.

Each field has a module: `titles` (title and genre), `years` (the year that a plan is for),
`issue_dates` (the date of issue), `issuers`, `numbers` (document numbers) and `place`. They read a
`page` (the document's furniture and text) and return the `values`. `combine` calls them all and lets the
`columns` of a table and the `manifest` overrule what they read.
"""

from analysis.documents.metadata.columns import ColumnValues
from analysis.documents.metadata.combine import read_metadata
from analysis.documents.metadata.values import Metadata

__all__ = ["ColumnValues", "Metadata", "read_metadata"]
