"""Structure: the tree of headings in a clean text, and faults in its numbering.

`marks` reads the marks at line starts, `unnumbered` finds the few headings that have none, `run_in` short
sentences that head their paragraphs, `tree` builds the levels, `gaps` finds numbers that are missing,
doubled or out of order. `sequences` and `heading_ends` find marks and ends of headings inside long lines.
`responsible_units` finds which bodies a task is given to.
"""

from analysis.documents.structure.gaps import numbering_gaps
from analysis.documents.structure.responsible_units import Spans, find_responsible_units
from analysis.documents.structure.tree import Section, find_sections, sections_at

__all__ = [
    "Section",
    "Spans",
    "find_responsible_units",
    "find_sections",
    "numbering_gaps",
    "sections_at",
]
