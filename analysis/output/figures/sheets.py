"""Sheets: whole figures, composed from tables alone, ready to be saved.

Each sheet is a plot with a title and, below it, a note on the data behind the numbers and their
limits. Of a large corpus a sheet shows only a part, and its note says so.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.output.figures.colours import NOTE
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
from analysis.output.figures.style import apply_style, replace_missing_glyphs
from analysis.output.figures.terms import distinctive_terms, level_legend, select_terms, word_cloud
from analysis.output.figures.tree import dendrogram, leaf_labels

# Districts at most on the sheets with a panel for each district.
PANELS = 12
EFFECT_PANELS = 6
PANEL_COLUMNS = 2
EFFECT_TERMS = 10
# Bytes of the part of a file name that a place gives; the longest name that file systems take has 255.
LONGEST_FILE_NAME = 120
# Height of a row of dots, and of everything above and below the rows, in inches.
ROW = 0.23
AROUND = 2.3


@dataclass(frozen=True)
class Page:
    """What the sheets of a run have in common.

    Attributes:
        notes: the note under figures that compare "documents", "district" or "year".
        most: documents, groups or slogans in one figure at most.
        language: of the labels, "zh" or "en".
    """

    notes: Mapping[str, str]
    most: int
    language: str = "zh"


@dataclass(frozen=True)
class Sheet:
    """One sheet of a run; adding a figure means adding one entry to `SHEETS`.

    Attributes:
        name: of its file, without suffix. Several figures add their own names to it.
        draw: takes a `Page` and the tables that the sheet needs, by their names. Returns the
            figure, several figures by name, or None if the tables hold nothing to draw.
    """

    name: str
    draw: Callable[..., Figure | dict[str, Figure] | None]

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that the sheet is drawn from."""
        return tuple(name for name in inspect.signature(self.draw).parameters if name != "page")

    def figures(self, tables: Mapping[str, pd.DataFrame], page: Page) -> Iterator[tuple[str, Figure]]:
        """The sheet's figures with the names of their files; none if a table is missing."""
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
        tables: the tables by name, as `analysis run` makes them. A sheet that needs a table which
            is missing is left out.
        notes: the note under figures that compare "documents", "district" or "year".
        most: documents, groups or slogans in one figure at most.
        language: of the labels, "zh" or "en".
    """
    page = Page(notes, most, language)
    with apply_style():
        for sheet in SHEETS:
            yield from sheet.figures(tables, page)


def draw_documents(page: Page, documents: pd.DataFrame, pairs: pd.DataFrame) -> Figure:
    """A heat map of the similarity between documents."""
    documents = documents.sort_values(["place", "year", "label"])
    two_lines = documents["label"].str.replace(" ", "\n", n=1, regex=False)
    label = dict(zip(documents["doc_id"], two_lines, strict=True))
    order = [label[doc_id] for doc_id in documents["doc_id"].head(page.most)]
    labelled = pairs.assign(a=pairs["a"].map(label), b=pairs["b"].map(label))
    figure, ax = _create_square_axes(len(order))
    similarity_heatmap(labelled, order=order, ax=ax, language=page.language)
    title = word("similarity of documents", page.language)
    note = word("scale", page.language) + page.notes["documents"]
    return _add_title_and_note(
        figure, ax, title, _add_omissions(note, len(documents), page.most, page.language)
    )


def draw_districts(page: Page, groups: pd.DataFrame) -> Figure:
    """A heat map of the similarity between districts."""
    return _draw_groups(page, groups, "district")


def draw_years(page: Page, groups: pd.DataFrame) -> Figure:
    """A heat map of the similarity between years."""
    return _draw_groups(page, groups, "year")


def _draw_groups(page: Page, groups: pd.DataFrame, by: str) -> Figure:
    language = page.language
    groups = groups[groups["by"] == by]
    names = sorted({*groups["a"], *groups["b"]})
    size = {
        **dict(zip(groups["a"], groups["group_docs_a"], strict=True)),
        **dict(zip(groups["b"], groups["group_docs_b"], strict=True)),
    }
    label = {name: f"{name}\n{word('n documents', language, n=size[name])}" for name in names}
    labelled = groups.assign(a=groups["a"].map(label), b=groups["b"].map(label))
    order = [label[name] for name in names[: page.most]]
    figure, ax = _create_square_axes(len(order))
    similarity_heatmap(labelled, order=order, ax=ax, language=language)
    title = word(f"similarity of {by}s", language)
    note = word("scale", language) + page.notes[by]
    return _add_title_and_note(figure, ax, title, _add_omissions(note, len(names), page.most, language))


def _read_labels(documents: pd.DataFrame) -> dict[str, str]:
    return dict(zip(documents["doc_id"], documents["label"], strict=True))


def draw_intervals(page: Page, documents: pd.DataFrame, pairs: pd.DataFrame) -> Figure | None:
    """The scores of the most similar documents with their intervals."""
    if pairs.empty:
        return None
    names = _read_labels(documents)
    shown = pair_labels(select_pairs(pairs, page.most), names)
    figure, ax = plt.subplots(figsize=(7.2, AROUND + ROW * count_lines(shown)))
    score_intervals(pairs, names=names, ax=ax, most=page.most, language=page.language)
    note = page.notes["documents"] + word("intervals each", page.language)
    return _add_title_and_note(figure, ax, word("score intervals", page.language), note)


def draw_tree(page: Page, documents: pd.DataFrame, tree: pd.DataFrame) -> Figure | None:
    """The tree of documents."""
    if tree.empty:
        return None
    names, most, language = _read_labels(documents), page.most, page.language
    leaves = leaf_labels(tree, names, most=most, language=language)
    figure, ax = plt.subplots(figsize=(7.2, AROUND + ROW * count_lines(leaves)))
    dendrogram(tree, names=names, ax=ax, most=most, language=language)
    note = page.notes["documents"] + word("tree note", language)
    note = _add_omissions(note, len(tree) + 1, len(leaves), language)
    return _add_title_and_note(figure, ax, word("tree", language), note)


def draw_map(page: Page, documents: pd.DataFrame, map: pd.DataFrame) -> Figure | None:
    """The map of documents."""
    if map.empty:
        return None
    figure, ax = plt.subplots(figsize=(7.2, 7.2))
    # The labels are placed for these axes, so nothing may move them afterwards.
    figure.subplots_adjust(left=0.11, right=0.97, bottom=0.12, top=0.88)
    document_map(map, names=_read_labels(documents), ax=ax, language=page.language)
    note = page.notes["documents"] + word("map note", page.language)
    return _add_title_and_note(figure, ax, word("map", page.language), note, fit=False)


def draw_effects(page: Page, keyness: pd.DataFrame) -> Figure | None:
    """The terms that each district uses more and less, with intervals."""
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
    note = _add_omissions(note, len(groups), EFFECT_PANELS, language)
    return _add_title_and_note(figure, None, word("keyness effects", language), note)


def draw_slogans(page: Page, documents: pd.DataFrame, slogan_groups: pd.DataFrame) -> Figure:
    """The slogans that several districts use, and how often each uses them."""
    most, language = page.most, page.language
    sizes = documents.groupby("place").size()
    groups = sorted(sizes.index)
    label = {group: f"{group}\n{word('n documents', language, n=sizes[group])}" for group in groups}
    table = slogan_groups[slogan_groups["by"] == "district"]
    slogans = _rank_recurring(table)
    columns = [label[group] for group in groups[:most]]
    rows = slogans[:most]
    figure, ax = plt.subplots(figsize=(2.6 + 0.95 * max(3, len(columns)), 1.3 + 0.25 * max(4, len(rows))))
    slogan_matrix(
        table.assign(group=table["group"].map(label)), slogans=rows, groups=columns, ax=ax, language=language
    )
    note = f"{word('counts in cells', language)}{page.notes['district']}"
    note = _add_omissions(_add_omissions(note, len(slogans), most, language), len(groups), most, language)
    return _add_title_and_note(figure, ax, word("slogan matrix", language), note)


def _rank_recurring(slogan_groups: pd.DataFrame) -> list[str]:
    """The slogans of two groups or more, the most widespread and then the most frequent first."""
    spread = slogan_groups.groupby("slogan").agg(groups=("group", "nunique"), n=("n", "sum")).reset_index()
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
    figure.legend(
        handles=level_legend(drawn, language), loc="upper right", ncols=2, frameon=False, fontsize=8
    )
    note = f"{word('counts beside', language)}{page.notes['district']}"
    return _add_title_and_note(figure, None, title, _add_omissions(note, len(groups), PANELS, language))


def draw_word_clouds(page: Page, group_terms: pd.DataFrame) -> dict[str, Figure]:
    """A cloud of the weightiest terms of each district."""
    by_place = list(group_terms[group_terms["by"] == "district"].groupby("group", sort=True))
    shown = by_place[: page.most]
    names = make_file_names([str(place) for place, _ in shown])
    return {
        name: _draw_word_cloud(page, str(place), terms, len(by_place))
        for name, (place, terms) in zip(names, shown, strict=True)
    }


def _draw_word_cloud(page: Page, place: str, terms: pd.DataFrame, n_places: int) -> Figure:
    language = page.language
    figure, ax = plt.subplots(figsize=(7.2, 4.9))
    figure.subplots_adjust(left=0.02, right=0.98, bottom=0.12, top=0.9)
    word_cloud(terms, ax=ax, language=language)
    note = word("word cloud note", language, n=int(terms["group_docs"].iloc[0]))
    note = _add_omissions(note, n_places, page.most, language)
    title = word("word cloud", language, group=replace_missing_glyphs(place))
    return _add_title_and_note(figure, ax, title, note, fit=False)


def _create_square_axes(n: int) -> tuple[Figure, Axes]:
    """A figure for a square matrix of n rows."""
    side = float(np.clip(0.62 * n + 1.6, 4.2, 16))
    return plt.subplots(figsize=(side + 1.2, side))


def _add_omissions(note: str, total: int, shown: int, language: str) -> str:
    """The note, with how many of how many items are shown if that is not all."""
    if total <= shown:
        return note
    return f"{note}\n{word('first of', language, total=total, shown=shown)}"


def _add_title_and_note(
    figure: Figure, ax: Axes | None, title: str, note: str, *, fit: bool = True
) -> Figure:
    """Write the title and the note, and take the figure from pyplot's list of open figures.

    Args:
        figure: the figure with its plots.
        ax: its only axes; None if it has several panels, which have titles of their own.
        title: above the plots.
        note: below the plots.
        fit: fit the plots into the space between title and note.
    """
    note = wrap_text(replace_missing_glyphs(note), int(figure.get_figwidth() * 8.6))
    height = figure.get_figheight()
    figure.text(0.02, 1 - 0.12 / height, title, ha="left", va="top", fontsize=12)
    if fit:
        below = (0.16 * (note.count("\n") + 1) + 0.1) / height if note else 0.0
        figure.tight_layout(rect=(0, below, 1, 1 - (0.75 if ax is None else 0.3) / height))
    figure.text(0.02, 0.012, note, fontsize=7.5, color=NOTE, va="bottom", linespacing=1.35)
    plt.close(figure)
    return figure


def make_file_names(places: list[str]) -> list[str]:
    """A file name for each place, all different and short enough for any file system.

    What file systems do not allow becomes "_". A name that is cut, or that another place has already,
    ends with a hash of the place.
    """
    names: list[str] = []
    for place in places:
        plain = "".join(c if c.isalnum() or c in "-_" else "_" for c in place).strip("_")
        name = plain.encode()[:LONGEST_FILE_NAME].decode(errors="ignore")
        if name != plain or name in names:
            name = f"{name}_{hashlib.sha256(place.encode()).hexdigest()[:8]}"
        names.append(name)
    return names


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
