"""Figures: a result table in, matplotlib Axes out. Nothing here computes a result, saves or shows.

`heatmap`, `intervals`, `tree`, `map` (with `map_labels`), `specification` and `terms` draw; `sheets`
composes the figures of `analysis run`. What they share: `colours`, `style` (font and sizes), `labels`
(their words in both languages), `layout` (lines of text, labelled rows) and `saving` (bytes of files).
"""

from analysis.output.figures.heatmap import similarity_heatmap, slogan_matrix
from analysis.output.figures.intervals import effect_intervals, score_intervals
from analysis.output.figures.map import document_map
from analysis.output.figures.saving import render, texts_of
from analysis.output.figures.sheets import SHEETS, draw_all
from analysis.output.figures.specification import specification_plot
from analysis.output.figures.style import (
    MissingGlyphError,
    apply_style,
    check_glyphs,
    font_path,
    use_style,
)
from analysis.output.figures.terms import distinctive_terms, word_cloud
from analysis.output.figures.tree import dendrogram

__all__ = [
    "SHEETS",
    "MissingGlyphError",
    "apply_style",
    "check_glyphs",
    "dendrogram",
    "distinctive_terms",
    "document_map",
    "draw_all",
    "effect_intervals",
    "font_path",
    "render",
    "score_intervals",
    "similarity_heatmap",
    "slogan_matrix",
    "specification_plot",
    "texts_of",
    "use_style",
    "word_cloud",
]
