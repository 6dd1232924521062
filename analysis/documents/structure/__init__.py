"""Structure: the tree of headings in a clean text, and faults in its numbering.

`marks` reads the marks at line starts, `unnumbered` finds the few headings that have none, `tree`
builds the levels, `gaps` finds numbers that are missing, doubled or out of order.
"""

from analysis.documents.structure.gaps import numbering_gaps
from analysis.documents.structure.tree import Section, find_sections, sections_at

__all__ = ["Section", "find_sections", "numbering_gaps", "sections_at"]
