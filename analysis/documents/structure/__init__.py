"""Structure: the tree of headings in a clean text, and what is odd in its numbering.

`marks` reads the marks at line starts, `unnumbered` tells the few headings that have none,
`tree` puts them into levels, `gaps` looks for numbers that are missing.
"""

from analysis.documents.structure.gaps import numbering_gaps
from analysis.documents.structure.tree import Section, find_sections, sections_at

__all__ = ["Section", "find_sections", "numbering_gaps", "sections_at"]
