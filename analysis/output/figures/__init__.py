"""Figures: a result table in, matplotlib Axes out. Nothing here computes a result, saves or shows.

`style` holds fonts, colours and the rendering to bytes, `layout` sets labels and text; `heatmap`,
`intervals`, `arrangement`, `specification` and `terms` draw; `sheets` composes whole figures for `analysis run`.
"""

from analysis.output.figures.arrangement import dendrogram, document_map
from analysis.output.figures.heatmap import similarity_heatmap, slogan_matrix
from analysis.output.figures.intervals import effect_intervals, score_intervals
from analysis.output.figures.sheets import SHEETS, draw_all
from analysis.output.figures.specification import specification_plot
from analysis.output.figures.style import (
    MissingGlyphError,
    check_glyphs,
    font_path,
    render,
    styled,
    texts_of,
    use_style,
)
from analysis.output.figures.terms import distinctive_terms, word_cloud

__all__ = [
    "SHEETS",
    "MissingGlyphError",
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
    "styled",
    "texts_of",
    "use_style",
    "word_cloud",
]
