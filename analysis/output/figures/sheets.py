"""Sheets: whole figures, composed from tables alone, ready to be saved.

Each sheet is a plot with its title and, below it, what the numbers rest on and what they can't
carry. Large corpora are cut to what a page can show, and the sheet says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from analysis.output.figures.arrangement import dendrogram, document_map, leaf_labels
from analysis.output.figures.heatmap import similarity_heatmap, slogan_matrix
from analysis.output.figures.intervals import (
    effect_intervals,
    effect_key,
    pair_labels,
    score_intervals,
    shown_pairs,
)
from analysis.output.figures.labels import word
from analysis.output.figures.layout import lines_of, wrapped
from analysis.output.figures.style import LEVEL_COLOURS, drawable, styled
from analysis.output.figures.terms import distinctive_terms, shown_terms, word_cloud

PANELS = 12
PANEL_COLUMNS = 2
EFFECT_PANELS = 6
EFFECT_TERMS = 10
# Inches of a row of dots, and of what stands above and below the rows.
ROW = 0.23
AROUND = 2.3


@dataclass(frozen=True)
class Tables:
    """The tables that the figures of a run are drawn from, as `analysis run` writes them.

    Large corpora have no tree and no map.
    """

    documents: pd.DataFrame
    pairs: pd.DataFrame
    groups: pd.DataFrame
    slogan_groups: pd.DataFrame
    terms: pd.DataFrame
    keyness: pd.DataFrame
    tree: pd.DataFrame | None = None
    map: pd.DataFrame | None = None


def draw_all(
    tables: Tables, *, notes: dict[str, str], most: int, language: str = "zh"
) -> Iterator[tuple[str, Figure]]:
    """Every figure of a run with the name of its file.

    Args:
        tables: what to draw.
        notes: sentences to stand under the figures that compare "documents", "district", "year".
        most: the most documents, groups or slogans in one figure.
        language: of the labels, "zh" or "en".
    """
    with styled():
        yield "similarity_documents", _documents(tables, notes, most, language)
        for by, plural in (("district", "districts"), ("year", "years")):
            yield f"similarity_{plural}", _groups(tables, by, notes, most, language)
        if len(tables.pairs):
            yield "similarity_intervals", _intervals(tables, notes, most, language)
        if tables.tree is not None and len(tables.tree):
            yield "tree", _tree(tables, tables.tree, notes, most, language)
        if tables.map is not None and len(tables.map):
            yield "map", _map(tables, tables.map, notes, language)
        yield "slogan_matrix", _slogans(tables, notes, most, language)
        yield "distinctive_terms", _distinctive(tables, notes, language)
        if (tables.keyness["by"] == "district").any():
            yield "keyness_effects", _effects(tables, notes, language)
        clouds = list(tables.terms.groupby("group", sort=True))
        for place, terms in clouds[:most]:
            note = _cut(word("word cloud note", language), len(clouds), most, language)
            yield f"wordcloud_{_file_name(str(place))}", _cloud(str(place), terms, note, language)


def _documents(tables: Tables, notes: dict[str, str], most: int, language: str) -> Figure:
    documents = tables.documents.sort_values(["place", "year", "label"])
    breaks = documents["label"].str.replace(" ", "\n", n=1, regex=False)
    label = dict(zip(documents["doc_id"], breaks, strict=True))
    order = [label[doc_id] for doc_id in documents["doc_id"].head(most)]
    pairs = tables.pairs.assign(a=tables.pairs["a"].map(label), b=tables.pairs["b"].map(label))
    figure, ax = _square(len(order))
    similarity_heatmap(pairs, order=order, ax=ax, language=language)
    title = f"{word('similarity', language)}：{word('documents', language)}"
    return _finish(
        figure,
        ax,
        title,
        _cut(word("scale", language) + notes["documents"], len(documents), most, language),
    )


def _groups(tables: Tables, by: str, notes: dict[str, str], most: int, language: str) -> Figure:
    groups = tables.groups[tables.groups["by"] == by]
    names = sorted({*groups["a"], *groups["b"]})
    size = {
        **dict(zip(groups["a"], groups["group_docs_a"], strict=True)),
        **dict(zip(groups["b"], groups["group_docs_b"], strict=True)),
    }
    shown = {name: f"{name}\n{word('n documents', language, n=size[name])}" for name in names}
    named = groups.assign(a=groups["a"].map(shown), b=groups["b"].map(shown))
    order = [shown[name] for name in names[:most]]
    figure, ax = _square(len(order))
    similarity_heatmap(named, order=order, ax=ax, language=language)
    title = f"{word('similarity', language)}：{word(by, language)}"
    return _finish(figure, ax, title, _cut(word("scale", language) + notes[by], len(names), most, language))


def _names(tables: Tables) -> dict[str, str]:
    return dict(zip(tables.documents["doc_id"], tables.documents["label"], strict=True))


def _intervals(tables: Tables, notes: dict[str, str], most: int, language: str) -> Figure:
    names = _names(tables)
    shown = pair_labels(shown_pairs(tables.pairs, most), names)
    figure, ax = plt.subplots(figsize=(7.2, AROUND + ROW * lines_of(shown)))
    score_intervals(tables.pairs, names=names, ax=ax, most=most, language=language)
    note = notes["documents"] + word("intervals each", language)
    return _finish(figure, ax, word("score intervals", language), note)


def _tree(tables: Tables, tree: pd.DataFrame, notes: dict[str, str], most: int, language: str) -> Figure:
    names = _names(tables)
    leaves = leaf_labels(tree, names, most=most, language=language)
    figure, ax = plt.subplots(figsize=(7.2, AROUND + ROW * lines_of(leaves)))
    dendrogram(tree, names=names, ax=ax, most=most, language=language)
    note = notes["documents"] + word("tree note", language)
    note = _cut(note, len(tree) + 1, len(leaves), language)
    return _finish(figure, ax, word("tree", language), note)


def _map(tables: Tables, table: pd.DataFrame, notes: dict[str, str], language: str) -> Figure:
    figure, ax = plt.subplots(figsize=(7.2, 7.2))
    # The labels are placed for these axes, so nothing may move them afterwards.
    figure.subplots_adjust(left=0.11, right=0.97, bottom=0.12, top=0.88)
    document_map(table, names=_names(tables), ax=ax, language=language)
    note = notes["documents"] + word("map note", language)
    return _finish(figure, ax, word("map", language), note, fit=False)


def _effects(tables: Tables, notes: dict[str, str], language: str) -> Figure:
    keyness = tables.keyness[tables.keyness["by"] == "district"]
    groups = sorted(keyness["group"].unique())
    shown = groups[:EFFECT_PANELS]
    n_rows = -(-len(shown) // PANEL_COLUMNS)
    figure, axes = plt.subplots(n_rows, PANEL_COLUMNS, figsize=(8.6, 3.9 * n_rows + 0.9), squeeze=False)
    for ax in axes.ravel()[len(shown) :]:
        ax.set_axis_off()
    for ax, group in zip(axes.ravel(), shown, strict=False):
        effect_intervals(keyness, group=group, ax=ax, most=EFFECT_TERMS, language=language)
        ax.set_title(drawable(str(group)), loc="left")
        ax.get_legend().remove()
    drawn = [shown_terms(keyness[keyness["group"] == group], EFFECT_TERMS) for group in shown]
    figure.legend(
        handles=effect_key(pd.concat(drawn), language),
        loc="upper left",
        ncols=4,
        frameon=False,
        bbox_to_anchor=(0.005, 1 - 0.3 / figure.get_figheight()),
        fontsize=8,
    )
    note = f"{word('chosen by z', language)}{notes['district']}"
    note = _cut(note, len(groups), EFFECT_PANELS, language)
    return _finish(figure, None, word("keyness effects", language), note)


def _slogans(tables: Tables, notes: dict[str, str], most: int, language: str) -> Figure:
    sizes = tables.documents.groupby("place").size()
    groups = sorted(sizes.index)
    shown = {g: f"{g}\n{word('n documents', language, n=sizes[g])}" for g in groups}
    own = _on_their_own(tables.slogan_groups)
    slogans = _widespread(own)
    columns = [shown[g] for g in groups[:most]]
    rows = slogans[:most]
    figure, ax = plt.subplots(figsize=(2.6 + 0.95 * max(3, len(columns)), 1.3 + 0.25 * max(4, len(rows))))
    table = own.assign(group=own["group"].map(shown))
    slogan_matrix(table, slogans=rows, groups=columns, ax=ax, language=language)
    note = f"{word('counts in cells', language)}{notes['district']}"
    note = _cut(_cut(note, len(slogans), most, language), len(groups), most, language)
    return _finish(figure, ax, word("slogan matrix", language), note)


def _on_their_own(slogan_groups: pd.DataFrame) -> pd.DataFrame:
    """Slogans of districts without the places where they are a part of a longer slogan."""
    table = slogan_groups[slogan_groups["by"] == "district"]
    own = table["n"] - table["n_nested"]
    table = table.assign(n=own, rate=table["rate"] * own / table["n"])
    return table[own > 0]


def _widespread(own: pd.DataFrame) -> list[str]:
    """Slogans of two groups or more, the most widespread and then the most frequent first."""
    spread = own.groupby("slogan").agg(groups=("group", "nunique"), n=("n", "sum")).reset_index()
    spread = spread[spread["groups"] >= 2]
    spread = spread.sort_values(["groups", "n", "slogan"], ascending=[False, False, True])
    return list(spread["slogan"])


def _distinctive(tables: Tables, notes: dict[str, str], language: str) -> Figure:
    keyness = tables.keyness[tables.keyness["by"] == "district"]
    groups = [(str(name), rows) for name, rows in keyness.groupby("group", sort=True)]
    shown = groups[:PANELS]
    n_rows = max(1, -(-len(shown) // PANEL_COLUMNS))
    figure, axes = plt.subplots(n_rows, PANEL_COLUMNS, figsize=(8.6, 3.2 * n_rows + 0.9), squeeze=False)
    for ax in axes.ravel()[len(shown) :]:
        ax.set_axis_off()
    for ax, (name, rows) in zip(axes.ravel(), shown, strict=False):
        distinctive_terms(rows, ax=ax, language=language)
        ax.set_title(drawable(name), loc="left")
    title = word("distinctive", language)
    drawn = {level for _, rows in shown for level in shown_terms(rows)["level"]}
    _colour_key(figure, drawn, language)
    note = f"{word('counts beside', language)}{notes['district']}"
    return _finish(figure, None, title, _cut(note, len(groups), PANELS, language))


def _cloud(place: str, terms: pd.DataFrame, note: str, language: str) -> Figure:
    figure, ax = plt.subplots(figsize=(7.2, 4.9))
    figure.subplots_adjust(left=0.02, right=0.98, bottom=0.12, top=0.9)
    word_cloud(terms, ax=ax, language=language)
    n = word("n documents", language, n=int(terms["group_docs"].iloc[0]))
    note = f"{n}；{note}"
    return _finish(figure, ax, word("word cloud", language, group=drawable(place)), note, fit=False)


def _colour_key(figure: Figure, levels: set[str], language: str) -> None:
    known = [level for level in LEVEL_COLOURS if level in levels]
    handles = [Patch(color=LEVEL_COLOURS[level], label=word(level, language)) for level in known]
    figure.legend(handles=handles, loc="upper right", ncols=2, frameon=False, fontsize=8)


def _square(n: int) -> tuple[Figure, Axes]:
    side = float(np.clip(0.62 * n + 1.6, 4.2, 16))
    return plt.subplots(figsize=(side + 1.2, side))


def _cut(note: str, total: int, shown: int, language: str) -> str:
    if total <= shown:
        return note
    return f"{note}\n{word('first of', language, total=total, shown=shown)}"


def _finish(figure: Figure, ax: Axes | None, title: str, note: str, *, fit: bool = True) -> Figure:
    """Put the title and the note in place and leave pyplot's list of open figures."""
    note = wrapped(drawable(note), int(figure.get_figwidth() * 8.6))
    height = figure.get_figheight()
    figure.text(0.02, 1 - 0.12 / height, title, ha="left", va="top", fontsize=12)
    if fit:
        below = (0.16 * (note.count("\n") + 1) + 0.1) / height if note else 0.0
        figure.tight_layout(rect=(0, below, 1, 1 - (0.75 if ax is None else 0.3) / height))
    figure.text(0.02, 0.012, note, fontsize=7.5, color="#555555", va="bottom", linespacing=1.35)
    plt.close(figure)
    return figure


def _file_name(place: str) -> str:
    return "".join(c if c.isalnum() or c in "-_" else "_" for c in place).strip("_")
