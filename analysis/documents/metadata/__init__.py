"""Metadata: what a document says about itself, each value with where it was read and how sure.

`titles`, `dates`, `issuers` and `whereabouts` each read their fields; `read` puts them together
with what a person stated.
"""

from analysis.documents.metadata.read import read_metadata
from analysis.documents.metadata.record import Metadata

__all__ = ["Metadata", "read_metadata"]
