"""Sheets: whole figures, composed from tables alone, ready to be saved.

Each sheet is a plot with its title and, below it, what the numbers rest on and what they can't
carry. Large corpora are cut to what a page can show, and the sheet says so.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from analysis.output.figures.colours import LEVEL_COLOURS, NOTE
from analysis.output.figures.heatmap import similarity_heatmap, slogan_matrix
from analysis.output.figures.intervals import (
    effect_intervals,
    effect_legend,
    pair_labels,
    score_intervals,
    select_pairs,
)
from analysis.output.figures.labels import word
from analysis.output.figures.layout import count_lines, wrap_text
from analysis.output.figures.map import document_map
from analysis.output.figures.style import replace_missing_glyphs, styled
from analysis.output.figures.terms import distinctive_terms, select_terms, word_cloud
from analysis.output.figures.tree import dendrogram, leaf_labels

PANELS = 12
PANEL_COLUMNS = 2
EFFECT_PANELS = 6
EFFECT_TERMS = 10
# Inches of a row of dots, and of what stands above and below the rows.
ROW = 0.23
AROUND = 2.3


@dataclass(frozen=True)
class Page:
    """What the sheets of a run have in common.

    Attributes:
        notes: sentences to stand under the figures that compare "documents", "district", "year".
        most: the most documents, groups or slogans in one figure.
        language: of the labels, "zh" or "en".
    """

    notes: Mapping[str, str]
    most: int
    language: str = "zh"


@dataclass(frozen=True)
class Sheet:
    """One sheet of a run; adding a figure means adding one entry to `SHEETS`.

    Attributes:
        name: of its file, without suffix; of several figures it is followed by that of each.
        draw: takes a `Page` and the tables that the sheet needs, by their names; returns the
            figure, several figures by name, or None where the tables hold nothing to draw.
    """

    name: str
    draw: Callable[..., Figure | dict[str, Figure] | None]

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that the sheet is drawn from."""
        return tuple(name for name in inspect.signature(self.draw).parameters if name != "page")

    def figures(self, tables: Mapping[str, pd.DataFrame], page: Page) -> Iterator[tuple[str, Figure]]:
        """The sheet's figures with the names of their files; none where a table was not made."""
        if not all(name in tables for name in self.tables):
            return
        drawn = self.draw(page, **{name: tables[name] for name in self.tables})
        if isinstance(drawn, dict):
            yield from ((f"{self.name}_{name}", figure) for name, figure in drawn.items())
        elif drawn is not None:
            yield self.name, drawn


def draw_all(
    tables: Mapping[str, pd.DataFrame], *, notes: Mapping[str, str], most: int, language: str = "zh"
) -> Iterator[tuple[str, Figure]]:
    """Every figure of a run with the name of its file.

    Args:
        tables: the tables by name, as `analysis run` makes them; a sheet whose tables are not all
            there is left out.
        notes: sentences to stand under the figures that compare "documents", "district", "year".
        most: the most documents, groups or slogans in one figure.
        language: of the labels, "zh" or "en".
    """
    page = Page(notes, most, language)
    with styled():
        for sheet in SHEETS:
            yield from sheet.figures(tables, page)


def draw_documents(page: Page, documents: pd.DataFrame, pairs: pd.DataFrame) -> Figure:
    """How alike the documents are, as a heatmap."""
    documents = documents.sort_values(["place", "year", "label"])
    breaks = documents["label"].str.replace(" ", "\n", n=1, regex=False)
    label = dict(zip(documents["doc_id"], breaks, strict=True))
    order = [label[doc_id] for doc_id in documents["doc_id"].head(page.most)]
    named_pairs = pairs.assign(a=pairs["a"].map(label), b=pairs["b"].map(label))
    figure, ax = _square(len(order))
    similarity_heatmap(named_pairs, order=order, ax=ax, language=page.language)
    title = f"{word('similarity', page.language)}：{word('documents', page.language)}"
    note = word("scale", page.language) + page.notes["documents"]
    return _finish(figure, ax, title, _cut(note, len(documents), page.most, page.language))


def draw_districts(page: Page, groups: pd.DataFrame) -> Figure:
    """How alike the districts are, as a heatmap."""
    return _draw_groups(page, groups, "district")


def draw_years(page: Page, groups: pd.DataFrame) -> Figure:
    """How alike the years are, as a heatmap."""
    return _draw_groups(page, groups, "year")


def _draw_groups(page: Page, groups: pd.DataFrame, by: str) -> Figure:
    language = page.language
    groups = groups[groups["by"] == by]
    names = sorted({*groups["a"], *groups["b"]})
    size = {
        **dict(zip(groups["a"], groups["group_docs_a"], strict=True)),
        **dict(zip(groups["b"], groups["group_docs_b"], strict=True)),
    }
    shown = {name: f"{name}\n{word('n documents', language, n=size[name])}" for name in names}
    named = groups.assign(a=groups["a"].map(shown), b=groups["b"].map(shown))
    order = [shown[name] for name in names[: page.most]]
    figure, ax = _square(len(order))
    similarity_heatmap(named, order=order, ax=ax, language=language)
    title = f"{word('similarity', language)}：{word(by, language)}"
    note = word("scale", language) + page.notes[by]
    return _finish(figure, ax, title, _cut(note, len(names), page.most, language))


def _labels(documents: pd.DataFrame) -> dict[str, str]:
    return dict(zip(documents["doc_id"], documents["label"], strict=True))


def draw_intervals(page: Page, documents: pd.DataFrame, pairs: pd.DataFrame) -> Figure | None:
    """The scores of the most alike documents with their intervals."""
    if pairs.empty:
        return None
    names = _labels(documents)
    shown = pair_labels(select_pairs(pairs, page.most), names)
    figure, ax = plt.subplots(figsize=(7.2, AROUND + ROW * count_lines(shown)))
    score_intervals(pairs, names=names, ax=ax, most=page.most, language=page.language)
    note = page.notes["documents"] + word("intervals each", page.language)
    return _finish(figure, ax, word("score intervals", page.language), note)


def draw_tree(page: Page, documents: pd.DataFrame, tree: pd.DataFrame) -> Figure | None:
    """The tree of documents."""
    if tree.empty:
        return None
    names, most, language = _labels(documents), page.most, page.language
    leaves = leaf_labels(tree, names, most=most, language=language)
    figure, ax = plt.subplots(figsize=(7.2, AROUND + ROW * count_lines(leaves)))
    dendrogram(tree, names=names, ax=ax, most=most, language=language)
    note = page.notes["documents"] + word("tree note", language)
    note = _cut(note, len(tree) + 1, len(leaves), language)
    return _finish(figure, ax, word("tree", language), note)


def draw_map(page: Page, documents: pd.DataFrame, map: pd.DataFrame) -> Figure | None:
    """The map of documents."""
    if map.empty:
        return None
    figure, ax = plt.subplots(figsize=(7.2, 7.2))
    # The labels are placed for these axes, so nothing may move them afterwards.
    figure.subplots_adjust(left=0.11, right=0.97, bottom=0.12, top=0.88)
    document_map(map, names=_labels(documents), ax=ax, language=page.language)
    note = page.notes["documents"] + word("map note", page.language)
    return _finish(figure, ax, word("map", page.language), note, fit=False)


def draw_effects(page: Page, keyness: pd.DataFrame) -> Figure | None:
    """What each district says more and less, with intervals."""
    language = page.language
    keyness = keyness[keyness["by"] == "district"]
    if keyness.empty:
        return None
    groups = sorted(keyness["group"].unique())
    shown = groups[:EFFECT_PANELS]
    n_rows = -(-len(shown) // PANEL_COLUMNS)
    figure, axes = plt.subplots(n_rows, PANEL_COLUMNS, figsize=(8.6, 3.9 * n_rows + 0.9), squeeze=False)
    for ax in axes.ravel()[len(shown) :]:
        ax.set_axis_off()
    for ax, group in zip(axes.ravel(), shown, strict=False):
        effect_intervals(keyness, group=group, ax=ax, most=EFFECT_TERMS, language=language)
        ax.set_title(replace_missing_glyphs(str(group)), loc="left")
        ax.get_legend().remove()
    drawn = [select_terms(keyness[keyness["group"] == group], EFFECT_TERMS) for group in shown]
    figure.legend(
        handles=effect_legend(pd.concat(drawn), language),
        loc="upper left",
        ncols=4,
        frameon=False,
        bbox_to_anchor=(0.005, 1 - 0.3 / figure.get_figheight()),
        fontsize=8,
    )
    note = f"{word('chosen by z', language)}{page.notes['district']}"
    note = _cut(note, len(groups), EFFECT_PANELS, language)
    return _finish(figure, None, word("keyness effects", language), note)


def draw_slogans(page: Page, documents: pd.DataFrame, slogan_groups: pd.DataFrame) -> Figure:
    """Slogans of several districts and how often each district has them."""
    most, language = page.most, page.language
    sizes = documents.groupby("place").size()
    groups = sorted(sizes.index)
    shown = {g: f"{g}\n{word('n documents', language, n=sizes[g])}" for g in groups}
    own = _on_their_own(slogan_groups)
    slogans = _widespread(own)
    columns = [shown[g] for g in groups[:most]]
    rows = slogans[:most]
    figure, ax = plt.subplots(figsize=(2.6 + 0.95 * max(3, len(columns)), 1.3 + 0.25 * max(4, len(rows))))
    table = own.assign(group=own["group"].map(shown))
    slogan_matrix(table, slogans=rows, groups=columns, ax=ax, language=language)
    note = f"{word('counts in cells', language)}{page.notes['district']}"
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


def draw_distinctive(page: Page, keyness: pd.DataFrame) -> Figure:
    """The terms most distinctive of each district."""
    language = page.language
    keyness = keyness[keyness["by"] == "district"]
    groups = [(str(name), rows) for name, rows in keyness.groupby("group", sort=True)]
    shown = groups[:PANELS]
    n_rows = max(1, -(-len(shown) // PANEL_COLUMNS))
    figure, axes = plt.subplots(n_rows, PANEL_COLUMNS, figsize=(8.6, 3.2 * n_rows + 0.9), squeeze=False)
    for ax in axes.ravel()[len(shown) :]:
        ax.set_axis_off()
    for ax, (name, rows) in zip(axes.ravel(), shown, strict=False):
        distinctive_terms(rows, ax=ax, language=language)
        ax.set_title(replace_missing_glyphs(name), loc="left")
    title = word("distinctive", language)
    drawn = {level for _, rows in shown for level in select_terms(rows)["level"]}
    _colour_key(figure, drawn, language)
    note = f"{word('counts beside', language)}{page.notes['district']}"
    return _finish(figure, None, title, _cut(note, len(groups), PANELS, language))


def draw_word_clouds(page: Page, group_terms: pd.DataFrame) -> dict[str, Figure]:
    """A cloud of the weightiest terms of each district."""
    by_place = list(group_terms[group_terms["by"] == "district"].groupby("group", sort=True))
    note = _cut(word("word cloud note", page.language), len(by_place), page.most, page.language)
    return {
        _file_name(str(place)): _cloud(str(place), terms, note, page.language)
        for place, terms in by_place[: page.most]
    }


def _cloud(place: str, terms: pd.DataFrame, note: str, language: str) -> Figure:
    figure, ax = plt.subplots(figsize=(7.2, 4.9))
    figure.subplots_adjust(left=0.02, right=0.98, bottom=0.12, top=0.9)
    word_cloud(terms, ax=ax, language=language)
    n = word("n documents", language, n=int(terms["group_docs"].iloc[0]))
    note = f"{n}；{note}"
    return _finish(
        figure, ax, word("word cloud", language, group=replace_missing_glyphs(place)), note, fit=False
    )


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
    note = wrap_text(replace_missing_glyphs(note), int(figure.get_figwidth() * 8.6))
    height = figure.get_figheight()
    figure.text(0.02, 1 - 0.12 / height, title, ha="left", va="top", fontsize=12)
    if fit:
        below = (0.16 * (note.count("\n") + 1) + 0.1) / height if note else 0.0
        figure.tight_layout(rect=(0, below, 1, 1 - (0.75 if ax is None else 0.3) / height))
    figure.text(0.02, 0.012, note, fontsize=7.5, color=NOTE, va="bottom", linespacing=1.35)
    plt.close(figure)
    return figure


def _file_name(place: str) -> str:
    return "".join(c if c.isalnum() or c in "-_" else "_" for c in place).strip("_")


# In the order in which they are drawn.
SHEETS = (
    Sheet("similarity_documents", draw_documents),
    Sheet("similarity_districts", draw_districts),
    Sheet("similarity_years", draw_years),
    Sheet("similarity_intervals", draw_intervals),
    Sheet("tree", draw_tree),
    Sheet("map", draw_map),
    Sheet("slogan_matrix", draw_slogans),
    Sheet("distinctive_terms", draw_distinctive),
    Sheet("keyness_effects", draw_effects),
    Sheet("wordcloud", draw_word_clouds),
)
