"""The figure of a specification curve: every mark is a row of the table."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from analysis.comparison.robustness import CHOICES, specifications
from analysis.output.figures.colours import FAILS, HOLDS
from analysis.output.figures.labels import word
from analysis.output.figures.specification import specification_plot

ESTIMATES = np.sin(np.arange(200)) / 10


@pytest.fixture
def curve() -> pd.DataFrame:
    specs = list(specifications())
    table = pd.DataFrame(specs, columns=list(CHOICES))
    table.insert(0, "specification", range(1, len(specs) + 1))
    table["n_features"] = 10
    table["estimate"] = ESTIMATES[: len(specs)]
    table.loc[3, "estimate"] = np.nan
    table["holds"] = (table["estimate"] > 0).astype("boolean").mask(table["estimate"].isna())
    return table


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_judged_specification_is_drawn_in_order(curve: pd.DataFrame, language: str) -> None:
    figure, ax = plt.subplots()
    specification_plot(curve, ax=ax, language=language)
    upper = figure.axes[-1]
    drawn = np.asarray(upper.collections[0].get_offsets())
    wanted = np.sort(curve["estimate"].dropna().to_numpy())
    np.testing.assert_allclose(drawn[:, 1], wanted)
    assert drawn[:, 0].tolist() == list(range(1, len(wanted) + 1))
    holds = int((wanted > 0).sum())
    assert upper.get_title(loc="left") == word("claim holds", language, holds=holds, n=len(wanted))
    plt.close(figure)


def test_rows_mark_the_options_that_were_taken(curve: pd.DataFrame) -> None:
    figure, ax = plt.subplots()
    specification_plot(curve, ax=ax, language="en")
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == [
        word(f"{choice} {option}", "en") for choice, options in CHOICES.items() for option in options
    ]
    ordered = curve[curve["estimate"].notna()].sort_values("estimate")
    marks = [np.asarray(row.get_offsets())[:, 0].astype(int) for row in ax.collections]
    characters = np.flatnonzero((ordered["unit"] == "character").to_numpy()) + 1
    assert marks[labels.index("unit: character")].tolist() == characters.tolist()
    plt.close(figure)


def test_colour_says_whether_the_claim_holds(curve: pd.DataFrame) -> None:
    from matplotlib.colors import to_rgba

    figure, ax = plt.subplots()
    specification_plot(curve, ax=ax)
    points = figure.axes[-1].collections[0]
    above = np.asarray(points.get_offsets())[:, 1] > 0
    colours = np.asarray(points.get_facecolors())
    assert (colours[above] == to_rgba(HOLDS)).all()
    assert (colours[~above] == to_rgba(FAILS)).all()
    plt.close(figure)


def test_a_claim_that_nothing_can_judge_gives_a_sentence(curve: pd.DataFrame) -> None:
    figure, ax = plt.subplots()
    specification_plot(curve.assign(estimate=np.nan), ax=ax, language="en")
    assert [text.get_text() for text in ax.texts] == [word("nothing", "en")]
    plt.close(figure)
